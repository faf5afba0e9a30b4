"""Placing: where new articles stand among known sources, on the raw scale of one axis."""

from framing.placing.articles import place_article
from framing.placing.model import (
    NOT_ENGLISH,
    OFF_TOPIC,
    THIS,
    Neighbour,
    Origin,
    Overlap,
    Placed,
    Placing,
    Reference,
    SharedStory,
    Vocabulary,
)

__all__ = [
    "NOT_ENGLISH",
    "OFF_TOPIC",
    "THIS",
    "Neighbour",
    "Origin",
    "Overlap",
    "Placed",
    "Placing",
    "Reference",
    "SharedStory",
    "Vocabulary",
    "place_article",
]
