"""Text: bytes made characters, and characters made plain, before any line is looked at."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from framing.errors import InputError

# Longer marks first: the UTF-32 mark begins with the UTF-16 one.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP or Office file (docx, odt, epub …)"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (doc, xls …)"),
    (b"{\\rtf", "an RTF file"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "an SQLite file"),
    (b"\x7fELF", "a program"),
)
_SAMPLE = 65_536
"""Bytes looked at to tell what a file is; a guess does not get better with more."""

_LINE_ENDS = re.compile("\n\x0c|(?:\r\n?|[\x0b\x85\u2028])\x0c?|\x0c")
_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_ZERO_WIDTH = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_INVISIBLE = re.compile(f"[{_CONTROLS}{_ZERO_WIDTH}\U000e0000-\U000e007f]")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, with a note when its encoding had to be guessed ("" when not)."""

    text: str
    note: str = ""


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of `data`: by `encoding`, else byte order mark, else UTF-8, else a guess with a note.

    Raises:
        InputError: the bytes are empty, are not text, or do not fit `encoding`.

    >>> decode("Bogotá".encode()).text
    'Bogotá'
    """
    refuse_binary(data)
    if encoding:
        return Decoded(_decode_as(data, encoding))
    marked = _marked_encoding(data)
    if marked:
        return Decoded(data.decode(marked, errors="replace"))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _guess(data)


def refuse_binary(data: bytes) -> None:
    """Raise InputError when `data` is empty or plainly not text, saying what it is where that is known."""
    if not data.strip():
        raise InputError("is empty")
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"is {name}, which this version cannot read yet")
    if not _marked_encoding(data) and _looks_binary(data[:_SAMPLE]):
        raise InputError("is not text (it holds NUL or mostly control characters)")


def _looks_binary(sample: bytes) -> bool:
    controls = sum(sample.count(code) for code in range(32) if code not in b"\t\n\x0b\x0c\r")
    return b"\0" in sample or controls * 10 > len(sample)


def _marked_encoding(data: bytes) -> str:
    return next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "")


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        raise InputError(
            f"cannot be read as {encoding!r}: no such encoding.", fix="Try utf-8, cp1252 or latin-1."
        ) from None
    except UnicodeError as problem:
        raise InputError(
            f"is not {encoding} ({problem}).", fix="Leave the encoding out to have it guessed."
        ) from None


def _guess(data: bytes) -> Decoded:
    # Scattered bad bytes in a file that is UTF-8 otherwise are damage, not another encoding.
    damaged = data.decode("utf-8", errors="replace")
    bad = damaged.count("\ufffd")
    if bad * 5 < sum(character > "\x7f" for character in damaged):
        return Decoded(damaged, f"read as utf-8; {bad} damaged places are shown as \ufffd")
    name = _guess_encoding(data)
    return Decoded(data.decode(name, errors="replace"), f"read as {name} (guessed)")


def _guess_encoding(data: bytes) -> str:
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    if _looks_western(sample):
        return "cp1252"
    found = from_bytes(sample)
    likely = [match.encoding for match in found if match.chaos <= found[0].chaos]
    # Western and Central European code pages often fit equally well; the Western one is far more common.
    return likely[0] if likely and "cp1252" not in likely else "cp1252"


def _looks_western(sample: bytes) -> bool:
    """Return whether the few bytes beyond ASCII read as letters and quotation marks in Windows-1252.

    Statistics over a handful of bytes pick exotic encodings; for a text that is nearly all ASCII this is surer.
    """
    foreign = [chr(code) for code in sample if code > 127]
    if len(foreign) * 20 > len(sample):
        return False
    western = "".join(foreign).encode("latin-1").decode("cp1252", errors="replace")
    return all(unicodedata.category(character)[0] in "LPSZ" and character != "\ufffd" for character in western)


def tidy(text: str) -> str:
    r"""Return `text` in NFC with "\n" for every line end and without control or zero-width characters.

    >>> tidy("Guaido\u0301\u200b said\r\nso")
    'Guaidó said\nso'
    """
    if text.replace("\n", " ").isprintable():
        return _compose(text)
    lines = _LINE_ENDS.sub("\n", text.replace("\u2029", "\n\n"))
    return _compose(_SURROGATES.sub("\ufffd", _INVISIBLE.sub("", lines)))


def _compose(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)
