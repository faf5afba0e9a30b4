"""Charting: from counts to places with errors, tried on held-out documents, or the reason why there are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from framing.maps.counts import Counts
from framing.maps.fitting import Fit, fit_counts
from framing.maps.intervals import measure_errors
from framing.maps.layouts import Layout, lay_out
from framing.maps.model import NO_DIFFERENCE, UNSURE, Estimate, Trials
from framing.maps.newcomers import measure_spread, place_documents, widen
from framing.maps.poles import add_contrast, find_contrast
from framing.maps.trials import PoleTrial, Trial, try_axes, try_poles

if TYPE_CHECKING:
    import numpy as np

WIDEST = 2.0
"""Half the interval that the usual unnamed source may have: as wide as the poles are apart, it says nothing more."""


@dataclass(frozen=True, slots=True, eq=False)
class Charted:
    """Places and half the widths of their intervals (source × axis), or an obstacle; and how the trials went.

    `trust` is how much of a loading is believed; `spread` by how much articles scatter beyond their standard errors.
    """

    layout: Layout | None
    errors: np.ndarray
    trials: Trials
    obstacle: str = ""
    trust: float = 1.0
    spread: float = 1.0


def chart_counts(counts: Counts, poles: Sequence[int], axes: int) -> Charted:
    """Return the chart of the sources; `poles` has +1, −1 or 0 for each.

    As many differences are fitted as held-out documents bear out, and what sets the poles apart beyond them; then
    all is turned so that the first axis runs from pole to pole. Where held-out documents of the named sources are
    not surely better explained with that axis than without it, there is an obstacle and nothing to be seen.
    """
    import numpy as np

    signs = np.array(poles)
    trial = try_axes(counts)
    fit = fit_counts(counts.table(), trial.axes)
    contrast = find_contrast(counts.tables(), fit, signs)
    whole = add_contrast(counts.table(), fit, contrast) if contrast.sure else fit
    layout = lay_out(whole, signs, axes) if whole.places.size else None
    tried = try_poles(counts, trial, signs, contrast=contrast.sure) if layout else None
    trials = _sum_up(trial, fit, tried, contrast.sure)
    nothing = Charted(layout, np.zeros((len(signs), axes)), trials, NO_DIFFERENCE)
    if layout is None or tried is None or not tried.named.sure or tried.everyone.value <= 0:
        return nothing
    errors = measure_errors(counts, fit, layout, signs, contrast=contrast.sure)
    others = errors[signs == 0, 0]
    if len(others) and float(np.median(others)) > WIDEST:
        return replace(nothing, obstacle=UNSURE)
    return Charted(layout, errors, trials, "", tried.trust, measure_spread(counts, tried))


def _sum_up(trial: Trial, fit: Fit, tried: PoleTrial | None, contrast: bool) -> Trials:
    return Trials(
        axes=trial.axes,
        differences=trial.differences,
        contrast=contrast,
        named=tried.named if tried else None,
        everyone=tried.everyone if tried else None,
        trust=tried.trust if tried else 0.0,
        dispersion=fit.dispersion,
        sweeps=fit.sweeps,
        settled=fit.settled,
    )


def place_rows(charted: Charted, found: Sequence[int], phrases: int) -> tuple[Estimate | None, Estimate | None]:
    """Return the place of one document, from the numbers of its phrases, on the first axis and on the second."""
    import numpy as np

    assert charted.layout is not None
    row = np.zeros((1, phrases))
    row[0, list(found)] = 1.0
    places, errors = place_documents(row, charted.layout)
    wide = widen(errors, charted.spread)
    shown = [
        Estimate(float(place), float(place - width), float(place + width))
        for place, width in zip(places[0], wide[0], strict=True)
    ]
    return shown[0], shown[1] if len(shown) > 1 else None
