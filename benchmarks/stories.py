"""Stories measured on events whose articles are known: are those of one event, and no others, put together?

    python benchmarks/stories.py ../shared/data/events_dev.jsonl

Prints, over pairs of articles, recall (of the pairs of one event, those put into one story) and precision (of the
pairs put into one story, those of one event) with bootstrap intervals over events: as they are; with the threshold
moved; without dates, titles or both; and as if all events fell into one month, or all articles on one day, so that
dates tell little or nothing. The articles are shuffled several times, which must change nothing. Without a file: the
64 events of our own on which the constants were settled.
With --errors, the stories that hold articles of several events, and the events in several stories, are listed.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

from voices import DRAWS

from framing.documents import Document, Metadata, make_document
from framing.linkage import ALIKE
from framing.piles import Pile, group_stories

OWN = Path(__file__).parent.parent / "lexicons" / "training" / "articles.jsonl"
SHUFFLES = 5
MOVES = (0.8, 0.9, 1.0, 1.1, 1.2)
Together = Counter[tuple[str, str]]
"""Pairs of articles put into one story, by the two events they are of."""


def read_events(path: Path) -> dict[str, list[Document]]:
    """The articles by event, read as a table with these columns would be."""
    events: dict[str, list[Document]] = {}
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        events[row["event_id"]] = [
            make_document(one["text"], Metadata(one["abp_id"], one["source"], one["title"], published=one["date"]))
            for one in row["articles"]
        ]
    return events


def read_own() -> dict[str, list[Document]]:
    """The articles of our own by story; they have neither titles nor dates."""
    events: dict[str, list[Document]] = defaultdict(list)
    for number, line in enumerate(OWN.open(encoding="utf-8")):
        row = json.loads(line)
        events[row["story"]].append(make_document(row["text"], Metadata(f"own-{number:03}")))
    return events


def without_title(document: Document) -> Document:
    return replace(document, title="", blocks=tuple(block for block in document.blocks if block.kind != "headline"))


def into_one_month(documents: Sequence[Document], owners: Mapping[str, str]) -> list[Document]:
    """The articles with their dates moved: all of an event alike, its first one into some day of one month."""
    days: dict[str, list[date]] = defaultdict(list)
    for document in documents:
        if document.published:
            days[owners[document.id]].append(date.fromisoformat(document.published))
    source = random.Random(0)
    moves = {event: date(2020, 1, source.randint(1, 31)) - min(found) for event, found in sorted(days.items())}
    return [
        replace(one, published=(date.fromisoformat(one.published) + moves[owners[one.id]]).isoformat())
        if one.published
        else one
        for one in documents
    ]


def count_together(pile: Pile, owners: Mapping[str, str]) -> Together:
    pairs = (pair for story in pile.stories for pair in combinations(story.documents, 2))
    return Counter((min(owners[a], owners[b]), max(owners[a], owners[b])) for a, b in pairs)


def measure(together: Together, sizes: Mapping[str, int], times: Mapping[str, int]) -> tuple[float, float]:
    """Precision and recall when each event is taken so many times."""
    same = sum(count * times[a] for (a, b), count in together.items() if a == b)
    apart = sum(count * times[a] * times[b] for (a, b), count in together.items() if a != b)
    pairs = sum(times[event] * size * (size - 1) // 2 for event, size in sizes.items())
    return same / max(1, same + apart), same / max(1, pairs)


def draw(together: Together, sizes: Mapping[str, int]) -> tuple[list[float], list[float]]:
    source, events = random.Random(0), sorted(sizes)
    draws = [measure(together, sizes, Counter(source.choices(events, k=len(events)))) for _ in range(DRAWS)]
    precision, recall = (sorted(column) for column in zip(*draws, strict=True))
    return precision, recall


def report(name: str, together: Together, sizes: Mapping[str, int]) -> None:
    values = measure(together, sizes, dict.fromkeys(sizes, 1))
    shown = [
        f"{kind} {value:.3f} ({draws[int(0.025 * DRAWS)]:.3f} to {draws[int(0.975 * DRAWS)]:.3f})"
        for kind, value, draws in zip(("precision", "recall"), values, draw(together, sizes), strict=True)
    ]
    print(f"{name:34} {'  '.join(shown)}")


def shuffles(documents: Sequence[Document]) -> Iterator[list[Document]]:
    for seed in range(SHUFFLES):
        yield random.Random(seed).sample(documents, len(documents))


def list_errors(pile: Pile, events: Mapping[str, Sequence[Document]], owners: Mapping[str, str]) -> None:
    documents = {document.id: document for group in events.values() for document in group}
    homes: dict[str, set[str]] = defaultdict(set)
    for story in pile.stories:
        for document in story.documents:
            homes[owners[document]].add(f"story {story.number}")
        if len({owners[document] for document in story.documents}) > 1:
            print(f"\nstory {story.number}, several events; they share {', '.join(story.keys)}")
            show(documents[document] for document in sorted(story.documents, key=owners.__getitem__))
    for document in pile.leftover:
        homes[owners[document]].add(f"left over {document}")
    for event, found in sorted(homes.items()):
        if len(found) > 1:
            print(f"\n{event} in {', '.join(sorted(found))}")
            show(events[event])


def show(documents: Iterable[Document]) -> None:
    for document in documents:
        print(f"    {document.id}  {document.published:10}  {document.title[:90]}")


def report_moves(documents: Sequence[Document], owners: Mapping[str, str], sizes: Mapping[str, int]) -> None:
    for move in MOVES:
        found = group_stories(documents, ALIKE * move)
        report(f"threshold {ALIKE * move:.3f} ({move - 1:+.0%})", count_together(found, owners), sizes)


def report_variants(documents: Sequence[Document], owners: Mapping[str, str], sizes: Mapping[str, int]) -> None:
    undated = [replace(document, published="") for document in documents]
    variants = {
        "no dates": undated,
        "events moved into one month": into_one_month(documents, owners),
        "all of one day": [replace(document, published="2020-01-01") for document in documents],
        "no titles": list(map(without_title, documents)),
        "neither": list(map(without_title, undated)),
    }
    for name, texts in variants.items():
        report(name, count_together(group_stories(texts), owners), sizes)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("events", type=Path, nargs="?")
    parser.add_argument("--errors", action="store_true")
    chosen = parser.parse_args()
    events = read_events(chosen.events) if chosen.events else read_own()
    owners = {document.id: event for event, group in events.items() for document in group}
    sizes = {event: len(group) for event, group in events.items()}
    documents = [document for group in events.values() for document in group]
    piles = {group_stories(shuffled) for shuffled in shuffles(documents)}
    print(f"{len(events)} events, {len(documents)} articles, {SHUFFLES} orders: {len(piles)} result(s)")
    pile = group_stories(documents)
    print(f"{len(pile.stories)} stories, {len(pile.leftover)} articles left over")
    report_moves(documents, owners, sizes)
    report_variants(documents, owners, sizes)
    if chosen.errors:
        list_errors(pile, events, owners)


if __name__ == "__main__":
    main()
