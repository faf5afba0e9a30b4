"""`framing explain`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from framing.cli import options


class ExplanationFormat(StrEnum):
    """How an explanation is written."""

    terminal = "terminal"
    json = "json"


def explain(
    paths: options.Paths,
    source: Annotated[str, typer.Option("--source", "-s", help="Whose stance to explain.", show_default=False)],
    frame: Annotated[str, typer.Option(help="Only the tags of this frame.", show_default=False)] = "",
    to: Annotated[ExplanationFormat, typer.Option(help="The format.")] = ExplanationFormat.terminal,
    out: options.Out = None,
    lexicon: options.Lexicons = options.DEFAULT,
    axis: options.Axis = "",
    place: options.Place = "west",
    text_column: options.TextColumn = "",
    encoding: options.Encoding = "",
    quiet: options.Quiet = False,
) -> None:
    """Show the arithmetic behind one source's stance: every tag, its weight, the number without each entry.

    Example: framing explain seeds/ --source "Global Research" --frame regime-change-and-proxies
    """
    from framing.cli.making import make_of_source, reading, settings
    from framing.cli.writing import write
    from framing.explanations import explain as explain_stance
    from framing.reports.explained import explanation_json, explanation_text

    chosen = settings(lexicon, axis=axis, place=place, how=reading("", text_column, encoding))
    explanation = explain_stance(make_of_source(paths, source, chosen, quiet), source, frame)
    text = explanation_json(explanation) if to == ExplanationFormat.json else explanation_text(explanation)
    write([text], out)
