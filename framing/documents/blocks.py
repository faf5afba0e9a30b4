"""Blocks: the kept lines as headline, headings, labels, bullets, captions and paragraphs of one text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from framing.documents.boilerplate import limits, pattern
from framing.documents.lines import Line, ends_sentence
from framing.documents.model import Block, BlockKind
from framing.documents.sections import UNLABELLED_FACTS, Sections, read_sections

_SEPARATOR = "\n\n"
_BROKEN_WORDS = 4
"""Spaces from which on a line without an end can be a half of a broken sentence; fewer are a name or a label."""
_LONGEST_HEADING = 100
_LONGEST_CAPTION = 1500
_CREDIT = 180
"""Characters at the end of a caption in which its credit stands."""
_CONTEXT = 4
"""Words quoted on either side of a join in the receipt."""
_BREAKS = ":;—–"
"""Ends after which speech of somebody else, or a list, goes on in a line of its own."""
_HANDLE = "(@"
"""The signature of a quoted post: no sentence goes on behind its date."""
_NOT_SENTENCE = re.compile(r"\S*(?:[:/.@]\S|: )")
"""A key, an address or a handle at the start of a line."""


class Part(NamedTuple):
    """A block before its place in the text is known (a named tuple for the same reason as Line)."""

    number: int
    text: str
    kind: BlockKind
    section: str = ""


@dataclass(frozen=True, slots=True)
class _Captions:
    start: re.Pattern[str]
    end: re.Pattern[str]
    sure: re.Pattern[str]
    weak: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """The cleaned text, its blocks, the sentences joined, and whether it is a story page."""

    text: str
    blocks: tuple[Block, ...]
    joined: tuple[str, ...]
    is_story_page: bool


def lay_out(lines: Sequence[Line], title: str, is_story_page: bool = False) -> Layout:
    """Return the text and blocks of `lines` below the headline `title` ("" for none)."""
    sections = read_sections(lines)
    if is_story_page or sections.is_story_page:
        sections = Sections(sections.labels, True)
    parts = [*_name_parts(lines, sections)]
    parts, joined = _join_broken(parts)
    if sections.is_story_page:
        parts = _assign_sections(parts)
    if title:
        parts.insert(0, Part(0, title, "headline"))
    return _place(parts, joined, sections.is_story_page)


def _place(parts: Sequence[Part], joined: Sequence[str], is_story_page: bool) -> Layout:
    blocks: list[Block] = []
    start = 0
    for part in parts:
        end = start + len(part.text)
        blocks.append(Block(start, end, part.kind, part.section))
        start = end + len(_SEPARATOR)
    text = _SEPARATOR.join([part.text for part in parts])
    return Layout(text, tuple(blocks), tuple(joined), is_story_page)


def _name_parts(lines: Sequence[Line], sections: Sections) -> Iterator[Part]:
    for index, line in enumerate(lines):
        label = sections.is_story_page and index in sections.labels
        yield Part(line.number, line.text, "label" if label else _kind_of(lines, index))


def _kind_of(lines: Sequence[Line], index: int) -> BlockKind:
    line = lines[index]
    if line.kind:
        return line.kind
    if _is_caption(line.text):
        return "caption"
    return "heading" if _is_heading(lines, index) else "paragraph"


def _is_heading(lines: Sequence[Line], index: int) -> bool:
    """Return whether a short line without an end stands between paragraphs, as sub-headings do."""
    text = lines[index].text
    if len(text) > _LONGEST_HEADING or text[0].islower() or (not text[-1].isalnum() and text[-1] not in "?'\"’”)"):
        return False
    if text.count(" ") >= limits().heading or (ends_sentence(text) and text[-1] != "?"):
        return False
    below = lines[index + 1] if index + 1 < len(lines) else None
    above = lines[index - 1] if index else None
    return _is_full(below) and (above is None or ends_sentence(above.text) or above.kind == "heading")


def _is_full(line: Line | None) -> bool:
    if line is None or line.text[0].islower():
        return False
    return line.kind == "bullet" or (ends_sentence(line.text) and line.text.count(" ") >= limits().heading)


def _is_caption(text: str) -> bool:
    rules = _captions()
    if len(text) > _LONGEST_CAPTION:
        return False
    if rules.start.match(text):
        return True
    # Credits hold a slash or brackets, or are introduced by a few words at the very end.
    if "(" not in text and "/" not in text and "[" not in text:
        return False
    if rules.end.search(text, max(0, len(text) - _CREDIT)) or rules.sure.search(text):
        return True
    return not ends_sentence(text) and bool(rules.weak.search(text))


@cache
def _captions() -> _Captions:
    return _Captions(*(pattern("caption", key) for key in ("start", "end", "sure", "weak")))


def _join_broken(parts: Sequence[Part]) -> tuple[list[Part], list[str]]:
    """Return the parts with sentences broken across pages put together, and a line on each for the receipt."""
    groups: list[list[Part]] = []
    joined: list[str] = []
    for part in parts:
        if groups and _is_continued(groups[-1], part):
            joined.append(_describe(groups[-1][-1], part))
            groups[-1].append(part)
        else:
            groups.append([part])
    return [group[0] if len(group) == 1 else _join(group) for group in groups], joined


def _is_continued(group: Sequence[Part], second: Part) -> bool:
    """Return whether `second` goes on with the sentence that the last part of `group` broke off."""
    if not second.text[0].islower() or second.kind != "paragraph" or group[0].kind not in ("paragraph", "bullet"):
        return False
    return _breaks_off(group[-1].text, len(group) > 1) and _goes_on(second.text)


def _breaks_off(text: str, went_on: bool) -> bool:
    if not went_on and (text[0].islower() or text.count(" ") < _BROKEN_WORDS):
        return False
    return not (text[-1] in _BREAKS or text.endswith(" -") or _HANDLE in text[-60:] or ends_sentence(text))


def _goes_on(text: str) -> bool:
    if _NOT_SENTENCE.match(text):
        return False
    return text.count(" ") >= _BROKEN_WORDS or ends_sentence(text)


def _join(group: Sequence[Part]) -> Part:
    gaps = ("" if part.text[-1] == "-" else " " for part in group)
    text = "".join(f"{part.text}{gap}" for part, gap in zip(group, gaps, strict=True))
    return group[0]._replace(text=text.rstrip(" "))


def _describe(first: Part, second: Part) -> str:
    before = " ".join(first.text[-80:].split()[-_CONTEXT:])
    after = " ".join(second.text[:80].split()[:_CONTEXT])
    return f"lines {first.number} and {second.number}: … {before} | {after} …"


def _assign_sections(parts: Sequence[Part]) -> list[Part]:
    """Return the parts with the label they stand below; bullets above the first label are the facts."""
    section = ""
    named: list[Part] = []
    for part in parts:
        section = part.text.rstrip(" :") if part.kind == "label" else section
        facts = UNLABELLED_FACTS if part.kind == "bullet" else ""
        named.append(part._replace(section=section or facts))
    return named
