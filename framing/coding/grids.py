"""Grids: CSV files as spreadsheet programs write them, each row with the line it stands on."""

from __future__ import annotations

import csv
import hashlib
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from framing.coding.cells import unguard
from framing.documents.text import decode
from framing.errors import InputError

_SEPARATORS = ",;\t"
_DECLARED = "sep="
_SAMPLE = 65_536
_FIRST_ROWS = 5
_WIDEST_FIELD = min(sys.maxsize, 2**31 - 1)


@dataclass(frozen=True, slots=True)
class Line:
    """One row that is not empty: the line of the file it begins on, counted from 1, and its cells by column.

    `extra` are filled cells beyond the last column.
    """

    number: int
    cells: tuple[str, ...]
    extra: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A file: its columns as they are headed, its rows, a note on its encoding ("" for none), its fingerprint."""

    path: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    note: str = ""
    digest: str = ""

    def place(self, column: str) -> int:
        """Return where a column of that name stands, capitals aside; −1 for none."""
        heads = [head.casefold() for head in self.columns]
        return heads.index(column.casefold()) if column.casefold() in heads else -1


def read_grid(path: Path) -> Grid:
    """Return the rows of a CSV file; separator (comma, semicolon, tab) and encoding are found out.

    Cells are stripped, and without the mark that guards formulas. Raises InputError where the file cannot be
    read, is no table, or breaks off within a quoted cell.
    """
    text, note, digest = _read(path)
    first = next(iter(text.splitlines()), "")
    declared = first.strip().strip('"').lower()
    skipped = declared.startswith(_DECLARED) and len(declared) == len(_DECLARED) + 1
    separator = declared[-1] if skipped else _separator(text)
    rows = _rows(text, separator, skipped, str(path))
    _, heads = next(rows, (0, []))
    columns = _headings(heads, str(path))
    return Grid(str(path), columns, tuple(_line(number, cells, len(columns)) for number, cells in rows), note, digest)


def _read(path: Path) -> tuple[str, str, str]:
    if path.is_dir():
        raise InputError("is a folder.", where=str(path), fix="Name the files with the answers.")
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        decoded = decode(data)
    except OSError as problem:
        raise InputError(f"cannot be read ({problem.strerror}).", where=str(path)) from None
    except InputError as problem:
        fix = "Save it as CSV (UTF-8) from the spreadsheet program."
        raise InputError(f"{problem.what.rstrip('.')}.", where=str(path), fix=fix) from None
    return decoded.text.removeprefix("\ufeff"), decoded.note, hashlib.sha256(data).hexdigest()[:16]


def _separator(text: str) -> str:
    """The one by which most of the first rows have as many cells as the header; a comma where none parts it."""

    def fit(separator: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text[:_SAMPLE], newline=""), delimiter=separator)
        widths = [len(row) for row in islice(rows, _FIRST_ROWS) if row]
        return (widths.count(widths[0]), widths[0]) if widths and widths[0] > 1 else (0, 0)

    return max(_SEPARATORS, key=fit)


def _rows(text: str, separator: str, skipped: bool, where: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(max(csv.field_size_limit(), _WIDEST_FIELD))
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=separator, strict=True)
    before = int(skipped and bool(lines.readline()))
    begins = 1 + before
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, [unguard(cell.strip()) for cell in cells]
            begins = reader.line_num + 1 + before
    except csv.Error as problem:
        fix = "Look for a quotation mark that is not closed, or save the file anew from the spreadsheet program."
        raise InputError(f"is not valid CSV ({problem}).", where=f"{where}, line {begins}", fix=fix) from None


def _headings(heads: list[str], where: str) -> tuple[str, ...]:
    while heads and not heads[-1]:
        heads.pop()
    if len(heads) < 2:
        fix = "The first line names the columns, for example: item,coder,answer"
        raise InputError("has no table of answers in it.", where=where, fix=fix)
    folded = [head.casefold() for head in heads if head]
    twice = next((head for head in folded if folded.count(head) > 1), "")
    if twice:
        # a column may be headed by a person's name, so it is told by its place
        place = len(heads) - [head.casefold() for head in reversed(heads)].index(twice)
        raise InputError(f"column {place} is headed like another one.", where=where, fix="Give each its own heading.")
    return tuple(heads)


def _line(number: int, cells: list[str], width: int) -> Line:
    padded = (*cells[:width], *("" for _ in range(width - len(cells))))
    return Line(number, padded, sum(bool(cell) for cell in cells[width:]))
