"""Direction, interval and intensity from tags: exact sums, then one formula, or a refusal."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from framing.claims.model import Claim, Voice
from framing.lexicons.model import WEIGHT_UNIT, Lexicon
from framing.tags import Tag

OUTLET_VOICES: tuple[Voice, ...] = ("own", "headline")
"""The stance of a unit is that of the outlet's own words; what others are quoted with is scored apart."""

MIN_EVIDENCE = 2.0
"""Summed weight below which no direction is given: two plain entries of weight 1 are the least that can disagree."""
MIN_TAGGED_CLAIMS = 2
"""One claim cannot show how much the claims of a text differ, so no interval could be given."""
NEUTRAL_BELOW = 0.2
FULL_FROM = 0.6
Z_95 = 1.959963984540054
"""Two-sided 95 % point of the normal distribution."""
TOO_LITTLE = "too little evidence"
SEVERAL_SIDES = "several sides, see its sections"
OTHER_LANGUAGE = "not in the lexicon's language"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Exact sums over claims, in thousandths of weight; adding two of them merges two sets of documents.

    `plus` and `minus` are the weights by pole. Over claims with evidence and over documents with evidence
    (d = plus − minus, e = plus + minus of each), `*_dd`, `*_de`, `*_ee` are Σd², Σde, Σe²: what the
    interval needs, so that sources merge in any order and grouping without a change in any digit.
    """

    claims: int = 0
    words: int = 0
    tags: int = 0
    tagged: int = 0
    negated: int = 0
    quoted: int = 0
    plus: int = 0
    minus: int = 0
    claim_dd: int = 0
    claim_de: int = 0
    claim_ee: int = 0
    documents: int = 0
    document_dd: int = 0
    document_de: int = 0
    document_ee: int = 0

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Evidence)))

    @property
    def total(self) -> int:
        """The summed weight of both poles, in thousandths."""
        return self.plus + self.minus


@dataclass(frozen=True, slots=True)
class Score:
    """Where a unit stands: `direction` in [low, high] within [−1, 1], or None with a `refusal`.

    `intensity` is the summed weight per 100 words (≥ 0) and is given even where direction is refused.
    `step` is one of five: "critical", "slightly critical", "neutral", "slightly pro", "pro" (with the
    names of the lexicon's poles), or "" where refused.
    """

    direction: float | None
    low: float | None
    high: float | None
    intensity: float
    step: str
    refusal: str
    evidence: Evidence

    @property
    def settled(self) -> bool:
        """Whether the interval excludes zero."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def gather_evidence(
    claims: Sequence[Claim], tags: Iterable[Tag], words: int, lexicon: str, voices: Sequence[Voice]
) -> Evidence:
    """Return the evidence of one document's claims for one lexicon, from tags in these voices only.

    `words` is the number of words these voices speak in the claims.
    """
    mine = [tag for tag in tags if tag.lexicon == lexicon and tag.sign and tag.voice in voices]
    counted = independent_tags(mine)
    pairs = _by_claim(counted)
    plus = sum(pair[0] for pair in pairs)
    minus = sum(pair[1] for pair in pairs)
    claim_dd, claim_de, claim_ee = _moments(pairs)
    document_dd, document_de, document_ee = _moments([(plus, minus)])
    return Evidence(
        claims=len(claims),
        words=words,
        tags=len(counted),
        tagged=len(pairs),
        negated=sum(tag.negated for tag in mine),
        quoted=sum(tag.quoted for tag in mine),
        plus=plus,
        minus=minus,
        claim_dd=claim_dd,
        claim_de=claim_de,
        claim_ee=claim_ee,
        documents=1 if pairs else 0,
        document_dd=document_dd,
        document_de=document_de,
        document_ee=document_ee,
    )


def independent_tags(tags: Iterable[Tag]) -> list[Tag]:
    """Return the tags that are evidence: of tags of one lexicon's pole on the same words, only the heaviest.

    Frames may share words ("US imperialism" is empire and force); as evidence the words count once.
    """
    kept: dict[tuple[str, int, int], list[Tag]] = defaultdict(list)
    for tag in sorted((tag for tag in tags if tag.counts), key=_precedence):
        rivals = kept[tag.lexicon, tag.claim, tag.sign]
        if all(tag.end <= rival.start or rival.end <= tag.start for rival in rivals):
            rivals.append(tag)
    return [tag for rivals in kept.values() for tag in rivals]


