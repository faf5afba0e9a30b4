"""A placing as data: plain dictionaries and lists, ready for JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from framing.placing.model import THIS
from framing.reports.data import score_data
from framing.shipped import version

if TYPE_CHECKING:
    from framing.contrasts import Contrast
    from framing.coverage import Cell, Fact
    from framing.narratives import Sentence
    from framing.placing.model import Neighbour, Placed, Placing, Reference, SharedStory, Vocabulary
    from framing.profiles import Quote
    from framing.stances import Stance

SCHEMA = "framing-stance/1"
_FIELDS = ("id", "source", "title", "author", "published", "url", "language")
_DIGITS = 6


def placing_json(placing: Placing) -> str:
    """Return a placing as JSON text (see `placing_data`), ending in a line break."""
    return json.dumps(placing_data(placing), ensure_ascii=False, indent=2) + "\n"


def placing_data(placing: Placing) -> dict[str, Any]:
    """Return a placing as a dictionary: schema, provenance, axis, references, articles.

    Each article has `placed` and, where it is false, `obstacle`; its `stance` and the same `by_voice` as in a report;
    `vocabulary`; `nearest` and `farthest` (null where there is none) with sentences and words; `story`, the facts it
    shares with known texts on one event (null for none). A sentence has `document, start, end, text`. Numbers are
    rounded to 6 decimals.
    """
    axis = placing.axis
    return {
        "schema": SCHEMA,
        "provenance": {
            "framing": version(),
            "lexicons": [
                {"name": one.name, "version": one.version, "digest": one.digest} for one in placing.lexicons
            ],
            "place": axis.place,
            "known": ["shipped"] if placing.origin.shipped else list(placing.origin.known),
            "known_documents": len(placing.known),
            "rejected": [asdict(one) for one in placing.origin.rejected],
        },
        "axis": {"lexicon": axis.name, "title": axis.title, "poles": [asdict(pole) for pole in axis.poles]},
        "references": [_reference(one) for one in placing.references],
        "articles": [_article(one) for one in placing.articles],
    }


def _reference(one: Reference) -> dict[str, Any]:
    counts = {"documents": list(one.documents), "texts": one.texts, "words": one.words}
    return {"source": one.source, **counts, **_stance(one.stance)}


def _stance(stance: Stance) -> dict[str, Any]:
    return {
        "stance": score_data(stance.outlet),
        "by_voice": {voice: score_data(score) for voice, score in stance.by_voice},
    }


def _article(placed: Placed) -> dict[str, Any]:
    document = placed.analysis.document
    return {
        **{name: getattr(document, name) for name in _FIELDS},
        "placed": not placed.obstacle,
        "obstacle": placed.obstacle,
        **_stance(placed.stance),
        "vocabulary": _vocabulary(placed.vocabulary),
        "same_text_as": list(placed.copies),
        "nearest": _neighbour(placed.nearest) if placed.nearest else None,
        "farthest": _neighbour(placed.farthest) if placed.farthest else None,
        "story": _story(placed.story) if placed.story else None,
    }


def _vocabulary(vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "words": vocabulary.words,
        "shared": _rounded(vocabulary.share),
        "by_source": {one.source: _rounded(one.share) for one in vocabulary.overlaps},
        "likeness": _rounded(vocabulary.likeness),
        "likest": vocabulary.likest,
        "least": _rounded(vocabulary.least),
    }


def _neighbour(neighbour: Neighbour) -> dict[str, Any]:
    return {
        "source": neighbour.source,
        "distance": _rounded(neighbour.distance),
        "intervals_apart": neighbour.apart,
        "sentences": {
            "here": {"sign": neighbour.sign_here, "sentences": [_sentence(one) for one in neighbour.here]},
            "there": {"sign": neighbour.sign_there, "sentences": [_sentence(one) for one in neighbour.there]},
        },
        "words": _words(neighbour.contrast),
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {"lean": _rounded(sentence.lean), **_quote(sentence.quote)}


def _quote(quote: Quote) -> dict[str, Any]:
    claim = quote.claim.claim
    return {"document": quote.document, "start": claim.start, "end": claim.end, "text": quote.claim.text}


def _words(contrast: Contrast) -> list[dict[str, Any]]:
    return [
        {
            "term": word.term,
            "here": word.count_a,
            "there": word.count_b,
            "log_odds": _rounded(word.log_odds),
            "z": _rounded(word.z),
        }
        for word in (*contrast.more_in_a, *contrast.more_in_b)
    ]


def _story(story: SharedStory) -> dict[str, Any]:
    return {
        "documents": list(story.documents),
        "sources": list(story.sources),
        "carried": [_fact(fact) for fact in story.carried],
        "left_out": [_fact(fact) for fact in story.left_out],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    cells: Mapping[str, Cell] = {cell.source: cell for cell in fact.cells}
    here = cells[THIS]
    return {
        "telling": here.telling,
        "doubts": list(fact.doubts),
        "here": [_quote(quote) for quote in here.quotes],
        "nearest_here": _quote(here.nearest) if here.nearest else None,
        "there": {
            source: [_quote(quote) for quote in cell.quotes]
            for source, cell in cells.items()
            if source != THIS and cell.quotes
        },
    }


def _rounded(value: float) -> float:
    return round(value, _DIGITS)
