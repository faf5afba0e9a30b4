"""Citations: sentences of the sources with the article they stand in, the place to link to, and their marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from framing.claims.model import Voice
from framing.documents.model import Document, Span
from framing.profiles import Quote
from framing.reports.pages import Page, Sheet
from framing.reports.passages import Passage, cut_claim
from framing.tags import Tag

VOICE_KEYS: Mapping[Voice, str] = {"own": "o", "headline": "h", "direct": "q", "indirect": "r"}
SIDE_KEYS: Mapping[int, str] = {-1: "m", 0: "n", 1: "p"}
_GAP = re.compile(r"[\s\-–'’]*")
"""What may stand between two marked words that are shown as one."""


@dataclass(frozen=True, slots=True)
class Citation:
    """An article by its number and its unit's name, with the anchor of the place ("" where the page has none)."""

    number: int
    name: str
    anchor: str


@dataclass(frozen=True, slots=True)
class WordRun:
    """Some words of a telling: `only` this source uses them for the fact, `deleted` is a deed without actor.

    `ending` says that the deed ends with them.
    """

    text: str
    only: bool = False
    deleted: bool = False
    ending: bool = False


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A claim as shown: its words in a passage with the marks of the sides, or in runs for their wording.

    `key` says what filters it falls under: its source's number, its voice, its side ("3om").
    """

    citation: Citation
    passage: Passage
    runs: tuple[WordRun, ...]
    voice: Voice
    speaker: str
    key: str

    @property
    def text(self) -> str:
        """The claim's text."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Register:
    """The articles of a page by document id, each with the place (from 1) and the name of its unit.

    `names` are what the units are called, by the names they have in the comparison.
    """

    sheets: Mapping[str, tuple[Sheet, int, str]]
    names: Mapping[str, str]

    def sheet(self, document: str) -> Sheet:
        """Return the sheet of the document with this id."""
        return self.sheets[document][0]

    def cite(self, document: str, claim: int) -> Citation:
        """Return the citation of one claim: to its place, or to its article where that is not shown in full."""
        sheet, _, name = self.sheets[document]
        anchor = f"{sheet.anchor}-{claim}" if sheet.shown else sheet.anchor if sheet.listed else ""
        return Citation(sheet.number, name, anchor)

    def show(
        self, quote: Quote, side: int | None = None, only: Sequence[Span] = (), deleted: Sequence[Span] = ()
    ) -> CitedSentence:
        """Return a quote as shown; its side is that of its marks unless given."""
        sheet, unit, _ = self.sheets[quote.document]
        claim = quote.claim.claim
        side = _side(quote) if side is None else side
        return CitedSentence(
            citation=self.cite(quote.document, claim.number),
            passage=cut_claim(sheet.document, claim, (tag for tag in _tags(quote) if tag.sign)),
            runs=cut_words(sheet.document, Span(claim.start, claim.end), only, deleted),
            voice=claim.voice,
            speaker=sheet.document.text[claim.speaker.start : claim.speaker.end] if claim.speaker else "",
            key=f"{unit}{VOICE_KEYS[claim.voice]}{SIDE_KEYS[side]}",
        )


def register_articles(page: Page) -> Register:
    """Return the register of a page's articles; units without room of their own all have the place 0."""
    detailed = {unit.profile.name: place for place, unit in enumerate(page.detailed, start=1)}
    units = {
        document: (detailed.get(unit.profile.name, 0), unit.name)
        for unit in page.units
        for document in unit.profile.documents
    }
    return Register({sheet.document.id: (sheet, *units[sheet.document.id]) for sheet in page.sheets}, page.names)


def cut_words(document: Document, whole: Span, only: Iterable[Span], deleted: Iterable[Span]) -> tuple[WordRun, ...]:
    """Return the words of a span in runs that lose no character; marked words beside each other are one run."""
    own, gone = (_join(document, whole, spans) for spans in (only, deleted))
    inside = {edge for span in (*own, *gone) for edge in (span.start, span.end)}
    edges = sorted({whole.start, whole.end, *inside})
    return tuple(
        WordRun(
            document.text[left:right],
            only=_holds(own, left, right),
            deleted=_holds(gone, left, right),
            ending=any(span.end == right for span in gone),
        )
        for left, right in pairwise(edges)
    )


def _join(document: Document, whole: Span, spans: Iterable[Span]) -> list[Span]:
    inside = (Span(max(one.start, whole.start), min(one.end, whole.end)) for one in spans)
    joined: list[Span] = []
    for span in sorted((one for one in inside if one.start < one.end), key=lambda one: (one.start, one.end)):
        if joined and _GAP.fullmatch(document.text[joined[-1].end : span.start]):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _holds(spans: Iterable[Span], left: int, right: int) -> bool:
    return any(span.start <= left and right <= span.end for span in spans)


def _side(quote: Quote) -> int:
    """The side that most weight of the quote's marks is on; 0 for neither."""
    weight = sum(tag.sign * tag.milli for tag in _tags(quote) if tag.counts)
    return (weight > 0) - (weight < 0)


def _tags(quote: Quote) -> dict[Tag, None]:
    return {tag: None for segment in quote.claim.segments for tag in segment.tags}
