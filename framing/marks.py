"""Marked text: a stretch of a document cut into segments, each with the tags that cover it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from framing.analyses import Analysis
from framing.claims.model import Claim
from framing.documents.model import Document
from framing.tags import Tag


@dataclass(frozen=True, slots=True)
class Segment:
    """Some words of a document and the tags (none, one or several) that cover all of them."""

    text: str
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedClaim:
    """A claim with its text in segments; joined, they are the claim's text."""

    claim: Claim
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """The claim's text."""
        return "".join(segment.text for segment in self.segments)


def mark_text(document: Document, start: int, end: int, tags: Iterable[Tag]) -> tuple[Segment, ...]:
    """Return `document.text[start:end]` as segments that lose no character.

    `tags` that lie outside are ignored; where tags overlap, a segment carries all that cover it.
    """
    return mark_words(document.text[start:end], start, tags)


def mark_words(words: str, start: int, tags: Iterable[Tag]) -> tuple[Segment, ...]:
    """Return words that begin at `start` of a document as segments, as `mark_text` does."""
    end = start + len(words)
    inside = [tag for tag in tags if start <= tag.start and tag.end <= end]
    edges = sorted({start, end, *(edge for tag in inside for edge in (tag.start, tag.end))})
    return tuple(
        Segment(
            words[left - start : right - start],
            tuple(tag for tag in inside if tag.start <= left and right <= tag.end),
        )
        for left, right in pairwise(edges)
    )


def mark_claims(analysis: Analysis, claims: Sequence[Claim] | None = None) -> tuple[MarkedClaim, ...]:
    """Return the claims (all of them by default) with their text in segments."""
    by_claim: dict[int, list[Tag]] = {}
    for tag in analysis.tags:
        by_claim.setdefault(tag.claim, []).append(tag)
    return tuple(
        MarkedClaim(claim, mark_text(analysis.document, claim.start, claim.end, by_claim.get(claim.number, ())))
        for claim in (analysis.claims if claims is None else claims)
    )
