"""`framing analyze`: the same bytes however it runs, nothing half, nothing lost, and back again as it was."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.analyses import Analysis, analyze
from framing.archives import Notice, Plan, lots, parts, read_archive, rename, write_archive
from framing.archives.arrays import make_array
from framing.archives.model import SCORES, TABLES
from framing.archives.schemas import columns_of
from framing.claims.model import Claim, Reported
from framing.claims.passives import Deletion
from framing.documents import ReadingOptions, archived, read_documents
from framing.documents.identities import TakenIds
from framing.documents.model import Block, Cut, Document, Finding, Receipt, Rejected, Span
from framing.engines import run_batches
from framing.errors import FramingError, InputError, UsageError
from framing.lexicons import Lexicon, load_lexicons
from framing.reporting import Settings, analyze_paths, make_report, read_paths
from framing.tables import CLAIM_COLUMNS, TAG_COLUMNS, score_rows
from framing.tags import Tag
from framing.weighings import Weighings
from tests.conftest import ROOT, SEEDS

pytest.importorskip("pyarrow")

SAID = "“We will stand firm,” said Ana Ruiz, the minister. Critics spoke of a “war machine” of puppets."


def rows(count: int) -> list[dict[str, str]]:
    """Articles with a repeated id, one without text and a line in quotation marks."""
    made = [
        {"id": f"a{day % 37}", "source": f"Paper {day % 3}", "title": f"Day {day}", "text": f"{SAID} {day}."}
        for day in range(count)
    ]
    made[3]["text"] = " "
    return made


def lines(count: int) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows(count)) + "{oops\n"


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text(lines(90), encoding="utf-8")
    return path


@pytest.fixture
def plan(small_path: Path) -> Plan:
    return Plan(lexicons=(str(small_path),), jobs=1)


@pytest.fixture
def small_lots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lots of 8 items, parts of 16 documents, row groups of about four."""
    monkeypatch.setattr(lots, "LOT_ITEMS", 8)
    monkeypatch.setattr(parts, "PART_DOCUMENTS", 16)
    monkeypatch.setattr(parts, "GROUP_CHARACTERS", 400)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "seeds"
    write_archive([SEEDS], folder, Plan(jobs=1))
    return folder


