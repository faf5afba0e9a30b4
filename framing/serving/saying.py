"""Saying: every sentence of the page, from texts.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from framing.shipped import read_toml


@cache
def read_texts() -> dict[str, Any]:
    """Return the page's wording; callers must not change it."""
    return read_toml(Path(__file__).with_name("texts.toml"))


def say(key: str, **values: object) -> str:
    """Return the text at a dotted key with its {braces} filled in.

    >>> say("articles.unnamed", number=2)
    'Article 2'
    """
    found: Any = read_texts()
    for name in key.split("."):
        found = found[name]
    return str(found).format(**values) if values else str(found)
