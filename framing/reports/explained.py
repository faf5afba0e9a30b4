"""Explanations as text and JSON: the sum, every entry's part, every tag in its claim."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from framing.evidence import calibration_of
from framing.explanations import EntryEffect, ExplainedTag, Explanation
from framing.lexicons.model import PASSAGE, WEIGHT_UNIT, Calibration
from framing.reports.data import score_data
from framing.reports.wording import say_count, say_direction, say_number, say_odds, say_settled, say_stance
from framing.scores import UNSIDED, learned_rate, written_share

_CONTEXT = 60
"""Characters shown before and after a tag; the JSON has the whole claim."""


def explanation_text(explanation: Explanation) -> str:
    """Return the arithmetic as plain text."""
    scope = f" of the frame {explanation.frame}" if explanation.frame else ""
    lines = [f"{explanation.source}: {say_stance(explanation.score)}", "", *_sum(explanation), ""]
    lines += [
        f"Entries counted{scope} (weight, times, direction without it):",
        *map(_effect, explanation.entries),
    ]
    if explanation.learned:
        lines += ["", "Learned entries that weigh most (log-odds, times, direction without it):"]
        lines += map(_effect, explanation.learned)
    lines += ["", "Tags:", *(line for tag in explanation.tags for line in _tag(tag))]
    return "\n".join(lines).rstrip() + "\n"


def _sum(explanation: Explanation) -> list[str]:
    evidence, lexicon = explanation.score.evidence, explanation.lexicon
    plus, minus = evidence.plus / WEIGHT_UNIT, evidence.minus / WEIGHT_UNIT
    titles = {sign: lexicon.pole_of(sign).title for sign in (1, -1)}
    lines = [
        f"weight {titles[1]}: {plus:g}",
        f"weight {titles[-1]}: {minus:g}",
        f"tagged claims: {evidence.tagged} of {evidence.claims} in {say_count(evidence.documents, 'document')}, "
        f"worth {explanation.effective_claims:.1f} independent ones",
        f"not counted: {evidence.negated} negated, {evidence.quoted} in scare quotes",
    ]
    calibration = calibration_of(lexicon)
    if calibration is not None:
        lines += _calibrated(explanation, calibration)
    elif explanation.score.direction is not None:
        result = say_direction(explanation.score)
        lines.append(f"direction = ({plus:g} − {minus:g}) / ({plus:g} + {minus:g}) = {result}")
    return [*lines, say_settled(explanation.score)] if explanation.score.direction is not None else lines


def _calibrated(explanation: Explanation, calibration: Calibration) -> list[str]:
    """How written and learned weights become one direction: the formula of `framing.scores`, with its numbers."""
    score, evidence = explanation.score, explanation.score.evidence
    if score.arguing is None:
        return []
    share, rate = written_share(evidence), learned_rate(evidence)
    manner = (evidence.arguing - evidence.reporting) / WEIGHT_UNIT / evidence.words * PASSAGE
    passages = evidence.words / PASSAGE
    plus, minus = evidence.plus / WEIGHT_UNIT, evidence.minus / WEIGHT_UNIT
    lines = [
        f"length: {evidence.words} words = {passages:.2f} passages of {PASSAGE}",
        f"written balance = ({plus:g} − {minus:g}) / ({plus:g} + {minus:g} + {UNSIDED:g} × {passages:.2f}) = "
        f"{say_number(share)}",
        f"learned, a passage: {say_number(rate)}, from {evidence.learned_tags} words and phrases",
        f"log-odds {explanation.lexicon.pole_of(1).name} = {calibration.written:g} × {say_number(share)} + "
        f"{calibration.learned:g} × {say_number(rate)} = {say_number(score.lean)}: "
        f"{say_odds(score, explanation.lexicon)}",
        f"log-odds arguing = {calibration.arguing:g} × {say_number(manner)} {say_number(calibration.offset)}: "
        f"it argues rather than reports with probability {score.arguing:.2f}",
    ]
    if score.direction is None:
        return lines
    result = say_direction(score)
    return [*lines, f"direction = {score.arguing:.2f} × tanh({say_number(score.lean)} / 2) = {result}"]


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
