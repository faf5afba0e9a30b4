"""How common words and pairs of words are in ordinary news, counted in the training texts of our own.

    python benchmarks/commonness.py

Writes `lexicons/cues/commonness.toml`, which tells `framing stories` how rare a word is in a small pile.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

from framing.likeness import read_terms

LEXICONS = Path(__file__).parent.parent / "lexicons"
MIN_STORIES = 8
"""Stories a term must stand in: rarer ones are as good as unknown."""
HEAD = """\
# Stems of words, numbers and pairs of neighbours, each with the number of stories that have it (some 150 words each);
# function words are left out. Written by benchmarks/commonness.py from lexicons/training/narratives.jsonl.
name = "commonness"
version = "1.0.0"
description = "How common words are in ordinary news."
"""


def count_stories(lines: list[str]) -> tuple[int, Counter[str]]:
    """Return the number of stories and, of each term, the number of those that have it."""
    stories: dict[str, set[str]] = defaultdict(set)
    for row in map(json.loads, lines):
        stories[row["story"]].update(term.key for term in read_terms(row["text"]))
    return len(stories), Counter(key for terms in stories.values() for key in terms)


def write_commonness(lines: list[str]) -> str:
    """Return the content of the file."""
    stories, counts = count_stories(lines)
    words = (
        f"{json.dumps(key, ensure_ascii=False)} = {count}"
        for key, count in sorted(counts.items())
        if count >= MIN_STORIES
    )
    return "\n".join([f"{HEAD}stories = {stories}", "", "[words]", *words]) + "\n"


def main() -> None:
    lines = (LEXICONS / "training" / "narratives.jsonl").read_text(encoding="utf-8").splitlines()
    (LEXICONS / "cues" / "commonness.toml").write_text(write_commonness(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
