"""Passages: a document's text cut where a voice or a tag begins or ends, losing no character."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, zip_longest

from framing.analyses import Analysis
from framing.claims.model import Claim, Reported, Voice
from framing.documents.model import Block, Document, Span
from framing.profiles import Quote
from framing.reports.wording import make_printable
from framing.tags import Tag

_Read = Callable[[int, int], str]
"""Gives the words between two places of a document."""
_MARK, _JOIN = "\x00", "\x01"
"""Signs that no printable text holds: the beginning of marked words, and a space between them."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words, the tags that cover all of them, and those of the tags that end here."""

    text: str
    tags: tuple[Tag, ...] = ()
    ending: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Runs in one voice; `part` says whose words they are, None for the outlet's own."""

    part: Reported | None
    runs: tuple[Run, ...]
    speaker: str = ""
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One claim (None: the space between claims) in stretches; joined, they are its text."""

    claim: Claim | None
    stretches: tuple[Stretch, ...]

    @property
    def text(self) -> str:
        """The passage's text."""
        return "".join(run.text for stretch in self.stretches for run in stretch.runs)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of a document in passages."""

    kind: str
    passages: tuple[Passage, ...]


def cut_document(analysis: Analysis) -> tuple[Paragraph, ...]:
    """Return a document's blocks in passages; a document without blocks is one paragraph."""
    document = analysis.document
    blocks = document.blocks or (Block(0, len(document.text), "paragraph"),)
    starts = [claim.start for claim in analysis.claims]
    tags: dict[int, list[Tag]] = defaultdict(list)
    for tag in analysis.tags:
        tags[tag.claim].append(tag)
    paragraphs = []
    for block in blocks:
        inside = analysis.claims[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        passages = [(claim, cut_claim(document, claim, tags[claim.number])) for claim in inside]
        paragraphs.append(Paragraph(block.kind, _fill(document, block, passages)))
    return tuple(paragraphs)


def cut_quote(document: Document, quote: Quote) -> Passage:
    """Return a quoted claim as a passage, with the tags the quote is marked with."""
    claim = quote.claim.claim
    tags = {tag: None for segment in quote.claim.segments for tag in segment.tags}
    return cut_claim(document, claim, tags)


def cut_excerpt(quote: Quote) -> Passage:
    """Return a quoted claim as a passage where its document is not at hand."""
    claim = quote.claim.claim
    words, beside = quote.claim.text, dict(quote.beside)

    def read(start: int, end: int) -> str:
        return beside.get(Span(start, end)) or words[start - claim.start : end - claim.start]

    return _cut(read, claim, {tag: None for segment in quote.claim.segments for tag in segment.tags})


def cut_claim(document: Document, claim: Claim, tags: Iterable[Tag]) -> Passage:
    """Return one claim as a passage, marked with those of the tags that lie in it."""
    return _cut(lambda start, end: document.text[start:end], claim, tags)


def _cut(read: _Read, claim: Claim, tags: Iterable[Tag]) -> Passage:
    inside = [tag for tag in tags if claim.start <= tag.start and tag.end <= claim.end]
    bounds = {edge for tag in inside for edge in (tag.start, tag.end)}
    bounds |= {edge for part in claim.reported for edge in (part.start, part.end)}
    edges = sorted({claim.start, claim.end, *(edge for edge in bounds if claim.start < edge < claim.end)})
    voiced = ((_part_at(claim, left), (left, right)) for left, right in pairwise(edges))
    stretches = tuple(
        _stretch(read, part, [span for _, span in spans], inside)
        for part, spans in groupby(voiced, key=lambda item: item[0])
    )
    return Passage(claim, stretches)


def _fill(document: Document, block: Block, passages: Iterable[tuple[Claim, Passage]]) -> tuple[Passage, ...]:
    position = block.start
    filled: list[Passage] = []
    for claim, passage in passages:
        filled += [*_between(document, position, claim.start), passage]
        position = claim.end
    return (*filled, *_between(document, position, block.end))


def _between(document: Document, start: int, end: int) -> list[Passage]:
    return [Passage(None, (Stretch(None, (Run(document.text[start:end]),)),))] if start < end else []


def _part_at(claim: Claim, position: int) -> Reported | None:
    return next((part for part in claim.reported if part.start <= position < part.end), None)


def _stretch(read: _Read, part: Reported | None, spans: Sequence[tuple[int, int]], tags: Sequence[Tag]) -> Stretch:
    runs = tuple(_run(read, left, right, tags) for left, right in spans)
    speaker = read(part.speaker.start, part.speaker.end) if part and part.speaker else ""
    cue = read(part.cue.start, part.cue.end) if part and part.cue else ""
    return Stretch(part, runs, speaker, cue)


def _run(read: _Read, left: int, right: int, tags: Sequence[Tag]) -> Run:
    covering = tuple(tag for tag in tags if tag.start <= left and right <= tag.end)
    return Run(read(left, right), covering, tuple(tag for tag in covering if tag.end == right))


def voice_of(passage: Passage) -> Voice:
    """Return whose words the first marked words are in; the outlet's own where nothing is marked."""
    tags = (tag for stretch in passage.stretches for run in stretch.runs for tag in run.tags)
    return next((tag.voice for tag in tags), "own")


def clip_passage(passage: Passage, room: int) -> str:
    """Return about `room` characters of a passage around its first mark, with marked words in [brackets].

    Cut between words; what is left out at either end is shown as "…".
    """
    words = _words(passage)
    first = next((place for place, word in enumerate(words) if _MARK in word), 0)
    start, end = first, first + 1
    length = sum(map(len, words[start:end]))
    for before, after in zip_longest(reversed(range(first)), range(first + 1, len(words))):
        for place in (after, before):
            if place is not None and place in (start - 1, end) and length + len(words[place]) < room:
                start, end = min(start, place), max(end, place + 1)
                length += 1 + len(words[place])
    shown = " ".join(words[start:end]).replace(_MARK, "").replace(_JOIN, " ")
    return f"{'… ' if start else ''}{shown}{' …' if end < len(words) else ''}"


def _words(passage: Passage) -> list[str]:
    """The passage's words; marked ones stay together, in brackets, with _MARK before them."""
    pieces = []
    runs = (run for stretch in passage.stretches for run in stretch.runs)
    for covered, group in groupby(runs, key=lambda run: bool(run.tags)):
        text = make_printable("".join(run.text for run in group))
        pieces.append(f"{_MARK}[{_JOIN.join(text.split())}]" if covered else text)
    return "".join(pieces).split()
