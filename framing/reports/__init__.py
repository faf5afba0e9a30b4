"""Reports: one comparison, laid out for a terminal, a page, Markdown or a program; nothing is computed here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from framing.errors import UsageError, nearest

if TYPE_CHECKING:
    from framing.comparisons import Comparison


def render(comparison: Comparison, to: str = "terminal", title: str = "") -> str:
    """Return the report as text, `to` being "terminal", "columns", "html", "markdown", "json" or "notebook".

    "story", "story-terminal" and "story-markdown" put one story side by side: its facts, what each source
    leaves out, both narratives. `title` takes the place of the report's own ("json" and "notebook" show none).
    Raises UsageError for any other format, naming the nearest.
    """
    renderer = _RENDERERS.get(to)
    if renderer is None:
        raise UsageError(f"there is no report format '{to}'.", fix=nearest(to, _RENDERERS))
    return renderer(comparison, title)


def _terminal(comparison: Comparison, title: str) -> str:
    from framing.reports.terminal import render_terminal

    return render_terminal(comparison, title=title)


def _columns(comparison: Comparison, title: str) -> str:
    from framing.reports.columns import render_columns

    return render_columns(comparison, title=title)


def _html(comparison: Comparison, title: str) -> str:
    from framing.reports.webpage import render_webpage

    return render_webpage(comparison, title)


def _notebook(comparison: Comparison, title: str) -> str:
    from framing.reports.webpage import render_notebook

    return render_notebook(comparison)


def _markdown(comparison: Comparison, title: str) -> str:
    from framing.reports.markdown import render_markdown

    return render_markdown(comparison, title)


def _json(comparison: Comparison, title: str) -> str:
    from framing.reports.data import render_json

    return render_json(comparison)


def _story(comparison: Comparison, title: str) -> str:
    from framing.reports.webpage import render_storypage

    return render_storypage(comparison, title)


def _story_terminal(comparison: Comparison, title: str) -> str:
    from framing.reports.storytext import render_story_text

    return render_story_text(comparison, title=title)


def _story_markdown(comparison: Comparison, title: str) -> str:
    from framing.reports.markdown import render_story_markdown

    return render_story_markdown(comparison, title)


_RENDERERS: dict[str, Callable[[Comparison, str], str]] = {
    "terminal": _terminal,
    "columns": _columns,
    "html": _html,
    "markdown": _markdown,
    "json": _json,
    "notebook": _notebook,
    "story": _story,
    "story-terminal": _story_terminal,
    "story-markdown": _story_markdown,
}
