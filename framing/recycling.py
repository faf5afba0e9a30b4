"""Memory recycled less often, in processes that are framing's own."""

from __future__ import annotations

import gc

YOUNG = 200_000
"""Objects that come to be before Python looks for cycles among them (by itself after some hundreds or thousands).

Lexicons are hundreds of thousands of lasting objects: looking through them while they were made took a quarter of
the time of `framing stance`. Hardly any cycles arise, so memory stays the same.
"""


def recycle_rarely() -> None:
    """Let the collector of cycles run rarely in this process; never called on import, as a host may mind."""
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
