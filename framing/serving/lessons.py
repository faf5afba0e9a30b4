"""Lessons: one article cut for a class: claims with words to mark, and what the tool itself marked."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from framing.analyses import Analysis
from framing.claims.model import Claim
from framing.lexicons.model import Lexicon
from framing.tags import Tag

Side = Literal["minus", "neither", "plus"]
Kind = Literal["fact", "opinion", "prediction", "quotation"]
SIDES: tuple[Side, ...] = ("minus", "neither", "plus")
KINDS: tuple[Kind, ...] = ("fact", "opinion", "prediction", "quotation")

_WORD = re.compile(r"\S+")
_NO_EVIDENCE = ("label", "caption", "heading")
_OTHER = ("question", "directive", "headline")


@dataclass(frozen=True, slots=True)
class ToolMark:
    """Words that the tool marks: those numbered `first` to `last` of the claim, with the frame and why.

    `side` is "" for words of a lexicon without poles; `apart` tells marks that are denied or in scare quotes.
    """

    first: int
    last: int
    text: str
    frame: str
    letter: str
    side: Literal["", "minus", "plus"]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One claim: its words as printed, and the tool's reading; `kind` is "" where none of the four fits."""

    words: tuple[str, ...]
    side: Side
    kind: Literal["", "fact", "opinion", "prediction", "quotation"]
    marks: tuple[ToolMark, ...] = ()
    headline: bool = False

    @property
    def text(self) -> str:
        """The claim's words, one space between them."""
        return " ".join(self.words)

    @property
    def marked(self) -> frozenset[int]:
        """The numbers of the words that the tool marks."""
        return frozenset(number for mark in self.marks for number in range(mark.first, mark.last + 1))


@dataclass(frozen=True, slots=True)
class Lesson:
    """One article as a class reads it: `minus` and `plus` are the titles of the poles, with their letters.

    `axis` is the lexicon with the poles, `about` what it says of itself.
    """

    title: str
    source: str
    axis: str
    about: str
    minus: tuple[str, str]
    plus: tuple[str, str]
    parts: tuple[Part, ...]

    def first(self, most: int) -> Lesson:
        """Return the lesson with its first `most` claims; 0 for all of them."""
        return dataclasses.replace(self, parts=self.parts[: most or None])


def make_lesson(analysis: Analysis, lexicons: Sequence[Lexicon], axis: Lexicon) -> Lesson:
    """Return the lesson of an analysed article; `lexicons` are those whose entries count as marked words."""
    marked = {lexicon.name: lexicon for lexicon in (*lexicons, axis)}
    minus, plus = axis.pole_of(-1), axis.pole_of(1)
    document = analysis.document
    return Lesson(
        title=document.title,
        source=document.source,
        axis=axis.name,
        about=axis.description,
        minus=(minus.title, minus.letter),
        plus=(plus.title, plus.letter),
        parts=tuple(
            _make_part(analysis, claim, [tag for tag in analysis.tags if tag.claim == claim.number], marked)
            for claim in analysis.claims
            if claim.kind not in _NO_EVIDENCE
        ),
    )


def _make_part(analysis: Analysis, claim: Claim, tags: Sequence[Tag], marked: dict[str, Lexicon]) -> Part:
    spans = [found.span() for found in _WORD.finditer(analysis.text(claim))]
    axis = next(name for name in reversed(marked))
    lean = sum(tag.sign * tag.milli for tag in tags if tag.lexicon == axis and tag.counts)
    return Part(
        words=tuple(analysis.text(claim)[start:end] for start, end in spans),
        side="minus" if lean < 0 else "plus" if lean > 0 else "neither",
        kind=_find_kind(claim),
        marks=tuple(_list_marks(analysis, claim, [tag for tag in tags if tag.lexicon in marked], marked)),
        headline=claim.kind == "headline",
    )


def _find_kind(claim: Claim) -> Literal["", "fact", "opinion", "prediction", "quotation"]:
    """Return the answer of four that the tool's finer kinds come to: whose words first, then what they do."""
    if claim.kind == "quotation" or claim.voice in ("direct", "indirect"):
        return "quotation"
    if claim.kind in _OTHER:
        return ""
    if claim.kind == "prediction":
        return "prediction"
    return "opinion" if claim.kind == "opinion" or claim.reading == "opinion-like" else "fact"


def _list_marks(
    analysis: Analysis, claim: Claim, tags: Sequence[Tag], marked: dict[str, Lexicon]
) -> Iterator[ToolMark]:
    spans = [found.span() for found in _WORD.finditer(analysis.text(claim))]
    for tag in tags:
        start, end = tag.start - claim.start, tag.end - claim.start
        inside = [number for number, (left, right) in enumerate(spans) if left < end and start < right]
        if not inside:
            continue
        lexicon = marked[tag.lexicon]
        frame, pole = lexicon.frame(tag.frame), lexicon.pole(tag.pole)
        yield ToolMark(
            first=inside[0],
            last=inside[-1],
            text=analysis.text(tag),
            frame=frame.title if frame else tag.frame,
            letter=pole.letter if pole else "",
            side="" if not tag.sign else "minus" if tag.sign < 0 else "plus",
            apart=tag.negated or tag.quoted,
        )
