"""The check against slowness can fail, names the stage that is slow, and can be set anew by one command."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.conftest import ROOT

ROOM = 1e9
SHIPPED = ROOT / "benchmarks" / "bounds.toml"


def yardstick(bounds: Path, *options: str) -> subprocess.CompletedProcess[str]:
    script = str(ROOT / "benchmarks" / "yardstick.py")
    command = [sys.executable, script, "--articles", "3", "--rounds", "1", "--bounds", str(bounds), *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def stages() -> dict[str, float]:
    return dict(tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["bounds"])


def write(path: Path, bounds: dict[str, float]) -> Path:
    path.write_text("\n".join(["[bounds]", *(f'"{name}" = {bound}' for name, bound in bounds.items())]), "utf-8")
    return path


def test_a_stage_beyond_its_bound_fails_and_is_named(tmp_path: Path) -> None:
    bounds = write(tmp_path / "bounds.toml", {**dict.fromkeys(stages(), ROOM), "claims": 1e-9})
    done = yardstick(bounds)
    assert done.returncode == 1, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("too slow: claims takes ")
    assert "its bound is 1e-09" in line


def test_within_all_bounds_it_passes(tmp_path: Path) -> None:
    done = yardstick(write(tmp_path / "bounds.toml", dict.fromkeys(stages(), ROOM)))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_stage_without_a_bound_fails(tmp_path: Path) -> None:
    bounds = {name: ROOM for name in stages() if name != "tags"}
    done = yardstick(write(tmp_path / "bounds.toml", bounds))
    assert done.returncode == 1
    assert "tags" in done.stderr
    assert "no bound" in done.stderr


def test_bounds_are_set_by_one_command(tmp_path: Path) -> None:
    path = tmp_path / "bounds.toml"
    done = yardstick(path, "--set")
    assert done.returncode == 0, done.stderr
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    assert list(found["bounds"]) == list(stages())
    assert all(bound > 0 for bound in found["bounds"].values())
    assert found["margin"] > 1


def test_the_gate_measures_after_the_tests() -> None:
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert gate.index("README.md") < gate.index("benchmarks/yardstick.py")
