"""Sheets: what a pupil handed in, read from the form of a lesson, and the class's answers as a table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from framing.serving.lessons import KINDS, SIDES, Lesson
from framing.serving.limits import RefusalError
from framing.serving.saying import say
from framing.serving.tallies import Answer

COLUMNS = ("item", "coder", "question", "answer")
_CHOICE = re.compile(r"(side|kind)-(\d{1,4})")
_PLACE = re.compile(r"(\d{1,4})\.(\d{1,5})")


def read_answer(fields: Iterable[tuple[str, str]], lesson: Lesson) -> Answer:
    """Return the answer that a sheet's fields hold; raises RefusalError where they are not of this lesson."""
    chosen: dict[str, dict[int, str]] = {"side": {}, "kind": {}}
    allowed: dict[str, Sequence[str]] = {"side": SIDES, "kind": KINDS}
    words: set[tuple[int, int]] = set()
    for name, value in fields:
        choice, place = _CHOICE.fullmatch(name), _PLACE.fullmatch(value) if name == "word" else None
        if choice and int(choice[2]) < len(lesson.parts) and value in allowed[choice[1]]:
            chosen[choice[1]][int(choice[2])] = value
        elif place and _is_word(lesson, int(place[1]), int(place[2])):
            words.add((int(place[1]), int(place[2])))
        else:
            raise RefusalError(422, say("problems.answers"))
    return Answer(chosen["side"], chosen["kind"], tuple(sorted(words)))


def _is_word(lesson: Lesson, number: int, place: int) -> bool:
    return number < len(lesson.parts) and place < len(lesson.parts[number].words)


def write_answers(lesson: Lesson, answers: Mapping[int, Answer]) -> str:
    """Return a class's answers as CSV: a row a pupil, item and question, without any text."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for pupil, answer in sorted(answers.items()):
        table.writerows((item, f"P{pupil}", question, value) for item, question, value in _rows(lesson, answer))
    return out.getvalue()


def _rows(lesson: Lesson, answer: Answer) -> Iterator[tuple[str, str, str]]:
    names = {"minus": lesson.minus[0], "neither": say("pupil.neither"), "plus": lesson.plus[0]}
    marked = set(answer.words)
    for number, part in enumerate(lesson.parts):
        item = f"S{number + 1}"
        if number in answer.sides:
            yield item, "side", names[answer.sides[number]]
        if number in answer.kinds:
            yield item, "kind", answer.kinds[number]
        for place in range(len(part.words)):
            yield f"{item}.{place + 1}", "word", "marked" if (number, place) in marked else "not marked"
