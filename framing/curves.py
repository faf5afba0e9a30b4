"""Curves: how well probabilities hold, how the sides part as the threshold moves, what leans go along with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.agreement import BINS, DECIMALS, bin_of, leans_and_signs, place_scores, probability
from framing.outcomes import Outcome

ROC_POINTS = 100
SHARES = (0.05, 0.1, 0.2, 0.3, 0.5)


@dataclass(frozen=True, slots=True)
class Bin:
    """Texts whose probability of the plus pole is in [low, high): how many, its mean, the share that is plus."""

    low: float
    high: float
    texts: int
    expected: float
    observed: float


def reliability(outcomes: Sequence[Outcome]) -> tuple[Bin, ...]:
    """Return the bins of σ(lean) that hold texts of a pole."""
    leans, signs = leans_and_signs([one for one in outcomes if one.sign])
    chance = probability(leans)
    bins = bin_of(chance)
    found = ((at, bins == at) for at in range(BINS))
    return tuple(
        Bin(at / BINS, (at + 1) / BINS, int(here.sum()), float(chance[here].mean()), float((signs[here] > 0).mean()))
        for at, here in found
        if here.any()
    )


def roc_curve(outcomes: Sequence[Outcome]) -> tuple[tuple[float, float], ...]:
    """Return the shares of minus and of plus texts above each lean, from (0, 0) to (1, 1); at most ROC_POINTS."""
    import numpy as np

    leans, signs = leans_and_signs([one for one in outcomes if one.sign])
    places = place_scores(leans)
    shares = []
    for sign in (-1, 1):
        found = np.cumsum(np.bincount(places[signs == sign], minlength=places.max() + 1)[::-1])
        shares.append(np.concatenate([[0.0], found / found[-1]]))
    chosen = np.unique(np.linspace(0, len(shares[0]) - 1, ROC_POINTS).round().astype(int))
    return tuple((float(shares[0][at]), float(shares[1][at])) for at in chosen)


def rank_correlation(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Return Spearman's (1904) correlation, None where either never varies.

    >>> rank_correlation([1, 2, 3], [10, 20, 90])
    1.0
    """
    import numpy as np
    from scipy.stats import rankdata

    x, y = (rankdata(np.round(values, DECIMALS)) for values in (a, b))
    x, y = x - x.mean(), y - y.mean()
    scale = float(np.sqrt((x * x).sum() * (y * y).sum()))
    return round(float((x * y).sum()) / scale, DECIMALS) if scale else None


def find_shares(roc: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Return the largest share of plus texts found while at most these shares of minus texts are taken along.

    >>> find_shares([(0.0, 0.0), (0.0, 0.5), (0.5, 1.0), (1.0, 1.0)])[:2]
    ((0.05, 0.5), (0.1, 0.5))
    """
    return tuple((share, max(found for along, found in roc if along <= share)) for share in SHARES)
