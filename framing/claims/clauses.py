"""Clauses: where a sentence is cut because both sides assert something by themselves."""

from __future__ import annotations

import re
from functools import cache

from framing.claims.phrases import CLAUSE_START, FINITE, Line
from framing.shipped import read_cues

_FEWEST_WORDS = 3
_REACH = 400
_MARK = re.compile(r"[,;](?=.)")
_AFTER_SEMICOLON = re.compile(r"[cx]?,?")
_FULL_STRETCH = re.compile(r"[dPNnefo#xqp]")
_FINITE_SEGMENT = re.compile(r"[ave]|nx*[wzboi]|[fNk]x*[wz]|ox*[wz](?=[dPnefmTt])")
_RESUMED = re.compile(r"x*(?:[wz][dPefmTt]|g.{2})")


@cache
def clause_connectors() -> frozenset[str]:
    """Return the connectors that may begin an independent clause after a comma, in lower case."""
    return frozenset(read_cues("grammar")["words"]["clause-connectors"])


def find_clause_starts(line: Line) -> list[int]:
    """Return the tokens of `line` at which a further independent clause begins, after the first.

    The comma or semicolon belongs to the clause before, the connector to the clause after. A sentence
    is left whole unless a subject with a finite verb stands on both sides.
    """
    starts: list[int] = []
    begin = 0
    for found in _MARK.finditer(line.codes):
        if _is_cut(line, begin, found.start()):
            begin = found.end()
            starts.append(begin)
    return starts


def _is_cut(line: Line, begin: int, mark: int) -> bool:
    """Return whether the clause begun at token `begin` ends at the comma or semicolon `mark`."""
    codes, after = line.codes, mark + 1
    if codes[mark] == ",":
        if line.words[after] not in clause_connectors():
            return False
        after += 1
    else:
        skipped = _AFTER_SEMICOLON.match(codes, after)
        after = skipped.end() if skipped else after
    return (
        CLAUSE_START.match(codes, after) is not None
        and len(codes) - after > _FEWEST_WORDS
        and _stands_alone(codes, begin, mark)
        and not _is_enclosed(codes, begin, mark)
    )


def _stands_alone(codes: str, begin: int, mark: int) -> bool:
    """Return whether the side before the mark has a finite verb of its own, also after its last comma."""
    side = codes[max(begin, mark - _REACH) : mark]
    if len(side.strip("cx,.")) < (_FEWEST_WORDS if codes[mark] == "," else 2):
        return False
    main = side[1:] if begin and side[:1] in "cs" else side
    if main[:1] in "sp" and "," not in main:
        return False
    last = side.rpartition(",")[2]
    if len(last) == len(side):
        return FINITE.search(side) is not None
    if _RESUMED.match(last):
        return True
    return FINITE.search(side) is not None and _FINITE_SEGMENT.search(last) is not None


def _is_enclosed(codes: str, begin: int, mark: int) -> bool:
    """Return whether the mark stands in brackets or between dashes."""
    before, after = codes[max(begin, mark - _REACH) : mark], codes[mark : mark + _REACH]
    in_brackets = before.count("(") > before.count(")")
    return in_brackets or (before.count("–") % 2 == 1 and "–" in after)
