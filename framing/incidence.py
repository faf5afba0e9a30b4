"""Incidence: texts as rows of weighted keys (words, runs of letters), and what two rows have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

RARE = 4
"""Claims a word may stand in and still be thought to belong to one fact rather than to the story."""
LOCAL_FLOOR = 0.2
"""What a key is worth that stands in every row: little, but rows that share only such keys are alike all the same."""


class Incidence:
    """Texts as rows of weighted keys: what a key weighs falls with the number of rows that have it."""

    def __init__(self, rows: Sequence[Mapping[str, float]], worth: Callable[[Sequence[str]], Any]) -> None:
        import numpy as np
        from scipy.sparse import csr_array, diags_array

        columns = {key: at for at, key in enumerate(sorted(set().union(*rows)))}
        cells = [(at, columns[key], value) for at, row in enumerate(rows) for key, value in row.items()]
        row, column, value = (np.array(part) for part in zip(*cells, strict=True)) if cells else (np.zeros(0),) * 3
        shape = (len(rows), max(1, len(columns)))
        counts = csr_array((value.astype(float), (row.astype(int), column.astype(int))), shape=shape)
        spread = np.bincount(column.astype(int), minlength=shape[1])
        weights = np.log((1 + len(rows)) / (1 + spread)) + LOCAL_FLOOR
        worths = worth(list(columns))
        if len(worths):
            weights = np.sqrt(weights * worths)
        self.weighted = (counts @ diags_array(weights)).tocsr()
        self.total = np.asarray(self.weighted.sum(axis=1)).ravel()
        self._rare = (self.weighted @ diags_array((spread <= RARE).astype(float))).tocsr()
        lengths = np.sqrt(np.asarray(self.weighted.multiply(self.weighted).sum(axis=1)).ravel())
        self.unit = (diags_array(1 / np.where(lengths > 0, lengths, 1)) @ self.weighted).tocsr()

    def cosines(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """Return the cosine of each pair of rows."""
        import numpy as np

        return np.asarray(self.unit[a].multiply(self.unit[b]).sum(axis=1)).ravel()

    def shared(self, a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the weight that each pair of rows shares, and that of rare keys among it."""
        import numpy as np

        both = (np.asarray(table[a].minimum(table[b]).sum(axis=1)).ravel() for table in (self.weighted, self._rare))
        return next(both), next(both)
