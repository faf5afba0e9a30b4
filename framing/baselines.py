"""Baselines: what length, feeling and plain words tell of the labels, without any lexicon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from framing.agreement import Figure, Resampling, leans_and_signs
from framing.claims.inflections import inflect_verb
from framing.labelled import LabelledText
from framing.normalizing import normalize
from framing.outcomes import Observed
from framing.shipped import read_cues

if TYPE_CHECKING:
    import numpy as np

FOLDS = 5
_TURNED_BY = 3
"""How many words before a word of feeling a negation may stand, as in Hutto & Gilbert (2014)."""
_WORD = re.compile(r"\w+(?:'\w+)?")


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a simpler means reaches: AUC and accuracy, and by how much the axis's AUC is ahead in the same draws.

    `turned` says that its scores were taken the other way round because they fit better so.
    """

    name: str
    auc: Figure
    accuracy: float | None
    lead: Figure
    turned: bool = False


def measure_baselines(
    texts: Sequence[LabelledText], observed: Observed, resampling: Resampling
) -> tuple[Baseline, ...]:
    """Return what each baseline reaches; written and learned evidence alone among them where there are both."""
    outcomes = next(iter(observed.outcomes.values()))
    leans, signs = leans_and_signs(outcomes)
    mine = resampling.areas(leans, signs)
    found: dict[str, np.ndarray | None] = {
        "majority": majority_scores(signs),
        "length": length_scores(texts),
        "sentiment": sentiment_scores(texts),
        "bag_of_words": word_scores(texts),
    }
    for kind in ("written", "learned"):
        if f"{kind}_only" in observed.outcomes:
            found[kind] = leans_and_signs(observed.outcomes[f"{kind}_only"])[0]
    return tuple(
        _baseline(name, scores, (mine, signs), resampling)
        if scores is not None
        else Baseline(name, Figure(None), None, Figure(None))
        for name, scores in found.items()
    )


def _baseline(name: str, scores: np.ndarray, axis: tuple[np.ndarray, np.ndarray], resampling: Resampling) -> Baseline:
    """Length and feeling have no side of their own: they are given the one that fits better."""
    import numpy as np

    mine, signs = axis
    areas = resampling.areas(scores, signs)
    turned = name in ("length", "sentiment") and bool(areas[0] < 0.5)
    if turned:
        scores, areas = -scores, 1 - areas
    sided = signs != 0
    right = (1 + np.sign(scores[sided]) * signs[sided]) / 2
    accuracy = float(right.mean()) if len(right) else None
    return Baseline(name, resampling.figure(areas), accuracy, resampling.figure(mine - areas), turned)


def majority_scores(signs: np.ndarray) -> np.ndarray:
    """Return the side of most texts of a pole for every text."""
    import numpy as np

    return np.full(len(signs), 1.0 if (signs > 0).sum() >= (signs < 0).sum() else -1.0)


def length_scores(texts: Sequence[LabelledText]) -> np.ndarray:
    """Return how many words more each text has than the middle one of the texts of a pole."""
    import numpy as np

    words = np.array([len(one.text.split()) for one in texts], dtype=float)
    return words - float(np.median([count for count, one in zip(words, texts, strict=True) if one.sign]))


def sentiment_scores(texts: Sequence[LabelledText]) -> np.ndarray:
    """Return positive less negative words for each word of each text."""
    import numpy as np

    return np.array([score_sentiment(one.text) for one in texts])


def score_sentiment(text: str) -> float:
    """Return positive less negative words a word, in [−1, 1]; a negation up to three words before turns one round.

    >>> score_sentiment("good news"), score_sentiment("not a good day")
    (0.5, -0.25)
    """
    words = _WORD.findall(normalize(text))
    feelings, negators = _feelings(), _negators()
    total = 0
    for place, word in enumerate(words):
        if word in feelings:
            turned = not negators.isdisjoint(words[max(0, place - _TURNED_BY) : place])
            total += -feelings[word] if turned else feelings[word]
    return total / len(words) if words else 0.0


@cache
def _feelings() -> dict[str, int]:
    """Each word with its forms; a form that another word of the list is by itself keeps its own side."""
    cues = read_cues("sentiment")
    listed = {word: sign for name, sign in (("positive", 1), ("negative", -1)) for word in cues[name]}
    formed = {form: sign for word, sign in listed.items() for form in inflect_verb(word)}
    return formed | listed


@cache
def _negators() -> frozenset[str]:
    negators = read_cues("negations")["negators"]
    return frozenset(map(normalize, (*negators["words"], *negators["contractions"])))


def word_scores(texts: Sequence[LabelledText]) -> np.ndarray | None:
    """Return the log-odds that a logistic regression on TF-IDF words gives texts of groups it has not seen.

    Of FOLDS parts, or as many as there are groups, each is scored by what the others taught; neutral texts
    teach nothing and score 0. None where the others hold one pole only, or no words.
    """
    import numpy as np
    from sklearn.model_selection import GroupKFold

    sided = np.array([number for number, one in enumerate(texts) if one.sign])
    groups = [texts[number].group for number in sided]
    signs = np.array([texts[number].sign for number in sided])
    folds = min(FOLDS, len(set(groups)))
    if folds < 2:
        return None
    scores = np.zeros(len(texts))
    for taught, left in GroupKFold(folds).split(signs, groups=groups):
        if len(set(signs[taught])) < 2:
            return None
        found = _teach(
            [texts[sided[one]].text for one in taught], signs[taught], [texts[sided[one]].text for one in left]
        )
        if found is None:
            return None
        scores[sided[left]] = found
    return scores


def _teach(taught: Sequence[str], signs: np.ndarray, left: Sequence[str]) -> np.ndarray | None:
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    if not any(_WORD.search(text) for text in taught):
        return None
    vectorizer = TfidfVectorizer(sublinear_tf=True, token_pattern=r"\w+")
    model = LogisticRegression(max_iter=1000).fit(vectorizer.fit_transform(taught), signs)
    return np.asarray(model.decision_function(vectorizer.transform(left)))
