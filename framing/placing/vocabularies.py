"""Vocabularies: the content words of texts, and how much of a new article's words known texts share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import fmean

from framing.analyses import Analysis
from framing.documents.model import Document
from framing.placing.model import Overlap, Vocabulary
from framing.terms import find_terms

LEAST_ALIKE = 0.12
"""Likeness to the texts of a source, on average, below which for every source an article is off topic. Of news, 0 to
2 articles in 100 are below it where sources are known by five texts or more, 3 to 10 where three to five texts are
all that is known; of recipes, match reports and the like about half (benchmarks/topics.py). An average does not
grow with the number of a source's texts, as likeness to the likest of them would; with that of sources it does."""
ENOUGH_WORDS = 200
"""Different content words (about 500 words of text) from which on LEAST_ALIKE holds; a shorter article meets fewer
of another text's words by the root of its length alone."""


def count_vocabulary(document: Document) -> Counter[str]:
    """Return how often each content word occurs; words that news puts for one another count as one."""
    return Counter(term.key for term in find_terms(document.text))


def compare_vocabulary(
    words: Counter[str],
    known: Mapping[str, Sequence[Analysis]],
    counts: Mapping[str, Counter[str]],
    likeness: Mapping[str, float],
) -> Vocabulary:
    """Return how the words of an article overlap with those of the known sources.

    `counts` are the words of every known document, by id, `likeness` how like the article's they are.
    """
    used = {source: _used(group, counts) for source, group in known.items()}
    overlaps = [Overlap(source, _share(words, theirs)) for source, theirs in used.items()]
    means = {source: fmean(likeness[one.document.id] for one in group) for source, group in known.items()}
    likest = max(sorted(means), key=lambda source: means[source])
    return Vocabulary(
        words=len(words),
        share=_share(words, set().union(*used.values())),
        overlaps=tuple(sorted(overlaps, key=lambda one: (-one.share, one.source))),
        likeness=means[likest],
        likest=likest,
        least=LEAST_ALIKE * min(1.0, math.sqrt(len(words) / ENOUGH_WORDS)),
    )


def measure_likeness(a: Counter[str], b: Counter[str]) -> float:
    """Return how like the words of two texts are, in [0, 1]: the cosine of the logarithms of their counts.

    >>> measure_likeness(Counter(rain=1, sun=1), Counter(rain=1, sun=1))
    1.0
    >>> measure_likeness(Counter(rain=1), Counter(sun=1))
    0.0
    """
    shared = math.fsum(_weigh(a[word]) * _weigh(b[word]) for word in a.keys() & b.keys())
    lengths = math.fsum(_weigh(count) ** 2 for count in a.values()) * math.fsum(
        _weigh(count) ** 2 for count in b.values()
    )
    # rounding must not make a text more than like itself
    return min(1.0, shared / math.sqrt(lengths)) if lengths else 0.0


def _weigh(count: int) -> float:
    return math.log1p(count)


def _used(group: Sequence[Analysis], counts: Mapping[str, Counter[str]]) -> set[str]:
    return {word for analysis in group for word in counts[analysis.document.id]}


def _share(words: Counter[str], others: set[str]) -> float:
    return len(words.keys() & others) / len(words) if words else 0.0
