"""Inputs: which files the given paths stand for, and what lies beside them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from framing.documents.addresses import is_address
from framing.documents.contents import SUFFIXES, Content, find_form
from framing.documents.sources import SOURCES, Sources, read_sources
from framing.documents.tables import TABLES
from framing.documents.text import refuse_binary
from framing.errors import InputError, nearest

STDIN = "-"
_READABLE = (*SUFFIXES, *TABLES)
_WORD_PROCESSED = (".doc", ".odt", ".rtf", ".epub", ".pages")
_NEAREST = 8
"""Names listed when a path does not exist; a folder may hold a million."""
_SAMPLE = 4096


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read, a web address, or standard input (neither), with the folder's sources, or a problem with it."""

    where: str
    path: Path | None = None
    url: str = ""
    sources: Sources = field(default_factory=Sources)
    problem: str = ""


def list_inputs(paths: Sequence[str | Path]) -> Iterator[Input]:
    """Yield the inputs that `paths` stand for, in order; folders are walked in the order of their names.

    Raises:
        InputError: a path does not exist (all are checked first), or a `sources.toml` is faulty.
    """
    for path in paths:
        _require(path)
    read = lru_cache(maxsize=64)(read_sources)
    for path in paths:
        if str(path) == STDIN:
            yield Input(STDIN)
        elif is_address(str(path)):
            yield Input(str(path), url=str(path))
        elif Path(path).is_dir():
            yield from (item for file in _walk(Path(path)) for item in _list_found(file, read(file.parent)))
        else:
            yield Input(str(path), Path(path), sources=read(Path(path).parent))


def _require(path: str | Path) -> None:
    place = Path(path)
    if str(path) == STDIN or is_address(str(path)) or place.exists():
        return
    folder = place.parent
    if not folder.is_dir():
        raise InputError(f"there is no folder {str(folder)!r}.", where=str(path), fix="Check the path.")
    names = [item.name for item in folder.iterdir()]
    close = difflib.get_close_matches(place.name, names, n=_NEAREST, cutoff=0.0)
    raise InputError("there is no such file or folder.", where=str(path), fix=nearest(place.name, close))


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files below `folder` in the order of their names, hidden ones and sources files left out."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.startswith(".") or item.name == SOURCES:
            continue
        if item.is_dir():
            if not item.is_symlink():
                yield from _walk(item)
        else:
            yield item


def _list_found(path: Path, sources: Sources) -> Iterator[Input]:
    """Yield a file found in a folder; one that is plainly no text (a picture) is passed over in silence."""
    suffix = path.suffix.lower()
    if suffix in _READABLE or path.name in sources.entries:
        yield Input(str(path), path, sources=sources)
    elif suffix in _WORD_PROCESSED:
        told = f"is a {suffix[1:].upper()} file, which this version cannot read yet. Save it as .docx or .pdf."
        yield Input(str(path), problem=told)
    elif form := _find_form(path):
        yield Input(str(path), problem=f"{_call_suffix(suffix)}; name the file itself to read it as {form}")


def _find_form(path: Path) -> str:
    """Return what a file could be read as, or "" for what is plainly no text, or some ZIP file."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_SAMPLE)
        form = find_form(Content(head))
        if form != "pdf":
            refuse_binary(head)
    except (InputError, OSError):
        return ""
    return form


def _call_suffix(suffix: str) -> str:
    return f"has the suffix {suffix}" if suffix else "has no suffix"
