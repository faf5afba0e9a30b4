"""Worksheets on paper: HTML, Markdown and DOCX, the command that writes them, and how they print."""

from __future__ import annotations

import io
import re
import shlex
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.classroom import make_worksheet
from framing.documents import Metadata, make_document
from framing.errors import UsageError
from framing.reports.worksheets import FORMATS, Print, lay_out_worksheet, render_worksheet
from framing.reports.worksheets.phrases import texts
from tests.conftest import ROOT
from tests.report_samples import HOSTILE
from tests.test_browser import CHROMIUM, FLAGS
from tests.worksheet_samples import PACKS, compared, documents, files, worksheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


def run(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "framing", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


class TestFormats:
    def test_html_loads_and_runs_nothing_and_has_no_colour(self) -> None:
        for name, content in files(PACKS[0]).items():
            if name.endswith(".html"):
                page = content.decode()
                assert "<script" not in page
                assert not re.search(r"(?:src|href|url)\s*[=(]", page)
                assert "default-src 'none'" in page
                assert set(re.findall(r"#[0-9a-f]{3,6}\b", page)) == {"#000", "#fff"}

    def test_the_key_is_on_a_new_page(self) -> None:
        made = files(PACKS[0], "all", copies=2)
        page = made["teacher.html"].decode()
        assert re.findall(r'<h1 class="new-page">([^<]*)<', page) == ["Key to version A", "Key to version B"]
        assert made["teacher.md"].decode().count('<div style="break-before: page"></div>\n\n# Key to version') == 2
        document = docx.Document(io.BytesIO(made["teacher.docx"]))
        broken = [one.text for one in document.paragraphs if one.paragraph_format.page_break_before]
        assert broken == ["Key to version A", "Key to version B"]

    def test_docx_has_headings_tables_and_nothing_coloured(self) -> None:
        content = files(PACKS[0], "docx")["sheet.docx"]
        document = docx.Document(io.BytesIO(content))
        headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 2"]
        assert [one.partition(" ")[2].split(" (")[0] for one in headings] == [
            told["title"] for told in texts["activities"].values()
        ]
        assert [len(table.columns) for table in document.tables] == [4, 4, 4, 4, 4]
        for level in (1, 2, 3):
            assert str(document.styles[f"Heading {level}"].font.color.rgb) == "000000"  # type: ignore[attr-defined]
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert set(re.findall(r'w:color w:val="(\w+)"', archive.read("word/document.xml").decode())) <= {"000000"}

    @pytest.mark.parametrize(("paper", "width"), [("a4", 210), ("letter", 216)])
    def test_paper_and_large_print(self, paper: str, width: int) -> None:
        made = dict(render_worksheet(worksheet(PACKS[0]), "all", Print(paper, large=True)))
        document = docx.Document(io.BytesIO(made["sheet.docx"]))
        assert round(document.sections[0].page_width.mm) == width  # type: ignore[union-attr]
        assert document.styles["Normal"].font.size.pt == 18  # type: ignore[attr-defined]
        page = made["sheet.html"].decode()
        assert f"@page {{ size: {'A4' if paper == 'a4' else 'letter'};" in page
        assert "font-size: 18pt" in page

    def test_markdown_has_every_item(self) -> None:
        page = files(PACKS[0], "markdown")["sheet.md"].decode()
        for number, one in enumerate(worksheet(PACKS[0]).sheets[0].activities, start=1):
            if one.name != "speakers":
                assert all(f"{number}.{place}" in page for place in range(1, len(one.items) + 1))

    def test_an_unknown_format_names_the_nearest(self) -> None:
        with pytest.raises(UsageError, match="Did you mean 'markdown'"):
            list(render_worksheet(worksheet(PACKS[0]), "markdwn"))

    def test_markup_in_an_article_stays_text(self) -> None:
        told = f"The {HOSTILE} barons are a disgrace to <b>us</b> all, *they* say."
        body = f"{told}\n\n“{HOSTILE} is a scandal,” said Anna Berg."
        about = (Metadata(id=name, source=f"{name} {HOSTILE}", title=f"{HOSTILE} outrage {name}") for name in "ab")
        made = make_worksheet(compared(*(make_document(body, one) for one in about)))
        for name, content in render_worksheet(made, "all"):
            if name.endswith(".html"):
                assert "<script" not in content.decode()
                assert "<b>us" not in content.decode()
            if name.endswith(".md"):
                assert not re.search(r"(?<!\\)<(?!div style|/div)", content.decode())

    @pytest.mark.parametrize("kind", [*FORMATS])
    @settings(max_examples=20)
    @given(words=st.lists(st.text(min_size=1), min_size=1, max_size=3))
    def test_any_text_can_be_printed(self, kind: str, words: list[str]) -> None:
        body = "\n\n".join(f"The {one} regime is an outrage and a disgrace, said Ana Ruiz." for one in words)
        both = (make_document(body, Metadata(id=name, source="A", title=f"{words[0]} outrage")) for name in "ab")
        try:
            made = make_worksheet(compared(*both))
        except UsageError:
            return
        assert all(content for _, content in render_worksheet(made, kind))

    def test_papers_tell_their_names_and_parts(self) -> None:
        papers = lay_out_worksheet(worksheet(PACKS[0], copies=2))
        assert [one.name for one in papers] == ["texts", "sheet-a", "sheet-b", "teacher"]


class TestCommand:
    def test_it_writes_sheets_from_own_articles(self, tmp_path: Path) -> None:
        for number, text in enumerate(documents(PACKS[0])[:2], start=1):
            body = text.text.partition("\n")[2]
            (tmp_path / f"{number}.txt").write_text(f"{text.title}\n\n{body}", encoding="utf-8")
        done = run("worksheet", "1.txt", "2.txt", "--out", "sheets", "--copies", "2", "--to", "all", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        names = {path.name for path in (tmp_path / "sheets").iterdir()}
        endings = (".html", ".md", ".docx")
        papers = {f"{name}{end}" for name in ("texts", "sheet-a", "sheet-b", "teacher") for end in endings}
        assert papers <= names <= papers | {"court.toml", "texts.jsonl"}
        assert all(f"wrote {Path('sheets') / name}" in done.stderr for name in names)

    def test_packs_are_listed_and_used(self, tmp_path: Path) -> None:
        assert [line.split()[0] for line in run("worksheet", "--pack", "list").stdout.splitlines()] == [
            pack.name for pack in PACKS
        ]
        done = run("worksheet", "--pack", "stadium", "--out", tmp_path, "--activity", "judge", "-q")
        assert done.stderr == ""
        assert {path.name for path in tmp_path.iterdir()} == {"texts.html", "sheet.html", "teacher.html"}

    def test_the_command_on_the_sheet_runs(self, tmp_path: Path) -> None:
        assert run("worksheet", "--pack", "stadium", "--out", "a class", cwd=tmp_path).returncode == 0
        head = (tmp_path / "a class" / "court.toml").read_text(encoding="utf-8").splitlines()
        command = next(line for line in head if line.startswith("# framing "))
        done = subprocess.run(
            [sys.executable, "-m", "framing", *shlex.split(command)[2:]],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "stance" in done.stdout

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["--out", "x"], "there are no articles"),
            (["seeds", "--pack", "stadium", "--out", "x"], "articles and a pack"),
            (["--pack", "stadium"], "Name a folder"),
            (["--pack", "stadion", "--out", "x"], "Did you mean 'stadium'"),
            (["--pack", "stadium", "--out", "x", "--activity", "judges"], "Did you mean 'judge'"),
        ],
    )
    def test_wrong_use_is_answered_well(self, tmp_path: Path, arguments: list[str], told: str) -> None:
        done = run("worksheet", *arguments, cwd=tmp_path)
        assert done.returncode == 2
        assert told in done.stderr
        assert not (tmp_path / "x").exists()

    def test_a_file_in_the_place_of_the_folder(self, tmp_path: Path) -> None:
        (tmp_path / "taken").write_text("", encoding="utf-8")
        done = run("worksheet", "--pack", "stadium", "--out", tmp_path / "taken", "-q")
        assert done.returncode == 2
        assert "cannot be written" in done.stderr


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def _first_line(page: str) -> str:
    """The first line of a printed page, which comes after its foot: "3 / 25For the teacher"."""
    return re.sub(r"\A\s*\d+ / \d+\s*(?:For the teacher)?\s*", "", page).splitlines()[0].strip()


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
class TestPrint:
    @pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612)])
    @pytest.mark.parametrize("large", [False, True])
    def test_it_prints_whole(self, browser: Browser, tmp_path: Path, paper: str, width: int, large: bool) -> None:
        from pypdf import PdfReader

        made = worksheet(PACKS[0], copies=2)
        for name, content in render_worksheet(made, "html", Print(paper, large)):
            if name.endswith(".html"):
                (tmp_path / name).write_bytes(content)
                page = browser.new_page()
                troubles: list[str] = []
                page.on("console", lambda message, troubles=troubles: troubles.append(message.text))
                page.goto((tmp_path / name).as_uri())
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
                printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
                page.close()
                assert troubles == []
                assert {round(float(sheet.mediabox.width)) for sheet in printed.pages} == {width}
                if name == "teacher.html":
                    starts = [_first_line(sheet.extract_text()) for sheet in printed.pages]
                    assert [one for one in starts if one.startswith("Key")] == [
                        "Key to version A",
                        "Key to version B",
                    ]
                if name.startswith("sheet"):
                    whole = " ".join(" ".join(sheet.extract_text() for sheet in printed.pages).split())
                    for told in texts["activities"].values():
                        assert told["title"] in whole

    def test_no_heading_stands_alone_at_the_foot_of_a_page(self, browser: Browser, tmp_path: Path) -> None:
        from pypdf import PdfReader

        path = tmp_path / "sheet.html"
        path.write_bytes(files(PACKS[0])["sheet.html"])
        page = browser.new_page()
        page.goto(path.as_uri())
        printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        page.close()
        titles = [told["title"] for told in texts["activities"].values()]
        for before, _ in pairwise(printed.pages):
            body = before.extract_text().strip().splitlines()
            last = [line for line in body if not line.startswith("Worksheet:") and "/" not in line][-1]
            assert not any(last.endswith(title) for title in titles)
