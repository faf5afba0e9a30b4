"""Web addresses: what is fetched, what is refused, and what is told; from a server of the test's own only."""

from __future__ import annotations

import gzip
import io
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import docx
import pytest

from framing.documents import Document, ReadingOptions, Rejected, addresses, read_documents
from framing.documents.addresses import is_address, resolve_address
from framing.documents.fetching import Limits, fetch
from framing.errors import InputError
from tests.paper_samples import draw_rows, make_pdf

PAGE = b"""<html><head><title>Ports closed again</title><meta property="og:site_name" content="The Echo"></head>
<body><article><h1>Ports closed again</h1>
<p>The ministers met in the capital on Friday, and nobody in the long hall signed the paper at all.</p>
<p>Both sides have to leave the island by the spring, or pay for it with money of their own.</p></article></body>
</html>"""
PLAIN = PAGE.replace(b'<meta property="og:site_name" content="The Echo">', b"")
TEXT = "The ministers met in the capital — and nobody signed."
RSS = b"<rss version='2.0'><channel><item><description>They met again.</description></item></channel></rss>"
SLOW = 1.0

Answer = tuple[int, dict[str, str], bytes]


def _docx() -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("The ministers met in the capital.")
    document.save(out)
    return out.getvalue()


HTML = {"Content-Type": "text/html; charset=utf-8"}
ANSWERS: dict[str, Answer] = {
    "/page": (200, HTML, PAGE),
    "/plain-page": (200, HTML, PLAIN),
    "/text": (200, {"Content-Type": "text/plain; charset=cp1252"}, TEXT.encode("cp1252")),
    "/zipped": (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(PAGE)),
    "/paper.pdf": (200, {"Content-Type": "application/octet-stream"}, make_pdf([draw_rows(["They met."])])),
    "/word": (200, {"Content-Type": "application/msword"}, _docx()),
    "/feed": (200, {"Content-Type": "application/rss+xml"}, RSS),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/empty": (200, HTML, b""),
    "/moved": (301, {"Location": "/moved-again"}, b""),
    "/moved-again": (302, {"Location": "page"}, b""),
    "/circle": (302, {"Location": "/circle-2"}, b""),
    "/circle-2": (302, {"Location": "/circle"}, b""),
    "/hop/0": (302, {"Location": "/hop/1"}, b""),
    "/to-file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/large": (200, HTML, PAGE * 20),
    "/bomb": (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(b"a" * 3_000_000)),
    "/closed": (403, HTML, b""),
    "/private/page": (200, HTML, PAGE),
    **{f"/hop/{n}": (302, {"Location": f"/hop/{n + 1}"}, b"") for n in range(8)},
}


class Handler(BaseHTTPRequestHandler):
    robots: Answer = (404, {}, b"")
    seen: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        Handler.seen.append((self.path, self.headers.get("User-Agent", "")))
        if self.path == "/slow":
            time.sleep(SLOW)
        answers = ANSWERS | {"/robots.txt": Handler.robots}
        status, headers, body = answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Handler, "seen", [])
    monkeypatch.setattr(Handler, "robots", (404, {}, b""))


def read(url: str) -> Document | Rejected:
    (item,) = read_documents([url], ReadingOptions(allow_private=True))
    return item


def read_one(url: str) -> Document:
    item = read(url)
    assert isinstance(item, Document), item
    return item


def reject(url: str) -> str:
    item = read(url)
    assert isinstance(item, Rejected)
    assert item.where == url
    return item.reason


class TestReading:
    def test_a_page(self, server: str) -> None:
        document = read_one(f"{server}/page#part")
        assert (document.title, document.source, document.url) == (
            "Ports closed again", "The Echo", f"{server}/page",
        )  # fmt: skip
        assert document.text.startswith("Ports closed again\n\nThe ministers met")
        assert document.receipt.notes == ()

    def test_a_page_without_a_name_has_its_host_as_source(self, server: str) -> None:
        assert read_one(f"{server}/plain-page").source == "127.0.0.1"

    @pytest.mark.parametrize(
        ("path", "reader", "words"),
        [
            ("text", "text", "the capital — and nobody"),
            ("zipped", "html (trafilatura)", "The ministers met"),
            ("paper.pdf", "pdf (pypdf)", "They met."),
            ("word", "docx (python-docx)", "The ministers met"),
            ("feed", "feed (feedparser)", "They met again."),
        ],
    )
    def test_other_kinds(self, server: str, path: str, reader: str, words: str) -> None:
        document = read_one(f"{server}/{path}")
        assert document.receipt.reader == reader
        assert words in document.text

    def test_redirections_are_followed_and_told(self, server: str) -> None:
        document = read_one(f"{server}/moved")
        assert document.url == f"{server}/page"
        assert document.receipt.notes == (
            f"redirected from {server}/moved to {server}/moved-again",
            f"redirected from {server}/moved-again to {server}/page",
        )

    def test_it_says_who_asks_and_asks_robots_first(self, server: str) -> None:
        read_one(f"{server}/page")
        assert [path for path, _ in Handler.seen] == ["/robots.txt", "/page"]
        assert all(agent.startswith("framing/") for _, agent in Handler.seen)


