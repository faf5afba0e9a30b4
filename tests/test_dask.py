"""`framing analyze --engine dask`: the same bytes from a cluster as from one process, whatever happens to it."""

from __future__ import annotations

import json
import os
import pickle
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from framing.archives import Plan, lots, parts, write_archive
from framing.archives.harvests import Harvester
from framing.archives.model import Progress, Sources
from framing.archives.parts import read_sources
from framing.archives.sources import add_sources
from framing.documents import ReadingOptions
from framing.engines import Engine, open_engine
from framing.engines.installs import describe_install
from framing.errors import FramingError, UsageError
from framing.lexicons import Lexicon
from framing.reporting import Settings, make_report
from framing.tables import score_rows
from tests.conftest import ROOT

distributed = pytest.importorskip("distributed")
clusters = pytest.importorskip("framing.engines.clusters")

ARTICLES = 130
SAID = (
    "“We will stand firm,” said Ana Ruiz, the minister.",
    "Critics spoke of a “war machine” of puppets.",
    "The puppet government wants a rules-based order.",
    "A war machine rolls on, and the Empire pays for it.",
)
WAIT = 120
"""Seconds after which something that should happen in a few has not happened."""


def articles() -> list[dict[str, str]]:
    return [
        {
            "id": f"a{number}",
            "source": f"Paper {number % 5}",
            "title": f"Day {number}",
            "text": " ".join(SAID[: 1 + number * 7 % 4]) + f" Line {number}. It rained for {number} days.",
        }
        for number in range(ARTICLES)
    ]


