"""The contests of `peers.py`: who runs against whom, on what, and which ratio each figure is held to."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from articles import read_rows, repeat_rows, write_articles
from processes import run_watched
from races import Contestant, Lap, Laps, Ratios, add_laps, compare_laps, median_lap, run_race

HERE = Path(__file__).resolve().parent
LEXICON_SIZES = (300, 3000, 30000)
PACKAGES = {
    "scattertext-page": "scattertext",
    "textacy-matrix": "textacy",
    "spacy-tags": "spacy",
    "spacy-tags-of-tokens": "spacy",
    "vader-scores": "vaderSentiment",
    "empath-scores": "empath",
}
"""What a racer needs beyond framing; who lacks it is left out."""


@dataclass(frozen=True, slots=True)
class Course:
    """What everyone runs over: the table, how many articles, how many rounds and processes, a folder for files."""

    table: Path
    count: int
    rounds: int
    jobs: int
    folder: Path

    def articles(self, count: int) -> Path:
        """A file with the first so many articles."""
        path = self.folder / f"{count}.jsonl"
        if not path.exists():
            write_articles(path, repeat_rows(self.table, count))
        return path


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: who did what on how many articles; medians; ratios, what they are of, and their goal."""

    what: str
    who: str
    articles: int
    lap: Lap
    ratios: Ratios | None = None
    meaning: str = ""


def framing(*arguments: object) -> tuple[str, ...]:
    return (sys.executable, "-m", "framing", *map(str, arguments))


def racer(name: str, articles: Path, *more: object) -> Contestant:
    command = (sys.executable, str(HERE / "racers.py"), name, str(articles), *map(str, more))
    return Contestant(name, (command,))


def present(names: Sequence[str]) -> list[str]:
    """The racers whose package is installed; the packages of others are named on standard error."""
    missing = {name: PACKAGES[name] for name in names if name in PACKAGES and not find_spec(PACKAGES[name])}
    for package in sorted(set(missing.values())):
        print(f"{package} is not installed: pip install -e '.[bench]'", file=sys.stderr)
    return [name for name in names if name not in missing]


def rename(contestant: Contestant, name: str) -> Contestant:
    return Contestant(name, contestant.commands)


def singles(laps: Laps) -> list[Lap]:
    """The laps of somebody with a single command."""
    return [lap for (lap,) in laps]


STEPS = ("analyze", "report to HTML", "report to JSON")
WHOLE_JOBS = {
    "scattertext-page": ("scattertext, explorer's page", "framing's speed to it (goal 15)"),
    "textacy-matrix": ("textacy, matrix of words by source alone", "framing's speed to it"),
}


