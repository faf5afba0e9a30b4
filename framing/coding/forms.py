"""Forms: which columns of a table hold items, coders and answers, told from their headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from framing.coding.grids import Grid
from framing.coding.questions import Codebook
from framing.coding.sheets import CODER, DIGEST
from framing.errors import InputError
from framing.shipped import read_cues

Kind = Literal["long", "wide", "sheet"]
_PROSE = 40
"""Mean length of the filled cells from which on a column holds texts, not answers."""
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Form:
    """Where what stands in a table, by place of column, NOWHERE for what it lacks.

    `filled` are the columns with answers: of a long form one, named ""; of a wide one by coder; of a sheet by
    question. `unread` are headings of columns that hold something and are not read.
    """

    kind: Kind
    item: int
    filled: tuple[tuple[int, str], ...]
    coder: int = NOWHERE
    question: int = NOWHERE
    text: int = NOWHERE
    note: int = NOWHERE
    group: int = NOWHERE
    unread: tuple[str, ...] = ()


def find_form(grid: Grid, codebook: Codebook, by: str = "", key: bool = False) -> Form:
    """Return the form of a table: "long" with columns for coder and answer, "sheet" with a column a question.

    Else each column that is not known to hold something else is a coder's: "wide". Raises InputError where the
    table has no items or no answers, or is a key where answers are wanted.
    """
    known = {name: _place(grid, names) for name, names in read_cues("answers")["columns"].items()}
    group = grid.place(by) if by else NOWHERE
    if known["item"] == NOWHERE:
        raise InputError(
            f"none of its {len(grid.columns)} columns is headed “item”.",
            where=grid.path,
            fix="Name the first line’s columns item, coder, answer; or item and one for each coder.",
        )
    if not key and grid.place(DIGEST) >= 0 and grid.place(CODER) < 0:
        raise InputError("is a key, not answers.", where=grid.path, fix="Give it with --key.")
    kind, filled = _answers(grid, codebook, known, group)
    if not filled:
        raise InputError(
            "has no column with answers.", where=grid.path, fix="Name it answer, by its question, or by a coder."
        )
    coder, question = (
        known[name] if kind != "wide" or name == "question" else NOWHERE for name in (CODER, "question")
    )
    used = {known["item"], coder, question, known["text"], known["note"], group, *(place for place, _ in filled)}
    unread = tuple(
        head for place, head in enumerate(grid.columns) if head and place not in used and _is_filled(grid, place)
    )
    return Form(kind, known["item"], filled, coder, question, known["text"], known["note"], group, _strange(unread))


def _place(grid: Grid, names: Sequence[str]) -> int:
    return next((place for name in names if (place := grid.place(name)) >= 0), NOWHERE)


def _answers(
    grid: Grid, codebook: Codebook, known: dict[str, int], group: int
) -> tuple[Kind, tuple[tuple[int, str], ...]]:
    asked = tuple(_questions(grid, codebook, known))
    if known["answer"] >= 0 and (known[CODER] >= 0 or not asked):
        return ("long" if known[CODER] >= 0 else "sheet"), ((known["answer"], ""),)
    if asked:
        return "sheet", asked
    coders = tuple(_coders(grid, {*known.values(), group} - {known[CODER]}))
    # a form has more columns than a class has pupils
    return "wide", tuple(one for one in coders if _is_filled(grid, one[0])) or coders


def _is_filled(grid: Grid, place: int) -> bool:
    return any(line.cells[place] for line in grid.lines)


def _questions(grid: Grid, codebook: Codebook, known: dict[str, int]) -> Iterator[tuple[int, str]]:
    taken = {place for name, place in known.items() if name != "question"}
    for question in codebook.questions.values():
        for head in (question.name, question.title):
            place = grid.place(head)
            if place >= 0 and place not in taken:
                yield place, question.name
                taken.add(place)


def _coders(grid: Grid, taken: set[int]) -> Iterator[tuple[int, str]]:
    other = frozenset(read_cues("answers")["other"]["words"])
    for place, head in enumerate(grid.columns):
        if head and place not in taken and head.casefold() not in other and not _is_prose(grid, place):
            yield place, head


def _is_prose(grid: Grid, place: int) -> bool:
    lengths = [len(line.cells[place]) for line in grid.lines if line.cells[place]]
    return bool(lengths) and sum(lengths) > _PROSE * len(lengths)


def _strange(heads: Sequence[str]) -> tuple[str, ...]:
    """Columns that a person may have meant to be read; those that sheets have anyway are not told."""
    other = {*read_cues("answers")["other"]["words"], DIGEST}
    return tuple(head for head in heads if head.casefold() not in other)
