"""What a document is: its cleaned text, where its parts lie, and the receipt of how it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["headline", "heading", "label", "paragraph", "bullet", "caption"]
"""headline: the title; heading: a sub-heading; label: a section's name on a story page (no evidence)."""

STORY_PAGE = "story page"
"""The kind of a page that prints the facts and a narrative for each side."""

FIELDS = ("source", "title", "author", "published", "url")
"""What a receipt must say of every document: found (and how) or missing."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text, in characters: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A line or paragraph of the cleaned text, with the section it stands in ("" outside any)."""

    start: int
    end: int
    kind: BlockKind
    section: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """Something reading left out: its kind (share, disclaimer, biography …), its text, its line in the file."""

    kind: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """A field of the document, its value, and where it was found (option, sources.toml, by-line, file name …)."""

    field: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What reading kept, cut, joined, found and missed; `notes` are warnings in plain words."""

    reader: str = "text"
    characters_read: int = 0
    characters_kept: int = 0
    cuts: tuple[Cut, ...] = ()
    joined: tuple[str, ...] = ()
    found: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One article, transcript or page; `text` is its cleaned text and is never altered afterwards.

    `blocks` lie in order, without overlap, and cover all non-space text. The title, when known, is the
    first block ("headline"), so that headline claims have offsets like any other. `published` is an ISO
    date (YYYY, YYYY-MM or YYYY-MM-DD) or "". `origin` names where a reprint was first published.
    `language` is an ISO 639 code ("en", "fr" …), or "" where the text is too short or too mixed to tell.
    """

    id: str
    text: str
    source: str = ""
    title: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    kind: str = "article"
    origin: str = ""
    blocks: tuple[Block, ...] = ()
    receipt: Receipt = field(default_factory=Receipt)
    language: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that could not be read, and why; the others go on."""

    where: str
    reason: str
