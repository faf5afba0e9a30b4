"""Reading: files, folders, tables and standard input as one lazy stream of documents."""

from __future__ import annotations

import dataclasses
import itertools
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from framing.documents.addresses import host_name
from framing.documents.assembly import Reading, assemble, read_text
from framing.documents.boilerplate import read_boilerplate
from framing.documents.contents import Content, add_note, read_content
from framing.documents.inputs import Input, list_inputs
from framing.documents.metadata import Metadata, list_findings, read_pairs
from framing.documents.model import Document, Finding, Rejected
from framing.documents.sources import Sources
from framing.documents.tables import TABLES, Row, read_json_bytes, read_rows
from framing.errors import InputError, nearest

_STDIN = "standard input"


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How to read: which column of a table holds the text, in which encoding, and what is known of every document.

    `metadata` (and its short form `source`) goes before whatever files, columns and texts say of themselves.
    `allow_private` lets web addresses lead to machines of the local network, and to any port.
    """

    text_column: str | None = None
    encoding: str | None = None
    source: str | None = None
    metadata: Metadata = field(default_factory=Metadata)
    allow_private: bool = False

    @property
    def given(self) -> tuple[Finding, ...]:
        """Return the fields given for every document, as findings."""
        source = self.source or self.metadata.source
        return list_findings(dataclasses.replace(self.metadata, source=source), "option")


_DEFAULT = ReadingOptions()


def read_documents(paths: Sequence[str | Path], options: ReadingOptions = _DEFAULT) -> Iterator[Document | Rejected]:
    """Yield a document for each text, page or table row in `paths`, and a Rejected for each that cannot be read.

    Paths are files (.txt .md .html .pdf .docx .eml .mhtml .xml .rss .atom .csv .tsv .jsonl .parquet; a file named
    with any other suffix is read as what its first bytes say, else as text), folders (with all folders below, in
    the order of their names), web addresses (http:// or https://), or "-" for standard input (JSON lines, or one
    content of any kind). Nothing is read before it is asked for. Ids are unique: a repeated one gets "#2" and so on.

    Raises:
        InputError: a path does not exist, a `sources.toml` is faulty, or pyarrow is missing for Parquet.
    """
    seen: dict[str, int] = {}
    for item in itertools.chain.from_iterable(_read_input(item, options) for item in list_inputs(paths)):
        yield item if isinstance(item, Rejected) else _make_unique(item, seen)


def _make_unique(document: Document, seen: dict[str, int]) -> Document:
    count = seen.get(document.id, 0) + 1
    seen[document.id] = count
    if count == 1:
        return document
    renamed = f"{document.id}#{count}"
    return _make_unique(dataclasses.replace(document, id=renamed), seen)


def _read_input(item: Input, options: ReadingOptions) -> Iterator[Document | Rejected]:
    if item.problem:
        yield Rejected(item.where, item.problem)
    elif item.url:
        yield from _read_page(item.url, options)
    elif item.path is None:
        yield from _read_stdin(options)
    elif item.path.suffix.lower() in TABLES:
        yield from _read_table(item.path, item.sources, options)
    else:
        yield from _read_file(item.path, item.sources, options)


def _read_file(path: Path, sources: Sources, options: ReadingOptions) -> Iterator[Document | Rejected]:
    try:
        content = Content(path.read_bytes(), path.suffix, options.encoding)
    except OSError as problem:
        yield Rejected(str(path), f"cannot be read ({problem.strerror})")
        return
    given = (*options.given, *sources.findings_for(path.name))
    yield from _read_content(str(path), content, (given, sources.notes, path.stem))


def _read_page(url: str, options: ReadingOptions) -> Iterator[Document | Rejected]:
    from framing.documents.fetching import fetch

    try:
        page = fetch(url, allow_private=options.allow_private)
    except InputError as problem:
        yield _reject(url, problem)
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
        yield _reject(where, problem)


def _named(name: str, reading: Reading) -> Metadata:
    # The entries of a feed share its name; their ids come from their texts.
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


def _reject(where: str, problem: InputError) -> Rejected:
    if problem.where:
        raise problem
    return Rejected(where, str(problem))


def _read_stdin(options: ReadingOptions) -> Iterator[Document | Rejected]:
    """Yield the rows of standard input if its first line is a JSON object, else all of it as one content."""
    stream = sys.stdin.buffer
    head = list(_take_head(stream))
    if head and _is_json(head[-1]):
        rows = read_json_bytes(itertools.chain(head, stream))
        yield from _read_rows(_STDIN, rows, options, ())
    else:
        content = Content(b"".join(head) + stream.read(), "", options.encoding)
        yield from _read_content(_STDIN, content, (options.given, (), ""))


def _take_head(lines: Iterable[bytes]) -> Iterator[bytes]:
    for line in lines:
        yield line
        if line.strip():
            return


def _is_json(line: bytes) -> bool:
    bare = line.removeprefix(b"\xef\xbb\xbf").lstrip()
    return bare.startswith(b"{") and not next(read_json_bytes([bare])).problem


def _read_table(path: Path, sources: Sources, options: ReadingOptions) -> Iterator[Document | Rejected]:
    below = (*sources.findings_for(path.name),)
    try:
        yield from _read_rows(str(path), read_rows(path, options.encoding), options, below)
    except InputError as problem:
        yield _reject(str(path), problem)
    except OSError as problem:
        yield Rejected(str(path), f"cannot be read ({problem.strerror})")


def _read_rows(
    where: str, rows: Iterator[Row], options: ReadingOptions, below: Sequence[Finding]
) -> Iterator[Document | Rejected]:
    """Yield the documents of a table; one without any text column in its first row is rejected as a whole."""
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
            yield _read_row(place, row, column, (options.given, below))


def _read_row(
    place: str, row: Row, column: str, layers: tuple[Sequence[Finding], Sequence[Finding]]
) -> Document | Rejected:
    given, below = layers
    pairs = [(name, value) for name, value in row.fields.items() if name != column]
    reading = add_note(read_text(row.fields[column]), row.note)
    return _finish(place, assemble(reading, (*given, *read_pairs(pairs, "column"), *below)))


def _find_text_column(fields: Mapping[str, str], wanted: str | None) -> str:
    if wanted is not None:
        return wanted if wanted in fields else ""
    names = {name.lower(): name for name in fields}
    return next((names[name] for name in read_boilerplate()["columns"]["text"] if name in names), "")


def _describe_columns(fields: Mapping[str, str], wanted: str | None) -> str:
    name = wanted or "text"
    return f"has no column {name!r}. {nearest(name, fields)} Name the column that holds the text."
