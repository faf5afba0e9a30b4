"""Validation: how well an axis reads texts whose side is known, beside what simpler means would read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from framing.agreement import CLASSES, Figure, area_under, draw_groups, leans_and_signs, measure
from framing.baselines import Baseline, measure_baselines, score_sentiment
from framing.contributions import EntryPart, Shuffled, contribution_matrix, shuffle_poles, weigh_entries
from framing.curves import Bin, rank_correlation, reliability, roc_curve
from framing.errors import UsageError
from framing.evidence import calibration_of
from framing.labelled import LabelledTexts
from framing.leakage import Leakage, find_leakage
from framing.lexicons.model import Lexicon
from framing.outcomes import Contributions, Observed, Outcome, Watcher, evidence_of, observe, settings_of
from framing.swapping import SwapResult, names_sides, swap_test
from framing.topics import TopicEffect, leave_topics_out

EVIDENCE = ("both", "written", "learned")
DRAWS = 1000
MOST_WORST = 20
EXCERPT = 200
_THIRDS = 3


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The main figures under another setting, and by which share of sided texts anything is found in."""

    setting: str
    auc: float | None
    accuracy: float | None
    neutral_kept: float | None
    coverage: float | None
    refused: float | None


@dataclass(frozen=True, slots=True)
class Third:
    """The AUC among the texts of a pole with `least` to `most` words."""

    least: int
    most: int
    texts: int
    auc: float | None


@dataclass(frozen=True, slots=True)
class Misread:
    """One text that the axis leans the wrong way on, or reads as taking a side when it is neutral."""

    text: int
    group: str
    label: str
    lean: float
    called: int
    refused: bool
    excerpt: str


@dataclass(frozen=True, slots=True)
class Validation:
    """Everything measured on one set of labelled texts; `figures` by name as in `agreement.measure`.

    `texts_by_class` counts labels by plus, minus and neutral, `confusion` texts by label and by what they are called.
    """

    axis: Lexicon
    evidence: str
    texts: LabelledTexts
    draws: int
    calibrated: bool
    foreign: int
    figures: dict[str, Figure]
    texts_by_class: dict[str, int]
    confusion: dict[str, dict[str, int]]
    roc: tuple[tuple[float, float], ...]
    reliability: tuple[Bin, ...]
    baselines: tuple[Baseline, ...]
    shuffled: Shuffled
    correlations: dict[str, float | None]
    thirds: tuple[Third, ...]
    sensitivity: tuple[Sensitivity, ...]
    entries: tuple[EntryPart, ...]
    worst: tuple[Misread, ...]
    outcomes: tuple[Outcome, ...]
    swap: SwapResult | None = None
    leakage: Leakage | None = None
    topics: tuple[TopicEffect, ...] = ()


def validate(
    texts: LabelledTexts,
    axis: Lexicon,
    *,
    evidence: str = "both",
    training: LabelledTexts | None = None,
    draws: int = DRAWS,
    watch: Watcher | None = None,
) -> Validation:
    """Return how well the axis reads the texts, all voices together, with 95 % intervals over groups.

    `evidence` is "both", "written" or "learned"; `training` are texts to look for copies in; `draws` how often
    the groups are drawn again (0: no intervals). Raises UsageError for evidence that the axis does not have.
    """
    _need_evidence(axis, evidence)
    say = watch or (lambda _: None)
    settings = settings_of(axis, evidence)
    observed = observe(texts.texts, axis, settings, say)
    say("measuring")
    measured = _measure(texts, axis, evidence, observed, draws)
    say("swapping actors")
    swap = swap_test(settings[0].axis) if names_sides(settings[0].axis) else None
    say("looking for copies")
    leakage = _leak(texts, training, measured.outcomes) if training else None
    return replace(measured, swap=swap, leakage=leakage)


def _measure(texts: LabelledTexts, axis: Lexicon, evidence: str, observed: Observed, draws: int) -> Validation:
    outcomes = next(iter(observed.outcomes.values()))
    calibrated = calibration_of(evidence_of(axis, evidence)) is not None
    resampling = draw_groups(outcomes, draws)
    entries, shuffled = _take_apart(observed.contributions, outcomes)
    return Validation(
        axis=axis,
        evidence=evidence,
        texts=texts,
        draws=draws,
        calibrated=calibrated,
        foreign=observed.foreign,
        figures=measure(outcomes, resampling, calibrated),
        texts_by_class={name: sum(one.sign == sign for one in outcomes) for sign, name in CLASSES.items()},
        confusion=_confuse(outcomes),
        roc=roc_curve(outcomes),
        reliability=reliability(outcomes) if calibrated else (),
        baselines=measure_baselines(texts.texts, observed, resampling),
        shuffled=shuffled,
        correlations=_correlate(texts, outcomes),
        thirds=_thirds(outcomes),
        sensitivity=_vary(observed),
        entries=entries,
        worst=_worst(texts, outcomes),
        outcomes=outcomes,
    )


