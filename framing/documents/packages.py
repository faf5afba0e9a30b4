"""Packages: ZIP files such as DOCX, looked at for size before anything in them is parsed."""

from __future__ import annotations

import io
from zipfile import ZipFile, ZipInfo

from framing.errors import InputError

_LARGEST = 200_000_000
"""Bytes that a package may unpack to; a long book with pictures has a tenth."""
_LARGEST_XML = 50_000_000
"""Bytes of one XML part: as a tree in memory it takes ten times as much."""
_RATIO = 250
"""Times that a part may be larger unpacked; text and XML shrink to a twentieth at best, only filler to less."""
_SMALL = 1_000_000
"""Bytes below which the ratio does not matter."""
_MOST_PARTS = 20_000
_CHUNK = 1 << 20


def check_package(data: bytes) -> frozenset[str]:
    """Return the names of the parts of a ZIP file that is sound and not too large to unpack.

    Raises:
        InputError: the file is broken, encrypted, or unpacks to more than a document ever needs.
    """
    try:
        with ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            _check_sizes(parts)
            total = 0
            for part in parts:
                total = _unpack(package, part, total)
    except InputError:
        raise
    except Exception as problem:  # zipfile meets damage with zlib, struct, EOF and other errors
        raise InputError(f"is a broken ZIP or Office file ({problem}).", fix="Fetch or save it again.") from None
    return frozenset(part.filename for part in parts)


def _check_sizes(parts: list[ZipInfo]) -> None:
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST:
        raise _too_large()
    if any(part.flag_bits & 1 for part in parts):
        raise InputError("is an encrypted ZIP or Office file.", fix="Save it without a password.")
    if any(_is_filler(part) for part in parts):
        raise _too_large()


def _is_filler(part: ZipInfo) -> bool:
    if part.filename.endswith(".xml") and part.file_size > _LARGEST_XML:
        return True
    return part.file_size > _SMALL and part.file_size > _RATIO * max(1, part.compress_size)


def _unpack(package: ZipFile, part: ZipInfo, total: int) -> int:
    """Return `total` and the bytes that `part` really unpacks to: what a package declares need not be so."""
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            total += len(chunk)
            if total > _LARGEST:
                raise _too_large()
    return total


def _too_large() -> InputError:
    return InputError(
        f"unpacks to far more than a document needs (limit {_LARGEST // 1_000_000} MB): refused unread.",
        fix="If you trust it, save it again as .txt or .pdf.",
    )
