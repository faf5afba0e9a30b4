"""Items: what there is to read, one by one (a file, a row of a table, a page), before any of it is made a document.

Listing is cheap and in order; an item is plain data, so that it can be read in another process.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from framing.documents.boilerplate import read_boilerplate
from framing.documents.inputs import Input, list_inputs
from framing.documents.metadata import fold_key
from framing.documents.model import Finding, Rejected
from framing.documents.options import ReadingOptions
from framing.documents.streams import FilePath, Meter, file_size
from framing.documents.tables import Row, read_json_array, read_json_bytes, read_rows, table_suffix
from framing.errors import InputError, UsageError, nearest

STANDARD_INPUT = "standard input"


@dataclass(frozen=True, slots=True)
class FileItem:
    """A file to be read as one content, with what the sources file beside it says, and notes on that file."""

    path: FilePath
    given: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageItem:
    """A web address to be fetched."""

    url: str


@dataclass(frozen=True, slots=True)
class DataItem:
    """The whole of standard input."""

    data: bytes


@dataclass(frozen=True, slots=True)
class RowItem:
    """A row of a table, the column that holds its text, and what the sources file says of the table."""

    where: str
    row: Row
    column: str
    given: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchiveItem:
    """A folder written by `framing analyze`: many documents, each read once already."""

    path: Path


Item = FileItem | PageItem | DataItem | RowItem | ArchiveItem


def list_items(
    paths: Sequence[str | Path], options: ReadingOptions, meter: Meter | None = None
) -> Iterator[Item | Rejected]:
    """Yield what there is to read at `paths`, in order, and a Rejected for what is known not to be readable.

    `meter` is told how many bytes of the inputs the items so far amount to.

    Raises:
        InputError: a path does not exist, a `sources.toml` is faulty, or a package that is needed is missing.
    """
    for found in list_inputs(paths):
        if found.problem:
            yield Rejected(found.where, found.problem)
        elif found.url:
            yield PageItem(found.url)
        elif found.path is None:
            yield from _list_stdin(options)
        elif found.archive:
            yield _archive_item(found, options)
        elif table_suffix(found.path.name):
            yield from _list_table(found, found.path, options, meter)
        else:
            if meter:
                meter.read += file_size(found.path)
            yield FileItem(found.path, found.sources.findings_for(found.path.name), found.sources.notes)


def _archive_item(found: Input, options: ReadingOptions) -> ArchiveItem:
    if options.given:
        told = "holds documents that were read already; nothing more can be said of them."
        raise UsageError(told, where=found.where, fix="Say it when they are analysed.")
    return ArchiveItem(Path(found.where))


def name_item(item: Item | Rejected) -> str:
    """Return where an item stands, as a rejection of it says.

    >>> name_item(PageItem("https://example.org/story"))
    'https://example.org/story'
    """
    if isinstance(item, DataItem):
        return STANDARD_INPUT
    if isinstance(item, PageItem):
        return item.url
    return item.where if isinstance(item, RowItem | Rejected) else str(item.path)


def reject(where: str, problem: InputError) -> Rejected:
    """Return the rejection of one input; raise `problem` itself if it is one of all (a missing package)."""
    if problem.where:
        raise problem
    return Rejected(where, str(problem))


def _list_stdin(options: ReadingOptions) -> Iterator[Item | Rejected]:
    """Yield the rows of standard input if it is JSON (an object a line, or an array), else all of it as one item."""
    stream = sys.stdin.buffer
    head = list(_take_head(stream))
    if head and _is_json(head[-1]):
        rows = read_json_bytes(itertools.chain(head, stream))
        yield from _list_rows(STANDARD_INPUT, rows, options, ())
        return
    data = b"".join(head) + stream.read()
    array = read_json_array(data.decode("utf-8", "replace")) if data.lstrip().startswith(b"[") else None
    if array and not array[0].problem:
        yield from _list_rows(STANDARD_INPUT, iter(array), options, ())
    else:
        yield DataItem(data)


def _take_head(lines: Iterable[bytes]) -> Iterator[bytes]:
    for line in lines:
        yield line
        if line.strip():
            return


def _is_json(line: bytes) -> bool:
    bare = line.removeprefix(b"\xef\xbb\xbf").lstrip()
    return bare.startswith(b"{") and not next(read_json_bytes([bare])).problem


def _list_table(
    found: Input, path: FilePath, options: ReadingOptions, meter: Meter | None
) -> Iterator[RowItem | Rejected]:
    given = found.sources.findings_for(path.name)
    try:
        yield from _list_rows(str(path), read_rows(path, options.encoding, meter), options, given)
    except InputError as problem:
        yield reject(str(path), problem)
    except OSError as problem:
        yield Rejected(str(path), f"cannot be read ({problem.strerror or problem})")
    except Exception as problem:
        if isinstance(path, Path):
            raise
        # each store has exceptions of its own
        yield Rejected(str(path), f"cannot be read ({type(problem).__name__}: {problem})")


def _list_rows(
    where: str, rows: Iterator[Row], options: ReadingOptions, given: tuple[Finding, ...]
) -> Iterator[RowItem | Rejected]:
    """Yield the rows of a table that have a text; one without any text column in its first row is rejected whole."""
    for count, row in enumerate(rows):
        place = f"{where}, row {row.number}"
        column = _find_text_column(row.fields, options.text_column)
        if row.problem:
            yield Rejected(place, row.problem)
        elif not column and not count:
            yield Rejected(where, _describe_columns(row.fields, options.text_column))
            return
        elif not column or not row.fields[column].strip():
            yield Rejected(place, "has no text")
        else:
            yield RowItem(place, row, column, given)


def _find_text_column(fields: Mapping[str, str], wanted: str | None) -> str:
    if wanted is not None:
        return wanted if wanted in fields else ""
    names = {fold_key(name): name for name in fields}
    return next((names[name] for name in read_boilerplate()["columns"]["text"] if name in names), "")


def _describe_columns(fields: Mapping[str, str], wanted: str | None) -> str:
    name = wanted or "text"
    return f"has no column {name!r}. {nearest(name, fields)} Name the column that holds the text with --text-column."
