"""Races: contestants that take turns, round by round, each in processes of its own; medians and ratios of rounds."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from processes import Used, run_watched


@dataclass(frozen=True, slots=True)
class Contestant:
    """Somebody who does a piece of work by commands, one after another, in a new folder every time.

    A last line of JSON that a command says is its answer; `seconds` and `processor` in it replace those of the whole
    process, so that what came before (imports, articles read into memory) is not counted.
    """

    name: str
    commands: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Lap:
    """One command of one round: seconds by the clock and of the processors, peak megabytes, what it answered."""

    seconds: float
    processor: float
    peak: float
    answer: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ratio:
    """The median of a ratio over the rounds, and its least and greatest."""

    middle: float
    low: float
    high: float

    def times(self, factor: float) -> Ratio:
        return Ratio(self.middle * factor, self.low * factor, self.high * factor)

    def __str__(self) -> str:
        return f"{self.middle:.2f} ({self.low:.2f}–{self.high:.2f})"


@dataclass(frozen=True, slots=True)
class Ratios:
    """A ratio of times by the clock and one of processor times, which other work on the machine disturbs less."""

    clock: Ratio
    processor: Ratio

    def times(self, factor: float) -> Ratios:
        return Ratios(self.clock.times(factor), self.processor.times(factor))


Laps = list[tuple[Lap, ...]]
"""Of one contestant: for each round the laps, one a command."""


def run_race(contestants: Sequence[Contestant], rounds: int) -> dict[str, Laps]:
    """Run every contestant once a round; every other round goes backwards, so that none always follows another."""
    laps: dict[str, Laps] = {one.name: [] for one in contestants}
    for number in range(rounds):
        for one in contestants if number % 2 == 0 else reversed(contestants):
            print(f"round {number + 1} of {rounds}: {one.name}", file=sys.stderr, flush=True)
            with tempfile.TemporaryDirectory() as folder:
                laps[one.name].append(tuple(_lap(run_watched(line, Path(folder))) for line in one.commands))
    return laps


def _lap(used: Used) -> Lap:
    lines = used.said.strip().splitlines()
    answer = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
    seconds, processor = answer.get("seconds", used.seconds), answer.get("processor", used.processor)
    return Lap(seconds, processor, used.peak, answer)


def add_laps(laps: Sequence[Lap]) -> Lap:
    """All commands of a round as one: times added, the greatest peak."""
    return Lap(sum(one.seconds for one in laps), sum(one.processor for one in laps), max(one.peak for one in laps))


def median_lap(laps: Sequence[Lap]) -> Lap:
    """The median of each figure over the rounds, and the first answer."""

    def median(name: str) -> float:
        return float(statistics.median(getattr(one, name) for one in laps))

    return Lap(median("seconds"), median("processor"), median("peak"), laps[0].answer)


def compare_laps(over: Sequence[Lap], under: Sequence[Lap]) -> Ratios:
    """The ratios of times in the same rounds, first to second; per article where both say how many they had."""

    each = all("articles" in lap.answer for lap in (over[0], under[0]))

    def figure(lap: Lap, name: str) -> float:
        return float(getattr(lap, name)) / (lap.answer["articles"] if each else 1)

    def ratio(name: str) -> Ratio:
        found = [figure(a, name) / figure(b, name) for a, b in zip(over, under, strict=True)]
        return Ratio(statistics.median(found), min(found), max(found))

    return Ratios(ratio("seconds"), ratio("processor"))
