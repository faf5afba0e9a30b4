"""Coverage: the facts that sources share, how each source carries them, and what it leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from framing.analyses import Analysis, count_words
from framing.claims.model import Claim
from framing.divergences import Difference, find_differences, find_swaps, is_denied
from framing.documents.model import Span
from framing.encoders import Encoder
from framing.pairs import Grouping, group_statements
from framing.profiles import Quote
from framing.statements import Statement
from framing.stories import REPORTED, Story

LEAD_ENDS, TAIL_BEGINS = 0.2, 0.75
"""Shares of a text before which a claim stands in its lead and from which in its tail."""

Telling = Literal["told", "other number", "only quoted", "absent"]
TELLINGS: tuple[Telling, ...] = ("told", "other number", "only quoted", "absent")
Position = Literal["headline", "lead", "body", "tail"]
Doubt = Literal["number", "negation"]
"""Why a fact needs a human: its tellings differ in a number or date, or one denies what another says."""

EARLY = {"headline": 1.0, "lead": 0.5}
"""What a source that tells a fact in its headline or lead adds to the 1 of one that tells it at all."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How one source carries one fact; without quotes when absent.

    `quotes` are the claims of the source that tell it, in document order, the first shown; `speakers` are those
    it is only quoted from. `position` is where the first of them stands; `words` is how many words they have.
    `different` are the words of the first quote that no other source uses for this fact, `deleted` its deeds
    told without actor: both spans of its document. `nearest` is, where absent, the source's claim that comes
    nearest to telling it, for a human to judge; None where none comes near.
    """

    source: str
    telling: Telling
    quotes: tuple[Quote, ...] = ()
    speakers: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    position: Position | None = None
    words: int = 0
    different: tuple[Span, ...] = ()
    deleted: tuple[Span, ...] = ()
    nearest: Quote | None = None

    @property
    def sure(self) -> bool:
        """Whether a fact that is absent is so without a claim that comes near to it."""
        return self.telling == "absent" and self.nearest is None


@dataclass(frozen=True, slots=True)
class Fact:
    """What two or more sources tell: its number (from 1, in story order) and one cell for each source.

    `plainest` is the least framed of its tellings; `doubts` are why a human should look at it.
    """

    number: int
    plainest: Quote
    cells: tuple[Cell, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def carriers(self) -> tuple[str, ...]:
        """The sources that carry it in whatever way."""
        return tuple(cell.source for cell in self.cells if cell.telling != "absent")

    def cell(self, source: str) -> Cell:
        """Return how this source carries it."""
        return next(cell for cell in self.cells if cell.source == source)


@dataclass(frozen=True, slots=True)
class Share:
    """What one source carries of the facts that any two sources share.

    `carried` counts facts told in any way, `quoted` those of them only quoted; `possible` the facts it could
    have carried. `words` is how many of its words tell shared facts, of `all_words` in its articles.
    `left_out` are the facts (numbers) it leaves out, those told by most others first, and last those that one of
    its claims comes near to. `alone` counts its claims that no other source tells.
    """

    source: str
    carried: int
    quoted: int
    possible: int
    words: int
    all_words: int
    left_out: tuple[int, ...]
    alone: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The omission grid: facts (rows, in story order) by sources (columns, in alphabetical order).

    `headline` is the headline that shares most words with the others: the story's title in a source's own words.
    """

    sources: tuple[str, ...]
    facts: tuple[Fact, ...]
    shares: tuple[Share, ...]
    headline: Quote | None = None

    def share(self, source: str) -> Share:
        """Return what this source carries."""
        return next(share for share in self.shares if share.source == source)


def cover(
    groups: Mapping[str, Sequence[Analysis]],
    copies: Mapping[str, str] | None = None,
    encoder: Encoder | None = None,
) -> Coverage:
    """Return which facts the sources share, with the words, and what each leaves out.

    `groups` are the documents' analyses by source; `copies` names for each copy of a text the document it is a
    copy of: what only copies of one text tell is told once, and is no shared fact.
    """
    story = Story(groups, copies or {})
    firsts = [one for one in story.statements if one.document not in story.copies]
    texts = [story.owners[one.document] for one in firsts]
    grouping = group_statements(firsts, texts, encoder)
    order = sorted(grouping.groups, key=lambda group: (fmean(firsts[at].place for at in group), group))
    near = _find_nearest(grouping, firsts, texts)
    facts = tuple(
        _fact(number, story.with_copies(firsts[at] for at in group), near[group], story)
        for number, group in enumerate(order, start=1)
    )
    shares = tuple(_share(source, groups[source], facts) for source in story.sources)
    return Coverage(story.sources, facts, shares, _headline(story))


