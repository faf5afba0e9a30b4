"""`framing stance`: where a new article stands among known sources."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli import options
from framing.cli.library import MINE
from framing.shipped import DEFAULT_AXIS

if TYPE_CHECKING:
    from framing.standings import KnownTexts


class StanceFormat(StrEnum):
    """What a placing can be written as."""

    terminal = "terminal"
    html = "html"
    json = "json"


_SUFFIXES = {
    ".html": StanceFormat.html,
    ".htm": StanceFormat.html,
    ".json": StanceFormat.json,
    ".txt": StanceFormat.terminal,
}
Against = Annotated[
    list[str],
    typer.Option(
        "--against",
        "-a",
        help="Texts of known sources: files, folders, tables (Parquet too); may be given several times.",
        show_default=False,
    ),
]
OfLibrary = Annotated[
    str,
    typer.Option(
        "--library", help=f"A library's file, or '{MINE}' for the one framing library keeps.", show_default=False
    ),
]
To = Annotated[
    StanceFormat | None,
    typer.Option(help="The format; without it, the ending of --out decides, else terminal.", show_default=False),
]


def stance(
    paths: options.Paths,
    against: Against = [],  # noqa: B006
    library: OfLibrary = "",
    out: options.Out = None,
    to: To = None,
    lexicon: options.Lexicons = [DEFAULT_AXIS],  # noqa: B006
    axis: options.Axis = "",
    place: options.Place = "west",
    source: options.Source = "",
    text_column: options.TextColumn = "",
    encoding: options.Encoding = "",
    quiet: options.Quiet = False,
) -> None:
    """Show where a new article stands among sources you know, or why it cannot be placed.

    Its own words, headline and quotes apart; the nearest and the farthest source with the sentences that make it so;
    the words it uses more and less; on the same story, the facts it leaves out. The scale is raw: a source more moves
    nothing. Without --against and --library, the five shipped texts are the known sources. With many texts of
    each source, framing map shows where sources stand by their words alone, as a check.

    Example: framing stance article.txt --against seeds/
    """
    from framing.cli.making import reading, settings
    from framing.cli.talk import say, watching
    from framing.cli.writing import write
    from framing.reports.placing import render_placing
    from framing.standings import place_paths

    kind = to or kind_of(out)
    known = _known(against, library, quiet)
    chosen = settings(lexicon, axis=axis, place=place, how=reading(source, text_column, encoding))
    with watching(quiet) as watch:
        placing = place_paths(paths, known, chosen, watch)
    write([render_placing(placing, kind)], out)
    if out is not None and not quiet:
        if kind != StanceFormat.terminal:
            write([render_placing(placing)], None)
        say(f"framing: wrote {out}")


def _known(against: list[str], library: str, quiet: bool) -> KnownTexts:
    from framing.cli.talk import say
    from framing.engines import count_cores
    from framing.libraries import default_place
    from framing.standings import KnownTexts

    mine = default_place()
    place = mine if library == MINE else Path(library) if library else None
    known = KnownTexts(tuple(against), place, count_cores())
    if known.shipped and mine.is_file() and not quiet:
        say(f"framing: placed among the shipped texts; --library {MINE} places it among those you keep.")
    return known


def kind_of(out: Path | None) -> StanceFormat:
    """Return the format that the ending of a file stands for, terminal for standard output."""
    from framing.errors import UsageError

    if out is None or str(out) == "-":
        return StanceFormat.terminal
    if out.suffix.lower() not in _SUFFIXES:
        fix = f"Use --to, or one of these endings: {', '.join(_SUFFIXES)}."
        raise UsageError(f"'{out.name}' does not say what to write.", fix=fix)
    return _SUFFIXES[out.suffix.lower()]
