"""Mentions: where cues stand in a line of tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from framing.claims.cues import Cue, cues_by_word
from framing.claims.phrases import ALONE, HEAD, Line
from framing.claims.speakers import noun_pairs
from framing.shipped import read_cues

_BEFORE_NOUN, _BEFORE_NOUN_PAIR = frozenset("dPphwvizbg"), frozenset("wvagzT")
"""Classes of the word before a noun, and of the word before that where a plain word stands between."""
_BEFORE_OPENING_NOUN = frozenset("hpt")
_LINK = re.compile("[tu:q]")
_ALONE, _ANY = re.compile(ALONE), re.compile(f"[{ALONE}{HEAD}]")


class CueFound(NamedTuple):
    """A cue at the tokens `first` to `last` (not included) of a line."""

    cue: Cue
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Choices:
    """The cues that one word may begin: the longer ones by their second word, the first of one word as a `noun` and
    as a `verb` (or a phrase), each the other where there is but one, and the `only` one if there is no choice.
    """

    longer: dict[str, list[Cue]]
    noun: Cue | None
    verb: Cue | None
    is_third: bool
    only: Cue | None


@cache
def _choices() -> dict[str, _Choices]:
    """Return the choices by first word, as it may stand in a text."""
    table: dict[str, _Choices] = {}
    for word, cues in cues_by_word().items():
        longer: dict[str, list[Cue]] = {}
        for cue in cues:
            if cue.rest:
                longer.setdefault(cue.rest[0], []).append(cue)
        table[word] = table[word.capitalize()] = _make_choices(longer, [cue for cue in cues if not cue.rest])
    return table


def _make_choices(longer: dict[str, list[Cue]], single: list[Cue]) -> _Choices:
    first = single[0] if single else None
    noun = next((cue for cue in single if cue.form == "noun"), first)
    verb = next((cue for cue in single if cue.form != "noun"), first)
    is_plain = len(single) == 1 and not longer and single[0].form != "base"
    only = first if is_plain else None
    return _Choices(longer, noun, verb, first is not None and first.form == "third", only)


def find_cues(line: Line) -> list[CueFound]:
    """Return the cues of `line` outside quotations, in order, without overlap.

    Where nothing stands that most cues need ("that", a quotation), only those that may stand alone are sought.
    """
    codes, tokens, table = line.codes, line.tokens, _choices()
    found: list[CueFound] = []
    after = 0
    heads = _ANY if _LINK.search(codes) else _ALONE
    for head in heads.finditer(line.heads):
        number = head.start()
        if number < after or (number and codes[number] == "N"):
            continue
        choices = table[tokens[number]]
        cue = choices.only or _choose(choices, line, number)
        if cue:
            after = number + 1 + len(cue.rest)
            found.append(CueFound(cue, number, after))
    return found


def _choose(choices: _Choices, line: Line, number: int) -> Cue | None:
    """Return the longest cue that begins at this token, as a noun where it stands like one."""
    if choices.longer and number + 1 < len(line.tokens):
        for cue in choices.longer.get(line.word(number + 1), ()):
            if tuple(line.words(number + 1, number + 1 + len(cue.rest))) == cue.rest:
                return cue
    if choices.noun is choices.verb:
        return None if choices.verb and _is_other_noun(line, number, choices.verb) else choices.verb
    is_noun = _stands_like_noun(line.codes, number, choices.is_third) or _is_named(line, number, choices.verb)
    return choices.noun if is_noun else choices.verb


def _is_named(line: Line, number: int, verb: Cue | None) -> bool:
    """Return whether a noun has a single name before it, which no base of a verb can follow: "the Hale report"."""
    if verb is None or verb.form != "base" or not number or line.codes[number - 1] != "N":
        return False
    names = len(line.codes[:number]) - len(line.codes[:number].rstrip("N"))
    is_joined = line.codes[number - names - 1 : number - names] in {"c", "h", "p", "a"}
    return not is_joined and not line.tokens[number - 1].endswith("s") and line.codes[number + 1 : number + 2] != "t"


def _is_other_noun(line: Line, number: int, verb: Cue) -> bool:
    """Return whether the base of a verb is a noun that reports nothing: "the judge", "the Rivers think tank"."""
    if verb.form != "base":
        return False
    before = line.codes[number - 1] if number else ""
    if before == "P" or (before == "d" and line.word(number - 1) not in _subject_determiners()):
        return True
    after = line.word(number + 1) if number + 1 < len(line.tokens) else ""
    return (line.word(number), after.removesuffix("s")) in noun_pairs()


@cache
def _subject_determiners() -> frozenset[str]:
    return frozenset(read_cues("grammar")["words"]["subject-determiners"])


def _stands_like_noun(codes: str, number: int, is_third: bool) -> bool:
    if not number:
        return codes[1:2] in _BEFORE_OPENING_NOUN
    before = codes[number - 1]
    if before in _BEFORE_NOUN or (before == "a" and is_third):
        return True
    return before == "o" and number > 1 and codes[number - 2] in _BEFORE_NOUN_PAIR
