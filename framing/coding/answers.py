"""Answers: who answered what about which item, read from tables in any of three forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from framing.coding.cells import flatten
from framing.coding.faults import IN_KEY, Fault, Place, Unread
from framing.coding.forms import NOWHERE, Form, find_form
from framing.coding.grids import Grid, Line, read_grid
from framing.coding.questions import FREE, Codebook, Wanted
from framing.coding.sheets import DIGEST
from framing.errors import InputError
from framing.shipped import read_cues

_BY_FILE = "\0"
"""Before the number of a file, in place of a coder's label."""


@cache
def unsure_marks() -> frozenset[str]:
    """Return what people write who have looked and cannot decide."""
    return frozenset(read_cues("answers")["marks"]["unsure"])


class Answer(NamedTuple):
    """One cell: what `coder` answered to `question` ("" where it has no name) about `item`, as it was written.

    It stands in line `line` of file `file`; `group` is what stands in the column that groups are made by.
    """

    item: str
    coder: str
    question: str
    text: str
    file: int
    line: int
    group: str = ""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.file, self.line)


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file of answers: its number in the call (from 1), form ("long", "wide", "sheet"), rows and coders.

    `unread` are headings that were not read; `note` says what was guessed of its encoding; `grouped` says whether
    it has the column that groups are made by.
    """

    path: str
    number: int
    digest: str
    form: str
    rows: int
    coders: int
    unread: tuple[str, ...] = ()
    note: str = ""
    grouped: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers as they were written, empty cells included.

    `coders` are what the files call them, by what tells them apart; the `unnamed` are told by their file alone.
    `texts` are the items' texts as the files hold them, `notes` what coders wrote beside an item.
    """

    files: tuple[FileRead, ...]
    rejected: tuple[Unread, ...]
    answers: tuple[Answer, ...]
    faults: tuple[Fault, ...]
    coders: Mapping[str, str]
    texts: tuple[Answer, ...]
    notes: tuple[Answer, ...]

    @property
    def unnamed(self) -> frozenset[str]:
        """The coders who are told by their file alone."""
        return frozenset(coder for coder in self.coders if coder.startswith(_BY_FILE))

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the files that were read."""
        return tuple(one.path for one in self.files)


@dataclass(frozen=True, slots=True)
class Key:
    """What is held to be right, as answers; `rows` are all columns of the key by item, headings without capitals."""

    path: str
    fingerprint: str
    answers: tuple[Answer, ...]
    rows: Mapping[str, Mapping[str, str]]

    def cell(self, item: str, column: str) -> str:
        """Return what stands in a column of the key for an item, "" for nothing."""
        return self.rows.get(item, {}).get(column.casefold(), "")

    def digest(self, item: str) -> str:
        """Return the fingerprint of the item's text, "" where the key has none."""
        return self.cell(item, DIGEST)


def read_answers(paths: Iterable[str | Path], codebook: Codebook, wanted: Wanted | None = None) -> Answers:
    """Return the answers in some CSV files, each in long form, wide form or as a filled-in coding sheet.

    Files that cannot be read are listed in `rejected`; raises InputError if that is all of them.
    """
    wanted = wanted or Wanted()
    grids: list[tuple[Grid, Form]] = []
    numbers: list[int] = []
    rejected: list[Unread] = []
    for number, path in enumerate(paths, 1):
        try:
            grid = read_grid(Path(path))
            grids.append((grid, find_form(grid, codebook, wanted.by)))
            numbers.append(number)
        except InputError as problem:
            at = problem.where.removeprefix(str(path))
            rejected.append(Unread(str(path), number, at, f"{problem.what} {problem.fix}".strip()))
    if rejected and not grids:
        last = rejected[-1]
        raise InputError(last.reason, where=f"{last.path}{last.at}")
    taken = [_take(grid, form, number, wanted.question) for number, (grid, form) in enumerate(grids)]
    files = tuple(map(_file_read, grids, taken, numbers))
    return _join(files, taken, rejected, codebook)


