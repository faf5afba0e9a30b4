"""Places: whose establishment a lexicon's actor lists mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from framing.errors import UsageError, nearest
from framing.shipped import read_toml, shipped_folder

WEST = "west"
"""The place that is assumed: the shipped actor lists are written from its stand."""
POWER, ADVERSARY = "us", "adversary"
RawList = Mapping[str, Any]
"""A list as it stands in its file: `actors`, each with name, forms and case; or `words`."""


def places() -> Mapping[str, RawList]:
    """Return the shipped places by name, each with title, power (actors) and adversaries (lists).

    >>> "china" in places()
    True
    """
    found: Mapping[str, RawList] = read_toml(shipped_folder("lexicons") / "actors" / "places.toml")["places"]
    return found


def seen_from(place: str, lists: Mapping[str, RawList]) -> dict[str, RawList]:
    """Return the actor lists as this place sees them; raise UsageError, naming the nearest, for an unknown one."""
    if place == WEST:
        return dict(lists)
    known = places()
    if place not in known:
        raise UsageError(f"there is no place '{place}'.", fix=nearest(place, known))
    power, adversaries = set(known[place]["power"]), set(known[place]["adversaries"])
    sorted_out: dict[str, list[Any]] = {name: [] for name in lists}
    for name, raw in lists.items():
        for actor in raw.get("actors", []):
            sorted_out[_list_of(actor["name"], name, power, adversaries)].append(actor)
    return {name: {**raw, "actors": sorted_out[name]} if "actors" in raw else raw for name, raw in lists.items()}


def _list_of(actor: str, stands: str, power: set[str], adversaries: set[str]) -> str:
    if actor in power:
        return POWER
    if stands in adversaries:
        return ADVERSARY
    # the adversaries of one place are nobody's to another: they are left where no side is taken of them
    return "global_south" if stands == ADVERSARY else stands
