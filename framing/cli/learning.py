"""`framing learn` and `framing lexicon suggest`: lexicons from labelled texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli import options
from framing.shipped import DEFAULT_AXIS

if TYPE_CHECKING:
    from framing.labelled import LabelledTexts
    from framing.lexicons import Lexicon
    from framing.suggestions import Suggestion

File = Annotated[
    Path, typer.Argument(help="A table (.jsonl, .csv, .tsv, .parquet) of labelled texts.", show_default=False)
]
AxisName = Annotated[str, typer.Option("--axis", help="The lexicon whose poles the labels stand for.")]
Text = Annotated[str, typer.Option(help="The column with the text.")]
Label = Annotated[str, typer.Option(help="The column with the label.")]
Group = Annotated[str, typer.Option(help="The column with the group (story); texts of a group are never split.")]
Plus = Annotated[str, typer.Option("--pro", "--plus", help="The label of the pole with sign 1.", show_default=False)]
Minus = Annotated[
    str, typer.Option("--critical", "--minus", help="The label of the pole with sign -1.", show_default=False)
]
Neutral = Annotated[str, typer.Option("--neutral", help="The label of texts that only report.", show_default=False)]


def learn(
    file: File,
    out: Annotated[Path, typer.Option("--out", "-o", help="The lexicon file to write.", show_default=False)],
    axis: AxisName = DEFAULT_AXIS,
    text: Text = "text",
    label: Label = "label",
    group: Group = "story",
    plus: Plus = "",
    minus: Minus = "",
    neutral: Neutral = "",
    calibrate: Annotated[
        Path | None,
        typer.Option(help="Labelled texts kept apart to scale the weights on.", show_default=False),
    ] = None,
    set_version: Annotated[str, typer.Option(help="The version the lexicon is given.")] = "1.0.0",
    quiet: options.Quiet = False,
) -> None:
    """Learn weights for words and phrases from labelled texts, as a lexicon that can be read and checked.

    Put as learned/NAME.toml beside a lexicon NAME.toml, its evidence adds to that lexicon's own; given to
    --lexicon, it stands alone.

    Example: framing learn narratives.jsonl --out learned.toml
    """
    from framing.cli.talk import say, steps
    from framing.cli.writing import write
    from framing.learning import learn_lexicon
    from framing.lexicons.writing import lexicon_toml

    lexicon, texts = _read(file, axis, (plus, minus, neutral), (text, label, group))
    _tell_left_out(texts, quiet)
    apart = _read(calibrate, axis, (plus, minus, neutral), (text, label, group))[1] if calibrate else None
    with steps(quiet) as watch:
        learned = learn_lexicon(texts, lexicon, set_version, apart, watch)
    write([lexicon_toml(learned)], out)
    if not quiet:
        sizes = ", ".join(f"{frame.name} {len(frame.entries)}" for frame in learned.frames)
        say(f"framing: wrote {out} ({sizes} entries)")


def suggest(
    file: File,
    axis: AxisName = DEFAULT_AXIS,
    out: options.Out = None,
    most: Annotated[int, typer.Option(min=1, help="At most so many suggestions.")] = 100,
    ask: Annotated[bool, typer.Option("--ask", help="Ask for each: accept, refuse or stop.")] = False,
    text: Text = "text",
    label: Label = "label",
    group: Group = "story",
    plus: Plus = "",
    minus: Minus = "",
    neutral: Neutral = "",
) -> None:
    """Suggest entries that a lexicon lacks, from labelled texts, for a person to accept or refuse.

    Written are lines to paste into a frame, with how sure each is and where it was found.

    Example: framing lexicon suggest narratives.jsonl --axis establishment --most 40
    """
    from framing.cli.writing import write
    from framing.suggestions import suggest_entries

    lexicon, texts = _read(file, axis, (plus, minus, neutral), (text, label, group))
    _tell_left_out(texts, quiet=False)
    found = suggest_entries(texts, lexicon)[:most]
    chosen = list(_asked(found, lexicon) if ask else found)
    write([_line(one, lexicon) for one in chosen], out)


def _read(
    file: Path, axis: str, signs: tuple[str, str, str], names: tuple[str, str, str]
) -> tuple[Lexicon, LabelledTexts]:
    from framing.errors import UsageError
    from framing.labelled import Columns, labels_of, read_labelled
    from framing.lexicons import load_lexicon

    lexicon = load_lexicon(axis)
    if not lexicon.poles:
        raise UsageError(f"the lexicon '{axis}' has no poles.", fix="Name one with two poles with --axis.")
    return lexicon, read_labelled(file, labels_of(lexicon, *signs), Columns(*names))


def _asked(found: tuple[Suggestion, ...], lexicon: Lexicon) -> Iterator[Suggestion]:
    for number, one in enumerate(found, 1):
        answer = typer.prompt(f"{number}/{len(found)} {_line(one, lexicon).rstrip()}  [y/n/q]", default="n", err=True)
        if answer.lower().startswith("q"):
            return
        if answer.lower().startswith("y"):
            yield one


def _line(one: Suggestion, lexicon: Lexicon) -> str:
    import json

    pole = lexicon.pole_of(one.sign).name
    where = f"{one.plus} texts {lexicon.pole_of(1).name}, {one.minus} {lexicon.pole_of(-1).name}"
    text = json.dumps(one.text, ensure_ascii=False)
    return f"{{ text = {text}, weight = {one.weight:g} }},  # {pole}, z = {one.z:+.1f}; {where}\n"


def _tell_left_out(texts: LabelledTexts, quiet: bool) -> None:
    from framing.cli.talk import say

    if texts.left_out and not quiet:
        named = ", ".join(f"{count} '{label}'" for label, count in texts.left_out)
        say(f"framing: left out rows with other labels: {named}")
