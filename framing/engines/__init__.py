"""Engines: the same work done on batch after batch, here, by a pool of processes or a cluster, results in order."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from framing.engines.pool import count_cores, run_batches
from framing.errors import UsageError, nearest

__all__ = ["ENGINES", "Engine", "Runner", "count_cores", "open_engine", "run_batches"]

SERIAL, POOL, DASK = ENGINES = ("serial", "pool", "dask")


@dataclass(frozen=True, slots=True)
class Engine:
    """What does the work: this process ("serial"), a pool of them here, or a Dask cluster ("dask").

    `jobs` are the processes of a pool or of a cluster that is started here, 0 for as many as there are cores;
    `scheduler` is the address of a Dask cluster that is there already.
    """

    name: str = POOL
    jobs: int = 0
    scheduler: str = ""


Runner = Callable[[Callable[[Any], Any], Iterable[Any]], Generator[Any, None, None]]
"""Given work and batches, yields `work(batch)` of each, in their order; closing the iterator ends the work."""


def open_engine(engine: Engine, tell: Callable[[str], None] = lambda note: None) -> AbstractContextManager[Runner]:
    """Return a context with what runs work on batches; `tell` is called with what a user should know of it.

    Raises:
        UsageError: there is no such engine, or its options do not fit together.
        FramingError: a package is missing, the scheduler cannot be reached, or its workers have another framing.
    """
    if engine.name not in ENGINES:
        raise UsageError(f"there is no engine {engine.name!r}.", fix=nearest(engine.name, ENGINES))
    if engine.scheduler and engine.name != DASK:
        raise UsageError("--scheduler is for a Dask cluster.", fix=f"Add --engine {DASK}, or leave it out.")
    if engine.scheduler and engine.jobs:
        fix = "Leave out --jobs; start workers with: dask worker."
        raise UsageError("how many processes work for a scheduler is settled where they are started.", fix=fix)
    if engine.name == SERIAL and engine.jobs > 1:
        raise UsageError(f"--engine {SERIAL} is one process.", fix="Leave out --jobs, or --engine.")
    return _open_dask(engine, tell) if engine.name == DASK else _open_local(engine)


@contextmanager
def _open_local(engine: Engine) -> Iterator[Runner]:
    jobs = 1 if engine.name == SERIAL else engine.jobs or count_cores()

    yield partial(run_batches, jobs=jobs)


@contextmanager
def _open_dask(engine: Engine, tell: Callable[[str], None]) -> Iterator[Runner]:
    try:
        from framing.engines.clusters import open_cluster, start_cluster
    except ModuleNotFoundError as problem:
        fix = "Install it: pip install 'framing[dask]'"
        raise UsageError(f"--engine {DASK} needs the package {problem.name}.", fix=fix) from None
    opened = open_cluster(engine.scheduler, tell) if engine.scheduler else start_cluster(engine.jobs or count_cores())
    with opened as run:
        yield run
