"""The library: texts come back as they went in, nothing is lost to a kill or a neighbour, errors say what to do."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.documents import Document, Metadata, make_document, read_documents
from framing.documents.model import Cut, Rejected
from framing.errors import UsageError
from framing.libraries import Library, LibraryError, library, opening, schema
from tests.conftest import ROOT, SEEDS

TEXTS = {
    "Bay Courier": "The ferries were late again. Commuters waited in the rain for an hour.",
    "Harbour Post": "A new ferry terminal opens in June. Ministers praised the builders.",
}


def document(source: str = "Bay Courier", text: str = "", **fields: str) -> Document:
    return make_document(text or TEXTS.get(source, "It rained."), Metadata(source=source, **fields))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "known.db"


@pytest.fixture
def opened(place: Path) -> Iterator[Library]:
    with Library(place, writing=True) as opened:
        opened.add(document(source) for source in TEXTS)
        yield opened


def read_seeds() -> list[Document]:
    return [item for item in read_documents([SEEDS]) if not isinstance(item, Rejected)]


def without_id(documents: list[Document]) -> list[Document]:
    return sorted((replace(one, id="") for one in documents), key=lambda one: one.text)


def test_documents_come_back_as_they_went_in(place: Path) -> None:
    seeds = read_seeds()
    with Library(place, writing=True) as opened:
        opened.add(seeds)
    with Library(place) as opened:
        known = list(opened.documents())
    assert without_id(known) == without_id(seeds)
    assert len({one.id for one in known}) == len(seeds)
    assert any(cut for one in known for cut in one.receipt.cuts if isinstance(cut, Cut))


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), min_size=1, max_size=4))
def test_any_text_comes_back(parts: list[tuple[str, str, str]]) -> None:
    made = [make_document(text, Metadata(source=source, title=title)) for text, source, title in parts]
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder) / "known.db", writing=True) as opened:
        opened.add(made)
        known = list(opened.documents())
    assert {(one.source, one.text, one.title, one.blocks) for one in known} <= {
        (one.source, one.text, one.title, one.blocks) for one in made
    }
    assert len(known) == len({(one.source, one.text) for one in made})


def test_half_a_character_becomes_a_question_mark(place: Path) -> None:
    with Library(place, writing=True) as opened:
        opened.add([replace(document(), title="half \ud800 of it")])
        assert next(opened.documents()).title == "half ? of it"


def test_a_text_is_added_once_for_each_source(opened: Library) -> None:
    again = opened.add([document("Bay Courier"), document("Harbour Post", TEXTS["Bay Courier"])])
    assert (again.added, again.known) == (1, 1)
    assert len(opened) == 3


def test_words_are_found_in_any_form_and_shown_in_their_place(opened: Library) -> None:
    (found,) = opened.entries("commuter wait")
    assert found.source == "Bay Courier"
    assert "[Commuters] [waited]" in found.found
    assert opened.entries("commuter terminal") == []
    assert len(opened.entries("ferry")) == 2


@given(st.text())
def test_no_words_looked_for_are_taken_for_an_operator(words: str) -> None:
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder) / "known.db", writing=True) as opened:
        opened.add([document()])
        assert len(opened.entries(words)) <= 1


def test_sources_and_single_texts_are_removed(opened: Library) -> None:
    entry = next(one for one in opened.entries() if one.source == "Bay Courier")
    assert opened.remove([entry.id]) == [entry]
    assert opened.entries("commuters") == []
    assert [one.source for one in opened.remove(["Harbour Post"])] == ["Harbour Post"]
    assert len(opened) == 0


def test_nothing_is_removed_when_one_name_is_unknown(opened: Library) -> None:
    with pytest.raises(UsageError, match="Did you mean 'Harbour Post'"):
        opened.remove(["Bay Courier", "Harbor Post"])
    assert len(opened) == 2


def test_what_is_exported_can_be_added_again(place: Path, tmp_path: Path) -> None:
    table = tmp_path / "known.jsonl"
    with Library(place, writing=True) as first:
        first.add(read_seeds())
        table.write_text("".join(json.dumps(row) + "\n" for row in first.rows()), encoding="utf-8")
        with Library(tmp_path / "second.db", writing=True) as second:
            second.add(item for item in read_documents([table]) if not isinstance(item, Rejected))
            assert second.entries() == first.entries()
            assert [one.text for one in second.documents()] == [one.text for one in first.documents()]


# older and newer forms, other files

FIRST_FORM = """
CREATE TABLE schema (version INTEGER NOT NULL);
INSERT INTO schema VALUES (0);
CREATE TABLE documents (id TEXT PRIMARY KEY, source TEXT NOT NULL, title TEXT NOT NULL, author TEXT NOT NULL,
  published TEXT NOT NULL, url TEXT NOT NULL, text TEXT NOT NULL);
