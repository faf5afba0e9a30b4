"""A map laid out: rows of the strip, or marks of the plane with labels that do not overlap."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from framing.reports.mapwording import name_newcomer

if TYPE_CHECKING:
    from framing.maps.model import Estimate, SourceMap

MARGIN = 1.15
"""The strip reaches at least so far beyond the middle, so that marks at the poles are whole."""
FARTHEST = 3.0
"""How far the strip reaches at most; what is beyond is cut and said to be."""
LETTER, LINE, GAP = 0.62, 1.3, 5.0
"""Width of a letter and height of a line beside the size of the type (a wide face), and pixels around a mark."""
WIDE, NARROW = (960.0, 600.0, 14.0), (330.0, 420.0, 12.0)
"""Width, height and size of type of the plane on a desk and on a phone, in pixels."""
_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
_DISTANCES = (0.0, 10.0, 22.0, 36.0, 52.0, 70.0, 90.0, 115.0, 140.0)
_NUMBERED = 12
"""Sources above which a phone's plane shows their numbers in the table in place of names."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the strip, positions in per cent of its width; `number` from 1 for new articles, 0 for sources."""

    name: str
    number: int
    pole: int
    estimate: Estimate | None
    dot: float
    low: float
    high: float
    cut: bool


@dataclass(frozen=True, slots=True)
class PlaneMark:
    """One mark of the plane in pixels: its cross, and its label with where that begins and whether it is far off."""

    name: str
    number: int
    pole: int
    x: float
    y: float
    left: float
    right: float
    top: float
    bottom: float
    label: str
    label_x: float
    label_y: float
    far: bool


@dataclass(frozen=True, slots=True)
class Plane:
    """The plane: its size, where the poles and the middle of either axis are, and its marks."""

    width: float
    height: float
    size: float
    minus: float
    plus: float
    middle: float
    level: float
    marks: tuple[PlaneMark, ...]


@dataclass(frozen=True, slots=True)
class MapPage:
    """A map laid out: rows from left to right, planes for a desk and a phone (none for one axis)."""

    drawn: SourceMap
    rows: tuple[Row, ...]
    edge: float
    planes: tuple[Plane, ...]


def lay_out_map(drawn: SourceMap) -> MapPage:
    """Return the page of a map."""
    places = [spot.place for spot in drawn.spots] + [new.place for new in drawn.newcomers]
    edge = _edge([one for one in places if one])
    planes = (_plane(drawn, WIDE, False), _plane(drawn, NARROW, True)) if drawn.planar else ()
    return MapPage(drawn, tuple(_rows(drawn, edge)), edge, planes)


def place_on(value: float, edge: float) -> float:
    """Return where a value is between −edge and edge, in per cent of the width.

    >>> place_on(0.0, 2.0), place_on(-2.0, 2.0), place_on(5.0, 2.0)
    (50.0, 0.0, 100.0)
    """
    return round(50 + 50 * max(-1.0, min(1.0, value / edge)), 2)


def _edge(estimates: Sequence[Estimate]) -> float:
    far = max((max(abs(one.low), abs(one.high)) for one in estimates), default=1.0)
    return min(FARTHEST, max(MARGIN, math.ceil(far * 10) / 10))


def _rows(drawn: SourceMap, edge: float) -> list[Row]:
    """Sources and new articles by place, those without one last."""
    rows = [_row(spot.source, 0, spot.pole, spot.place, edge) for spot in drawn.spots]
    for number, new in enumerate(drawn.newcomers, start=1):
        rows.append(_row(name_newcomer(new), number, 0, new.place, edge))
    return sorted(rows, key=lambda row: (row.estimate is None, row.estimate.value if row.estimate else 0.0, row.name))


def _row(name: str, number: int, pole: int, estimate: Estimate | None, edge: float) -> Row:
    if estimate is None:
        return Row(name, number, pole, None, 0.0, 0.0, 0.0, False)
    dot, low, high = (place_on(one, edge) for one in (estimate.value, estimate.low, estimate.high))
    cut = estimate.low < -edge or estimate.high > edge
    return Row(name, number, pole, estimate, dot, low, high, cut)


@dataclass(frozen=True, slots=True)
class _Point:
    name: str
    number: int
    pole: int
    label: str
    place: Estimate
    second: Estimate


def _points(drawn: SourceMap, narrow: bool) -> list[_Point]:
    short = narrow and len(drawn.spots) > _NUMBERED
    points = [
        _Point(one.source, 0, one.pole, f"{number}" if short else one.source, one.place, one.second)
        for number, one in enumerate(drawn.spots, start=1)
        if one.place and one.second
    ]
    new = [
        _Point(name_newcomer(one), number, 0, f"new {number}", one.place, one.second)
        for number, one in enumerate(drawn.newcomers, start=1)
        if one.place and one.second
    ]
    return points + new


def _plane(drawn: SourceMap, form: tuple[float, float, float], narrow: bool) -> Plane:
    width, height, size = form
    points = _points(drawn, narrow)
    across, up = _edge([one.place for one in points]), _edge([one.second for one in points])

    def at(value: float) -> float:
        return round(place_on(value, across) / 100 * width, 1)

    def over(value: float) -> float:
        return round((1 - place_on(value, up) / 100) * height, 1)

    spots = [(at(one.place.value), over(one.second.value)) for one in points]
    labels = _place_labels([one.label for one in points], spots, (0, 0, width, height), size)
    marks = tuple(
        PlaneMark(
            name=one.name,
            number=one.number,
            pole=one.pole,
            x=spot[0],
            y=spot[1],
            left=at(one.place.low),
            right=at(one.place.high),
            top=over(one.second.high),
            bottom=over(one.second.low),
            label=one.label,
            label_x=label[0],
            label_y=label[1],
            far=label[2],
        )
        for one, spot, label in zip(points, spots, labels, strict=True)
    )
    return Plane(width, height, size, at(-1), at(1), at(0), over(0), marks)


def _place_labels(
    labels: Sequence[str], spots: Sequence[tuple[float, float]], frame: Box, size: float
) -> Iterator[tuple[float, float, bool]]:
    """Where each label begins (left, baseline) and whether it is far from its mark: the nearest free place."""
    taken: list[Box] = [(x - GAP, y - GAP, x + GAP, y + GAP) for x, y in spots]
    for label, spot in zip(labels, spots, strict=True):
        tried = [(_box(label, spot, side, far, size), far) for far, side in product(_DISTANCES, _SIDES)]
        inside = [one for one in tried if _is_inside(one[0], frame)] or tried
        box, far = next((one for one in inside if not any(_meet(one[0], other) for other in taken)), inside[-1])
        taken.append(box)
        yield round(box[0], 1), round(box[3] - size * 0.3, 1), far > 0


def _box(label: str, spot: tuple[float, float], side: tuple[int, int], far: float, size: float) -> Box:
    width, height = len(label) * LETTER * size, LINE * size
    away = GAP + 3 + far
    x = spot[0] + side[0] * (away + width / 2) - width / 2
    y = spot[1] + side[1] * (away + height / 2) - height / 2
    return x, y, x + width, y + height


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _is_inside(box: Box, frame: Box) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]
