"""The web page: one self-contained HTML file, and the short fragment that a notebook shows."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from framing.evidence import calibration_of
from framing.reports import charts, wording
from framing.reports.corpora import say_corpus
from framing.reports.escaping import make_environment
from framing.reports.learnedwords import say_learned_words
from framing.reports.pages import CUTS_SHOWN, SPEAKERS_SHOWN, lay_out, make_slug
from framing.reports.passages import voice_of
from framing.reports.storypages import SPEAKERS_FIRST, lay_out_storypage, name_story
from framing.scores import SEVERAL_SIDES, Z_95

if TYPE_CHECKING:
    from jinja2 import Environment

    from framing.comparisons import Comparison


def render_webpage(comparison: Comparison, title: str = "") -> str:
    """Return the report as one HTML file that loads nothing: styles, charts and the one short script are inside."""
    page = lay_out(comparison, title)
    return _environment().get_template("webpage.html.j2").render(page=page, story=lay_out_storypage(page))


def render_storypage(comparison: Comparison, title: str = "") -> str:
    """Return one story as an HTML file like that of a report, titled with the headline that most others resemble."""
    page = lay_out(comparison, title or name_story(comparison))
    return _environment().get_template("story.html.j2").render(page=page, story=lay_out_storypage(page))


def render_notebook(comparison: Comparison) -> str:
    """Return an HTML fragment with the strip and the table of sources, its styles scoped to itself."""
    return _environment().get_template("notebook.html.j2").render(page=lay_out(comparison))


@cache
def _environment() -> Environment:
    environment = make_environment()
    says = {name: value for name, value in vars(wording).items() if name.startswith("say_")}
    environment.globals.update(
        says,
        texts=wording.texts,
        say_learned_words=say_learned_words,
        say_corpus=say_corpus,
        step_edges=charts.step_edges,
        place_mark=charts.place_mark,
        place_share=charts.place_share,
        voice_of=voice_of,
        is_web=_is_web,
        is_beyond_chance=_is_beyond_chance,
        speakers_shown=SPEAKERS_SHOWN,
        speakers_first=SPEAKERS_FIRST,
        cuts_shown=CUTS_SHOWN,
        calibration_of=calibration_of,
        several_sides=SEVERAL_SIDES,
        thin=wording.THIN,
    )
    environment.filters.update(slug=make_slug, first_upper=wording.capitalize_first)
    environment.globals["script_digest"] = _digest(environment.get_template("story.js").render())
    return environment


def _digest(script: str) -> str:
    """The digest by which a page's policy lets its own script run, and no other."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


def _is_web(url: str) -> bool:
    """Whether an address may become a link; any other scheme (javascript:, data:) stays text."""
    return url.startswith(("https://", "http://"))


def _is_beyond_chance(z: float) -> bool:
    return abs(z) > Z_95
