"""Linkage: texts joined into groups, those most alike first, as long as the groups tell of one thing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from framing.likeness import Likeness
from framing.unions import unite

if TYPE_CHECKING:
    import numpy as np

ALIKE = 0.065
"""Likeness, on average over their pairs of texts, from which two groups can be one."""
CLOSE = 0.6
"""Two groups of several texts each are one only if they are at least so much alike beside what each is within itself.
Else each is about something of its own, such as two days of one affair; a single text that is less alike than the
others are may be a comment on the same event."""
MOST_TEXTS = 1500
"""Texts compared each with each at once; a larger lot that hangs together is first parted where it is thinnest."""
STRICTER = 1.25
"""How much more alike texts must be, again and again, to hang together in a lot that is too large."""


def link_texts(likeness: Likeness, alike: float = ALIKE) -> list[list[int]]:
    """Return the numbers of the texts by group, in the order of each group's first text.

    Groups so much alike on average hold a pair that is, and so lie within one lot of texts that hang together by such
    pairs: joining within each lot gives what joining all at once would, unless a lot exceeds MOST_TEXTS.
    """
    groups = []
    for lot in _find_lots(likeness, alike):
        groups += [
            [lot[place] for place in group] for group in join_groups(likeness.among(lot), likeness.dated[lot], alike)
        ]
    return sorted(groups)


def join_groups(square: np.ndarray, dated: np.ndarray, alike: float = ALIKE) -> list[list[int]]:
    """Return the places of the square joined into groups, the two most alike on average first (average linkage).

    `square[a, b]` is the likeness of a and b, `dated[a]` whether the day of a is known; two groups that are less than
    `alike`, or not CLOSE, stay apart.
    """
    groups = _Groups(square, dated)
    while (pair := groups.most_alike(alike)) is not None:
        if groups.are_close(*pair):
            groups.join(*pair)
        else:
            groups.keep_apart(*pair)
    return [sorted(members) for members in groups.members if members]


def _find_lots(likeness: Likeness, least: float) -> Iterator[list[int]]:
    for lot in unite(range(len(likeness)), likeness.find_pairs(least).tolist()):
        if len(lot) <= MOST_TEXTS:
            yield lot
        else:
            for part in _find_lots(likeness.only(lot), least * STRICTER):
                yield [lot[place] for place in part]


class _Groups:
    """Groups of places, at first one each: how much every two are alike, and which are kept apart.

    Two groups are alike as their pairs of texts are on average; if the pairs with a known day each are less so, as
    these are: else texts without a date would tie together what was printed months apart.
    """

    def __init__(self, square: np.ndarray, dated: np.ndarray) -> None:
        import numpy as np

        self.members = [[place] for place in range(len(square))]
        self._sizes = np.array([np.ones(len(square)), dated], float)
        """Texts, and texts with a known day, of each group; 0 of what was joined to another."""
        self._averages = np.array([square, square], float)
        """Likeness on average over all pairs, and over pairs with known days."""
        self._within = np.zeros(len(square))
        """The summed likeness of the pairs within each group."""
        self._open = np.array([self._likeness(group) for group in range(len(square))])

    def _likeness(self, group: int) -> np.ndarray:
        """What a group is like every other, -1 where it makes no sense to ask."""
        import numpy as np

        every, dated = self._averages[:, group]
        known = self._sizes[1, group] * self._sizes[1] > 0
        row: np.ndarray = np.where(known, np.minimum(every, dated), every)
        row[(self._sizes[0] == 0) | (np.arange(len(row)) == group)] = -1
        return row

    def most_alike(self, alike: float) -> tuple[int, int] | None:
        """Return the two groups most alike of those not kept apart, if they are so much alike."""
        a, b = divmod(int(self._open.argmax()), len(self.members))
        return (a, b) if self._open[a, b] >= alike else None

    def are_close(self, a: int, b: int) -> bool:
        """Return whether two groups are nearly as much alike as each is in itself; a single text always may be."""
        if min(len(self.members[a]), len(self.members[b])) == 1:
            return True
        # of one event, some texts say more of it than others: what two such groups share lies between what each does
        expected = math.sqrt(self._tightness(a) * self._tightness(b))
        return bool(self._averages[0, a, b] >= CLOSE * expected)

    def _tightness(self, group: int) -> float:
        size = len(self.members[group])
        return float(self._within[group]) / (size * (size - 1) / 2)

    def keep_apart(self, a: int, b: int) -> None:
        """Leave two groups as they are until one of them has grown."""
        self._open[a, b] = self._open[b, a] = -1

    def join(self, a: int, b: int) -> None:
        """Join the second group to the first."""
        import numpy as np

        sizes_a, sizes_b = self._sizes[:, a, None].copy(), self._sizes[:, b, None].copy()
        self._within[a] += self._within[b] + sizes_a[0, 0] * sizes_b[0, 0] * self._averages[0, a, b]
        rows = (sizes_a * self._averages[:, a] + sizes_b * self._averages[:, b]) / np.maximum(sizes_a + sizes_b, 1)
        self._averages[:, a], self._averages[:, :, a] = rows, rows
        self._sizes[:, a], self._sizes[:, b] = (sizes_a + sizes_b)[:, 0], 0
        self.members[a] += self.members[b]
        self.members[b] = []
        self._open[b], self._open[:, b] = -1, -1
        self._open[a] = self._open[:, a] = self._likeness(a)
