"""Term counts: how often sources use each content word and pair of such words, in 16 bytes a term."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING

from framing.contrasts import (
    MIN_COUNT,
    PRIOR_WORDS,
    SHOWN,
    STOPS,
    WORD,
    Contrast,
    contrast_term,
    is_content,
    pick_strongest,
    without_possessive,
)

if TYPE_CHECKING:
    import numpy as np

_PENDING = 1 << 19
"""Words after which what came in is counted: some 4 MB."""
_PAIR = 32
"""Bits for the second word of a pair."""
_NEARLY = 1 - 1e-9
"""Below this part of the least z shown, no rounding puts a term among those shown."""
_TOKEN = re.compile(f"{WORD}|{STOPS}")


class Words(dict[str, int]):
    """The numbers of content words, from 1, in the order they came in; 0 stands for whatever parts neighbours."""

    def __init__(self) -> None:
        super().__init__()
        self.told = [""]
        """The words by number."""

    def __missing__(self, word: str) -> int:
        plain = without_possessive(word)
        # stops are a single character, as is no content word
        number = (len(self.told) if plain == word else self[plain]) if is_content(plain) else 0
        self[word] = number
        if number == len(self.told):
            self.told.append(plain)
        return number

    def name(self, code: int) -> str:
        """Return the word or the pair of words with this code."""
        first, second = divmod(code, 1 << _PAIR)
        return f"{self.told[first]} {self.told[second]}" if first else self.told[second]


class TermCounts:
    """How often each content word and each pair of neighbouring ones stands in some texts.

    The terms of a stretch are those that `count_terms` counts; they are added up in any order.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._pending = array("q")
        self._counted: list[tuple[np.ndarray, np.ndarray]] = []

    def add(self, text: str, stretches: Iterable[tuple[int, int]]) -> None:
        """Count the terms of some stretches of a normalized text, each by itself."""
        for start, end in stretches:
            self._pending.extend(map(self._words.__getitem__, _TOKEN.findall(text, start, end)))
            self._pending.append(0)
        if len(self._pending) >= _PENDING:
            self._count()

    def total(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the codes of all terms in order, and their counts."""
        self._count()
        self._counted = [_add_up(self._counted)]
        return self._counted[0]

    def _count(self) -> None:
        import numpy as np

        words = np.frombuffer(self._pending, np.int64)
        pairs = (words[:-1] << _PAIR) + words[1:]
        pairs = pairs[(words[:-1] != 0) & (words[1:] != 0)]
        self._counted.append(np.unique(np.concatenate([words[words != 0], pairs]), return_counts=True))
        self._pending = array("q")
        # lots of like size are added up, so that a term is not gone through over and over
        while len(self._counted) > 1 and len(self._counted[-2][0]) <= 2 * len(self._counted[-1][0]):
            self._counted[-2:] = [_add_up(self._counted[-2:])]


def contrast_counts(
    names: tuple[str, str], a: tuple[TermCounts, TermCounts], b: tuple[TermCounts, TermCounts], words: Words
) -> Contrast:
    """Return the contrast of two sources, each with the counts of all its texts and of those to be left out."""
    import numpy as np

    counted = [_add_up([whole.total(), _negative(left_out.total())]) for whole, left_out in (a, b)]
    totals = int(counted[0][1].sum()), int(counted[1][1].sum())
    codes = np.union1d(counted[0][0], counted[1][0])
    counts = np.stack([_look_up(one, codes) for one in counted])
    enough = counts.sum(axis=0) >= MIN_COUNT
    codes, counts = codes[enough], counts[:, enough]
    chosen = _choose(counts, totals)
    terms = zip(codes[chosen].tolist(), *counts[:, chosen].tolist(), strict=True)
    found = [contrast_term(words.name(code), (here, there), totals) for code, here, there in terms]
    return pick_strongest(*names, found)


def _choose(counts: np.ndarray, totals: tuple[int, int]) -> np.ndarray:
    """Return the places of the terms that may be among those shown, by the same formula for all at once."""
    import numpy as np

    if not counts.size:
        return np.zeros(0, np.int64)
    odds = counts + PRIOR_WORDS * counts.sum(axis=0) / sum(totals)
    rest = np.array(totals)[:, None] + PRIOR_WORDS - odds
    logs = np.log(odds / np.where(rest > 0, rest, 1.0))
    z = (logs[0] - logs[1]) / np.sqrt((1 / odds).sum(axis=0))
    least = [_least(side * z) for side in (1, -1)]
    return np.flatnonzero((z >= least[0]) | (-z >= least[1]))


def _least(z: np.ndarray) -> float:
    """Return from which z on a term may be shown."""
    import numpy as np

    return float(np.partition(z, -SHOWN)[-SHOWN]) * _NEARLY if len(z) > SHOWN else 0.0


def _add_up(parts: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """Return the sums of counts by code, without those that come to nothing."""
    import numpy as np

    codes = np.concatenate([codes for codes, _ in parts])
    counts = np.concatenate([counts for _, counts in parts])
    order = np.argsort(codes, kind="stable")
    codes, counts = codes[order], counts[order]
    firsts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]]) if len(codes) else np.zeros(0, np.int64)
    sums = np.add.reduceat(counts, firsts) if len(codes) else counts
    return codes[firsts][sums > 0], sums[sums > 0]


def _negative(part: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    return part[0], -part[1]


def _look_up(part: tuple[np.ndarray, np.ndarray], wanted: np.ndarray) -> np.ndarray:
    import numpy as np

    found = np.zeros(len(wanted), np.int64)
    found[np.searchsorted(wanted, part[0])] = part[1]
    return found
