"""`framing validate` and `framing lexicon swap`: how far an axis can be relied on."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli import options
from framing.cli.learning import AxisName, File, Group, Label, Minus, Neutral, Plus, Text
from framing.shipped import DEFAULT_AXIS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from framing.labelled import Columns, LabelledTexts
    from framing.lexicons import Lexicon
    from framing.validation import Validation


class ValidationFormat(StrEnum):
    """What a validation can be written as."""

    terminal = "terminal"
    json = "json"
    html = "html"


class EvidenceKind(StrEnum):
    """Which evidence is measured."""

    both = "both"
    written = "written"
    learned = "learned"


class SwapFormat(StrEnum):
    """How a swap test is written."""

    terminal = "terminal"
    json = "json"


_SUFFIXES = {
    ".html": ValidationFormat.html,
    ".htm": ValidationFormat.html,
    ".json": ValidationFormat.json,
    ".txt": ValidationFormat.terminal,
}
_TRAINING = ("training", "narratives.jsonl")
"""Where the texts that shipped weights were learned from lie, beside the shipped lexicons."""


To = Annotated[
    ValidationFormat | None,
    typer.Option(help="The format; without it, the ending of --out decides, else terminal.", show_default=False),
]
Evidence = Annotated[EvidenceKind, typer.Option(help="Written entries, learned weights, or both.")]
Training = Annotated[
    Path | None,
    typer.Option(
        help="A table of the texts the weights were learned from, to look for copies in; without it, those that the "
        "shipped lexicons come with.",
        show_default=False,
    ),
]
Draws = Annotated[int, typer.Option(min=0, help="How often groups are drawn again for the intervals.")]


def validate(
    file: File,
    axis: AxisName = DEFAULT_AXIS,
    to: To = None,
    out: options.Out = None,
    evidence: Evidence = EvidenceKind.both,
    training: Training = None,
    draws: Draws = 1000,
    text: Text = "text",
    label: Label = "label",
    group: Group = "story",
    plus: Plus = "",
    minus: Minus = "",
    neutral: Neutral = "",
    quiet: options.Quiet = False,
) -> None:
    """Measure how well an axis reads texts whose side is known, beside what simpler means would read.

    AUC, accuracy, pairs within a group, precision, recall and F1 by class, coverage, refusals, calibration;
    intervals over groups, baselines, other settings, the entries that carry the result, and a reviewer's checklist.

    Example: framing validate narratives.jsonl --label label --group story --out validation.html
    """
    from framing.cli.talk import say, steps
    from framing.cli.writing import write
    from framing.labelled import Columns, labels_of, read_labelled
    from framing.validation import validate as validate_axis

    kind, columns, lexicon = to or _kind_of(out), Columns(text, label, group), _load(axis)
    labels = labels_of(lexicon, plus, minus, neutral)
    texts = read_labelled(file, labels, columns)
    known = _training(training, lexicon, labels, columns)
    with steps(quiet) as watch:
        measured = validate_axis(texts, lexicon, evidence=evidence.value, training=known, draws=draws, watch=watch)
    write([_renderer(kind)(_with_topics(measured, texts, columns))], out)
    if out is not None and not quiet:
        say(f"framing: wrote {out}")


def _with_topics(measured: Validation, texts: LabelledTexts, columns: Columns) -> Validation:
    from framing.topics import read_topics
    from framing.validation import add_topics

    return add_topics(measured, read_topics(texts, columns))


def swap(
    name: Annotated[str, typer.Argument(help="A shipped lexicon's name, or a .toml file.", show_default=False)],
    to: Annotated[SwapFormat, typer.Option(help="The format.")] = SwapFormat.terminal,
    out: options.Out = None,
) -> None:
    """Exchange the actors in sentences that say the same of either, and the actor lists: do the sides turn?

    Exit 1 if more than the actor lists decides in any sentence.

    Example: framing lexicon swap establishment
    """
    from framing.cli.writing import write
    from framing.errors import UsageError
    from framing.reports.swapping import swap_json, swap_text
    from framing.swapping import ONE_SIDE, OTHER_SIDE, names_sides, swap_test

    lexicon = _load(name)
    if not names_sides(lexicon):
        raise UsageError(
            f"the entries of '{lexicon.name}' ask for none of the actor lists that are exchanged.",
            fix=f"Slots such as {{{ONE_SIDE}}} and {{{OTHER_SIDE[0]}}} are filled from them.",
        )
    result = swap_test(lexicon)
    write([(swap_json if to == SwapFormat.json else swap_text)(result)], out)
    if result.by_lists_alone < len(result.swaps):
        raise typer.Exit(1)


def _load(name: str) -> Lexicon:
    from framing.errors import UsageError
    from framing.lexicons import load_lexicon

    lexicon = load_lexicon(name)
    if not lexicon.poles:
        raise UsageError(f"the lexicon '{name}' has no poles.", fix="Name one with two poles.")
    return lexicon


def _training(given: Path | None, axis: Lexicon, labels: Mapping[str, int], columns: Columns) -> LabelledTexts | None:
    from framing.labelled import labels_of, read_labelled
    from framing.shipped import shipped_folder

    if given is not None:
        return read_labelled(given, {**labels_of(axis), **labels}, columns)
    folder = shipped_folder("lexicons").resolve()
    shipped = folder.joinpath(*_TRAINING)
    # the shipped texts taught the learned lexicons that are shipped, and no other axis
    taught = axis.learned is not None and folder in Path(axis.path).resolve().parents
    if not taught or not shipped.is_file():
        return None
    return read_labelled(shipped, labels_of(axis))


def _kind_of(out: Path | None) -> ValidationFormat:
    from framing.errors import UsageError

    if out is None or str(out) == "-":
        return ValidationFormat.terminal
    if out.suffix.lower() not in _SUFFIXES:
        fix = f"Use --to, or one of these endings: {', '.join(_SUFFIXES)}."
        raise UsageError(f"'{out.name}' does not say what to write.", fix=fix)
    return _SUFFIXES[out.suffix.lower()]


def _renderer(kind: ValidationFormat) -> Callable[[Validation], str]:
    from framing.reports.validation import validation_json, validation_page, validation_text

    return {"terminal": validation_text, "json": validation_json, "html": validation_page}[kind.value]
