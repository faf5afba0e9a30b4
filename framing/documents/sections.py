"""Sections: the labelled parts of a story page, which sets the facts and each side's narrative apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from framing.documents.boilerplate import fold_text, read_boilerplate
from framing.documents.lines import Line
from framing.shipped import read_cues

_LONGEST = 60
"""Characters of the longest line worth comparing with the labels."""
_LISTS = ("facts", "narratives", "analysis")
UNLABELLED_FACTS = "Facts"
"""The section of bullets that open a story page above its first label."""


@dataclass(frozen=True, slots=True)
class _Labels:
    exact: Mapping[str, str]
    open: tuple[tuple[str, re.Pattern[str]], ...]
    any_open: re.Pattern[str]
    mark: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Sections:
    """Which lines (by index) are labels, and whether together they make a story page."""

    labels: Mapping[int, str]
    is_story_page: bool


def read_sections(lines: Sequence[Line]) -> Sections:
    """Return the labels among `lines`, with the list each belongs to (facts, narratives, analysis)."""
    found = {i: name for i, line in enumerate(lines) if (name := _list_of(line.text))}
    # A label has something below it that is not another label.
    labels = {i: name for i, name in found.items() if i + 1 < len(lines) and i + 1 not in found}
    return Sections(labels, _is_story_page(lines, labels))


def _is_story_page(lines: Sequence[Line], labels: Mapping[int, str]) -> bool:
    """Return whether narratives stand side by side: headings such as "Reaction" occur in any article."""
    narratives = [_key(lines[i].text) for i, name in labels.items() if name == "narratives"]
    exact = [key for key in narratives if key in _labels().exact]
    marked = [key for key in narratives if _labels().mark.search(key)]
    if any(key in exact for key in marked) or len(set(exact)) > 1:
        return True
    return bool(marked) and (len(set(narratives)) > 1 or "facts" in labels.values())


def _list_of(text: str) -> str:
    if len(text) > _LONGEST or text[-1] in ".!,;":
        return ""
    key = _key(text)
    labels = _labels()
    if key in labels.exact or not labels.any_open.fullmatch(key):
        return labels.exact.get(key, "")
    return next(name for name, label in labels.open if label.fullmatch(key))


def _key(text: str) -> str:
    return fold_text(text).rstrip(" :").replace("-", " ")


@cache
def _labels() -> _Labels:
    cues = read_cues("sections")
    pairs = [(name, _key(label)) for name in _LISTS for label in cues[name]["labels"]]
    marks = "|".join(map(re.escape, read_boilerplate()["story_page"]["marks"]))
    exact = {key: name for name, key in reversed(pairs) if "*" not in key}
    wild = tuple((name, _compile(key)) for name, key in pairs if "*" in key)
    any_open = re.compile("|".join(label.pattern for _, label in wild))
    return _Labels(exact, wild, any_open, re.compile(rf"\b(?:{marks})\b"))


def _compile(key: str) -> re.Pattern[str]:
    return re.compile(r"\S+".join(map(re.escape, key.split("*"))))
