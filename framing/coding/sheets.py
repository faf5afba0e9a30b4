"""Sheets: what a coder fills in, and the key that leads back from an item's code to its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from framing.coding.cells import LONGEST, guard
from framing.coding.items import Draw, Item
from framing.coding.questions import Question

Row = dict[str, Any]

CODER = "coder"
BEFORE = "before"
TEXT = "text"
AFTER = "after"
DIGEST = "digest"
_KEY_START = ("item", "document", "source", "claim", "start", "end")
_KEY_END = ("names_source", DIGEST)


def sheet_columns(questions: Sequence[Question], coders: int = 1, show_sources: bool = False) -> tuple[str, ...]:
    """Return the columns of a coding sheet; a sheet of one among several coders says whose it is."""
    first = ("item", *((CODER,) if coders > 1 else ()), *(("source",) if show_sources else ()))
    return (*first, BEFORE, TEXT, AFTER, *(one.name for one in questions))


def sheet_rows(draw: Draw, questions: Sequence[Question], coder: int = 1) -> Iterator[Row]:
    """Return the rows of a coder's sheet, the questions' cells empty, with every value sheets may have."""
    empty = dict.fromkeys((one.name for one in questions), "")
    for item in draw.order(coder):
        texts = {name: guard(getattr(item, name)) for name in ("source", BEFORE, TEXT, AFTER)}
        yield {"item": item.code, CODER: f"C{coder}", **texts, **empty}


def key_columns(questions: Sequence[Question]) -> tuple[str, ...]:
    """Return the columns of the key; the program's own answers stand under the questions it can answer."""
    return (*_KEY_START, *(one.name for one in questions if one.tool), *_KEY_END)


def key_rows(draw: Draw, questions: Sequence[Question]) -> Iterator[Row]:
    """Return the rows of the key, in the order of the first sheet."""
    for item in draw.items:
        yield _key_row(item, questions)


def _key_row(item: Item, questions: Sequence[Question]) -> Row:
    answers = dict(item.readings)
    return {
        "item": item.code,
        "document": guard(item.document),
        "source": guard(item.source),
        "claim": "" if item.claim is None else item.claim,
        "start": item.start,
        "end": item.end,
        **{one.name: answers.get(one.name, "") for one in questions if one.tool},
        "names_source": "yes" if item.names_source else "no",
        DIGEST: item.digest,
    }


def too_long(draw: Draw) -> int:
    """Return how many items hold more than a spreadsheet's cell does."""
    return sum(len(item.text) > LONGEST for item in draw.items)


def sheet_paths(out: Path, coders: int) -> tuple[Path, ...]:
    """Return where the sheets go: `out` itself for one coder, else one file a coder beside it.

    >>> [path.name for path in sheet_paths(Path("coding.csv"), 2)]
    ['coding-C1.csv', 'coding-C2.csv']
    """
    if coders == 1:
        return (out,)
    return tuple(out.with_name(f"{out.stem}-C{coder}{out.suffix}") for coder in range(1, coders + 1))
