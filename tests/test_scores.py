"""Directions, intervals and refusals."""

from __future__ import annotations

import random

import pytest

from framing.analyses import analyze
from framing.comparisons import compare
from framing.documents import Metadata, make_document
from framing.evidence import Evidence, gather_evidence
from framing.lexicons import Lexicon, load_lexicons
from framing.reports import render
from framing.scores import OTHER_LANGUAGE, TOO_LITTLE, effective_claims, score
from framing.tags import Tag


def tag(claim: int, sign: int, weight: float = 1.0, at: int = 0, **more: bool) -> Tag:
    return Tag("d", claim, at, at + 1, "small", "f", "p", sign, "e", round(weight * 1000), "own", **more)


def evidence(*tags: Tag) -> Evidence:
    return gather_evidence(tags, [], {**dict.fromkeys((one.claim for one in tags), 0), -1: 100})


def test_direction_is_the_balance_of_weights(small: Lexicon) -> None:
    result = score(evidence(tag(0, 1, 3), tag(1, -1, 1)), small)
    assert result.direction == 0.5
    assert result.intensity == 4.0


@pytest.mark.parametrize(
    "tags",
    [
        [],
        [tag(0, 1, 1.9), tag(1, 1, 0.05)],
        [tag(0, 1, 5), tag(0, -1, 5, at=3)],
        [tag(0, 1, 5, negated=True), tag(1, 1, 5, quoted=True)],
    ],
    ids=["none", "light", "one claim", "not counted"],
)
def test_too_little_evidence_is_refused(tags: list[Tag], small: Lexicon) -> None:
    result = score(evidence(*tags), small)
    assert (result.direction, result.low, result.high, result.step) == (None, None, None, "")
    assert result.refusal == TOO_LITTLE


def test_unanimous_evidence_still_has_an_interval(small: Lexicon) -> None:
    few = score(evidence(*(tag(n, 1) for n in range(3))), small)
    many = score(evidence(*(tag(n, 1) for n in range(30))), small)
    assert few.low is not None
    assert many.low is not None
    assert few.low < 0 < many.low < 1
    assert few.high == many.high == 1.0


@pytest.mark.parametrize(
    ("plus", "minus", "step"),
    [
        (20, 0, "pro"),
        (14, 6, "slightly pro"),
        (11, 9, "neutral"),
        (6, 14, "slightly critical"),
        (0, 20, "critical"),
        (2, 0, "slightly pro"),
    ],
)
def test_five_steps_and_no_full_side_unless_the_interval_excludes_zero(
    plus: int, minus: int, step: str, small: Lexicon
) -> None:
    tags = [tag(n, 1 if n < plus else -1) for n in range(plus + minus)]
    assert score(evidence(*tags), small).step == step


def test_one_long_rant_is_worth_less_than_as_many_tags_in_many_claims() -> None:
    rant = evidence(*(tag(0, 1, at=place) for place in range(9)), tag(1, 1))
    spread = evidence(*(tag(n, 1) for n in range(10)))
    assert effective_claims(rant) < 2 < effective_claims(spread) == 10


def test_documents_that_disagree_widen_the_interval(small: Lexicon) -> None:
    mixed = evidence(*(tag(n, 1 if n % 2 else -1) for n in range(10)))
    alike = score(mixed + mixed, small)
    split = score(evidence(*(tag(n, 1) for n in range(10))) + evidence(*(tag(n, -1) for n in range(10))), small)
    assert alike.direction == split.direction == 0
    assert alike.high is not None
    assert split.high is not None
    assert split.high > alike.high


def test_the_interval_covers_as_often_as_it_says(small: Lexicon) -> None:
    """Texts drawn from a known direction: between 92 % and 99.5 % of the intervals must hold it."""
    source = random.Random(7)
    for share in (0.5, 0.7, 0.9):
        held = 0
        for _ in range(600):
            drawn = [tag(n, 1 if source.random() < share else -1) for n in range(25)]
            result = score(evidence(*drawn), small)
            assert result.low is not None
            assert result.high is not None
            held += result.low <= 2 * share - 1 <= result.high
        assert 0.92 <= held / 600 <= 0.995


def test_adding_evidence_is_exact_in_any_order() -> None:
    parts = [evidence(tag(0, 1, 0.1), tag(1, -1, 0.7)), evidence(tag(0, 1, 0.3)), evidence(tag(0, -1, 1.1))]
    forward = parts[0] + parts[1] + parts[2]
    assert forward == parts[2] + (parts[0] + parts[1])
    assert forward.documents == 3


def test_a_text_in_another_language_is_refused_as_such() -> None:
    text = "Le gouvernement a annoncé lundi que la réforme serait votée avant l'été. " * 8
    comparison = compare([analyze(make_document(text, Metadata(source="A")), load_lexicons())], load_lexicons())
    assert comparison.analyses[0].tags == ()
    assert comparison.sources[0].stance is not None
    assert comparison.sources[0].stance.outlet.refusal == OTHER_LANGUAGE
    assert OTHER_LANGUAGE in render(comparison, "terminal")


def test_the_same_words_in_two_frames_of_a_pole_count_once_by_the_heaviest() -> None:
    light, heavy, other = tag(0, 1, 0.7), tag(0, 1, 1.5), tag(0, -1, 0.9)
    assert evidence(light, heavy, other).plus == 1500
    assert evidence(light, heavy, other).minus == 900
    assert evidence(light, heavy, other) == evidence(other, heavy, light)
