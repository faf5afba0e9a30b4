"""The shape of the code: one-way imports, small functions, no words in Python, a quick start."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "framing"
MODULES = sorted(PACKAGE.rglob("*.py"))

ROOMS = [
    "errors", "unions", "recycling", "shipped", "encoders", "normalizing", "terms", "quantities", "documents",
    "libraries", "lexicons", "claims", "relations", "matching", "tags", "weighings", "weights", "evidence",
    "scores", "analyses", "labelled", "vocabulary", "learning", "outcomes", "agreement", "curves", "contributions",
    "baselines", "leakage", "swapping", "topics", "validation", "checking", "marks", "contrasts", "termcounts",
    "suggestions", "speakers", "summaries", "stances", "profiles", "excerpts", "tallies", "sketches", "syndication",
    "reprints", "ledgers", "likeness", "linkage", "piles", "statements", "incidence", "resemblance", "pairs",
    "tellings", "divergences", "stories", "coverage", "actors", "namings", "narratives", "placing", "maps",
    "comparisons", "explanations", "factrows", "tables", "engines", "archives", "stocks", "surveys", "coding",
    "classroom", "reports", "reporting", "standings", "mappings", "serving", "cli",
]  # fmt: skip
"""The rooms of the package from the bottom up: each may import only from itself and those before it."""

MODELS = {"documents.model", "claims.model"}
"""Plain values that any room may name."""

MAX_FUNCTION = 40
MAX_MODULE = 300
MAX_PARAMETERS = 6


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("framing"):
            inside = (node.module or "").partition(".")[2]
            names = [inside] if inside else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name.partition(".")[2] for alias in node.names if alias.name.startswith("framing.")]
        for name in names:
            if name not in MODELS:
                yield name.split(".")[0], node.lineno


def test_every_room_has_its_place() -> None:
    assert {room_of(path) for path in MODULES} - {"__init__", "__main__"} == set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__", "__main__"):
        return
    upward = [(name, line) for name, line in imported_rooms(path) if ROOMS.index(name) > ROOMS.index(room)]
    assert upward == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_and_functions_are_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= MAX_MODULE
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or 0) - node.lineno
            assert lines <= MAX_FUNCTION, f"{node.name} has {lines} lines"
            count = len([a for a in (*node.args.args, *node.args.kwonlyargs) if a.arg not in ("self", "cls")])
            assert count <= MAX_PARAMETERS or room_of(path) == "cli", f"{node.name} has {count} parameters"


def string_lists(tree: ast.Module) -> Iterator[tuple[int, list[str]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            texts = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
            yield node.lineno, texts


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_words_in_python(path: Path) -> None:
    """English that is matched in texts lives in lexicons/: no word regexes, no lists of ordinary words."""
    from framing.shipped import read_cues

    cues = set(read_cues("stopwords")["words"]) | {
        word for group in read_cues("reporting")["verbs"].values() for word in group
    }
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for line, texts in string_lists(tree):
        known = [text for text in texts if text in cues]
        assert len(known) < 3 or len(known) <= len(texts) / 2, f"line {line} lists words: {known}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and r"\b" in node.value:
            words = re.findall(r"[a-z]{3,}", node.value)
            assert not words, f"line {node.lineno} has a regex with words: {words}"


def test_no_axis_is_known_by_name() -> None:
    """Any axis with two poles works alike: only the list of default lexicons names the shipped one."""
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value == "establishment":
                assert path.name == "shipped.py", f"{path.name}, line {node.lineno}"


HEAVY = (
    "pandas", "sklearn", "nltk", "numpy", "pyarrow", "trafilatura", "lxml", "jinja2", "scipy", "fastapi", "uvicorn",
    "dask", "distributed",
)  # fmt: skip


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['framing', '--help']\n"
        "from framing.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "report" in done.stdout


def test_placing_an_article_on_something_else_loads_nothing_heavy(tmp_path: Path) -> None:
    article = tmp_path / "dam.txt"
    article.write_text("The dam above the town burst at night. Two bridges are gone, the mayor said. " * 4, "utf-8")
    code = (
        f"import sys; sys.argv = ['framing', 'stance', {str(article)!r}, '--quiet']\n"
        "from framing.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "dam" in done.stdout


@pytest.mark.parametrize("tool", [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]], ids=" ".join)
def test_style_and_types(tool: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


LIBRARY = """
import framing
framing.load_lexicons(["loaded"])
"""
COMMAND = """
import sys
from framing.cli import main
sys.argv = ["framing", "--version"]
try:
    main()
except SystemExit:
    pass
"""


@pytest.mark.parametrize(("code", "kept"), [(LIBRARY, True), (COMMAND, False)])
def test_only_framings_own_processes_recycle_memory_rarely(code: str, kept: bool) -> None:
    shown = f"import gc\nwas = gc.get_threshold()\n{code}\nprint(gc.get_threshold() == was)"
    done = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == str(kept)
