"""What several tests share: a small lexicon, written to a file, and the shipped ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from framing.lexicons import Lexicon, load_lexicon

# No deadline (machines differ) and the same examples every time: a red run can be run again.
settings.register_profile("framing", deadline=None, derandomize=True)
settings.load_profile("framing")

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"

SMALL = """
name = "small"
version = "1.0.0"
title = "A small axis"
description = "For tests."

[poles.critical]
sign = -1
title = "critical side"
letter = "C"

[poles.pro]
sign = 1
title = "pro side"
letter = "P"

[frames.empire]
title = "Empire"
pole = "critical"
definition = "Power is an empire."
match = ["The puppet government fell."]
miss = ["The government fell."]
entries = [
  "puppet government",
  { text = "puppet*", weight = 0.5 },
  "{us|us_ally} puppet*",
  "war machine",
  { text = "so-called", weight = 0.7, near = ["alliance", "{us}"] },
  { text = "Empire", case = true, except = ["Roman Empire"] },
  { text = "occupation", not_near = ["job"] },
  "in the * of peace",
]

[frames.order]
title = "Order"
pole = "pro"
definition = "Rules hold."
match = ["They uphold the rules-based order."]
miss = ["They placed an order."]
entries = ["rules-based order", "stand* firm", "{adversary} regime", "puppet government in exile"]
"""


@pytest.fixture(scope="session")
def small_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lexicons") / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def small(small_path: Path) -> Lexicon:
    return load_lexicon(str(small_path))


@pytest.fixture(scope="session")
def establishment() -> Lexicon:
    return load_lexicon("establishment")
