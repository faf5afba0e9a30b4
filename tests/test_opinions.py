"""Which claims read like opinions, and that each verdict can be added up from its cues."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.claims import split_claims
from framing.claims.opinions import find_opinion_cues
from framing.documents.model import Block, BlockKind, Document
from framing.shipped import read_cues


def readings(text: str, kind: BlockKind = "paragraph") -> list[str]:
    document = Document(id="d", text=text, blocks=(Block(0, len(text), kind),))
    return [claim.reading for claim in split_claims(document)]


@pytest.mark.parametrize(
    "text",
    [
        "This is a disgraceful way to treat nurses.",
        "Parliament should scrap the tax.",
        "Who would trust such a man?",
        "Imagine a town without water.",
        "Clearly, nobody in the palace cares.",
        "We deserve better than this!",
    ],
)
def test_judgements_demands_and_questions_are_opinion_like(text: str) -> None:
    assert readings(text) == ["opinion-like"]


@pytest.mark.parametrize(
    "text",
    [
        "The council met on Monday.",
        "Police arrested two men in March.",
        "Exports fell by 12 percent last year.",
        "“This is a disgraceful way to treat nurses,” the minister said.",
        "The minister said that the tax was a disgraceful, shameful mess.",
    ],
)
def test_reports_and_others_words_are_fact_like(text: str) -> None:
    assert readings(text) == ["fact-like"]


def test_headlines_are_judged_and_labels_are_not() -> None:
    assert readings("A shameful, cowardly deal", "headline") == ["opinion-like"]
    assert readings("A shameful, cowardly deal", "label") == ["fact-like"]


def test_the_longest_cue_counts_and_none_within_it() -> None:
    assert [cue.words for cue in find_opinion_cues("They had better go.")] == ["had better"]


def test_a_group_counts_only_so_often() -> None:
    words = "must " * 5
    assert [cue.group for cue in find_opinion_cues(words)] == ["obligation"]


def test_the_file_is_sound() -> None:
    cues = read_cues("opinions")
    for name, group in cues["groups"].items():
        assert round(group["weight"], 1) == group["weight"], name
        assert group["cues"] == [cue.lower() for cue in group["cues"]], name
        assert group["cues"] or "loaded" in group, name


@given(st.text())
def test_any_words_have_cues_within_the_limits(words: str) -> None:
    limits = {name: group.get("most", 1) for name, group in read_cues("opinions")["groups"].items()}
    groups = [cue.group for cue in find_opinion_cues(words)]
    assert all(groups.count(name) <= limits[name] for name in groups)
