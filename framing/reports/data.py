"""The report as data: plain dictionaries and lists, ready for JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from framing.comparisons import Comparison
from framing.contrasts import Contrast
from framing.documents.model import Document, Receipt, Span
from framing.profiles import DeletionUse, FrameUse, Profile, Quote
from framing.reports.storydata import story_data
from framing.scores import Score
from framing.speakers import SpeakerUse
from framing.stances import Stance
from framing.syndication import Copies, Edit

_DIGITS = 6


def render_json(comparison: Comparison) -> str:
    """Return the report as JSON text (see `report_data`), ending in a line break."""
    # a part at a time: of all at once, json makes ten times as much as comes out
    parts = (f"  {_dump(name)}: {_dump_part(value)}" for name, value in report_data(comparison).items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _dump_part(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _indented(_dump(value), 1)
    return "[\n    " + ",\n    ".join(_indented(_dump(one), 2) for one in value) + "\n  ]"


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _indented(text: str, level: int) -> str:
    return text.replace("\n", "\n" + level * "  ")


def report_data(comparison: Comparison) -> dict[str, Any]:
    """Return the report as a dictionary: schema, provenance, axis, sources, documents, contrasts, copies, story.

    Numbers are rounded to 6 decimals. A stance is `{direction, low, high, intensity, step}` or, where it
    is refused, `{refusal, intensity}`; `by_voice` has one for each of own, headline, direct, indirect.
    `learned_entries` are the heaviest learned entries of each side with their summed weights (minus pole below 0).
    `speaker_types` are shares of reported words; `deletions` deeds told without actor; `scare_quotes` counts.
    A source's `repeated` documents are the same text as another of it and count once with it; `copies` are all
    groups of documents that print one text, with the edits as spans of the group's first text and of the copy.
    A corpus lists no documents, neither its own nor those of a source, only their counts (`document_count`,
    `repeated_count`); what its capped lists lack is counted in `not_listed`, `more` and `more_copies`.
    The story is `coverage`, `narratives`, `namings` and `split` (see `story_data`).
    """
    axis = comparison.axis
    return {
        "schema": comparison.provenance.schema,
        "provenance": provenance_data(comparison),
        "axis": None
        if axis is None
        else {"lexicon": axis.name, "title": axis.title, "poles": [asdict(pole) for pole in axis.poles]},
        "sources": [_source(one) for one in comparison.sources],
        "documents": [_document(comparison, one) for one in comparison.documents],
        "contrasts": [_contrast(contrast) for contrast in comparison.contrasts],
        "copies": _copies(comparison),
        **({"more_copies": comparison.more_copies} if comparison.is_corpus else {}),
        **story_data(comparison),
    }


def _source(profile: Profile) -> dict[str, Any]:
    return {
        "source": profile.name,
        "documents": list(profile.documents),
        "repeated": list(profile.repeated),
        "document_count": profile.printed,
        "repeated_count": profile.repeats,
        **_profile(profile),
        "not_listed": asdict(profile.left_out),
    }


def provenance_data(comparison: Comparison) -> dict[str, Any]:
    """Return versions, lexicon digests, settings, counts and rejected inputs."""
    return {
        **asdict(comparison.provenance),
        "lexicons": [asdict(lexicon) for lexicon in comparison.provenance.lexicons],
        "settings": dict(comparison.provenance.settings),
        "rejected": [asdict(rejected) for rejected in comparison.provenance.rejected],
    }


def score_data(score: Score) -> dict[str, Any]:
    """Return one stance: direction with interval and step, or the refusal; always intensity and counts."""
    counts = {
        "intensity": _rounded(score.intensity),
        "tags": score.evidence.tags,
        "tagged_claims": score.evidence.tagged,
        "negated": score.evidence.negated,
        "scare_quoted": score.evidence.quoted,
        "learned_tags": score.evidence.learned_tags,
        "arguing": _rounded(score.arguing),
        "log_odds": _rounded(score.lean),
    }
    if score.refusal:
        return {"refusal": score.refusal, **counts}
    return {
        "direction": _rounded(score.direction),
        "low": _rounded(score.low),
        "high": _rounded(score.high),
        "step": score.step,
        **counts,
    }


def _document(comparison: Comparison, profile: Profile) -> dict[str, Any]:
    document = comparison.analysis(profile.name).document
    names = ("id", "source", "title", "author", "published", "url", "kind", "origin")
    return {
        **{name: getattr(document, name) for name in names},
        **_profile(profile),
        "sections": [{"section": section.name, **_profile(section)} for section in profile.sections],
        "receipt": _receipt(document.receipt),
    }


def _profile(profile: Profile) -> dict[str, Any]:
    return {
        "claims": profile.claims,
        "words": profile.words,
        "stance": score_data(profile.stance.outlet) if profile.stance else None,
        "all_voices": score_data(profile.stance.everything) if profile.stance else None,
        "by_voice": _by_voice(profile.stance),
        "learned_entries": _learned(profile.stance),
        "frames": [_frame(use) for use in profile.frames],
        "voices": [_speaker(use) for use in profile.speakers],
        "speaker_types": [{**asdict(one), "share": _rounded(one.share)} for one in profile.types],
        "scare_quotes": dict(profile.scare),
        "deletions": _deletions(profile.deletions),
        "headlines": [_quote(quote) for quote in profile.headlines],
    }


def _by_voice(stance: Stance | None) -> dict[str, Any]:
    return {voice: score_data(score) for voice, score in stance.by_voice} if stance else {}


def _learned(stance: Stance | None) -> list[dict[str, Any]]:
    uses = stance.learned if stance else ()
    return [{"entry": entry, "times": times, "weight": _rounded(weight)} for entry, times, weight in uses]


def _frame(use: FrameUse) -> dict[str, Any]:
    names = ("lexicon", "frame", "title", "pole", "count", "negated", "more")
    return {
        **{name: getattr(use, name) for name in names},
        "scare_quoted": use.quoted,
        "weight": _rounded(use.weight),
        "entries": dict(use.entries),
        "quotes": [_quote(quote) for quote in use.quotes],
    }


def _quote(quote: Quote) -> dict[str, Any]:
    claim = quote.claim.claim
    tags = sorted(
        {tag for segment in quote.claim.segments for tag in segment.tags},
        key=lambda tag: (tag.start, tag.end, tag.frame),
    )
    return {
        "document": quote.document,
        "start": claim.start,
        "end": claim.end,
        "text": quote.claim.text,
        "voice": claim.voice,
        "tags": [{"start": tag.start, "end": tag.end, "frame": tag.frame, "entry": tag.entry} for tag in tags],
    }


def _speaker(use: SpeakerUse) -> dict[str, Any]:
    return {**asdict(use), "cues": dict(use.cues), "stances": dict(use.stances)}


def _deletions(use: DeletionUse) -> dict[str, Any]:
    return {
        "passives": use.passives,
        "nominalisations": use.nominalisations,
        "per_1000_words": _rounded(use.rate),
        "examples": [{"words": words, **_quote(quote)} for words, quote in use.examples],
    }


def _contrast(contrast: Contrast) -> dict[str, Any]:
    words = [
        {
            "term": word.term,
            "log_odds": _rounded(word.log_odds),
            "z": _rounded(word.z),
            "count_a": word.count_a,
            "count_b": word.count_b,
        }
        for word in (*contrast.more_in_a, *contrast.more_in_b)
    ]
    return {"a": contrast.a, "b": contrast.b, "words": words}


def _copies(comparison: Comparison) -> list[dict[str, Any]]:
    return [_same_text(group, comparison.copied) for group in comparison.copies]


def _same_text(group: Copies, documents: Mapping[str, Document]) -> dict[str, Any]:
    first = documents[group.first]
    others = [
        {
            "document": copy.document,
            "source": copy.source,
            "shared": _rounded(copy.shared),
            "edits": [_edit(edit, first, documents[copy.document]) for edit in copy.edits],
        }
        for copy in group.others
    ]
    return {"first": group.first, "source": group.source, "others": others, "more": group.more}


def _edit(edit: Edit, first: Document, copy: Document) -> dict[str, Any]:
    return {"kind": edit.kind, "first": _span(first, edit.first), "copy": _span(copy, edit.copy)}


def _span(document: Document, span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {"start": span.start, "end": span.end, "text": document.text[span.start : span.end]}


def _receipt(receipt: Receipt) -> dict[str, Any]:
    return asdict(receipt)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
