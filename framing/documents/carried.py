"""Carried files: files that were read here, to be taken for what they are in a process that cannot see them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class CarriedFile:
    """The content of a file, or the problem there was with reading it, under the path that it had."""

    path: Path
    data: bytes = b""
    problem: OSError | None = None

    def __str__(self) -> str:
        return str(self.path)

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.name

    @property
    def suffix(self) -> str:
        """The ending of the name, with its dot."""
        return self.path.suffix

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return self.path.stem

    def open(self, mode: str = "rb") -> BinaryIO:
        """Return the content as a stream; raise the OSError that there was with the file."""
        return io.BytesIO(self.read_bytes())

    def read_bytes(self) -> bytes:
        """Return the whole content; raise the OSError that there was with the file."""
        if self.problem:
            raise self.problem
        return self.data


def carry_file(path: Path) -> CarriedFile:
    """Return a file with its content."""
    try:
        return CarriedFile(path, path.read_bytes())
    except OSError as problem:
        return CarriedFile(path, problem=problem)
