"""Ledgers: what all sources amount to, a document at a time; the same for a few held at once and for a stream."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from framing.analyses import Analysis
from framing.contrasts import Contrast
from framing.normalizing import normalize
from framing.profiles import Profile
from framing.reprints import Owner, Reprints
from framing.scores import Split, score, split_sides
from framing.summaries import Summary
from framing.tallies import Plan, Tally
from framing.termcounts import TermCounts, Words, contrast_counts

NO_SOURCE = "(no source)"

Grouping = Literal["source", "document"]


def owner_by(by: Grouping) -> Owner:
    """Return what names the unit of a document."""
    owners: dict[Grouping, Callable[[Any], str]] = {
        "source": lambda document: document.source or NO_SOURCE,
        "document": lambda document: document.id,
    }
    return owners[by]


class Ledger:
    """What the units of some documents amount to; a document that was added may be forgotten."""

    def __init__(self, plan: Plan, reprints: Reprints, owner: Owner) -> None:
        self._plan, self._owner = plan, owner
        self.reprints = reprints
        self.documents = self.claims = self.tags = 0
        self._tallies: dict[str, Tally] = {}
        self._terms = _PairTerms(reprints)

    def add(self, analysis: Analysis, summed: bool = False) -> None:
        """Take in one document; where it is `summed`, `add_summaries` takes the sums of its evidence."""
        document = analysis.document
        name, repeated = self._owner(document), document.id in self.reprints.repeated
        self.documents += 1
        self.claims += len(analysis.claims)
        self.tags += len(analysis.tags)
        self._tally(name).add(analysis, repeated, summed)
        if not repeated:
            self._terms.add(name, analysis)

    def add_summaries(self, summaries: Mapping[str, Summary]) -> None:
        """Take in the sums, by unit, of documents that were added as summed."""
        for name, summary in summaries.items():
            self._tally(name).add_summary(summary)

    def profiles(self) -> tuple[Profile, ...]:
        """Return the profiles of the sources in the order of their names."""
        return tuple(tally.profile("source", name, name) for name, tally in sorted(self._tallies.items()))

    def contrasts(self) -> tuple[Contrast, ...]:
        """Return the contrasts of the units with most words."""
        return self._terms.contrasts()

    def split(self) -> Split | None:
        """Return how all units together split between the sides, in their own words and headlines."""
        whole = sum((tally.summary for tally in self._tallies.values()), Summary())
        return split_sides(score(whole.evidences[0], self._plan.axis)) if self._plan.axis else None

    def _tally(self, name: str) -> Tally:
        if name not in self._tallies:
            self._tallies[name] = Tally(self._plan)
        return self._tallies[name]


class _PairTerms:
    """The terms of the units that are contrasted: of all their documents, and of those that two of them print."""

    def __init__(self, reprints: Reprints) -> None:
        self._pairs, self._words = reprints.contrasted, Words()
        self._whole = {name: TermCounts(self._words) for pair in self._pairs for name in pair}
        self._shared = {(pair, name): TermCounts(self._words) for pair in self._pairs for name in pair}

    def add(self, name: str, analysis: Analysis) -> None:
        if name not in self._whole:
            return
        document = analysis.document
        text = normalize(document.text)
        stretches = [(claim.start, claim.end) for claim in analysis.claims if claim.kind != "label"]
        self._whole[name].add(text, stretches)
        for pair, shared in self._pairs.items():
            if name in pair and document.id in shared:
                self._shared[pair, name].add(text, stretches)

    def contrasts(self) -> tuple[Contrast, ...]:
        sides = {
            pair: [(self._whole[name], self._shared[pair, name]) for name in pair] for pair in sorted(self._pairs)
        }
        return tuple(contrast_counts(pair, a, b, self._words) for pair, (a, b) in sides.items())
