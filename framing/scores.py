"""Direction, interval and intensity of some evidence, by one formula, or a refusal."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from framing.claims.model import Voice
from framing.evidence import Evidence, Moments, calibration_of
from framing.lexicons.model import PASSAGE, WEIGHT_UNIT, Calibration, Lexicon

OUTLET_VOICES: tuple[Voice, ...] = ("own", "headline")
"""The stance of a unit is that of the outlet's own words; what others are quoted with is scored apart."""

MIN_EVIDENCE = 2.0
"""Summed weight below which no direction is given: two plain entries of weight 1 are the least that can disagree."""
MIN_TAGGED_CLAIMS = 2
"""One claim cannot show how much the claims of a text differ, so no interval could be given."""
MIN_WORDS = 20
"""Words below which no direction is given from learned weights: shorter than nearly all sentences that argue."""
UNSIDED = 0.5
"""Written weight a passage counts for neither side: one light entry in a long text is no full side."""
PRIOR_CLAIMS = 4
"""How many claims' worth the spread known from training counts beside a text's own: two claims tell little of it."""
NEUTRAL_BELOW = 0.2
FULL_FROM = 0.6
Z_95 = 1.959963984540054
"""Two-sided 95 % point of the normal distribution."""
TOO_LITTLE = "too little evidence"
SEVERAL_SIDES = "several sides, see its sections"
OTHER_LANGUAGE = "not in the lexicon's language"


@dataclass(frozen=True, slots=True)
class Score:
    """Where a unit stands: `direction` in [low, high] within [−1, 1], or None with a `refusal`.

    `intensity` is the summed weight per 100 words (≥ 0) and is given even where direction is refused.
    `step` is one of five: "critical", "slightly critical", "neutral", "slightly pro", "pro" (with the
    names of the lexicon's poles), or "" where refused. `arguing` is the probability that the text argues
    rather than reports, None without learned weights; `lean` the log-odds of the plus pole over the minus
    pole, given even where the direction is refused.
    """

    direction: float | None
    low: float | None
    high: float | None
    intensity: float
    step: str
    refusal: str
    evidence: Evidence
    arguing: float | None = None
    lean: float = 0.0

    @property
    def settled(self) -> bool:
        """Whether the interval excludes zero."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


@dataclass(frozen=True, slots=True)
class Split:
    """How probable it is that a text argues the minus side, neither, or the plus side; the three sum to 1.

    `low` and `high` bound the share of the plus side in what argues at all (95 %).
    """

    minus: float
    neither: float
    plus: float
    low: float
    high: float


def split_sides(scored: Score) -> Split | None:
    """Return how a score splits between the sides, None where its direction is refused.

    Without learned weights nothing tells who argues at all, so `neither` is 0.
    """
    if scored.direction is None or scored.low is None or scored.high is None:
        return None
    argues = 1.0 if scored.arguing is None else scored.arguing
    low, high = ((1 + edge / argues) / 2 if argues else 0.5 for edge in (scored.low, scored.high))
    return Split((argues - scored.direction) / 2, 1 - argues, (argues + scored.direction) / 2, low, high)


def score(evidence: Evidence, lexicon: Lexicon, least_claims: int = MIN_TAGGED_CLAIMS) -> Score:
    """Return direction, interval, intensity and step of some evidence, or a refusal.

    Without learned weights, direction = (plus − minus) / (plus + minus); refused are a summed weight below
    MIN_EVIDENCE and fewer than `least_claims` tagged claims (1 when the unit is a single claim). The interval
    is Wilson's (1927) for a proportion, with the number of trials replaced by Kish's (1965) effective number
    of tagged claims, divided by the design effect of documents where there are several (Korn & Graubard 1998,
    Survey Methodology 24:193): the closed form of resampling claims, and documents where there are several.
    Being closed, it does not depend on a seed, an order or a partition, and it stays honest near ±1, where
    resampling gives width 0.

    With learned weights, direction = P(argues the plus side) − P(argues the minus side), see `Calibration`;
    refused are fewer than MIN_WORDS words. The interval is that of a ratio of sums over claims, linearised
    (Cochran 1977, Sampling Techniques, ch. 6), with the same design effect; it holds the scatter between
    claims, not the error of the weights.
    """
    total = evidence.total
    intensity = 100 * total / WEIGHT_UNIT / evidence.words if evidence.words else 0.0
    calibration = calibration_of(lexicon)
    if calibration is not None:
        return _calibrated(evidence, lexicon, calibration, intensity)
    lean = (evidence.plus - evidence.minus) / WEIGHT_UNIT
    if total < MIN_EVIDENCE * WEIGHT_UNIT or evidence.tagged < least_claims:
        return Score(None, None, None, intensity, "", TOO_LITTLE, evidence, lean=lean)
    direction = (evidence.plus - evidence.minus) / total
    low, high = _interval(direction, effective_claims(evidence))
    return Score(direction, low, high, intensity, _step(direction, low, high, lexicon), "", evidence, lean=lean)


def _calibrated(evidence: Evidence, lexicon: Lexicon, calibration: Calibration, intensity: float) -> Score:
    if not evidence.words:
        return Score(None, None, None, intensity, "", TOO_LITTLE, evidence)
    side, slopes = _side(evidence, calibration)
    manner = (evidence.arguing - evidence.reporting) / WEIGHT_UNIT / evidence.words * PASSAGE
    arguing = 1 / (1 + math.exp(-calibration.arguing * manner - calibration.offset))
    if not can_weigh(evidence):
        return Score(None, None, None, intensity, "", TOO_LITTLE, evidence, arguing, side)
    half = Z_95 * math.sqrt(_variance(evidence, calibration, slopes))
    low, direction, high = (arguing * math.tanh(at / 2) for at in (side - half, side, side + half))
    return Score(direction, low, high, intensity, _step(direction, low, high, lexicon), "", evidence, arguing, side)


def can_weigh(evidence: Evidence) -> bool:
    """Return whether a text is long enough for learned weights and has a word that the lexicon lists."""
    return evidence.words >= MIN_WORDS and evidence.learned_tags + evidence.tags > 0


def written_share(evidence: Evidence) -> float:
    """Return the balance of written weight in [−1, 1], each passage counting UNSIDED for neither side."""
    mass = evidence.total / WEIGHT_UNIT + UNSIDED * evidence.words / PASSAGE
    return (evidence.plus - evidence.minus) / WEIGHT_UNIT / mass if mass else 0.0


def learned_rate(evidence: Evidence) -> float:
    """Return the learned log-odds of the unit's average passage."""
    return evidence.learned / WEIGHT_UNIT / evidence.words * PASSAGE if evidence.words else 0.0


