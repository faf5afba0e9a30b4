"""Articles to measure with: those of a table of JSON lines, as many as asked for."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

Row = dict[str, Any]


def open_lines(path: Path) -> TextIO:
    """A text file, packed by gzip or not."""
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def read_rows(path: Path, count: int | None = None) -> Iterator[Row]:
    """Rows of a table of JSON lines, one at a time: all, or the first ones."""
    with open_lines(path) as lines:
        yield from map(json.loads, itertools.islice(lines, count))


def repeat_rows(path: Path, count: int) -> Iterator[Row]:
    """As many rows as asked for: from the second time through the file on, with new ids."""
    given = 0
    for again in itertools.count():
        before = given
        for row in read_rows(path, count - given):
            yield {**row, "id": f"{row['id']}-{again}"} if again else row
            given += 1
        if given in (count, before):
            return


def write_articles(path: Path, rows: Iterator[Row]) -> None:
    """Write rows as JSON lines."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
