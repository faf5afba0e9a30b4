"""Worksheets on paper: handout, sheets, and the teacher's page with the keys, as HTML, Markdown or DOCX."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from framing.errors import UsageError, nearest
from framing.reports.worksheets.papers import Paper, Print

if TYPE_CHECKING:
    from framing.classroom.model import Worksheet

__all__ = ["FORMATS", "Paper", "Print", "lay_out_worksheet", "render_worksheet"]

FORMATS = {
    "html": ("webpage", "render_html", ".html"),
    "markdown": ("markdown", "render_markdown", ".md"),
    "docx": ("word", "render_docx", ".docx"),
}
"""The module, the function and the file ending of each format; a module is loaded when it is asked for."""


def lay_out_worksheet(worksheet: Worksheet) -> tuple[Paper, ...]:
    """Return the papers of a worksheet: the texts, a sheet a version, the teacher's page with all keys."""
    from framing.reports.worksheets.keys import lay_out_teacher
    from framing.reports.worksheets.sheets import lay_out_handout, lay_out_sheet

    sheets = (lay_out_sheet(worksheet, sheet) for sheet in worksheet.sheets)
    return lay_out_handout(worksheet), *sheets, lay_out_teacher(worksheet)


def render_worksheet(worksheet: Worksheet, to: str = "html", how: Print | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file of a worksheet.

    Behind the papers come, where there is something to tick, forms for the answers and their key (CSV); with a
    court, its lexicon and the texts to run it on.

    `to` is "html", "markdown", "docx" or "all"; raises UsageError for any other.
    """
    if to != "all" and to not in FORMATS:
        raise UsageError(f"there is no worksheet format '{to}'.", fix=nearest(to, (*FORMATS, "all")))
    from framing.reports.worksheets.forms import write_forms

    for kind in FORMATS if to == "all" else (to,):
        module, function, suffix = FORMATS[kind]
        render = getattr(import_module(f"{__name__}.{module}"), function)
        for paper in lay_out_worksheet(worksheet):
            yield f"{paper.name}{suffix}", render(paper, how or Print())
    yield from write_forms(worksheet)
    if worksheet.court:
        from framing.reports.worksheets.trials import write_court

        yield from write_court(worksheet, worksheet.court)
