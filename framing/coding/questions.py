"""Questions: what coders are asked about an item, on which scale, and what each answer means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from framing.errors import UsageError, nearest
from framing.shipped import read_cues, read_toml

Level = Literal["nominal", "ordinal", "interval"]
LEVELS: tuple[Level, ...] = get_args(Level)
FREE = "free"
"""The level of a question that is answered in one's own words, and not counted."""
Unit = Literal["claim", "document"]
UNITS: tuple[Unit, ...] = get_args(Unit)
TOOLS = ("", "kind", "voice", "stance")
"""What the program itself reads in an item."""

_LARGEST = 1e9
"""Numbers beyond this are no answers on a scale."""
_SHIPPED = Path(__file__).with_name("codebook.toml")
_KEYS = frozenset(("title", "level", "units", "tool", "ask", "rules", "values", "examples"))
_VALUE_KEYS = frozenset(("name", "means", "examples", "tool"))


@dataclass(frozen=True, slots=True)
class Value:
    """One answer: its name, what it means, examples, and the program's readings that count as it."""

    name: str
    means: str = ""
    examples: tuple[str, ...] = ()
    tool: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `values` are the answers in the order of the scale, () where any answer will do.

    `level` is "nominal", "ordinal", "interval" or "free"; `tool` names the reading of the program that answers it
    ("kind", "voice", "stance"), "" for none.
    """

    name: str
    title: str
    level: str = "nominal"
    values: tuple[Value, ...] = ()
    units: tuple[str, ...] = UNITS
    ask: str = ""
    rules: tuple[str, ...] = ()
    tool: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the answers, in the order of the scale."""
        return tuple(value.name for value in self.values)

    def answer_of(self, reading: str) -> str:
        """Return the answer that a reading of the program counts as, "" for none."""
        return next((value.name for value in self.values if reading in value.tool), "")


