"""Sources (or documents) in columns beside each other, and the words that set each pair apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from framing.contrasts import Contrast, WordContrast
from framing.reports import wording
from framing.reports.console import LEAST_WIDTH, clip_line, make_heading, make_line, render_lines
from framing.reports.pages import Page, Unit, lay_out
from framing.reports.passages import clip_passage
from framing.reports.storylines import line_up
from framing.reports.storywording import say_carried, say_missing
from framing.reports.wording import one_line, texts
from framing.scores import Score

if TYPE_CHECKING:
    from rich.console import RenderableType

    from framing.comparisons import Comparison

_COLUMN = 20
_LABEL = 24
_FRAMES_SHOWN = 3
_SPEAKERS_SHOWN = 3
_WORDS_SHOWN = 6
_HEADLINES_SHOWN = 3
_HEADLINE_LENGTH = 90

Row = tuple[str, Callable[[Unit], str]]
"""A measure's name, and how it is written for one unit."""


def render_columns(comparison: Comparison, width: int = 100, title: str = "") -> str:
    """Return sources in columns, as many beside each other as fit `width`, then the contrasts of their words."""
    page = lay_out(comparison, title)
    width = max(width, LEAST_WIDTH)
    beside = max(2, (width - _LABEL) // _COLUMN)
    return render_lines(_parts(page, beside), width)


def _parts(page: Page, beside: int) -> Iterator[RenderableType]:
    yield make_line(one_line(page.title), "bold")
    for first in range(0, len(page.detailed), beside):
        yield make_line("")
        yield _table(page, page.detailed[first : first + beside])
    yield make_line("")
    yield make_line(page.guide.limits["stance"])
    yield from _contrasts(page)


def _table(page: Page, units: Sequence[Unit]) -> RenderableType:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("", width=_LABEL, overflow="fold")
    for unit in units:
        table.add_column(one_line(unit.name), overflow="fold", ratio=1)
    for name, write in _rows(page):
        table.add_row(name, *(write(unit) for unit in units))
    return table


def _rows(page: Page) -> Iterator[Row]:
    yield "documents", lambda unit: wording.say_whole(unit.profile.printed)
    yield "claims", lambda unit: wording.say_whole(unit.profile.claims)
    yield "words", lambda unit: wording.say_whole(unit.profile.words)
    if page.comparison.axis:
        yield from _stance_rows()
    yield "headlines", lambda unit: _headlines(page, unit)
    yield "words by voice", _shares
    for group in page.groups:
        yield group.title, lambda unit, title=group.title: _frames(unit, title)  # type: ignore[misc]
    yield "voices", _speakers
    yield from _fact_rows(page)


def _fact_rows(page: Page) -> Iterator[Row]:
    lines = line_up(page)
    shares = {share.source: share for _, share in lines.sources if share.possible}
    if len(shares) > 1:
        yield texts["plain_story"]["shares"].lower(), lambda unit: say_carried(shares[unit.profile.name])
        yield "left out", lambda unit: say_missing(lines, shares[unit.profile.name], _HEADLINE_LENGTH)


def _stance_rows() -> Iterator[Row]:
    yield "stance", lambda unit: _of(unit, wording.say_step)
    yield "direction", lambda unit: _of(unit, wording.say_direction)
    yield "95 % interval", lambda unit: _of(unit, wording.say_interval)
    yield "intensity", lambda unit: _of(unit, wording.say_intensity)
    yield "rests on", _evidence
    yield "with quoted", _everything


def _of(unit: Unit, say: Callable[[Score], str]) -> str:
    return say(unit.profile.stance.outlet) if unit.profile.stance else "–"


def _evidence(unit: Unit) -> str:
    return _of(unit, lambda score: wording.say_evidence(score, unit.profile.printed))


def _everything(unit: Unit) -> str:
    score = unit.profile.stance.everything if unit.profile.stance else None
    if score is None or score.refusal:
        return "–"
    return f"{wording.say_step(score)} {wording.say_direction(score)}"


def _shares(unit: Unit) -> str:
    names = texts["short_voices"]
    return ", ".join(f"{names[share.voice]} {wording.say_percent(share.share)}" for share in unit.shares)


def _headlines(page: Page, unit: Unit) -> str:
    """The headlines with their tagged words in brackets."""
    shown = unit.profile.headlines[:_HEADLINES_SHOWN]
    more = len(unit.profile.headlines) - len(shown) + unit.profile.left_out.headlines
    marked = [clip_passage(page.passage(quote), _HEADLINE_LENGTH) for quote in shown]
    return " / ".join([*marked, *([f"and {wording.say_whole(more)} more"] if more else [])]) or "–"


def _frames(unit: Unit, title: str) -> str:
    used = [use for one in unit.frames if one.group.title == title for use in one.uses]
    return "; ".join(f"{use.title} {wording.say_whole(use.count)}" for use in used[:_FRAMES_SHOWN]) or "–"


def _speakers(unit: Unit) -> str:
    named = [use for use in unit.profile.speakers if use.speaker][:_SPEAKERS_SHOWN]
    return "; ".join(f"{clip_line(use.speaker, 40)} ({wording.say_tally(use.cues[:1])})" for use in named) or "nobody"


def _contrasts(page: Page) -> Iterator[RenderableType]:
    if not page.comparison.contrasts:
        return
    yield make_heading("words that set them apart (uses here : uses there)")
    for contrast in page.comparison.contrasts:
        yield make_line(f"{_name(page, contrast.a)} | {_name(page, contrast.b)}", "bold")
        yield make_line(f"  {_name(page, contrast.a)}: {_words(contrast.more_in_a)}")
        yield make_line(f"  {_name(page, contrast.b)}: {_words(_turned(contrast))}")
    yield make_line(page.guide.limits["contrasts"])


def _name(page: Page, name: str) -> str:
    return clip_line(page.names.get(name, name), 40)


def _turned(contrast: Contrast) -> list[WordContrast]:
    return [
        WordContrast(word.term, -word.log_odds, -word.z, word.count_b, word.count_a) for word in contrast.more_in_b
    ]


def _words(words: Sequence[WordContrast]) -> str:
    shown = (f"{word.term} {word.count_a}:{word.count_b}" for word in words[:_WORDS_SHOWN])
    return ", ".join(shown) or "none"
