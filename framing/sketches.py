"""Sketches: the runs of words of texts, and samples of them by which nearly equal texts find each other."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from framing.documents.model import Block, Document
from framing.normalizing import normalize

if TYPE_CHECKING:
    import numpy as np

RUN = 5
"""Words in a run. Two reports of one event share names and phrases, but hardly ever many runs of five words."""
LEAST_SHARED = 80
"""Per cent of the shorter text's runs that stand in the longer. It is measured on the shorter one because editors
cut a story to length, and is no more than this because one changed word breaks five runs."""
LEAST_LENGTH = 50
"""Per cent of the longer text's runs that the shorter must have; below, one quotes the other or grew out of it."""
SHORT = 50
"""Texts of fewer words are the same only word for word: one stock sentence would be most of them."""
SAMPLED = 64
"""Least runs in the sample of a text that has so many. Of pairs as unlike as the limits above allow, about one in
10^7 is overlooked: at least 26 runs are expected in both samples, and a third of those will do."""

_WORD = re.compile(r"[^\W_]+")
_RUNNING_TEXT = frozenset(("paragraph", "bullet"))
_MIXER, _SHIFT, _BITS = 0x9E3779B97F4A7C15, 32, (1 << 64) - 1
"""Any odd number with its bits well spread (here the golden ratio's), half a word's bits, and all of them."""
_REMEMBERED = 1 << 18
"""Words whose numbers are remembered."""


class Print(NamedTuple):
    """What is kept of a document that is not: its id, its source, its date, and its place among all, from 0."""

    id: str
    source: str
    published: str
    place: int


class _Codes(dict[str, int]):
    """The 64-bit number of each word: the same in every process."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        code = self[word] = int.from_bytes(digest(word, 8), "little")
        return code


_CODES = _Codes()


def blocks_of(document: Document) -> tuple[Block, ...]:
    """Return the blocks of a document; one without is a single paragraph."""
    return document.blocks or (Block(0, len(document.text), "paragraph"),)


def running_words(document: Document) -> list[str]:
    """Return the words of the paragraphs and bullets: what is compared."""
    text = normalize(document.text)
    return [
        word
        for block in blocks_of(document)
        if block.kind in _RUNNING_TEXT
        for word in _WORD.findall(text, block.start, block.end)
    ]


def digest(text: str, size: int = 16) -> bytes:
    """Return what tells a text from all others in `size` bytes."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest()


def list_runs(words: Sequence[str], few: bool = False) -> array[int]:
    """Return the distinct runs of words as 64-bit numbers, in order, the same in every process.

    With `few` texts NumPy is left alone: to load it takes as long as a hundred texts without it.
    """
    return _list_runs_plainly(words) if few else _list_runs_at_once(words)


def _list_runs_plainly(words: Sequence[str]) -> array[int]:
    codes = [_CODES[word] for word in words]
    runs = set()
    for start in range(len(codes) - RUN + 1):
        mixed = 0
        for code in codes[start : start + RUN]:
            mixed = (mixed ^ code) * _MIXER & _BITS
            mixed ^= mixed >> _SHIFT
        runs.add(mixed - (mixed >> 63 << 64))
    return array("q", sorted(runs))


def _list_runs_at_once(words: Sequence[str]) -> array[int]:
    import numpy as np

    codes = np.fromiter(map(_CODES.__getitem__, words), np.uint64, len(words))
    mixed = np.zeros(max(0, len(words) - RUN + 1), np.uint64)
    for skip in range(RUN):
        mixed = (mixed ^ codes[skip : skip + len(mixed)]) * np.uint64(_MIXER)
        mixed ^= mixed >> np.uint64(_SHIFT)
    runs = np.sort(mixed.view(np.int64))
    return array("q", runs[np.r_[True, runs[1:] != runs[:-1]][: len(runs)]].tobytes())


def are_same(a: array[int], b: array[int]) -> bool:
    """Return whether two texts with these runs are the same text."""
    shorter, longer = sorted((len(a), len(b)))
    return 100 * shorter >= LEAST_LENGTH * longer and 100 * len(set(a).intersection(b)) >= LEAST_SHARED * shorter > 0


