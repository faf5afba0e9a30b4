"""How fast `framing analyze` is, and how much memory it takes, as articles and processes grow.

    python benchmarks/scale.py ../shared/data/articles_5k.jsonl.gz --articles 1000 --jobs 1 2

Runs the command on the first half of the articles and on all of them, with each number of processes, and prints
articles a second (by the clock, and by processor time: all processes together, which other work on the machine
disturbs less; by the hour of it too), the peak of the memory of all its processes together (resident, sampled twenty
times a second: an upper bound, as shared pages count twice; Linux only), and ratios: of processes to the first number
of them, and of time per article, all to half (1.0 is linear; starting up makes it smaller on few articles). More
articles than the file holds are the same ones again with new ids.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from articles import repeat_rows, write_articles
from processes import run_watched


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command: articles, processes, seconds by the clock and of the processors, peak megabytes."""

    articles: int
    jobs: int
    seconds: float
    processor: float
    peak: float


def measure(articles: Path, count: int, jobs: int, engine: str = "pool") -> Run:
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out")
        command = [sys.executable, "-m", "framing", "analyze", str(articles), "--out", out, "--jobs", str(jobs), "-q"]
        used = run_watched([*command, "--engine", engine])
    return Run(count, jobs, used.seconds, used.processor, used.peak)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("table", type=Path, help="articles as .jsonl or .jsonl.gz")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--engine", choices=["pool", "dask"], default="pool")
    chosen = parser.parse_args()
    runs: dict[tuple[int, int], Run] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in (chosen.articles // 2, chosen.articles):
            path = Path(folder) / f"{count}.jsonl"
            write_articles(path, repeat_rows(chosen.table, count))
            for jobs in chosen.jobs:
                run = runs[count, jobs] = measure(path, count, jobs, chosen.engine)
                first, half = runs[count, chosen.jobs[0]], runs[chosen.articles // 2, jobs]
                growth = (run.seconds / run.articles) / (half.seconds / half.articles)
                print(
                    f"{count:8} articles, {jobs} processes: {count / run.seconds:7.1f} a second "
                    f"({count / run.processor:7.1f} a processor second, "
                    f"{3600 * count / run.processor:,.0f} a core-hour), {run.peak:6.0f} MB at most, "
                    f"{first.seconds / run.seconds:5.2f} times {first.jobs}, "
                    f"an article takes {growth:5.2f} of half's time",
                    flush=True,
                )


if __name__ == "__main__":
    main()
