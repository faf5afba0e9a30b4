"""Glued text: what a page program put into the lines of an article, taken out of them again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from operator import itemgetter

from framing.documents.boilerplate import pattern, read_boilerplate
from framing.documents.galleries import part_galleries
from framing.documents.lines import Line, ends_sentence
from framing.documents.model import Cut

_head = itemgetter(slice(5))
"""The characters of a line by which it is told that it may begin with something to take out."""
_MOST_HIGHLIGHTS = 6
_LONGEST_HIGHLIGHT = 220
"""Characters of an item in a list of highlights."""


def part_glued(lines: Sequence[Line]) -> tuple[list[Line], list[Cut]]:
    """Return the lines without what was glued into them, with captions as captions and highlights as bullets.

    The second list is what was taken out, one cut for each place (for each line of a picture gallery).
    """
    texts = [line.text for line in lines]
    heads = {*map(_head, texts)}
    parted, cuts = lines, list[Cut]()
    if not heads.isdisjoint(_heads("caption")):
        parted = [part for line in parted for part in _split_lead(line)]
    if not heads.isdisjoint(_heads("gallery")):
        parted, cuts = part_galleries(parted)
    if not heads.isdisjoint(_heads("highlights")):
        parted = _part_highlights(parted, cuts)
    if (cue := read_boilerplate()["popup"]["cue"]) in "\n".join(texts):
        parted = [part for line in parted for part in _take_out(line, cue, cuts)]
    return list(parted), cuts


@cache
def _heads(table: str) -> frozenset[str]:
    return frozenset(_head(word) for word in read_boilerplate()[table]["heads"])


def _split_lead(line: Line) -> Iterator[Line]:
    """Yield a line "Image copyright X Image caption Text" taken apart, Text being the caption."""
    found = pattern("caption", "lead").match(line.text)
    if found:
        yield line._replace(text=found[0].rstrip())
    yield line._replace(text=line.text[found.end() :], kind="caption") if found else line


def _take_out(line: Line, cue: str, cuts: list[Cut]) -> Iterator[Line]:
    """Yield a line without its pop-ups: the group "cut" of each place where the rule fits."""
    rule = pattern("popup", "pattern")
    places = [found.span("cut") for found in rule.finditer(line.text)] if cue in line.text else []
    if not places:
        yield line
        return
    kept, end = "", 0
    for start, stop in places:
        kept += line.text[end:start].rstrip()
        end = stop
        cuts.append(Cut("pop-up headlines", line.text[start:stop].strip(), line.number))
    yield line._replace(text=f"{kept}{line.text[end:]}".strip())


def _part_highlights(lines: Sequence[Line], cuts: list[Cut]) -> list[Line]:
    """Return the lines with the label of a list of highlights cut and its items, which end in no stop, as bullets."""
    parted: list[Line] = []
    left = 0
    for line in lines:
        item = line
        if found := pattern("highlights", "label").match(line.text):
            cuts.append(Cut("furniture", found[0].strip(), line.number))
            item, left = line._replace(text=line.text[found.end() :]), _MOST_HIGHLIGHTS
        if not item.text:
            continue
        listed = left > 0 and _is_highlight(item)
        left = left - 1 if listed else 0
        parted.append(item._replace(kind="bullet") if listed else item)
    return parted


def _is_highlight(line: Line) -> bool:
    return not line.kind and len(line.text) <= _LONGEST_HIGHLIGHT and not ends_sentence(line.text)
