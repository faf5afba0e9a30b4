"""Comparison: sources side by side, each document, and the contrasts of their words."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from framing.analyses import Analysis
from framing.claims.model import VOICES
from framing.contrasts import Contrast
from framing.coverage import Coverage, cover
from framing.documents.model import Document, Rejected
from framing.encoders import Encoder
from framing.errors import UsageError, nearest
from framing.evidence import calibration_of
from framing.ledgers import NO_SOURCE, Grouping, Ledger, owner_by
from framing.lexicons.model import Lexicon
from framing.lexicons.places import WEST
from framing.namings import Naming, find_namings
from framing.narratives import Narrative, tell_sides
from framing.profiles import Profile
from framing.reprints import find_reprints
from framing.scores import (
    FULL_FROM,
    MIN_EVIDENCE,
    MIN_TAGGED_CLAIMS,
    MIN_WORDS,
    NEUTRAL_BELOW,
    OUTLET_VOICES,
    Split,
)
from framing.shipped import version
from framing.sketches import LEAST_SHARED, RUN
from framing.syndication import Copies, Matches, describe_copies, match_documents
from framing.tallies import Plan, profile_document

__all__ = ["NO_SOURCE", "Comparison", "Grouping", "LexiconUsed", "Provenance", "compare"]

SCHEMA = "framing-report/1"
STORY_UP_TO = 120
"""Documents that are read as one story, with shared facts and narratives: more are a corpus of many stories."""


@dataclass(frozen=True, slots=True)
class LexiconUsed:
    """Which lexicon, in which version and with which digest, made a report."""

    name: str
    version: str
    digest: str
    frames: int
    entries: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """All that is needed to get the same report again: versions, digests, settings, counts."""

    schema: str
    framing: str
    lexicons: tuple[LexiconUsed, ...]
    settings: tuple[tuple[str, str], ...]
    documents: int
    claims: int
    tags: int
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Documents side by side: by source (or by document), with every document's analysis behind it.

    `sources` and `documents` are in alphabetical order of their names, so that no order of input shows.
    `axis` is the lexicon that directions are given on, None when no lexicon has poles. `copies` are the
    texts that several documents print: each source's stance counts a text once, and the contrast of two
    sources leaves out the texts that both print; `copied` are their documents, by id; `sharers` are, for each
    source, the others that print a text of it. A corpus (see `framing.surveys`) has no `documents` and no
    `analyses`, only what its sources amount to, and the first groups of its copies: `more_copies` counts the others.
    """

    axis: Lexicon | None
    lexicons: tuple[Lexicon, ...]
    sources: tuple[Profile, ...]
    documents: tuple[Profile, ...]
    contrasts: tuple[Contrast, ...]
    copies: tuple[Copies, ...]
    sharers: Mapping[str, tuple[str, ...]]
    coverage: Coverage | None
    namings: tuple[Naming, ...]
    narratives: tuple[Narrative, ...]
    split: Split | None
    analyses: tuple[Analysis, ...]
    provenance: Provenance
    copied: Mapping[str, Document] = field(default_factory=dict)
    more_copies: int = 0

    @property
    def is_corpus(self) -> bool:
        """Whether there are too many documents to tell them one by one."""
        return not self.documents and self.provenance.documents > 0

    def analysis(self, document: str) -> Analysis:
        """Return the analysis of the document with this id."""
        return self.analyses[bisect_left(self.analyses, document, key=lambda one: one.document.id)]


