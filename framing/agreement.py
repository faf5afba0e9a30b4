"""Agreement: how well leans and sides fit the labels, with intervals from drawing whole groups again."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.outcomes import Outcome

if TYPE_CHECKING:
    import numpy as np

BINS = 10
"""Bins of equal width for the expected calibration error and the reliability plot."""
NARRATIVE_WORDS = 40
"""Words from which a text that takes a side should be given one: about two sentences."""
DECIMALS = 9
"""Leans that differ less are the same: sums of the same weights in another order."""
_STEEPEST = 50.0
_PERCENTILES = (2.5, 97.5)
CLASSES = {1: "plus", -1: "minus", 0: "neutral"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its 95 % interval; None where the texts cannot tell it."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Resampling:
    """How often each draw takes each group: `times[draw, group]`; the first draw takes every group once."""

    groups: np.ndarray
    times: np.ndarray

    def figure(self, values: np.ndarray) -> Figure:
        """Return the value of the first draw with the percentile interval of the others."""
        import numpy as np

        drawn = values[1:][~np.isnan(values[1:])]
        value = None if np.isnan(values[0]) else float(values[0])
        if value is None or self.times.shape[1] < 2 or len(drawn) < 2:
            return Figure(value)
        low, high = np.percentile(drawn, _PERCENTILES)
        return Figure(value, float(low), float(high))

    def areas(self, scores: np.ndarray, signs: np.ndarray) -> np.ndarray:
        """Return the area under the ROC curve of each draw, NaN where a pole is missing."""
        import numpy as np

        chosen = signs != 0
        places, groups = place_scores(scores[chosen]), self.groups[chosen]
        plus = (signs[chosen] > 0).astype(float)
        return np.array([_area(places, plus, times[groups]) for times in self.times])


def draw_groups(outcomes: Sequence[Outcome], draws: int) -> Resampling:
    """Return `draws` draws of the groups with replacement, the same every time, after one of every group."""
    import numpy as np

    names = {group: number for number, group in enumerate(dict.fromkeys(one.group for one in outcomes))}
    count, source = len(names), random.Random(0)
    times = np.ones((draws + 1, count))
    for draw in range(1, draws + 1):
        times[draw] = np.bincount(source.choices(range(count), k=count), minlength=count)
    return Resampling(np.array([names[one.group] for one in outcomes]), times)


def place_scores(scores: np.ndarray) -> np.ndarray:
    """Return the place of each score among the distinct ones, from the lowest; ties share one."""
    import numpy as np

    return np.asarray(np.unique(np.round(scores, DECIMALS), return_inverse=True)[1]).reshape(-1)


def area_under(scores: np.ndarray, signs: np.ndarray) -> float | None:
    """Return the share of (plus, minus) pairs that the scores put in order, ties half; None without pairs."""
    import numpy as np

    chosen = signs != 0
    plus = (signs[chosen] > 0).astype(float)
    area = _area(place_scores(scores[chosen]), plus, np.ones(len(plus))) if len(plus) else np.nan
    return None if np.isnan(area) else area


def _area(places: np.ndarray, plus: np.ndarray, weights: np.ndarray) -> float:
    """By rank sums (Mann & Whitney 1947), with a weight for each text."""
    import numpy as np

    up = np.bincount(places, weights * plus)
    down = np.bincount(places, weights * (1 - plus))
    pairs = up.sum() * down.sum()
    return float((up * (np.cumsum(down) - down / 2)).sum() / pairs) if pairs else float("nan")


def measure(outcomes: Sequence[Outcome], resampling: Resampling, calibrated: bool) -> dict[str, Figure]:
    """Return every figure by name; those of the probabilities only where leans are `calibrated`.

    `accuracy` takes the sign of the lean for a side, 0 counting half; `f1_*`, `precision_*` and `recall_*` are of
    the three classes as called; `pairwise` compares within groups; `brier` and `ece` are of σ(lean).
    """
    import numpy as np

    totals = _totals(_counts(outcomes, calibrated), _pairs(outcomes, resampling), resampling)
    figures = {name: _ratio(totals[part], totals[whole]) for name, (part, whole) in _SHARES.items()}
    for name in CLASSES.values():
        hit, called, there = (totals[f"{what}_{name}"] for what in ("hit", "called", "there"))
        # a class that no text is labelled with has no precision either
        figures[f"precision_{name}"] = np.where(there[0] > 0, _ratio(hit, called), np.nan)
        figures[f"recall_{name}"] = _ratio(hit, there)
        figures[f"f1_{name}"] = _ratio(2 * hit, np.where(there > 0, called + there, 0))
    figures["f1_macro"] = _mean_of([figures[f"f1_{name}"] for name in CLASSES.values()])
    leans, signs = leans_and_signs(outcomes)
    figures["auc"] = resampling.areas(leans, signs)
    if calibrated:
        off = sum(np.abs(totals[f"expected_{place}"] - totals[f"observed_{place}"]) for place in range(BINS))
        figures["ece"] = _ratio(np.asarray(off), totals["sided"])
    else:
        del figures["brier"]
    return {name: resampling.figure(values) for name, values in figures.items()}


_SHARES = {
    "accuracy": ("right", "sided"),
    "accuracy_called": ("right_called", "sided_called"),
    "pairwise": ("wins", "pairs"),
    "coverage": ("covered", "sided"),
    "coverage_written": ("covered_written", "sided"),
    "refused": ("refused", "texts"),
    "answered_narratives": ("answered", "narratives"),
    "neutral_kept": ("kept", "neutral"),
    "neutral_refused": ("neutral_refused", "neutral"),
    "brier": ("squares", "sided"),
}


def leans_and_signs(outcomes: Sequence[Outcome]) -> tuple[np.ndarray, np.ndarray]:
    """Return the leans and the labels' signs, in the order of the outcomes."""
    import numpy as np

    return np.array([one.lean for one in outcomes]), np.array([one.sign for one in outcomes])


