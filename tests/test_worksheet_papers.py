"""Worksheets on paper: HTML, Markdown and DOCX, the command that writes them, and how they print."""

from __future__ import annotations

import csv
import io
import json
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

from framing.classroom import Plan, make_worksheet
from framing.coding import load_codebook
from framing.documents import Metadata, make_document
from framing.errors import UsageError
from framing.reports.worksheets import FORMATS, Print, lay_out_worksheet, render_worksheet
from framing.reports.worksheets.phrases import texts
from tests.conftest import ROOT
from tests.report_samples import HOSTILE
from tests.test_browser import CHROMIUM, FLAGS
from tests.worksheet_samples import PACKS, compared, comparison, documents, files, worksheet

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
        assert [len(table.columns) for table in document.tables] == [5, 5, 5, 4, 4, 4, 4, 4]
        for level in (1, 2, 3):
            assert str(document.styles[f"Heading {level}"].font.color.rgb) == "000000"  # type: ignore[attr-defined]
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert set(re.findall(r'w:color w:val="(\w+)"', archive.read("word/document.xml").decode())) <= {"000000"}

    def test_docx_keeps_what_belongs_together_on_one_page(self) -> None:
        document = docx.Document(io.BytesIO(files(PACKS[0], "docx")["sheet.docx"]))
        found = document.paragraphs
        asked = next(at for at, one in enumerate(found) if one.text.startswith("1.1 "))
        held = [one.paragraph_format.keep_with_next for one in found[asked : asked + 3]]
        assert held == [True, True, False]
        assert all(one.paragraph_format.keep_with_next for one in found if one.text == texts["paper"]["talk"])
        rows = "".join(row._tr.xml for row in document.tables[3].rows)
        assert rows.count("w:cantSplit") == len(document.tables[3].rows)
        assert rows.count("w:tblHeader") == 1

    @pytest.mark.parametrize("large", [False, True])
    def test_docx_has_room_to_write_and_columns_as_wide_as_they_need(self, large: bool) -> None:
        made = dict(render_worksheet(worksheet(PACKS[0]), "docx", Print(large=large)))
        document = docx.Document(io.BytesIO(made["sheet.docx"]))
        points = 18 if large else 11
        ruled = [one for one in document.paragraphs if one.text.endswith("\t")]
        assert all(one.paragraph_format.space_before.pt >= points for one in ruled)  # type: ignore[union-attr]
        assert not any("?:" in one.text for one in ruled)
        for table in document.tables:
            cells = [round(cell.width.mm) for cell in table.rows[0].cells]  # type: ignore[union-attr]
            assert cells == [round(column.width.mm) for column in table.columns]  # type: ignore[union-attr]
            assert sum(cells) <= 210 - 2 * 18 + 1
        grid = document.tables[3]
        assert grid.columns[0].width > 1.5 * grid.columns[1].width  # type: ignore[operator]

    def test_docx_names_its_type_and_numbers_its_pages(self) -> None:
        content = files(PACKS[0], "docx")["sheet.docx"]
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if re.fullmatch(r"word/footer\d\.xml", name)]
            foot = "".join(archive.read(name).decode() for name in names)
            normal = archive.read("word/styles.xml").decode().partition('w:styleId="Normal"')[2][:600]
        assert re.findall(r"<w:instrText>(\w+)<", foot) == ["PAGE", "NUMPAGES"]
        assert 'w:ascii="Arial"' in normal
        assert "asciiTheme" not in normal

    def test_docx_breaks_no_line_between_a_box_and_its_label(self) -> None:
        document = docx.Document(io.BytesIO(files(PACKS[0], "docx")["sheet.docx"]))
        boxes = [one.text for one in document.paragraphs if one.text.startswith("☐")]
        assert boxes
        assert not any("☐ " in text for text in boxes)

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
        assert papers <= names <= papers | {"court.toml", "texts.jsonl", "key.csv", "answers-a.csv", "answers-b.csv"}
        assert all(f"wrote {Path('sheets') / name}" in done.stderr for name in names)

    def test_packs_are_listed_and_used(self, tmp_path: Path) -> None:
        assert [line.split()[0] for line in run("worksheet", "--pack", "list").stdout.splitlines()] == [
            pack.name for pack in PACKS
        ]
        done = run("worksheet", "--pack", "stadium", "--out", tmp_path, "--activity", "judge", "-q")
        assert done.stderr == ""
        assert {path.name for path in tmp_path.iterdir()} == {
            *("texts.html", "sheet.html", "teacher.html"),
            *("answers.csv", "key.csv"),
        }

    def test_several_activities_go_into_one_option(self, tmp_path: Path) -> None:
        done = run("worksheet", "--pack", "stadium", "--out", tmp_path, "--activity", "judge, rewrite")
        assert done.returncode == 0, done.stderr
        page = (tmp_path / "sheet.html").read_text(encoding="utf-8")
        shown = {name for name, told in texts["activities"].items() if f"  {told['title']}" in page}
        assert shown == {"judge", "rewrite"}

    def test_it_says_where_to_begin_and_what_one_article_lacks(self, tmp_path: Path) -> None:
        pack = PACKS[0].articles / "workday.txt"
        done = run("worksheet", pack, "--out", tmp_path / "sheets")
        assert done.returncode == 0, done.stderr
        assert "with two or more on one story" in done.stderr
        assert done.stderr.splitlines()[-1].startswith(f"framing: begin with {tmp_path / 'sheets' / 'teacher.html'}")

    def test_the_teacher_is_asked_whether_the_sides_fit(self) -> None:
        page = files(PACKS[0])["teacher.html"].decode()
        first = page.partition("<ol>")[2].partition("</li>")[0]
        assert "for the strike" in first
        assert "stance, flip, court" in first

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
            (["--pack", "stadium", "--out", "x", "--copies", "0"], "Give 1 to 26"),
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


