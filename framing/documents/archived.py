"""Archived documents: what tells the folders of `framing analyze` from others, and the documents that lie in them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from typing import Any, Literal

from framing.documents.model import Block, Cut, Document, Finding, Receipt, Rejected
from framing.errors import InputError

SCHEMA = "framing-analysis/1"
"""Raised when a column changes its name or meaning, or goes."""
RUN, MANIFEST, REJECTED = "run.json", "manifest.json", "rejected.jsonl"
"""What a run was asked to do (written first), what it made (written last), and what it could not read."""
DOCUMENTS = "documents"

_TEXTS = ("source", "title", "author", "published", "url", "kind", "origin", "language", "text")
DOCUMENT_COLUMNS = ("document", *_TEXTS, "blocks", "receipt")
TALLIED_COLUMNS = ("document", *_TEXTS)
"""What is known of a document once its claims are."""
_LIGHT = ("document", "source", "published", "text", "blocks")
_BLOCK, _CUT, _FINDING, _RECEIPT = (
    tuple(field.name for field in fields(kind)) for kind in (Block, Cut, Finding, Receipt)
)
_block, _cut, _finding, _texts = (attrgetter(*names) for names in (_BLOCK, _CUT, _FINDING, _TEXTS))
_BATCH = 256
_AGAIN = "Analyse the articles again."

State = Literal["", "finished", "unfinished"]
_STATES: dict[str, State] = {MANIFEST: "finished", RUN: "unfinished"}


def archive_state(folder: Path) -> State:
    """Return whether a folder is a finished or unfinished archive, or none at all ("").

    Raises:
        InputError: it is one of another schema than this version reads.
    """
    for name, state in _STATES.items():
        schema = _schema_of(folder / name)
        if schema.partition("/")[0] != SCHEMA.partition("/")[0]:
            continue
        if schema != SCHEMA:
            raise InputError(f"is of schema {schema}; this version reads {SCHEMA}.", where=str(folder), fix=_AGAIN)
        return state
    return ""


def _schema_of(path: Path) -> str:
    """Return the schema that a file declares, "" where it is missing or somebody else's."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return ""
    return str(found.get("schema", "")) if isinstance(found, dict) else ""


def part_path(folder: Path, table: str, number: int) -> Path:
    """Return where a part of a table of an archive is."""
    return folder / table / f"part-{number:05}.parquet"


def count_parts(folder: Path) -> int:
    """Return the number of parts of a finished archive; raise InputError where its manifest is damaged."""
    path = folder / MANIFEST
    try:
        return len(json.loads(path.read_bytes())["parts"])
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise InputError(f"is damaged ({problem}).", where=str(path), fix=_AGAIN) from None


def archive_size(folder: Path) -> int:
    """Return the bytes of the documents of an archive."""
    return sum(path.stat().st_size for path in (folder / DOCUMENTS).glob("*.parquet"))


def document_schema() -> dict[str, Any]:
    """Return the Arrow type of each of the DOCUMENT_COLUMNS."""
    import pyarrow as pa

    def rows(**columns: Any) -> Any:
        return pa.list_(pa.struct(list(columns.items())))

    text, number = pa.string(), pa.int32()
    receipt = {
        "reader": text,
        "characters_read": pa.int64(),
        "characters_kept": pa.int64(),
        "cuts": rows(kind=text, text=text, line=number),
        "joined": pa.list_(text),
        "found": rows(field=text, value=text, origin=text),
        "missing": pa.list_(text),
        "notes": pa.list_(text),
    }
    blocks = rows(start=number, end=number, kind=text, section=text)
    return {
        "document": text,
        **dict.fromkeys(_TEXTS, text),
        "blocks": blocks,
        "receipt": pa.struct([*receipt.items()]),
    }


def document_row(document: Document) -> tuple[Any, ...]:
    """Return the values of a document in the order of the DOCUMENT_COLUMNS."""
    receipt = {name: getattr(document.receipt, name) for name in _RECEIPT}
    receipt |= {"cuts": [*map(_cut, receipt["cuts"])], "found": [*map(_finding, receipt["found"])]}
    return (document.id, *_texts(document), [*map(_block, document.blocks)], tuple(receipt.values()))


