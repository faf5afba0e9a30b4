"""A map of sources in the format asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.errors import UsageError, nearest

if TYPE_CHECKING:
    from framing.maps.model import SourceMap

FORMATS = ("terminal", "html", "json")


def render_map(drawn: SourceMap, to: str = "terminal") -> str:
    """Return a map as text, `to` being "terminal", "html" or "json"; raises UsageError for anything else."""
    if to == "html":
        from framing.reports.mapweb import render_map_page

        return render_map_page(drawn)
    if to == "json":
        from framing.reports.mapdata import map_json

        return map_json(drawn)
    if to == "terminal":
        from framing.reports.maptext import render_map_text

        return render_map_text(drawn)
    raise UsageError(f"there is no format '{to}'.", fix=nearest(to, FORMATS))