class TestRefusals:
    @pytest.mark.parametrize(
        ("path", "reason"),
        [
            ("nowhere", "answered 404 (Not Found)."),
            ("closed", "answered 403 (Forbidden). Save the page in a browser"),
            ("circle", "redirects in a circle"),
            ("hop/0", "redirects more than 5 times"),
            ("to-file", "begins with file://; only http:// and https://"),
            ("picture", "is image/png, which holds no text"),
            ("empty", "is empty"),
        ],
    )
    def test_what_the_server_answers(self, server: str, path: str, reason: str) -> None:
        assert reason in reject(f"{server}/{path}")

    @pytest.mark.parametrize(
        ("robots", "reason"),
        [
            ((200, {}, b"User-agent: *\nDisallow: /private"), "robots.txt"),
            ((200, {}, b"User-agent: framing\nDisallow: /"), "robots.txt"),
            ((403, {}, b""), "robots.txt"),
            ((200, {}, b"User-agent: other\nDisallow: /"), ""),
            ((500, {}, b""), ""),
            ((302, {"Location": "/circle"}, b""), ""),
        ],
    )
    def test_robots(self, server: str, monkeypatch: pytest.MonkeyPatch, robots: Answer, reason: str) -> None:
        monkeypatch.setattr(Handler, "robots", robots)
        item = read(f"{server}/private/page")
        assert isinstance(item, Rejected) is bool(reason)
        if isinstance(item, Rejected):
            assert reason in item.reason
            assert "/private/page" not in [path for path, _ in Handler.seen]

    @pytest.mark.parametrize("path", ["large", "bomb"])
    def test_too_large(self, server: str, path: str) -> None:
        with pytest.raises(InputError, match=r"is larger than 0\.005 MB"):
            fetch(f"{server}/{path}", allow_private=True, limits=Limits(size=5000))

    def test_too_slow(self, server: str) -> None:
        with pytest.raises(InputError, match=r"did not answer in full within 0\.2 seconds"):
            fetch(f"{server}/slow", allow_private=True, limits=Limits(total=0.2))

    def test_nobody_there(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        assert "could not be reached at 127.0.0.1" in reject(f"http://127.0.0.1:{port}/")

    def test_a_bad_address_does_not_stop_the_rest(self, server: str) -> None:
        items = list(read_documents([f"{server}/nowhere", f"{server}/page"], ReadingOptions(allow_private=True)))
        assert [isinstance(item, Document) for item in items] == [False, True]


class TestPrivateAddresses:
    def test_the_servers_own_machine_is_refused_unless_allowed(self, server: str) -> None:
        (item,) = read_documents([server.replace(server.rpartition(":")[2], "80") + "/page"])
        assert isinstance(item, Rejected)
        assert "a private or reserved address" in item.reason
        assert Handler.seen == []

    @pytest.mark.parametrize(
        "ip",
        [
            "127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1",
            "240.0.0.1", "100.64.0.1", "::1", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
            "64:ff9b::7f00:1", "2002:7f00:1::",
        ],
    )  # fmt: skip
    def test_no_address_of_a_local_net_is_connected_to(self, monkeypatch: pytest.MonkeyPatch, ip: str) -> None:
        found = [(2, 1, 6, "", (address, 80)) for address in ("93.184.215.14", ip)]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_known: found)
        with pytest.raises(InputError, match="a private or reserved address"):
            resolve_address("http://echo.example/")

    def test_the_checked_address_is_the_one_connected_to(self, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """A name that leads elsewhere the second time it is looked up gains nothing."""
        real, answers = socket.getaddrinfo, []

        def look_up(host: str, port: int, *args: Any, **known: Any) -> Any:
            answers.append(host)
            return real("127.0.0.1" if host == "rebinding.example" else host, port, *args, **known)

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        fetched = fetch(f"http://rebinding.example:{server.rpartition(':')[2]}/text", allow_private=True)
        assert fetched.data == TEXT.encode("cp1252")
        assert answers.count("rebinding.example") == 2, "once for robots.txt, once for the page, never to connect"

    def test_each_hop_is_checked(self, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """With only the test's server taken for public, a redirection into a local net is refused."""
        monkeypatch.setattr(addresses, "_is_public", lambda ip: str(ip) == "127.0.0.1")
        monkeypatch.setattr(addresses, "_ALLOWED_PORTS", (int(server.rpartition(":")[2]), 80))
        monkeypatch.setitem(ANSWERS, "/inside", (302, {"Location": "http://10.0.0.1/"}, b""))
        (item,) = read_documents([f"{server}/inside"])
        assert isinstance(item, Rejected)
        assert "leads to 10.0.0.1 (10.0.0.1), a private or reserved address" in item.reason

    @pytest.mark.parametrize(
        ("url", "reason"),
        [
            ("http://example.org:22/", "uses port 22"),
            ("ftp://example.org/a", "begins with ftp://"),
            ("http:///a", "names no host"),
            ("http://[::1/", "is not a web address"),
            ("http://ann:secret@example.org/", "holds a user name"),
            ("http://" + "a" * 70 + "é.example/", "names a host that cannot be"),
        ],
    )
    def test_addresses_that_cannot_be(self, url: str, reason: str) -> None:
        (item,) = read_documents([url])
        assert isinstance(item, Rejected)
        assert reason in item.reason

    def test_an_unknown_host_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_args: Any, **_known: Any) -> Any:
            raise socket.gaierror(-2, "Name or service not known")

        monkeypatch.setattr(socket, "getaddrinfo", fail)
        with pytest.raises(InputError, match=r"cannot be found: echo\.example"):
            resolve_address("https://echo.example/")


def test_names_of_files_are_no_addresses() -> None:
    assert [is_address(name) for name in ["ab://b", "C://b.txt", "-", "a/b.txt", "http:/b", "://b"]] == [
        True, False, False, False, False, False,
    ]  # fmt: skip
