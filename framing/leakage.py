"""Leakage: texts to be measured on that are, nearly word for word, among those learned from."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from framing.labelled import LabelledText, LabelledTexts
from framing.normalizing import normalize

RUN = 5
"""Words in a run."""
LEAST_SHARED = 0.3
"""Share of a text's runs from which it counts as known: texts of one event share names, hardly ever so many runs."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Known:
    """A measured text that stands in a training text: their groups, and the share of its runs found there."""

    text: int
    group: str
    training_group: str
    shared: float


@dataclass(frozen=True, slots=True)
class Leakage:
    """Which of the texts stand in the training texts of `path`, and how many groups bear the same name in both.

    `share` is that of all texts; `auc_without` the AUC of the others, where it was measured.
    """

    path: str
    training_texts: int
    known: tuple[Known, ...]
    share: float
    same_groups: int
    same_file: bool
    auc_without: float | None = None


def find_leakage(texts: LabelledTexts, training: LabelledTexts) -> Leakage:
    """Return the texts LEAST_SHARED of whose runs of RUN words stand in one training text, the likest first.

    A text shorter than a run is one run.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(training.texts):
        for run in runs_of(one.text):
            holders[run].append(number)
    known = [found for found in _known(texts.texts, training.texts, holders) if found.shared >= LEAST_SHARED]
    groups = {one.group for one in texts.texts} & {one.group for one in training.texts}
    return Leakage(
        path=training.path,
        training_texts=len(training.texts),
        known=tuple(sorted(known, key=lambda one: (-one.shared, one.text))),
        share=len(known) / len(texts.texts),
        same_groups=len(groups),
        same_file=texts.fingerprint == training.fingerprint,
    )


def runs_of(text: str) -> set[str]:
    """Return the distinct runs of words of a text.

    >>> sorted(runs_of("One two, three four five six."))
    ['one two three four five', 'two three four five six']
    """
    words = _WORD.findall(normalize(text))
    if len(words) < RUN:
        return {" ".join(words)} - {""}
    return {" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def _known(
    texts: tuple[LabelledText, ...], training: tuple[LabelledText, ...], holders: dict[str, list[int]]
) -> Iterator[Known]:
    for number, one in enumerate(texts):
        runs = runs_of(one.text)
        shared = Counter(holder for run in runs for holder in holders.get(run, ()))
        if shared:
            likest = min(shared, key=lambda holder: (-shared[holder], holder))
            yield Known(number, one.group, training[likest].group, shared[likest] / len(runs))
