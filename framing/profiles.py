"""Profiles: what one source, document or section amounts to (stance, frames, voices, headlines)."""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from framing.analyses import Analysis, count_words, only_section
from framing.claims.model import Voice
from framing.lexicons.model import WEIGHT_UNIT, Frame, Lexicon
from framing.marks import MarkedClaim, mark_claims
from framing.scores import OUTLET_VOICES
from framing.speakers import SpeakerUse, count_speakers
from framing.stances import Stance, take_stance
from framing.tags import Tag

QUOTES_PER_FRAME = 3
EXAMPLES = 3
"""Claims shown of deeds told without actor: those of violence and force first."""


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
class DeletionUse:
    """How often a unit tells a deed without its actor: passives, nouns for deeds, both per 1,000 words of its own.

    `examples` are capped; each has the words ("were killed") and the claim they stand in.
    """

    passives: int
    nominalisations: int
    rate: float
    examples: tuple[tuple[str, Quote], ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """One unit ("source", "document" or "section") and what its claims amount to.

    `repeated` are those of its documents that are the same text as another one of it, and count once with it.
    `scare` are its words in quotation marks that nobody is said to have spoken, with their counts.
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
    deletions: DeletionUse = DeletionUse(0, 0, 0.0, ())
    scare: tuple[tuple[str, int], ...] = ()


def profile_source(
    name: str,
    analyses: Sequence[Analysis],
    lexicons: Sequence[Lexicon],
    axis: str,
    repeated: Collection[str] = (),
) -> Profile:
    """Return the profile of one source from the analyses of its documents.

    `repeated` are ids of documents that are the same text as another of the source: they are among its
    documents, claims, words and headlines, but all other counts (stance, frames …) take each text once.
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
        deletions=counted.deletions,
        scare=counted.scare,
        repeated=tuple(document for document in printed.documents if document in repeated),
    )


def profile_document(analysis: Analysis, lexicons: Sequence[Lexicon], axis: str) -> Profile:
    """Return the profile of one document, with one for each of its sections where it has several."""
    document = analysis.document
    sections = tuple(
        _profile("section", name, [only_section(analysis, name)], lexicons, axis) for name in analysis.sections
    )
    whole = _profile("document", document.id, [analysis], lexicons, axis)
    return replace(whole, sections=sections)


def _profile(unit: str, name: str, analyses: Sequence[Analysis], lexicons: Sequence[Lexicon], axis: str) -> Profile:
    lexicon = next((one for one in lexicons if one.name == axis), None)
    return Profile(
        unit=unit,
        name=name,
        source=name if unit == "source" else analyses[0].document.source,
        documents=tuple(analysis.document.id for analysis in analyses),
        claims=sum(len(analysis.claims) for analysis in analyses),
        words=sum(count_words(analysis.document, analysis.claims).total() for analysis in analyses),
        stance=take_stance(analyses, lexicon) if lexicon else None,
        frames=_frames(analyses, lexicons),
        speakers=count_speakers(analyses),
        headlines=tuple(quote for analysis in analyses for quote in _headlines(analysis)),
        deletions=_deletions(analyses),
        scare=_scare(analyses),
    )


def _deletions(analyses: Sequence[Analysis]) -> DeletionUse:
    found = [(analysis, one) for analysis in analyses for one in analysis.deletions]
    counts = Counter(one.kind for _, one in found)
    spoken = sum((count_words(analysis.document, analysis.claims) for analysis in analyses), Counter[Voice]())
    words = sum(spoken[voice] for voice in OUTLET_VOICES)
    telling = sorted(found, key=lambda item: not item[1].harm)[:EXAMPLES]
    return DeletionUse(
        passives=counts["passive"],
        nominalisations=counts["nominalisation"],
        rate=1000 * len(found) / words if words else 0.0,
        examples=tuple((analysis.text(one), _quote(analysis, [], one.claim)) for analysis, one in telling),
    )


def _scare(analyses: Iterable[Analysis]) -> tuple[tuple[str, int], ...]:
    """Return the words in scare quotes without the marks, in lower case, the most frequent first."""
    words = Counter(
        _unmarked(analysis.document.text[span.start : span.end])
        for analysis in analyses
        for claim in analysis.claims
        for span in claim.scare
    )
    del words[""]
    return tuple(sorted(words.items(), key=lambda item: (-item[1], item[0])))


def _unmarked(quoted: str) -> str:
    inner = re.sub(r"\A\W+|\W+\Z", "", quoted)
    return " ".join(inner.split()).lower()


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
    quotes, more = _quotes(found)
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
        quotes=quotes,
        more=more,
    )


def _quotes(found: list[tuple[Analysis, Tag]]) -> tuple[tuple[Quote, ...], int]:
    """The claims with most evidence of these tags, marked with these tags only, and how many more there are."""
    by_claim: dict[tuple[str, int], tuple[Analysis, list[Tag]]] = {}
    for analysis, tag in found:
        by_claim.setdefault((analysis.document.id, tag.claim), (analysis, []))[1].append(tag)

    def telling(key: tuple[str, int]) -> tuple[float, str, int]:
        return (-sum(tag.milli for tag in by_claim[key][1] if not tag.negated), *key)

    shown = heapq.nsmallest(QUOTES_PER_FRAME, by_claim, key=telling)
    return tuple(_quote(*by_claim[key], key[1]) for key in shown), len(by_claim) - len(shown)


def _quote(analysis: Analysis, tags: list[Tag], number: int) -> Quote:
    narrowed = Analysis(analysis.document, analysis.claims, tuple(tags))
    claim = analysis.claims[bisect_left(analysis.claims, number, key=lambda one: one.number)]
    return Quote(analysis.document.id, mark_claims(narrowed, [claim])[0])
