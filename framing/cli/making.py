"""From options to a report, with progress and warnings on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from framing.cli.talk import watching
from framing.comparisons import Comparison, Grouping, compare
from framing.documents import ReadingOptions
from framing.errors import UsageError, nearest
from framing.ledgers import NO_SOURCE
from framing.lexicons import WEST, load_lexicons
from framing.reporting import Report, Settings, analyze_paths, make_report


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


def make_of_source(paths: Sequence[str], source: str, chosen: Settings, quiet: bool) -> Comparison:
    """Return the comparison of one source's documents alone: what it says of the source is that of a report on all.

    Raises UsageError, naming the nearest, where the paths have no such source.
    """
    lexicons, seen, found = load_lexicons(chosen.lexicons, chosen.place), set[str](), []
    with watching(quiet) as watch:
        for analysis in analyze_paths(paths, lexicons, chosen.reading, watch):
            name = analysis.document.source or NO_SOURCE
            seen.add(name)
            found += [analysis] if name == source else []
    comparison = compare(found, lexicons, axis=chosen.axis)
    if comparison.axis and not found:
        raise UsageError(f"there is no source '{source}' here.", fix=nearest(source, seen))
    return comparison
