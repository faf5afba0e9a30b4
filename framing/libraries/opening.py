"""Opening: a library's file, made where it is not there yet, with errors that say what to do."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from framing.errors import FramingError
from framing.libraries.schema import VERSION, migrate, read_version

WAIT = 60.0
"""Seconds that one process waits for another that is writing."""
TRIES, PAUSE = 200, 0.05
"""How often, and after how many seconds, a file in use is asked again to keep a write-ahead log."""
_NAME = "library.sqlite3"
_ANOTHER = "Name another file with --library."
_FAULTS = {
    "SQLITE_NOTADB": ("is not a library (it is not an SQLite file).", _ANOTHER),
    "SQLITE_CORRUPT": ("is damaged.", "Put a copy of it in its place, or begin a new one with --library."),
    "SQLITE_READONLY": ("cannot be written to.", "Make it and its folder writable, or name another with --library."),
    "SQLITE_FULL": ("cannot grow: the disk is full.", "Make room, then do it again: texts it has are skipped."),
    "SQLITE_BUSY": ("is being written to by another program.", "Try again when that has ended."),
    "SQLITE_LOCKED": ("is being written to by another program.", "Try again when that has ended."),
    "SQLITE_CANTOPEN": ("cannot be opened.", "Name a file in a folder that exists and can be written to."),
    "SQLITE_PERM": ("may not be opened.", "Ask its owner for access, or name another with --library."),
}
"""What is wrong and what to do, by the beginning of SQLite's name for it."""


class LibraryError(FramingError):
    """A library that cannot be opened, read or written."""


def default_place() -> Path:
    """Return where the library lies unless a file is named: in the folder of this user's data."""
    import platformdirs

    return platformdirs.user_data_path("framing", appauthor=False) / _NAME


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn what SQLite complains of into an error that names the file and what to do."""
    try:
        yield
    except sqlite3.Error as problem:
        raise _translate(problem, path) from None


def _translate(problem: sqlite3.Error, path: Path) -> LibraryError:
    name = getattr(problem, "sqlite_errorname", "")
    fault = next((fault for start, fault in _FAULTS.items() if name.startswith(start)), None)
    if fault is None:
        kind = f"{problem} ({name})" if name else f"{problem}"
        fault = f"cannot be used: {kind}.", "Put a copy of it in its place, or name another with --library."
    return LibraryError(fault[0], where=str(path), fix=fault[1])


def open_file(path: Path, writing: bool) -> sqlite3.Connection:
    """Return a connection to the library at `path`, in the present form; for writing, it is made where there is none.

    Raises LibraryError where it is not there, is no library, is newer than this version, or may not be written.
    """
    if not writing and not path.is_file():
        fix = "Add texts to it with framing library add, or name another with --library."
        raise LibraryError("there is no library.", where=str(path), fix=fix)
    with telling(path):
        connection = _connect(path, writing)
        try:
            _prepare(connection, path, writing)
        except BaseException:
            connection.close()
            raise
        return connection


def _connect(path: Path, writing: bool) -> sqlite3.Connection:
    mode = "mode=rwc" if writing else "mode=rw"
    if not writing and not _is_writable(path):
        # A log that a kill left behind must be read with the file; without one, nothing can change under a reader.
        mode = "mode=ro" if _log_of(path).exists() else "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=WAIT, isolation_level=None)


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _prepare(connection: sqlite3.Connection, path: Path, writing: bool) -> None:
    version = read_version(connection)
    if version is None or (version < 0 and not writing):
        raise LibraryError("is not a library of framing.", where=str(path), fix=_ANOTHER)
    if version > VERSION:
        what = f"is of a newer version of framing (form {version}; this one knows {VERSION})."
        raise LibraryError(what, where=str(path), fix="Update framing, or name another file with --library.")
    if version < VERSION and not writing and not _is_writable(path):
        what = "is in an older form and cannot be written to, so that it cannot be brought up to date."
        raise LibraryError(
            what, where=str(path), fix="Copy it to a folder of yours and name the copy with --library."
        )
    if writing or version < VERSION:
        _keep_log(connection)
        connection.execute("PRAGMA synchronous = FULL")
    if version < VERSION:
        migrate(connection)


def _keep_log(connection: sqlite3.Connection) -> None:
    """Keep a write-ahead log, so that a kill in mid-write leaves the file as it was, and readers need not wait."""
    for _ in range(TRIES):
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as problem:
            # SQLite does not wait here by itself, for fear of two processes waiting for each other
            if not problem.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise
            time.sleep(PAUSE)
    connection.execute("PRAGMA journal_mode = WAL")
