"""Papers as DOCX, with real headings, tables and page breaks; the same bytes for the same paper."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from framing.reports.wording import one_line
from framing.reports.worksheets.papers import (
    Blank,
    Block,
    Break,
    Bullets,
    Heading,
    Paper,
    Passage,
    Print,
    Prose,
    Table,
    Task,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable

_MILLIMETRES = {"a4": (210, 297), "letter": (215.9, 279.4)}
_MARGIN = 18
_POINTS, _LARGE_POINTS = 11, 18
_EMPTY_BOX, _TICKED_BOX = "☐", "☒"
_TALL = 10
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP file can name: files made on any day are to be alike."""


def render_docx(paper: Paper, how: Print) -> bytes:
    """Return a paper as a DOCX file."""
    import docx

    document = docx.Document()
    _set_up(document, paper, how)
    writer = _Writer(document, how)
    for block in paper.blocks:
        writer.write(block)
    made = io.BytesIO()
    document.save(made)
    return _undated(made.getvalue())


class _Writer:
    """Writes blocks into one Word document; after a break, the next heading begins a new page."""

    def __init__(self, document: Document, how: Print) -> None:
        self.document, self.how, self.on_new_page = document, how, False

    def write(self, block: Block) -> None:
        """Add a block at the end of the document."""
        getattr(self, f"_{type(block).__name__.lower()}")(block)

    def _heading(self, block: Heading) -> None:
        shown = f"{block.text} ({block.aside})" if block.aside else block.text
        made = self.document.add_heading(_plain(shown), block.level)
        made.paragraph_format.page_break_before, self.on_new_page = self.on_new_page, False

    def _bullets(self, block: Bullets) -> None:
        for at, item in enumerate(block.items, start=1):
            # a numbered list of Word's own would go on counting from the list before
            shown = f"{at}. {item}" if block.numbered else item
            self.document.add_paragraph(_plain(shown), "List Continue" if block.numbered else "List Bullet")

    def _passage(self, block: Passage) -> None:
        for number, text in block.paragraphs:
            paragraph = self.document.add_paragraph()
            paragraph.add_run(f"{number}  " if number else "").bold = True
            paragraph.add_run(_plain(text)).bold = not number

    def _break(self, _: Break) -> None:
        self.on_new_page = True

    def _prose(self, block: Prose) -> None:
        run = self.document.add_paragraph().add_run(_plain(block.text))
        run.bold = block.kind in ("task", "label")
        run.italic = block.kind == "note"
        if block.kind == "command":
            run.font.name = "Courier New"

    def _blank(self, block: Blank) -> None:
        self._ruled(_plain(f"{block.label}: "))
        for _ in range(1, block.lines):
            self._ruled("")

    def _ruled(self, text: str) -> None:
        """A line of its own with a rule of dots to the right margin, which no text can push out."""
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
        from docx.shared import Mm

        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_together = True
        width = Mm(_MILLIMETRES[self.how.paper][0] - 2 * _MARGIN)
        paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
        paragraph.add_run(f"{text}\t")

    def _task(self, task: Task) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = bool(task.blanks or task.choices)
        paragraph.add_run(f"{task.number}  ").bold = True
        for run in task.runs:
            shown = paragraph.add_run(_plain_within(run.text))
            shown.underline = shown.bold = run.marked
        if task.cite:
            paragraph.add_run(f"  ({_plain(task.cite)})").italic = True
        for note in task.notes:
            self.document.add_paragraph(_plain(note))
        if task.choices:
            boxes = (f"{_TICKED_BOX if one.ticked else _EMPTY_BOX} {one.text}" for one in task.choices)
            self.document.add_paragraph(_plain_within("     ".join(boxes)))
        for reason in task.reasons:
            self.document.add_paragraph(_plain(reason))
        for blank in task.blanks:
            self._blank(blank)
        for doubt in task.doubts:
            self._prose(Prose(doubt, "note"))

    def _table(self, table: Table) -> None:
        if table.caption:
            caption = self.document.add_paragraph()
            caption.add_run(_plain(table.caption)).bold = True
            caption.paragraph_format.keep_with_next = True
        made = self.document.add_table(rows=1 + len(table.rows), cols=len(table.head), style="Table Grid")
        for row, cells in zip(made.rows, (table.head, *table.rows), strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = _plain(text)
        _head_row(made)
        self._widen(made, table)
        self.document.add_paragraph()

    def _widen(self, made: WordTable, table: Table) -> None:
        from docx.shared import Mm

        width = _MILLIMETRES[self.how.paper][0] - 2 * _MARGIN
        for column, percent in zip(made.columns, table.widths, strict=False):
            for cell in column.cells:
                cell.width = Mm(width * percent / 100)
        if table.tall:
            for row in list(made.rows)[1:]:
                row.height = Mm(_TALL)


def _head_row(table: WordTable) -> None:
    """Make the first row bold, and a heading that comes again on every page."""
    from docx.oxml.parser import OxmlElement

    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    for row in table.rows:
        properties: Any = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
    head: Any = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))


def _set_up(document: Document, paper: Paper, how: Print) -> None:
    """Set page, type and colours: everything black, nothing named but the title."""
    from docx.shared import Mm, Pt, RGBColor

    section, points = document.sections[0], _LARGE_POINTS if how.large else _POINTS
    section.page_width, section.page_height = (Mm(length) for length in _MILLIMETRES[how.paper])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    section.footer.paragraphs[0].text = _plain(paper.foot)
    styles: Any = document.styles
    styles["Normal"].font.size = Pt(points)
    styles["Normal"].paragraph_format.space_after = Pt(points / 2)
    for level, times in ((1, 1.6), (2, 1.3), (3, 1.1)):
        style = styles[f"Heading {level}"]
        style.font.size, style.font.color.rgb = Pt(round(points * times)), RGBColor(0, 0, 0)
    document.core_properties.title, document.core_properties.author = _plain(paper.title), ""
    document.core_properties.comments = ""


def _plain(text: str) -> str:
    return _plain_within(one_line(text))


def _plain_within(text: str) -> str:
    """Text on one line, with nothing that XML cannot hold."""
    from framing.reports.wording import make_printable

    return make_printable(text.replace("\n", " "))


def _undated(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return made.getvalue()