def compare(
    analyses: Iterable[Analysis],
    lexicons: Sequence[Lexicon],
    *,
    by: Grouping = "source",
    axis: str = "",
    encoder: Encoder | None = None,
    rejected: Iterable[Rejected] = (),
) -> Comparison:
    """Return the analysed documents side by side.

    `by` groups them by source or leaves each document to itself; `axis` names the lexicon with the poles
    (the first one that has any by default); with an `encoder`, it has a say in which claims tell the same fact.
    All analyses are held at once: for more documents than memory has room for, see `framing.surveys`.
    Raises UsageError for an axis that is not among the lexicons.
    """
    ordered = tuple(sorted(analyses, key=lambda analysis: (analysis.document.id, analysis.document.text)))
    plan = plan_tallies(lexicons, axis)
    groups = _group(ordered, by)
    matches = match_documents(analysis.document for analysis in ordered)
    ledger = Ledger(plan, find_reprints(matches, owner_by(by)), owner_by(by))
    for analysis in ordered:
        ledger.add(analysis)
    documents = tuple(profile_document(analysis, plan) for analysis in ordered)
    story = len(ordered) <= STORY_UP_TO
    return Comparison(
        axis=plan.axis,
        lexicons=plan.lexicons,
        sources=documents if by == "document" else ledger.profiles(),
        documents=documents,
        contrasts=ledger.contrasts(),
        copies=describe_copies(matches),
        sharers=ledger.reprints.sharers,
        coverage=cover(groups, _copied(matches), encoder) if story else None,
        namings=find_namings(groups) if story else (),
        narratives=tell_sides(groups, plan.axis) if story and plan.axis else (),
        split=ledger.split(),
        analyses=ordered,
        provenance=provide(plan, ledger, settings_of(plan, by, encoder), rejected),
        copied={document.id: document for group in matches.groups() for document in group},
    )


def plan_tallies(lexicons: Sequence[Lexicon], axis: str, most: int | None = None) -> Plan:
    """Return what is tallied; raise UsageError for an axis that is not among the lexicons."""
    ordered = tuple(sorted(lexicons, key=lambda lexicon: lexicon.name))
    return Plan(ordered, _choose_axis(ordered, axis), most)


def settings_of(plan: Plan, by: Grouping, encoder: Encoder | None) -> dict[str, str]:
    """Return what was chosen: grouping, axis, whose establishment the lexicons mean, what encoder had a say."""
    place = next((lexicon.place for lexicon in plan.lexicons), WEST)
    used = f"{encoder.name} ({encoder.digest})" if encoder else "none"
    return {"by": by, "axis": plan.axis.name if plan.axis else "", "place": place, "encoder": used}


def _choose_axis(lexicons: Sequence[Lexicon], axis: str) -> Lexicon | None:
    with_poles = {lexicon.name: lexicon for lexicon in lexicons if lexicon.poles}
    if axis and axis not in with_poles:
        raise UsageError(f"no lexicon with poles is called '{axis}'.", fix=nearest(axis, with_poles))
    return with_poles[axis] if axis else next(iter(with_poles.values()), None)


def _group(analyses: Iterable[Analysis], by: Grouping) -> dict[str, list[Analysis]]:
    owner, groups = owner_by(by), defaultdict[str, list[Analysis]](list)
    for analysis in analyses:
        groups[owner(analysis.document)].append(analysis)
    return dict(sorted(groups.items()))


def _copied(matches: Matches[Document]) -> dict[str, str]:
    """The document that each copy of a text is a copy of, by the copy's id."""
    return {copy.id: first.id for first, *others in matches.groups() for copy in others}


def provide(plan: Plan, ledger: Ledger, chosen: Mapping[str, str], rejected: Iterable[Rejected]) -> Provenance:
    """Return all that is needed to get the report of a ledger again."""
    least, interval = f"{MIN_EVIDENCE:g} in {MIN_TAGGED_CLAIMS} claims", "95 % Wilson, effective claims"
    if plan.axis and calibration_of(plan.axis):
        least, interval = f"{MIN_WORDS} words", "95 %, linearised ratio of sums over claims"
    return Provenance(
        schema=SCHEMA,
        framing=version(),
        lexicons=tuple(_used(one) for lexicon in plan.lexicons for one in (lexicon, lexicon.learned) if one),
        settings=(
            *chosen.items(),
            ("stance voices", " + ".join(OUTLET_VOICES)),
            ("voices", ", ".join(VOICES)),
            ("least evidence", least),
            ("steps at", f"{NEUTRAL_BELOW:g} and {FULL_FROM:g}"),
            ("interval", interval),
            ("same text", f"{LEAST_SHARED} % of the shorter one's runs of {RUN} words"),
        ),
        documents=ledger.documents,
        claims=ledger.claims,
        tags=ledger.tags,
        rejected=tuple(rejected),
    )


def _used(lexicon: Lexicon) -> LexiconUsed:
    entries = sum(len(frame.entries) for frame in lexicon.frames)
    return LexiconUsed(lexicon.name, lexicon.version, lexicon.digest, len(lexicon.frames), entries)
