"""Lines: what a text is cut into before anyone asks what each of them is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

LineKind = Literal["", "heading", "bullet", "caption"]

_WIDEST_WRAP = 100
"""Characters; mail and typewriter text is wrapped at 60 to 80, and hardly ever beyond 100."""

_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]]*(?:\[\d+\])*$")
_BULLETS = re.compile(r"(?:[•▪‣●■] ?|[◦·○–*-] )+(?=[^ ])")
_SEPARATOR = re.compile(r"(?:[*=_~#•▪◦‣·●■○—–-] ?)+$")


class Line(NamedTuple):
    """A line or paragraph with white space made single; `number` counts from 1, `kind` is what markup said.

    A named tuple: one is made for every line of every document, and a frozen dataclass costs three times as much.
    """

    number: int
    text: str
    kind: LineKind = ""


def split_lines(text: str) -> list[Line]:
    """Return the lines of a tidied text without blank ones; hard-wrapped lines are put together again.

    >>> [line.text for line in split_lines("One\\n\\n  • Two  points")]
    ['One', 'Two points']
    """
    rows = split_rows(text)
    if _is_wrapped(rows):
        return [mark_bullet(line) for line in unwrap(rows, max(map(len, rows)))]
    return [mark_bullet(Line(number, row)) for number, row in enumerate(rows, 1) if row]


def split_rows(text: str) -> list[str]:
    """Return the rows of a text, blank ones too, with runs of white space made one space."""
    rows = text.split("\n")
    if "  " not in text and "".join(rows).isprintable():
        return [row.strip() for row in rows]
    return [" ".join(row.split()) for row in rows]


def is_separator(text: str) -> bool:
    """Return whether a line is only a rule or asterisks, as between the body and what follows it."""
    return not text[0].isalnum() and bool(_SEPARATOR.match(text))


def ends_sentence(text: str) -> bool:
    """Return whether a line ends with sentence punctuation, closing marks and citations set aside."""
    return text[-1] in ".?!" or bool(_SENTENCE_END.search(text[-24:]))


def mark_bullet(line: Line) -> Line:
    """Return the line as a bullet without its sign if it begins with one, else as it is."""
    if line.text[0].isalnum() or is_separator(line.text):
        return line
    found = _BULLETS.match(line.text)
    return Line(line.number, line.text[found.end() :], "bullet") if found else line


def _is_wrapped(rows: Sequence[str]) -> bool:
    """Return whether line ends fall inside sentences all over the text, as in mail and old archives."""
    inner = [first for first, second in itertools.pairwise(rows) if first and second]
    if len(inner) < 4 or max(map(len, inner)) > _WIDEST_WRAP:
        return False
    width = max(map(len, inner))
    full = sum(len(row) > 0.7 * width for row in inner)
    ended = sum(ends_sentence(row) for row in inner)
    return width > 40 and full > 0.6 * len(inner) and ended < 0.4 * len(inner)


def unwrap(rows: Sequence[str], width: int = 0) -> Iterator[Line]:
    """Yield each run of rows without a blank between them as one line.

    A bullet begins anew; where a `width` in characters is given, so does a row after one of less than half of it.
    """
    start, parts = 1, list[str]()
    for number, row in enumerate(rows, 1):
        if parts and (not row or _begins_anew(row, parts[-1], width)):
            yield Line(start, " ".join(parts))
            parts = []
        if row:
            start = start if parts else number
            parts.append(row)
    if parts:
        yield Line(start, " ".join(parts))


def _begins_anew(row: str, before: str, width: int) -> bool:
    if _BULLETS.match(row) or is_separator(row) or is_separator(before):
        return True
    return len(before) < 0.5 * width and not row[0].islower()
