"""Guards: what every request must have and every answer carries, before any page is asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from framing.serving.limits import HOST, HOSTS, Limits
from framing.serving.saying import say

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may load and do: its own files, and forms to this program; nothing inline, nothing foreign."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    # browsers send no origin with a form under "no-referrer", and the origin is what tells our own forms
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    # articles and answers must not stay in the browser's cache on a shared computer
    "cache-control": "no-store",
}
_SAFE = ("GET", "HEAD", "OPTIONS")
_OWN_SITES = ("same-origin", "none")
_HOST = re.compile(rf"(?:{'|'.join(map(re.escape, HOSTS))})(?::\d{{1,5}})?", re.IGNORECASE)


class TooLarge(HTTPException):
    """A request's body went on beyond the limit."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(413, say("problems.large", most=limits.request_bytes // 1_000_000))


class Guard:
    """The outermost layer: checks host, origin and size, and puts the security headers on every answer."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app, self._limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in scope["headers"]]
        guarded = _with_headers(send)
        refused = _check_request(scope["method"], headers, scope.get("server"))
        if refused:
            await _answer(guarded, *refused)
            return
        gate = _Gate(receive, self._limits)
        if gate.is_too_large(headers):
            await gate.drain()
            await _answer(guarded, 413, TooLarge(self._limits).detail)
            return
        await self._app(scope, gate.receive, guarded)


class _Gate:
    """Counts the bytes of a body as they come."""

    def __init__(self, receive: Receive, limits: Limits) -> None:
        self._receive, self._limits = receive, limits
        self._bytes, self._more = 0, True

    def is_too_large(self, headers: list[tuple[str, str]]) -> bool:
        """Whether the request says itself that its body is beyond the limit."""
        said = [value for name, value in headers if name == "content-length"]
        return any(not value.isdecimal() or int(value) > self._limits.request_bytes for value in said)

    async def receive(self) -> Message:
        message = await self._take()
        if self._bytes > self._limits.request_bytes:
            raise TooLarge(self._limits)
        return message

    async def drain(self) -> None:
        """Read on to the end of the body, up to a limit: a browser shows no answer before it has sent all."""
        while self._more and self._bytes <= self._limits.drained_bytes:
            await self._take()

    async def _take(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._bytes += len(message.get("body", b""))
            self._more = message.get("more_body", False)
        else:
            self._more = False
        return message


def _check_request(
    method: str, headers: list[tuple[str, str]], server: tuple[str, int | None] | None
) -> tuple[int, str] | None:
    """Return the status and text of a refusal, None for a request from this machine's own page or program."""
    hosts = [value for name, value in headers if name == "host"]
    if len(hosts) != 1 or not _HOST.fullmatch(hosts[0]):
        return 421, say("problems.host", port=(server or (HOST, 0))[1])
    if method in _SAFE:
        return None
    origins = [value for name, value in headers if name == "origin"]
    sites = [value for name, value in headers if name == "sec-fetch-site"]
    foreign = any(origin.lower() != f"http://{hosts[0].lower()}" for origin in origins)
    if foreign or any(site not in _OWN_SITES for site in sites):
        return 403, say("problems.origin")
    return None


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name.decode("latin-1").lower() for name, _ in message["headers"]}
            more = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name not in given]
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return guarded


async def _answer(send: Send, status: int, text: str) -> None:
    body = text.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
