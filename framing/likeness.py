"""Likeness: how far two texts tell of the same event, by their words, names and numbers, and by their days."""

from __future__ import annotations

import datetime
import math
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from framing.documents.model import Document
from framing.normalizing import normalize
from framing.shipped import read_cues
from framing.terms import is_function_word, stem
from framing.vocabulary import find_names

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_array

READ_WORDS = 300
"""Words read of a text: news tells its event first; further down stands background that other events share."""
LEAD_WORDS = 60
"""Words of these that tell the event itself."""
IN_TITLE, IN_LEAD = 3, 2
"""What a word in the title or in the lead counts, beside one further down."""
KNOWN = 100
"""Texts of ordinary news that are thought beside a pile when it is asked how rare a word is: in a pile of three,
every word that they share would be common, and in one of hundreds on one affair its names would be rare."""
LEAST_WORDS = 3
"""Words and numbers that two texts must share: of a line of six words, one would make a likeness."""
NEAR, HALVING = 1, 7
"""Days apart that are as good as none (a report of the next morning), and days after which likeness is halved, again
and again: a story is one event, and a text that looks back a month later is about another."""
UNDATED = 0.8
"""What is left of likeness where the days are not known, since a day in common tells for one event too."""
BLOCK = 512
"""Texts compared with all others at a time, so that memory does not grow with the square of their number."""
DECIMALS = 9
"""Likenesses that differ less are the same: sums of the same products in another order."""

_WORD = re.compile(r"\d[\d.,]*\d(?![^\W_])|[^\W_]+(?:'[^\W_]+)*")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_TOLD = frozenset(("paragraph", "bullet", "heading"))


