"""Carriers: the phrases that set the poles apart most, each with a sentence that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from framing.analyses import Analysis
from framing.maps.model import Carrier, Example
from framing.maps.phrases import Wording
from framing.normalizing import normalize

if TYPE_CHECKING:
    import numpy as np

CARRIERS = 40
"""Phrases of each pole that are kept; a page shows fewer."""
_LOOKED_THROUGH = 12
"""Documents looked through for a sentence that shows a phrase."""
_SHORTEST, _LONGEST = 6, 45


def choose_carriers(names: Sequence[str], loadings: np.ndarray, documents: np.ndarray) -> list[tuple[int, int]]:
    """Return the sign and the number of the phrases that carry each pole, heaviest first: loading × documents."""
    weights = loadings * documents
    order = sorted(range(len(names)), key=lambda one: (-abs(weights[one]), names[one]))
    return [(sign, one) for sign in (-1, 1) for one in [one for one in order if weights[one] * sign > 0][:CARRIERS]]


def show_carrier(carrier: Carrier, sides: Iterable[Analysis], wording: Wording) -> Example | None:
    """Return a sentence with the phrase in the outlet's own words, from the first document that has one."""
    pattern = _pattern(carrier.phrase)
    for analysis in list(sides)[:_LOOKED_THROUGH]:
        own = normalize(wording.own_words(analysis))
        for claim in analysis.claims:
            found = pattern.search(own, claim.start, claim.end)
            if found and _SHORTEST <= len(analysis.text(claim).split()) <= _LONGEST:
                document = analysis.document
                return Example(document.id, document.source, claim.start, claim.end, *found.span())
    return None


def _pattern(phrase: str) -> re.Pattern[str]:
    words = (re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in phrase.split())
    return re.compile(rf"(?<!\w){' '.join(words)}(?!\w)")
