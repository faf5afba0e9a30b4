"""Story grids: facts by sources as shown, cited and capped, and the same facts in the words of each source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from framing.coverage import Cell, Coverage, Fact, Share, rank_facts
from framing.reports.citations import Citation, CitedSentence, Register
from framing.reports.pages import Page, Unit

FACTS_FIRST = 8
"""Facts shown at once, about as many as a story page has; the others are one click away, unless they are few."""
FEW = 2
FACTS_SHOWN = 40
"""Facts with a place on the page, those that most sources carry: more than one sitting can compare."""
CITED = 8
MISSING_NAMED = 4
OTHERWISE_SHOWN = 4
TELLINGS_SHOWN = 3
"""Sentences of one source shown for one fact: a text that comes back to a fact says it anew at most so often."""
WORDINGS_SHOWN = 4
"""Facts whose wordings are laid open at once; those of the others open in the grid."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A number or date that a source tells otherwise than the others, in its words."""

    words: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact as shown: its plainest words, who else tells it, who leaves it out, and its filter keys.

    `others` are citations of the other articles that tell it, `more` counts those without room; `missing` are
    the names of sources that leave it out, `more_missing` counts those without room; `near` cites the sentences of
    others that come near to it; `otherwise` are its numbers that differ from those of the plainest words.
    """

    fact: Fact
    anchor: str
    words: CitedSentence
    others: tuple[Citation, ...]
    more: int
    missing: tuple[str, ...]
    more_missing: int
    near: tuple[Citation, ...]
    otherwise: tuple[Otherwise, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridCell:
    """How the source of one column carries a fact: its sentences with room of their own, and how many more.

    `nearest` is, where it has none, the one that comes nearest.
    """

    cell: Cell
    name: str
    sentences: tuple[CitedSentence, ...]
    more: int
    nearest: CitedSentence | None


@dataclass(frozen=True, slots=True)
class GridRow:
    """One fact across the columns; `anchor` is that of its words side by side."""

    shown: ShownFact
    anchor: str
    cells: tuple[GridCell, ...]

    @property
    def near(self) -> tuple[GridCell, ...]:
        """The cells of the sources that come near to telling it."""
        return tuple(cell for cell in self.cells if cell.nearest)

    @property
    def told(self) -> tuple[GridCell, ...]:
        """The cells of the sources that tell it."""
        return tuple(cell for cell in self.cells if cell.sentences)


@dataclass(frozen=True, slots=True)
class GridGroup:
    """The facts that so many sources carry, in story order."""

    carriers: int
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The omission grid: most shared facts first. `columns` are units with their shares, `more` counts facts."""

    columns: tuple[tuple[Unit, Share], ...]
    sources: int
    groups: tuple[GridGroup, ...]
    more: int

    @property
    def wordings(self) -> tuple[GridRow, ...]:
        """The rows whose words are laid open: told by most, in words that differ, in story order."""
        rows = [row for group in self.groups for row in group.rows if len(_differing(row)) > 1]
        return tuple(sorted(rows[:WORDINGS_SHOWN], key=lambda row: row.shown.fact.number))


def show_facts(coverage: Coverage, register: Register) -> tuple[ShownFact, ...]:
    """Return the facts with a place on the page, in story order."""
    chosen = rank_facts(coverage.facts)[:FACTS_SHOWN]
    return tuple(show_fact(fact, register) for fact in sorted(chosen, key=lambda fact: fact.number))


def show_fact(fact: Fact, register: Register) -> ShownFact:
    """Return one fact as shown."""
    words = register.show(fact.plainest)
    told = [register.show(quote) for cell in fact.cells for quote in cell.quotes]
    by_article = {one.citation.number: one.citation for one in reversed(told)}
    by_article.pop(words.citation.number, None)
    others = [by_article[number] for number in sorted(by_article)]
    missing = [register.names[cell.source] for cell in fact.cells if cell.sure]
    near = [register.show(cell.nearest).citation for cell in fact.cells if cell.nearest]
    return ShownFact(
        fact=fact,
        anchor=f"f{fact.number}",
        words=words,
        others=tuple(others[:CITED]),
        more=max(0, len(others) - CITED),
        missing=tuple(missing[:MISSING_NAMED]),
        more_missing=max(0, len(missing) - MISSING_NAMED),
        near=tuple(near[:MISSING_NAMED]),
        otherwise=_otherwise(fact, register),
        keys=tuple(sorted({words.key, *(one.key for one in told)})),
    )


def first_facts(facts: Sequence[ShownFact]) -> tuple[ShownFact, ...]:
    """Return the facts that are shown at once: those that most sources carry, in story order."""
    if len(facts) <= FACTS_FIRST + FEW:
        return tuple(facts)
    chosen = {fact.number for fact in rank_facts([shown.fact for shown in facts])[:FACTS_FIRST]}
    return tuple(shown for shown in facts if shown.fact.number in chosen)


def make_grid(coverage: Coverage, facts: Sequence[ShownFact], register: Register, page: Page) -> Grid:
    """Return the grid of these facts, one column for each unit with room of its own."""
    columns = tuple((unit, coverage.share(unit.profile.name)) for unit in page.detailed)
    ranked = sorted(facts, key=lambda shown: (-len(shown.fact.carriers), shown.fact.number))
    groups = tuple(
        GridGroup(carriers, tuple(_row(shown, register, page) for shown in group))
        for carriers, group in groupby(ranked, key=lambda shown: len(shown.fact.carriers))
    )
    return Grid(columns, len(coverage.sources), groups, len(coverage.facts) - len(facts))


def _otherwise(fact: Fact, register: Register) -> tuple[Otherwise, ...]:
    plain = fact.plainest.claim.text
    return tuple(
        Otherwise(one.here, register.show(cell.quotes[0]).citation)
        for cell in fact.cells
        for one in cell.differences
        if one.here not in plain
    )[:OTHERWISE_SHOWN]


def _row(shown: ShownFact, register: Register, page: Page) -> GridRow:
    cells = (_cell(shown.fact.cell(unit.profile.name), unit, register) for unit in page.detailed)
    return GridRow(shown, f"w{shown.fact.number}", tuple(cells))


def _cell(cell: Cell, unit: Unit, register: Register) -> GridCell:
    # the spans are those of the first quote; the others are shown without
    spans = [(cell.different, cell.deleted), *[((), ())] * (TELLINGS_SHOWN - 1)]
    sentences = (
        register.show(quote, only=only, deleted=deleted)
        for quote, (only, deleted) in zip(cell.quotes, spans, strict=False)
    )
    nearest = register.show(cell.nearest) if cell.nearest else None
    return GridCell(cell, unit.name, tuple(sentences), max(0, len(cell.quotes) - TELLINGS_SHOWN), nearest)


def _differing(row: GridRow) -> list[GridCell]:
    return [cell for cell in row.told if any(run.only for run in cell.sentences[0].runs)]
