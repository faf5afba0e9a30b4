"""Forms: an empty table that a class's answers are typed into, and the key that `framing agree` reads beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from framing.classroom.model import Activity, Answer, Answers, Item, Sheet, Worksheet
from framing.coding.cells import digest, flatten, guard
from framing.reports.worksheets.phrases import say_text, texts
from framing.tables import csv_lines

KEY = "key.csv"
PUPILS = 30
"""Columns for pupils, more than most classes need; empty ones are not read."""
_FORM = "answers"
_PUPIL = "P"


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing to tick: its code, the same in every version, its words, the answers there are and the key's."""

    code: str
    where: str
    question: str
    text: str
    one_of: str
    right: str = ""
    source: str = ""


def write_forms(worksheet: Worksheet) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of a form for each version, and of the key; nothing where nothing is ticked."""
    forms = name_forms(worksheet)
    for at, name in enumerate(forms):
        pupils = [f"{worksheet.sheets[at].version or _PUPIL}{number}" for number in range(1, PUPILS + 1)]
        yield name, _write([_form_row(cell) for cell in _cells(worksheet, at)], pupils)
    if forms:
        yield KEY, _write([_key_row(cell) for cell in _cells(worksheet, 0)])


def _write(rows: Sequence[dict[str, str]], empty: Sequence[str] = ()) -> bytes:
    """The rows as a table, with `empty` columns behind them; there is one row at least."""
    # spreadsheet programs take a file for UTF-8 by the mark at its start alone
    return "".join(csv_lines(rows, (*rows[0], *empty))).encode("utf-8-sig")


def _form_row(cell: Cell) -> dict[str, str]:
    first = {"where": cell.where, "item": cell.code, "question": cell.question}
    return {**first, "text": guard(cell.text), "one_of": guard(cell.one_of)}


def _key_row(cell: Cell) -> dict[str, str]:
    answer = {"item": cell.code, "question": cell.question, "answer": cell.right}
    return {**answer, "source": guard(cell.source), "digest": digest(cell.text)}


def name_forms(worksheet: Worksheet) -> tuple[str, ...]:
    """Return the names of the forms, one a version; () where the sheets have nothing to tick."""
    if not any(activity.name in texts["forms"]["asked"] for activity in worksheet.sheets[0].activities):
        return ()
    versions = (sheet.version.lower() for sheet in worksheet.sheets)
    return tuple(f"{_FORM}-{version}.csv" if version else f"{_FORM}.csv" for version in versions)


def is_form(name: str) -> bool:
    """Return whether a file of this name is a form, which answers are typed into."""
    return name.startswith(_FORM) and name.endswith(".csv")


def _cells(worksheet: Worksheet, at: int) -> list[Cell]:
    """The cells of a version, in the order of its sheet."""
    codes = _codes(worksheet.sheets[0])
    sheet, key = worksheet.sheets[at], worksheet.keys[at]
    both = zip(sheet.activities, key.answers, strict=True)
    made: list[Cell] = []
    for number, (activity, answers) in enumerate(both, start=1):
        if activity.name in texts["forms"]["asked"]:
            where = f"{sheet.version} {number}" if sheet.version else str(number)
            made += _activity_cells(worksheet, activity, answers, where, codes)
    return made


def _codes(sheet: Sheet) -> Mapping[str, str]:
    """A code for each item to tick, by its id: its question and its number on the first sheet."""
    asked = texts["forms"]["asked"]
    return {
        f"{one.name} {item.id}": f"{asked[one.name]['question']}-{number}"
        for one in sheet.activities
        if one.name in asked
        for number, item in enumerate(one.items, start=1)
    }


def _activity_cells(
    worksheet: Worksheet, activity: Activity, answers: Answers, where: str, codes: Mapping[str, str]
) -> Iterator[Cell]:
    asked = texts["forms"]["asked"][activity.name]
    for place, (item, answer) in enumerate(zip(activity.items, answers.answers, strict=True), start=1):
        code, spot = codes[f"{activity.name} {item.id}"], f"{texts['forms']['sheet']} {where}.{place}"
        blank = Cell(code, spot, asked["question"], item.text, asked["one_of"])
        if activity.columns:
            yield from _grid_cells(worksheet, blank, answer, asked["values"])
        else:
            yield _ticked(worksheet, blank, item, answer, asked["values"])


def _grid_cells(worksheet: Worksheet, row: Cell, answer: Answer, values: Mapping[str, str]) -> Iterator[Cell]:
    """The cells of one row of a grid, a cell a text."""
    for text, cell in zip(worksheet.texts, answer.rows[0], strict=True):
        named = say_text(text.number)
        yield replace(
            row,
            code=f"{row.code}-text-{text.number}",
            where=f"{row.where}, {named}",
            text=flatten(f"{named}: {row.text}"),
            right=values[cell.code],
            source=text.source,
        )


def _ticked(worksheet: Worksheet, blank: Cell, item: Item, answer: Answer, values: Sequence[str]) -> Cell:
    """The cell of an item with boxes; without values of their own, these are the texts by their numbers."""
    names = values or [str(text.number) for text in worksheet.texts]
    about = worksheet.texts[int(item.id.partition("@")[0]) - 1]
    right = names[answer.chosen[0]] if answer.chosen else ""
    # whose headline it is, is what is asked
    source = about.source if values else ""
    return replace(blank, text=flatten(item.text or say_text(about.number)), right=right, source=source)
