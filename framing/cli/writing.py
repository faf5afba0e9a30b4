"""Where products go: standard output or a file, written whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from framing.errors import UsageError


def write(pieces: Iterable[str], out: Path | None) -> None:
    """Write text to `out` (by a temporary name, so that a half-written file never looks whole) or to stdout."""
    if out is None or str(out) == "-":
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        sys.stdout.writelines(pieces)
        sys.stdout.flush()
        return
    partial = out.with_name(f".{out.name}.part")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)
        os.replace(partial, out)
    except OSError as problem:
        partial.unlink(missing_ok=True)
        fix = "Give --out a file in a folder that exists and can be written to."
        raise UsageError(f"cannot be written ({problem.strerror}).", where=str(out), fix=fix) from None


def write_files(files: Iterable[tuple[str, bytes]], folder: Path) -> list[Path]:
    """Write files into a folder, each whole or not at all, and return where they stand; names may hold folders."""
    written = []
    try:
        for name, content in files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            partial = path.with_name(f".{path.name}.part")
            partial.write_bytes(content)
            os.replace(partial, path)
            written.append(path)
    except OSError as problem:
        fix = "Give --out a folder, or the name of one to make."
        raise UsageError(f"cannot be written ({problem.strerror}).", where=str(folder), fix=fix) from None
    return written
