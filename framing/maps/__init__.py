"""Maps: sources placed among themselves from their words alone, without a lexicon; a check beside the stances."""

from framing.maps.drawing import MapOptions, draw_map
from framing.maps.model import (
    FEW_PHRASES,
    FEW_SOURCES,
    FEW_TEXTS,
    NO_DIFFERENCE,
    NO_MAP,
    NOT_ENGLISH,
    TOO_LITTLE,
    UNSURE,
    Carrier,
    Estimate,
    Example,
    Kinship,
    LeftOut,
    Newcomer,
    SourceMap,
    Spot,
    Trials,
)

__all__ = [
    "FEW_PHRASES",
    "FEW_SOURCES",
    "FEW_TEXTS",
    "NOT_ENGLISH",
    "NO_DIFFERENCE",
    "NO_MAP",
    "TOO_LITTLE",
    "UNSURE",
    "Carrier",
    "Estimate",
    "Example",
    "Kinship",
    "LeftOut",
    "MapOptions",
    "Newcomer",
    "SourceMap",
    "Spot",
    "Trials",
    "draw_map",
]
