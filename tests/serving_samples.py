"""Articles to put into the page, and a page that runs while a test asks it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import ZIP_DEFLATED, ZipFile

import httpx

from framing.serving.limits import Limits
from framing.serving.server import Serving, running

COURIER = (
    "Ferry strike enters second day\n\n"
    "The ferry strike entered its second day on Monday, and 40 crossings were cancelled. "
    "The union held commuters hostage, the mayor, Lena Holm, said. “We must stand firm,” she added.\n\n"
    "The company will offer a pay rise of 3 percent, according to a letter. Talks will resume on Friday."
)
HERALD = (
    "Crews walk out for fair pay\n\n"
    "Ferry crews walked out for a second day on Monday, and 52 crossings were cancelled. "
    "The company offered a pay rise of 3 percent, a cut in real terms. The war machine rolls on, one sign read.\n\n"
    "Talks will resume on Friday. “We want a living wage,” said Jo Park, who has been a mate for ten years."
)
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>'\"&{{7*7}}"


@contextmanager
def asking(limits: Limits | None = None) -> Iterator[httpx.Client]:
    """A client of a page that runs until the block is left."""
    with (
        running(Serving(0, limits=limits or Limits())) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        client.headers["origin"] = address
        yield client


def story_form(*articles: tuple[str, str], **more: str) -> dict[str, list[str] | str]:
    """The form of a story: sources and texts."""
    return {"source": [source for source, _ in articles], "text": [text for _, text in articles], **more}


TWO = story_form(("Bay Courier", COURIER), ("The Herald", HERALD))


def open_class(client: httpx.Client, most: str = "10") -> str:
    """Open a class on an article and return its path."""
    answer = client.post("/class", data={"source": "Bay Courier", "text": COURIER, "most": most})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].removesuffix("/teacher")


def take_number(client: httpx.Client, room: str) -> str:
    """Take a pupil's number and return the path of the sheet."""
    answer = client.post(room)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def packed(parts: dict[str, bytes]) -> bytes:
    """A ZIP file of these parts."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def visible(page: str) -> str:
    """The text of a page without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
