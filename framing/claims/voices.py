"""Voices: which stretches of a document are somebody's reported words, and which words are in scare quotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from framing.claims.antecedents import Antecedents, is_pronoun
from framing.claims.attributions import Attribution, find_attributions
from framing.claims.citations import Citation, cite_quotations
from framing.claims.phrases import Line
from framing.claims.quotations import Quotation
from framing.claims.readings import Reading
from framing.claims.tellers import name_teller
from framing.documents.model import Span

_LEADING = re.compile(r"[\s,;:–—-]*")


class Speech(NamedTuple):
    """A stretch of the document in somebody's reported words, or (`scare`) in quotation marks without a speaker."""

    start: int
    end: int
    voice: Literal["direct", "indirect", "scare"]
    speaker: Span | None = None
    cue: Span | None = None
    stance: str = ""


def find_speeches(text: str, readings: Sequence[Reading], quotations: Sequence[Quotation]) -> list[Speech]:
    """Return all reported and scare-quoted stretches in order, without overlap; quotations stand before the rest."""
    indirect = [speech for reading in readings if reading.cues for speech in _reported(reading)]
    cited = _pass_on(cite_quotations(text, readings, quotations), readings, indirect)
    direct = list(_mixed((speech for citation in cited for speech in _quoted(citation)), indirect))
    speeches = [*direct, *_trimmed(text, _outside(indirect, direct))]
    speeches.sort(key=lambda speech: speech.start)
    return list(_resolve_pronouns(text, readings, speeches))


def _quoted(citation: Citation) -> Iterator[Speech]:
    voice: Literal["direct", "scare"] = "scare" if citation.short and not citation.cue else "direct"
    for piece in citation.quotation.pieces:
        yield Speech(piece.start, piece.end, voice, citation.speaker, citation.cue, citation.stance)


def _mixed(quoted: Iterable[Speech], indirect: Sequence[Speech]) -> Iterator[Speech]:
    """Yield the quotations; those without a cue within indirect speech are the same speaker's."""
    starts = [speech.start for speech in indirect]
    for speech in quoted:
        around = bisect_right(starts, speech.start) - 1
        outer = indirect[around] if around >= 0 and not speech.cue else None
        if outer and speech.end <= outer.end:
            yield Speech(speech.start, speech.end, "direct", outer.speaker, outer.cue, outer.stance)
        else:
            yield speech


def _reported(reading: Reading) -> Iterator[Speech]:
    line = reading.line
    if line:
        for one in find_attributions(line, reading.clauses, reading.cues):
            yield from _spoken(line, one)


def _spoken(line: Line, one: Attribution) -> Iterator[Speech]:
    cue = Span(*line.span(one.found.first, one.found.last))
    teller = name_teller(line, one.found, one.speaker)
    speaker = Span(*line.name_span(*teller)) if teller else None
    for first, last in one.content:
        if first < last:
            start, end = line.span(first, last)
            yield Speech(start, end, "indirect", speaker, cue, one.found.cue.stance)


def _outside(indirect: Iterable[Speech], direct: Sequence[Speech]) -> Iterator[Speech]:
    """Yield the parts of indirect speech that stand outside quotations and outside each other."""
    starts = [speech.start for speech in direct]
    reached = 0
    for speech in indirect:
        start = max(speech.start, reached)
        place = max(0, bisect_right(starts, start) - 1)
        while place < len(direct) and direct[place].start < speech.end:
            inner = direct[place]
            if inner.voice != "scare" and inner.end > start:
                if inner.start > start:
                    yield _stretch(speech, start, inner.start)
                start = inner.end
            place += 1
        if start < speech.end:
            yield _stretch(speech, start, speech.end)
        reached = max(reached, speech.end)


def _trimmed(text: str, speeches: Iterable[Speech]) -> Iterator[Speech]:
    """Yield the stretches that hold a word, without space at their ends and commas before them."""
    for speech in speeches:
        words = text[speech.start : speech.end]
        if words[:1].isalnum():
            yield (
                _stretch(speech, speech.start, speech.start + len(words.rstrip())) if words[-1].isspace() else speech
            )
        elif any(map(str.isalnum, words)):
            lead = _LEADING.match(words)
            start = speech.start + (lead.end() if lead else 0)
            yield _stretch(speech, start, speech.start + len(words.rstrip()))


def _stretch(speech: Speech, start: int, end: int) -> Speech:
    return Speech(start, end, *speech[2:])


def _pass_on(
    citations: Iterable[Citation], readings: Sequence[Reading], indirect: Iterable[Speech]
) -> Iterator[Citation]:
    """Yield the citations; a quoted sentence without a cue has the cue of the sentence right before it."""
    starts = [reading.start for reading in readings]
    tellers = {bisect_right(starts, speech.start) - 1: speech for speech in indirect}
    before: Citation | None = None
    for citation in citations:
        passed = citation
        if not citation.cue and not citation.short:
            here = bisect_right(starts, citation.quotation.start) - 1
            if citation.quotation.start <= readings[here].start:
                passed = _take_over(citation, before, here - 1, (starts, tellers))
        if not passed.short or passed.cue:
            before = passed
        yield passed


def _take_over(
    citation: Citation, before: Citation | None, previous: int, told: tuple[Sequence[int], dict[int, Speech]]
) -> Citation:
    """Return the citation with the speaker of the quotation or report in the sentence `previous`, if any."""
    starts, tellers = told
    if before and before.cue and bisect_right(starts, before.quotation.end - 1) - 1 >= previous:
        return citation._replace(speaker=before.speaker, cue=before.cue, stance=before.stance)
    teller = tellers.get(previous)
    if teller and teller.speaker:
        return citation._replace(speaker=teller.speaker, cue=teller.cue, stance=teller.stance)
    return citation


def _resolve_pronouns(text: str, readings: Sequence[Reading], speeches: Iterable[Speech]) -> Iterator[Speech]:
    """Yield the speeches with "he", "she" and "they" replaced by the last name they fit."""
    names = Antecedents(text, readings)
    for speech in speeches:
        speaker = speech.speaker
        if speaker and is_pronoun(text[speaker.start : speaker.end]):
            yield Speech(*speech[:3], names.resolve(speaker), *speech[4:])
        else:
            if speaker:
                names.remember(speaker)
            yield speech
