"""The classroom: worksheets with keys, made from a comparison and nothing else."""

from framing.classroom.making import Plan, make_worksheet
from framing.classroom.model import ACTIVITIES, Activity, Answer, Item, Key, Sheet, Worksheet
from framing.classroom.packs import PACKS, find_pack, shipped_packs

__all__ = [
    "ACTIVITIES",
    "PACKS",
    "Activity",
    "Answer",
    "Item",
    "Key",
    "Plan",
    "Sheet",
    "Worksheet",
    "find_pack",
    "make_worksheet",
    "shipped_packs",
]
