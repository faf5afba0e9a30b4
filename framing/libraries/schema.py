"""Schema: the tables of a library, step by step from its first form to the present one."""

from __future__ import annotations

import hashlib
import sqlite3

APPLICATION = 0x46524D47
"""The number in an SQLite file's header that says it is a library of ours ("FRMG")."""
_ID_LENGTH = 12
"""Hex digits of a text's id: short enough to type, and of a million texts two share one with a chance of 1 in 600."""

_FIRST = (
    "CREATE TABLE schema (version INTEGER NOT NULL)",
    "INSERT INTO schema VALUES (0)",
    """CREATE TABLE documents (
      id TEXT PRIMARY KEY, source TEXT NOT NULL, title TEXT NOT NULL, author TEXT NOT NULL,
      published TEXT NOT NULL, url TEXT NOT NULL, text TEXT NOT NULL
    )""",
    f"PRAGMA application_id = {APPLICATION}",
)

_WHOLE_DOCUMENTS = (
    "ALTER TABLE documents RENAME TO before",
    """CREATE TABLE documents (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, title TEXT NOT NULL,
      author TEXT NOT NULL, published TEXT NOT NULL, url TEXT NOT NULL, kind TEXT NOT NULL, origin TEXT NOT NULL,
      language TEXT NOT NULL, text TEXT NOT NULL, blocks TEXT NOT NULL, receipt TEXT NOT NULL
    )""",
    """INSERT OR IGNORE INTO documents
      (id, source, title, author, published, url, kind, origin, language, text, blocks, receipt)
      SELECT digest(source, text), source, title, author, published, url, 'article', '', '', text, '[]', '{}'
      FROM before ORDER BY rowid""",
    "DROP TABLE before",
    "CREATE INDEX documents_by_source ON documents (source, published, title, id)",
    """CREATE VIRTUAL TABLE words USING fts5(
      source, title, text, content = 'documents', content_rowid = 'number',
      tokenize = 'porter unicode61 remove_diacritics 2'
    )""",
    "INSERT INTO words (words) VALUES ('rebuild')",
    """CREATE TRIGGER document_added AFTER INSERT ON documents BEGIN
      INSERT INTO words (rowid, source, title, text) VALUES (new.number, new.source, new.title, new.text);
    END""",
    """CREATE TRIGGER document_removed AFTER DELETE ON documents BEGIN
      INSERT INTO words (words, rowid, source, title, text)
      VALUES ('delete', old.number, old.source, old.title, old.text);
    END""",
)

STEPS = (_FIRST, _WHOLE_DOCUMENTS)
"""What leads to version 0 from nothing, then from each version to the next; steps are added, never changed."""
VERSION = len(STEPS) - 1


def make_id(source: str, text: str) -> str:
    """Return the id of a text in a library: the same text of the same source always has the same."""
    return hashlib.sha256(f"{source}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:_ID_LENGTH]


def read_version(connection: sqlite3.Connection) -> int | None:
    """Return the version of an open file: −1 for an empty one, None for one that is no library."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables and not application:
        return -1
    if application != APPLICATION or "schema" not in tables:
        return None
    return int(connection.execute("SELECT max(version) FROM schema").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an open library, or an empty file, to the present version: all of it or, when stopped, nothing."""
    connection.create_function("digest", 2, make_id, deterministic=True)
    connection.execute("BEGIN IMMEDIATE")
    try:
        # another process may have done it while this one waited
        for step in STEPS[_known_version(connection) + 1 :]:
            for statement in step:
                connection.execute(statement)
        connection.execute("UPDATE schema SET version = ?", (VERSION,))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _known_version(connection: sqlite3.Connection) -> int:
    version = read_version(connection)
    return VERSION if version is None else version
