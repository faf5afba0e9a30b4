"""Cut-offs: signs that a text was broken off before its end, by a paywall or by an excerpt."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from framing.documents.boilerplate import pattern, read_boilerplate
from framing.documents.lines import Line
from framing.documents.model import Cut

PAYWALL = "paywall"
_ELLIPSES = (".", "…", "]", ")", '"', "”", "'", "’")
_LONGEST = 60
"""Characters of a cue quoted in the receipt."""


def describe_cutoff(cuts: Sequence[Cut], kept: Sequence[Line]) -> str:
    """Return the note on a text that may not be whole, with the words that tell it, or "".

    A paywall's line with paragraphs of the article below it cut nothing off. What leads to the whole article
    elsewhere is known from a last line that ends in dots.
    """
    walls = [cut for cut in cuts if cut.kind == PAYWALL]
    if walls and sum(line.number > walls[-1].line for line in kept) <= _lines_after():
        return describe_paywall(walls[-1].text)
    if not kept or kept[-1].text[-1] not in _ELLIPSES or not pattern("cutoff", "ellipsis").search(kept[-1].text[-8:]):
        return ""
    return "may be cut off by a paywall or as an excerpt (it ends in dots)"


def describe_paywall(words: str) -> str:
    """Return the note on a page that shows these words of a paywall.

    >>> describe_paywall("Subscribe to continue reading")
    'may be cut off by a paywall (“Subscribe to continue reading”)'
    """
    shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
    return f"may be cut off by a paywall (“{shown}”)"


@cache
def _lines_after() -> int:
    return int(read_boilerplate()["cutoff"]["lines_after"])
