"""Suggestions: what sets one pole's texts apart, for a person to accept or refuse as entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from framing.analyses import analyze
from framing.contrasts import contrast_terms, count_terms
from framing.documents import make_document
from framing.labelled import LabelledText, LabelledTexts
from framing.lexicons.model import MAX_WEIGHT, Lexicon
from framing.vocabulary import MIN_GROUPS, find_names

BEYOND_CHANCE = 1.96
LIGHTEST = 0.1
HEAVIEST = 2.0
"""A word found in one pole only says little of how much it weighs; a person may give it more."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One candidate entry: the pole it leans to, its log-odds and z, and in how many texts of each pole it stands."""

    text: str
    sign: int
    weight: float
    z: float
    plus: int
    minus: int


def suggest_entries(texts: LabelledTexts, axis: Lexicon) -> tuple[Suggestion, ...]:
    """Return candidates beyond chance (|z| ≥ 1.96) that no entry of the axis finds yet, the surest first.

    Log-odds with an informative Dirichlet prior between the texts of the two poles (`contrasts`). Left out
    are names, and what stands in fewer than MIN_GROUPS groups.
    """
    sided = [one for one in texts.texts if one.sign]
    names = find_names(one.text for one in sided)
    used = [count_terms(one.text) for one in sided]
    groups = _groups(sided, used)
    plus, minus = (_total(sided, used, sign) for sign in (1, -1))
    found = [
        one
        for one in contrast_terms(plus, minus)
        if abs(one.z) >= BEYOND_CHANCE
        and abs(one.log_odds) >= LIGHTEST
        and groups[one.term] >= MIN_GROUPS
        and not names.intersection(one.term.split())
        and not any(character.isdigit() for character in one.term)
    ]
    written = [replace(axis, learned=None)]
    return tuple(
        Suggestion(
            one.term,
            1 if one.z > 0 else -1,
            round(min(abs(one.log_odds), HEAVIEST, MAX_WEIGHT), 2),
            round(one.z, 2),
            _holding(sided, used, one.term, 1),
            _holding(sided, used, one.term, -1),
        )
        for one in sorted(found, key=lambda one: (-abs(one.z), one.term))
        if not analyze(make_document(one.term), written).tags
    )


def _total(sided: Sequence[LabelledText], used: Sequence[Counter[str]], sign: int) -> Counter[str]:
    total: Counter[str] = Counter()
    for one, terms in zip(sided, used, strict=True):
        if one.sign == sign:
            total.update(terms)
    return total


def _holding(sided: Sequence[LabelledText], used: Sequence[Counter[str]], term: str, sign: int) -> int:
    return sum(term in terms for one, terms in zip(sided, used, strict=True) if one.sign == sign)


def _groups(sided: Sequence[LabelledText], used: Sequence[Counter[str]]) -> Counter[str]:
    standing = {(term, one.group) for one, terms in zip(sided, used, strict=True) for term in terms}
    return Counter(term for term, _ in standing)
