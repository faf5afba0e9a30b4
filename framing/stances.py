"""Stances: where a unit (a source, a document, a section) stands on one axis, as a whole and by voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from framing.analyses import Analysis
from framing.claims.model import VOICES, Voice
from framing.evidence import Evidence
from framing.lexicons.model import WEIGHT_UNIT, Lexicon
from framing.scores import OTHER_LANGUAGE, OUTLET_VOICES, SEVERAL_SIDES, Score, refuse, score
from framing.summaries import Summary, summarize

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

    @property
    def scores(self) -> tuple[tuple[str, Score], ...]:
        """All scores by the name of what is scored: "outlet", "all", then the voices."""
        return ("outlet", self.outlet), ("all", self.everything), *self.by_voice


def take_stance(analyses: Sequence[Analysis], lexicon: Lexicon) -> Stance:
    """Return the scores of one unit (a source, a document, a section) from its analyses, and its heaviest entries."""
    return replace(score_voices(analyses, lexicon), learned=_heaviest(analyses, lexicon))


def score_voices(analyses: Sequence[Analysis], lexicon: Lexicon) -> Stance:
    """Return the scores of one unit without looking for its heaviest entries."""
    return score_summary(summarize(analyses, lexicon), lexicon)


def score_summary(summary: Summary, lexicon: Lexicon) -> Stance:
    """Return the scores of a unit from the sums of its documents, without its heaviest entries."""

    def scored(evidence: Evidence) -> Score:
        found = score(evidence, lexicon)
        if not summary.fitting:
            return refuse(found, OTHER_LANGUAGE)
        return refuse(found, SEVERAL_SIDES) if not summary.plain else found

    outlet, everything, *by_voice = map(scored, summary.evidences)
    voices = tuple(zip(VOICES, by_voice, strict=True))
    return Stance(lexicon.name, outlet, everything, voices)


def _heaviest(analyses: Iterable[Analysis], lexicon: Lexicon) -> tuple[LearnedUse, ...]:
    name, times, sums = (lexicon.learned or lexicon).name, Counter[tuple[int, str]](), Counter[tuple[int, str]]()
    for entry, uses in chain.from_iterable(analysis.learned.uses(OUTLET_VOICES) for analysis in analyses):
        if entry.sign and entry.lexicon == name:
            times[entry.sign, entry.text] += uses
            sums[entry.sign, entry.text] += uses * entry.milli
    order = sorted(sums, key=lambda key: (-sums[key], key))
    chosen = [key for side in (-1, 1) for key in [key for key in order if key[0] == side][:LEARNED_SHOWN]]
    return tuple((entry, times[sign, entry], sign * sums[sign, entry] / WEIGHT_UNIT) for sign, entry in chosen)
