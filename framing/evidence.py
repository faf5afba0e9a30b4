"""Evidence: the exact sums of tags and learned weights that scores are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from framing.lexicons.model import Calibration, Lexicon
from framing.tags import Tag
from framing.weighings import WeightSums

_NO_WEIGHTS = WeightSums(0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Moments:
    """Σ of products over units (claims, or documents): what an interval needs, whatever the order of adding.

    Of each unit, d is its written weight plus − minus and e plus + minus, l its learned weight plus − minus,
    all in thousandths; w are its words. `units` counts those with words or evidence.
    """

    units: int = 0
    dd: int = 0
    de: int = 0
    dl: int = 0
    dw: int = 0
    ee: int = 0
    el: int = 0
    ew: int = 0
    ll: int = 0
    lw: int = 0
    ww: int = 0

    def __add__(self, other: Moments) -> Moments:
        return Moments(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Moments)))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Exact sums in thousandths of weight; adding two of them merges two sets of documents.

    `plus` and `minus` are the written weights by pole, `learned_plus` and `learned_minus` the learned ones;
    `arguing` and `reporting` those of the two manners. `tagged` claims and `documents` are those with
    written evidence.
    """

    claims: int = 0
    words: int = 0
    tags: int = 0
    tagged: int = 0
    negated: int = 0
    quoted: int = 0
    plus: int = 0
    minus: int = 0
    documents: int = 0
    learned_tags: int = 0
    learned_plus: int = 0
    learned_minus: int = 0
    arguing: int = 0
    reporting: int = 0
    by_claim: Moments = Moments()
    by_document: Moments = Moments()

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Evidence)))

    @property
    def total(self) -> int:
        """The summed written weight of both poles, in thousandths."""
        return self.plus + self.minus

    @property
    def learned(self) -> int:
        """The learned weight of the plus pole less that of the minus pole, in thousandths."""
        return self.learned_plus - self.learned_minus


def gather_evidence(
    tags: Iterable[Tag], learned: Iterable[tuple[int, WeightSums]], words: Mapping[int, int]
) -> Evidence:
    """Return the evidence of one document's claims on one axis.

    `tags` are the written tags of that axis in the voices scored and `learned` the learned weights, each with
    the number of its claim; `words` is how many words these voices speak in each claim, by the claim's number.
    """
    written = [tag for tag in tags if tag.sign]
    weights = list(learned)
    counted = independent_tags(written)
    parts = _by_claim(counted, weights, words)
    plus, minus = _by_sign(counted)
    summed = WeightSums(*map(sum, zip(_NO_WEIGHTS, *(sums for _, sums in weights), strict=True)))
    whole = (plus - minus, plus + minus, summed.plus - summed.minus, sum(words.values()))
    return Evidence(
        claims=len(words),
        words=whole[-1],
        tags=len(counted),
        tagged=len({tag.claim for tag in counted}),
        negated=sum(tag.negated for tag in written),
        quoted=sum(tag.quoted for tag in written),
        plus=plus,
        minus=minus,
        documents=1 if counted else 0,
        learned_tags=summed.sided,
        learned_plus=summed.plus,
        learned_minus=summed.minus,
        arguing=summed.arguing,
        reporting=summed.reporting,
        by_claim=_moments(parts),
        by_document=_moments([whole]),
    )


def calibration_of(lexicon: Lexicon) -> Calibration | None:
    """Return the calibration of a learned lexicon or of the one beside a written lexicon, None without."""
    return lexicon.calibration or (lexicon.learned.calibration if lexicon.learned else None)


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


def _by_sign(tags: Iterable[Tag]) -> tuple[int, int]:
    sums = {1: 0, 0: 0, -1: 0}
    for tag in tags:
        sums[tag.sign] += tag.milli
    return sums[1], sums[-1]


def _by_claim(
    written: Iterable[Tag], learned: Iterable[tuple[int, WeightSums]], words: Mapping[int, int]
) -> list[tuple[int, int, int, int]]:
    sums = {number: [0, 0, 0, count] for number, count in words.items()}
    for tag in written:
        part = sums.setdefault(tag.claim, [0, 0, 0, 0])
        part[0] += tag.sign * tag.milli
        part[1] += tag.milli
    for claim, weight in learned:
        sums.setdefault(claim, [0, 0, 0, 0])[2] += weight.plus - weight.minus
    return [(d, e, l, w) for d, e, l, w in sums.values()]  # noqa: E741


def _moments(parts: Iterable[tuple[int, int, int, int]]) -> Moments:
    units = dd = de = dl = dw = ee = el = ew = ll = lw = ww = 0
    for d, e, l, w in parts:  # noqa: E741
        units += bool(d or e or l or w)
        if e:
            dd, de, ee = dd + d * d, de + d * e, ee + e * e
            dl, dw, el, ew = dl + d * l, dw + d * w, el + e * l, ew + e * w
        ll, lw, ww = ll + l * l, lw + l * w, ww + w * w
    return Moments(units, dd, de, dl, dw, ee, el, ew, ll, lw, ww)
