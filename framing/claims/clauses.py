"""Clauses: where a sentence is cut because both sides assert something by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from framing.claims.cues import cues_by_word
from framing.claims.phrases import CLAUSE_START, FINITE, NOUN_PHRASE, SUBJECT_VERB, Line
from framing.shipped import read_cues

_FEWEST_WORDS = 3
_REACH = 400
_MARK = re.compile(r"[,;](?=.)|(?<![,;])c(?=.)")
_AFTER_SEMICOLON = re.compile(r"[cx]?,?")
_FINITE_SEGMENT = re.compile(r"[ave]|nx*[wzboi]|[fNk]x*[wz]|ox*[wz](?=[dPnefmTt])")
_RESUMED = re.compile(r"x*(?:[wz][dPefmTt]|g.{2})")
_ADJUNCT = re.compile(r"[phTg]")
_CLEAR_START = re.compile(rf"x?(?:e|nx*[avwzboi]|fx*[avwz]|{NOUN_PHRASE}x*[av])")
"""A clause that needs no comma before it: its verb can be nothing else."""
_CLEAR_FINITE = re.compile(r"[ave]|nx*[wzbo]|[No]x*z|Nx*w(?![hp])|ox*w(?=[dPnm])")
_LOOSE_START = re.compile(rf"[xp]?,?(?:{NOUN_PHRASE}x*(?:w(?![hpc,.;])|z)|[dPNo#]{{1,6}},[dr][^,;]{{1,14}},x*[avwz])")
"""A clause after a mark that nothing but a clause follows: "but the incident sent …", "but X, a Y, said …"."""
_BOUND = re.compile(rf"[rtus]|[No]n|p(?={SUBJECT_VERB})")
"""Before "and", it may join what stands in a dependent clause."""
_THAT = re.compile(r"[xkm]?[tu](?![avwz])")
_BARE = re.compile(rf"[^,;]{{0,6}}?[tu](?![avwz])|[xkm]?{SUBJECT_VERB}")
_Fits = Callable[[str, int, int], re.Match[str] | None]
_REPORTING_REACH = 16
_OBJECT = re.compile(NOUN_PHRASE)
_PROGRESSIVE = re.compile(r"ax*g")
_LONG_ENOUGH = re.compile(r"[dPNonf#q](?=[^,]{4,}\Z)")


@cache
def clause_words(group: str) -> frozenset[str]:
    """Return the words that may begin an independent clause, in lower case.

    `group`: "clause-connectors" after a comma, "clause-joiners" without one, "concessions" at a sentence's start.
    """
    return frozenset(read_cues("grammar")["words"][group])


@cache
def _reporting_words(bare: bool) -> frozenset[str]:
    """Return the forms of verbs that report a statement; `bare`: also without "that"."""
    verbs = {"base", "third", "past", "ing"}
    return frozenset(
        word
        for word, cues in cues_by_word().items()
        if any(cue.form in verbs and (cue.bare or not bare) for cue in cues)
    )


def find_clause_starts(line: Line) -> list[int]:
    """Return the tokens of `line` at which a further independent clause begins, after the first.

    The comma or semicolon belongs to the clause before, the connector to the clause after. A sentence
    is left whole unless a subject with a finite verb stands on both sides.
    """
    starts: list[int] = []
    begin = 0
    for found in _MARK.finditer(line.codes):
        place = found.start()
        if _is_cut(line, begin, place):
            begin = place + (line.codes[place] != "c")
            starts.append(begin)
    return starts


def _is_cut(line: Line, begin: int, mark: int) -> bool:
    """Return whether the clause begun at token `begin` ends at the token `mark`."""
    codes, after = line.codes, mark + 1
    sign = codes[mark]
    if len(codes) - after <= _FEWEST_WORDS:
        return False
    if sign == "c":
        joins = line.word(mark) in clause_words("clause-joiners") and _CLEAR_START.match(codes, after) is not None
        return joins and _may_join(line, begin, mark) and not _is_enclosed(codes, begin, mark)
    if sign == ";":
        skipped = _AFTER_SEMICOLON.match(codes, after)
        starts = _starts_clause(codes, skipped.end() if skipped else after, True)
    elif line.word(after) in clause_words("clause-connectors"):
        starts = _starts_clause(codes, after + 1, line.word(after) not in clause_words("list-connectors"))
        starts = starts and not _is_reported(line, begin, after)
    else:
        return begin == 0 and _ends_concession(line, mark)
    return starts and _stands_alone(line, begin, mark) and not _is_enclosed(codes, begin, mark)


def _starts_clause(codes: str, place: int, only: bool) -> bool:
    """Return whether a clause begins at this token; `only`: nothing but a clause is likely to."""
    return CLAUSE_START.match(codes, place) is not None or (only and _LOOSE_START.match(codes, place) is not None)


def _ends_concession(line: Line, mark: int) -> bool:
    """Return whether the comma ends an opening "While A," that states a fact, and a clause follows."""
    side = line.codes[1:mark]
    return (
        line.word(0) in clause_words("concessions")
        and CLAUSE_START.match(line.codes, mark + 1) is not None
        and "," not in side[:2]
        and FINITE.search(side) is not None
        and not _PROGRESSIVE.search(side)
        and not _is_enclosed(line.codes, 0, mark)
    )


def _may_join(line: Line, begin: int, mark: int) -> bool:
    """Return whether "and" without a comma may join two main clauses: a plain one stands before it."""
    side = line.codes[begin:mark]
    side = side[1:] if begin and side[:1] in "cs" else side
    if len(side) < _FEWEST_WORDS or side[:1] in "spT" or _BOUND.search(side) or not _CLEAR_FINITE.search(side):
        return False
    if not _reporting_words(True).isdisjoint(line.words(begin, mark)):
        return False
    return line.codes[mark + 1] in "enf" or not _follows_verb(line, (begin, mark), _OBJECT.fullmatch, False)


def _follows_verb(line: Line, stretch: tuple[int, int], fits: _Fits, bare: bool) -> bool:
    """Return whether what follows a reporting verb within the stretch, up to its end, fits."""
    begin, end = stretch
    words = _reporting_words(bare)
    return any(
        word in words and fits(line.codes, place, end) for place, word in enumerate(line.words(begin, end), begin + 1)
    )


def _is_reported(line: Line, begin: int, connector: int) -> bool:
    """Return whether ", and …" may go on with what somebody is reported to have said before it."""
    if line.word(connector) in clause_words("clause-turns"):
        return False
    if not _reporting_words(True).isdisjoint(line.words(connector, connector + _REPORTING_REACH)):
        return False
    stretch = begin, connector
    return _follows_verb(line, stretch, _THAT.match, False) or _follows_verb(line, stretch, _BARE.match, True)


def _stands_alone(line: Line, begin: int, mark: int) -> bool:
    """Return whether the side before the mark has a finite verb of its own, also after its last comma."""
    codes = line.codes
    side = codes[max(begin, mark - _REACH) : mark]
    if side[-1:] in "tcs" or len(side.strip("cx,.")) < (_FEWEST_WORDS if codes[mark] == "," else 2):
        return False
    main = side[1:] if begin and side[:1] in "cs" else side
    if main[:1] in "sp" and "," not in main:
        return False
    last = side.rpartition(",")[2]
    if len(last) == len(side):
        turns = line.word(mark + 1) in clause_words("clause-turns") and _LONG_ENOUGH.match(side) is not None
        return turns or FINITE.search(side) is not None
    if _RESUMED.match(last):
        return True
    if _ADJUNCT.match(last) and _CLEAR_FINITE.search(side):
        return True
    return FINITE.search(side) is not None and _FINITE_SEGMENT.search(last) is not None


def _is_enclosed(codes: str, begin: int, mark: int) -> bool:
    """Return whether the mark stands in brackets or between dashes."""
    before, after = codes[max(begin, mark - _REACH) : mark], codes[mark : mark + _REACH]
    in_brackets = before.count("(") > before.count(")")
    return in_brackets or (before.count("–") % 2 == 1 and "–" in after)
