"""Words put for one another: each stem has one meaning, each meaning has two words at least."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any

import pytest

from tests.conftest import ROOT

PATH = ROOT / "lexicons" / "words" / "equivalents.toml"
KEY = re.compile(r"[a-z]+(-[a-z]+)*")
PHRASE = re.compile(r"[a-z]+('s)?( [a-z]+('s)?){0,2}")


@cache
def content() -> dict[str, Any]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def groups() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = content()["groups"]
    return found


@cache
def stems(phrase: str) -> str:
    from nltk.stem.snowball import SnowballStemmer

    stem = SnowballStemmer("english").stem
    return " ".join(stem(word) for word in phrase.split())


def test_file_says_what_it_is() -> None:
    assert set(content()) == {"version", "note", "groups"}
    assert re.fullmatch(r"\d+\.\d+\.\d+", content()["version"])
    assert content()["note"]
    assert all({"key", "words"} <= set(group) <= {"key", "words", "capitals"} for group in groups())


def test_keys_are_unique_and_lower_case() -> None:
    keys = [group["key"] for group in groups()]
    assert len(keys) == len(set(keys))
    assert [key for key in keys if not KEY.fullmatch(key)] == []


def test_words_are_lower_case_without_digits_and_at_most_three() -> None:
    words = [word for group in groups() for word in group["words"]]
    assert [word for word in words if not PHRASE.fullmatch(word)] == []


def test_no_stem_is_in_two_groups() -> None:
    owners: dict[str, set[str]] = {}
    for group in groups():
        for word in group["words"]:
            owners.setdefault(stems(word), set()).add(group["key"])
    assert {stem: keys for stem, keys in owners.items() if len(keys) > 1} == {}


def test_every_group_joins_two_stems_and_lists_none_twice() -> None:
    for group in groups():
        found = [stems(word) for word in group["words"]]
        assert len(found) >= 2, group["key"]
        assert len(found) == len(set(found)), group["key"]


def test_lines_are_short() -> None:
    assert [line for line in PATH.read_text(encoding="utf-8").splitlines() if len(line) > 118] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("killed", "slain"),
        ("deaths", "died"),
        ("lawmakers", "congresswoman"),
        ("layoffs", "job cuts"),
        ("Moscow", "Russian"),
        ("undocumented immigrants", "illegal aliens"),
        ("estate tax", "death tax"),
        ("ceasefire", "truces"),
        ("stepped down", "resigned"),
    ],
)
def test_what_news_say_alike_shares_a_key(one: str, other: str) -> None:
    keys = {stems(word): group["key"] for group in groups() for word in group["words"]}
    assert keys[stems(one.lower())] == keys[stems(other.lower())]


@pytest.mark.parametrize(
    ("one", "other"), [("rise", "fall"), ("approve", "reject"), ("win", "lose"), ("begin", "end")]
)
def test_opposites_do_not_share_a_key(one: str, other: str) -> None:
    keys = {stems(word): group["key"] for group in groups() for word in group["words"]}
    assert keys[stems(one)] != keys[stems(other)]


@pytest.mark.parametrize("word", ["fire", "strike", "charge", "bill", "right", "officer"])
def test_words_of_two_meanings_are_left_out(word: str) -> None:
    assert stems(word) not in {stems(listed) for group in groups() for listed in group["words"]}
