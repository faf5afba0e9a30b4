"""Rows: what stands side by side on a printed page, with its place and size, and the paragraphs rows make."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from framing.documents.lines import Line, ends_sentence, is_separator, mark_bullet
from framing.documents.text import tidy

_SAME_SIZE = 0.08
"""Share by which the sizes of two rows of one paragraph may differ."""
_WIDE_GAP = 1.3
"""Times the usual distance of rows from which on a gap parts paragraphs."""
_SHORT_ROW = 0.8
"""Share of the page's longest rows below which a row that ends a sentence ends its paragraph."""
_BROAD_ROW = 0.6
"""Share of them from which on a row at the foot of a page can break off a sentence."""
_INDENT = 0.9
"""Letters' heights by which a paragraph's first row may be moved in."""
_HEADING = 1.12
"""Times the body's size from which on a row is a heading."""
_CONTEXT = 4
"""Words quoted on either side of a join in the receipt."""

_HYPHEN = re.compile(r"\w[-\xad\u2010]$")
# Ligatures are one character each in some fonts; no entry of a lexicon is written with them.
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


class Row(NamedTuple):
    """One row of a page: its number in the file, its page, its text, the place it starts at and its letters' height.

    `x` grows to the right, `y` upwards; both and `size` are in points.
    """

    number: int
    page: int
    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Printing:
    """What is usual in a print: its body's size, the distance of its rows, its longest rows, and its words.

    `words` are those with a hyphen within, which a hyphen at a row's end may belong to.
    """

    size: float
    gap: float
    width: float
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The lines that rows make, and the sentences that were put together across pages, for the receipt."""

    lines: tuple[Line, ...]
    joined: tuple[str, ...]


def make_paragraphs(rows: Sequence[Row]) -> Paragraphs:
    """Return the paragraphs, headings and bullets that `rows` (without running heads) make, in their order."""
    if not rows:
        return Paragraphs((), ())
    printing = _measure(rows)
    groups = [[rows[0]]]
    for before, row in itertools.pairwise(rows):
        if _goes_on(before, row, printing):
            groups[-1].append(row)
        else:
            groups.append([row])
    lines = (_make_line(group, printing) for group in groups)
    joined = (_describe(before, row) for group in groups for before, row in itertools.pairwise(group))
    return Paragraphs(tuple(line for line in lines if line.text), tuple(filter(None, joined)))


def body_size(rows: Sequence[Row]) -> float:
    """Return the size in which most letters of `rows` are set (0.0 for no rows)."""
    letters: Counter[float] = Counter()
    for row in rows:
        letters[round(row.size, 1)] += len(row.text)
    return max(letters.items(), key=lambda item: (item[1], item[0]))[0] if letters else 0.0


def _measure(rows: Sequence[Row]) -> Printing:
    size = body_size(rows)
    body = [row for row in rows if _is_close(row.size, size)]
    gaps = sorted(gap for gap in map(_gap, body, body[1:]) if gap > 0)
    lengths = sorted(len(row.text) for row in body)
    words = (word for row in rows for word in row.text.lower().split()[:-1] if "-" in word)
    return Printing(
        size=size,
        gap=gaps[len(gaps) // 4] if gaps else 0.0,
        width=statistics.fmean(lengths[-max(1, len(lengths) // 5) :]),
        words=frozenset(word.strip(".,;:!?()\"'“”’") for word in words),
    )


def _gap(before: Row, row: Row) -> float:
    return before.y - row.y if before.page == row.page else 0.0


def _is_close(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME_SIZE * max(one, other)


def _goes_on(before: Row, row: Row, printing: Printing) -> bool:
    """Return whether `row` belongs to the paragraph of the row before it."""
    if not _is_close(before.size, row.size) or _is_bullet(row.text) or is_separator(before.text):
        return False
    gap = _gap(before, row)
    if gap <= 0:
        # The next page, or the next column: only a sentence that was broken off goes on there.
        return _breaks_off(before, printing)
    if printing.gap and gap > _WIDE_GAP * printing.gap * max(1.0, row.size / printing.size):
        return False
    if not ends_sentence(before.text) or row.text[0].islower():
        return True
    return len(before.text) >= _SHORT_ROW * printing.width and row.x - before.x < _INDENT * row.size


def _is_bullet(text: str) -> bool:
    return mark_bullet(Line(0, text)).kind == "bullet" or is_separator(text)


def _breaks_off(row: Row, printing: Printing) -> bool:
    if _HYPHEN.search(row.text):
        return True
    return not ends_sentence(row.text) and len(row.text) >= _BROAD_ROW * printing.width


def _make_line(group: Sequence[Row], printing: Printing) -> Line:
    text = tidy(_join(group, printing).translate(_LIGATURES))
    line = Line(group[0].number, " ".join(text.split()))
    if group[0].size >= _HEADING * printing.size and not line.text.endswith((".", ",", ";")):
        return line._replace(kind="heading")
    return mark_bullet(line) if line.text else line


def _join(group: Sequence[Row], printing: Printing) -> str:
    parts = list(_list_parts(group, printing))
    return "".join(parts).rstrip()


def _list_parts(group: Sequence[Row], printing: Printing) -> Iterator[str]:
    for row, after in itertools.zip_longest(group, group[1:]):
        if after is None or not _HYPHEN.search(row.text):
            yield f"{row.text} "
        else:
            yield row.text if _keeps_hyphen(row.text, after.text, printing) else row.text[:-1]


def _keeps_hyphen(first: str, second: str, printing: Printing) -> bool:
    """Return whether a hyphen at a row's end is the word's own: a name's, a number's, or printed elsewhere too."""
    if first[-1] != "-":
        return False
    word = f"{first.rsplit(maxsplit=1)[-1]}{second.split(maxsplit=1)[0]}".lower().strip(".,;:!?()\"'“”’")
    return not second[0].islower() or not first[-2].isalpha() or word in printing.words


def _describe(before: Row, row: Row) -> str:
    if before.page == row.page:
        return ""
    first, second = " ".join(before.text.split()[-_CONTEXT:]), " ".join(row.text.split()[:_CONTEXT])
    return f"pages {before.page} and {row.page}: … {first} | {second} …"
