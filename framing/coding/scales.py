"""Scales: which answers to a question are allowed, in which order, and how far apart they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from framing.coding.questions import Codebook, Level, Question, Wanted, level_of, number_of
from framing.errors import UsageError, nearest


@dataclass(frozen=True, slots=True)
class Scale:
    """The answers to one question: `values` by name in their order; `given` says that no other will do.

    `title` is what the question is called, "" where it has no name.
    """

    question: str
    title: str
    level: Level
    values: tuple[str, ...]
    given: bool
    _places: Mapping[str, int] = field(repr=False, compare=False, default_factory=dict)

    def place(self, text: str) -> int | None:
        """Return the number of the value that an answer means, None for none; capitals do not matter, "+1" is 1."""
        return self._places.get(fold(text))

    @property
    def numbers(self) -> tuple[float, ...]:
        """The numbers that the values spell, their places where one is no number."""
        found = [number_of(value) for value in self.values]
        return tuple(float(place) if None in found else one or 0.0 for place, one in enumerate(found))

    def advise(self, text: str) -> str:
        """Return what to write instead of an answer that is not on the scale."""
        return nearest(text, self.values) if number_of(text) is None else f"Known: {', '.join(self.values)}."


def make_scale(question: str, texts: Iterable[str], codebook: Codebook, wanted: Wanted) -> Scale:
    """Return the scale of a question: as wanted, else as in the codebook, else of whatever was answered.

    Answers to a question that no codebook knows are nominal; numbers are put in their order, words in the
    alphabet's. Raises UsageError where the scale wanted does not fit the answers.
    """
    known = codebook.questions.get(question)
    names = wanted.values or (known.names if known else ())
    values = names or _values_of(texts)
    level = level_of(wanted.level) if wanted.level else _level(known, bool(wanted.values))
    _need_order(question, level, values, bool(names))
    places = {fold(value): place for place, value in enumerate(values)}
    return Scale(question, known.title if known else question, level, values, bool(names), places)


def _level(known: Question | None, own_values: bool) -> Level:
    return level_of(known.level) if known and not own_values else "nominal"


def _values_of(texts: Iterable[str]) -> tuple[str, ...]:
    spelled: dict[str, Counter[str]] = {}
    for text in texts:
        spelled.setdefault(fold(text), Counter())[text] += 1
    values = [max(ways, key=lambda way: (ways[way], way)) for ways in spelled.values()]
    numbers = {value: number_of(value) for value in values}
    if None in numbers.values():
        return tuple(sorted(values, key=lambda value: (value.casefold(), value)))
    return tuple(sorted(values, key=lambda value: (numbers[value] or 0.0, value)))


def _need_order(question: str, level: Level, values: Sequence[str], given: bool) -> None:
    wordy = next((value for value in values if number_of(value) is None), "")
    if level == "nominal" or not wordy or (level == "ordinal" and given):
        return
    about = f"the answers to “{question}”" if question else "the answers"
    if level == "interval":
        fix = "Use --scale ordinal with --values LOWEST,…,HIGHEST, or --scale nominal."
        raise UsageError(f"{about} hold “{wordy}”, which is no number: the scale cannot be interval.", fix=fix)
    fix = "Give --values LOWEST,…,HIGHEST."
    raise UsageError(f"{about} hold “{wordy}”: nothing tells the order of words.", fix=fix)


def fold(text: str) -> str:
    """Return what two answers that mean the same have in common: no capitals, and one spelling of a number.

    >>> fold("Fact"), fold("+2") == fold("2.0"), fold("−1")
    ('fact', True, '-1')
    """
    number = number_of(text)
    if number is None:
        return " ".join(text.casefold().split())
    return str(int(number)) if number == int(number) else str(number)
