"""Fact-like against opinion-like, measured on the sentences labelled in `gold/subjectivity.jsonl`.

    python benchmarks/kinds.py ../shared/data/events_dev.jsonl

Prints balanced accuracy (the mean of the recalls of "obj" and "subj"), with a bootstrap interval over
sentences, for sentences as the tool reads them within their article: for all, for five folds of sentences, and
for two halves. The cues and their threshold were written with a view of the first half; the second decides.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

from voices import DRAWS, GOLD, as_document, parse_events, read_texts

from framing.claims import Claim, split_claims

FOLDS = 5
Label = tuple[str, str]
"""The label given by hand and the reading of the tool."""


def read(texts: dict[str, str], gold: Path) -> list[Label]:
    claims: dict[str, tuple[Claim, ...]] = {}
    labels = []
    for line in gold.open(encoding="utf-8"):
        row = json.loads(line)
        if row["abp_id"] not in claims:
            claims[row["abp_id"]] = split_claims(as_document(texts[row["abp_id"]]))
        inside = [c for c in claims[row["abp_id"]] if c.start < row["end"] - 3 and row["start"] + 3 < c.end]
        labels.append((row["label"], "subj" if any(claim.reading == "opinion-like" for claim in inside) else "obj"))
    return labels


def balanced(labels: list[Label]) -> float:
    recalls = []
    for name in ("obj", "subj"):
        mine = [found for gold, found in labels if gold == name]
        recalls.append(sum(found == name for found in mine) / max(1, len(mine)))
    return sum(recalls) / 2


def halves(labels: list[Label]) -> tuple[list[Label], list[Label]]:
    """The half that was looked at while the cues were written, and the other one."""
    order = list(range(len(labels)))
    random.Random(1).shuffle(order)
    seen = set(order[: len(order) // 2])
    return (
        [one for place, one in enumerate(labels) if place in seen],
        [one for place, one in enumerate(labels) if place not in seen],
    )


def main() -> None:
    labels = read(read_texts(parse_events(__doc__)), GOLD / "subjectivity.jsonl")
    source = random.Random(0)
    draws = sorted(balanced(source.choices(labels, k=len(labels))) for _ in range(DRAWS))
    for name in ("obj", "subj"):
        mine = [found for gold, found in labels if gold == name]
        print(f"{name}: {len(mine)} sentences, recall {sum(found == name for found in mine) / len(mine):.3f}")
    print(f"balanced accuracy {balanced(labels):.3f} ({draws[25]:.3f} to {draws[975]:.3f})")
    seen, unseen = halves(labels)
    print(f"seen half {balanced(seen):.3f}, unseen half {balanced(unseen):.3f}")
    print("folds", " ".join(f"{balanced(labels[fold::FOLDS]):.3f}" for fold in range(FOLDS)))


if __name__ == "__main__":
    main()
