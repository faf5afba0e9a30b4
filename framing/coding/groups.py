"""Groups: how far the members of each agree, where a group is large enough that nobody is told by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from framing.agreement import Figure
from framing.coding.accords import measure_figures
from framing.coding.coders import in_order
from framing.coding.ratings import NONE, Rating, Ratings
from framing.errors import UsageError

LEAST_CODERS = 5
"""People a group needs to be told apart from the others: in fewer, each could be guessed."""

MOST_GROUPS = 100


@dataclass(frozen=True, slots=True)
class GroupAccord:
    """How far the answers of one group agree: a class, or the items of one source."""

    name: str
    coders: int
    items: int
    answers: int
    alpha: Figure
    alike: Figure
    key: Figure | None


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups that are told, how many `small` ones are not, and how many answers are `without` a group.

    `larger` groups are held back too, since the whole less the others would tell of the small ones.
    """

    told: tuple[GroupAccord, ...]
    small: int
    larger: int
    without: int


def break_down(ratings: Ratings, draws: int, seed: int = 0) -> Groups:
    """Return the agreement within each group of answers.

    A group is told where five or more people are in it, or where it holds everybody (groups of items). Where
    those held back are fewer than five people together, the smallest group that is told is held back as well:
    else the whole less the rest would tell of them. Raises UsageError for more than MOST_GROUPS.
    """
    found: dict[str, list[Rating]] = {}
    for row in ratings.rows:
        found.setdefault(row.group, []).append(row)
    without = len(found.pop("", ()))
    if len(found) > MOST_GROUPS:
        fix = "Name a column with fewer, such as class or source."
        raise UsageError(f"the groups asked for are {len(found)}, which tells nothing.", fix=fix)
    people = {name: frozenset(row.coder for row in rows) for name, rows in found.items()}
    held_back, small = _held_back(people, len({row.coder for row in ratings.rows}))
    told = (name for name in sorted(found, key=in_order) if name not in held_back)
    return Groups(
        told=tuple(_group(name, found[name], ratings, draws, seed) for name in told),
        small=small,
        larger=len(held_back) - small,
        without=without,
    )


def _held_back(people: Mapping[str, frozenset[int]], everybody: int) -> tuple[set[str], int]:
    """The groups that are not told, and how many of them are so because they are small."""
    small = {name for name, coders in people.items() if len(coders) < LEAST_CODERS and len(coders) < everybody}
    first = len(small)
    while small and len(frozenset().union(*(people[name] for name in small))) < LEAST_CODERS:
        rest = [name for name in people if name not in small]
        if not rest:
            break
        small.add(min(rest, key=lambda name: (len(people[name]), in_order(name))))
    return small, first


def _group(name: str, rows: list[Rating], ratings: Ratings, draws: int, seed: int) -> GroupAccord:
    items = sorted({row.item for row in rows})
    at = {item: place for place, item in enumerate(items)}
    coders = sorted({row.coder for row in rows})
    coder_at = {coder: place for place, coder in enumerate(coders)}
    part = replace(
        ratings,
        items=tuple(ratings.items[item] for item in items),
        coders=tuple(ratings.coders[coder] for coder in coders),
        rows=tuple(Rating(at[row.item], coder_at[row.coder], row.value) for row in rows),
        right=tuple(ratings.right[item] for item in items),
        unsure=tuple(ratings.unsure[item] for item in items),
    )
    figures = measure_figures(part, draws, seed)
    known = any(one != NONE for one in part.right)
    return GroupAccord(
        name,
        len(coders),
        len(items),
        len(rows),
        figures["alpha"],
        figures["alike"],
        figures["key"] if known else None,
    )
