"""Stocks: everything that can be read at some paths, to be gone through as often as need be without being held."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile

from framing.analyses import Analysis, analyze
from framing.archives import Notice, count_documents, read_archive, read_sums, rename
from framing.documents import ReadingOptions
from framing.documents.archived import read_rejected, read_some, read_texts
from framing.documents.identities import TakenIds
from framing.documents.items import ArchiveItem, list_items
from framing.documents.model import Document, Rejected
from framing.documents.reading import make_unique, nothing_read, read_item
from framing.lexicons.model import Lexicon
from framing.summaries import Summary

Watcher = Callable[[Document | Rejected | Notice], None]
"""Called with every document analysed, input rejected and notice given, as they come: for progress and warnings."""

_HELD = 1 << 22
"""Bytes of packed documents that are held in memory, some 1,200 articles; more of them lie in a temporary file."""
_SIZE = 4
"""Bytes that tell the size of a packed document, which stand before it."""


@dataclass(frozen=True, slots=True)
class _Folder:
    """An archive among the inputs: its documents stay where they are."""

    path: Path
    count: int


@dataclass(slots=True)
class _Packed:
    """Documents that follow each other in the temporary file, from a byte on."""

    start: int
    count: int = 0


class Stock:
    """The documents that can be read at some paths, and their analyses by some lexicons.

    Folders of `framing analyze` are read anew each time. All other inputs are read once and their documents put by,
    packed, in a temporary file: a page is not fetched twice, and standard input cannot be read again. A stock is a
    context, which takes that file away.
    """

    def __init__(self, lexicons: tuple[Lexicon, ...], watch: Watcher | None = None) -> None:
        self._lexicons, self._watch = lexicons, watch or (lambda _: None)
        self._file = SpooledTemporaryFile(max_size=_HELD)  # noqa: SIM115
        self._kept: list[_Folder | _Packed] = []
        self._sums: dict[_Folder, Mapping[str, Summary]] = {}
        self.rejected: list[Rejected] = []

    def __enter__(self) -> Stock:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    @property
    def count(self) -> int:
        """How many documents there are."""
        return sum(kept.count for kept in self._kept)

    def take(self, paths: Sequence[str | Path], reading: ReadingOptions) -> None:
        """Take in all that can be read at `paths`; raise InputError if that is nothing."""
        for item in list_items(paths, reading):
            for found in self._take_folder(item.path) if isinstance(item, ArchiveItem) else read_item(item, reading):
                if isinstance(found, Rejected):
                    self.rejected.append(found)
                    self._watch(found)
                else:
                    self._pack(found)
        if not self.count:
            raise nothing_read(self.rejected[-1] if self.rejected else None)

    def documents(self, wanted: Collection[int] | None = None) -> Iterator[tuple[int, Document]]:
        """Yield the documents with their places, from 0: under unique ids, but of folders only what is compared.

        Those at `wanted` places are whole instead, under the ids that they were read with.
        """
        ids, first = TakenIds(), 0
        for kept in self._kept:
            if wanted is not None:
                yield from self._some(kept, range(first, first + kept.count), wanted)
            else:
                found = read_texts(kept.path) if isinstance(kept, _Folder) else map(_unpack, self._read(kept))
                yield from ((place, make_unique(one, ids)) for place, one in enumerate(found, first))
            first += kept.count

    def analyses(self) -> Iterator[Analysis]:
        """Yield the analysis of each document, one at a time."""
        return (analysis for analysis, _ in self._analyses(None, True))

    def summed_analyses(self, axis: Lexicon | None) -> Iterator[tuple[Analysis, bool]]:
        """Yield what can be tallied of each document, and whether its evidence on the axis is in the summaries."""
        return self._analyses(axis, False)

    def _analyses(self, axis: Lexicon | None, whole: bool) -> Iterator[tuple[Analysis, bool]]:
        ids = TakenIds()
        for kept in self._kept:
            found = self._open(kept, whole)
            summed = isinstance(kept, _Folder) and axis is not None and bool(self._sums_of(kept, axis))
            for one in found:
                if isinstance(one, Notice):
                    self._watch(one)
                elif not isinstance(one, Rejected):
                    analysis = self._analysis(one, ids)
                    self._watch(analysis.document)
                    yield analysis, summed

    def summaries(self, axis: Lexicon) -> Iterator[tuple[str, Summary]]:
        """Yield the sums of sources that are stored in folders."""
        for kept in self._kept:
            if isinstance(kept, _Folder):
                yield from self._sums_of(kept, axis).items()

    def _sums_of(self, folder: _Folder, axis: Lexicon) -> Mapping[str, Summary]:
        if folder not in self._sums:
            self._sums[folder] = read_sums(folder.path, self._lexicons, axis)
        return self._sums[folder]

    def _analysis(self, found: Analysis | Document, ids: TakenIds) -> Analysis:
        if isinstance(found, Document):
            return analyze(make_unique(found, ids), self._lexicons)
        return rename(found, ids.take(found.document.id))

    def _take_folder(self, path: Path) -> Iterator[Rejected]:
        self._kept.append(_Folder(path, count_documents(path)))
        yield from read_rejected(path)

    def _pack(self, document: Document) -> None:
        packed = self._kept[-1] if self._kept else None
        if not isinstance(packed, _Packed):
            packed = _Packed(self._file.tell())
            self._kept.append(packed)
        data = zlib.compress(pickle.dumps(document, pickle.HIGHEST_PROTOCOL), 1)
        self._file.write(len(data).to_bytes(_SIZE) + data)
        packed.count += 1

    def _open(self, kept: _Folder | _Packed, whole: bool) -> Iterator[Analysis | Document | Rejected | Notice]:
        if isinstance(kept, _Folder):
            return read_archive(kept.path, self._lexicons, whole)
        return map(_unpack, self._read(kept))

    def _some(
        self, kept: _Folder | _Packed, places: range, wanted: Collection[int]
    ) -> Iterator[tuple[int, Document]]:
        if isinstance(kept, _Folder):
            found = read_some(kept.path, lambda row: places[row] in wanted)
            yield from ((places[row], document) for row, document in found)
        else:
            packed = zip(places, self._read(kept), strict=True)
            yield from ((place, _unpack(data)) for place, data in packed if place in wanted)

    def _read(self, packed: _Packed) -> Iterator[bytes]:
        place = packed.start
        for _ in range(packed.count):
            self._file.seek(place)
            size = int.from_bytes(self._file.read(_SIZE))
            yield self._file.read(size)
            place += _SIZE + size


def _unpack(data: bytes) -> Document:
    document: Document = pickle.loads(zlib.decompress(data))
    return document
