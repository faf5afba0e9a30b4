"""Tellers: which noun phrase may be the subject of a verb that reports, and be named as the speaker."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from framing.claims.cues import cues_by_word
from framing.claims.mentions import CueFound
from framing.claims.phrases import Line
from framing.claims.speakers import Tokens, find_speaker_before, find_subject, groups, owners, speaking_nouns
from framing.shipped import read_cues

_BINDERS = "hpT"
_LOOSE_END = frozenset("xphd")


@cache
def grammar_words(group: str) -> frozenset[str]:
    """Return a list of words of the grammar's cue file."""
    return frozenset(read_cues("grammar")["words"][group])


@cache
def _reflexives() -> frozenset[str]:
    return frozenset(read_cues("pronouns")["roles"]["reflexive"])


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    lists: dict[str, Any] = read_cues("attributions")["tellers"]
    return {name: tuple(words) for name, words in lists.items()}


@cache
def _papers() -> frozenset[str]:
    """Return the nouns for texts, pictures and what is said in them."""
    ownerless = read_cues("attributions")["nouns"]["ownerless"]
    papers = {noun for nouns in read_cues("reporting")["nouns"].values() for noun in nouns} - {*ownerless}
    return frozenset((*papers, *(f"{noun}s" for noun in papers), *_lists()["papers"]))


@cache
def _known() -> frozenset[str]:
    """Return the nouns for all that may speak: people, bodies and papers."""
    return _papers() | {*speaking_nouns(), *_lists()["people"], *_lists()["bodies"]}


@cache
def _people() -> frozenset[str]:
    people = frozenset((*speaking_nouns(), *_lists()["people"]))
    return people - groups() - _papers() - frozenset(_lists()["bodies"])


def is_person(word: str) -> bool:
    """Return whether a noun, in lower case, is one for people, not for a body or a paper."""
    return _is_listed(word, _people()) or _ends_like_person(word)


def _is_listed(word: str, nouns: frozenset[str]) -> bool:
    """Return whether a noun, in the singular or plural, or the last part of it ("ex-aide") is in a list."""
    part = word.rpartition("-")[2]
    forms = {word, part, part.removesuffix("s"), part.removesuffix("es"), part.removesuffix("ies") + "y"}
    return not forms.isdisjoint(nouns)


def _ends_like_person(word: str) -> bool:
    return word.endswith(_lists()["endings"]) and _lookalikes().isdisjoint((word, word.removesuffix("s")))


@cache
def _lookalikes() -> frozenset[str]:
    return frozenset(_lists()["lookalikes"])


def find_teller(line: Line, found: CueFound, begin: int) -> Tokens | None:
    """Return the subject of a verb that agrees with it; of ", saying that" the subject of its clause."""
    if found.cue.form == "ing" and line.codes[found.first - 1 : found.first] in {"", ",", "p", "h"}:
        return find_subject(line, begin)
    place = found.first - (line.word(found.first - 1) in _reflexives())
    speaker = find_speaker_before(line, place, begin)
    return speaker if speaker and agrees(line, found, speaker) else None


def agrees(line: Line, found: CueFound, speaker: Tokens) -> bool:
    """Return whether the verb may belong to this subject: "states say", "the state says", not "16 states"."""
    form, last = found.cue.form, speaker[1] - 1
    code, word = line.codes[last], line.word(last)
    if code == "P" or (code == "d" and word not in grammar_words("subject-determiners")):
        return False
    if form == "third":
        return code in "Nfn" or (code == "o" and not word.endswith("s"))
    if form != "base" or line.codes[found.first - 1] in "ax":
        return True
    return code in "nd" or word.endswith("s") or word in groups() or (code == "N" and _may_be_several(line, speaker))


def _may_be_several(line: Line, speaker: Tokens) -> bool:
    """Return whether a name may stand before "say": "Ruiz and Hale", "the Left", "UNICEF", not "Federal (judge)"."""
    first, last = speaker
    # The plural may stand before the name: "those polled in Ohio", "Ana, Tom and Lee".
    after_more = line.codes[first - 1 : first] in {"p", "h", "c"} or not set(_BINDERS).isdisjoint(
        line.codes[first:last]
    )
    return after_more or "c" in line.codes[first:last] or line.word(first) == "the" or line.tokens[last - 1].isupper()


def name_teller(line: Line, found: CueFound, speaker: Tokens | None) -> Tokens | None:
    """Return the speaker without words that only say when or open a clause, or None if it is none at all."""
    if speaker is None:
        return None
    tidy = _without_time(line, (_after_opener(line, speaker), speaker[1]))
    return tidy if tidy[0] < tidy[1] and _may_speak(line, found, tidy) else None


def _after_opener(line: Line, speaker: Tokens) -> int:
    """Return where the subject begins in "what the minister (called)"."""
    words, openers = line.words(*speaker), grammar_words("openers")
    return speaker[0] + max((place for place, word in enumerate(words, 1) if word in openers), default=0)


def _without_time(line: Line, speaker: Tokens) -> Tokens:
    """Return the phrase without "on Monday" or "last week" at its end."""
    first, last = speaker
    end = last
    while end > first and (line.codes[end - 1] == "k" or line.tokens[end - 1] in grammar_words("time-nouns")):
        end -= 1
    if end == last:
        return speaker
    while end > first and line.codes[end - 1] in _LOOSE_END:
        end -= 1
    # A month may be a name: "May said".
    return (first, end) if end > first or line.codes[first:last] != "k" else speaker


def _may_speak(line: Line, found: CueFound, speaker: Tokens) -> bool:
    first, last = speaker
    codes = line.codes[first:last]
    words = line.words(first, last)
    if not codes.strip("dx#"):
        return words[-1] in grammar_words("subject-determiners") or (last - first == 1 and words[0] in owners())
    end = next((place for place, code in enumerate(codes) if place and code in _BINDERS), len(codes))
    if codes[end : end + 1] == "h" and words[end - 1] in _lists()["quantities"]:
        return _may_speak(line, found, (first + end + 1, last))
    if codes[end - 1] in "o#wgx" and line.tokens[first + end - 1].islower():
        return _noun_may_speak(words[:end], codes[:end], found.cue.telling)
    if codes == "f":
        return words[0] not in _lists()["trailing"]
    # "Calling the plan …": capital only as it begins the sentence.
    is_verb = end == 1 and first == 0 and any(cue.form == "ing" for cue in cues_by_word().get(words[0], ()))
    return not is_verb and (codes != "e" or words[0].partition("'")[0] not in grammar_words("relatives"))


def _noun_may_speak(words: Sequence[str], codes: str, telling: bool) -> bool:
    """Return whether a common noun is one that speaks; beside a verb of telling any full noun phrase is."""
    head = words[-1]
    if head in grammar_words("time-nouns"):
        return False
    if head in _lists()["trailing"] and len(words) > 1:
        head = words[-2]
    if _is_listed(head, _known()) or _ends_like_person(head):
        return True
    is_full = codes[0] in "dNP#" or head.endswith("s")
    return telling and is_full and codes[-1] == "o"
