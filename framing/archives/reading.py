"""Reading archives: the stored analyses, equal to those that were made, as a stream."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from framing.analyses import Analysis
from framing.archives.folders import read_manifest
from framing.archives.model import ENTRIES, LexiconMark, Notice, Run, mark_lexicons
from framing.archives.parts import read_sources
from framing.archives.schemas import COUNTS, ENTRY_COLUMNS
from framing.archives.shelves import Shelf
from framing.documents.archived import (
    DOCUMENT_COLUMNS,
    DOCUMENTS,
    TALLIED_COLUMNS,
    make_documents,
    part_path,
    read_archived,
    read_batches,
    read_rejected,
)
from framing.documents.model import Document, Rejected
from framing.lexicons import Lexicon
from framing.lexicons.model import WEIGHT_UNIT
from framing.shipped import version
from framing.summaries import Summary
from framing.weighings import LearnedEntries, LearnedEntry, first_equal

_DOCUMENTS_HELD = 128
_ROWS_HELD = 8192


def read_archive(
    folder: Path, lexicons: Iterable[Lexicon], whole: bool = True
) -> Iterator[Analysis | Document | Rejected | Notice]:
    """Yield what could not be read when an archive was made, then the analyses of its documents by these lexicons.

    Where other lexicons or another version made it, a Notice says so and the documents come instead, to be
    analysed anew. Documents of analyses that need not be `whole` are without blocks and receipt: no tally needs them.

    Raises:
        InputError: pyarrow is not installed, or the folder is damaged.
    """
    lexicons = tuple(lexicons)
    manifest = read_manifest(folder)
    reason = _why_stale(manifest.run, lexicons)
    if reason:
        count = manifest.counts[DOCUMENTS]
        yield Notice(f"{folder} was made with {reason}; its {count} documents are analysed again")
        yield from read_archived(folder)
        return
    yield from read_rejected(folder)
    wanted = [{mark.name for mark in mark_lexicons(lexicons) if mark.learned == learned} for learned in (False, True)]
    analyses = _read_analyses(folder, len(manifest.parts), whole)
    stored = {mark.name for mark in manifest.run.lexicons}
    yield from analyses if stored <= wanted[0] | wanted[1] else (_narrow(one, *wanted) for one in analyses)


def count_documents(folder: Path) -> int:
    """Return the number of documents of an archive; raise InputError where it is damaged."""
    return read_manifest(folder).counts[DOCUMENTS]


def read_sums(folder: Path, lexicons: Iterable[Lexicon], axis: Lexicon) -> dict[str, Summary]:
    """Return the sums of each source on an axis, as stored; none where these lexicons would give others."""
    lexicons, manifest = tuple(lexicons), read_manifest(folder)
    learned = {mark for mark in manifest.run.lexicons if mark.learned}
    if _why_stale(manifest.run, lexicons) or learned != {mark for mark in mark_lexicons(lexicons) if mark.learned}:
        return {}
    sources = read_sources(folder, len(manifest.parts))
    return {source: summary for (source, name), summary in sources.items() if name == axis.name}


def rename(analysis: Analysis, name: str) -> Analysis:
    """Return the analysis with its document under this id."""
    if analysis.document.id == name:
        return analysis
    return replace(
        analysis,
        document=replace(analysis.document, id=name),
        claims=tuple(replace(claim, document=name) for claim in analysis.claims),
        tags=tuple(replace(tag, document=name) for tag in analysis.tags),
        learned=replace(analysis.learned, document=name),
    )


def _why_stale(run: Run, lexicons: tuple[Lexicon, ...]) -> str:
    """Return what keeps the stored analyses from being those that would be made now, "" for nothing."""
    if run.framing != version():
        return f"framing {run.framing}"
    if any(lexicon.place != run.settings["place"] for lexicon in lexicons):
        return f"--place {run.settings['place']}"
    stored = {_key(mark) for mark in run.lexicons}
    other = [mark.name for mark in mark_lexicons(lexicons) if _key(mark) not in stored]
    return f"other lexicons (not with this {other[0]})" if other else ""


def _key(mark: LexiconMark) -> tuple[str, str, str, bool]:
    return mark.name, mark.digest, mark.language, mark.learned


def _narrow(analysis: Analysis, written: Collection[str], learned: Collection[str]) -> Analysis:
    """Leave out tags of lexicons that are not asked for; lexicons have no say in each other's tags."""
    tags = tuple(tag for tag in analysis.tags if tag.lexicon in written)
    return replace(analysis, tags=tags, learned=analysis.learned.of(learned))


def _read_analyses(folder: Path, parts: int, whole: bool) -> Iterator[Analysis]:
    entries = first_equal(_read_entries(folder))
    columns = DOCUMENT_COLUMNS if whole else TALLIED_COLUMNS
    for number in range(parts):
        shelf = Shelf(folder, number, entries)
        path = part_path(folder, DOCUMENTS, number)
        for batch in read_batches(path, (*columns, *COUNTS), _DOCUMENTS_HELD):
            counts = zip(*(batch[name].to_pylist() for name in COUNTS), strict=True)
            for document, count in zip(make_documents(batch, columns), counts, strict=True):
                yield shelf.take(document, count)


def _read_entries(folder: Path) -> LearnedEntries:
    """Return the learned entries in the order of their numbers."""
    return LearnedEntries(
        LearnedEntry(lexicon, frame, pole, sign, text, _milli(weight))
        for batch in read_batches(folder / ENTRIES, ENTRY_COLUMNS, _ROWS_HELD)
        for _, lexicon, frame, pole, sign, text, weight in _rows(batch)
    )


def _rows(batch: Any) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _milli(weight: float) -> int:
    return round(weight * WEIGHT_UNIT)
