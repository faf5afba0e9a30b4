"""Neighbours: the known sources nearest to and farthest from a new article, and what makes it so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from framing.analyses import Analysis
from framing.contrasts import Contrast, contrast_sources, count_terms
from framing.lexicons.model import Lexicon
from framing.narratives import Sentence, tell_sides
from framing.placing.model import Neighbour, Reference
from framing.scores import NEUTRAL_BELOW, OUTLET_VOICES, Score

SENTENCES = 3
"""Sentences shown of each: enough to see why, few enough to be read."""


def find_neighbours(
    article: Analysis, place: Score, references: Sequence[Reference]
) -> tuple[Reference | None, Reference | None]:
    """Return the nearest and the farthest of the references that have a place, on the raw scale.

    Of equally distant ones it is the first by name; the farthest is None where only one has a place.
    """
    placed = [one for one in references if one.stance.outlet.direction is not None]
    if place.direction is None or not placed:
        return None, None
    nearest = min(placed, key=lambda one: (measure_distance(place, one.stance.outlet), one.source))
    farthest = min(placed, key=lambda one: (-measure_distance(place, one.stance.outlet), one.source))
    return nearest, farthest if len(placed) > 1 else None


def measure_distance(a: Score, b: Score) -> float:
    """Return how far two directions are apart, in [0, 2]; both must have one."""
    return abs((a.direction or 0.0) - (b.direction or 0.0))


def describe_neighbour(
    article: tuple[Analysis, Score],
    reference: Reference,
    known: Sequence[Analysis],
    axis: Lexicon,
    *,
    far: bool,
) -> Neighbour:
    """Return a known source beside an article (its analysis and its score).

    What brings two on one side together are the sentences of either that lean to it, near the middle those that lean
    most to whichever side. What sets two apart (the farthest one, or any that stands on another side) are those of
    the article that lean away from the source, and those of the source that lean away from the article.
    """
    analysis, place = article
    there = reference.stance.outlet
    sides = _side(place), _side(there)
    signs = _away(place, there) if far or sides[0] != sides[1] else sides
    return Neighbour(
        source=reference.source,
        distance=measure_distance(place, there),
        apart=_are_apart(place, there),
        sign_here=signs[0],
        here=_most_telling("", [analysis], axis, signs[0]),
        sign_there=signs[1],
        there=_most_telling(reference.source, known, axis, signs[1]),
        contrast=_contrast(analysis, reference.source, known),
    )


def _away(place: Score, there: Score) -> tuple[int, int]:
    sign = 1 if (place.direction or 0.0) > (there.direction or 0.0) else -1
    return sign, -sign


def _side(place: Score) -> int:
    """The side of a direction, 0 near the middle."""
    direction = place.direction or 0.0
    return (direction >= NEUTRAL_BELOW) - (direction <= -NEUTRAL_BELOW)


def _are_apart(a: Score, b: Score) -> bool:
    edges = (a.low, a.high, b.low, b.high)
    if any(edge is None for edge in edges):
        return False
    return bool(a.high < b.low or b.high < a.low)  # type: ignore[operator]


def _most_telling(source: str, analyses: Sequence[Analysis], axis: Lexicon, sign: int) -> tuple[Sentence, ...]:
    """The sentences in the outlet's own voice that lean most to a side (0: to either), the most telling first."""
    sides = tell_sides({source: [only_own_words(one) for one in analyses]}, axis)
    told = [sentence for side in sides if sign in (0, side.sign) for sentence in side.sentences]
    order = sorted(told, key=lambda one: (-one.lean, one.quote.document, one.quote.claim.claim.number))
    return tuple(order[:SENTENCES])


def only_own_words(analysis: Analysis) -> Analysis:
    """Return the analysis without the claims and tags that are not the outlet's own words or headlines."""
    claims = tuple(claim for claim in analysis.claims if claim.voice in OUTLET_VOICES)
    numbers = {claim.number for claim in claims}
    return Analysis(
        analysis.document,
        claims,
        tuple(tag for tag in analysis.tags if tag.claim in numbers and tag.voice in OUTLET_VOICES),
        (),
        analysis.learned.within(numbers, OUTLET_VOICES),
    )


def _contrast(article: Analysis, source: str, known: Sequence[Analysis]) -> Contrast:
    return contrast_sources(article.document.id, source, _count([article]), _count(known))


def _count(analyses: Sequence[Analysis]) -> Counter[str]:
    """How often each word and pair of words stands in the claims; labels are nobody's words."""
    counts: Counter[str] = Counter()
    for analysis in analyses:
        for claim in analysis.claims:
            if claim.kind != "label":
                counts.update(count_terms(analysis.text(claim)))
    return counts


def without(known: Mapping[str, Sequence[Analysis]], left: Collection[str]) -> dict[str, list[Analysis]]:
    """Return the known documents by source without those of these ids; a source may be left with none."""
    return {source: [one for one in group if one.document.id not in left] for source, group in known.items()}
