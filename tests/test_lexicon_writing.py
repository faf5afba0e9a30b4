"""A lexicon written to a file reads back as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from framing.lexicons import load_lexicon
from framing.lexicons.loading import shipped_lexicons
from framing.lexicons.writing import lexicon_toml


@pytest.mark.parametrize("name", shipped_lexicons())
def test_a_written_lexicon_reads_back(name: str, tmp_path: Path) -> None:
    lexicon = load_lexicon(name)
    path = tmp_path / "copy.toml"
    path.write_text(lexicon_toml(lexicon), encoding="utf-8")
    again = load_lexicon(str(path))
    assert replace(again, path="", learned=None).frames == lexicon.frames
    assert (again.poles, again.calibration, again.title) == (lexicon.poles, lexicon.calibration, lexicon.title)
