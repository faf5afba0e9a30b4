"""Sources: where each source of an archive stands, from exact sums that lots, parts and runs add up alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from framing.analyses import Analysis
from framing.archives.model import Sources
from framing.lexicons import Lexicon
from framing.lexicons.model import WEIGHT_UNIT
from framing.scores import Score
from framing.stances import score_summary
from framing.summaries import Summary, format_summary, parse_summary, summarize

MOST_SOURCES = 10_000
"""Of more, no table is made: memory for their sums (about 10 kB a source) has no other bound."""

Summaries = Sequence[Mapping[Lexicon, Summary]]
"""Of each analysis, its summary on each axis."""


def summarize_each(analyses: Iterable[Analysis], lexicons: Iterable[Lexicon]) -> Summaries:
    """Return the summary of each analysis on each of the lexicons that are an axis."""
    axes = [lexicon for lexicon in lexicons if lexicon.poles]
    return [{axis: summarize([one], axis) for axis in axes} for one in analyses]


def sum_sources(analyses: Iterable[Analysis], summaries: Summaries) -> Sources:
    """Return the sums of the sources of some analyses."""
    total: Sources = {}
    for analysis, found in zip(analyses, summaries, strict=True):
        add_sources(total, {(analysis.document.source, axis.name): summary for axis, summary in found.items()})
    return total


def add_sources(total: Sources, more: Sources) -> None:
    """Add the sums of some documents to those of others."""
    for key, summary in more.items():
        total[key] = total.get(key, Summary()) + summary


def sources_data(sources: Sources) -> list[tuple[str, str, str]]:
    """Return the sums of sources as plain values for JSON, in order."""
    return [(source, axis, format_summary(summary)) for (source, axis), summary in sorted(sources.items(), key=_key)]


def make_sources(data: Iterable[Sequence[str]]) -> Sources:
    """Return the sums that `sources_data` made the values of."""
    return {(source, axis): parse_summary(line) for source, axis, line in data}


def source_rows(sources: Sources, lexicons: Iterable[Lexicon]) -> Iterator[tuple[Any, ...]]:
    """Yield a row a source, axis and voice, in the order of their names, with the SOURCE_COLUMNS."""
    axes = {lexicon.name: lexicon for lexicon in lexicons}
    for (source, name), summary in sorted(sources.items(), key=_key):
        for voice, scored in score_summary(summary, axes[name]).scores:
            yield (source, name, voice, summary.documents, scored.evidence.claims, *score_values(scored))


def score_values(scored: Score) -> tuple[Any, ...]:
    """Return the values of a score in the order of the columns that begin with `direction`."""
    evidence = scored.evidence
    sums = (evidence.plus, evidence.minus, evidence.learned_plus, evidence.learned_minus)
    return (
        scored.direction, scored.low, scored.high, scored.intensity, scored.step, scored.refusal, scored.arguing,
        evidence.words, evidence.tags, evidence.tagged, evidence.negated, evidence.quoted,
        *(weight / WEIGHT_UNIT for weight in sums),
    )  # fmt: skip


def _key(item: tuple[tuple[str, str], Summary]) -> tuple[str, str]:
    return item[0]
