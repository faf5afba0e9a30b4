"""How fast `framing analyze` is, and how much memory it takes, as articles and processes grow.

    python benchmarks/scale.py ../shared/data/articles_5k.jsonl.gz --articles 1000 --jobs 1 2

Runs the command on the first half of the articles and on all of them, with each number of processes, and prints
articles a second (by the clock, and by processor time: all processes together, which other work on the machine
disturbs less), the peak of the memory of all its processes together (resident, sampled ten times a second: an upper
bound, as shared pages count twice; Linux only), and ratios: of processes to the first number of them, and of time per
article, all to half (1.0 is linear; starting up makes it smaller on few articles). More articles than the file holds
are the same ones again with new ids.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.1


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command: articles, processes, seconds by the clock and of the processors, peak megabytes."""

    articles: int
    jobs: int
    seconds: float
    processor: float
    peak: float


def read_articles(path: Path, count: int) -> Iterator[str]:
    """Lines of JSON; from the second time through the file on, with new ids."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in itertools.islice(lines, count)]
    for number in range(count):
        again, at = divmod(number, len(rows))
        row = rows[at]
        yield json.dumps({**row, "id": f"{row['id']}-{again}"} if again else row) + "\n"


def family(process: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def resident(process: int) -> int:
    """Kilobytes of memory that a process and its descendants hold."""
    total = 0
    for one in family(process):
        for line in Path(f"/proc/{one}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                total += int(line.split()[1])
    return total


def watch_memory(process: int, ended: threading.Event, peak: list[int]) -> None:
    while not ended.wait(PAUSE):
        try:
            peak[0] = max(peak[0], resident(process))
        except OSError:  # one of them has just ended
            continue


def measure(articles: Path, count: int, jobs: int) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out")
        command = [sys.executable, "-m", "framing", "analyze", str(articles), "--out", out, "--jobs", str(jobs), "-q"]
        ended, peak, before = threading.Event(), [0], time.perf_counter()
        process = subprocess.Popen(command)
        watcher = threading.Thread(target=watch_memory, args=(process.pid, ended, peak))
        watcher.start()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - before
        ended.set()
        watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"framing analyze ended with {process.returncode}")
    return Run(count, jobs, seconds, used.ru_utime + used.ru_stime, peak[0] / 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("table", type=Path, help="articles as .jsonl.gz")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    chosen = parser.parse_args()
    runs: dict[tuple[int, int], Run] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in (chosen.articles // 2, chosen.articles):
            path = Path(folder) / f"{count}.jsonl"
            path.write_text("".join(read_articles(chosen.table, count)), encoding="utf-8")
            for jobs in chosen.jobs:
                run = runs[count, jobs] = measure(path, count, jobs)
                first, half = runs[count, chosen.jobs[0]], runs[chosen.articles // 2, jobs]
                growth = (run.seconds / run.articles) / (half.seconds / half.articles)
                print(
                    f"{count:8} articles, {jobs} processes: {count / run.seconds:7.1f} a second "
                    f"({count / run.processor:7.1f} a processor second), {run.peak:6.0f} MB at most, "
                    f"{first.seconds / run.seconds:5.2f} times {first.jobs}, "
                    f"an article takes {growth:5.2f} of half's time",
                    flush=True,
                )


if __name__ == "__main__":
    main()
