"""Attributions: what a line reports without quotation marks, by whom, and with which cue."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from framing.claims.complements import find_complement_end, find_complement_start
from framing.claims.cues import Cue
from framing.claims.mentions import CueFound
from framing.claims.phrases import FINITE, Line
from framing.claims.speakers import (
    Tokens,
    find_owner,
    find_speaker_after,
    find_speaker_before,
    is_first_person,
    is_person_or_body,
    owners,
)
from framing.claims.tellers import find_teller, grammar_words

_NOUN_THAT = re.compile(r"t(?![avwzbi]|o[dP])")
_SEGMENT_END = re.compile(r"[,–;]|\.\Z|\Z")
_APPOSITION = re.compile(r"(?:[do#N][^,av]{0,10}|r[^,]*)(?=,|\Z)")
_LINK = re.compile("[tu:]")
_VERB = frozenset("ave")
_HEADS = frozenset("oNf#dt")
_ANY_VERB = frozenset("avwzbeq")
_PASSING_REACH = 7
_SECOND_VERB = re.compile(r"[^,;tsruc]{0,20}?[av][^,;tsruc]{0,20}?(?=[av])")


class Attribution(NamedTuple):
    """Reported words of a line: their tokens (`content`, one or two stretches), cue and speaker."""

    found: CueFound
    speaker: Tokens | None
    content: tuple[Tokens, ...]


def find_attributions(line: Line, clauses: Sequence[int], cues: Sequence[CueFound]) -> list[Attribution]:
    """Return the indirect speech of `line`, whose further clauses begin at `clauses`, from its `cues`.

    A cue within words already reported by another is passed over: the outermost speaker counts.
    """
    made: list[Attribution] = []
    taken = -1
    is_open = _LINK.search(line.codes) is not None
    for number, found in enumerate(cues):
        if found.first < taken or not (is_open or found.cue.stands_alone):
            continue
        clause = _clause_around(line, clauses, found.first)
        one = _attribute(line, found, clause, made)
        if one and one.content:
            made.append(_end_before_next(line, one, cues[number + 1 :]) if number + 1 < len(cues) else one)
            taken = max(taken, made[-1].content[-1][1])
    return made


def _clause_around(line: Line, clauses: Sequence[int], place: int) -> Tokens:
    if not clauses:
        return 0, len(line.codes)
    following = bisect_right(clauses, place)
    begin = clauses[following - 1] if following else 0
    return begin, clauses[following] if following < len(clauses) else len(line.codes)


def _attribute(line: Line, found: CueFound, clause: Tokens, made: Sequence[Attribution]) -> Attribution | None:
    form = found.cue.form
    special = _SPECIAL.get(form)
    if special:
        return special(line, found, clause)
    if form == "past" and is_passive(line, found, clause[0]):
        return _from_passive(line, found, clause)
    one = None if is_denied(line, found, clause[0]) else _from_verb(line, found, clause)
    if one and made and form == "ing" and line.codes[found.first - 1] == ",":
        return one._replace(speaker=made[-1].speaker)
    return one


def _from_verb(line: Line, found: CueFound, clause: Tokens) -> Attribution | None:
    one = _with_complement(line, found, clause) or _in_passing(line, found, clause)
    return None if one and one.speaker and is_first_person(line, one.speaker) else one


def _end_before_next(line: Line, one: Attribution, later: Sequence[CueFound]) -> Attribution:
    """Return the attribution ended before ", adding that …" or ", citing …"."""
    first, last = one.content[-1]
    for found in later:
        if first < found.first < last:
            end = _own_start(line, found, first)
            if end is not None:
                return one._replace(content=(*one.content[:-1], (first, end)))
    return one


def _own_start(line: Line, found: CueFound, begin: int) -> int | None:
    """Return where a later cue's own words begin: at ", adding …" or at a quotation it is the tag of."""
    place = found.first
    if line.codes[place - 1] == "," and found.cue.form in {"ing", "phrase"}:
        return place - 1
    if not found.cue.bare or "q" not in line.codes[begin:place]:
        return None
    if line.codes[place - 1] == "q" and find_speaker_after(line, found.last):
        return place
    speaker = find_speaker_before(line, place, begin)
    return speaker[0] - 1 if speaker and line.codes[speaker[0] - 1] == "q" else None


