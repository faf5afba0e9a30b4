"""Rows: claims, tags, documents, sources and contrasts as flat records with stable columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.analyses import Analysis
from framing.claims.model import Claim
from framing.comparisons import Comparison
from framing.documents.model import Span
from framing.errors import UsageError
from framing.profiles import Profile

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]

CLAIM_COLUMNS = (
    "document", "source", "start", "end", "text", "voice", "speaker", "cue", "kind", "section", "claim",
)  # fmt: skip
TAG_COLUMNS = (*CLAIM_COLUMNS, "lexicon", "frame", "pole", "entry", "weight", "negated", "scare_quoted")
PROFILE_COLUMNS = (
    "claims", "words", "direction", "low", "high", "intensity", "step", "refusal", "tags", "tagged_claims",
    "negated", "scare_quoted",
)  # fmt: skip
CONTRAST_COLUMNS = ("a", "b", "term", "log_odds", "z", "count_a", "count_b")


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


def comparison_rows(comparison: Comparison) -> dict[str, list[Row]]:
    """Return the tables of a comparison: sources, documents, contrasts, claims and tags, as lists of rows."""
    sources = [
        {"source": one.name, "documents": len(one.documents), **profile_row(one)} for one in comparison.sources
    ]
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
    return {
        "sources": sources,
        "documents": documents,
        "contrasts": contrasts,
        "claims": [row for analysis in comparison.analyses for row in claim_rows(analysis)],
        "tags": [row for analysis in comparison.analyses for row in tag_rows(analysis)],
    }


def _metadata(analysis: Analysis) -> Row:
    names = ("title", "author", "published", "url", "kind", "origin")
    return {name: getattr(analysis.document, name) for name in names}


def to_frames(comparison: Comparison) -> dict[str, pd.DataFrame]:
    """Return the tables of a comparison as pandas frames, by name (see `comparison_rows`)."""
    import pandas as pd

    return {
        name: pd.DataFrame(rows, columns=_columns(name, rows)) for name, rows in comparison_rows(comparison).items()
    }


def _columns(name: str, rows: list[Row]) -> list[str]:
    fixed = {"contrasts": CONTRAST_COLUMNS, "claims": CLAIM_COLUMNS, "tags": TAG_COLUMNS}
    return list(fixed[name]) if name in fixed else list(rows[0]) if rows else []


def write_tables(comparison: Comparison, folder: Path, kind: str, provenance: Mapping[str, Any]) -> list[Path]:
    """Write every table into a folder as `csv` or `parquet`, with provenance.json; return the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, frame in to_frames(comparison).items():
        path = folder / f"{name}.{kind}"
        if kind == "parquet":
            _require_pyarrow()
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
        fix = "Install it with: pip install 'framing[parquet]', or use csv."
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
