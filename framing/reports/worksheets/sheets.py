"""Sheets and handouts: what pupils get, block by block; nothing of a key is in reach here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.classroom.model import Activity, Item, Sheet, Text, Worksheet
from framing.reports.worksheets.papers import (
    Blank,
    Block,
    Bullets,
    Choice,
    Heading,
    Paper,
    Passage,
    Prose,
    Table,
    Task,
)
from framing.reports.worksheets.phrases import Phrases, say_errors, say_place, say_text, say_texts, texts

LEAD_COLUMN = 40
"""Percent of a grid's width for its facts; the columns of the texts share the rest."""
OF_SIDES = frozenset(("stance", "flip", "court"))
"""Activities that ask for a side."""
SPEAKER_COLUMNS = (34, 28, 22, 16)
COURT_COLUMNS = (12, 22, 22, 44)


def lay_out_handout(worksheet: Worksheet) -> Paper:
    """Return the texts without headlines and sources, their paragraphs numbered."""
    told, count = texts["handout"], len(worksheet.texts)
    about = str(told["about"]).format(texts=say_texts(count)) if count > 1 else str(told["one"])
    title = str(texts["paper"]["handout"])
    blocks: list[Block] = [Heading(1, title), Prose(about)]
    for text in worksheet.texts:
        blocks += _handed_out(text)
    return Paper("texts", title, title, tuple(blocks))


def _handed_out(text: Text) -> list[Block]:
    return [Heading(2, say_text(text.number)), Passage(tuple((one.number, one.text) for one in text.paragraphs))]


def lay_out_sheet(worksheet: Worksheet, sheet: Sheet) -> Paper:
    """Return one version of the sheet."""
    told = texts["paper"]
    title = str(told["sheet"]).format(texts=say_texts(len(worksheet.texts)))
    version = str(told["version"]).format(version=sheet.version) if sheet.version else ""
    head: list[Block] = [
        Heading(1, title, version),
        Blank(told["code"], 0),
        Blank(told["date"], 0),
        Prose(texts["sheet"]["about"]),
        Prose(say_errors(worksheet.figures), "note"),
    ]
    phrases = Phrases(worksheet)
    body = (
        block
        for number, activity in enumerate(sheet.activities, start=1)
        for block in _lay_out(phrases, activity, number, worksheet)
    )
    name = f"sheet-{sheet.version.lower()}" if sheet.version else "sheet"
    return Paper(name, title, f"{title} · {version}" if version else title, (*head, *body))


def heading_of(activity: str, number: int, timed: bool = True) -> Heading:
    """Return the heading of an activity, with the minutes it takes."""
    told = texts["activities"][activity]
    minutes = str(texts["paper"]["minutes"]).format(minutes=told["minutes"])
    return Heading(2, f"{number}  {told['title']}", minutes if timed else "")


def _lay_out(phrases: Phrases, activity: Activity, number: int, worksheet: Worksheet) -> Iterator[Block]:
    told = texts["activities"][activity.name]
    yield heading_of(activity.name, number)
    yield Prose(say_task(phrases, activity), "task")
    if activity.name in OF_SIDES and (sides := phrases.say_sides()):
        yield Prose(sides, "note")
    if activity.columns and not activity.rows:
        yield _grid(phrases, activity, number)
    for place, item in enumerate(activity.items, start=1):
        if activity.rows:
            yield _empty_table(phrases, activity, item)
        elif not activity.columns:
            blanks = tuple(Blank(label, lines) for label, lines in told["fields"])
            yield _task(phrases, item, f"{number}.{place}", blanks)
    if activity.columns:
        yield from (Blank(label, lines) for label, lines in told["fields"])
    if activity.name == "court":
        yield from _court(worksheet)
    yield Prose(texts["paper"]["talk"], "label")
    yield Bullets(tuple(told["talk"]))


def say_task(phrases: Phrases, activity: Activity) -> str:
    """Return what an activity asks for."""
    told = texts["activities"][activity.name]
    values = {name: str(value) for remark in activity.given for name, value in remark.values}
    plain = "task_loaded" in told and phrases.axis is None
    return str(told["task_loaded" if plain else "task"]).format(**values)


def _task(phrases: Phrases, item: Item, number: str, blanks: tuple[Blank, ...]) -> Task:
    choices = tuple(Choice(phrases.say(one)) for one in item.choices)
    cite = say_place(item.place) if item.place else ""
    return Task(number, item.runs, cite, phrases.say_all(item.given), choices, blanks=blanks)


def _grid(phrases: Phrases, activity: Activity, number: int) -> Table:
    head = tuple(map(phrases.say, activity.columns))
    empty = ("",) * (len(head) - 1)
    rows = tuple((fact, *empty) for fact in name_facts(activity, number))
    return Table(head, rows, tall=True, widths=widen_lead(head))


def _empty_table(phrases: Phrases, activity: Activity, item: Item) -> Table:
    head = tuple(map(phrases.say, activity.columns))
    caption = " ".join(phrases.say_all(item.given))
    rows = tuple(("",) * len(head) for _ in range(activity.rows))
    return Table(head, rows, caption, tall=True, widths=SPEAKER_COLUMNS)


def name_facts(activity: Activity, number: int) -> tuple[str, ...]:
    """Return the facts of a grid with their numbers on the sheet."""
    return tuple(f"{number}.{place}  {item.text}" for place, item in enumerate(activity.items, start=1))


def widen_lead(head: Sequence[str]) -> tuple[int, ...]:
    """Return the widths of a grid's columns, the first the widest."""
    others = len(head) - 1
    return LEAD_COLUMN, *((100 - LEAD_COLUMN) // others for _ in range(others))


def _court(worksheet: Worksheet) -> Iterator[Block]:
    told = texts["activities"]["court"]
    yield Prose(told["after"], "label")
    if worksheet.rerun:
        yield Prose(worksheet.rerun, "command")
    rows = tuple((say_text(text.number), "", "", "") for text in worksheet.texts)
    yield Table(tuple(told["after_columns"]), rows, tall=True, widths=COURT_COLUMNS)