class TestReadingBack:
    def test_analyses_come_back_equal(self, seeds: Path) -> None:
        lexicons = load_lexicons()
        fresh = [
            analyze(document, lexicons) for document in read_documents([SEEDS]) if isinstance(document, Document)
        ]
        assert list(read_archive(seeds, lexicons)) == fresh
        assert any(analysis.deletions for analysis in fresh)
        assert any(analysis.learned for analysis in fresh)

    def test_the_report_is_the_same_bytes(self, seeds: Path) -> None:
        assert make_report([seeds]).to("json") == make_report([SEEDS]).to("json")

    def test_what_could_not_be_read_is_reported_too(self, tmp_path: Path, plan: Plan) -> None:
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "a.txt").write_text(SAID, encoding="utf-8")
        (tmp_path / "in" / "b.txt").write_bytes(b"\0" * 99)
        chosen = Settings(plan.lexicons)
        write_archive([tmp_path / "in"], tmp_path / "out", plan)
        stored, fresh = (make_report([tmp_path / name], chosen).to("json") for name in ("out", "in"))
        assert stored == fresh
        assert "b.txt" in stored

    def test_stories_and_claims_need_no_lexicon(self, seeds: Path) -> None:
        assert list(read_paths([seeds])) == list(read_documents([SEEDS]))
        told: list[object] = []
        assert list(analyze_paths([seeds], (), watch=told.append)) == list(analyze_paths([SEEDS], ()))
        assert not any(isinstance(one, Notice) for one in told)

    def test_some_of_its_lexicons_are_enough(self, seeds: Path) -> None:
        (loaded,) = load_lexicons(["loaded"])
        written = [replace(one, learned=None) for one in load_lexicons(["establishment"])]
        for lexicons in ((loaded,), tuple(written)):
            assert list(analyze_paths([seeds], lexicons)) == list(analyze_paths([SEEDS], lexicons))

    @pytest.mark.parametrize("place", ["west", "russia"])
    def test_with_other_lexicons_its_documents_are_analysed_again(
        self, seeds: Path, small_path: Path, place: str
    ) -> None:
        names = [str(small_path)] if place == "west" else ["loaded"]
        lexicons, told = load_lexicons(names, place), list[object]()
        assert list(analyze_paths([seeds], lexicons, watch=told.append)) == list(analyze_paths([SEEDS], lexicons))
        (notice,) = (one for one in told if isinstance(one, Notice))
        assert "5 documents are analysed again" in notice.text

    def test_an_archive_can_be_analysed_again(self, seeds: Path, tmp_path: Path, plan: Plan) -> None:
        for number, path in enumerate((seeds, SEEDS)):
            write_archive([path], tmp_path / str(number), plan)
        again, fresh = (files_of(tmp_path / number) for number in "01")
        assert all(again[name] == fresh[name] for name in fresh if name.endswith(".parquet"))

    def test_it_is_one_input_among_others(self, seeds: Path, tmp_path: Path) -> None:
        (tmp_path / "text.txt").write_text(SAID, encoding="utf-8")
        found = [analysis.document.id for analysis in analyze_paths([SEEDS, tmp_path, seeds], ())]
        assert len(found) == len(set(found)) == 11
        assert found[6:] == [f"{name}#2" for name in found[:5]]

    def test_one_beside_the_articles_is_passed_over(self, seeds: Path, tmp_path: Path, plan: Plan) -> None:
        """Its documents may be the very articles, which must not count twice."""
        shutil.copytree(seeds, tmp_path / "all" / "stored")
        (tmp_path / "all" / "text.txt").write_text(SAID, encoding="utf-8")
        passed, document = read_documents([tmp_path / "all"])
        assert isinstance(passed, Rejected)
        assert "name the folder itself" in passed.reason
        assert isinstance(document, Document)
        write_archive([tmp_path / "all"], tmp_path / "all" / "out", plan)
        stored, fresh = (
            make_report([path], Settings(plan.lexicons)).to("json")
            for path in (tmp_path / "all" / "out", tmp_path / "all")
        )
        assert stored == fresh

    def test_nothing_more_can_be_said_of_its_documents(self, seeds: Path) -> None:
        with pytest.raises(UsageError, match="read already"):
            list(read_paths([seeds], ReadingOptions(source="Another")))

    def test_a_damaged_one_is_told(self, seeds: Path, tmp_path: Path) -> None:
        shutil.copytree(seeds, tmp_path / "a")
        (tmp_path / "a" / "claims" / "part-00000.parquet").write_bytes(b"PAR1")
        with pytest.raises(InputError, match=r"part-00000.parquet: is damaged"):
            list(read_archive(tmp_path / "a", ()))

    def test_one_of_a_later_schema_is_told(self, seeds: Path, tmp_path: Path) -> None:
        shutil.copytree(seeds, tmp_path / "a")
        manifest = tmp_path / "a" / "manifest.json"
        manifest.write_text(manifest.read_text().replace(archived.SCHEMA, "framing-analysis/9"))
        with pytest.raises(InputError, match="framing-analysis/9; this version reads"):
            list(read_paths([tmp_path / "a"]))

    @settings(max_examples=25)
    @given(texts=st.lists(st.text(max_size=60), min_size=1, max_size=4), said=st.booleans())
    def test_any_text_comes_back(
        self, texts: list[str], said: bool, small: Lexicon, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        place = tmp_path_factory.mktemp("any")
        data = [{"text": f"A word. {text} {SAID if said else ''}", "title": text} for text in texts]
        (place / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in data), encoding="utf-8")
        write_archive([place / "a.jsonl"], place / "out", Plan((small.path,), jobs=1))
        fresh = list(analyze_paths([place / "a.jsonl"], [small]))
        assert list(read_archive(place / "out", [small])) == fresh
        shutil.rmtree(place)


