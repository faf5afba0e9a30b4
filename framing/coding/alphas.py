"""Alphas: Krippendorff's coefficient and its companions, of some items and of many draws of them at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

DRAWS = 1000
_AT_ONCE = 100
_CELLS = 2_000_000
"""Draws in memory together, and draws times items: 16 MB a table."""
_DECIMALS = 12
"""Differences below this are rounding."""


def draw_items_again(items: int, draws: int, seed: int) -> Iterator[np.ndarray]:
    """Yield how often each draw takes each item, many draws at a time: `times[draw, item]`, summing to `items`.

    The very first draw takes every item once. The stream of numbers is one that numpy has frozen, so that a seed
    means the same everywhere.
    """
    import numpy as np

    yield np.ones((1, items))
    stream = np.random.RandomState(seed)
    step = max(1, min(_AT_ONCE, _CELLS // max(1, items)))
    for first in range(0, draws if items else 0, step):
        drawn = stream.randint(0, items, size=(min(step, draws - first), items))
        yield np.array([np.bincount(one, minlength=items) for one in drawn], dtype=float)


def alphas(counts: np.ndarray, times: np.ndarray, scores: np.ndarray, level: str) -> np.ndarray:
    """Return Krippendorff's alpha of each draw, NaN where all pairable answers are the same or there are none.

    `counts[item, value]` says how many coders gave which answer; `times[draw, item]` how often a draw takes an
    item; `scores[value]` are the numbers of an interval scale, in the order of the values. Items answered once
    say nothing. After Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, missing answers allowed.
    """
    import numpy as np

    answered = counts.sum(axis=1)
    pairable = answered > 1
    counts, times, answered = counts[pairable], times[:, pairable], answered[pairable]
    totals = times @ counts
    number = totals.sum(axis=1)
    places = value_places(totals, scores, level)
    observed = (times * item_distances(counts, places)).sum(axis=1)
    expected = spread(totals, places)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = 1 - observed * (number - 1) / expected
    return np.where(expected > 0, np.round(found, _DECIMALS), np.nan)


def value_places(totals: np.ndarray, scores: np.ndarray, level: str) -> np.ndarray | None:
    """Return where each value stands on the line, by draw, so that a distance is a difference squared.

    For an ordinal scale it is the mean rank among the draw's answers: the number of answers below, and half of
    those alike, which gives Krippendorff's ordinal distance. None for a nominal scale, where all that differs is
    equally far apart.
    """
    import numpy as np

    if level == "nominal":
        return None
    if level == "ordinal":
        return np.asarray(np.cumsum(totals, axis=1) - totals / 2)
    return np.broadcast_to(scores - scores.mean(), totals.shape)


def item_distances(counts: np.ndarray, places: np.ndarray | None) -> np.ndarray:
    """Return each item's distances between its answers, over all ordered pairs, divided by its answers less one.

    Shape (draws, items); (1, items) on a nominal scale. Every item needs two answers.
    """
    import numpy as np

    answered = counts.sum(axis=1)
    if places is None:
        return np.asarray((answered**2 - (counts**2).sum(axis=1)) / (answered - 1))[None, :]
    return np.asarray(_scatter(answered, (places**2) @ counts.T, places @ counts.T) / (answered - 1))


def spread(totals: np.ndarray, places: np.ndarray | None) -> np.ndarray:
    """Return the distances between all answers of each draw, across items, over all ordered pairs."""
    import numpy as np

    number = totals.sum(axis=1)
    if places is None:
        return np.asarray(number**2 - (totals**2).sum(axis=1))
    return _scatter(number, (totals * places**2).sum(axis=1), (totals * places).sum(axis=1))


def _scatter(number: np.ndarray, squares: np.ndarray, sums: np.ndarray) -> np.ndarray:
    """Σ(a − b)² over all ordered pairs = 2(nΣx² − (Σx)²), 0 where only rounding is left."""
    import numpy as np

    whole = 2 * number * squares
    found = whole - 2 * sums**2
    return np.asarray(np.where(found > whole * 1e-12, found, 0.0))


def kappas(both: np.ndarray, times: np.ndarray, places: np.ndarray | None) -> np.ndarray:
    """Return Cohen's kappa of two coders in each draw, NaN where chance leaves no room.

    `both[item]` are the numbers of their two values, −1 for none; items that one has not answered are left out.
    A disagreement counts by the square of its distance between `places[value]` (Cohen 1968), or, without them,
    as 1 (Cohen 1960).
    """
    import numpy as np

    answered = (both >= 0).all(axis=1)
    both, times = both[answered], times[:, answered]
    size = int(both.max(initial=0)) + 1
    apart = 1 - np.eye(size) if places is None else (places[:size, None] - places[None, :size]) ** 2
    cells = both[:, 0] * size + both[:, 1]
    return np.array([_kappa(np.bincount(cells, one, size * size).reshape(size, size), apart) for one in times])


def _kappa(together: np.ndarray, apart: np.ndarray) -> float:
    import numpy as np

    number = together.sum()
    expected = float((apart * np.outer(together.sum(axis=1), together.sum(axis=0))).sum())
    return round(1 - float((apart * together).sum()) * number / expected, _DECIMALS) if expected else float("nan")
