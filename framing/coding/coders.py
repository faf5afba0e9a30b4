"""Coders: people told by codes, never by names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from functools import cache

from framing.shipped import read_cues

_ID = re.compile(r"(?=.*\d)[0-9a-f-]{6,}", re.IGNORECASE)
"""Numbers as surveys give them to those who take part."""
_DIGITS = re.compile(r"(\d+)")


def is_code(label: str) -> bool:
    """Return whether a label is a code, such as a letter, a number, or a role with a number; else it may be a name.

    >>> [is_code(label) for label in ("P07", "coder B", "7b", "Anna", "anna2")]
    [True, True, True, False, False]
    """
    return bool(_codes().fullmatch(label) or _ID.fullmatch(label))


@cache
def _codes() -> re.Pattern[str]:
    roles = "|".join(map(re.escape, read_cues("answers")["codes"]["roles"]))
    return re.compile(
        rf"(?:(?:{roles})[\s_.-]*)?(?:\d{{1,9}}[a-z]?|[a-z]|[a-z]\d{{1,9}})|[a-z]{{1,2}}[-_]?\d{{1,9}}", re.I
    )


def code_coders(labels: Mapping[str, str], unnamed: Collection[str] = ()) -> dict[str, str]:
    """Return a code for each coder: their own label where it is a code, else the next free of C1, C2 …

    `labels` are what the files call each; the `unnamed` are told by their file and numbered first, in its order.
    Those with names follow in an order that does not tell the alphabet's.
    """
    codes = {key: label for key, label in labels.items() if key not in unnamed and is_code(label)}
    taken = {code.casefold() for code in codes.values()}
    named = (key for key in labels if key not in codes and key not in unnamed)
    waiting = [key for key in labels if key in unnamed] + sorted(named, key=_hidden)
    free = (f"C{number}" for number in range(1, len(labels) + len(taken) + 1))
    numbers = (code for code in free if code.casefold() not in taken)
    return codes | dict(zip(waiting, numbers, strict=False))


def _hidden(label: str) -> bytes:
    return hashlib.blake2b(label.encode("utf-8", "replace"), digest_size=16).digest()


def in_order(label: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts codes as people do.

    >>> sorted(["C10", "C9"], key=in_order)
    ['C9', 'C10']
    """
    parts = enumerate(_DIGITS.split(label))
    return tuple((place % 2, int(part) if place % 2 else 0, part.casefold()) for place, part in parts)
