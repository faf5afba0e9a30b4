"""A placing laid out: the strip's rows in order, the sentences with where they stand, the article in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.coverage import rank_facts
from framing.placing.model import THIS
from framing.reports.charts import Mark, place_mark
from framing.reports.letters import Letters, assign_letters
from framing.reports.passages import Paragraph, Passage, cut_document, cut_quote
from framing.reports.placingwording import name_article

if TYPE_CHECKING:
    from framing.contrasts import WordContrast
    from framing.coverage import Fact
    from framing.documents.model import Document
    from framing.placing.model import Neighbour, Placed, Placing
    from framing.profiles import Quote
    from framing.scores import Score

MOST_CHARACTERS = 200_000
"""Characters of an article up to which it stands on the page in full."""
SUMMED_UP = 6
"""Articles up to which each is summed up at the top of the page; more are found on the strip."""
FACTS_SHOWN = 12
TELLINGS_SHOWN = 2
"""Tellings of other sources shown under a fact."""
WORDS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the strip: a known source, or a new article (`number` from 1; 0 for a source)."""

    name: str
    number: int
    score: Score
    mark: Mark | None
    texts: int


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence with the document it stands in; `anchor` leads to its place where that is on the page, else ""."""

    passage: Passage
    document: Document
    source: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact of the shared story: `here` is the article's telling (or the nearest to it), `there` the known ones."""

    number: int
    here: Cited | None
    there: tuple[Cited, ...]
    telling: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """A neighbour as shown: what it is called ("nearest", "farthest"), its sentences and words.

    Of the words are left out those that are more frequent on one side by the other's length alone.
    """

    role: str
    neighbour: Neighbour
    here: tuple[Cited, ...]
    there: tuple[Cited, ...]
    more_here: tuple[WordContrast, ...]
    more_there: tuple[WordContrast, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One new article as shown, by its number from 1; `paragraphs` are empty where it is too long for the page."""

    number: int
    placed: Placed
    name: str
    anchor: str
    mark: Mark | None
    besides: tuple[Beside, ...]
    carried: tuple[ShownFact, ...]
    left_out: tuple[ShownFact, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class PlacingPage:
    """A placing laid out."""

    placing: Placing
    letters: Letters
    rows: tuple[Row, ...]
    sheets: tuple[Sheet, ...]


def lay_out_placing(placing: Placing) -> PlacingPage:
    """Return the page of a placing."""
    sheets = tuple(_sheet(placing, placed, number) for number, placed in enumerate(placing.articles, start=1))
    return PlacingPage(placing, assign_letters(placing.lexicons), tuple(_rows(placing)), sheets)


def _rows(placing: Placing) -> list[Row]:
    """Known sources and new articles by direction, those without a place last."""
    rows = [_row(one.source, 0, one.stance.outlet, one.texts) for one in placing.references]
    for number, placed in enumerate(placing.articles, start=1):
        rows.append(_row(name_article(placed.analysis.document), number, placed.stance.outlet, 1))
    return sorted(rows, key=_order)


def _row(name: str, number: int, score: Score, texts: int) -> Row:
    return Row(name, number, score, place_mark(score), texts)


def _order(row: Row) -> tuple[bool, float, int, str]:
    direction = row.score.direction
    return direction is None, direction or 0.0, -row.number, row.name


def _sheet(placing: Placing, placed: Placed, number: int) -> Sheet:
    document = placed.analysis.document
    shown = len(document.text) <= MOST_CHARACTERS
    cite = _Citer(placing, placed, f"a{number}" if shown else "")
    neighbours = (("nearest", placed.nearest), ("farthest", placed.farthest))
    carried = placed.story.carried if placed.story else ()
    left_out = placed.story.left_out if placed.story else ()
    return Sheet(
        number=number,
        placed=placed,
        name=name_article(document),
        anchor=f"a{number}",
        mark=place_mark(placed.stance.outlet),
        besides=tuple(cite.beside(role, one) for role, one in neighbours if one),
        carried=tuple(cite.facts(carried)),
        left_out=tuple(cite.facts(left_out)),
        paragraphs=cut_document(placed.analysis) if shown else (),
    )


@dataclass(frozen=True, slots=True)
class _Citer:
    """Cites sentences of one article and of the known documents beside it."""

    placing: Placing
    placed: Placed
    anchor: str

    def beside(self, role: str, neighbour: Neighbour) -> Beside:
        here = tuple(self.cite(one.quote, THIS) for one in neighbour.here)
        there = tuple(self.cite(one.quote, neighbour.source) for one in neighbour.there)
        contrast = neighbour.contrast
        more_here = tuple(word for word in contrast.more_in_a if word.count_a > word.count_b)
        more_there = tuple(word for word in contrast.more_in_b if word.count_b > word.count_a)
        return Beside(role, neighbour, here, there, more_here[:WORDS_SHOWN], more_there[:WORDS_SHOWN])

    def facts(self, facts: Sequence[Fact]) -> Iterator[ShownFact]:
        """The facts that most tell, with one telling of each source."""
        for fact in rank_facts(facts):
            mine = fact.cell(THIS)
            quote = mine.quotes[0] if mine.quotes else mine.nearest
            others = [cell for cell in fact.cells if cell.source != THIS and cell.quotes]
            yield ShownFact(
                number=fact.number,
                here=self.cite(quote, THIS) if quote else None,
                there=tuple(self.cite(cell.quotes[0], cell.source) for cell in others),
                telling=mine.telling,
                differs=bool(fact.doubts),
            )

    def cite(self, quote: Quote, source: str) -> Cited:
        own = quote.document == self.placed.analysis.document.id
        document = (self.placed.analysis if own else self.placing.analysis(quote.document)).document
        anchor = f"{self.anchor}-{quote.claim.claim.number}" if own and self.anchor else ""
        return Cited(cut_quote(document, quote), document, source, anchor)
