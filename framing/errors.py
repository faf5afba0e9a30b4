"""Errors a user can act on: what is wrong, where, and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

MOST_LISTED = 20
"""Known names listed whole in an error; of more, the closest are."""


class FramingError(Exception):
    """Any problem the user can mend; the message is one line a clause, without a traceback.

    Args:
        what: what is wrong, in one clause.
        where: file, line, key or row it was found at ("" when it has no place).
        fix: what to do about it ("" when nothing sensible can be said).
    """

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        self.what, self.where, self.fix = what, where, fix
        super().__init__(what, where, fix)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.fix}" if self.fix else ""
        return f"{place}{self.what}{advice}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.what, self.where, self.fix))


def _rebuild(kind: type[FramingError], what: str, where: str, fix: str) -> FramingError:
    return kind(what, where=where, fix=fix)


class InputError(FramingError):
    """A file, folder, table or row that cannot be read as a document."""


class LexiconError(FramingError):
    """A lexicon, actor list or cue file that cannot be used."""


class UsageError(FramingError):
    """A call whose options do not fit together, or name something unknown."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return advice that names the closest known name and lists the known ones, or the closest of many.

    >>> nearest("establishmnt", ["establishment", "loaded"])
    "Did you mean 'establishment'? Known: establishment, loaded."
    >>> nearest("zzz", ["loaded"])
    'Known: loaded.'
    """
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    guess = f"Did you mean '{close[0]}'? " if close else ""
    if len(names) > MOST_LISTED:
        likely = difflib.get_close_matches(name, names, n=5, cutoff=0.3) or names[:5]
        return f"{guess}Known are, among {len(names)}: {', '.join(likely)}."
    return f"{guess}Known: {', '.join(names) or 'none'}."
