"""Tallies: what a class answered, sentence by sentence, how far it agrees, and how far with the tool."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from framing.coding.alphas import DRAWS, alphas, draw_items_again
from framing.serving.lessons import KINDS, SIDES, Lesson, Part

if TYPE_CHECKING:
    import numpy as np

LEAST = 5
"""Pupils below which nothing is broken down: with fewer, an answer could be read off as somebody's."""
DISPUTED = 3
_SEED = 0
"""That of framing agree, so that both give the same interval."""
_PERCENTILES = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one pupil handed in: a side and a kind by the number of the sentence, and words by sentence and place."""

    sides: Mapping[int, str] = field(default_factory=dict)
    kinds: Mapping[int, str] = field(default_factory=dict)
    words: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: how many gave it, their share, and whether it is the tool's."""

    name: str
    count: int
    share: float
    tool: bool


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sentence: by how many pupils it was marked, and whether the tool marks it."""

    text: str
    count: int
    tool: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence with what the class made of it; `sides` and `kinds` are empty where too few answered."""

    number: int
    part: Part
    sides: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a class agrees on one question; None where it cannot be told. Shares in [0, 1], alpha at most 1."""

    question: str
    pairs: float | None
    alpha: float | None
    low: float | None
    high: float | None
    tool: float | None


@dataclass(frozen=True, slots=True)
class Tally:
    """What a class sees after the reveal; `shown` tells whether there are enough pupils to break answers down."""

    handed: int
    shown: bool
    told: tuple[Told, ...]
    agreements: tuple[Agreement, ...] = ()
    disputed: tuple[int, ...] = ()


def tally(lesson: Lesson, answers: Sequence[Answer]) -> Tally:
    """Return what the class made of each sentence, its agreement by question, and the most disputed sentences."""
    shown = len(answers) >= LEAST
    told = tuple(_tell(number, part, answers if shown else ()) for number, part in enumerate(lesson.parts))
    if not shown:
        return Tally(len(answers), shown, told)
    disputes = {one.number: _dispute(one.sides) for one in told}
    first = sorted((number for number in disputes if disputes[number] > 0), key=lambda number: -disputes[number])
    agreements = tuple(_agree(*asked) for asked in _questions(lesson, answers))
    return Tally(len(answers), shown, told, agreements, tuple(first[:DISPUTED]))


def _tell(number: int, part: Part, answers: Sequence[Answer]) -> Told:
    marked = Counter(place for answer in answers for sentence, place in answer.words if sentence == number)
    return Told(
        number=number,
        part=part,
        sides=_choices([answer.sides.get(number, "") for answer in answers], SIDES, part.side),
        kinds=_choices([answer.kinds.get(number, "") for answer in answers], KINDS, part.kind),
        words=tuple(Word(word, marked[place], place in part.marked) for place, word in enumerate(part.words)),
    )


def _choices(given: Sequence[str], names: Sequence[str], tool: str) -> tuple[Choice, ...]:
    counts = Counter(filter(None, given))
    total = counts.total()
    if total < LEAST:
        return ()
    return tuple(Choice(name, counts[name], counts[name] / total, name == tool) for name in names)


def _dispute(choices: Sequence[Choice]) -> float:
    """Return the share of pairs that differ."""
    return 1 - sum(choice.share**2 for choice in choices) if choices else 0.0


Asked = tuple[str, str, list[list[int]], list[int]]
"""A question: its name, its level, how many gave each item which value, and the tool's value (−1 for none)."""


def _questions(lesson: Lesson, answers: Sequence[Answer]) -> Iterator[Asked]:
    parts = list(enumerate(lesson.parts))
    sides = [_count([answer.sides.get(number, "") for answer in answers], SIDES) for number, _ in parts]
    yield "side", "ordinal", sides, [SIDES.index(part.side) for _, part in parts]
    kinds = [_count([answer.kinds.get(number, "") for answer in answers], KINDS) for number, _ in parts]
    yield "kind", "nominal", kinds, [KINDS.index(part.kind) if part.kind else -1 for _, part in parts]
    marked = Counter(word for answer in answers for word in answer.words)
    places = [(number, place, part) for number, part in parts for place in range(len(part.words))]
    words = [[len(answers) - marked[number, place], marked[number, place]] for number, place, _ in places]
    yield "words", "nominal", words, [int(place in part.marked) for _, place, part in places]


def _count(given: Sequence[str], names: Sequence[str]) -> list[int]:
    counts = Counter(given)
    return [counts[name] for name in names]


def _agree(question: str, level: str, counts: list[list[int]], tool: list[int]) -> Agreement:
    same = sum(count * (count - 1) for row in counts for count in row)
    pairs = sum(sum(row) * (sum(row) - 1) for row in counts)
    fitting = [(row[right], sum(row)) for row, right in zip(counts, tool, strict=True) if right >= 0]
    asked = sum(total for _, total in fitting)
    alpha, low, high = _alpha(counts, level)
    return Agreement(
        question=question,
        pairs=same / pairs if pairs else None,
        alpha=alpha,
        low=low,
        high=high,
        tool=sum(right for right, _ in fitting) / asked if asked else None,
    )


def _alpha(counts: list[list[int]], level: str) -> tuple[float | None, float | None, float | None]:
    import numpy as np

    table = np.array(counts, dtype=float)
    scores = np.arange(table.shape[1], dtype=float)
    drawn = [alphas(table, times, scores, level) for times in draw_items_again(len(table), DRAWS, _SEED)]
    found = np.concatenate(drawn)
    rest = found[1:][~np.isnan(found[1:])]
    if np.isnan(found[0]) or len(rest) < DRAWS / 2:
        return _number(found[0]), None, None
    low, high = np.percentile(rest, _PERCENTILES)
    return _number(found[0]), _number(low), _number(high)


def _number(value: np.floating) -> float | None:
    return None if math.isnan(value) else float(value)
