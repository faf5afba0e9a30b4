"""Library: texts of known sources with all that is known of them; analyses are made anew when they are used."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from framing.documents.model import Block, Cut, Document, Finding, Receipt
from framing.errors import UsageError, nearest
from framing.libraries.opening import open_file, telling
from framing.libraries.schema import make_id

BATCH = 50
"""Texts settled at a time: what a kill in mid-write can take is what was not yet counted as added."""
NO_SOURCE = "(no source)"
_COLUMNS = (
    "id", "source", "title", "author", "published", "url", "kind", "origin", "language", "text", "blocks", "receipt",
)  # fmt: skip
_NAMES = ", ".join(_COLUMNS)
_ENTRY = "id, d.source, d.title, published, url, length(d.text) - length(replace(d.text, ' ', '')) + 1"
_ORDER = "ORDER BY d.source, published = '', published, d.title, id"
EXPORTED = ("id", "source", "title", "author", "date", "url", "kind", "origin", "text")
_QUOTE = '"'
_ALL = "documents AS d"
_FOUND = "words JOIN documents AS d ON d.number = words.rowid WHERE words MATCH :words"
_SNIPPET = "snippet(words, 2, '[', ']', '…', 12)"


@dataclass(frozen=True, slots=True)
class Entry:
    """One text as listed: `words` is about how many it has; `found` the words looked for, among those beside them."""

    id: str
    source: str
    title: str
    published: str
    url: str
    words: int
    found: str = ""


@dataclass(frozen=True, slots=True)
class Addition:
    """What adding came to: how many texts are new, and how many were there already."""

    added: int
    known: int


class Library:
    """An open library; a context manager that closes it. Several processes may have it open at once."""

    def __init__(self, path: Path, *, writing: bool = False) -> None:
        self.path = path
        self._connection = open_file(path, writing)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def __len__(self) -> int:
        with telling(self.path):
            return int(self._connection.execute("SELECT count(*) FROM documents").fetchone()[0])

    def add(self, documents: Iterable[Document], watch: Callable[[Addition], None] | None = None) -> Addition:
        """Add documents; a text that its source has already is left as it is.

        They are settled in batches of BATCH as they come; `watch` is called after each with the sum so far: what it
        has counted stays, whatever happens next.
        """
        sum_so_far = Addition(0, 0)
        stream = iter(documents)
        while rows := [_to_row(document) for document in islice(stream, BATCH)]:
            added = self._settle(rows)
            sum_so_far = Addition(sum_so_far.added + added, sum_so_far.known + len(rows) - added)
            if watch:
                watch(sum_so_far)
        return sum_so_far

    def _settle(self, rows: Sequence[Sequence[str]]) -> int:
        places = ", ".join("?" * len(_COLUMNS))
        statement = f"INSERT OR IGNORE INTO documents ({_NAMES}) VALUES ({places})"
        with self._writing():
            return sum(self._connection.execute(statement, row).rowcount for row in rows)

    def entries(self, find: str = "") -> list[Entry]:
        """Return all texts by source and date, or those that hold all the words of `find`, in whatever form."""
        table, found = (_FOUND, _SNIPPET) if _match(find) else (_ALL, "''")
        with telling(self.path):
            rows = self._connection.execute(
                f"SELECT {_ENTRY}, {found} FROM {table} {_ORDER}", {"words": _match(find)}
            )
            return [Entry(*row) for row in rows]

    def documents(self) -> Iterator[Document]:
        """Yield all documents by source and date, each with its id in the library, one at a time."""
        with telling(self.path):
            for row in self._connection.execute(f"SELECT {_NAMES} FROM documents AS d {_ORDER}"):
                yield _to_document(dict(zip(_COLUMNS, row, strict=True)))

    def rows(self) -> Iterator[dict[str, str]]:
        """Yield all texts as rows of a table that every command reads, with the columns EXPORTED."""
        for document in self.documents():
            yield {name: getattr(document, "published" if name == "date" else name) for name in EXPORTED}

    def remove(self, names: Sequence[str]) -> list[Entry]:
        """Remove the texts of these sources or with these ids and return them; none where one name is unknown.

        Raises UsageError for a name that is neither, with the nearest.
        """
        with self._writing():
            entries = self.entries()
            _require(names, entries, self.path)
            gone = [entry for entry in entries if not {entry.id, entry.source or NO_SOURCE}.isdisjoint(names)]
            self._connection.executemany("DELETE FROM documents WHERE id = ?", [(entry.id,) for entry in gone])
        return gone

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Settle what is written within, all of it or nothing."""
        with telling(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # a full disk has ended it already
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


def _require(names: Iterable[str], entries: Sequence[Entry], path: Path) -> None:
    sources, ids = {entry.source or NO_SOURCE for entry in entries}, {entry.id for entry in entries}
    for name in names:
        if name not in sources | ids:
            fix = f"{nearest(name, sources)} The ids of its texts are in framing library list."
            raise UsageError(f"there is no source and no text '{name}' in this library.", where=str(path), fix=fix)


def _match(words: str) -> str:
    """The words as full text search takes them: each in quotation marks, so that none is read as an operator."""
    plain = _storable(words).replace("\0", " ").replace(_QUOTE, 2 * _QUOTE)
    return " ".join(f'"{word}"' for word in plain.split())


def _to_row(document: Document) -> tuple[str, ...]:
    values = {name: getattr(document, name) for name in _COLUMNS[1:-2]}
    values["id"] = make_id(document.source, document.text)
    values["blocks"] = json.dumps([astuple(block) for block in document.blocks])
    values["receipt"] = json.dumps(asdict(document.receipt))
    return tuple(_storable(values[name]) for name in _COLUMNS)


def _storable(text: str) -> str:
    """The text with a "?" for half a character, which no UTF-8 holds."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _to_document(row: Mapping[str, str]) -> Document:
    fields: dict[str, Any] = dict(row)
    fields["blocks"] = tuple(Block(*block) for block in json.loads(row["blocks"]))
    fields["receipt"] = _to_receipt(json.loads(row["receipt"]))
    return Document(**fields)


def _to_receipt(fields: Mapping[str, Any]) -> Receipt:
    told: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()
    }
    told["cuts"] = tuple(Cut(**cut) for cut in fields.get("cuts", ()))
    told["found"] = tuple(Finding(**found) for found in fields.get("found", ()))
    return Receipt(**told)
