"""Kinds of claims: by their block, by their end, and by a few plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from framing.claims.model import Kind
from framing.shipped import read_cues

_QUESTION = re.compile(r"\?[^\w\s]*\Z")
_REACH = 80
_CLOSING = 6
_CUED: tuple[Kind, ...] = ("directive", "prediction", "opinion")


def find_kind(text: str, start: int, end: int, is_cued: bool) -> Kind:
    """Return the kind of the claim `text[start:end]` of a paragraph; `is_cued`: it may hold a cue of a kind."""
    near = end - _CLOSING
    if text.find("?", near if near > start else start, end) >= 0 and _QUESTION.search(text[start:end][-_CLOSING:]):
        return "question"
    if is_cued:
        opening = text[start : min(end, start + _REACH)]
        for kind, cues in _patterns():
            if cues.match(opening):
                return kind
    return "assertion"


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """Return the pattern of each kind: a cue in the main clause, before any comma and not after "that" or "who"."""
    relatives = "".join(rf"(?<! {re.escape(word)} )" for word in read_cues("grammar")["words"]["relatives"])
    return tuple((kind, _compile(cues, relatives)) for kind, cues in _plain_cues().items())


def _compile(cues: Sequence[str], guard: str) -> re.Pattern[str]:
    firsts = re.escape("".join(sorted({cue[0] for cue in cues})))  # asked before the guard, which takes longer
    return re.compile(rf"[^\w\s]*[^,;:?“\"]*?\b(?=[{firsts}]){guard}(?:{'|'.join(map(re.escape, cues))})\b")


@cache
def _plain_cues() -> dict[Kind, tuple[str, ...]]:
    plain = read_cues("certainty")["plain"]
    return {kind: tuple(plain[f"{kind}s"]) for kind in _CUED}


def kind_cues() -> tuple[str, ...]:
    """Return all cues that mark a kind of claim, as they stand in a text."""
    return tuple(cue for cues in _plain_cues().values() for cue in cues)
