"""Story filters: which sources, voices and sides a reader may hide, and which sentences fall under each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from framing.reports.citations import SIDE_KEYS, VOICE_KEYS
from framing.reports.pages import Page
from framing.reports.wording import capitalize_first, texts


@dataclass(frozen=True, slots=True)
class Choice:
    """One check box: its id and its label; `place` is the column of a source (from 1), 0 for all other choices."""

    id: str
    title: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class FilterKey:
    """What sentences with this key need to be shown: the ids of the boxes that must all be checked."""

    key: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """The check boxes by kind, and the keys of the sentences on the page."""

    sources: tuple[Choice, ...]
    voices: tuple[Choice, ...]
    sides: tuple[Choice, ...]
    keys: tuple[FilterKey, ...]


def make_filters(page: Page, keys: Iterable[str]) -> Filters:
    """Return the filters that make a difference for sentences with these keys."""
    found = sorted(set(keys))
    places = {key[:-2] for key in found}
    sources = [Choice(f"s{place}", unit.name, place) for place, unit in enumerate(page.detailed, start=1)]
    others = [Choice("s0", texts["story_page"]["other_sources"])] if "0" in places else []
    voices = tuple(
        Choice(f"v{letter}", capitalize_first(texts["voices"][voice]))
        for voice, letter in VOICE_KEYS.items()
        if any(key[-2] == letter for key in found)
    )
    return Filters(
        sources=(*sources, *others) if len(page.units) > 1 else (),
        voices=voices if len(voices) > 1 else (),
        sides=_sides(page),
        keys=tuple(FilterKey(key, _needs(key, page, len(voices) > 1)) for key in found),
    )


def _sides(page: Page) -> tuple[Choice, ...]:
    axis = page.comparison.axis
    if axis is None:
        return ()
    titles = {-1: axis.pole_of(-1).title, 0: texts["story_page"]["neither"], 1: axis.pole_of(1).title}
    return tuple(Choice(f"p{SIDE_KEYS[sign]}", capitalize_first(titles[sign])) for sign in (-1, 0, 1))


def _needs(key: str, page: Page, voices: bool) -> tuple[str, ...]:
    source, voice, side = key[:-2], key[-2], key[-1]
    needs = [f"s{source}"] if len(page.units) > 1 else []
    needs += [f"v{voice}"] if voices else []
    return (*needs, f"p{side}") if page.comparison.axis else tuple(needs)
