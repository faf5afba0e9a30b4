"""Feeds: the entries of an RSS or Atom file by feedparser, each a text of its own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from framing.documents.assembly import Reading, read_text
from framing.documents.fragments import read_fragment
from framing.documents.metadata import Metadata, list_findings
from framing.errors import InputError

READER = "feed (feedparser)"

_ORIGIN = "feed"
_PLAIN = "text/plain"
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>|&#?\w{2,8};")


def read_feed(data: bytes) -> Iterator[Reading]:
    """Yield a reading for each entry of a feed, in its order; one without any text has no lines.

    Raises:
        InputError: it is no RSS or Atom, or has no entries.
    """
    import feedparser

    # A stream, because feedparser takes text for an address and would fetch it.
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.version and not feed.entries:
        raise InputError("is not an RSS or Atom feed.", fix="Give the page itself (.html), or text.")
    if not feed.entries:
        raise InputError("is a feed without entries.")
    source = _plain(feed.feed.get("title", ""))
    return (_read_entry(entry, source) for entry in feed.entries)


def _read_entry(entry: Any, source: str) -> Reading:
    content, is_whole = _find_content(entry)
    body = _read_content(content)
    known = Metadata(
        source=_plain(entry.get("source", {}).get("title", "")) or source,
        title=_plain(entry.get("title", "")),
        author=entry.get("author", ""),
        published=entry.get("published", "") or entry.get("updated", ""),
        url=entry.get("link", ""),
    )
    notes = () if is_whole else ("the feed gives a summary only",)
    found = list_findings(known, _ORIGIN)
    return Reading(body.lines, READER, body.characters, body.cuts, found, notes, is_entry=True)


def _find_content(entry: Any) -> tuple[Any, bool]:
    """Return the longest text of an entry, and whether it is more than a summary."""
    summary = {"value": entry.get("summary", ""), **entry.get("summary_detail", {})}
    whole = max(entry.get("content", ()), key=lambda item: len(item.get("value", "")), default=summary)
    return (whole, True) if len(whole.get("value", "")) > len(summary["value"]) else (summary, "content" in entry)


def _read_content(content: Any) -> Reading:
    text = content.get("value", "")
    if content.get("type") == _PLAIN and not _TAG.search(text):
        return read_text(text)
    return Reading(read_fragment(text), characters=len(text))


def _plain(text: str) -> str:
    return " ".join(line.text for line in read_fragment(text)) if _TAG.search(text) else text
