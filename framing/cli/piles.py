"""`framing stories`: a mixed lot of articles, sorted into stories."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from framing.documents import Document, Rejected
    from framing.piles import Pile


class PileFormat(StrEnum):
    """What a pile can be written as."""

    terminal = "terminal"
    json = "json"
    csv = "csv"


_SUFFIXES = {".json": PileFormat.json, ".csv": PileFormat.csv, ".txt": PileFormat.terminal}
To = Annotated[
    PileFormat | None,
    typer.Option(help="The format; without it, the ending of --out decides, else terminal.", show_default=False),
]


def stories(
    paths: options.Paths,
    out: options.Out = None,
    to: To = None,
    source: options.Source = "",
    text_column: options.TextColumn = "",
    encoding: options.Encoding = "",
    quiet: options.Quiet = False,
) -> None:
    """Sort a mixed lot of articles into stories (one event each), and list what is on no shared one.

    What holds a story together are names, numbers and words that are rare elsewhere, and near dates; copies of one
    text stay together. Columns of --to csv: story (its number, empty for none), story_title, document, source,
    title, published, url.

    Example: framing stories seeds/ --to json
    """
    from framing.cli.making import reading
    from framing.cli.talk import say, watching
    from framing.cli.writing import write
    from framing.reporting import sort_paths

    kind = to or _kind_of(out)
    with watching(quiet) as watch:
        pile, documents, rejected = sort_paths(paths, reading(source, text_column, encoding), watch)
    write(_render(kind, pile, documents, rejected), out)
    if out is not None and not quiet:
        say(f"framing: wrote {out}")


def _render(
    kind: PileFormat, pile: Pile, documents: Sequence[Document], rejected: Sequence[Rejected]
) -> Iterable[str]:
    from framing.reports.piles import PILE_COLUMNS, pile_json, pile_rows, pile_text
    from framing.tables import csv_lines

    if kind == PileFormat.csv:
        return csv_lines(pile_rows(pile, documents), PILE_COLUMNS)
    return [(pile_json if kind == PileFormat.json else pile_text)(pile, documents, rejected)]


def _kind_of(out: Path | None) -> PileFormat:
    from framing.errors import UsageError

    if out is None or str(out) == "-":
        return PileFormat.terminal
    if out.suffix.lower() not in _SUFFIXES:
        fix = f"Use --to, or one of these endings: {', '.join(_SUFFIXES)}."
        raise UsageError(f"'{out.name}' does not say what to write.", fix=fix)
    return _SUFFIXES[out.suffix.lower()]
