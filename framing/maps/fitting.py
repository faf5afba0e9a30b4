"""Fitting: phrase counts explained by how much a source prints, how usual a phrase is, and where both stand.

The count of phrase i at source j is Poisson with mean exp(size_j + rate_i + Σ_k loading_ik × place_jk): the model of
D'Alonzo and Tegmark (2022), in political science known as Wordfish (Slapin and Proksch 2008).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

MOST_SWEEPS = 600
CLOSE = 2e-5
"""Change of the logarithms of expected counts (root of the mean square over all words counted) that is none."""
_LONGEST_STEP = 2.0
_ROUNDS = 3
_FIRM = 1e-2
"""Ridge on rates and sizes: it decides only where a phrase or source has no count at all."""
_LEAST_SPREAD, _FIRST_SPREAD = 1e-3, 0.3
"""Standard deviation of loadings: what is taken for none, and where the search begins."""


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A fitted map: sizes (source), rates (phrase), places (source × axis), loadings (phrase × axis).

    Places have mean 0 and spread 1 on each axis; loadings are uncorrelated, those of the first axis largest.
    `spreads` are the standard deviations that the loadings of each axis are held to (the ridge), `dispersion` how
    many times a Poisson count's variance the counts vary.
    """

    sizes: np.ndarray
    rates: np.ndarray
    places: np.ndarray
    loadings: np.ndarray
    spreads: np.ndarray
    dispersion: float
    sweeps: int = 0
    settled: bool = False

    def expected(self) -> np.ndarray:
        """Return the mean count of each phrase (rows) at each source."""
        import numpy as np

        return np.asarray(np.exp(self.rates[:, None] + self.sizes + self.loadings @ self.places.T))


def fit_counts(counts: np.ndarray, axes: int, close: float = CLOSE) -> Fit:
    """Return the fit to counts (phrase × source) with so many axes, from a start that the counts decide.

    Phrases and sources are fitted in turn by Newton steps. Loadings have a ridge whose strength is learned from
    their spread (empirical Bayes), so that an axis with nothing behind it shrinks to none.
    """
    fit = _start(counts, axes)
    for sweep in range(1, MOST_SWEEPS + 1):
        before = fit
        fit = turn_fit(_sweep(counts, fit))
        fit = replace(fit, spreads=_spreads(fit), dispersion=_dispersion(counts, fit), sweeps=sweep)
        if measure_change(before, fit) < close:
            return replace(fit, settled=True)
    return fit


def refit_counts(counts: np.ndarray, start: Fit, close: float, most: int) -> Fit:
    """Return the fit to other counts of the same phrases and sources, with the ridge and dispersion of `start`."""
    fit = start
    for sweep in range(1, most + 1):
        before = fit
        fit = replace(_sweep(counts, fit), sweeps=sweep)
        if measure_change(before, fit) < close:
            return replace(turn_fit(fit), settled=True)
    return turn_fit(fit)


def measure_change(before: Fit, after: Fit) -> float:
    """Return how far the logarithms of the expected counts are apart, those of frequent phrases counting most."""
    import numpy as np

    expected = after.expected()
    apart = np.log(before.expected()) - np.log(expected)
    return float(np.sqrt((expected * apart**2).sum() / expected.sum()))


def _sweep(counts: np.ndarray, fit: Fit) -> Fit:
    return _move_sources(counts, _move_phrases(counts, fit))


def _start(counts: np.ndarray, axes: int) -> Fit:
    """Rates and sizes of independence, places from the leading singular vectors of its Pearson residuals."""
    import numpy as np

    rows, columns, total = counts.sum(1) + 0.5, counts.sum(0) + 0.5, counts.sum() + 1.0
    expected = np.outer(rows, columns) / total
    _, _, vectors = np.linalg.svd((counts - expected) / np.sqrt(expected), full_matrices=False)
    places = _sign(vectors[:axes].T) * np.sqrt(counts.shape[1])
    loadings = np.zeros((counts.shape[0], axes))
    return Fit(np.log(columns / total), np.log(rows), places, loadings, np.full(axes, _FIRST_SPREAD), 1.0)


def _sign(vectors: np.ndarray) -> np.ndarray:
    """The same columns, each with its largest entry positive: no library's whim decides a side."""
    import numpy as np

    largest = np.take_along_axis(vectors, np.abs(vectors).argmax(0)[None], 0)
    return np.asarray(vectors * np.where(largest < 0, -1.0, 1.0))