def learned_lean(evidence: Evidence, calibration: Calibration) -> float:
    """Return the learned log-odds of the unit's average passage beyond those of texts that take neither side."""
    return learned_rate(evidence) - calibration.neutral


def weight_slopes(evidence: Evidence, calibration: Calibration) -> tuple[float, float]:
    """Return what one unit of written and one of learned weight add to the log-odds, the other sums held."""
    mass = evidence.total / WEIGHT_UNIT + UNSIDED * evidence.words / PASSAGE
    per_passage = PASSAGE / evidence.words if evidence.words else 0.0
    return (calibration.written / mass if mass else 0.0), calibration.learned * per_passage


def _side(evidence: Evidence, calibration: Calibration) -> tuple[float, tuple[float, ...]]:
    """The log-odds of the plus side, and its slopes by the sums d, e, l (in thousandths) and w."""
    share, rate = written_share(evidence), learned_rate(evidence)
    mass = evidence.total + UNSIDED * WEIGHT_UNIT * evidence.words / PASSAGE
    written, learned = calibration.written, calibration.learned
    slopes = (
        written / mass,
        -written * share / mass,
        learned * PASSAGE / WEIGHT_UNIT / evidence.words,
        -written * share / mass * UNSIDED * WEIGHT_UNIT / PASSAGE - learned * rate / evidence.words,
    )
    return written * share + learned * learned_lean(evidence, calibration), slopes


def _variance(evidence: Evidence, calibration: Calibration, slopes: tuple[float, ...]) -> float:
    """The variance of the side: that known from training for its length, and the unit's own between its claims.

    Being homogeneous of degree 0, the side has slopes that sum to 0 against the sums they belong to, so the
    spread of its linear part between units is the quadratic form of their moments.
    """
    claims, documents = evidence.by_claim, evidence.by_document
    passages, within = evidence.words / PASSAGE, _quadratic(claims, slopes)
    own = within * passages * claims.units / (claims.units - 1) if claims.units > 1 else 0.0
    known = PRIOR_CLAIMS * calibration.spread**2
    variance = (known + claims.units * own) / (PRIOR_CLAIMS + claims.units) / passages
    if documents.units < 2 or within <= 0:
        return variance
    between = _quadratic(documents, slopes) * documents.units / (documents.units - 1)
    return variance * max(1.0, between / within)


def passage_variance(evidence: Evidence, calibration: Calibration) -> float:
    """Return the variance of one passage's side that the unit's own claims show, 0 for a single claim."""
    claims = evidence.by_claim
    if claims.units < 2 or not evidence.words:
        return 0.0
    within = _quadratic(claims, _side(evidence, calibration)[1])
    return within * evidence.words / PASSAGE * claims.units / (claims.units - 1)


def _quadratic(moments: Moments, slopes: tuple[float, ...]) -> float:
    d, e, l, w = slopes  # noqa: E741
    squares = d * d * moments.dd + e * e * moments.ee + l * l * moments.ll + w * w * moments.ww
    mixed = d * e * moments.de + d * l * moments.dl + d * w * moments.dw
    mixed += e * l * moments.el + e * w * moments.ew + l * w * moments.lw
    return max(0.0, squares + 2 * mixed)


def refuse(scored: Score, refusal: str) -> Score:
    """Return the score without direction, refused for this reason."""
    return replace(scored, direction=None, low=None, high=None, step="", refusal=refusal)


def effective_claims(evidence: Evidence) -> float:
    """Return the number of equally weighted, independent claims that would tell as much."""
    claims = evidence.total**2 / evidence.by_claim.ee
    if evidence.documents < 2:
        return claims
    between = _residual(evidence, evidence.by_document)
    within = _residual(evidence, evidence.by_claim)
    between *= evidence.documents / (evidence.documents - 1)
    return claims / max(1.0, between / within) if within > 0 else claims


def _residual(evidence: Evidence, moments: Moments) -> float:
    """Σ(d − R·e)² with R = D/E, times E², in exact integers: no sign or order can be lost to rounding."""
    d, e = evidence.plus - evidence.minus, evidence.total
    return float(moments.dd * e * e - 2 * d * e * moments.de + d * d * moments.ee)


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
