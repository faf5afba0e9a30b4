"""Lexicons: versioned data files of frames, loaded, checked and compared."""

from framing.lexicons.loading import DEFAULT_LEXICONS, load_lexicon, load_lexicons, shipped_lexicons
from framing.lexicons.model import Entry, Frame, Lexicon, Pole

__all__ = [
    "DEFAULT_LEXICONS",
    "Entry",
    "Frame",
    "Lexicon",
    "Pole",
    "load_lexicon",
    "load_lexicons",
    "shipped_lexicons",
]
