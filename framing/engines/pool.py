"""The pool: work done on batch after batch, in this process or in a pool of them, results in order."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from typing import Any, TypeVar

from framing.errors import FramingError
from framing.recycling import recycle_rarely

AHEAD = 3
"""Batches a worker that are handed out before the oldest is waited for: enough that none is idle, few in memory."""

Batch = TypeVar("Batch")
Result = TypeVar("Result")

_work: Callable[[Any], Any] | None = None
"""What this worker process does; set once when it starts."""


def count_cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_batches(
    work: Callable[[Batch], Result], batches: Iterable[Batch], jobs: int
) -> Generator[Result, None, None]:
    """Yield `work(batch)` of each batch, in their order, by `jobs` processes (here if 1, or for a single batch).

    With several, `work`, batches and results must be picklable, and a script that calls this needs the guard
    `if __name__ == "__main__":`. At most three batches a process are under way. Closing the iterator ends the
    processes; they end too if this one is killed.

    Raises:
        FramingError: a worker process was killed, most often for want of memory.
    """
    stream = iter(batches)
    head = list(islice(stream, 2))
    if jobs < 2 or len(head) < 2:
        yield from map(work, chain(head, stream))
    else:
        yield from _run_pool(work, chain(head, stream), jobs)


def _run_pool(work: Callable[[Batch], Result], batches: Iterable[Batch], jobs: int) -> Iterator[Result]:
    # Spawned, not forked: the same on every system, and safe beside the threads of a progress bar.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _start, (work,))
    waiting: deque[Future[Result]] = deque()
    try:
        for batch in batches:
            with unheard():
                waiting.append(pool.submit(_run, batch))
            if len(waiting) >= AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        fix = "Perhaps memory ran out: use fewer with --jobs."
        raise FramingError("a worker process was ended from outside.", fix=fix) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start(work: Callable[[Any], Any]) -> None:
    """Make a new process ready: it takes no notice of Ctrl-C, which is the parent's to hear, and ends with it."""
    global _work  # noqa: PLW0603
    _work = work
    recycle_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _run(batch: Any) -> Any:
    assert _work is not None
    result = _work(batch)
    if not gc.get_freeze_count():
        # what the first batch built (lexicons made ready) stays: not to be looked through again saves a tenth
        gc.collect()
        gc.freeze()
    return result


@contextmanager
def unheard() -> Iterator[None]:
    """Let processes that start meanwhile be deaf to Ctrl-C from their first moment: they inherit it from here.

    A Ctrl-C in the meantime is not lost but heard afterwards.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    # started by the first process otherwise, and lifts the block when it does
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
