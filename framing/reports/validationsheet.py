"""The validation report laid out: titles, tables of words and numbers, the checklist; the same for every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from framing.agreement import CLASSES, NARRATIVE_WORDS, Figure
from framing.curves import find_shares
from framing.errors import FramingError
from framing.reports.digits import count_digits
from framing.reports.wording import one_line, say_count, say_decimal, say_number, say_percent, say_whole
from framing.scores import NEUTRAL_BELOW
from framing.shipped import read_toml
from framing.swapping import Swap
from framing.validation import Misread, Validation

DIGITS = 3
NONE = "–"
texts: Mapping[str, Mapping[str, str]] = read_toml(Path(__file__).with_name("validation.toml"), FramingError)
"""The texts of the validation report, by table and key."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and whether it holds numbers."""

    name: str
    numeric: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """One table of texts ready to show; the first column heads its row."""

    id: str
    title: str
    lead: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def say_value(value: float | None, digits: int = DIGITS) -> str:
    """Return a figure with fixed decimals, "–" for none."""
    return NONE if value is None else say_decimal(value, digits)


def say_signed(value: float | None) -> str:
    """Return a signed figure with three decimals, "–" for none."""
    return NONE if value is None else say_number(value, DIGITS)


def say_range(figure: Figure, signed: bool = False) -> str:
    """Return an interval ("0.593 to 0.754"), "–" for none."""
    if not signed or figure.low is None or figure.high is None:
        return NONE if figure.low is None else f"{say_value(figure.low)} to {say_value(figure.high)}"
    digits = count_digits(figure.low, figure.high, DIGITS)
    return f"{say_number(figure.low, digits)} to {say_number(figure.high, digits)}"


def say_figure(figure: Figure, signed: bool = False) -> str:
    """Return a figure with its interval ("0.679 (0.593 to 0.754)")."""
    value = (say_signed if signed else say_value)(figure.value)
    return value if figure.low is None else f"{value} ({say_range(figure, signed)})"


def class_titles(validation: Validation) -> dict[str, str]:
    """Return what each class is called: the poles' titles, and neutral."""
    poles = {CLASSES[sign]: validation.axis.pole_of(sign).title for sign in (1, -1)}
    return {**poles, CLASSES[0]: CLASSES[0]}


def say_title(validation: Validation) -> str:
    """Return the report's title."""
    axis = validation.axis
    return texts["titles"]["page"].format(axis=f"{axis.name} {axis.version}".strip())


def say_lead(validation: Validation) -> str:
    """Return what was measured, and what the intervals are."""
    count = len(validation.texts.texts)
    known = {"axis": validation.axis.title, "texts": say_count(count, "text"), "draws": say_whole(validation.draws)}
    if validation.draws and validation.texts.groups > 1:
        return texts["leads"]["page"].format(**known)
    why = texts["why"]["one_group" if validation.draws else "no_draws"]
    return texts["leads"]["no_draws"].format(**known, why=why)


def lay_out_tables(validation: Validation) -> dict[str, Table]:
    """Return the tables by id, in the order they are shown; those that would be empty are left out."""
    makers = (
        _figures, _classes, _confusion, _roc, _reliability, _baselines, _sensitivity, _written, _learned, _length,
        _topics, _swap, _worst,
    )  # fmt: skip
    tables = (make(validation) for make in makers)
    return {table.id: table for table in tables if table.rows}


def _table(
    name: str, columns: str, rows: Iterable[tuple[str, ...]], known: Mapping[str, str] | None = None, words: str = ""
) -> Table:
    """`columns` and `words` name keys of [columns]; those among `words` hold words, as does the first."""
    keys = columns.split()
    wordy = {keys[0], *words.split()}
    heads = tuple(Column(texts["columns"][key].format(**known or {}), key not in wordy) for key in keys)
    lead = texts["leads"].get(name, "").format(**known or {})
    return Table(name, texts["titles"][name], lead, heads, tuple(rows))


def _figures(validation: Validation) -> Table:
    found = ((name, validation.figures[name]) for name in texts["figures"] if name in validation.figures)
    rows = (
        (texts["figure_names"][name], say_value(figure.value), say_range(figure), _meaning(name))
        for name, figure in found
    )
    return _table("figures", "figure value interval meaning", rows, words="meaning")


def _meaning(name: str) -> str:
    return texts["figures"][name].format(words=NARRATIVE_WORDS)


def _classes(validation: Validation) -> Table:
    figures, titles = validation.figures, class_titles(validation)
    rows = (
        (
            titles[name],
            say_whole(validation.texts_by_class[name]),
            *(_say_short(figures[f"{what}_{name}"]) for what in ("precision", "recall", "f1")),
        )
        for name in CLASSES.values()
    )
    return _table("classes", "class texts precision recall f1", rows)


def _say_short(figure: Figure) -> str:
    """Two decimals: three figures with their intervals stand in one row."""
    value, low, high = (say_value(one, 2) for one in (figure.value, figure.low, figure.high))
    return value if figure.low is None else f"{value} ({low} to {high})"


