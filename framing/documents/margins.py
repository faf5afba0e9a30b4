"""Margins: running heads and feet, page numbers and what browsers print around a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from framing.documents.model import Cut, Finding
from framing.documents.rows import Row, body_size

_DEEPEST = 3
"""Rows from the top or the foot of a page that can be a running head or foot."""
_OUTERMOST = 2
"""Rows in which a lone number is a page's number, and a browser prints the day and the address."""
_FEW_PAGES = 4
_REPEATS = 3
"""Pages on which a row must come back where there are more than a few: chapters have heads of their own."""
_LARGER = 1.1

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"[-–—|\[( ]*(?:\d{1,4}|[ivxl]{1,6})(?: ?/ ?\d{1,4})?[-–—|\]) ]*$")
_PRINTED = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}[:.]\d\d\b")
_ADDRESS = re.compile(r"(https?://\S+)(?: +\d{1,4} ?/ ?\d{1,4})?$")


def cut_margins(pages: Sequence[Sequence[Row]]) -> tuple[list[Row], list[Cut], list[Finding]]:
    """Return the rows of the body, the running heads, feet and page numbers cut, and an address found among them."""
    outer = [_list_outer(rows) for rows in pages]
    repeated = _find_repeated(outer)
    size = body_size([row for rows in pages for row in rows])
    marks = {row.number: kind for rows in outer for row, kind in _mark(rows, repeated, size)}
    kept = [row for rows in pages for row in rows if row.number not in marks]
    cuts = [Cut(marks[row.number], row.text, row.number) for rows in pages for row in rows if row.number in marks]
    return kept, cuts, list(_find_addresses(outer, marks))


def _list_outer(rows: Sequence[Row]) -> list[tuple[Row, int]]:
    """Return the rows nearest to the upper and the lower edge of a page, with how many stand beyond each."""
    ordered = sorted(rows, key=lambda row: -row.y)
    depths = {row.number: min(i, len(ordered) - 1 - i) for i, row in enumerate(ordered)}
    return [(row, depths[row.number]) for row in ordered if depths[row.number] < _DEEPEST]


def _key(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.lower().split()))


def _find_repeated(outer: Sequence[Sequence[tuple[Row, int]]]) -> frozenset[str]:
    counts = Counter(key for rows in outer for key in {_key(row.text) for row, _ in rows})
    enough = 2 if len(outer) <= _FEW_PAGES else _REPEATS
    return frozenset(key for key, count in counts.items() if count >= enough)


def _mark(rows: Sequence[tuple[Row, int]], repeated: frozenset[str], size: float) -> Iterator[tuple[Row, str]]:
    for row, depth in rows:
        # What stands larger on the first page is the title that later pages repeat.
        if _key(row.text) in repeated and (row.page > 1 or row.size <= _LARGER * size):
            yield row, "running head"
        elif depth < _OUTERMOST and _NUMBER.match(row.text):
            yield row, "page number"
        elif depth < _OUTERMOST and (_PRINTED.match(row.text) or _ADDRESS.match(row.text)):
            yield row, "running head"


def _find_addresses(outer: Sequence[Sequence[tuple[Row, int]]], marks: Mapping[int, str]) -> Iterator[Finding]:
    for rows in outer[:1]:
        for row, _ in rows:
            if row.number in marks and (found := _ADDRESS.match(row.text)):
                yield Finding("url", found[1], "page foot")
