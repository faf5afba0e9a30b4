"""Papers as Markdown, for those who want to change them."""

from __future__ import annotations

from collections.abc import Iterator

from framing.reports.markdowntext import escape, escape_within, make_table
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
    say_field,
)

_LINE = r"\_" * 60
_SHORT = r"\_" * 24
_EMPTY_BOX, _TICKED_BOX = "☐", "☒"
_BREAK = '<div style="break-before: page"></div>'


def render_markdown(paper: Paper, how: Print) -> bytes:
    """Return a paper as Markdown, with HTML for page breaks only; size and type are left to whoever prints it."""
    return ("\n\n".join(text for block in paper.blocks for text in _block(block)) + "\n").encode("utf-8")


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text, aside):
            yield f"{'#' * level} {escape(text)}" + (f" ({escape_within(aside)})" if aside else "")
        case Prose(text, kind):
            yield _prose(text, kind)
        case Bullets(items, numbered):
            signs = [f"{at}." if numbered else "-" for at in range(1, len(items) + 1)]
            yield "\n".join(f"{sign} {escape(item)}" for sign, item in zip(signs, items, strict=True))
        case Blank(label, lines):
            yield from _blank(label, lines)
        case Task():
            yield from _task(block)
        case Table(head, rows, caption):
            yield from [f"**{escape(caption)}**"] if caption else []
            yield make_table(head, rows)
        case Passage(paragraphs):
            yield from (
                f"**{number}** {escape(text)}" if number else f"**{escape(text)}**" for number, text in paragraphs
            )
        case Break():
            yield _BREAK


def _prose(text: str, kind: str) -> str:
    if kind == "command":
        return f"    {one_line(text)}"
    shown = escape(text)
    return f"**{shown}**" if kind in ("task", "label") else f"*{shown}*" if kind == "note" else shown


def _blank(label: str, lines: int) -> Iterator[str]:
    yield f"{escape(say_field(label))} {_SHORT if lines < 1 else _LINE}"
    yield from (_LINE for _ in range(1, lines))


def _task(task: Task) -> Iterator[str]:
    marked = "".join(f"**{escape_within(run.text)}**" if run.marked else escape_within(run.text) for run in task.runs)
    words = f"> {' '.join(marked.split())}" if marked else ""
    yield f"**{task.number}**" + (f" ({escape_within(task.cite)})" if task.cite else "")
    yield from [words] if words else []
    yield from (escape(note) for note in task.notes)
    if task.choices:
        yield "   ".join(
            f"{_TICKED_BOX if one.ticked else _EMPTY_BOX} {escape_within(one.text)}" for one in task.choices
        )
    yield from (escape(reason) for reason in task.reasons)
    for blank in task.blanks:
        yield from _blank(blank.label, blank.lines)
    yield from (f"*{escape(doubt)}*" for doubt in task.doubts)
