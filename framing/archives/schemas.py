"""Schemas: the columns of an archive's tables and their Arrow types."""

from __future__ import annotations

from functools import cache
from typing import Any

from framing.archives.model import CLAIMS, DELETIONS, LEARNED, SCORES, TABLES, TAGS
from framing.documents.archived import DOCUMENTS, document_schema

_SCORE = {
    "direction": "real", "low": "real", "high": "real", "intensity": "real", "step": "text", "refusal": "text",
    "argues": "real", "words": "number", "tags": "number", "tagged_claims": "number", "negated": "number",
    "scare_quoted": "number", "plus": "real", "minus": "real", "learned_plus": "real", "learned_minus": "real",
}  # fmt: skip
COUNTS = (CLAIMS, TAGS, LEARNED, DELETIONS)
"""Columns of the documents: how many rows each has in these tables, which follow in the same order."""

_PLACE = {"document": "document", "source": "text", "start": "number", "end": "number", "text": "text"}
_CLAIM = {
    **_PLACE, "voice": "text", "speaker": "text", "cue": "text", "kind": "text", "section": "text", "claim": "number",
    "reading": "text",
}  # fmt: skip
_COLUMNS = {
    CLAIMS: {
        **_CLAIM, "stance": "text", "speaker_start": "number", "speaker_end": "number", "cue_start": "number",
        "cue_end": "number", "reported": "reported", "scare": "spans",
    },
    TAGS: {
        **_CLAIM, "lexicon": "text", "frame": "text", "pole": "text", "entry": "text", "weight": "real",
        "negated": "flag", "scare_quoted": "flag", "sign": "number",
    },
    LEARNED: {"document": "document", "claim": "number", "start": "number", "end": "number", "entry": "number"},
    DELETIONS: {**_PLACE, "claim": "number", "kind": "text", "verb": "text", "harm": "flag"},
    SCORES: {
        "document": "document", "source": "text", "section": "text", "lexicon": "text", "voice": "text", **_SCORE,
    },
}  # fmt: skip
ENTRY_COLUMNS = {
    "entry": "number", "lexicon": "text", "frame": "text", "pole": "text", "sign": "number", "text": "text",
    "weight": "real",
}  # fmt: skip


SOURCE_COLUMNS = {
    "source": "text", "lexicon": "text", "voice": "text", "documents": "sum", "claims": "sum",
    **{name: "sum" if kind == "number" else kind for name, kind in _SCORE.items()},
}  # fmt: skip
"""Sums over any number of documents outgrow 32 bits."""


def columns_of(table: str) -> tuple[str, ...]:
    """Return the names of a table's columns, in order."""
    return tuple(table_schema(table).names)


@cache
def table_schema(table: str) -> Any:
    """Return the Arrow schema of a table; `document` is a number here, as in a harvest."""
    import pyarrow as pa

    if table == DOCUMENTS:
        return pa.schema({**document_schema(), **dict.fromkeys(COUNTS, pa.int32()), "document": pa.int32()})
    return _schema(_COLUMNS[table])


def entry_schema() -> Any:
    """Return the Arrow schema of the learned entries."""
    return _schema(ENTRY_COLUMNS)


def source_schema() -> Any:
    """Return the Arrow schema of the table of sources."""
    return _schema(SOURCE_COLUMNS)


def _schema(columns: dict[str, str]) -> Any:
    import pyarrow as pa

    number, text = pa.int32(), pa.string()
    spans = {"start": number, "end": number}
    owners = dict.fromkeys(("speaker_start", "speaker_end", "cue_start", "cue_end"), number)
    types = {
        "document": number,
        "number": number,
        "sum": pa.int64(),
        "text": text,
        "real": pa.float64(),
        "flag": pa.bool_(),
        "spans": pa.list_(pa.struct(list(spans.items()))),
        "reported": pa.list_(pa.struct([*spans.items(), ("voice", text), *owners.items(), ("stance", text)])),
    }
    return pa.schema({name: types[kind] for name, kind in columns.items()})


__all__ = [
    "COUNTS",
    "ENTRY_COLUMNS",
    "SOURCE_COLUMNS",
    "TABLES",
    "columns_of",
    "entry_schema",
    "source_schema",
    "table_schema",
]
