"""Reading: files, folders, tables and standard input as one lazy stream of documents."""

from __future__ import annotations

import dataclasses
import itertools
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from framing.documents.assembly import Reading, assemble, read_text
from framing.documents.boilerplate import read_boilerplate
from framing.documents.html import decode_page, read_html
from framing.documents.inputs import Input, list_inputs
from framing.documents.metadata import Metadata, list_findings, read_pairs
from framing.documents.model import Document, Finding, Rejected
from framing.documents.sources import Sources
from framing.documents.tables import Row, read_json_bytes, read_rows
from framing.documents.text import decode
from framing.errors import InputError, nearest

_TABLES = (".csv", ".tsv", ".jsonl", ".parquet")
_PAGES = (".html", ".htm")
_MARKDOWN = (".md", ".markdown")
_STDIN = "standard input"


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How to read: which column of a table holds the text, in which encoding, and what is known of every document.

    `metadata` (and its short form `source`) goes before whatever files, columns and texts say of themselves.
    """

    text_column: str | None = None
    encoding: str | None = None
    source: str | None = None
    metadata: Metadata = field(default_factory=Metadata)

    @property
    def given(self) -> tuple[Finding, ...]:
        """Return the fields given for every document, as findings."""
        source = self.source or self.metadata.source
        return list_findings(dataclasses.replace(self.metadata, source=source), "option")


_DEFAULT = ReadingOptions()


def read_documents(paths: Sequence[str | Path], options: ReadingOptions = _DEFAULT) -> Iterator[Document | Rejected]:
    """Yield a document for each text, page or table row in `paths`, and a Rejected for each that cannot be read.

    Paths are files (.txt .md .html .htm .csv .tsv .jsonl .parquet; a file named with any other suffix is tried
    as text), folders (with all folders below, in the order of their names) or "-" for standard input (text or
    JSON lines). Nothing is read before it is asked for. Ids are unique: a repeated one gets "#2" and so on.

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
    elif item.path is None:
        yield from _read_stdin(options)
    elif item.path.suffix.lower() in _TABLES:
        yield from _read_table(item.path, item.sources, options)
    else:
        yield _read_file(item.path, item.sources, options)


def _read_file(path: Path, sources: Sources, options: ReadingOptions) -> Document | Rejected:
    try:
        reading = _read_path(path, options.encoding)
    except InputError as problem:
        return _reject(str(path), problem)
    except OSError as problem:
        return Rejected(str(path), f"cannot be read ({problem.strerror})")
    name = Metadata(id=path.stem, source=path.stem)
    given = (*options.given, *sources.findings_for(path.name))
    reading = dataclasses.replace(reading, notes=(*reading.notes, *sources.notes))
    return _finish(str(path), assemble(reading, given, list_findings(name, "file name")))


def _read_path(path: Path, encoding: str | None) -> Reading:
    data = path.read_bytes()
    if path.suffix.lower() in _PAGES:
        page = decode_page(data, encoding)
        return _with_note(read_html(page.text), page.note)
    decoded = decode(data, encoding)
    reader = "markdown" if path.suffix.lower() in _MARKDOWN else "text"
    return _with_note(read_text(decoded.text, reader), decoded.note)


def _with_note(reading: Reading, note: str) -> Reading:
    return dataclasses.replace(reading, notes=(note, *reading.notes)) if note else reading


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
    """Yield the rows of standard input if its first line is a JSON object, else all of it as one text."""
    stream = sys.stdin.buffer
    head = list(_take_head(stream))
    if head and _is_json(head[-1]):
        rows = read_json_bytes(itertools.chain(head, stream))
        yield from _read_rows(_STDIN, rows, options, ())
    else:
        yield _read_text_stream(b"".join(head) + stream.read(), options)


def _take_head(lines: Iterable[bytes]) -> Iterator[bytes]:
    for line in lines:
        yield line
        if line.strip():
            return


def _is_json(line: bytes) -> bool:
    bare = line.removeprefix(b"\xef\xbb\xbf").lstrip()
    return bare.startswith(b"{") and not next(read_json_bytes([bare])).problem


def _read_text_stream(data: bytes, options: ReadingOptions) -> Document | Rejected:
    try:
        decoded = decode(data, options.encoding)
    except InputError as problem:
        return Rejected(_STDIN, str(problem))
    return _finish(_STDIN, assemble(_with_note(read_text(decoded.text), decoded.note), options.given))


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
    reading = _with_note(read_text(row.fields[column]), row.note)
    return _finish(place, assemble(reading, (*given, *read_pairs(pairs, "column"), *below)))


def _find_text_column(fields: Mapping[str, str], wanted: str | None) -> str:
    if wanted is not None:
        return wanted if wanted in fields else ""
    names = {name.lower(): name for name in fields}
    return next((names[name] for name in read_boilerplate()["columns"]["text"] if name in names), "")


def _describe_columns(fields: Mapping[str, str], wanted: str | None) -> str:
    name = wanted or "text"
    return f"has no column {name!r}. {nearest(name, fields)} Name the column that holds the text."