def cut_corpus(folder: Path, cuts: int) -> Path:
    """Write the articles as so many tables, in order."""
    folder.mkdir(parents=True)
    rows = [json.dumps(row) + "\n" for row in articles()]
    for cut in range(cuts):
        piece = rows[cut * ARTICLES // cuts : (cut + 1) * ARTICLES // cuts]
        (folder / f"cut-{cut:02}.jsonl").write_text("".join(piece), encoding="utf-8")
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def tables_of(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in files_of(folder).items() if name.endswith(".parquet")}


def wait_for(happened: Callable[[], Any]) -> Any:
    for _ in range(WAIT * 10):
        if found := happened():
            return found
        time.sleep(0.1)
    raise AssertionError(f"it did not happen within {WAIT} seconds")


def dask(place: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a command of Dask in a folder and a process group of its own."""
    command = [sys.executable, "-m", "dask", *arguments, "--host", "127.0.0.1", "--no-dashboard"]
    with (place / f"{arguments[0]}.log").open("wb") as log:
        return subprocess.Popen(
            command, stdout=log, stderr=log, cwd=place, start_new_session=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])},
        )  # fmt: skip


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started: they are one process group."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(10)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two worker processes, started as the README says, in a folder of their own.

    They end by themselves, should nobody be left to end them.
    """
    place = tmp_path_factory.mktemp("cluster")
    log = place / "scheduler.log"
    started = [
        dask(place, "scheduler", "--port", "0", "--dashboard-address", "127.0.0.1:0", "--idle-timeout", "300s")
    ]
    try:
        told = wait_for(lambda: re.search(r"Scheduler at: +(tcp://\S+:\d+)\n", log.read_text()) or started[0].poll())
        assert isinstance(told, re.Match), log.read_text()
        workers = ("--nworkers", "2", "--nthreads", "1", "--death-timeout", "60", "--local-directory", str(place))
        started.append(dask(place, "worker", told[1], *workers))
        yield told[1]
    finally:
        for process in reversed(started):
            end(process)


@pytest.fixture
def plan(small_path: Path) -> Plan:
    return Plan(lexicons=(str(small_path),), engine="serial")


@pytest.fixture
def on_cluster(plan: Plan, scheduler: str) -> Plan:
    return replace(plan, engine="dask", scheduler=scheduler)


@pytest.fixture(autouse=True)
def small_lots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lots of 4 items, parts of 40 documents, row groups of a few."""
    monkeypatch.setattr(lots, "LOT_ITEMS", 4)
    monkeypatch.setattr(parts, "PART_DOCUMENTS", 40)
    monkeypatch.setattr(parts, "GROUP_CHARACTERS", 2000)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return cut_corpus(tmp_path / "corpus", 1)


@pytest.fixture
def whole(corpus: Path, tmp_path: Path, plan: Plan) -> Path:
    """The archive of the corpus as one process makes it."""
    write_archive([corpus], tmp_path / "whole", plan)
    return tmp_path / "whole"


class TestSameResult:
    @pytest.mark.parametrize("cuts", [1, 7, 64])
    def test_with_every_engine_however_the_corpus_is_cut(
        self, cuts: int, whole: Path, tmp_path: Path, plan: Plan, on_cluster: Plan
    ) -> None:
        pieces = cut_corpus(tmp_path / "pieces", cuts)
        made = {}
        for chosen in (plan, replace(plan, engine="pool", jobs=2), on_cluster):
            write_archive([pieces], tmp_path / chosen.engine, chosen)
            made[chosen.engine] = files_of(tmp_path / chosen.engine)
        assert made["serial"] == made["pool"] == made["dask"]
        assert "claims/part-00003.parquet" in made["dask"]
        assert tables_of(tmp_path / "dask") == tables_of(whole)

    @pytest.mark.parametrize("items", [1, 7, 64])
    def test_however_it_is_cut_into_lots(
        self, items: int, corpus: Path, whole: Path, tmp_path: Path, on_cluster: Plan, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from pyarrow.parquet import read_table

        monkeypatch.setattr(lots, "LOT_ITEMS", items)
        write_archive([corpus], tmp_path / "out", on_cluster)
        for table in ("documents", "claims", "tags", "scores"):
            cut, uncut = (read_table(folder / table) for folder in (tmp_path / "out", whole))
            assert cut.num_rows
            assert cut.equals(uncut)
        assert (tmp_path / "out" / "sources.parquet").read_bytes() == (whole / "sources.parquet").read_bytes()

    def test_of_pieces_analysed_apart(self, whole: Path, tmp_path: Path, plan: Plan) -> None:
        """Seven runs, each on a piece, add up to one run on all of it: sums of sources and figures of the report."""
        pieces = sorted(cut_corpus(tmp_path / "pieces", 7).iterdir())
        folders = [tmp_path / f"out-{piece.stem}" for piece in pieces]
        total: Sources = {}
        for piece, folder in zip(pieces, folders, strict=True):
            manifest = write_archive([piece], folder, plan)
            add_sources(total, read_sources(folder, len(manifest.parts)))
        assert total == read_sources(whole, len(list(whole.glob("parts/*"))))
        apart, together = (make_report(list(paths), Settings(plan.lexicons)) for paths in (folders, [whole]))
        assert apart.to("json") == together.to("json")

    def test_the_sources_stand_where_the_report_says(self, whole: Path, plan: Plan) -> None:
        import pandas as pd

        stored = pd.read_parquet(whole / "sources.parquet").astype(object)
        stored = stored.where(stored.notna(), None)
        shared = ["source", "voice", "direction", "low", "high", "intensity", "step", "refusal", "tags", "words"]
        comparison = make_report([whole], Settings(plan.lexicons)).comparison
        reported = [row for row in score_rows(comparison) if row["unit"] == "source"]
        assert not comparison.copies, "copies count once in a report, and each time here"
        assert sorted(map(tuple, stored[shared].values.tolist()), key=str) == sorted(
            (tuple(row[name] for name in shared) for row in reported), key=str
        )

    def test_of_files_that_the_workers_do_not_see(
        self, tmp_path: Path, on_cluster: Plan, plan: Plan, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "texts").mkdir()
        for row in articles()[:9]:
            (tmp_path / "texts" / f"{row['id']}.txt").write_text(row["text"], encoding="utf-8")
        (tmp_path / "texts" / "no-text.txt").write_bytes(b"\0" * 99)
        (tmp_path / "texts" / "gone.txt").symlink_to("nowhere")
        monkeypatch.chdir(tmp_path)
        for chosen in (plan, on_cluster):
            write_archive(["texts"], tmp_path / chosen.engine, chosen)
        assert files_of(tmp_path / "dask") == files_of(tmp_path / "serial")
        assert b"No such file" in files_of(tmp_path / "dask")["rejected.jsonl"]


class TestTrouble:
    def test_a_killed_worker_costs_no_data(
        self, corpus: Path, whole: Path, tmp_path: Path, on_cluster: Plan, scheduler: str
    ) -> None:
        killed: list[int] = []

        def kill_one(progress: Progress) -> None:
            if progress.documents >= 20 and not killed:
                killed.append(min(pids_of(scheduler)))
                os.kill(killed[0], signal.SIGKILL)

        write_archive([corpus], tmp_path / "out", on_cluster, kill_one)
        assert files_of(tmp_path / "out") == files_of(whole)
        wait_for(lambda: len(pids_of(scheduler)) == 2)
        assert killed[0] not in pids_of(scheduler)

    def test_stopped_it_goes_on_and_leaves_the_cluster_as_it_was(
        self, corpus: Path, whole: Path, tmp_path: Path, on_cluster: Plan, plan: Plan, scheduler: str
    ) -> None:
        def stop(progress: Progress) -> None:
            if progress.documents > 60:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            write_archive([corpus], tmp_path / "out", on_cluster, stop)
        assert len(list(tmp_path.glob("out/parts/part-*.json"))) == 1
        wait_for(lambda: left_at(scheduler) == (0, []))
        write_archive([corpus], tmp_path / "out", replace(on_cluster, resume=True))
        assert files_of(tmp_path / "out") == files_of(whole)
        wait_for(lambda: left_at(scheduler) == (0, []))

    def test_few_batches_are_under_way(self, scheduler: str) -> None:
        asked: list[int] = []

        def batches() -> Iterator[int]:
            for number in range(100):
                asked.append(number)
                yield number

        with open_engine(Engine("dask", scheduler=scheduler)) as run:
            results = run(abs, batches())
            assert [next(results) for _ in range(3)] == [0, 1, 2]
            results.close()
        assert len(asked) < 20

    def test_an_error_of_the_work_is_raised_here(self, scheduler: str) -> None:
        with open_engine(Engine("dask", scheduler=scheduler)) as run, pytest.raises(ZeroDivisionError):
            list(run((1).__truediv__, [1, 0, 1]))

    def test_work_that_ends_its_workers_is_told(self, scheduler: str) -> None:
        with (
            open_engine(Engine("dask", scheduler=scheduler)) as run,
            pytest.raises(FramingError, match="ended several workers"),
        ):
            list(run(os._exit, [1]))


def pids_of(scheduler: str) -> set[int]:
    """The processes that are workers of a scheduler."""
    with distributed.Client(scheduler, set_as_default=False) as client:
        return set(client.run(os.getpid).values())


def left_at(scheduler: str) -> tuple[int, list[str]]:
    """The number of tasks that a scheduler knows, and the plugins for workers that are ours."""

    def count(dask_scheduler: Any) -> tuple[int, list[str]]:
        ours = [name for name in dask_scheduler.worker_plugins if name.startswith("framing")]
        return len(dask_scheduler.tasks), ours

    with distributed.Client(scheduler, set_as_default=False) as client:
        found: tuple[int, list[str]] = client.run_on_scheduler(count)
        return found


CODE = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from framing.archives import lots, parts; from framing.cli import main\n"
    "lots.LOT_ITEMS, parts.PART_DOCUMENTS, parts.GROUP_CHARACTERS = 4, 40, 2000\n"
    "main()"
)


class TestOwnCluster:
    """`--engine dask` without a scheduler: as a user runs it, from outside."""

    @pytest.fixture
    def run(self, tmp_path: Path, small_path: Path) -> Iterator[subprocess.Popen[bytes]]:
        """A run that has written a part and waits for more of its input."""
        command = [sys.executable, "-c", CODE, "analyze", "-", "--out", str(tmp_path / "out"), "-l", str(small_path)]
        process = subprocess.Popen(
            [*command, "--engine", "dask", "--jobs", "2"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, cwd=ROOT, start_new_session=True, env={**os.environ, "TMPDIR": str(tmp_path)},
        )  # fmt: skip
        assert process.stdin is not None
        process.stdin.write("".join(json.dumps(row) + "\n" for row in articles()[:100]).encode())
        process.stdin.flush()
        try:
            wait_for(lambda: (tmp_path / "out" / "parts" / "part-00000.json").exists() or process.poll())
            yield process
        finally:
            end(process)
            for pipe in (process.stdin, process.stdout, process.stderr):
                with suppress(BrokenPipeError):
                    pipe.close() if pipe else None

    def test_listens_on_this_machine_only_and_ends_with_the_command(
        self, run: subprocess.Popen[bytes], tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        psutil = pytest.importorskip("psutil")
        family = [psutil.Process(run.pid), *psutil.Process(run.pid).children(recursive=True)]
        listening = [
            one.laddr.ip for process in family for one in process.net_connections() if one.status == "LISTEN"
        ]
        assert len(family) >= 3
        assert set(listening) == {"127.0.0.1"}
        run.kill()
        run.communicate(timeout=WAIT)  # the workers hold its standard error until they end
        _, alive = psutil.wait_procs(family, WAIT)
        assert not alive
        assert not (tmp_path / "out" / "manifest.json").exists()

    def test_ctrl_c_ends_cleanly(self, run: subprocess.Popen[bytes]) -> None:
        os.killpg(run.pid, signal.SIGINT)
        _, told = run.communicate(timeout=WAIT)
        assert run.returncode == 130, told
        assert told.decode().startswith("framing: stopped; what is whole in")
        assert told.count(b"\n") == 1

    def test_to_its_end(self, run: subprocess.Popen[bytes], tmp_path: Path, plan: Plan) -> None:
        rest = "".join(json.dumps(row) + "\n" for row in articles()[100:])
        _, told = run.communicate(rest.encode(), timeout=WAIT)
        assert (run.returncode, told.count(b"\n")) == (0, 1), told
        corpus = cut_corpus(tmp_path / "corpus", 1)
        write_archive([corpus], tmp_path / "whole", plan)
        assert tables_of(tmp_path / "out") == tables_of(tmp_path / "whole")


class FakeClient:
    """A client of a cluster whose workers answer as they are told to."""

    def __init__(self, answers: dict[str, object], threads: int = 1) -> None:
        self._answers, self._threads = answers, threads

    def wait_for_workers(self, count: int, timeout: float) -> None:
        if len(self._answers) < count:
            raise TimeoutError

    def run(self, function: Callable[[], object], on_error: str) -> dict[str, object]:
        return self._answers

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys(self._answers, self._threads)


class TestRefusals:
    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"engine": "dsk"}, "Did you mean 'dask'"),
            ({"engine": "pool", "scheduler": "tcp://127.0.0.1:9"}, "Add --engine dask"),
            ({"engine": "serial", "jobs": 2}, "is one process"),
            ({"engine": "dask", "scheduler": "tcp://127.0.0.1:9", "jobs": 2}, "Leave out --jobs"),
            ({"engine": "dask", "scheduler": "ftp://127.0.0.1:9"}, "unknown address scheme"),
            ({"engine": "dask", "scheduler": "nowhere"}, "missing port"),
            ({"engine": "dask", "scheduler": "127.0.0.1:9"}, "Connection refused.*dask scheduler"),
        ],
    )
    def test_what_cannot_work_is_told_before_anything_is_written(
        self, changes: dict[str, Any], told: str, corpus: Path, tmp_path: Path, plan: Plan
    ) -> None:
        with pytest.raises(UsageError, match=told):
            write_archive([corpus], tmp_path / "out", replace(plan, **changes))
        assert not (tmp_path / "out").exists()

    def test_one_who_is_no_scheduler(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(clusters, "REACHED_WITHIN", 0.5)
        with socket.create_server(("127.0.0.1", 0)) as silent:
            address = f"127.0.0.1:{silent.getsockname()[1]}"
            with (
                pytest.raises(UsageError, match="no Dask scheduler answers"),
                open_engine(Engine("dask", 0, address)),
            ):
                pass

    def test_without_the_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "distributed", None)
        for name in ("clusters", "workers"):
            monkeypatch.delitem(sys.modules, f"framing.engines.{name}")
        with pytest.raises(UsageError, match=r"pip install 'framing\[dask\]'"), open_engine(Engine("dask")):
            pass

    @pytest.mark.parametrize(
        ("answers", "told"),
        [
            ({}, "has no workers.*dask worker tcp://s:1"),
            ({"tcp://w:1": "No module named 'framing'"}, "tcp://w:1: framing cannot be imported.*pip install"),
            ({"tcp://w:1": ImportError("no")}, "tcp://w:1: framing cannot be imported"),
            (
                {"tcp://w:1": {**describe_install(), "framing": "9.9"}},
                r"tcp://w:1: this worker has framing 9\.9 \(here",
            ),
            ({"tcp://w:1": {**describe_install(), "Python": "3.9"}}, r"Python 3\.9"),
            ({"tcp://w:1": {**describe_install(), "files of framing": "0"}}, "files of framing 0.*same checkout"),
        ],
    )
    def test_workers_that_would_give_something_else(self, answers: dict[str, object], told: str) -> None:
        with pytest.raises(FramingError, match=told):
            clusters._check_workers(FakeClient(answers), "tcp://s:1", print)

    def test_a_worker_that_joins_later_is_looked_at_too(
        self, small: Lexicon, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        workers = pytest.importorskip("framing.engines.workers")
        package = workers.pack_work(Harvester((small,), ReadingOptions()))
        assert workers._open(package).lexicons == (small,)
        monkeypatch.setattr(workers, "describe_install", lambda: {**describe_install(), "framing": "9.9"})
        workers._open.cache_clear()
        with pytest.raises(FramingError, match=r"framing 9\.9 \(here"):
            workers._open(package)

    def test_threads_that_stay_idle_are_told(self) -> None:
        told: list[str] = []
        clusters._check_workers(
            FakeClient({"tcp://w:1": dict(describe_install())}, threads=4), "tcp://s:1", told.append
        )
        assert "--nthreads 1" in told[0]

    def test_the_question_reaches_a_worker_without_framing(self) -> None:
        import cloudpickle

        question = cloudpickle.dumps(clusters._describer())
        assert isinstance(pickle.loads(question)(), dict)
        code = (
            "import pickle, sys; sys.modules['framing'] = None\n"
            "print(pickle.loads(sys.stdin.buffer.read())())"
        )  # fmt: skip
        done = subprocess.run([sys.executable, "-c", code], input=question, capture_output=True, check=True)
        assert b"framing" in done.stdout
