"""Fragments: the lines of a piece of HTML that is all text and no page: a mail, an entry of a feed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from framing.documents.lines import Line, LineKind, mark_bullet, split_rows
from framing.documents.text import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_KINDS: dict[str, LineKind] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "li": "bullet", "figcaption": "caption", "caption": "caption",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
}  # fmt: skip
_UNSEEN = {
    "head", "script", "style", "template", "noscript", "svg", "math", "object", "iframe", "button", "select",
    "textarea", "img", "title",
}  # fmt: skip
_HIDDEN = ("display:none", "visibility:hidden", "mso-hide:all")
_DEEPEST = 200
"""Elements within one another; deeper ones are read as one text, for nobody nests so on purpose."""


def read_fragment(text: str) -> tuple[Line, ...]:
    """Return the lines of an HTML fragment: headings, bullets and paragraphs, without what nobody sees.

    >>> [(line.text, line.kind) for line in read_fragment("<h2>Ports</h2><p>They <b>closed</b>.<br>All of them.")]
    [('Ports', 'heading'), ('They closed.', ''), ('All of them.', '')]
    """
    from lxml import html
    from lxml.etree import ParserError

    try:
        root = html.document_fromstring(tidy(text).encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except ParserError:  # nothing but spaces or comments
        return ()
    return tuple(_list_lines(root))


def _list_lines(root: HtmlElement) -> Iterator[Line]:
    kind: LineKind = ""
    parts: list[str] = []
    number = 0
    for piece, new in _walk(root, "", 0):
        if piece is not None:
            parts.append(piece)
            continue
        for row in _end_rows(parts):
            number += 1
            line = Line(number, row, kind)
            yield line if kind else mark_bullet(line)
        parts, kind = [], new
    for row in _end_rows(parts):
        number += 1
        yield mark_bullet(Line(number, row, kind)) if not kind else Line(number, row, kind)


def _end_rows(parts: list[str]) -> Iterator[str]:
    # Line ends within HTML text are spaces; those of <br> come as a mark of their own.
    text = "".join(parts).replace("\n", " ").replace("\x00", "\n")
    return (row for row in split_rows(text) if row)


def _walk(element: HtmlElement, kind: LineKind, depth: int) -> Iterator[tuple[str | None, LineKind]]:
    """Yield the texts of an element in order, and None with the kind of what follows where a line begins."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or tag in _UNSEEN or _is_hidden(element):
        return
    if tag == "br":
        yield "\x00", kind
        return
    own = _KINDS.get(tag, kind)
    if tag not in _INLINE:
        yield None, own
    yield element.text or "", own
    for child in element:
        if depth < _DEEPEST:
            yield from _walk(child, own, depth + 1)
        else:
            yield " ".join(child.itertext()), own
        yield child.tail or "", own
    if tag not in _INLINE:
        yield None, kind


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return element.get("hidden") is not None or any(mark in style for mark in _HIDDEN)
