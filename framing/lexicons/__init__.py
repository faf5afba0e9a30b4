"""Lexicons: versioned data files of frames, loaded, checked and compared."""

from framing.lexicons.loading import load_lexicon, load_lexicons, shipped_lexicons
from framing.lexicons.model import Entry, Frame, Lexicon, Pole
from framing.lexicons.places import WEST
from framing.shipped import DEFAULT_LEXICONS

__all__ = [
    "DEFAULT_LEXICONS",
    "WEST",
    "Entry",
    "Frame",
    "Lexicon",
    "Pole",
    "load_lexicon",
    "load_lexicons",
    "shipped_lexicons",
]
