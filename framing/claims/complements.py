"""Complements: where the words begin and end that a verb reports ("that …", "whether …", or a bare clause)."""

from __future__ import annotations

import re
from functools import cache

from framing.claims.cues import CueFound
from framing.claims.phrases import SUBJECT_VERB, Line
from framing.claims.speakers import Tokens
from framing.shipped import read_cues

_ADVERBIAL = r"(?:x|k|(?:p[dPNo#mkg]|hd|T[dPNm])[PNo#q]*?)*?"
_THAT = re.compile(rf"{_ADVERBIAL},?t(?![avwzbi])")
_HEARER = r"(?:m|f|[dPNo#][dPNo#q]{0,7}?)"
_TOLD_THAT = re.compile(rf"{_HEARER}{_ADVERBIAL}t(?![avwzbi])")
_WHETHER = re.compile(rf"{_ADVERBIAL}(?=u)")
_TOLD_WHETHER = re.compile(rf"{_HEARER}{_ADVERBIAL}(?=u)")
_BARE = re.compile(rf"{_ADVERBIAL}(?<![dP])(?={SUBJECT_VERB})")
_TOLD_BARE = re.compile(rf"{_HEARER}{_ADVERBIAL}(?<![dP])(?={SUBJECT_VERB})")
_LOOSE = re.compile(rf"{_ADVERBIAL}(?=[dPNo#q][^,;:rts]*[av])")
_TO = re.compile(r"x?(?=T)")
_HEARER_TO = re.compile(rf"{_HEARER}x?(?=T)")
_OBJECT = re.compile(r"x?[dPNo#mfqk][dPNo#qxk]{0,8}?(?=[hp])")
_COLON = re.compile(r":(?!q)")
_VERB = frozenset("avew")


def find_complement_start(line: Line, found: CueFound, is_tag: bool) -> int | None:
    """Return the token at which the reported words begin; after a quotation's tag only "that" can begin them."""
    codes, place, cue = line.codes, found.last, found.cue
    if cue.judging and _reports_judgement(line, found):
        return place
    patterns = [_THAT, _WHETHER]
    if cue.addressed:
        patterns += [_TOLD_THAT, _TOLD_WHETHER]
    if cue.bare and not is_tag:
        patterns += [_COLON, _TOLD_BARE if cue.addressed else _BARE]
        patterns += [] if cue.weak else [_LOOSE]
    if cue.stance == "doubting" or cue.infinitive:
        patterns.append(_TO)
    if cue.urging:
        patterns.append(_HEARER_TO)
    for pattern in patterns:
        reached = pattern.match(codes, place)
        if reached:
            return reached.end()
    return None


def _reports_judgement(line: Line, found: CueFound) -> bool:
    """Return whether the cue's object is followed by a verdict: "accused him of lying"."""
    reached = _OBJECT.match(line.codes, found.last)
    return reached is not None and line.words[reached.end()] in _links()


@cache
def _links() -> frozenset[str]:
    return frozenset(read_cues("attributions")["judging"]["links"])


def find_complement_end(line: Line, found: CueFound, clause: Tokens) -> int:
    """Return the clause's end, or where "…, who said that …," or an opening "Fearing that …," ends."""
    before = line.codes[clause[0] : found.first]
    comma = line.codes.find(",", found.last, clause[1])
    is_relative = before.rstrip("xai")[-2:] == ",r"
    is_opening = found.cue.form == "ing" and _VERB.isdisjoint(before)
    return comma if comma > 0 and (is_relative or is_opening) else clause[1]
