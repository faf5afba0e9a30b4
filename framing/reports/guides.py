"""Guides: how a report is to be read, worded for its axis: none, written entries only, or with learned words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.evidence import calibration_of
from framing.lexicons.model import PASSAGE
from framing.reports.wording import say_unit, texts
from framing.scores import FULL_FROM, MIN_EVIDENCE, MIN_WORDS, NEUTRAL_BELOW

if TYPE_CHECKING:
    from framing.comparisons import Comparison
    from framing.lexicons.model import Lexicon


@dataclass(frozen=True, slots=True)
class Guide:
    """The texts that depend on how the stance comes about: steps of reading, limits by measure, words with meanings.

    `stance` has the sentences beside the strip: lead, steps, several, documents.
    """

    how: tuple[str, ...]
    limits: Mapping[str, str]
    glossary: Mapping[str, str]
    stance: Mapping[str, str]


def guide_for(comparison: Comparison) -> Guide:
    """Return the guide to the report of a comparison."""
    return guide_to(comparison.axis, say_unit(comparison))


def guide_to(axis: Lexicon | None, unit: str) -> Guide:
    """Return the guide to units ("source", "document", "article") on this axis."""
    return Guide(
        how=tuple(_variant("how", axis, unit).values()),
        limits=_variant("limits", axis, unit),
        glossary=_variant("glossary", axis, unit),
        stance=_variant("stance", axis, unit),
    )


def _variant(table: str, axis: Lexicon | None, unit: str) -> dict[str, str]:
    """The texts of a table, those of the axis's kind in place of the general ones; an empty text leaves one out."""
    chosen = {**texts[table], **texts.get(f"{table}_{_kind(axis)}", {})}
    known = _known(axis) | {"unit": unit}
    return {key: text.format(**known) for key, text in chosen.items() if text}


def _kind(axis: Lexicon | None) -> str:
    if axis is None:
        return "plain"
    return "learned" if calibration_of(axis) else "written"


def _known(axis: Lexicon | None) -> dict[str, str]:
    minus, plus = (axis.pole_of(-1), axis.pole_of(1)) if axis else (None, None)
    return {
        "least": f"{MIN_EVIDENCE:g}",
        "words": f"{MIN_WORDS}",
        "passage": f"{PASSAGE}",
        "near": f"{NEUTRAL_BELOW:g}",
        "far": f"{FULL_FROM:g}",
        "minus": minus.title if minus else "",
        "plus": plus.title if plus else "",
        "minus_name": minus.name if minus else "",
        "plus_name": plus.name if plus else "",
    }
