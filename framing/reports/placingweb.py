"""A placing as one HTML file that loads nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from framing.placing.model import NOT_ENGLISH, OFF_TOPIC
from framing.reports import charts, placingwording, wording
from framing.reports.escaping import make_environment
from framing.reports.guides import guide_to
from framing.reports.learnedwords import say_learned_words
from framing.reports.pages import make_slug
from framing.reports.placingpages import FACTS_SHOWN, SUMMED_UP, TELLINGS_SHOWN, lay_out_placing
from framing.scores import SEVERAL_SIDES, Z_95
from framing.shipped import version

if TYPE_CHECKING:
    from jinja2 import Environment

    from framing.placing.model import Placing
    from framing.reports.placingpages import Beside


def render_placing_page(placing: Placing, in_browser: bool = False) -> str:
    """Return a placing as one HTML file without any script: styles and the strip are inside."""
    page = lay_out_placing(placing)
    guide = guide_to(placing.axis, "article")
    template = _environment().get_template("placing.html.j2")
    return template.render(page=page, placing=placing, guide=guide, in_browser=in_browser)


@cache
def _environment() -> Environment:
    environment = make_environment()
    for module in (wording, placingwording):
        named = {name: value for name, value in vars(module).items() if name.startswith(("say_", "name_", "source_"))}
        environment.globals.update(named)
    environment.globals.update(
        texts=wording.texts,
        says=placingwording.says,
        say_learned_words=say_learned_words,
        step_edges=charts.step_edges,
        place_mark=charts.place_mark,
        place_share=charts.place_share,
        is_beyond_chance=_is_beyond_chance,
        any_sure=_any_sure,
        is_web=_is_web,
        facts_shown=FACTS_SHOWN,
        summed_up=SUMMED_UP,
        tellings_shown=TELLINGS_SHOWN,
        several_sides=SEVERAL_SIDES,
        off_topic=OFF_TOPIC,
        not_english=NOT_ENGLISH,
        thin=wording.THIN,
        version=version(),
    )
    environment.filters.update(slug=make_slug, first_upper=wording.capitalize_first)
    return environment


def _is_beyond_chance(z: float) -> bool:
    return abs(z) > Z_95


def _any_sure(beside: Beside) -> bool:
    """Whether any of the words shown is beyond chance."""
    return any(_is_beyond_chance(word.z) for word in (*beside.more_here, *beside.more_there))


def _is_web(url: str) -> bool:
    """Whether an address may become a link; any other scheme stays text."""
    return url.startswith(("https://", "http://"))
