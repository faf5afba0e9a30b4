"""Assembly: how lines that were read become a document with its receipt."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from framing.documents.blocks import Layout, lay_out
from framing.documents.boilerplate import pattern, read_boilerplate
from framing.documents.cleaning import Cleaned, clean_lines
from framing.documents.cutoffs import CUT_OFF, describe_cutoff
from framing.documents.languages import describe_language, find_language
from framing.documents.lines import Line, split_lines
from framing.documents.markup import read_front_matter, read_markdown, strip_links
from framing.documents.metadata import Known, Metadata, list_findings, merge_findings, read_pairs
from framing.documents.model import STORY_PAGE, Cut, Document, Finding, Receipt
from framing.documents.text import tidy

_ID_LENGTH = 16
"""Hex digits: 64 bits, so that a million documents collide with a chance of one in thirty million."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of one input: its lines, what it cut, joined and found itself, and what is worth noting.

    `found` goes before what the text says of itself; `hints` (a PDF's own title, the day a file was made) behind it.
    `is_entry` tells one text of a file that holds several.
    """

    lines: tuple[Line, ...]
    reader: str = "text"
    characters: int = 0
    cuts: tuple[Cut, ...] = ()
    found: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    hints: tuple[Finding, ...] = ()
    joined: tuple[str, ...] = ()
    is_entry: bool = False


def make_document(text: str, metadata: Metadata | None = None, *, reader: str = "text") -> Document:
    """Return the document made of raw `text`: cleaned, in blocks, with a receipt of what was cut and found.

    `metadata` goes before whatever the text says of itself. `reader` "markdown" reads Markdown signs too; any
    other name reads plain text (with links) and is only noted in the receipt. Any text will do, even none.

    >>> document = make_document("Talks resume in Geneva\\n\\nBy Ann Lee\\n\\nBoth sides met on Friday.")
    >>> document.title, document.author, document.text
    ('Talks resume in Geneva', 'Ann Lee', 'Talks resume in Geneva\\n\\nBoth sides met on Friday.')
    """
    return assemble(read_text(text, reader), list_findings(metadata, "option"))


def read_text(text: str, reader: str = "text") -> Reading:
    """Return the reading of plain or Markdown text, before any cleaning."""
    text = tidy(text)
    if reader == "markdown":
        markup = read_markdown(text)
        return Reading(markup.lines, reader, len(text), markup.cuts, read_pairs(markup.pairs, "front matter"))
    pairs, body = read_front_matter(text)
    lines, cuts = strip_links(split_lines(body))
    return Reading(tuple(lines), reader, len(text), tuple(cuts), read_pairs(pairs, "front matter"))


def assemble(reading: Reading, given: Sequence[Finding], last: Sequence[Finding] = ()) -> Document:
    """Return the document of a reading; `given` goes before what it found itself, `last` behind everything."""
    before = merge_findings((*given, *reading.found))
    cleaned = clean_lines(reading.lines, before.values)
    known = merge_findings((*given, *reading.found, *cleaned.found, *reading.hints, *last))
    layout = lay_out(cleaned.lines, known.values.get("title", ""), known.values.get("kind") == STORY_PAGE)
    return _document(reading, cleaned, known, layout)


def _document(reading: Reading, cleaned: Cleaned, known: Known, layout: Layout) -> Document:
    value = known.values.get
    language = find_language(layout.text)
    return Document(
        id=value("id") or hashlib.sha256(layout.text.encode()).hexdigest()[:_ID_LENGTH],
        text=layout.text,
        source=value("source", ""),
        title=value("title", ""),
        author=value("author", ""),
        published=value("published", ""),
        url=value("url", ""),
        kind=value("kind") or _kind_of(cleaned, layout),
        origin="" if value("origin") == value("source") else value("origin", ""),
        blocks=layout.blocks,
        receipt=_receipt(reading, cleaned, known, layout, language),
        language=language,
    )


def _receipt(reading: Reading, cleaned: Cleaned, known: Known, layout: Layout, language: str) -> Receipt:
    cuts = tuple(sorted((*reading.cuts, *cleaned.cuts), key=lambda cut: cut.line))
    known_cutoff = any(note.startswith(CUT_OFF) for note in reading.notes)
    told = ("" if known_cutoff else describe_cutoff(cuts, cleaned.lines), describe_language(language))
    return Receipt(
        reader=reading.reader,
        characters_read=reading.characters,
        characters_kept=len(layout.text),
        cuts=cuts,
        joined=(*reading.joined, *layout.joined),
        found=tuple(finding for finding in known.found if finding.field != "id"),
        missing=known.missing,
        notes=(*reading.notes, *known.notes, *cleaned.notes, *filter(None, told)),
    )


def _kind_of(cleaned: Cleaned, layout: Layout) -> str:
    if layout.is_story_page:
        return STORY_PAGE
    if cleaned.is_excerpt:
        return "aggregator excerpt"
    return "transcript" if _is_transcript(cleaned.lines) else "article"


def _is_transcript(lines: Sequence[Line]) -> bool:
    rules = read_boilerplate()["transcript"]
    turn = pattern("transcript", "turn")
    found = (turn.match(line.text) for line in lines if ":" in line.text[:60] and not line.kind)
    speakers = [item[0] for item in found if item]
    enough = max(rules["turns"], rules["share"] * len(lines), rules["turns_a_speaker"] * len(set(speakers)))
    return len(speakers) >= int(enough + 0.5)
