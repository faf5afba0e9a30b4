"""What an archive is: a folder with the analyses of any number of documents, as Parquet tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from framing.documents import ReadingOptions
from framing.documents.archived import DOCUMENTS, SCHEMA
from framing.documents.items import Item
from framing.documents.model import Document, Rejected
from framing.lexicons import DEFAULT_LEXICONS, WEST, Lexicon
from framing.summaries import Summary

CLAIMS, TAGS, LEARNED, DELETIONS, SCORES = "claims", "tags", "learned", "deletions", "scores"
TABLES = (DOCUMENTS, CLAIMS, TAGS, LEARNED, DELETIONS, SCORES)
ENTRIES = "entries.parquet"
"""The learned entries that the table `learned` points to by number."""

SOURCES = "sources.parquet"
"""Where each source stands: the one table that adds documents up."""

Sources = dict[tuple[str, str], Summary]
"""The sums of sources, by their name and that of the axis."""

PartCounts = Mapping[str, int]
"""The rows of one part, by table."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How an archive is made: lexicon names or paths, place, how inputs are read; processes; whether to go on.

    `jobs` 0 stands for as many as there are cores; `engine` is "serial", "pool" or "dask", the last on a cluster of
    its own or on that of `scheduler`. None of them changes what is written, nor does `resume`.
    """

    lexicons: tuple[str, ...] = DEFAULT_LEXICONS
    place: str = WEST
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    jobs: int = 0
    resume: bool = False
    engine: str = "pool"
    scheduler: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a run has come: `items` taken, `fingerprint` of all of them, and bytes of the inputs `read`."""

    items: int = 0
    fingerprint: str = ""
    read: int = 0


@dataclass(frozen=True, slots=True)
class Lot:
    """Items that are analysed together, and how far the run has come with them."""

    items: tuple[Item | Document | Rejected, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Harvest:
    """What became of a lot: the ids of its documents, its tables (Arrow record batches), what was rejected,
    and the sums of its sources.

    In the tables, `document` is the number of the document in this lot, from 0: ids are made unique later.
    """

    ids: tuple[str, ...]
    characters: int
    tables: Mapping[str, Any]
    rejected: tuple[Rejected, ...]
    mark: Mark
    sources: Sources


@dataclass(frozen=True, slots=True)
class LexiconMark:
    """Which lexicon an archive was made with."""

    name: str
    version: str
    digest: str
    language: str
    learned: bool


@dataclass(frozen=True, slots=True)
class Run:
    """What a run was asked to do; two runs with equal ones on equal inputs write the same bytes."""

    framing: str
    lexicons: tuple[LexiconMark, ...]
    settings: Mapping[str, str]
    paths: tuple[str, ...]
    schema: str = SCHEMA


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is whole: its rows by table, how far the run had come, and the bytes of rejections by then."""

    counts: PartCounts
    mark: Mark
    rejected: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a finished archive holds: its run, rows by table and rejections, and the rows of each part."""

    run: Run
    counts: PartCounts
    parts: tuple[PartCounts, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: documents and bytes of the inputs in all, and what was rejected since last told.

    `notes` are what a user should know of how it runs.
    """

    documents: int
    read: int
    rejected: tuple[Rejected, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a user should know of an archive that is read."""

    text: str


def mark_lexicons(lexicons: tuple[Lexicon, ...]) -> tuple[LexiconMark, ...]:
    """Return the marks of lexicons, written ones first, each learned one once."""
    written = [one for one in lexicons if not one.calibration]
    return tuple(_mark(one) for one in (*written, *learned_lexicons(lexicons)))


def learned_lexicons(lexicons: tuple[Lexicon, ...]) -> tuple[Lexicon, ...]:
    """Return the learned lexicons among these or beside them, each once, by name."""
    found = {one.digest: one for lexicon in lexicons if (one := lexicon.learned or lexicon).calibration}
    return tuple(sorted(found.values(), key=lambda one: (one.name, one.digest)))


def _mark(lexicon: Lexicon) -> LexiconMark:
    return LexiconMark(
        lexicon.name, lexicon.version, lexicon.digest, lexicon.language, lexicon.calibration is not None
    )


def run_data(run: Run) -> dict[str, Any]:
    """Return a run as plain values for JSON, its schema first."""
    return {"schema": run.schema, **{name: value for name, value in asdict(run).items() if name != "schema"}}


def make_run(data: Mapping[str, Any]) -> Run:
    """Return the run that `run_data` made the values of."""
    return Run(
        schema=data["schema"],
        framing=data["framing"],
        lexicons=tuple(LexiconMark(**one) for one in data["lexicons"]),
        settings=data["settings"],
        paths=tuple(data["paths"]),
    )
