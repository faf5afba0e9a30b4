"""Events told by several outlets, read from the events file that a benchmark is given."""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from framing.analyses import Analysis, analyze
from framing.documents import Metadata, make_document

GOLD = Path(__file__).parent / "gold"
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s*\Z")
_NOT_BODY = frozenset(("headline", "heading", "label", "caption"))


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its articles as analyses by id, which of them is of a centre outlet, and a neutral summary."""

    name: str
    articles: Mapping[str, Analysis]
    centre: str
    summary: str

    @property
    def by_source(self) -> dict[str, list[Analysis]]:
        """Every article as a source of its own."""
        return {name: [analysis] for name, analysis in self.articles.items()}


def parse_events(about: str | None) -> list[Event]:
    """The events of the file named on the command line."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path, help="the events file (JSON lines)")
    lines = parser.parse_args().events.read_text(encoding="utf-8").splitlines()
    return [read_event(line) for line in lines]


def read_event(line: str) -> Event:
    row = json.loads(line)
    articles = {}
    for one in sorted(row["articles"], key=lambda article: article["abp_id"]):
        about = Metadata(id=one["abp_id"], source=one["source"], title=one["title"], published=one["date"] or "")
        articles[one["abp_id"]] = analyze(make_document(one["text"], about), ())
    centre = next((one["abp_id"] for one in row["articles"] if one["bias"] == "center"), "")
    return Event(row["event_id"], articles, centre, row["neutral_summary"])


def digest(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def lead(analysis: Analysis, sentences: int) -> str:
    """The first sentences of an article's body."""
    parts, ended = [], 0
    for claim in analysis.claims:
        if claim.kind in _NOT_BODY:
            continue
        parts.append(analysis.text(claim))
        ended += bool(_SENTENCE_END.search(parts[-1]))
        if ended == sentences:
            break
    return " ".join(parts)