def full_analysis(small: Lexicon) -> Analysis:
    """An analysis in which no field has its default."""
    text = "Title\nAna Ruiz said they were shot by “friends”."
    claim = Claim(
        "a", 1, 6, 46, "indirect", "opinion", "One", Span(6, 14), Span(15, 19), "doubting",
        (Reported(20, 45, "direct", Span(6, 14), Span(15, 19), "neutral"),), (Span(37, 45),), "opinion-like",
    )  # fmt: skip
    receipt = Receipt(
        "html", 9, 8, (Cut("share", "Tweet", 3),), ("a|b",), (Finding("url", "u", "page"),), ("t",), ("n",)
    )
    blocks = (Block(0, 5, "headline", "One"), Block(6, 46, "bullet", "Two"))
    names = ("source", "title", "author", "published", "url", "kind", "origin", "language")
    document = Document("a", text, blocks=blocks, receipt=receipt, **{name: f"x{name}" for name in names})
    tag = Tag("a", 1, 20, 24, "small", "empire", "critical", -1, "they *", 567, "direct", True, True)
    return Analysis(
        document, (claim,), (tag,), (Deletion(1, 25, 34, "nominalisation", "shot", True),), Weighings("a")
    )


def test_every_field_comes_back(small: Lexicon, tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    made = full_analysis(small)
    for value in (made.document, made.document.receipt, made.claims[0], made.claims[0].reported[0], made.tags[0]):
        for field in fields(value):
            assert getattr(value, field.name) != field.default, f"{field.name} is not tried: give it a value above"
    monkeypatch.setattr("framing.archives.harvests.analyze", lambda document, lexicons: made)
    (tmp_path / "a.txt").write_text("Anything.", encoding="utf-8")
    write_archive([tmp_path / "a.txt"], tmp_path / "out", plan)
    assert list(read_archive(tmp_path / "out", [small])) == [made]


def test_renaming_reaches_every_part(seeds: Path) -> None:
    analysis = next(analyze_paths([seeds], load_lexicons()))
    renamed = rename(analysis, "new")
    parts_of = (*renamed.claims, *renamed.tags, *renamed.learned)
    assert {renamed.document.id, *(part.document for part in parts_of)} == {"new"}
    assert rename(renamed, analysis.document.id) == analysis


@pytest.mark.usefixtures("small_lots")
class TestSameBytes:
    def test_however_many_processes(self, table: Path, tmp_path: Path, plan: Plan) -> None:
        for jobs in (1, 1, 2):
            write_archive([table], tmp_path / "out", replace(plan, jobs=jobs))
            (tmp_path / "out").rename(tmp_path / f"out{len(list(tmp_path.glob('out*')))}")
        first, second, pooled = (files_of(path) for path in sorted(tmp_path.glob("out*")))
        assert first == second == pooled
        assert "claims/part-00004.parquet" in first

    @pytest.mark.parametrize("lots_done", [0, 1, 5])
    def test_however_often_stopped(self, table: Path, tmp_path: Path, plan: Plan, lots_done: int) -> None:
        whole, stopped = tmp_path / "whole", tmp_path / "stopped"
        write_archive([table], whole, plan)
        for _ in range(2):
            with pytest.raises(KeyboardInterrupt):
                write_archive([table], stopped, replace(plan, resume=True), stop_after(lots_done))
            assert not list(stopped.rglob(".*"))
            assert not (stopped / "manifest.json").exists()
        manifest = write_archive([table], stopped, replace(plan, resume=True))
        assert files_of(stopped) == files_of(whole)
        assert manifest.counts["documents"] == 89
        assert manifest.counts["rejected"] == 2

    @pytest.mark.parametrize("jobs", [1, 2])
    def test_after_a_kill(self, tmp_path: Path, small_path: Path, plan: Plan, jobs: int) -> None:
        """Killed while it waits for more of its input: what is whole stays, no process is left, and it goes on."""
        out, text = tmp_path / "out", lines(120)
        process = start(out, small_path, jobs, text[: len(text) * 3 // 4])
        wait_for(lambda: len(list(out.glob("parts/part-*.json"))) >= 2)
        process.kill()
        process.communicate(timeout=60)  # the workers hold its standard error until they end
        assert not (out / "manifest.json").exists()
        resumed = subprocess.run(
            command(out, small_path, jobs, "--resume"),
            input=text.encode(),
            capture_output=True,
            cwd=ROOT,
            check=False,
        )
        assert resumed.returncode == 0, resumed.stderr
        (tmp_path / "in.jsonl").write_text(text, encoding="utf-8")
        whole = start(tmp_path / "whole", small_path, 1, text)
        whole.communicate(timeout=60)
        assert files_of(out) == files_of(tmp_path / "whole")

    def test_ctrl_c_ends_cleanly(self, tmp_path: Path, small_path: Path) -> None:
        out = tmp_path / "out"
        process = start(out, small_path, 2, lines(120))
        wait_for(lambda: len(list(out.glob("parts/part-*.json"))) >= 2)
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
        assert process.returncode == 130
        assert b"--resume" in told
        assert b"Traceback" not in told
        assert not list(out.rglob(".*"))


def stop_after(count: int) -> Callable[[object], None]:
    calls: list[object] = []

    def watch(progress: object) -> None:
        calls.append(progress)
        if len(calls) > count:
            raise KeyboardInterrupt

    return watch


def command(out: Path, lexicon: Path, jobs: int, *more: str) -> list[str]:
    code = (
        # a shell that runs the tests in the background lets them ignore Ctrl-C, and all that they start
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from framing.archives import lots, parts; from framing.cli import main\n"
        "lots.LOT_ITEMS, parts.PART_DOCUMENTS, parts.GROUP_CHARACTERS = 8, 16, 400\n"
        "main()"
    )
    options = ["--out", str(out), "--lexicon", str(lexicon), "--jobs", str(jobs), *more]
    return [sys.executable, "-c", code, "analyze", "-", *options]


def start(out: Path, lexicon: Path, jobs: int, text: str) -> subprocess.Popen[bytes]:
    """Start a run and write `text` to its standard input, which stays open."""
    process = subprocess.Popen(
        command(out, lexicon, jobs), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        cwd=ROOT, start_new_session=True,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(text.encode())
    process.stdin.flush()
    return process


def wait_for(happened: Callable[[], bool]) -> None:
    for _ in range(1200):
        if happened():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen within two minutes")


class TestRefusals:
    def test_a_folder_with_other_files(self, table: Path, tmp_path: Path, plan: Plan) -> None:
        for resume in (False, True):
            with pytest.raises(UsageError, match="holds other files"):
                write_archive([table], tmp_path, replace(plan, resume=resume))
        with pytest.raises(UsageError, match="is a file"):
            write_archive([table], table, plan)

    @pytest.mark.usefixtures("small_lots")
    def test_an_unfinished_run(self, table: Path, tmp_path: Path, plan: Plan, small_path: Path) -> None:
        out = tmp_path / "out"
        with pytest.raises(KeyboardInterrupt):
            write_archive([table], out, plan, stop_after(4))
        with pytest.raises(UsageError, match=r"unfinished run\. Go on with it by --resume"):
            write_archive([table], out, plan)
        with pytest.raises(InputError, match="unfinished run of framing analyze"):
            list(read_paths([out]))
        for other, name in (
            (replace(plan, lexicons=("loaded",)), "lexicons"),
            (replace(plan, place="russia"), "settings"),
            (replace(plan, reading=ReadingOptions(source="X")), "settings"),
        ):
            with pytest.raises(UsageError, match=f"begun with other {name}"):
                write_archive([table], out, replace(other, resume=True))
        with pytest.raises(UsageError, match="begun with other inputs"):
            write_archive([table, SEEDS], out, replace(plan, resume=True))
        table.write_text(lines(90).replace("Day 1", "Night 1"), encoding="utf-8")
        with pytest.raises(UsageError, match="not those that this run began with"):
            write_archive([table], out, replace(plan, resume=True))
        table.write_text("", encoding="utf-8")
        with pytest.raises(UsageError, match="not those that this run began with"):
            write_archive([table], out, replace(plan, resume=True))

    def test_a_finished_one(self, seeds: Path) -> None:
        before = files_of(seeds)
        with pytest.raises(UsageError, match="holds a finished analysis"):
            write_archive([SEEDS], seeds, Plan(jobs=1))
        assert write_archive([SEEDS], seeds, Plan(jobs=1, resume=True)).counts["documents"] == 5
        assert files_of(seeds) == before

    def test_nothing_to_read(self, tmp_path: Path, plan: Plan) -> None:
        (tmp_path / "a.txt").write_bytes(b"\0" * 99)
        with pytest.raises(InputError, match=r"a\.txt"):
            write_archive([tmp_path / "a.txt"], tmp_path / "out", plan)
        assert "a.txt" in (tmp_path / "out" / "rejected.jsonl").read_text(encoding="utf-8")
        assert not (tmp_path / "out" / "manifest.json").exists()

    def test_without_pyarrow(self, table: Path, tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        with pytest.raises(UsageError, match=r"pip install 'framing\[parquet\]'"):
            write_archive([table], tmp_path / "out", plan)
        assert not (tmp_path / "out").exists()


class TestBadInputs:
    def test_they_are_listed_and_stop_nothing(self, table: Path, tmp_path: Path, plan: Plan) -> None:
        manifest = write_archive([table], tmp_path / "out", plan)
        told = [json.loads(line) for line in (tmp_path / "out" / "rejected.jsonl").read_text().splitlines()]
        assert [one["where"] for one in told] == [f"{table}, row 4", f"{table}, row 91"]
        assert [one["reason"][:11] for one in told] == ["has no text", "is not JSON"]
        assert manifest.counts["rejected"] == 2

    def test_a_text_that_breaks_the_analysis_stops_nothing(
        self, table: Path, tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def break_off(document: Document, lexicons: object) -> Analysis:
            if document.title == "Day 7":
                raise RecursionError("too deep")
            return analyze(document, ())

        monkeypatch.setattr("framing.archives.harvests.analyze", break_off)
        manifest = write_archive([table], tmp_path / "out", plan)
        assert manifest.counts["documents"] == 88
        assert "could not be analysed (RecursionError: too deep)" in (tmp_path / "out" / "rejected.jsonl").read_text()

    def test_a_name_that_is_no_text(self, tmp_path: Path, plan: Plan) -> None:
        (tmp_path / "in").mkdir()
        try:
            for name, data in ((b"a\xff.txt", SAID.encode()), (b"b\xff.txt", b"\0" * 99)):
                Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/" + name)).write_bytes(data)
        except OSError:
            pytest.skip("this disk has no such names")
        write_archive([tmp_path / "in"], tmp_path / "out", plan)
        items = list(archived.read_archived(tmp_path / "out"))
        assert items == list(read_documents([tmp_path / "in"]))[::-1]
        assert [type(item) for item in items] == [Rejected, Document]


def packed(path: Path, text: str) -> Path:
    data = text.encode()
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(data, mtime=0))
    else:
        compress = pytest.importorskip("zstandard").ZstdCompressor().compress
        path.write_bytes(compress(data[:70]) + compress(data[70:]))
    return path


@pytest.mark.parametrize("packing", [".gz", ".zst"])
class TestPackedTables:
    def test_they_are_read_as_if_unpacked(self, tmp_path: Path, packing: str) -> None:
        plain = tmp_path / "a.jsonl"
        plain.write_text(lines(9), encoding="utf-8")
        found = list(read_documents([packed(tmp_path / f"a.jsonl{packing}", lines(9))]))
        assert [one.id for one in found if isinstance(one, Document)] == [
            one.id for one in read_documents([plain]) if isinstance(one, Document)
        ]
        (row,) = read_documents([packed(tmp_path / f"b.csv{packing}", f"id,text\n1,{SAID.replace(',', ' ')}\n")])
        assert isinstance(row, Document)
        assert row.text.startswith("“We will stand firm")

    def test_one_that_is_cut_off_is_told(self, tmp_path: Path, packing: str) -> None:
        path = packed(tmp_path / f"a.jsonl{packing}", lines(2000))
        path.write_bytes(path.read_bytes()[:-20])
        *_, last = read_documents([path])
        assert isinstance(last, Rejected)
        assert "cut off" in last.reason

    def test_a_folder_is_looked_through_for_them(self, tmp_path: Path, packing: str) -> None:
        packed(tmp_path / f"a.jsonl{packing}", lines(9))
        assert sum(isinstance(one, Document) for one in read_documents([tmp_path])) == 8


def test_zst_without_zstandard_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    (tmp_path / "a.jsonl.zst").write_bytes(b"(\xb5/\xfd")
    with pytest.raises(InputError, match=r"framing\[zst\]"):
        list(read_documents([tmp_path / "a.jsonl.zst"]))


class TestRemoteFiles:
    @pytest.fixture
    def store(self) -> Iterator[Any]:
        store = pytest.importorskip("fsspec").filesystem("memory")
        store.pipe("/news/a.jsonl", lines(5).encode())
        store.pipe("/news/more/b.txt", SAID.encode())
        store.pipe("/news/more/c.png", b"\x89PNG")
        yield store
        store.rm("/news", recursive=True)

    @pytest.mark.usefixtures("store")
    def test_tables_files_and_folders(self, tmp_path: Path, plan: Plan) -> None:
        assert len(list(read_documents(["memory://news/a.jsonl"]))) == 6
        (text,) = read_documents(["memory://news/more/b.txt"])
        assert isinstance(text, Document)
        assert text.id == "b"
        assert write_archive(["memory://news"], tmp_path / "out", plan).counts["documents"] == 5

    def test_parquet(self, store: Any, tmp_path: Path) -> None:
        pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        parquet.write_table(pyarrow.table({"id": ["1"], "text": [SAID]}), tmp_path / "a.parquet")
        store.pipe("/news/p.parquet", (tmp_path / "a.parquet").read_bytes())
        (one,) = read_documents(["memory://news/p.parquet"])
        assert isinstance(one, Document)

    @pytest.mark.usefixtures("store")
    def test_a_missing_one_names_the_nearest(self) -> None:
        with pytest.raises(InputError, match=r"Did you mean 'a\.jsonl'"):
            list(read_documents(["memory://news/a.json"]))

    def test_a_store_that_cannot_be_reached_is_told(self, store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_args: object, **_known: object) -> None:
            raise RuntimeError("no credentials")

        monkeypatch.setattr(type(store), "cat_file", fail)
        monkeypatch.setattr(type(store), "_open", fail)
        for name in ("a.jsonl", "more/b.txt"):
            (one,) = read_documents([f"memory://news/{name}"])
            assert one == Rejected(f"memory://news/{name}", "cannot be read (RuntimeError: no credentials)")
        monkeypatch.setattr(type(store), "exists", fail)
        with pytest.raises(InputError, match="cannot be reached"):
            list(read_documents(["memory://news/a.jsonl"]))

    def test_without_fsspec(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "fsspec.core", None)
        with pytest.raises(InputError, match=r"framing\[remote\]"):
            list(read_documents(["s3://bucket/a.jsonl"]))


class TestEngines:
    def test_results_come_in_order_and_batches_are_asked_for_as_needed(self) -> None:
        asked: list[int] = []

        def batches() -> Iterator[int]:
            for number in range(100):
                asked.append(number)
                yield number

        with_pool = run_batches(abs, batches(), 2)
        assert [next(with_pool) for _ in range(3)] == [0, 1, 2]
        with_pool.close()
        assert len(asked) < 20

    def test_an_error_of_the_work_is_raised_here(self) -> None:
        with pytest.raises(ZeroDivisionError):
            list(run_batches((1).__truediv__, [1, 0, 1], 2))

    def test_a_worker_that_is_killed_is_told(self) -> None:
        with pytest.raises(FramingError, match="worker process was ended"):
            list(run_batches(os._exit, [1, 2, 3], 2))


class TestIds:
    @given(st.lists(st.sampled_from(["a", "a#2", "b", "a#3", ""]), max_size=30))
    def test_none_is_given_out_twice(self, wanted: list[str]) -> None:
        ids = TakenIds()
        given_out = [ids.take(name) for name in wanted]
        assert len(set(given_out)) == len(wanted)
        assert all(name.startswith(old) for name, old in zip(given_out, wanted, strict=True))

    def test_thousands_are_remembered(self) -> None:
        ids = TakenIds()
        assert [ids.take(str(number)) for number in range(5000)] == [str(number) for number in range(5000)]
        assert ids.take("4711") == "4711#2"

    @given(st.lists(st.sampled_from(["a", "a#2", "b"]), max_size=20), st.integers(0, 20))
    def test_what_was_given_out_is_all_that_matters(self, wanted: list[str], cut: int) -> None:
        """A run that goes on knows the ids of its documents only."""
        whole, resumed = TakenIds(), TakenIds()
        given_out = [whole.take(name) for name in wanted]
        for name in given_out[:cut]:
            resumed.take(name)
        assert [resumed.take(name) for name in wanted[cut:]] == given_out[cut:]


class TestTables:
    @given(
        st.lists(st.tuples(
            st.none() | st.integers(-(2**31), 2**31 - 1), st.text(), st.booleans(),
            st.none() | st.floats(allow_nan=False), st.lists(st.tuples(st.integers(0, 9), st.text())),
        ))
    )  # fmt: skip
    def test_arrays_hold_the_values_they_are_made_of(self, values: list[tuple[Any, ...]]) -> None:
        import pyarrow as pa

        pair = pa.struct([("number", pa.int64()), ("text", pa.string())])
        kinds = [pa.int32(), pa.string(), pa.bool_(), pa.float64(), pa.list_(pair)]
        kind = pa.struct([(str(number), one) for number, one in enumerate(kinds)])
        found = make_array(values, kind)
        found.validate(full=True)
        assert found.equals(pa.array(values, kind))

    def test_no_process_needs_pandas(self, table: Path, tmp_path: Path, small_path: Path) -> None:
        code = (
            "import sys; from pathlib import Path; from framing.archives import Plan, write_archive\n"
            "table, out, lexicon = sys.argv[1:]\n"
            "write_archive([table], Path(out), Plan((lexicon,), jobs=1))\n"
            "print([name for name in ('pandas', 'sklearn', 'scipy', 'nltk') if name in sys.modules])"
        )
        places = [str(table), str(tmp_path / "out"), str(small_path)]
        done = subprocess.run([sys.executable, "-c", code, *places], capture_output=True, cwd=ROOT, check=True)
        assert done.stdout.strip() == b"[]"

    def test_columns_are_those_of_the_other_commands(self) -> None:
        assert columns_of("claims")[: len(CLAIM_COLUMNS)] == CLAIM_COLUMNS
        assert columns_of("tags")[: len(TAG_COLUMNS)] == TAG_COLUMNS

    def test_pandas_reads_every_table_flat(self, seeds: Path) -> None:
        import pandas as pd

        manifest = json.loads((seeds / "manifest.json").read_text(encoding="utf-8"))
        for table in TABLES:
            frame = pd.read_parquet(seeds / table)
            assert tuple(frame.columns) == columns_of(table)
            assert len(frame) == manifest["counts"][table]
            assert not isinstance(frame["document"].dtype, pd.CategoricalDtype)

    def test_offsets_give_the_quoted_words(self, seeds: Path) -> None:
        import pandas as pd

        texts = pd.read_parquet(seeds / "documents").set_index("document")["text"]
        for table in ("claims", "tags", "deletions"):
            for row in pd.read_parquet(seeds / table).itertuples():
                assert texts[row.document][row.start : row.end] == row.text

    def test_scores_are_those_of_the_report(self, seeds: Path) -> None:
        import pandas as pd

        stored = pd.read_parquet(seeds / SCORES).astype(object)
        stored = stored.where(stored.notna(), None)
        shared = ["document", "section", "voice", "direction", "low", "high", "intensity", "step", "refusal", "words"]
        reported = [
            row for row in score_rows(make_report([SEEDS]).comparison) if row["unit"] in ("document", "section")
        ]
        assert sorted(map(tuple, stored[shared].values.tolist()), key=str) == sorted(
            (tuple(row[name] for name in shared) for row in reported), key=str
        )

    def test_learned_words_name_their_entries(self, seeds: Path) -> None:
        import pandas as pd

        learned = pd.read_parquet(seeds / "learned").merge(pd.read_parquet(seeds / "entries.parquet"), on="entry")
        fresh = [tag for analysis in analyze_paths([SEEDS], load_lexicons()) for tag in analysis.learned]
        assert learned["weight"].sum() == pytest.approx(sum(tag.weight for tag in fresh))


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "framing", *map(str, arguments)], capture_output=True, text=True, cwd=ROOT, check=False
    )


def test_the_command_says_what_it_made_and_what_it_left_out(table: Path, tmp_path: Path, small_path: Path) -> None:
    done = run("analyze", table, "--out", tmp_path / "out", "--lexicon", small_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "89 documents" in done.stderr
    assert f"skipped {table}, row 4: has no text" in done.stderr
    tags = run("tags", tmp_path / "out", "--lexicon", small_path)
    assert tags.returncode == 0
    assert '"war machine"' in tags.stdout
    again = run("analyze", table, "--out", tmp_path / "out", "--lexicon", small_path)
    assert again.returncode == 2
    assert "holds a finished analysis" in again.stderr
    resumed = run("analyze", table, "--out", tmp_path / "out", "--lexicon", small_path, "--resume")
    assert resumed.returncode == 0
    assert "finished already; it holds 89 documents" in resumed.stderr