def _counts(outcomes: Sequence[Outcome], calibrated: bool) -> dict[str, np.ndarray]:
    """What each text adds to each count."""
    import numpy as np

    leans, signs = leans_and_signs(outcomes)
    called = np.array([one.called for one in outcomes])
    refused = np.array([one.refused for one in outcomes])
    long = np.array([one.words >= NARRATIVE_WORDS for one in outcomes])
    sided, neutral, given = signs != 0, signs == 0, called != 0
    counts = {
        "texts": np.ones(len(signs)),
        "sided": sided,
        "neutral": neutral,
        "right": sided * (1 + np.sign(np.round(leans, DECIMALS)) * signs) / 2,
        "sided_called": sided & given,
        "right_called": sided & given & (called == signs),
        "covered": sided & np.array([one.tags > 0 for one in outcomes]),
        "covered_written": sided & np.array([one.written > 0 for one in outcomes]),
        "refused": refused,
        "narratives": sided & long,
        "answered": sided & long & ~refused,
        "kept": neutral & ~given,
        "neutral_refused": neutral & refused,
    }
    for sign, name in CLASSES.items():
        counts[f"hit_{name}"] = (signs == sign) & (called == sign)
        counts[f"called_{name}"] = called == sign
        counts[f"there_{name}"] = signs == sign
    counts |= _probabilities(leans, signs) if calibrated else {"squares": np.zeros(len(signs))}
    return counts


def _probabilities(leans: np.ndarray, signs: np.ndarray) -> dict[str, np.ndarray]:

    sided, plus = signs != 0, (signs > 0).astype(float)
    chance = probability(leans)
    counts = {"squares": sided * (chance - plus) ** 2}
    bins = bin_of(chance)
    for place in range(BINS):
        here = sided & (bins == place)
        counts |= {f"expected_{place}": here * chance, f"observed_{place}": here * plus}
    return counts


def probability(leans: np.ndarray) -> np.ndarray:
    """Return σ(lean): the probability of the plus pole."""
    import numpy as np

    return np.asarray(1 / (1 + np.exp(-np.clip(leans, -_STEEPEST, _STEEPEST))))


def bin_of(chance: np.ndarray) -> np.ndarray:
    """Return which of BINS bins of equal width each probability falls in."""
    import numpy as np

    return np.asarray(np.minimum((chance * BINS).astype(int), BINS - 1))


def _pairs(outcomes: Sequence[Outcome], resampling: Resampling) -> dict[str, np.ndarray]:
    """By group: how many (plus, minus) pairs there are, and how many the leans put in order."""
    import numpy as np

    leans, signs = leans_and_signs(outcomes)
    places = place_scores(leans)
    count = resampling.times.shape[1]
    wins, pairs = np.zeros(count), np.zeros(count)
    order = np.argsort(resampling.groups, kind="stable")
    ends = np.cumsum(np.bincount(resampling.groups, minlength=count))
    for group, members in enumerate(np.split(order, ends[:-1])):
        plus, minus = (places[members[signs[members] == sign]] for sign in (1, -1))
        if len(plus) and len(minus):
            pairs[group] = len(plus) * len(minus)
            wins[group] = pairs[group] * _area_of(plus, minus)
    return {"wins": wins, "pairs": pairs}


def _area_of(plus: np.ndarray, minus: np.ndarray) -> float:
    import numpy as np

    labels = np.concatenate([np.ones(len(plus)), np.zeros(len(minus))])
    places = np.unique(np.concatenate([plus, minus]), return_inverse=True)[1].reshape(-1)
    return _area(places, labels, np.ones(len(labels)))


def _totals(
    counts: Mapping[str, np.ndarray], by_group: Mapping[str, np.ndarray], resampling: Resampling
) -> dict[str, np.ndarray]:
    """Each count of each draw."""
    import numpy as np

    groups = resampling.times.shape[1]
    summed = {name: np.bincount(resampling.groups, each, minlength=groups) for name, each in counts.items()}
    summed |= by_group
    totals = resampling.times @ np.array(list(summed.values())).T
    return dict(zip(summed, totals.T, strict=True))


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.asarray(np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0))


def _mean_of(rows: Sequence[np.ndarray]) -> np.ndarray:
    """The mean over the classes that are there, by draw."""
    import numpy as np

    stacked = np.array(rows)
    return _ratio(np.nansum(stacked, axis=0), (~np.isnan(stacked)).sum(axis=0))
