"""`framing worksheet`: sheets for a class, with keys, from a teacher's own articles or a shipped pack."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli import options
from framing.lexicons.places import WEST
from framing.shipped import DEFAULT_LEXICONS

if TYPE_CHECKING:
    from framing.classroom import Worksheet
    from framing.comparisons import Comparison
    from framing.reporting import Settings
    from framing.reports.worksheets import Print


class SheetFormat(StrEnum):
    """What a worksheet can be written as."""

    html = "html"
    markdown = "markdown"
    docx = "docx"
    all = "all"


class PaperSize(StrEnum):
    """The size of paper it is printed on."""

    a4 = "a4"
    letter = "letter"


LIST = "list"
"""The name that lists the packs instead of using one."""
LOADED = "loaded"
"""The lexicon that goes with a pack's own axis."""

SheetPaths = Annotated[
    list[str] | None,
    typer.Argument(
        help="Two or more articles on one story: files, folders, - for standard input, or a web address.",
        show_default=False,
    ),
]
OutFolder = Annotated[
    Path | None, typer.Option("--out", "-o", help="The folder to write the files to.", show_default=False)
]
PackName = Annotated[
    str, typer.Option("--pack", help="Use a shipped pack of articles; list names them.", show_default=False)
]
Activities = Annotated[
    list[str] | None,
    typer.Option(
        "--activity",
        help=(
            "Only this activity; several with commas, or by several options: loaded-word, headlines, stance, label, "
            "missing, speakers, actors, rewrite, flip, judge, court. Without it, all."
        ),
        show_default=False,
    ),
]
Copies = Annotated[int, typer.Option(help="Versions A, B … with the items in another order; at most 26.")]
Seed = Annotated[
    int, typer.Option(help="Decides every order and what is planted; the same seed gives the same sheets.")
]
Paper = Annotated[PaperSize, typer.Option(help="The size of paper.")]
LargePrint = Annotated[bool, typer.Option("--large-print", help="Print in 18 points.")]
To = Annotated[SheetFormat, typer.Option(help="The format of the files.")]
Lexicons = Annotated[
    list[str] | None,
    typer.Option("--lexicon", "-l", help="A lexicon's name or file; may be given several times.", show_default=False),
]


def worksheet(
    paths: SheetPaths = None,
    out: OutFolder = None,
    pack: PackName = "",
    activity: Activities = None,
    copies: Copies = 1,
    seed: Seed = 0,
    paper: Paper = PaperSize.a4,
    large_print: LargePrint = False,
    to: To = SheetFormat.html,
    lexicon: Lexicons = None,
    axis: options.Axis = "",
    place: options.Place = WEST,
    source: options.Source = "",
    text_column: options.TextColumn = "",
    encoding: options.Encoding = "",
    quiet: options.Quiet = False,
) -> None:
    """Make worksheets for a class from articles on one story: texts, sheets, and a teacher's page with the keys.

    All sentences are the articles' own. Pupils see the texts without source and headline. Nothing is collected.

    Example: framing worksheet --pack rail-strike --out sheets --copies 2
    """
    from framing.classroom import Plan, make_worksheet
    from framing.cli.making import reading, settings
    from framing.reports.worksheets import Print

    if pack == LIST:
        _list_packs()
        return
    folder = _check(paths, pack, out)
    wanted = (name.strip() for given in activity or () for name in given.split(","))
    plan = Plan(tuple(filter(None, wanted)), copies, seed, _rerun(folder, place), pack)
    articles, lexicons = _choose(paths, pack, lexicon)
    how = settings(lexicons, "document", axis, place, reading(source, text_column, encoding))
    sheets = make_worksheet(_compare(articles, how, quiet), plan)
    _write(sheets, folder, to.value, Print(paper.value, large_print), quiet)


def _check(paths: Sequence[str] | None, pack: str, out: Path | None) -> Path:
    """Return the folder to write to, or raise UsageError for options that do not fit together."""
    from framing.errors import UsageError

    if bool(paths) == bool(pack):
        what = "articles and a pack were given." if pack else "there are no articles."
        raise UsageError(
            what, fix="Give articles on one story, or a shipped pack: see framing worksheet --pack list."
        )
    if out is None:
        raise UsageError("a worksheet is several files.", fix="Name a folder for them with --out.")
    return out


def _choose(paths: Sequence[str] | None, pack: str, lexicon: Sequence[str] | None) -> tuple[list[str], list[str]]:
    """Return the articles and the lexicons: those given, else the pack's own, else the default ones."""
    from framing.classroom import find_pack

    if not pack:
        return list(paths or ()), list(lexicon or DEFAULT_LEXICONS)
    chosen = find_pack(pack)
    return [str(chosen.articles)], list(lexicon or (str(chosen.lexicon), LOADED))


def _compare(articles: Sequence[str], how: Settings, quiet: bool) -> Comparison:
    """Return the comparison of the articles, and say which of them are one text: pupils cannot compare those."""
    from framing.cli.making import make
    from framing.cli.talk import say_same_texts

    comparison = make(articles, how, quiet).comparison
    if not quiet:
        say_same_texts(comparison)
    return comparison


def _rerun(folder: Path, place: str) -> str:
    """Return the command that compares the texts by the court's lexicon; no file of it names a source."""
    from framing.reports.worksheets.trials import LEXICON, TEXTS

    here = [] if place == WEST else ["--place", place]
    read, court = (str(folder / name) for name in (TEXTS, LEXICON))
    return shlex.join(["framing", "compare", read, "--by", "document", "--lexicon", court, *here])


def _list_packs() -> None:
    from framing.classroom import shipped_packs

    for pack in shipped_packs():
        typer.echo(f"{pack.name:<14} {pack.title}, {len(pack.files)} articles")


def _spare_answers(folder: Path, names: Iterable[str]) -> None:
    """Raise UsageError where a form that somebody has typed answers into would be replaced by an empty one."""
    from framing.coding import read_answers
    from framing.coding.questions import load_codebook
    from framing.errors import InputError, UsageError
    from framing.reports.worksheets.forms import is_form

    for path in (folder / name for name in names if is_form(name)):
        try:
            filled = path.is_file() and any(one.text for one in read_answers([path], load_codebook()).answers)
        except InputError:
            filled = True
        if filled:
            fix = "Give --out another folder, or move that file away."
            raise UsageError("holds answers, which would be lost.", where=str(path), fix=fix)


def _write(sheets: Worksheet, folder: Path, to: str, how: Print, quiet: bool) -> None:
    """Write the files, and say what was left out and what was written."""
    from framing.cli.talk import say
    from framing.cli.writing import write_files
    from framing.reports.worksheets import render_worksheet
    from framing.reports.worksheets.phrases import texts

    files = dict(render_worksheet(sheets, to, how))
    _spare_answers(folder, files)
    written = write_files(files.items(), folder)
    if quiet:
        return
    for one in sheets.left_out:
        say(f"framing: left out {one.name}: {texts['left_out'][one.why]}")
    for path in written:
        say(f"framing: wrote {path}")
    if len(sheets.texts) == 1:
        say("framing: this is one article; with two or more on one story, pupils can compare them")
    teacher = next(path for path in written if path.stem == "teacher")
    say(f"framing: begin with {teacher}: it says what to print and has the keys")
