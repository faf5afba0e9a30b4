"""Speakers: the noun phrase beside a cue, before it ("the minister said") or after it ("said the minister")."""

from __future__ import annotations

import re
from functools import cache

from framing.claims.phrases import Line
from framing.shipped import read_cues

Tokens = tuple[int, int]
"""The first token of a phrase and the one after its last."""

_NOUNS = r"(?:[PNo#]|x(?=[No])|(?<=[dPh])w(?=[No])|(?<=[hpTcxd])d|(?<=[hpc])k|(?<=[NoP])c(?=[dPNo#])|(?<=[dNoP])g"
_BEFORE = re.compile(rf"(?:[nfe]|[dPNo#]{_NOUNS}|(?<=[No#P])[hpT](?=[dPNo#k]))*)\Z")
_AFTER = re.compile(rf"[nf](?![avwz])|[dPNo#]{_NOUNS}|(?<=[No#P])h(?=[dPNo#]))*")
_OWNER = re.compile(r"(?:d?[No]*P|d)[owx#N]*\Z")
_FIRST = re.compile(r"c?(?:x[^,av]{1,4},)?x?(?:[phs][^,]*,)?(?:[phs][dPNo#k]+,)?x?")
_FIRST_NOUNS = re.compile(rf"[nf]|[dPNo#]{_NOUNS}|(?<=[No#P])[hpT](?=[dPNo#k]))*")
_NAME_AFTER_NOUN = re.compile(r"o(?=N)")
_DATELINE = re.compile(r"N{1,3}[,.N#k()]{0,8}–")
_STATE = re.compile(r"(?<=N),N\.?\Z")
_REACH = 18


@cache
def _first_person() -> frozenset[str]:
    return frozenset(read_cues("grammar")["words"]["first-person"])


@cache
def owners() -> frozenset[str]:
    """Return the possessive determiners ("his") and the words before a noun's owner ("by")."""
    return frozenset((*read_cues("grammar")["words"]["possessives"], *read_cues("attributions")["nouns"]["owners"]))


@cache
def groups() -> frozenset[str]:
    """Return the words for several people or a body that do not end in s ("police", "staff", "ministry")."""
    return frozenset((*read_cues("attributions")["names"]["groups"], *read_cues("pronouns")["bodies"]["nouns"]))


def is_first_person(line: Line, speaker: Tokens) -> bool:
    """Return whether the speaker is the writer ("I", "we've") or the reader."""
    return speaker[1] - speaker[0] == 1 and line.word(speaker[0]).partition("'")[0] in _first_person()


def find_speaker_before(line: Line, place: int, begin: int = 0) -> Tokens | None:
    """Return the noun phrase that is the subject of the verb at token `place`, within `begin … place`."""
    codes, end = line.codes, place
    while end > begin and codes[end - 1] in "xai":
        end -= 1
    end = _before_brackets(codes, begin, _before_adverbial(line, begin, end))
    dashed = end > begin and codes[end - 1] == "–"
    if end > begin and codes[end - 1] in "rt":
        end -= 1
        end -= codes[end - 1 : end] == ","
    elif end > begin and codes[end - 1] in ",–":
        end = _before_apposition(line, begin, end)
    end = _before_brackets(codes, begin, end)
    if end > begin and codes[end - 1] in "cg":
        return find_subject(line, begin)
    phrase = _phrase_before(codes, max(begin, end - _REACH), end) if end > begin else None
    if phrase and phrase[0] > begin and tuple(line.words(phrase[0] - 1, phrase[0] + 1)) in noun_pairs():
        phrase = (_phrase_before(codes, begin, phrase[0] - 1) or phrase)[0], end
    if phrase and dashed and codes[phrase[0] - 1 : phrase[0]] in {"p", "h", "T", ","}:
        return find_subject(line, begin)
    return _after_joiner(line, phrase) if phrase else None


@cache
def noun_pairs() -> frozenset[tuple[str, ...]]:
    """Return the nouns of two words for somebody who speaks ("think tank")."""
    nouns = read_cues("reporting")["sources"]["unnamed"]
    return frozenset(pair for noun in nouns if len(pair := tuple(noun.split())) > 1)


