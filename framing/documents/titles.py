"""Titles: which line is the headline, and which lines only repeat it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from framing.documents.boilerplate import limits, pattern
from framing.documents.lines import Line, ends_sentence

_UNLIKELY_ENDS = ".:,;…-–—"
_CLOSERS = "\"'”’)]"
_NAVIGATION_WORDS = 12
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Title:
    """The headline's text and the index of its line (-1 where it stands in no line)."""

    text: str
    index: int = -1


def find_title(lines: Sequence[Line], marks: Mapping[int, str], known: str = "") -> Title:
    """Return the title: `known`, with the line it stands in, or the first line if it reads like one."""
    if known:
        key = title_key(known)
        places = (i for i in _top(lines, marks) if title_key(lines[i].text) == key)
        return Title(known, next(places, -1))
    kept = _top(lines, marks)
    first, second = next(kept, -1), next(kept, -1)
    if first < 0 or second < 0 or not _reads_as_title(lines, first, second, first + 1 in marks):
        return Title("")
    return Title(lines[first].text, first)


def title_key(text: str) -> str:
    """Return what two printings of one title have in common: its words in lower case."""
    return _NOT_WORDS.sub(" ", text.casefold()).strip()


def _top(lines: Sequence[Line], marks: Mapping[int, str]) -> Iterator[int]:
    return (i for i in range(min(len(lines), limits().header)) if i not in marks)


def _reads_as_title(lines: Sequence[Line], first: int, second: int, header_follows: bool) -> bool:
    text = lines[first].text
    if lines[first].kind == "heading":
        return True
    if lines[first].kind or not 3 <= text.count(" ") + 1 <= limits().title or text[0].islower():
        return False
    turn = pattern("transcript", "turn")
    if lines[second].text[0].islower() or (turn.match(text) and turn.match(lines[second].text)):
        return False
    return _has_title_end(text, header_follows) and _has_sentence(lines[second:])


def _has_title_end(text: str, header_follows: bool) -> bool:
    """Return whether a line ends as titles do; a question is one only in title case or above a by-line."""
    bare = text.rstrip(_CLOSERS)
    if not bare or bare[-1] in _UNLIKELY_ENDS:
        return False
    if bare[-1] not in "?!":
        return bare == text or bare[-1] not in ".?!"
    words = [word for word in text.split() if len(word) > 3]
    return header_follows or sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _has_sentence(lines: Sequence[Line]) -> bool:
    """Return whether a sentence follows: notes without any full stop have no title either."""
    return any(ends_sentence(line.text) and line.text.count(" ") > 3 for line in lines[: limits().header])


def mark_repeats(lines: Sequence[Line], marks: Mapping[int, str], title: Title) -> dict[int, str]:
    """Return the lines above the body that only repeat the title, or lead up to it.

    A repeat may have a label before it and a shortened title behind it, as on pages that quote other pages.
    """
    if not title.text:
        return {}
    repeats = {i: "repeated title" for i in _top(lines, marks) if i != title.index and _echoes(lines[i].text, title)}
    return _mark_before(lines, marks, title.index) | repeats


def _echoes(text: str, title: Title) -> bool:
    key = title_key(title.text)
    if not key or len(text) > 3 * len(title.text) + 40:
        return False
    if title_key(text) == key:
        return True
    label = pattern("aggregator", "label").match(text)
    bare = text[label.end() :] if label else text
    if not bare.startswith(title.text):
        return False
    rest = bare[len(title.text) :].strip()
    return title.text.startswith(rest.rstrip(" .…")) and (not rest or rest[-1] in ".…")


def _mark_before(lines: Sequence[Line], marks: Mapping[int, str], index: int) -> dict[int, str]:
    return {i: "navigation" for i in range(index) if i not in marks and _is_loose(lines[i].text)}


def _is_loose(text: str) -> bool:
    return text.count(" ") < _NAVIGATION_WORDS and not ends_sentence(text)
