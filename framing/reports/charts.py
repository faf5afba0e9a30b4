"""Charts: where dots and lines lie on the strip, as percentages for a page and as characters for a terminal."""

from __future__ import annotations

from dataclasses import dataclass

from framing.scores import FULL_FROM, NEUTRAL_BELOW, Score

_CENTRE = "│"


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of the strip: dot and interval in per cent of its width, left −1 and right +1."""

    dot: float
    low: float
    high: float
    sign: int


def place(direction: float) -> float:
    """Return where a direction in [−1, 1] lies, in per cent of the width.

    >>> place(-1.0), place(0.0), place(0.5)
    (0.0, 50.0, 75.0)
    """
    return round(50 + 50 * direction, 2)


def place_share(share: float) -> float:
    """Return how long the bar of a share in [0, 1] is, in per cent of the width."""
    return round(100 * share, 2)


def place_mark(score: Score) -> Mark | None:
    """Return the mark of a score, None where its direction is refused."""
    if score.direction is None or score.low is None or score.high is None:
        return None
    side = (score.direction >= NEUTRAL_BELOW) - (score.direction <= -NEUTRAL_BELOW)
    return Mark(place(score.direction), place(score.low), place(score.high), side)


def step_edges() -> tuple[float, ...]:
    """Return where one step of the axis passes into the next, in per cent of the width."""
    return tuple(place(edge) for edge in (-FULL_FROM, -NEUTRAL_BELOW, NEUTRAL_BELOW, FULL_FROM))


def draw_strip(score: Score, width: int = 25) -> str:
    """Return the strip as one line of text, e.g. "├──●───┤····│············"; blank dots where refused.

    `width` is odd and at least 9, so that 0 has a character of its own.
    """
    cells = ["·"] * width
    cells[width // 2] = _CENTRE
    if score.direction is not None and score.low is not None and score.high is not None:
        left, dot, right = (_cell(value, width) for value in (score.low, score.direction, score.high))
        for cell in range(left, right + 1):
            cells[cell] = "┼" if cell == width // 2 else "─"
        cells[left], cells[right] = "├", "┤"
        cells[dot] = "●"
    return "".join(cells)


def _cell(direction: float, width: int) -> int:
    return round((direction + 1) / 2 * (width - 1))
