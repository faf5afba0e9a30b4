"""Files, folders, tables and standard input as one stream; whatever cannot be read is told, never fatal."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from framing.documents import Document, Metadata, ReadingOptions, Rejected, make_document, read_documents
from framing.documents.boilerplate import compile_pattern, furniture, header_rules, patterns
from framing.documents.model import Finding
from framing.errors import InputError, LexiconError

TEXT = "The minister spoke at noon. Nobody answered him."


def read(*paths: str | Path, options: ReadingOptions | None = None) -> list[Document | Rejected]:
    return list(read_documents(paths, options or ReadingOptions()))


def read_one(path: str | Path, options: ReadingOptions | None = None) -> Document:
    (document,) = read(path, options=options)
    assert isinstance(document, Document), document
    return document


def reject_one(path: str | Path, options: ReadingOptions | None = None) -> str:
    (rejected,) = read(path, options=options)
    assert isinstance(rejected, Rejected)
    return rejected.reason


def origin_of(document: Document, field: str) -> str:
    return next(finding.origin for finding in document.receipt.found if finding.field == field)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "echo.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


class TestTextFiles:
    def test_name_gives_id_and_source(self, text: Path) -> None:
        document = read_one(text)
        assert (document.id, document.source, document.text) == ("echo", "echo", TEXT)
        assert document.receipt.found == (Finding("source", "echo", "file name"),)
        assert document.receipt.missing == ("title", "author", "published", "url")

    def test_an_option_goes_before_everything(self, text: Path) -> None:
        document = read_one(text, ReadingOptions(source="The Echo"))
        assert (document.source, origin_of(document, "source")) == ("The Echo", "option")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
    def test_unicode_encodings_need_no_note(self, tmp_path: Path, encoding: str) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes("Guaidó spoke — “again”.".encode(encoding))
        document = read_one(path)
        assert (document.text, document.receipt.notes) == ("Guaidó spoke — “again”.", ())

    def test_a_guessed_encoding_is_noted(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(f"“Guaidó” spoke. {TEXT}".encode("cp1252"))
        document = read_one(path)
        assert document.text.startswith("“Guaidó”")
        assert document.receipt.notes == ("read as cp1252 (guessed)",)

    def test_a_given_encoding_is_kept_to(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes("Москва".encode("koi8-r"))
        assert read_one(path, ReadingOptions(encoding="koi8-r")).text == "Москва"
        assert "is not utf-8" in reject_one(path, ReadingOptions(encoding="utf-8"))
        assert "no such encoding" in reject_one(path, ReadingOptions(encoding="utf-9"))

    def test_a_few_damaged_bytes_do_not_change_the_encoding(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes("Guaidó, Bogotá, Mérida, Nicolás, León, Perú, São José".encode() + b" \xff.")
        document = read_one(path)
        assert document.text.startswith("Guaidó, Bogotá")
        assert "1 damaged" in document.receipt.notes[0]

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", "is empty"),
            (b" \n\n", "is empty"),
            (b"%PDF-1.4 ...", "is not a PDF file that can be read"),
            (b"PK\x03\x04....", "ZIP"),
            (b"\x89PNG\r\n", "PNG"),
            (b"abc\0def", "is not text"),
            (b"Share this article\n\nAdvertisement\n", "no text besides page furniture (2 lines cut)"),
        ],
    )
    def test_what_is_no_text_is_rejected_with_a_reason(self, tmp_path: Path, data: bytes, reason: str) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(data)
        assert reason in reject_one(path)

    def test_a_missing_file_names_the_nearest(self, text: Path) -> None:
        with pytest.raises(InputError, match=r"Did you mean 'echo\.txt'"):
            read(text.with_name("ecco.txt"))

    def test_a_link_that_leads_nowhere_is_told(self, text: Path) -> None:
        link = text.with_name("link.txt")
        link.symlink_to("gone.txt")
        with pytest.raises(InputError, match=r"link\.txt: is a link that leads nowhere\. It points to 'gone\.txt'"):
            read(link)

    def test_a_missing_folder_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="there is no folder"):
            read(tmp_path / "none" / "a.txt")

    def test_a_named_file_of_any_suffix_is_tried_as_text(self, tmp_path: Path) -> None:
        path = tmp_path / "story.news"
        path.write_text(TEXT, encoding="utf-8")
        assert read_one(path).text == TEXT

    def test_front_matter_is_metadata(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text(
            f'---\nTitle: "Talks: again"\nbyline: By Ann Lee\ndate: 3 May 2021\n---\n{TEXT}', encoding="utf-8"
        )
        document = read_one(path)
        assert (document.title, document.author, document.published) == ("Talks: again", "Ann Lee", "2021-05-03")
        assert origin_of(document, "title") == "front matter"

    def test_an_unreadable_date_is_noted_and_not_guessed(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text(f"---\ndate: 03/04/2021\n---\n{TEXT}", encoding="utf-8")
        document = read_one(path)
        assert document.published == ""
        assert document.receipt.notes == ("date '03/04/2021' (front matter) could not be read",)


MARKDOWN = """---
title: Talks resume
tags: [oil, steel]
---

