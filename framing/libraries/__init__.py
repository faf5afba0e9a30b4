"""Libraries: known sources kept in one SQLite file, so that next week's article meets last month's."""

from framing.libraries.library import Addition, Entry, Library
from framing.libraries.opening import LibraryError, default_place

__all__ = ["Addition", "Entry", "Library", "LibraryError", "default_place"]
