"""A placing as text: the strip, the neighbours with their sentences, the shared story, words in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from framing.placing.model import NOT_ENGLISH, OFF_TOPIC
from framing.reports import wording
from framing.reports.charts import draw_strip
from framing.reports.console import LEAST_WIDTH, clip_line, make_hanging, make_heading, make_line, render_lines
from framing.reports.guides import guide_to
from framing.reports.passages import clip_passage
from framing.reports.placingpages import FACTS_SHOWN, lay_out_placing
from framing.reports.placingwording import (
    name_article,
    say_copies,
    say_headline,
    say_known,
    say_more,
    say_neighbour,
    say_no_sentence,
    say_origin,
    say_placed,
    say_reason,
    say_thin,
    say_vocabulary,
    say_words,
    says,
)
from framing.reports.wording import one_line, say_count, say_percent, texts
from framing.shipped import version

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from framing.placing.model import Placed, Placing
    from framing.reports.placingpages import Beside, Cited, PlacingPage, Row, Sheet, ShownFact

_WIDE = 96
_STYLES = {-1: "yellow", 0: "", 1: "magenta"}
_SOURCES_SHOWN = 40
"""Known sources with a line of their own under "Words in common"."""


def render_placing_text(placing: Placing, width: int = 100, color: bool = False) -> str:
    """Return a placing as text of at most `width` (≥ 60) columns."""
    width = max(width, LEAST_WIDTH)
    page = lay_out_placing(placing)
    parts = [*_head(page), *_strip(page, width)]
    for sheet in page.sheets:
        parts += _sheet(page, sheet, width)
    return render_lines([*parts, *_foot(page)], width, color)


def _head(page: PlacingPage) -> Iterator[RenderableType]:
    yield make_line(say_headline(page.placing), "bold")
    yield make_line(say_known(page.placing), "dim")
    thin = say_thin(page.placing)
    if thin:
        yield make_line(thin)


def _strip(page: PlacingPage, width: int) -> Iterator[RenderableType]:
    axis = page.placing.axis
    name, strip = (18, 23) if width >= _WIDE else (16, 19)
    minus, plus = axis.pole_of(-1), axis.pole_of(1)
    yield make_heading(says["sections"]["strip"])
    yield make_line(f"{' ' * (name + 3)}← {minus.letter} {minus.title} · {plus.letter} {plus.title} →")
    yield from (_strip_line(row, name, strip) for row in page.rows)
    yield make_line(says["strip"]["caption"], "dim")


def _strip_line(row: Row, name: int, strip: int) -> Text:
    line = make_line(f"{'▶' if row.number else ' '} ", "bold")
    line.append(clip_line(row.name, name).ljust(name + 1), "bold" if row.number else None)
    line.append(draw_strip(row.score, strip), _STYLES[row.mark.sign if row.mark else 0])
    if row.score.refusal:
        return line.append(f"  {row.score.refusal}")
    line.append(f"  {wording.say_step(row.score)} ", "bold")
    counted = "" if row.number else f", {say_count(row.texts, 'text')}"
    return line.append(f"{wording.say_direction(row.score)} ({wording.say_interval(row.score)}){counted}")


def _sheet(page: PlacingPage, sheet: Sheet, width: int) -> Iterator[RenderableType]:
    placed = sheet.placed
    yield make_line(f"\n{sheet.name}", "bold underline")
    yield make_line(say_placed(placed, page.placing))
    if placed.obstacle == NOT_ENGLISH:
        return
    if placed.obstacle == OFF_TOPIC:
        yield make_line(says["obstacles"]["off_topic_why"], "dim")
    if placed.copies:
        yield make_line(says["copies"]["lead"].format(places=say_copies(placed, page.placing)))
    yield from _voices(placed)
    for beside in sheet.besides:
        yield from _beside(page, beside, width)
    if not placed.obstacle and not sheet.besides:
        yield make_line(says["head"]["none_placed"])
    yield from _story(sheet, width)
    yield from _vocabulary(page, placed)


def _voices(placed: Placed) -> Iterator[RenderableType]:
    if placed.obstacle:
        return
    yield make_heading(says["sections"]["voices"])
    names = texts["voices"]
    yield make_hanging(
        (make_line(names[voice]), make_line(wording.say_stance(score))) for voice, score in placed.stance.by_voice
    )


def _beside(page: PlacingPage, beside: Beside, width: int) -> Iterator[RenderableType]:
    told, neighbour = says["neighbours"], beside.neighbour
    yield make_heading(says["place"][beside.role].format(source=one_line(neighbour.source)))
    yield make_line(f"{wording.capitalize_first(say_neighbour(neighbour, page.placing))}.")
    yield make_line(say_reason(neighbour, page.placing))
    yield make_line(told["here"], "bold")
    yield make_hanging(_sentences(page, beside.here, width))
    yield make_line(told["there"].format(source=one_line(neighbour.source)), "bold")
    yield make_hanging(_sentences(page, beside.there, width))
    yield make_line(f"{told['words']} ({told['counts_lead'].partition(',')[0].lower()})", "bold")
    more_there = told["more_there"].format(source=clip_line(neighbour.source, 24))
    yield make_hanging(
        [
            (make_line(f"  {told['more_here']}"), make_line(say_words(beside.more_here))),
            (make_line(f"  {more_there}"), make_line(say_words(beside.more_there))),
        ]
    )


def _sentences(page: PlacingPage, cited: Iterable[Cited], width: int) -> Iterator[tuple[Text, Text]]:
    shown = list(cited)
    for one in shown:
        whose = f" ({clip_line(name_article(one.document), 40)})" if one.source else ""
        yield make_line(" "), make_line(f"“{clip_passage(one.passage, 3 * width)}”{whose}")
    if not shown:
        yield make_line(" "), make_line(say_no_sentence(page.placing))


def _story(sheet: Sheet, width: int) -> Iterator[RenderableType]:
    story, told = sheet.placed.story, says["story"]
    yield make_heading(says["sections"]["story"])
    if story is None:
        yield make_line(told["none"])
        return
    sources = ", ".join(map(one_line, story.sources))
    yield make_line(told["lead"].format(texts=say_count(len(story.documents), "known text"), sources=sources))
    yield make_line(told["carried"], "bold")
    yield make_hanging(_facts(sheet.carried, width))
    if not sheet.carried:
        yield make_line(f"  {told['carried_none']}")
    yield make_line(told["left_out"], "bold")
    yield make_hanging(_facts(sheet.left_out, width))
    if not sheet.left_out:
        yield make_line(f"  {told['one_source' if len(story.sources) < 2 else 'left_out_none']}")


def _facts(facts: tuple[ShownFact, ...], width: int) -> Iterator[tuple[Text, Text]]:
    for fact in facts[:FACTS_SHOWN]:
        first = fact.here if fact.here and fact.telling != "absent" else fact.there[0]
        by = says["story"]["told_by"].format(sources=", ".join(one_line(one.source) for one in fact.there))
        yield make_line(" "), make_line(f"“{clip_passage(first.passage, 2 * width)}” ({by})")
    if len(facts) > FACTS_SHOWN:
        yield make_line(" "), make_line(say_more(len(facts) - FACTS_SHOWN, "fact"))


def _vocabulary(page: PlacingPage, placed: Placed) -> Iterator[RenderableType]:
    yield make_heading(says["sections"]["vocabulary"])
    yield make_line(say_vocabulary(placed))
    shown = placed.vocabulary.overlaps[:_SOURCES_SHOWN]
    yield make_hanging(
        (
            make_line(f"  {clip_line(one.source, 28)}"),
            make_line(f"{say_percent(one.share)} of its words ({_texts(page, one.source)})"),
        )
        for one in shown
    )


def _texts(page: PlacingPage, source: str) -> str:
    reference = page.placing.reference(source)
    return f"{say_count(reference.texts, 'text')}, {say_count(reference.words, 'word')}"


def _foot(page: PlacingPage) -> Iterator[RenderableType]:
    placing = page.placing
    yield make_heading(says["sections"]["limits"])
    for limit in (*says["limits"].values(), guide_to(placing.axis, "article").limits["stance"]):
        yield make_line(wording.capitalize_first(limit.removeprefix("Not measured: ")), "dim")
    for bad in placing.origin.rejected:
        yield make_line(f"could not be read: {one_line(bad.where)}: {one_line(bad.reason)}")
    lexicons = ", ".join(f"{one.name} {one.version} ({one.digest})" for one in placing.lexicons)
    yield make_line(f"\nframing {version()} · known sources: {say_origin(placing)} · lexicons: {lexicons}")
