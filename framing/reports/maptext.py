"""A map as text: the strip, whether its axis is real, what runs along it, the phrases of the poles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from framing.reports import wording
from framing.reports.console import LEAST_WIDTH, clip_line, make_hanging, make_heading, make_line, render_lines
from framing.reports.mappages import Row, lay_out_map
from framing.reports.mapwording import (
    name_newcomer,
    say_interval_of,
    say_kinship,
    say_left_out,
    say_made_from,
    say_newcomer,
    say_obstacle,
    say_pole,
    say_ratio,
    say_title,
    say_trials,
    say_warnings,
    says,
)
from framing.reports.wording import one_line, say_count, say_number
from framing.shipped import version

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from framing.maps.model import Carrier, SourceMap
    from framing.reports.mappages import MapPage

_WIDE = 96
CARRIERS_SHOWN = 12


def render_map_text(drawn: SourceMap, width: int = 100, color: bool = False) -> str:
    """Return a map as text of at most `width` (≥ 60) columns."""
    width = max(width, LEAST_WIDTH)
    page = lay_out_map(drawn)
    parts = [*_head(drawn), *_trials(drawn)]
    if not drawn.obstacle:
        parts = [*_head(drawn), *_strip(page, width), *_trials(drawn), *_kinships(drawn), *_carriers(drawn, width)]
    return render_lines([*parts, *_foot(drawn)], width, color)


def _head(drawn: SourceMap) -> Iterator[RenderableType]:
    yield make_line(say_title(drawn), "bold")
    if drawn.obstacle:
        yield make_line(say_obstacle(drawn))
    else:
        yield make_line(say_made_from(drawn), "dim")
        yield make_line(says["head"]["relative"])
    for said in say_left_out(drawn):
        yield make_line(said)


def _strip(page: MapPage, width: int) -> Iterator[RenderableType]:
    drawn = page.drawn
    name, strip = (24, 31) if width >= _WIDE else (16, 19)
    yield make_heading(f"{say_pole(drawn, -1)} (−1)")
    yield make_line(f"{say_pole(drawn, 1)} (+1)", "bold underline")
    yield from (_strip_line(page, row, name, strip) for row in page.rows)
    yield make_line(says["strip"]["caption"], "dim")
    if drawn.asked > 1 and not drawn.planar:
        yield make_line(says["strip"]["no_second"])
    elif drawn.planar:
        yield make_heading(says["poles"]["other"])
        seconds = [(spot.source, spot.second) for spot in drawn.spots if spot.second]
        yield make_hanging(
            (make_line(clip_line(source, name)), make_line(f"{say_number(one.value)} ({say_interval_of(one)})"))
            for source, one in sorted(seconds, key=lambda pair: (pair[1].value, pair[0]))
        )


def _strip_line(page: MapPage, row: Row, name: int, strip: int) -> Text:
    line = make_line("▶ " if row.number else "■ " if row.pole else "  ", "bold")
    line.append(clip_line(row.name, name).ljust(name + 1), "bold" if row.number else None)
    line.append(_draw(page, row, strip))
    if row.estimate is None:
        new = page.drawn.newcomers[row.number - 1]
        return line.append(f"  {new.obstacle}")
    return line.append(f"  {say_number(row.estimate.value)} ({say_interval_of(row.estimate)})")


def _draw(page: MapPage, row: Row, width: int) -> str:
    cells = ["·"] * width
    for pole in (-1, 0, 1):
        cells[round((pole / page.edge + 1) / 2 * (width - 1))] = "│"
    if row.estimate:
        left, dot, right = (round(one / 100 * (width - 1)) for one in (row.low, row.dot, row.high))
        cells[left : right + 1] = "─" * (right + 1 - left)
        cells[left], cells[right] = "├", "┤"
        cells[dot] = "■" if row.pole else "●"
    return "".join(cells)


def _trials(drawn: SourceMap) -> Iterator[RenderableType]:
    said = say_trials(drawn)
    if said:
        yield make_heading(says["trials"]["title"])
        yield from (make_line(one) for one in said)
        yield make_line(says["trials"]["how"], "dim")


def _kinships(drawn: SourceMap) -> Iterator[RenderableType]:
    told = says["kinships"]
    yield make_heading(told["title"])
    yield make_line(told["lead"] if drawn.kinships else told["none"])
    yield from (make_line(f"  {say_kinship(one)}") for one in drawn.kinships)
    yield from (make_line(one, "bold") for one in say_warnings(drawn))
    yield make_line(told["measures"], "dim")


def _carriers(drawn: SourceMap, width: int) -> Iterator[RenderableType]:
    told = says["carriers"]
    texts = {document.id: document.text for document in drawn.documents}
    yield make_heading(told["title"])
    yield make_line(told["lead"], "dim")
    for sign, title in ((-1, told["minus"]), (1, told["plus"])):
        shown = [one for one in drawn.carriers if one.sign == sign][:CARRIERS_SHOWN]
        yield make_line(f"\n{title}", "bold")
        yield make_hanging((make_line(f"  {one.phrase}"), _shown(one, texts, width)) for one in shown)


def _shown(carrier: Carrier, texts: dict[str, str], width: int) -> Text:
    line = make_line(say_ratio(carrier))
    one = carrier.example
    if one is None:
        return line
    text = texts[one.document]
    before, found, after = text[one.start : one.first], text[one.first : one.last], text[one.last : one.end]
    room = width // 2
    line.append(
        f"\n“{_clip(before, room, end=False)}[{one_line(found)}]{_clip(after, room)}” ({one_line(one.source)})"
    )
    return line


def _clip(text: str, room: int, end: bool = True) -> str:
    """The text on one line, its end (or its beginning) cut where it is long; the space towards the phrase stays."""
    shown = " ".join(wording.make_printable(text).split())
    if end:
        space = " " if text[:1].isspace() else ""
        return space + (shown if len(shown) <= room else f"{shown[:room].rstrip()} …")
    space = " " if text[-1:].isspace() else ""
    return (shown if len(shown) <= room else f"… {shown[-room:].lstrip()}") + space


def _foot(drawn: SourceMap) -> Iterator[RenderableType]:
    if drawn.newcomers:
        yield make_heading(says["newcomers"]["title"])
        yield make_line(says["newcomers"]["lead"], "dim")
        for new in drawn.newcomers:
            yield make_line(f"▶ {name_newcomer(new)}: {say_newcomer(new)}")
    yield make_heading(says["limits"]["title"])
    for key, limit in says["limits"].items():
        if key != "title":
            yield make_line(limit, "dim")
    for bad in drawn.rejected:
        yield make_line(f"could not be read: {one_line(bad.where)}: {one_line(bad.reason)}")
    axis = drawn.axis
    made = f"{say_count(len(drawn.documents), 'text')}, {say_count(drawn.phrases, 'phrase')}"
    origin = ", ".join(map(one_line, drawn.origin)) or "–"
    yield make_line(f"\nframing {version()} · {made} · from {origin} · lexicon beside it: {axis.name} {axis.version}")
