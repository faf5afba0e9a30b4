"""Shuffling: an order that a seed decides, the same on every machine and in every version of Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


def shuffle(things: Iterable[T], seed: str, key: Callable[[T], str]) -> list[T]:
    """Return the things in an order decided by the seed and each one's own key, whatever order they came in.

    >>> shuffle("abc", "1", str) == shuffle("cba", "1", str)
    True
    """
    return sorted(things, key=lambda thing: (sha256(f"{seed}\0{key(thing)}".encode()).digest(), key(thing)))
