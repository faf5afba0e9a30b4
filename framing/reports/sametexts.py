"""Same texts: the groups of documents that print one text as shown, named, linked and capped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.comparisons import NO_SOURCE, Comparison
from framing.documents.model import Document, Span
from framing.syndication import Copies, Copy, Edit, EditKind

if TYPE_CHECKING:
    from framing.reports.pages import Sheet

GROUPS_SHOWN = 20
COPIES_SHOWN = 12
EDITS_SHOWN = 6
"""Edits of a copy shown with their words: enough to see what an editor was after; the JSON report has all."""


@dataclass(frozen=True, slots=True)
class Place:
    """One document of a group: what it is called, its source, and its anchor ("" where the page has none)."""

    document: str
    name: str
    source: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ShownEdit:
    """An edit in words: `before` in the first text, `after` in the copy ("" where there is none)."""

    kind: EditKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownCopy:
    """A copy as shown: its place, the edits with room of their own, how many more, and the tally by kind."""

    place: Place
    edits: tuple[ShownEdit, ...]
    more: int
    tally: tuple[tuple[EditKind, int], ...]


@dataclass(frozen=True, slots=True)
class SameText:
    """A group as shown; `places` are all its documents, the first one first, `copies` those with room."""

    anchor: str
    places: tuple[Place, ...]
    copies: tuple[ShownCopy, ...]
    more: int


def show_same_texts(comparison: Comparison, sheets: Mapping[str, Sheet]) -> tuple[SameText, ...]:
    """Return every group of copies as shown; `sheets` are by document, those without an anchor are not listed."""
    return tuple(_same_text(number, group, sheets) for number, group in enumerate(comparison.copies, start=1))


def find_sharers(comparison: Comparison) -> dict[str, tuple[str, ...]]:
    """Return, for each unit that prints a text of another unit, the names of those others in order."""
    owners = {document: unit.name for unit in comparison.sources for document in unit.documents}
    sharers: dict[str, set[str]] = defaultdict(set)
    for group in comparison.copies:
        units = {owners[document] for document in group.documents}
        for unit in units:
            sharers[unit] |= units - {unit}
    return {unit: tuple(sorted(others)) for unit, others in sharers.items() if others}


def _same_text(number: int, group: Copies, sheets: Mapping[str, Sheet]) -> SameText:
    anchor = f"same-text-{number}" if number <= GROUPS_SHOWN else ""
    first = sheets[group.first].document
    return SameText(
        anchor=anchor,
        places=tuple(_place(sheets[document]) for document in group.documents),
        copies=tuple(_copy(first, copy, sheets[copy.document]) for copy in group.others[:COPIES_SHOWN]),
        more=max(0, len(group.others) - COPIES_SHOWN),
    )


def _place(sheet: Sheet) -> Place:
    return Place(
        sheet.document.id, sheet.name, sheet.document.source or NO_SOURCE, sheet.anchor if sheet.listed else ""
    )


def _copy(first: Document, copy: Copy, sheet: Sheet) -> ShownCopy:
    kinds: dict[EditKind, int] = defaultdict(int)
    for edit in copy.edits:
        kinds[edit.kind] += 1
    shown = tuple(_edit(edit, first, sheet.document) for edit in copy.edits[:EDITS_SHOWN])
    return ShownCopy(_place(sheet), shown, len(copy.edits) - len(shown), tuple(sorted(kinds.items())))


def _edit(edit: Edit, first: Document, copy: Document) -> ShownEdit:
    return ShownEdit(edit.kind, _words(first, edit.first), _words(copy, edit.copy))


def _words(document: Document, span: Span | None) -> str:
    return document.text[span.start : span.end] if span else ""