def _confusion(validation: Validation) -> Table:
    titles, confusion = class_titles(validation), validation.confusion
    rows = tuple((titles[label], *(say_whole(confusion[label][name]) for name in titles)) for label in titles)
    heads = (Column(texts["columns"]["label"], False), *map(Column, titles.values()))
    return Table("confusion", texts["titles"]["confusion"], texts["leads"]["confusion"], heads, rows)


def _roc(validation: Validation) -> Table:
    rows = ((say_percent(along), say_percent(found)) for along, found in find_shares(validation.roc))
    return _table("roc", "taken_along found", rows, _poles(validation))


def _reliability(validation: Validation) -> Table:
    rows = (
        (f"{one.low:.1f} to {one.high:.1f}", say_whole(one.texts), say_value(one.expected), say_value(one.observed))
        for one in validation.reliability
    )
    return _table("reliability", "between texts expected observed", rows, _poles(validation))


def _poles(validation: Validation) -> dict[str, str]:
    return {name: validation.axis.pole_of(sign).title for name, sign in (("plus", 1), ("minus", -1))}


def _baselines(validation: Validation) -> Table:
    return _table("baselines", "baseline auc accuracy ahead", _baseline_rows(validation))


def _baseline_rows(validation: Validation) -> Iterator[tuple[str, ...]]:
    figures, shuffled, names = validation.figures, validation.shuffled, texts["baselines"]
    accuracy = say_value(figures["accuracy"].value)
    yield validation.axis.title, say_figure(figures["auc"]), accuracy, NONE
    for one in validation.baselines:
        yield names[one.name], say_figure(one.auc), say_value(one.accuracy), say_figure(one.lead, signed=True)
    for name, value in (("shuffled_poles", shuffled.mean), ("shuffled_largest", shuffled.largest)):
        yield names[name].format(times=shuffled.times), say_value(value), NONE, NONE


def say_setting(name: str) -> str:
    """Return what a setting is called."""
    return texts["settings"][name].format(half=NEUTRAL_BELOW / 2, double=NEUTRAL_BELOW * 2)


def _sensitivity(validation: Validation) -> Table:
    shown = ("auc", "accuracy", "neutral_kept", "coverage", "refused")
    rows = (
        (say_setting(one.setting), *(say_value(getattr(one, name)) for name in shown))
        for one in validation.sensitivity
    )
    return _table("sensitivity", f"setting {' '.join(shown)}", rows)


def _written(validation: Validation) -> Table:
    return _entries(validation, "written")


def _learned(validation: Validation) -> Table:
    return _entries(validation, "learned")


def _entries(validation: Validation, kind: str) -> Table:
    rows = (
        (
            one_line(one.key.entry),
            one.key.frame,
            say_whole(one.texts),
            say_number(one.key.sign * one.weight),
            say_value(one.auc_without),
        )
        for one in validation.entries
        if one.key.kind == kind
    )
    return _table(kind, "entry frame texts weight without", rows, words="frame")


def _length(validation: Validation) -> Table:
    names, correlations = texts["length"], validation.correlations
    sided = say_whole(sum(third.texts for third in validation.thirds))
    rows = [(names[name], sided, say_signed(correlations[name])) for name in ("length", "sentiment")]
    rows += [
        (names["third"].format(least=third.least, most=third.most), say_whole(third.texts), say_value(third.auc))
        for third in validation.thirds
    ]
    return _table("length", "what texts value", rows)


def _topics(validation: Validation) -> Table:
    rows = (
        (one_line(one.topic), say_whole(one.texts), say_value(one.auc_within), say_value(one.auc_without))
        for one in validation.topics
    )
    return _table("topics", "topic texts within without", rows)


def _swap(validation: Validation) -> Table:
    swaps = validation.swap.swaps if validation.swap else ()
    rows = ((swap.text.text, say_number(swap.lean), say_number(swap.exchanged), say_swap(swap)) for swap in swaps)
    return _table("swap", "text lean exchanged what", rows, words="what")


def say_swap(swap: Swap) -> str:
    """Return what the exchange of the actors did to one sentence."""
    says = texts["swap"]
    if not swap.by_lists_alone:
        return says["not_lists"]
    if not swap.found:
        return says["nothing"]
    if swap.turns:
        return says["turns" if swap.keeps_size else "turns_size"]
    return says["one_way" if swap.lean * swap.exchanged == 0 else "stays"]


def _worst(validation: Validation) -> Table:
    titles = class_titles(validation)
    rows = (
        (
            one_line(one.group),
            one_line(one.label),
            say_number(one.lean),
            say_called(one, titles),
            one_line(one.excerpt),
        )
        for one in validation.worst
    )
    return _table("worst", "group label lean called text", rows, words="label called text")


def say_called(one: Misread, titles: Mapping[str, str]) -> str:
    """Return what a text is called: the title of its class, or that it is refused."""
    return texts["columns"]["refused"].lower() if one.refused else titles[CLASSES[one.called]]
