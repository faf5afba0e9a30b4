"""Explanations as text and JSON: the sum, every entry's part, every tag in its claim."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import Any

from framing.evidence import calibration_of
from framing.explanations import EntryEffect, ExplainedTag, Explanation
from framing.lexicons.model import PASSAGE, WEIGHT_UNIT, Calibration
from framing.reports.data import score_data
from framing.reports.digits import count_digits
from framing.reports.wording import (
    say_count,
    say_direction,
    say_interval,
    say_number,
    say_odds,
    say_settled,
    say_stance,
    texts,
)
from framing.scores import UNSIDED, Score, learned_lean, learned_rate, written_share

says = texts["explained"]

_CONTEXT = 60
"""Characters shown before and after a tag; the JSON has the whole claim."""
_NOTATION = frozenset("{*")
"""Signs in entries that want a legend."""
_ALMOST = 1 - 1e-12


def explanation_text(explanation: Explanation) -> str:
    """Return the arithmetic as plain text: the sum step by step, each entry's part, each tag in its claim."""
    scope = f" of the frame {explanation.frame}" if explanation.frame else ""
    lines = [f"{explanation.source}: {say_stance(explanation.score)}", "", *_sum(explanation), ""]
    if explanation.entries:
        lines += [f"Written entries counted{scope} (weight, times, direction without it):"]
        lines += [*map(_effect, explanation.entries), ""]
    if explanation.learned:
        found = explanation.score.evidence.learned_tags
        lines += [f"The {len(explanation.learned)} learned entries that weigh most, of {found} found in all:"]
        lines += [*map(_effect, explanation.learned), ""]
    if explanation.entries or explanation.learned:
        lines += [says["without"]]
    if any(_NOTATION.intersection(effect.entry) for effect in (*explanation.entries, *explanation.learned)):
        lines += [says["notation"]]
    tags = [line for tag in explanation.tags for line in _tag(tag)] or ["  none"]
    return (
        "\n".join([*lines, "", "Tags (weight, entry, whether it counts, place in the text):", *tags]).rstrip() + "\n"
    )


def _sum(explanation: Explanation) -> list[str]:
    calibration = calibration_of(explanation.lexicon)
    if calibration is None:
        return [*_weights(explanation), *_plain_direction(explanation)]
    lines = _weights(explanation)
    if explanation.score.arguing is not None:
        lines += [*_sides(explanation, calibration), *_manner(explanation, calibration)]
    return [*lines, *_calibrated_direction(explanation)] if explanation.score.direction is not None else lines


def _weights(explanation: Explanation) -> list[str]:
    score, lexicon = explanation.score, explanation.lexicon
    evidence, (plus, minus) = score.evidence, _written(score)
    lines = [
        f"In the outlet's own words and headlines, {say_count(evidence.words, 'word')}:",
        f"weight {lexicon.pole_of(1).title}: {plus:g}",
        f"weight {lexicon.pole_of(-1).title}: {minus:g}",
        f"found in: {evidence.tagged} of {say_count(evidence.claims, 'claim')}, "
        f"{say_count(evidence.documents, 'document')}; not counted: {evidence.negated} negated, "
        f"{evidence.quoted} in scare quotes",
    ]
    if evidence.words:
        sums = f"({plus:g} + {minus:g}) / {evidence.words} × 100"
        lines.append(f"intensity = {sums} = {score.intensity:.1f} per 100 words")
    return lines


def _written(score: Score) -> tuple[float, float]:
    return score.evidence.plus / WEIGHT_UNIT, score.evidence.minus / WEIGHT_UNIT


def _plain_direction(explanation: Explanation) -> list[str]:
    score, (plus, minus) = explanation.score, _written(explanation.score)
    if score.direction is None:
        return []
    return [
        f"direction = ({plus:g} − {minus:g}) / ({plus:g} + {minus:g}) = {say_direction(score)}",
        f"interval: {say_interval(score)}, Wilson's interval of a share, the claims counting as "
        f"{explanation.effective_claims:.1f} equal and independent ones",
        say_settled(score),
    ]


def _sides(explanation: Explanation, calibration: Calibration) -> list[str]:
    """How written and learned weights become the probability of a side: the formula of `framing.scores`."""
    score, evidence, (plus, minus) = explanation.score, explanation.score.evidence, _written(explanation.score)
    share, rate, lean = written_share(evidence), learned_rate(evidence), learned_lean(evidence, calibration)
    passages = evidence.words / PASSAGE
    learned = f"({evidence.learned_plus / WEIGHT_UNIT:g} − {evidence.learned_minus / WEIGHT_UNIT:g}) / {passages:g}"
    pole = explanation.lexicon.pole_of(1).name
    odds = "" if score.refusal else f": {say_odds(score, explanation.lexicon)}"
    return [
        "",
        f"Which side? (A factor of {calibration.written:g} for written and {calibration.learned:g} for learned "
        "weights, from training.)",
        f"length: {evidence.words} / {PASSAGE} = {passages:g} passages of {PASSAGE} words; "
        f"each adds {UNSIDED:g} to neither side",
        f"written balance = ({plus:g} − {minus:g}) / ({plus:g} + {minus:g} + {UNSIDED:g} × {passages:g}) = "
        f"{_exact(share)}",
        f"learned, a passage: {learned} = {_exact(rate)}, from {evidence.learned_tags} words and phrases",
        f"beyond texts that take neither side: {_exact(rate)} {_added(-calibration.neutral)} = {_exact(lean)}",
        f"log-odds {pole} = {calibration.written:g} × {_exact(share)} + {calibration.learned:g} × {_exact(lean)} = "
        f"{_exact(score.lean)}",
        says["log_odds"],
        f"probability {pole} = {_probability(score.lean)}{odds}",
    ]


