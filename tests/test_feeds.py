"""RSS and Atom files: each entry a document, with the feed's own metadata."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.documents import Document, Rejected, read_documents

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Daily Echo</title>
<item><title>Ports &amp; fish</title><link>https://echo.example/ports</link><dc:creator>Ann Lee</dc:creator>
<pubDate>Mon, 03 May 2021 10:00:00 GMT</pubDate><description>They met.</description>
<content:encoded><![CDATA[<p>The ministers met in the capital.</p><p>Nobody signed.</p>]]></content:encoded></item>
<item><title>Talks end</title><description>The talks ended on Friday, and the ministers left …</description></item>
<item><title>Only a title</title></item>
</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Echo</title>
<entry><title>Ports closed</title><link href="https://echo.example/p"/><updated>2021-05-03T10:00:00Z</updated>
<author><name>Bob Ray</name></author><content type="html">&lt;p&gt;The ports are closed.&lt;/p&gt;</content></entry>
</feed>"""


def read(path: Path, data: str) -> list[Document | Rejected]:
    path.write_text(data, encoding="utf-8")
    return list(read_documents([path]))


def test_each_entry_is_a_document(tmp_path: Path) -> None:
    first, second, third = read(tmp_path / "echo.rss", RSS)
    assert isinstance(first, Document)
    assert first.text == "Ports & fish\n\nThe ministers met in the capital.\n\nNobody signed."
    assert (first.source, first.author, first.published) == ("The Daily Echo", "Ann Lee", "2021-05-03")
    assert (first.url, first.receipt.reader) == ("https://echo.example/ports", "feed (feedparser)")
    assert isinstance(second, Document)
    assert second.receipt.notes == (
        "the feed gives a summary only",
        "may be cut off by a paywall or as an excerpt (it ends in dots)",
    )
    assert third == Rejected(f"{tmp_path / 'echo.rss'}, entry 3", "is empty")


def test_the_id_of_an_entry_does_not_hang_on_its_place(tmp_path: Path) -> None:
    one = read(tmp_path / "a.rss", RSS)[0]
    start = RSS.index("<item>")
    moved = read(tmp_path / "b.rss", f"{RSS[:start]}<item><title>New</title></item>{RSS[start:]}")[1]
    assert isinstance(one, Document)
    assert isinstance(moved, Document)
    assert one.id == moved.id


@pytest.mark.parametrize("name", ["a.atom", "a.xml", "a.txt"])
def test_atom_by_any_name(tmp_path: Path, name: str) -> None:
    (document,) = read(tmp_path / name, ATOM)
    assert isinstance(document, Document)
    assert (document.source, document.author, document.title) == ("The Echo", "Bob Ray", "Ports closed")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ('<?xml version="1.0"?><rss version="2.0"><channel><title>E</title></channel></rss>', "without entries"),
        ('<?xml version="1.0"?><note>Words.</note>', "is not an RSS or Atom feed"),
    ],
)
def test_what_is_no_feed_is_rejected(tmp_path: Path, data: str, reason: str) -> None:
    (rejected,) = read(tmp_path / "a.xml", data)
    assert isinstance(rejected, Rejected)
    assert reason in rejected.reason


def test_entities_that_multiply_are_harmless(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha"}">' for i in range(9))
    bomb = f"<?xml version='1.0'?><!DOCTYPE rss [{entities}]>" + RSS.partition("?>")[2].replace("They met", "&e8;")
    assert all(isinstance(item, Rejected) or len(item.text) < 10_000 for item in read(tmp_path / "a.xml", bomb))


def test_nothing_is_fetched_for_a_file_that_looks_like_an_address(tmp_path: Path) -> None:
    (rejected,) = read(tmp_path / "a.rss", "http://127.0.0.1:9/feed")
    assert isinstance(rejected, Rejected)
