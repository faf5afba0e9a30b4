"""Comparison: sources side by side, each document, and the contrasts of their words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from framing.analyses import Analysis
from framing.claims.model import VOICES
from framing.contrasts import Contrast, contrast_sources, count_terms
from framing.coverage import Coverage, cover
from framing.documents.model import Rejected
from framing.encoders import Encoder
from framing.errors import UsageError, nearest
from framing.evidence import Evidence, calibration_of
from framing.lexicons.model import Lexicon
from framing.lexicons.places import WEST
from framing.namings import Naming, find_namings
from framing.narratives import Narrative, tell_sides
from framing.profiles import Profile, profile_document, profile_source
from framing.scores import (
    FULL_FROM,
    MIN_EVIDENCE,
    MIN_TAGGED_CLAIMS,
    MIN_WORDS,
    NEUTRAL_BELOW,
    OUTLET_VOICES,
    Split,
    score,
    split_sides,
)
from framing.shipped import version
from framing.syndication import LEAST_SHARED, RUN, Copies, Matches, describe_copies, match_documents

SCHEMA = "framing-report/1"
MAX_CONTRASTED = 6
"""Every pair of up to six sources is contrasted; of more, the pairs of the six with most words."""
STORY_UP_TO = 120
"""Documents that are read as one story, with shared facts and narratives: more are a corpus of many stories."""
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
    `axis` is the lexicon that directions are given on, None when no lexicon has poles. `copies` are the
    texts that several documents print: each source's stance counts a text once, and the contrast of two
    sources leaves out the texts that both print.
    """

    axis: Lexicon | None
    lexicons: tuple[Lexicon, ...]
    sources: tuple[Profile, ...]
    documents: tuple[Profile, ...]
    contrasts: tuple[Contrast, ...]
    copies: tuple[Copies, ...]
    coverage: Coverage | None
    namings: tuple[Naming, ...]
    narratives: tuple[Narrative, ...]
    split: Split | None
    analyses: tuple[Analysis, ...]
    provenance: Provenance

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
    Raises UsageError for an axis that is not among the lexicons.
    """
    ordered = tuple(sorted(analyses, key=lambda analysis: (analysis.document.id, analysis.document.text)))
    lexicons = tuple(sorted(lexicons, key=lambda lexicon: lexicon.name))
    chosen = _choose_axis(lexicons, axis)
    name = chosen.name if chosen else ""
    groups = _group(ordered, by)
    matches = match_documents(analysis.document for analysis in ordered)
    repeated = _repeated(groups, matches)
    once, story = _once(groups, repeated), len(ordered) <= STORY_UP_TO
    documents = tuple(profile_document(analysis, lexicons, name) for analysis in ordered)
    return Comparison(
        axis=chosen,
        lexicons=lexicons,
        sources=documents if by == "document" else _profile_sources(groups, lexicons, name, repeated),
        documents=documents,
        contrasts=_contrasts(groups, matches, repeated),
        copies=describe_copies(matches),
        coverage=cover(groups, _copied(matches), encoder) if story else None,
        namings=find_namings(groups) if story else (),
        narratives=tell_sides(groups, chosen) if story and chosen else (),
        split=_split(once, chosen) if chosen else None,
        analyses=ordered,
        provenance=_provenance(ordered, lexicons, {"by": by, "axis": name, **_told(lexicons, encoder)}, rejected),
    )


def _profile_sources(
    groups: Mapping[str, Sequence[Analysis]],
    lexicons: Sequence[Lexicon],
    axis: str,
    repeated: Mapping[str, frozenset[str]],
) -> tuple[Profile, ...]:
    found = (profile_source(source, group, lexicons, axis, repeated[source]) for source, group in groups.items())
    return tuple(found)


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


def _repeated(groups: Mapping[str, Sequence[Analysis]], matches: Matches) -> dict[str, frozenset[str]]:
    """The documents of each group that are the same text as an earlier one of the same group."""
    owners = _owners(groups)
    again = {document.id for _, *others in matches.groups(lambda one: owners[one.id]) for document in others}
    return {name: frozenset(again.intersection(_ids(group))) for name, group in groups.items()}


def _owners(groups: Mapping[str, Sequence[Analysis]]) -> dict[str, str]:
    return {document: name for name, group in groups.items() for document in _ids(group)}


def _ids(analyses: Iterable[Analysis]) -> list[str]:
    return [analysis.document.id for analysis in analyses]


def _contrasts(
    groups: Mapping[str, Sequence[Analysis]], matches: Matches, repeated: Mapping[str, frozenset[str]]
) -> tuple[Contrast, ...]:
    once = _once(groups, repeated)
    counts = {name: _terms(group) for name, group in once.items()}
    largest = sorted(counts, key=lambda name: (-counts[name].total(), name))[:MAX_CONTRASTED]
    owners = _owners(groups)
    contrasts = []
    for a, b in combinations(sorted(largest), 2):
        shared = _shared(a, b, owners, matches)
        without = (counts[name] - _terms(one for one in once[name] if one.document.id in shared) for name in (a, b))
        contrasts.append(contrast_sources(a, b, *without))
    return tuple(contrasts)


def _shared(a: str, b: str, owners: Mapping[str, str], matches: Matches) -> frozenset[str]:
    """The documents whose text both groups print; no third group has a say in it."""
    both = {a, b}
    found = matches.groups(lambda document: "" if owners[document.id] in both else None)
    return frozenset(
        document.id for group in found if {owners[one.id] for one in group} == both for document in group
    )


def _once(
    groups: Mapping[str, Sequence[Analysis]], repeated: Mapping[str, frozenset[str]]
) -> dict[str, list[Analysis]]:
    """The analyses of each group, a text that it prints several times only once."""
    return {name: [one for one in group if one.document.id not in repeated[name]] for name, group in groups.items()}


def _copied(matches: Matches) -> dict[str, str]:
    """The document that each copy of a text is a copy of, by the copy's id."""
    return {copy.id: first.id for first, *others in matches.groups() for copy in others}


