"""Limits: how much the page takes at once, so that no input keeps the others waiting; and its way of saying no."""

from __future__ import annotations

from dataclasses import dataclass

HOST = "127.0.0.1"
HOSTS = (HOST, "localhost")
"""The only names the page answers to: any other may be a foreign site that points at this machine."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken: bytes of a file and of a request, files, articles, characters, seconds of a job.

    `jobs` run at once, `waiting` more may wait; `pages` and `classes` are kept, the oldest go first.
    """

    file_bytes: int = 5_000_000
    request_bytes: int = 40_000_000
    files: int = 20
    articles: int = 40
    characters: int = 200_000
    short: int = 300
    seconds: float = 30.0
    jobs: int = 2
    waiting: int = 40
    pages: int = 60
    classes: int = 60
    pupils: int = 200

    @property
    def drained_bytes(self) -> int:
        """Bytes of a request that is too large that are still read, for a browser shows no answer before its end."""
        return 4 * self.request_bytes


MEMORY = 4_000_000_000
"""Bytes of address space a worker may take: twenty long texts take a twentieth."""


class RefusalError(Exception):
    """An input that is not taken: the HTTP status, what is wrong and what to do, and details one by one."""

    def __init__(self, status: int, message: str, details: tuple[str, ...] = ()) -> None:
        self.status, self.message, self.details = status, message, details
        super().__init__(status, message, details)
