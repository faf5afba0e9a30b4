"""Lots: the inputs of a run, cut into what is analysed together, in the same way every time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from framing.archives.model import Lot, Mark
from framing.documents import ReadingOptions
from framing.documents.archived import archive_size, read_archived
from framing.documents.carried import carry_file
from framing.documents.items import ArchiveItem, DataItem, FileItem, Item, RowItem, list_items
from framing.documents.model import Document, Rejected
from framing.documents.streams import Meter, file_size
from framing.errors import UsageError

LOT_ITEMS = 64
"""Items of a lot: enough that handing it to another process costs little beside the work on it."""
LOT_SIZE = 1_000_000
"""Bytes or characters after which a lot is closed before it has so many items."""

Entry = Item | Document | Rejected


def make_lots(paths: Sequence[str | Path], reading: ReadingOptions, after: Mark | None = None) -> Iterator[Lot]:
    """Yield the lots of the inputs at `paths`, those up to the mark `after` left out.

    Raises:
        UsageError: the inputs up to that mark are others than they were.
    """
    meter = Meter()
    lots = _cut(_list_entries(paths, reading, meter), meter)
    if after and after.items:
        _skip(lots, after)
    yield from lots


def _skip(lots: Iterator[Lot], after: Mark) -> None:
    for lot in lots:
        if lot.mark.items >= after.items:
            if (lot.mark.items, lot.mark.fingerprint) == (after.items, after.fingerprint):
                return
            break
    raise UsageError(
        "the inputs are not those that this run began with.",
        fix="Give the same, unchanged, in the same order; or begin anew with another --out.",
    )


def _list_entries(paths: Sequence[str | Path], reading: ReadingOptions, meter: Meter) -> Iterator[Entry]:
    for item in list_items(paths, reading, meter):
        if isinstance(item, ArchiveItem):
            yield from read_archived(item.path)
            meter.read += archive_size(item.path)
        else:
            yield item


def _cut(entries: Iterable[Entry], meter: Meter) -> Iterator[Lot]:
    taken, size, count = [], 0, 0
    fingerprint = hashlib.blake2b(digest_size=16)
    for count, entry in enumerate(entries, 1):
        taken.append(entry)
        size += _size_of(entry)
        for piece in _identify(entry):
            data = piece.encode("utf-8", "surrogatepass") if isinstance(piece, str) else piece
            fingerprint.update(len(data).to_bytes(8) + data)
        if len(taken) == LOT_ITEMS or size >= LOT_SIZE:
            yield Lot(tuple(taken), Mark(count, fingerprint.hexdigest(), meter.read))
            taken, size = [], 0
    if taken:
        yield Lot(tuple(taken), Mark(count, fingerprint.hexdigest(), meter.read))


def carry_files(lots: Iterable[Lot]) -> Iterator[Lot]:
    """Yield the lots with the content of every file on this machine, for processes that may not see it."""
    for lot in lots:
        yield replace(lot, items=tuple(map(_carry, lot.items)))


def _carry(entry: Entry) -> Entry:
    if isinstance(entry, FileItem) and isinstance(entry.path, Path):
        return replace(entry, path=carry_file(entry.path))
    return entry


def _size_of(entry: Entry) -> int:
    if isinstance(entry, RowItem):
        return len(entry.row.fields[entry.column])
    if isinstance(entry, FileItem):
        return file_size(entry.path)
    if isinstance(entry, Document):
        return len(entry.text)
    return len(entry.data) if isinstance(entry, DataItem) else 0


def _identify(entry: Entry) -> Iterator[str | bytes]:
    """Yield what tells an entry from others; of a file, its path and size, as it is not opened yet."""
    yield type(entry).__name__
    if isinstance(entry, RowItem):
        yield from (entry.where, entry.column)
        for name, value in entry.row.fields.items():
            yield from (name, value)
    elif isinstance(entry, FileItem):
        yield from (str(entry.path), str(file_size(entry.path)))
    elif isinstance(entry, DataItem):
        yield entry.data
    else:
        yield repr(entry)
