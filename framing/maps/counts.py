"""Counts: how many documents of each source have each phrase, and the same with some documents left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

GROUPS = 20
"""Groups that the documents are dealt into, each source's evenly; intervals leave out one after the other."""
FOLDS = 5
"""Parts that the groups are dealt into; what one part says is tried on the others."""


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Which phrase stands in which document: `phrases` and `documents` are as long as there are finds.

    `sources` and `groups` (in 0 … GROUPS − 1) are of each document; `size` is the number of phrases and of sources.
    """

    phrases: np.ndarray
    documents: np.ndarray
    sources: np.ndarray
    groups: np.ndarray
    size: tuple[int, int]

    def table(self, kept: np.ndarray | None = None) -> np.ndarray:
        """Return the counts, phrase × source, of all documents or of those `kept` (a mask)."""
        import numpy as np

        chosen = slice(None) if kept is None else kept[self.documents]
        cells = self.phrases[chosen] * self.size[1] + self.sources[self.documents[chosen]]
        return np.bincount(cells, minlength=self.size[0] * self.size[1]).reshape(self.size).astype(float)

    def tables(self, kept: np.ndarray | None = None) -> list[np.ndarray]:
        """Return the counts of each of FOLDS parts of the documents, or of those `kept`."""
        parts = self.groups % FOLDS
        return [self.table((parts == part) if kept is None else (parts == part) & kept) for part in range(FOLDS)]

    def rows(self, chosen: np.ndarray) -> np.ndarray:
        """Return the counts of these documents (numbers), document × phrase."""
        import numpy as np

        place = np.full(len(self.sources), -1)
        place[chosen] = np.arange(len(chosen))
        inside = place[self.documents] >= 0
        cells = place[self.documents[inside]] * self.size[0] + self.phrases[inside]
        return np.bincount(cells, minlength=len(chosen) * self.size[0]).reshape(-1, self.size[0]).astype(float)


def count_phrases(found: Sequence[Sequence[int]], sources: Sequence[int], size: tuple[int, int]) -> Counts:
    """Return the counts of documents, given each one's phrases and source by number.

    Documents are dealt into groups in the order given, so that groups depend on the order within a source alone.
    """
    import numpy as np

    documents = np.repeat(np.arange(len(found)), [len(one) for one in found])
    phrases = np.array([phrase for one in found for phrase in one], dtype=np.int64)
    of_source = np.array(sources, dtype=np.int64)
    groups = np.zeros(len(found), dtype=np.int64)
    for source in range(size[1]):
        members = np.flatnonzero(of_source == source)
        # a small source begins elsewhere, so that not all have their texts in the first groups
        groups[members] = (np.arange(len(members)) + source * GROUPS // size[1]) % GROUPS
    return Counts(phrases, documents, of_source, groups, size)
