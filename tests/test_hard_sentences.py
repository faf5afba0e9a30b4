"""Forty hard texts, written by somebody who had not seen the rules: which of them are split exactly right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from framing.claims import split_sentences

ITEMS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "hard_sentences.jsonl").read_text(encoding="utf-8").splitlines()
]
KNOWN_WRONG: frozenset[str] = frozenset()


def is_right(item: dict[str, Any]) -> bool:
    text = item["text"]
    return [text[start:end] for start, end in split_sentences(text)] == item["sentences"]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["name"])
def test_hard_text_is_split_as_its_writer_splits_it(item: dict[str, Any]) -> None:
    assert is_right(item) == (item["name"] not in KNOWN_WRONG)


def test_at_least_38_of_the_40_are_right() -> None:
    assert len(ITEMS) == 40
    assert sum(map(is_right, ITEMS)) >= 38
