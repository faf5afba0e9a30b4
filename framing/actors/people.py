"""People: the persons whom names stand for, as all articles on a story together show it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from framing.actors.candidates import Candidate
from framing.actors.heads import is_known_body
from framing.actors.names import Passage
from framing.actors.words import (
    begins_place,
    find_gender,
    is_body_noun,
    is_country,
    is_honorific,
    is_kin,
    is_particle,
    is_place,
    is_sole,
)
from framing.normalizing import normalize
from framing.shipped import read_cues

_MOST_GIVEN = 2
"""First names written out before a last name: more are several names run together."""
_CLEARLY = 3
"""How many times as often as any other bearer of a last name one must be named in full to own the bare name."""


class FullName(NamedTuple):
    """The parts of a person's name as they are compared; `given` is empty for a bare last name."""

    given: tuple[str, ...]
    last: str
    suffix: str = ""


@dataclass(slots=True)
class Bearer:
    """A person: the spellings of the name, where it stands in full, its titles, and whether it is surely one."""

    number: int
    last: str
    names: Counter[FullName] = field(default_factory=Counter)
    documents: Counter[int] = field(default_factory=Counter)
    titles: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    sure: bool = False

    @property
    def key(self) -> str:
        """What this person is known by among all of the story."""
        return f"{self.last} {self.number}"


