"""The schema of a lexicon file: raw TOML in, values and faults out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from typing import Any

from framing.errors import nearest
from framing.lexicons.faults import Fault, line_of
from framing.lexicons.model import MAX_WEIGHT, ActorList, Calibration, Entry, Frame, Guards, Pole
from framing.lexicons.patterns import PatternError, check_guard, check_pattern, is_literal

_LEXICON_KEYS = ("name", "version", "title", "description", "language", "poles", "calibration", "frames")
_CALIBRATION_KEYS = tuple(field.name for field in fields(Calibration))
_CALIBRATION_NEEDED = frozenset(field.name for field in fields(Calibration) if field.default is MISSING)
_POLE_KEYS = ("sign", "title", "letter")
_FRAME_KEYS = ("title", "pole", "definition", "match", "miss", "entries")
ENTRY_TEXTS = ("note", "place", "period", "topic")
_ENTRY_KEYS = ("text", "texts", "weight", "except", "near", "not_near", "case", *ENTRY_TEXTS)
_PLAIN_KEYS = {"text", "texts", "weight"}
_WEIGHED_KEYS = {"texts", "weight"}
_UNGUARDED = Guards()
_LEARNED = re.compile(r"[^\W_]+(?:'[^\W_]+)*\*?(?: [^\W_]+(?:'[^\W_]+)*\*?){0,2}")
"""What a learned entry may be: one to three words, each with or without a * at its end."""
_TYPES = {str: "a text", list: "a list", dict: "a table", bool: "true or false"}


class Parser:
    """Reads one lexicon's raw TOML; `faults` grows with everything found wrong."""

    def __init__(self, path: str, source: str) -> None:
        self.path, self.source = path, source
        self.faults: list[Fault] = []
        self.actors: Mapping[str, ActorList] = {}
        self.learned = False

    def parse(self, raw: Mapping[str, Any], actors: Mapping[str, ActorList]) -> dict[str, Any]:
        """Return the fields of a Lexicon but for actors, digest and path; see `faults` before using them."""
        self.actors = actors
        self.learned = "calibration" in raw
        self._check_keys(raw, _LEXICON_KEYS, "")
        for key in ("name", "version", "title"):
            if not self._take(raw, key, str, ""):
                self._fault(key, "is missing; every lexicon has name, version and title")
        poles = self._poles(self._take(raw, "poles", dict, ""))
        frames = self._take(raw, "frames", dict, "")
        if not frames:
            self._fault("frames", "is missing; a lexicon has at least one [frames.<name>]")
        return {
            **{key: self._take(raw, key, str, "") for key in ("name", "version", "title", "description")},
            "language": self._take(raw, "language", str, "") or "en",
            "poles": poles,
            "calibration": self._calibration(raw),
            "frames": tuple(self._frame(name, frame, poles) for name, frame in frames.items()),
        }

    def _poles(self, raw: Mapping[str, Any]) -> tuple[Pole, ...]:
        poles = tuple(self._pole(name, pole) for name, pole in raw.items())
        if poles and sorted(pole.sign for pole in poles) != [-1, 1]:
            self._fault("poles", "must be exactly two, one with sign = -1 and one with sign = 1")
        if len({pole.letter for pole in poles}) < len(poles):
            self._fault("poles", "share a letter; marks are told apart by it, so give each pole another")
        return tuple(sorted(poles, key=lambda pole: pole.sign))

    def _pole(self, name: str, raw: object) -> Pole:
        key = f"poles.{name}"
        if not isinstance(raw, dict):
            self._fault(key, "must be a table")
            return Pole(name, 0, name, name[:1])
        self._check_keys(raw, _POLE_KEYS, key)
        sign = raw.get("sign")
        title = self._take(raw, "title", str, key) or name
        letter = self._take(raw, "letter", str, key) or name[:1].upper()
        return Pole(name, sign if isinstance(sign, int) else 0, title, letter)

    def _calibration(self, raw: Mapping[str, Any]) -> Calibration | None:
        if "calibration" not in raw:
            return None
        values = self._take(raw, "calibration", dict, "")
        self._check_keys(values, _CALIBRATION_KEYS, "calibration")
        given = [name for name in _CALIBRATION_KEYS if name in values or name in _CALIBRATION_NEEDED]
        for name in given:
            if isinstance(values.get(name), bool) or not isinstance(values.get(name), int | float):
                self._fault(f"calibration.{name}", "must be a number")
                return None
        return Calibration(**{name: float(values[name]) for name in given})

    def _frame(self, name: str, raw: object, poles: tuple[Pole, ...]) -> Frame:
        key = f"frames.{name}"
        if not isinstance(raw, dict):
            self._fault(key, "must be a table")
            raw = {}
        self._check_keys(raw, _FRAME_KEYS, key)
        pole = self._take(raw, "pole", str, key)
        if pole and pole not in {known.name for known in poles}:
            self._fault(f"{key}.pole", f"'{pole}' is no pole here. {nearest(pole, [p.name for p in poles])}")
        entries = self._take(raw, "entries", list, key)
        if not entries:
            self._fault(f"{key}.entries", "is empty; a frame needs entries")
        return Frame(
            name=name,
            title=self._take(raw, "title", str, key) or name,
            pole=pole,
            definition=self._take(raw, "definition", str, key),
            match=self._texts(raw, "match", key),
            miss=self._texts(raw, "miss", key),
            entries=tuple(
                one for n, entry in enumerate(entries) for one in self._entries(f"{key}.entries[{n}]", entry)
            ),
        )

    def _entries(self, key: str, raw: object) -> Iterator[Entry]:
        """One entry, or one for each of several `texts` that share weight and guards."""
        if isinstance(raw, str):
            if not self.learned and is_literal(raw):
                yield Entry(raw)
                return
            raw = {"text": raw}
        if not isinstance(raw, dict):
            self._fault(key, "must be a text or a table { text = … }")
        elif raw.keys() == _WEIGHED_KEYS:
            yield from self._weighed(key, raw)
        elif "texts" in raw:
            for text in self._texts(raw, "texts", key):
                yield self._entry(key, {**raw, "text": text})
        else:
            yield self._entry(key, raw)

    def _weighed(self, key: str, raw: Mapping[str, Any]) -> Iterator[Entry]:
        """The entries of several `texts` that share a weight and nothing else, as learned ones do."""
        texts = self._texts(raw, "texts", key)
        weight = self._weight(raw, key, texts[0] if texts else "")
        for text in texts:
            if self.learned or not is_literal(text):
                self._check_patterns(key, text, _UNGUARDED, case=False)
            yield Entry(text, weight)

    def _entry(self, key: str, raw: Mapping[str, Any]) -> Entry:
        text = self._take(raw, "text", str, key)
        if raw.keys() <= _PLAIN_KEYS:
            if self.learned or not is_literal(text):
                self._check_patterns(key, text, _UNGUARDED, case=False)
            return Entry(text, self._weight(raw, key, text))
        self._check_keys(raw, _ENTRY_KEYS, key, text)
        guards = Guards(*(self._texts(raw, name, key) for name in ("except", "near", "not_near")))
        case = bool(self._take(raw, "case", bool, key))
        self._check_patterns(key, text, guards, case)
        notes = {name: self._take(raw, name, str, key) for name in ENTRY_TEXTS}
        return Entry(text, self._weight(raw, key, text), guards, case, **notes)

    def _check_patterns(self, key: str, text: str, guards: Guards, case: bool) -> None:
        if self.learned:
            if guards or case or not _LEARNED.fullmatch(text):
                self._fault(key, f"'{text}' is no plain phrase of up to three words, as learned entries are", text)
            return
        try:
            check_pattern(text, self.actors, case)
        except PatternError as problem:
            self._fault(key, f"'{text}' {problem}", text)
        for guard in (*guards.exceptions, *guards.near, *guards.not_near):
            try:
                check_guard(guard, self.actors)
            except PatternError as problem:
                self._fault(key, f"the guard '{guard}' {problem}", text)

    def _weight(self, raw: Mapping[str, Any], key: str, text: str) -> float:
        weight = raw.get("weight", 1.0)
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 < weight <= MAX_WEIGHT:
            self._fault(f"{key}.weight", f"{weight!r} is not a number above 0 and up to {MAX_WEIGHT:g}", text)
            return 1.0
        if round(weight, 3) != weight:
            self._fault(f"{key}.weight", f"{weight} has more than three decimals", text)
        return float(weight)

    def _texts(self, raw: Mapping[str, Any], name: str, key: str) -> tuple[str, ...]:
        values = self._take(raw, name, list, key)
        if not all(isinstance(value, str) for value in values):
            self._fault(f"{key}.{name}", "must be a list of texts")
            return ()
        return tuple(values)

    def _take(self, raw: Mapping[str, Any], name: str, kind: type, key: str) -> Any:
        value = raw.get(name, kind())
        if isinstance(value, kind):
            return value
        self._fault(f"{key}.{name}".lstrip("."), f"must be {_TYPES[kind]}, not {value!r}")
        return kind()

    def _check_keys(self, raw: Iterable[str], known: tuple[str, ...], key: str, value: str = "") -> None:
        for name in raw:
            if name not in known:
                self._fault(f"{key}.{name}".lstrip("."), f"is an unknown key. {nearest(name, known)}", value)

    def _fault(self, key: str, message: str, value: str = "") -> None:
        self.faults.append(Fault(self.path, line_of(self.source, key, value), key, message))