def read_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def type_in(form: Path, key: Path, pupils: int, wrong: str = "") -> None:
    """Type the key's answers into a form for some pupils, "?" instead for the question `wrong`."""
    right = {row["item"]: row["answer"] for row in read_table(key)}
    rows = read_table(form)
    for row in rows:
        for column in list(row)[5 : 5 + pupils]:
            row[column] = "?" if row["question"] == wrong else right[row["item"]]
    with form.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


class TestAnswers:
    def test_from_sheets_over_a_filled_form_to_agreement(self, tmp_path: Path) -> None:
        assert run("worksheet", "--pack", "stadium", "--out", ".", "--copies", "2", cwd=tmp_path).returncode == 0
        page = (tmp_path / "teacher.html").read_text(encoding="utf-8")
        command = re.findall(r"framing (agree [^<]*)</li>", page)[0]
        assert run(*command.split(), cwd=tmp_path).returncode == 1  # nobody has answered yet
        for version, pupils in (("a", 4), ("b", 3)):
            type_in(tmp_path / f"answers-{version}.csv", tmp_path / "key.csv", pupils)
        done = run(*command.split(), "--to", "json", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "not read" not in done.stderr
        told = json.loads(done.stdout)
        assert {one["question"] for one in told["questions"]} == {"headlines", "stance", "kind", "missing", "marks"}
        assert told["faults"] == []
        for one in told["questions"]:
            assert one["alpha"]["value"] == 1
            assert one["key"]["value"] == 1
            assert {item["answers"] for item in one["items"]} == {7}

    def test_an_item_has_one_code_in_all_versions(self, tmp_path: Path) -> None:
        for name, content in files(PACKS[0], copies=3).items():
            (tmp_path / name).write_bytes(content)
        first, *others = (read_table(tmp_path / f"answers-{one}.csv") for one in "abc")
        known = {row["item"]: row["text"] for row in first}
        assert len(known) == len(first)
        for other in others:
            assert {row["item"]: row["text"] for row in other} == known
            assert [row["item"] for row in other] != [row["item"] for row in first]
        assert {row["item"] for row in read_table(tmp_path / "key.csv")} == set(known)
        people = [name for table in (first, *others) for name in list(table[0])[5:]]
        assert len(people) == len(set(people))

    def test_each_row_says_where_it_stands_on_its_sheet(self, tmp_path: Path) -> None:
        (tmp_path / "b.csv").write_bytes(files(PACKS[0], copies=2)["answers-b.csv"])
        sheet = worksheet(PACKS[0], copies=2).sheets[1]
        for row in read_table(tmp_path / "b.csv"):
            version, number, place = re.fullmatch(r"Sheet (\w) (\d+)\.(\d+)(?:, Text \d)?", row["where"]).groups()  # type: ignore[union-attr]
            item = sheet.activities[int(number) - 1].items[int(place) - 1]
            assert version == "B"
            assert item.text in row["text"]

    def test_the_forms_hold_no_answer_and_no_source(self) -> None:
        form = files(PACKS[0])["answers.csv"].decode()
        for document in documents(PACKS[0]):
            assert document.source not in form
        assert all(row.endswith("," * 30) for row in form.splitlines()[1:])

    def test_what_is_typed_has_the_codebooks_names(self) -> None:
        book = load_codebook()
        for asked in texts["forms"]["asked"].values():
            values = asked["values"].values() if isinstance(asked["values"], dict) else asked["values"]
            assert set(values) == set(book.questions[asked["question"]].names)

    def test_typed_answers_are_never_replaced(self, tmp_path: Path) -> None:
        arguments = ("worksheet", "--pack", "stadium", "--activity", "judge", "--out", ".", "-q")
        assert run(*arguments, cwd=tmp_path).returncode == 0
        assert run(*arguments, "--seed", "2", cwd=tmp_path).returncode == 0  # an empty form is
        type_in(tmp_path / "answers.csv", tmp_path / "key.csv", 1)
        before = (tmp_path / "answers.csv").read_bytes(), (tmp_path / "sheet.html").read_bytes()
        done = run(*arguments, "--seed", "3", cwd=tmp_path)
        assert done.returncode == 2
        assert "holds answers" in done.stderr
        assert ((tmp_path / "answers.csv").read_bytes(), (tmp_path / "sheet.html").read_bytes()) == before

    def test_sheets_without_boxes_have_no_form(self, tmp_path: Path) -> None:
        assert (
            run("worksheet", "--pack", "stadium", "--activity", "rewrite", "--out", ".", cwd=tmp_path).returncode == 0
        )
        assert not list(tmp_path.glob("*.csv"))
        assert "framing agree" not in (tmp_path / "teacher.html").read_text(encoding="utf-8")


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


class TestTeacher:
    """The teacher's page speaks of what is on the sheets."""

    @staticmethod
    def page(*activities: str, pack: str = "", copies: int = 1) -> str:
        plan = Plan(activities, copies, pack=pack)
        made = dict(render_worksheet(make_worksheet(comparison(PACKS[0]), plan), "markdown"))
        return made["teacher.md"].decode().partition("# Key")[0]

    def test_it_says_whose_texts_they_are(self) -> None:
        own, shipped = self.page("stance"), self.page("stance", pack=PACKS[0].name)
        assert "your own texts" in own
        assert "fit the story" in own
        assert PACKS[0].title in shipped
        assert "your own" not in shipped
        assert "fit the story" not in shipped

    def test_one_activity_is_not_several_lessons(self) -> None:
        assert "together take" not in self.page("label")
        assert "Versions" not in self.page("label")
        assert "2 activities together take about 25 minutes" in self.page("label", "headlines")
        assert "The versions hold the same items" in self.page("label", copies=2)

    @pytest.mark.parametrize(
        ("activities", "said"),
        [
            (("label",), "Reveal them when the class has its own answers."),
            (("stance",), "Reveal them after “Guess the stance, then reveal”, not before."),
            (("headlines", "stance"), "after “Which headline is which?” and “Guess the stance, then reveal”"),
        ],
    )
    def test_sources_are_revealed_after_what_they_would_spoil(self, activities: tuple[str, ...], said: str) -> None:
        assert said in self.page(*activities)
