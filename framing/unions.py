"""Unions: things that belong together, joined into sets."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

_Thing = TypeVar("_Thing", bound=Hashable)


def unite(things: Iterable[_Thing], pairs: Iterable[tuple[_Thing, _Thing]]) -> list[list[_Thing]]:
    """Return the things in lists, every two of a pair in one; lists and what is in them keep the things' order.

    Written out because loading a library for it takes longer than comparing the articles of a story.

    >>> unite(range(4), [(0, 2), (2, 3)])
    [[0, 2, 3], [1]]
    """
    homes = {thing: [thing] for thing in things}
    order = {thing: number for number, thing in enumerate(homes)}
    for a, b in pairs:
        small, large = sorted((homes[a], homes[b]), key=len)
        if small is not large:
            large += small
            homes.update(dict.fromkeys(small, large))
    found = {id(home): sorted(home, key=order.__getitem__) for home in homes.values()}
    return sorted(found.values(), key=lambda home: order[home[0]])
