"""Narratives: each side's own most telling sentences, from all sources together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from framing.analyses import Analysis
from framing.claims.model import Claim
from framing.evidence import Evidence
from framing.lexicons.model import WEIGHT_UNIT, Lexicon, Pole
from framing.marks import mark_claims
from framing.profiles import Quote
from framing.terms import find_terms

SENTENCES = 8
"""Sentences of one side: about as many as a story page's narrative has."""
FEWEST_WORDS = 6
"""Words below which a claim tells too little to stand alone."""
ALIKE = 0.5
"""Share of the shorter claim's content words from which it repeats one that is told already."""
ALONE = 1.0
"""Written weight of a side, less the other's, from which a claim tells the side whatever stands around it."""
LIGHT, AROUND = 0.3, 1.0
"""Written weight from which a claim tells a side where the rest of its article has so much more of that side: one
listed word in a report that else takes no side is most often just a word (benchmarks/narratives.py)."""
REPORTED = 0.7
"""What a claim in somebody else's words weighs beside one of the outlet's own: both tell, the outlet's own more."""
DECIMALS = 6
"""Sums of the same weights in another order are the same."""
_STORY = frozenset(("assertion", "opinion", "prediction", "quotation", "directive", "question"))


class _Found(NamedTuple):
    """A claim with its lean and written weight towards the plus pole, and that of the rest of its article."""

    lean: float
    weight: float
    around: float
    source: str
    analysis: Analysis
    claim: Claim


@dataclass(frozen=True, slots=True)
class Sentence:
    """A claim that tells a side's story: its source, and its lean (log-odds towards the side, above 0)."""

    source: str
    quote: Quote
    lean: float


@dataclass(frozen=True, slots=True)
class Narrative:
    """The story of one side: the pole it is on, and sentences in story order; none where no source tells it."""

    pole: str
    sign: int
    title: str
    sentences: tuple[Sentence, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that its sentences are from, in alphabetical order."""
        return tuple(sorted({sentence.source for sentence in self.sentences}))


def tell_sides(groups: Mapping[str, Sequence[Analysis]], axis: Lexicon) -> tuple[Narrative, ...]:
    """Return the narrative of each pole of the axis, the minus pole's first.

    Its sentences are the claims in which written entries of its side weigh most: ALONE, or LIGHT where the rest of
    the article tells the side too; of claims that repeat each other the most telling. They come in the order of their
    places in their articles.
    """
    leaning = list(_leaning(groups, axis))
    return tuple(_tell(leaning, axis, pole) for pole in sorted(axis.poles, key=lambda pole: pole.sign))


def _leaning(groups: Mapping[str, Sequence[Analysis]], axis: Lexicon) -> Iterator[_Found]:
    """Every claim that a written entry of the axis marks."""
    for source, analyses in sorted(groups.items()):
        for analysis in sorted(analyses, key=lambda one: one.document.id):
            scores = analysis.claim_scores(axis)
            weights = {number: _written(score.evidence) for number, score in scores.items()}
            whole = sum(weights.values())
            for claim in analysis.claims:
                if claim.number in scores and _tells(analysis, claim):
                    weight = weights[claim.number]
                    yield _Found(scores[claim.number].lean, weight, whole - weight, source, analysis, claim)


def _written(evidence: Evidence) -> float:
    return (evidence.plus - evidence.minus) / WEIGHT_UNIT


def _tells(analysis: Analysis, claim: Claim) -> bool:
    return claim.kind in _STORY and len(analysis.text(claim).split()) >= FEWEST_WORDS


def _tell(leaning: Iterable[_Found], axis: Lexicon, pole: Pole) -> Narrative:
    side = [found for found in leaning if _takes(found, pole.sign)]
    ranked = sorted(side, key=lambda one: _precedence(one, pole.sign))
    chosen = _without_repeats(ranked)
    chosen.sort(
        key=lambda one: (one.claim.start / len(one.analysis.document.text), one.claim.document, one.claim.number)
    )
    sentences = (
        Sentence(
            one.source, Quote(one.claim.document, mark_claims(one.analysis, [one.claim])[0]), one.lean * pole.sign
        )
        for one in chosen
    )
    return Narrative(pole.name, pole.sign, pole.title, tuple(sentences))


def _takes(found: _Found, sign: int) -> bool:
    """Whether a claim tells a side, by written entries that a reader sees marked."""
    weight, around = round(found.weight * sign, DECIMALS), round(found.around * sign, DECIMALS)
    return found.lean * sign > 0 and (weight >= ALONE or (weight >= LIGHT and around >= AROUND))


def _precedence(found: _Found, sign: int) -> tuple[float, float, str, int]:
    """What tells most first."""
    share = _share_of(found.claim)
    weight, lean = found.weight * sign * share, found.lean * sign * share
    return -round(weight, DECIMALS), -round(lean, DECIMALS), found.claim.document, found.claim.number


def _share_of(claim: Claim) -> float:
    return REPORTED if claim.voice in ("direct", "indirect") else 1.0


def _without_repeats(ranked: Iterable[_Found]) -> list[_Found]:
    """The first SENTENCES that repeat none before them."""
    chosen: list[_Found] = []
    told: list[frozenset[str]] = []
    for found in ranked:
        words = frozenset(term.key for term in find_terms(found.analysis.text(found.claim)))
        if words and all(len(words & other) < ALIKE * min(len(words), len(other)) for other in told):
            chosen.append(found)
            told.append(words)
        if len(chosen) == SENTENCES:
            break
    return chosen
