"""Papers as HTML: one self-contained file each, made to be printed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from framing.reports.escaping import make_environment
from framing.reports.worksheets.papers import Paper, Print

if TYPE_CHECKING:
    from jinja2 import Environment

PAGES = {"a4": "A4", "letter": "letter"}


def render_html(paper: Paper, how: Print) -> bytes:
    """Return a paper as an HTML file that loads nothing and runs nothing."""
    page = _environment().get_template("worksheet.html.j2")
    return page.render(paper=paper, size=PAGES[how.paper], large=how.large).encode("utf-8")


@cache
def _environment() -> Environment:
    environment = make_environment()
    environment.tests["block"] = lambda block, name: type(block).__name__ == name
    return environment
