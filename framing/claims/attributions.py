"""Attributions: what a line reports without quotation marks, by whom, and with which cue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from framing.claims.cues import Cue, CueFound
from framing.claims.phrases import FINITE, SUBJECT_VERB, Line
from framing.claims.speakers import (
    Tokens,
    find_owner,
    find_speaker_after,
    find_speaker_before,
    find_subject,
    groups,
    is_first_person,
    owners,
)
from framing.shipped import read_cues

_ADVERBIAL = r"(?:x|k|(?:p[dPNo#mkg]|hd|T[dPNm])[PNo#q]*?)*?"
_THAT = re.compile(rf"{_ADVERBIAL},?t(?![avwzbi])")
_HEARER = r"(?:m|f|[dPNo#][dPNo#q]{0,7}?)"
_TOLD_THAT = re.compile(rf"{_HEARER}{_ADVERBIAL}t(?![avwzbi])")
_WHETHER = re.compile(rf"{_ADVERBIAL}(?=u)")
_TOLD_WHETHER = re.compile(rf"{_HEARER}{_ADVERBIAL}(?=u)")
_BARE = re.compile(rf"{_ADVERBIAL}(?<![dP])(?={SUBJECT_VERB})")
_TOLD_BARE = re.compile(rf"{_HEARER}{_ADVERBIAL}(?<![dP])(?={SUBJECT_VERB})")
_LOOSE = re.compile(rf"{_ADVERBIAL}(?=[dPNo#q][^,;:rt]*[av])")
_TO = re.compile(r"x?(?=T)")
_COLON = re.compile(r":(?!q)")
_NOUN_THAT = re.compile(r"t(?![avwzbi])")
_SEGMENT_END = re.compile(r"[,–;]|\.\Z|\Z")
_APPOSITION = re.compile(r"(?:[do#N][^,av]{0,10}|r[^,]*)(?=,|\Z)")
_LINKS = frozenset("tu:")
_PASSING_REACH = 7
_SECOND_VERB = re.compile(r"[^,;tsruc]{0,20}?[av][^,;tsruc]{0,20}?(?=[av])")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Reported words of a line: their tokens (`content`, one or two stretches), cue and speaker."""

    found: CueFound
    speaker: Tokens | None
    content: tuple[Tokens, ...]


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(read_cues("grammar")["words"][group])


def find_attributions(line: Line, clauses: Sequence[int], cues: Sequence[CueFound]) -> list[Attribution]:
    """Return the indirect speech of `line`, whose further clauses begin at `clauses`, from its `cues`.

    A cue within words already reported by another is passed over: the outermost speaker counts.
    """
    made: list[Attribution] = []
    taken = -1
    is_open = not _LINKS.isdisjoint(line.codes)
    for number, found in enumerate(cues):
        if found.first < taken or not (is_open or _needs_no_link(found.cue)):
            continue
        clause = _clause_around(line, clauses, found.first)
        one = _attribute(line, found, clause, made)
        if one and one.content:
            one = _end_before_next(line, one, cues[number + 1 :])
            made.append(one)
            taken = max(taken, one.content[-1][1])
    return made


def _needs_no_link(cue: Cue) -> bool:
    """Return whether the cue may report without "that", "whether" or a colon."""
    return cue.bare or cue.form == "phrase" or bool(cue.links) or cue.stance == "doubting"


def _clause_around(line: Line, clauses: Sequence[int], place: int) -> Tokens:
    begin = max((start for start in clauses if start <= place), default=0)
    return begin, min((start for start in clauses if start > place), default=len(line.codes))


def _attribute(line: Line, found: CueFound, clause: Tokens, made: Sequence[Attribution]) -> Attribution | None:
    special = _SPECIAL.get(found.cue.form)
    if special:
        return special(line, found, clause)
    if is_passive(line, found, clause[0]):
        return _from_passive(line, found, clause)
    one = None if is_denied(line, found, clause[0]) else _from_verb(line, found, clause)
    if one and made and found.cue.form == "ing" and line.codes[found.first - 1] == ",":
        return replace(one, speaker=made[-1].speaker)
    return one


def _from_verb(line: Line, found: CueFound, clause: Tokens) -> Attribution | None:
    one = _with_complement(line, found, clause) or _in_passing(line, found, clause)
    return None if one and one.speaker and is_first_person(line, one.speaker) else one


def _end_before_next(line: Line, one: Attribution, later: Sequence[CueFound]) -> Attribution:
    """Return the attribution ended before ", adding that …" or ", citing …"."""
    first, last = one.content[-1]
    for found in later:
        place = found.first
        if first < place < last and line.codes[place - 1] == "," and found.cue.form in {"ing", "phrase"}:
            return replace(one, content=(*one.content[:-1], (first, place - 1)))
    return one


def is_passive(line: Line, found: CueFound, begin: int) -> bool:
    """Return whether the cue is a participle after a form of "be" ("was accused")."""
    if found.cue.form != "past":
        return False
    place = found.first - 1
    while place > begin and line.codes[place] == "x":
        place -= 1
    return place >= begin and line.words[place] in _words("be-forms")


