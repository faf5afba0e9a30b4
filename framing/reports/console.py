"""Text for a terminal: one console that writes to a string, and the lines it is made of."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from framing.reports.wording import THIN, one_line

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

LEAST_WIDTH = 60


def render_lines(renderables: Iterable[RenderableType], width: int, color: bool = False) -> str:
    """Return what a terminal of `width` (≥ 60) columns would show, without trailing spaces."""
    file = io.StringIO()
    console = _console(file, max(width, LEAST_WIDTH), color)
    for renderable in renderables:
        console.print(renderable)
    return "".join(line.rstrip(" ") + "\n" for line in file.getvalue().replace(THIN, " ").split("\n")[:-1])


def _console(file: io.StringIO, width: int, color: bool) -> Console:
    from rich.console import Console

    return Console(
        file=file,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )


def make_heading(text: str) -> Text:
    """Return a section's heading, with an empty line before it."""
    return make_line(f"\n{text[:1].upper()}{text[1:]}", "bold underline")


def make_line(text: str, style: str = "") -> Text:
    """Return one line of text in one style."""
    from rich.text import Text

    return Text().append(text, style or None)


def clip_line(text: str, width: int) -> str:
    """Return `text` on one line of at most `width` characters, with an ellipsis where it is cut."""
    shown = one_line(text)
    return shown if len(shown) <= width else f"{shown[: width - 1].rstrip()}…"


def make_hanging(rows: Iterable[tuple[Text, Text]]) -> Table:
    """Return two columns, so that long lines go on under their own beginning."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for first, second in rows:
        grid.add_row(first, second)
    return grid
