"""Phrases: the wording of worksheets, from worksheet.toml and the values of remarks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from framing.classroom.model import Figures, Place, Remark, Value, Worksheet
from framing.errors import FramingError
from framing.lexicons.model import Lexicon
from framing.reports.wording import one_line, say_decimal, say_direction, say_interval, say_whole
from framing.scores import Score
from framing.shipped import read_toml

texts: Mapping[str, Any] = read_toml(Path(__file__).parent.with_name("worksheet.toml"), FramingError)
"""The texts of worksheets, by table and key, as in worksheet.toml."""


class Phrases:
    """The phrases of one worksheet: those about scores name the poles of its axis."""

    def __init__(self, worksheet: Worksheet) -> None:
        self.axis: Lexicon | None = worksheet.axis

    def say(self, remark: Remark) -> str:
        """Return a remark in words."""
        values = {name: self._value(name, value) for name, value in remark.values}
        code = "only_quoted_unnamed" if remark.code == "only_quoted" and not values["speakers"] else remark.code
        return str(texts["said"][code]).format(**values)

    def say_all(self, remarks: Iterable[Remark]) -> tuple[str, ...]:
        """Return remarks in words, each once."""
        return tuple(dict.fromkeys(map(self.say, remarks)))

    def say_sides(self) -> str:
        """Return what the sides of the axis mean, "" where their titles say it."""
        return str(texts["axes"].get(self.axis.name, "")) if self.axis else ""

    def say_score(self, score: Score) -> str:
        """Return where a text stands, in the words of the axis's own poles, or why the tool does not say."""
        told = texts["scores"]
        if score.direction is None or self.axis is None:
            return str(told["refused"]).format(refusal=score.refusal)
        pole = self.axis.pole_of(1 if score.direction > 0 else -1)
        slightly = str(told["slightly"]).format(pole=pole.title)
        step = told["neutral"] if score.step == "neutral" else pole.title if score.step == pole.name else slightly
        return str(told["placed"]).format(step=step, direction=say_direction(score), interval=say_interval(score))

    @staticmethod
    def list_texts(numbers: Iterable[str]) -> str:
        """Return texts by their names on the sheets ("Text 1, Text 3")."""
        return ", ".join(map(say_text, numbers))

    def _value(self, name: str, value: Value) -> str:
        if isinstance(value, Score):
            return self.say_score(value)
        if isinstance(value, Place):
            return say_place(value)
        if isinstance(value, tuple):
            return self.list_texts(value) if name == "texts" else ", ".join(map(one_line, value))
        if isinstance(value, str):
            return str(texts["parts"].get(value, value)) if name == "part" else one_line(value)
        return say_decimal(value) if isinstance(value, float) else say_whole(value)


def say_text(number: str | int) -> str:
    """Return a text's name on the sheets ("Text 2")."""
    return str(texts["paper"]["text"]).format(number=number)


def say_place(place: Place) -> str:
    """Return where words stand ("Text 2, paragraph 3")."""
    key = "cite" if place.paragraph else "cite_headline"
    return str(texts["paper"][key]).format(text=place.text, paragraph=place.paragraph)


def say_texts(count: int) -> str:
    """Return how many texts there are ("3 texts")."""
    return str(texts["paper"]["one_text" if count == 1 else "texts"]).format(count=say_whole(count))


def say_errors(figures: Figures) -> str:
    """Return in one sentence how often the tool was found to be wrong."""
    told = {"voices": figures.voices.wrong, "labels": figures.labels.wrong}
    if figures.sides:
        return str(texts["errors"]["sided"]).format(sides=figures.sides.wrong, **told)
    return str(texts["errors"]["unmeasured" if figures.sided else "unsided"]).format(**told)


def say_measures(figures: Figures) -> tuple[str, ...]:
    """Return what each of these figures was measured by and on."""
    known = (("sides", figures.sides), ("voices", figures.voices), ("labels", figures.labels))
    measured = (
        str(texts["errors"][f"measured_{name}"]).format(measured=one.measured, on=one.on)
        for name, one in known
        if one
    )
    return (*measured, str(texts["errors"]["not_measured"]))
