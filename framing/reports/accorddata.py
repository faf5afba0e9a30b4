"""Agreement as data: JSON, and a row an item for tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from framing.agreement import Figure
from framing.coding.accords import Accord, ItemAccord
from framing.coding.cells import guard
from framing.coding.groups import LEAST_CODERS, Groups
from framing.coding.results import Agreement
from framing.reports.wording import make_printable
from framing.shipped import version

SCHEMA = "framing-agree/1"
ITEM_COLUMNS = (
    "question", "item", "answers", "unsure", "tally", "majority", "alike", "distance", "key", "missed", "text",
    "notes",
)  # fmt: skip
_FIGURES = ("alpha", "alike", "kappa", "majority", "key", "key_majority", "key_alpha")
_DIGITS = 6


def agreement_json(agreement: Agreement) -> str:
    """Return the agreement as JSON text (see `agreement_data`), ending in a line break."""
    return json.dumps(agreement_data(agreement), ensure_ascii=False, indent=2) + "\n"


def agreement_data(agreement: Agreement) -> dict[str, Any]:
    """Return the agreement as a dictionary: schema, provenance, coders, questions, faults.

    Figures are `{value, low, high}`, all null where they cannot be told, or null where they do not apply; numbers
    are rounded to 6 decimals. Files are told by number and fingerprint, since they may be called after people.
    """
    names = [f"file {one.number}" for one in agreement.files]
    return {
        "schema": SCHEMA,
        "provenance": _provenance(agreement),
        "coders": list(agreement.coders),
        "renamed": agreement.renamed,
        "questions": [_question(accord, agreement) for accord in agreement.accords],
        "not_counted": agreement.not_counted,
        "faults": [
            {"kind": one.kind, "told": one.describe(names, "the key"), "answers": one.answers}
            for one in agreement.faults
        ],
        "unanswered": list(agreement.unanswered),
    }


def _provenance(agreement: Agreement) -> dict[str, Any]:
    names = ("number", "digest", "form", "rows", "coders")
    return {
        "version": version(),
        "codebook": agreement.codebook,
        "files": [{name: getattr(one, name) for name in names} for one in agreement.files],
        "rejected": [{"number": one.number, "reason": one.reason} for one in agreement.rejected],
        "key": agreement.key_digest,
        "by": agreement.by,
        "draws": agreement.draws,
        "seed": agreement.seed,
    }


def _question(accord: Accord, agreement: Agreement) -> dict[str, Any]:
    scale = accord.scale
    groups = agreement.groups.get(scale.question)
    return {
        "question": scale.question,
        "level": scale.level,
        "values": list(scale.values),
        "coders": list(accord.coders),
        "answers": accord.answers,
        "unsure": accord.unsure,
        "compared": accord.compared,
        "keyed": accord.keyed,
        **{name: _figure(getattr(accord, name)) for name in _FIGURES},
        "pairs": [{**asdict(pair), "alike": _rounded(pair.alike)} for pair in accord.pairs],
        "pair_range": None if accord.pair_range is None else [_rounded(edge) for edge in accord.pair_range],
        "items": [_item(one, agreement) for one in accord.items],
        "groups": None if groups is None else _groups(groups),
    }


def _item(one: ItemAccord, agreement: Agreement) -> dict[str, Any]:
    return {
        "item": one.item,
        "answers": one.answers,
        "unsure": one.unsure,
        "tally": dict(one.tally),
        "majority": one.majority,
        "alike": _rounded(one.alike),
        "distance": _rounded(one.distance),
        "key": one.right,
        "missed": _rounded(one.missed),
        "text": agreement.texts.get(one.item, ""),
        "notes": list(agreement.notes.get(one.item, ())),
    }


def _groups(groups: Groups) -> dict[str, Any]:
    told = [
        {
            "group": one.name,
            "coders": one.coders,
            "items": one.items,
            "answers": one.answers,
            **{name: _figure(getattr(one, name)) for name in ("alpha", "alike", "key")},
        }
        for one in groups.told
    ]
    held_back = {"small": groups.small, "larger": groups.larger, "least_people": LEAST_CODERS}
    return {"told": told, "held_back": held_back, "in_no_group": groups.without}


def agreement_rows(agreement: Agreement) -> Iterator[dict[str, Any]]:
    """Return one row an item and question, the most disputed first, with the ITEM_COLUMNS, safe in spreadsheets."""
    for accord in agreement.accords:
        for one in accord.items:
            row = {"question": accord.scale.question, **_item(one, agreement)}
            row["tally"] = "; ".join(f"{value} {count}" for value, count in one.tally)
            row["notes"] = "; ".join(row["notes"])
            yield {name: _cell(row[name]) for name in ITEM_COLUMNS}


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return guard(make_printable(value))
    return "" if value is None else value


def _figure(figure: Figure | None) -> dict[str, float | None] | None:
    if figure is None:
        return None
    return {name: _rounded(getattr(figure, name)) for name in ("value", "low", "high")}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
