"""Explanations: the arithmetic of one number, down to each tag and what the number would be without it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from framing.analyses import Analysis
from framing.comparisons import NO_SOURCE, Comparison
from framing.errors import UsageError, nearest
from framing.evidence import Evidence, independent_tags
from framing.lexicons.model import WEIGHT_UNIT, Lexicon
from framing.marks import MarkedClaim, mark_claims
from framing.scores import OUTLET_VOICES, Score, effective_claims, refuse, score
from framing.tags import Tag

LEARNED_SHOWN = 20
"""Learned entries explained one by one."""


@dataclass(frozen=True, slots=True)
class EntryEffect:
    """One entry's part: how often it counts, its summed weight, and the direction without it (None: refused)."""

    frame: str
    pole: str
    sign: int
    entry: str
    note: str
    count: int
    weight: float
    without: float | None


@dataclass(frozen=True, slots=True)
class ExplainedTag:
    """One tag with the claim it stands in and why it counts or not."""

    document: str
    tag: Tag
    claim: MarkedClaim
    counted: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The arithmetic behind one stance: sums by pole, every written entry's effect, every tag in its claim."""

    source: str
    frame: str
    lexicon: Lexicon
    score: Score
    effective_claims: float
    entries: tuple[EntryEffect, ...]
    tags: tuple[ExplainedTag, ...]
    learned: tuple[EntryEffect, ...] = ()
    """The learned entries that weigh most, of both poles."""


def explain(comparison: Comparison, source: str, frame: str = "") -> Explanation:
    """Return how the stance of a source comes about, from all its tags or those of one frame.

    Raises UsageError, naming the nearest, for an unknown source or frame, and where there is no axis.
    """
    axis = comparison.axis
    if axis is None:
        raise UsageError("there is no stance to explain: no lexicon given has poles.")
    printed = [one for one in comparison.analyses if (one.document.source or NO_SOURCE) == source]
    repeated = {document for unit in comparison.sources for document in unit.repeated}
    analyses = [one for one in printed if one.document.id not in repeated]
    if not analyses:
        sources = {one.document.source or NO_SOURCE for one in comparison.analyses}
        raise UsageError(f"there is no source '{source}' here.", fix=nearest(source, sources))
    if frame and axis.frame(frame) is None:
        known = [known.name for known in axis.frames]
        raise UsageError(f"the lexicon {axis.name} has no frame '{frame}'.", fix=nearest(frame, known))
    explained = _explanation(source, analyses, axis, frame)
    return replace(explained, score=_as_reported(explained.score, comparison, source))


def _as_reported(found: Score, comparison: Comparison, source: str) -> Score:
    """The score with the refusal that the report gives for a reason other than its evidence, such as language."""
    stances = [unit.stance for unit in comparison.sources if unit.name == source and unit.stance]
    refusals = [stance.outlet.refusal for stance in stances if stance.outlet.refusal]
    return refuse(found, refusals[0]) if refusals and not found.refusal else found


def _explanation(source: str, analyses: Sequence[Analysis], axis: Lexicon, frame: str) -> Explanation:
    evidence = _evidence(analyses, axis)
    return Explanation(
        source=source,
        frame=frame,
        lexicon=axis,
        score=score(evidence, axis),
        effective_claims=effective_claims(evidence) if evidence.tagged else 0.0,
        entries=_effects(analyses, axis, frame),
        tags=tuple(tag for analysis in analyses for tag in _explained(analysis, axis, frame)),
        learned=() if frame else _learned_effects(analyses, axis),
    )


def _evidence(analyses: Sequence[Analysis], axis: Lexicon) -> Evidence:
    return sum((analysis.evidence(axis, OUTLET_VOICES) for analysis in analyses), Evidence())


def _effects(analyses: Sequence[Analysis], axis: Lexicon, frame: str) -> tuple[EntryEffect, ...]:
    counted: dict[tuple[str, str], list[Tag]] = defaultdict(list)
    for analysis in analyses:
        for tag in _counted(analysis, axis):
            if frame in ("", tag.frame):
                counted[tag.frame, tag.entry].append(tag)
    notes = {(frame.name, entry.text): entry.note for frame, entry in axis.entries}
    effects = [_effect(tags, notes[key], _without(analyses, axis, key)) for key, tags in counted.items()]
    return tuple(sorted(effects, key=lambda effect: (-effect.weight, effect.frame, effect.entry)))


def _learned_effects(analyses: Sequence[Analysis], axis: Lexicon) -> tuple[EntryEffect, ...]:
    """The learned entries with most summed weight: there are hundreds, and most weigh next to nothing."""
    found: dict[tuple[str, str], list[Tag]] = defaultdict(list)
    for analysis in analyses:
        for tag in analysis.learned:
            if tag.sign and tag.lexicon == (axis.learned or axis).name and tag.voice in OUTLET_VOICES:
                found[tag.frame, tag.entry].append(tag)
    heaviest = sorted(found, key=lambda key: (-sum(tag.milli for tag in found[key]), key))[:LEARNED_SHOWN]
    return tuple(_effect(found[key], "", _without_learned(analyses, axis, key)) for key in heaviest)


def _without_learned(analyses: Sequence[Analysis], axis: Lexicon, key: tuple[str, str]) -> Score:
    reduced = [replace(analysis, learned=analysis.learned.without(*key)) for analysis in analyses]
    return score(_evidence(reduced, axis), axis)


def _effect(tags: list[Tag], note: str, without: Score) -> EntryEffect:
    first, total = tags[0], sum(tag.milli for tag in tags) / WEIGHT_UNIT
    return EntryEffect(first.frame, first.pole, first.sign, first.entry, note, len(tags), total, without.direction)


def _without(analyses: Sequence[Analysis], axis: Lexicon, key: tuple[str, str]) -> Score:
    """The score as if this entry were not in the lexicon and nothing took its place."""
    reduced = [
        replace(analysis, tags=tuple(tag for tag in analysis.tags if (tag.frame, tag.entry) != key))
        for analysis in analyses
    ]
    return score(_evidence(reduced, axis), axis)


def _counted(analysis: Analysis, axis: Lexicon) -> list[Tag]:
    return independent_tags(tag for tag in analysis.tags if tag.lexicon == axis.name and tag.voice in OUTLET_VOICES)


def _explained(analysis: Analysis, axis: Lexicon, frame: str) -> list[ExplainedTag]:
    claims = {claim.number: claim for claim in analysis.claims}
    counted = frozenset(_counted(analysis, axis))
    return [
        ExplainedTag(
            analysis.document.id,
            tag,
            mark_claims(replace(analysis, tags=(tag,)), [claims[tag.claim]])[0],
            why_not_counted(tag, counted) or "counted",
        )
        for tag in analysis.tags
        if tag.lexicon == axis.name and frame in ("", tag.frame)
    ]


def why_not_counted(tag: Tag, counted: Collection[Tag]) -> str:
    """Return why a tag is no evidence for the stance of the outlet's own words, "" where it is.

    `counted` are the tags that are evidence: of several on the same words only the heaviest.
    """
    if not tag.sign:
        return "no pole"
    if tag.negated:
        return "negated"
    if tag.quoted:
        return "in scare quotes"
    if tag.voice not in OUTLET_VOICES:
        return f"{tag.voice} speech"
    return "" if tag in counted else "same words as a heavier entry"
