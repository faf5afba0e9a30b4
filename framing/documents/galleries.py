"""Galleries: the pictures of a gallery that a page program ran together, made captions again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from framing.documents.boilerplate import pattern
from framing.documents.lines import Line
from framing.documents.model import Cut

_LEADING = 2
"""Words by which the pictures of one gallery are known; its title is what they have in common."""
_FEWEST = 3
"""Pictures from which on what their texts begin with is the gallery's title and no chance."""


class _Picture(NamedTuple):
    """A picture's text with the title before it, if any, and the mark behind it ("" where the line ends before)."""

    lead: str
    text: str
    mark: str


def part_galleries(lines: Sequence[Line]) -> tuple[list[Line], list[Cut]]:
    """Return the lines with each picture of a gallery as a caption, and the titles and marks cut from them."""
    galleries = {i: _split(line.text) for i, line in enumerate(lines) if _is_gallery(line)}
    titles = _find_titles(galleries)
    parted: list[Line] = []
    cuts: list[Cut] = []
    for index, line in enumerate(lines):
        pictures = galleries.get(index)
        if not pictures:
            parted.append(line)
            continue
        named = [_name(picture, titles) for picture in pictures]
        parted += [line._replace(text=one.text, kind="caption") for one in named if one.text]
        told = (word for one in named for word in (one.lead, one.mark) if word)
        cuts.append(Cut("picture gallery", " ".join(told), line.number))
    return parted, cuts


def _is_gallery(line: Line) -> bool:
    return bool(pattern("gallery", "mark").search(line.text) or pattern("gallery", "twice").match(line.text))


def _split(text: str) -> list[_Picture]:
    return [picture for picture in _list_pictures(text) if any(picture)]


def _list_pictures(text: str) -> Iterator[_Picture]:
    end = 0
    for found in pattern("gallery", "mark").finditer(text):
        yield _part_lead(text[end : found.start()].strip(), found[0])
        end = found.end()
    yield _part_lead(text[end:].strip(), "")


def _part_lead(text: str, mark: str) -> _Picture:
    """Return a picture with what leads to its title, or the whole title where it stands twice (before the first)."""
    found = pattern("gallery", "twice").match(text) or pattern("gallery", "lead").match(text)
    end = found.end() if found else 0
    return _Picture(text[:end].strip(), text[end:].strip(), mark)


def _find_titles(galleries: Mapping[int, Sequence[_Picture]]) -> tuple[str, ...]:
    """Return the titles of the galleries, the longest first."""
    pictures = [one for found in galleries.values() for one in found if one.lead]
    twice = [found["title"] for one in pictures if (found := pattern("gallery", "twice").match(f"{one.lead} "))]
    groups: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    for one in pictures:
        words = one.text.split()
        if not any(one.text.startswith(title) for title in twice):
            groups[tuple(words[:_LEADING])].append(words)
    common = [" ".join(_common(group)) for group in groups.values() if len(group) >= _FEWEST]
    return tuple(sorted({*twice, *common} - {""}, key=lambda title: (-len(title), title)))


def _common(group: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the words that all of a group begin with."""
    for words in zip(*group, strict=False):
        if len(set(words)) > 1:
            return
        yield words[0]


def _name(picture: _Picture, titles: Sequence[str]) -> _Picture:
    """Return a picture with the title of its gallery in its lead, also where it stands before a dash once more."""
    for title in titles if picture.lead else ():
        text = picture.text
        if not picture.lead.endswith(title):
            if not f"{text} ".startswith(f"{title} "):
                continue
            text = text[len(title) :].lstrip()
        again = pattern("gallery", "dash").match(text, len(title)) if text.startswith(title) else None
        text = text[again.end() :] if again else text
        lead = picture.text[: len(picture.text) - len(text)].strip()
        return picture._replace(lead=f"{picture.lead} {lead}".strip(), text=text)
    return picture
