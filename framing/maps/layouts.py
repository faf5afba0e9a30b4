"""Layout: a fit turned so that its first axis runs between the named poles, one at −1 and the other at +1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.maps.fitting import Fit

if TYPE_CHECKING:
    import numpy as np

_NOWHERE = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Places (source × axis) on the scale of the poles, and loadings: log-rate of a phrase for one step on an axis.

    A point of the fit lies at `point @ along + shift`; `pole` is the direction between the poles in the fit.
    """

    fit: Fit
    places: np.ndarray
    loadings: np.ndarray
    along: np.ndarray
    shift: np.ndarray
    pole: np.ndarray


def lay_out(fit: Fit, poles: np.ndarray, axes: int) -> Layout | None:
    """Return the layout with so many axes, None where the two poles stand in one point.

    `poles` has +1, −1 or 0 for each source. As places have the same spread in all directions, the first axis is the
    one on which the poles are farthest apart beside how far sources differ at all (Fisher 1936). The second is the
    strongest difference that remains, at a right angle to it; its places have mean 0 and spread 1.
    """
    import numpy as np

    plus, minus = fit.places[poles > 0].mean(0), fit.places[poles < 0].mean(0)
    half, middle = float(np.linalg.norm(plus - minus)) / 2, (plus + minus) / 2
    if half < _NOWHERE:
        return None
    pole = (plus - minus) / (2 * half)
    along, shift, steps = [pole / half], [-(middle @ pole) / half], [half * (fit.loadings @ pole)]
    if axes > 1:
        other = _remaining(fit, pole)
        along, shift, steps = [*along, other], [*shift, 0.0], [*steps, fit.loadings @ other]
    matrix, offset = np.column_stack(along), np.array(shift)
    return Layout(fit, fit.places @ matrix + offset, np.column_stack(steps), matrix, offset, pole)


def _remaining(fit: Fit, pole: np.ndarray) -> np.ndarray:
    """The direction at a right angle to the poles' along which loadings are largest, its largest place positive."""
    import numpy as np

    flat = np.eye(len(pole)) - np.outer(pole, pole)
    loadings = fit.loadings @ flat
    _, vectors = np.linalg.eigh(loadings.T @ loadings)
    other = flat @ vectors[:, -1]
    other /= np.linalg.norm(other)
    places = fit.places @ other
    return np.asarray(other * np.sign(places[np.abs(places).argmax()]))
