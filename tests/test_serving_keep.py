"""--keep: what was answered is kept, even when the server is killed; without it, nothing is."""

from __future__ import annotations

import csv
import io
import re
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from framing.errors import InputError
from framing.serving.keeping import Store, make_code
from framing.serving.limits import Limits
from framing.serving.server import Serving, running
from tests.conftest import ROOT
from tests.serving_samples import TWO, open_class, take_number

LIMITS = Limits()


@contextmanager
def started(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], httpx.Client]]:
    """A server in a process of its own, with a client of it."""
    command = [sys.executable, "-m", "framing", "serve", "--no-open", "--port", "0", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found, said
        with httpx.Client(base_url=found[0], headers={"origin": found[0]}, timeout=60) as client:
            yield process, client
    finally:
        process.kill()
        process.wait()
        if process.stderr is not None:
            process.stderr.close()


def hand_in_until_killed(client: httpx.Client, room: str, kept: dict[str, str], lock: threading.Lock) -> None:
    """Take numbers and hand in until nobody answers; `kept` grows by what was answered."""
    try:
        while True:
            sheet = take_number(client, room)
            side = "plus" if len(kept) % 2 else "minus"
            if client.post(sheet, data={"side-1": side}).status_code == 303:
                with lock:
                    kept[sheet.rpartition("/")[2]] = side
    except (httpx.HTTPError, AssertionError):
        return


def test_a_server_killed_in_mid_class_loses_nothing(tmp_path: Path) -> None:
    keep = tmp_path / "class.db"
    kept: dict[str, str] = {}
    lock = threading.Lock()
    with started("--keep", str(keep)) as (process, client):
        page = client.post("/", data=TWO).headers["location"]
        before = client.get(page).text
        room = open_class(client)
        threads = [threading.Thread(target=hand_in_until_killed, args=(client, room, kept, lock)) for _ in range(6)]
        for thread in threads:
            thread.start()
        while len(kept) < 40:
            pass
        process.send_signal(signal.SIGKILL)
        process.wait()
        for thread in threads:
            thread.join()
    with started("--keep", str(keep)) as (_, client):
        assert client.get(page).text == before
        counts = client.get(f"{room}/counts").json()
        assert len(kept) <= counts["handed"] <= counts["numbers"]
        assert int(take_number(client, room).rpartition("/")[2]) == counts["numbers"] + 1
        client.post(f"{room}/reveal")
        rows = csv.DictReader(io.StringIO(client.get(f"{room}/answers.csv").text))
        sides = {row["coder"][1:]: row["answer"] for row in rows if row["question"] == "side"}
    names = {"minus": "establishment-critical", "plus": "pro-establishment"}
    assert {pupil: names[side] for pupil, side in kept.items()}.items() <= sides.items()


def test_a_stopped_server_says_where_things_are(tmp_path: Path) -> None:
    for arguments, said in ((["--keep", str(tmp_path / "a.db")], "kept in"), ([], "nothing was kept")):
        with started(*arguments) as (process, client):
            client.get("/")
            process.send_signal(signal.SIGINT)
            assert process.wait(60) == 0
            assert process.stderr is not None
            assert said in process.stderr.read()


def test_without_it_nothing_is_written_and_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with running(Serving(0)) as address, httpx.Client(base_url=address, timeout=60) as client:
        made = client.post("/", data=TWO).headers["location"]
        assert client.get(made).status_code == 200
        assert list(tmp_path.rglob("*")) == []
    with running(Serving(0)) as address, httpx.Client(base_url=address, timeout=60) as client:
        assert client.get(made).status_code == 404


def test_what_is_forgotten_stands_nowhere_in_the_file(tmp_path: Path) -> None:
    keep = tmp_path / "class.db"
    with running(Serving(0, keep)) as address, httpx.Client(base_url=address, timeout=60) as client:
        made = client.post("/", data=TWO).headers["location"]
        room = open_class(client)
        assert b"Lena Holm" in b"".join(path.read_bytes() for path in tmp_path.iterdir())
        client.post(f"{made}/forget")
        client.post(f"{room}/forget")
        assert b"Lena Holm" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    Store(tmp_path / "a.db", LIMITS).close()
    assert (tmp_path / "a.db").stat().st_mode & 0o077 == 0


def test_a_file_of_something_else_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    text, other, newer = (tmp_path / name for name in ("text.db", "other.db", "newer.db"))
    text.write_text("It rained. " * 200, encoding="utf-8")
    with closing(sqlite3.connect(other)) as database:
        database.execute("CREATE TABLE mine (x)")
    Store(newer, LIMITS).close()
    with closing(sqlite3.connect(newer)) as database:
        database.execute("PRAGMA user_version = 99")
    for path, said in (
        (text, "not a database"),
        (other, "another program"),
        (newer, "newer framing"),
        (tmp_path / "none" / "a.db", "unable to open"),
    ):
        before = path.read_bytes() if path.exists() else b""
        with pytest.raises(InputError, match=said) as caught:
            Store(path, LIMITS)
        assert str(path) in str(caught.value)
        assert (path.read_bytes() if path.exists() else b"") == before


def test_the_oldest_pages_and_classes_go_first() -> None:
    with (
        running(Serving(0, limits=Limits(pages=2, classes=2))) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        made = [client.post("/", data={**TWO, "name": f"Story {n}"}).headers["location"] for n in range(3)]
        rooms = [open_class(client) for _ in range(3)]
        assert [client.get(path).status_code for path in (*made, *rooms)] == [404, 200, 200] * 2


def test_codes_are_all_different_for_longer_than_any_is_kept() -> None:
    assert len({make_code(number) for number in range(200)}) == 200
