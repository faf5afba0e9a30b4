"""Harvests: lots of items read and analysed, as Arrow tables; what every process of a run does."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, repeat
from typing import Any

from framing.analyses import Analysis, analyze, only_section
from framing.archives.arrays import make_array
from framing.archives.model import (
    CLAIMS,
    DELETIONS,
    LEARNED,
    SCORES,
    TAGS,
    Harvest,
    Lot,
    learned_lexicons,
)
from framing.archives.schemas import table_schema
from framing.archives.sources import Summaries, score_values, sum_sources, summarize_each
from framing.claims.model import Claim, Reported
from framing.documents import ReadingOptions
from framing.documents.archived import DOCUMENTS, document_row
from framing.documents.items import name_item
from framing.documents.model import Document, Rejected, Span
from framing.documents.reading import read_item
from framing.errors import FramingError
from framing.lexicons import Lexicon
from framing.stances import score_summary
from framing.summaries import Summary, summarize
from framing.weighings import LearnedEntries
from framing.weights import learned_entries

_Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Harvester:
    """Makes a lot a harvest; picklable, and the same in every process."""

    lexicons: tuple[Lexicon, ...]
    reading: ReadingOptions

    def __call__(self, lot: Lot) -> Harvest:
        """Return what became of a lot; a document that cannot be analysed is rejected and stops nothing."""
        analyses: list[Analysis] = []
        rejected: list[Rejected] = []
        for document in self._read(lot):
            found = document if isinstance(document, Rejected) else self._analyze(document)
            if isinstance(found, Rejected):
                rejected.append(found)
            else:
                analyses.append(found)
        summaries = summarize_each(analyses, self.lexicons)
        return Harvest(
            ids=tuple(analysis.document.id for analysis in analyses),
            characters=sum(len(analysis.document.text) for analysis in analyses),
            tables=tabulate(analyses, self.lexicons, summaries),
            sources=sum_sources(analyses, summaries),
            rejected=tuple(rejected),
            mark=lot.mark,
        )

    def _read(self, lot: Lot) -> Iterator[Document | Rejected]:
        for item in lot.items:
            if isinstance(item, Document):
                yield item
                continue
            try:
                yield from read_item(item, self.reading)
            except FramingError:
                raise
            except Exception as problem:
                yield Rejected(name_item(item), _describe("read", problem))

    def _analyze(self, document: Document) -> Analysis | Rejected:
        try:
            return analyze(document, self.lexicons)
        except Exception as problem:
            return Rejected(document.id, _describe("analysed", problem))


def _describe(done: str, problem: Exception) -> str:
    """Say what went wrong where nothing should: no text may stop a run of millions, whatever is wrong with it."""
    return f"could not be {done} ({type(problem).__name__}: {problem})"


@cache
def learned_entries_of(lexicons: tuple[Lexicon, ...]) -> LearnedEntries:
    """Return the entries of the learned lexicons among some or beside them, in the order of their numbers."""
    return learned_entries(learned_lexicons(lexicons))


def tabulate(
    analyses: Sequence[Analysis], lexicons: tuple[Lexicon, ...], summaries: Summaries | None = None
) -> dict[str, Any]:
    """Return the tables of some analyses as Arrow record batches; `document` is the analysis's number from 0.

    `summaries` are those of each, if they are known already.
    """
    numbered = list(enumerate(analyses))
    found = zip(numbered, summaries or summarize_each(analyses, lexicons), strict=True)
    rows = {
        DOCUMENTS: (_document_row(number, one) for number, one in numbered),
        CLAIMS: chain.from_iterable(_claim_rows(number, one) for number, one in numbered),
        TAGS: chain.from_iterable(_tag_rows(number, one) for number, one in numbered),
        DELETIONS: chain.from_iterable(_deletion_rows(number, one) for number, one in numbered),
        SCORES: chain.from_iterable(_score_rows(*pair, axes[axis], axis) for pair, axes in found for axis in axes),
    }
    tables = {table: make_batch(values, table_schema(table)) for table, values in rows.items()}
    return {**tables, LEARNED: _join(_learned_columns(numbered, learned_entries_of(lexicons)), table_schema(LEARNED))}


def make_batch(rows: Iterator[_Row], schema: Any) -> Any:
    """Return rows of plain values as an Arrow record batch of this schema."""
    return _join(list(zip(*rows, strict=True)) or [()] * len(schema), schema)


def _join(columns: Sequence[Sequence[Any]], schema: Any) -> Any:
    import pyarrow as pa

    arrays = [make_array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _document_row(number: int, analysis: Analysis) -> _Row:
    counts = (len(analysis.claims), len(analysis.tags), len(analysis.learned), len(analysis.deletions))
    return (number, *document_row(analysis.document)[1:], *counts)


def _claim_rows(number: int, analysis: Analysis) -> Iterator[_Row]:
    source = analysis.document.source
    for claim in analysis.claims:
        yield (
            number, source, claim.start, claim.end, analysis.text(claim), claim.voice, *_described(analysis, claim),
            claim.stance, *_ends(claim.speaker), *_ends(claim.cue), [*map(_reported, claim.reported)],
            [*map(_ends, claim.scare)],
        )  # fmt: skip


def _described(analysis: Analysis, claim: Claim) -> _Row:
    """What the rows of a claim and of its tags tell alike."""
    text = analysis.document.text
    words = (text[span.start : span.end] if span else "" for span in (claim.speaker, claim.cue))
    return (*words, claim.kind, claim.section, claim.number, claim.reading)


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span else (None, None)


def _reported(part: Reported) -> _Row:
    return (part.start, part.end, part.voice, *_ends(part.speaker), *_ends(part.cue), part.stance)


def _tag_rows(number: int, analysis: Analysis) -> Iterator[_Row]:
    claims = {claim.number: _described(analysis, claim) for claim in analysis.claims}
    source = analysis.document.source
    for tag in analysis.tags:
        yield (
            number, source, tag.start, tag.end, analysis.text(tag), tag.voice, *claims[tag.claim], tag.lexicon,
            tag.frame, tag.pole, tag.entry, tag.weight, tag.negated, tag.quoted, tag.sign,
        )  # fmt: skip


def _learned_columns(numbered: Sequence[tuple[int, Analysis]], entries: LearnedEntries) -> list[array[int]]:
    """Return the learned tags column by column: there are hundreds a document, too many for rows."""
    columns = documents, claims, starts, ends, numbers = [array("i") for _ in range(5)]
    for number, analysis in numbered:
        found = analysis.learned
        documents.extend(repeat(number, len(found)))
        claims.extend(found.claims)
        starts.extend(found.starts)
        ends.extend(found.ends)
        numbers.extend(found.numbers_in(entries))
    return columns


def _deletion_rows(number: int, analysis: Analysis) -> Iterator[_Row]:
    source = analysis.document.source
    for one in analysis.deletions:
        yield (number, source, one.start, one.end, analysis.text(one), one.claim, one.kind, one.verb, one.harm)


def _score_rows(number: int, analysis: Analysis, whole: Summary, axis: Lexicon) -> Iterator[_Row]:
    """Yield a row a voice: of the document, then of each of its sections."""
    parts = ((name, summarize([only_section(analysis, name)], axis)) for name in analysis.sections)
    for section, summary in (("", whole), *parts):
        for voice, scored in score_summary(summary, axis).scores:
            place = (number, analysis.document.source, section, axis.name, voice)
            yield (*place, *score_values(scored))
