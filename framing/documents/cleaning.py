"""Cleaning: which lines are the article, which are the page around it, and what the latter told us."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.documents.boilerplate import furniture
from framing.documents.endings import mark_endings
from framing.documents.glued import part_glued
from framing.documents.header import Header, confirm_outlet, read_header, split_prefixes
from framing.documents.languages import describe_foreign, find_foreign
from framing.documents.lines import Line, is_separator
from framing.documents.model import Cut, Finding
from framing.documents.repeats import REPEATED, describe_repeated, mark_repeated
from framing.documents.titles import find_title, mark_repeats

FOREIGN = "other language"
"""What a paragraph is called that is clearly not in the text's own language."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The lines of an article without its headline, the headline, what was cut, found and is to be noted."""

    lines: tuple[Line, ...]
    title: str
    cuts: tuple[Cut, ...]
    found: tuple[Finding, ...]
    is_excerpt: bool = False
    notes: tuple[str, ...] = ()


def clean_lines(lines: Sequence[Line], known: Mapping[str, str]) -> Cleaned:
    """Return the article among `lines`; `known` are fields found elsewhere, above all title and author.

    Every line is either kept or cut, and cuts keep their whole text, kind and line number.
    """
    lines, glued = part_glued(split_prefixes(lines))
    texts = [line.text for line in lines]
    marks = _mark_furniture(texts)
    marks |= mark_repeated(texts, marks)
    header = read_header(lines, marks)
    found = header.found + confirm_outlet(header, [texts[i] for i in marks if i not in header.marks])
    marks |= header.marks
    title = find_title(lines, marks, known.get("title") or _value(found, "title"))
    marks |= mark_repeats(lines, marks, title)
    marks |= _mark_teasers(lines, marks, header)
    marks |= mark_endings(lines, marks, known.get("author") or _value(found, "author"))
    foreign = find_foreign(texts, {*marks, title.index})
    marks |= dict.fromkeys(foreign, FOREIGN)
    if title.index >= 0:
        found = (*found, Finding("title", title.text, "title line"))
    kept = tuple(line for i, line in enumerate(lines) if i not in marks and i != title.index)
    cuts = (*glued, *(Cut(marks[i], texts[i], lines[i].number) for i in sorted(marks)))
    return Cleaned(kept, title.text, cuts, found, header.excerpt >= 0, _list_notes(marks, foreign))


def _list_notes(marks: Mapping[int, str], foreign: Mapping[int, str]) -> tuple[str, ...]:
    repeated = describe_repeated(sum([kind == REPEATED for kind in marks.values()]))
    return tuple(note for note in (repeated, describe_foreign([*foreign.values()])) if note)


def _value(found: Sequence[Finding], field: str) -> str:
    return next((finding.value for finding in found if finding.field == field), "")


def _mark_furniture(texts: Sequence[str]) -> dict[int, str]:
    kinds = enumerate(furniture().kinds_of(texts))
    separators = {i: "separator" for i, text in enumerate(texts) if not text[0].isalnum() and is_separator(text)}
    return separators | {i: kind for i, kind in kinds if kind}


def _mark_teasers(lines: Sequence[Line], marks: Mapping[int, str], header: Header) -> dict[int, str]:
    """Return what an aggregator prints between announcing an excerpt and the excerpt's own headline."""
    if header.excerpt < 0:
        return {}
    below = range(header.excerpt + 1, len(lines))
    echo = next((i for i in below if marks.get(i) == "repeated title"), -1)
    return {i: "teaser" for i in range(header.excerpt + 1, echo) if i not in marks}
