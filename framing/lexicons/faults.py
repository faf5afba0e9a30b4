"""What is wrong with a lexicon file, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KEY_PART = re.compile(r"[^.\[\]]+|\[\d+\]")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault: file, line (0 when unknown), key path such as `frames.coup.entries[3]`, and what to do."""

    path: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


def line_of(source: str, key: str, value: str = "") -> int:
    """Return the line (from 1) of `value` within the table of `key`, else of the table, else 0.

    A TOML parser does not keep positions; the header and the quoted value are looked for in the source.
    """
    lines = source.splitlines()
    start = _header_line(lines, key)
    if not value:
        return start
    quoted = {f'"{value}"', f"'{value}'"}
    for number, line in enumerate(lines[start:], start + 1):
        if any(text in line for text in quoted):
            return number
        if line.startswith("[") and number > start + 1:
            break
    return start


def _header_line(lines: list[str], key: str) -> int:
    parts = [part for part in _KEY_PART.findall(key) if not part.startswith("[")]
    for length in range(len(parts), 0, -1):
        wanted = {f"[{'.'.join(parts[:length])}]", f'[{".".join(parts[: length - 1])}."{parts[length - 1]}"]'}
        for number, line in enumerate(lines, 1):
            if line.split("#")[0].strip() in wanted or line.startswith(f"{parts[length - 1]} ="):
                return number
    return 0
