"""Tellings: stories told several times with the facts each sentence tells, and the weights learned from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.analyses import Analysis, analyze
from framing.claims.model import Claim
from framing.documents import Metadata, make_document
from framing.documents.model import Span
from framing.resemblance import FEATURES, measure_resemblance
from framing.statements import Statement, make_statements

DIGITS = 3
"""Decimals of the weights: more would differ between machines and tell nothing."""
MOST = 0.5
"""Share of a labelled stretch that a claim must hold, or of the claim that the stretch holds, to tell its facts."""
_FORGETTING = 0.3
"""Inverse of the penalty on large weights (scikit-learn's C), for features of unit spread."""

_PARAGRAPH = "\n\n"
_Labelled = tuple[Span, frozenset[str]]


@dataclass(frozen=True, slots=True)
class ToldStory:
    """The statements of one story's articles, and the names of the facts that each tells (often none)."""

    name: str
    statements: tuple[Statement, ...]
    facts: tuple[frozenset[str], ...]

    def same(self, a: int, b: int) -> bool:
        """Return whether two statements tell a fact in common."""
        return not self.facts[a].isdisjoint(self.facts[b])


@dataclass(frozen=True, slots=True)
class Weights:
    """What a fit learned: the bias, and the weight of each feature, by name."""

    bias: float
    weights: tuple[tuple[str, float], ...]
    pairs: int
    same: int


def read_tellings(path: Path) -> Iterator[ToldStory]:
    """Return the stories of a JSON-lines file: `story` and `articles`; an article has a `headline` or none, and
    `segments` [text, facts] in order, with "¶" after the last of a paragraph."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            yield _read_story(json.loads(line), number)


def fit_weights(stories: Iterable[ToldStory]) -> Weights:
    """Return the weights of a logistic regression of "tell the same fact" on the features of alike claims.

    They are the weights of the features as they are, not of standardised ones.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    tables, labels = [], list[bool]()
    for story in stories:
        found = measure_resemblance(story.statements)
        tables.append(found.features)
        labels.extend(story.same(a, b) for a, b in zip(found.a, found.b, strict=True))
    scaler, model = StandardScaler(), LogisticRegression(C=_FORGETTING, max_iter=5000, tol=1e-8)
    make_pipeline(scaler, model).fit(np.vstack(tables), np.array(labels))
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - weights @ scaler.mean_)
    named = tuple((name, round(float(weight), DIGITS)) for name, weight in zip(FEATURES, weights, strict=True))
    return Weights(round(bias, DIGITS), named, len(labels), sum(labels))


def weights_toml(found: Weights, source: str) -> str:
    """Return the weights as the content of a TOML file that says what they come from."""
    lines = (f"{name} = {weight}" for name, weight in found.weights)
    return "\n".join(
        [
            f"# Learned from {source}: {found.same} of {found.pairs} pairs of claims tell the same fact.",
            'name = "resemblance"',
            'version = "1.0.0"',
            'description = "What each feature of two claims adds to the log-odds that both tell the same fact."',
            f"bias = {found.bias}",
            "",
            "[weights]",
            *lines,
            "",
        ]
    )


def _read_story(row: dict[str, Any], number: int) -> ToldStory:
    read = [_read_article(article, f"{number:03}-{at}") for at, article in enumerate(row["articles"])]
    analyses = {analysis.document.id: analysis for analysis, _ in read}
    labels = {analysis.document.id: spans for analysis, spans in read}
    statements = make_statements([analysis for analysis, _ in read])
    facts = (_facts_of(analyses[one.document].claims[one.claim], labels[one.document]) for one in statements)
    return ToldStory(row["story"], statements, tuple(facts))


def _read_article(article: dict[str, Any], name: str) -> tuple[Analysis, list[_Labelled]]:
    text = "".join(words + (_PARAGRAPH if rest else " ") for words, _, *rest in article["segments"])
    document = make_document(text, Metadata(id=name, source=name, title=article.get("headline", "")))
    labelled = [(article["headline"], article["headline_facts"])] if "headline" in article else []
    labelled += [(words, facts) for words, facts, *_ in article["segments"]]
    spans, at = [], 0
    for words, facts in labelled:
        start = document.text.find(words, at)
        if start >= 0:
            at = start + len(words)
            spans.append((Span(start, at), frozenset(facts)))
    return analyze(document, ()), spans


def _facts_of(claim: Claim, labelled: Iterable[_Labelled]) -> frozenset[str]:
    """The facts of the labelled stretches that a claim is mostly made of, or mostly holds."""
    found: set[str] = set()
    for span, facts in labelled:
        both = min(claim.end, span.end) - max(claim.start, span.start)
        if both >= MOST * min(claim.end - claim.start, span.end - span.start):
            found |= facts
    return frozenset(found)
