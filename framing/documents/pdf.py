"""PDF: the text of all pages by pypdf, without running heads, with sentences put together across pages."""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from framing.documents.assembly import Reading
from framing.documents.boilerplate import fit_key
from framing.documents.margins import cut_margins
from framing.documents.metadata import Metadata, list_findings
from framing.documents.rows import Row, make_paragraphs
from framing.documents.titles import title_key
from framing.errors import InputError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

READER = "pdf (pypdf)"

_ORIGIN = "PDF info"
_TOP = 6
"""Lines from the first among which a title that the file itself names may stand."""


def read_pdf(data: bytes) -> Reading:
    """Return the reading of a PDF file: the paragraphs of all pages, and what its info says.

    Raises:
        InputError: the file is encrypted, broken, or holds no text (a scan).
    """
    # pypdf tells every flaw of a file in the log; what matters to a reader is in the notes.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = _open(data)
    try:
        pages = list(_list_pages(reader))
    except InputError:
        raise
    except Exception as problem:  # pypdf meets hostile files with whatever error comes first
        raise _broken(problem) from None
    if not any(pages):
        raise InputError(
            f"holds no text on its {len(pages)} pages: a scan, or pictures.",
            fix="Run text recognition (OCR) on it and give the result.",
        )
    return _make_reading(pages, _read_info(reader))


def _open(data: bytes) -> PdfReader:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        # Files that only forbid printing or copying open with an empty password.
        locked = reader.is_encrypted and not reader.decrypt("")
    except Exception as problem:
        if _is_locked(problem):
            raise _locked() from None
        raise _broken(problem) from None
    if locked:
        raise _locked()
    return reader


def _is_locked(problem: Exception) -> bool:
    from pypdf.errors import DependencyError, FileNotDecryptedError

    return isinstance(problem, DependencyError | FileNotDecryptedError)


def _locked() -> InputError:
    return InputError("is an encrypted PDF file.", fix="Open it with its password and print it to a new PDF file.")


def _broken(problem: Exception) -> InputError:
    if _is_locked(problem):
        return _locked()
    told = " ".join(str(problem).split())[:100] or type(problem).__name__
    return InputError(f"is not a PDF file that can be read ({told}).", fix="Open it and print it to a new PDF file.")


def _list_pages(reader: PdfReader) -> Iterator[list[Row]]:
    number = 0
    for count, page in enumerate(reader.pages, 1):
        rows = [row for row in _list_rows(page) if row.text]
        yield [row._replace(number=number + i, page=count) for i, row in enumerate(rows, 1)]
        number += len(rows)


def _list_rows(page: PageObject) -> Iterator[Row]:
    """Yield the rows of a page as printed; pypdf gives pieces of text, each with the place it starts at."""
    pieces: list[tuple[str, float, float, float]] = []

    def note(text: str, within: Sequence[float], place: Sequence[float], _font: Any, size: float | None) -> None:
        pieces.append((text, *_locate(within, place, size or 0.0)))

    page.extract_text(visitor_text=note)
    row: list[tuple[str, float, float, float]] = []
    for text, x, y, size in pieces:
        first, *others = text.split("\n")
        row.append((first, x, y, size))
        for part in others:
            yield _make_row(row)
            row = [(part, x, y, size)]
    yield _make_row(row)


def _make_row(pieces: Sequence[tuple[str, float, float, float]]) -> Row:
    """Return the row that pieces of text make: it begins where the first does, and has the longest one's size."""
    shown = [piece for piece in pieces if piece[0].strip()]
    if not shown:
        return Row(0, 0, "", 0.0, 0.0, 0.0)
    _, _, y, size = max(shown, key=lambda piece: len(piece[0]))
    return Row(0, 0, "".join(piece[0] for piece in pieces).strip(), shown[0][1], y, size)


def _locate(within: Sequence[float], place: Sequence[float], size: float) -> tuple[float, float, float]:
    """Return x, y and the letters' height on the page, from the matrices of the page and of the text."""
    a, b, c, d, e, f = (float(value) for value in within)
    x, y = float(place[4]), float(place[5])
    stretch = math.sqrt(abs((a * d - b * c) * (place[0] * place[3] - place[1] * place[2])))
    return x * a + y * c + e, x * b + y * d + f, abs(size) * stretch


def _make_reading(pages: Sequence[Sequence[Row]], info: Metadata) -> Reading:
    rows, cuts, found = cut_margins(pages)
    paragraphs = make_paragraphs(rows)
    title = title_key(info.title)
    printed = any(title_key(line.text) == title for line in paragraphs.lines[:_TOP])
    known = list_findings(info, _ORIGIN)
    return Reading(
        lines=paragraphs.lines,
        reader=READER,
        characters=sum(len(row.text) for page in pages for row in page),
        cuts=tuple(cuts),
        found=(*found, *(item for item in known if item.field == "title" and printed)),
        notes=tuple(_list_notes(pages)),
        hints=known,
        joined=paragraphs.joined,
    )


def _list_notes(pages: Sequence[Sequence[Row]]) -> Iterator[str]:
    empty = [str(number) for number, rows in enumerate(pages, 1) if not rows]
    if empty:
        yield f"{len(empty)} of {len(pages)} pages hold no text (pictures or scans): {', '.join(empty[:20])}"


def _read_info(reader: PdfReader) -> Metadata:
    """Return what the file says of itself, without the names that programs give to what has none."""
    try:
        info = reader.metadata
        title, author = (str((info and info.get(key)) or "").strip() for key in ("/Title", "/Author"))
        created = info.creation_date if info else None
    except Exception:  # an unreadable date or name is no reason to leave out the text
        return Metadata()
    return Metadata(
        title="" if fit_key("file_info", "no_title", title) else title,
        author="" if fit_key("file_info", "no_author", author) else author,
        published=created.date().isoformat() if created else "",
    )
