"""Validations as text, JSON and one HTML file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any

from framing.agreement import CLASSES, Figure
from framing.baselines import Baseline
from framing.reports import wording
from framing.reports.checklist import fill_checklist
from framing.reports.console import LEAST_WIDTH, clip_line, make_heading, make_line, render_lines
from framing.reports.escaping import make_environment
from framing.reports.swapping import swap_data
from framing.reports.validationsheet import (
    Table,
    class_titles,
    lay_out_tables,
    say_called,
    say_lead,
    say_title,
    texts,
)
from framing.shipped import version
from framing.validation import Validation

if TYPE_CHECKING:
    from jinja2 import Environment
    from rich.console import JustifyMethod, RenderableType
    from rich.table import Table as RichTable

_HEAD = ("accuracy", "pairwise", "coverage", "refused", "brier", "ece", "neutral_kept")
_IN_TERMINAL = (
    "figures", "classes", "confusion", "baselines", "sensitivity", "written", "learned", "length", "topics",
)  # fmt: skip
_LONG = ("written", "learned", "topics")
_ROWS_SHOWN = 10
"""Rows of a long table; the others are shown whole."""
_WORST_SHOWN = 8
_DIGITS = 6
_FULL = 100
"""Units of a chart's width and height: shares become per cent."""


def validation_json(validation: Validation) -> str:
    """Return the validation as JSON text (see `validation_data`), ending in a line break."""
    return json.dumps(validation_data(validation), ensure_ascii=False, indent=2) + "\n"


def validation_data(validation: Validation) -> dict[str, Any]:
    """Return the validation as a dictionary, numbers rounded to 6 decimals, null where the texts cannot tell.

    First `n, groups, auc, auc_low, auc_high, accuracy, pairwise, coverage, refused, brier, ece, neutral_kept,
    baselines`; then every figure with its interval, the tables behind them, the checklist and provenance.
    """
    figures = validation.figures
    none = Figure(None)
    data = {
        "n": len(validation.texts.texts),
        "groups": validation.texts.groups,
        **_figure("auc", figures["auc"]),
        **{name: figures.get(name, none).value for name in _HEAD},
        "baselines": _baselines(validation),
        "figures": {name: asdict(figures.get(name, none)) for name in texts["figures"]},
        "classes": {name: _class(validation, name) for name in CLASSES.values()},
        "confusion": validation.confusion,
        "roc": validation.roc,
        "reliability": [asdict(one) for one in validation.reliability],
        "correlations": validation.correlations,
        "by_length": [asdict(one) for one in validation.thirds],
        "topics": [asdict(one) for one in validation.topics],
        "sensitivity": {one.setting: _without(asdict(one), "setting") for one in validation.sensitivity},
        "entries": [{**asdict(one.key), **_without(asdict(one), "key")} for one in validation.entries],
        "leakage": asdict(validation.leakage) if validation.leakage else None,
        "swap": swap_data(validation.swap) if validation.swap else None,
        "worst": [asdict(one) for one in validation.worst],
        "checklist": dict(fill_checklist(validation)),
        "provenance": _provenance(validation),
    }
    rounded: dict[str, Any] = _rounded(data)
    return rounded


def _figure(name: str, figure: Figure) -> dict[str, float | None]:
    return {name: figure.value, f"{name}_low": figure.low, f"{name}_high": figure.high}


def _baselines(validation: Validation) -> dict[str, dict[str, Any]]:
    shuffled = validation.shuffled
    found = {one.name: _baseline(one) for one in validation.baselines}
    dealt = {"auc": shuffled.mean, "auc_largest": shuffled.largest, "shuffles": shuffled.times}
    return {**found, "shuffled_poles": dealt}


def _baseline(one: Baseline) -> dict[str, Any]:
    figures = {**_figure("auc", one.auc), "accuracy": one.accuracy, **_figure("lead", one.lead)}
    return {**figures, "turned": one.turned}


