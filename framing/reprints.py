"""Reprints: which documents print again what stands elsewhere, told by unit: known before anything is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from framing.syndication import Matches

MAX_CONTRASTED = 6
"""Every pair of up to six units is contrasted; of more, the pairs of the six with most words."""

Owner = Callable[[Any], str]
"""Names the unit that a document (or its print) belongs to."""


@dataclass(frozen=True, slots=True)
class Reprints:
    """What of some documents is said again.

    `repeated` are the documents that are the same text as an earlier one of their unit. `contrasted` are the pairs
    of units whose words are compared, each with the documents that both print. `sharers` are, for each unit that
    prints a text of another, the names of those others.
    """

    repeated: frozenset[str]
    contrasted: Mapping[tuple[str, str], frozenset[str]]
    sharers: Mapping[str, tuple[str, ...]]


def find_reprints(matches: Matches[Any], owner: Owner) -> Reprints:
    """Return the reprints among documents whose units `owner` names."""
    groups = matches.groups(owner)
    repeated = frozenset(document.id for _, *others in groups for document in others)
    largest = _find_largest(matches, owner, repeated)
    return Reprints(
        repeated,
        {pair: _find_shared(pair, matches, owner) for pair in combinations(largest, 2)},
        _find_sharers(matches.groups(), owner),
    )


def _find_largest(matches: Matches[Any], owner: Owner, repeated: frozenset[str]) -> list[str]:
    """The units with most words, in the order of their names; a text that is printed several times counts once."""
    words: dict[str, int] = defaultdict(int)
    for document, count in zip(matches.documents, matches.words, strict=True):
        words[owner(document)] += 0 if document.id in repeated else count
    return sorted(sorted(words, key=lambda name: (-words[name], name))[:MAX_CONTRASTED])


def _find_shared(pair: tuple[str, str], matches: Matches[Any], owner: Owner) -> frozenset[str]:
    """The documents whose text both units print; no third unit has a say in it."""
    found = matches.groups(lambda document: "" if owner(document) in pair else None)
    return frozenset(document.id for group in found if len({owner(one) for one in group}) > 1 for document in group)


def _find_sharers(groups: Iterable[Iterable[Any]], owner: Owner) -> dict[str, tuple[str, ...]]:
    sharers: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        units = {owner(document) for document in group}
        for unit in units:
            sharers[unit] |= units - {unit}
    return {unit: tuple(sorted(others)) for unit, others in sorted(sharers.items()) if others}
