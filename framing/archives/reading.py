"""Reading archives: the stored analyses, equal to those that were made, as a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from framing.analyses import Analysis
from framing.archives.folders import read_manifest
from framing.archives.model import (
    CLAIMS,
    DELETIONS,
    ENTRIES,
    LEARNED,
    TAGS,
    LexiconMark,
    Notice,
    Run,
    mark_lexicons,
)
from framing.archives.schemas import COUNTS, ENTRY_COLUMNS
from framing.claims.model import Claim, Reported
from framing.claims.passives import Deletion
from framing.documents.archived import (
    DOCUMENT_COLUMNS,
    DOCUMENTS,
    make_documents,
    part_path,
    read_archived,
    read_batches,
    read_rejected,
)
from framing.documents.model import Document, Rejected, Span
from framing.errors import InputError
from framing.lexicons import Lexicon
from framing.lexicons.model import WEIGHT_UNIT
from framing.shipped import version
from framing.tags import Tag
from framing.weighings import LearnedEntries, LearnedEntry, Weighings
from framing.weights import gather_weighings

_DOCUMENTS_HELD = 128
_ROWS_HELD = 8192

_CLAIM = (
    "claim", "start", "end", "voice", "kind", "section", "speaker_start", "speaker_end", "cue_start", "cue_end",
    "stance", "reported", "scare", "reading",
)  # fmt: skip
_TAG = (
    "claim", "start", "end", "lexicon", "frame", "pole", "sign", "entry", "weight", "voice", "negated",
    "scare_quoted",
)  # fmt: skip
_LEARNED = ("claim", "start", "end", "entry")
_DELETION = ("claim", "start", "end", "kind", "verb", "harm")
_COLUMNS = {CLAIMS: _CLAIM, TAGS: _TAG, LEARNED: _LEARNED, DELETIONS: _DELETION}


def read_archive(folder: Path, lexicons: Iterable[Lexicon]) -> Iterator[Analysis | Document | Rejected | Notice]:
    """Yield what could not be read when an archive was made, then the analyses of its documents by these lexicons.

    Where other lexicons or another version made it, a Notice says so and the documents come instead, to be
    analysed anew.

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
    wanted = frozenset((mark.name, mark.learned) for mark in mark_lexicons(lexicons))
    for analysis in _read_analyses(folder, len(manifest.parts)):
        yield _narrow(analysis, wanted)


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


def _narrow(analysis: Analysis, wanted: frozenset[tuple[str, bool]]) -> Analysis:
    """Leave out tags of lexicons that are not asked for; lexicons have no say in each other's tags."""
    tags = tuple(tag for tag in analysis.tags if (tag.lexicon, False) in wanted)
    learned = analysis.learned.of({name for name, is_learned in wanted if is_learned})
    if len(tags) == len(analysis.tags) and len(learned) == len(analysis.learned):
        return analysis
    return replace(analysis, tags=tags, learned=learned)


def _read_analyses(folder: Path, parts: int) -> Iterator[Analysis]:
    entries = _read_entries(folder)
    for number in range(parts):
        shelf = _Shelf(folder, number, entries)
        path = part_path(folder, DOCUMENTS, number)
        for batch in read_batches(path, (*DOCUMENT_COLUMNS, *COUNTS), _DOCUMENTS_HELD):
            counts = zip(*(batch[name].to_pylist() for name in COUNTS), strict=True)
            for document, count in zip(make_documents(batch), counts, strict=True):
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


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a table of one part, taken in order."""

    path: Path
    rows: Iterator[tuple[Any, ...]]

    def take(self, count: int) -> list[tuple[Any, ...]]:
        """Return the next `count` rows; raise InputError where there are fewer."""
        found = list(islice(self.rows, count))
        if len(found) < count:
            raise InputError("has fewer rows than its documents.", where=str(self.path), fix="Analyse again.")
        return found


class _Shelf:
    """The tables of one part, read side by side: what follows next belongs to the document that follows next."""

    def __init__(self, folder: Path, number: int, entries: LearnedEntries) -> None:
        self._entries = entries
        self._tables = {name: _open(part_path(folder, name, number), _COLUMNS[name]) for name in COUNTS}

    def take(self, document: Document, counts: tuple[int, ...]) -> Analysis:
        """Return the analysis of the next document, which has so many rows in each of the tables COUNTS."""
        rows = {name: self._tables[name].take(count) for name, count in zip(COUNTS, counts, strict=True)}
        claims = tuple(_make_claim(document.id, row) for row in rows[CLAIMS])
        return Analysis(
            document=document,
            claims=claims,
            tags=tuple(_make_tag(document.id, row) for row in rows[TAGS]),
            deletions=tuple(Deletion(*row) for row in rows[DELETIONS]),
            learned=self._weigh_again(document.id, claims, rows[LEARNED]),
        )

    def _weigh_again(self, document: str, claims: Sequence[Claim], rows: Iterable[tuple[int, ...]]) -> Weighings:
        found: dict[int, list[tuple[int, int, int]]] = {claim.number: [] for claim in claims}
        for number, start, end, entry in rows:
            found[number].append((start, end, entry))
        return gather_weighings(document, self._entries, claims, [found[claim.number] for claim in claims])


def _open(path: Path, columns: tuple[str, ...]) -> _Rows:
    return _Rows(path, (row for batch in read_batches(path, columns, _ROWS_HELD) for row in _rows(batch)))


def _make_claim(document: str, row: tuple[Any, ...]) -> Claim:
    number, start, end, voice, kind, section, *owners, stance, reported, scare, reading = row
    return Claim(
        document=document,
        number=number,
        start=start,
        end=end,
        voice=voice,
        kind=kind,
        section=section,
        speaker=_span(*owners[:2]),
        cue=_span(*owners[2:]),
        stance=stance,
        reported=tuple(map(_make_reported, reported)),
        scare=tuple(Span(**span) for span in scare),
        reading=reading,
    )


def _make_reported(part: dict[str, Any]) -> Reported:
    speaker = _span(part["speaker_start"], part["speaker_end"])
    cue = _span(part["cue_start"], part["cue_end"])
    return Reported(part["start"], part["end"], part["voice"], speaker, cue, part["stance"])


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _make_tag(document: str, row: tuple[Any, ...]) -> Tag:
    number, start, end, lexicon, frame, pole, sign, entry, weight, voice, negated, quoted = row
    place = (document, number, start, end)
    return Tag(*place, lexicon, frame, pole, sign, entry, _milli(weight), voice, negated, quoted)
