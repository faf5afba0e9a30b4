"""Syndication: documents that are the same text, printed in several places, and the edits made to each copy."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, Literal, TypeVar

from framing.claims.sentences import split_stretch
from framing.documents.model import Block, Document, Span
from framing.normalizing import normalize
from framing.sketches import Print, Sketches, are_same, blocks_of, index_candidates, list_runs, running_words
from framing.unions import unite

FEW = 50
"""Texts up to which NumPy would cost more time than it saves."""
INDEXED_UP_TO = 200
"""Texts compared through an index of their runs; among more, samples of these find the candidates."""
LIKE = 50
"""Per cent of words that two sentences share where one is the other, changed."""

_WORD = re.compile(r"[^\W_]+")

_One = TypeVar("_One", Document, Print)
_Key = tuple[str, int]
"""A text within a unit."""

Reader = Callable[[Collection[int] | None], Iterator[tuple[int, Document]]]
"""Yields documents with their places among all: those at the places asked for, in order, or all of them."""

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
    """A group of documents that are the same text: the first (earliest date, then id) and the others, in order.

    `more` counts others that are not told.
    """

    first: str
    source: str
    others: tuple[Copy, ...]
    more: int = 0

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of all documents of the group, the first one first."""
        return (self.first, *(copy.document for copy in self.others))

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the documents, in the same order."""
        return (self.source, *(copy.source for copy in self.others))


@dataclass(frozen=True, slots=True)
class Matches(Generic[_One]):
    """Which documents are the same text.

    `documents` (or their prints) stand earliest first; `texts` gives each the number of its text, word for word;
    `words` how many words of it were compared; `pairs` are numbers of texts that are nearly the same. Whether two
    documents match depends on these two alone.
    """

    documents: tuple[_One, ...]
    texts: tuple[int, ...]
    words: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]

    def groups(self, unit: Callable[[_One], str | None] = lambda _: "") -> tuple[tuple[_One, ...], ...]:
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
        joined = (sorted(place for key in keys for place in members[key]) for keys in unite(members, links))
        return tuple(tuple(self.documents[place] for place in group) for group in sorted(joined) if len(group) > 1)


def find_copies(documents: Sequence[Document]) -> tuple[Copies, ...]:
    """Return the groups of documents that are the same text, whatever their order, with the edits in each copy.

    Compared are the words of paragraphs and bullets: two texts of SHORT words or more are the same where
    LEAST_SHARED per cent of the shorter's runs of RUN words stand in the longer, and LEAST_LENGTH holds.
    """
    return describe_copies(match_documents(documents))


def describe_copies(matches: Matches[Document]) -> tuple[Copies, ...]:
    """Return the groups of all matching documents, with the edits in each copy."""
    return tuple(describe_group(group) for group in matches.groups())


def describe_group(group: Sequence[Document], more: int = 0) -> Copies:
    """Return one group of copies, the first one first, with the edits in each; `more` are not among them."""
    first, *others = group
    return Copies(first.id, first.source, tuple(_describe_copy(first, copy) for copy in others), more)


def match_documents(documents: Iterable[Document]) -> Matches[Document]:
    """Return which documents are the same text."""
    ordered = tuple(sorted(documents, key=_precedence))
    sketches = Sketches(keep=True, few=len(ordered) <= FEW)
    for document in ordered:
        sketches.add(document)
    runs = sketches.runs
    found = index_candidates(runs) if len(runs) <= INDEXED_UP_TO else sketches.candidates()
    pairs = sorted(pair for pair in found if are_same(runs[pair[0]], runs[pair[1]]))
    return Matches(ordered, tuple(sketches.texts), tuple(sketches.words), tuple(pairs))


def match_stream(read: Reader) -> Matches[Print]:
    """Return which documents are the same text where there is no room for all of them: `read` goes through them.

    They are gone through once for their sketches, and those whose sketches are alike once more.
    """
    sketches = Sketches()
    places = [place for place, document in read(None) if sketches.add(document) is not None]
    found = list(sketches.candidates())
    wanted = {places[number]: number for pair in found for number in pair}
    runs = {wanted[place]: list_runs(running_words(document)) for place, document in read(wanted)}
    pairs = sorted(pair for pair in found if are_same(runs[pair[0]], runs[pair[1]]))
    order = sorted(range(len(sketches.prints)), key=lambda place: _order(sketches.prints[place]))
    prints = tuple(sketches.prints[place] for place in order)
    texts, words = (tuple(values[place] for place in order) for values in (sketches.texts, sketches.words))
    return Matches(prints, texts, words, tuple(pairs))


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
    return (*_order(document), document.text)


def _order(document: Document | Print) -> tuple[str, str, str]:
    # "~" sorts after every digit: a date without its day is not known to be earlier, none at all comes last
    return (f"{document.published}~", document.id, document.source)


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    key: tuple[bool, str]
    words: Counter[str]


def _describe_copy(first: Document, copy: Document) -> Copy:
    return Copy(copy.id, copy.source, _share(running_words(first), running_words(copy)), find_edits(first, copy))


def _share(first: Sequence[str], copy: Sequence[str]) -> float:
    if first == copy:
        return 1.0
    a, b = set(list_runs(first, few=True)), set(list_runs(copy, few=True))
    return len(a & b) / min(len(a), len(b))


def _sentences(document: Document) -> list[_Sentence]:
    return [
        _sentence(document, start, end, block.kind == "headline")
        for block in blocks_of(document)
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
