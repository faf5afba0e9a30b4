"""Story lines: one story numbered, cited and capped, ready to be written line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from framing.comparisons import NO_SOURCE, Comparison
from framing.coverage import Coverage, Fact, Share, rank_facts
from framing.namings import NameUse, Naming
from framing.profiles import Quote
from framing.reports.pages import Page, Sheet, lay_out
from framing.reports.storywording import say_story
from framing.scores import Score

ARTICLES_SHOWN = 24
FACTS_SHOWN = 20
"""Facts with a line of their own: as many as can be held against each other by eye; JSON and tables have all."""
NAMES_SHOWN = 12
USES_SHOWN = 3
CITED = 6

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the story: the number it is cited by, and where it stands (None without an axis)."""

    number: int
    document: str
    source: str
    title: str
    published: str
    score: Score | None


@dataclass(frozen=True, slots=True)
class Cited:
    """Article numbers, the first being where the words are from; `more` are not shown."""

    numbers: tuple[int, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class CitedFact:
    """A fact with the articles that carry it."""

    fact: Fact
    cited: Cited


@dataclass(frozen=True, slots=True)
class ShownNames:
    """What each source calls one actor: the uses with room of their own, in order, and how many more there are."""

    actor: str
    uses: tuple[tuple[str, tuple[NameUse, ...], int], ...]

    def of(self, source: str) -> tuple[tuple[NameUse, ...], int]:
        """Return what a source calls it, and how many more ways there are."""
        return next(((uses, more) for name, uses, more in self.uses if name == source), ((), 0))


@dataclass(frozen=True, slots=True)
class StoryLines:
    """One story as it is written line by line.

    `articles` are all; `facts` and `names` those with room, in order, `more_facts` and `more_names` count the
    others. `sources` are the shares of the sources with room, with the name each is shown by; `more_sources`
    counts the others. `cited_title` is where the title is from, None where it is no source's own.
    """

    page: Page
    title: str
    cited_title: Cited | None
    articles: tuple[Article, ...]
    facts: tuple[CitedFact, ...]
    more_facts: int
    sources: tuple[tuple[str, Share], ...]
    more_sources: int
    names: tuple[ShownNames, ...]
    more_names: int

    @property
    def shown_articles(self) -> tuple[Article, ...]:
        """The articles with a line of their own."""
        return self.articles[:ARTICLES_SHOWN]

    def cite(self, quotes: Iterable[Quote]) -> Cited:
        """Return the articles that quotes are from, the first quote's first."""
        return _cite(self.articles, quotes)

    def first_left_out(self, share: Share) -> CitedFact | None:
        """Return the fact that most sources share and this one leaves out, None where there is none."""
        coverage = self.page.comparison.coverage
        if coverage is None or not share.left_out:
            return None
        return _cite_fact(self.articles, next(fact for fact in coverage.facts if fact.number == share.left_out[0]))


def lay_out_story(comparison: Comparison, title: str = "") -> StoryLines:
    """Return the lines of a story under this title, else under the headline that shares most with the others."""
    headline = comparison.coverage.headline if comparison.coverage and not title else None
    own = headline.claim.text if headline else title
    return line_up(lay_out(comparison, own or say_story(comparison)), headline)


def line_up(page: Page, headline: Quote | None = None) -> StoryLines:
    """Return the lines of the story a page holds; `headline` is the quote its title is, if it is one."""
    comparison = page.comparison
    articles = tuple(map(_article, page.sheets))
    coverage = comparison.coverage or Coverage((), (), ())
    facts = sorted(rank_facts(coverage.facts)[:FACTS_SHOWN], key=lambda fact: fact.number)
    names, more_names = cap(comparison.namings, NAMES_SHOWN)
    sources = tuple(
        (unit.name, share) for unit in page.detailed for share in coverage.shares if share.source == unit.profile.name
    )
    return StoryLines(
        page=page,
        title=page.title,
        cited_title=_cite(articles, [headline]) if headline else None,
        articles=articles,
        facts=tuple(_cite_fact(articles, fact) for fact in facts),
        more_facts=len(coverage.facts) - len(facts),
        sources=sources,
        more_sources=len(coverage.shares) - len(sources),
        names=tuple(_names(one) for one in names),
        more_names=more_names,
    )


def count_tied(coverage: Coverage | None) -> int:
    """Return how many documents the largest group has that shared facts tie together, one to the next."""
    groups: list[set[str]] = []
    for fact in coverage.facts if coverage else ():
        documents = {quote.document for cell in fact.cells for quote in cell.quotes}
        touched = [group for group in groups if group & documents]
        groups = [*(group for group in groups if group not in touched), documents.union(*touched)]
    return max(map(len, groups), default=0)


def cap(items: Sequence[Item], most: int) -> tuple[tuple[Item, ...], int]:
    """Return the first `most` items, and how many more there are."""
    return tuple(items[:most]), max(0, len(items) - most)


def _article(sheet: Sheet) -> Article:
    document, stance = sheet.document, sheet.profile.stance
    return Article(
        number=sheet.number,
        document=document.id,
        source=document.source or NO_SOURCE,
        title=document.title,
        published=document.published,
        score=stance.outlet if stance else None,
    )


def _cite_fact(articles: Sequence[Article], fact: Fact) -> CitedFact:
    return CitedFact(fact, _cite(articles, [fact.plainest, *(quote for cell in fact.cells for quote in cell.quotes)]))


def _cite(articles: Sequence[Article], quotes: Iterable[Quote]) -> Cited:
    numbers = {article.document: article.number for article in articles}
    first, *others = dict.fromkeys(numbers[quote.document] for quote in quotes)
    return Cited(*cap([first, *sorted(others)], CITED))


def _names(naming: Naming) -> ShownNames:
    return ShownNames(naming.actor, tuple((source, *cap(uses, USES_SHOWN)) for source, uses in naming.uses))