class People:
    """The persons of a story by their last names."""

    def __init__(self, passages: Sequence[Passage], candidates: Iterable[Candidate]) -> None:
        self._documents = [passage.number for passage in passages]
        named = [one for one in candidates if (one.ruled or not one.body) and not _is_land(one.keys)]
        self._whole = {one.keys for one in named if len(_without_suffix(_core(one.keys))) > 1}
        self._told = {one.keys for one in named if one.title or one.shown}
        self._acting: dict[str, set[int]] = defaultdict(set)
        self._times: Counter[str] = Counter()
        self._things: set[str] = set()
        self._bare_titles: dict[str, set[str]] = defaultdict(set)
        self._count_bare(named)
        self._bearers = self._gather(named)

    def settle(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Return the name itself where more capitals stand before it: of "Catholic Ana Ruiz" the last two."""
        shorter = (keys[at:] for at in range(len(keys) - 2, 0, -1))
        return next((one for one in shorter if one in self._whole), keys)

    def is_whole(self, one: Candidate) -> bool:
        """Return whether a candidate is more than a last name."""
        return bool(self._name(one.keys).given)

    def bearer(self, one: Candidate) -> str:
        """Return the key of the person whom a candidate names, "" for none or if it is not clear whom."""
        if _is_land(one.keys):
            return ""
        name = self._name(one.keys)
        if _is_run_together(name):
            return ""
        bearers = self._bearers.get(name.last, ())
        if name.given or name.suffix:
            found = next((bearer for bearer in bearers if name in bearer.names), None)
        else:
            found = self._owner(name.last, self._documents[one.passage], find_gender(one.title))
        return found.key if found and found.sure else ""

    def _count_bare(self, named: Iterable[Candidate]) -> None:
        for one in named:
            core = _core(one.keys)
            if len(core) != 1:
                continue
            if one.definite:
                self._things.add(core[0])
            if one.acts:
                self._acting[core[0]].add(self._documents[one.passage])
            self._times[core[0]] += not one.definite
            if one.title and not is_honorific(one.title):
                self._bare_titles[core[0]].add(one.title)

    def _name(self, keys: tuple[str, ...]) -> FullName:
        """Return the parts of a name; the last name is the one used alone: the last or "Kim" of "Kim Jong Un"."""
        keys = self.settle(keys)
        core = _without_suffix(_core(keys))
        suffix = keys[-1] if len(keys) > 1 and keys[-1] in _suffixes() else ""
        if keys in self._told and len(core) > 1 and not self._times[core[-1]] and self._times[core[0]] > 1:
            return FullName(core[1:], core[0], suffix)
        return FullName(core[:-1], core[-1], suffix)

    def _gather(self, named: Iterable[Candidate]) -> dict[str, list[Bearer]]:
        uses: dict[FullName, list[Candidate]] = defaultdict(list)
        for one in named:
            uses[self._name(one.keys)].append(one)
        bearers: dict[str, list[Bearer]] = defaultdict(list)
        for name in sorted(uses, key=lambda name: (-len(uses[name]), name)):
            if (name.given or name.suffix) and not _is_run_together(name):
                self._add(bearers[name.last], name, uses[name])
        for last, titles in sorted(self._bare_titles.items()):
            if not any(_may_own(one, titles) for one in bearers[last]):
                bearers[last].append(Bearer(len(bearers[last]), last, sure=True))
        return dict(bearers)

    def _add(self, bearers: list[Bearer], name: FullName, uses: Sequence[Candidate]) -> None:
        bearer = next((one for one in bearers if _is_same(name, one.names)), None)
        if not bearer:
            bearer = Bearer(len(bearers), name.last)
            bearers.append(bearer)
        bearer.names[name] += len(uses)
        bearer.documents.update(self._documents[use.passage] for use in uses)
        bearer.titles.update(use.title for use in uses if use.title and not is_honorific(use.title))
        bearer.genders.update(gender for use in uses if (gender := find_gender(use.title)))
        told = any(use.title or use.shown for use in uses)
        acts = not self._acting[name.last].isdisjoint(bearer.documents)
        acts = acts and name.last not in self._things and not _is_thing(name)
        bearer.sure = bearer.sure or told or acts

    def _owner(self, last: str, document: int, gender: str) -> Bearer | None:
        """Return whose the bare last name is, None where that is not clear.

        It is that of the only bearer, of the only one who has a title that stands before the bare name as well
        ("President Ruiz"), or of one who is named far more often than the others, in all articles or in this one;
        "Mrs." is only a woman's.
        """
        bearers = [one for one in self._bearers.get(last, ()) if one.sure]
        if gender:
            bearers = _of_gender(bearers, gender)
        titles = self._bare_titles.get(last, set())
        able = [one for one in bearers if _may_own(one, titles) or (gender and len(bearers) == 1)]
        alike = [one for one in able if not titles.isdisjoint(one.titles)]
        if len(alike) == 1:
            return alike[0]
        place = _clearly_first([one.names.total() for one in able])
        if place is None and not any(map(is_sole, titles)):
            place = _clearly_first([one.documents[document] for one in able])
        return None if place is None else able[place]


def _is_land(keys: Sequence[str]) -> bool:
    return is_country(keys[-1]) or is_place(" ".join(keys))


def _core(keys: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a name without particles; a name of particles alone has them all ("Al")."""
    begins = keys[:1] if keys[0] in read_cues("namings")["names"]["particles-too"] else ()
    rest = tuple(_without_particle(key) for key in keys[len(begins) :] if not is_particle(key))
    return (*begins, *rest) or tuple(keys)


def _without_suffix(core: tuple[str, ...]) -> tuple[str, ...]:
    return core[:-1] if len(core) > 1 and core[-1] in _suffixes() else core


def _is_run_together(name: FullName) -> bool:
    """Return whether several names were written one after another, as in captions, or an initial ends it."""
    if sum(map(_is_whole, name.given)) > _MOST_GIVEN or name.last in name.given or not _is_whole(name.last):
        return True
    return not _suffixes().isdisjoint((*name.given, name.last))


def _without_particle(key: str) -> str:
    first, _, rest = key.partition(" ")
    return rest if rest and is_particle(first) else key


def _of_gender(bearers: Iterable[Bearer], gender: str) -> list[Bearer]:
    """Return those who may have a title of this gender; the titles of women tell more of it than those of men."""
    able = [one for one in bearers if gender in one.genders or not one.genders]
    known = [one for one in able if gender in one.genders]
    return known if known and gender == "female" else able


def _may_own(bearer: Bearer, titles: set[str]) -> bool:
    """Return whether the bare last name, which has these titles elsewhere, may be this person's."""
    if any(name.suffix for name in bearer.names) or (bearer.titles and all(map(is_kin, bearer.titles)) and titles):
        return False
    sole = {title for title in titles if is_sole(title)}
    return not sole or not bearer.titles or not sole.isdisjoint(bearer.titles)


def _is_thing(name: FullName) -> bool:
    """Return whether a name is rather a place's or a body's ("South Korea", "Mercury News YouTube")."""
    first = name.given[0] if name.given else ""
    if begins_place(first) or is_country(first) or is_known_body(name.last):
        return True
    return any(is_body_noun(given) or not given[0].isalpha() for given in name.given)


def _clearly_first(times: Sequence[int]) -> int | None:
    """Return the place of the largest number if no other comes near it."""
    if len(times) < 2:
        return 0 if times else None
    first, second = sorted(range(len(times)), key=lambda place: (-times[place], place))[:2]
    return first if times[first] and times[first] >= _CLEARLY * times[second] else None


def _is_same(name: FullName, others: Iterable[FullName]) -> bool:
    return any(name.suffix == other.suffix and _shares_given(name.given, other.given) for other in others)


def _shares_given(given: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two persons' first names are one person's: one is the same, its initial or its short form."""
    if not given or not other:
        return True
    if len(given) > 1 and len(other) > 1:
        return all(_is_alike(one, two) for one, two in zip(given, other, strict=False))
    return any(_is_alike(one, two) for one in given for two in other if _is_whole(one) or _is_whole(two))


def _is_alike(one: str, two: str) -> bool:
    if one == two:
        return True
    if not (_is_whole(one) and _is_whole(two)):
        return one[0] == two[0]
    return not _spellings().get(one, frozenset()).isdisjoint(_spellings().get(two, frozenset()))


def _is_whole(given: str) -> bool:
    """Return whether a name is more than initials."""
    return len(given) > 1 and "." not in given


@cache
def _spellings() -> dict[str, frozenset[int]]:
    """Return for each first name the numbers of the groups of spellings it belongs to."""
    groups: dict[str, set[int]] = defaultdict(set)
    for number, names in enumerate(read_cues("namings")["names"]["alike"]):
        for name in names:
            groups[normalize(name)].add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(normalize(suffix) for suffix in read_cues("namings")["names"]["suffixes"])
