"""Titles: which line is the headline, and which lines only repeat it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from framing.documents.boilerplate import limits, pattern
from framing.documents.lines import Line, ends_sentence

_UNLIKELY_ENDS = ".:,;…-–—"
_CLOSERS = "\"'”’)]"
_NAVIGATION_WORDS = 12
_MARKS = 12
"""Characters by which two printings of one title may differ in length."""
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
        places = (i for i in _top(lines, marks) if _says_title(lines[i].text, known, key))
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
    return itertools.islice((i for i in range(len(lines)) if i not in marks), limits().header)


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
    key = title_key(title.text)
    top = [i for i in _top(lines, marks) if i != title.index]
    repeats = {i: "repeated title" for i in top if _echoes(lines[i].text, title.text, key)}
    if title.index >= 0 and lines[title.index].text != title.text:
        repeats[title.index] = "repeated title"
    return _mark_before(lines, marks, title.index) | repeats


def _says_title(text: str, title: str, key: str) -> bool:
    # Keys are dear to make; texts of one key differ in marks and spaces only, and so hardly in length.
    return abs(len(text) - len(title)) <= _MARKS and bool(key) and title_key(text) == key


def _echoes(text: str, title: str, key: str) -> bool:
    if title not in text:
        return _says_title(text, title, key)
    label = pattern("aggregator", "label").match(text)
    bare = text[label.end() :] if label and not text.startswith(title) else text
    if not bare.startswith(title):
        return False
    rest = bare[len(title) :].strip()
    return title.startswith(rest.rstrip(" .…")) and (not rest or rest[-1] in ".…")


def _mark_before(lines: Sequence[Line], marks: Mapping[int, str], index: int) -> dict[int, str]:
    return {i: "navigation" for i in range(index) if i not in marks and _is_loose(lines[i].text)}


def _is_loose(text: str) -> bool:
    return text.count(" ") < _NAVIGATION_WORDS and not ends_sentence(text)
