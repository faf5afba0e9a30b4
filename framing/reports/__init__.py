"""Reports: one comparison, laid out for a terminal, a page, Markdown or a program; nothing is computed here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from framing.errors import UsageError, nearest

if TYPE_CHECKING:
    from framing.comparisons import Comparison


def render(comparison: Comparison, to: str = "terminal") -> str:
    """Return the report as text, `to` being "terminal", "columns", "html", "markdown", "json" or "notebook".

    Raises UsageError for any other, naming the nearest.
    """
    renderer = _RENDERERS.get(to)
    if renderer is None:
        raise UsageError(f"there is no report format '{to}'.", fix=nearest(to, _RENDERERS))
    return renderer(comparison)


def _terminal(comparison: Comparison) -> str:
    from framing.reports.terminal import render_terminal

    return render_terminal(comparison)


def _columns(comparison: Comparison) -> str:
    from framing.reports.columns import render_columns

    return render_columns(comparison)


def _html(comparison: Comparison) -> str:
    from framing.reports.webpage import render_webpage

    return render_webpage(comparison)


def _notebook(comparison: Comparison) -> str:
    from framing.reports.webpage import render_notebook

    return render_notebook(comparison)


def _markdown(comparison: Comparison) -> str:
    from framing.reports.markdown import render_markdown

    return render_markdown(comparison)


def _json(comparison: Comparison) -> str:
    from framing.reports.data import render_json

    return render_json(comparison)


_RENDERERS: dict[str, Callable[[Comparison], str]] = {
    "terminal": _terminal,
    "columns": _columns,
    "html": _html,
    "markdown": _markdown,
    "json": _json,
    "notebook": _notebook,
}
