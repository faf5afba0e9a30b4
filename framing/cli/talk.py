"""What goes to standard error: progress on a terminal, and a line for every input that was skipped."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from framing.documents.model import Document, Rejected
from framing.reporting import Watcher


def say(text: str) -> None:
    """Print a line to standard error."""
    print(text, file=sys.stderr)


@contextmanager
def watching(quiet: bool = False) -> Iterator[Watcher]:
    """Yield a watcher that names skipped inputs and, on a terminal, shows how many documents are read."""
    if quiet:
        yield lambda item: None
    elif not sys.stderr.isatty():
        yield _name_rejected
    else:
        with _progress() as watch:
            yield watch


def _name_rejected(item: Document | Rejected) -> None:
    if isinstance(item, Rejected):
        say(f"framing: skipped {item.where}: {item.reason}")


@contextmanager
def _progress() -> Iterator[Watcher]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("documents"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)

        def watch(item: Document | Rejected) -> None:
            if isinstance(item, Rejected):
                progress.console.print(f"framing: skipped {item.where}: {item.reason}", markup=False, highlight=False)
            progress.advance(task)

        yield watch