def _move_phrases(counts: np.ndarray, fit: Fit) -> Fit:
    import numpy as np

    ridge = np.concatenate([[_FIRM], fit.dispersion / np.maximum(fit.spreads, _LEAST_SPREAD) ** 2])
    now = np.column_stack([fit.rates, fit.loadings])
    anchor = np.zeros_like(now)
    anchor[:, 0] = np.log(counts.sum(1) + 0.5)
    moved = _step(counts, fit.expected(), now, fit.places, (ridge, anchor))
    return replace(fit, rates=moved[:, 0], loadings=moved[:, 1:])


def _move_sources(counts: np.ndarray, fit: Fit) -> Fit:
    import numpy as np

    ridge = np.concatenate([[_FIRM], np.full(fit.places.shape[1], fit.dispersion)])
    now = np.column_stack([fit.sizes, fit.places])
    anchor = np.zeros_like(now)
    anchor[:, 0] = np.log((counts.sum(0) + 0.5) / (counts.sum() + 1.0))
    moved = _step(counts.T, fit.expected().T, now, fit.loadings, (ridge, anchor))
    return replace(fit, sizes=moved[:, 0], places=moved[:, 1:])


def _step(
    counts: np.ndarray, expected: np.ndarray, now: np.ndarray, along: np.ndarray, prior: tuple[np.ndarray, np.ndarray]
) -> np.ndarray:
    """One Newton step for every row at once: its level and its coefficients `along` the columns' coordinates."""
    import numpy as np

    ridge, anchor = prior
    design = np.column_stack([np.ones(len(along)), along])
    slope = (counts - expected) @ design - ridge * (now - anchor)
    step = np.linalg.solve(bend(expected, design, ridge), slope[:, :, None])[:, :, 0]
    return np.asarray(now + np.clip(step, -_LONGEST_STEP, _LONGEST_STEP))


def bend(expected: np.ndarray, design: np.ndarray, ridge: np.ndarray) -> np.ndarray:
    """Return the observed information of each row's coefficients: row × coefficient × coefficient."""
    import numpy as np

    squares = (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)
    width = design.shape[1]
    return np.asarray((expected @ squares).reshape(len(expected), width, width) + np.diag(ridge))


def mend_fit(counts: np.ndarray, fit: Fit) -> Fit:
    """Return the fit with rates and sizes that give each phrase and each source as many as it has."""
    import numpy as np

    for _ in range(_ROUNDS):
        fit = replace(fit, rates=fit.rates + np.log((counts.sum(1) + 0.5) / (fit.expected().sum(1) + 0.5)))
        fit = replace(fit, sizes=fit.sizes + np.log((counts.sum(0) + 0.5) / (fit.expected().sum(0) + 0.5)))
    return fit


def turn_fit(fit: Fit) -> Fit:
    """Return the same means with places of mean 0 and spread 1, and uncorrelated loadings, the largest first."""
    import numpy as np

    if not fit.places.size:
        return fit
    middle = fit.places.mean(0)
    rates = fit.rates + fit.loadings @ middle
    left, sizes, right = np.linalg.svd(fit.places - middle, full_matrices=False)
    scaled = fit.loadings @ (right.T * sizes)
    _, turning = np.linalg.eigh(scaled.T @ scaled)
    turning = turning[:, ::-1]
    places = left @ turning
    root = np.sqrt(len(places))
    return replace(fit, rates=rates, places=places * root, loadings=scaled @ turning / root)


def _spreads(fit: Fit) -> np.ndarray:
    """The spread of the loadings of each axis: what they are, and what they still could be."""
    import numpy as np

    weight = fit.expected() @ fit.places**2 / fit.dispersion
    left_open = 1 / (weight + 1 / np.maximum(fit.spreads, _LEAST_SPREAD) ** 2)
    return np.asarray(np.sqrt((fit.loadings**2 + left_open).mean(0)))


def _dispersion(counts: np.ndarray, fit: Fit) -> float:
    """Pearson's estimate, at least 1: counts that vary less than Poisson ones give no licence to be surer."""
    expected = fit.expected()
    free = counts.size - fit.loadings.size - fit.places.size - sum(counts.shape)
    return max(1.0, float(((counts - expected) ** 2 / expected).sum() / max(1, free)))
