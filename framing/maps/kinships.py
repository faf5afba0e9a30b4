"""Kinships: what else runs along the axis of a map, by rank correlation over the sources."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from statistics import fmean, median

from framing.maps.model import Kinship, Spot

LEAST = 4
"""Sources from which on a rank correlation says anything."""
_DATED = 0.5
"""Share of a source's texts that must have a date."""


def find_kinships(
    spots: Sequence[Spot], lengths: dict[str, list[int]], dates: dict[str, list[str]]
) -> tuple[Kinship, ...]:
    """Return how the places go with the lexicon's directions, the usual length of a source's texts and their date."""
    places = {spot.source: spot.place.value for spot in spots if spot.place}
    directions = {spot.source: spot.stance.outlet.direction for spot in spots}
    others: dict[str, dict[str, float]] = {
        "lexicon": {source: value for source, value in directions.items() if value is not None},
        "length": {source: median(found) for source, found in lengths.items()},
        "date": {source: day for source, found in dates.items() if (day := _usual_day(found)) is not None},
    }
    kinships = []
    for what, values in others.items():
        shared = sorted(places.keys() & values.keys())
        rho = rank_correlation([places[one] for one in shared], [values[one] for one in shared])
        if rho is not None:
            kinships.append(Kinship(what, rho, len(shared)))
    return tuple(kinships)


def rank_correlation(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Return Spearman's rho, ties sharing their middle rank; None for fewer than LEAST pairs or values all alike.

    >>> rank_correlation([1, 2, 3, 4], [10, 20, 40, 30])
    0.8
    """
    if len(a) < LEAST:
        return None
    x, y = _ranks(a), _ranks(b)
    middle = fmean(x)
    covariance = math.fsum((p - middle) * (q - middle) for p, q in zip(x, y, strict=True))
    spread = math.sqrt(math.fsum((p - middle) ** 2 for p in x) * math.fsum((q - middle) ** 2 for q in y))
    return round(covariance / spread, 12) if spread else None


def _ranks(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) - 1) / 2 for value in values]


def _usual_day(published: Sequence[str]) -> float | None:
    days = [date.fromisoformat(one).toordinal() for one in published if len(one) == len("YYYY-MM-DD")]
    return median(days) if days and len(days) >= _DATED * len(published) else None
