"""Claims of a document: its sentences cut into clauses, each with kind, section and voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from framing.claims.kinds import find_kind
from framing.claims.model import Claim, Kind, Reported, Voice
from framing.claims.opinions import judge_claims
from framing.claims.quotations import find_quotations
from framing.claims.readings import Reading, read_sentences
from framing.claims.sentences import split_stretch
from framing.claims.signals import KIND
from framing.claims.voices import Speech, find_speeches
from framing.documents.model import Block, Document, Span

_RUNNING_TEXT = frozenset(("paragraph", "bullet"))
_TITLES = frozenset(("headline", "heading"))
_KINDS: dict[str, Kind] = {"headline": "headline", "heading": "heading", "label": "label", "caption": "caption"}


def split_claims(document: Document) -> tuple[Claim, ...]:
    """Return the claims of `document`, in order; they cover all its non-space text without overlap.

    A claim is a sentence or one of its independent clauses, and never crosses a block. A document
    without blocks is taken as one paragraph.
    """
    text = document.text
    blocks = document.blocks or (Block(0, len(text), "paragraph"),)
    quotations = find_quotations(text, blocks)
    sentences = [split_stretch(text, block.start, block.end) for block in blocks]
    readings = read_sentences(text, [span for spans in sentences for span in spans], quotations)
    speeches = find_speeches(text, readings, quotations)
    homes = [block for block, spans in zip(blocks, sentences, strict=True) for _ in spans]
    return judge_claims(document, _make_claims(document, zip(readings, homes, strict=True), speeches))


def _make_claims(
    document: Document, homes: Iterator[tuple[Reading, Block]], speeches: Sequence[Speech]
) -> Iterator[Claim]:
    number = first = 0
    for reading, block in homes:
        for start, end in reading.clause_spans():
            while first < len(speeches) and speeches[first].end <= start:
                first += 1
            last = first
            while last < len(speeches) and speeches[last].start < end:
                last += 1
            claim = _plain_claim(document, number, (start, end), (reading, block))
            yield _give_voice(claim, speeches[first:last]) if first < last else claim
            number += 1


def _plain_claim(document: Document, number: int, place: tuple[int, int], home: tuple[Reading, Block]) -> Claim:
    """Return the claim at `place`, without space at its end, in the outlet's own voice or a headline's."""
    (start, end), (reading, block) = place, home
    end -= _space_before(document.text, end)
    if block.kind in _RUNNING_TEXT:
        kind = find_kind(document.text, start, end, bool(reading.signals & KIND))
        return Claim(document.id, number, start, end, "own", kind, block.section)
    voice: Voice = "headline" if block.kind in _TITLES else "own"
    return Claim(document.id, number, start, end, voice, _KINDS[block.kind], block.section)


def _give_voice(claim: Claim, speeches: Sequence[Speech]) -> Claim:
    """Return the claim with the parts of `speeches` that lie within it."""
    start, end = claim.start, claim.end
    scare = tuple(Span(max(start, one.start), min(end, one.end)) for one in speeches if one.voice == "scare")
    reported = tuple(_clip(speech, start, end) for speech in speeches if speech.voice != "scare")
    if not reported:
        return replace(claim, scare=scare)
    longest = max(reported, key=lambda part: part.end - part.start) if len(reported) > 1 else reported[0]
    is_whole = longest.voice == "direct" and longest.end - longest.start == end - start
    return Claim(
        claim.document,
        claim.number,
        start,
        end,
        _main_voice(reported, _asserted_length(claim, longest)) if claim.voice == "own" else claim.voice,
        "quotation" if is_whole and claim.kind == "assertion" else claim.kind,
        claim.section,
        longest.speaker,
        longest.cue,
        longest.stance,
        reported,
        scare,
    )


def _space_before(text: str, end: int) -> int:
    place = end
    while place and text[place - 1].isspace():
        place -= 1
    return end - place


def _clip(speech: Speech, start: int, end: int) -> Reported:
    voice: Literal["direct", "indirect"] = "direct" if speech.voice == "direct" else "indirect"
    return Reported(max(start, speech.start), min(end, speech.end), voice, speech.speaker, speech.cue, speech.stance)


def _asserted_length(claim: Claim, part: Reported) -> int:
    """Return the claim's length without speaker and cue: naming who speaks asserts nothing else."""
    naming = (
        span for span in (part.speaker, part.cue) if span and claim.start <= span.start and span.end <= claim.end
    )
    return claim.end - claim.start - sum(span.end - span.start for span in naming)


def _main_voice(reported: Sequence[Reported], length: int) -> Voice:
    """Return the reported voice that holds more than half of what the claim asserts, else "own"."""
    direct = sum(part.end - part.start for part in reported if part.voice == "direct")
    total = sum(part.end - part.start for part in reported)
    if 2 * total <= length:
        return "own"
    return "direct" if 2 * direct >= total else "indirect"
