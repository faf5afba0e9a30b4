"""`framing lexicon list|show|check|diff`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="List, show, check and compare framing lexicons.")

Name = Annotated[str, typer.Argument(help="A shipped lexicon's name, or a .toml file.", show_default=False)]


class LexiconFormat(StrEnum):
    """How lexicons are written."""

    terminal = "terminal"
    json = "json"


To = Annotated[LexiconFormat, typer.Option(help="The format.")]


@app.command("list")
def list_lexicons(to: To = LexiconFormat.terminal) -> None:
    """List the lexicons that come with framing: version, poles, frames and entries.

    Example: framing lexicon list
    """
    from framing.cli.writing import write
    from framing.lexicons import load_lexicon, shipped_lexicons
    from framing.reports.lexicon import list_json, list_text

    lexicons = [load_lexicon(name) for name in shipped_lexicons()]
    write([list_json(lexicons) if to == LexiconFormat.json else list_text(lexicons)], None)


@app.command("show")
def show_lexicon(
    name: Name,
    frame: Annotated[str, typer.Option(help="One frame with all its entries.", show_default=False)] = "",
    to: To = LexiconFormat.terminal,
) -> None:
    """Show a lexicon's frames with definitions, or one frame with examples and entries.

    Example: framing lexicon show establishment --frame regime-change-and-proxies
    """
    from framing.cli.writing import write
    from framing.lexicons import load_lexicon
    from framing.reports.lexicon import show_json, show_text

    lexicon = load_lexicon(name)
    write([(show_json if to == LexiconFormat.json else show_text)(lexicon, frame)], None)


@app.command("check")
def check(
    names: Annotated[list[str], typer.Argument(help="Names or files; all shipped ones if none is given.")] = [],  # noqa: B006
    against: Annotated[
        Path | None,
        typer.Option(help="An earlier file: changed entries need a new version.", show_default=False),
    ] = None,
) -> None:
    """Check lexicons and report all faults at once, each with file, line and key; exit 1 if there are any.

    Example: framing lexicon check mine.toml --against mine-1.0.toml
    """
    from framing.cli.writing import write
    from framing.lexicons import shipped_lexicons
    from framing.lexicons.loading import find_lexicon

    paths = [find_lexicon(name) for name in names] or list(shipped_lexicons().values())
    faults = [fault for path in paths for fault in _faults(path, against)]
    write([f"{fault}\n" for fault in faults] or [f"{path}: no faults\n" for path in paths], None)
    if faults:
        raise typer.Exit(1)


def _faults(path: Path, against: Path | None) -> list[str]:
    from framing.checking import check_lexicon
    from framing.errors import LexiconError

    try:
        return [str(fault) for fault in check_lexicon(path, against)]
    except LexiconError as problem:
        return [str(problem)]


@app.command("diff")
def diff(old: Name, new: Name) -> None:
    """Show which entries a lexicon adds, drops or changes against another version of it.

    Example: framing lexicon diff mine-1.0.toml mine.toml
    """
    from framing.cli.writing import write
    from framing.lexicons import load_lexicon
    from framing.lexicons.differences import diff_lexicons
    from framing.reports.lexicon import difference_text

    write([difference_text(diff_lexicons(load_lexicon(old), load_lexicon(new)))], None)
