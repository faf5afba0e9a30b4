"""Quotations: which stretches of a document stand in quotation marks, paragraph by paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from framing.documents.model import Block, Span
from framing.shipped import read_cues

_DOUBLE = re.compile(r"[\"“”„«»]")
_DOUBLED = re.compile(r"[\"“”„«»]|``|''|‘‘|’’")
_SINGLE_OPENER = re.compile(r"['‘](?<![\w'’]['‘])(?=[\w“\"…\[])")
_SINGLE = re.compile(rf"{_SINGLE_OPENER.pattern}|['’](?<=[^\s'‘]['’])(?!\w)")
_OPENING_SIDE = re.compile(r"(?<!\S)|(?<=[(\[—–\-/:'‘“\"…])")
_SENTENCE_END = re.compile(r"[.?!…]['’)\]]*(?=\s|$)")
_BEFORE_CLOSING = frozenset(",.?!…")
_NESTING_REACH = 2000
_ELIDED = re.compile(r"\d0s|\d\d\b|\w+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, marks included; `pieces` are more than one where it spans paragraphs."""

    pieces: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where its first opening mark stands."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where it ends, after its last closing mark."""
        return self.pieces[-1].end


@dataclass(slots=True)
class _Open:
    """A quotation that has begun: its pieces so far, where the present one began, its mark, and how many it holds."""

    pieces: list[Span]
    start: int
    mark: str
    inner: int = 0


def find_quotations(text: str, blocks: Sequence[Block]) -> list[Quotation]:
    """Return the outermost quotations of a document, in order, without overlap.

    A quotation left open at the end of a paragraph goes on in the next if that begins with the same
    mark; else it ends with its paragraph (if it began it) or with its sentence.
    """
    doubles = _find_doubles(text, blocks)
    openers = [*_find_openers(text, "'"), *_find_openers(text, "‘")]
    if not openers:
        return doubles
    starts = [block.start for block in blocks]
    marked = sorted({bisect_right(starts, place) - 1 for place in openers})
    inside = sorted({(piece.start, piece.end) for one in doubles for piece in one.pieces})
    singles = (one for number in marked if number >= 0 for one in _find_singles(text, blocks[number], inside))
    return _merge(doubles, list(singles))


def _find_openers(text: str, mark: str) -> Iterator[int]:
    """Yield where this single mark may open a quotation; finding it first is faster than one pattern for both."""
    place = text.find(mark)
    while place >= 0:
        if _SINGLE_OPENER.match(text, place):
            yield place
        place = text.find(mark, place + 1)


def _merge(doubles: list[Quotation], singles: list[Quotation]) -> list[Quotation]:
    """Return both kinds in order, without those that stand within another."""
    if not singles:
        return doubles
    outer: list[Quotation] = []
    for quotation in sorted([*doubles, *singles], key=lambda one: (one.start, -one.end)):
        if not outer or quotation.start >= outer[-1].end:
            outer.append(quotation)
    return outer


def _find_doubles(text: str, blocks: Sequence[Block]) -> list[Quotation]:
    quotations: list[Quotation] = []
    open_one: _Open | None = None
    marked = _marks_by_block(text, blocks)
    for number, block in enumerate(blocks):
        marks = marked.get(number, ())
        if open_one:
            open_one = _carry_over(text, block, open_one, quotations)
            marks = marks[1:] if open_one else marks
        if marks:
            open_one = _read_marks(text, (block, marks), open_one, quotations)
        if open_one:
            open_one.pieces.append(Span(open_one.start, block.end))
    if open_one:
        quotations.append(_end_early(text, open_one))
    return quotations


def _marks_by_block(text: str, blocks: Sequence[Block]) -> dict[int, list[re.Match[str]]]:
    """Return the double quotation marks of each block; doubled single marks stand only in old wire copy."""
    starts = [block.start for block in blocks]
    old = any(mark in text for mark in ("``", "‘‘", "’’"))
    marked: dict[int, list[re.Match[str]]] = {}
    for found in (_DOUBLED if old else _DOUBLE).finditer(text):
        marked.setdefault(bisect_right(starts, found.start()) - 1, []).append(found)
    return marked


def _carry_over(text: str, block: Block, before: _Open, quotations: list[Quotation]) -> _Open | None:
    """Return the quotation as it goes on in this block, or close it where it stands."""
    if text.startswith(before.mark, block.start) or text.startswith(("“", '"'), block.start):
        return _Open(before.pieces, block.start, before.mark)
    quotations.append(_end_early(text, before))
    return None


def _end_early(text: str, left_open: _Open) -> Quotation:
    """Return a quotation without closing mark: the paragraph it began, else to the end of its sentence."""
    *pieces, last = left_open.pieces
    before = text[max(0, last.start - 1) : last.start]
    if before and before not in "\n\r" and not pieces:
        found = _SENTENCE_END.search(text, last.start, last.end)
        last = Span(last.start, found.end() if found else last.end)
    return Quotation((*pieces, last))