def make_documents(batch: Any, columns: Sequence[str] = DOCUMENT_COLUMNS) -> Iterator[Document]:
    """Yield the documents of an Arrow record batch; with all DOCUMENT_COLUMNS, equal to those that were stored."""
    for row in batch.select(list(columns)).to_pylist():
        if "blocks" in row:
            row["blocks"] = tuple(Block(**block) for block in row["blocks"])
        if "receipt" in row:
            row["receipt"] = _make_receipt(row["receipt"])
        yield Document(id=row.pop("document"), **row)


def _make_receipt(values: dict[str, Any]) -> Receipt:
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    lists |= {"cuts": tuple(Cut(**one) for one in values["cuts"])}
    lists |= {"found": tuple(Finding(**one) for one in values["found"])}
    return Receipt(**{**values, **lists})


def read_archived(folder: Path) -> Iterator[Document | Rejected]:
    """Yield what could not be read when an archive was made, then its documents, one at a time.

    Raises:
        InputError: pyarrow is not installed, or a part is damaged.
    """
    yield from read_rejected(folder)
    for number in range(count_parts(folder)):
        for batch in read_batches(part_path(folder, DOCUMENTS, number), DOCUMENT_COLUMNS, _BATCH):
            yield from make_documents(batch)


def read_texts(folder: Path) -> Iterator[Document]:
    """Yield the documents of an archive with no more than id, source, date, text and the places of their blocks."""
    for number in range(count_parts(folder)):
        for batch in read_batches(part_path(folder, DOCUMENTS, number), _LIGHT, _BATCH):
            names, sources, dates, texts = (batch[name].to_pylist() for name in _LIGHT[:4])
            for name, source, date, text, blocks in zip(
                names, sources, dates, texts, _light_blocks(batch["blocks"]), strict=True
            ):
                yield Document(id=name, source=source, published=date, text=text, blocks=blocks)


def read_some(folder: Path, wanted: Callable[[int], bool]) -> Iterator[tuple[int, Document]]:
    """Yield the documents of an archive at the places that are wanted (from 0), in order, with these places."""
    first = 0
    for number in range(count_parts(folder)):
        for batch in read_batches(part_path(folder, DOCUMENTS, number), DOCUMENT_COLUMNS, _BATCH):
            rows = [row for row in range(batch.num_rows) if wanted(first + row)]
            if rows:
                yield from zip([first + row for row in rows], make_documents(batch.take(rows)), strict=True)
            first += batch.num_rows


def _light_blocks(column: Any) -> Iterator[tuple[Block, ...]]:
    """Yield the blocks of each document, without their sections."""
    flat = column.flatten()
    starts, ends = (flat.field(name).to_numpy().tolist() for name in ("start", "end"))
    kinds = flat.field("kind").dictionary_encode()
    known = kinds.dictionary.to_pylist()
    blocks = list(map(Block, starts, ends, [known[kind] for kind in kinds.indices.to_numpy().tolist()]))
    bounds = column.offsets.to_numpy()
    for start, end in pairwise((bounds - bounds[0]).tolist()):
        yield tuple(blocks[start:end])


def read_rejected(folder: Path) -> Iterator[Rejected]:
    """Yield what could not be read when an archive was made; raise InputError where that list is damaged."""
    path = folder / REJECTED
    try:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield Rejected(**json.loads(line))
    except (OSError, ValueError, TypeError) as problem:
        raise InputError(f"is damaged ({problem}).", where=str(path), fix=_AGAIN) from None


def read_batches(path: Path, columns: Iterable[str], size: int) -> Iterator[Any]:
    """Yield the rows of a Parquet part as Arrow record batches of at most `size` rows.

    Raises:
        InputError: pyarrow is not installed, or the part is damaged.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        fix = "Install it: pip install 'framing[parquet]'"
        raise InputError("needs pyarrow to be read.", where=str(path.parent.parent), fix=fix) from None
    try:
        with ParquetFile(path) as table:
            yield from table.iter_batches(batch_size=size, columns=list(columns), use_threads=False)
    except (ArrowException, OSError) as problem:
        raise InputError(f"is damaged ({problem}).", where=str(path), fix=_AGAIN) from None
