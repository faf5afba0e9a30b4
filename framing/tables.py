"""Rows: claims, tags, documents, sources, contrasts and facts as flat records with stable columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.analyses import Analysis
from framing.claims.model import Claim
from framing.comparisons import Comparison
from framing.documents.model import Span
from framing.errors import UsageError
from framing.factrows import (
    FACT_COLUMNS,
    NAMING_COLUMNS,
    NARRATIVE_COLUMNS,
    TYPES,
    fact_rows,
    naming_rows,
    narrative_rows,
)
from framing.lexicons.model import Lexicon
from framing.profiles import Profile
from framing.scores import Score

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]

CLAIM_COLUMNS = (
    "document", "source", "start", "end", "text", "voice", "speaker", "cue", "kind", "section", "claim", "reading",
)  # fmt: skip
TAG_COLUMNS = (*CLAIM_COLUMNS, "lexicon", "frame", "pole", "entry", "weight", "negated", "scare_quoted")
PROFILE_COLUMNS = (
    "claims", "words", "direction", "low", "high", "intensity", "step", "refusal", "tags", "tagged_claims",
    "negated", "scare_quoted",
)  # fmt: skip
SCORE_COLUMNS = (
    "unit", "source", "document", "section", "claim", "voice", "direction", "low", "high", "intensity", "step",
    "refusal", "tags", "tagged_claims", "negated", "scare_quoted", "words",
)  # fmt: skip
CONTRAST_COLUMNS = ("a", "b", "term", "log_odds", "z", "count_a", "count_b")
_COLUMNS = {
    "contrasts": CONTRAST_COLUMNS,
    "claims": CLAIM_COLUMNS,
    "tags": TAG_COLUMNS,
    "scores": SCORE_COLUMNS,
    "facts": FACT_COLUMNS,
    "narratives": NARRATIVE_COLUMNS,
    "namings": NAMING_COLUMNS,
}
_STORY = {"facts", "narratives", "namings"}


def claim_rows(analysis: Analysis) -> Iterator[Row]:
    """Return one row a claim, with the CLAIM_COLUMNS; offsets count characters of the cleaned text."""
    for claim in analysis.claims:
        yield _row(analysis, claim, claim.start, claim.end, claim.voice)


def tag_rows(analysis: Analysis) -> Iterator[Row]:
    """Return one row a tag, with the TAG_COLUMNS; start, end, text and voice are the tag's own."""
    claims = {claim.number: claim for claim in analysis.claims}
    for tag in analysis.tags:
        yield {
            **_row(analysis, claims[tag.claim], tag.start, tag.end, tag.voice),
            "lexicon": tag.lexicon,
            "frame": tag.frame,
            "pole": tag.pole,
            "entry": tag.entry,
            "weight": tag.weight,
            "negated": tag.negated,
            "scare_quoted": tag.quoted,
        }


def with_learned(analysis: Analysis) -> Iterator[Row]:
    """Return one row a tag, learned words too, in the order of the text."""
    together = sorted(
        (*analysis.tags, *analysis.learned), key=lambda tag: (tag.start, tag.end, tag.lexicon, tag.frame)
    )
    return tag_rows(replace(analysis, tags=tuple(together)))


def _row(analysis: Analysis, claim: Claim, start: int, end: int, voice: str) -> Row:
    document = analysis.document

    def words(span: Span | None) -> str:
        return document.text[span.start : span.end] if span else ""

    return {
        "document": document.id,
        "source": document.source,
        "start": start,
        "end": end,
        "text": document.text[start:end],
        "voice": voice,
        "speaker": words(claim.speaker),
        "cue": words(claim.cue),
        "kind": claim.kind,
        "section": claim.section,
        "claim": claim.number,
        "reading": claim.reading,
    }


def profile_row(profile: Profile) -> Row:
    """Return one row of a source, document or section, with the PROFILE_COLUMNS."""
    row: Row = dict.fromkeys(PROFILE_COLUMNS)
    row |= {"claims": profile.claims, "words": profile.words}
    if profile.stance:
        score, evidence = profile.stance.outlet, profile.stance.outlet.evidence
        row |= {name: getattr(score, name) for name in PROFILE_COLUMNS[2:8]}
        row |= {"tags": evidence.tags, "tagged_claims": evidence.tagged}
        row |= {"negated": evidence.negated, "scare_quoted": evidence.quoted}
    return row


def score_rows(comparison: Comparison) -> Iterator[Row]:
    """Return one row a score, with the SCORE_COLUMNS: of sources, documents and sections by voice, and of claims.

    `voice` is "outlet" (own and headline: the stance), "all", or one voice; claims are scored over all voices.
    """
    sources = (profile for profile in comparison.sources if profile.unit == "source")
    for profile in (*sources, *comparison.documents):
        for unit in (profile, *profile.sections):
            yield from _stance_rows(unit, "" if profile.unit == "source" else profile.name)
    if comparison.axis:
        for analysis in comparison.analyses:
            yield from _claim_score_rows(analysis, comparison.axis)


