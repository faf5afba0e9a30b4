"""The command line as a user meets it: products on stdout, talk on stderr, exit codes, wrong use answered well."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from framing.tables import CLAIM_COLUMNS, TAG_COLUMNS
from tests.conftest import ROOT, SEEDS, SMALL

GOOD = "The war machine rolled on. “We will stand firm,” said Ana Ruiz, the minister. They fought the puppets."


def run(*arguments: str | Path, stdin: str | bytes = b"", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [sys.executable, "-m", "framing", *map(str, arguments)],
        input=data,
        capture_output=True,
        cwd=cwd,
        check=False,
    )
    text = subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )
    assert "Traceback" not in text.stderr
    return text


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_report_prints_a_summary_and_writes_the_page(tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    done = run("report", SEEDS, "--out", out)
    assert done.returncode == 0
    assert "Global Research" in done.stdout
    assert f"wrote {out}" in done.stderr
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize("kind", ["terminal", "html", "markdown", "json"])
def test_two_runs_give_the_same_bytes(kind: str) -> None:
    first, second = (run("report", SEEDS, "--to", kind) for _ in range(2))
    assert first.returncode == 0
    assert first.stdout == second.stdout
    assert len(first.stdout) > 500


def test_json_has_the_promised_shape() -> None:
    data = json.loads(run("report", SEEDS, "--to", "json").stdout)
    assert list(data) == [
        *("schema", "provenance", "axis", "sources", "documents", "contrasts", "copies"),
        *("coverage", "narratives", "namings", "split"),
    ]
    assert {lexicon["name"] for lexicon in data["provenance"]["lexicons"]} == {
        "establishment",
        "establishment-learned",
        "loaded",
        "policy",
    }
    for unit in (*data["sources"], *data["documents"]):
        stance = unit["stance"]
        assert ("refusal" in stance) != ({"direction", "low", "high", "step"} <= stance.keys())
        assert set(unit["by_voice"]) == {"own", "headline", "direct", "indirect"}
        assert "intensity" in stance
    assert all("source" in unit and "documents" in unit and "claims" in unit for unit in data["sources"])


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_tables_go_into_a_folder_with_provenance(tmp_path: Path, kind: str, article: Path) -> None:
    import pandas as pd

    done = run("report", article, "--to", kind, "--out", tmp_path / "tables")
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "tables").iterdir()}
    assert names == {
        "provenance.json",
        *(f"{n}.{kind}" for n in ("sources", "documents", "contrasts", "claims", "tags", "scores")),
        *(f"{n}.{kind}" for n in ("facts", "narratives", "namings")),
    }
    read = pd.read_csv if kind == "csv" else pd.read_parquet
    assert list(read(tmp_path / "tables" / f"tags.{kind}").columns) == list(TAG_COLUMNS)


def test_tables_need_a_folder(article: Path) -> None:
    done = run("report", article, "--to", "csv")
    assert done.returncode == 2
    assert "--out" in done.stderr


def test_claims_are_json_lines_with_stable_columns(article: Path) -> None:
    rows = [json.loads(line) for line in run("claims", article).stdout.splitlines()]
    assert all(list(row) == list(CLAIM_COLUMNS) for row in rows)
    assert [row["voice"] for row in rows] == ["own", "direct", "own"]
    assert rows[1]["speaker"].startswith("Ana Ruiz")
    assert rows[1]["cue"] == "said"


def test_tags_are_csv_with_stable_columns(article: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("tags", article, "--to", "csv").stdout)))
    assert list(rows[0]) == list(TAG_COLUMNS)
    assert "war machine" in {row["text"] for row in rows}


def test_stdin_is_a_document() -> None:
    done = run("claims", "-", stdin="It rained. It snowed.")
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == ["It rained.", "It snowed."]


def test_explain_shows_the_arithmetic() -> None:
    done = run("explain", SEEDS, "--source", "Global Research")
    assert done.returncode == 0
    assert "direction = " in done.stdout
    assert "learned, a passage: " in done.stdout
    data = json.loads(run("explain", SEEDS, "--source", "Global Research", "--to", "json").stdout)
    counted = sum(tag["weight"] for tag in data["tags"] if tag["counted"] == "counted" and tag["pole"])
    assert counted * 1000 == pytest.approx(data["evidence"]["plus"] + data["evidence"]["minus"])


def test_tags_tell_learned_words_when_asked() -> None:
    written, both = (run("tags", SEEDS, *more).stdout.splitlines() for more in ((), ("--learned",)))
    lexicons = {json.loads(line)["lexicon"] for line in both}
    assert "establishment-learned" in lexicons
    assert len(both) > 3 * len(written)
    assert set(written) <= set(both)


def test_another_axis_works_alike(tmp_path: Path) -> None:
    """Directions, poles and wording come from the lexicon file, here left and right in US news."""
    for name, text in (
        (
            "Left",
            "Commonsense gun safety laws save lives. The gun lobby buys votes. A gun violence epidemic.",
        ),
        (
            "Right",
            "Law-abiding gun owners keep God-given rights. Gun grabbers attack Second Amendment rights.",
        ),
    ):
        (tmp_path / f"{name}.txt").write_text(" ".join([text] * 3), encoding="utf-8")
    data = json.loads(run("report", tmp_path, "--lexicon", "left-right", "--to", "json").stdout)
    stances = {unit["id"]: unit["stance"] for unit in data["documents"]}
    assert data["axis"]["lexicon"] == "left-right"
    directions = [stance.get("direction") for _, stance in sorted(stances.items())]
    assert directions[0] is not None
    assert directions[1] is not None
    assert directions[0] < 0 < directions[1]


def test_explain_refuses_what_the_report_refuses() -> None:
    done = run("explain", SEEDS, "--source", "Verity")
    assert done.stdout.startswith("Verity: several sides, see its sections")


def test_explain_and_report_agree_where_a_source_prints_a_text_twice(tmp_path: Path) -> None:
    text = (SEEDS / "000_a62c9c3c402e8167.txt").read_text(encoding="utf-8")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    source = ("--source", "Global Research")
    explained = json.loads(run("explain", tmp_path, *source, "--to", "json").stdout)
    reported = json.loads(run("report", tmp_path, *source, "--to", "json").stdout)
    assert explained["stance"] == reported["sources"][0]["stance"]


def test_compare_puts_documents_side_by_side() -> None:
    done = run("compare", SEEDS, "--by", "document")
    assert done.returncode == 0
    assert "5 documents side by side" in done.stdout
    assert "Gustavo Petro's" in done.stdout
    assert "Words that set them apart" in done.stdout
    data = json.loads(run("compare", SEEDS, "--by", "document", "--to", "json").stdout)
    assert [unit["source"] for unit in data["sources"]] == [unit["id"] for unit in data["documents"]]


class TestWrongUse:
    def test_missing_file(self, article: Path) -> None:
        done = run("report", article.with_name("artcle.txt"))
        assert done.returncode == 1
        assert "artcle.txt" in done.stderr
        assert "article.txt" in done.stderr

    def test_empty_file(self, tmp_path: Path) -> None:
        path = tmp_path / "empty.txt"
        path.write_bytes(b"")
        done = run("report", path)
        assert done.returncode == 1
        assert "empty" in done.stderr

    @pytest.mark.parametrize("command", ["report", "worksheet", "stance"])
    def test_empty_folder(self, command: str, tmp_path: Path) -> None:
        done = run(command, tmp_path, "--out", tmp_path.with_name("out.html"))
        assert done.returncode == 1
        assert f"{tmp_path}: is a folder that holds no file to read" in done.stderr

    @pytest.mark.parametrize("command", ["story", "worksheet"])
    def test_one_article_twice(self, command: str, article: Path, tmp_path: Path) -> None:
        again = article.with_name("again.txt")
        again.write_bytes(article.read_bytes())
        done = run(command, article, again, "--out", tmp_path / "out.html")
        assert done.returncode == 0
        assert "framing: again, article are the same text" in done.stderr

    @pytest.mark.parametrize("content", [b"\x00\x01\x02\x03" * 200, b"\x89PNG\r\n\x1a\n" + bytes(range(256))])
    def test_binary_file(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "picture.txt"
        path.write_bytes(content)
        done = run("report", path)
        assert done.returncode == 1
        assert "picture.txt" in done.stderr

    def test_another_encoding_is_read_and_told(self, tmp_path: Path) -> None:
        path = tmp_path / "latin.txt"
        path.write_bytes(
            "El señor Muñoz dijo que la reunión terminó. Así será mañana también.\n".encode("cp1252") * 5
        )
        done = run("report", path, "--to", "json")
        data = json.loads(done.stdout)
        assert done.returncode == 0
        assert any("cp1252" in note or "1252" in note for note in data["documents"][0]["receipt"]["notes"])

    def test_wrong_encoding_given(self, tmp_path: Path) -> None:
        path = tmp_path / "latin.txt"
        path.write_bytes("El señor Muñoz".encode("cp1252"))
        done = run("report", path, "--encoding", "utf-8")
        assert done.returncode == 1
        assert "latin.txt" in done.stderr
        assert "utf-8" in done.stderr

    def test_unknown_encoding(self, article: Path) -> None:
        done = run("report", article, "--encoding", "utf-88")
        assert done.returncode in (1, 2)
        assert "utf-88" in done.stderr

    def test_table_without_a_text_column_names_the_columns_found(self, tmp_path: Path) -> None:
        path = tmp_path / "table.csv"
        path.write_text("nummer,txt_col\n1,hello there\n", encoding="utf-8")
        done = run("report", path)
        assert done.returncode == 1
        assert "nummer" in done.stderr
        assert "txt_col" in done.stderr
        assert run("report", path, "--text-column", "txt_col").returncode == 0

    def test_unknown_lexicon_names_the_nearest(self, article: Path) -> None:
        done = run("report", article, "--lexicon", "establishmnt")
        assert done.returncode == 1
        assert "Did you mean 'establishment'" in done.stderr

    def test_broken_toml(self, article: Path, tmp_path: Path) -> None:
        path = tmp_path / "broken.toml"
        path.write_text('name = "x"\n[frames.a\n', encoding="utf-8")
        done = run("report", article, "--lexicon", path)
        assert done.returncode == 1
        assert "broken.toml" in done.stderr
        assert "line 2" in done.stderr

    def test_a_faulty_lexicon_names_file_line_and_key(self, article: Path, tmp_path: Path) -> None:
        path = tmp_path / "faulty.toml"
        path.write_text(SMALL.replace("weight = 0.5", "wieght = 0.5"), encoding="utf-8")
        done = run("report", article, "--lexicon", path)
        assert done.returncode == 1
        assert f"{path}:25: frames.empire.entries[1].wieght" in done.stderr
        assert "Did you mean 'weight'" in done.stderr

    def test_one_bad_file_among_ten(self, tmp_path: Path) -> None:
        for number in range(9):
            (tmp_path / f"good{number}.txt").write_text(GOOD, encoding="utf-8")
        (tmp_path / "bad.txt").write_bytes(b"\x00" * 99)
        done = run("report", tmp_path, "--to", "json")
        data = json.loads(done.stdout)
        assert done.returncode == 0
        assert len(data["documents"]) == 9
        assert [Path(one["where"]).name for one in data["provenance"]["rejected"]] == ["bad.txt"]
        assert "bad.txt" in done.stderr

    @pytest.mark.parametrize("text", ["Yes", "Warmonger"])
    def test_one_word_is_refused(self, text: str) -> None:
        data = json.loads(run("report", "-", "--to", "json", stdin=text).stdout)
        assert data["documents"][0]["stance"]["refusal"] == "too little evidence"

    def test_right_to_left_text(self) -> None:
        text = "قال الرئيس إن الحكومة ستواصل العمل. شكرا لكم جميعا على الحضور اليوم."
        done = run("report", "-", "--to", "json", stdin=text)
        assert done.returncode == 0
        assert json.loads(done.stdout)["documents"][0]["claims"] == 2

    def test_script_in_the_text_is_escaped(self) -> None:
        text = "He wrote <script>alert(1)</script> and the war machine rolled on. Nobody laughed."
        page = run("report", "-", "--to", "html", "--source", "<b>S</b>", stdin=text).stdout
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "<b>S</b>" not in page

    def test_no_tags_at_all(self) -> None:
        for kind in ("terminal", "html", "markdown", "json"):
            done = run("report", "-", "--to", kind, stdin="It rained in the night. The road was wet.")
            assert done.returncode == 0
            assert "too little evidence" in done.stdout

    def test_out_into_a_missing_folder(self, article: Path, tmp_path: Path) -> None:
        done = run("report", article, "--out", tmp_path / "no" / "report.html")
        assert done.returncode == 2
        assert "cannot be written" in done.stderr

    def test_many_bad_files_do_not_flood_the_terminal(self, tmp_path: Path) -> None:
        (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
        for number in range(30):
            (tmp_path / f"bad{number:02}.txt").write_bytes(b"\x00" * 99)
        done = run("report", tmp_path, "--to", "json")
        assert done.returncode == 0
        assert done.stderr.count("skipped") == 21
        assert "skipped 10 more" in done.stderr
        assert len(json.loads(done.stdout)["provenance"]["rejected"]) == 30

    def test_tables_into_a_file(self, article: Path) -> None:
        done = run("report", article, "--to", "csv", "--out", article)
        assert done.returncode == 2
        assert "cannot be written" in done.stderr
        assert article.read_text(encoding="utf-8") == GOOD

    def test_an_ending_that_says_nothing(self, article: Path, tmp_path: Path) -> None:
        done = run("report", article, "--out", tmp_path / "report.pdf")
        assert done.returncode == 2
        assert ".html" in done.stderr
        assert not (tmp_path / "report.pdf").exists()

    def test_check_goes_on_after_a_broken_file(self, tmp_path: Path) -> None:
        broken, faulty = tmp_path / "broken.toml", tmp_path / "faulty.toml"
        broken.write_text("name =\n", encoding="utf-8")
        faulty.write_text(SMALL.replace("weight = 0.5", "wieght = 0.5"), encoding="utf-8")
        done = run("lexicon", "check", broken, faulty)
        assert done.returncode == 1
        assert "broken.toml" in done.stdout
        assert "faulty.toml" in done.stdout

    def test_unknown_source_to_explain_names_the_nearest(self) -> None:
        done = run("explain", SEEDS, "--source", "Globl Research")
        assert done.returncode == 2
        assert "Did you mean 'Global Research'" in done.stderr

    def test_unknown_option(self, article: Path) -> None:
        assert run("report", article, "--tto", "html").returncode == 2

    @pytest.mark.slow
    def test_fifty_megabytes_of_text(self, tmp_path: Path) -> None:
        path = tmp_path / "long.txt"
        path.write_text((GOOD + "\n\n") * (50_000_000 // (len(GOOD.encode()) + 2)), encoding="utf-8")
        done = run("tags", path, "--lexicon", "establishment", "--out", tmp_path / "tags.jsonl")
        assert done.returncode == 0
        assert (tmp_path / "tags.jsonl").stat().st_size > 50_000_000


def test_lexicon_commands(tmp_path: Path) -> None:
    old, new = tmp_path / "old.toml", tmp_path / "new.toml"
    old.write_text(SMALL, encoding="utf-8")
    new.write_text(SMALL.replace("weight = 0.5", "weight = 0.6"), encoding="utf-8")
    assert "establishment" in run("lexicon", "list").stdout
    assert "rules-based order" in run("lexicon", "show", old, "--frame", "order").stdout
    assert run("lexicon", "check", old).returncode == 0
    faulty = run("lexicon", "check", new, "--against", old)
    assert faulty.returncode == 1
    assert "still 1.0.0" in faulty.stdout
    assert "weight 0.5 -> 0.6" in run("lexicon", "diff", old, new).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("tags", "seeds", "--to", "jsonlines"),
            "--to cannot be 'jsonlines'. Did you mean 'jsonl'? Known: csv, jsonl.",
        ),
        (("worksheet", "seeds", "--paper", "a5"), "--paper cannot be 'a5'. Known: a4, letter."),
        (("lexicon", "list", "--to", "html"), "--to cannot be 'html'. Known: json, terminal."),
    ],
)
def test_a_value_that_an_option_does_not_know_is_told_with_those_it_knows(
    arguments: tuple[str, ...], said: str
) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stderr.strip()) == (2, f"framing: {said}")