def rank_facts(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts that most sources tell, and tell in their headlines and leads, first."""

    def weight(fact: Fact) -> tuple[float, int]:
        early = sum(EARLY.get(cell.position or "body", 0.0) for cell in fact.cells)
        return (-len(fact.carriers) - early, fact.number)

    return sorted(facts, key=weight)


def _find_nearest(
    grouping: Grouping, statements: Sequence[Statement], owners: Sequence[str]
) -> dict[tuple[int, ...], dict[str, Statement]]:
    """For each group the statement of each source outside it that is likeliest to tell the same fact after all."""
    group_of = {at: group for group in grouping.groups for at in group}
    nearest: dict[tuple[int, ...], dict[str, tuple[float, int]]] = {group: {} for group in grouping.groups}
    for pair in grouping.known:
        for inside, outside in ((pair.a, pair.b), (pair.b, pair.a)):
            if inside in group_of and outside not in group_of:
                nearest[group_of[inside]].setdefault(owners[outside], (pair.probability, outside))
    return {group: {source: statements[at] for source, (_, at) in found.items()} for group, found in nearest.items()}


def _fact(number: int, tellings: Sequence[Statement], near: Mapping[str, Statement], story: Story) -> Fact:
    owners = [story.owners[one.document] for one in tellings]
    reported = all(story.claim(one).voice in REPORTED for one in tellings)
    cells = tuple(
        _cell(source, tellings, story, reported)
        if source in owners
        else Cell(source, "absent", nearest=story.quote(near[source]) if source in near else None)
        for source in story.sources
    )
    doubts: list[Doubt] = []
    if any(cell.differences for cell in cells):
        doubts.append("number")
    if is_denied(tellings, owners):
        doubts.append("negation")
    return Fact(number, story.quote(story.plainest(tellings)), cells, tuple(doubts))


def _cell(source: str, tellings: Sequence[Statement], story: Story, reported: bool) -> Cell:
    """How the source carries it; where every source only reports somebody's words, the words are the fact."""
    mine = [one for one in tellings if story.owners[one.document] == source]
    others = [one for one in tellings if story.owners[one.document] != source]
    first, claims = mine[0], [story.claim(one) for one in mine]
    quoted = all(claim.voice in REPORTED for claim in claims)
    differences = find_differences(mine, others)
    telling: Telling = "other number" if differences else "only quoted" if quoted and not reported else "told"
    return Cell(
        source=source,
        telling=telling,
        quotes=tuple(story.quote(one) for one in mine),
        speakers=tuple(dict.fromkeys(_speakers(story, claims))) if quoted else (),
        differences=differences,
        position=_position(first),
        words=sum(len(one.text.split()) for one in mine),
        different=_different(story, first, others),
        deleted=_deleted(story, first),
    )


def _speakers(story: Story, claims: Iterable[Claim]) -> Iterator[str]:
    for claim in claims:
        if claim.speaker:
            text = story.analyses[claim.document].document.text
            yield " ".join(text[claim.speaker.start : claim.speaker.end].split())


def _position(one: Statement) -> Position:
    if one.headline:
        return "headline"
    return "lead" if one.place < LEAD_ENDS else "tail" if one.place >= TAIL_BEGINS else "body"


def _different(story: Story, first: Statement, others: Sequence[Statement]) -> tuple[Span, ...]:
    """What the telling puts otherwise than the likest telling of another source, in words that none of them uses."""
    start, words = story.claim(first).start, set(first.terms)
    likest = max(others, key=lambda one: (len(words & set(one.terms)), -len(one.terms)))
    used = {term for one in others for term in one.terms}
    return tuple(Span(start + a, start + b) for a, b in find_swaps(first, likest, used))


def _deleted(story: Story, one: Statement) -> tuple[Span, ...]:
    deletions = story.analyses[one.document].deletions
    return tuple(Span(deed.start, deed.end) for deed in deletions if deed.claim == one.claim)


def _share(source: str, analyses: Sequence[Analysis], facts: Sequence[Fact]) -> Share:
    cells = [fact.cell(source) for fact in facts]
    carried = [cell for cell in cells if cell.telling != "absent"]
    missing = [(fact, cell) for fact, cell in zip(facts, cells, strict=True) if cell.telling == "absent"]
    told = {(quote.document, quote.claim.claim.number) for cell in carried for quote in cell.quotes}
    return Share(
        source=source,
        carried=len(carried),
        quoted=sum(cell.telling == "only quoted" for cell in carried),
        possible=len(facts),
        words=sum(cell.words for cell in carried),
        all_words=sum(count_words(one.document, one.claims).total() for one in analyses),
        left_out=tuple(fact.number for fact, _ in sorted(missing, key=lambda found: _precedence(*found))),
        alone=sum(claim.kind != "label" for one in analyses for claim in one.claims) - len(told),
    )


def _precedence(fact: Fact, cell: Cell) -> tuple[bool, int, int]:
    """What is surely left out first, then what most sources tell."""
    return (cell.nearest is not None, -len(fact.carriers), fact.number)


def _headline(story: Story) -> Quote | None:
    """The headline with most words of the others' headlines, of equals the first by date."""
    headlines = [one for one in story.statements if one.headline]
    spread = Counter(term for one in headlines for term in set(one.terms))

    def shared(one: Statement) -> tuple[int, str, str, int]:
        published = story.analyses[one.document].document.published
        return (-sum(spread[term] - 1 for term in set(one.terms)), published, one.document, one.claim)

    return story.quote(min(headlines, key=shared)) if headlines else None
