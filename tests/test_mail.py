"""Mails and pages saved as one: which part is read, what the header tells, what is left out."""

from __future__ import annotations

from email.message import EmailMessage
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.documents import Document, read_documents
from framing.documents.contents import Content, find_form
from framing.documents.fragments import read_fragment
from framing.documents.mail import read_mail, read_mhtml
from framing.errors import InputError

HTML = """<html><head><style>p {color: red}</style></head><body><table><tr><td>
<div style="display: none">A preview nobody sees.</div>
<h2>Ports closed</h2><p>The ministers <b>met</b> in the
capital.</p><ul><li>The first point.</li></ul></td></tr></table></body></html>"""


def make_mail(sender: str = "The Daily Echo <news@echo.example>", **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = sender, headers.pop("subject", "Ports closed again")
    message["Date"] = "Mon, 03 May 2021 10:00:00 +0000"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("The ministers met in the capital.\n\nNobody signed – again.")
    return message


def found(message: EmailMessage) -> dict[str, str]:
    return {item.field: item.value for item in read_mail(message.as_bytes()).found}


def test_a_mail_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "letter.eml"
    path.write_bytes(make_mail().as_bytes())
    (document,) = read_documents([path])
    assert isinstance(document, Document)
    assert document.text == "Ports closed again\n\nThe ministers met in the capital.\n\nNobody signed – again."
    assert (document.source, document.title, document.published) == (
        "The Daily Echo", "Ports closed again", "2021-05-03",
    )  # fmt: skip
    assert (document.receipt.reader, document.receipt.missing) == ("mail", ("author", "url"))


def test_the_html_part_goes_before_the_plain_one() -> None:
    message = make_mail()
    message.add_alternative(HTML, subtype="html")
    assert [(line.text, line.kind) for line in read_mail(message.as_bytes()).lines] == [
        ("Ports closed", "heading"),
        ("The ministers met in the capital.", ""),
        ("The first point.", "bullet"),
    ]


def test_an_html_part_that_is_but_a_picture_is_passed_over() -> None:
    message = make_mail()
    message.add_alternative("<html><body><img src='x.png'>View</body></html>", subtype="html")
    assert read_mail(message.as_bytes()).lines[0].text == "The ministers met in the capital."


@pytest.mark.parametrize(
    ("sender", "headers", "author", "source"),
    [
        ("The Daily Echo <news@echo.example>", {}, None, "The Daily Echo"),
        ("Ann Lee from Harbour Notes <ann@notes.example>", {}, "Ann Lee", "Harbour Notes"),
        (
            "Harbour Notes <ann@notes.example>",
            {"List_Id": "<notes.example>"},
            None,
            "Harbour Notes",
        ),
        ("Ann Lee <ann@notes.example>", {}, "Ann Lee", "notes.example"),
        ("ann@notes.example", {}, None, "notes.example"),
    ],
)
def test_the_sender_is_author_or_source(
    sender: str, headers: dict[str, str], author: str | None, source: str
) -> None:
    known = found(make_mail(sender, **headers))
    assert (known.get("author"), known["source"]) == (author, source)


def test_marks_of_replies_are_no_part_of_the_title() -> None:
    assert found(make_mail(subject="Fwd: Re: [echo-list] Ports closed"))["title"] == "Ports closed"


def test_attachments_are_told() -> None:
    message = make_mail()
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    assert read_mail(message.as_bytes()).notes == ("1 attachment left out: a.pdf",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"Just a line of text.", "is not an e-mail"), (b"Subject: x\nFrom: a@b.example\n\n", "holds no text part")],
)
def test_what_is_no_mail_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_mail(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(noise: bytes) -> None:
    data = b"From: A <a@b.example>\r\nContent-Type: text/plain; charset=" + noise
    try:
        read_mail(data)
    except InputError as problem:
        told = problem.what
        assert told


PAGE = """<html><head><title>Ports closed again</title></head><body><article><h1>Ports closed again</h1>
<p>The ministers met in the capital on Friday, and nobody in the long hall signed the paper – again.</p>
<p>Both sides have to leave the island by the spring, or pay for it with money of their own.</p>
</article></body></html>"""


def make_mhtml(address: str = "https://echo.example/ports") -> bytes:
    page = MIMEMultipart("related", type="text/html")
    page["From"], page["Snapshot-Content-Location"] = "<Saved by Blink>", address
    page["Subject"], page["Date"] = "Ports closed again", "Sun, 22 Nov 2020 08:00:00 +0000"
    page.attach(MIMEText(PAGE, "html", "utf-8"))
    page.attach(MIMEImage(b"\x89PNG", "png"))
    return page.as_bytes()


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.download"])
def test_a_page_saved_as_one_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(make_mhtml())
    (document,) = read_documents([path])
    assert isinstance(document, Document)
    assert document.text.startswith("Ports closed again\n\nThe ministers met in the capital on Friday")
    assert (document.url, document.source) == ("https://echo.example/ports", "echo.example")
    assert document.published == "", "the day of saving is not the day of publication"
    assert document.receipt.reader == "saved page (mhtml)"


def test_mhtml_without_a_page_is_refused() -> None:
    with pytest.raises(InputError, match="holds no web page"):
        read_mhtml(b"MIME-Version: 1.0\nContent-Type: text/plain\n\nWords.")


def test_a_page_named_as_text_is_known_by_its_beginning() -> None:
    assert find_form(Content(b"\n<!DOCTYPE html><html><body>", ".txt")) == "html"
    assert find_form(Content(b"<html is a word", ".txt")) == "html"
    assert find_form(Content(b"Some <html> in a sentence.", ".txt")) == "text"


@given(st.text(st.sampled_from("<>/ divpbrh1 &;\x00é"), max_size=80))
def test_any_fragment_is_read(text: str) -> None:
    assert all(line.text == " ".join(line.text.split()) for line in read_fragment(text))


def test_deep_nesting_is_read() -> None:
    assert "".join(line.text for line in read_fragment("<div>" * 3000 + "Words")) in ("Words", "")
