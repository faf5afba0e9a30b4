"""Shared facts measured on events that were read in full and on pairs judged by hand.

    python benchmarks/pairs.py ../shared/data/events_dev.jsonl

Recall: of the facts that labellers found two articles of an event to share (`gold/facts.jsonl`), the share that
the program finds, and the same of all pairs of claims. Precision: of the program's pairs among those judged
(`gold/pairs.jsonl`), the share judged to tell the same thing. Each with a bootstrap interval over events, for the
events kept aside while the program was made, and for those looked at. Labels hold offsets and digests only.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from events import GOLD, Event, digest, parse_events

from framing.pairs import group_statements
from framing.statements import Statement, make_statements

DRAWS = 1000
MOST = 0.5
"""Share of the shorter of two stretches that both must have to be the same claim."""
Counts = tuple[int, int]
"""How many were right, of how many."""
Place = tuple[str, int, int]
"""A stretch of an article: its id, start and end."""


class Found:
    """The claims of an event and which of them the program puts together."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self.statements = make_statements(list(event.articles.values()))
        owners = [one.document for one in self.statements]
        groups = group_statements(self.statements, owners).groups
        self.pairs = {(a, b) for group in groups for a, b in combinations(group, 2) if owners[a] != owners[b]}
        self.facts = len(groups)

    def place(self, one: Statement) -> Place:
        claims = {claim.number: claim for claim in self.event.articles[one.document].claims}
        return one.document, claims[one.claim].start, claims[one.claim].end

    def at(self, place: Sequence[Any]) -> list[int]:
        """The statements that are mostly in a labelled stretch, or mostly hold it."""
        name, start, end = place[:3]
        return [
            number
            for number, one in enumerate(self.statements)
            if one.document == name and overlaps(self.place(one)[1:], (start, end))
        ]


def overlaps(a: Sequence[int], b: Sequence[int]) -> bool:
    both = min(a[1], b[1]) - max(a[0], b[0])
    return both > 0 and both >= MOST * min(a[1] - a[0], b[1] - b[0])


def read_gold(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def check(event: Event, digests: Iterable[tuple[str, str]]) -> None:
    for name, expected in digests:
        if digest(event.articles[name].document.text) != expected:
            raise SystemExit(f"{event.name}/{name}: the text is not the one that was labelled")


def recall_of(found: Found, facts: Sequence[Sequence[Place]]) -> tuple[Counts, Counts]:
    """Of (fact, two articles that share it) and of pairs of claims: how many are found, of how many."""
    shared: dict[tuple[int, str, str], bool] = {}
    pairs: dict[tuple[int, int], bool] = {}
    for number, fact in enumerate(facts):
        members = sorted({one for place in fact for one in found.at(place)})
        for a, b in combinations(members, 2):
            articles = found.statements[a].document, found.statements[b].document
            if articles[0] != articles[1]:
                pairs[a, b] = (a, b) in found.pairs
                key = (number, *articles)
                shared[key] = shared.get(key, False) or pairs[a, b]
    return (sum(shared.values()), len(shared)), (sum(pairs.values()), len(pairs))


def judged_of(found: Found, judged: Iterable[Mapping[str, Any]]) -> tuple[Counts, Counts]:
    """Of the judged pairs that the program makes, those both judges call the same; and how many it makes."""
    made = right = total = 0
    for row in judged:
        total += 1
        if any((min(a, b), max(a, b)) in found.pairs for a in found.at(row["a"]) for b in found.at(row["b"])):
            made += 1
            right += all(judge == "y" for judge in row["same"])
    return (right, made), (made, total)


def share(counts: Iterable[Counts]) -> float:
    right, total = (sum(column) for column in zip(*counts, strict=True))
    return right / max(1, total)


def interval(counts: Sequence[Counts]) -> tuple[float, float]:
    source = random.Random(0)
    draws = sorted(share(source.choices(counts, k=len(counts))) for _ in range(DRAWS))
    return draws[int(0.025 * DRAWS)], draws[int(0.975 * DRAWS)]


def report(name: str, counts: Sequence[Counts]) -> None:
    low, high = interval(counts)
    total = sum(one[1] for one in counts)
    print(f"  {name:46} {share(counts):.3f} ({low:.3f} to {high:.3f}) of {total}")


def by_part(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[str, dict[str, list[dict[str, Any]]]]]:
    parts: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        parts[row["part"]][row["event_id"]].append(row)
    yield from sorted(parts.items())


def main() -> None:
    events = {event.name: event for event in parse_events(__doc__)}
    found = {name: Found(event) for name, event in events.items()}
    counts = sorted(one.facts for one in found.values())
    print(f"{len(events)} events, {sum(counts)} shared facts, {counts[len(counts) // 2]} in the middle event")
    for part, rows in by_part(read_gold("facts.jsonl")):
        for name, (row,) in rows.items():
            check(events[name], row["digests"].items())
        results = [recall_of(found[name], row["facts"]) for name, (row,) in rows.items()]
        print(f"read in full, {part}: {len(rows)} events")
        report("recall of facts that two articles share", [facts for facts, _ in results])
        report("recall of pairs of claims", [pairs for _, pairs in results])
    for part, rows in by_part(read_gold("pairs.jsonl")):
        for name, judged in rows.items():
            check(events[name], ((row[side][0], row[side][3]) for row in judged for side in ("a", "b")))
        results = [judged_of(found[name], judged) for name, judged in rows.items()]
        print(f"judged, {part}: {len(rows)} events")
        report("precision of judged pairs that it makes", [precision for precision, _ in results])
        report("judged pairs that it makes", [made for _, made in results])


if __name__ == "__main__":
    main()