def _class(validation: Validation, name: str) -> dict[str, Any]:
    figures = {what: asdict(validation.figures[f"{what}_{name}"]) for what in ("precision", "recall", "f1")}
    return {"texts": validation.texts_by_class[name], **figures}


def _without(data: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != key}


def _provenance(validation: Validation) -> dict[str, Any]:
    axis, read = validation.axis, validation.texts
    used = [axis, axis.learned] if axis.learned else [axis]
    return {
        "framing": version(),
        "lexicons": [{"name": one.name, "version": one.version, "digest": one.digest} for one in used if one],
        "evidence": validation.evidence,
        "texts": read.path,
        "fingerprint": read.fingerprint,
        "left_out": dict(read.left_out),
        "draws": validation.draws,
    }


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DIGITS) + 0.0  # no minus zero
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, list | tuple) else value


def validation_text(validation: Validation, width: int = 100) -> str:
    """Return the validation as text of at most `width` (≥ 60) columns."""
    width = max(width, LEAST_WIDTH)
    return render_lines(_parts(validation, width), width)


def _parts(validation: Validation, width: int) -> Iterator[RenderableType]:
    yield make_line(wording.one_line(say_title(validation)), "bold")
    yield make_line(wording.one_line(say_lead(validation)))
    tables = lay_out_tables(validation)
    for name in _IN_TERMINAL:
        if name in tables:
            yield from _terminal_table(tables[name])
    yield from _worst(validation, width)
    yield make_heading(texts["titles"]["checklist"])
    yield _grid(fill_checklist(validation))
    yield make_line(f"\n{texts['limits']['validation']}", "dim")


def _terminal_table(table: Table) -> Iterator[RenderableType]:
    from rich.table import Table as RichTable

    yield make_heading(table.title)
    if table.lead:
        yield make_line(table.lead, "dim")
    grid = RichTable(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="")
    for column in table.columns:
        justify: JustifyMethod = "right" if column.numeric else "left"
        grid.add_column(column.name, justify=justify, no_wrap=column.numeric, overflow="fold")
    shown = table.rows[:_ROWS_SHOWN] if table.id in _LONG else table.rows
    for row in shown:
        grid.add_row(*map(wording.one_line, row))
    yield grid
    if len(table.rows) > len(shown):
        yield make_line(f"and {wording.say_count(len(table.rows) - len(shown), 'more row')}, in the page and JSON")


def _worst(validation: Validation, width: int) -> Iterator[RenderableType]:
    if validation.worst:
        yield make_heading(texts["titles"]["worst"])
        yield make_line(texts["leads"]["worst"], "dim")
    for one in validation.worst[:_WORST_SHOWN]:
        lean, group = wording.say_number(one.lean), wording.one_line(one.group)
        label = f"{wording.one_line(one.label)}, {say_called(one, class_titles(validation))}"
        yield make_line(f"{lean:>7}  {clip_line(f'{label}: {group}', width - 9)}")
        yield make_line(f"{'':9}{clip_line(one.excerpt, width - 9)}", "dim")


def _grid(rows: tuple[tuple[str, str], ...]) -> RichTable:
    from rich.table import Table as RichTable

    grid = RichTable.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for question, answer in rows:
        grid.add_row(question, answer)
    return grid


def validation_page(validation: Validation) -> str:
    """Return the validation as one HTML file that loads nothing; charts are inline, scripts there are none."""
    return (
        _environment()
        .get_template("validation.html.j2")
        .render(
            validation=validation,
            title=say_title(validation),
            lead=say_lead(validation),
            tables=lay_out_tables(validation),
            checklist=fill_checklist(validation),
            provenance=_provenance(validation),
            texts=texts,
        )
    )


@cache
def _environment() -> Environment:
    environment = make_environment()
    environment.globals.update(place_point=place_point)
    return environment


def place_point(across: float, up: float) -> str:
    """Return where two shares lie on a square chart, from its upper left corner.

    >>> place_point(0.25, 1.0)
    '25.0,0.0'
    """
    return f"{_FULL * across:.1f},{_FULL * (1 - up):.1f}"
