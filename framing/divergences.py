"""Divergences: where tellings of one fact differ: in a number, in a denial, in the words put for the same thing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from framing.quantities import Quantity, count_alike, same_number
from framing.statements import Statement
from framing.tags import find_negations
from framing.terms import Term, find_terms

LONGEST_SWAP = 3
"""Content words that may stand for others between two words that both tellings have; more is another telling."""
ALIGNED = 0.4
"""Share of the shorter telling's words in the same order in both, from which words between them are compared."""
DENIED_LIKE = (0.6, 0.4)
"""Shares of the shorter and of the longer telling's words that both have, from which a negation in one of them only
is a denial: a longer telling may deny something else."""
_BETWEEN = re.compile(r"[\s'’-]*(?:\w{1,3}\s)?")


@dataclass(frozen=True, slots=True)
class Difference:
    """A number or date told otherwise: as this source writes it, and as the others do (their words, once each)."""

    here: str
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Given:
    """A quantity with the statement that gives it."""

    quantity: Quantity
    statement: Statement

    @property
    def words(self) -> str:
        """The number with the word it counts, as written."""
        return " ".join(self.statement.text[self.quantity.first : self.quantity.last].split())


def find_differences(mine: Sequence[Statement], others: Sequence[Statement]) -> tuple[Difference, ...]:
    """Return the numbers and dates of one source's tellings that no other's gives, where others give another one.

    A number that has several counterparts in one telling is passed over: nothing says which one it is.
    """
    here, there = list(_given(mine)), list(_given(others))
    found: dict[str, tuple[str, ...]] = {}
    for one in here:
        rivals = [other for other in there if count_alike(one.quantity, other.quantity)]
        alone = _stands_alone(one, here) and all(_stands_alone(other, there) for other in rivals)
        if rivals and alone and not any(same_number(one.quantity, other.quantity) for other in rivals):
            found[one.words] = tuple(sorted({other.words for other in rivals}))
    return tuple(Difference(words, elsewhere) for words, elsewhere in found.items())


def is_denied(tellings: Sequence[Statement], owners: Sequence[str]) -> bool:
    """Return whether one source's telling negates what another's, in nearly the same words, does not."""
    read = [(owner, set(one.terms), _denied(one)) for one, owner in zip(tellings, owners, strict=True)]
    return any(
        mine != theirs and bool(denied & others) and not also_denied & terms and _is_near(terms, others)
        for mine, terms, denied in read
        for theirs, others, also_denied in read
    )


def _denied(one: Statement) -> set[str]:
    """The content words that stand next after a negation."""
    terms = find_terms(one.text)
    starts = [term.start for term in terms]
    following = (bisect_left(starts, end) for end in find_negations(one.text))
    return {terms[at].key for at in following if at < len(terms)}


def find_swaps(one: Statement, other: Statement, used: Collection[str] = ()) -> tuple[tuple[int, int], ...]:
    """Return where a telling puts other words than another one does for the same thing: spans of its text.

    They stand between (or before, or after) words that both tellings have; what only one of them adds is left out,
    and so are the terms that are `used` elsewhere.
    """
    mine, theirs = find_terms(one.text), find_terms(other.text)
    match = SequenceMatcher(None, [term.key for term in mine], [term.key for term in theirs], autojunk=False)
    if sum(block.size for block in match.get_matching_blocks()) < ALIGNED * min(len(mine), len(theirs)):
        return ()
    common = {*used, *(term.key for term in theirs)}
    swapped = [
        term
        for kind, a, b, c, d in match.get_opcodes()
        if kind == "replace" and b - a <= LONGEST_SWAP and d - c <= LONGEST_SWAP
        for term in mine[a:b]
        if term.key not in common
    ]
    return tuple(_join(one.text, swapped))


def _is_near(terms: set[str], others: set[str]) -> bool:
    shared, (shorter, longer) = len(terms & others), sorted((len(terms), len(others)))
    return shared > 0 and shared >= DENIED_LIKE[0] * shorter and shared >= DENIED_LIKE[1] * longer


def _given(statements: Iterable[Statement]) -> Iterator[_Given]:
    return (_Given(quantity, one) for one in statements for quantity in one.quantities)


def _stands_alone(one: _Given, given: Iterable[_Given]) -> bool:
    """Whether no other number of the same telling counts the same thing."""
    return not any(
        other.statement is one.statement
        and other.quantity is not one.quantity
        and count_alike(one.quantity, other.quantity)
        for other in given
    )


def _join(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """The spans of terms, those side by side as one."""
    if not terms:
        return
    start = terms[0].start
    for one, following in pairwise(terms):
        if not _BETWEEN.fullmatch(text, one.end, following.start):
            yield start, one.end
            start = following.start
    yield start, terms[-1].end
