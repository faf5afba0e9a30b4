"""Fact rows: shared facts, narratives and names as flat records with stable columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from framing.comparisons import Comparison
from framing.coverage import Cell
from framing.divergences import Difference
from framing.profiles import Quote

Row = dict[str, Any]

FACT_COLUMNS = (
    "fact", "source", "telling", "position", "words", "document", "claim", "start", "end", "text", "speakers",
    "differences", "doubts",
)  # fmt: skip
NARRATIVE_COLUMNS = ("pole", "sign", "source", "lean", "document", "claim", "start", "end", "text")
NAMING_COLUMNS = ("actor", "source", "phrase", "count", "document", "claim")
TYPES = {
    "fact": "Int64",
    "words": "Int64",
    "claim": "Int64",
    "start": "Int64",
    "end": "Int64",
    "sign": "Int64",
    "lean": "float64",
    "count": "Int64",
}
"""The pandas types of columns that are not text: whole numbers, some of them empty where a fact is left out."""


def fact_rows(comparison: Comparison) -> Iterator[Row]:
    """Return one row a fact and source, with the FACT_COLUMNS; the place is that of the first claim that tells it.

    Several speakers, differences or doubts are parted by "; ". A fact left out has no place.
    """
    for fact in comparison.coverage.facts if comparison.coverage else ():
        for cell in fact.cells:
            yield {
                "fact": fact.number,
                "source": cell.source,
                "telling": cell.telling,
                "position": cell.position or "",
                "words": cell.words,
                **_first_place(cell),
                "speakers": "; ".join(cell.speakers),
                "differences": "; ".join(map(_difference, cell.differences)),
                "doubts": "; ".join(fact.doubts),
            }


def narrative_rows(comparison: Comparison) -> Iterator[Row]:
    """Return one row a sentence of a side's narrative, with the NARRATIVE_COLUMNS, in story order."""
    for narrative in comparison.narratives:
        for one in narrative.sentences:
            side = {"pole": narrative.pole, "sign": narrative.sign}
            yield {**side, "source": one.source, "lean": one.lean, **_place(one.quote)}


def naming_rows(comparison: Comparison) -> Iterator[Row]:
    """Return one row a way to call an actor, by source, with the NAMING_COLUMNS."""
    for naming in comparison.namings:
        for source, uses in naming.uses:
            for use in uses:
                named = {"actor": naming.actor, "source": source, "phrase": use.phrase, "count": use.count}
                yield {**named, "document": use.document, "claim": use.claim}


def _first_place(cell: Cell) -> Row:
    if not cell.quotes:
        return {"document": "", "claim": None, "start": None, "end": None, "text": ""}
    return _place(cell.quotes[0])


def _place(quote: Quote) -> Row:
    claim = quote.claim.claim
    place = {"document": quote.document, "claim": claim.number, "start": claim.start, "end": claim.end}
    return {**place, "text": quote.claim.text}


def _difference(difference: Difference) -> str:
    return f"{difference.here} (others {' / '.join(difference.elsewhere)})"
