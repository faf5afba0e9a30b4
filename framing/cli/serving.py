"""`framing serve`: the page in a browser, on this machine only."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_PORT = 8000
_MOST_PORTS = 65_535


def serve(
    port: Annotated[
        int | None,
        typer.Option(help=f"The port; {_PORT} without it.", min=0, max=_MOST_PORTS, show_default=False),
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option(
            help="Keep pages and classes in this file, for the next start; without it, nothing is kept.",
            show_default=False,
        ),
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = True,
    check: Annotated[
        bool, typer.Option("--check", help="Start, see whether the page answers, and stop again.")
    ] = False,
    host: Annotated[
        str, typer.Option(help="Always this machine: any other is refused, so that nothing leaves it.")
    ] = "127.0.0.1",
) -> None:
    """Open framing as a page in your browser: compare articles, place one, and work with a class.

    It answers this machine only, at http://127.0.0.1:8000, until you stop it with Ctrl-C. There are no accounts
    and no cookies, and nothing is kept after the stop but what --keep asks for.

    Example: framing serve --check
    """
    from framing.cli.talk import say
    from framing.serving import server

    server.check_host(host)
    if check:
        address = server.check(server.Serving(port or 0, keep))
        say(f"framing: the page answers at {address}, and is stopped again. Start it with: framing serve")
        return
    server.serve(
        server.Serving(_PORT if port is None else port, keep), lambda address: _ready(address, open_browser, keep)
    )
    say(f"framing: stopped; kept in {keep}" if keep else "framing: stopped; nothing was kept")


def _ready(address: str, open_browser: bool, keep: Path | None) -> None:
    from framing.cli.talk import say

    kept = f"Pages and classes are kept in {keep}." if keep else "Nothing is kept after that."
    say(f"framing: open {address} in a browser on this computer. Stop with Ctrl-C. {kept}")
    if open_browser:
        import webbrowser

        webbrowser.open(address)
