"""One story as data: shared facts, narratives, names and the split between the sides, every quote with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from framing.comparisons import Comparison
from framing.coverage import Cell, Coverage, Fact, Share
from framing.documents.model import Span
from framing.namings import Naming
from framing.narratives import Narrative, Sentence
from framing.profiles import Quote
from framing.scores import Split

_DIGITS = 6

Data = dict[str, Any]


def story_data(comparison: Comparison) -> Data:
    """Return coverage (None where there is none), narratives, namings and split (None where it is refused).

    A place is `{document, claim, start, end, text}`: the document's id, the claim's number, and characters of the
    document's text. `different` and `deleted` are `[start, end]` in the document of the cell's first quote.
    """
    return {
        "coverage": _coverage(comparison.coverage) if comparison.coverage else None,
        "narratives": [_narrative(one) for one in comparison.narratives],
        "namings": [_naming(one) for one in comparison.namings],
        "split": _split(comparison.split) if comparison.split else None,
    }


def _coverage(coverage: Coverage) -> Data:
    return {
        "sources": list(coverage.sources),
        "facts": [_fact(fact) for fact in coverage.facts],
        "shares": [_share(share) for share in coverage.shares],
        "headline": _place(coverage.headline) if coverage.headline else None,
    }


def _fact(fact: Fact) -> Data:
    return {
        "number": fact.number,
        "plainest": _place(fact.plainest),
        "cells": [_cell(cell) for cell in fact.cells],
        "doubts": list(fact.doubts),
    }


def _cell(cell: Cell) -> Data:
    return {
        "source": cell.source,
        "telling": cell.telling,
        "position": cell.position,
        "words": cell.words,
        "speakers": list(cell.speakers),
        "differences": [{"here": one.here, "elsewhere": list(one.elsewhere)} for one in cell.differences],
        "quotes": [_place(quote) for quote in cell.quotes],
        "different": _spans(cell.different),
        "deleted": _spans(cell.deleted),
        "nearest": _place(cell.nearest) if cell.nearest else None,
    }


def _share(share: Share) -> Data:
    return {**asdict(share), "left_out": list(share.left_out)}


def _narrative(narrative: Narrative) -> Data:
    return {
        "pole": narrative.pole,
        "sign": narrative.sign,
        "title": narrative.title,
        "sentences": [_sentence(one) for one in narrative.sentences],
    }


def _sentence(sentence: Sentence) -> Data:
    return {"source": sentence.source, "lean": round(sentence.lean, _DIGITS), **_place(sentence.quote)}


def _naming(naming: Naming) -> Data:
    uses = [{"source": source, "names": [asdict(use) for use in found]} for source, found in naming.uses]
    return {"actor": naming.actor, "uses": uses}


def _split(split: Split) -> Data:
    return {name: round(value, _DIGITS) for name, value in asdict(split).items()}


def _place(quote: Quote) -> Data:
    claim = quote.claim.claim
    return {
        "document": quote.document,
        "claim": claim.number,
        "start": claim.start,
        "end": claim.end,
        "text": quote.claim.text,
    }


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
