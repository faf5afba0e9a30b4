"""Complements: where the words begin and end that a verb reports ("that …", "whether …", or a bare clause)."""

from __future__ import annotations

import re
from functools import cache

from framing.claims.mentions import CueFound
from framing.claims.phrases import SUBJECT_VERB, Line
from framing.claims.speakers import Tokens, groups
from framing.shipped import read_cues

_ADVERBIAL = r"(?:x|k|(?:p[dPNo#mkg]|hd|T[dPNm])[PNo#q]*?)*?"
_THAT = rf"{_ADVERBIAL}(?:[xd]o)?,?t(?![avwzbi])"
_HEARER = r"(?:m|f|[dPNo#][dPNo#q]{0,7}?)"
_TOLD_THAT = rf"{_HEARER}{_ADVERBIAL}t(?![avwzbi])"
_WHETHER = rf"{_ADVERBIAL}(?=u)"
_TOLD_WHETHER = rf"{_HEARER}{_ADVERBIAL}(?=u)"
_BARE = rf"{_ADVERBIAL}(?<![dP])(?={SUBJECT_VERB})"
_TOLD_BARE = rf"{_HEARER}{_ADVERBIAL}(?<![dP])(?={SUBJECT_VERB})"
_LOOSE = rf"{_ADVERBIAL}(?=[dPNo#q][^,;:rts]*[av])"
_DOING = r"x?k?(?=g(?!T)[dPNo#hpq]{0,5}?x?[az])"
"""A clause whose subject is what is done: "said mask-wearing has become normal"."""
_PRONOUN_THAT = r"x?k?(?=tx?[avz])"
"""A clause whose subject is "that": "said that could take a year"."""
_PLAIN_VERB = re.compile(r"(?<=[oNg])x?(?:[ob](?=x?[TdmtNn#hp]|xo)|[bz](?=o))")
_PLAIN_CLAUSE = re.compile(rf"{_ADVERBIAL}(?<![dPhpT])(?=[dPNo#g])")
_REACH = 10
_TO = r"x?(?=T)"
_HEARER_TO = rf"{_HEARER}x?(?=T)"
_OBJECT = re.compile(r"x?[dPNo#mfqk][dPNo#qxk]{0,8}?(?=[hp])")
_COLON = r":(?!q)"
_VERB = frozenset("avew")
_NO_CLAUSE = frozenset(",;:rtsu–(")


def find_complement_start(line: Line, found: CueFound, is_tag: bool) -> int | None:
    """Return the token at which the reported words begin; after a quotation's tag only "that" can begin them."""
    cue = found.cue
    if cue.judging and _reports_judgement(line, found):
        return found.last
    pattern = _openings(cue.addressed, cue.bare and not is_tag, cue.weak, cue.takes_infinitive, cue.urging)
    reached = pattern.match(line.codes, found.last)
    if reached:
        return reached.end()
    return None if is_tag or not cue.clausal else _find_plain_clause(line, found.last)


def _find_plain_clause(line: Line, place: int) -> int | None:
    """Return where a clause begins whose verb is told only by agreement with its noun: "prosecutors plan to"."""
    clause = _PLAIN_CLAUSE.match(line.codes, place)
    if not clause:
        return None
    begin = clause.end()
    end = min(begin + _REACH, len(line.codes))
    verbs = _PLAIN_VERB.finditer(line.codes[:end], begin)
    return begin if any(_is_plain_verb(line, begin, found) for found in verbs) else None


def _is_plain_verb(line: Line, begin: int, found: re.Match[str]) -> bool:
    noun, verb = line.word(found.start() - 1), line.word(found.end() - 1)
    if found.start() <= begin or not _NO_CLAUSE.isdisjoint(line.codes[begin : found.end()]):
        return False
    if noun.endswith("s") or noun in groups():
        return not verb.endswith("s")
    # "said nice things about it" has no verb.
    return verb.endswith("s") and line.codes[found.end()] not in "hp"


@cache
def _openings(addressed: bool, bare: bool, weak: bool, infinitive: bool, urging: bool) -> re.Pattern[str]:
    """Return the pattern of all that may lead from a verb of these traits to the words it reports."""
    ways = [_THAT, _WHETHER]
    if addressed:
        ways += [_TOLD_THAT, _TOLD_WHETHER]
    if bare:
        ways += [_COLON, _TOLD_BARE if addressed else _BARE]
        ways += [] if weak else [_LOOSE, _DOING, _PRONOUN_THAT]
    if infinitive:
        ways.append(_TO)
    if urging:
        ways.append(_HEARER_TO)
    return re.compile("|".join(ways))


def _reports_judgement(line: Line, found: CueFound) -> bool:
    """Return whether the cue's object is followed by a verdict: "accused him of lying"."""
    reached = _OBJECT.match(line.codes, found.last)
    return reached is not None and line.word(reached.end()) in _links()


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
