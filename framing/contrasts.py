"""Contrast: which words one source uses more than another, with a measure of how sure that is."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from framing.normalizing import normalize
from framing.shipped import read_cues

PRIOR_WORDS = 500
"""Weight of the prior in words: enough to hold back words seen once or twice in short articles."""
MIN_COUNT = 2
SHOWN = 12
WORD = r"[^\W\d_]+(?:'[^\W\d_]+)*"
STOPS = r"[.,;:!?()\"\n]"
"""What ends a stretch of words in which neighbours are pairs."""
_WORD = re.compile(WORD)


@dataclass(frozen=True, slots=True)
class WordContrast:
    """One word or pair of words: `log_odds` > 0 where a uses it more than b; |z| > 1.96 is beyond chance at 95 %."""

    term: str
    log_odds: float
    z: float
    count_a: int
    count_b: int


@dataclass(frozen=True, slots=True)
class Contrast:
    """The words that most set source `a` apart from source `b`, strongest first on each side."""

    a: str
    b: str
    more_in_a: tuple[WordContrast, ...]
    more_in_b: tuple[WordContrast, ...]


def count_terms(text: str) -> Counter[str]:
    """Return how often each content word and each pair of neighbouring content words occurs.

    >>> sorted(count_terms("The coup, and the coup plotters."))
    ['coup', 'coup plotters', 'plotters']
    """
    counts: Counter[str] = Counter()
    for sentence in re.split(f"{STOPS}+", normalize(text)):
        words = [without_possessive(word) for word in _WORD.findall(sentence)]
        counts.update(word for word in words if is_content(word))
        counts.update(f"{a} {b}" for a, b in pairwise(words) if is_content(a) and is_content(b))
    return counts


def contrast_terms(a: Counter[str], b: Counter[str]) -> list[WordContrast]:
    """Return the log-odds of every term between two counts, with an informative Dirichlet prior.

    The prior is the pooled use of the two, so that no third source can change it and swapping them turns
    the signs (Monroe, Colaresi & Quinn 2008, "Fightin' Words", Political Analysis 16(4), eq. 15–22).
    """
    totals = sum(a.values()), sum(b.values())
    return [contrast_term(term, (a[term], b[term]), totals) for term in sorted(a.keys() | b.keys())]


def contrast_term(term: str, counts: tuple[int, int], totals: tuple[int, int]) -> WordContrast:
    """Return the contrast of one term, used so often in each of two lots of so many terms."""
    (count_a, count_b), (total_a, total_b) = counts, totals
    prior = PRIOR_WORDS * (count_a + count_b) / (total_a + total_b)
    odds_a, odds_b = count_a + prior, count_b + prior
    rest_a, rest_b = total_a + PRIOR_WORDS - odds_a, total_b + PRIOR_WORDS - odds_b
    delta = _log_ratio(odds_a, rest_a) - _log_ratio(odds_b, rest_b)
    z = delta / math.sqrt(1 / odds_a + 1 / odds_b)
    return WordContrast(term, delta, z, count_a, count_b)


def contrast_sources(a: str, b: str, counts_a: Counter[str], counts_b: Counter[str]) -> Contrast:
    """Return the contrast of two sources: at most SHOWN terms each way, each used at least MIN_COUNT times."""
    terms = [term for term in contrast_terms(counts_a, counts_b) if term.count_a + term.count_b >= MIN_COUNT]
    return pick_strongest(a, b, terms)


def pick_strongest(a: str, b: str, terms: Sequence[WordContrast]) -> Contrast:
    """Return the contrast of two sources from those of their terms: at most SHOWN each way."""
    return Contrast(a, b, _strongest(terms, 1), _strongest(terms, -1))


def _strongest(terms: Iterable[WordContrast], sign: int) -> tuple[WordContrast, ...]:
    mine = sorted((term for term in terms if term.z * sign > 0), key=lambda term: (-abs(term.z), term.term))
    return tuple(mine[:SHOWN])


def _log_ratio(odds: float, rest: float) -> float:
    # a text of one single word leaves nothing beside it
    return math.log(odds / rest) if rest > 0 else math.log(odds)


def without_possessive(word: str) -> str:
    """Return a normalized word without a possessive 's."""
    return word[:-2] if word.endswith("'s") else word


def is_content(word: str) -> bool:
    """Return whether a normalized word is counted: it is no stopword and longer than a letter."""
    return len(word) > 1 and word not in _stopwords()


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(normalize(word) for word in read_cues("stopwords")["words"])
