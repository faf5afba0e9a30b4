"""Fetching: one web address asked for politely, within limits of time and size, every hop checked and told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from framing.documents.addresses import Address, follow, resolve_address
from framing.errors import InputError
from framing.shipped import version

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, HTTPConnectionPool

T = TypeVar("T")

_ACCEPT = (
    "text/html,application/xhtml+xml,application/pdf,application/rss+xml,application/atom+xml,text/plain,*/*;q=0.5"
)
_MOST_HOPS = 5
_MOST_IPS = 3
"""Numeric addresses of one host that are tried: the first may be of a net that this machine cannot reach."""
_CHUNK = 65_536
_ROBOTS = "/robots.txt"
_LARGEST_ROBOTS = 512_000
_CLOSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
_ASK_BROWSER = (*_CLOSED, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.TOO_MANY_REQUESTS)
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long (seconds) and how large (bytes) an answer may be."""

    connect: float = 10.0
    total: float = 30.0
    size: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: its bytes, media type and charset ("" for none told), the address it came from, and the hops."""

    data: bytes
    url: str
    media_type: str
    charset: str
    notes: tuple[str, ...]

    @property
    def suffix(self) -> str:
        """Return the suffix of the address's path, as of a file (".pdf", or "")."""
        return PurePosixPath(urlsplit(self.url).path).suffix


_LIMITS = Limits()


def fetch(url: str, *, allow_private: bool = False, limits: Limits = _LIMITS) -> Fetched:
    """Return what the server at `url` answers, redirections followed, robots.txt asked first.

    Raises:
        InputError: the address may not or cannot be fetched, the answer is an error, too large or too late.
    """
    return _within(limits.total, lambda: _Visit(allow_private, limits).get(url))


def _within(seconds: float, work: Callable[[], T]) -> T:
    """Return what `work` returns, or give up after so many seconds.

    A thread, because neither looking up a name nor a server that sends a byte a second heeds a socket's time-out.
    """
    results: list[T] = []
    problems: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as problem:  # handed on to the caller below
            problems.append(problem)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if problems:
        raise problems[0]
    if not results:
        raise InputError(f"did not answer in full within {seconds:g} seconds.", fix="Try again later.")
    return results[0]


class _Visit:
    """One page's visit: its limits, and the hops taken so far."""

    def __init__(self, allow_private: bool, limits: Limits) -> None:
        self._allow_private = allow_private
        self._limits = limits
        self._notes: list[str] = []
        self._robots: dict[str, str] = {}

    def get(self, url: str) -> Fetched:
        seen = [url]
        while True:
            address = resolve_address(seen[-1], self._allow_private)
            self._ask_robots(address)
            response = self._request(address)
            with response:
                location = response.headers.get("Location", "")
                if response.status not in _REDIRECTS or not location:
                    return self._finish(address, response)
            self._redirect(seen, follow(address, location))

    def _redirect(self, seen: list[str], url: str) -> None:
        if url in seen:
            raise InputError(f"redirects in a circle ({url}).", fix="Save the page and give the file.")
        if len(seen) > _MOST_HOPS:
            raise InputError(f"redirects more than {_MOST_HOPS} times.", fix="Give the address it ends at.")
        self._notes.append(f"redirected from {seen[-1]} to {url}")
        seen.append(url)

    def _finish(self, address: Address, response: BaseHTTPResponse) -> Fetched:
        if response.status != HTTPStatus.OK:
            raise _refused(response.status)
        kind, _, rest = response.headers.get("Content-Type", "").partition(";")
        charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
        data = _read_body(response, self._limits.size)
        return Fetched(data, address.url, kind.strip().lower(), charset, tuple(self._notes))

    def _request(self, address: Address) -> BaseHTTPResponse:
        from urllib3.exceptions import HTTPError

        problem: Exception = OSError("no address")
        for ip in address.ips[:_MOST_IPS]:
            try:
                return _connect(address, ip, self._limits).urlopen(
                    "GET", address.target, headers=_headers(address), redirect=False, retries=False,
                    assert_same_host=False, preload_content=False,
                )  # fmt: skip
            except (HTTPError, OSError) as found:
                problem = found
        raise _unreached(address, problem)

    def _ask_robots(self, address: Address) -> None:
        """Raise InputError if the site's robots.txt keeps programs like this one from the address."""
        if address.origin not in self._robots:
            try:
                self._robots[address.origin] = self._read_robots(f"{address.origin}{_ROBOTS}")
            except InputError:
                self._robots[address.origin] = ""  # unreachable: taken as leave, as search engines do
        from urllib.robotparser import RobotFileParser

        parser = RobotFileParser()
        parser.parse(self._robots[address.origin].splitlines())
        if not parser.can_fetch(f"framing/{version()}", address.url):
            raise InputError(
                "may not be fetched by programs (the site's robots.txt).", fix="Save the page and give the file."
            )

    def _read_robots(self, url: str) -> str:
        for _ in range(_MOST_HOPS):
            address = resolve_address(url, self._allow_private)
            with self._request(address) as response:
                if response.status in _CLOSED:
                    return "User-agent: *\nDisallow: /"
                location = response.headers.get("Location", "")
                if response.status not in _REDIRECTS or not location:
                    return _read_rules(response)
            url = follow(address, location)
        return ""


def _headers(address: Address) -> dict[str, str]:
    return {
        "Host": address.origin.partition("://")[2],
        "User-Agent": f"framing/{version()}",
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip, deflate",
    }


def _connect(address: Address, ip: str, limits: Limits) -> HTTPConnectionPool:
    """Return a pool for a checked numeric address; the host's name goes into request and certificate only."""
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout

    timeout = Timeout(connect=limits.connect, read=limits.connect)
    if address.scheme == "http":
        return HTTPConnectionPool(ip, address.port, timeout=timeout)
    import certifi

    return HTTPSConnectionPool(
        ip, address.port, timeout=timeout, cert_reqs="CERT_REQUIRED", ca_certs=certifi.where(),
        server_hostname=address.host, assert_hostname=address.host,
    )  # fmt: skip


def _read_body(response: BaseHTTPResponse, largest: int) -> bytes:
    from urllib3.exceptions import HTTPError

    declared = response.headers.get("Content-Length", "")
    if declared.isdigit() and int(declared) > largest:
        raise _too_large(largest)
    data = bytearray()
    try:
        for chunk in response.stream(_CHUNK, decode_content=True):
            data += chunk
            if len(data) > largest:
                raise _too_large(largest)
    except (HTTPError, OSError) as problem:
        raise InputError(f"broke off while it was read ({_name(problem)}).", fix="Try again.") from None
    return bytes(data)


def _read_rules(response: BaseHTTPResponse) -> str:
    if response.status != HTTPStatus.OK:
        return ""
    return _read_body(response, _LARGEST_ROBOTS).decode("utf-8", "replace")


def _too_large(largest: int) -> InputError:
    return InputError(f"is larger than {largest / 1_000_000:g} MB.", fix="Save the text itself and give the file.")


def _refused(status: int) -> InputError:
    try:
        told = f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        told = str(status)
    fix = "Save the page in a browser and give the file." if status in _ASK_BROWSER else "Check the address."
    return InputError(f"answered {told}.", fix=fix)


def _unreached(address: Address, problem: Exception) -> InputError:
    return InputError(f"could not be reached at {address.host} ({_name(problem)}).", fix="Check address and network.")


def _name(problem: Exception) -> str:
    told = str(getattr(problem, "reason", "") or problem).rpartition(": ")[2]
    return " ".join(told.split())[:100] or type(problem).__name__
