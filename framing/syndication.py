"""Syndication: documents that are the same text, printed in several places, and the edits made to each copy."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from hashlib import blake2b
from typing import Literal

from framing.claims.sentences import split_stretch
from framing.documents.model import Block, Document, Span
from framing.normalizing import normalize

RUN = 5
"""Words in a run. Two reports of one event share names and phrases, but hardly ever many runs of five words."""
LEAST_SHARED = 80
"""Per cent of the shorter text's runs that stand in the longer. It is measured on the shorter one because editors
cut a story to length, and is no more than this because one changed word breaks five runs."""
LEAST_LENGTH = 50
"""Per cent of the longer text's runs that the shorter must have; below, one quotes the other or grew out of it."""
SHORT = 50
"""Texts of fewer words are the same only word for word: one stock sentence would be most of them."""
INDEXED_UP_TO = 200
"""Texts compared through an index of their runs; for more, datasketch (slow to load) finds the candidates."""
BANDS, ROWS, SEED = 128, 2, 1
"""Sketches of 128 bands of 2: of pairs as unlike as the limits above allow, one in 10^8 is overlooked."""
LIKE = 50
"""Per cent of words that two sentences share where one is the other, changed."""

_WORD = re.compile(r"[^\W_]+")
_RUNNING_TEXT = frozenset(("paragraph", "bullet"))

_Key = tuple[str, int]
"""A text within a unit."""

EditKind = Literal["added", "dropped", "changed"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A sentence or headline that a copy added, dropped or changed: its place in the first text and in the copy."""

    kind: EditKind
    first: Span | None
    copy: Span | None


@dataclass(frozen=True, slots=True)
class Copy:
    """One document beside the group's first: `shared` is the share, in [0, 1], of the shorter's runs in both."""

    document: str
    source: str
    shared: float
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Copies:
    """A group of documents that are the same text: the first (earliest date, then id) and the others, in order."""

    first: str
    source: str
    others: tuple[Copy, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of all documents of the group, the first one first."""
        return (self.first, *(copy.document for copy in self.others))

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the documents, in the same order."""
        return (self.source, *(copy.source for copy in self.others))


@dataclass(frozen=True, slots=True)
class Matches:
    """Which documents are the same text.

    `documents` stand earliest first; `texts` gives each the number of its text, word for word; `pairs` are
    numbers of texts that are nearly the same. Whether two documents match depends on these two alone.
    """

    documents: tuple[Document, ...]
    texts: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]

    def groups(self, unit: Callable[[Document], str | None] = lambda _: "") -> tuple[tuple[Document, ...], ...]:
        """Return the groups of two or more documents of one unit that are the same text, earliest first.

        `unit` names the unit of a document (None leaves it out). Documents of other units never link two of one.
        """
        members: dict[_Key, list[int]] = defaultdict(list)
        units: dict[int, set[str]] = defaultdict(set)
        for place, (document, text) in enumerate(zip(self.documents, self.texts, strict=True)):
            name = unit(document)
            if name is not None:
                members[name, text].append(place)
                units[text].add(name)
        links = (((name, a), (name, b)) for a, b in self.pairs for name in units[a] & units[b])
        joined = (sorted(place for key in keys for place in members[key]) for keys in _unite(members, links))
        return tuple(tuple(self.documents[place] for place in group) for group in sorted(joined) if len(group) > 1)


def find_copies(documents: Sequence[Document]) -> tuple[Copies, ...]:
    """Return the groups of documents that are the same text, whatever their order, with the edits in each copy.

    Compared are the words of paragraphs and bullets: two texts of SHORT words or more are the same where
    LEAST_SHARED per cent of the shorter's runs of RUN words stand in the longer, and LEAST_LENGTH holds.
    """
    return describe_copies(match_documents(documents))


def describe_copies(matches: Matches) -> tuple[Copies, ...]:
    """Return the groups of all matching documents, with the edits in each copy."""
    return tuple(
        Copies(first.id, first.source, tuple(_describe_copy(first, copy) for copy in others))
        for first, *others in matches.groups()
    )


def match_documents(documents: Iterable[Document]) -> Matches:
    """Return which documents are the same text."""
    ordered = tuple(sorted(documents, key=_precedence))
    numbers: dict[bytes, int] = {}
    texts: list[int] = []
    runs: list[array[int]] = []
    for place, document in enumerate(ordered):
        words = _words(document)
        # texts without words are not the same text
        number = numbers.setdefault(_digest(" ".join(words) or f" {place}"), len(runs))
        texts.append(number)
        if number == len(runs):
            runs.append(_runs(words) if len(words) >= SHORT else array("q"))
    candidates = _indexed_candidates if len(runs) <= INDEXED_UP_TO else _sketched_candidates
    pairs = sorted(pair for pair in candidates(runs) if _are_same(runs[pair[0]], runs[pair[1]]))
    return Matches(ordered, tuple(texts), tuple(pairs))


def find_edits(first: Document, copy: Document) -> tuple[Edit, ...]:
    """Return the sentences that `copy` adds, drops or changes, in order; other marks and capitals are no change."""
    if (first.text, first.blocks) == (copy.text, copy.blocks):
        return ()
    old, new = _sentences(first), _sentences(copy)
    matcher = SequenceMatcher(None, [one.key for one in old], [one.key for one in new], autojunk=False)
    return tuple(
        edit for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal" for edit in _align(old[a:b], new[c:d])
    )


def _precedence(document: Document) -> tuple[str, str, str, str]:
    # "~" sorts after every digit: a date without its day is not known to be earlier, none at all comes last
    return (f"{document.published}~", document.id, document.source, document.text)


def _blocks(document: Document) -> tuple[Block, ...]:
    return document.blocks or (Block(0, len(document.text), "paragraph"),)


def _words(document: Document) -> list[str]:
    text = normalize(document.text)
    return [
        word
        for block in _blocks(document)
        if block.kind in _RUNNING_TEXT
        for word in _WORD.findall(text, block.start, block.end)
    ]


def _digest(text: str, size: int = 16) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest()


@lru_cache(maxsize=1 << 17)
def _code(word: str) -> int:
    return int.from_bytes(_digest(word, 8), "little")


def _runs(words: Sequence[str]) -> array[int]:
    """The distinct runs of words as 64-bit numbers, in order; a tuple of integers hashes alike in every process."""
    codes = [_code(word) for word in words]
    return array("q", sorted({hash(run) for run in zip(*(codes[skip:] for skip in range(RUN)), strict=False)}))


def _indexed_candidates(runs: Sequence[array[int]]) -> set[tuple[int, int]]:
    """Every pair that can be the same: more of a text's runs than it may lack cannot all be missing in the other."""
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


def _sketched_candidates(runs: Sequence[array[int]]) -> Iterator[tuple[int, int]]:
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped, import-not-found, unused-ignore]

    index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    blank = MinHash(num_perm=BANDS * ROWS, seed=SEED, hashfunc=_low_bits)
    for number, text in enumerate(runs):
        if text:
            sketch = blank.copy()
            sketch.update_batch(text)
            yield from ((other, number) for other in sorted(index.query(sketch)))
            index.insert(number, sketch)


