"""Web pages: the article of an HTML page and what the page says of it, by trafilatura, without any network."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from framing.documents.assembly import Reading
from framing.documents.cutoffs import find_paywall
from framing.documents.lines import Line, LineKind, split_lines
from framing.documents.metadata import Metadata, list_findings
from framing.documents.model import Finding
from framing.documents.text import Decoded, decode, tidy
from framing.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "html (trafilatura)"

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?([\w:-]{2,40})", re.IGNORECASE)
_SAVED = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with [^<>]{1,80}\s+url: )(https?://[^\s<>]+)")
_HEAD = 4096
"""Bytes in which a page must declare its encoding, and browsers write where they saved it from."""

# A fixed latest day, because trafilatura would ask the clock; and no search through the text for any day at all.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
_KINDS: dict[str, LineKind] = {"head": "heading", "item": "bullet"}


def decode_page(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of an HTML file, in the encoding the page declares unless `encoding` is given."""
    if encoding:
        return decode(data, encoding)
    found = _CHARSET.search(data[:_HEAD])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_declared(data, found[1].decode("ascii", "replace") if found else "")
    return decode(data)


def _decode_declared(data: bytes, declared: str) -> Decoded:
    try:
        return decode(data, declared or None)
    except InputError:
        return decode(data)


def read_html(text: str) -> Reading:
    """Return the reading of an HTML page: its article's lines and the page's metadata.

    Raises:
        InputError: no article was found in the page.
    """
    page = _extract(text)
    lines = tuple(_list_lines(page.body)) if page is not None else ()
    wall = find_paywall(text)
    if not lines:
        told = f" ({wall})" if wall else ""
        raise InputError(f"holds no article that could be found{told}")
    notes = (*filter(None, [wall]), *_note_pictures(page.body))
    return Reading(lines, READER, len(text), found=_list_metadata(page), notes=notes, hints=_read_saved(text))


def _read_saved(text: str) -> tuple[Finding, ...]:
    """Return the address that a browser or an extension wrote into a page it saved."""
    found = _SAVED.search(text[:_HEAD])
    return list_findings(Metadata(url=found[1]), "saved page") if found else ()


def _note_pictures(body: _Element) -> Iterator[str]:
    left = sum(1 for _ in body.iter("table"))
    if left:
        yield f"{left} {'table' if left == 1 else 'tables'} left out"


def _extract(text: str) -> Any:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    # Characters XML does not allow would make lxml refuse the whole page.
    return bare_extraction(
        tidy(text),
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )


def _list_metadata(page: Any) -> tuple[Finding, ...]:
    metadata = Metadata(
        source=page.sitename or "",
        title=page.title or "",
        author=(page.author or "").replace("; ", ", "),
        published=page.date or "",
        url=page.url or "",
    )
    return list_findings(metadata, "page metadata")


def _list_lines(body: _Element) -> Iterator[Line]:
    """Yield the lines of trafilatura's tree; numbers count its elements, for the page's own lines are lost."""
    for number, (element, kind) in enumerate(_walk(body), 1):
        for line in split_lines(tidy(_text_of(element))):
            yield Line(number, line.text, kind or line.kind)


def _walk(element: _Element) -> Iterator[tuple[_Element, LineKind]]:
    """Yield the elements that hold text of their own, outermost first, with the kind of line they make."""
    for child in element:
        if child.tag in ("list", "quote") and len(child):
            yield from _walk(child)
        else:
            yield child, _KINDS.get(str(child.tag), "")


def _text_of(element: _Element) -> str:
    for br in element.iter("lb"):
        br.tail = f"\n{br.tail or ''}"
    return "".join(element.itertext())
