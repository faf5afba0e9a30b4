"""Pairs: claims of different sources that tell the same thing, and the groups that pairs make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from framing.encoders import Encoder
from framing.resemblance import Resemblance, measure_resemblance
from framing.statements import Statement

LEAST = 0.9
"""Probability from which two claims are a pair. The weights come from tellings written for it; of real articles'
pairs one in twelve from here on is wrong, as judged by hand, one in three just below (benchmarks/pairs.py)."""
KNOWN = 0.3
"""Probability from which a pair counts at all when groups are joined, and is worth showing as the nearest."""
TOGETHER = 0.5
"""Mean probability of all pairs across two groups from which a pair joins them: a chain of pairs is no fact."""

DECIMALS = 9
"""Probabilities that differ less are the same: sums of the same products in another order."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements (positions in their list, a < b) and the probability that they tell the same fact."""

    a: int
    b: int
    probability: float


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups of statements (positions, in order) that tell one fact, of two owners or more, the first first.

    `known` are all pairs from KNOWN on, the likeliest first, whether they made a group or not.
    """

    groups: tuple[tuple[int, ...], ...]
    known: tuple[Pair, ...]


def group_statements(
    statements: Sequence[Statement], owners: Sequence[str], encoder: Encoder | None = None
) -> Grouping:
    """Return the statements grouped by the fact they tell.

    Pairs make groups, the likeliest first, where what is in both groups is alike throughout.
    """
    likely = _likely(measure_resemblance(statements, encoder)) if statements else []
    known = {(pair.a, pair.b): pair.probability for pair in likely}
    groups: dict[int, tuple[int, ...]] = {at: (at,) for at in range(len(statements))}
    for pair in _best(likely, statements, owners):
        one, other = groups[pair.a], groups[pair.b]
        if one is not other and _belong(one, other, known, statements):
            joined = tuple(sorted(one + other))
            groups |= dict.fromkeys(joined, joined)
    return Grouping(tuple(sorted({group for group in groups.values() if len(group) > 1})), tuple(likely))


def _likely(found: Resemblance) -> list[Pair]:
    """The pairs from KNOWN on, the likeliest first; equally likely ones in order of place."""
    rows = zip(found.a.tolist(), found.b.tolist(), found.probabilities().tolist(), strict=True)
    pairs = [Pair(a, b, round(probability, DECIMALS)) for a, b, probability in rows if probability >= KNOWN]
    return sorted(pairs, key=lambda pair: (-pair.probability, pair.a, pair.b))


def _best(likely: Sequence[Pair], statements: Sequence[Statement], owners: Sequence[str]) -> Iterator[Pair]:
    """Pairs of two owners of which each is the likeliest for the other in its document."""
    best: dict[tuple[int, str], float] = {}
    for pair in likely:
        best.setdefault((pair.a, statements[pair.b].document), pair.probability)
        best.setdefault((pair.b, statements[pair.a].document), pair.probability)
    for pair in likely:
        if pair.probability < LEAST:
            return
        a, b = (statements[one].document for one in (pair.a, pair.b))
        if owners[pair.a] != owners[pair.b] and best[pair.a, b] == pair.probability == best[pair.b, a]:
            yield pair


def _belong(
    one: Sequence[int], other: Sequence[int], known: Mapping[tuple[int, int], float], statements: Sequence[Statement]
) -> bool:
    across = [
        known.get((min(a, b), max(a, b)), 0.0)
        for a in one
        for b in other
        if statements[a].document != statements[b].document
    ]
    return sum(across) >= TOGETHER * len(across)
