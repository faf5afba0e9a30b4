"""Learned weights in texts: every entry of a learned lexicon that stands there, found word by word in one pass.

What is found is what `matching` would find, for the plain patterns that learning writes (words, words
ending in *, no slots, no guards); a text holds hundreds of them, so they are not tried one by one.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from framing.claims.model import VOICES, Claim
from framing.documents.model import Document
from framing.lexicons.model import Lexicon
from framing.normalizing import normalize
from framing.weighings import LearnedEntries, LearnedEntry, Weighings, first_equal

LONGEST = 3
"""Words of the longest learned phrase."""
WORD = re.compile(r"(?<!\w')[\w\u0300-\u036f]+(?:'(?!s(?!\w))[\w\u0300-\u036f]+)*")
"""One word of normalised text; a possessive 's is no part of it."""
_APART = re.compile(f"({WORD.pattern})")
_REMEMBERED = 200_000
"""Words of which it is remembered what they begin: about all that a million articles hold."""
_STRETCH = 100_000
"""Characters that are taken apart at once; few articles are longer."""
_Span = tuple[int, int, int]
"""Where an entry starts and ends (in characters, or in words), and its number."""


class _Words(NamedTuple):
    """The words of a text; `gaps[i]` is what stands before word i, the last what stands after all."""

    words: list[str]
    gaps: list[str]
    starts: list[int]
    ends: list[int]


class _Node:
    """A place in the trie of all entries: what may follow (a word, or one that begins so), and what ends here."""

    __slots__ = ("numbers", "stems", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node] = {}
        self.stems: dict[str, _Node] = {}
        self.numbers: list[int] = []

    def child(self, word: str) -> _Node:
        """Return the node for a word or, with its *, for a stem; made if need be."""
        table, key = (self.stems, word[:-1]) if word[-1] == "*" else (self.words, word)
        if key not in table:
            table[key] = _Node()
        return table[key]

    def children(self, word: str) -> Iterator[_Node]:
        """Yield the nodes that a word of a text leads to."""
        if word in self.words:
            yield self.words[word]
        if self.stems:
            heads = (word[:length] for length in range(1, len(word) + 1))
            yield from (self.stems[head] for head in heads if head in self.stems)


class _State:
    """The nodes that some words of a text lead to together, what ends there, and where the next word leads."""

    __slots__ = ("after", "leads", "nodes", "numbers")

    def __init__(self, nodes: tuple[_Node, ...], numbers: tuple[int, ...]) -> None:
        self.nodes = nodes
        self.numbers = numbers
        self.leads = any(node.words or node.stems for node in nodes)
        self.after: dict[str, _State | None] = {}


class WeightScanner:
    """Finds the entries of some learned lexicons; made once, used for any number of documents."""

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        self.entries = learned_entries(lexicons)
        frames = sorted({(one.lexicon, one.frame) for one in self.entries})
        self._frames = [frames.index((one.lexicon, one.frame)) for one in self.entries]
        by_weight = sorted(range(len(self.entries)), key=lambda number: (-self.entries[number].milli, number))
        self._ranks = {number: rank for rank, number in enumerate(by_weight)}
        self._start = _State((_grow(self.entries),), ())

    def find(self, text: str) -> list[_Span]:
        """Return all that is found in a normalised text of one claim, in the order of the text.

        Within a frame the longest match wins and none overlap.
        """
        words = _take_apart(text)
        return self._find(words, 0, len(words.words))

    def weigh(self, document: Document, claims: Sequence[Claim]) -> Weighings:
        """Return all that is found in the claims of a document."""
        text = normalize(document.text)
        found: list[list[_Span]] = []
        for together in _stretches(claims):
            begin = together[0].start
            words, place = _take_apart(text[begin : together[-1].end], begin), 0
            for claim in together:
                place = bisect_left(words.starts, claim.start, place)
                last = bisect_left(words.starts, claim.end, place)
                found.append([] if claim.kind == "label" else self._find(words, place, last))
        return gather_weighings(document.id, self.entries, claims, found)

    def _find(self, words: _Words, first: int, last: int) -> list[_Span]:
        """Return what is found among the words from `first` to before `last`, which are those of one claim."""
        found: list[_Span] = []
        shared: set[int] = set()
        start, lead = self._start, self._lead
        for at in range(first, last):
            state, until = lead(start, words.words[at]), at + 1
            while state:
                found += [(at, until, number) for number in state.numbers]
                if not state.leads or until == last or words.gaps[until] != " ":
                    break
                state, until = lead(state, words.words[until]), until + 1
                if state and state.numbers:
                    shared.update(range(at, until))
        if shared:
            apart = [one for one in found if one[0] not in shared]
            found = sorted(apart + self._settle([one for one in found if one[0] in shared], words, first))
        starts, ends = words.starts, words.ends
        return [(starts[at], ends[until - 1], number) for at, until, number in found]

    def _lead(self, state: _State, word: str) -> _State | None:
        """Return where a word leads, None where no entry goes on with it; worked out once."""
        try:
            return state.after[word]
        except KeyError:
            if len(state.after) >= _REMEMBERED:
                state.after.clear()
            nodes = tuple(child for node in state.nodes for child in node.children(word))
            found = state.after[word] = _State(nodes, self._ends(nodes)) if nodes else None
            return found

    def _ends(self, nodes: Iterable[_Node]) -> tuple[int, ...]:
        """Return the entries that end here: of several of one frame, which stand on the same words, the heaviest."""
        numbers = sorted((number for node in nodes for number in node.numbers), key=self._ranks.__getitem__)
        heaviest: dict[int, int] = {}
        for number in numbers:
            heaviest.setdefault(self._frames[number], number)
        return tuple(sorted(heaviest.values()))

    def _settle(self, found: Iterable[_Span], words: _Words, first: int) -> list[_Span]:
        """Of those of one frame that share words, return the longest, then the first, then the heaviest."""
        starts, ends, ranks = words.starts, words.ends, self._ranks
        ordered = sorted((starts[a] - ends[b - 1], a, ranks[number], b, number) for a, b, number in found)
        taken: dict[int, int] = {}
        kept = []
        for _, at, _, until, number in ordered:
            places, frame = (1 << until - first) - (1 << at - first), self._frames[number]
            before = taken.get(frame, 0)
            if not before & places:
                taken[frame] = before | places
                kept.append((at, until, number))
        return kept


