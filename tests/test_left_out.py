"""Who is left out, speakers by type and scare quotes: the same in all reports."""

from __future__ import annotations

import json
from functools import cache

import pytest

from framing.analyses import analyze
from framing.comparisons import Comparison, compare
from framing.documents import Metadata, make_document
from framing.reports import render
from framing.reports.wording import say_deletions, say_scare, say_types
from framing.speakers import share_types

KILLED = """Two men were killed at the gate. The road was cleared. Clashes erupted after dark.

Shots were fired by soldiers. “Mistakes were made,” said Ana Ruiz, the interior minister. The “experts” left."""
PLAIN = "Soldiers shot two men. Ana Ruiz, the interior minister, said that soldiers shot them."


@cache
def sample() -> Comparison:
    texts = (("a", KILLED), ("b", PLAIN))
    return compare([analyze(make_document(text, Metadata(id=name, source=name)), ()) for name, text in texts], ())


def test_the_outlets_own_deletions_are_counted_and_harm_comes_first() -> None:
    first, second = sample().sources
    assert (first.deletions.passives, first.deletions.nominalisations) == (2, 1)
    assert [words for words, _ in first.deletions.examples] == ["were killed", "Clashes erupted", "was cleared"]
    assert second.deletions.rate == 0


def test_the_rate_is_per_thousand_words_of_the_outlets_own() -> None:
    """The three words of the minister are not the outlet's."""
    first = sample().sources[0]
    own = first.words - 3
    assert first.deletions.rate == pytest.approx(1000 * 3 / own)


def test_json_has_deletions_types_and_scare_quotes() -> None:
    first = json.loads(render(sample(), "json"))["sources"][0]
    assert first["deletions"]["examples"][0]["words"] == "were killed"
    assert first["deletions"]["examples"][0]["text"] == "Two men were killed at the gate."
    assert first["speaker_types"] == [{"type": "government", "words": 3, "share": 1.0}]
    assert first["voices"][0]["type"] == "government"
    assert first["scare_quotes"] == {"experts": 1}


@pytest.mark.parametrize("kind", ["terminal", "html", "markdown"])
def test_every_report_shows_them_in_the_same_words(kind: str) -> None:
    text = " ".join(render(sample(), kind).split())
    unit = sample().sources[0]
    shown = (
        say_deletions(unit.deletions),
        say_types(share_types(unit.speakers)),
        say_scare(unit.scare),
        "Who is left out",
    )
    for words in shown:
        assert " ".join(words.split()) in text


def test_more_scare_quotes_than_fit_are_counted() -> None:
    assert say_scare([(str(number), 1) for number in range(8)]).endswith("“5” 1 and 2 more")


def test_nothing_left_out_is_said_so() -> None:
    assert say_deletions(sample().sources[1].deletions) == "none"