def whole_job(course: Course) -> Iterator[Row]:
    """Articles to tables to a page and JSON, against peers that make a page or less, at three sizes by turns."""
    sizes = [max(1, course.count // part) for part in (4, 2, 1)]
    peers = present(list(WHOLE_JOBS))
    contestants = [one for size in sizes for one in _whole_jobs(course, size, peers)]
    laps = run_race(contestants, course.rounds)
    least = [add_laps(steps) for steps in laps[f"framing, {sizes[0]}"]]
    for size in sizes:
        ours = laps[f"framing, {size}"]
        sums = [add_laps(steps) for steps in ours]
        for number, step in enumerate(STEPS):
            yield Row("whole job", f"framing {step}", size, median_lap([steps[number] for steps in ours]))
        growth = compare_laps(sums, least).times(sizes[0] / size)
        yield Row("whole job", "framing, sum", size, median_lap(sums), growth, f"time per article to {sizes[0]:,}'s")
        for name in peers:
            theirs = singles(laps[f"{name}, {size}"])
            who, meaning = WHOLE_JOBS[name]
            yield Row("whole job", who, size, median_lap(theirs), compare_laps(theirs, sums), meaning)


def _whole_jobs(course: Course, size: int, peers: Sequence[str]) -> list[Contestant]:
    articles = course.articles(size)
    ours = (
        framing("analyze", articles, "--out", "analysis", "--jobs", course.jobs, "-q"),
        framing("report", "analysis", "--out", "report.html", "-q"),
        framing("report", "analysis", "--out", "report.json", "-q"),
    )
    theirs = [rename(racer(name, articles), f"{name}, {size}") for name in peers]
    return [Contestant(f"framing, {size}", ours), *theirs]


def cores(course: Course) -> Iterator[Row]:
    """The same analysis by one process and by several."""
    articles = course.articles(course.count)
    choices = sorted({1, 2, course.jobs})
    runners = [
        Contestant(f"analyze, {jobs} processes", (framing("analyze", articles, "--out", "a", "--jobs", jobs, "-q"),))
        for jobs in choices
    ]
    laps = run_race(runners, course.rounds)
    single = singles(laps[runners[0].name])
    for one in runners:
        several = singles(laps[one.name])
        goal = "speed to one process (goal 1.7 for two)"
        yield Row("cores", one.name, course.count, median_lap(several), compare_laps(single, several), goal)


TAGGERS = {
    "framing-tags": "framing tags, claims given",
    "framing-claims-and-tags": "framing claims and tags",
    "framing-all-tags": "framing tags, all entries (globs, slots, guards)",
    "spacy-tags": "spaCy PhraseMatcher with its tokens",
    "spacy-tags-of-tokens": "spaCy PhraseMatcher, tokens given",
    "bare-engine": "ahocorasick_rs alone",
    "vader-scores": "vaderSentiment (another job)",
    "empath-scores": "empath (another job)",
}
TAGGING_GOALS = {
    "spacy-tags": ("framing-tags", "framing's tags to it (goal 15)"),
    "spacy-tags-of-tokens": ("framing-tags", "framing's tags to it"),
    "bare-engine": ("framing-tags", "framing's tags to it (goal 0.4)"),
    "vader-scores": ("framing-tags", "framing's tags to it"),
    "empath-scores": ("framing-tags", "framing's tags to it"),
    "framing-claims-and-tags": ("spacy-tags", "time to the PhraseMatcher's with its tokens"),
}
"""Against whom the time of each is held, and what that says."""


def tagging(course: Course) -> Iterator[Row]:
    """The same plain phrases looked for by framing, by spaCy and by the engine alone; others for comparison."""
    articles = course.articles(course.count)
    laps = run_race([racer(name, articles) for name in present(list(TAGGERS))], course.rounds)
    timed = {name: singles(found) for name, found in laps.items()}
    for name, theirs in timed.items():
        against, meaning = TAGGING_GOALS.get(name, ("", ""))
        ratio = compare_laps(theirs, timed[against]) if against in timed else None
        middle = median_lap(theirs)
        yield Row("tagging", TAGGERS[name], middle.answer["articles"], middle, ratio, meaning)


def starting(course: Course) -> Iterator[Row]:
    """From nothing to help, to the stance of one article, and to a peer that is imported."""
    article = course.folder / "article.txt"
    article.write_text(next(read_rows(course.table))["text"], encoding="utf-8")
    runners = [
        Contestant("bare Python", ((sys.executable, "-c", "pass"),)),
        Contestant("framing --help (goal 0.35 s)", (framing("--help"),)),
        Contestant("framing stance, one article (goal 1 s)", (framing("stance", article),)),
    ]
    runners += [
        Contestant(f"import {name}", ((sys.executable, "-c", f"import {name}"),))
        for name in ("spacy", "scattertext", "textacy", "nltk", "empath")
        if find_spec(name)
    ]
    laps = run_race(runners, course.rounds)
    for one in runners:
        yield Row("start", one.name, 0, median_lap(singles(laps[one.name])))


def lexicon_sizes(course: Course) -> Iterator[Row]:
    """The same articles with ever larger lexicons: the whole analysis, and tagging alone."""
    articles = course.articles(course.count)
    tools: list[tuple[str, Callable[[Path], Contestant]]] = [
        ("analyze", lambda path: Contestant(f"analyze, {path.stem}", (_analyze_with(course, articles, path),))),
        ("tags", lambda path: rename(racer("framing-tags-of", articles, path), f"tags, {path.stem}")),
    ]
    lexicons = [_make_lexicon(course, articles, size) for size in LEXICON_SIZES]
    runners = [[make(path) for path in lexicons] for _, make in tools]
    laps = run_race([one for row in runners for one in row], course.rounds)
    for row in runners:
        least = singles(laps[row[0].name])
        for one in row:
            timed = singles(laps[one.name])
            middle = median_lap(timed)
            name = one.name + (f" ({middle.answer['found']:,} hits)" if middle.answer else "")
            goal = f"time to {LEXICON_SIZES[0]} entries (goal: at most 1.5)"
            yield Row("lexicon size", name, course.count, middle, compare_laps(timed, least), goal)


def _analyze_with(course: Course, articles: Path, lexicon: Path) -> tuple[str, ...]:
    return framing("analyze", articles, "--out", "a", "--jobs", course.jobs, "--lexicon", lexicon, "-q")


def _make_lexicon(course: Course, articles: Path, size: int) -> Path:
    path = course.folder / f"{size} entries.toml"
    run_watched((sys.executable, str(HERE / "phrases.py"), str(articles), str(size), str(path)))
    return path


def same_hits(course: Course) -> dict[str, Any]:
    """What `hits.py` says of all articles; empty without spaCy."""
    if not find_spec("spacy"):
        return {}
    used = run_watched((sys.executable, str(HERE / "hits.py"), str(course.articles(course.count))))
    answer: dict[str, Any] = json.loads(used.said)
    return answer


CONTESTS: dict[str, Callable[[Course], Iterator[Row]]] = {
    "whole": whole_job,
    "tagging": tagging,
    "start": starting,
    "cores": cores,
    "lexicon": lexicon_sizes,
}
