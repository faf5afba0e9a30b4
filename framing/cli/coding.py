"""`framing code` and `framing agree`: sheets for people who read the same texts, and how far they agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli import options
from framing.shipped import DEFAULT_AXIS

if TYPE_CHECKING:
    from framing.coding import Agreement, Draw, Question
    from framing.documents import ReadingOptions
    from framing.lexicons import Lexicon


class CodingUnit(StrEnum):
    """What is coded."""

    claim = "claim"
    document = "document"


class AgreementFormat(StrEnum):
    """What an agreement can be written as."""

    terminal = "terminal"
    json = "json"
    csv = "csv"


class ScaleLevel(StrEnum):
    """How answers lie to one another."""

    nominal = "nominal"
    ordinal = "ordinal"
    interval = "interval"


_SUFFIXES = {".json": AgreementFormat.json, ".csv": AgreementFormat.csv, ".txt": AgreementFormat.terminal}
_MOST_DRAWS = 100_000

Sheet = Annotated[
    Path, typer.Option("--out", "-o", help="The sheet (.csv); key and codebook go beside it.", show_default=False)
]
KeyPath = Annotated[
    Path | None, typer.Option("--key", help="Write the key here instead of beside the sheet.", show_default=False)
]
RightAnswers = Annotated[
    Path | None, typer.Option("--key", help="A CSV file with the right answers, by item.", show_default=False)
]
Tables = Annotated[
    list[str],
    typer.Argument(help="CSV files with answers: filled-in sheets, or tables (- for stdin).", show_default=False),
]
By = Annotated[
    str, typer.Option(help="A column of answers or key to make groups by, such as class.", show_default=False)
]
OneQuestion = Annotated[
    str, typer.Option(help="This question only; also what unnamed answers belong to.", show_default=False)
]
Scale = Annotated[
    ScaleLevel | None, typer.Option(help="How answers lie to one another, if not as known.", show_default=False)
]
Allowed = Annotated[
    str, typer.Option(help="The answers allowed, in their order: low,middle,high.", show_default=False)
]
To = Annotated[
    AgreementFormat | None,
    typer.Option(help="The format; without it, the ending of --out decides, else terminal.", show_default=False),
]
OwnCodebook = Annotated[
    Path | None, typer.Option("--codebook", help="A TOML file with questions of your own.", show_default=False)
]
Seed = Annotated[int, typer.Option(min=0, max=2**32 - 1, help="The same seed gives the same result.")]


def code(
    paths: options.Paths,
    out: Sheet,
    unit: Annotated[CodingUnit, typer.Option(help="What is coded: claims or whole documents.")] = CodingUnit.claim,
    sample: Annotated[int, typer.Option(min=0, help="How many to draw; 0 takes them all.")] = 0,
    seed: Seed = 0,
    coders: Annotated[int, typer.Option(min=1, max=999, help="How many sheets of the same items to write.")] = 1,
    show_sources: Annotated[bool, typer.Option("--show-sources", help="Say where each item comes from.")] = False,
    key: KeyPath = None,
    axis: Annotated[str, typer.Option(help="The lexicon whose two poles the stance is asked for.")] = DEFAULT_AXIS,
    codebook: OwnCodebook = None,
    source: options.Source = "",
    text_column: options.TextColumn = "",
    encoding: options.Encoding = "",
    quiet: options.Quiet = False,
) -> None:
    """Write coding sheets that do not say where a text comes from, a codebook, and a key to be kept apart.

    A sheet has a row an item, in shuffled order (another for each coder): its code, the text with the sentences
    beside it, and empty columns for kind, voice, stance and a note. The key leads from the code to document, place
    and the program's own answers. `framing agree` reads the sheets back.

    Example: framing code seeds/ --sample 20 --out sheet.csv
    """
    from framing.cli.making import reading
    from framing.cli.talk import say
    from framing.coding import load_codebook
    from framing.reports.accordtalk import say_draw, say_written
    from framing.reports.codingfiles import coding_files, coding_paths

    _need_table(out)
    lexicon = _load_axis(axis)
    book = load_codebook(codebook or "", lexicon.name, (lexicon.pole_of(-1).title, lexicon.pole_of(1).title))
    how = reading(source, text_column, encoding)
    drawn = _draw(paths, how, quiet, lexicon, book.of(unit.value), unit, seed, sample)
    places = coding_paths(out, coders, key)
    _write_new(coding_files(drawn, book, unit.value, places, show_sources))
    for line in () if quiet else (*say_draw(drawn, unit.value), *say_written(places)):
        say(f"framing: {line}")


def agree(
    answers: Tables,
    key: RightAnswers = None,
    by: By = "",
    question: OneQuestion = "",
    scale: Scale = None,
    values: Allowed = "",
    codebook: OwnCodebook = None,
    draws: Annotated[int, typer.Option(min=0, max=_MOST_DRAWS, help="How often items are drawn again.")] = 1000,
    seed: Seed = 0,
    to: To = None,
    out: options.Out = None,
    quiet: options.Quiet = False,
) -> None:
    """Measure how far coders or pupils agree: Krippendorff's alpha with its interval, and the most disputed items.

    Answers are told apart by their first line: item, coder (or pupil), answer, with a row each; item and a column
    for each coder; or sheets of `framing code`, filled in. People are told by codes and never ranked, and groups
    (--by) of fewer than five are not broken down.

    Columns of --to csv: question, item, answers, unsure, tally, majority, alike, distance, key, missed, text, notes.

    Example: framing agree answers.csv --key key.csv
    """
    from framing.cli.talk import say
    from framing.cli.writing import write
    from framing.coding import Wanted, load_codebook, measure_agreement
    from framing.reports.accordtalk import say_files

    kind = to or _kind_of(out)
    allowed = tuple(value.strip() for value in values.split(",") if value.strip())
    wanted = Wanted(question, by, scale.value if scale else "", allowed)
    measured = measure_agreement(answers, load_codebook(codebook or ""), wanted, key, draws, seed)
    for line in () if quiet else say_files(measured):
        say(f"framing: {line}")
    write(_render(kind, measured), out)
    if out is not None and not quiet:
        say(f"framing: wrote {out}")


def _draw(
    paths: list[str],
    how: ReadingOptions,
    quiet: bool,
    axis: Lexicon,
    questions: Sequence[Question],
    unit: CodingUnit,
    seed: int,
    sample: int,
) -> Draw:
    from framing.cli.talk import watching
    from framing.coding import draw_documents, draw_items
    from framing.errors import InputError, UsageError
    from framing.reporting import analyze_paths

    if not questions:
        raise UsageError(f"the codebook asks nothing about a {unit.value}.", fix="Look at 'units' of its questions.")
    make = draw_documents if unit == CodingUnit.document else draw_items
    with watching(quiet) as watch:
        drawn = make(analyze_paths(paths, [axis], how, watch), axis, questions, seed, sample)
    if not drawn.items:
        raise InputError("there is nothing to code: the documents hold no claims.")
    return drawn


def _load_axis(name: str) -> Lexicon:
    from framing.errors import UsageError
    from framing.lexicons import load_lexicon

    lexicon = load_lexicon(name)
    if not lexicon.poles:
        raise UsageError(f"the lexicon '{name}' has no poles.", fix="Name one with two poles.")
    return lexicon


def _need_table(out: Path) -> None:
    from framing.errors import UsageError

    if out.suffix.lower() != ".csv":
        raise UsageError(f"'{out.name}' is no name for a sheet.", fix="Give --out a name that ends in .csv.")


def _write_new(files: Mapping[Path, str]) -> None:
    """Write all files, or none where one of them would replace other work, such as filled-in answers."""
    from framing.cli.writing import write
    from framing.errors import UsageError

    for path, text in files.items():
        if path.exists() and (path.is_dir() or path.read_bytes() != text.encode("utf-8")):
            fix = "Give --out another name, or move that file away."
            raise UsageError("is there already and holds something else.", where=str(path), fix=fix)
    for path, text in files.items():
        write([text], path)


def _render(kind: AgreementFormat, measured: Agreement) -> Iterable[str]:
    from framing.reports.accorddata import ITEM_COLUMNS, agreement_json, agreement_rows
    from framing.reports.accordtext import agreement_text
    from framing.tables import csv_lines

    if kind == AgreementFormat.csv:
        return csv_lines(agreement_rows(measured), ITEM_COLUMNS)
    return [(agreement_json if kind == AgreementFormat.json else agreement_text)(measured)]


def _kind_of(out: Path | None) -> AgreementFormat:
    from framing.errors import UsageError

    if out is None or str(out) == "-":
        return AgreementFormat.terminal
    if out.suffix.lower() not in _SUFFIXES:
        fix = f"Use --to, or one of these endings: {', '.join(_SUFFIXES)}."
        raise UsageError(f"'{out.name}' does not say what to write.", fix=fix)
    return _SUFFIXES[out.suffix.lower()]