def is_passive(line: Line, found: CueFound, begin: int) -> bool:
    """Return whether the cue is a participle after a form of "be" ("was accused")."""
    if found.cue.form != "past":
        return False
    place = found.first - 1
    while place > begin and line.codes[place] == "x":
        place -= 1
    return place >= begin and line.word(place) in grammar_words("be-forms")


def is_denied(line: Line, found: CueFound, begin: int) -> bool:
    """Return whether the cue is an infinitive, only possible ("might say") or negated: nobody has said it then."""
    first = found.first
    before = line.words(begin if begin > first - 3 else first - 3, first)
    unsaid = before[-1:] == ["to"] or line.word(first - 1) in grammar_words("possibilities")
    thought = found.cue.form == "base" and found.cue.weak and _has_modal(line, found)
    if thought or (unsaid and found.cue.form in {"base", "past"}):
        return True
    deniers = grammar_words("deniers")
    return bool([word for word in before if word in deniers or word.endswith("n't")])


def _has_modal(line: Line, found: CueFound) -> bool:
    """Return whether the verb stands after "would", "might" …: what it says is then only thought of."""
    return line.codes[found.first - 1 : found.first] in {"a", "x"} and found.first > 0


def _with_complement(line: Line, found: CueFound, clause: Tokens) -> Attribution | None:
    """Return what follows the cue: "that …", "whether …", or a clause where the verb may stand without."""
    start = find_complement_start(line, found, line.codes[clause[0]] == "q")
    if start is None or not (found.cue.judging or _is_statement(line, found, (start, clause[1]))):
        return None
    speaker = find_teller(line, found, clause[0])
    if speaker is None and found.cue.form != "ing":
        return None
    if line.codes[start] == "t" and (not speaker or line.codes[speaker[0] - 1 : speaker[0]] in _HEADS):
        # "everything she said that was wrong": a relative clause.
        return None
    return Attribution(found, speaker, ((start, find_complement_end(line, found, clause)),))


def _is_statement(line: Line, found: CueFound, content: Tokens) -> bool:
    """Return whether words after a cue tell something: by a verb that is known, after "said that" in any case."""
    start, end = content
    # "prosecutors plan to …" is a clause by the agreement of its words, whose classes show no verb.
    told = not found.cue.weak and (line.codes[start - 1] == "t" or found.cue.clausal) and end - start > 1
    return told or _has_verb(line.codes[start:end])


def _has_verb(codes: str) -> bool:
    return codes[:1] == "T" or not _ANY_VERB.isdisjoint(codes)


def _in_passing(line: Line, found: CueFound, clause: Tokens) -> Attribution | None:
    """Return what stands before or around "…, the minister said, …"."""
    codes, begin = line.codes, clause[0]
    if not found.cue.bare or found.cue.form == "ing":
        return None
    start = max(codes.rfind(",", begin, found.first), codes.rfind("–", begin, found.first)) + 1
    if start <= begin or codes[start] == "c":
        return None
    ending = _SEGMENT_END.search(codes, found.last)
    end = min(ending.start() if ending else len(codes), clause[1])
    inverted = found.first == start
    speaker = find_speaker_after(line, found.last) if inverted else find_speaker_before(line, found.first, start)
    if speaker is None or (not inverted and speaker[0] > start + 1):
        return None
    if inverted and (found.cue.addressed or not is_person_or_body(line, speaker)):
        return None
    after = max(found.last, speaker[1])
    if not _is_adverbial(codes[after:end], found.cue) or _introduces_quotation(codes, found, begin):
        return None
    content = _around(line, clause, (start - 1, end))
    return Attribution(found, speaker, content) if content else None


