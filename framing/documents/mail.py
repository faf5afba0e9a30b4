"""Mail: newsletters saved as .eml, and web pages saved as .mhtml, both in the form of an e-mail."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from urllib.parse import urlsplit

from framing.documents.assembly import Reading, read_text
from framing.documents.boilerplate import pattern
from framing.documents.fragments import read_fragment
from framing.documents.html import decode_page, read_html
from framing.documents.lines import Line
from framing.documents.metadata import Metadata, list_findings
from framing.documents.model import Finding
from framing.documents.text import Decoded, decode, tidy
from framing.errors import InputError

READER = "mail"
PAGE_READER = "saved page (mhtml)"

_ORIGIN = "mail header"
_WEB = ("http", "https")
_LISTS = ("List-Id", "List-Unsubscribe", "List-Post")
"""Headers that only mailings have: their sender is an outlet."""
_FEW = 0.5
"""Share of the plain part's text below which the HTML part is but a picture with a line or two."""


def read_mail(data: bytes) -> Reading:
    """Return the reading of an e-mail: its HTML or plain part, with subject, sender and day from its header.

    Raises:
        InputError: it is no e-mail, or holds no text.
    """
    message = _parse(data)
    if not any(_header(message, name) for name in ("From", "Subject", "Date")):
        raise InputError("is not an e-mail (it has neither sender nor subject).")
    page, plain = (_find_part(message, f"text/{kind}") for kind in ("html", "plain"))
    lines = read_fragment(page.text) if page else ()
    reading = read_text(plain.text) if plain else Reading(())
    if lines and _length(lines) >= _FEW * _length(reading.lines):
        reading = Reading(lines)
    if not reading.lines:
        raise InputError("holds no text part (only attachments or pictures).")
    return Reading(
        reading.lines,
        READER,
        max(_length(reading.lines), reading.characters),
        cuts=reading.cuts,
        found=tuple(_list_header(message)),
        notes=tuple(_note_attachments(message)),
    )


def read_mhtml(data: bytes) -> Reading:
    """Return the reading of a web page saved as one file (.mhtml, .mht), its address taken from the header.

    Raises:
        InputError: the file holds no page, or the page no article.
    """
    message = _parse(data)
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    if not pages:
        raise InputError("holds no web page.", fix="Save the page again, as .html or .mhtml.")
    page = _decode_part(pages[0])
    reading = read_html(page.text)
    address = _header(message, "Snapshot-Content-Location") or _header(pages[0], "Content-Location")
    known = Metadata(url=address if urlsplit(address).scheme in _WEB else "", title=_header(message, "Subject"))
    notes = (*filter(None, [page.note]), *reading.notes)
    return Reading(
        reading.lines,
        PAGE_READER,
        reading.characters,
        found=reading.found,
        notes=notes,
        hints=(*list_findings(known, _ORIGIN), *reading.hints),
    )


def _parse(data: bytes) -> EmailMessage:
    from email import message_from_bytes, policy

    message = message_from_bytes(data.lstrip(), policy=policy.default)
    return message if isinstance(message, EmailMessage) else EmailMessage()


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(tidy(str(message.get(name, ""))).split())
    except Exception:  # the standard library fails in many ways on headers that are not as they should be
        return ""


def _length(lines: tuple[Line, ...]) -> int:
    return sum(len(line.text) for line in lines)


def _find_part(message: EmailMessage, kind: str) -> Decoded | None:
    parts = (part for part in message.walk() if part.get_content_type() == kind and not part.is_attachment())
    part = next((part for part in parts if part.get_payload(decode=True)), None)
    if part is None:
        return None
    try:
        return _decode_part(part)
    except InputError:
        return None


def _decode_part(part: EmailMessage) -> Decoded:
    data = part.get_payload(decode=True)
    content = data if isinstance(data, bytes) else b""
    charset = part.get_content_charset()
    read = decode_page if part.get_content_type() == "text/html" else decode
    try:
        return read(content, charset)
    except InputError:
        return read(content)


def _list_header(message: EmailMessage) -> Iterator[Finding]:
    subject = pattern("mail", "subject").sub("", _header(message, "Subject"), count=1)
    author, source = _read_sender(message)
    address = _header(message, "Archived-At").strip("<>")
    known = Metadata(
        source=source,
        title=subject,
        author=author,
        published=_header(message, "Date"),
        url=address if urlsplit(address).scheme in _WEB else "",
    )
    yield from list_findings(known, _ORIGIN)


def _read_sender(message: EmailMessage) -> tuple[str, str]:
    """Return author and source: "Ann Lee from The Echo" names both, an outlet or a mailing only the source."""
    from email.utils import parseaddr

    name, address = parseaddr(_header(message, "From"))
    domain = address.rpartition("@")[2].lower()
    if found := pattern("mail", "sender").fullmatch(name):
        return found["author"], found["source"]
    if not name:
        return "", domain
    if pattern("header", "outlet").fullmatch(name) or any(_header(message, header) for header in _LISTS):
        return "", name
    return name, domain


def _note_attachments(message: EmailMessage) -> Iterator[str]:
    names = [part.get_filename() or part.get_content_type() for part in message.walk() if part.is_attachment()]
    if names:
        yield f"{len(names)} {'attachment' if len(names) == 1 else 'attachments'} left out: {', '.join(names[:8])}"
