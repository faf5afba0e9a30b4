"""Poles: what sets the named sources apart beyond the differences that run through all sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from framing.maps.fitting import Fit, mend_fit, turn_fit

if TYPE_CHECKING:
    import numpy as np

SURE = 1.96
"""Standard errors that the poles must be apart by, in documents that did not teach the contrast."""
_FURTHEST = 2.0
"""A rate three times as high, or nought, says no more than this: rare words would drown the rest."""
LEAST_REAL = 0.02
_Compared = tuple["np.ndarray", "np.ndarray"]


@dataclass(frozen=True, slots=True, eq=False)
class Contrast:
    """By how much (a share of its rate) the plus pole uses each phrase more, shrunk by how unsure that is.

    `places` are those of the sources along it, by documents that did not teach it; `sure` says whether they set the
    poles apart beyond chance.
    """

    shares: np.ndarray
    places: np.ndarray
    sure: bool


def find_contrast(tables: Sequence[np.ndarray], fit: Fit, poles: np.ndarray) -> Contrast:
    """Return the contrast of the poles in what the fit leaves unexplained; `tables` are counts of FOLDS parts.

    What a part of the documents says of the poles places the other parts' documents, not its own: otherwise named
    sources would stand far out by chance alone, and all others near the middle.
    """
    import numpy as np

    whole = np.sum(tables, axis=0)
    expected = fit.expected()
    shares_of = [(table.sum(0) + 0.5) / (whole.sum(0) + 1.0) for table in tables]
    parts = [_compare(table, expected * share, poles) for table, share in zip(tables, shares_of, strict=True)]
    others = [
        _compare(whole - table, expected * (1 - share), poles) for table, share in zip(tables, shares_of, strict=True)
    ]
    real = _find_real(parts, others)
    along, weight = np.zeros(whole.shape[1]), np.zeros(whole.shape[1])
    for table, share, other in zip(tables, shares_of, others, strict=True):
        shares = _shrink(other, real, fit.dispersion)
        along += shares @ (table - expected * share)
        weight += shares**2 @ (expected * share)
    weight = np.maximum(weight, 1e-12)
    places, errors = along / weight, fit.dispersion / weight
    plus, minus = poles > 0, poles < 0
    apart = places[plus].mean() - places[minus].mean()
    error = np.sqrt(errors[plus].sum() / plus.sum() ** 2 + errors[minus].sum() / minus.sum() ** 2)
    shares = _shrink(_compare(whole, expected, poles), real, fit.dispersion)
    return Contrast(shares, places, bool(apart > SURE * error))


def _compare(counts: np.ndarray, expected: np.ndarray, poles: np.ndarray) -> _Compared:
    """By how much (shares of its expected count) each phrase is more frequent at the plus pole, and its variance."""
    there = [expected[:, poles == sign].sum(1) for sign in (1, -1)]
    ratios = [counts[:, poles == sign].sum(1) / of for sign, of in zip((1, -1), there, strict=True)]
    return ratios[0] - ratios[1], 1 / there[0] + 1 / there[1]


def _find_real(parts: Sequence[_Compared], others: Sequence[_Compared]) -> float:
    """The variance of the contrast that is no chance: what a part and all others have in common.

    At least LEAST_REAL of what chance alone makes, so that there is a direction to be tried at all.
    """
    import numpy as np

    common = weights = 0.0
    for (here, variance), (there, other) in zip(parts, others, strict=True):
        weight = 1 / (variance * other)
        common += float((weight * here * there).sum())
        weights += float(weight.sum())
    return max(common / weights, LEAST_REAL * float(np.median(others[0][1])))


def _shrink(compared: _Compared, real: float, dispersion: float) -> np.ndarray:
    import numpy as np

    apart, variance = compared
    return np.asarray(np.clip(apart, -_FURTHEST, _FURTHEST) * real / (real + dispersion * variance))


def add_contrast(counts: np.ndarray, fit: Fit, contrast: Contrast) -> Fit:
    """Return the fit with the contrast as one axis more."""
    import numpy as np

    spread = float(contrast.places.std())
    if spread == 0:
        return fit
    place = (contrast.places - contrast.places.mean()) / spread
    longer = replace(
        fit,
        places=np.column_stack([fit.places, place]),
        loadings=np.column_stack([fit.loadings, spread * contrast.shares]),
        spreads=np.append(fit.spreads, float(np.sqrt((spread**2 * contrast.shares**2).mean()))),
    )
    return mend_fit(counts, turn_fit(longer))
