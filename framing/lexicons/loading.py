"""Lexicon files read into values; every fault found is told at once, with its key path."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from framing.errors import LexiconError, nearest
from framing.lexicons.faults import Fault
from framing.lexicons.model import ActorList, Frame, Lexicon
from framing.lexicons.parsing import ENTRY_TEXTS, Parser
from framing.lexicons.places import WEST, RawList, seen_from
from framing.shipped import DEFAULT_LEXICONS, read_toml, shipped_folder

LEARNED = "learned"
"""The folder beside a lexicon that holds the learned one of the same name."""
_SHOWN_FAULTS = 5
_ACTOR_KEYS = ("name", "forms", "case")
_IN_ORDER = json.JSONEncoder(sort_keys=True)


def shipped_lexicons() -> dict[str, Path]:
    """Return the lexicons that come with the package, learned ones too: name and file, by name."""
    folder = shipped_folder("lexicons")
    learned = {f"{path.stem}-{LEARNED}": path for path in sorted((folder / LEARNED).glob("*.toml"))}
    return {path.stem: path for path in sorted(folder.glob("*.toml"))} | learned


def find_lexicon(name: str) -> Path:
    """Return the file of a lexicon given by path or by shipped name; raise LexiconError naming the nearest."""
    if name.endswith(".toml") or "/" in name or "\\" in name:
        if Path(name).is_file():
            return Path(name)
        raise LexiconError("there is no such lexicon file.", where=name)
    if name in shipped_lexicons():
        return shipped_lexicons()[name]
    raise LexiconError(f"there is no lexicon '{name}'.", fix=nearest(name, shipped_lexicons()))


def load_lexicon(name: str, place: str = WEST) -> Lexicon:
    """Return one lexicon by shipped name or path; raise LexiconError with its faults when it cannot be used.

    Where a learned lexicon lies beside it, as `learned/<name>.toml`, it comes with it. `place` says whose
    establishment the actor lists mean; entries bound to another place are left out.
    """
    path = find_lexicon(name)
    lexicon, beside = _usable(path, place), path.parent / LEARNED / path.name
    if not beside.is_file():
        return lexicon
    learned = _usable(beside, place)
    if [(pole.name, pole.sign) for pole in learned.poles] != [(pole.name, pole.sign) for pole in lexicon.poles]:
        raise LexiconError(f"has other poles than {path}.", where=str(beside), fix="Learn it again with that axis.")
    return replace(lexicon, learned=learned)


def _usable(path: Path, place: str) -> Lexicon:
    lexicon, faults = parse_lexicon(path, place)
    if lexicon is None or faults:
        raise LexiconError(_summary(faults), where="", fix=f"See all of them with: framing lexicon check {path}")
    return replace(lexicon, place=place)


def load_lexicons(names: Iterable[str] = DEFAULT_LEXICONS, place: str = WEST) -> tuple[Lexicon, ...]:
    """Return the lexicons of these names or paths, sorted by name; two of one name are an error.

    >>> [lexicon.name for lexicon in load_lexicons()]
    ['establishment', 'loaded', 'policy']
    """
    lexicons = sorted((load_lexicon(name, place) for name in dict.fromkeys(names)), key=lambda lexicon: lexicon.name)
    for one, other in pairwise(lexicons):
        if one.name == other.name:
            raise LexiconError(f"two lexicons are called '{one.name}': {one.path} and {other.path}.")
    return tuple(lexicons)


def parse_lexicon(path: Path, place: str = WEST) -> tuple[Lexicon | None, list[Fault]]:
    """Return the lexicon of a file and the faults that keep it from being used (None when it has any)."""
    raw = read_toml(path)
    parser = Parser(str(path), path.read_text(encoding="utf-8"))
    actors = load_actors(path.parent, place)
    parts = parser.parse(raw, actors)
    if parser.faults:
        return None, sorted(set(parser.faults))
    parts["frames"] = tuple(_only_here(frame, place) for frame in parts["frames"])
    used = _used_actors(parts["frames"], actors)
    return Lexicon(**parts, actors=used, digest=_digest(raw, used), path=str(path)), []


def load_actors(folder: Path, place: str = WEST) -> Mapping[str, ActorList]:
    """Return the lists in `actors/` and `words/` of a lexicon's folder and, where it lacks them, the package's.

    Actors are sorted as the place sees them: its own power under `us`, its adversaries under `adversary`.
    """
    shipped = shipped_folder("lexicons")
    if folder.name == LEARNED:
        folder = folder.parent
    return _load_actors(tuple(dict.fromkeys((shipped.resolve(), folder.resolve()))), place)


@cache
def _load_actors(folders: tuple[Path, ...], place: str) -> Mapping[str, ActorList]:
    lists: dict[str, RawList] = {}
    for folder in folders:
        for kind in ("actors", "words"):
            lists |= _read_lists(folder / kind)
    return {name: _actor_list(name, raw) for name, raw in seen_from(place, lists).items()}


def _read_lists(folder: Path) -> dict[str, RawList]:
    lists: dict[str, RawList] = {}
    for path in sorted(folder.glob("*.toml")):
        for name, raw in read_toml(path).get("lists", {}).items():
            if name in lists:
                raise LexiconError(f"the actor list '{name}' is defined twice", where=str(path), fix="Rename one.")
            for number, actor in enumerate(raw.get("actors", [])):
                _check_actor(actor, f"{path}: lists.{name}.actors[{number}]")
            lists[name] = raw
    return lists


def _actor_list(name: str, raw: RawList) -> ActorList:
    if "words" in raw:
        return ActorList(name, tuple(sorted(raw["words"])), words=True)
    actors = raw.get("actors", [])
    exact = {form for actor in actors for form in actor.get("case", [])}
    forms = {form for actor in actors for form in (actor["name"], *actor.get("forms", []))}
    return ActorList(name, tuple(sorted(forms - exact)), tuple(sorted(exact)))


def _check_actor(actor: object, where: str) -> None:
    if not isinstance(actor, dict) or not isinstance(actor.get("name"), str):
        raise LexiconError("is no actor.", where=where, fix='Write { name = "…", forms = ["…"] }.')
    for key, value in actor.items():
        if key not in _ACTOR_KEYS:
            raise LexiconError(f"'{key}' is an unknown key.", where=where, fix=nearest(key, _ACTOR_KEYS))
        if key != "name" and not (isinstance(value, list) and all(isinstance(form, str) for form in value)):
            raise LexiconError(f"'{key}' must be a list of texts.", where=where)


def _only_here(frame: Frame, place: str) -> Frame:
    here = tuple(entry for entry in frame.entries if entry.place in ("", place))
    return frame if len(here) == len(frame.entries) else replace(frame, entries=here)


def _used_actors(frames: Iterable[Frame], actors: Mapping[str, ActorList]) -> dict[str, ActorList]:
    """All lists as soon as one is asked for: an actor of another list can hide one of this ("Latin America")."""
    texts = (
        text
        for frame in frames
        for entry in frame.entries
        for text in (entry.text, *entry.guards.exceptions, *entry.guards.near, *entry.guards.not_near)
    )
    return dict(sorted(actors.items())) if any("{" in text for text in texts) else {}


def _digest(raw: Mapping[str, Any], actors: Mapping[str, ActorList]) -> str:
    """A hash of all that can change a result: notes, titles and the order of frames and entries cannot."""
    frames = {name: _effective(frame) for name, frame in raw["frames"].items()}
    signs = {name: pole["sign"] for name, pole in raw.get("poles", {}).items()}
    lists = {name: [actors[name].forms, actors[name].exact] for name in sorted(actors)}
    effective: list[object] = [raw["name"], signs, frames, lists]
    if "calibration" in raw:
        effective.append(raw["calibration"])
    text = json.dumps(effective, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _effective(frame: Mapping[str, Any]) -> list[object]:
    """A frame's pole and entries without their notes, in no particular order."""
    bare: list[str] = []
    for entry in frame["entries"]:
        if isinstance(entry, str):
            bare.append(f"{entry}\t{{}}")
            continue
        shared = {key: entry[key] for key in entry if key not in ENTRY_TEXTS}
        texts = shared.pop("texts", None) or [shared["text"]]
        shared.pop("text", None)
        rest = _IN_ORDER.encode(shared)
        bare += [f"{text}\t{rest}" for text in texts]
    return [frame.get("pole", ""), sorted(bare)]


def _summary(faults: list[Fault]) -> str:
    shown = "; ".join(map(str, faults[:_SHOWN_FAULTS]))
    more = len(faults) - _SHOWN_FAULTS
    return f"{shown}{f'; and {more} more' if more > 0 else ''}."
