"""Tables of DOCX papers: ruled ones, and the scale that answers are ticked on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from framing.reports.worksheets.papers import Print, Table
from framing.reports.worksheets.wordstyles import add_words, points_of, text_width

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable

_TALL = 10
_MOST_TOGETHER = 8
"""Rows that are kept on one page."""


def add_table(document: Document, rows: Sequence[Sequence[str]], table: Table, how: Print) -> None:
    """Add a ruled table; its first row is bold and comes again on every page, and no row is cut by one."""
    made = document.add_table(rows=len(rows), cols=len(table.head), style="Table Grid")
    for row, cells in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            add_words(cell.paragraphs[0], text)
    _head_row(made)
    _widen(made, table.widths or (100 // len(table.head),) * len(table.head), how)
    _space(made, how)
    if table.tall:
        _make_tall(made, how)
    if len(rows) <= _MOST_TOGETHER:
        _keep_together(made)


def add_scale(document: Document, boxes: Sequence[tuple[str, str]], how: Print) -> None:
    """Add boxes side by side without rules, each over its label; they stay with what follows."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    made = document.add_table(rows=1, cols=len(boxes))
    for cell, (box, label) in zip(made.rows[0].cells, boxes, strict=True):
        cell.text = f"{box}\n{label}"
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_after = Pt(0)
    _widen(made, (100 // len(boxes),) * len(boxes), how)


def _head_row(table: WordTable) -> None:
    from docx.oxml.parser import OxmlElement

    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    for row in table.rows:
        properties: Any = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
    head: Any = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))


def _widen(table: WordTable, widths: Sequence[int], how: Print) -> None:
    """Set the columns' widths in percent: of the cells for Word, of the grid for LibreOffice."""
    from docx.shared import Mm

    table.autofit = False
    for column, percent in zip(table.columns, widths, strict=True):
        width = Mm(text_width(how) * percent / 100)
        column.width = width
        for cell in column.cells:
            cell.width = width


def _space(table: WordTable, how: Print) -> None:
    from docx.shared import Pt

    for row in table.rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.space_before = Pt(points_of(how) / 6)
            cell.paragraphs[0].paragraph_format.space_after = Pt(points_of(how) / 6)


def _make_tall(table: WordTable, how: Print) -> None:
    from docx.shared import Mm

    for row in list(table.rows)[1:]:
        row.height = Mm(_TALL * points_of(how) / points_of(Print()))


def _keep_together(table: WordTable) -> None:
    for row in list(table.rows)[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
