"""Endings: what stands after an article's last sentence, first of all who its author is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from framing.documents.boilerplate import pattern
from framing.documents.lines import Line, ends_sentence, is_separator

_LAST_LINES = 4
"""Kept lines from the end among which a life of the author may stand without a separator before it."""


def mark_endings(lines: Sequence[Line], marks: Mapping[int, str], author: str) -> dict[int, str]:
    """Return the lines that tell an author's life, and titles listed below a heading for related pages."""
    names = [name for part in author.split(", ") for name in part.split(" and ") if " " in name]
    kept = [index for index in range(len(lines)) if index not in marks]
    after = _after_separator(lines)
    last = set(kept[-_LAST_LINES:]) if len(kept) > _LAST_LINES else set[int]()
    places = [i for i in kept if i > after or i in last]
    lives = {i: "biography" for i in places if _tells_life(lines[i].text, names)}
    headed = {i: "biography" for i in kept if i and _is_headed(lines, marks, i)}
    strangers = {i: "biography" for i in kept[1:] if i > after or i == kept[-1] if _is_stranger(lines, i, kept)}
    return lives | headed | strangers | _mark_listed(lines, marks)


def _after_separator(lines: Sequence[Line]) -> int:
    """Return the index of the last separator in the lower half, or one past the end."""
    half = range(len(lines) - 1, len(lines) // 2, -1)
    return next((i for i in half if is_separator(lines[i].text)), len(lines))


def _tells_life(text: str, names: Sequence[str]) -> bool:
    verbs = pattern("biography", "verbs")
    return any(text.startswith(name) and verbs.fullmatch(text, len(name)) for name in names)


def _is_headed(lines: Sequence[Line], marks: Mapping[int, str], index: int) -> bool:
    return (index - 1) in marks and bool(pattern("biography", "heading").fullmatch(lines[index - 1].text))


def _is_stranger(lines: Sequence[Line], index: int, kept: Sequence[int]) -> bool:
    """Return whether a line is the life of someone whose surname no other line of the article holds."""
    found = pattern("biography", "unknown").fullmatch(lines[index].text)
    if not found or " " not in found["name"]:
        return False
    surname = found["name"].split()[-1]
    return not any(surname in lines[i].text for i in kept if i != index)


def _mark_listed(lines: Sequence[Line], marks: Mapping[int, str]) -> dict[int, str]:
    return {i: "teaser" for start in marks if marks[start] in _LIST_KINDS for i in _listed(lines, marks, start)}


_LIST_KINDS = ("teaser", "furniture")


def _listed(lines: Sequence[Line], marks: Mapping[int, str], start: int) -> Iterator[int]:
    """Yield the titles that run from a heading such as "Related" down to the end of the page."""
    rest = [i for i in range(start + 1, len(lines)) if i not in marks]
    if lines[start].text.count(" ") < 6 and not any(ends_sentence(lines[i].text) for i in rest):
        yield from rest
