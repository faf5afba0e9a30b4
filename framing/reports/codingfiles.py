"""The files of a coding: a sheet for each coder, the key, the codebook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.coding.items import Draw
from framing.coding.questions import Codebook
from framing.coding.sheets import key_columns, key_rows, sheet_columns, sheet_paths, sheet_rows
from framing.reports.codebooks import codebook_markdown
from framing.reports.wording import make_printable
from framing.tables import csv_lines

_MARK = "\ufeff"
"""Spreadsheet programs take a CSV file for UTF-8 by this mark; without it they garble curly quotation marks."""


@dataclass(frozen=True, slots=True)
class CodingPaths:
    """Where the files of a coding go; key and codebook stand beside the sheets unless said otherwise."""

    sheets: tuple[Path, ...]
    key: Path
    codebook: Path


def coding_paths(out: Path, coders: int, key: Path | None = None) -> CodingPaths:
    """Return where the files go, told from the path of the sheet.

    >>> coding_paths(Path("week.csv"), 1).key.name
    'week.key.csv'
    """
    return CodingPaths(sheet_paths(out, coders), key or out.with_suffix(".key.csv"), out.with_suffix(".codebook.md"))


def coding_files(
    draw: Draw, codebook: Codebook, unit: str, paths: CodingPaths, show_sources: bool = False
) -> dict[Path, str]:
    """Return the text of every file by its path; CSV with a byte order mark, safe in spreadsheets."""
    questions = codebook.of(unit)
    columns = sheet_columns(questions, len(paths.sheets), show_sources)
    sheets = {path: _csv(sheet_rows(draw, questions, coder), columns) for coder, path in enumerate(paths.sheets, 1)}
    key = _csv(key_rows(draw, questions), key_columns(questions))
    return {**sheets, paths.key: key, paths.codebook: codebook_markdown(codebook, unit, len(draw.items))}


def _csv(rows: Iterable[dict[str, Any]], columns: tuple[str, ...]) -> str:
    chosen = ({name: row[name] for name in columns} for row in rows)
    return _MARK + make_printable("".join(csv_lines(chosen, columns)))