@dataclass(frozen=True, slots=True)
class Codebook:
    """The questions by name, in their order, with the words of the codebook's page."""

    name: str
    version: str
    questions: Mapping[str, Question]
    page: Mapping[str, Any]

    def of(self, unit: str) -> tuple[Question, ...]:
        """Return the questions asked about a "claim" or a "document"."""
        return tuple(question for question in self.questions.values() if unit in question.units)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a call says of the answers, "" and () where it says nothing.

    `question` is the one to be measured, and the one that answers without a question's name belong to; `by` the
    column that groups are made by; `level` and `values` (in their order) hold for every question.
    """

    question: str = ""
    by: str = ""
    level: str = ""
    values: tuple[str, ...] = ()


def load_codebook(path: str | Path = "", axis: str = "", poles: tuple[str, str] = ("minus", "plus")) -> Codebook:
    """Return the shipped codebook, or that of a TOML file, its questions worded for an axis.

    `axis` picks the examples that are meant for it; `poles` are the titles of its minus and plus pole.
    Raises UsageError naming file and key where the file is no codebook.
    """
    where = str(path or _SHIPPED)
    data = _read(where)
    unknown = sorted(set(data) - {"name", "version", "page", "questions"})
    _refuse(f"has the unknown key '{unknown[0]}'." if unknown else "", where)
    tables = data.get("questions")
    if not isinstance(tables, dict) or not tables:
        raise UsageError("has no questions.", where=where, fix="Write a table [questions.NAME] for each.")
    questions = {name: _question(name, table, axis, where) for name, table in tables.items()}
    filled = {name: _fill(question, poles) for name, question in questions.items()}
    page = {**_read(str(_SHIPPED))["page"], **data.get("page", {})}
    return Codebook(str(data.get("name", "")), str(data.get("version", "")), filled, page)


@cache
def _read(path: str) -> dict[str, Any]:
    return read_toml(Path(path), UsageError)


def _question(name: str, table: Any, axis: str, where: str) -> Question:
    place = f"{where}: questions.{name}"
    if not isinstance(table, dict) or not name.strip() or name.casefold() in _reserved():
        raise UsageError("cannot be a question.", where=place, fix="Give it a table, and a name that no column has.")
    _need_known(table, _KEYS, place)
    level = table.get("level", "nominal")
    _need_name(str(level), (*LEVELS, FREE), place)
    examples = table.get("examples", {}).get(axis, {})
    values = tuple(_values(table.get("values", []), examples, place))
    _need_scale(level, values, place)
    _need_name(str(table.get("tool", "")), TOOLS, place)
    return Question(
        name=name,
        title=str(table.get("title", name)),
        level=level,
        values=values,
        units=_words(table.get("units", UNITS), place),
        ask=str(table.get("ask", "")),
        rules=_words(table.get("rules", ()), place),
        tool=str(table.get("tool", "")),
    )


@cache
def _reserved() -> frozenset[str]:
    """Headings that are taken for something else in a table of answers."""
    known = read_cues("answers")
    taken = (names for kind, names in known["columns"].items() if kind != "note")
    return frozenset(name for names in (*taken, known["other"]["words"]) for name in names)


def _values(tables: Any, examples: Mapping[str, str], place: str) -> Iterator[Value]:
    for table in tables if isinstance(tables, list) else ():
        if not isinstance(table, dict) or not str(table.get("name", "")).strip():
            raise UsageError("has a value without a name.", where=place, fix='Write name = "…" in each.')
        _need_known(table, _VALUE_KEYS, place)
        name = str(table["name"]).strip()
        given = _words(table.get("examples", ()), place)
        own = (str(examples[name]),) if name in examples else ()
        yield Value(name, str(table.get("means", "")), given + own, _words(table.get("tool", ()), place))


def _need_scale(level: str, values: tuple[Value, ...], place: str) -> None:
    names = [value.name.casefold() for value in values]
    twice = next((name for name in names if names.count(name) > 1), "")
    _refuse(f"has the value '{twice}' twice." if twice else "", place)
    _refuse("has a single value: there is nothing to choose." if len(names) == 1 else "", place)
    if level == "ordinal" and not names:
        raise UsageError(
            "is ordinal but has no values.", where=place, fix="List them from the lowest to the highest."
        )
    bad = next((name for name in names if level == "interval" and number_of(name) is None), "")
    _refuse(f"is an interval scale, but '{bad}' is no number." if bad else "", place)


def _need_known(table: Mapping[str, Any], known: frozenset[str], place: str) -> None:
    for key in table:
        if key not in known:
            raise UsageError(f"has the unknown key '{key}'.", where=place, fix=nearest(key, known))


def _need_name(name: str, known: tuple[str, ...], place: str) -> None:
    if name not in known:
        raise UsageError(f"has the unknown '{name}'.", where=place, fix=nearest(name, filter(None, known)))


def _words(given: Any, place: str) -> tuple[str, ...]:
    if not isinstance(given, list | tuple):
        raise UsageError(f"has {given!r} where a list is needed.", where=place, fix='Write ["…", "…"].')
    return tuple(map(str, given))


def _refuse(what: str, where: str) -> None:
    if what:
        raise UsageError(what, where=where)


def _fill(question: Question, poles: tuple[str, str]) -> Question:
    def fill(text: str) -> str:
        return text.replace("{minus}", poles[0]).replace("{plus}", poles[1])

    values = tuple(Value(one.name, fill(one.means), one.examples, one.tool) for one in question.values)
    rules = tuple(map(fill, question.rules))
    named = (question.name, question.title, question.level, values, question.units)
    return Question(*named, fill(question.ask), rules, question.tool)


def level_of(name: str) -> Level:
    """Return the level of that name; raise UsageError where there is none."""
    if name not in LEVELS:
        raise UsageError(f"there is no scale '{name}'.", fix=nearest(name, LEVELS))
    return name


def number_of(text: str) -> float | None:
    """Return the number that a text spells, with a true minus, a plus or a decimal comma, else None.

    >>> number_of("−2"), number_of("+1,5"), number_of("two")
    (-2.0, 1.5, None)
    """
    try:
        value = float(text.strip().replace("\u2212", "-").replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) <= _LARGEST else None