def read_key(path: str | Path, codebook: Codebook, wanted: Wanted | None = None) -> Key:
    """Return the right answers of a CSV file; raise InputError where it is no key, or answers an item twice."""
    question = wanted.question if wanted else ""
    grid = read_grid(Path(path))
    form = find_form(grid, codebook, key=True)
    heads = [head.casefold() for head in grid.columns]
    rows: dict[str, Mapping[str, str]] = {}
    named = _by_name(codebook)
    unsure = unsure_marks()
    taken = _take(grid, form, IN_KEY, question).answers
    answers = tuple(named(one) for one in taken if one.text and one.text not in unsure)
    known: set[tuple[str, str]] = set()
    for one in answers:
        if (one.question, one.item) in known:
            where = f"{path}, line {one.line}"
            raise InputError(f"answers “{one.item}” a second time.", where=where, fix="Keep one row.")
        known.add((one.question, one.item))
    for line in grid.lines:
        rows[line.cells[form.item]] = dict(zip(heads, line.cells, strict=True))
    return Key(str(path), grid.digest, answers, rows)


@dataclass(slots=True)
class _Taken:
    """What one file holds."""

    answers: list[Answer]
    faults: list[Fault]
    texts: list[Answer]
    notes: list[Answer]
    coders: dict[str, str]


def _take(grid: Grid, form: Form, file: int, question: str) -> _Taken:
    taken = _Taken([], [], [], [], {})
    for line in grid.lines:
        faults = list(_line_faults(form, line, Place(file, line.number)))
        taken.faults += faults
        if not any(fault.kind in ("no_item", "no_coder") for fault in faults):
            taken.answers += _cells(form, line, file, question, taken.coders)
            _beside(form, line, file, taken)
    return taken


def _line_faults(form: Form, line: Line, place: Place) -> Iterator[Fault]:
    filled = sum(bool(line.cells[column]) for column, _ in form.filled)
    if line.extra:
        what = f"the row has {line.extra} more cells than columns; they were not read."
        yield Fault("extra", what, place, "Put a cell that holds the separator into quotation marks.")
    if not line.cells[form.item]:
        what = "the row names no item."
        yield Fault("no_item", what, place, "Write the item's code into it, or delete the row.", filled)
    elif form.coder != NOWHERE and not line.cells[form.coder]:
        what = "the row does not say who answered."
        yield Fault("no_coder", what, place, "Write a coder's or pupil's code into it, or delete the row.", filled)


def _cells(form: Form, line: Line, file: int, question: str, coders: dict[str, str]) -> Iterator[Answer]:
    cells = line.cells
    group = cells[form.group] if form.group != NOWHERE else ""
    asked = (cells[form.question] if form.question != NOWHERE else "") or question
    for place, name in form.filled:
        label = name if form.kind == "wide" else cells[form.coder] if form.coder != NOWHERE else f"{_BY_FILE}{file}"
        coder = label.casefold()
        coders.setdefault(coder, label)
        about = asked if form.kind == "wide" else name or asked
        yield Answer(cells[form.item], coder, about, cells[place], file, line.number, group)


def _beside(form: Form, line: Line, file: int, taken: _Taken) -> None:
    for place, found in ((form.text, taken.texts), (form.note, taken.notes)):
        if place != NOWHERE and line.cells[place]:
            text = flatten(line.cells[place])
            found.append(Answer(line.cells[form.item], "", "", text, file, line.number))


def _by_name(codebook: Codebook) -> Callable[[Answer], Answer]:
    """What gives answers the codebook's name for their question, where it has one."""
    names = {name.casefold(): one.name for one in codebook.questions.values() for name in (one.title, one.name)}

    def name(answer: Answer) -> Answer:
        known = names.get(answer.question.casefold(), answer.question)
        return answer if known == answer.question else answer._replace(question=known)

    return name


def _file_read(read: tuple[Grid, Form], taken: _Taken, number: int) -> FileRead:
    grid, form = read
    return FileRead(
        path=grid.path,
        number=number,
        digest=grid.digest,
        form=form.kind,
        rows=len(grid.lines),
        coders=len(taken.coders),
        unread=form.unread,
        note=grid.note,
        grouped=form.group != NOWHERE,
    )


def _join(
    files: tuple[FileRead, ...], taken: Sequence[_Taken], rejected: Sequence[Unread], codebook: Codebook
) -> Answers:
    named = _by_name(codebook)
    free = {one.name for one in codebook.questions.values() if one.level == FREE}
    answers = [named(one) for each in taken for one in each.answers]
    coders: dict[str, str] = {}
    for each in taken:
        coders = each.coders | coders
    noted = [one for one in answers if one.question in free and one.text]
    return Answers(
        files=files,
        rejected=tuple(rejected),
        answers=tuple(one for one in answers if one.question not in free),
        faults=tuple(fault for each in taken for fault in each.faults),
        coders=coders,
        texts=tuple(one for each in taken for one in each.texts),
        notes=(*(one for each in taken for one in each.notes), *noted),
    )
