"""Inputs: which files the given paths stand for, and what lies beside them."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from framing.documents.addresses import is_address
from framing.documents.archived import archive_size, archive_state
from framing.documents.contents import SUFFIXES, Content, find_form
from framing.documents.remotes import RemotePath, is_remote, require_remote, walk_remote
from framing.documents.sources import SOURCES, Sources, read_sources
from framing.documents.streams import FilePath, file_size
from framing.documents.tables import table_suffix
from framing.documents.text import refuse_binary
from framing.errors import InputError, nearest

STDIN = "-"
_WORD_PROCESSED = (".doc", ".odt", ".rtf", ".epub", ".pages")
_NEAREST = 8
"""Names listed when a path does not exist; a folder may hold a million."""
_SAMPLE = 4096


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read, a web address, or standard input (neither), with the folder's sources, or a problem with it.

    `archive` says that the path is a folder written by `framing analyze`.
    """

    where: str
    path: FilePath | None = None
    url: str = ""
    sources: Sources = field(default_factory=Sources)
    problem: str = ""
    archive: bool = False


def list_inputs(paths: Sequence[str | Path]) -> Iterator[Input]:
    """Yield the inputs that `paths` (or one path) stand for, in order; folders are walked in order of names.

    Raises:
        InputError: a path does not exist (all are checked first), or a `sources.toml` is faulty.
    """
    paths = [paths] if isinstance(paths, str | Path) else paths
    for path in paths:
        _require(path)
    read = lru_cache(maxsize=64)(read_sources)
    for path in paths:
        if str(path) == STDIN:
            yield Input(STDIN)
        elif is_remote(str(path)):
            yield from _or_nothing(path, _list_remote(RemotePath(str(path))))
        elif is_address(str(path)):
            yield Input(str(path), url=str(path))
        elif Path(path).is_dir():
            archive = _find_archive(Path(path))
            yield from [archive] if archive else _or_nothing(path, _walk(Path(path), read))
        else:
            yield Input(str(path), Path(path), sources=read(Path(path).parent))


def _or_nothing(path: str | Path, found: Iterator[Input]) -> Iterator[Input]:
    """Yield the inputs found at a path, or the problem that there are none."""
    first = next(found, None)
    yield first or Input(str(path), problem="is a folder that holds no file to read")
    yield from found


def measure_inputs(paths: Sequence[str | Path]) -> int | None:
    """Return the bytes of all files that `paths` stand for, None where that cannot be known (pages, remote files)."""
    total = 0
    for found in list_inputs(paths):
        if found.problem:
            continue
        if not isinstance(found.path, Path):
            return None
        total += archive_size(found.path) if found.archive else file_size(found.path)
    return total


def _require(path: str | Path) -> None:
    if is_remote(str(path)):
        require_remote(str(path))
        return
    place = Path(path)
    if str(path) == STDIN or is_address(str(path)) or place.exists():
        return
    if place.is_symlink():
        what = "is a link that leads nowhere."
        raise InputError(what, where=str(path), fix=f"It points to {os.readlink(place)!r}.")
    folder = place.parent
    if not folder.is_dir():
        raise InputError(f"there is no folder {str(folder)!r}.", where=str(path), fix="Check the path.")
    names = [item.name for item in folder.iterdir()]
    close = difflib.get_close_matches(place.name, names, n=_NEAREST, cutoff=0.0)
    raise InputError("there is no such file or folder.", where=str(path), fix=nearest(place.name, close))


def _list_remote(path: RemotePath) -> Iterator[Input]:
    """Yield a remote file, or those below a remote folder that have a suffix to be read by."""
    if not path.is_dir():
        yield Input(str(path), path)
        return
    for file in walk_remote(path):
        if table_suffix(file.name) or file.suffix.lower() in SUFFIXES:
            yield Input(str(file), file)


def _walk(folder: Path, read: Callable[[Path], Sources]) -> Iterator[Input]:
    """Yield the inputs below `folder` in the order of their names, hidden files and sources files left out.

    Of a folder only the names are held.
    """
    try:
        names, folders = _list_names(folder)
    except OSError as problem:
        yield Input(str(folder), problem=f"cannot be read ({problem.strerror})")
        return
    for name in names:
        path = folder / name
        if name not in folders:
            yield from _list_found(path, read(folder))
        elif _find_archive(path):
            # its documents may well be those of the files beside it
            told = "was written by framing analyze and is passed over; name the folder itself to read it"
            yield Input(str(path), problem=told)
        else:
            yield from _walk(path, read)


def _list_names(folder: Path) -> tuple[list[str], frozenset[str]]:
    """Return the names in a folder, sorted, and which of them are folders; links to folders are left out."""
    names, folders = [], set()
    with os.scandir(folder) as found:
        for item in found:
            if item.name.startswith(".") or item.name == SOURCES or (item.is_symlink() and item.is_dir()):
                continue
            names.append(item.name)
            if item.is_dir():
                folders.add(item.name)
    return sorted(names), frozenset(folders)


def _find_archive(folder: Path) -> Input | None:
    try:
        state = archive_state(folder)
    except InputError as problem:
        return Input(str(folder), problem=f"{problem.what} {problem.fix}")
    if state == "unfinished":
        told = "is an unfinished run of framing analyze; the same command with --resume finishes it"
        return Input(str(folder), problem=told)
    return Input(str(folder), folder, archive=True) if state else None


def _list_found(path: Path, sources: Sources) -> Iterator[Input]:
    """Yield a file found in a folder; one that is plainly no text (a picture) is passed over in silence."""
    suffix = path.suffix.lower()
    if table_suffix(path.name) or suffix in SUFFIXES or path.name in sources.entries:
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
