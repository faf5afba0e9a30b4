"""Citations: who is said to have spoken the words of a quotation, and with which cue."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from framing.claims.attributions import is_denied, is_passive
from framing.claims.mentions import CueFound
from framing.claims.phrases import FINITE, Line
from framing.claims.quotations import Quotation
from framing.claims.readings import Reading
from framing.claims.speakers import (
    Tokens,
    find_owner,
    find_speaker_after,
    find_speaker_before,
    is_first_person,
)
from framing.claims.tellers import agrees, find_teller, name_teller
from framing.documents.model import Span

_SHORT = 4
_TAG_REACH = 40
_CLOSING = 8
_BESIDE = re.compile(r"[,.x–(]*")
_ENDING = re.compile(r"[,?!—–-]\W*\Z")
_ASIDE = re.compile(r"\([^)]*\)|,[^,]*,")
_LEADING = re.compile(r"[,:–x.]*(?:t|[ph]d?[No]*)?[,:–]*")


class Citation(NamedTuple):
    """A quotation with its cue and speaker as spans of the document (None where there is none)."""

    quotation: Quotation
    short: bool
    cue: Span | None = None
    speaker: Span | None = None
    stance: str = ""


def cite_quotations(text: str, readings: Sequence[Reading], quotations: Sequence[Quotation]) -> list[Citation]:
    """Return the quotations with the cue and speaker that their own sentences name."""
    starts = [reading.start for reading in readings]
    made = []
    for quotation in quotations:
        start, end = quotation.start, quotation.end
        first = max(0, bisect_right(starts, start) - 1)
        last = first
        while last + 1 < len(starts) and starts[last + 1] < end:
            last += 1
        made.append(_cite(text, quotation, readings[first], readings[last]))
    return made


def _cite(text: str, quotation: Quotation, first: Reading, last: Reading) -> Citation:
    start, end = quotation.start, quotation.end
    short = len(text[start:end].split(maxsplit=_SHORT)) <= _SHORT
    is_tagged = text.startswith(",", end) or _ENDING.search(text[max(start, end - _CLOSING) : end]) is not None
    ways = (_cue_after, _cue_before) if is_tagged else (_cue_before, _cue_after)
    for way in ways:
        reading = last if way is _cue_after else first
        found = way(reading, quotation, short and not is_tagged) if reading.cues else None
        if found and reading.line:
            cue, speaker = found
            return _located(quotation, short, reading.line, cue, speaker)
    is_sentence = start <= first.start and end >= first.end
    return Citation(quotation, short and not is_sentence)


def _located(quotation: Quotation, short: bool, line: Line, found: CueFound, speaker: Tokens | None) -> Citation:
    cue = Span(*line.span(found.first, found.last))
    teller = name_teller(line, found, speaker)
    named = Span(*line.name_span(*teller)) if teller else None
    return Citation(quotation, short, cue, named, found.cue.stance)


def _cue_before(reading: Reading, quotation: Quotation, short: bool) -> tuple[CueFound, Tokens | None] | None:
    """Return the nearest cue before the quotation in its sentence, with its speaker."""
    line = reading.line
    if not line:
        return None
    place = line.place(quotation.start)
    ownerless = None
    for found in reversed(reading.cues):
        if found.last <= place and _may_introduce(line, found, place, short):
            speaker = _speaker_of(line, found, reading.clauses)
            if speaker and not is_first_person(line, speaker):
                return found, speaker
            if not speaker and not ownerless and _may_lack_speaker(line, found):
                ownerless = found, None
    return ownerless


def _may_lack_speaker(line: Line, found: CueFound) -> bool:
    return found.cue.form in {"noun", "ing", "phrase"} or is_passive(line, found, 0)


def _may_introduce(line: Line, found: CueFound, place: int, short: bool) -> bool:
    cue, between = found.cue, line.codes[found.last : place]
    if ";" in between:
        return False
    adjacent = _LEADING.fullmatch(between) is not None
    if cue.form == "noun":
        return adjacent and not cue.ownerless and (":" in between or not short)
    if cue.weak and not cue.naming:
        return not short and adjacent
    return cue.form == "phrase" or not is_denied(line, found, 0)


def _speaker_of(line: Line, found: CueFound, clauses: Sequence[int]) -> Tokens | None:
    begin = max((start for start in clauses if start <= found.first), default=0)
    if found.cue.form == "phrase":
        return find_speaker_after(line, found.last)
    if found.cue.form == "noun":
        return find_owner(line, found.first, begin)
    if is_passive(line, found, begin):
        return None
    teller = find_teller(line, found, begin)
    is_tag = teller is None and line.codes[found.first - 1 : found.first] in {"q", ","}
    return find_speaker_after(line, found.last) if is_tag else teller


def _cue_after(reading: Reading, quotation: Quotation, short: bool) -> tuple[CueFound, Tokens | None] | None:
    """Return the cue of "…,” the minister said" or "…,” said the minister", with the speaker."""
    line = reading.line
    if not line:
        return None
    place = line.place(quotation.end)
    for found in reading.cues:
        if found.first < place or found.cue.form in {"noun", "ing"} or (short and found.cue.weak):
            continue
        between = line.codes[place : found.first]
        if len(between) > _TAG_REACH or "q" in between or ";" in between:
            return None
        speaker = _tag_speaker(line, found, place, between)
        if speaker and not FINITE.search(_ASIDE.sub("", between)):
            return None if is_first_person(line, speaker) else (found, speaker)
        if FINITE.search(_ASIDE.sub("", between)):
            return None
    return None


def _tag_speaker(line: Line, found: CueFound, place: int, between: str) -> Tokens | None:
    """Return the speaker beside a cue that follows a quotation; `between` are the classes between them."""
    beside = _BESIDE.fullmatch(between) is not None
    if found.cue.form == "phrase":
        return find_speaker_after(line, found.last) if beside else None
    if beside:
        return find_speaker_after(line, found.last)
    skipped = _BESIDE.match(line.codes, place)
    speaker = find_speaker_before(line, found.first, skipped.end() if skipped else place)
    return speaker if speaker and agrees(line, found, speaker) else None
