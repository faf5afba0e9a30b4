"""Workers: what a process of a Dask cluster does with the batches it is sent."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from distributed import WorkerPlugin

from framing.engines.installs import describe_install, name_differences
from framing.errors import FramingError

PROTOCOL = 5
_CODEC = "zstd"
SAME_INSTALL = "Install the same on all: pip install 'framing[dask]==VERSION' (or the same checkout)."

_packages: dict[str, bytes] = {}
"""The work of each run that this process takes part in, as it was sent."""
_lock = threading.Lock()
"""One batch at a time: what framing is made of is not all safe to be used by two threads, nor would it be faster."""


class Carrier(WorkerPlugin):
    """Brings the work of a run to every worker once, those that join or come back later too."""

    def __init__(self, name: str, package: bytes) -> None:
        self.name, self._package = name, package

    def setup(self, worker: Any) -> None:
        """Keep the work for the batches to come."""
        _packages[self.name] = self._package

    def teardown(self, worker: Any) -> None:
        """Forget it."""
        _packages.pop(self.name, None)


def pack_work(work: Callable[[Any], Any]) -> bytes:
    """Return work as it is sent to workers, with the install that it was made by."""
    return pickle.dumps((describe_install(), work), PROTOCOL)


Parcel = tuple[int, bytes]
"""Something pickled and packed, and its size before: tables take a third of the way through the network so."""


def pack(value: Any) -> Parcel:
    """Return a value as a parcel."""
    from pyarrow import compress

    data = pickle.dumps(value, PROTOCOL)
    return len(data), compress(data, codec=_CODEC, asbytes=True)


def unpack(parcel: Parcel) -> Any:
    """Return the value in a parcel."""
    from pyarrow import decompress

    size, data = parcel
    return pickle.loads(decompress(data, size, codec=_CODEC, asbytes=True))


def run_batch(run: str, batch: Parcel) -> Parcel:
    """Return what the work of a run makes of a batch.

    Raises:
        FramingError: this process has another framing than the one that sent the work.
    """
    with _lock:
        work = _open(_packages[run])
        return pack(work(unpack(batch)))


@lru_cache(maxsize=2)
def _open(package: bytes) -> Callable[[Any], Any]:
    """Return the work in a package: lexicons are made ready once a process, whatever the number of runs."""
    install: Mapping[str, str]
    install, work = pickle.loads(package)
    differences = name_differences(describe_install(), install)
    if differences:
        raise FramingError(f"a worker has {differences}.", fix=SAME_INSTALL)
    return work  # type: ignore[no-any-return]
