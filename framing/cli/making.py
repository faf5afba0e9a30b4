"""From options to a report, with progress and warnings on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from framing.cli.talk import watching
from framing.comparisons import Grouping
from framing.documents import ReadingOptions
from framing.lexicons import WEST
from framing.reporting import Report, Settings, make_report


def settings(
    lexicon: Sequence[str], by: str = "source", axis: str = "", place: str = WEST, how: ReadingOptions | None = None
) -> Settings:
    """Return the settings that the options of a command spell out."""
    return Settings(tuple(lexicon), cast("Grouping", by), axis, place, reading=how or ReadingOptions())


def reading(source: str, text_column: str, encoding: str) -> ReadingOptions:
    """Return how inputs are read by these options; an empty one says nothing."""
    return ReadingOptions(text_column or None, encoding or None, source or None)


def make(paths: Sequence[str], chosen: Settings, quiet: bool) -> Report:
    """Return the report, showing progress and naming skipped inputs on standard error."""
    with watching(quiet) as watch:
        return make_report(paths, chosen, watch)
