"""Newcomers: articles placed on a finished map, which none of them moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.maps.fitting import bend
from framing.maps.gains import Z_95
from framing.maps.layouts import Layout

if TYPE_CHECKING:
    import numpy as np

    from framing.maps.counts import Counts
    from framing.maps.trials import PoleTrial

LEAST_PHRASES = 30
"""Phrases of the map below which an article is not placed: about 150 words of its own."""
_STEPS = 25
_LONGEST_STEP = 1.0
_PRIOR = 0.1
"""Weight, beside a spread of 1, of the middle: it only keeps an article without telling words from running away."""
_AT_ONCE = 500


def place_documents(rows: np.ndarray, layout: Layout) -> tuple[np.ndarray, np.ndarray]:
    """Return the place (document × axis) of documents from their counts (document × phrase), and its standard error.

    Sizes and places are fitted, rates and loadings are those of the map.
    """
    import numpy as np

    fit = layout.fit
    design = np.column_stack([np.ones(len(fit.loadings)), fit.loadings])
    ridge = np.full(design.shape[1], _PRIOR * fit.dispersion)
    ridge[0] = 1e-6
    now = np.zeros((len(rows), design.shape[1]))
    now[:, 0] = np.log(rows.sum(1) + 0.5) - np.log(np.exp(fit.rates).sum())
    for _ in range(_STEPS):
        expected = np.exp(fit.rates + now @ design.T)
        slope = (rows - expected) @ design - ridge * np.where(np.arange(len(ridge)) == 0, 0.0, now)
        step = np.linalg.solve(bend(expected, design, ridge), slope[:, :, None])[:, :, 0]
        now = now + np.clip(step, -_LONGEST_STEP, _LONGEST_STEP)
    errors = np.linalg.inv(bend(np.exp(fit.rates + now @ design.T), design, ridge))[:, 1:, 1:] * fit.dispersion
    variance = np.einsum("ka,dkl,la->da", layout.along, errors, layout.along)
    return now[:, 1:] @ layout.along + layout.shift, np.sqrt(variance)


def measure_spread(counts: Counts, trial: PoleTrial) -> float:
    """Return by how much held-out documents are farther from their sources than their errors say, at least 1.

    An article is not its outlet: one is more outspoken than the next, and its words come in bursts.
    """
    import numpy as np

    squares, documents = 0.0, 0
    for part, layout in trial.layouts:
        if layout is None:
            continue
        for start in range(0, len(part.held), _AT_ONCE):
            held = part.held[start : start + _AT_ONCE]
            rows = counts.rows(held)
            enough = rows.sum(1) >= LEAST_PHRASES
            if enough.any():
                places, errors = place_documents(rows[enough], layout)
                there = layout.places[counts.sources[held[enough]]]
                squares += float((((places - there) / errors)[:, 0] ** 2).sum())
                documents += int(enough.sum())
    return max(1.0, float(np.sqrt(squares / documents))) if documents else 1.0


def widen(errors: np.ndarray, spread: float) -> np.ndarray:
    """Return half the widths of the 95 % intervals."""
    return Z_95 * spread * errors
