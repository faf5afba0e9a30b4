"""Streams: the bytes of a file, unpacked where it is packed (.gz, .zst), and counted as they are read."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, BinaryIO, cast

from framing.documents.carried import CarriedFile
from framing.documents.remotes import RemotePath
from framing.errors import InputError

PACKINGS = (".gz", ".zst")
_CHUNK = 1 << 16

FilePath = Path | RemotePath | CarriedFile
"""Where a file is: here, at a remote address, or carried along with its content."""


@dataclass(slots=True)
class Meter:
    """How many bytes of the inputs have been read so far, as they lie there (packed): for a progress bar."""

    read: int = 0


def unpacked_suffix(name: str) -> str:
    """Return the ending of a file's name, that of its packing left out.

    >>> unpacked_suffix("articles.JSONL.gz"), unpacked_suffix("articles.csv"), unpacked_suffix("story.gz")
    ('.jsonl', '.csv', '')
    """
    path = PurePath(name.lower())
    return PurePath(path.stem).suffix if path.suffix in PACKINGS else path.suffix


def file_size(path: FilePath) -> int:
    """Return the bytes of a file, 0 for a remote one (asking would take as long as reading) or a missing one."""
    try:
        return path.stat().st_size if isinstance(path, Path) else 0
    except OSError:
        return 0


@contextmanager
def open_stream(path: FilePath, meter: Meter | None = None) -> Iterator[BinaryIO]:
    """Yield the content of a file as a stream of bytes, unpacked, from its beginning.

    Raises:
        InputError: zstandard is needed and not installed.
        OSError: the file cannot be opened; or, while reading, it is damaged or cut off.
    """
    with path.open("rb") as raw:
        source = cast("BinaryIO", io.BufferedReader(_Counted(raw, meter), _CHUNK)) if meter else raw
        packing = path.suffix.lower()
        if packing == ".gz":
            with gzip.open(source) as unpacked:
                yield cast("BinaryIO", io.BufferedReader(_Whole(unpacked), _CHUNK))
        elif packing == ".zst":
            yield cast("BinaryIO", io.BufferedReader(_Unpacked(source, str(path)), _CHUNK))
        else:
            yield source


class _Counted(io.RawIOBase):
    """A stream that tells a meter how much of it was read."""

    def __init__(self, source: Any, meter: Meter) -> None:
        self._source, self._meter = source, meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._source.read(len(buffer))
        buffer[: len(data)] = data
        self._meter.read += len(data)
        return len(data)


class _Whole(io.RawIOBase):
    """An unpacked gzip stream whose faults are all OSErrors."""

    def __init__(self, source: Any) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        from zlib import error

        try:
            return int(self._source.readinto(buffer))
        except (EOFError, error) as problem:
            raise OSError(0, f"the gzip file is damaged or cut off: {problem}") from None


class _Unpacked(io.RawIOBase):
    """The content of a Zstandard file, all frames of it; one that is cut off is an OSError, not a silent end."""

    def __init__(self, source: BinaryIO, where: str) -> None:
        try:
            from zstandard import ZstdDecompressor
        except ImportError:
            fix = "Install it: pip install 'framing[zst]'"
            raise InputError("needs zstandard to be read.", where=where, fix=fix) from None
        self._source, self._new_frame = source, ZstdDecompressor().decompressobj
        self._frame: Any = None
        self._packed = self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready and self._feed():
            pass
        data, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)

    def _feed(self) -> bool:
        """Unpack some more; return False at the end of the file."""
        from zstandard import ZstdError

        packed = self._packed or self._source.read(_CHUNK)
        if not packed:
            if self._frame is not None:
                raise OSError(0, "the Zstandard file is cut off")
            return False
        self._frame = self._frame or self._new_frame()
        try:
            self._ready = self._frame.decompress(packed)
        except ZstdError as problem:
            raise OSError(0, f"the Zstandard file is damaged: {problem}") from None
        self._packed = self._frame.unused_data if self._frame.eof else b""
        self._frame = None if self._frame.eof else self._frame
        return True