# Talks resume

The *minister* spoke to [the **press**](https://example.org/a_(b)) at `noon`,
and nobody answered \\[so far\\].
![A hall](hall.png)

What the paper says
-------------------

> It is a __long__ paper of snake_case words.

1. One point.
2. Another point.

- A third
  that goes on.

[1]: https://example.org
"""


class TestMarkdown:
    @pytest.fixture
    def document(self, tmp_path: Path) -> Document:
        path = tmp_path / "a.md"
        path.write_text(MARKDOWN, encoding="utf-8")
        return read_one(path)

    def test_signs_are_gone_and_kinds_known(self, document: Document) -> None:
        assert [(block.kind, document.text[block.start : block.end]) for block in document.blocks] == [
            ("headline", "Talks resume"),
            ("paragraph", "The minister spoke to the press at noon, and nobody answered [so far]."),
            ("heading", "What the paper says"),
            ("paragraph", "It is a long paper of snake_case words."),
            ("bullet", "One point."),
            ("bullet", "Another point."),
            ("bullet", "A third that goes on."),
        ]

    def test_pictures_and_definitions_are_cuts(self, document: Document) -> None:
        assert [(cut.kind, cut.text) for cut in document.receipt.cuts] == [
            ("image", "![A hall](hall.png)"),
            ("link definition", "[1]: https://example.org"),
        ]
        assert document.receipt.reader == "markdown"


PAGE = """<html lang="en"><head><meta charset="utf-8"><title>Talks resume | The Echo</title>
<meta name="author" content="Ann Lee"><meta property="og:site_name" content="The Echo">
<meta property="article:published_time" content="2021-05-03T10:00:00Z">
<link rel="canonical" href="https://echo.example/talks"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Talks resume</h1>
<p>The minister spoke at noon in the capital, and nobody in the long hall answered him.</p>
<h2>What the paper says</h2>
<p>It says that both sides have to leave the island by the spring, or pay for it.</p>
<ul><li>The first point is about the ports.</li><li>The second is about fish.</li></ul>
<p>The talks will go on until one of the two sides has had enough of them.</p></article>
<div class="comments"><p>First!</p></div></body></html>"""


class TestPages:
    def test_a_page_gives_its_article_and_metadata(self, tmp_path: Path) -> None:
        path = tmp_path / "a.html"
        path.write_text(PAGE, encoding="utf-8")
        document = read_one(path)
        assert [block.kind for block in document.blocks] == [
            "headline", "paragraph", "heading", "paragraph", "bullet", "bullet", "paragraph",
        ]  # fmt: skip
        assert (document.title, document.author, document.source) == ("Talks resume", "Ann Lee", "The Echo")
        assert (document.published, document.url) == ("2021-05-03", "https://echo.example/talks")
        assert (document.receipt.reader, origin_of(document, "title")) == ("html (trafilatura)", "page metadata")
        assert "First!" not in document.text

    def test_a_declared_encoding_is_kept_to(self, tmp_path: Path) -> None:
        path = tmp_path / "a.htm"
        path.write_bytes(PAGE.replace("utf-8", "windows-1251").replace("fish", "рыба").encode("cp1251"))
        assert "рыба" in read_one(path).text

    def test_a_page_without_an_article_is_rejected(self, tmp_path: Path) -> None:
        path = tmp_path / "a.html"
        path.write_text("<html><body></body></html>", encoding="utf-8")
        assert reject_one(path) == "holds no article that could be found"


class TestTables:
    def test_columns_by_any_known_name(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text(f'ID,Outlet,Headline,Byline,Date,Link,Body\n7,Echo,Talks,By Ann Lee,2021-05-03,u,"{TEXT}"\n')
        document = read_one(path)
        assert (document.id, document.source, document.title) == ("7", "Echo", "Talks")
        assert (document.author, document.published, document.url) == ("Ann Lee", "2021-05-03", "u")
        assert origin_of(document, "source") == "column"

    def test_spaces_and_capitals_in_the_names_of_columns_do_not_matter(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text(
            f"Publication Date,Article Title,Author Name,Publisher Name,Article URL,Article Text\n"
            f'3 May 2021,Talks,Ann Lee,Echo,u,"{TEXT}"\n'
        )
        document = read_one(path)
        assert (document.source, document.title, document.published) == ("Echo", "Talks", "2021-05-03")
        assert (document.author, document.url) == ("Ann Lee", "u")

    def test_rows_without_text_are_rejected_by_number(self, tmp_path: Path) -> None:
        path = tmp_path / "a.tsv"
        path.write_text(f"id\ttext\n1\t{TEXT}\n2\t\n3\t{TEXT}\n", encoding="utf-8")
        documents = read(path)
        assert [item.id if isinstance(item, Document) else item.where for item in documents] == [
            "1", f"{path}, row 2", "3",
        ]  # fmt: skip

    def test_repeated_ids_are_numbered(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text("id,text\na,One.\na,Two.\na#2,Three.\na,Four.\n", encoding="utf-8")
        ids = [item.id for item in read(path, path) if isinstance(item, Document)]
        assert ids[:4] == ["a", "a#2", "a#2#2", "a#3"]
        assert len(set(ids)) == 8

    def test_a_table_without_text_names_its_columns(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text("id,texte\n1,Un mot.\n", encoding="utf-8")
        assert reject_one(path) == (
            "has no column 'text'. Did you mean 'texte'? Known: id, texte. Name the column that holds the text with "
            "--text-column."
        )
        assert read_one(path, ReadingOptions(text_column="texte")).text == "Un mot."

    @pytest.mark.parametrize("first", ["", "sep=;\n"])
    def test_a_spreadsheet_may_part_its_columns_with_semicolons(self, first: str, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text(f"\ufeff{first}title;text\nRain;It rained, and how.\n", encoding="utf-8")
        assert read_one(path).text == "Rain\n\nIt rained, and how."

    @pytest.mark.parametrize("name", ["a.json", "a.ndjson"])
    def test_rows_may_be_json_of_any_form(self, name: str, tmp_path: Path) -> None:
        rows = [{"text": "It rained.", "source": "The Post"}, {"text": "It shone.", "source": "The Times"}]
        text = json.dumps(rows, indent=1) if name == "a.json" else "\n".join(map(json.dumps, rows))
        (tmp_path / name).write_text(text, encoding="utf-8")
        found = [one for one in read_documents([tmp_path / name], ReadingOptions()) if isinstance(one, Document)]
        assert [(one.text, one.source) for one in found] == [("It rained.", "The Post"), ("It shone.", "The Times")]

    def test_one_path_may_stand_without_a_list(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("It rained on Monday.", encoding="utf-8")
        (one,) = read_documents(str(tmp_path / "a.txt"), ReadingOptions())
        assert isinstance(one, Document)
        assert one.text == "It rained on Monday."

    def test_a_field_may_be_longer_than_the_csv_module_likes(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text(f'text\n"{TEXT * 5000}"\n', encoding="utf-8")
        assert len(read_one(path).text) > 200_000

    def test_stray_bytes_in_a_row_spoil_only_that_row(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        good = "id,text\n" + "1,“Guaidó” spoke of Bogotá.\n" * 9
        path.write_bytes(good.encode() + b"2,\x93Mu\xf1oz\x94 spoke.\n")
        last = read(path)[-1]
        assert isinstance(last, Document)
        assert last.text == "“Muñoz” spoke."
        assert "cp1252" in last.receipt.notes[0]

    def test_bad_json_lines_are_rejected_and_the_rest_read(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        rows = [json.dumps({"text": TEXT, "authors": ["Ann Lee", "Bob Ray"]}), "{oops", "[1]", "", '{"text": "Two."}']
        path.write_text("\n".join(rows), encoding="utf-8")
        first, bad, odd, last = read(path)
        assert isinstance(first, Document)
        assert first.author == "Ann Lee, Bob Ray"
        assert isinstance(bad, Rejected)
        assert (bad.where, bad.reason[:11]) == (f"{path}, row 2", "is not JSON")
        assert isinstance(odd, Rejected)
        assert isinstance(last, Document)

    def test_parquet(self, tmp_path: Path) -> None:
        pyarrow = pytest.importorskip("pyarrow")
        parquet = pytest.importorskip("pyarrow.parquet")
        path = tmp_path / "a.parquet"
        table = pyarrow.table({"id": [1, 2], "text": [TEXT, None], "title": ["Talks", None]})
        parquet.write_table(table, path)
        first, second = read(path)
        assert isinstance(first, Document)
        assert (first.id, first.title) == ("1", "Talks")
        assert second == Rejected(f"{path}, row 2", "has no text")

    def test_parquet_without_pyarrow_says_what_to_install(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        path = tmp_path / "a.parquet"
        path.write_bytes(b"PAR1")
        with pytest.raises(InputError, match=r"framing\[parquet\]"):
            read(path)

    def test_a_broken_parquet_file_is_rejected(self, tmp_path: Path) -> None:
        pytest.importorskip("pyarrow")
        path = tmp_path / "a.parquet"
        path.write_bytes(b"PAR1 and nothing else")
        assert "Parquet" in reject_one(path)

    def test_rows_are_read_only_when_asked_for(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text('{"text": "One."}\n' * 3, encoding="utf-8")
        stream = read_documents([path])
        next(stream)
        stream.close()  # type: ignore[attr-defined]


class TestFolders:
    def test_a_folder_is_read_in_the_order_of_names(self, tmp_path: Path) -> None:
        for name in ["b.txt", "a.txt", "c/d.md", ".hidden.txt"]:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(f"{name} spoke.", encoding="utf-8")
        assert [item.id for item in read(tmp_path) if isinstance(item, Document)] == ["a", "b", "d"]

    def test_pictures_are_passed_over_and_papers_told(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
        (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
        (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4")
        (tmp_path / "d.json").write_text("{}", encoding="utf-8")
        document, paper, other = read(tmp_path)
        assert isinstance(document, Document)
        assert isinstance(paper, Rejected)
        assert "PDF" in paper.reason
        assert isinstance(other, Rejected)
        assert "has no column 'text'" in other.reason

    def test_a_bad_file_does_not_stop_the_rest(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"")
        (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
        bad, good = read(tmp_path)
        assert isinstance(bad, Rejected)
        assert isinstance(good, Document)


class TestSourcesFile:
    def write(self, folder: Path, content: str) -> None:
        (folder / "sources.toml").write_text(content, encoding="utf-8")

    def test_it_goes_before_the_text_and_its_name(self, text: Path) -> None:
        self.write(
            text.parent, '["echo.txt"]\nsource = "The Echo"\ndate = 2021-05-03\nkind = "transcript"\norigin = "X"\n'
        )
        document = read_one(text)
        assert (document.source, document.published, document.kind) == ("The Echo", "2021-05-03", "transcript")
        assert (document.origin, origin_of(document, "source")) == ("X", "sources.toml")

    def test_front_matter_is_asked_after_it(self, text: Path) -> None:
        text.write_text(f"---\nsource: Front\nurl: u\n---\n{TEXT}", encoding="utf-8")
        self.write(text.parent, '["echo.txt"]\nsource = "The Echo"\n')
        assert (read_one(text).source, read_one(text).url) == ("The Echo", "u")

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            ('["echo.txt"]\nsorce = "x"\n', "Did you mean 'source'"),
            ('["echo.txt"]\nkind = "articel"\n', "Did you mean 'article'"),
            ('["echo.txt"]\ntitle = 3\n', "title is not text"),
            ('source = "x"\n', "is not a table"),
            ("[oops", "is not valid TOML"),
        ],
    )
    def test_faults_are_told_with_the_nearest_name(self, text: Path, content: str, message: str) -> None:
        self.write(text.parent, content)
        with pytest.raises(InputError, match=message):
            read(text)

    def test_an_entry_without_a_file_is_noted(self, text: Path) -> None:
        self.write(text.parent, '["gone.txt"]\nsource = "x"\n')
        assert read_one(text).receipt.notes == ("sources.toml describes 'gone.txt', which is not in the folder",)


class TestStandardInput:
    def pipe(self, monkeypatch: pytest.MonkeyPatch, data: bytes) -> list[Document | Rejected]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return read("-")

    def test_text(self, monkeypatch: pytest.MonkeyPatch) -> None:
        (document,) = self.pipe(monkeypatch, b"\n{ The minister spoke }\n\nNobody answered.")
        assert isinstance(document, Document)
        assert document.text == "{ The minister spoke }\n\nNobody answered."
        assert document.receipt.missing == ("source", "title", "author", "published", "url")

    def test_json_lines(self, monkeypatch: pytest.MonkeyPatch) -> None:
        one, two = self.pipe(monkeypatch, b'\n {"text": "One.", "source": "A"}\n{"text": "Two."}\n')
        assert isinstance(one, Document)
        assert (one.source, one.text) == ("A", "One.")
        assert isinstance(two, Document)

    def test_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.pipe(monkeypatch, b"") == [Rejected("standard input", "is empty")]


def test_metadata_given_as_an_option_reaches_every_document(text: Path) -> None:
    document = read_one(text, ReadingOptions(metadata=Metadata(author="Ann Lee", kind="transcript")))
    assert (document.author, document.kind) == ("Ann Lee", "transcript")


def test_every_pattern_of_the_boilerplate_file_compiles() -> None:
    assert furniture().inside
    assert header_rules()
    assert patterns("origin")


def test_a_bad_pattern_is_told_with_its_place() -> None:
    with pytest.raises(LexiconError, match=r"boilerplate\.toml, here: bad pattern"):
        compile_pattern("(", "here")
    with pytest.raises(LexiconError, match="NOTOKEN"):
        compile_pattern("<NOTOKEN>", "here")


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("Subscribe today and get three months free.", True),
        ("Subscribe now for £1 a week", True),
        ("Join us today and save 30% on your first year.", True),
        ("Readers who subscribe to the service must pay more, the regulator said.", False),
        ("Join the union today, and you pay less, its leader told the crew.", False),
    ],
)
def test_an_offer_to_subscribe_is_cut_and_news_of_one_is_kept(line: str, cut: bool) -> None:
    text = f"Rain fell on the hills.\n\n{line}\n\nThe river rose by a metre on Monday, the town said."
    assert (line in make_document(text, Metadata(id="a")).text) is not cut
