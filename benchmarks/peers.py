"""The table with peers: framing beside what else one would use, on the same articles and the same machine.

    pip install -e '.[bench]'
    python benchmarks/peers.py ../shared/data/articles_5k.jsonl.gz --articles 20000 --runs 5 --json peers.json

Everything runs in processes of its own, one at a time, so that each peak of memory is its own; the contestants take
turns within every round, so that noise of the machine meets all; each ratio is of figures of the same round, and its
median, least and greatest are given, by the clock and by processor time (of all cores together). Whole jobs are timed
from command to files on the disk, imports and reading included; tagging is timed with texts in memory and matchers
made ready. More articles than the file holds are the same again with new ids. With few articles (a quarter of them
120 or less) a report has the story of the articles too, so that a quarter takes longer than its share. Prints
Markdown; what is under way goes to standard error.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from contests import CONTESTS, Course, Row, same_hits

PACKAGES = (
    "framing", "scattertext", "spacy", "textacy", "ahocorasick_rs", "vaderSentiment", "empath", "nltk", "pandas",
    "numpy", "pyarrow",
)  # fmt: skip
HEAD = (
    "what", "who", "articles", "seconds", "processor s", "articles/s", "peak MB", "ratio, median (range)",
    "by processor time", "of",
)  # fmt: skip


def describe_machine() -> dict[str, Any]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(memory, 1),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "load_at_start": round(os.getloadavg()[0], 2),
        "versions": {name: found for name in PACKAGES if (found := _version(name))},
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def table_line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def row_cells(row: Row) -> tuple[str, ...]:
    lap = row.lap
    rate = f"{row.articles / lap.seconds:,.0f}" if row.articles else ""
    count = f"{row.articles:,}" if row.articles else ""
    used = (f"{lap.seconds:.2f}", f"{lap.processor:.2f}", rate, f"{lap.peak:,.0f}")
    ratios = (str(row.ratios.clock), str(row.ratios.processor), row.meaning) if row.ratios else ("", "", "")
    return (row.what, row.who, count, *used, *ratios)


def machine_text(machine: dict[str, Any]) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in machine["versions"].items())
    return (
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB, {machine['system']}, "
        f"Python {machine['python']}; load {machine['load_at_start']} at the start; {versions}"
    )


def hits_text(hits: dict[str, Any]) -> str:
    def told(reasons: dict[str, int]) -> str:
        return "; ".join(f"{count:,} {reason}" for reason, count in reasons.items()) or "none"

    return (
        f"Hits of {hits['phrases']:,} plain phrases in {hits['articles']:,} articles: framing {hits['ours']:,}, "
        f"spaCy {hits['theirs']:,}, both {hits['both']:,}. Only spaCy: {told(hits['only_theirs'])}. "
        f"Only framing: {told(hits['only_ours'])}. Unexplained: {hits['unexplained']:,}."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("table", type=Path, help="articles as .jsonl or .jsonl.gz, with id, source, title and text")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--only", nargs="+", choices=CONTESTS, default=list(CONTESTS))
    parser.add_argument("--json", type=Path, help="write all figures here too")
    chosen = parser.parse_args()
    machine = describe_machine()
    print(
        f"{machine_text(machine)}\n\nMedians of {chosen.runs} runs, {chosen.jobs} processes where several can work.\n"
    )
    print(table_line(HEAD), table_line(["---"] * len(HEAD)), sep="\n", flush=True)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        course = Course(chosen.table.resolve(), chosen.articles, chosen.runs, chosen.jobs, Path(folder))
        for name in chosen.only:
            for row in CONTESTS[name](course):
                print(table_line(row_cells(row)), flush=True)
                rows.append(row)
        hits = same_hits(course) if "tagging" in chosen.only else {}
    if hits:
        print(f"\n{hits_text(hits)}")
    if chosen.json:
        figures = {"machine": machine, "runs": chosen.runs, "rows": [asdict(row) for row in rows], "hits": hits}
        chosen.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
