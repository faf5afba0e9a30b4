"""What goes to standard error: progress on a terminal, and a line for every input that was skipped."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from framing.archives import Notice
from framing.documents.model import Document, Rejected
from framing.stocks import Watcher

if TYPE_CHECKING:
    from framing.comparisons import Comparison

MOST_NAMED = 20
"""Skipped inputs named one by one: a folder of a thousand pictures must not flood the terminal."""


def say(text: str) -> None:
    """Print a line to standard error."""
    print(text, file=sys.stderr)


def say_same_texts(comparison: Comparison) -> None:
    """Name the documents that are one text: side by side they show nothing."""
    for group in comparison.copies:
        say(f"framing: {', '.join(group.documents)} are the same text, or nearly so")


@contextmanager
def steps(quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Yield a function that says what is being done: one line on a terminal, nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console

    with Console(stderr=True).status("starting") as status:
        yield status.update


@contextmanager
def watching(quiet: bool = False) -> Iterator[Watcher]:
    """Yield a watcher that names skipped inputs and, on a terminal, shows how many documents are read.

    The first MOST_NAMED skipped inputs are named, the others counted: the report lists them all.
    """
    if quiet:
        yield lambda item: None
        return
    rejected: list[Rejected] = []
    try:
        with _progress(rejected) if sys.stderr.isatty() else _names_only(rejected) as watch:
            yield watch
    finally:
        if len(rejected) > MOST_NAMED:
            say(f"framing: skipped {len(rejected) - MOST_NAMED} more (framing report lists them all)")


@contextmanager
def _names_only(rejected: list[Rejected]) -> Iterator[Watcher]:
    yield lambda item: _tell(item, rejected)


def _tell(item: Document | Rejected | Notice, rejected: list[Rejected]) -> None:
    if isinstance(item, Rejected):
        _name(item, rejected)
    elif isinstance(item, Notice):
        say(f"framing: {item.text}")


def _name(item: Rejected, rejected: list[Rejected]) -> None:
    rejected.append(item)
    if len(rejected) <= MOST_NAMED:
        say(f"framing: skipped {item.where}: {item.reason}")


@contextmanager
def _progress(rejected: list[Rejected]) -> Iterator[Watcher]:
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

        def watch(item: Document | Rejected | Notice) -> None:
            _tell(item, rejected)
            progress.advance(task)

        yield watch
