"""Addresses: which web addresses may be asked for, and the checked machine that each is fetched from."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from framing.errors import InputError

_PORTS = {"http": 80, "https": 443}
_ALLOWED_PORTS = (80, 443, 8080)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Address:
    """A web address taken apart, with its host's numeric addresses, which were checked and are to be connected to."""

    url: str
    scheme: str
    host: str
    port: int
    target: str
    ips: tuple[str, ...]

    @property
    def origin(self) -> str:
        """Return scheme, host and port, as a page's own address begins."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"


def is_address(path: str) -> bool:
    """Return whether a path that a user gave is an address (with any scheme) and no file.

    >>> is_address("https://example.org/story"), is_address("C:/story.txt"), is_address("story.txt")
    (True, False, False)
    """
    scheme, mark, _ = path.partition("://")
    return bool(mark) and len(scheme) > 1 and scheme.replace("+", "").isalnum()


def resolve_address(url: str, allow_private: bool = False) -> Address:
    """Return the address `url` with its host looked up and checked.

    `allow_private` lets through machines of the local network, and ports other than 80, 443 and 8080.

    Raises:
        InputError: another scheme, a forbidden port, an unknown host, or one of whose addresses any is private,
            loopback, link-local, multicast or reserved.
    """
    parts = _split(url)
    host = _encode_host(parts)
    port = _read_port(parts)
    if not allow_private and port not in _ALLOWED_PORTS:
        raise InputError(f"uses port {port}; only 80, 443 and 8080 are fetched from.")
    ips = _look_up(host, port)
    if not allow_private and (hidden := next((ip for ip in ips if not _is_public(ip)), None)):
        raise InputError(
            f"leads to {host} ({hidden}), a private or reserved address, which is not fetched from.",
            fix="Save the page and give the file.",
        )
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Address(parts._replace(fragment="").geturl(), parts.scheme, host, port, target, tuple(map(str, ips)))


def follow(address: Address, location: str) -> str:
    """Return the whole address that a redirection from `address` leads to."""
    return urljoin(address.url, location.strip().replace(" ", "%20"))


def host_name(url: str) -> str:
    """Return the host of a web address without "www.", as a name for the source; "" for anything else.

    >>> host_name("https://www.example.org/story")
    'example.org'
    """
    try:
        parts = urlsplit(url.strip())
        return (parts.hostname or "").removeprefix("www.") if parts.scheme in _PORTS else ""
    except ValueError:
        return ""


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as problem:
        raise InputError(f"is not a web address ({problem}).", fix="Check it.") from None
    if parts.scheme not in _PORTS:
        raise InputError(f"begins with {parts.scheme}://; only http:// and https:// addresses are read.")
    if not parts.hostname:
        raise InputError("names no host.", fix="Check the address.")
    if parts.username is not None:
        raise InputError("holds a user name, which would be sent along.", fix="Leave out what stands before the @.")
    return parts


def _encode_host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise InputError(f"names a host that cannot be: {host!r}.", fix="Check the address.") from None


def _read_port(parts: SplitResult) -> int:
    return parts.port if parts.port is not None else _PORTS[parts.scheme]


def _look_up(host: str, port: int) -> list[IP]:
    import socket

    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        told = getattr(problem, "strerror", None) or "not a name"
        raise InputError(f"names a host that cannot be found: {host} ({told}).", fix="Check the address.") from None
    return [ipaddress.ip_address(str(item[4][0]).partition("%")[0]) for item in found]


def _is_public(ip: IP) -> bool:
    """Return whether an address is everybody's, and the IPv4 address it may carry within too."""
    inner = _carried(ip)
    if inner is not None:
        return _is_public(inner)
    local = ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_unspecified
    return ip.is_global and not (local or ip.is_multicast or ip.is_reserved)


def _carried(ip: IP) -> ipaddress.IPv4Address | None:
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
