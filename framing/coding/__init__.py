"""Coding: sheets for people who read the same texts, and how far their answers agree."""

from __future__ import annotations

from framing.coding.accords import Accord, ItemAccord, Pair, measure_accord
from framing.coding.alphas import DRAWS
from framing.coding.answers import Answers, Key, read_answers, read_key
from framing.coding.groups import LEAST_CODERS, GroupAccord, Groups
from framing.coding.items import Draw, Item, draw_documents, draw_items
from framing.coding.questions import LEVELS, UNITS, Codebook, Question, Wanted, load_codebook
from framing.coding.results import Agreement, measure_agreement

__all__ = [
    "DRAWS",
    "LEAST_CODERS",
    "LEVELS",
    "UNITS",
    "Accord",
    "Agreement",
    "Answers",
    "Codebook",
    "Draw",
    "GroupAccord",
    "Groups",
    "Item",
    "ItemAccord",
    "Key",
    "Pair",
    "Question",
    "Wanted",
    "draw_documents",
    "draw_items",
    "load_codebook",
    "measure_accord",
    "measure_agreement",
    "read_answers",
    "read_key",
]
