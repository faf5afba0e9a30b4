"""Claims of a document: its sentences cut into clauses, each with kind, section and voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.claims.headlines import attribute_headlines
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
    claims = list(_make_claims(document, zip(readings, homes, strict=True), speeches))
    return judge_claims(document, attribute_headlines(document, claims))


def _make_claims(
    document: Document, homes: Iterator[tuple[Reading, Block]], speeches: Sequence[Speech]
) -> Iterator[Claim]:
    text, name = document.text, document.id
    number = first = 0
    count = len(speeches)
    for reading, block in homes:
        for start, end in reading.clause_spans(text) if reading.clauses else ((reading.start, reading.end),):
            while first < count and speeches[first].end <= start:
                first += 1
            last = first
            while last < count and speeches[last].start < end:
                last += 1
            voice, kind = _plain_voice(text, (start, end), reading, block)
            if first < last:
                yield _voiced_claim((name, number, start, end), (voice, kind), block.section, speeches[first:last])
            else:
                yield Claim(name, number, start, end, voice, kind, block.section)
            number += 1


def _plain_voice(text: str, place: tuple[int, int], reading: Reading, block: Block) -> tuple[Voice, Kind]:
    """Return the outlet's own voice or a headline's, and the kind of the claim at `place`."""
    if block.kind in _RUNNING_TEXT:
        return "own", find_kind(text, place[0], place[1], reading.signals & KIND != 0)
    return ("headline" if block.kind in _TITLES else "own"), _KINDS[block.kind]


def _voiced_claim(
    head: tuple[str, int, int, int], plain: tuple[Voice, Kind], section: str, speeches: Sequence[Speech]
) -> Claim:
    """Return the claim with the parts of `speeches` that lie within it."""
    _, _, start, end = head
    voice, kind = plain
    scare: list[Span] = []
    reported: list[Reported] = []
    for speech in speeches:
        first, last, manner, speaker, cue, stance = speech
        first, last = (start if first < start else first), (end if last > end else last)
        if manner == "scare":
            scare.append(Span(first, last))
        else:
            reported.append(Reported(first, last, manner, speaker, cue, stance))
    if not reported:
        return Claim(*head, voice, kind, section, scare=tuple(scare))
    longest = max(reported, key=_length) if len(reported) > 1 else reported[0]
    if kind == "assertion" and longest.voice == "direct" and _length(longest) == end - start:
        kind = "quotation"
    if voice == "own":
        voice = _main_voice(reported, _asserted_length(start, end, longest))
    told = longest.speaker, longest.cue, longest.stance
    return Claim(*head, voice, kind, section, *told, tuple(reported), tuple(scare))


def _length(part: Reported) -> int:
    return part.end - part.start


def _asserted_length(start: int, end: int, part: Reported) -> int:
    """Return the length of `start … end` without speaker and cue: naming who speaks asserts nothing else."""
    length = end - start
    for span in (part.speaker, part.cue):
        if span and start <= span.start and span.end <= end:
            length -= span.end - span.start
    return length


def _main_voice(reported: Sequence[Reported], length: int) -> Voice:
    """Return the reported voice that holds more than half of what the claim asserts, else "own".

    One word cannot tell a mixed claim: `Claim.reported` does, and `Claim.voice_at` for each tag.
    """
    direct = total = 0
    for part in reported:
        total += _length(part)
        direct += _length(part) if part.voice == "direct" else 0
    if 2 * total <= length:
        return "own"
    return "direct" if 2 * direct >= total else "indirect"