def index_candidates(runs: Sequence[array[int]]) -> set[tuple[int, int]]:
    """Return every pair that can be the same: more of a text's runs than it may lack cannot all miss in the other."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(runs):
        for run in text:
            holders[run].append(number)
    return {
        (min(number, other), max(number, other))
        for number, text in enumerate(runs)
        for run in text[: len(text) * (100 - LEAST_SHARED) // 100 + 1]
        for other in holders[run]
        if other != number
    }


class Sketches:
    """Texts as samples of their runs, some 700 bytes each; those equal word for word are one text.

    A text is sampled at a rate of 1 in 2^level, the level being set by its length, and the run's number says
    whether it is in: so that of two texts the coarser sample of one is compared with the same runs of the other.
    """

    def __init__(self, keep: bool = False, few: bool = False) -> None:
        self.prints: list[Print] = []
        self.texts = array("l")
        self.words = array("l")
        self.runs: list[array[int]] = []
        """The runs of each text, in order, where they are kept."""
        self._keep, self._few = keep, few
        self._numbers: dict[int, int] = {}
        self._samples, self._bounds, self._levels = array("q"), array("q", [0]), array("b")

    def add(self, document: Document) -> int | None:
        """Take in a document; return the number of its text if that is a new one, else None."""
        words = running_words(document)
        # texts without words are not the same text
        told = " ".join(words) or f" {len(self.prints)}"
        number = self._numbers.setdefault(int.from_bytes(digest(told)), len(self._levels))
        self.prints.append(Print(document.id, intern(document.source), intern(document.published), len(self.prints)))
        self.texts.append(number)
        self.words.append(len(words))
        if number < len(self._levels):
            return None
        self._sample(list_runs(words, self._few) if len(words) >= SHORT else array("q"))
        return number

    def _sample(self, runs: array[int]) -> None:
        level = max(0, (len(runs) // SAMPLED).bit_length() - 1)
        rest = (1 << level) - 1
        self._samples.extend([run for run in runs if not run & rest])
        self._bounds.append(len(self._samples))
        self._levels.append(level)
        if self._keep:
            self.runs.append(runs)

    def candidates(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of texts that are probably the same, by a third of the shorter one's sample."""
        import numpy as np

        if not self._samples:
            return
        runs, bounds = np.frombuffer(self._samples, np.int64), np.frombuffer(self._bounds, np.int64)
        levels, sizes = np.frombuffer(self._levels, np.int8), np.diff(bounds)
        texts = np.repeat(np.arange(len(levels), dtype=np.int32), sizes)
        rest = np.left_shift(2, levels.astype(np.int64)) - 1
        coarser = np.bincount(texts, runs & rest[texts] == 0, len(levels))
        shared = np.flatnonzero(_are_shared(runs))
        shared = shared[np.argsort(runs[shared], kind="stable")]
        for number, others, times in _count_shared(runs[shared], texts[shared]):
            # texts two levels apart are too unlike in length
            gap = levels[others] - levels[number]
            mine = np.where(gap > 0, coarser[number], sizes[number])
            theirs = np.where(gap < 0, coarser[others], sizes[others])
            alike = (abs(gap) <= 1) & (3 * times >= np.minimum(mine, theirs))
            yield from ((other, number) for other in others[alike].tolist())


def _are_shared(runs: np.ndarray) -> np.ndarray:
    """Return which of the sampled runs stand in two texts or more."""
    import numpy as np

    ordered = np.sort(runs)
    again = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if not len(again):
        return np.zeros(len(runs), bool)
    places = np.minimum(np.searchsorted(again, runs), len(again) - 1)
    return np.asarray(again[places] == runs)


def _count_shared(runs: np.ndarray, texts: np.ndarray) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    """Yield each text, the earlier texts that share sampled runs with it, and how many; the runs stand in order."""
    import numpy as np

    if not len(runs):
        return
    begins = np.r_[True, runs[1:] != runs[:-1]]
    firsts = np.flatnonzero(begins)[np.cumsum(begins) - 1]
    by_text = np.argsort(texts, kind="stable")
    ends = np.flatnonzero(np.r_[np.diff(texts[by_text]) != 0, True]) + 1
    for places in np.split(by_text, ends[:-1]):
        # the texts with one run stand in order: the earlier ones are those before this one
        befores = np.concatenate([texts[firsts[place] : place] for place in places])
        if len(befores):
            yield int(texts[places[0]]), *np.unique(befores, return_counts=True)
