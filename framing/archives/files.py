"""Files: written whole or not at all, by a temporary name and a rename."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from framing.errors import UsageError

TEMPORARY = ".part"
"""The ending of a file that is not whole yet."""


def temporary(path: Path) -> Path:
    """Return the name that a file has until it is whole: a hidden one, so that no reader takes it for a part."""
    return path.with_name(f".{path.name}{TEMPORARY}")


def settle(*paths: Path) -> None:
    """Give files that were written by their temporary names their own, once all are safe on the disk."""
    for path in paths:
        with temporary(path).open("rb+") as file:
            os.fsync(file.fileno())
    for path in paths:
        os.replace(temporary(path), path)


def write_json(path: Path, data: Any) -> None:
    """Write plain values as a JSON file, and make its folder."""
    path.parent.mkdir(exist_ok=True)
    temporary(path).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    settle(path)


class LineFile:
    """A file of JSON lines that is written on at its end."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab")

    @property
    def size(self) -> int:
        """The bytes of the file by now."""
        return self._file.tell()

    def add(self, values: Iterable[Any]) -> None:
        """Write a line for each value."""
        for value in values:
            line = json.dumps(value, ensure_ascii=False)
            # names of files may hold bytes that are no characters; those are written as \\udc…
            self._file.write((line if _is_plain(line) else json.dumps(value)).encode() + b"\n")

    def settle(self) -> int:
        """Return the size of the file once all of it is safe on the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())
        return self.size

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _is_plain(line: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in line)


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Tell of a folder that cannot be written to as a UsageError."""
    try:
        yield
    except OSError as problem:
        fix = "Give --out a folder on a disk with room, or the name of one to make."
        raise UsageError(f"cannot be written ({problem.strerror or problem}).", where=str(folder), fix=fix) from None
