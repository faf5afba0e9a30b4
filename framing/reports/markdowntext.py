"""Markdown text: document text escaped so that it stays text, and the tables it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from framing.reports.passages import Passage
from framing.reports.wording import make_printable, one_line

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~$^=])")
_LIST_START = re.compile(r"^(\s*(?:[-+]|\d+[.)]))(?=\s|$)")


def escape(text: str) -> str:
    r"""Return text on one line with everything that Markdown or HTML would act on escaped.

    >>> print(escape("<b> 2*3 [x](y) & 1. z"))
    \<b\> 2\*3 \[x\](y) &amp; 1. z
    >>> print(escape("1. z"), escape("- z"))
    1\. z \- z
    """
    return _start_plainly(escape_within(one_line(text)))


def escape_within(text: str) -> str:
    """Return text that stands within a line, escaped; its spaces stay."""
    return _ACTIVE.sub(r"\\\1", make_printable(text).replace("&", "&amp;"))


def mark_passage(passage: Passage) -> str:
    """Return a passage on one line, its marked words in bold."""
    runs = (run for stretch in passage.stretches for run in stretch.runs)
    pieces = (f"**{escape_within(run.text)}**" if run.tags else escape_within(run.text) for run in runs)
    return _start_plainly(re.sub(r"\s+", " ", "".join(pieces).replace("****", "")).strip())


def make_table(headings: Sequence[str], rows: Iterable[Iterable[str]], numbers: Iterable[int] = ()) -> str:
    """Return a table, the columns `numbers` (counted from 0) set to the right."""
    right = set(numbers)
    rule = ["---:" if place in right else "---" for place in range(len(headings))]
    cells = ([escape_within(one_line(cell)) for cell in row] for row in (headings, *rows))
    lines = [next(cells), rule, *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _start_plainly(line: str) -> str:
    return _LIST_START.sub(lambda found: f"{found[1][:-1]}\\{found[1][-1]}", line)
