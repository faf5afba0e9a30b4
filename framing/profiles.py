"""Profiles: what one source, document or section amounts to (stance, frames, voices, headlines)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from framing.analyses import Analysis, count_words
from framing.claims.model import VOICES, Voice
from framing.lexicons.model import WEIGHT_UNIT, Frame, Lexicon
from framing.marks import MarkedClaim, mark_claims
from framing.scores import OTHER_LANGUAGE, OUTLET_VOICES, Evidence, Score, refuse, score
from framing.speakers import SpeakerUse, count_speakers
from framing.tags import Tag

QUOTES_PER_FRAME = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """A claim shown as evidence: which document (id) it is from and its text in segments."""

    document: str
    claim: MarkedClaim


@dataclass(frozen=True, slots=True)
class FrameUse:
    """How often a unit uses a frame: `count` tags in all, `weight` of those that are evidence.

    `negated` and `quoted` (in scare quotes) are tags counted apart; `quotes` are capped, `more` counts the rest.
    """

    lexicon: str
    frame: str
    title: str
    pole: str
    sign: int
    count: int
    weight: float
    negated: int
    quoted: int
    entries: tuple[tuple[str, int], ...]
    quotes: tuple[Quote, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Stance:
    """The scores of one unit on one axis: the outlet's own words (with headlines), all words, and each voice."""

    lexicon: str
    outlet: Score
    everything: Score
    by_voice: tuple[tuple[Voice, Score], ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """One unit ("source", "document" or "section") and what its claims amount to.

    `repeated` are those of its documents that are the same text as another one of it, and count once with it.
    """

    unit: str
    name: str
    source: str
    documents: tuple[str, ...]
    claims: int
    words: int
    stance: Stance | None
    frames: tuple[FrameUse, ...]
    speakers: tuple[SpeakerUse, ...]
    headlines: tuple[Quote, ...]
    sections: tuple[Profile, ...] = ()
    repeated: tuple[str, ...] = ()


def profile_source(
    name: str,
    analyses: Sequence[Analysis],
    lexicons: Sequence[Lexicon],
    axis: str,
    repeated: Collection[str] = (),
) -> Profile:
    """Return the profile of one source from the analyses of its documents.

    `repeated` are ids of documents that are the same text as another of the source: they are among its
    documents, claims, words and headlines, but stance, frames and speakers count each text once.
    """
    printed = _profile("source", name, analyses, lexicons, axis)
    if not repeated:
        return printed
    counted = _profile("source", name, [one for one in analyses if one.document.id not in repeated], lexicons, axis)
    return replace(
        printed,
        stance=counted.stance,
        frames=counted.frames,
        speakers=counted.speakers,
        repeated=tuple(document for document in printed.documents if document in repeated),
    )


def profile_document(analysis: Analysis, lexicons: Sequence[Lexicon], axis: str) -> Profile:
    """Return the profile of one document, with one for each of its sections where it has several."""
    document = analysis.document
    sections = tuple(_profile("section", name, [_only(analysis, name)], lexicons, axis) for name in analysis.sections)
    whole = _profile("document", document.id, [analysis], lexicons, axis)
    return replace(whole, sections=sections)


def _only(analysis: Analysis, section: str) -> Analysis:
    claims = tuple(claim for claim in analysis.claims if claim.section == section)
    numbers = {claim.number for claim in claims}
    return Analysis(analysis.document, claims, tuple(tag for tag in analysis.tags if tag.claim in numbers))


def _profile(unit: str, name: str, analyses: Sequence[Analysis], lexicons: Sequence[Lexicon], axis: str) -> Profile:
    lexicon = next((one for one in lexicons if one.name == axis), None)
    return Profile(
        unit=unit,
        name=name,
        source=name if unit == "source" else analyses[0].document.source,
        documents=tuple(analysis.document.id for analysis in analyses),
        claims=sum(len(analysis.claims) for analysis in analyses),
        words=sum(count_words(analysis.document, analysis.claims).total() for analysis in analyses),
        stance=_stance(analyses, lexicon) if lexicon else None,
        frames=_frames(analyses, lexicons),
        speakers=count_speakers(analyses),
        headlines=tuple(quote for analysis in analyses for quote in _headlines(analysis)),
    )


def _stance(analyses: Sequence[Analysis], lexicon: Lexicon) -> Stance:
    languages = {analysis.document.language for analysis in analyses}
    foreign = not languages & {"", lexicon.language}

    def scored(voices: Sequence[Voice]) -> Score:
        found = score(_evidence(analyses, lexicon, voices), lexicon)
        return refuse(found, OTHER_LANGUAGE) if foreign else found

    by_voice = tuple((voice, scored((voice,))) for voice in VOICES)
    return Stance(lexicon.name, scored(OUTLET_VOICES), scored(VOICES), by_voice)


def _evidence(analyses: Iterable[Analysis], lexicon: Lexicon, voices: Sequence[Voice]) -> Evidence:
    return sum((analysis.evidence(lexicon, voices) for analysis in analyses), Evidence())


def _headlines(analysis: Analysis) -> tuple[Quote, ...]:
    claims = [claim for claim in analysis.claims if claim.kind == "headline"]
    return tuple(Quote(analysis.document.id, marked) for marked in mark_claims(analysis, claims))


def _frames(analyses: Sequence[Analysis], lexicons: Sequence[Lexicon]) -> tuple[FrameUse, ...]:
    tags: dict[tuple[str, str], list[tuple[Analysis, Tag]]] = defaultdict(list)
    for analysis in analyses:
        for tag in analysis.tags:
            tags[tag.lexicon, tag.frame].append((analysis, tag))
    uses = [
        _frame_use(lexicon, frame, tags[lexicon.name, frame.name])
        for lexicon in lexicons
        for frame in lexicon.frames
        if tags[lexicon.name, frame.name]
    ]
    return tuple(sorted(uses, key=lambda use: (use.lexicon, -use.count, use.frame)))


def _frame_use(lexicon: Lexicon, frame: Frame, found: list[tuple[Analysis, Tag]]) -> FrameUse:
    pole = lexicon.pole(frame.pole)
    tags = [tag for _, tag in found]
    evidence = [tag for tag in tags if not tag.negated and not tag.quoted]
    quotes = _quotes(found)
    entries = Counter(tag.entry for tag in tags)
    return FrameUse(
        lexicon=lexicon.name,
        frame=frame.name,
        title=frame.title,
        pole=frame.pole,
        sign=pole.sign if pole else 0,
        count=len(tags),
        weight=sum(tag.milli for tag in evidence) / WEIGHT_UNIT,
        negated=sum(tag.negated for tag in tags),
        quoted=sum(tag.quoted for tag in tags),
        entries=tuple(sorted(entries.items(), key=lambda item: (-item[1], item[0]))),
        quotes=quotes[:QUOTES_PER_FRAME],
        more=max(0, len(quotes) - QUOTES_PER_FRAME),
    )


def _quotes(found: list[tuple[Analysis, Tag]]) -> tuple[Quote, ...]:
    """The claims with these tags, those with most evidence first, each marked with these tags only."""
    by_claim: dict[tuple[str, int], tuple[Analysis, list[Tag]]] = {}
    for analysis, tag in found:
        by_claim.setdefault((analysis.document.id, tag.claim), (analysis, []))[1].append(tag)

    def telling(key: tuple[str, int]) -> tuple[float, str, int]:
        return (-sum(tag.milli for tag in by_claim[key][1] if not tag.negated), *key)

    return tuple(_quote(*by_claim[key], number=key[1]) for key in sorted(by_claim, key=telling))


def _quote(analysis: Analysis, tags: list[Tag], number: int) -> Quote:
    narrowed = Analysis(analysis.document, analysis.claims, tuple(tags))
    claim = next(claim for claim in analysis.claims if claim.number == number)
    return Quote(analysis.document.id, mark_claims(narrowed, [claim])[0])