def _split(groups: Mapping[str, Sequence[Analysis]], axis: Lexicon) -> Split | None:
    """How all sources together split between the sides, in their own words and headlines."""
    evidence = (one.evidence(axis, OUTLET_VOICES) for group in groups.values() for one in group)
    return split_sides(score(sum(evidence, Evidence()), axis))


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
    chosen: Mapping[str, str],
    rejected: Iterable[Rejected],
) -> Provenance:
    least, interval = f"{MIN_EVIDENCE:g} in {MIN_TAGGED_CLAIMS} claims", "95 % Wilson, effective claims"
    if any(calibration_of(lexicon) for lexicon in lexicons if lexicon.name == chosen["axis"]):
        least, interval = f"{MIN_WORDS} words", "95 %, linearised ratio of sums over claims"
    return Provenance(
        schema=SCHEMA,
        framing=version(),
        lexicons=tuple(_used(one) for lexicon in lexicons for one in (lexicon, lexicon.learned) if one),
        settings=(
            *chosen.items(),
            ("stance voices", " + ".join(OUTLET_VOICES)),
            ("voices", ", ".join(VOICES)),
            ("least evidence", least),
            ("steps at", f"{NEUTRAL_BELOW:g} and {FULL_FROM:g}"),
            ("interval", interval),
            ("same text", f"{LEAST_SHARED} % of the shorter one's runs of {RUN} words"),
        ),
        documents=len(analyses),
        claims=sum(len(analysis.claims) for analysis in analyses),
        tags=sum(len(analysis.tags) for analysis in analyses),
        rejected=tuple(rejected),
    )


def _told(lexicons: Sequence[Lexicon], encoder: Encoder | None) -> dict[str, str]:
    """Whose establishment the lexicons mean, and what encoder had a say."""
    place = next((lexicon.place for lexicon in lexicons), WEST)
    return {"place": place, "encoder": f"{encoder.name} ({encoder.digest})" if encoder else "none"}


def _used(lexicon: Lexicon) -> LexiconUsed:
    entries = sum(len(frame.entries) for frame in lexicon.frames)
    return LexiconUsed(lexicon.name, lexicon.version, lexicon.digest, len(lexicon.frames), entries)
