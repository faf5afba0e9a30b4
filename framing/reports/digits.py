"""Digits: how many decimals an interval is shown with, so that rounding does not contradict what is said of it."""

from __future__ import annotations

_MOST = 9


def count_digits(low: float | None, high: float | None, least: int = 2) -> int:
    """Return the decimals that show an interval, more than `least` only where one that excludes 0 would touch it.

    >>> count_digits(-0.4, 0.004), count_digits(-0.01, -0.004), count_digits(0.00004, 0.3)
    (2, 3, 5)
    """
    if low is None or high is None or low <= 0 <= high:
        return least
    near = min(abs(low), abs(high))
    return next((digits for digits in range(least, _MOST) if float(f"{near:.{digits}f}")), _MOST)
