"""Endings: what stands after an article's last sentence, first of all who its author is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from framing.documents.boilerplate import pattern
from framing.documents.lines import Line, ends_sentence, is_separator

_LAST_LINES = 4
"""Kept lines from the end among which a life of the author may stand without a separator before it."""
_FOOT = 60
"""Kept lines from the end that can stand behind a separator and still be the foot of a page."""
_LIST_KINDS = ("teaser", "furniture")
_ADDRESS = "://"
_LIST_HEADING = 6
"""Spaces from which on a line is no heading of a list of titles."""


def mark_endings(lines: Sequence[Line], marks: Mapping[int, str], author: str) -> dict[int, str]:
    """Return the lines that tell an author's life, and titles listed below a heading for related pages."""
    kept = [index for index in range(len(lines)) if index not in marks]
    lives = dict.fromkeys(_list_lives(lines, marks, kept, author), "biography")
    return lives | _mark_listed(lines, marks, kept)


def _list_lives(lines: Sequence[Line], marks: Mapping[int, str], kept: Sequence[int], author: str) -> Iterator[int]:
    names = [name for part in author.split(", ") for name in part.split(" and ") if " " in name]
    after = _after_separator(lines)
    last = kept[-_LAST_LINES:] if len(kept) > _LAST_LINES else []
    for i in kept[max(1, len(kept) - _FOOT) :]:
        behind = i > after
        known = (behind or i in last) and _tells_life(lines[i].text, names)
        if known or _is_headed(lines, marks, i) or ((behind or i == kept[-1]) and _is_stranger(lines, i, kept)):
            yield i


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


def _mark_listed(lines: Sequence[Line], marks: Mapping[int, str], kept: Sequence[int]) -> dict[int, str]:
    """Return the titles that run from a heading such as "Related" down to the end of the page.

    Notes without full stops look the same, so the list may not be longer than the article above it.
    """
    last = next((i for i in reversed(kept) if ends_sentence(lines[i].text)), -1)
    start = next((i for i in sorted(marks) if i > last and _heads_list(lines[i].text, marks[i])), len(lines))
    listed = [i for i in kept if i > start]
    return dict.fromkeys(listed, "teaser") if 2 * len(listed) <= len(kept) else {}


def _heads_list(text: str, kind: str) -> bool:
    return kind in _LIST_KINDS and text.count(" ") < _LIST_HEADING and _ADDRESS not in text
