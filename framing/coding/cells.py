"""Cells: text that a spreadsheet program shows and never runs, and gets back as it was."""

from __future__ import annotations

import hashlib
import re

MARK = "'"
_FORMULA = re.compile(r"[\s']*[=+\-@|\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")
"""What spreadsheet programs take for a formula, full-width signs included; marks before it are the guard's own."""
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
LONGEST = 32_767
"""Characters a cell of the usual spreadsheet programs holds; they cut the rest without a word."""


def guard(text: str) -> str:
    """Return the text with a mark before it where a spreadsheet would take it for a formula; numbers stay.

    >>> guard("=1+1"), guard("-2"), guard("- he said")
    ("'=1+1", '-2', "'- he said")
    """
    return f"{MARK}{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def unguard(text: str) -> str:
    """Return a guarded text as it was: `unguard(guard(text)) == text`.

    >>> unguard("'=1+1"), unguard("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith(MARK) and _FORMULA.match(text[1:]) else text


def flatten(text: str) -> str:
    """Return the text on one line with single spaces, as it stands in a cell."""
    return " ".join(text.split())


def digest(text: str) -> str:
    """Return a fingerprint of the text's characters that does not depend on its spaces and line ends."""
    return hashlib.blake2b(flatten(text).encode("utf-8", "replace"), digest_size=8).hexdigest()
