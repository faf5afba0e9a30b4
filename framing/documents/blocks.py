"""Blocks: the kept lines as headline, headings, labels, bullets, captions and paragraphs of one text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from framing.documents.boilerplate import limits, pattern
from framing.documents.lines import Line, ends_sentence
from framing.documents.model import Block, BlockKind
from framing.documents.sections import UNLABELLED_FACTS, Sections, read_sections

_SEPARATOR = "\n\n"
_BROKEN_WORDS = 4
"""Words from which on a line without an end can be the first half of a broken sentence."""
_CONTEXT = 4
"""Words quoted on either side of a join in the receipt."""
_NOT_SENTENCES = ("http", "www.", "pic.twitter")


class Part(NamedTuple):
    """A block before its place in the text is known (a named tuple for the same reason as Line)."""

    number: int
    text: str
    kind: BlockKind
    section: str = ""


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
    if line.kind in ("heading", "bullet"):
        return line.kind
    if _is_heading(lines, index):
        return "heading"
    return "caption" if _is_caption(line.text) else "paragraph"


def _is_heading(lines: Sequence[Line], index: int) -> bool:
    """Return whether a short line without an end stands between paragraphs, as sub-headings do."""
    text = lines[index].text
    if len(text) > 100 or text[0].islower() or (not text[-1].isalnum() and text[-1] not in "?'\"’”)"):
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
    if text.count(" ") > limits().strong:
        return False
    if pattern("caption", "start").match(text):
        return True
    if "(" not in text and "/" not in text and "Getty" not in text:
        return False
    if pattern("caption", "end").search(text[-180:]) or pattern("caption", "sure").search(text):
        return True
    return not ends_sentence(text) and bool(pattern("caption", "weak").search(text))


def _join_broken(parts: Sequence[Part]) -> tuple[list[Part], list[str]]:
    """Return the parts with sentences broken across pages put together, and a line on each for the receipt."""
    whole: list[Part] = []
    joined: list[str] = []
    for part in parts:
        if whole and _is_continued(whole[-1], part):
            joined.append(_describe(whole[-1], part))
            whole[-1] = _join(whole[-1], part)
        else:
            whole.append(part)
    return whole, joined


def _is_continued(first: Part, second: Part) -> bool:
    if second.kind != "paragraph" or not second.text[0].islower() or first.kind not in ("paragraph", "bullet"):
        return False
    if first.text[0].islower() or first.text.count(" ") < _BROKEN_WORDS or first.text[-1] in ":;":
        return False
    return not ends_sentence(first.text) and not second.text.startswith(_NOT_SENTENCES)


def _join(first: Part, second: Part) -> Part:
    space = "" if first.text[-1] == "-" else " "
    return first._replace(text=f"{first.text}{space}{second.text}")


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
