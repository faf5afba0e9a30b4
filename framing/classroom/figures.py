"""Figures: how often the tool was found to be wrong, as every sheet says."""

from __future__ import annotations

from pathlib import Path

from framing.classroom.model import Figure, Figures
from framing.errors import FramingError
from framing.lexicons.model import Lexicon
from framing.lexicons.places import WEST
from framing.shipped import read_toml

FIGURES = Path(__file__).with_name("figures.toml")


def read_figures(axis: Lexicon | None) -> Figures:
    """Return how often the tool is wrong; about sides only where this very axis was measured, in its own place."""
    raw = read_toml(FIGURES, FramingError)
    measured = raw["stance"].get(axis.name) if axis and axis.place == WEST else None
    sides = Figure(**measured) if measured else None
    return Figures(axis is not None, sides, Figure(**raw["voices"]), Figure(**raw["labels"]))