def is_denied(line: Line, found: CueFound, begin: int) -> bool:
    """Return whether the cue is an infinitive or negated: nobody is then reported to have said it."""
    before = line.words[max(begin, found.first - 3) : found.first]
    if found.cue.form == "base" and before[-1:] == ["to"]:
        return True
    return any(word in _words("deniers") or word.endswith("n't") for word in before)


def _with_complement(line: Line, found: CueFound, clause: Tokens) -> Attribution | None:
    """Return what follows the cue: "that …", "whether …", or a clause where the verb may stand without."""
    start = _complement_start(line, found, line.codes[clause[0]] == "q")
    if start is None or start >= clause[1]:
        return None
    speaker = find_teller(line, found, clause[0])
    if speaker is None and found.cue.form != "ing":
        return None
    return Attribution(found, speaker, ((start, _complement_end(line, found, clause)),))


def find_teller(line: Line, found: CueFound, begin: int) -> Tokens | None:
    """Return the subject of a verb that agrees with it; of ", saying that" the subject of its clause."""
    if found.cue.form == "ing" and line.codes[found.first - 1 : found.first] in {"", ","}:
        return find_subject(line, begin)
    speaker = find_speaker_before(line, found.first, begin)
    return speaker if speaker and _agrees(line, found, speaker) else None


def _agrees(line: Line, found: CueFound, speaker: Tokens) -> bool:
    """Return whether the verb may belong to this subject: "states say", "the state says", not "16 states"."""
    form, last = found.cue.form, speaker[1] - 1
    code, word = line.codes[last], line.words[last]
    if code == "P" or (code == "d" and word not in _words("subject-determiners")):
        return False
    if form == "third":
        return code in "Nfn" or (code == "o" and not word.endswith("s"))
    if form != "base" or line.codes[found.first - 1] in "ax":
        return True
    return code in "ndN" or word.endswith("s") or word in groups()


def _complement_end(line: Line, found: CueFound, clause: Tokens) -> int:
    """Return the end of the clause, or of the relative clause in "Smith, who said that …, left"."""
    before = line.codes[clause[0] : found.first].rstrip("xai")
    comma = line.codes.find(",", found.last, clause[1])
    return comma if before[-2:] == ",r" and comma > 0 else clause[1]


def _complement_start(line: Line, found: CueFound, is_tag: bool) -> int | None:
    """Return the token at which the reported words begin; after a quotation's tag only "that" can begin them."""
    codes, place, cue = line.codes, found.last, found.cue
    patterns = [_THAT, _WHETHER]
    if cue.addressed:
        patterns += [_TOLD_THAT, _TOLD_WHETHER]
    if cue.bare and not is_tag:
        patterns += [_COLON, _TOLD_BARE if cue.addressed else _BARE]
        patterns += [] if cue.weak else [_LOOSE]
    if cue.stance == "doubting":
        patterns.append(_TO)
    for pattern in patterns:
        reached = pattern.match(codes, place)
        if reached:
            return reached.end()
    return None


def _in_passing(line: Line, found: CueFound, clause: Tokens) -> Attribution | None:
    """Return what stands before or around "…, the minister said, …"."""
    codes, begin = line.codes, clause[0]
    start = max(codes.rfind(mark, begin, found.first) for mark in ",–") + 1
    if not found.cue.bare or found.cue.form == "ing" or start <= begin:
        return None
    ending = _SEGMENT_END.search(codes, found.last)
    end = min(ending.start() if ending else len(codes), clause[1])
    inverted = found.first == start
    speaker = find_speaker_after(line, found.last) if inverted else find_speaker_before(line, found.first, start)
    if speaker is None or (inverted and found.cue.addressed) or (not inverted and speaker[0] > start + 1):
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
    before, rest = (begin, passing[0]), (passing[1] + 1, clause[1])
    goes_on = rest[0] < rest[1] and codes[passing[1]] in ",–" and codes[rest[0]] != "c"
    if goes_on:
        return before, rest
    fragment = codes[before[0] : before[1]]
    opening = fragment[:1] in "psg" and "," not in fragment
    return (before,) if fragment and not opening else ()


def _from_noun(line: Line, found: CueFound, clause: Tokens) -> Attribution | None:
    """Return "Iran's claim that …", "claims by officials that …"."""
    owner, place = find_owner(line, found.first, clause[0]), found.last
    if line.words[place : place + 1] and line.words[place] in owners():
        owner = find_speaker_after(line, place + 1)
        place = owner[1] if owner else place
    reached = _NOUN_THAT.match(line.codes, place)
    if not reached or (found.cue.ownerless and not owner):
        return None
    second = _SECOND_VERB.match(line.codes, reached.end(), clause[1])
    is_subject = second and not FINITE.search(line.codes, clause[0], found.first)
    end = second.end() if second and is_subject else clause[1]
    return Attribution(found, owner, ((reached.end(), end),)) if reached.end() < end else None


def _from_passive(line: Line, found: CueFound, clause: Tokens) -> Attribution | None:
    """Return "was accused of …", "is said by officials to …"."""
    place, speaker = found.last, None
    if line.words[place : place + 1] == ["by"]:
        speaker = find_speaker_after(line, place + 1)
        place = speaker[1] if speaker else place
    if place + 1 >= clause[1] or line.words[place] not in found.cue.links:
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
