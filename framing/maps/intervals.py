"""Intervals of places: where they would be with other documents of the same sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.maps.counts import GROUPS, Counts
from framing.maps.fitting import Fit, refit_counts
from framing.maps.layouts import Layout, lay_out
from framing.maps.poles import add_contrast, find_contrast

if TYPE_CHECKING:
    import numpy as np

T_95 = 2.093
"""Student's t for 95 % with GROUPS − 1 = 19 degrees of freedom."""
CLOSE, MOST_SWEEPS = 1e-4, 80
"""A refit begins so near its end that it need not settle as finely."""


def measure_errors(counts: Counts, fit: Fit, layout: Layout, poles: np.ndarray, *, contrast: bool) -> np.ndarray:
    """Return half the width of the 95 % interval of each place (source × axis).

    By the delete-a-group jackknife (Kott 2001): each group of documents is left out once, and all is fitted and
    pinned again (`fit` is that to all, before a contrast of the poles was added). So it holds that words come in
    bursts, that poles are known by some documents only, and that the ruler itself is uncertain.
    """
    import numpy as np

    axes = layout.places.shape[1]
    places = []
    for group in range(GROUPS):
        tables = counts.tables(counts.groups != group)
        whole = np.sum(tables, axis=0)
        moved = refit_counts(whole, fit, CLOSE, MOST_SWEEPS)
        if contrast:
            moved = add_contrast(whole, moved, find_contrast(tables, moved, poles))
        again = lay_out(moved, poles, axes)
        if again is not None:
            places.append(_alike(again.places, layout.places))
    apart = np.array(places) - layout.places
    return np.asarray(T_95 * np.sqrt((GROUPS - 1) / GROUPS * (apart**2).sum(0)))


def _alike(places: np.ndarray, model: np.ndarray) -> np.ndarray:
    """The places with their second axis turned to the same side: which end of it is up means nothing."""
    import numpy as np

    sides = np.where((places[:, 1:] * model[:, 1:]).sum(0) < 0, -1.0, 1.0)
    return np.column_stack([places[:, :1], places[:, 1:] * sides])
