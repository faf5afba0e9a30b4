"""Papers as DOCX, with real headings, tables and page breaks; the same bytes for the same paper."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from framing.reports.wording import one_line
from framing.reports.worksheets.papers import (
    Blank,
    Block,
    Break,
    Bullets,
    Choice,
    Heading,
    Paper,
    Passage,
    Print,
    Prose,
    Table,
    Task,
    say_field,
)
from framing.reports.worksheets.wordstyles import add_words, points_of, set_up, text_width
from framing.reports.worksheets.wordtables import add_scale, add_table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_EMPTY_BOX, _TICKED_BOX = "☐", "☒"
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP file can name: files made on any day are to be alike."""
_MOST_IN_A_ROW = 4
"""Choices that stand one behind the other; more of them are a scale."""
_LEADING = ("task", "label", "command")
"""Paragraphs that belong to what comes below them."""
_HARD_SPACE = "\u00a0"
_BETWEEN = f"{_HARD_SPACE * 4} "


def render_docx(paper: Paper, how: Print) -> bytes:
    """Return a paper as a DOCX file."""
    import docx

    document = docx.Document()
    set_up(document, _plain(paper.title), _plain(paper.foot), how)
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

    def _add(self, text: str = "", style: str | None = None) -> Paragraph:
        return self.document.add_paragraph(_plain(text), style)

    def _heading(self, block: Heading) -> None:
        shown = f"{block.text} ({block.aside})" if block.aside else block.text
        made = self.document.add_heading(_plain(shown), block.level)
        made.paragraph_format.page_break_before, self.on_new_page = self.on_new_page, False

    def _bullets(self, block: Bullets) -> None:
        made = []
        for at, item in enumerate(block.items, start=1):
            # a numbered list of Word's own would go on counting from the list before
            shown = f"{at}. {item}" if block.numbered else item
            made.append(self._add(shown, "List Continue" if block.numbered else "List Bullet"))
        _hold(made[:2])

    def _passage(self, block: Passage) -> None:
        for number, text in block.paragraphs:
            paragraph = self._add()
            paragraph.add_run(f"{number}  " if number else "").bold = True
            paragraph.add_run(_plain(text)).bold = not number
            paragraph.paragraph_format.keep_with_next = not number

    def _break(self, _: Break) -> None:
        self.on_new_page = True

    def _prose(self, block: Prose) -> None:
        paragraph = self._add()
        paragraph.paragraph_format.keep_with_next = block.kind in _LEADING
        paragraph.paragraph_format.keep_together = block.kind in _LEADING
        for run in add_words(paragraph, _plain(block.text)):
            run.bold = block.kind in ("task", "label")
            run.italic = block.kind == "note"
            if block.kind == "command":
                run.font.name = "Courier New"

    def _blank(self, block: Blank) -> None:
        from docx.shared import Pt

        self._lines(block)[-1].paragraph_format.space_after = Pt(points_of(self.how))

    def _lines(self, block: Blank) -> list[Paragraph]:
        lines = [self._ruled(f"{say_field(block.label)} "), *(self._ruled("") for _ in range(1, block.lines))]
        _hold(lines)
        return lines

    def _ruled(self, text: str) -> Paragraph:
        """A line of its own with a rule to the right margin, which no text can push out, high enough for a pen."""
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
        from docx.shared import Mm, Pt

        paragraph = self.document.add_paragraph()
        form = paragraph.paragraph_format
        form.space_before, form.space_after = Pt(points_of(self.how)), Pt(0)
        form.tab_stops.add_tab_stop(Mm(text_width(self.how)), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
        paragraph.add_run(f"{_plain_within(text)}\t")
        return paragraph

    def _task(self, task: Task) -> None:
        """One item, all of whose paragraphs stay on one page."""
        made = [self._add()]
        made[0].add_run(f"{task.number}  ").bold = True
        for run in task.runs:
            shown = made[0].add_run(_plain_within(run.text))
            shown.underline = shown.bold = run.marked
        if task.cite:
            made[0].add_run(f"  ({_hard(task.cite)})").italic = True
        notes = list(task.notes)
        if notes and not task.runs:
            made[0].add_run(_plain(notes.pop(0))).bold = True
        made += map(self._add, notes)
        made += self._choices(task.choices)
        made += map(self._add, task.reasons)
        made += [line for blank in task.blanks for line in self._lines(blank)]
        for doubt in task.doubts:
            made.append(self._add())
            made[-1].add_run(_plain(doubt)).italic = True
        _hold(made)
        self._space(made, bool(task.blanks))

    def _choices(self, choices: tuple[Choice, ...]) -> list[Paragraph]:
        boxes = [(_TICKED_BOX if one.ticked else _EMPTY_BOX, _plain(one.text)) for one in choices]
        if len(boxes) > _MOST_IN_A_ROW:
            add_scale(self.document, boxes, self.how)
        if not 0 < len(boxes) <= _MOST_IN_A_ROW:
            return []
        row = self._add()
        row.add_run(_BETWEEN.join(_hard(f"{box} {text}") for box, text in boxes))
        return [row]

    def _space(self, made: list[Paragraph], to_write: bool) -> None:
        """Little room between the lines of an item, more behind it."""
        from docx.shared import Pt

        for paragraph in made[:-1]:
            paragraph.paragraph_format.space_after = Pt(0 if to_write else 2)
        made[-1].paragraph_format.space_after = Pt(points_of(self.how))

    def _table(self, table: Table) -> None:
        if table.caption:
            caption = self._add()
            caption.add_run(_plain(table.caption)).bold = True
            caption.paragraph_format.keep_with_next = True
        rows = [tuple(map(_plain, row)) for row in (table.head, *table.rows)]
        add_table(self.document, rows, table, self.how)
        self._add()


def _hold(paragraphs: list[Paragraph]) -> None:
    """Keep these paragraphs on one page."""
    for at, paragraph in enumerate(paragraphs, start=1):
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = at < len(paragraphs)


def _plain(text: str) -> str:
    return _plain_within(one_line(text))


def _hard(text: str) -> str:
    """Text that no line breaks: a box and its label, a text and its paragraph."""
    return _plain(text).replace(" ", _HARD_SPACE)


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