def _is_adverbial(codes: str, cue: Cue) -> bool:
    """Return whether the words after "officials said" only say when, where or to whom."""
    openings = "xkphTmdN" if cue.addressed else "xkphTm"
    return codes[:1] in openings and len(codes) <= _PASSING_REACH and not FINITE.search(codes)


def _introduces_quotation(codes: str, found: CueFound, begin: int) -> bool:
    """Return whether the cue belongs to a quotation beside it: "said, “…" or "“…,” he said"."""
    return codes[begin] == "q" or codes[found.last : found.last + 3].lstrip(",:x").startswith("q")


def _around(line: Line, clause: Tokens, passing: Tokens) -> tuple[Tokens, ...]:
    """Return the clause without the words said in passing, or nothing if that is no statement."""
    codes = line.codes
    begin = clause[0] + (codes[clause[0]] == "c")
    after = passing[1] + len(codes[passing[1] : clause[1]]) - len(codes[passing[1] : clause[1]].lstrip(",–"))
    before, rest = (begin, passing[0]), (after, clause[1])
    goes_on = passing[1] < rest[0] < rest[1] and codes[rest[0]] != "c"
    if goes_on:
        return before, rest
    fragment = codes[before[0] : before[1]]
    opening = fragment[:1] in "psg" and "," not in fragment
    return () if opening or _ANY_VERB.isdisjoint(fragment) else (before,)


def _from_noun(line: Line, found: CueFound, clause: Tokens) -> Attribution | None:
    """Return "Iran's claim that …", "claims by officials that …"."""
    owner, place = find_owner(line, found.first, clause[0]), found.last
    if place < len(line.tokens) and line.word(place) in owners():
        owner = find_speaker_after(line, place + 1)
        place = owner[1] if owner else place
    reached = _NOUN_THAT.match(line.codes, place)
    if not reached or (found.cue.ownerless and not owner):
        return None
    second = _SECOND_VERB.match(line.codes, reached.end(), clause[1])
    is_subject = second and _VERB.isdisjoint(line.codes[clause[0] : found.first])
    end = second.end() if second and is_subject else clause[1]
    return Attribution(found, owner, ((reached.end(), end),)) if reached.end() < end else None


def _from_passive(line: Line, found: CueFound, clause: Tokens) -> Attribution | None:
    """Return "was accused of …", "is said by officials to …"."""
    place, speaker = found.last, None
    if line.words(place, place + 1) == ["by"]:
        speaker = find_speaker_after(line, place + 1)
        place = speaker[1] if speaker else place
    if place + 1 >= clause[1] or line.word(place) not in found.cue.links:
        return None
    infinitive = line.codes[place] == "T"
    if infinitive and line.codes[place + 1] not in "ai":
        return None
    return Attribution(found, speaker, ((place + (not infinitive), clause[1]),))


def _from_phrase(line: Line, found: CueFound, clause: Tokens) -> Attribution | None:
    """Return "According to X, …" and "…, according to X"."""
    speaker = find_speaker_after(line, found.last)
    if speaker is None:
        return None
    begin = clause[0] + (line.codes[clause[0]] == "c")
    if found.first <= begin:
        start = _after_apposition(line, speaker[1], clause[1])
        return Attribution(found, speaker, ((start, clause[1]),)) if start < clause[1] else None
    comma = line.codes[found.first - 1] in ",–"
    before = (begin, found.first - comma)
    rest = (speaker[1] + 1, clause[1])
    goes_on = comma and line.codes[speaker[1] : speaker[1] + 1] in {",", "–"} and rest[0] < rest[1]
    return Attribution(found, speaker, (before, rest) if goes_on else (before,))


def _after_apposition(line: Line, place: int, end: int) -> int:
    """Return where the statement begins after "According to X, a spokesman for Y, …"."""
    first = line.codes.find(",", place, end)
    if first < 0:
        return end
    second = line.codes.find(",", first + 1, end)
    if second > 0 and _APPOSITION.match(line.codes, first + 1, second):
        return second + 1
    return first + 1


_SPECIAL = {"noun": _from_noun, "phrase": _from_phrase}
