"""Digits: how many decimals an interval is shown with, so that rounding does not contradict what is said of it."""

from __future__ import annotations

_MOST = 3


def count_digits(low: float | None, high: float | None, least: int = 2) -> int:
    """Return the decimals that show an interval, more than `least` only where one that excludes 0 would touch it.

    An interval that begins nearer to 0 than three decimals show is shown as touching it: see `is_next_to_zero`.

    >>> count_digits(-0.4, 0.004), count_digits(-0.01, -0.004), count_digits(-0.01, -0.00004)
    (2, 3, 2)
    """
    if low is None or high is None or low <= 0 <= high or is_next_to_zero(low, high):
        return least
    near = min(abs(low), abs(high))
    return next((digits for digits in range(least, _MOST) if float(f"{near:.{digits}f}")), max(least, _MOST))


def is_next_to_zero(low: float, high: float) -> bool:
    """Return whether an interval excludes 0 by less than can be shown.

    >>> is_next_to_zero(-0.3, -0.0001), is_next_to_zero(-0.3, -0.004), is_next_to_zero(-0.3, 0.1)
    (True, False, False)
    """
    near = min(abs(low), abs(high))
    return (low > 0 or high < 0) and not float(f"{near:.{_MOST}f}")
