"""Cut-offs: signs that a text was broken off before its end, by a paywall or by an excerpt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from framing.documents.boilerplate import furniture, pattern, read_boilerplate
from framing.documents.lines import Line
from framing.documents.model import Cut

PAYWALL = "paywall"
CUT_OFF = "may be cut off"
"""How every note of this module begins."""
_NOT_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
"""What publishers tell search engines of an article behind a paywall (schema.org)."""
_TEXT = re.compile(r">\s*([^<>]{8,200}?)\s*<")
_ELLIPSES = (".", "…", "]", ")")
_FEWEST_SPACES = 3
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
    return f"{CUT_OFF} by a paywall or as an excerpt (it ends in dots)"


def describe_paywall(words: str) -> str:
    """Return the note on a page that shows these words of a paywall.

    >>> describe_paywall("Subscribe to continue reading")
    'may be cut off by a paywall (“Subscribe to continue reading”)'
    """
    shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
    return f"{CUT_OFF} by a paywall (“{shown}”)"


def find_paywall(page: str) -> str:
    """Return the note on an HTML page that says, to readers or to machines, that it is not free, or "".

    >>> find_paywall("<p>The rest of this article is for subscribers only.</p>")
    'may be cut off by a paywall (“The rest of this article is for subscribers only.”)'
    """
    if _NOT_FREE.search(page):
        return f"{CUT_OFF} by a paywall (the page says that it is not free)"
    # Shorter ones ("Members only") are as often badges of other articles.
    texts = [" ".join(found[1].split()) for found in _TEXT.finditer(page) if found[1].count(" ") >= _FEWEST_SPACES]
    kinds = zip(texts, furniture().kinds_of(texts), strict=False)
    return next((describe_paywall(text) for text, kind in kinds if kind == PAYWALL), "")


@cache
def _lines_after() -> int:
    return int(read_boilerplate()["cutoff"]["lines_after"])
