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
    """Return the line (from 1) of `value` within the table of `key`, else of the key, else of the table, else 0.

    A TOML parser does not keep positions; the header, the key and the quoted value are looked for in the source.
    """
    lines = source.splitlines()
    parts = [part for part in _KEY_PART.findall(key) if not part.startswith("[")]
    start, rest = _header_line(lines, parts)
    end = next((n for n in range(start, len(lines)) if lines[n].startswith("[")), len(lines))
    quoted = {f'"{value}"', f"'{value}'"}
    for number in range(start, end):
        if value and any(text in lines[number] for text in quoted):
            return number + 1
    named = (n + 1 for n in range(start, end) if rest and lines[n].lstrip().startswith(f"{rest[0]} ="))
    return next(named, start)


def _header_line(lines: list[str], parts: list[str]) -> tuple[int, list[str]]:
    """The line of the innermost table of a key path (0: the top of the file), and what is left of the path."""
    for length in range(len(parts), 0, -1):
        *outer, last = parts[:length]
        wanted = {f"[{'.'.join([*outer, name])}]" for name in (last, f'"{last}"')}
        for number, line in enumerate(lines, 1):
            if line.split("#")[0].strip() in wanted:
                return number, parts[length:]
    return 0, parts
