"""What more training text brings: AUC on labelled texts by the share of stories learned from.

    python benchmarks/learning_curve.py lexicons/training/narratives.jsonl FILE

FILE is a table as `framing validate` takes it. Prints, for growing shares of the stories (each a part of the
next, drawn with a fixed seed), the AUC of the learned weights alone, on FILE and on a fifth of the stories kept
apart from all of them, and the AUC on FILE together with the written entries.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from framing.analyses import Analysis, analyze
from framing.claims.model import VOICES
from framing.documents import make_document
from framing.evidence import Evidence
from framing.labelled import LabelledText, labels_of, read_labelled
from framing.learning import fit_weights
from framing.lexicons import Lexicon, load_lexicon
from framing.scores import learned_rate, score
from framing.weights import weigh_claims

SHARES = (0.05, 0.1, 0.2, 0.4, 0.7, 1.0)
APART = 5


def weigh(texts: Sequence[LabelledText], analyses: Sequence[Analysis], axis: Lexicon) -> list[tuple[int, Evidence]]:
    learned = axis.learned
    assert learned is not None
    return [
        (text.sign, replace(one, learned=weigh_claims(one.document, one.claims, [learned])).evidence(axis, VOICES))
        for text, one in zip(texts, analyses, strict=True)
        if text.sign
    ]


def area(values: Sequence[tuple[int, float]]) -> float:
    plus, minus = ([value for sign, value in values if sign == side] for side in (1, -1))
    return sum((p > m) + (p == m) / 2 for p in plus for m in minus) / (len(plus) * len(minus))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("training", type=Path)
    parser.add_argument("measured", type=Path)
    arguments = parser.parse_args()
    axis = load_lexicon("establishment")
    assert axis.learned is not None
    alone = replace(axis, learned=None)
    training, measured = (
        read_labelled(path, labels_of(axis)).texts for path in (arguments.training, arguments.measured)
    )
    stories = sorted({one.group for one in training})
    random.Random(0).shuffle(stories)
    apart = set(stories[: len(stories) // APART])
    held = [one for one in training if one.group in apart and one.sign]
    read = {
        name: [analyze(make_document(one.text), [alone]) for one in texts]
        for name, texts in (("held", held), ("measured", measured))
    }
    print("stories  words and phrases  AUC kept apart  AUC measured  with written entries")
    rest = stories[len(apart) :]
    for share in SHARES:
        chosen = set(rest[: round(share * len(rest))])
        fitted = fit_weights([one for one in training if one.group in chosen], axis)
        tutor = replace(axis, learned=replace(fitted, calibration=axis.learned.calibration))
        there = weigh(measured, read["measured"], tutor)
        figures = (
            area([(sign, learned_rate(one)) for sign, one in weigh(held, read["held"], tutor)]),
            area([(sign, learned_rate(one)) for sign, one in there]),
            area([(sign, score(one, tutor).lean) for sign, one in there]),
        )
        size = sum(len(frame.entries) for frame in fitted.frames if frame.pole)
        print(f"{len(chosen):7} {size:18} {figures[0]:15.3f} {figures[1]:13.3f} {figures[2]:21.3f}", flush=True)


if __name__ == "__main__":
    main()