def _manner(explanation: Explanation, calibration: Calibration) -> list[str]:
    evidence = explanation.score.evidence
    sums = f"{evidence.arguing / WEIGHT_UNIT:g} − {evidence.reporting / WEIGHT_UNIT:g}"
    manner = (evidence.arguing - evidence.reporting) / WEIGHT_UNIT / evidence.words * PASSAGE
    log_odds = calibration.arguing * manner + calibration.offset
    return [
        "",
        "Does it argue, or only report? (By learned words of each manner, whichever the side.)",
        f"arguing less reporting, a passage: ({sums}) / {evidence.words / PASSAGE:g} = {_exact(manner)}",
        f"log-odds arguing = {calibration.arguing:g} × {_exact(manner)} {_added(calibration.offset)} = "
        f"{_exact(log_odds)}",
        f"probability of arguing = {_probability(log_odds)}",
    ]


def _calibrated_direction(explanation: Explanation) -> list[str]:
    score, lexicon = explanation.score, explanation.lexicon
    plus, minus = _logistic(score.lean), _logistic(-score.lean)
    return [
        "",
        f"The direction is the probability that it argues the {lexicon.pole_of(1).name} side less that of the "
        f"{lexicon.pole_of(-1).name} side:",
        f"direction = {score.arguing:.3f} × ({plus:.3f} − {minus:.3f}) = {say_direction(score)}",
        f"interval: {say_interval(score)}, {_range(score)}",
        say_settled(score),
    ]


def _range(score: Score) -> str:
    """From which log-odds the ends of the interval come; the centre plus and minus the same half."""
    low, high = (2 * math.atanh(max(-_ALMOST, min(_ALMOST, end / (score.arguing or 1)))) for end in _ends(score))
    digits = count_digits(low, high)
    ends = f"{say_number(low, digits)} to {say_number(high, digits)}"
    return f"the same sum for log-odds from {ends}: so far do its claims differ"


def _ends(score: Score) -> tuple[float, float]:
    return score.low or 0.0, score.high or 0.0


def _exact(value: float) -> str:
    return say_number(value, 3)


def _added(value: float) -> str:
    return f"{'−' if value < 0 else '+'} {abs(value):g}"


def _probability(log_odds: float) -> str:
    return f"1 / (1 + e^{_exact(-log_odds).removeprefix('+')}) = {_logistic(log_odds):.3f}"


def _logistic(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def _effect(effect: EntryEffect) -> str:
    without = "refused" if effect.without is None else say_number(effect.without)
    note = f"  ({effect.note})" if effect.note else ""
    weight = say_number(effect.sign * effect.weight)
    return f"  {weight:>7}  {effect.count}×  without: {without:>7}  {effect.frame}: {effect.entry}{note}"


def _tag(explained: ExplainedTag) -> list[str]:
    tag, claim = explained.tag, explained.claim.claim
    start, end = tag.start - claim.start, tag.end - claim.start
    text = explained.claim.text
    shown = f"{_before(text[:start])}»{text[start:end]}«{_after(text[end:])}"
    return [
        f"  {say_number(tag.sign * tag.weight):>7}  {tag.frame}: {tag.entry}  [{explained.counted}]",
        f"           {explained.document} {tag.start}–{tag.end}: {shown}",
    ]


def _before(text: str) -> str:
    return text if len(text) <= _CONTEXT else "…" + text[-_CONTEXT:].partition(" ")[2]


def _after(text: str) -> str:
    return text if len(text) <= _CONTEXT else text[:_CONTEXT].rpartition(" ")[0] + "…"


def explanation_json(explanation: Explanation) -> str:
    """Return the arithmetic as JSON: source, stance, sums, entries, tags."""
    evidence = explanation.score.evidence
    data: dict[str, Any] = {
        "source": explanation.source,
        "frame": explanation.frame,
        "lexicon": explanation.lexicon.name,
        "stance": score_data(explanation.score),
        "evidence": asdict(evidence),
        "effective_claims": round(explanation.effective_claims, 6),
        "entries": [asdict(effect) for effect in explanation.entries],
        "learned": [asdict(effect) for effect in explanation.learned],
        "tags": [_tag_data(tag) for tag in explanation.tags],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _tag_data(explained: ExplainedTag) -> dict[str, Any]:
    tag = explained.tag
    names = ("start", "end", "frame", "pole", "entry", "weight", "voice", "negated", "quoted")
    return {
        "document": explained.document,
        **{name: getattr(tag, name) for name in names},
        "counted": explained.counted,
        "claim": explained.claim.text,
    }
