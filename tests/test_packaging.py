"""The built wheel, alone in a bare environment, does the main job from another folder."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEEDS

pytestmark = pytest.mark.slow

DEVELOPMENT = ("pytest", "hypothesis", "mypy", "ruff", "playwright", "hatchling")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys, hatchling.build as b; print(b.build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", build, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return folder / done.stdout.split()[-1]


def test_the_wheel_holds_lexicons_and_seeds(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = [path.relative_to(ROOT) for path in (*(ROOT / "lexicons").rglob("*.toml"), *SEEDS.iterdir())]
    assert {f"framing/data/{path.as_posix()}" for path in shipped} <= names
    assert "framing/py.typed" in names
    assert not [name for name in names if name.startswith("tests/")]


def test_the_wheel_alone_does_the_main_job(wheel: Path, tmp_path: Path) -> None:
    bare = tmp_path / "env"
    subprocess.run([sys.executable, "-m", "venv", str(bare)], check=True)
    python = bare / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "-q", str(wheel)], check=True, capture_output=True)
    work = tmp_path / "elsewhere"
    work.mkdir()
    installed = {
        name.lower()
        for name in subprocess.run(
            [str(python), "-c", "import importlib.metadata as m; print(*[d.name for d in m.distributions()])"],
            capture_output=True, text=True, check=True,
        ).stdout.split()
    }  # fmt: skip
    assert not installed & set(DEVELOPMENT)
    seeds = subprocess.run(
        [str(python), "-c", "from framing.shipped import shipped_folder; print(shipped_folder('seeds'))"],
        capture_output=True, text=True, check=True, cwd=work,
    ).stdout.strip()  # fmt: skip
    assert Path(seeds).is_relative_to(bare.resolve())
    done = subprocess.run(
        [str(bare / "bin" / "framing"), "report", seeds, "--out", "report.json"],
        cwd=work, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    data = json.loads((work / "report.json").read_text(encoding="utf-8"))
    assert len(data["documents"]) == 5
    assert data["provenance"]["tags"] > 0
