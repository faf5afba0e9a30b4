"""Workers: processes that do the reading, each stopped when a job takes too long, so that the others go on."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from framing.serving.limits import MEMORY, Limits, RefusalError
from framing.serving.saying import say

Job = Callable[..., Any]
"""A function of a module, with arguments and a result that can be pickled."""

_GRACE = 5
"""Seconds after its time limit at which a worker whose server is gone stops itself."""


class Worker:
    """One process that does one job after another; a new one takes its place when it fails."""

    def __init__(self, warm: Job, seconds: float) -> None:
        self._warm, self._seconds = warm, seconds
        self._start()

    def _start(self) -> None:
        # A new interpreter, because a fork of a process with threads may hang.
        spawning = multiprocessing.get_context("spawn")
        self._connection, theirs = spawning.Pipe()
        self._process = spawning.Process(target=_work, args=(theirs, self._warm, self._seconds), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, job: Job, *arguments: object) -> Any:
        """Return what the job gives; raises RefusalError where it refuses, fails, or takes too long."""
        if not self._process.is_alive():
            self._renew()
        try:
            self._connection.send((job, arguments))
            if not self._connection.poll(self._seconds):
                self._renew()
                raise RefusalError(422, say("problems.slow", seconds=f"{self._seconds:g}"))
            done, value = self._connection.recv()
        except (EOFError, OSError):
            self._renew()
            raise RefusalError(422, say("problems.heavy")) from None
        if done:
            return value
        raise value

    def _renew(self) -> None:
        self.stop()
        self._start()

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._connection.close()


class Workers:
    """A few workers that share the jobs; `run` may be called from many threads."""

    def __init__(self, warm: Job, limits: Limits) -> None:
        self._limits = limits
        self._free = [Worker(warm, limits.seconds) for _ in range(limits.jobs)]
        self._turn = threading.Semaphore(limits.jobs)
        self._taken = threading.Semaphore(limits.jobs + limits.waiting)

    def run(self, job: Job, *arguments: object) -> Any:
        """Return what the job gives, after a wait for its turn; raises RefusalError where too many wait already."""
        if not self._taken.acquire(blocking=False):
            raise RefusalError(429, say("problems.busy"))
        try:
            with self._turn:
                worker = self._free.pop()
                try:
                    return worker.ask(job, *arguments)
                finally:
                    self._free.append(worker)
        finally:
            self._taken.release()

    def stop(self) -> None:
        """End all workers."""
        for worker in self._free:
            worker.stop()


def _work(connection: Connection, warm: Job, seconds: float) -> None:
    """Do jobs until the server is gone; the time and memory of each are bounded by the system as well."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound_memory()
    warm()
    with suppress(EOFError, OSError):
        while True:
            job, arguments = connection.recv()
            _set_alarm(seconds + _GRACE)
            connection.send(_do(job, arguments))
            _set_alarm(0)


def _do(job: Job, arguments: tuple[object, ...]) -> tuple[bool, Any]:
    try:
        return True, job(*arguments)
    except RefusalError as refusal:
        return False, refusal
    except (MemoryError, RecursionError):
        return False, RefusalError(422, say("problems.heavy"))
    except Exception as problem:  # a fault of ours must not take the page from the others
        return False, RefusalError(422, say("problems.fault", told=type(problem).__name__))


def _bound_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _set_alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
