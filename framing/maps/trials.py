"""Trials: maps made without some of the documents, and what they say of those that were held out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.maps.counts import FOLDS, Counts
from framing.maps.fitting import Fit, fit_counts
from framing.maps.gains import TRUSTS, Gain, drop_direction, rate_documents, trust_fit, weigh_gain
from framing.maps.layouts import Layout, lay_out
from framing.maps.poles import add_contrast, find_contrast

if TYPE_CHECKING:
    import numpy as np

MOST_AXES = 6
"""Differences that are looked for; of those between some twenty sources, no more than two or three are ever sure."""
SOURCES_AN_AXIS = 3
CLOSE = 1e-4
"""What is nearly settled explains held-out documents as well as what is."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One part of the documents held out: their numbers; the others' counts, whole and by part, and their fit."""

    held: np.ndarray
    others: np.ndarray
    tables: list[np.ndarray]
    fit: Fit


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """How the differences between sources fare on held-out documents.

    `axes` are as many as they bear out, `differences` the gain of each, the last not borne out. `parts` have fits
    with so many axes.
    """

    axes: int
    differences: tuple[Gain, ...]
    parts: tuple[Part, ...]


def try_axes(counts: Counts) -> Trial:
    """Return how many differences run through the sources, tried on held-out documents one after the other."""
    import numpy as np

    most = min(MOST_AXES, counts.size[1] // SOURCES_AN_AXIS)
    hits = np.bincount(counts.documents, minlength=len(counts.sources)).astype(float)
    kept = _hold_out(counts, 0)
    known, gains = _rate(counts, kept), []
    for axes in range(1, most + 1):
        parts = _hold_out(counts, axes)
        rated = _rate(counts, parts)
        gains.append(weigh_gain(rated - known, hits))
        if not gains[-1].sure:
            break
        kept, known = parts, rated
    return Trial(kept[0].fit.places.shape[1], tuple(gains), tuple(kept))


def _hold_out(counts: Counts, axes: int) -> list[Part]:
    import numpy as np

    parts = counts.groups % FOLDS
    return [_part(counts, np.flatnonzero(parts == part), parts != part, axes) for part in range(FOLDS)]


def _part(counts: Counts, held: np.ndarray, kept: np.ndarray, axes: int) -> Part:
    tables = counts.tables(kept)
    others = counts.table(kept)
    return Part(held, others, tables, fit_counts(others, axes, CLOSE))


def _rate(counts: Counts, parts: list[Part]) -> np.ndarray:
    """The log-likelihood of every document by the fit to others, with as much trust in loadings as serves best."""
    rated = [_rate_trusting(counts, parts, trust) for trust in (TRUSTS if parts[0].fit.places.size else (1.0,))]
    return max(rated, key=lambda one: float(one.sum()))


def _rate_trusting(counts: Counts, parts: list[Part], trust: float) -> np.ndarray:
    import numpy as np

    rated = np.zeros(len(counts.sources))
    for part in parts:
        rated[part.held] = rate_documents(counts, part.held, trust_fit(part.others, part.fit, trust))
    return rated


@dataclass(frozen=True, slots=True, eq=False)
class PoleTrial:
    """How the poles' axis fares on held-out documents: of all sources, and of the named ones.

    `trust` is how much of the loadings is to be believed; `layouts` are those without each part (None: no poles).
    """

    everyone: Gain
    named: Gain
    trust: float
    layouts: tuple[tuple[Part, Layout | None], ...]


def try_poles(counts: Counts, trial: Trial, poles: np.ndarray, *, contrast: bool) -> PoleTrial:
    """Return how much better held-out documents are explained with the poles' axis than without."""
    import numpy as np

    layouts = tuple((part, lay_out(_extend(part, poles, contrast), poles, 1)) for part in trial.parts)
    hits = np.bincount(counts.documents, minlength=len(counts.sources)).astype(float)
    rated = {trust: _rate_poles(counts, layouts, trust) for trust in TRUSTS}
    trust = max(TRUSTS, key=lambda one: float(rated[one][0].sum()))
    gained = rated[trust][0] - rated[trust][1]
    named = poles[counts.sources] != 0
    return PoleTrial(weigh_gain(gained, hits), weigh_gain(gained[named], hits[named]), trust, layouts)


def _extend(part: Part, poles: np.ndarray, contrast: bool) -> Fit:
    if not contrast:
        return part.fit
    # the part held out has no counts here, and so no say
    tables = [table for table in part.tables if table.any()]
    return add_contrast(part.others, part.fit, find_contrast(tables, part.fit, poles))


def _rate_poles(
    counts: Counts, layouts: tuple[tuple[Part, Layout | None], ...], trust: float
) -> tuple[np.ndarray, np.ndarray]:
    """The log-likelihood of every document with the poles' axis and without it."""
    import numpy as np

    rated = np.zeros((2, len(counts.sources)))
    for part, layout in layouts:
        if layout is None:
            continue
        fit = trust_fit(part.others, layout.fit, trust)
        flat = drop_direction(part.others, fit, layout.pole)
        rated[:, part.held] = [rate_documents(counts, part.held, one) for one in (fit, flat)]
    return rated[0], rated[1]
