"""Readings: each sentence of a document with its tokens, clauses and cues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.claims.clauses import find_clause_starts
from framing.claims.cues import CueFound, find_cues
from framing.claims.phrases import Line
from framing.claims.quotations import Quotation
from framing.claims.signals import CUT, find_signals, is_worth_reading

_LONGEST = 20_000
"""Characters of a sentence beyond which it is no prose and is not read word by word."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence, read as far as needed: `line` is None where nothing in it can report or be cut."""

    start: int
    end: int
    signals: int = 0
    line: Line | None = None
    clauses: Sequence[int] = ()
    cues: Sequence[CueFound] = ()

    def clause_spans(self) -> Iterator[tuple[int, int]]:
        """Yield where its clauses begin and end in the document (space between them included)."""
        start = self.start
        for token in self.clauses:
            following = self.line.token_start(token) if self.line else start
            yield start, following
            start = following
        yield start, self.end


def read_sentences(text: str, sentences: Sequence[tuple[int, int]], quotations: Sequence[Quotation]) -> list[Reading]:
    """Return the sentences at these spans, read as far as needed to cut and attribute them."""
    pieces = [(piece.start, piece.end) for quotation in quotations for piece in quotation.pieces]
    readings, first = [], 0
    for (start, end), signals in zip(sentences, find_signals(text, sentences), strict=True):
        while first < len(pieces) and pieces[first][1] <= start:
            first += 1
        last = first
        while last < len(pieces) and pieces[last][0] < end:
            last += 1
        readings.append(_read_sentence(text, (start, end), pieces[first:last], signals))
    return readings


def _read_sentence(text: str, place: tuple[int, int], quoted: Sequence[tuple[int, int]], signals: int) -> Reading:
    start, end = place
    if end - start > _LONGEST:
        return Reading(start, end, signals)
    if not (quoted or is_worth_reading(signals)) or any(first <= start and end <= last for first, last in quoted):
        return Reading(start, end, signals)
    line = Line(text, start, end, quoted)
    clauses = find_clause_starts(line) if signals & CUT else ()
    return Reading(start, end, signals, line, clauses, find_cues(line))