def _precedence(tag: Tag) -> tuple[int, int, int, str, str]:
    return (-tag.milli, tag.start - tag.end, tag.start, tag.frame, tag.entry)


def _by_claim(tags: Iterable[Tag]) -> list[tuple[int, int]]:
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for tag in tags:
        sums[tag.claim][tag.sign < 0] += tag.milli
    return [(plus, minus) for plus, minus in sums.values()]


def _moments(pairs: Iterable[tuple[int, int]]) -> tuple[int, int, int]:
    dd = de = ee = 0
    for plus, minus in pairs:
        d, e = plus - minus, plus + minus
        dd, de, ee = dd + d * d, de + d * e, ee + e * e
    return dd, de, ee


def score(evidence: Evidence, lexicon: Lexicon, least_claims: int = MIN_TAGGED_CLAIMS) -> Score:
    """Return direction, interval, intensity and step of some evidence, or a refusal.

    Refused are a summed weight below MIN_EVIDENCE and fewer than `least_claims` tagged claims (1 when the
    unit is a single claim).

    direction = (plus − minus) / (plus + minus). The interval is Wilson's (1927) for a proportion, with the
    number of trials replaced by Kish's (1965) effective number of tagged claims, divided by the design
    effect of documents where there are several (Korn & Graubard 1998, Survey Methodology 24:193): the
    closed form of resampling claims, and documents where there are several. Being closed, it does not
    depend on a seed, an order or a partition, and it stays honest near ±1, where resampling gives width 0.
    """
    total = evidence.total
    intensity = 100 * total / WEIGHT_UNIT / evidence.words if evidence.words else 0.0
    if total < MIN_EVIDENCE * WEIGHT_UNIT or evidence.tagged < least_claims:
        return Score(None, None, None, intensity, "", TOO_LITTLE, evidence)
    direction = (evidence.plus - evidence.minus) / total
    low, high = _interval(direction, effective_claims(evidence))
    return Score(direction, low, high, intensity, _step(direction, low, high, lexicon), "", evidence)


def refuse(scored: Score, refusal: str) -> Score:
    """Return the score without direction, refused for this reason."""
    return Score(None, None, None, scored.intensity, "", refusal, scored.evidence)


def effective_claims(evidence: Evidence) -> float:
    """Return the number of equally weighted, independent claims that would tell as much."""
    claims = evidence.total**2 / evidence.claim_ee
    if evidence.documents < 2:
        return claims
    between = _residual(evidence, evidence.document_dd, evidence.document_de, evidence.document_ee)
    within = _residual(evidence, evidence.claim_dd, evidence.claim_de, evidence.claim_ee)
    between *= evidence.documents / (evidence.documents - 1)
    return claims / max(1.0, between / within) if within > 0 else claims


def _residual(evidence: Evidence, dd: int, de: int, ee: int) -> float:
    """Σ(d − R·e)² with R = D/E, times E², in exact integers: no sign or order can be lost to rounding."""
    d, e = evidence.plus - evidence.minus, evidence.total
    return float(dd * e * e - 2 * d * e * de + d * d * ee)


def _interval(direction: float, n: float) -> tuple[float, float]:
    shrink = 1 + Z_95**2 / n
    centre = direction / shrink
    half = Z_95 / shrink * math.sqrt((1 - direction**2) / n + (Z_95 / n) ** 2)
    return max(-1.0, min(direction, centre - half)), min(1.0, max(direction, centre + half))


def _step(direction: float, low: float, high: float, lexicon: Lexicon) -> str:
    if abs(direction) < NEUTRAL_BELOW:
        return "neutral"
    pole = lexicon.pole_of(1 if direction > 0 else -1).name
    settled = low > 0 or high < 0
    return pole if abs(direction) >= FULL_FROM and settled else f"slightly {pole}"
