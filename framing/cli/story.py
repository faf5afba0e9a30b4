"""`framing story`: the articles on one story, side by side."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli import options

if TYPE_CHECKING:
    from framing.comparisons import Comparison


class StoryFormat(StrEnum):
    """What a story can be written as."""

    terminal = "terminal"
    html = "html"
    markdown = "markdown"
    json = "json"


_RENDERERS = {
    StoryFormat.terminal: "story-terminal",
    StoryFormat.html: "story",
    StoryFormat.markdown: "story-markdown",
    StoryFormat.json: "json",
}
To = Annotated[
    StoryFormat | None,
    typer.Option(help="The format; without it, the ending of --out decides, else terminal.", show_default=False),
]
Title = Annotated[
    str,
    typer.Option(
        help="The story's title; without it, the headline that shares most with the others. JSON has none.",
        show_default=False,
    ),
]


def story(
    paths: options.Paths,
    out: options.Out = None,
    to: To = None,
    title: Title = "",
    lexicon: options.Lexicons = options.DEFAULT,
    axis: options.Axis = "",
    place: options.Place = "west",
    source: options.Source = "",
    text_column: options.TextColumn = "",
    encoding: options.Encoding = "",
    encoder: options.Encoder = "",
    quiet: options.Quiet = False,
) -> None:
    """Put one story side by side: the facts that sources share, what each leaves out, and both sides' narratives.

    Every sentence is a source's own, with its place. With --out, the story is written there and a summary goes
    to standard output. JSON is that of framing report. For articles on several stories, see framing stories.

    Example: framing story seeds/ --out story.html
    """
    from dataclasses import replace

    from framing.cli.making import make, reading, settings
    from framing.cli.reports import deliver, kind_of

    kind = to or StoryFormat(kind_of(out).value)
    chosen = settings(lexicon, axis=axis, place=place, how=reading(source, text_column, encoding))
    made = make(paths, replace(chosen, encoder=encoder), quiet)
    if not quiet:
        _doubt(made.comparison)
    deliver(made, _RENDERERS[kind], out, "" if quiet else _RENDERERS[StoryFormat.terminal], title)


def _doubt(comparison: Comparison) -> None:
    """Say on standard error which articles are one text, and where they hardly look like one story of several."""
    from framing.cli.talk import say, say_same_texts
    from framing.reports.storylines import count_tied

    if comparison.is_corpus:
        shown = f"{comparison.provenance.documents} articles are hardly one story, so no facts are looked for"
        say(f"framing: {shown}; framing stories sorts such a lot.")
        return
    say_same_texts(comparison)
    articles, tied = len(comparison.analyses), count_tied(comparison.coverage)
    if articles < 2:
        say("framing: this is a single article; a story side by side needs articles of two or more sources.")
    elif len(comparison.sources) < 2:
        fix = "Name the sources in a sources.toml beside the files, or use framing compare --by document."
        say(f"framing: all {articles} articles are of one source, so no facts are compared. {fix}")
    elif 2 * tied <= articles:
        shown = (
            f"facts tie only {tied} of these {articles} articles together"
            if tied
            else "these articles share no facts"
        )
        say(f"framing: {shown}; they may be on several stories: framing stories sorts such a lot.")
