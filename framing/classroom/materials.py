"""Material: the texts of a comparison under their numbers, sentence by sentence, ready to make exercises of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from framing.analyses import Analysis
from framing.claims.model import Claim
from framing.claims.passives import Deletion
from framing.claims.sentences import split_stretch
from framing.classroom.levels import read_level
from framing.classroom.model import Paragraph, Place, Run, Text
from framing.classroom.shuffling import shuffle
from framing.comparisons import Comparison
from framing.coverage import Fact
from framing.documents.model import Block, Document, Span
from framing.lexicons.model import Frame, Lexicon
from framing.tags import Tag

LOADED = "loaded"
"""The lexicon without poles whose words are loaded; those of others (topics, say) are not."""
SHORTEST, LONGEST = 6, 45
"""Words of a sentence that can stand alone on a sheet."""
_WHOLE = re.compile(r"""[“"‘'(\[]*\w.*[.!?…][”"’')\]]*(?:\[\d+\])*\Z""", re.DOTALL)
_RUNNING_TEXT = frozenset(("paragraph", "bullet"))
_NO_EXERCISE = frozenset(("headline", "heading", "label", "caption"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text with its claims, the tags that load it or take a side, and its deeds without actor."""

    analysis: Analysis
    span: Span
    place: Place
    claims: tuple[Claim, ...]
    tags: tuple[Tag, ...]
    deletions: tuple[Deletion, ...]

    @property
    def id(self) -> str:
        """Its text and offset: "2@310"."""
        return f"{self.place.text}@{self.span.start}"

    @property
    def text(self) -> str:
        """Its words."""
        return self.analysis.document.text[self.span.start : self.span.end]

    def runs(self, marked: Iterable[Span | Tag | Deletion] = ()) -> tuple[Run, ...]:
        """Return its words with these stretches marked; overlapping ones are joined."""
        return cut_runs(self.analysis.document.text, self.span, marked)


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence of another text that tells the same fact."""

    text: str
    place: Place
    deleted: bool


class Material:
    """The texts of one comparison (by document), numbered in an order that the seed decides.

    `sentences` are all that can stand alone, in the order of texts and places; `used` counts how often the
    activities made so far took each, so that the next takes others.
    """

    def __init__(self, comparison: Comparison, seed: int) -> None:
        self.comparison, self.seed = comparison, seed
        ordered = shuffle(comparison.analyses, f"texts {seed}", lambda one: one.document.id)
        self.analyses = tuple(ordered)
        self.numbers = {one.document.id: number for number, one in enumerate(ordered, start=1)}
        self.axis = comparison.axis
        self.used: Counter[str] = Counter()
        self.sentences = tuple(one for analysis in ordered for one in self._sentences(analysis))

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """The texts as they are handed out and told to the teacher."""
        return tuple(_text(one.document, self.numbers[one.document.id]) for one in self.analyses)

    @cached_property
    def facts(self) -> dict[tuple[str, int], Fact]:
        """The shared fact that each claim (document, number) tells."""
        facts = self.comparison.coverage.facts if self.comparison.coverage else ()
        return {
            (quote.document, quote.claim.claim.number): fact
            for fact in facts
            for cell in fact.cells
            for quote in cell.quotes
        }

    def place(self, document: str, position: int) -> Place:
        """Return where a character of a document stands."""
        blocks = self.comparison.analysis(document).document.blocks
        before = blocks[: bisect_right([block.start for block in blocks], position)] or blocks[:1]
        return Place(self.numbers[document], _number(before))

    def lexicon(self, name: str) -> Lexicon:
        """Return the lexicon of a tag."""
        return next(one for one in self.comparison.lexicons if one.name == name)

    def frame(self, tag: Tag) -> Frame:
        """Return the frame of a tag."""
        found = self.lexicon(tag.lexicon).frame(tag.frame)
        assert found is not None  # a tag is made from a frame of its lexicon
        return found

    def marks(self, analysis: Analysis, start: int, end: int) -> tuple[Tag, ...]:
        """Return the tags between two places that load a sentence or take a side, negated ones left out."""
        axis = self.axis.name if self.axis else ""
        return tuple(
            tag
            for tag in analysis.tags
            if start <= tag.start and tag.end <= end and not tag.negated
            if (tag.sign and tag.lexicon == axis) or tag.lexicon == LOADED
        )

    def tellings(self, sentence: Sentence, claims: Collection[int] = ()) -> list[Telling]:
        """Return how other texts tell what this sentence (or only these claims of it) tells.

        Those without deleted actors come first.
        """
        found = []
        for claim in (one for one in sentence.claims if not claims or one.number in claims):
            fact = self.facts.get((claim.document, claim.number))
            for cell in fact.cells if fact else ():
                quote = next((one for one in cell.quotes if one.document != claim.document), None)
                if quote and quote.claim.claim.voice != "headline":
                    place = self.place(quote.document, quote.claim.claim.start)
                    found.append(Telling(quote.claim.text, place, bool(cell.deleted)))
        return sorted(found, key=lambda one: (one.deleted, one.place.text, one.place.paragraph))

    def pick(self, ranked: Sequence[Sentence], most: int) -> list[Sentence]:
        """Return the first `most`, those least used first and the texts in turn; they count as used from now on."""
        chosen: list[Sentence] = []
        waiting = sorted(ranked, key=lambda one: self.used[one.id])
        while waiting and len(chosen) < most:
            taken = Counter(one.place.text for one in chosen)
            best = min(waiting, key=lambda one: (self.used[one.id], taken[one.place.text], waiting.index(one)))
            waiting.remove(best)
            chosen.append(best)
        self.used.update(one.id for one in chosen)
        return chosen

    def _sentences(self, analysis: Analysis) -> Iterator[Sentence]:
        document = analysis.document
        for block in document.blocks:
            if block.kind in _RUNNING_TEXT:
                for start, end in split_stretch(document.text, block.start, block.end):
                    if can_stand_alone(document.text[start:end]):
                        yield self._sentence(analysis, Span(start, end))

    def _sentence(self, analysis: Analysis, span: Span) -> Sentence:
        start, end = span.start, span.end
        return Sentence(
            analysis,
            span,
            self.place(analysis.document.id, start),
            tuple(one for one in analysis.claims if start <= one.start < end and one.kind not in _NO_EXERCISE),
            self.marks(analysis, start, end),
            tuple(one for one in analysis.deletions if start <= one.start and one.end <= end),
        )


def can_stand_alone(text: str, fewest: int = SHORTEST) -> bool:
    """Return whether words make sense on a sheet by themselves: a sentence with its end, no address, not too long.

    >>> can_stand_alone("The trains stood still for two days."), can_stand_alone("— The Herald, 4 March, page 3")
    (True, False)
    >>> can_stand_alone("But they left us no choice at all.”")
    False
    """
    whole = bool(_WHOLE.match(text.strip())) and "://" not in text and _is_quoted_whole(text)
    return whole and fewest <= len(text.split()) <= LONGEST


def _is_quoted_whole(text: str) -> bool:
    """Whether each quotation that begins in a text ends in it, and the other way round."""
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


def cut_runs(text: str, span: Span, marked: Iterable[Span | Tag | Deletion]) -> tuple[Run, ...]:
    """Return `text[span]` cut where marked stretches begin and end; overlapping ones are joined."""
    runs, at = [], span.start
    for one in sorted(marked, key=lambda one: (one.start, -one.end)):
        start, end = max(at, one.start), min(span.end, one.end)
        if start < end:
            runs += [Run(text[at:start])] if at < start else []
            runs.append(Run(text[start:end], marked=True))
            at = end
    return (*runs, Run(text[at : span.end])) if at < span.end else tuple(runs)


def _number(blocks: Sequence[Block]) -> int:
    """How many of these blocks are paragraphs: 0 for a headline or whatever stands above the first."""
    return sum(block.kind in _RUNNING_TEXT for block in blocks)


def _text(document: Document, number: int) -> Text:
    running = [block for block in document.blocks if block.kind in _RUNNING_TEXT]
    spans = [span for block in running for span in split_stretch(document.text, block.start, block.end)]
    paragraphs, count = [], 0
    for block in document.blocks:
        if block.kind != "headline":
            count += block.kind in _RUNNING_TEXT
            words = document.text[block.start : block.end]
            paragraphs.append(Paragraph(count if block.kind in _RUNNING_TEXT else 0, words))
    body = document.text[max((block.end for block in document.blocks if block.kind == "headline"), default=0) :]
    return Text(
        number=number,
        document=document.id,
        source=document.source,
        title=document.title,
        published=document.published,
        paragraphs=tuple(paragraphs),
        body=body.lstrip(),
        level=read_level([document.text[start:end] for start, end in spans]),
        named=bool(document.source) and document.source.casefold() in body.casefold(),
    )
