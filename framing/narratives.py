"""Narratives: each side's own most telling sentences, from all sources together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from framing.analyses import Analysis
from framing.claims.model import Claim
from framing.lexicons.model import Lexicon, Pole
from framing.marks import mark_claims
from framing.profiles import Quote
from framing.terms import find_terms

SENTENCES = 8
"""Sentences of one side: about as many as a story page's narrative has."""
FEWEST_WORDS = 6
"""Words below which a claim tells too little to stand alone."""
ALIKE = 0.5
"""Share of the shorter claim's content words from which it repeats one that is told already."""
LEAST_LEAN = 1.0
"""Log-odds a claim must lean to a side: odds of 2.7 to 1, below which a single sentence tells no side."""
REPORTED = 0.7
"""What a claim in somebody else's words weighs beside one of the outlet's own: both tell, the outlet's own more."""
_STORY = frozenset(("assertion", "opinion", "prediction", "quotation", "directive", "question"))
_Found = tuple[float, str, Analysis, Claim]
"""The lean towards the side, the source, and the claim with its document."""


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

    Its sentences are the claims that lean most to its side by written and learned words, and that have at least
    one written entry of that side; of claims that repeat each other the most telling. They come in the order of
    their places in their articles.
    """
    leaning = list(_leaning(groups, axis))
    return tuple(_tell(leaning, axis, pole) for pole in sorted(axis.poles, key=lambda pole: pole.sign))


def _leaning(groups: Mapping[str, Sequence[Analysis]], axis: Lexicon) -> Iterator[_Found]:
    """Every claim that a written entry of the axis marks, with its lean towards the plus pole."""
    for source, analyses in sorted(groups.items()):
        for analysis in sorted(analyses, key=lambda one: one.document.id):
            scores = analysis.claim_scores(axis)
            for claim in analysis.claims:
                if claim.number in scores and _tells(analysis, claim):
                    yield scores[claim.number].lean, source, analysis, claim


def _tells(analysis: Analysis, claim: Claim) -> bool:
    return claim.kind in _STORY and len(analysis.text(claim).split()) >= FEWEST_WORDS


def _tell(leaning: Iterable[_Found], axis: Lexicon, pole: Pole) -> Narrative:
    side = [
        (lean * pole.sign, source, analysis, claim)
        for lean, source, analysis, claim in leaning
        if lean * pole.sign >= LEAST_LEAN and _marks_side(analysis, claim, axis, pole)
    ]
    ranked = sorted(side, key=lambda one: (-one[0] * _share_of(one[3]), one[3].document, one[3].number))
    chosen = _without_repeats(ranked)
    chosen.sort(key=lambda one: (one[3].start / len(one[2].document.text), one[3].document, one[3].number))
    sentences = (
        Sentence(source, Quote(claim.document, mark_claims(analysis, [claim])[0]), lean)
        for lean, source, analysis, claim in chosen
    )
    return Narrative(pole.name, pole.sign, pole.title, tuple(sentences))


def _marks_side(analysis: Analysis, claim: Claim, axis: Lexicon, pole: Pole) -> bool:
    """Whether a written entry of the side stands in the claim: a reader must see why it is on this side."""
    tags = (tag for tag in analysis.tags if tag.claim == claim.number and tag.lexicon == axis.name)
    return any(tag.sign == pole.sign and tag.counts for tag in tags)


def _share_of(claim: Claim) -> float:
    return REPORTED if claim.voice in ("direct", "indirect") else 1.0


def _without_repeats(ranked: Iterable[_Found]) -> list[_Found]:
    """The first SENTENCES that repeat none before them."""
    chosen: list[_Found] = []
    told: list[frozenset[str]] = []
    for found in ranked:
        words = frozenset(term.key for term in find_terms(found[2].text(found[3])))
        if words and all(len(words & other) < ALIKE * min(len(words), len(other)) for other in told):
            chosen.append(found)
            told.append(words)
        if len(chosen) == SENTENCES:
            break
    return chosen