def _leak(texts: LabelledTexts, training: LabelledTexts, outcomes: Sequence[Outcome]) -> Leakage:
    found = find_leakage(texts, training)
    known = {one.text for one in found.known}
    others = [one for number, one in enumerate(outcomes) if number not in known]
    return replace(found, auc_without=area_under(*leans_and_signs(others)))


def _take_apart(parts: Contributions, outcomes: Sequence[Outcome]) -> tuple[tuple[EntryPart, ...], Shuffled]:
    leans, signs = leans_and_signs(outcomes)
    matrix = contribution_matrix(parts, len(outcomes))
    return weigh_entries(parts.entries, matrix, leans, signs), shuffle_poles(parts.entries, matrix, signs)


def add_topics(validation: Validation, topics: Sequence[str]) -> Validation:
    """Return the validation with the effect of each topic; `topics` names that of each text, or is empty."""
    return replace(validation, topics=leave_topics_out(validation.outcomes, topics) if topics else ())


def _need_evidence(axis: Lexicon, evidence: str) -> None:
    if evidence not in EVIDENCE:
        raise UsageError(f"there is no evidence '{evidence}'.", fix=f"Known: {', '.join(EVIDENCE)}.")
    if not axis.poles:
        raise UsageError(f"the lexicon '{axis.name}' has no poles.", fix="Name one with two poles.")
    if evidence == "written" and axis.calibration:
        raise UsageError(f"'{axis.name}' is a learned lexicon: it has no written entries.")
    if evidence == "learned" and not (axis.calibration or axis.learned):
        fix = f"Learn some with: framing learn FILE --axis {axis.name} --out learned/{axis.name}.toml"
        raise UsageError(f"there are no learned weights beside '{axis.name}'.", fix=fix)


def _confuse(outcomes: Sequence[Outcome]) -> dict[str, dict[str, int]]:
    found = Counter((one.sign, one.called) for one in outcomes)
    return {label: {name: found[sign, called] for called, name in CLASSES.items()} for sign, label in CLASSES.items()}


def _correlate(texts: LabelledTexts, outcomes: Sequence[Outcome]) -> dict[str, float | None]:
    """Over the texts of the poles; neutral ones differ in length and feeling for reasons of their own."""
    sided = [number for number, one in enumerate(outcomes) if one.sign]
    leans = [outcomes[number].lean for number in sided]
    feelings = [score_sentiment(texts.texts[number].text) for number in sided]
    return {
        "length": rank_correlation(leans, [outcomes[number].words for number in sided]),
        "sentiment": rank_correlation(leans, feelings),
    }


def _thirds(outcomes: Sequence[Outcome]) -> tuple[Third, ...]:
    """Three parts of about as many texts each; texts of one length stay together."""
    import numpy as np

    sided = [one for one in outcomes if one.sign]
    leans, signs = leans_and_signs(sided)
    words = np.array([one.words for one in sided])
    edges = np.quantile(words, [part / _THIRDS for part in range(1, _THIRDS)], method="lower")
    parts = np.searchsorted(edges, words, side="left")
    return tuple(
        Third(int(words[here].min()), int(words[here].max()), int(here.sum()), area_under(leans[here], signs[here]))
        for part in range(_THIRDS)
        if (here := parts == part).any()
    )


def _vary(observed: Observed) -> tuple[Sensitivity, ...]:
    names = ("auc", "accuracy", "neutral_kept", "coverage", "refused")
    rows = []
    for setting, outcomes in observed.outcomes.items():
        figures = measure(outcomes, draw_groups(outcomes, 0), calibrated=False)
        rows.append(Sensitivity(setting, *(figures[name].value for name in names)))
    return tuple(rows)


def _worst(texts: LabelledTexts, outcomes: Sequence[Outcome]) -> tuple[Misread, ...]:
    wrong = {number: size for number, one in enumerate(outcomes) if (size := _error(one)) > 0}
    order = sorted(wrong, key=lambda number: (-wrong[number], number))[:MOST_WORST]
    return tuple(_misread(number, texts, outcomes[number]) for number in order)


def _error(outcome: Outcome) -> float:
    if outcome.sign:
        return -outcome.sign * outcome.lean
    return abs(outcome.lean) if outcome.called else 0.0


def _misread(number: int, texts: LabelledTexts, outcome: Outcome) -> Misread:
    one = texts.texts[number]
    excerpt = " ".join(one.text.split())[:EXCERPT]
    return Misread(number, one.group, one.label, outcome.lean, outcome.called, outcome.refused, excerpt)
