"""Tables: rows of CSV, TSV, JSON lines and Parquet files as a stream; only a JSON array is in memory as a whole."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from framing.documents.streams import FilePath, Meter, open_stream, unpacked_suffix
from framing.documents.text import decode, refuse_binary
from framing.errors import InputError

TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet")
_JSON_LINES = (".jsonl", ".ndjson", ".json")
_PARQUET = TABLES[-1]
_SAMPLE = 1_000_000
"""Bytes looked at to tell a table's encoding."""
_BATCH = 512
"""Rows of a Parquet file that are made Python values at a time."""
_DELIMITERS = {".csv": ",;\t|", ".tsv": "\t,;|"}
"""What may part the columns, the usual one first; the header shows which does."""
_NAMES_DELIMITER = "sep="
"""Begins a first line by which spreadsheets say what parts the columns."""
_WIDEST_FIELD = min(sys.maxsize, 2**31 - 1)
"""The csv module takes a C long, which has 32 bits on some systems."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its number (a line for JSON lines, else a record from 1), and its fields.

    `problem` says why a row could not be read; `note` that it was read in spite of a flaw.
    """

    number: int
    fields: Mapping[str, str]
    problem: str = ""
    note: str = ""


def table_suffix(name: str) -> str:
    """Return which of TABLES a file is by its name, "" for none; all but Parquet may be packed (.gz, .zst).

    >>> table_suffix("articles.jsonl.gz"), table_suffix("story.html")
    ('.jsonl', '')
    """
    suffix = unpacked_suffix(name)
    packed_parquet = suffix == _PARQUET and not name.lower().endswith(_PARQUET)
    return suffix if suffix in TABLES and not packed_parquet else ""


def read_rows(path: FilePath, encoding: str | None = None, meter: Meter | None = None) -> Iterator[Row]:
    """Yield the rows of a table file, its format told by the suffix; `meter` is told how much of it was read.

    Raises:
        InputError: the file is empty or not text; or a package that its format or packing needs is not installed.
        OSError: the file cannot be opened, or is damaged or cut off.
    """
    suffix = table_suffix(path.name)
    if suffix == _PARQUET:
        yield from _read_parquet(path, meter)
        return
    with open_stream(path) as stream:
        coding, note = _find_encoding(stream.read(_SAMPLE), encoding)
    with open_stream(path, meter) as stream:
        lines = io.TextIOWrapper(stream, encoding=coding, errors="surrogateescape", newline="")
        rows = _read_json_text(lines, suffix) if suffix in _JSON_LINES else _read_csv(lines, suffix)
        for row in rows:
            yield _mend(row, coding, note)


def _find_encoding(sample: bytes, encoding: str | None) -> tuple[str, str]:
    refuse_binary(sample)
    if encoding:
        decode(sample[:0] or b"x", encoding)
        return encoding, ""
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", ""
    # The sample may end within a character; a line never does.
    note = decode(sample[: sample.rfind(b"\n") + 1] or sample).note
    guessed = note.startswith("read as ") and note.endswith(" (guessed)")
    return (note.split()[2], note) if guessed else ("utf-8-sig", "")


def _mend(row: Row, coding: str, note: str) -> Row:
    """Return the row with bytes that did not fit the encoding read as Windows-1252, and a note on that."""
    if not any(_is_damaged(value) for value in row.fields.values()):
        return Row(row.number, row.fields, row.problem, row.note or note)
    fields = {key: _mend_value(value, coding) for key, value in row.fields.items()}
    return Row(row.number, fields, row.problem, "some bytes are not UTF-8 and were read as cp1252")


def _is_damaged(value: str) -> bool:
    return not value.isascii() and any("\udc80" <= character <= "\udcff" for character in value)


def _mend_value(value: str, coding: str) -> str:
    if not _is_damaged(value):
        return value
    return value.encode(coding.removesuffix("-sig"), "surrogateescape").decode("cp1252", "replace")


