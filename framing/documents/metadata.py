"""Metadata: what is known of a document besides its text, and where each piece of it was found."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from framing.documents.boilerplate import read_boilerplate
from framing.documents.dates import read_date
from framing.documents.model import FIELDS, STORY_PAGE, Finding
from framing.documents.text import tidy

KINDS = ("article", STORY_PAGE, "aggregator excerpt", "transcript")
"""What a document can be; it decides how labels, quotes and turns of speech are read."""

_BY = re.compile(r"by:? (?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a caller knows of a document; every field may be left empty. `published` may be any written date."""

    id: str = ""
    source: str = ""
    title: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    kind: str = ""
    origin: str = ""


METADATA_FIELDS = tuple(field.name for field in dataclasses.fields(Metadata))


@dataclass(frozen=True, slots=True)
class Known:
    """The fields of a document after all places were asked, in order, and what could not be read."""

    values: Mapping[str, str]
    found: tuple[Finding, ...]
    notes: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the fields every document should have and this one has not."""
        return tuple(name for name in FIELDS if not self.values.get(name))


def list_findings(metadata: Metadata | None, origin: str) -> tuple[Finding, ...]:
    """Return one finding for each field of `metadata` that is not empty, all found at `origin`."""
    if metadata is None:
        return ()
    values = ((name, getattr(metadata, name)) for name in METADATA_FIELDS)
    return tuple(Finding(name, value, origin) for name, value in values if value)


def read_pairs(pairs: Iterable[tuple[str, str]], origin: str) -> tuple[Finding, ...]:
    """Return findings for `key: value` pairs whose key is a known name of a field (see [columns] in the data)."""
    values = {fold_key(key): value for key, value in pairs if value.strip()}
    names = {field: _first_key(field, values) for field in METADATA_FIELDS}
    return tuple(Finding(field, values[name], origin) for field, name in names.items() if name)


def fold_key(name: str) -> str:
    """Return the name of a column or key as those in the data are written.

    >>> fold_key("Publication Date"), fold_key("by-line")
    ('publication_date', 'by_line')
    """
    return re.sub(r"[\s-]+", "_", name.strip().lower())


def _first_key(field: str, values: Mapping[str, str]) -> str:
    return next((name for name in read_boilerplate()["columns"][field] if name in values), "")


def merge_findings(findings: Iterable[Finding]) -> Known:
    """Return the first readable value of each field; a date that cannot be read becomes a note."""
    found: dict[str, Finding] = {}
    notes: list[str] = []
    for finding in findings:
        if finding.field in found:
            continue
        value = _read_value(finding.field, finding.value)
        if value:
            found[finding.field] = Finding(finding.field, value, finding.origin)
        elif finding.value.strip():
            notes.append(f"date {finding.value.strip()!r} ({finding.origin}) could not be read")
    return Known({name: item.value for name, item in found.items()}, tuple(found.values()), tuple(notes))


def _read_value(field: str, value: str) -> str:
    value = " ".join(tidy(value).split())
    if field == "published":
        return read_date(value)
    return _BY.sub("", value, count=1) if field == "author" and _BY.match(value) else value
