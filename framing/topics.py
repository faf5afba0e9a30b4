"""Topics: how much of a result hangs on one topic, where a table of labelled texts names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from framing.agreement import area_under, leans_and_signs
from framing.documents.tables import read_rows
from framing.labelled import Columns, LabelledTexts
from framing.outcomes import Outcome

TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class TopicEffect:
    """The AUC among the texts of a topic, and among all others; None where a pole is missing."""

    topic: str
    texts: int
    auc_within: float | None
    auc_without: float | None


def read_topics(texts: LabelledTexts, columns: Columns) -> tuple[str, ...]:
    """Return the topic of each text, from the column "topic" of its file; nothing where there is no such column."""
    rows = (row for row in read_rows(Path(texts.path)) if {TOPIC, columns.text} <= row.fields.keys())
    topics = {
        _key(row.fields.get(columns.group) or f"row {row.number}", row.fields[columns.text]): row.fields[TOPIC]
        for row in rows
    }
    return tuple(topics.get(_key(one.group, one.text), "").strip() for one in texts.texts) if topics else ()


def _key(group: str, text: str) -> tuple[str, str]:
    return group, text.strip()


def leave_topics_out(outcomes: Sequence[Outcome], topics: Sequence[str]) -> tuple[TopicEffect, ...]:
    """Return the effect of each topic, those with most texts first; texts without a topic are in no topic."""
    import numpy as np

    leans, signs = leans_and_signs(outcomes)
    names = np.array(topics)
    effects = []
    for topic in sorted(set(topics) - {""}):
        here = names == topic
        within, without = (area_under(leans[chosen], signs[chosen]) for chosen in (here, ~here))
        effects.append(TopicEffect(topic, int(here.sum()), within, without))
    return tuple(sorted(effects, key=lambda one: (-one.texts, one.topic)))
