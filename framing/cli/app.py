"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from framing.cli import (
    analyze,
    coding,
    explaining,
    learning,
    lexicon,
    library,
    mapping,
    measuring,
    piles,
    reports,
    rows,
    serving,
    stance,
    story,
    worksheet,
)
from framing.cli.choices import Commands
from framing.shipped import version

app = typer.Typer(
    name="framing",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"framing {version()}")
        raise typer.Exit


@app.callback()
def framing(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Compare how sources frame a story.

    Each document is split into claims, claims are tagged against framing lexicons, scored with an
    interval (or "too little evidence") and compared side by side. Nothing is fetched but a web
    address that you name.

    Example: framing report articles/ --out report.html
    """


app.command("report")(reports.report)
app.command("compare")(reports.compare)
app.command("story")(story.story)
app.command("stance")(stance.stance)
app.command("map")(mapping.map_sources)
app.command("stories")(piles.stories)
app.command("analyze")(analyze.analyze)
app.command("claims")(rows.claims)
app.command("tags")(rows.tags)
app.command("explain")(explaining.explain)
app.command("learn")(learning.learn)
app.command("validate")(measuring.validate)
app.command("worksheet")(worksheet.worksheet)
app.command("code")(coding.code)
app.command("agree")(coding.agree)
app.command("serve")(serving.serve)
lexicon.app.command("swap")(measuring.swap)
lexicon.app.command("suggest")(learning.suggest)
app.add_typer(lexicon.app, name="lexicon")
app.add_typer(library.app, name="library")
