"""Keeping: pages and classes in an SQLite database, in memory or, when asked for, in a file that outlives a crash."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from framing.errors import InputError
from framing.serving.lessons import Lesson
from framing.serving.limits import Limits, RefusalError
from framing.serving.papers import Papers
from framing.serving.saying import read_texts, say
from framing.serving.tallies import Answer
from framing.serving.tasks import Made

_OURS = 0x6672616D
"""Marks the file as one of this program: no other database is ever written to."""
_VERSION = 1
_SCHEMA = """
CREATE TABLE pages (
  number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, title TEXT NOT NULL, made TEXT NOT NULL);
CREATE TABLE classes (
  number INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL UNIQUE, title TEXT NOT NULL, lesson TEXT NOT NULL,
  revealed INTEGER NOT NULL DEFAULT 0, pupils INTEGER NOT NULL DEFAULT 0, changes INTEGER NOT NULL DEFAULT 0);
CREATE TABLE answers (
  class INTEGER NOT NULL REFERENCES classes (number) ON DELETE CASCADE,
  pupil INTEGER NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (class, pupil));
"""
T = TypeVar("T")
PAPERS = "papers"
"""The kind of kept worksheets."""
_MOST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Listed:
    """A kept page as listed."""

    number: int
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Classroom:
    """One class: its code and article, whether it is revealed, numbers given out, sheets handed in, and changes.

    No other class ever has its `number`; a code may come again.
    """

    number: int
    code: str
    title: str
    lesson: Lesson
    revealed: bool
    pupils: int
    handed: int
    changes: int


class Store:
    """All that the page keeps; every change is on the disk, where there is one, before its answer is sent."""

    def __init__(self, path: Path | None, limits: Limits) -> None:
        self.path, self._limits = path, limits
        self._lock = threading.Lock()
        self._database = _open(path)

    def close(self) -> None:
        """End the database; one in memory is gone with it."""
        with self._lock:
            self._database.close()

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """Yield the database for changes kept all or none; raises RefusalError where the disk takes no more."""
        with self._lock:
            try:
                with self._database:
                    yield self._database
            except sqlite3.OperationalError as problem:
                raise RefusalError(507, say("problems.kept", told=str(problem))) from None

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock, closing(self._database.execute(query, values)) as found:
            return found.fetchall()

    def add_page(self, made: Made) -> int:
        """Return the number of a page that is kept from now on; the oldest beyond the limit goes."""
        return self._add(made.kind, made.title, _write(Made, made))

    def add_papers(self, papers: Papers) -> int:
        """Return the number under which worksheets are kept from now on."""
        return self._add(PAPERS, papers.title, _write(Papers, papers))

    def _add(self, kind: str, title: str, made: str) -> int:
        with self._change() as database:
            row = database.execute("INSERT INTO pages (kind, title, made) VALUES (?, ?, ?)", (kind, title, made))
            database.execute(_DROP.format("pages"), (self._limits.pages,))
            return int(row.lastrowid or 0)

    def page(self, number: int) -> Made:
        """Return a kept page; raises RefusalError (404) where there is none."""
        return _read(Made, self._made("kind != ?", number))

    def papers(self, number: int) -> Papers:
        """Return kept worksheets; raises RefusalError (404) where there are none."""
        return _read(Papers, self._made("kind = ?", number))

    def _made(self, condition: str, number: int) -> str:
        # a number too large for the database is of no page either
        rows = self._rows(f"SELECT made FROM pages WHERE {condition} AND number = ?", PAPERS, min(number, _MOST))
        if not rows:
            raise RefusalError(404, say("problems.missing"))
        return str(rows[0][0])

    def list_pages(self) -> list[Listed]:
        """Return the kept pages, the newest first."""
        return [Listed(*row) for row in self._rows("SELECT number, kind, title FROM pages ORDER BY number DESC")]

    def forget_page(self, number: int) -> None:
        """Delete a page."""
        with self._change() as database:
            database.execute("DELETE FROM pages WHERE number = ?", (min(number, _MOST),))
        self._wipe()

    def add_class(self, lesson: Lesson) -> str:
        """Return the code of a new class on this lesson; the oldest class beyond the limit goes."""
        with self._change() as database:
            last = database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'classes'").fetchone()
            code = make_code(last[0] if last else 0)
            values = (code, lesson.title or lesson.source, _write(Lesson, lesson))
            database.execute("DELETE FROM classes WHERE code = ?", (code,))
            database.execute("INSERT INTO classes (code, title, lesson) VALUES (?, ?, ?)", values)
            database.execute(_DROP.format("classes"), (self._limits.classes,))
            return code

    def classroom(self, code: str) -> Classroom:
        """Return a class; raises RefusalError (404) where there is none of that code."""
        rows = self._rows(
            "SELECT number, code, title, lesson, revealed, pupils, "
            "(SELECT count(*) FROM answers WHERE class = number), changes FROM classes WHERE code = ?",
            code,
        )
        if not rows:
            raise RefusalError(404, say("problems.no_class", code=code))
        number, code, title, lesson, revealed, *counts = rows[0]
        return Classroom(number, code, title, _read(Lesson, lesson), bool(revealed), *counts)

    def list_classes(self) -> list[tuple[str, str]]:
        """Return the codes and titles of the open classes, the newest first."""
        return [(code, title) for code, title in self._rows("SELECT code, title FROM classes ORDER BY number DESC")]

    def next_pupil(self, code: str) -> int:
        """Return a number that no pupil of the class has yet; raises RefusalError where the class is full."""
        with self._change() as database:
            row = database.execute(
                "UPDATE classes SET pupils = pupils + 1 WHERE code = ? AND pupils < ? RETURNING pupils",
                (code, self._limits.pupils),
            ).fetchone()
        if row is None:
            self.classroom(code)
            raise RefusalError(409, say("problems.full", most=self._limits.pupils))
        return int(row[0])

    def hand_in(self, code: str, pupil: int, answer: Answer) -> None:
        """Keep what a pupil handed in, in place of what was there; raises RefusalError after the reveal."""
        with self._change() as database:
            row = database.execute(
                "UPDATE classes SET changes = changes + 1 WHERE code = ? AND NOT revealed RETURNING number", (code,)
            ).fetchone()
            if row:
                values = (row[0], pupil, _write(Answer, answer))
                database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", values)
        if row is None:
            self.classroom(code)
            raise RefusalError(409, say("problems.revealed"))

    def answers(self, code: str) -> dict[int, Answer]:
        """Return what was handed in, by the pupil's number."""
        rows = self._rows(
            "SELECT pupil, answer FROM answers JOIN classes ON class = number WHERE code = ? ORDER BY pupil", code
        )
        return {pupil: _read(Answer, answer) for pupil, answer in rows}

    def reveal(self, code: str, revealed: bool) -> None:
        """Reveal a class to itself, or take it back."""
        with self._change() as database:
            database.execute(
                "UPDATE classes SET revealed = ?, changes = changes + 1 WHERE code = ?", (int(revealed), code)
            )

    def forget_class(self, code: str) -> None:
        """Delete a class with all its answers."""
        with self._change() as database:
            database.execute("DELETE FROM classes WHERE code = ?", (code,))
        self._wipe()

    def _wipe(self) -> None:
        """Empty the journal beside the file, where what was deleted may still stand."""
        self._rows("PRAGMA wal_checkpoint(TRUNCATE)")


