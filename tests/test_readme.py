"""README and --help say what is so: the commands run, the options exist, every command has an example."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from framing.archives.model import TABLES
from framing.archives.schemas import ENTRY_COLUMNS, SOURCE_COLUMNS, columns_of
from framing.claims import Claim
from framing.cli.rows import claims
from framing.factrows import FACT_COLUMNS, NAMING_COLUMNS, NARRATIVE_COLUMNS
from framing.tables import CLAIM_COLUMNS, TAG_COLUMNS
from tests.conftest import ROOT, SEEDS

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(?:console|sh)\n(.*?)```", README, re.S)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.startswith("framing ")]


def framing(arguments: list[str], cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "framing", *arguments],
        cwd=cwd, input=stdin, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the README's reader has it: the seeds, an article, a lexicon of one's own."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(SEEDS, folder / "seeds")
    article = next(block for block in re.findall(r"```text\n(.*?)```", README, re.S))
    (folder / "article.txt").write_text(article, encoding="utf-8")
    (folder / "mine.toml").write_text(re.findall(r"```toml\n(.*?)```", README, re.S)[0], encoding="utf-8")
    for name, table in zip(("answers.csv", "key.csv"), re.findall(r"```csv\n(.*?)```", README, re.S), strict=True):
        (folder / name).write_text(table, encoding="utf-8")
    (folder / "articles.csv").write_text(
        "id,source,title,date,text\n1,The Daily,Rain,2024-05-01,It rained all day. People stayed at home.\n",
        encoding="utf-8",
    )
    framing(["library", "add", "seeds/", "--library", "known.db"], folder)
    with (ROOT / "lexicons" / "training" / "narratives.jsonl").open(encoding="utf-8") as rows:
        (folder / "narratives.jsonl").write_text("".join(islice(rows, 240)), encoding="utf-8")
    return folder


def test_there_are_commands_to_try() -> None:
    assert len(COMMANDS) >= 10


def analysed(desk: Path) -> None:
    """Make the folder that the section on many articles reads."""
    if not (desk / "analysis").exists():
        assert framing(["analyze", "seeds/", "--out", "analysis"], desk).returncode == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_readme_runs(command: str, desk: Path) -> None:
    line = command.split("  #", maxsplit=1)[0]
    if " --out analysis" in line:
        shutil.rmtree(desk / "analysis", ignore_errors=True)
    elif " analysis" in line:
        analysed(desk)
    stages = [shlex.split(stage)[1:] for stage in line.split(" | ") if stage.startswith("framing")]
    done = framing(stages[0], desk)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("package", ["duckdb", "pandas"])
def test_the_tables_open_as_the_readme_says(package: str, desk: Path) -> None:
    pytest.importorskip(package)
    analysed(desk)
    (code,) = re.findall(rf"```python\n(import {package}\b.*?)```", README, re.S)
    done = subprocess.run([sys.executable, "-c", code], cwd=desk, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Global Research" in done.stdout


def test_the_columns_of_an_analysis_are_in_the_readme() -> None:
    section = README.partition("## Many articles")[2]
    found = re.findall(r"^\| `([a-z.]+)` \| .* \| (.*) \|$", section, re.M)
    rows = {name: cell.split("`")[1::2] for name, cell in found}
    for table in TABLES:
        shared = {"claims": CLAIM_COLUMNS, "tags": TAG_COLUMNS}.get(table, ())
        named = [name for part in rows[table] for name in part.split(", ") if not name.startswith("framing ")]
        assert (*shared, *named) == columns_of(table)
    assert rows["entries.parquet"] == [", ".join(ENTRY_COLUMNS)]
    assert rows["sources.parquet"] == [", ".join(SOURCE_COLUMNS)]


def test_the_library_example_is_a_doctest() -> None:
    assert ">>> import framing" in README


def commands_of(help_text: str) -> list[str]:
    return re.findall(r"^│ ([a-z]+) ", help_text.partition("Commands")[2], re.M)


def all_commands() -> list[list[str]]:
    top = commands_of(framing(["--help"], ROOT).stdout)
    nested = {name: commands_of(framing([name, "--help"], ROOT).stdout) for name in top}
    return [[name, *rest] for name in top for rest in ([[sub] for sub in nested[name]] or [[]])]


def test_every_command_has_an_example_that_names_it_and_is_in_the_readme() -> None:
    commands = all_commands()
    assert len(commands) >= 9
    for command in commands:
        text = framing([*command, "--help"], ROOT).stdout
        assert f"Example: framing {' '.join(command)}" in re.sub(r"\s+", " ", text.replace("│", " ")), command
        assert f"framing {' '.join(command)}" in README, command


def test_every_example_of_the_help_runs(desk: Path) -> None:
    (desk / "articles").mkdir(exist_ok=True)
    shutil.copy(desk / "article.txt", desk / "articles")
    shutil.copy(desk / "mine.toml", desk / "mine-1.0.toml")
    for command in [[], *all_commands()]:
        text = re.sub(r"\s+", " ", framing([*command, "--help"], ROOT).stdout.replace("│", " "))
        example = re.findall(r"Example: framing (.*?) ╭", text)[0]
        done = framing(shlex.split(example), desk)
        assert done.returncode == 0, (example, done.stderr)


def test_options_named_in_the_readme_exist() -> None:
    helps = " ".join(framing([*command, "--help"], ROOT).stdout for command in all_commands())
    for option in set(re.findall(r"`?(--[a-z][a-z-]+)", "\n".join(COMMANDS))):
        assert option in helps, option


def test_the_columns_named_in_the_readme_are_the_columns() -> None:
    words = re.sub(r"\s+", " ", README)
    assert f"columns `{', '.join(CLAIM_COLUMNS)}`" in words
    assert f"adds `{', '.join(TAG_COLUMNS[len(CLAIM_COLUMNS) :])}`" in words
    for columns in (FACT_COLUMNS, NARRATIVE_COLUMNS, NAMING_COLUMNS):
        assert f"columns `{', '.join(columns)}`" in words


def test_the_rule_for_the_voice_of_a_claim_is_told_where_its_column_is() -> None:
    for told in (claims.__doc__, Claim.__doc__, README):
        assert "more than half" in " ".join((told or "").split())
