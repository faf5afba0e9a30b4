"""Contents: the bytes of a file or an answer, told apart by their first bytes, and read by what they are."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from framing.documents.assembly import Reading, read_text
from framing.documents.html import decode_page, read_html
from framing.documents.text import decode
from framing.errors import InputError

Form = Literal["text", "markdown", "html", "pdf", "docx", "mail", "mhtml", "feed"]
"""What a content can be; each has a reader of its own."""

SUFFIXES: dict[str, Form] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".pdf": "pdf", ".docx": "docx", ".eml": "mail", ".mhtml": "mhtml", ".mht": "mhtml",
    ".xml": "feed", ".rss": "feed", ".atom": "feed",
}  # fmt: skip
"""The suffixes of the files that are read as one content (tables have a reader of their own)."""

_MEDIA_TYPES: dict[str, Form] = {
    "text/plain": "text", "text/markdown": "markdown", "text/html": "html", "application/xhtml+xml": "html",
    "application/pdf": "pdf", "application/rss+xml": "feed", "application/atom+xml": "feed",
    "application/xml": "feed", "text/xml": "feed", "application/rdf+xml": "feed", "message/rfc822": "mail",
    "multipart/related": "mhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip
_ANY_TYPE = ("", "application/octet-stream", "binary/octet-stream", "application/download", "application/zip")
"""What servers say of files they know nothing about."""

_HEAD = 2048
_PROLOGUE = rb"(?:\s|\xef\xbb\xbf|<\?xml[^>]*>|<!--.{0,1500}?-->|<\?[^>]*>)*"
_PAGE = re.compile(_PROLOGUE + rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(_PROLOGUE + rb"(?:<!DOCTYPE[^>]*>\s*)?<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_MHTML = re.compile(rb"(?:[\w-]+: [^\n]*\n(?:[ \t][^\n]*\n)*)*content-type:\s*multipart/related", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of one file or answer, its suffix (".pdf", "" for none), encoding and media type where known."""

    data: bytes
    suffix: str = ""
    encoding: str | None = None
    media_type: str = ""


def find_form(content: Content) -> Form:
    """Return what a content is: by its first bytes, else its media type, else its suffix, else text.

    Raises:
        InputError: the media type is one that holds no text (a picture, a film), or the file a locked Office file.

    >>> find_form(Content(b"%PDF-1.7 ...", ".txt"))
    'pdf'
    """
    told = _find_magic(content.data[:_HEAD])
    if told:
        return told
    if content.data.startswith(_OLE) and _ENCRYPTED in content.data:
        raise InputError("is an encrypted Office file.", fix="Save it without a password.")
    known = SUFFIXES.get(content.suffix.lower(), "text")
    if content.media_type in _ANY_TYPE:
        return known
    if content.media_type not in _MEDIA_TYPES:
        raise InputError(
            f"is {content.media_type}, which holds no text to read.", fix="Give a page, PDF, DOCX or text."
        )
    form = _MEDIA_TYPES[content.media_type]
    return known if form == "text" and known == "markdown" else form


def _find_magic(head: bytes) -> Form | None:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx"
    if _PAGE.match(head):
        return "html"
    if _FEED.match(head):
        return "feed"
    return "mhtml" if _MHTML.match(head.replace(b"\r\n", b"\n")) else None


def read_content(content: Content) -> Iterator[Reading]:
    """Yield the readings of a content: one, but for a feed, which has one for each entry.

    Raises:
        InputError: it cannot be read, with the reason.
    """
    if not content.data.strip():
        raise InputError("is empty")
    form = find_form(content)
    if form == "feed":
        from framing.documents.feeds import read_feed

        yield from read_feed(content.data)
    elif form in ("text", "markdown", "html"):
        yield _read_written(content, form)
    else:
        yield _read_packed(content.data, form)


def _read_written(content: Content, form: Form) -> Reading:
    if form == "html":
        page = decode_page(content.data, content.encoding)
        return add_note(read_html(page.text), page.note)
    decoded = decode(content.data, content.encoding)
    return add_note(read_text(decoded.text, form), decoded.note)


def _read_packed(data: bytes, form: Form) -> Reading:
    """Return the reading of a form that needs a library, loaded only now."""
    if form == "pdf":
        from framing.documents.pdf import read_pdf

        return read_pdf(data)
    if form == "docx":
        from framing.documents.word import read_docx

        return read_docx(data)
    from framing.documents.mail import read_mail, read_mhtml

    return read_mail(data) if form == "mail" else read_mhtml(data)


def add_note(reading: Reading, note: str) -> Reading:
    """Return the reading with `note`, if any, before its others."""
    return dataclasses.replace(reading, notes=(note, *reading.notes)) if note else reading
