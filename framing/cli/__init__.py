"""The command line: each command parses, makes one library call, renders and writes."""

from __future__ import annotations

import os
import sys

from framing.errors import FramingError, UsageError
from framing.recycling import recycle_rarely


def main() -> None:
    """Run the command line; exit 0 when done, 1 on a problem, 2 on wrong usage."""
    recycle_rarely()
    from framing.cli.app import app

    try:
        app()
    except FramingError as problem:
        print(f"framing: {problem}", file=sys.stderr)
        sys.exit(2 if isinstance(problem, UsageError) else 1)
    except BrokenPipeError:
        # the reader (head, less) has gone: that is no problem of ours, and Python must not flush again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
