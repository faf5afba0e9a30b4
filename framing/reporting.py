"""The main job in one call: paths in, a report out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from framing import surveys
from framing.analyses import Analysis, analyze
from framing.archives import Notice, read_archive, rename
from framing.comparisons import Comparison, Grouping, compare
from framing.documents import ReadingOptions, read_documents
from framing.documents.identities import TakenIds
from framing.documents.items import ArchiveItem, list_items
from framing.documents.model import Document, Rejected
from framing.documents.reading import make_unique, nothing_read, read_item
from framing.encoders import load_encoder
from framing.errors import UsageError
from framing.lexicons import DEFAULT_LEXICONS, WEST, Lexicon, load_lexicons
from framing.piles import Pile, group_stories
from framing.reports import render
from framing.reports.data import report_data
from framing.stocks import Stock, Watcher
from framing.surveys import survey
from framing.tables import to_frames

if TYPE_CHECKING:
    import pandas as pd


_Read = TypeVar("_Read", Document, Analysis)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a report is made with: lexicon names or paths, grouping, axis, place, how inputs are read.

    `encoder` is a folder with a sentence encoder, "" for none.
    """

    lexicons: tuple[str, ...] = DEFAULT_LEXICONS
    by: Grouping = "source"
    axis: str = ""
    place: str = WEST
    encoder: str = ""
    reading: ReadingOptions = field(default_factory=ReadingOptions)


@dataclass(frozen=True, slots=True)
class Report:
    """A comparison that shows itself: in a notebook, as text, as a page, as data, as pandas frames."""

    comparison: Comparison

    def __str__(self) -> str:
        return render(self.comparison, "terminal")

    def _repr_html_(self) -> str:
        return render(self.comparison, "notebook")

    def to(self, kind: str, title: str = "") -> str:
        """Return the report as "terminal", "html", "markdown" or "json" text, or one story side by side as "story".

        "story" is a page; "story-terminal" and "story-markdown" are the same as text. `title` replaces its own.
        """
        return render(self.comparison, kind, title)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain dictionaries and lists, as in its JSON."""
        return report_data(self.comparison)

    def to_frames(self) -> dict[str, pd.DataFrame]:
        """Return pandas frames: sources, documents, contrasts, claims, tags, scores, facts, narratives, namings."""
        return to_frames(self.comparison)


def make_report(
    paths: Sequence[str | Path], settings: Settings | None = None, watch: Watcher | None = None
) -> Report:
    """Return the report on everything that can be read at `paths`.

    More than `surveys.CORPUS_FROM` documents are a corpus: they are read one at a time, and only what their sources
    amount to is told. Inputs that cannot be read are listed in the provenance.

    Raises:
        InputError: none of the inputs could be read.
        UsageError: an axis that is not among the lexicons, or a corpus by document.
    """
    settings = settings or Settings()
    lexicons = load_lexicons(settings.lexicons, settings.place)
    encoder = load_encoder(settings.encoder) if settings.encoder else None
    with Stock(lexicons, watch) as stock:
        stock.take(paths, settings.reading)
        if stock.count > surveys.CORPUS_FROM:
            _refuse_documents(settings.by, stock.count)
            _tell_corpus(stock.count, watch)
            return Report(survey(stock, lexicons, settings.axis, encoder))
        by, axis, rejected = settings.by, settings.axis, stock.rejected
        return Report(compare(stock.analyses(), lexicons, by=by, axis=axis, encoder=encoder, rejected=rejected))


def _tell_corpus(count: int, watch: Watcher | None) -> None:
    if watch:
        watch(Notice(f"{count} documents are a corpus: their sources are told, none of them by itself"))


def _refuse_documents(by: Grouping, count: int) -> None:
    if by == "document":
        raise UsageError(
            f"{count} documents are too many to be put side by side (at most {surveys.CORPUS_FROM}).",
            fix="Put their sources side by side: --by source. The scores of each document are in the tables of "
            "framing analyze.",
        )


def analyze_paths(
    paths: Sequence[str | Path],
    lexicons: Iterable[Lexicon],
    reading: ReadingOptions | None = None,
    watch: Watcher | None = None,
) -> Iterator[Analysis]:
    """Return the analyses of all documents at `paths`, one at a time as they are read.

    Those stored in a folder of `framing analyze` are taken from there where the same lexicons made them.
    Raises InputError after the last input if none of them could be read.
    """
    return _accept(_list_analyses(paths, tuple(lexicons), reading or ReadingOptions()), watch)


def _list_analyses(
    paths: Sequence[str | Path], lexicons: tuple[Lexicon, ...], reading: ReadingOptions
) -> Iterator[Analysis | Rejected | Notice]:
    ids = TakenIds()
    for item in list_items(paths, reading):
        read = read_archive(item.path, lexicons) if isinstance(item, ArchiveItem) else read_item(item, reading)
        for found in read:
            if isinstance(found, Document):
                yield analyze(make_unique(found, ids), lexicons)
            elif isinstance(found, Analysis):
                yield rename(found, ids.take(found.document.id))
            else:
                yield found


def sort_paths(
    paths: Sequence[str | Path], reading: ReadingOptions | None = None, watch: Watcher | None = None
) -> tuple[Pile, list[Document], list[Rejected]]:
    """Return everything that can be read at `paths` sorted into stories, the documents, and what was rejected.

    Raises InputError if none of the inputs could be read.
    """
    rejected: list[Rejected] = []
    documents = list(read_paths(paths, reading, noting(rejected, watch)))
    return group_stories(documents), documents, rejected


def read_paths(
    paths: Sequence[str | Path], reading: ReadingOptions | None = None, watch: Watcher | None = None
) -> Iterator[Document]:
    """Return the documents at `paths`, one at a time as they are read.

    Raises InputError after the last input if none of them could be read.
    """
    return _accept(read_documents(paths, reading or ReadingOptions()), watch)


def _accept(found: Iterable[_Read | Rejected | Notice], watch: Watcher | None) -> Iterator[_Read]:
    """Yield what could be read, telling `watch` of all; raise InputError if that is nothing."""
    last: Rejected | None = None
    read = 0
    for item in found:
        if watch:
            watch(item.document if isinstance(item, Analysis) else item)
        if isinstance(item, Rejected):
            last = item
        elif not isinstance(item, Notice):
            read += 1
            yield item
    if not read:
        raise nothing_read(last)


def noting(rejected: list[Rejected], watch: Watcher | None) -> Watcher:
    """Return a watcher that adds what could not be read to `rejected`, and tells `watch` of all."""

    def note(item: Document | Rejected | Notice) -> None:
        if isinstance(item, Rejected):
            rejected.append(item)
        if watch:
            watch(item)

    return note
