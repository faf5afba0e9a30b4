"""Gains: how much better documents that were held out are explained with an axis than without it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from framing.maps.counts import Counts
from framing.maps.fitting import Fit, mend_fit

if TYPE_CHECKING:
    import numpy as np

Z_95 = 1.96
TRUSTS = (0.1, 0.25, 0.5, 0.75, 1.0)
"""Shares of a loading that may be believed: the one is taken with which held-out documents are explained best."""


@dataclass(frozen=True, slots=True)
class Gain:
    """Log-likelihood gained for 1,000 words and phrases of held-out documents, with its 95 % interval over these."""

    value: float
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """Whether it is a gain beyond chance."""
        return self.low > 0


def trust_fit(counts: np.ndarray, fit: Fit, trust: float) -> Fit:
    """Return the fit with its loadings taken for so much (0 … 1) of what they are, rates and sizes made to fit."""
    return mend_fit(counts, replace(fit, loadings=trust * fit.loadings))


def drop_direction(counts: np.ndarray, fit: Fit, direction: np.ndarray) -> Fit:
    """Return the fit with all sources in one place along a direction, rates and sizes made to fit."""
    import numpy as np

    return mend_fit(counts, replace(fit, places=fit.places - np.outer(fit.places @ direction, direction)))


def rate_documents(counts: Counts, documents: np.ndarray, fit: Fit) -> np.ndarray:
    """Return the log-likelihood of each document's phrases, given how many it has and whose it is."""
    import numpy as np

    levels = fit.rates[:, None] + fit.loadings @ fit.places.T
    levels = levels - np.log(np.exp(levels).sum(0))
    inside = np.isin(counts.documents, documents)
    of = counts.documents[inside]
    values = levels[counts.phrases[inside], counts.sources[of]]
    return np.asarray(np.bincount(of, values, minlength=len(counts.sources))[documents])


def weigh_gain(gained: np.ndarray, phrases: np.ndarray) -> Gain:
    """Return the gain for 1,000 phrases, from what each document gains (log-likelihood) and how many it has."""
    import numpy as np

    total = max(1.0, float(phrases.sum()))
    mean = float(gained.sum()) / total
    error = Z_95 * float(np.sqrt(((gained - mean * phrases) ** 2).sum())) / total
    return Gain(1000 * mean, 1000 * (mean - error), 1000 * (mean + error))
