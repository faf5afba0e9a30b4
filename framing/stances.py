"""Stances: where a unit (a source, a document, a section) stands on one axis, as a whole and by voice."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import chain, compress

from framing.analyses import Analysis
from framing.claims.model import VOICES, Voice
from framing.evidence import Evidence
from framing.lexicons.model import WEIGHT_UNIT, Lexicon
from framing.scores import OTHER_LANGUAGE, OUTLET_VOICES, SEVERAL_SIDES, Score, refuse, score
from framing.summaries import Summary, summarize
from framing.weighings import LearnedEntries, LearnedEntry, Weighings

LEARNED_SHOWN = 3
"""Learned entries named of each side; a text holds hundreds of them."""
_PENDING = 8192
"""Learned words that wait to be counted, source by source: 32 kB, about those of ten articles."""
_HEARD = bytes(VOICES[code] in OUTLET_VOICES if code < len(VOICES) else 0 for code in range(256))
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
    learned = LearnedTally()
    for analysis in analyses:
        learned.add(analysis.learned)
    return replace(score_voices(analyses, lexicon), learned=learned.heaviest(lexicon))


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


class LearnedTally:
    """How often the learned entries count in the outlet's own words, in any number of documents, in any order."""

    def __init__(self) -> None:
        self._found: dict[int, _Found] = {}

    def add(self, found: Weighings) -> None:
        """Take in the learned entries found in one document."""
        if id(found.entries) not in self._found:
            self._found[id(found.entries)] = _Found(found.entries)
        self._found[id(found.entries)].add(compress(found.numbers, found.voices.translate(_HEARD)))

    def heaviest(self, lexicon: Lexicon) -> tuple[LearnedUse, ...]:
        """Return the heaviest entries of the lexicon's learned one: those of the minus pole, then of the plus."""
        name, times, sums = (lexicon.learned or lexicon).name, Counter[tuple[int, str]](), Counter[tuple[int, str]]()
        for entry, uses in chain.from_iterable(found.uses() for found in self._found.values()):
            if entry.sign and entry.lexicon == name:
                times[entry.sign, entry.text] += uses
                sums[entry.sign, entry.text] += uses * entry.milli
        sides = ([key for key in sums if key[0] == side] for side in (-1, 1))
        chosen = [key for keys in sides for key in nsmallest(LEARNED_SHOWN, keys, key=lambda key: (-sums[key], key))]
        return tuple((entry, times[sign, entry], sign * sums[sign, entry] / WEIGHT_UNIT) for sign, entry in chosen)


class _Found:
    """How often some entries were found: numbers that wait to be counted, and the counts by number."""

    def __init__(self, entries: LearnedEntries) -> None:
        self._entries, self._pending, self._counts = entries, array("i"), array("q")

    def add(self, numbers: Iterable[int]) -> None:
        self._pending.extend(numbers)
        if len(self._pending) > _PENDING:
            self._counts = self._counts or array("q", bytes(8 * len(self._entries)))
            for number, times in Counter(self._pending).items():
                self._counts[number] += times
            self._pending = array("i")

    def uses(self) -> Iterator[tuple[LearnedEntry, int]]:
        """Yield the entries with how often they were found, in two parts."""
        yield from ((self._entries[number], times) for number, times in Counter(self._pending).items())
        yield from ((self._entries[number], times) for number, times in enumerate(self._counts) if times)
