"""Parts: a few thousand documents each, as Parquet files that stand in the folder whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from framing.archives.arrays import make_array
from framing.archives.files import TEMPORARY, settle, temporary, write_json
from framing.archives.model import LEARNED, TABLES, Harvest, Mark, Part, Sources
from framing.archives.schemas import table_schema
from framing.archives.sources import MOST_SOURCES, add_sources, make_sources, sources_data
from framing.documents.archived import REJECTED, part_path

PART_DOCUMENTS = 4096
PART_CHARACTERS = 24_000_000
"""What a crash may cost: a part is closed by whichever it reaches first."""
GROUP_CHARACTERS = 4_000_000
"""Text whose rows make one row group of each table: what writing and reading hold in memory."""
RECORDS = "parts"
"""The folder with a record of each part, written after its tables: only then is it whole."""

_NEAR = ("start", "end", "claim", "entry")
"""Columns of the learned words whose numbers lie near the one before: stored as differences, much smaller."""


class PartWriter:
    """Writes one part, harvest by harvest; a row group of each table is in memory at a time."""

    def __init__(self, folder: Path, number: int) -> None:
        self._folder, self._number = folder, number
        self._paths = {table: part_path(folder, table, number) for table in TABLES}
        self._writers = {table: _open_writer(temporary(path), table) for table, path in self._paths.items()}
        self._pending: list[tuple[Harvest, Sequence[str]]] = []
        self._documents = self._characters = self._grouped = 0
        self._counts = dict.fromkeys(TABLES, 0)
        self._sources: Sources = {}

    @property
    def is_full(self) -> bool:
        """Whether the part should be closed."""
        return self._documents >= PART_DOCUMENTS or self._characters >= PART_CHARACTERS

    def add(self, harvest: Harvest, ids: Sequence[str]) -> None:
        """Take in a harvest, whose documents are called `ids`."""
        self._pending.append((harvest, ids))
        add_sources(self._sources, harvest.sources)
        self._documents += len(ids)
        self._characters += harvest.characters
        if self._characters - self._grouped >= GROUP_CHARACTERS:
            self._write_group()

    def close(self, mark: Mark, rejected: int) -> Part:
        """Make the part whole and return its record; `rejected` is the size of the file of rejections by now."""
        self._write_group()
        for writer in self._writers.values():
            writer.close()
        settle(*self._paths.values())
        part = Part(self._counts, mark, rejected)
        record = {**asdict(part), "sources": sources_data(self._sources)}
        write_json(record_path(self._folder, self._number), record)
        return part

    def discard(self) -> None:
        """Let go of the files of a part that will not be whole."""
        for writer in self._writers.values():
            with suppress(Exception):  # perhaps the disk is full, which was told already
                writer.close()

    def _write_group(self) -> None:
        import pyarrow as pa

        pending, self._pending, self._grouped = self._pending, [], self._characters
        if not pending:
            return
        names = make_array([name for _, ids in pending for name in ids], pa.string())
        for table, writer in self._writers.items():
            group = _join(table, pending, names)
            self._counts[table] += group.num_rows
            writer.write_table(group, row_group_size=max(1, group.num_rows))


def _join(table: str, pending: Sequence[tuple[Harvest, Sequence[str]]], names: Any) -> Any:
    """Return the rows of a table in some harvests, their documents called by name."""
    import pyarrow as pa
    import pyarrow.compute as pc

    batches, first = [], 0
    for harvest, ids in pending:
        batch = harvest.tables[table]
        before = make_array([first], pa.int32())[0]
        batches.append(batch.set_column(0, "document", pc.add(batch["document"], before)))
        first += len(ids)
    joined = pa.Table.from_batches(batches, table_schema(table)).combine_chunks()
    numbers = joined["document"].combine_chunks()
    return joined.set_column(0, "document", pa.DictionaryArray.from_arrays(numbers, names))


def _open_writer(path: Path, table: str) -> Any:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    path.parent.mkdir(exist_ok=True)
    schema = table_schema(table)
    schema = schema.set(0, pa.field("document", pa.dictionary(pa.int32(), pa.string())))
    options: dict[str, Any] = {"compression": "zstd", "store_schema": False}
    if table == LEARNED:
        options |= {"use_dictionary": ["document"], "column_encoding": dict.fromkeys(_NEAR, "DELTA_BINARY_PACKED")}
    return ParquetWriter(path, schema, **options)


def record_path(folder: Path, number: int) -> Path:
    """Return where the record of a part is."""
    return folder / RECORDS / f"part-{number:05}.json"


def read_parts(folder: Path) -> list[Part]:
    """Return the records of the parts that are whole, in order, up to the first that is not."""
    parts: list[Part] = []
    while (path := record_path(folder, len(parts))).is_file():
        found = json.loads(path.read_text(encoding="utf-8"))
        parts.append(Part(found["counts"], Mark(**found["mark"]), found["rejected"]))
    return parts


def read_sources(folder: Path, parts: int) -> Sources:
    """Return the sums of the sources in all parts of an archive, none where there are more than MOST_SOURCES."""
    total: Sources = {}
    for number in range(parts):
        found = json.loads(record_path(folder, number).read_text(encoding="utf-8"))
        add_sources(total, make_sources(found["sources"]))
        if len({source for source, _ in total}) > MOST_SOURCES:
            return {}
    return total


def clear_temporary(folder: Path) -> None:
    """Take away the files of an archive that did not become whole."""
    for place in (folder, *(folder / name for name in (*TABLES, RECORDS))):
        for path in place.glob(f".*{TEMPORARY}"):
            path.unlink()


def clear_rest(folder: Path, parts: Sequence[Part]) -> None:
    """Take away all that a run left behind its last whole part: half parts, and rejections."""
    clear_temporary(folder)
    known = {f"part-{number:05}" for number in range(len(parts))}
    for name in (*TABLES, RECORDS):
        for path in (folder / name).glob("part-*"):
            if path.stem not in known:
                path.unlink()
    with (folder / REJECTED).open("ab") as file:
        file.truncate(parts[-1].rejected if parts else 0)
