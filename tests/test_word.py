"""DOCX files: what the body holds, what stands outside it, and files that are broken or meant to do harm."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from hypothesis import given
from hypothesis import strategies as st

from framing.documents import Document, Rejected, packages, read_documents
from framing.documents.contents import Content, find_form
from framing.documents.word import read_docx
from framing.errors import InputError

BODY = "The minister spoke at noon in the capital, and nobody in the long hall answered him at all that day."


def pack(document: WordDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_article() -> WordDocument:
    document = docx.Document()
    document.add_heading("Harbour talks resume", 0)
    document.add_paragraph("By Ann Lee")
    document.add_paragraph(BODY)
    document.add_heading("What the paper says", 2)
    document.add_paragraph("The first point is about ports.", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "The left cell holds a sentence."
    table.cell(0, 1).text = "So does the right one."
    document.add_paragraph("They left in the evening.")
    return document


def test_headings_bullets_and_tables_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(pack(make_article()))
    (document,) = read_documents([path])
    assert isinstance(document, Document)
    assert [(block.kind, document.text[block.start : block.end]) for block in document.blocks] == [
        ("headline", "Harbour talks resume"),
        ("paragraph", BODY),
        ("heading", "What the paper says"),
        ("bullet", "The first point is about ports."),
        ("paragraph", "The left cell holds a sentence."),
        ("paragraph", "So does the right one."),
        ("paragraph", "They left in the evening."),
    ]
    assert (document.title, document.author) == ("Harbour talks resume", "Ann Lee")
    assert document.receipt.reader == "docx (python-docx)"


def test_properties_fill_what_the_text_leaves_open(tmp_path: Path) -> None:
    article = docx.Document()
    article.add_paragraph(BODY)
    article.core_properties.title = "Harbour talks"
    article.core_properties.author = "Bob Ray"
    article.core_properties.created = datetime.datetime(2021, 5, 3, tzinfo=datetime.UTC)
    path = tmp_path / "a.docx"
    path.write_bytes(pack(article))
    (document,) = read_documents([path])
    assert isinstance(document, Document)
    assert (document.title, document.author, document.published) == ("Harbour talks", "Bob Ray", "2021-05-03")
    assert {item.origin for item in document.receipt.found if item.field != "source"} == {"Word properties"}


def test_properties_that_a_program_wrote_are_no_metadata() -> None:
    article = docx.Document()
    article.add_paragraph(BODY)
    assert read_docx(pack(article)).hints == ()


def test_page_heads_and_deleted_text_are_cuts() -> None:
    article = make_article()
    article.sections[0].header.paragraphs[0].text = "The Echo"
    gone = OxmlElement("w:del")
    run, words = OxmlElement("w:r"), OxmlElement("w:delText")
    words.text = "It failed."
    run.append(words)
    gone.append(run)
    article.paragraphs[-1]._p.append(gone)
    reading = read_docx(pack(article))
    assert {(cut.kind, cut.text) for cut in reading.cuts} == {
        ("running head", "The Echo"),
        ("deleted text", "It failed."),
    }
    assert reading.lines[-1].text == "They left in the evening."


def test_text_inserted_with_changes_tracked_is_kept() -> None:
    article = make_article()
    inserted, run, words = OxmlElement("w:ins"), OxmlElement("w:r"), OxmlElement("w:t")
    words.text = " Nobody waved."
    run.append(words)
    inserted.append(run)
    article.paragraphs[-1]._p.append(inserted)
    assert read_docx(pack(article)).lines[-1].text == "They left in the evening. Nobody waved."


class TestRefusals:
    def reject(self, data: bytes) -> str:
        with pytest.raises(InputError) as caught:
            read_docx(data)
        return str(caught.value)

    def test_a_truncated_file(self) -> None:
        assert "is a broken ZIP or Office file" in self.reject(pack(make_article())[:-200])

    def test_another_office_file(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            package.writestr("content.xml", "<office/>")
        assert "not DOCX" in self.reject(out.getvalue())

    def test_a_body_that_is_no_xml(self) -> None:
        assert "is not a DOCX file that can be read" in self.reject(self.bomb(b"<w:document"))

    def bomb(self, body: bytes) -> bytes:
        """A DOCX with another body."""
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(pack(make_article()))) as old,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                new.writestr(name, body if name == "word/document.xml" else old.read(name))
        return out.getvalue()

    def test_a_zip_bomb_is_refused_by_its_ratio(self) -> None:
        assert "refused unread" in self.reject(self.bomb(b" " * 5_000_000))

    def test_a_package_larger_than_the_limit_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(packages, "_LARGEST", 10_000)
        assert "refused unread" in self.reject(pack(make_article()))

    def test_what_really_unpacks_counts_and_not_what_is_declared(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(packages, "_LARGEST", 10_000)
        monkeypatch.setattr(packages, "_check_sizes", lambda _parts: None)
        assert "refused unread" in self.reject(pack(make_article()))

    def test_entities_are_not_expanded(self) -> None:
        entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        body = zipfile.ZipFile(io.BytesIO(pack(make_article()))).read("word/document.xml")
        start = body.index(b"<w:document")
        hostile = entities + body[start:].replace(b"They left", b"&b; left")
        try:
            lines = read_docx(self.bomb(hostile)).lines
        except InputError:
            return
        assert not any("aaaa" in line.text for line in lines)

    def test_a_password_protected_file_is_told(self) -> None:
        data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64 + "EncryptedPackage".encode("utf-16-le")
        with pytest.raises(InputError, match="is an encrypted Office file"):
            find_form(Content(data, ".docx"))


def test_a_broken_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04....")
    (tmp_path / "b.docx").write_bytes(pack(make_article()))
    bad, good = read_documents([tmp_path])
    assert isinstance(bad, Rejected)
    assert isinstance(good, Document)


ARTICLE = pack(make_article())


@given(st.binary(min_size=1, max_size=60), st.integers(0, len(ARTICLE)))
def test_damage_is_told_and_never_a_traceback(noise: bytes, place: int) -> None:
    try:
        read_docx(ARTICLE[:place] + noise + ARTICLE[place + len(noise) :])
    except InputError as problem:
        told = str(problem)
        assert told.startswith("is ")