def _grow(entries: Iterable[LearnedEntry]) -> _Node:
    """Return the root of the trie of some entries."""
    root = _Node()
    for number, entry in enumerate(entries):
        node = root
        for word in normalize(entry.text).split():
            node = node.child(word)
        node.numbers.append(number)
    return root


def learned_entries(lexicons: Iterable[Lexicon]) -> LearnedEntries:
    """Return the entries of learned lexicons in the order of their numbers."""
    found = {
        LearnedEntry(lexicon.name, frame.name, frame.pole, sign, entry.text, entry.milli)
        for lexicon in lexicons
        for frame in lexicon.frames
        for sign in (_sign(lexicon, frame.pole),)
        for entry in frame.entries
    }
    return first_equal(LearnedEntries(sorted(found)))


@cache
def _scanner(lexicons: tuple[Lexicon, ...]) -> WeightScanner:
    return WeightScanner(lexicons)


def weigh_claims(document: Document, claims: Sequence[Claim], lexicons: Iterable[Lexicon]) -> Weighings:
    """Return every entry of the learned lexicons found in the claims, in document order.

    Nothing is negated or in scare quotes here: weights were learned from words as they stand.
    """
    return _scanner(tuple(lexicons)).weigh(document, claims)


def gather_weighings(
    document: str, entries: LearnedEntries, claims: Sequence[Claim], found: Sequence[Sequence[_Span]]
) -> Weighings:
    """Return what was found in each claim (start, end and number of the entry) as the weighings of a document."""
    starts, ends, numbers = (array("i", [span[part] for spans in found for span in spans]) for part in range(3))
    told = list(zip(claims, found, strict=True))
    holders = array("i", [claim.number for claim, spans in told for _ in spans])
    return Weighings(document, entries, holders, starts, ends, numbers, b"".join(_voices(*one) for one in told))


def _stretches(claims: Sequence[Claim]) -> Iterator[Sequence[Claim]]:
    """Yield the claims in runs that are taken apart at once: the words of a whole book would fill the memory."""
    first = 0
    for number, claim in enumerate(claims):
        if claim.end - claims[first].start > _STRETCH and number > first:
            yield claims[first:number]
            first = number
    if claims:
        yield claims[first:]


def _take_apart(text: str, begin: int = 0) -> _Words:
    """Return the words of a text that begins at this place of its document."""
    parts = _APART.split(text)
    bounds = [*accumulate(map(len, parts[1:]), initial=begin + len(parts[0]))]
    return _Words(parts[1::2], parts[::2], bounds[:-1:2], bounds[1::2])


def _voices(claim: Claim, found: Sequence[_Span]) -> bytes:
    if claim.reported:
        return bytes(VOICES.index(claim.voice_at(one[0])) for one in found)
    return bytes([VOICES.index("headline" if claim.voice == "headline" else "own")]) * len(found)


def _sign(lexicon: Lexicon, pole: str) -> int:
    found = lexicon.pole(pole)
    return found.sign if found else 0
