"""Resemblance: how probable it is that two claims tell the same fact, by the words, names and numbers they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from framing.encoders import Encoder
from framing.incidence import Incidence
from framing.normalizing import normalize
from framing.quantities import Quantity, count_alike, same_number
from framing.shipped import read_cues, read_toml, shipped_folder
from framing.statements import Statement
from framing.terms import WORD, is_function_word, stems_of

if TYPE_CHECKING:
    import numpy as np

LEAST_COSINE = 0.05
"""Claims less alike in their words are looked at no further: one in fifty of them tells the same fact."""
GRAM = 4
"""Letters of a run: words of one root share most of them, others few."""
COMMON_FLOOR = 0.5
"""What the commonest word is worth: little, but two claims of common words only are alike all the same."""
LEAD = 0.12
"""Share of a text that is its beginning: there the main fact stands."""
FEWEST = 2
"""Numbers up to this are words like any other ("two men")."""
_NUMBER = "#"

FEATURES = (
    "words", "letters", "shared", "rare", "unshared", "numbers", "quotation", "context", "ahead", "distance",
    "lead", "length", "difference",
)  # fmt: skip
"""words: cosine of the weighted words; letters: geometric mean of that and the cosine of letter runs; shared:
log weight of the words shared; rare: the same of rare words; unshared: log weight of what the longer has beside
them; numbers: a number shared; quotation: a run of quoted words shared; context: the likest of the claims beside
them; ahead: lead over the next best match of either in the other's text; distance: between their places in their
texts; lead: both begin theirs; length: log words of the shorter; difference: of their log lengths."""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Pairs of statements by their positions (`a[k]` < `b[k]`, in order), and for each a row of FEATURES."""

    a: np.ndarray
    b: np.ndarray
    features: np.ndarray

    def probabilities(self) -> np.ndarray:
        """Return the probability of each pair that both tell the same fact, in (0, 1)."""
        import numpy as np

        bias, weights = _weights()
        return np.asarray(1 / (1 + np.exp(-bias - self.features @ weights)))


def measure_resemblance(statements: Sequence[Statement], encoder: Encoder | None = None) -> Resemblance:
    """Return the pairs of statements of different documents that are alike at all, measured.

    With an encoder its cosines count half of what words are alike.
    """
    import numpy as np

    words = Incidence([_word_weights(one) for one in statements], _worth)
    a, b = _candidates(words, statements)
    alike = words.cosines(a, b)
    if encoder:
        alike = (alike + _as_ranks(_encoded(encoder, statements, a, b), alike)) / 2
    letters = Incidence([Counter(_grams(one)) for one in statements], lambda keys: ()).cosines(a, b)
    shared, rare = words.shared(a, b)
    length = np.log1p([len(one.terms) for one in statements])
    features = (
        alike,
        np.sqrt(np.maximum(alike * letters, 0)),
        np.log1p(shared),
        np.log1p(rare),
        np.log1p(np.maximum(words.total[a], words.total[b]) - shared),
        _share_number(statements, a, b),
        _share_quotation(statements, a, b),
        _context(words, statements, a, b),
        _ahead((alike + letters) / 2, statements, a, b),
        *_places(statements, a, b),
        np.minimum(length[a], length[b]),
        np.abs(length[a] - length[b]),
    )
    return Resemblance(a, b, np.column_stack(features))


def _candidates(words: Incidence, statements: Sequence[Statement]) -> tuple[np.ndarray, np.ndarray]:
    import numpy as np

    documents = _codes(statements)
    alike = (words.unit @ words.unit.T).tocoo()
    kept = (alike.row < alike.col) & (alike.data >= LEAST_COSINE)
    kept &= documents[alike.row] != documents[alike.col]
    a, b = alike.row[kept], alike.col[kept]
    order = np.lexsort((b, a))
    return a[order], b[order]


def _codes(statements: Sequence[Statement]) -> np.ndarray:
    """A number for each document."""
    import numpy as np

    names = {name: code for code, name in enumerate(sorted({one.document for one in statements}))}
    return np.array([names[one.document] for one in statements], dtype=int)


def _word_weights(one: Statement) -> dict[str, float]:
    weights = dict.fromkeys(one.terms, 0.0)
    for term, weight in zip(one.terms, one.weights, strict=True):
        weights[term] = max(weights[term], weight)
    for quantity in one.quantities:
        if _counts(quantity):
            weights[_number_key(quantity)] = 1.0
    return weights


def _counts(quantity: Quantity) -> bool:
    return bool(quantity.tally) or quantity.value > FEWEST


def _number_key(quantity: Quantity) -> str:
    return _NUMBER + ("-".join(map(str, quantity.tally)) if quantity.tally else f"{quantity.value:g}")


def _grams(one: Statement) -> Sequence[str]:
    """The runs of GRAM letters of the content words."""
    words = (word for word in WORD.findall(normalize(one.text)) if not is_function_word(word))
    line = f" {' '.join(words)} "
    return [line[at : at + GRAM] for at in range(len(line) - GRAM + 1)]


