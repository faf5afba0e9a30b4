"""Intake: what a visitor pasted or dropped, checked against the limits before anything reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from framing.serving.limits import Limits, RefusalError
from framing.serving.saying import say

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_NAME_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Item:
    """One article as given: a pasted text, or a file's name and bytes; title and source "" where not given."""

    text: str = ""
    title: str = ""
    source: str = ""
    name: str = ""
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it came, before it is looked at."""

    name: str
    data: bytes
    source: str = ""


def check_texts(titles: Sequence[str], sources: Sequence[str], texts: Sequence[str], limits: Limits) -> list[Item]:
    """Return the pasted articles without empty ones; raises RefusalError where one is too long or lacks its text."""
    items, faults = [], []
    for number, (title, source, text) in enumerate(zip_longest(titles, sources, texts, fillvalue=""), 1):
        fault = _find_fault(title, source, text, limits)
        if fault:
            faults.append(say(f"problems.{fault}", number=number, most=f"{limits.characters:,}", short=limits.short))
        elif text.strip():
            items.append(Item(_whole(text), clean_line(title), clean_line(source)))
    if faults:
        raise RefusalError(422, say("problems.articles"), tuple(faults))
    return items


def _find_fault(title: str, source: str, text: str, limits: Limits) -> str:
    if len(text) > limits.characters:
        return "long"
    if max(len(title), len(source)) > limits.short:
        return "long_line"
    return "" if text.strip() or not (title.strip() or source.strip()) else "no_text"


def check_files(uploads: Sequence[Upload], limits: Limits) -> list[Item]:
    """Return the files without unnamed ones; raises RefusalError where they are too large or too many."""
    chosen = [upload for upload in uploads if upload.name or upload.data]
    if len(chosen) > limits.files:
        raise RefusalError(413, say("problems.many_files", most=limits.files))
    large = [clean_name(upload.name) for upload in chosen if len(upload.data) > limits.file_bytes]
    if large:
        raise RefusalError(413, say("problems.large_file", most=limits.file_bytes // 1_000_000), tuple(large))
    return [
        Item(name=clean_name(upload.name), data=upload.data, source=clean_line(upload.source)[: limits.short])
        for upload in chosen
    ]


def check_count(items: Sequence[Item], limits: Limits, least: int = 1, most: int = 0) -> None:
    """Raise RefusalError for fewer articles than `least` or more than `most` (0: as many as the limits allow)."""
    most = most or limits.articles
    if not items:
        raise RefusalError(422, say("problems.nothing"))
    if len(items) < least:
        raise RefusalError(422, say("problems.few", least=least))
    if len(items) > most:
        raise RefusalError(422, say("problems.many", most=most, given=len(items)))


def clean_name(name: str) -> str:
    """Return the last part of a file's name, printable and short: it is shown, and never opened.

    >>> clean_name("../../etc/passwd"), clean_name("C:\\\\texts\\\\a.html"), clean_name("")
    ('passwd', 'a.html', 'file')
    """
    last = clean_line(re.split(r"[/\\]", name)[-1])
    return last[-_NAME_LENGTH:].strip(" .") or "file"


def clean_line(text: str) -> str:
    """Return a text as one printable line.

    >>> clean_line("  Bay\\nCourier\\x00 ")
    'Bay Courier'
    """
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def _whole(text: str) -> str:
    """Return a text without the halves of characters that no encoding can write."""
    return text.encode("utf-8", "replace").decode("utf-8")
