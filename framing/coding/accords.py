"""Accords: how far those who answered agree, with each other, with most of them, and with a key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from framing.agreement import Figure
from framing.coding.alphas import DRAWS, alphas, draw_items_again, item_distances, kappas, spread, value_places
from framing.coding.ratings import NONE, Ratings
from framing.coding.scales import Scale

if TYPE_CHECKING:
    import numpy as np

MOST_PAIRED = 60
"""Coders up to which every two are compared by themselves."""
MOST_TOLD = 5
"""Coders up to which each pair is told."""
_PERCENTILES = (2.5, 97.5)
_LEAST_ITEMS = 2
"""One item drawn again is always the same one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two coders: how many items both have answered, and the share of these that they answer alike."""

    one: str
    other: str
    items: int
    alike: float


@dataclass(frozen=True, slots=True)
class ItemAccord:
    """One item: how often each value was given, and how far its answers lie apart.

    `majority` is the value given most, "" where several are; `alike` the share of pairs of answers that are the
    same; `distance` how far apart they are, 1 being as far as two answers taken from anywhere, None where fewer
    than two answered or every item has one and the same value; `right` is the key's value, "" for none, and
    `missed` the share of answers that are not it.
    """

    item: str
    tally: tuple[tuple[str, int], ...]
    unsure: int
    majority: str
    alike: float | None
    distance: float | None
    right: str
    missed: float | None

    @property
    def answers(self) -> int:
        """How many answers count."""
        return sum(count for _, count in self.tally)


@dataclass(frozen=True, slots=True)
class Accord:
    """How far the answers to one question agree; intervals hold 95 % of draws of the items.

    `compared` items have two answers or more, `keyed` ones a right answer. `alpha` is Krippendorff's; `alike` the
    share of pairs of answers to an item that are the same; `kappa` Cohen's, None unless there are two coders;
    `majority` the share of answers that are as those of most others; `key` the share that is the key's,
    `key_majority` the share of items whose majority is, and `key_alpha` alpha between that majority and the key,
    all None without a key. `pairs` are told one by one of up to MOST_TOLD coders: of a class, they would rank
    its pupils; `pair_range` are the least and the most alike. `items` stand with the most disputed first.
    """

    scale: Scale
    coders: tuple[str, ...]
    answers: int
    unsure: int
    compared: int
    keyed: int
    alpha: Figure
    alike: Figure
    majority: Figure
    kappa: Figure | None
    key: Figure | None
    key_majority: Figure | None
    key_alpha: Figure | None
    pairs: tuple[Pair, ...]
    pair_range: tuple[float, float] | None
    items: tuple[ItemAccord, ...]


def measure_accord(ratings: Ratings, draws: int = DRAWS, seed: int = 0) -> Accord:
    """Return how far the answers to one question agree; `draws` of the items give the intervals (0: none)."""
    pairs = tuple(_pairs(ratings.coders, ratings.table())) if len(ratings.coders) <= MOST_PAIRED else ()
    figures = measure_figures(ratings, draws, seed)
    return Accord(
        scale=ratings.scale,
        coders=ratings.coders,
        answers=len(ratings.rows),
        unsure=sum(ratings.unsure),
        compared=int((ratings.counts().sum(axis=1) > 1).sum()),
        keyed=sum(one != NONE for one in ratings.right),
        alpha=figures["alpha"],
        alike=figures["alike"],
        majority=figures["majority"],
        kappa=figures.get("kappa"),
        key=figures.get("key"),
        key_majority=figures.get("key_majority"),
        key_alpha=figures.get("key_alpha"),
        pairs=pairs if len(ratings.coders) <= MOST_TOLD else (),
        pair_range=(min(one.alike for one in pairs), max(one.alike for one in pairs)) if pairs else None,
        items=tuple(sorted(_items(ratings), key=_dispute)),
    )


def _dispute(item: ItemAccord) -> tuple[float, float]:
    """Sorts the most disputed first; of those alike, what was answered more often."""
    return (1.0 if item.distance is None else -item.distance, -item.answers)


def measure_figures(ratings: Ratings, draws: int = DRAWS, seed: int = 0) -> dict[str, Figure]:
    """Return the figures of some ratings by their names in `Accord`; those with a key only where there is one."""
    import numpy as np

    measured = _measured(ratings)
    items = len(measured.counts)
    size = draws if int((measured.counts.sum(axis=1) > 0).sum()) >= _LEAST_ITEMS else 0
    found = [_figures(measured, times) for times in draw_items_again(items, size, seed)]
    return {name: _figure(np.concatenate([each[name] for each in found])) for name in found[0]}


def _figure(values: np.ndarray) -> Figure:
    """The value of the first draw, with the interval of the others where most have a value, and not all the same.

    Where every draw says the same, an interval without width would claim a sureness that few items do not give.
    """
    import numpy as np

    if np.isnan(values[0]):
        return Figure(None)
    drawn = values[1:][~np.isnan(values[1:])]
    if len(drawn) < 2 or len(drawn) * 2 < len(values) - 1:
        return Figure(float(values[0]))
    low, high = np.percentile(drawn, _PERCENTILES)
    return Figure(float(values[0]), float(low), float(high)) if low < high else Figure(float(values[0]))


@dataclass(frozen=True, slots=True, eq=False)
class _Measured:
    """Ratings as tables, a row an item; `two` are the values of two coders, None for more or fewer of them."""

    scale: Scale
    counts: np.ndarray
    right: np.ndarray
    two: np.ndarray | None

    @property
    def numbers(self) -> np.ndarray:
        """The numbers of an interval scale."""
        import numpy as np

        return np.array(self.scale.numbers or (0.0,))


def _measured(ratings: Ratings) -> _Measured:
    """Items stand in an order made of their answers, so that what they are called changes no draw."""
    import numpy as np

    counts, right = ratings.counts(), np.array(ratings.right, dtype=int)
    two = ratings.table() if len(ratings.coders) == 2 else None
    columns = [counts, right[:, None], *(() if two is None else (two,))]
    order = np.lexsort(np.concatenate(columns, axis=1).T)
    return _Measured(ratings.scale, counts[order], right[order], None if two is None else two[order])


def _figures(measured: _Measured, times: np.ndarray) -> dict[str, np.ndarray]:
    """Every figure of each draw."""
    counts, level = measured.counts, measured.scale.level
    answered = counts.sum(axis=1)
    hits, judged, majority = _majorities(counts)
    figures = {
        "alpha": alphas(counts, times, measured.numbers, level),
        "alike": _share(times, (counts * (counts - 1)).sum(axis=1), answered * (answered - 1)),
        "majority": _share(times, hits, judged),
    }
    if measured.two is not None:
        figures["kappa"] = kappas(measured.two, times, _kappa_places(measured))
    if (measured.right != NONE).any():
        figures |= _against_key(measured, majority, times)
    return figures


def _share(times: np.ndarray, part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    import numpy as np

    parts, wholes = times @ part, times @ whole
    return np.asarray(np.divide(parts, wholes, out=np.full(len(parts), np.nan), where=wholes > 0))


def _majorities(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """By item: answers like most of the others', answers whose others have a majority, and the majority or NONE.

    An answer is held against those of all others, for its own vote would speak for it. So where the first value
    leads by one, taking one of its votes away leaves a tie; where two lead, each vote meets the other's majority.
    """
    import numpy as np

    padded = np.concatenate([counts, np.zeros((len(counts), 1))], axis=1)
    second, first = np.partition(padded, -2, axis=1)[:, -2:].T
    answered, leaders = counts.sum(axis=1), (counts == first[:, None]).sum(axis=1)
    clear = first - 1 > second
    hits = np.where(clear, first, 0.0)
    judged = np.where(first > second, hits + answered - first, np.where(leaders == 2, 2 * first, 0.0))
    return hits, judged, np.where(first > second, counts.argmax(axis=1), NONE)


def _kappa_places(measured: _Measured) -> np.ndarray | None:
    import numpy as np

    if measured.scale.level == "nominal":
        return None
    return measured.numbers if measured.scale.level == "interval" else np.arange(measured.counts.shape[1])


def _against_key(measured: _Measured, majority: np.ndarray, times: np.ndarray) -> dict[str, np.ndarray]:
    import numpy as np

    right, counts = measured.right, measured.counts
    known = right != NONE
    rows = np.arange(len(right))
    both = known & (majority != NONE)
    beside = np.zeros_like(counts)
    np.add.at(beside, (rows[both], right[both]), 1)
    np.add.at(beside, (rows[both], majority[both]), 1)
    return {
        "key": _share(times, np.where(known, counts[rows, right], 0.0), np.where(known, counts.sum(axis=1), 0.0)),
        "key_majority": _share(times, (both & (right == majority)).astype(float), both.astype(float)),
        "key_alpha": alphas(beside, times, measured.numbers, measured.scale.level),
    }


def _pairs(coders: Sequence[str], table: np.ndarray) -> Iterator[Pair]:
    for one, other in combinations(range(len(coders)), 2):
        both = (table[:, one] != NONE) & (table[:, other] != NONE)
        if both.any():
            alike = (table[both, one] == table[both, other]).mean()
            yield Pair(coders[one], coders[other], int(both.sum()), float(alike))


def _items(ratings: Ratings) -> Iterator[ItemAccord]:
    counts, values = ratings.counts(), ratings.scale.values
    majority, distances = _majorities(counts)[2], _distances(ratings, counts)
    for place, item in enumerate(ratings.items):
        here, right = counts[place], ratings.right[place]
        answered = float(here.sum())
        pairs = answered * (answered - 1)
        yield ItemAccord(
            item=item,
            tally=tuple((values[at], int(here[at])) for at in here.nonzero()[0]),
            unsure=ratings.unsure[place],
            majority=values[majority[place]] if majority[place] != NONE else "",
            alike=float((here * (here - 1)).sum() / pairs) if pairs else None,
            distance=distances.get(place),
            right=values[right] if right != NONE else "",
            missed=float(1 - here[right] / answered) if right != NONE and answered else None,
        )


def _distances(ratings: Ratings, counts: np.ndarray) -> dict[int, float]:
    """The mean distance between two answers to an item, over that between two answers to any."""
    import numpy as np

    pairable = np.nonzero(counts.sum(axis=1) > 1)[0]
    chosen = counts[pairable]
    totals = chosen.sum(axis=0)[None, :]
    places = value_places(totals, np.array(ratings.scale.numbers or (0.0,)), ratings.scale.level)
    chance = spread(totals, places)[0]
    if not chance > 0:
        return {}
    number = totals.sum()
    apart = item_distances(chosen, places)[0] / chosen.sum(axis=1) * number * (number - 1) / chance
    return {int(place): round(float(far), 9) for place, far in zip(pairable, apart, strict=True)}
