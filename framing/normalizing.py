"""The one normalisation shared by texts and patterns: it never changes the length, so offsets stay true."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_SINGLE_QUOTES = "‘’‚‛ʼ′＇´`"
_DOUBLE_QUOTES = "“”„‟«»″＂"
_HYPHENS = "‐‑⁃﹣－"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_PLAIN = {
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_HYPHENS, " "),
    **dict.fromkeys(_SPACES, " "),
}


@cache
def _fold_character(character: str) -> str:
    plain = _PLAIN.get(character)
    if plain is not None:
        return plain
    base = unicodedata.normalize("NFD", character)
    return base[0] if all(unicodedata.combining(mark) for mark in base[1:]) else character


@cache
def _lower_character(character: str) -> str:
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


def fold_marks(text: str) -> str:
    """Return `text` with plain quotation marks, spaces for hyphens and letters without accents, same length.

    >>> fold_marks("US‑backed “Guaidó”")
    'US backed "Guaido"'
    """
    if not text.isascii():
        text = _NON_ASCII.sub(lambda found: _fold_character(found[0]), text)
    return text.replace("-", " ").replace("`", "'")


def normalize(text: str) -> str:
    """Return `fold_marks(text)` in lower case; always as long as `text`.

    >>> normalize("The so-called ‘Régime’")
    "the so called 'regime'"
    >>> len(normalize("İstanbul")) == len("İstanbul")
    True
    """
    folded = fold_marks(text)
    lowered = folded.lower()
    if len(lowered) == len(folded):
        return lowered
    return "".join(map(_lower_character, folded))