def _read_marks(
    text: str,
    marked: tuple[Block, Sequence[re.Match[str]]],
    open_one: _Open | None,
    quotations: list[Quotation],
) -> _Open | None:
    """Add the quotations that end within the block and return the one left open, if any.

    A closing mark after a comma or stop that nothing opened ends a quotation that began with the paragraph.
    """
    block, marks = marked
    for found in marks:
        mark, place = found[0], found.start()
        if open_one is None:
            if _opens(text, place, mark):
                open_one = _Open([], place, mark)
            elif text[place - 1] in _BEFORE_CLOSING and not (quotations and quotations[-1].end > block.start):
                quotations.append(Quotation((Span(block.start, found.end()),)))
        elif mark == "“" == open_one.mark and _is_nested(text, place, block.end):
            open_one.inner += 1
        elif open_one.inner and mark == "”":
            open_one.inner -= 1
        elif _closes(text, found, open_one.mark):
            quotations.append(Quotation((*open_one.pieces, Span(open_one.start, found.end()))))
            open_one = None
        elif _opens_anew(text, found, open_one):
            open_one.pieces.append(Span(open_one.start, _last_ink(text, place)))
            quotations.append(_end_early(text, open_one))
            open_one = _Open([], place, mark)
    return open_one


def _is_nested(text: str, place: int, end: int) -> bool:
    """Return whether the curly mark at `place` opens a quotation within one: enough closing marks follow."""
    reach = min(end, place + _NESTING_REACH)
    return text.count("”", place, reach) > text.count("“", place, reach)


def _last_ink(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _opens(text: str, place: int, mark: str) -> bool:
    if mark in {"”", "»", "’’"}:
        return False
    before, after = text[place - 1 : place], text[place + len(mark) : place + len(mark) + 1]
    if mark in {"''", '"'}:
        return bool(after) and not after.isspace() and not (before.isalnum() and not after.isalnum())
    return True


def _closes(text: str, found: re.Match[str], opening: str) -> bool:
    """Return whether this mark ends the quotation that `opening` began."""
    mark, place = found[0], found.start()
    if mark in {"”", "»", "’’"}:
        return True
    if opening == "„":
        return mark == "“"
    if mark == "''":
        return opening == "``"
    if mark != '"':
        return False
    after = text[found.end() : found.end() + 1]
    tight = not text[place - 1].isspace()
    return opening in '"“' and (tight or not after or not after.isalnum())


def _opens_anew(text: str, found: re.Match[str], open_one: _Open) -> bool:
    """Return whether a second opening mark shows that the first quotation was never closed."""
    place = found.start()
    same = found[0] == open_one.mark or {found[0], open_one.mark} <= {"“", '"'}
    return same and place > open_one.start + 1 and text[place - 1].isspace()


def _find_singles(text: str, block: Block, doubles: Sequence[tuple[int, int]]) -> Iterator[Quotation]:
    """Yield quotations in single marks; an apostrophe after s is taken for the end only if no better one comes."""
    start = weak = -1
    for found in _SINGLE.finditer(text, block.start, block.end):
        place = found.start()
        if _is_within(place, doubles):
            continue
        if _is_single_opener(text, place):
            if start >= 0 and weak >= 0:
                yield Quotation((Span(start, weak),))
                start = weak = -1
            start = place if start < 0 and not _is_elided(text, place) else start
        elif start >= 0 and _may_own(text, place):
            weak = weak if weak >= 0 else found.end()
        elif start >= 0:
            yield Quotation((Span(start, found.end()),))
            start = weak = -1
    if start >= 0 and weak >= 0:
        yield Quotation((Span(start, weak),))


def _is_within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    before = bisect_right(spans, (place, len(spans))) - 1
    return before >= 0 and spans[before][0] < place < spans[before][1]


def _is_single_opener(text: str, place: int) -> bool:
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    return text[place] == "‘" or (not (before and before.isalnum()) and after.isalnum() and not _is_stop(before))


def _is_stop(before: str) -> bool:
    return before in {".", ",", "?", "!", "…"}


def _is_elided(text: str, place: int) -> bool:
    """Return whether the mark stands for left-out letters ('em, '90s)."""
    found = _ELIDED.match(text, place + 1)
    return found is not None and (found[0][0].isdigit() or found[0].lower() in _elisions())


@cache
def _elisions() -> frozenset[str]:
    return frozenset(read_cues("grammar")["words"]["elisions"])


def _may_own(text: str, place: int) -> bool:
    """Return whether the mark after s may be a plural's possessive ("workers' rights")."""
    follows = text[place + 1 : place + 3]
    return text[place - 1] in "sS" and follows[:1] == " " and follows[1:].islower()
