"""Sentence ends measured on the articles labelled in `gold/sentences.jsonl`, beside other splitters.

    python benchmarks/sentences.py ../shared/data/events_dev.jsonl ../shared/data/articles_5k.jsonl.gz

Prints precision, recall and F1 of the places where a sentence begins inside a paragraph (paragraphs are given
one at a time, so that none gains by line breaks), and megabytes a second on the same paragraphs. NLTK's Punkt is
trained on the articles of the second file; pysbd, syntok and sentencex are measured where they are installed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from voices import GOLD, Counts, f1, interval, read_texts

from framing.claims import split_sentences

Splitter = Callable[[str], Iterable[int]]
"""Gives where the sentences of a paragraph begin."""
ROUNDS = 5
_PARAGRAPH = re.compile(r"\S(?:.*\S)?")


def train_punkt(texts: Iterable[str]) -> Callable[[str], Iterable[tuple[int, int]]]:
    """The spans of NLTK's Punkt, trained on `texts`."""
    from nltk.tokenize.punkt import PunktSentenceTokenizer, PunktTrainer

    trainer = PunktTrainer()
    for text in texts:
        trainer.train(text, finalize=False)
    trainer.finalize_training()
    return PunktSentenceTokenizer(trainer.get_params()).span_tokenize


def find_pieces(text: str, pieces: Iterable[str]) -> Iterator[int]:
    """Where sentences given as strings begin in the text, found in order."""
    place = 0
    for piece in pieces:
        if piece.strip():
            place = text.index(piece.strip(), place)
            yield place
            place += len(piece.strip())


def other_splitters() -> Iterator[tuple[str, Splitter]]:
    try:
        pysbd = importlib.import_module("pysbd").Segmenter(language="en", clean=False)
        yield "pysbd", lambda text: find_pieces(text, pysbd.segment(text))
    except ImportError:
        pass
    try:
        syntok = importlib.import_module("syntok.segmenter")
        yield "syntok", lambda text: (sent[0].offset for part in syntok.analyze(text) for sent in part)
    except ImportError:
        pass
    try:
        segment = importlib.import_module("sentencex").segment
        yield "sentencex", lambda text: find_pieces(text, segment("en", text))
    except ImportError:
        pass


def splitters(articles: Path) -> dict[str, Splitter]:
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        punkt = train_punkt(json.loads(line)["text"] for line in lines)
    return {
        "framing": lambda text: (start for start, _ in split_sentences(text)),
        "punkt": lambda text: (start for start, _ in punkt(text)),
        **dict(other_splitters()),
    }


def find_starts(text: str, split: Splitter) -> set[int]:
    """Where sentences begin in the text, those at a paragraph's own start left out."""
    found = _PARAGRAPH.finditer(text)
    return {one.start() + place for one in found for place in split(one[0]) if place}


def read_gold(texts: dict[str, str]) -> Iterator[tuple[str, set[int]]]:
    for line in (GOLD / "sentences.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        text = texts[row["abp_id"]]
        if hashlib.sha256(text.encode()).hexdigest()[:16] != row["digest"]:
            raise SystemExit(f"{row['abp_id']}: the text is not the one that was labelled")
        yield text, set(row["starts"])


def measure(text: str, gold: set[int], split: Splitter) -> Counts:
    found = find_starts(text, split)
    return len(gold & found), len(found - gold), len(gold - found)


def share_whole(texts: dict[str, str], split: Splitter) -> float:
    """Share of the sentences labelled in `gold/clauses.jsonl`, blind, that are found exactly."""
    found: dict[str, set[int]] = {}
    right = []
    for line in (GOLD / "clauses.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        name, text = row["abp_id"], texts[row["abp_id"]]
        if name not in found:
            found[name] = find_starts(text, split) | {one.start() for one in _PARAGRAPH.finditer(text)} | {len(text)}
        after = min(place for place in found[name] if place > row["start"])
        right.append(row["start"] in found[name] and not text[row["end"] : after].strip() and after >= row["end"])
    return sum(right) / len(right)


def speed(texts: Iterable[str], split: Splitter) -> float:
    """Megabytes a second, the best of the rounds."""
    paragraphs = [one[0] for text in texts for one in _PARAGRAPH.finditer(text)]
    size = sum(len(text.encode()) for text in paragraphs) / 1e6
    taken = []
    for _ in range(ROUNDS):
        before = time.process_time()
        for text in paragraphs:
            list(split(text))
        taken.append(time.process_time() - before)
    return size / min(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("events", type=Path)
    parser.add_argument("articles", type=Path)
    options = parser.parse_args()
    texts = read_texts(options.events)
    gold = list(read_gold(texts))
    print(f"{len(gold)} articles, {sum(len(starts) for _, starts in gold)} sentence starts inside paragraphs")
    for name, split in splitters(options.articles).items():
        counts = [measure(text, starts, split) for text, starts in gold]
        precision, recall, score = f1(counts)
        low, high = interval(counts)
        figures = f"precision {precision:.3f}  recall {recall:.3f}  F1 {score:.3f} ({low:.3f} to {high:.3f})"
        whole = f"labelled blind and found whole {share_whole(texts, split):.3f}"
        print(f"{name:10} {figures}  {whole}  {speed((text for text, _ in gold), split):6.2f} MB/s")


if __name__ == "__main__":
    main()
