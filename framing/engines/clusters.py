"""Clusters: work done on batch after batch by the workers of a Dask scheduler, results in order."""

from __future__ import annotations

import asyncio
import socket
import tempfile
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, NoReturn

import dask
from distributed import Client, KilledWorker, LocalCluster, Security, rpc
from distributed.comm import get_address_host_port

from framing.engines.installs import describe_install, name_differences
from framing.engines.pool import AHEAD, unheard
from framing.engines.workers import SAME_INSTALL, Carrier, Parcel, pack, pack_work, run_batch, unpack
from framing.errors import FramingError, UsageError

HERE = "127.0.0.1"
REACHED_WITHIN = 10
"""Seconds to reach a scheduler in: one that is there answers at once."""
WORKER_WITHIN = 30
"""Seconds for the first worker to join a scheduler."""
GONE_AFTER = 120
"""Seconds without any worker after which a run is given up: whoever restarts workers needs less."""
_RETRIES = 2
_PAUSE = 5.0
_COUNTED_EVERY = 16
"""Batches after which workers are counted again: they may join and go at any time."""
_ANY_SIZE = {"distributed.admin.large-graph-warning-threshold": "1GB"}
"""A batch is as large as its longest article; Dask's advice to scatter it would lose it with a worker."""

Work = Callable[[Any], Any]
_Runner = Callable[[Work, Iterable[Any]], Generator[Any, None, None]]


@contextmanager
def open_cluster(scheduler: str, tell: Callable[[str], None]) -> Iterator[_Runner]:
    """Yield what runs work on the workers of the scheduler at this address, which stays as it is afterwards.

    Raises:
        UsageError: it cannot be reached, or has no workers.
        FramingError: a worker has no framing, or another one.
    """
    client = _reach(scheduler)
    try:
        _check_workers(client, scheduler, tell)
        yield partial(_run_batches, client)
    finally:
        client.close()


@contextmanager
def start_cluster(jobs: int) -> Iterator[_Runner]:
    """Yield what runs work on a cluster of so many processes on this machine, started for it and ended with it."""

    def run(work: Work, batches: Iterable[Any]) -> Generator[Any, None, None]:
        with _local_cluster(jobs) as client:
            yield from _run_batches(client, work, batches)

    yield run


@contextmanager
def _local_cluster(jobs: int) -> Iterator[Client]:
    """Yield the client of a cluster that nobody on other machines can reach, without any page."""
    with tempfile.TemporaryDirectory(prefix="framing-") as folder:
        with unheard():
            cluster = LocalCluster(
                n_workers=jobs, threads_per_worker=1, processes=True, host=HERE, dashboard_address=None,
                scheduler_kwargs={"dashboard": False, "dashboard_address": f"{HERE}:0"},
                memory_limit=0, local_directory=folder, silence_logs="CRITICAL",
            )  # fmt: skip
        with cluster, Client(cluster, set_as_default=False) as client:
            yield client


def _reach(scheduler: str) -> Client:
    try:
        # a client waits long for who refuses, and without end for who is there but no scheduler
        socket.create_connection(get_address_host_port(scheduler), REACHED_WITHIN).close()
        asyncio.run(asyncio.wait_for(_greet(scheduler), REACHED_WITHIN))
        return Client(scheduler, timeout=REACHED_WITHIN, set_as_default=False)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem).partition("\n")[0] or "it says nothing"
        fix = "Start one with: dask scheduler (it prints its address), or leave out --scheduler."
        raise UsageError(f"no Dask scheduler answers ({reason}).", where=scheduler, fix=fix) from None


async def _greet(scheduler: str) -> None:
    async with rpc(scheduler, connection_args=Security().get_connection_args("client")) as there:
        await there.versions()


def _check_workers(client: Client, scheduler: str, tell: Callable[[str], None]) -> None:
    try:
        client.wait_for_workers(1, timeout=WORKER_WITHIN)
    except TimeoutError:
        fix = f"Start some on any machine: dask worker {scheduler} --nworkers -1 --nthreads 1"
        raise UsageError("the scheduler has no workers.", where=scheduler, fix=fix) from None
    here = describe_install()
    for worker, found in sorted(client.run(_describer(), on_error="return").items()):
        if not isinstance(found, dict):
            fix = "Install it where the workers run: pip install 'framing[dask]'"
            raise FramingError(f"framing cannot be imported by this worker ({found}).", where=worker, fix=fix)
        if differences := name_differences(found, here):
            raise FramingError(f"this worker has {differences}.", where=worker, fix=SAME_INSTALL)
    _tell_threads(client, tell)


def _describer() -> Callable[[], object]:
    """Return a function that goes to workers whole, not by its name: they may have no framing."""

    def describe() -> object:
        try:
            from framing.engines.installs import describe_install as describe_there
        except ImportError as problem:
            return str(problem)
        return dict(describe_there())

    return describe


def _tell_threads(client: Client, tell: Callable[[str], None]) -> None:
    if any(count > 1 for count in client.nthreads().values()):
        tell("workers have several threads but use one each: dask worker --nworkers -1 --nthreads 1 is faster.")


def _run_batches(client: Client, work: Work, batches: Iterable[Any]) -> Generator[Any, None, None]:
    """Yield `work(batch)` of each batch, in their order; three batches a worker are under way."""
    carrier = Carrier(f"framing-{client.id}", pack_work(work))
    waiting: deque[Any] = deque()
    client.register_plugin(carrier)
    try:
        for number, batch in enumerate(batches):
            if number % _COUNTED_EVERY == 0:
                ahead = AHEAD * max(1, len(client.nthreads()))
            waiting.append(_submit(client, carrier.name, batch))
            while len(waiting) >= ahead:
                yield _take(client, waiting.popleft())
        while waiting:
            yield _take(client, waiting.popleft())
    finally:
        # a scheduler that is gone has nothing to forget
        with suppress(OSError, TimeoutError, CancelledError):
            client.cancel(list(waiting))
            client.unregister_worker_plugin(carrier.name)


def _submit(client: Client, run: str, batch: Any) -> Any:
    with dask.config.set(_ANY_SIZE):
        return client.submit(run_batch, run, pack(batch), pure=False, retries=_RETRIES)


def _take(client: Client, future: Any) -> Any:
    """Return the result of a batch, however often Dask had to begin it again."""
    try:
        return unpack(_await(client, future))
    except KilledWorker:
        told = "a batch of articles ended several workers, one after the other."
        fix = "Perhaps memory ran out: give each worker more of it, then go on with --resume."
        raise FramingError(told, fix=fix) from None
    except (CancelledError, OSError) as problem:
        if future.status == "error":
            raise  # the work's own
        _lose(client, getattr(problem, "reason", None) or type(problem).__name__)


def _await(client: Client, future: Any) -> Parcel:
    without = 0.0
    while True:
        try:
            return future.result(timeout=_PAUSE)  # type: ignore[no-any-return]
        except TimeoutError:
            if future.status == "error":
                raise  # the work's own
        without = 0.0 if client.nthreads() else without + _PAUSE
        if without >= GONE_AFTER:
            _lose(client, "no worker is left")


def _lose(client: Client, reason: str) -> NoReturn:
    fix = "Start it again; then the same command with --resume goes on."
    raise FramingError(f"the cluster was lost ({reason}).", where=str(client.scheduler.address), fix=fix) from None
