"""Stance measured on short narratives of known side.

    python benchmarks/stance.py ../shared/data/narratives_dev.jsonl

Reads JSON lines with `text`, `label` (establishment-critical, pro-establishment, facts, others are left
out) and `story`. Prints how many have any tag with a side, how many are refused, and the AUC of the summed
weight (pro less critical, 0 without tags), with a bootstrap interval over stories.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path

from framing.analyses import analyze
from framing.claims.model import VOICES
from framing.documents import make_document
from framing.evidence import Evidence
from framing.lexicons import load_lexicon
from framing.scores import score

SIDES = {"establishment-critical": -1, "pro-establishment": 1, "facts": 0}
DRAWS = 1000
Row = tuple[str, int, Evidence]
"""A text's story, its side and its evidence."""


def read(path: Path) -> list[Row]:
    lexicon = load_lexicon("establishment")
    rows = []
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        if row["label"] in SIDES:
            evidence = analyze(make_document(row["text"]), [lexicon]).evidence(lexicon, VOICES)
            rows.append((row["story"], SIDES[row["label"]], evidence))
    return rows


def area(rows: list[Row]) -> float:
    """The share of pairs of a pro and a critical text in which the pro one is heavier; ties count half."""
    values: dict[int, list[int]] = defaultdict(list)
    for _, side, evidence in rows:
        values[side].append(evidence.plus - evidence.minus)
    pairs = [(pro > critical) + (pro == critical) / 2 for pro in values[1] for critical in values[-1]]
    return sum(pairs) / max(1, len(pairs))


def interval(rows: list[Row]) -> tuple[float, float]:
    stories: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        stories[row[0]].append(row)
    source, names = random.Random(0), sorted(stories)
    draws = sorted(
        area([row for name in source.choices(names, k=len(names)) for row in stories[name]]) for _ in range(DRAWS)
    )
    return draws[int(0.025 * DRAWS)], draws[int(0.975 * DRAWS)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("narratives", type=Path)
    rows = read(parser.parse_args().narratives)
    lexicon = load_lexicon("establishment")
    for name, side in SIDES.items():
        mine = [evidence for _, one, evidence in rows if one == side]
        tagged = sum(evidence.tags > 0 for evidence in mine)
        refused = sum(bool(score(evidence, lexicon).refusal) for evidence in mine)
        print(f"{name:24} {len(mine):3} texts, {tagged} with a tag, {refused} refused")
    low, high = interval(rows)
    print(f"AUC {area(rows):.3f} ({low:.3f} to {high:.3f})")


if __name__ == "__main__":
    main()
