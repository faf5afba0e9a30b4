"""Entries at work: which carry the leans of labelled texts, and what is left when poles are dealt out by chance."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.agreement import area_under
from framing.outcomes import Contributions, EntryKey

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csc_matrix

MOST_ENTRIES = 15
"""Entries of each kind (written, learned) looked at one by one."""
SHUFFLES = 20


@dataclass(frozen=True, slots=True)
class EntryPart:
    """One entry's part: in how many texts it counts, what it adds to their leans in all (log-odds, without sign),
    and the AUC of all texts without it.
    """

    key: EntryKey
    texts: int
    weight: float
    auc_without: float | None


@dataclass(frozen=True, slots=True)
class Shuffled:
    """AUC with the poles dealt out by chance: mean and largest of `times` shuffles; None without pairs."""

    times: int
    mean: float | None
    largest: float | None


def contribution_matrix(parts: Contributions, texts: int) -> csc_matrix:
    """Return what each entry (column) adds to the lean of each text (row)."""
    from scipy.sparse import csc_matrix

    shape = (texts, len(parts.entries))
    return csc_matrix((list(parts.values), (list(parts.rows), list(parts.columns))), shape=shape)


def weigh_entries(
    entries: Sequence[EntryKey], matrix: csc_matrix, leans: np.ndarray, signs: np.ndarray
) -> tuple[EntryPart, ...]:
    """Return the entries that add most, written before learned, each with the AUC without its tags.

    Nothing takes a left-out entry's place, so that a lean without it is the lean less what it adds.
    """
    import numpy as np

    sums = np.asarray(abs(matrix).sum(axis=0)).ravel()
    order = sorted(range(len(entries)), key=lambda number: (-round(float(sums[number]), 9), entries[number]))
    parts = []
    for kind in ("written", "learned"):
        for number in [one for one in order if entries[one].kind == kind][:MOST_ENTRIES]:
            column = matrix[:, [number]].toarray().ravel()
            without = area_under(leans - column, signs)
            parts.append(EntryPart(entries[number], int((column != 0).sum()), float(sums[number]), without))
    return tuple(parts)


def shuffle_poles(entries: Sequence[EntryKey], matrix: csc_matrix, signs: np.ndarray) -> Shuffled:
    """Return the AUC with poles dealt out anew, as many of each as there were.

    Written entries change sides with their whole frame; learned ones each by itself, since a learned
    lexicon has but one frame a pole.
    """
    import numpy as np

    units = [(key.kind, key.frame, key.entry if key.kind == "learned" else "") for key in entries]
    sides = {unit: key.sign for unit, key in sorted(zip(units, entries, strict=True))}
    source, areas = random.Random(0), []
    for _ in range(SHUFFLES):
        dealt = _deal(sides, source)
        turned = np.array([dealt[unit] * key.sign for unit, key in zip(units, entries, strict=True)])
        areas.append(area_under(matrix @ turned if len(turned) else np.zeros(len(signs)), signs))
    found = [area for area in areas if area is not None]
    return Shuffled(SHUFFLES, sum(found) / len(found) if found else None, max(found, default=None))


def _deal(sides: dict[tuple[str, str, str], int], source: random.Random) -> dict[tuple[str, str, str], int]:
    dealt: dict[tuple[str, str, str], int] = {}
    for kind in sorted(Counter(kind for kind, _, _ in sides)):
        units = [unit for unit in sides if unit[0] == kind]
        poles = [sides[unit] for unit in units]
        source.shuffle(poles)
        dealt |= dict(zip(units, poles, strict=True))
    return dealt
