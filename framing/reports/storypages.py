"""Story pages: one story laid out: articles, what each source carries, facts, both sides, grid, wordings, names."""

from __future__ import annotations

from dataclasses import dataclass

from framing.comparisons import Comparison
from framing.coverage import Coverage, Share
from framing.narratives import Narrative
from framing.profiles import Quote
from framing.reports.charts import Mark, place_mark
from framing.reports.citations import Citation, CitedSentence, Register, register_articles
from framing.reports.pages import Page, Sheet, Unit
from framing.reports.storyfilters import Filters, make_filters
from framing.reports.storygrids import Grid, ShownFact, first_facts, make_grid, show_fact, show_facts
from framing.reports.wording import say_count, texts

ARTICLES_FIRST = 3
"""Articles of one source shown at once; the others are one click away."""
ARTICLES_SHOWN = 30
NAMES_SHOWN = 12
USES_SHOWN = 4
SPEAKERS_FIRST = 6


@dataclass(frozen=True, slots=True)
class Article:
    """One article as listed; its anchor is "" where the page has no place for it, its mark None where refused."""

    sheet: Sheet
    anchor: str
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Glance:
    """One source at a glance: its articles, what it carries, and the most shared fact that it leaves out.

    `more` counts its articles that are not listed.
    """

    unit: Unit
    articles: tuple[Article, ...]
    more: int
    share: Share | None
    left_out: ShownFact | None

    @property
    def first(self) -> tuple[Article, ...]:
        """The articles that are shown at once."""
        return self.articles[:ARTICLES_FIRST]

    @property
    def others(self) -> tuple[Article, ...]:
        """The articles that are one click away."""
        return self.articles[ARTICLES_FIRST:]


@dataclass(frozen=True, slots=True)
class ShownNarrative:
    """The story of one side; where no source tells it, without sentences."""

    narrative: Narrative
    letter: str
    sentences: tuple[CitedSentence, ...]


@dataclass(frozen=True, slots=True)
class ShownName:
    """One way to call an actor, how often, and where first."""

    phrase: str
    count: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class NameRow:
    """One actor across the columns: the names with room of their own, and how many more."""

    actor: str
    cells: tuple[tuple[tuple[ShownName, ...], int], ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One story laid out on a page. `headline` is where the title is from, None where it is no source's own.

    `facts` have a place on the page, `first_facts` at once and `other_facts` one click away; `more_facts` have none.
    """

    page: Page
    headline: Citation | None
    glances: tuple[Glance, ...]
    facts: tuple[ShownFact, ...]
    first_facts: tuple[ShownFact, ...]
    other_facts: tuple[ShownFact, ...]
    more_facts: int
    narratives: tuple[ShownNarrative, ...]
    grid: Grid | None
    names: tuple[NameRow, ...]
    more_names: int
    filters: Filters

    @property
    def dates(self) -> tuple[str, ...]:
        """The first and the last date of the articles; one where they are the same, none where no date is known."""
        known = sorted(sheet.document.published for sheet in self.page.sheets if sheet.document.published)
        return tuple(dict.fromkeys((known[0], known[-1]))) if known else ()


def name_story(comparison: Comparison) -> str:
    """Return what the story is called: its headline, else of how many articles it is."""
    headline = _find_headline(comparison)
    articles = say_count(comparison.provenance.documents, "article")
    sources = say_count(len({one.source for one in comparison.documents}) or len(comparison.sources), "source")
    return (
        headline.claim.text
        if headline
        else texts["story_page"]["untitled"].format(articles=articles, sources=sources)
    )


def _find_headline(comparison: Comparison) -> Quote | None:
    """The headline that shares most words with the others, or the only one there is."""
    found = comparison.coverage.headline if comparison.coverage else None
    if found:
        return found
    headlines = [quote for profile in comparison.documents for quote in profile.headlines]
    return headlines[0] if len(comparison.documents) == len(headlines) == 1 else None


def lay_out_storypage(page: Page) -> StoryPage:
    """Return the story of a page's comparison."""
    comparison, register = page.comparison, register_articles(page)
    coverage = comparison.coverage
    facts = show_facts(coverage, register) if coverage else ()
    first = first_facts(facts)
    narratives = tuple(_narrative(one, register, page) for one in comparison.narratives)
    told = (sentence.key for narrative in narratives for sentence in narrative.sentences)
    return StoryPage(
        page=page,
        headline=_headline(page, register),
        glances=tuple(_glance(unit, coverage, register) for unit in page.detailed),
        facts=facts,
        first_facts=first,
        other_facts=tuple(shown for shown in facts if shown.anchor not in {one.anchor for one in first}),
        more_facts=len(coverage.facts) - len(facts) if coverage else 0,
        narratives=narratives,
        grid=make_grid(coverage, facts, register, page) if coverage and facts else None,
        names=_names(page, register),
        more_names=max(0, len(comparison.namings) - NAMES_SHOWN),
        filters=make_filters(page, [*told, *(key for shown in facts for key in shown.keys)]),
    )


def _headline(page: Page, register: Register) -> Citation | None:
    """Where the page's title stands, if a source wrote it."""
    quote = _find_headline(page.comparison)
    if quote is None or quote.claim.text != page.title:
        return None
    return register.cite(quote.document, quote.claim.claim.number)


def _glance(unit: Unit, coverage: Coverage | None, register: Register) -> Glance:
    sheets = sorted((register.sheet(name) for name in unit.profile.documents), key=lambda sheet: sheet.number)
    articles = tuple(_article(sheet) for sheet in sheets[:ARTICLES_SHOWN])
    share = coverage.share(unit.profile.name) if coverage else None
    left_out = None
    if coverage and share and share.left_out:
        fact = next(fact for fact in coverage.facts if fact.number == share.left_out[0])
        left_out = show_fact(fact, register)
    return Glance(unit, articles, len(sheets) - len(articles), share, left_out)


def _article(sheet: Sheet) -> Article:
    stance = sheet.profile.stance
    return Article(sheet, sheet.anchor if sheet.listed else "", place_mark(stance.outlet) if stance else None)


def _narrative(narrative: Narrative, register: Register, page: Page) -> ShownNarrative:
    axis = page.comparison.axis
    letter = axis.pole_of(narrative.sign).letter if axis else ""
    sentences = (register.show(sentence.quote, narrative.sign) for sentence in narrative.sentences)
    return ShownNarrative(narrative, letter, tuple(sentences))


def _names(page: Page, register: Register) -> tuple[NameRow, ...]:
    rows = []
    for naming in page.comparison.namings[:NAMES_SHOWN]:
        uses = dict(naming.uses)
        cells = []
        for unit in page.detailed:
            mine = uses.get(unit.profile.name, ())
            shown = (ShownName(one.phrase, one.count, register.cite(one.document, one.claim)) for one in mine)
            cells.append((tuple(shown)[:USES_SHOWN], max(0, len(mine) - USES_SHOWN)))
        rows.append(NameRow(naming.actor, tuple(cells)))
    return tuple(rows)
