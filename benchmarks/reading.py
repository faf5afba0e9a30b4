"""How fast articles are read and split into claims with their voices, on one core, beside NLTK's Punkt.

    python benchmarks/reading.py ../shared/data/articles_5k.jsonl.gz

Prints articles and megabytes a second (median of five rounds over the same articles, texts in memory) of
reading alone, of claims with voices alone and of both, and of the sentence splitter alone; each as a ratio
to Punkt's sentence tokenizer, trained on the same texts and timed in the same rounds. Training is not counted.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sentences import train_punkt

from framing.claims import split_claims, split_sentences
from framing.documents import make_document

ROUNDS = 5
ARTICLES = 1000


def read_articles(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def take_time(work: Callable[[Any], object], items: Sequence[Any]) -> float:
    """Seconds of processor time for all items; what comes out is thrown away."""
    before = time.process_time()
    for item in items:
        work(item)
    return time.process_time() - before


def measure(texts: Sequence[str], punkt: Callable[[str], Any]) -> dict[str, float]:
    """Median seconds over the rounds, by task; the tasks take turns, so that all meet the same machine."""
    documents = [make_document(text) for text in texts]
    tasks: dict[str, tuple[Callable[[Any], object], Sequence[Any]]] = {
        "punkt": (lambda text: list(punkt(text)), texts),
        "sentences": (split_sentences, texts),
        "reading": (make_document, texts),
        "claims": (split_claims, documents),
        "both": (lambda text: split_claims(make_document(text)), texts),
    }
    gc.freeze()
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(ROUNDS):
        for name, (work, items) in tasks.items():
            taken[name].append(take_time(work, items))
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=Path)
    texts = read_articles(parser.parse_args().articles)
    punkt = train_punkt(texts)
    texts = texts[:ARTICLES]
    size = sum(len(text.encode()) for text in texts) / 1e6
    seconds = measure(texts, punkt)
    print(f"{len(texts)} articles, {size:.1f} MB, one core, median of {ROUNDS} rounds")
    for name, taken in seconds.items():
        speed = f"{len(texts) / taken:7.0f} articles/s  {size / taken:6.2f} MB/s"
        print(f"{name:10} {speed}  {seconds['punkt'] / taken:6.2f} times Punkt")


if __name__ == "__main__":
    main()
