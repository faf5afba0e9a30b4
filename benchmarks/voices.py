"""Voices measured on the attributions labelled in `gold/attributions.jsonl`, against two yardsticks.

    python benchmarks/voices.py ../shared/data/events_dev.jsonl

Prints precision, recall and F1 over the non-space characters inside reported speech, with a bootstrap
interval over articles; the same for quotation marks alone; and the share of found attributions whose
speaker is right. The labels hold offsets and digests only; the articles are read from the events file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.claims import split_claims
from framing.documents import Block, Document

GOLD = Path(__file__).parent / "gold"
DRAWS = 1000
Counts = tuple[int, int, int]
"""True positives, false positives, false negatives."""


@dataclass(frozen=True, slots=True)
class Article:
    """A labelled article with its text and the attributions marked in it."""

    text: str
    attributions: list[dict[str, Any]]


def parse_events(about: str | None) -> Path:
    """The events file named on the command line."""
    parser = argparse.ArgumentParser(description=(about or "").splitlines()[0])
    parser.add_argument("events", type=Path)
    events: Path = parser.parse_args().events
    return events


def read_texts(events: Path) -> dict[str, str]:
    return {
        article["abp_id"]: article["text"]
        for line in events.open(encoding="utf-8")
        for article in json.loads(line)["articles"]
    }


def read_articles(events: Path, gold: Path) -> Iterator[Article]:
    texts = read_texts(events)
    for line in gold.open(encoding="utf-8"):
        row = json.loads(line)
        text = texts[row["abp_id"]]
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        if digest != row["digest"]:
            raise SystemExit(f"{row['abp_id']}: the text is not the one that was labelled")
        yield Article(text, row["attributions"])


def as_document(text: str) -> Document:
    """The text as it is, its paragraphs as blocks, so that offsets stay those of the labels."""
    blocks = [Block(m.start(), m.end(), "paragraph") for m in re.finditer(r"\S(?:.*\S)?", text)]
    return Document("article", text, blocks=tuple(blocks))


def letters(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if not text[i].isspace()}


def compare_letters(gold: set[int], found: set[int]) -> Counts:
    return len(gold & found), len(found - gold), len(gold - found)


def f1(counts: Iterable[Counts]) -> tuple[float, float, float]:
    tp, fp, fn = (sum(column) for column in zip(*counts, strict=True))
    precision, recall = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return precision, recall, 2 * tp / max(1, 2 * tp + fp + fn)


def interval(counts: list[Counts]) -> tuple[float, float]:
    source = random.Random(0)
    draws = sorted(f1(source.choices(counts, k=len(counts)))[2] for _ in range(DRAWS))
    return draws[int(0.025 * DRAWS)], draws[int(0.975 * DRAWS)]


def quoted(text: str) -> set[int]:
    return letters(text, (m.span() for m in re.finditer(r"[“\"][^“”\"\n]+[”\"]", text)))


def speakers(article: Article, reported: Sequence[Any]) -> tuple[int, int]:
    """How many found attributions meet a labelled one, and how many of these have the right speaker."""
    met = right = 0
    for part in reported:
        gold = best_match(article, part)
        if gold is None or not gold.get("source"):
            continue
        met += 1
        spans = [gold["source"], *([gold["source_name"]] if gold.get("source_name") else [])]
        right += part.speaker is not None and any(
            part.speaker.start < end and start < part.speaker.end for start, end in spans
        )
    return met, right


def best_match(article: Article, part: Any) -> dict[str, Any] | None:
    mine = letters(article.text, [(part.start, part.end)])

    def overlap(gold: dict[str, Any]) -> float:
        theirs = letters(article.text, gold["content"])
        return len(mine & theirs) / max(1, len(mine | theirs))

    best = max(article.attributions, key=overlap, default=None)
    return best if best is not None and overlap(best) > 0.3 else None


def report(name: str, counts: list[Counts]) -> None:
    precision, recall, score = f1(counts)
    low, high = interval(counts)
    print(f"{name:18} precision {precision:.3f}  recall {recall:.3f}  F1 {score:.3f} ({low:.3f} to {high:.3f})")


def main() -> None:
    articles = list(read_articles(parse_events(__doc__), GOLD / "attributions.jsonl"))
    marks, ours, met, right = [], [], 0, 0
    for article in articles:
        gold = letters(article.text, (span for one in article.attributions for span in one["content"]))
        reported = [part for claim in split_claims(as_document(article.text)) for part in claim.reported]
        marks.append(compare_letters(gold, quoted(article.text)))
        found = letters(article.text, ((part.start, part.end) for part in reported))
        ours.append(compare_letters(gold, found))
        one = speakers(article, reported)
        met, right = met + one[0], right + one[1]
    print(f"{len(articles)} articles, {sum(len(article.attributions) for article in articles)} attributions")
    report("quotation marks", marks)
    report("framing", ours)
    print(f"speakers right: {right} of {met} attributions found = {right / max(1, met):.3f}")


if __name__ == "__main__":
    main()
