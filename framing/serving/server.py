"""The server: one socket on this machine, the page behind it, and a look at itself."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from framing.errors import FramingError, InputError, UsageError
from framing.serving.limits import HOST, HOSTS, Limits

if TYPE_CHECKING:
    from uvicorn import Server

_PIP = 'pip install "framing[web]"'
_PATIENCE = 30.0
_KEEP_ALIVE = 15


@dataclass(frozen=True, slots=True)
class Serving:
    """How the page is served: at which port (0: any free one), kept where, within which limits."""

    port: int
    keep: Path | None = None
    limits: Limits = field(default_factory=Limits)


def check_host(host: str) -> None:
    """Raise UsageError unless the host is this machine itself."""
    if host.lower() not in HOSTS:
        fix = "Pupils take turns at this computer, or use several browser windows."
        raise UsageError(
            f"the page answers on {HOST} only, so that nothing leaves this computer: not on {host!r}.", fix=fix
        )


def serve(serving: Serving, ready: Callable[[str], None]) -> None:
    """Serve the page until it is stopped (Ctrl-C); `ready` is called with its address once it answers.

    Raises:
        FramingError: the packages for it are missing, the port is taken, or the kept file cannot be used.
    """
    _require_packages()
    with contextlib.closing(_bind(serving.port)) as listening:
        server, close = _make_server(serving)
        address = f"http://{HOST}:{listening.getsockname()[1]}"
        threading.Thread(target=_tell_when_ready, args=(server, address, ready), daemon=True).start()
        try:
            # uvicorn raises the interrupt again once all is closed; stopping is no failure
            with contextlib.suppress(KeyboardInterrupt):
                server.run(sockets=[listening])
        finally:
            close()


def check(serving: Serving) -> str:
    """Start the page, ask it for its first page, stop it, and return the address it answered at.

    Raises:
        FramingError: it does not answer, or for the reasons that `serve` has.
    """
    with running(serving) as address:
        _ask(int(address.rpartition(":")[2]))
    return address


@contextlib.contextmanager
def running(serving: Serving) -> Iterator[str]:
    """Yield the address of a page that runs beside the caller, until the block is left."""
    _require_packages()
    with contextlib.closing(_bind(serving.port)) as listening:
        server, close = _make_server(serving)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            _wait(server)
            yield f"http://{HOST}:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(_PATIENCE)
            close()


def _require_packages() -> None:
    try:
        import fastapi
        import python_multipart
        import uvicorn
    except ImportError as problem:
        fix = f"Install them: {_PIP} (from a copy of the project: pip install '.[web]')."
        raise FramingError(f"the page needs packages that are not here ({problem.name}).", fix=fix) from None
    del fastapi, python_multipart, uvicorn


def _bind(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_REUSEADDR") and not hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
    except (OSError, OverflowError) as problem:
        listening.close()
        told = getattr(problem, "strerror", None) or str(problem)
        fix = f"Is framing serve running already? Open http://{HOST}:{port}, or give another port: --port {port + 1}."
        raise InputError(f"port {port} cannot be used ({told}).", fix=fix) from None
    return listening


def _make_server(serving: Serving) -> tuple[Server, Callable[[], None]]:
    """Return the server and what ends its workers and store, whether it ever ran or not."""
    import uvicorn

    from framing.serving.app import make_app
    from framing.serving.desk import Desk
    from framing.serving.keeping import Store
    from framing.serving.tasks import warm_up
    from framing.serving.workers import Workers

    store = Store(serving.keep, serving.limits)
    workers = Workers(warm_up, serving.limits)
    config = uvicorn.Config(
        make_app(Desk(serving.limits, store, workers)), log_level="warning", access_log=False, server_header=False,
        proxy_headers=False, ws="none", timeout_keep_alive=_KEEP_ALIVE, timeout_graceful_shutdown=2,
    )  # fmt: skip

    def close() -> None:
        workers.stop()
        store.close()

    return uvicorn.Server(config), close


def _wait(server: Server) -> None:
    until = time.monotonic() + _PATIENCE
    while not server.started:
        if time.monotonic() > until or server.should_exit:
            raise FramingError("the page did not start.", fix="Try another port: --port 8001.")
        time.sleep(0.02)


def _tell_when_ready(server: Server, address: str, ready: Callable[[str], None]) -> None:
    with contextlib.suppress(FramingError):
        _wait(server)
        ready(address)


def _ask(port: int) -> None:
    from http.client import HTTPConnection

    asking = HTTPConnection(HOST, port, timeout=_PATIENCE)
    try:
        asking.request("GET", "/")
        answer = asking.getresponse()
        if answer.status != 200 or not answer.read():
            raise FramingError(f"the page answered with status {answer.status}.")
    except OSError as problem:
        raise FramingError(f"the page did not answer ({problem}).") from None
    finally:
        asking.close()