def _before_adverbial(line: Line, begin: int, end: int) -> int:
    """Return where a subject ends before words that only say when or where: "have long", "last week", "there"."""
    codes, low = line.codes, max(begin, end - 2)
    if end - low < 2:
        return end
    last = line.tokens[end - 1]
    if codes[low] in "xd" and last in _time_nouns() and codes[max(begin, low - 1)] in "NoP,)":
        return low
    if codes[low : end + 1] in {"aov", "aow", "aoo"} and not is_person_or_body(line, (end - 1, end)):
        # An adverb like "long"; "have officials said" is a question.
        return _before_adverbial(line, begin, low) if not last.endswith("s") else end
    return end - 1 if codes[low] in "No" and codes[end - 1] == "f" and last in _trailing() else end


@cache
def _time_nouns() -> frozenset[str]:
    return frozenset(read_cues("grammar")["words"]["time-nouns"])


@cache
def _trailing() -> frozenset[str]:
    return frozenset(read_cues("attributions")["tellers"]["trailing"])


def _after_joiner(line: Line, phrase: Tokens) -> Tokens:
    """Return what follows "after" and the like: "shipments to Peru after the minister (criticized)"."""
    start, end = phrase
    inner = line.words(start + 1, end - 1)
    if _time_joiners().isdisjoint(inner):
        return phrase
    return start + 1 + max(place for place, word in enumerate(inner, 1) if word in _time_joiners()), end


@cache
def _time_joiners() -> frozenset[str]:
    return frozenset(read_cues("grammar")["words"]["time-joiners"])


def _before_brackets(codes: str, begin: int, end: int) -> int:
    """Return where the phrase before "(R-Ky.)" ends."""
    return max(begin, codes.rfind("(", begin, end)) if end > begin and codes[end - 1] == ")" else end


def _phrase_before(codes: str, low: int, end: int) -> Tokens | None:
    found = _BEFORE.search(codes[low:end])
    if not found:
        return None
    start = low + found.start()
    if start and codes[start - 1] in "ph":
        name = _NAME_AFTER_NOUN.search(codes, start, end)
        start = name.end() if name else start
    return start, end


def _before_apposition(line: Line, begin: int, end: int) -> int:
    """Return where the noun phrase ends that "…, a spokesman for the group," or "– a spokesman –" stands beside."""
    codes, mark = line.codes, line.codes[end - 1]
    last = begin + len(codes[begin:end].rstrip(mark))
    first = begin + len(codes[begin : max(begin, codes.rfind(mark, begin, last))].rstrip(mark))
    # Neither an age nor a state is a speaker: "Ana Ruiz, 34, who …, said", "Ana Ruiz, R-Calif., the head of …, said".
    first -= 2 * (codes[first - 2 : first] == ",#")
    state = _STATE.search(codes[:first], begin)
    if state and (codes[first - 1] == "." or "-" in line.tokens[first - 1]):
        first = state.start()
    return first if first > begin else begin


def find_speaker_after(line: Line, place: int) -> Tokens | None:
    """Return the noun phrase that begins at token `place` ("said the minister")."""
    found = _AFTER.match(line.codes, place)
    return (place, found.end()) if found else None


def is_person_or_body(line: Line, speaker: Tokens) -> bool:
    """Return whether a noun phrase has a name, a pronoun or a noun for somebody who speaks ("a spokesman")."""
    if not {"N", "n", "m"}.isdisjoint(line.codes[slice(*speaker)]):
        return True
    nouns = speaking_nouns()
    return any(word in nouns or word.removesuffix("s") in nouns for word in line.words(*speaker))


@cache
def speaking_nouns() -> frozenset[str]:
    """Return the nouns for people and bodies that speak, as the cue files list them by the part they play."""
    heads = [head for kind in read_cues("speakers").values() if isinstance(kind, dict) for head in kind["heads"]]
    return frozenset((*heads, *read_cues("reporting")["sources"]["unnamed"], *groups()))


def find_subject(line: Line, begin: int) -> Tokens | None:
    """Return the first noun phrase of the clause that begins at token `begin`, after a dateline ("OSLO, May 2 –")."""
    if line.tokens[begin].isupper() and _DATELINE.match(line.codes, begin):
        begin = line.codes.index("–", begin) + 1
    skipped = _FIRST.match(line.codes, begin)
    found = _FIRST_NOUNS.match(line.codes, skipped.end() if skipped else begin)
    return found.span() if found else None


def find_owner(line: Line, place: int, begin: int) -> Tokens | None:
    """Return whose the noun at token `place` is: "Iran's claim", "his claim"."""
    low = max(begin, place - _REACH)
    found = _OWNER.search(line.codes[low:place])
    if not found:
        return None
    start = low + found.start()
    possessive = line.codes.rfind("P", start, place)
    if possessive >= 0:
        return start, possessive + 1
    return (start, start + 1) if line.word(start) in owners() else None
