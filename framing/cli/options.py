"""Options that are the same in every command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from framing.shipped import DEFAULT_LEXICONS

Paths = Annotated[
    list[str],
    typer.Argument(
        help="Files (text, HTML, PDF, Word, mail, feeds, tables), folders, folders of framing analyze, - for "
        "standard input, or a web address.",
        show_default=False,
    ),
]
Lexicons = Annotated[
    list[str],
    typer.Option("--lexicon", "-l", help="A lexicon's name or file; may be given several times."),
]
Axis = Annotated[str, typer.Option(help="The lexicon to take directions from, if several have poles.")]
Place = Annotated[
    str,
    typer.Option(help="Whose establishment is meant: west, russia, china, iran, venezuela, india, turkey …"),
]
Encoder = Annotated[
    str,
    typer.Option(
        help="A folder with a sentence encoder, to have a say in which claims tell the same fact.", show_default=False
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="Write here instead of to standard output.", show_default=False),
]
Source = Annotated[
    str, typer.Option("--source", help="Say that all these documents are of this source.", show_default=False)
]
TextColumn = Annotated[str, typer.Option(help="The column of a table that holds the text.", show_default=False)]
Encoding = Annotated[
    str, typer.Option(help="The encoding of text files, if not UTF-8 or found out.", show_default=False)
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no talk.")]
DEFAULT = list(DEFAULT_LEXICONS)
