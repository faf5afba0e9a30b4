"""Off topic and the same story, measured: how often is news refused, how often what is no news, and which texts on
one event are found?

    python benchmarks/topics.py ../shared/data/articles_5k.jsonl.gz ../shared/data/events_dev.jsonl

Off topic: of 300 news articles, cut to their first 80 or 150 words (the length of the others) or whole, and of the
twelve texts in gold/offtopic.jsonl (recipe, match report, manual …, written for this), the share refused beside the
shipped texts, beside three articles on one event, and beside other news, by sources and texts of each. Placed beside
the shipped texts: what comes of the same news and texts, each with the lexicon for the establishment. Same story:
over the first 40 events, precision and recall of the known texts that are said to be on an article's story, with and
without dates; and the least likeness of words between an article and the likest text on its event.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from framing.analyses import Analysis, analyze
from framing.documents import Document, Metadata, make_document
from framing.lexicons import load_lexicon
from framing.placing import place_article
from framing.placing.sharing import find_story
from framing.placing.vocabularies import compare_vocabulary, count_vocabulary, measure_likeness
from framing.reporting import read_paths
from framing.shipped import shipped_folder

OFF_TOPIC = Path(__file__).parent / "gold" / "offtopic.jsonl"
ARTICLES, EVENTS = 300, 40
LENGTHS = (80, 150, 10_000)
LIBRARIES = ((4, 5), (10, 10), (20, 30), (30, 1))


def read_table(path: Path) -> list[dict[str, Any]]:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in data.decode("utf-8").splitlines() if line]


def share_refused(texts: Iterable[str], known: Mapping[str, Sequence[Analysis]], words: int) -> float:
    counts = {one.document.id: count_vocabulary(one.document) for group in known.values() for one in group}
    refused = []
    for text in texts:
        found = count_vocabulary(make_document(" ".join(text.split()[:words])))
        likeness = {name: measure_likeness(found, count) for name, count in counts.items()}
        vocabulary = compare_vocabulary(found, known, counts, likeness)
        refused.append(vocabulary.likeness < vocabulary.least)
    return sum(refused) / len(refused)


def group(documents: Iterable[Document]) -> dict[str, list[Analysis]]:
    groups: dict[str, list[Analysis]] = {}
    for number, document in enumerate(documents):
        named = replace(document, id=str(number))
        groups.setdefault(document.source, []).append(Analysis(named, (), ()))
    return groups


def measure_topics(rows: Sequence[dict[str, Any]], events: Sequence[dict[str, Any]]) -> None:
    news = [f"{row['title']}\n\n{row['text']}" for row in rows[:ARTICLES]]
    other = [row["text"] for row in read_table(OFF_TOPIC)]
    libraries = {"shipped texts": group(read_paths([shipped_folder("seeds")]))}
    libraries["3 articles on one event"] = group(map(as_document, events[0]["articles"]))
    rest = group(map(as_document, rows[ARTICLES:]))
    largest = sorted(rest, key=lambda source: -len(rest[source]))
    for sources, texts in LIBRARIES:
        libraries[f"{sources} sources with {texts} texts"] = {one: rest[one][:texts] for one in largest[:sources]}
    for name, known in libraries.items():
        for words in LENGTHS:
            refused = share_refused(news, known, words), share_refused(other, known, words)
            print(f"{name}, first {words} words: refused of news {refused[0]:.3f}, of other texts {refused[1]:.2f}")


def measure_places(rows: Sequence[dict[str, Any]]) -> None:
    axis = load_lexicon("establishment")
    known: dict[str, list[Analysis]] = {}
    for document in read_paths([shipped_folder("seeds")]):
        known.setdefault(document.source, []).append(analyze(document, [axis]))
    news = [f"{row['title']}\n\n{row['text']}" for row in rows[:ARTICLES]]
    kinds = {f"news, first {words} words": [" ".join(text.split(" ")[:words]) for text in news] for words in LENGTHS}
    for name, texts in {**kinds, "other texts": [row["text"] for row in read_table(OFF_TOPIC)]}.items():
        new = [analyze(make_document(text, Metadata(id=f"new {at}")), [axis]) for at, text in enumerate(texts)]
        came = Counter(one.obstacle or "placed" for one in place_article(new, known, axis).articles)
        print(f"{name}: " + ", ".join(f"{what} {times / len(texts):.3f}" for what, times in sorted(came.items())))


def as_document(row: dict[str, Any]) -> Document:
    return make_document(row["text"], Metadata(source=row["source"]))


def measure_stories(events: Sequence[dict[str, Any]], dated: bool) -> None:
    known: dict[str, Analysis] = {}
    event_of: dict[str, str] = {}
    for event in events:
        for row in event["articles"]:
            date = row["date"] if dated else ""
            metadata = Metadata(id=row["abp_id"], source=row["source"], title=row["title"], published=date)
            known[row["abp_id"]] = analyze(make_document(row["text"], metadata), [])
            event_of[row["abp_id"]] = event["event_id"]
    counts = {name: count_vocabulary(one.document) for name, one in known.items()}
    found = Counter[str]()
    likest = []
    for name in sorted(known)[::2]:
        likeness = {other: measure_likeness(counts[name], counts[other]) for other in known if other != name}
        groups: dict[str, list[Analysis]] = {}
        for other in likeness:
            groups.setdefault(known[other].document.source, []).append(known[other])
        story = find_story(known[name], groups, likeness)
        told = set(story.documents) if story else set()
        right = {other for other in likeness if event_of[other] == event_of[name]}
        likest.append(max((likeness[other] for other in right), default=1.0))
        found.update(right=len(told & right), told=len(told), due=len(right))
    precision, recall = found["right"] / found["told"], found["right"] / found["due"]
    told = "with dates" if dated else "without dates"
    print(f"same story {told}: precision {precision:.2f}, recall {recall:.2f}; least likeness {min(likest):.2f}")


def main() -> None:
    rows = read_table(Path(sys.argv[1]))
    random.Random(3).shuffle(rows)
    events = read_table(Path(sys.argv[2]))[:EVENTS]
    measure_topics(rows, events)
    measure_places(rows)
    for dated in (True, False):
        measure_stories(events, dated)


if __name__ == "__main__":
    main()
