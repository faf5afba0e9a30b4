"""Weighings: the learned entries found in one document, held column by column; there are hundreds in a text."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress
from typing import NamedTuple, overload

from framing.claims.model import VOICES, Voice
from framing.lexicons.model import ARGUING, REPORTING
from framing.tags import Tag

_PLUS, _MINUS, _ARGUING, _REPORTING, _OTHER = range(5)


class LearnedEntry(NamedTuple):
    """An entry of a learned lexicon with what it counts for, in the order of a Tag's fields."""

    lexicon: str
    frame: str
    pole: str
    sign: int
    text: str
    milli: int


class LearnedEntries(tuple[LearnedEntry, ...]):
    """All entries that could be found: what the numbers of Weighings count.

    Its hash is its length: it is looked up for every document, and a run knows one or two of them.
    """

    __slots__ = ()

    def __hash__(self) -> int:
        return len(self)


class WeightSums(NamedTuple):
    """Summed learned weights in thousandths, by pole and by manner, and how many entries have a pole."""

    plus: int
    minus: int
    arguing: int
    reporting: int
    sided: int


def _numbers() -> array[int]:
    return array("i")


@dataclass(frozen=True, slots=True, eq=False)
class Weighings(Sequence[Tag]):
    """The learned entries found in a document, in document order: a sequence of Tags, made when asked for.

    `entries` are those that could be found; `claims`, `starts`, `ends`, `numbers` (of the entry) and `voices`
    (as in VOICES) have an item for each that was.
    """

    document: str = ""
    entries: LearnedEntries = field(default_factory=LearnedEntries)
    claims: array[int] = field(default_factory=_numbers)
    starts: array[int] = field(default_factory=_numbers)
    ends: array[int] = field(default_factory=_numbers)
    numbers: array[int] = field(default_factory=_numbers)
    voices: bytes = b""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Weighings) and self._told() == other._told()

    def __hash__(self) -> int:
        return hash((self.document, self.voices))

    def __len__(self) -> int:
        return len(self.voices)

    @overload
    def __getitem__(self, index: int) -> Tag: ...
    @overload
    def __getitem__(self, index: slice) -> Weighings: ...
    def __getitem__(self, index: int | slice) -> Tag | Weighings:
        if isinstance(index, slice):
            return self._take(lambda column: column[index], self.voices[index])
        lexicon, frame, pole, sign, text, milli = self.entries[self.numbers[index]]
        place = (self.document, self.claims[index], self.starts[index], self.ends[index])
        return Tag(*place, lexicon, frame, pole, sign, text, milli, VOICES[self.voices[index]])

    def __iter__(self) -> Iterator[Tag]:
        return map(self.__getitem__, range(len(self)))

    def numbers_in(self, entries: LearnedEntries) -> array[int]:
        """Return the numbers that these have among other entries, which hold them too."""
        if self.entries is entries:
            return self.numbers
        places = _places(entries)
        return array("i", [places[self.entries[number]] for number in self.numbers])

    def within(self, claims: Collection[int], voices: Collection[Voice] = VOICES) -> Weighings:
        """Return those in the claims of these numbers and in these voices."""
        heard = frozenset(VOICES.index(voice) for voice in voices)
        return self._keep([c in claims and v in heard for c, v in zip(self.claims, self.voices, strict=True)])

    def of(self, lexicons: Collection[str]) -> Weighings:
        """Return those of the lexicons of these names."""
        if _lexicons(self.entries).issubset(lexicons):
            return self
        return self._keep([self.entries[number].lexicon in lexicons for number in self.numbers])

    def without(self, frame: str, text: str) -> Weighings:
        """Return those of all entries but one."""
        left = {number for number, one in enumerate(self.entries) if (one.frame, one.text) == (frame, text)}
        return self._keep([number not in left for number in self.numbers])

    def uses(self, voices: Collection[Voice]) -> list[tuple[LearnedEntry, int]]:
        """Return the entries in words of these voices, each with how often it stands there."""
        heard = frozenset(VOICES.index(voice) for voice in voices)
        found = Counter(compress(self.numbers, map(heard.__contains__, self.voices)))
        return [(self.entries[number], times) for number, times in found.items()]

    def sums(self, lexicon: str) -> dict[tuple[int, Voice], WeightSums]:
        """Return the weights of the entries of the lexicon of this name, summed by claim and voice."""
        effects = _effects(self.entries, lexicon)
        found: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0] * 6)
        for claim, voice, number in zip(self.claims, self.voices, self.numbers, strict=True):
            kind, milli, sided = effects[number]
            sums = found[claim, voice]
            sums[kind] += milli
            sums[-1] += sided
        return {
            (claim, VOICES[voice]): WeightSums(plus, minus, arguing, reporting, sided)
            for (claim, voice), (plus, minus, arguing, reporting, _, sided) in found.items()
        }

    def _told(self) -> tuple[object, ...]:
        found = [self.entries[number] for number in self.numbers]
        return self.document, self.claims, self.starts, self.ends, found, self.voices

    def _keep(self, flags: Iterable[bool]) -> Weighings:
        chosen = list(flags)
        return self._take(lambda column: array("i", compress(column, chosen)), bytes(compress(self.voices, chosen)))

    def _take(self, part: Callable[[array[int]], array[int]], voices: bytes) -> Weighings:
        claims, starts, ends, numbers = map(part, (self.claims, self.starts, self.ends, self.numbers))
        return Weighings(self.document, self.entries, claims, starts, ends, numbers, voices)


@lru_cache(maxsize=32)
def first_equal(entries: LearnedEntries) -> LearnedEntries:
    """Return the first of all that are equal to these: to be the same is told faster than to be equal."""
    return entries


@lru_cache(maxsize=32)
def _lexicons(entries: LearnedEntries) -> frozenset[str]:
    return frozenset(entry.lexicon for entry in entries)


@lru_cache(maxsize=8)
def _places(entries: LearnedEntries) -> dict[LearnedEntry, int]:
    return {entry: number for number, entry in enumerate(entries)}


@lru_cache(maxsize=32)
def _effects(entries: LearnedEntries, lexicon: str) -> tuple[tuple[int, int, int], ...]:
    return tuple(_effect(entry, lexicon) for entry in entries)


def _effect(entry: LearnedEntry, lexicon: str) -> tuple[int, int, int]:
    """Return which sum an entry adds to, what it adds, and whether it has a side."""
    if entry.lexicon != lexicon:
        return _OTHER, 0, 0
    manner = {ARGUING: _ARGUING, REPORTING: _REPORTING}.get(entry.frame, _OTHER)
    kind = {1: _PLUS, -1: _MINUS}.get(entry.sign, manner)
    return kind, entry.milli, int(entry.sign != 0)
