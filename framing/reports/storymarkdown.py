"""One story in Markdown: facts, both narratives, what each source leaves out and what it calls whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from framing.reports import wording
from framing.reports.markdowntext import escape, make_table
from framing.reports.storylines import Article, CitedFact, ShownNames, StoryLines
from framing.reports.storywording import (
    say_carried,
    say_cited,
    say_doubts,
    say_left_out,
    say_no_facts,
    say_place,
    say_room,
    say_space,
    say_split,
    say_story,
    say_telling,
    say_uses,
    say_whose,
)
from framing.reports.wording import say_count, texts

if TYPE_CHECKING:
    from framing.coverage import Cell, Share
    from framing.narratives import Narrative

_CLIP = 160


def story_head(lines: StoryLines) -> Iterator[str]:
    """Return the blocks that a story begins with: its title and what it is."""
    about = say_story(lines.page.comparison)
    cited = f" {say_cited(lines.cited_title)}" if lines.cited_title else ""
    yield f"# {escape(f'{lines.title}{cited}')}"
    if lines.title != about:
        yield escape(about)
    yield escape(texts["plain_story"]["lead"])


def story_parts(lines: StoryLines) -> Iterator[str]:
    """Return the blocks of a story: articles, facts, narratives, grid, shares and names."""
    for part in (_articles, _facts, _narratives, _grid, _shares, _names):
        yield from part(lines)


def _articles(lines: StoryLines) -> Iterator[str]:
    if not lines.articles:
        return
    yield f"## {texts['plain_story']['articles']}"
    more = len(lines.articles) - len(lines.shown_articles)
    shown = [f"- {escape(f'[{one.number}] {_article(one)}')}" for one in lines.shown_articles]
    yield "\n".join([*shown, *([f"- and {say_count(more, 'more article')}"] if more else [])])


def _article(article: Article) -> str:
    step = f"{wording.say_step(article.score)} {wording.say_direction(article.score)}" if article.score else ""
    known = (article.source, article.published, step.removesuffix(" –"), article.title)
    return " · ".join(part for part in known if part)


def _facts(lines: StoryLines) -> Iterator[str]:
    told = texts["plain_story"]
    yield f"## {told['facts']}"
    if not lines.facts:
        yield say_no_facts(lines.page.comparison)
        return
    yield escape(told["facts_lead"])
    more = [f"- and {say_count(lines.more_facts, 'more fact')}"] if lines.more_facts else []
    yield "\n".join([*map(_fact, lines.facts), *more])
    yield _note(lines, "facts")


def _fact(shown: CitedFact) -> str:
    doubts = say_doubts(shown.fact.doubts)
    line = f"- {shown.fact.number}: {escape(f'{shown.fact.plainest.claim.text} {say_cited(shown.cited)}')}"
    return f"{line} **({escape(doubts)})**" if doubts else line


def _narratives(lines: StoryLines) -> Iterator[str]:
    comparison = lines.page.comparison
    for narrative in comparison.narratives:
        told = texts["plain_story"]["narrative"].format(title=narrative.title)
        yield f"## {escape(wording.capitalize_first(told))}"
        yield "\n".join(_sentences(lines, narrative)) or texts["plain_story"]["untold"]
    if comparison.split and comparison.axis:
        yield escape(wording.capitalize_first(say_split(comparison.split, comparison.axis)) + ".")
    if comparison.narratives:
        yield _note(lines, "sides")


def _sentences(lines: StoryLines, narrative: Narrative) -> Iterator[str]:
    for one in narrative.sentences:
        cited = say_cited(lines.cite([one.quote]))
        yield f"- {escape(f'{one.quote.claim.text}{say_whose(one.quote)} {cited}')}"


def _grid(lines: StoryLines) -> Iterator[str]:
    if not lines.facts:
        return
    yield f"## {texts['plain_story']['grid']}"
    yield make_table(("fact", *(name for name, _ in lines.sources)), (_grid_row(lines, one) for one in lines.facts))
    yield from [f"and {say_count(lines.more_sources, 'more source')}"] if lines.more_sources else []


def _grid_row(lines: StoryLines, shown: CitedFact) -> Sequence[str]:
    cells = (shown.fact.cell(share.source) for _, share in lines.sources)
    return f"{shown.fact.number}", *map(_cell, cells)


def _cell(cell: Cell) -> str:
    return " · ".join(part for part in (say_telling(cell), say_place(cell), say_room(cell)) if part)


def _shares(lines: StoryLines) -> Iterator[str]:
    told = texts["plain_story"]
    if not lines.facts:
        return
    yield f"## {told['shares']}"
    yield "\n".join(_share(lines, name, share) for name, share in lines.sources)
    yield _note(lines, "left_out_facts")


def _share(lines: StoryLines, name: str, share: Share) -> str:
    carried = f"{say_carried(share)}, {say_space(share)}"
    return f"- {escape(f'{name}: {carried}; {say_left_out(lines, share, _CLIP)}')}"


def _names(lines: StoryLines) -> Iterator[str]:
    if not lines.names:
        return
    yield f"## {texts['plain_story']['names']}"
    yield texts["plain_story"]["names_lead"]
    yield make_table(("", *(name for name, _ in lines.sources)), (_names_row(lines, one) for one in lines.names))
    yield from [f"and {say_count(lines.more_names, 'more name')}"] if lines.more_names else []
    yield _note(lines, "names")


def _names_row(lines: StoryLines, names: ShownNames) -> Sequence[str]:
    return names.actor, *(say_uses(*names.of(share.source)) for _, share in lines.sources)


def _note(lines: StoryLines, measure: str) -> str:
    return f"*{escape(lines.page.guide.limits[measure])}*"