def _claim_score_rows(analysis: Analysis, axis: Lexicon) -> Iterator[Row]:
    scores = analysis.claim_scores(axis)
    for claim in analysis.claims:
        if claim.number in scores:
            document = analysis.document
            place = {"unit": "claim", "source": document.source, "document": document.id, "section": claim.section}
            yield {**place, "claim": claim.number, **_score_row("all", scores[claim.number])}


def _stance_rows(profile: Profile, document: str) -> Iterator[Row]:
    stance = profile.stance
    if stance is None:
        return
    section = profile.name if profile.unit == "section" else ""
    place = {"unit": profile.unit, "source": profile.source, "document": document, "section": section, "claim": None}
    for voice, scored in (("outlet", stance.outlet), ("all", stance.everything), *stance.by_voice):
        yield {**place, **_score_row(voice, scored)}


def _score_row(voice: str, scored: Score) -> Row:
    evidence = scored.evidence
    return {
        "voice": voice,
        **{name: getattr(scored, name) for name in ("direction", "low", "high", "intensity", "step", "refusal")},
        "tags": evidence.tags,
        "tagged_claims": evidence.tagged,
        "negated": evidence.negated,
        "scare_quoted": evidence.quoted,
        "words": evidence.words,
    }


def comparison_rows(comparison: Comparison) -> dict[str, list[Row]]:
    """Return the tables of a comparison.

    They are sources, documents, contrasts, claims, tags, scores, facts, narratives and namings; those of a corpus
    are sources, contrasts and scores (of sources): its other rows are in the tables of `framing analyze`.
    """
    sources = [{"source": one.name, "documents": one.printed, **profile_row(one)} for one in comparison.sources]
    documents = [
        {
            "document": one.name,
            "source": one.source,
            **_metadata(comparison.analysis(one.name)),
            **profile_row(one),
        }
        for one in comparison.documents
    ]
    contrasts = [
        {"a": pair.a, "b": pair.b, **{name: getattr(word, name) for name in CONTRAST_COLUMNS[2:]}}
        for pair in comparison.contrasts
        for word in (*pair.more_in_a, *pair.more_in_b)
    ]
    if comparison.is_corpus:
        return {"sources": sources, "contrasts": contrasts, "scores": list(score_rows(comparison))}
    return {
        "sources": sources,
        "documents": documents,
        "contrasts": contrasts,
        "claims": [row for analysis in comparison.analyses for row in claim_rows(analysis)],
        "tags": [row for analysis in comparison.analyses for row in tag_rows(analysis)],
        "scores": list(score_rows(comparison)),
        "facts": list(fact_rows(comparison)),
        "narratives": list(narrative_rows(comparison)),
        "namings": list(naming_rows(comparison)),
    }


def _metadata(analysis: Analysis) -> Row:
    names = ("title", "author", "published", "url", "kind", "origin")
    return {name: getattr(analysis.document, name) for name in names}


def to_frames(comparison: Comparison) -> dict[str, pd.DataFrame]:
    """Return the tables of a comparison as pandas frames, by name (see `comparison_rows`)."""
    import pandas as pd

    frames = {
        name: pd.DataFrame(rows, columns=_columns(name, rows)) for name, rows in comparison_rows(comparison).items()
    }
    for name in frames.keys() & _STORY:
        frames[name] = frames[name].astype({column: TYPES.get(column, "str") for column in frames[name].columns})
    return frames


def _columns(name: str, rows: list[Row]) -> list[str]:
    return list(_COLUMNS[name]) if name in _COLUMNS else list(rows[0]) if rows else []


def write_tables(comparison: Comparison, folder: Path, kind: str, provenance: Mapping[str, Any]) -> list[Path]:
    """Write every table into a folder as `csv` or `parquet`, with provenance.json; return the files written.

    Raises UsageError where the folder cannot be written to, or Parquet is asked for without pyarrow.
    """
    if kind == "parquet":
        _require_pyarrow()
    try:
        return _write_tables(comparison, folder, kind, provenance)
    except OSError as problem:
        fix = "Give --out a folder, or the name of one to make."
        raise UsageError(f"cannot be written ({problem.strerror}).", where=str(folder), fix=fix) from None


def _write_tables(comparison: Comparison, folder: Path, kind: str, provenance: Mapping[str, Any]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, frame in to_frames(comparison).items():
        path = folder / f"{name}.{kind}"
        if kind == "parquet":
            frame.to_parquet(path, index=False)
        else:
            frame.to_csv(path, index=False, lineterminator="\n")
        written.append(path)
    about = folder / "provenance.json"
    about.write_text(json.dumps(provenance, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return [*written, about]


def _require_pyarrow() -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        fix = "Install it with: pip install pyarrow. Or use csv."
        raise UsageError("Parquet needs the package pyarrow.", fix=fix) from None


def csv_lines(rows: Iterable[Row], columns: Iterable[str]) -> Iterator[str]:
    """Return CSV text line by line, header first."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(columns), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Return JSON text, one object a line."""
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
