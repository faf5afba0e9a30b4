"""A placing in the format asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.errors import UsageError, nearest

if TYPE_CHECKING:
    from framing.placing.model import Placing

FORMATS = ("terminal", "html", "json")


def render_placing(placing: Placing, to: str = "terminal", in_browser: bool = False) -> str:
    """Return a placing as text, `to` being "terminal", "html" or "json"; raises UsageError for anything else.

    `in_browser` says that the HTML is shown by `framing serve`, where advice is about its pages and not commands.
    """
    if to == "html":
        from framing.reports.placingweb import render_placing_page

        return render_placing_page(placing, in_browser)
    if to == "json":
        from framing.reports.placingdata import placing_json

        return placing_json(placing)
    if to == "terminal":
        from framing.reports.placingtext import render_placing_text

        return render_placing_text(placing)
    raise UsageError(f"there is no format '{to}'.", fix=nearest(to, FORMATS))
