"""Surveys: what the sources of a corpus amount to, however many articles there are; each is read, counted, let go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from framing.comparisons import Comparison, plan_tallies, provide, settings_of
from framing.documents.model import Document, Receipt
from framing.encoders import Encoder
from framing.ledgers import NO_SOURCE, Ledger, owner_by
from framing.lexicons.model import Lexicon
from framing.reprints import find_reprints
from framing.sketches import Print
from framing.stocks import Stock
from framing.summaries import Summary
from framing.syndication import Copies, describe_group, match_stream

CORPUS_FROM = 500
"""Documents up to which each is told by itself; more are a corpus, of which only the sources are.

A reader can find a way among a few hundred texts, a page can still list them, and their analyses (0.2 MB each) fit
into any memory. Beyond that, the tables of `framing analyze` are the place to look a document up.
"""
LISTED = 20
"""Headlines, speakers and words in scare quotes listed of each source of a corpus; the others are counted."""
GROUPS_TOLD, COPIES_TOLD = 100, 12
"""Groups of copies that are told with the edits in each, and copies in a group; the others are counted."""


def survey(stock: Stock, lexicons: Sequence[Lexicon], axis: str = "", encoder: Encoder | None = None) -> Comparison:
    """Return the sources of a corpus side by side, in memory that hardly grows with the number of its documents.

    The documents are gone through once for what is printed twice, and once to be counted: only who prints what
    again decides which of them count. All figures of sources are those that `compare` gives; documents are not
    told, facts and narratives not looked for. About 1 kB a document is kept: its id and its sketch.
    Raises UsageError for an axis that is not among the lexicons.
    """
    plan, owner = plan_tallies(lexicons, axis, LISTED), owner_by("source")
    matches = match_stream(stock.documents)
    ledger = Ledger(plan, find_reprints(matches, owner), owner)
    groups = matches.groups()
    del matches
    # of the sums that are stored, what is repeated is taken away: where that is most, adding the rest up is quicker
    axis_summed = plan.axis if 2 * len(ledger.reprints.repeated) < stock.count else None
    for analysis, summed in stock.summed_analyses(axis_summed):
        ledger.add(analysis, summed)
    if axis_summed:
        ledger.add_summaries(_by_owner(stock.summaries(axis_summed)))
    copies, copied = _tell_copies(groups, stock)
    return Comparison(
        axis=plan.axis,
        lexicons=plan.lexicons,
        sources=ledger.profiles(),
        documents=(),
        contrasts=ledger.contrasts(),
        copies=copies,
        sharers=ledger.reprints.sharers,
        coverage=None,
        namings=(),
        narratives=(),
        split=ledger.split(),
        analyses=(),
        provenance=provide(plan, ledger, settings_of(plan, "source", encoder), stock.rejected),
        copied=copied,
        more_copies=len(groups) - len(copies),
    )


def _by_owner(summaries: Iterable[tuple[str, Summary]]) -> dict[str, Summary]:
    found: dict[str, Summary] = defaultdict(Summary)
    for source, summary in summaries:
        found[source or NO_SOURCE] += summary
    return found


def _tell_copies(groups: Sequence[Sequence[Print]], stock: Stock) -> tuple[tuple[Copies, ...], dict[str, Document]]:
    """The first groups of copies, and the documents of those that are told."""
    told = [group[: COPIES_TOLD + 1] for group in groups[:GROUPS_TOLD]]
    ids = {one.place: one.id for group in told for one in group}
    copied = {
        ids[place]: replace(document, id=ids[place], receipt=Receipt()) for place, document in stock.documents(ids)
    }
    pairs = zip(told, groups, strict=False)
    copies = (describe_group([copied[one.id] for one in some], len(group) - len(some)) for some, group in pairs)
    return tuple(copies), copied
