"""Sources files: `sources.toml` beside the texts, saying of each file what the file itself does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing.documents.metadata import KINDS, METADATA_FIELDS, Metadata, list_findings
from framing.documents.model import Finding
from framing.errors import InputError, nearest
from framing.shipped import read_toml

SOURCES = "sources.toml"
_KEYS = {**{name: name for name in METADATA_FIELDS}, "date": "published"}


@dataclass(frozen=True, slots=True)
class Sources:
    """The metadata of the files in one folder, by file name, and notes on entries without a file."""

    entries: Mapping[str, Metadata] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def findings_for(self, name: str) -> tuple[Finding, ...]:
        """Return what the sources file says of the file `name`, if anything."""
        return list_findings(self.entries.get(name), SOURCES)


def read_sources(folder: Path) -> Sources:
    """Return the content of `folder`/sources.toml, or empty Sources where there is none.

    Raises:
        InputError: the file is not TOML, or holds an unknown key, kind or a value that is not text.
    """
    path = folder / SOURCES
    if not path.is_file():
        return Sources()
    entries = {name: _read_entry(value, f"{path}, [{name!r}]") for name, value in read_toml(path, InputError).items()}
    absent = [name for name in entries if not (folder / name).exists()]
    return Sources(entries, tuple(f"{SOURCES} describes {name!r}, which is not in the folder" for name in absent))


def _read_entry(value: Any, where: str) -> Metadata:
    if not isinstance(value, dict):
        raise InputError(
            "is not a table.", where=where, fix='Write ["file.txt"] on a line, then source = "…" below it.'
        )
    values = {_read_key(key, where): _read_value(key, item, where) for key, item in value.items()}
    kind = values.get("kind", "")
    if kind and kind not in KINDS:
        raise InputError(f"unknown kind {kind!r}.", where=where, fix=nearest(kind, KINDS))
    return Metadata(**values)


def _read_key(key: str, where: str) -> str:
    if key not in _KEYS:
        raise InputError(f"unknown key {key!r}.", where=where, fix=nearest(key, _KEYS))
    return _KEYS[key]


def _read_value(key: str, value: Any, where: str) -> str:
    # TOML has dates of its own; written without quotation marks they are as clear as text.
    text = value if isinstance(value, str) else value.isoformat() if hasattr(value, "isoformat") else None
    if text is None:
        raise InputError(f"{key} is not text.", where=where, fix="Put it in quotation marks.")
    return text
