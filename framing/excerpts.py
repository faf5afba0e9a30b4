"""Excerpts: what is kept of documents to quote them by: the few most telling claims, and no more than that."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from framing.analyses import Analysis
from framing.claims.model import Claim
from framing.documents.model import Document, Span
from framing.marks import MarkedClaim, mark_words
from framing.profiles import Quote
from framing.tags import Tag


class Shortlist:
    """The first few of all that was added, in the order of their keys; what is not among them is never made."""

    def __init__(self, most: int | None) -> None:
        self._most, self._chosen, self.seen = most, list[tuple[tuple[Any, ...], Any]](), 0

    def add(self, key: tuple[Any, ...], make: Callable[[], Any]) -> None:
        """Take in what `make` returns, if its key is among the first; count it in any case."""
        self.seen += 1
        if self._most is not None and len(self._chosen) >= self._most:
            if not self._most or key >= self._chosen[-1][0]:
                return
            self._chosen.pop()
        insort(self._chosen, (key, make()), key=lambda item: item[0])

    def __iter__(self) -> Iterator[Any]:
        return (made for _, made in self._chosen)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is kept of a document to quote one claim of it."""

    document: str
    title: str
    claim: Claim
    words: str
    tags: tuple[Tag, ...]
    beside: tuple[tuple[Span, str], ...]

    def quote(self) -> Quote:
        """Return the claim as evidence."""
        marked = MarkedClaim(self.claim, mark_words(self.words, self.claim.start, self.tags))
        return Quote(self.document, marked, self.title, self.beside)


def make_excerpt(analysis: Analysis, claim: Claim, tags: Iterable[Tag] | None = None) -> Excerpt:
    """Return what is kept of one claim, with these tags (or all in it)."""
    document = analysis.document
    inside = [tag for tag in analysis.tags if tag.claim == claim.number] if tags is None else tags
    words = document.text[claim.start : claim.end]
    return Excerpt(document.id, document.title, claim, words, tuple(inside), _beside(document, claim))


def excerpt_of(analysis: Analysis, number: int, tags: Iterable[Tag]) -> Excerpt:
    """Return what is kept of the claim of this number, with these tags."""
    claim = analysis.claims[bisect_left(analysis.claims, number, key=lambda one: one.number)]
    return make_excerpt(analysis, claim, tags)


def _beside(document: Document, claim: Claim) -> tuple[tuple[Span, str], ...]:
    spans = chain((claim.speaker,), *((part.speaker, part.cue) for part in claim.reported))
    return tuple((span, document.text[span.start : span.end]) for span in dict.fromkeys(spans) if span)
