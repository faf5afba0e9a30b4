"""Evidence: the exact sums of tags and learned weights that scores are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from framing.claims.model import Claim, Voice
from framing.lexicons.model import ARGUING, REPORTING, WEIGHT_UNIT, Calibration, Lexicon
from framing.tags import Tag


@dataclass(frozen=True, slots=True)
class Evidence:
    """Exact sums over claims, in thousandths of weight; adding two of them merges two sets of documents.

    `plus` and `minus` are the written weights by pole, `learned_plus` and `learned_minus` the learned ones;
    `arguing` and `reporting` those of the two manners. `side` is the calibrated log-odds of the plus pole, in
    millionths; with t the side and w the words of each claim (document) with words, `claim_tt`, `claim_tw`,
    `claim_ww` (`document_…`) are Σt², Σtw, Σw². Over claims with evidence and over documents with evidence
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
    learned_tags: int = 0
    learned_plus: int = 0
    learned_minus: int = 0
    arguing: int = 0
    reporting: int = 0
    side: int = 0
    spoken: int = 0
    claim_tt: int = 0
    claim_tw: int = 0
    claim_ww: int = 0
    texts: int = 0
    document_tt: int = 0
    document_tw: int = 0
    document_ww: int = 0

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Evidence)))

    @property
    def total(self) -> int:
        """The summed weight of both poles, in thousandths."""
        return self.plus + self.minus


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


def add_weights(
    evidence: Evidence, lexicon: Lexicon, written: Iterable[Tag], learned: Iterable[Tag], words: Mapping[int, int]
) -> Evidence:
    """Return one document's evidence with that of learned weights.

    `written` and `learned` are its tags in the voices scored, `words` the words these speak by claim.
    """
    calibration = calibration_of(lexicon)
    if calibration is None:
        return evidence
    learned = list(learned)
    sides = dict.fromkeys(words, 0)
    for tag in independent_tags(written):
        sides[tag.claim] = sides.get(tag.claim, 0) + tag.sign * tag.milli * round(calibration.written * WEIGHT_UNIT)
    for tag in learned:
        sides[tag.claim] = sides.get(tag.claim, 0) + tag.sign * tag.milli * round(calibration.learned * WEIGHT_UNIT)
    pairs = [(side, words.get(number, 0)) for number, side in sides.items()]
    side, spoken = sum(sides.values()), sum(words.values())
    tt, tw, ww = _products(pairs)
    return replace(
        evidence,
        learned_tags=sum(tag.sign != 0 for tag in learned),
        learned_plus=sum(tag.milli for tag in learned if tag.sign > 0),
        learned_minus=sum(tag.milli for tag in learned if tag.sign < 0),
        arguing=sum(tag.milli for tag in learned if tag.frame == ARGUING),
        reporting=sum(tag.milli for tag in learned if tag.frame == REPORTING),
        side=side,
        spoken=sum(count > 0 for count in words.values()),
        claim_tt=tt,
        claim_tw=tw,
        claim_ww=ww,
        texts=1 if spoken else 0,
        document_tt=side * side,
        document_tw=side * spoken,
        document_ww=spoken * spoken,
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


def _by_claim(tags: Iterable[Tag]) -> list[tuple[int, int]]:
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for tag in tags:
        sums[tag.claim][tag.sign < 0] += tag.milli
    return [(plus, minus) for plus, minus in sums.values()]


def _moments(pairs: Iterable[tuple[int, int]]) -> tuple[int, int, int]:
    return _products([(plus - minus, plus + minus) for plus, minus in pairs])


def _products(pairs: Sequence[tuple[int, int]]) -> tuple[int, int, int]:
    return sum(d * d for d, _ in pairs), sum(d * e for d, e in pairs), sum(e * e for _, e in pairs)
