"""`framing map`: sources placed among themselves from their words alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli import options
from framing.cli.library import MINE
from framing.cli.stance import OfLibrary, StanceFormat, To, kind_of
from framing.shipped import DEFAULT_AXIS

if TYPE_CHECKING:
    from framing.maps import MapOptions, SourceMap
    from framing.reporting import Settings
    from framing.standings import KnownTexts

Known = Annotated[
    list[str] | None,
    typer.Argument(
        help="Texts of the sources: files, folders, tables, folders of framing analyze.", show_default=False
    ),
]
Pro = Annotated[
    list[str],
    typer.Option("--pro", help="A source that stands for the pro pole (+1); may be given several times."),
]
Critical = Annotated[
    list[str],
    typer.Option("--critical", help="A source that stands for the critical pole (−1); may be given several times."),
]
New = Annotated[
    list[str],
    typer.Option(
        "--new", help="Articles to put on the finished map; may be given several times.", show_default=False
    ),
]
Axes = Annotated[int, typer.Option(min=1, max=2, help="Axes: the poles' own, or another one with it.")]
Phrases = Annotated[int, typer.Option(min=100, help="The most phrases that the map is made from.")]
InSources = Annotated[int, typer.Option(min=1, help="Sources that must use a phrase.")]


def map_sources(
    pro: Pro,
    critical: Critical,
    paths: Known = None,
    library: OfLibrary = "",
    new: New = [],  # noqa: B006
    out: options.Out = None,
    to: To = None,
    axes: Axes = 1,
    phrases: Phrases = 3000,
    in_sources: InSources = 2,
    lexicon: options.Lexicons = [DEFAULT_AXIS],  # noqa: B006
    axis: options.Axis = "",
    place: options.Place = "west",
    text_column: options.TextColumn = "",
    encoding: options.Encoding = "",
    quiet: options.Quiet = False,
) -> None:
    """Place sources among themselves from their words alone, between poles that you name: a check beside the lexicon.

    No lexicon takes part. The scale is relative: another source may move all. Needs three sources and ten texts of
    each, better fifty; where held-out texts do not tell the poles apart, there is no map.

    Example: framing map seeds/ --pro TheNewsCommenter --critical "Global Research"
    """
    from framing.cli.making import reading, settings
    from framing.maps import MapOptions

    asked = MapOptions(tuple(pro), tuple(critical), axes, phrases, in_sources)
    chosen = settings(lexicon, axis=axis, place=place, how=reading("", text_column, encoding))
    _deliver(_draw(_known(paths or [], library), asked, chosen, new, quiet), to or kind_of(out), out, quiet)


def _draw(known: KnownTexts, asked: MapOptions, chosen: Settings, new: list[str], quiet: bool) -> SourceMap:
    from framing.cli.talk import watching
    from framing.mappings import map_paths

    with watching(quiet) as watch:
        return map_paths(known, asked, chosen, new, watch)


def _deliver(drawn: SourceMap, kind: StanceFormat, out: Path | None, quiet: bool) -> None:
    from framing.cli.talk import say
    from framing.cli.writing import write
    from framing.reports.maps import render_map

    write([render_map(drawn, kind)], out)
    if out is not None and not quiet:
        if kind != StanceFormat.terminal:
            write([render_map(drawn)], None)
        say(f"framing: wrote {out}")


def _known(paths: list[str], library: str) -> KnownTexts:
    from framing.engines import count_cores
    from framing.libraries import default_place
    from framing.standings import KnownTexts

    file = default_place() if library == MINE else Path(library) if library else None
    return KnownTexts(tuple(paths), file, count_cores())
