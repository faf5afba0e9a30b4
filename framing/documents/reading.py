"""Reading: files, folders, tables and standard input as one lazy stream of documents."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path

from framing.documents.addresses import host_name
from framing.documents.archived import read_archived
from framing.documents.assembly import Reading, assemble, read_text
from framing.documents.contents import Content, add_note, read_content
from framing.documents.identities import TakenIds
from framing.documents.items import (
    STANDARD_INPUT,
    ArchiveItem,
    FileItem,
    Item,
    PageItem,
    RowItem,
    list_items,
    reject,
)
from framing.documents.metadata import Metadata, list_findings, read_pairs
from framing.documents.model import Document, Finding, Rejected
from framing.documents.options import ReadingOptions
from framing.documents.text import tidy
from framing.errors import InputError

__all__ = ["ReadingOptions", "read_bytes", "read_documents", "read_item"]

_DEFAULT = ReadingOptions()


def read_documents(paths: Sequence[str | Path], options: ReadingOptions = _DEFAULT) -> Iterator[Document | Rejected]:
    """Yield a document for each text, page or table row in `paths`, and a Rejected for each that cannot be read.

    Paths are files (.txt .md .html .pdf .docx .eml .mhtml .xml .rss .atom .csv .tsv .jsonl .ndjson .json .parquet;
    tables but Parquet also packed as .gz or .zst; a file named with any other suffix is read as what its first
    bytes say, else as text), folders (with all folders below, in the order of their names), folders written by
    `framing analyze`, addresses of files and folders in a store (s3://, gs:// …), web addresses (http:// or
    https://), or "-" for standard input (JSON, or one content of any kind). Nothing is read before it is asked for.
    Ids are unique: a repeated one gets "#2" and so on.

    Raises:
        InputError: a path does not exist, a `sources.toml` is faulty, or a package that is needed is not installed.
    """
    ids = TakenIds()
    for item in list_items(paths, options):
        for document in read_item(item, options):
            yield document if isinstance(document, Rejected) else make_unique(document, ids)


def nothing_read(last: Rejected | None) -> InputError:
    """Return the error that none of the inputs could be read; `last` is the last rejection, if any."""
    if last is None:
        return InputError("there is nothing to read.", fix="Give files, tables or folders that hold text.")
    return InputError(last.reason, where=last.where)


def make_unique(document: Document, ids: TakenIds) -> Document:
    """Return the document, under another id if its own is taken."""
    name = ids.take(document.id)
    return document if name == document.id else dataclasses.replace(document, id=name)


def read_item(item: Item | Rejected, options: ReadingOptions) -> Iterator[Document | Rejected]:
    """Yield the documents of one item, or a Rejected with the reason; ids may be repeated.

    Raises:
        InputError: a package that is needed is not installed, or a folder of `framing analyze` is damaged.
    """
    if isinstance(item, Rejected):
        yield item
    elif isinstance(item, RowItem):
        yield _read_row(item, options)
    elif isinstance(item, FileItem):
        yield from _read_file(item, options)
    elif isinstance(item, PageItem):
        yield from _read_page(item.url, options)
    elif isinstance(item, ArchiveItem):
        yield from read_archived(item.path)
    else:
        content = Content(item.data, "", options.encoding)
        yield from _read_content(STANDARD_INPUT, content, (options.given, (), ""))


def _read_file(item: FileItem, options: ReadingOptions) -> Iterator[Document | Rejected]:
    path = item.path
    try:
        content = Content(path.read_bytes(), path.suffix, options.encoding)
    except OSError as problem:
        yield Rejected(str(path), f"cannot be read ({problem.strerror or problem})")
        return
    yield from _read_content(str(path), content, ((*options.given, *item.given), item.notes, path.stem))


def read_bytes(name: str, data: bytes, options: ReadingOptions = _DEFAULT) -> Iterator[Document | Rejected]:
    """Yield the documents in the bytes of a file called `name`, or a Rejected; the name is never opened.

    It gives the suffix (tables are no one content: read their rows) and, where nothing better is known, the source.
    """
    path = Path(name)
    yield from _read_content(name, Content(data, path.suffix, options.encoding), (options.given, (), path.stem))


def _read_page(url: str, options: ReadingOptions) -> Iterator[Document | Rejected]:
    from framing.documents.fetching import fetch

    try:
        page = fetch(url, allow_private=options.allow_private)
    except InputError as problem:
        yield reject(url, problem)
        return
    encoding = options.encoding or page.charset or None
    content = Content(page.data, page.suffix, encoding, page.media_type)
    address = Finding("url", page.url, "address")
    yield from _read_content(url, content, ((*options.given, address), page.notes, ""))


def _read_content(
    where: str, content: Content, known: tuple[Sequence[Finding], Sequence[str], str]
) -> Iterator[Document | Rejected]:
    """Yield the documents of a content; `known` is what goes before its own words, notes, and a name to end with."""
    given, notes, name = known
    try:
        for number, reading in enumerate(read_content(content), 1):
            place = f"{where}, entry {number}" if reading.is_entry else where
            noted = dataclasses.replace(reading, notes=(*reading.notes, *notes))
            last = [*_name_source(given, noted), *list_findings(_named(name, reading), "file name")]
            yield _finish(place, assemble(noted, given, last))
    except InputError as problem:
        yield reject(where, problem)


def _named(name: str, reading: Reading) -> Metadata:
    # The entries of a feed share its name; their ids come from their texts.
    # A name may hold bytes that are no characters.
    name = tidy(name)
    return Metadata(id="" if reading.is_entry else name, source=name)


def _name_source(given: Sequence[Finding], reading: Reading) -> tuple[Finding, ...]:
    """Return the host of a page's address as its source, where nothing better is known."""
    urls = [item.value for item in (*given, *reading.found, *reading.hints) if item.field == "url"]
    return list_findings(Metadata(source=host_name(urls[0]) if urls else ""), "address")


def _finish(where: str, document: Document) -> Document | Rejected:
    """Return the document, or a rejection when nothing of it is left but its headline."""
    if any(block.kind != "headline" for block in document.blocks):
        return document
    cut = len(document.receipt.cuts)
    return Rejected(where, f"holds no text besides page furniture ({cut} lines cut)" if cut else "is empty")


def _read_row(item: RowItem, options: ReadingOptions) -> Document | Rejected:
    row, column = item.row, item.column
    pairs = [(name, value) for name, value in row.fields.items() if name != column]
    reading = add_note(read_text(row.fields[column]), row.note)
    return _finish(item.where, assemble(reading, (*options.given, *read_pairs(pairs, "column"), *item.given)))
