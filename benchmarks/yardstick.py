"""Has a stage of the work become slow? Each is measured against a yardstick in the same run, and held to a bound.

    python benchmarks/yardstick.py          # fails (exit 1) where a stage is beyond its bound in bounds.toml
    python benchmarks/yardstick.py --set    # measures and writes bounds.toml anew

The articles are our own (lexicons/training). The yardstick is a fixed piece of plain Python on the same texts: words
found by a regex, lower-cased and counted. A figure is the processor time of a stage over that of the yardstick right
before and after it; of several rounds the median counts, and a stage that seems slow is measured a second time: only
what is slow twice fails. Counted instructions would be steadier, but virtual machines, which most CI runs on, seldom
show the processor's counters (perf_event_open finds none), and simulating them takes tens of times as long. Processor
time leaves out what other work takes; what that does to caches and clock rates hits stage and yardstick alike.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import re
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, repeat, zip_longest
from pathlib import Path

from articles import Row, read_rows, write_articles
from stages import Work, analysis_stages, report_stages

HERE = Path(__file__).resolve().parent
TRAINING = HERE.parent / "lexicons" / "training"
BOUNDS = HERE / "bounds.toml"
PASSES = 4
"""Passes of the yardstick in one go: enough that its own time is no matter of chance."""
_WORD = re.compile(r"\w+(?:'\w+)*")
_HEAD = """\
# How much processor time each stage may take, as a multiple of the yardstick's on the same texts in one run
# (see yardstick.py). A bound is what was measured times {margin}: runs on a busy machine differ by a tenth, and the
# rest is room for other processors and versions of Python, which do regexes, dictionaries and compiled code in
# other proportions. What it catches is a stage that does its work twice, or once for each entry.
# Written by `python benchmarks/yardstick.py --set`: after work that made a stage faster, so that it stays so; after
# work that made one slower only with the reason in the message of the change.
articles = {articles}
python = "{python}"
margin = {margin}
"""
MARGIN = 2.0


def own_articles(count: int) -> list[Row]:
    """Articles of ours in turn from the two collections, with sources, as many as asked for or as there are."""
    pairs = zip_longest(_tellings(), _articles())
    rows = islice((row for row in chain.from_iterable(pairs) if row), count)
    return [{"id": f"own-{number}", **row} for number, row in enumerate(rows)]


def _tellings() -> Iterator[Row]:
    for story in read_rows(TRAINING / "tellings.jsonl"):
        for one in story["articles"]:
            text = "".join(words + ("\n\n" if last else " ") for words, _, *last in one["segments"])
            yield {"source": one["source"], "title": one.get("headline", story["story"]), "text": text}


def _articles() -> Iterator[Row]:
    for number, row in enumerate(read_rows(TRAINING / "articles.jsonl")):
        yield {"source": f"Paper {number % 5}", "title": row["story"], "text": row["text"]}


def make_yardstick(texts: Sequence[str]) -> Work:
    """What all is measured by: never to be changed without setting all bounds anew."""

    def count_words() -> dict[str, int]:
        counts: dict[str, int] = {}
        for text in chain.from_iterable(repeat(texts, PASSES)):
            for found in _WORD.finditer(text.lower()):
                word = found[0]
                counts[word] = counts.get(word, 0) + 1
        return counts

    return count_words


def processor_time(work: Work) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def measure(stages: Mapping[str, Work], yardstick: Work, rounds: int) -> dict[str, float]:
    """The median ratio of each stage over the rounds; a first round does not count."""
    ratios: dict[str, list[float]] = {name: [] for name in stages}
    for number in range(rounds + 1):
        before = processor_time(yardstick)
        for name, work in stages.items():
            taken = processor_time(work)
            after = processor_time(yardstick)
            if number:
                ratios[name].append(2 * PASSES * taken / (before + after))
            before = after
    return {name: statistics.median(found) for name, found in ratios.items()}


def find_slow(ratios: Mapping[str, float], bounds: Mapping[str, float]) -> dict[str, float]:
    """The stages beyond their bounds; one without a bound counts as well."""
    return {name: ratio for name, ratio in ratios.items() if ratio > bounds.get(name, 0.0)}


def read_bounds(path: Path) -> dict[str, float]:
    bounds: dict[str, float] = tomllib.loads(path.read_text(encoding="utf-8"))["bounds"]
    return bounds


def bounds_text(ratios: Mapping[str, float], articles: int) -> str:
    python = ".".join(platform.python_version_tuple()[:2])
    lines = [_HEAD.format(margin=MARGIN, articles=articles, python=python), "[bounds]"]
    lines += [f"{json.dumps(name)} = {MARGIN * ratio:.3g} # measured: {ratio:.3g}" for name, ratio in ratios.items()]
    return "\n".join(lines) + "\n"


def report(ratios: Mapping[str, float], bounds: Mapping[str, float]) -> None:
    for name, ratio in ratios.items():
        bound = f"{bounds[name]:8.2f}" if name in bounds else "    none"
        print(f"{name:22} {ratio:8.2f} times the yardstick, bound {bound}", flush=True)


def check(stages: Mapping[str, Work], yardstick: Work, rounds: int, bounds: Mapping[str, float]) -> int:
    ratios = measure(stages, yardstick, rounds)
    report(ratios, bounds)
    slow = find_slow(ratios, bounds)
    if slow:
        print(f"again, as they seem slow: {', '.join(slow)}", flush=True)
        again = measure({name: stages[name] for name in slow}, yardstick, 2 * rounds)
        report(again, bounds)
        slow = find_slow(again, bounds)
    for name, ratio in slow.items():
        bound = f"its bound is {bounds[name]:g}" if name in bounds else "it has no bound: set them"
        print(f"too slow: {name} takes {ratio:.2f} times the yardstick; {bound} ({BOUNDS.name})", file=sys.stderr)
    return 1 if slow else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=200, help="at most; there are about 300")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--bounds", type=Path, default=BOUNDS)
    parser.add_argument("--set", action="store_true", help="write the bounds instead of holding to them")
    chosen = parser.parse_args()
    rows = own_articles(chosen.articles)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        write_articles(path, iter(rows))
        stages = {**analysis_stages(path), **report_stages(path)}
        yardstick = make_yardstick([row["text"] for row in rows])
        gc.collect()
        gc.freeze()
        if not chosen.set:
            return check(stages, yardstick, chosen.rounds, read_bounds(chosen.bounds))
        ratios = measure(stages, yardstick, chosen.rounds)
    chosen.bounds.write_text(bounds_text(ratios, len(rows)), encoding="utf-8")
    report(ratios, read_bounds(chosen.bounds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
