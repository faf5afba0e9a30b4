"""A map as data: plain dictionaries and lists, ready for JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from framing.reports.data import score_data
from framing.shipped import version

if TYPE_CHECKING:
    from framing.maps.gains import Gain
    from framing.maps.model import Carrier, Estimate, Example, Newcomer, SourceMap, Spot, Trials

SCHEMA = "framing-map/1"
_DIGITS = 6


def map_json(drawn: SourceMap) -> str:
    """Return a map as JSON text (see `map_data`), ending in a line break."""
    return json.dumps(map_data(drawn), ensure_ascii=False, indent=2) + "\n"


def map_data(drawn: SourceMap) -> dict[str, Any]:
    """Return a map as a dictionary: schema, provenance, mapped, obstacle, poles, sources, carriers, trials, new.

    `place` and `second` have `value, low, high`, or are null. Numbers are rounded to 6 decimals. `example` is a
    stretch of a document (`document, source, start, end, text`); `first` and `last` are where the phrase stands.
    """
    texts = {document.id: document.text for document in drawn.documents}
    return {
        "schema": SCHEMA,
        "provenance": _provenance(drawn),
        "mapped": not drawn.obstacle,
        "obstacle": drawn.obstacle,
        "poles": {"critical": list(drawn.named(-1)), "pro": list(drawn.named(1))},
        "axes": 2 if drawn.planar else 0 if drawn.obstacle else 1,
        "sources": [_spot(spot) for spot in drawn.spots],
        "left_out": [asdict(one) for one in drawn.left_out],
        "trials": _trials(drawn.trials) if drawn.trials else None,
        "rank_correlations": {one.what: {"rho": _rounded(one.rho), "sources": one.sources} for one in drawn.kinships},
        "carriers": [_carrier(one, texts) for one in drawn.carriers],
        "new": [_newcomer(one) for one in drawn.newcomers],
    }


def _provenance(drawn: SourceMap) -> dict[str, Any]:
    axis = drawn.axis
    return {
        "framing": version(),
        "lexicon": {"name": axis.name, "version": axis.version, "digest": axis.digest},
        "texts_from": list(drawn.origin),
        "documents": len(drawn.documents),
        "phrases": drawn.phrases,
        "axes_asked": drawn.asked,
        "other_language": drawn.foreign,
        "rejected": [asdict(one) for one in drawn.rejected],
    }


def _spot(spot: Spot) -> dict[str, Any]:
    return {
        "source": spot.source,
        "named_for": {1: "pro", -1: "critical"}.get(spot.pole),
        "documents": list(spot.documents),
        "words": spot.words,
        "phrases": spot.phrases,
        "place": _estimate(spot.place),
        "second": _estimate(spot.second),
        "stance": score_data(spot.stance.outlet),
    }


def _estimate(one: Estimate | None) -> dict[str, float] | None:
    return {name: _rounded(value) for name, value in asdict(one).items()} if one else None


def _trials(trials: Trials) -> dict[str, Any]:
    return {
        "named": _gain(trials.named),
        "everyone": _gain(trials.everyone),
        "axes": trials.axes,
        "differences": [_gain(one) for one in trials.differences],
        "contrast": trials.contrast,
        "trust": trials.trust,
        "dispersion": _rounded(trials.dispersion),
        "sweeps": trials.sweeps,
        "settled": trials.settled,
    }


def _gain(gain: Gain | None) -> dict[str, float] | None:
    return {name: _rounded(value) for name, value in asdict(gain).items()} if gain else None


def _carrier(one: Carrier, texts: dict[str, str]) -> dict[str, Any]:
    return {
        "phrase": one.phrase,
        "pole": "pro" if one.sign > 0 else "critical",
        "ratio": _rounded(one.ratio),
        "documents": one.documents,
        "weight": _rounded(one.weight),
        "example": _example(one.example, texts[one.example.document]) if one.example else None,
    }


def _example(one: Example, text: str) -> dict[str, Any]:
    return {**asdict(one), "text": text[one.start : one.end]}


def _newcomer(one: Newcomer) -> dict[str, Any]:
    document = one.document
    return {
        "id": document.id,
        "source": document.source,
        "title": document.title,
        "published": document.published,
        "placed": one.place is not None,
        "obstacle": one.obstacle,
        "phrases": one.phrases,
        "place": _estimate(one.place),
        "second": _estimate(one.second),
        "stance": score_data(one.stance.outlet),
    }


def _rounded(value: float) -> float:
    # no minus zero
    return round(value, _DIGITS) + 0.0
