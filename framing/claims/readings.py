"""Readings: each sentence of a document with its tokens, clauses and cues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from framing.claims.clauses import find_clause_starts
from framing.claims.mentions import CueFound, find_cues
from framing.claims.phrases import Line
from framing.claims.quotations import Quotation
from framing.claims.signals import CUES, CUT, OUTSIDE, find_signals, is_worth_reading

_Span = tuple[int, int]
_LONGEST = 20_000
"""Characters of a sentence beyond which it is no prose and is not read word by word."""


class Reading(NamedTuple):
    """A sentence, read as far as needed: `line` is None where nothing in it can report or be cut."""

    start: int
    end: int
    signals: int = 0
    line: Line | None = None
    clauses: Sequence[int] = ()
    cues: Sequence[CueFound] = ()

    def clause_spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where its clauses begin and end in `text`, the document's."""
        start = self.start
        for token in self.clauses:
            following = self.line.token_start(token) if self.line else start
            end = following
            while text[end - 1].isspace():
                end -= 1
            yield start, end
            start = following
        yield start, self.end


def read_sentences(text: str, sentences: Sequence[tuple[int, int]], quotations: Sequence[Quotation]) -> list[Reading]:
    """Return the sentences at these spans, read as far as needed to cut and attribute them."""
    pieces = [(piece.start, piece.end) for quotation in quotations for piece in quotation.pieces]
    readings, first, count = [], 0, len(pieces)
    for place, signals in zip(sentences, find_signals(text, sentences, pieces), strict=True):
        start, end = place
        while first < count and pieces[first][1] <= start:
            first += 1
        if first < count and pieces[first][0] < end:
            readings.append(_read_quoting(text, place, pieces, first, signals))
        elif is_worth_reading(signals) and end - start <= _LONGEST:
            readings.append(_read(Line(text, start, end), signals))
        else:
            readings.append(Reading(start, end, signals))
    return readings


def _read_quoting(text: str, place: _Span, pieces: Sequence[_Span], first: int, signals: int) -> Reading:
    """Return a sentence that meets quotations, from `first` on; what stands outside them decides if it is read."""
    start, end = place
    if not signals & OUTSIDE or end - start > _LONGEST:
        return Reading(start, end, signals)
    last = first
    while last < len(pieces) and pieces[last][0] < end:
        last += 1
    return _read(Line(text, start, end, pieces[first:last]), signals)


def _read(line: Line, signals: int) -> Reading:
    clauses = find_clause_starts(line) if signals & CUT else ()
    cues = find_cues(line) if signals & CUES else ()
    return Reading(line.start, line.end, signals, line, clauses, cues)
