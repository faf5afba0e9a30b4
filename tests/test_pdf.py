"""PDF files: paragraphs, margins, hyphens, what the file says of itself, and what cannot be read."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.documents import Document, Rejected, read_documents
from framing.documents.assembly import Reading
from framing.documents.pdf import read_pdf
from framing.errors import InputError
from tests.paper_samples import Drawn, draw_rows, encrypt_pdf, make_pdf

FIRST = [
    "The minister told reporters in the capital on Friday that the talks",
    "would go on until all sides had signed a paper on the harbour admin-",
    "istration, and that nobody would leave the self-governing island.",
    "",
    "Her counterpart was less sure of that, and he warned that President",
]
SECOND = [
    "Vidal would not wait beyond the spring before he called his own",
    "people home from the well-known talks.",
]
HEAD, FOOT = Drawn("The Daily Echo", 770, 9), 30


def page(rows: list[str], number: int, *extra: Drawn) -> list[Drawn]:
    return [HEAD, *extra, *draw_rows(rows), Drawn(f"Page {number}", FOOT, 9)]


def texts(reading: Reading) -> list[str]:
    return [line.text for line in reading.lines]


@pytest.fixture(scope="module")
def paper() -> Reading:
    return read_pdf(make_pdf([page(FIRST, 1), page(SECOND, 2)], {"Title": "Harbour talks", "Author": "Ann Lee"}))


def test_rows_make_paragraphs_and_hyphens_at_row_ends_go(paper: Reading) -> None:
    assert texts(paper)[0] == (
        "The minister told reporters in the capital on Friday that the talks would go on until all sides had signed"
        " a paper on the harbour administration, and that nobody would leave the self-governing island."
    )


def test_a_sentence_broken_by_a_page_is_joined_and_told(paper: Reading) -> None:
    assert texts(paper)[1].startswith(
        "Her counterpart was less sure of that, and he warned that President Vidal would"
    )
    assert len(paper.lines) == 2
    assert paper.joined == ("pages 1 and 2: … he warned that President | Vidal would not wait …",)


def test_running_heads_and_page_numbers_are_cut_and_told(paper: Reading) -> None:
    assert [(cut.kind, cut.text) for cut in paper.cuts] == [
        ("running head", "The Daily Echo"),
        ("running head", "Page 1"),
        ("running head", "The Daily Echo"),
        ("running head", "Page 2"),
    ]


def test_a_hyphen_that_the_word_has_elsewhere_stays() -> None:
    rows = ["The well-known minister told reporters in the capital that the well-", "known talks would go on."]
    assert texts(read_pdf(make_pdf([draw_rows(rows)])))[0].endswith("the well-known talks would go on.")


def test_larger_rows_are_headings_and_the_first_of_them_the_title(tmp_path: Path) -> None:
    rows = [Drawn("Harbour talks resume after a month", 740, 20), Drawn("of silence", 716, 20), *draw_rows(FIRST[:3])]
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf([rows], {"Title": "Microsoft Word - draft3.docx", "CreationDate": "D:20210503100000Z"}))
    (document,) = read_documents([path])
    assert isinstance(document, Document)
    assert document.title == "Harbour talks resume after a month of silence"
    assert (document.published, document.source, document.receipt.reader) == ("2021-05-03", "a", "pdf (pypdf)")
    assert ("published", "PDF info") in {(item.field, item.origin) for item in document.receipt.found}


def test_what_the_text_says_goes_before_the_info(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    header = ["Harbour talks", "", "By Bob Ray", "", "June 3, 2021", ""]
    info = {"Title": "Harbour talks", "Author": "Ann Lee", "CreationDate": "D:20220101000000Z"}
    path.write_bytes(make_pdf([draw_rows(header + FIRST[:3])], info))
    (document,) = read_documents([path])
    assert isinstance(document, Document)
    assert (document.title, document.author, document.published) == ("Harbour talks", "Bob Ray", "2021-06-03")
    assert document.text.count("Harbour talks") == 1


def test_the_address_that_a_browser_prints_below_is_the_documents() -> None:
    foot = Drawn("https://echo.example/2021/talks 1/1", 20, 8)
    reading = read_pdf(make_pdf([[*draw_rows(FIRST[:3]), foot]]))
    assert [(item.field, item.value) for item in reading.found] == [("url", "https://echo.example/2021/talks")]
    assert len(reading.lines) == 1


def test_bullets_and_columns_stay_apart() -> None:
    left = draw_rows(["- The first point is about ports.", "- The second is about fish."])
    right = [Drawn("The right column begins with a sentence of its own.", 700, 11, 330)]
    assert [(line.text, line.kind) for line in read_pdf(make_pdf([left + right])).lines] == [
        ("The first point is about ports.", "bullet"),
        ("The second is about fish.", "bullet"),
        ("The right column begins with a sentence of its own.", ""),
    ]


def test_pages_without_text_are_noted() -> None:
    assert read_pdf(make_pdf([draw_rows(FIRST), []])).notes == ("1 of 2 pages hold no text (pictures or scans): 2",)


class TestRefusals:
    def test_a_scan(self) -> None:
        with pytest.raises(InputError, match=r"no text on its 2 pages: a scan.*OCR"):
            read_pdf(make_pdf([[], []]))

    def test_an_encrypted_file(self) -> None:
        with pytest.raises(InputError, match="is an encrypted PDF"):
            read_pdf(encrypt_pdf(make_pdf([draw_rows(FIRST)]), "secret"))

    def test_a_file_that_only_forbids_copying_is_read(self) -> None:
        assert read_pdf(encrypt_pdf(make_pdf([draw_rows(FIRST)]), "")).lines

    def test_a_truncated_file_is_rejected_and_the_rest_read(self, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n1 0 obj")
        (tmp_path / "b.pdf").write_bytes(make_pdf([draw_rows(FIRST)]))
        bad, good = read_documents([tmp_path])
        assert isinstance(bad, Rejected)
        assert "is not a PDF file that can be read" in bad.reason
        assert isinstance(good, Document)


def test_a_pdf_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "download.bin"
    path.write_bytes(make_pdf([draw_rows(FIRST)]))
    (document,) = read_documents([path])
    assert isinstance(document, Document)
    (told,) = read_documents([tmp_path])
    assert isinstance(told, Rejected)
    assert told.reason == "has the suffix .bin; name the file itself to read it as pdf"


@given(st.binary(max_size=300), st.integers(0, 1200))
def test_damage_is_told_and_never_a_traceback(noise: bytes, place: int) -> None:
    data = make_pdf([draw_rows(FIRST)])
    with contextlib.suppress(InputError):
        read_pdf(data[:place] + noise + data[place + len(noise) :])
