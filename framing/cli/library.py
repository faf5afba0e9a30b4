"""`framing library add|list|export|remove`: known sources, kept in one file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli import options

if TYPE_CHECKING:
    from framing.libraries import Addition, Entry, Library

MINE = "mine"
"""What stands for the library in its default place, where one can be named."""

app = typer.Typer(no_args_is_help=True, help="Keep texts of known sources in one file, to place new articles among.")


class LibraryFormat(StrEnum):
    """How a library is listed."""

    terminal = "terminal"
    json = "json"


File = Annotated[
    str,
    typer.Option(
        "--library", help="The library's file; without it, the one in your folder of data.", show_default=False
    ),
]


@app.command("add")
def add(
    paths: options.Paths,
    library: File = MINE,
    source: options.Source = "",
    text_column: options.TextColumn = "",
    encoding: options.Encoding = "",
    quiet: options.Quiet = False,
) -> None:
    """Add texts with all that is known of them; a text that its source has already is left as it is.

    Example: framing library add seeds/ --library known.db
    """
    from framing.cli.making import reading
    from framing.cli.talk import watching
    from framing.cli.writing import write
    from framing.reporting import read_paths

    with watching(quiet) as watch, _open(library, writing=True) as opened:
        done = opened.add(read_paths(paths, reading(source, text_column, encoding), watch))
        write([_say_addition(done, opened)], None)


def _say_addition(done: Addition, opened: Library) -> str:
    from framing.reports.libraries import say_addition

    return say_addition(done, opened.entries(), opened.path)


@app.command("list")
def list_texts(
    library: File = MINE,
    find: Annotated[str, typer.Option(help="Only texts that hold all these words.", show_default=False)] = "",
    to: Annotated[LibraryFormat, typer.Option(help="The format.")] = LibraryFormat.terminal,
    out: options.Out = None,
) -> None:
    """List the texts by source, or those that hold some words, with the place they stand in.

    Example: framing library list --find "military bases" --library known.db
    """
    from framing.cli.writing import write
    from framing.reports.libraries import library_json, library_text

    with _open(library) as opened:
        entries = opened.entries(find)
        known = len(opened)
    write([library_json(entries) if to == LibraryFormat.json else library_text(entries, known, find)], out)


@app.command("export")
def export(out: options.Out = None, library: File = MINE) -> None:
    """Write all texts as JSON lines, which every command reads.

    Columns: id, source, title, author, date, url, kind, origin, text.

    Example: framing library export --out known.jsonl --library known.db
    """
    from framing.cli.talk import say
    from framing.cli.writing import write
    from framing.tables import json_lines

    with _open(library) as opened:
        write(json_lines(opened.rows()), out)
    if out is not None:
        say(f"framing: wrote {out}")


@app.command("remove")
def remove(
    names: Annotated[list[str], typer.Argument(help="Sources, or ids of texts.", show_default=False)],
    library: File = MINE,
) -> None:
    """Remove all texts of a source, or single texts by their ids; nothing is removed if one is unknown.

    Example: framing library remove Verity --library known.db
    """
    from framing.cli.writing import write
    from framing.reports.libraries import say_removal

    with _open(library, existing=True, writing=True) as opened:
        gone: list[Entry] = opened.remove(names)
        write([say_removal(gone, opened.entries(), opened.path)], None)


def _open(library: str, *, writing: bool = False, existing: bool = False) -> Library:
    from framing.libraries import Library, default_place

    path = default_place() if library == MINE else Path(library)
    if library == MINE and writing and not existing:
        path.parent.mkdir(parents=True, exist_ok=True)
    return Library(path, writing=writing)