def _low_bits(run: int) -> int:
    return run & 0xFFFFFFFF


def _are_same(a: array[int], b: array[int]) -> bool:
    shorter, longer = sorted((len(a), len(b)))
    return 100 * shorter >= LEAST_LENGTH * longer and 100 * len(set(a).intersection(b)) >= LEAST_SHARED * shorter > 0


def _unite(items: Iterable[_Key], links: Iterable[tuple[_Key, _Key]]) -> Iterator[set[_Key]]:
    homes = {item: {item} for item in items}
    for a, b in links:
        if homes[a] is not homes[b]:
            homes[a] |= homes[b]
            homes.update(dict.fromkeys(homes[b], homes[a]))
    return iter({id(home): home for home in homes.values()}.values())


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    key: tuple[bool, str]
    words: Counter[str]


def _describe_copy(first: Document, copy: Document) -> Copy:
    return Copy(copy.id, copy.source, _share(_words(first), _words(copy)), find_edits(first, copy))


def _share(first: Sequence[str], copy: Sequence[str]) -> float:
    if first == copy:
        return 1.0
    a, b = set(_runs(first)), set(_runs(copy))
    return len(a & b) / min(len(a), len(b))


def _sentences(document: Document) -> list[_Sentence]:
    return [
        _sentence(document, start, end, block.kind == "headline")
        for block in _blocks(document)
        if block.kind != "label"
        for start, end in _spans(document, block)
    ]


def _spans(document: Document, block: Block) -> Iterable[tuple[int, int]]:
    whole = block.kind == "headline"
    return [(block.start, block.end)] if whole else split_stretch(document.text, block.start, block.end)


def _sentence(document: Document, start: int, end: int, headline: bool) -> _Sentence:
    text = document.text[start:end].rstrip()
    words = _WORD.findall(normalize(text))
    return _Sentence(Span(start, start + len(text)), (headline, " ".join(words)), Counter(words))


def _align(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> Iterator[Edit]:
    """The edits that lead from `old` to `new`: each old sentence is changed into the likest left, or dropped."""
    place = 0
    for sentence in old:
        best = max(range(place, len(new)), key=lambda at: _likeness(sentence, new[at]), default=-1)
        if best < 0 or _likeness(sentence, new[best]) < LIKE:
            yield Edit("dropped", sentence.span, None)
            continue
        yield from (Edit("added", None, one.span) for one in new[place:best])
        yield Edit("changed", sentence.span, new[best].span)
        place = best + 1
    yield from (Edit("added", None, one.span) for one in new[place:])


def _likeness(a: _Sentence, b: _Sentence) -> float:
    """Words in both, in per cent; a headline is like every headline and nothing else."""
    if a.key[0] or b.key[0]:
        return 100.0 if a.key[0] and b.key[0] else 0.0
    total = a.words.total() + b.words.total()
    return 200 * (a.words & b.words).total() / total if total else 0.0