class Term(NamedTuple):
    """A word (its stem), a number or two neighbours of these: the number of the word in its text, and its place."""

    key: str
    word: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """Texts as weighted terms: `weights[text, term]`, rows of length 1; `words` says which of them are single words.

    `days[text]` are the first and the last day it may be of. The likeness of two texts lies in [0, 1]: the product of
    their rows, less where their days lie apart, and 0 where they share less than LEAST_WORDS.
    """

    terms: tuple[str, ...]
    weights: csr_array
    words: csr_array
    days: np.ndarray

    def __len__(self) -> int:
        return len(self.days)

    @property
    def dated(self) -> np.ndarray:
        """Whether the day of each text is known, or its month or year."""
        import numpy as np

        known: np.ndarray = np.isfinite(self.days[:, 0])
        return known

    def only(self, texts: Sequence[int]) -> Likeness:
        """Return the likeness among some of the texts, numbered anew."""
        return Likeness(self.terms, self.weights[texts], self.words[texts], self.days[texts])

    def find_pairs(self, least: float) -> np.ndarray:
        """Return the pairs of texts that are at least so much alike, a row of two numbers each."""
        import numpy as np

        starts = range(0, len(self), BLOCK)
        return np.concatenate([np.empty((0, 2), int), *(self._find_pairs(start, least) for start in starts)])

    def _find_pairs(self, start: int, least: float) -> np.ndarray:
        import numpy as np

        block = range(start, min(start + BLOCK, len(self)))
        values = self._compare(block, range(len(self)))
        a, b = np.nonzero(values >= least)
        pairs: np.ndarray = np.column_stack((a + start, b))[a + start < b]
        return pairs

    def among(self, texts: Sequence[int]) -> np.ndarray:
        """Return the likeness of each of these texts to each, as a square."""
        return self._compare(texts, texts)

    def _compare(self, texts: Sequence[int], others: Sequence[int]) -> np.ndarray:
        import numpy as np

        a, b = np.asarray(texts), np.asarray(others)
        products = (self.weights[a] @ self.weights[b].T).toarray() * self._factors(a[:, None], b[None, :])
        enough = (self.words[a] @ self.words[b].T).toarray() >= LEAST_WORDS
        found: np.ndarray = np.round(products * enough, DECIMALS)
        return found

    def _factors(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        import numpy as np

        first, last = self.days.T
        apart = np.maximum(first[a] - last[b], first[b] - last[a])
        sure = (first[a] == last[a]) & (first[b] == last[b])
        factors: np.ndarray = np.minimum(0.5 ** ((apart - NEAR) / HALVING), np.where(sure, 1, UNDATED))
        return factors

    def share_terms(self, texts: Sequence[int], least: int) -> list[str]:
        """Return the terms of at least so many of these texts, first those that make most of their likeness."""
        import numpy as np

        rows = self.weights[texts].tocsc()
        held, squares = np.diff(rows.indptr), rows.multiply(rows).sum(axis=0)
        strengths = rows.sum(axis=0) ** 2 - (squares if len(texts) > 1 else 0)
        chosen = np.flatnonzero(held >= least)
        order = sorted(chosen, key=lambda term: (-round(float(strengths[term]), DECIMALS), self.terms[term]))
        return [self.terms[term] for term in order]


def measure_likeness(documents: Sequence[Document]) -> Likeness:
    """Return the likeness of these documents to each other, the texts in the same order."""
    import numpy as np
    from scipy.sparse import csr_array

    counts = [count_terms(document) for document in documents]
    rows = _weigh_all(counts)
    terms = tuple(sorted({term for row in rows for term in row}))
    numbers = {term: number for number, term in enumerate(terms)}
    columns = np.array([numbers[term] for row in rows for term in row], int)
    values = np.array([weight for row in rows for weight in row.values()])
    shape, ends = (len(rows), len(terms)), np.cumsum([0, *map(len, rows)])
    single = np.array([" " not in term for term in terms], bool)
    days = [_find_days(document.published) for document in documents]
    return Likeness(
        terms,
        csr_array((values, columns, ends), shape=shape),
        csr_array((single[columns].astype(np.int32), columns, ends), shape=shape),
        np.array(days).reshape(-1, 2),
    )


def bound_likeness(document: Document, others: Sequence[Document]) -> float:
    """Return what a document's likeness to any of the others is at most: as it is if they are of one day."""
    counts = [count_terms(one) for one in (document, *others)]
    first, *rows = _weigh_all(counts)
    products = (math.fsum(weight * first.get(term, 0.0) for term, weight in row.items()) for row in rows)
    return round(max(products, default=0.0), DECIMALS)


def count_terms(document: Document) -> dict[str, int]:
    """Return the terms of a document's title and first READ_WORDS words in alphabetical order, each counted by place.

    Of a text in another language than English only names and numbers count: its function words are not known.
    """
    body = tell(document)
    names = None if document.language in ("", "en") else find_names([document.title, body])
    counts: Counter[str] = Counter()
    for term in read_terms(document.title, names=names):
        counts[term.key] += IN_TITLE
    for term in read_terms(body, READ_WORDS, names):
        counts[term.key] += IN_LEAD if term.word < LEAD_WORDS else 1
    return dict(sorted(counts.items()))


def tell(document: Document) -> str:
    """Return the document's paragraphs, bullets and sub-headings."""
    parts = (block for block in document.blocks if block.kind in _TOLD)
    return "\n".join(document.text[part.start : part.end] for part in parts) if document.blocks else document.text


def read_terms(text: str, most: int | None = None, names: Collection[str] | None = None) -> Iterator[Term]:
    """Yield the terms of the first `most` words of a text; of words only the `names`, where they are given.

    >>> [term.key for term in read_terms("The court's 5,000 rulings stand.")]
    ['court', '5000', 'court 5000', 'rule', '5000 rule', 'stand', 'rule stand']
    """
    plain, before, at = normalize(text), None, 0
    for number, found in enumerate(islice(_WORD.finditer(plain), most)):
        word = found[0].removesuffix("'s")
        key = _key(word)
        if not key or not (names is None or word[0].isdigit() or word in names):
            before = None
            continue
        term = Term(key, number, found.start(), found.start() + len(word))
        yield term
        if before and plain[at : term.start] == " ":
            yield Term(f"{before.key} {key}", before.word, before.start, term.end)
        before, at = term, found.end()


@lru_cache(maxsize=1 << 17)
def _key(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "")
    return "" if len(word) < 2 or is_function_word(word) else stem(word)


def _weigh_all(counts: Sequence[Mapping[str, int]]) -> list[dict[str, float]]:
    """The terms of each text with their weights, in the order of its counts."""
    held = Counter(term for count in counts for term in count)
    rarities = {term: _rarity(term, many, len(counts)) for term, many in held.items()}
    return [dict(zip(count, _weigh(count, rarities), strict=True)) for count in counts]


def _rarity(term: str, held: int, texts: int) -> float:
    """The logarithm of how seldom a term stands in a text, of the pile and of ordinary news together."""
    ordinary = read_cues("commonness")
    return math.log((texts + KNOWN) / (held + KNOWN * ordinary["words"].get(term, 0) / ordinary["stories"]))


def _weigh(counts: Mapping[str, int], rarities: Mapping[str, float]) -> list[float]:
    """The weights of a text's terms, of length 1 together."""
    weights = [math.log1p(count) * rarities[term] for term, count in counts.items()]
    length = math.sqrt(math.fsum(weight * weight for weight in weights))
    return [weight / length for weight in weights]


def _find_days(published: str) -> tuple[float, float]:
    """The first and last day that a date may mean, as numbers; any day for none."""
    found = _DATE.fullmatch(published)
    if not found:
        return -math.inf, math.inf
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        first = datetime.date(year, month or 1, day or 1)
        last = datetime.date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return -math.inf, math.inf
    return first.toordinal(), last.toordinal()
