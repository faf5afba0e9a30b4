"""`framing report` and `framing compare`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli import options

if TYPE_CHECKING:
    from framing.reporting import Report


class ReportFormat(StrEnum):
    """What a report can be written as."""

    terminal = "terminal"
    html = "html"
    markdown = "markdown"
    json = "json"
    csv = "csv"
    parquet = "parquet"


class By(StrEnum):
    """What is put side by side."""

    source = "source"
    document = "document"


_SUFFIXES = {
    ".html": ReportFormat.html,
    ".htm": ReportFormat.html,
    ".md": ReportFormat.markdown,
    ".markdown": ReportFormat.markdown,
    ".json": ReportFormat.json,
    ".txt": ReportFormat.terminal,
}
_FOLDERS = (ReportFormat.csv, ReportFormat.parquet)
To = Annotated[
    ReportFormat | None,
    typer.Option(
        help="The format; without it, the ending of --out decides, else terminal. csv and parquet write a folder.",
        show_default=False,
    ),
]


def report(
    paths: options.Paths,
    out: options.Out = None,
    to: To = None,
    by: Annotated[By, typer.Option(help="Put sources or single documents side by side.")] = By.source,
    lexicon: options.Lexicons = options.DEFAULT,
    axis: options.Axis = "",
    place: options.Place = "west",
    source: options.Source = "",
    text_column: options.TextColumn = "",
    encoding: options.Encoding = "",
    encoder: options.Encoder = "",
    quiet: options.Quiet = False,
) -> None:
    """Make a framing report: stance, frames, voices, headlines and words of each source, side by side.

    With --out, the report is written there and a summary goes to standard output.

    Example: framing report seeds/ --out report.html
    """
    from dataclasses import replace

    from framing.cli.making import make, reading, settings

    kind = to or kind_of(out)
    _refuse_folder_on_stdout(kind, out)
    chosen = settings(lexicon, by.value, axis, place, reading(source, text_column, encoding))
    made = make(paths, replace(chosen, encoder=encoder), quiet)
    deliver(made, kind, out, summary="terminal" if not quiet else "")


def compare(
    paths: options.Paths,
    by: Annotated[By, typer.Option(help="Put sources or single documents side by side.")] = By.source,
    out: options.Out = None,
    to: To = None,
    lexicon: options.Lexicons = options.DEFAULT,
    axis: options.Axis = "",
    place: options.Place = "west",
    source: options.Source = "",
    text_column: options.TextColumn = "",
    encoding: options.Encoding = "",
    encoder: options.Encoder = "",
    quiet: options.Quiet = False,
) -> None:
    """Put sources (or documents) in columns beside each other, and show the words that set them apart.

    Example: framing compare seeds/ --by document
    """
    from dataclasses import replace

    from framing.cli.making import make, reading, settings

    kind = to or kind_of(out)
    _refuse_folder_on_stdout(kind, out)
    chosen = settings(lexicon, by.value, axis, place, reading(source, text_column, encoding))
    made = make(paths, replace(chosen, encoder=encoder), quiet)
    deliver(made, "columns" if kind == ReportFormat.terminal else kind, out, summary="")


def kind_of(out: Path | None) -> ReportFormat:
    """Return the format that the ending of a file stands for, terminal for standard output."""
    from framing.errors import UsageError

    if out is None or str(out) == "-":
        return ReportFormat.terminal
    if out.suffix.lower() not in _SUFFIXES:
        known = ", ".join(_SUFFIXES)
        raise UsageError(
            f"'{out.name}' does not say what to write.", fix=f"Use --to, or one of these endings: {known}."
        )
    return _SUFFIXES[out.suffix.lower()]


def _refuse_folder_on_stdout(kind: ReportFormat, out: Path | None) -> None:
    from framing.errors import UsageError

    if kind in _FOLDERS and out is None:
        raise UsageError(f"--to {kind} writes several tables.", fix="Name a folder for them with --out.")


def deliver(made: Report, kind: str, out: Path | None, summary: str, title: str = "") -> None:
    """Write a report where it belongs; `summary` is the format of what goes to standard output beside a file."""
    from framing.cli.talk import say
    from framing.cli.writing import write
    from framing.reports import render
    from framing.reports.data import provenance_data
    from framing.tables import write_tables

    if kind in _FOLDERS and out is not None:
        for path in write_tables(made.comparison, out, kind, provenance_data(made.comparison)):
            say(f"framing: wrote {path}")
        return
    write([render(made.comparison, kind, title)], out)
    if out is not None:
        if summary and kind != summary:
            write([render(made.comparison, summary, title)], None)
        say(f"framing: wrote {out}")
