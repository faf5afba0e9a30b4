"""Faults: what a person should look at in a table of answers, with file, line and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

IN_KEY = -1
"""The number of the file that holds the key."""


class Place(NamedTuple):
    """A line of one of the files, counted from 1; files are counted from 0, the key is IN_KEY."""

    file: int
    line: int


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing amiss: its kind, what it is, where, what to do; `first` is the place it contradicts or repeats.

    `answers` is how many answers are not counted because of it.
    """

    kind: str
    what: str
    place: Place
    fix: str = ""
    answers: int = 0
    first: Place | None = None

    def describe(self, files: Sequence[str], key: str) -> str:
        """Return the fault in one line, with the files and the key called by these names."""
        first = f" (first: {say_place(self.first, files, key)})" if self.first else ""
        return f"{say_place(self.place, files, key)}: {self.what}{first} {self.fix}".strip()


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read: its path, its number in the call (from 1), the place in it, and why."""

    path: str
    number: int
    at: str
    reason: str


def say_place(place: Place, files: Sequence[str], key: str) -> str:
    """Return a place in words.

    >>> say_place(Place(0, 7), ["answers.csv"], "key.csv")
    'answers.csv, line 7'
    """
    return f"{key if place.file == IN_KEY else files[place.file]}, line {place.line}"
