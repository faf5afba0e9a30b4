"""`framing claims` and `framing tags`: one row each, as JSON lines or CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from framing.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from framing.analyses import Analysis


class RowFormat(StrEnum):
    """How rows are written."""

    jsonl = "jsonl"
    csv = "csv"


To = Annotated[
    RowFormat | None, typer.Option(help="JSON lines, or CSV with a header; without it by the ending of --out.")
]


def claims(
    paths: options.Paths,
    to: To = None,
    out: options.Out = None,
    source: options.Source = "",
    text_column: options.TextColumn = "",
    encoding: options.Encoding = "",
    quiet: options.Quiet = False,
) -> None:
    """List every claim: where it stands, its words, whose voice it is in, speaker and cue.

    Columns: document, source, start, end, text, voice, speaker, cue, kind, section, claim (its number),
    reading (fact-like or opinion-like).

    voice is that of more than half of the claim, speaker and cue left out: "own" with a speaker is a sentence of
    the outlet's with a shorter quotation or report in it. A tag within that part is "direct" or "indirect"
    (framing tags).

    Example: framing claims article.txt --to csv
    """
    from framing.cli.making import reading, settings
    from framing.tables import CLAIM_COLUMNS, claim_rows

    chosen = settings([], how=reading(source, text_column, encoding))
    _write_rows(_rows(paths, (), chosen, quiet, claim_rows), CLAIM_COLUMNS, to, out)


def tags(
    paths: options.Paths,
    to: To = None,
    out: options.Out = None,
    lexicon: options.Lexicons = options.DEFAULT,
    place: options.Place = "west",
    learned: Annotated[bool, typer.Option("--learned", help="Learned words too: hundreds in a text.")] = False,
    source: options.Source = "",
    text_column: options.TextColumn = "",
    encoding: options.Encoding = "",
    quiet: options.Quiet = False,
) -> None:
    """List every lexicon entry found: its words, frame, pole, weight, voice, negated or in scare quotes.

    Columns: those of `framing claims` (start, end, text and voice being the tag's own: whose words these very
    words are, whatever most of the claim is), then lexicon, frame, pole, entry, weight, negated, scare_quoted.

    Example: framing tags seeds/ --lexicon loaded
    """
    from dataclasses import replace

    from framing.cli.making import reading, settings
    from framing.lexicons import load_lexicons
    from framing.tables import TAG_COLUMNS, tag_rows, with_learned

    lexicons = [one if learned else replace(one, learned=None) for one in load_lexicons(lexicon, place)]
    chosen = settings(lexicon, place=place, how=reading(source, text_column, encoding))
    make_rows = with_learned if learned or any(one.calibration for one in lexicons) else tag_rows
    _write_rows(_rows(paths, lexicons, chosen, quiet, make_rows), TAG_COLUMNS, to, out)


def _rows(
    paths: list[str],
    lexicons: Iterable[Any],
    chosen: Any,
    quiet: bool,
    make_rows: Callable[[Analysis], Iterator[dict[str, Any]]],
) -> Iterator[dict[str, Any]]:
    from framing.cli.talk import watching
    from framing.reporting import analyze_paths

    with watching(quiet) as watch:
        for analysis in analyze_paths(paths, lexicons, chosen.reading, watch):
            yield from make_rows(analysis)


def _write_rows(
    rows: Iterator[dict[str, Any]], columns: tuple[str, ...], to: RowFormat | None, out: Path | None
) -> None:
    from framing.cli.writing import write
    from framing.tables import csv_lines, json_lines

    as_csv = to == RowFormat.csv or (to is None and out is not None and out.suffix.lower() == ".csv")
    write(csv_lines(rows, columns) if as_csv else json_lines(rows), out)
