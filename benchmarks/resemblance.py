"""What makes two claims tell the same fact, learned from the labelled tellings of our own.

    python benchmarks/resemblance.py

Writes `lexicons/words/resemblance.toml`, the weights of `framing.resemblance`, and prints how well they keep
apart the pairs of stories that they were not learned from (six parts, each left out in turn).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from framing.tellings import ToldStory, fit_weights, read_tellings, weights_toml

LEXICONS = Path(__file__).parent.parent / "lexicons"
TRAINING = LEXICONS / "training" / "tellings.jsonl"
PARTS = 6


def main() -> None:
    stories = list(read_tellings(TRAINING))
    found = fit_weights(stories)
    source = f"lexicons/training/{TRAINING.name} by benchmarks/{Path(__file__).name}"
    target = LEXICONS / "words" / "resemblance.toml"
    target.write_text(weights_toml(found, source), encoding="utf-8")
    print(f"{len(stories)} stories, {found.pairs} pairs, {found.same} of one fact; average precision left out:")
    print(f"{average_precision(stories):.3f}")


def average_precision(stories: Sequence[ToldStory]) -> float:
    """The average precision of pairs of stories that the weights were not learned from."""
    import numpy as np
    from sklearn.metrics import average_precision_score

    from framing.resemblance import measure_resemblance

    truth, scores = [], []
    for part in range(PARTS):
        weights = fit_weights(story for at, story in enumerate(stories) if at % PARTS != part)
        for story in stories[part::PARTS]:
            pairs = measure_resemblance(story.statements)
            truth += [story.same(a, b) for a, b in zip(pairs.a, pairs.b, strict=True)]
            scores.append(pairs.features @ np.array([weight for _, weight in weights.weights]) + weights.bias)
    return float(average_precision_score(truth, np.concatenate(scores)))


if __name__ == "__main__":
    main()
