"""A map as one HTML file that loads nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from framing.reports import mapwording, wording
from framing.reports.escaping import make_environment
from framing.reports.mappages import lay_out_map, place_on
from framing.reports.maptext import CARRIERS_SHOWN
from framing.shipped import version

if TYPE_CHECKING:
    from jinja2 import Environment

    from framing.maps.model import SourceMap


def render_map_page(drawn: SourceMap) -> str:
    """Return a map as one HTML file without any script: styles and drawings are inside."""
    texts = {document.id: document.text for document in drawn.documents}
    page = lay_out_map(drawn)
    return _environment().get_template("map.html.j2").render(page=page, drawn=drawn, texts=texts)


@cache
def _environment() -> Environment:
    environment = make_environment()
    for module in (wording, mapwording):
        named = {name: value for name, value in vars(module).items() if name.startswith(("say_", "name_"))}
        environment.globals.update(named)
    environment.globals.update(
        says=mapwording.says,
        place_on=place_on,
        carriers_shown=CARRIERS_SHOWN,
        thin=wording.THIN,
        version=version(),
    )
    environment.filters.update(first_upper=wording.capitalize_first)
    return environment