_DROP = "DELETE FROM {0} WHERE number <= (SELECT max(number) FROM {0}) - ?"


def make_code(number: int) -> str:
    """Return the code of the class with this number; codes come again after some hundreds.

    >>> make_code(0), make_code(1)
    ('2-kea', '3-tui')
    """
    names = read_texts()["classes"]["names"]
    turn = number // len(names)
    return f"{(number + turn) % 8 + 2}-{names[number % len(names)]}"


def _open(path: Path | None) -> sqlite3.Connection:
    try:
        database = sqlite3.connect(path or ":memory:", check_same_thread=False, timeout=10)
        try:
            _prepare(database, path)
        except BaseException:
            database.close()
            raise
        return database
    except sqlite3.DatabaseError as problem:
        fix = "Give --keep a file of its own, in a folder that can be written to."
        raise InputError(f"cannot be used to keep the page in ({problem}).", where=str(path), fix=fix) from None


def _prepare(database: sqlite3.Connection, path: Path | None) -> None:
    empty = not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    mark, version = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    if not empty and mark != _OURS:
        raise InputError("is a database of another program.", where=str(path), fix="Give --keep a file of its own.")
    if version > _VERSION:
        raise InputError("was kept by a newer framing.", where=str(path), fix="Install it, or name a new file.")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA foreign_keys = ON")
    # what is forgotten is overwritten, not only let go of
    database.execute("PRAGMA secure_delete = ON")
    if empty:
        script = f"BEGIN; {_SCHEMA} PRAGMA application_id = {_OURS}; PRAGMA user_version = {_VERSION}; COMMIT;"
        database.executescript(script)
        if path:
            path.chmod(0o600)


@cache
def _adapter(kind: Any) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _write(kind: type[T], value: T) -> str:
    return str(_adapter(cast("Any", kind)).dump_json(value).decode())


def _read(kind: type[T], text: str) -> T:
    found: T = _adapter(cast("Any", kind)).validate_json(text)
    return found