INSERT INTO documents VALUES
  ('1', 'Old Paper', 'Ferries late', 'Ann Lee', '2019-05-01', '', 'The ferries were late.');
INSERT INTO documents VALUES ('2', 'Old Paper', 'Again', '', '', '', 'They were late again.');
PRAGMA application_id = 1179798855;
"""


def write_sql(path: Path, statements: str) -> Path:
    connection = sqlite3.connect(path)
    connection.executescript(statements)
    connection.close()
    return path


def version_of(path: Path) -> int | None:
    connection = sqlite3.connect(path)
    try:
        return schema.read_version(connection)
    finally:
        connection.close()


@pytest.mark.parametrize("writing", [False, True])
def test_a_file_of_the_first_form_is_brought_up_to_date(place: Path, writing: bool) -> None:
    write_sql(place, FIRST_FORM)
    with Library(place, writing=writing) as opened:
        documents = list(opened.documents())
        assert [(one.title, one.published, one.text) for one in documents] == [
            ("Ferries late", "2019-05-01", "The ferries were late."),
            ("Again", "", "They were late again."),
        ]
        assert [one.title for one in opened.entries("ferry")] == ["Ferries late"]
    assert version_of(place) == schema.VERSION


def test_a_stopped_change_of_form_leaves_the_file_as_it_was(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_sql(place, FIRST_FORM)
    broken = (*schema.STEPS[1][:4], "CREATE NONSENSE")
    monkeypatch.setattr(schema, "STEPS", (schema.STEPS[0], broken))
    with pytest.raises(LibraryError, match="cannot be used"):
        Library(place)
    assert version_of(place) == 0
    monkeypatch.undo()
    with Library(place) as opened:
        assert len(opened) == 2


def test_a_newer_form_is_refused_with_what_to_do(place: Path) -> None:
    Library(place, writing=True).__exit__(None, None, None)
    write_sql(place, "UPDATE schema SET version = 99")
    with pytest.raises(LibraryError, match=r"newer version of framing .form 99.* Update framing"):
        Library(place)


def test_a_file_of_another_program_is_refused_and_left_alone(place: Path) -> None:
    write_sql(place, "CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('x')")
    before = place.read_bytes()
    with pytest.raises(LibraryError, match="is not a library of framing"):
        Library(place, writing=True)
    assert place.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(place: Path) -> None:
    place.write_text("Ferries late\n" * 100, encoding="utf-8")
    with pytest.raises(LibraryError, match=r"known\.db: is not a library .* Name another file with --library"):
        Library(place, writing=True)


def test_a_damaged_file_is_told(place: Path) -> None:
    with Library(place, writing=True) as opened:
        opened.add(document(text=f"{number} ferries were late. " * 50) for number in range(200))
    data = bytearray(place.read_bytes())
    data[5 * 4096 : 60 * 4096] = b"\xff" * (55 * 4096)
    place.write_bytes(data)
    with pytest.raises(LibraryError, match="is damaged"), Library(place) as opened:
        list(opened.documents())


@pytest.mark.parametrize("writing", [False, True])
def test_a_missing_library_or_folder_is_told(tmp_path: Path, writing: bool) -> None:
    with pytest.raises(LibraryError, match=r"cannot be opened|there is no library"):
        Library(tmp_path / "nowhere" / "known.db", writing=writing)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_and_what_was_settled_stays(opened: Library) -> None:
    pages = opened._connection.execute("PRAGMA page_count").fetchone()[0]
    opened._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(LibraryError, match=r"the disk is full.* Make room"):
        opened.add(document(text=f"{number} words of another text. " * 40) for number in range(500))
    assert len(opened) == 2
    opened._connection.execute("PRAGMA max_page_count = 100000")
    assert opened.add([document(text="There is room again.")]).added == 1


def test_a_library_that_another_process_writes_to_is_told(
    opened: Library, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "WAIT", 0.05)
    opened._connection.execute("BEGIN IMMEDIATE")
    with Library(place) as reader:
        assert len(reader) == 2
    with (
        pytest.raises(LibraryError, match="being written to by another program"),
        Library(place, writing=True) as other,
    ):
        other.add([document(text="Something else.")])
    opened._connection.execute("ROLLBACK")


# other processes


def run(*arguments: str | Path, home: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "XDG_DATA_HOME": str(home), "HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-m", "framing", "library", *map(str, arguments)],
        cwd=ROOT, input=stdin, capture_output=True, text=True, encoding="utf-8", check=False, env=environment,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


ADDING = """
import sys
from pathlib import Path
from framing.documents import Metadata, make_document
from framing.libraries import Library
name, place, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
known = Metadata(source=name)
texts = (make_document(f"{name} tells that {number} ferries were late.", known) for number in range(count))
with Library(place, writing=True) as opened:
    opened.add(texts, watch=lambda sum_so_far: print(sum_so_far.added, flush=True))