def _worth(keys: Sequence[str]) -> np.ndarray:
    """How much ordinary news sets each key apart: the log of how few stories have it."""
    import numpy as np

    known = read_cues("commonness")
    stories, counts = known["stories"], known["words"]
    spread = (sum(counts.get(stem, 0) for stem in stems_of(key.removeprefix(_NUMBER))) for key in keys)
    return np.array([max(COMMON_FLOOR, math.log((1 + stories) / (1 + min(stories, many)))) for many in spread])


def _encoded(encoder: Encoder, statements: Sequence[Statement], a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The cosines of an encoder's vectors."""
    import numpy as np

    vectors = np.asarray(encoder([one.text for one in statements]), dtype=float)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = vectors / np.where(lengths > 0, lengths, 1)
    return np.asarray((vectors[a] * vectors[b]).sum(axis=1))


def _as_ranks(values: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Return values on the scale of others, by rank: encoders differ in what cosine they call alike."""
    import numpy as np

    ranked = np.empty_like(scale)
    ranked[np.argsort(values, kind="stable")] = np.sort(scale)
    return ranked


def _share_number(statements: Sequence[Statement], a: np.ndarray, b: np.ndarray) -> np.ndarray:
    import numpy as np

    numbers = [[one for one in statement.quantities if _counts(one)] for statement in statements]
    has = np.array([bool(one) for one in numbers], dtype=bool)
    shared = np.zeros(len(a))
    for at in np.flatnonzero(has[a] & has[b]):
        shared[at] = any(_is_same(x, y) for x in numbers[a[at]] for y in numbers[b[at]])
    return shared


def _is_same(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers are one; a number with nothing named after it may count whatever the other does."""
    return same_number(a, b) and (count_alike(a, b) or not a.units or not b.units)


def _share_quotation(statements: Sequence[Statement], a: np.ndarray, b: np.ndarray) -> np.ndarray:
    import numpy as np

    quotes = np.array([bool(one.quoted) for one in statements], dtype=bool)
    shared = np.zeros(len(a))
    for at in np.flatnonzero(quotes[a] & quotes[b]):
        shared[at] = not statements[a[at]].quoted.isdisjoint(statements[b[at]].quoted)
    return shared


def _context(words: Incidence, statements: Sequence[Statement], a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The best cosine between a neighbour of the one and a neighbour of the other."""
    import numpy as np

    best = np.zeros(len(a))
    for step_a in (-1, 1):
        for step_b in (-1, 1):
            x, y = _beside(statements, step_a)[a], _beside(statements, step_b)[b]
            known = (x >= 0) & (y >= 0)
            found = np.zeros(len(a))
            found[known] = words.cosines(x[known], y[known])
            best = np.maximum(best, found)
    return best


def _beside(statements: Sequence[Statement], step: int) -> np.ndarray:
    """The position of each statement's neighbour in its document, -1 where it has none."""
    import numpy as np

    codes, at = _codes(statements), np.arange(len(statements))
    other = np.clip(at + step, 0, len(statements) - 1)
    return np.where((codes[other] == codes) & (other != at), other, -1)


def _ahead(alike: np.ndarray, statements: Sequence[Statement], a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """How far each pair is ahead of the next best: the lesser of its leads in the two texts."""
    import numpy as np

    codes = _codes(statements)
    return np.asarray(np.minimum(_lead(alike, a, codes[b]), _lead(alike, b, codes[a])))


def _lead(alike: np.ndarray, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Each value less the best of the others with the same statement and the same other document."""
    import numpy as np

    if not len(alike):
        return alike
    order = np.lexsort((-alike, other, one))
    starts = np.flatnonzero(np.r_[True, np.diff(one[order]).astype(bool) | np.diff(other[order]).astype(bool)])
    sizes = np.diff(np.r_[starts, len(order)])
    first = alike[order[starts]]
    second = np.where(sizes > 1, alike[order[np.minimum(starts + 1, len(order) - 1)]], 0.0)
    rival = np.repeat(first, sizes)
    rival[starts] = second
    lead = np.empty_like(alike)
    lead[order] = alike[order] - rival
    return lead


def _places(statements: Sequence[Statement], a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distance of their places, and whether both stand in a lead."""
    import numpy as np

    place = np.array([one.place for one in statements])
    begins = np.array([one.headline or one.place < LEAD for one in statements], dtype=bool)
    return np.abs(place[a] - place[b]), (begins[a] & begins[b]).astype(float)


@cache
def _weights() -> tuple[float, np.ndarray]:
    """The bias and the weight of each feature."""
    import numpy as np

    learned: dict[str, Any] = read_toml(shipped_folder("lexicons") / "words" / "resemblance.toml")
    return learned["bias"], np.array([learned["weights"][name] for name in FEATURES])
