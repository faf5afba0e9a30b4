"""Stances: where a unit (a source, a document, a section) stands on one axis, as a whole and by voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framing.analyses import Analysis
from framing.claims.model import VOICES, Voice
from framing.documents.model import STORY_PAGE
from framing.evidence import Evidence
from framing.lexicons.model import WEIGHT_UNIT, Lexicon
from framing.scores import OTHER_LANGUAGE, OUTLET_VOICES, SEVERAL_SIDES, Score, refuse, score

LEARNED_SHOWN = 3
"""Learned entries named of each side; a text holds hundreds of them."""
LearnedUse = tuple[str, int, float]
"""A learned entry, how often it counts, and its summed weight with the sign of its side."""


@dataclass(frozen=True, slots=True)
class Stance:
    """The scores of one unit on one axis: the outlet's own words (with headlines), all words, and each voice.

    `learned` are the heaviest learned entries in the outlet's own words: those of the minus pole, then of the plus.
    """

    lexicon: str
    outlet: Score
    everything: Score
    by_voice: tuple[tuple[Voice, Score], ...]
    learned: tuple[LearnedUse, ...] = ()


def take_stance(analyses: Sequence[Analysis], lexicon: Lexicon) -> Stance:
    """Return the scores of one unit (a source, a document, a section) from its analyses."""
    languages = {analysis.document.language for analysis in analyses}
    foreign = not languages & {"", lexicon.language}
    # a page that prints a narrative for each side has no side of its own; its sections have
    several = all(len(_narratives(analysis)) > 1 for analysis in analyses)

    def scored(evidence: Evidence) -> Score:
        found = score(evidence, lexicon)
        if foreign:
            return refuse(found, OTHER_LANGUAGE)
        return refuse(found, SEVERAL_SIDES) if several else found

    outlet, everything, *by_voice = map(scored, _evidences(analyses, lexicon))
    voices = tuple(zip(VOICES, by_voice, strict=True))
    return Stance(lexicon.name, outlet, everything, voices, _heaviest(analyses, lexicon))


def _evidences(analyses: Iterable[Analysis], lexicon: Lexicon) -> list[Evidence]:
    """Return the summed evidence of the outlet's voices, of all, and of each."""
    choices = (OUTLET_VOICES, VOICES, *((voice,) for voice in VOICES))
    found = [analysis.evidences(lexicon, choices) for analysis in analyses]
    return [sum(parts, Evidence()) for parts in zip(*found, strict=True)] or [Evidence()] * len(choices)


def _heaviest(analyses: Iterable[Analysis], lexicon: Lexicon) -> tuple[LearnedUse, ...]:
    name, times, sums = (lexicon.learned or lexicon).name, Counter[tuple[int, str]](), Counter[tuple[int, str]]()
    for analysis in analyses:
        for tag in analysis.learned:
            if tag.sign and tag.lexicon == name and tag.voice in OUTLET_VOICES:
                times[tag.sign, tag.entry] += 1
                sums[tag.sign, tag.entry] += tag.milli
    order = sorted(sums, key=lambda key: (-sums[key], key))
    chosen = [key for side in (-1, 1) for key in [key for key in order if key[0] == side][:LEARNED_SHOWN]]
    return tuple((entry, times[sign, entry], sign * sums[sign, entry] / WEIGHT_UNIT) for sign, entry in chosen)


def _narratives(analysis: Analysis) -> tuple[str, ...]:
    return analysis.sections if analysis.document.kind == STORY_PAGE else ()
