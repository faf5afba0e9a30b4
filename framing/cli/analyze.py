"""`framing analyze`: any number of articles into a folder of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli import options

if TYPE_CHECKING:
    from framing.archives import Manifest, Progress

INTERRUPTED = 130
"""The exit code that shells give a command ended by Ctrl-C."""


_Scheduler = Annotated[
    str,
    typer.Option(help="Address of a Dask scheduler; without it dask starts --jobs workers here.", show_default=False),
]


def analyze(
    paths: options.Paths,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write, new or empty.", show_default=False)],
    jobs: Annotated[int, typer.Option(min=0, help="Processes at work; 0 stands for as many as there are cores.")] = 0,
    engine: Annotated[str, typer.Option(help="Who works: serial (one process), pool, or dask (a cluster).")] = "pool",
    scheduler: _Scheduler = "",
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was stopped or killed.")] = False,
    lexicon: options.Lexicons = options.DEFAULT,
    place: options.Place = "west",
    source: options.Source = "",
    text_column: options.TextColumn = "",
    encoding: options.Encoding = "",
    quiet: options.Quiet = False,
) -> None:
    """Analyse any number of articles into a folder of Parquet tables: documents, claims, tags, scores and others.

    All other commands read that folder in place of the articles, without analysing them again; so do DuckDB and
    pandas. Memory hardly grows with the number of articles. What cannot be read is listed in rejected.jsonl.

    The tables are the same bytes with every engine. On a cluster: --engine dask --scheduler tcp://10.0.0.5:8786.

    Example: framing analyze articles/ --out analysed
    """
    from framing.archives import Plan, write_archive
    from framing.cli.making import reading
    from framing.cli.talk import say
    from framing.documents.archived import archive_state

    finished = archive_state(out) == "finished"
    plan = Plan(tuple(lexicon), place, reading(source, text_column, encoding), jobs, resume, engine, scheduler)
    try:
        with _watching(paths, out, quiet) as watch:
            manifest = write_archive(paths, out, plan, watch)
    except KeyboardInterrupt:
        say(f"framing: stopped; what is whole in {out} stays. The same command with --resume goes on.")
        raise typer.Exit(INTERRUPTED) from None
    if not quiet:
        _say_what(out, "was finished already; it holds" if finished else "holds", manifest)


def _say_what(out: Path, holds: str, manifest: Manifest) -> None:
    from framing.cli.talk import say

    if manifest.counts.get("sources") == 0:
        say("framing: sources.parquet is empty: no lexicon with poles, or more sources than it is made for.")
    say(f"framing: {out} {holds} {_count(manifest)}")


def _count(manifest: Manifest) -> str:
    names = ("documents", "claims", "tags")
    counted = ", ".join(f"{manifest.counts[name]:,} {name}" for name in names)
    rejected = manifest.counts["rejected"]
    return f"{counted}; {rejected:,} rejected, listed in rejected.jsonl" if rejected else counted


@contextmanager
def _watching(paths: list[str], out: Path, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """Yield a watcher that names what is skipped and, on a terminal, shows a bar with rate and time left."""
    import sys

    from framing.cli.talk import MOST_NAMED, say

    if quiet:
        yield lambda progress: None
        return
    with _bar(paths) if sys.stderr.isatty() else nullcontext() as show:
        talk = _Talk(show)
        yield talk.watch
    if talk.skipped > MOST_NAMED:
        say(f"framing: skipped {talk.skipped - MOST_NAMED:,} more, listed in {out / 'rejected.jsonl'}")


class _Talk:
    """Names the first skipped inputs and counts the others, and passes on how far the run has come."""

    def __init__(self, show: Callable[[Progress], None] | None) -> None:
        self._show = show
        self.skipped = 0

    def watch(self, progress: Progress) -> None:
        """Tell of what happened since the last call."""
        from framing.cli.talk import MOST_NAMED, say

        for note in progress.notes:
            say(f"framing: {note}")
        for one in progress.rejected[: max(0, MOST_NAMED - self.skipped)]:
            say(f"framing: skipped {one.where}: {one.reason}")
        self.skipped += len(progress.rejected)
        if self._show:
            self._show(progress)


@contextmanager
def _bar(paths: list[str]) -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    from framing.documents.inputs import measure_inputs

    told = TextColumn("{task.fields[documents]:,} articles, {task.fields[rate]:,.0f} a second, left")
    columns = (TextColumn("analysing"), BarColumn(), TaskProgressColumn(), told, TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        begun: list[int] = []

        def show(progress: Progress) -> None:
            if not begun:
                begun.append(progress.documents)
                size = measure_inputs(paths)
                bar.add_task("", total=size, completed=progress.read, documents=progress.documents, rate=0.0)
            rate = (progress.documents - begun[0]) / max(bar.tasks[0].elapsed or 0.0, 0.1)
            bar.update(bar.task_ids[0], completed=progress.read, documents=progress.documents, rate=rate)

        yield show