def _read_csv(lines: Iterable[str], suffix: str) -> Iterator[Row]:
    csv.field_size_limit(max(csv.field_size_limit(), _WIDEST_FIELD))
    lines = iter(lines)
    header = next(lines, "")
    if header.lower().startswith(_NAMES_DELIMITER):
        delimiter, header = header[len(_NAMES_DELIMITER) :][:1], next(lines, "")
    else:
        delimiter = max(_DELIMITERS[suffix], key=header.count)
    reader = csv.reader(chain([header], lines), delimiter=delimiter.strip("\r\n") or ",")
    names = [name.strip() for name in next(reader, [])]
    number = 0
    while True:
        number += 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            yield Row(number, {}, f"is not valid CSV ({problem})")
            continue
        if any(values):
            yield Row(number, dict(zip(names, values, strict=False)), note=_count_note(names, values))


def _count_note(names: list[str], values: list[str]) -> str:
    extra = len(values) - len(names)
    return f"{extra} more fields than columns; they were left out" if extra > 0 and any(values[-extra:]) else ""


def _read_json_text(lines: Iterable[str], suffix: str) -> Iterator[Row]:
    """Yield the rows of JSON lines, or those of one array or object that a .json file holds."""
    if suffix != ".json":
        return read_json_lines(lines)
    text = "".join(lines)
    rows = read_json_array(text)
    return read_json_lines(text.split("\n")) if rows is None else iter(rows)


def read_json_array(text: str) -> list[Row] | None:
    """Return a row for each object of a JSON array, or for an object that stands alone; None if it is neither."""
    try:
        value = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    items = [value] if isinstance(value, dict) else value
    return [_make_row(number, item) for number, item in enumerate(items, 1)] if isinstance(items, list) else None


def read_json_lines(lines: Iterable[str]) -> Iterator[Row]:
    """Yield a row for each line that is not blank; a line that is not a JSON object is a row with a problem."""
    for number, line in enumerate(lines, 1):
        if line.strip("\ufeff \t\r\n"):
            yield _read_json(number, line.strip("\ufeff \t\r\n"))


def read_json_bytes(lines: Iterable[bytes]) -> Iterator[Row]:
    """Yield a row for each line of a UTF-8 stream, as `read_json_lines` does; stray bytes are read as cp1252."""
    for row in read_json_lines(line.decode("utf-8", "surrogateescape") for line in lines):
        yield _mend(row, "utf-8", "")


def _read_json(number: int, line: str) -> Row:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as problem:
        return Row(number, {}, f"is not JSON ({problem})")
    return _make_row(number, value)


def _make_row(number: int, value: object) -> Row:
    if not isinstance(value, dict):
        return Row(number, {}, "is not a JSON object ({…})")
    return Row(number, {str(key): _to_text(item) for key, item in value.items()})


def _read_parquet(path: FilePath, meter: Meter | None) -> Iterator[Row]:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise InputError(
            "needs pyarrow to be read.", where=str(path), fix="Install it: pip install 'framing[parquet]'"
        ) from None
    try:
        with path.open("rb") as stream, ParquetFile(stream) as table:
            size = stream.seek(0, io.SEEK_END)
            for number, record in enumerate(_records(table, size, meter or Meter()), 1):
                yield Row(number, {key: _to_text(value) for key, value in record.items()})
    except ArrowException as problem:
        raise InputError(f"is not a Parquet file that can be read ({problem})") from None


def _records(table: Any, size: int, meter: Meter) -> Iterator[dict[str, Any]]:
    """Yield the records of a Parquet file, a batch of one row group in memory at a time."""
    before, rows, total = meter.read, 0, table.metadata.num_rows
    for batch in table.iter_batches(batch_size=_BATCH):
        rows += batch.num_rows
        meter.read = before + size * rows // total
        yield from batch.to_pylist()


def _to_text(value: Any) -> str:
    """Return a cell as text: numbers and dates as written, lists of words with commas, anything deeper empty."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(item for item in value if isinstance(item, str))
    if value is None or isinstance(value, (dict, bool, bytes)):
        return ""
    return str(value.isoformat() if hasattr(value, "isoformat") else value)
