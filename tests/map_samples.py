"""Sources for the tests of maps: texts of invented words drawn by where a source stands; counts without texts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np

from framing.analyses import Analysis, analyze
from framing.documents import Metadata, make_document
from framing.maps import Estimate, MapOptions, SourceMap, draw_map
from framing.maps.counts import Counts, count_phrases
from tests.report_samples import AXIS, HOSTILE

PLACES = {
    "Bay Courier": -1.1, "Harbour Post": 1.2, "Town Gazette": -0.9, "Echo": 0.0, "Shore Mirror": 0.8,
    "Pier Weekly": 0.3,
}  # fmt: skip
PRO, CRITICAL = ("Harbour Post", "Shore Mirror"), ("Bay Courier", "Town Gazette")
STARTS, ENDS = ("bal", "dor", "fen", "gim", "kul"), ("ket", "mon", "rab", "sil")
WORDS = ["".join(parts) for parts in product(STARTS, "aeiou", ENDS)]
TEXTS, SENTENCES = 16, 7


def write(place: float, random_: random.Random, sentences: int = SENTENCES) -> str:
    """A text whose words are drawn by where its source stands: a high place likes those late in WORDS."""
    likes = [2.718 ** (place * 1.6 * (number / len(WORDS) - 0.5) * 2) for number in range(len(WORDS))]
    lines = []
    for _ in range(sentences):
        one, two, three, four, five, six = random_.choices(WORDS, likes, k=6)
        lines.append(f"The {one} {two} of the {three} will {four} the {five} and the {six}.")
    return " ".join(lines)


def read(name: str, source: str, text: str, published: str = "") -> Analysis:
    made = make_document(text, Metadata(id=name, source=source, published=published))
    # invented words are in no language that could be told
    return analyze(replace(made, language=""), [AXIS])


@cache
def library(seed: int = 1) -> tuple[Analysis, ...]:
    random_ = random.Random(seed)
    return tuple(
        read(f"{source} {number}", source, write(place, random_), f"2024-05-{number + 1:02}")
        for source, place in PLACES.items()
        for number in range(TEXTS)
    )


def article(place: float, name: str = "n1", sentences: int = 12) -> Analysis:
    return read(name, "Example", write(place, random.Random(name), sentences))


def options(**changed: object) -> MapOptions:
    return MapOptions(**({"pro": PRO, "critical": CRITICAL} | changed))  # type: ignore[arg-type]


@cache
def drawn() -> SourceMap:
    new = [article(1.2, "n1"), article(-1.1, "n2"), read("n3", "Example", "Fishers met. It rained.")]
    return draw_map(library(), options(), AXIS, new)


@cache
def planar() -> SourceMap:
    """A second axis by hand, so that the plane can be looked at: half of the sources have nearly the same place."""
    spots = [
        replace(spot, place=Estimate(0.1 * (n % 2), -0.6, 0.8), second=Estimate(0.05 * n, -0.4, 0.6))
        for n, spot in enumerate(drawn().spots)
    ]
    more = [replace(spots[n % len(spots)], source=f"The Long Shore Name {n}", pole=0) for n in range(12)]
    new = [replace(one, second=one.place) for one in drawn().newcomers]
    return replace(drawn(), spots=tuple(spots + more), newcomers=tuple(new), asked=2)


@cache
def hostile() -> SourceMap:
    """Markup wherever a document can bring text of its own."""
    renamed = [
        read(f"{one.document.id} {HOSTILE}", f"{one.document.source} {HOSTILE}", f"{one.document.text} {HOSTILE}")
        for one in library()
    ]
    names = {
        "pro": tuple(f"{one} {HOSTILE}" for one in PRO),
        "critical": tuple(f"{one} {HOSTILE}" for one in CRITICAL),
    }
    return draw_map(
        renamed, options(**names), AXIS, [read(HOSTILE, HOSTILE, f"{HOSTILE} met. {write(1, random.Random(1))}")]
    )


@cache
def refused() -> SourceMap:
    return draw_map(library()[:40], options(pro=("Harbour Post",), critical=("Bay Courier",)), AXIS)


def simulate(
    seed: int,
    places: Sequence[float],
    texts: Sequence[int],
    phrases: int = 150,
    strength: float = 0.35,
    other: float = 0.0,
) -> Counts:
    """Counts as the model has them, with words in bursts; `strength` 0 is nothing but noise.

    `other` is the strength of another difference between the sources, which has nothing to do with their places.
    """
    dice = np.random.default_rng(seed)
    loadings, rates = dice.normal(0, strength, phrases), dice.normal(0, 1, phrases)
    genre = dice.normal(0, other, phrases) if other else np.zeros(phrases)
    found, sources = [], []
    for source, (place, count) in enumerate(zip(places, texts, strict=True)):
        means = np.exp(rates + loadings * place + genre * (-1) ** source)
        for _ in range(count):
            drawn = dice.poisson(40 * means / means.sum() * dice.gamma(2, 0.5, phrases))
            found.append(np.repeat(np.arange(phrases), drawn).tolist())
            sources.append(source)
    return count_phrases(found, sources, (phrases, len(places)))
