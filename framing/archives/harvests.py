"""Harvests: lots of items read and analysed, as Arrow tables; what every process of a run does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
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
from framing.claims.model import Claim, Reported
from framing.documents import ReadingOptions
from framing.documents.archived import DOCUMENTS, document_row
from framing.documents.items import name_item
from framing.documents.model import Document, Rejected, Span
from framing.documents.reading import read_item
from framing.errors import FramingError
from framing.lexicons import Lexicon
from framing.lexicons.model import WEIGHT_UNIT
from framing.scores import Score
from framing.stances import take_stance

EntryKey = tuple[str, str, str, str, int, int]
"""A learned entry: lexicon, frame, text, pole, sign, weight in thousandths."""
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
        return Harvest(
            ids=tuple(analysis.document.id for analysis in analyses),
            characters=sum(len(analysis.document.text) for analysis in analyses),
            tables=tabulate(analyses, self.lexicons),
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


def learned_entries(lexicons: tuple[Lexicon, ...]) -> list[EntryKey]:
    """Return the entries of all learned lexicons in the order of their numbers."""
    found = set()
    for lexicon in learned_lexicons(lexicons):
        signs = {pole.name: pole.sign for pole in lexicon.poles}
        for frame, entry in lexicon.entries:
            found.add((lexicon.name, frame.name, entry.text, frame.pole, signs.get(frame.pole, 0), entry.milli))
    return sorted(found)


@cache
def _entry_numbers(lexicons: tuple[Lexicon, ...]) -> Mapping[EntryKey, int]:
    return {entry: number for number, entry in enumerate(learned_entries(lexicons))}


def tabulate(analyses: Sequence[Analysis], lexicons: tuple[Lexicon, ...]) -> dict[str, Any]:
    """Return the tables of some analyses as Arrow record batches; `document` is the analysis's number from 0."""
    numbered = list(enumerate(analyses))
    axes = [lexicon for lexicon in lexicons if lexicon.poles]
    rows = {
        DOCUMENTS: (_document_row(number, one) for number, one in numbered),
        CLAIMS: chain.from_iterable(_claim_rows(number, one) for number, one in numbered),
        TAGS: chain.from_iterable(_tag_rows(number, one) for number, one in numbered),
        DELETIONS: chain.from_iterable(_deletion_rows(number, one) for number, one in numbered),
        SCORES: chain.from_iterable(_score_rows(number, one, axis) for number, one in numbered for axis in axes),
    }
    tables = {table: make_batch(values, table_schema(table)) for table, values in rows.items()}
    return {**tables, LEARNED: _join(_learned_columns(numbered, _entry_numbers(lexicons)), table_schema(LEARNED))}


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


def _learned_columns(
    numbered: Sequence[tuple[int, Analysis]], numbers: Mapping[EntryKey, int]
) -> list[Sequence[int]]:
    """Return the learned tags column by column: there are hundreds a document, too many for rows."""
    found = [tag for _, analysis in numbered for tag in analysis.learned]
    return [
        [number for number, analysis in numbered for _ in analysis.learned],
        [tag.claim for tag in found],
        [tag.start for tag in found],
        [tag.end for tag in found],
        [numbers[tag.lexicon, tag.frame, tag.entry, tag.pole, tag.sign, tag.milli] for tag in found],
    ]


def _deletion_rows(number: int, analysis: Analysis) -> Iterator[_Row]:
    source = analysis.document.source
    for one in analysis.deletions:
        yield (number, source, one.start, one.end, analysis.text(one), one.claim, one.kind, one.verb, one.harm)


def _score_rows(number: int, analysis: Analysis, axis: Lexicon) -> Iterator[_Row]:
    """Yield a row a voice: of the document, then of each of its sections."""
    units = [("", analysis), *((section, only_section(analysis, section)) for section in analysis.sections)]
    for section, unit in units:
        stance = take_stance([unit], axis)
        for voice, scored in (("outlet", stance.outlet), ("all", stance.everything), *stance.by_voice):
            place = (number, analysis.document.source, section, axis.name, voice)
            yield (*place, *_score_values(scored))


def _score_values(scored: Score) -> _Row:
    evidence = scored.evidence
    sums = (evidence.plus, evidence.minus, evidence.learned_plus, evidence.learned_minus)
    return (
        scored.direction, scored.low, scored.high, scored.intensity, scored.step, scored.refusal, scored.arguing,
        evidence.words, evidence.tags, evidence.tagged, evidence.negated, evidence.quoted,
        *(weight / WEIGHT_UNIT for weight in sums),
    )  # fmt: skip
