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


def name_document(document: Document) -> str:
    """Return what a document is called: its title, else its id."""
    return document.title or document.id


def show_same_texts(comparison: Comparison, sheets: Mapping[str, Sheet]) -> tuple[SameText, ...]:
    """Return every group of copies as shown; `sheets` are by document, those without an anchor are not listed."""
    return tuple(
        _same_text(number, group, comparison.copied, sheets)
        for number, group in enumerate(comparison.copies, start=1)
    )


def _same_text(number: int, group: Copies, copied: Mapping[str, Document], sheets: Mapping[str, Sheet]) -> SameText:
    anchor = f"same-text-{number}" if number <= GROUPS_SHOWN else ""
    first = copied[group.first]
    places = {document: _place(copied[document], sheets.get(document)) for document in group.documents}
    return SameText(
        anchor=anchor,
        places=tuple(places.values()),
        copies=tuple(
            _copy(first, copy, copied[copy.document], places[copy.document]) for copy in group.others[:COPIES_SHOWN]
        ),
        more=max(0, len(group.others) + group.more - COPIES_SHOWN),
    )


def _place(document: Document, sheet: Sheet | None) -> Place:
    anchor = sheet.anchor if sheet and sheet.listed else ""
    return Place(document.id, name_document(document), document.source or NO_SOURCE, anchor)


def _copy(first: Document, copy: Copy, document: Document, place: Place) -> ShownCopy:
    kinds: dict[EditKind, int] = defaultdict(int)
    for edit in copy.edits:
        kinds[edit.kind] += 1
    shown = tuple(_edit(edit, first, document) for edit in copy.edits[:EDITS_SHOWN])
    return ShownCopy(place, shown, len(copy.edits) - len(shown), tuple(sorted(kinds.items())))


def _edit(edit: Edit, first: Document, copy: Document) -> ShownEdit:
    return ShownEdit(edit.kind, _words(first, edit.first), _words(copy, edit.copy))


def _words(document: Document, span: Span | None) -> str:
    return document.text[span.start : span.end] if span else ""
