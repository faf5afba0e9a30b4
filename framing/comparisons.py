"""Comparison: sources side by side, each document, and the contrasts of their words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from framing.analyses import Analysis
from framing.claims.model import VOICES
from framing.contrasts import Contrast, contrast_sources, count_terms
from framing.documents.model import Rejected
from framing.errors import UsageError, nearest
from framing.lexicons.model import Lexicon
from framing.profiles import Profile, profile_document, profile_source
from framing.scores import (
    FULL_FROM,
    MIN_EVIDENCE,
    MIN_TAGGED_CLAIMS,
    NEUTRAL_BELOW,
    OUTLET_VOICES,
)
from framing.shipped import version

SCHEMA = "framing-report/1"
MAX_CONTRASTED = 6
"""Every pair of up to six sources is contrasted; of more, the pairs of the six with most words."""
NO_SOURCE = "(no source)"

Grouping = Literal["source", "document"]


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
    `axis` is the lexicon that directions are given on, None when no lexicon has poles.
    """

    axis: Lexicon | None
    lexicons: tuple[Lexicon, ...]
    sources: tuple[Profile, ...]
    documents: tuple[Profile, ...]
    contrasts: tuple[Contrast, ...]
    analyses: tuple[Analysis, ...]
    provenance: Provenance

    def analysis(self, document: str) -> Analysis:
        """Return the analysis of the document with this id."""
        return next(analysis for analysis in self.analyses if analysis.document.id == document)


def compare(
    analyses: Iterable[Analysis],
    lexicons: Sequence[Lexicon],
    *,
    by: Grouping = "source",
    axis: str = "",
    rejected: Iterable[Rejected] = (),
) -> Comparison:
    """Return the analysed documents side by side.

    `by` groups them by source or leaves each document to itself; `axis` names the lexicon with the poles
    (the first one that has any by default). Raises UsageError for an axis that is not among the lexicons.
    """
    ordered = tuple(sorted(analyses, key=lambda analysis: (analysis.document.id, analysis.document.text)))
    lexicons = tuple(sorted(lexicons, key=lambda lexicon: lexicon.name))
    chosen = _choose_axis(lexicons, axis)
    name = chosen.name if chosen else ""
    groups = _group(ordered, by)
    documents = tuple(profile_document(analysis, lexicons, name) for analysis in ordered)
    return Comparison(
        axis=chosen,
        lexicons=lexicons,
        sources=documents
        if by == "document"
        else tuple(profile_source(source, group, lexicons, name) for source, group in groups.items()),
        documents=documents,
        contrasts=_contrasts(groups),
        analyses=ordered,
        provenance=_provenance(ordered, lexicons, by, name, tuple(rejected)),
    )


def _choose_axis(lexicons: Sequence[Lexicon], axis: str) -> Lexicon | None:
    with_poles = {lexicon.name: lexicon for lexicon in lexicons if lexicon.poles}
    if axis and axis not in with_poles:
        raise UsageError(f"no lexicon with poles is called '{axis}'.", fix=nearest(axis, with_poles))
    return with_poles[axis] if axis else next(iter(with_poles.values()), None)


def _group(analyses: Iterable[Analysis], by: Grouping) -> dict[str, list[Analysis]]:
    groups: dict[str, list[Analysis]] = defaultdict(list)
    for analysis in analyses:
        document = analysis.document
        groups[document.id if by == "document" else document.source or NO_SOURCE].append(analysis)
    return dict(sorted(groups.items()))


def _contrasts(groups: dict[str, list[Analysis]]) -> tuple[Contrast, ...]:
    counts = {name: _terms(group) for name, group in groups.items()}
    largest = sorted(counts, key=lambda name: (-counts[name].total(), name))[:MAX_CONTRASTED]
    return tuple(contrast_sources(a, b, counts[a], counts[b]) for a, b in combinations(sorted(largest), 2))


def _terms(analyses: Iterable[Analysis]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for analysis in analyses:
        for claim in analysis.claims:
            if claim.kind != "label":
                counts.update(count_terms(analysis.text(claim)))
    return counts


def _provenance(
    analyses: Sequence[Analysis],
    lexicons: Sequence[Lexicon],
    by: str,
    axis: str,
    rejected: tuple[Rejected, ...],
) -> Provenance:
    return Provenance(
        schema=SCHEMA,
        framing=version(),
        lexicons=tuple(
            LexiconUsed(
                lexicon.name, lexicon.version, lexicon.digest, len(lexicon.frames), len(list(lexicon.entries))
            )
            for lexicon in lexicons
        ),
        settings=(
            ("by", by),
            ("axis", axis),
            ("stance voices", " + ".join(OUTLET_VOICES)),
            ("voices", ", ".join(VOICES)),
            ("least evidence", f"{MIN_EVIDENCE:g} in {MIN_TAGGED_CLAIMS} claims"),
            ("steps at", f"{NEUTRAL_BELOW:g} and {FULL_FROM:g}"),
            ("interval", "95 % Wilson, effective claims"),
        ),
        documents=len(analyses),
        claims=sum(len(analysis.claims) for analysis in analyses),
        tags=sum(len(analysis.tags) for analysis in analyses),
        rejected=rejected,
    )