"""


def adding(name: str, place: Path, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", ADDING, name, str(place), str(count)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def test_processes_that_add_at_once_to_a_new_file_lose_nothing(place: Path) -> None:
    names = ["A", "B", "C"]
    processes = [adding(name, place, 120) for name in names]
    assert [process.wait(timeout=120) for process in processes] == [0, 0, 0]
    for process in processes:
        assert process.stdout is not None
        process.stdout.close()
    with Library(place) as opened:
        entries = opened.entries("ferry")
    assert {name: sum(one.source == name for one in entries) for name in names} == dict.fromkeys(names, 120)


@pytest.mark.parametrize("batches", [1, 3, 6])
def test_a_kill_in_mid_write_takes_nothing_that_was_counted(place: Path, batches: int) -> None:
    process = adding("A", place, 1_000_000)
    assert process.stdout is not None
    counted = 0
    for _ in range(batches):
        counted = int(process.stdout.readline())
    process.kill()
    process.wait(timeout=60)
    process.stdout.close()
    with Library(place, writing=True) as opened:
        assert opened._connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        opened._connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        assert len(opened) >= counted == batches * library.BATCH
        assert len(opened.entries("ferries")) == len(opened)
        assert opened.add([document()]).added == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can act as somebody else")
def test_a_library_of_another_user_is_read_but_not_written() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "known.db"
        os.chmod(folder, 0o755)
        with Library(place, writing=True) as opened:
            opened.add([document()])
        os.chmod(place, 0o644)
        code = (
            "import os, sys; from pathlib import Path; from framing.documents import make_document;"
            "from framing.libraries import Library; import framing.cli; os.setuid(65534); place = Path(sys.argv[1]);"
            "print(len(Library(place)))\n"
            "try: Library(place, writing=True).add([make_document('More.')])\n"
            "except Exception as problem: print(type(problem).__name__, problem)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(place)], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines()[0] == "1"
        assert "LibraryError" in done.stdout
        assert "cannot be written to" in done.stdout


# the command line


def test_a_library_is_kept_in_the_folder_of_data_unless_a_file_is_named(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    assert "there is no library" in run("list", home=home).stderr
    added = run("add", SEEDS, home=home)
    assert added.returncode == 0, added.stderr
    assert "Added 5 texts" in added.stdout
    assert next(home.rglob("library.sqlite3")).is_file()
    again = run("add", SEEDS, home=home)
    assert "Added 0 texts; 5 there already" in again.stdout
    listed = run("list", home=home).stdout
    assert listed.startswith("5 texts of 4 sources")
    assert "Global Research · 2 texts" in listed
    found = run("list", "--find", "military base", home=home).stdout
    assert "[military] [bases]" in found
    gone = run("remove", "Verity", home=home)
    assert "Removed 1 text." in gone.stdout
    data = json.loads(run("list", "--to", "json", home=home).stdout)
    assert data["schema"] == "framing-library/1"
    assert len(data["texts"]) == 4
    rows = [json.loads(line) for line in run("export", home=home).stdout.splitlines()]
    assert list(rows[0]) == list(library.EXPORTED)
    assert len(rows) == 4


def test_texts_without_a_source_are_told(tmp_path: Path) -> None:
    done = run("add", "-", "--library", tmp_path / "known.db", home=tmp_path, stdin="It rained in town.\n")
    assert done.returncode == 0
    assert "1 text has no source: name it with --source" in done.stdout


def test_a_wrong_name_or_file_ends_with_a_line_of_advice(tmp_path: Path) -> None:
    place = tmp_path / "known.db"
    run("add", SEEDS, "--library", place, home=tmp_path)
    unknown = run("remove", "Veritas", "--library", place, home=tmp_path)
    assert unknown.returncode == 2
    assert "Did you mean 'Verity'" in unknown.stderr
    wrong = run("list", "--library", SEEDS / "sources.toml", home=tmp_path)
    assert wrong.returncode == 1
    assert "is not a library" in wrong.stderr
