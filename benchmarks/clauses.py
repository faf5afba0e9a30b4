"""Clauses measured on the sentences labelled in `gold/clauses.jsonl`.

    python benchmarks/clauses.py ../shared/data/events_dev.jsonl

Prints precision, recall and F1 of the places where a claim begins inside a labelled sentence (within
CLOSE characters), with a bootstrap interval over sentences; precision on the sentences drawn at random
(pools "marker" and "random"), recall on all.
"""

from __future__ import annotations

import json
from pathlib import Path

from voices import GOLD, Counts, as_document, f1, interval, parse_events, read_texts

from framing.claims import split_claims

CLOSE = 6
"""Characters by which a split may differ: a comma, a space and "and" more or less."""


def count(gold: list[int], found: list[int]) -> Counts:
    hit = [place for place in gold if any(abs(place - other) <= CLOSE for other in found)]
    return len(hit), max(0, len(found) - len(hit)), len(gold) - len(hit)


def measure(texts: dict[str, str], gold: Path) -> dict[str, list[Counts]]:
    starts: dict[str, list[int]] = {}
    pools: dict[str, list[Counts]] = {}
    for line in gold.open(encoding="utf-8"):
        row = json.loads(line)
        if row["abp_id"] not in starts:
            claims = split_claims(as_document(texts[row["abp_id"]]))
            starts[row["abp_id"]] = [claim.start for claim in claims]
        inside = [s for s in starts[row["abp_id"]] if row["start"] + CLOSE < s < row["end"] - CLOSE]
        pools.setdefault(row["pool"], []).append(count(row["splits"], inside))
    return pools


def show(name: str, counts: list[Counts]) -> None:
    precision, recall, score = f1(counts)
    low, high = interval(counts)
    figures = f"precision {precision:.3f}  recall {recall:.3f}  F1 {score:.3f} ({low:.3f} to {high:.3f})"
    print(f"{name:12} {len(counts):4} sentences  {figures}")


def main() -> None:
    pools = measure(read_texts(parse_events(__doc__)), GOLD / "clauses.jsonl")
    show("as in news", pools["marker"] + pools["random"])
    show("all", [one for counts in pools.values() for one in counts])


if __name__ == "__main__":
    main()
