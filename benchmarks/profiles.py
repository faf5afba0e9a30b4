"""Where the time goes: processor time of each stage, for an article and as a share, on one core.

    python benchmarks/profiles.py ../shared/data/articles_5k.jsonl.gz --articles 500 --runs 5

The stages of `framing analyze` are timed apart on the same articles, by turns, and so is the whole of it; what the
whole takes beyond its stages is told as the rest (cutting into lots, writing Parquet). Then what `framing report`
does with the folder: reading it back, comparing, laying out. Loading the lexicons is done once in each process,
however many articles there are. Medians over the rounds, after one round for warming up; processor time, as other
work on the machine disturbs it less than the clock. (Not called profile.py: the standard library has a module of that
name, which cProfile would no longer find from a script in this folder.)
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from articles import repeat_rows, write_articles
from stages import Work, analysis_stages, archive_stages, report_stages


def time_stages(stages: Mapping[str, Work], rounds: int) -> dict[str, float]:
    """Median processor seconds of each stage; a first round does not count."""
    taken: dict[str, list[float]] = defaultdict(list)
    gc.collect()
    gc.freeze()
    for number in range(rounds + 1):
        for name, work in stages.items():
            print(f"round {number} of {rounds}: {name}", file=sys.stderr, flush=True)
            before = time.process_time()
            work()
            taken[name].append(time.process_time() - before)
    return {name: statistics.median(seconds[1:]) for name, seconds in taken.items()}


def split_analysis(seconds: Mapping[str, float]) -> dict[str, float]:
    """The stages of the analysis without overlap, with the rest."""
    whole, scores = seconds["whole analysis"], seconds["scores"]
    names = ("reading", "claims", "tags", "learned words", "deeds without actor", "scores")
    parts = {name: seconds[name] for name in names}
    parts["tables"] = max(0.0, seconds["tables"] - scores)
    parts["loading the lexicons"] = seconds["loading the lexicons"]
    return {**parts, "rest": max(0.0, whole - sum(parts.values()))}


def print_shares(title: str, parts: Mapping[str, float], articles: int) -> None:
    whole = sum(parts.values())
    print(f"\n| {title} | ms an article | share |\n| --- | --- | --- |")
    for name, seconds in parts.items():
        print(f"| {name} | {1000 * seconds / articles:.3f} | {seconds / whole:.1%} |")
    print(f"| together | {1000 * whole / articles:.3f} | |")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("table", type=Path, help="articles as .jsonl or .jsonl.gz")
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        write_articles(path, repeat_rows(chosen.table, chosen.articles))
        stages = {**analysis_stages(path), **archive_stages(path, Path(folder)), **report_stages(path)}
        seconds = time_stages(stages, chosen.runs)
    print(f"{chosen.articles} articles, one core, processor time, median of {chosen.runs} rounds")
    print_shares("framing analyze", split_analysis(seconds), chosen.articles)
    names = ("reading back", "comparison", "page", "JSON")
    print_shares("framing report", {name: seconds[name] for name in names}, chosen.articles)


if __name__ == "__main__":
    main()
