"""The desk: what every route works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from anyio import CapacityLimiter, to_thread

from framing.serving.keeping import Store
from framing.serving.limits import Limits
from framing.serving.workers import Workers


@dataclass(slots=True)
class Desk:
    """The limits, the store and the workers that all routes share."""

    limits: Limits
    store: Store
    workers: Workers
    _threads: CapacityLimiter | None = field(default=None, init=False)

    async def run(self, job: Callable[..., Any], *arguments: object) -> Any:
        """Return what a worker makes of a job; those who wait for one take no thread from the other routes."""
        # made here, for it belongs to the loop that is running
        self._threads = self._threads or CapacityLimiter(self.limits.jobs + self.limits.waiting + 1)
        return await to_thread.run_sync(partial(self.workers.run, job, *arguments), limiter=self._threads)
