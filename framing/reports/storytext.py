"""One story in the terminal: its facts, both narratives, what each source leaves out and what it calls whom."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from framing.reports import wording
from framing.reports.console import LEAST_WIDTH, clip_line, make_hanging, make_heading, make_line, render_lines
from framing.reports.storylines import Article, CitedFact, ShownNames, StoryLines, lay_out_story
from framing.reports.storywording import (
    say_carried,
    say_cited,
    say_doubts,
    say_left_out,
    say_no_facts,
    say_place,
    say_space,
    say_split,
    say_story,
    say_telling,
    say_uses,
    say_whose,
)
from framing.reports.terminal import foot
from framing.reports.wording import one_line, say_count, texts

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from framing.comparisons import Comparison
    from framing.coverage import Share
    from framing.lexicons.model import Lexicon
    from framing.narratives import Narrative
    from framing.scores import Split

_LABEL, _COLUMN = 34, 18
"""Columns of the name of a row, and the least that one source needs beside it."""
_CLIP = 64
_TITLE = 90
_NAME = 24
_BESIDE = 9
"""Sources with a column: more of them are read on the page or in a table, not in a terminal."""
_STYLES = {-1: "yellow", 1: "magenta"}
_BAR = 50

Source = tuple[str, "Share"]
Row = tuple[str, Callable[["Share"], str]]
"""What a row is about, and how it is written for one source."""


def render_story_text(comparison: Comparison, width: int = 100, color: bool = False, title: str = "") -> str:
    """Return one story as text of at most `width` (≥ 60) columns; `color` adds styles but no information."""
    width = max(width, LEAST_WIDTH)
    lines = lay_out_story(comparison, title)
    parts = (part(lines, width) for part in (_head, _articles, _facts, _narratives, _grid, _shares, _names, _foot))
    return render_lines((renderable for part in parts for renderable in part), width, color)


def _head(lines: StoryLines, width: int) -> Iterator[RenderableType]:
    about = say_story(lines.page.comparison)
    cited = f" {say_cited(lines.cited_title)}" if lines.cited_title else ""
    yield make_line(f"{one_line(lines.title)}{cited}", "bold")
    if lines.title != about:
        yield make_line(about)
    yield make_line(texts["plain_story"]["lead"])


def _articles(lines: StoryLines, width: int) -> Iterator[RenderableType]:
    if not lines.articles:
        return
    yield make_heading(texts["plain_story"]["articles"])
    yield make_hanging((make_line(f"[{one.number}]"), _article(one)) for one in lines.shown_articles)
    yield from _rest(len(lines.articles) - len(lines.shown_articles), "more article")


def _article(article: Article) -> Text:
    line = make_line(clip_line(article.source, _TITLE), "bold")
    step = f"{wording.say_step(article.score)} {wording.say_direction(article.score)}" if article.score else ""
    known = (article.published, step.removesuffix(" –"), clip_line(article.title, _TITLE))
    return line.append("".join(f" · {one_line(part)}" for part in known if part), "not bold")


def _facts(lines: StoryLines, width: int) -> Iterator[RenderableType]:
    told = texts["plain_story"]
    yield make_heading(told["facts"])
    if not lines.facts:
        yield make_line(say_no_facts(lines.page.comparison))
        return
    yield make_line(told["facts_lead"])
    yield make_hanging((make_line(f"{one.fact.number:>3}"), _fact(one)) for one in lines.facts)
    yield from _rest(lines.more_facts, "more fact")
    yield _note(lines, "facts")


def _fact(shown: CitedFact) -> Text:
    line = make_line(f"{one_line(shown.fact.plainest.claim.text)} {say_cited(shown.cited)}")
    doubts = say_doubts(shown.fact.doubts)
    return line.append(f" ({doubts})", "bold") if doubts else line


def _narratives(lines: StoryLines, width: int) -> Iterator[RenderableType]:
    comparison = lines.page.comparison
    for narrative in comparison.narratives:
        told = texts["plain_story"]["narrative"].format(title=narrative.title)
        yield make_heading(wording.capitalize_first(told))
        if not narrative.sentences:
            yield make_line(texts["plain_story"]["untold"])
        yield make_hanging(_sentences(lines, narrative))
    if comparison.split and comparison.axis:
        yield make_line("")
        yield _bar(comparison.split, comparison.axis)
        yield make_line(say_split(comparison.split, comparison.axis))
    if comparison.narratives:
        yield _note(lines, "sides")


def _sentences(lines: StoryLines, narrative: Narrative) -> Iterator[tuple[Text, Text]]:
    axis = lines.page.comparison.axis
    letter = lines.page.letters.letter(axis.name, narrative.pole) if axis else ""
    for one in narrative.sentences:
        beside = make_line(f"  {letter} {say_cited(lines.cite([one.quote]))}", _STYLES[narrative.sign])
        yield beside, make_line(f"{one_line(one.quote.claim.text)}{say_whose(one.quote)}")


def _bar(split: Split, axis: Lexicon) -> Text:
    """The split as a bar of letters, so that no colour is needed to read it."""
    minus, plus = round(_BAR * split.minus), round(_BAR * split.plus)
    line = make_line(axis.pole_of(-1).letter[:1] * minus, _STYLES[-1])
    line.append("·" * max(0, _BAR - minus - plus))
    return line.append(axis.pole_of(1).letter[:1] * plus, _STYLES[1])


def _grid(lines: StoryLines, width: int) -> Iterator[RenderableType]:
    if lines.facts:
        yield make_heading(texts["plain_story"]["grid"])
        yield from _tables(lines.sources, [_grid_row(one) for one in lines.facts], width)
        yield from _rest(len(lines.sources[_BESIDE:]) + lines.more_sources, "more source")


def _grid_row(shown: CitedFact) -> Row:
    def write(share: Share) -> str:
        cell = shown.fact.cell(share.source)
        place = say_place(cell)
        return f"{say_telling(cell)} · {place}" if place else say_telling(cell)

    return f"{shown.fact.number} {clip_line(shown.fact.plainest.claim.text, _CLIP)}", write


def _shares(lines: StoryLines, width: int) -> Iterator[RenderableType]:
    told = texts["plain_story"]
    if not lines.facts:
        return
    yield make_heading(told["shares"])
    yield make_hanging(
        (
            make_line(clip_line(name, _NAME), "bold"),
            make_line(f"{say_carried(share)}, {say_space(share)}; {say_left_out(lines, share, _CLIP)}"),
        )
        for name, share in lines.sources
    )
    yield _note(lines, "left_out_facts")


def _names(lines: StoryLines, width: int) -> Iterator[RenderableType]:
    if lines.names:
        yield make_heading(texts["plain_story"]["names"])
        yield make_line(texts["plain_story"]["names_lead"])
        yield from _tables(lines.sources, [_names_row(one) for one in lines.names], width)
        yield from _rest(lines.more_names, "more name")
        yield _note(lines, "names")


def _names_row(names: ShownNames) -> Row:
    return names.actor, lambda share: say_uses(*names.of(share.source))


def _foot(lines: StoryLines, width: int) -> Iterator[RenderableType]:
    yield from foot(lines.page, width)


def _tables(sources: Sequence[Source], rows: Sequence[Row], width: int) -> Iterator[RenderableType]:
    """As many sources beside each other as fit the width, the others in tables of their own, evenly dealt."""
    shown = sources[:_BESIDE]
    fitting = max(2, (width - _LABEL) // _COLUMN)
    beside = math.ceil(len(shown) / math.ceil(len(shown) / fitting)) if shown else 1
    for first in range(0, len(shown), beside):
        if first:
            yield make_line("")
        yield _table(shown[first : first + beside], rows, width)


def _table(sources: Sequence[Source], rows: Iterable[Row], width: int) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("", width=min(_LABEL, width // 3), overflow="fold")
    for name, _ in sources:
        table.add_column(one_line(name), overflow="fold", ratio=1)
    for about, write in rows:
        table.add_row(one_line(about), *(write(share) for _, share in sources))
    return table


def _rest(count: int, noun: str) -> Iterator[Text]:
    if count > 0:
        yield make_line(f"and {say_count(count, noun)}")


def _note(lines: StoryLines, measure: str) -> Text:
    return make_line(lines.page.guide.limits[measure], "dim")
