"""Cues: the words that report, with their stance, found in a line of tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from framing.claims.inflections import inflect_noun, inflect_verb, verb_forms
from framing.claims.phrases import Line
from framing.shipped import read_cues

Form = Literal["base", "third", "past", "ing", "noun", "phrase"]
_FORMS: tuple[Form, ...] = ("base", "third", "past", "ing")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word or phrase: what it is, how it treats what it reports, and what it can do.

    `bare`: reports without "that"; `weak`: does other work as well; `naming`: puts a quoted word to
    somebody's mouth; `passive`: reports in the passive ("was accused of"); `ownerless`: a noun that
    reports only beside its owner.
    """

    form: Form
    stance: str
    rest: tuple[str, ...] = ()
    bare: bool = False
    weak: bool = False
    naming: bool = False
    passive: bool = False
    ownerless: bool = False


@dataclass(frozen=True, slots=True)
class CueFound:
    """A cue at the tokens `first` to `last` (not included) of a line."""

    cue: Cue
    first: int
    last: int


@cache
def cues_by_word() -> dict[str, tuple[Cue, ...]]:
    """Return the cues that begin with each word (lower case), those of most words first."""
    table: dict[str, list[Cue]] = {}
    for word, cue in (*_phrases(), *_verbs(), *_nouns()):
        table.setdefault(word, []).append(cue)
    return {word: tuple(sorted(cues, key=lambda cue: -len(cue.rest))) for word, cues in table.items()}


@cache
def cue_words() -> frozenset[str]:
    """Return the words that begin a cue, as they may stand in a text (lower case or capitalised)."""
    words = cues_by_word()
    return frozenset((*words, *(word.capitalize() for word in words)))


def find_cues(line: Line) -> list[CueFound]:
    """Return the cues of `line` outside quotations, in order, without overlap."""
    table, words, codes = cues_by_word(), line.words, line.codes
    found: list[CueFound] = []
    after = 0
    for number, word in enumerate(words):
        if number < after or codes[number] == "q" or word not in table:
            continue
        cue = _longest(table[word], words, number)
        if cue:
            after = number + 1 + len(cue.rest)
            found.append(CueFound(cue, number, after))
    return found


def _longest(cues: Sequence[Cue], words: Sequence[str], number: int) -> Cue | None:
    for cue in cues:
        end = number + 1 + len(cue.rest)
        if not cue.rest or tuple(words[number + 1 : end]) == cue.rest:
            return cue
    return None


def _phrases() -> Iterator[tuple[str, Cue]]:
    for stance, phrases in read_cues("attributions")["phrases"].items():
        for phrase in phrases:
            head, *rest = phrase.lower().split()
            yield head, Cue("phrase", stance, tuple(rest))


def _verbs() -> Iterator[tuple[str, Cue]]:
    roles = read_cues("attributions")["verbs"]
    passive = frozenset(read_cues("reporting")["passive"]["participles"])
    for lemma, stance in _stances(roles["naming"]).items():
        traits: dict[str, bool] = {role: lemma in roles[role] for role in ("bare", "weak", "naming")}
        for form, kind in _forms_of(lemma):
            head, *rest = form.split()
            yield head, Cue(kind, stance, tuple(rest), passive=form in passive, **traits)


def _stances(more: Sequence[str]) -> dict[str, str]:
    """Return the stance of each reporting verb; verbs of thinking and naming are neutral."""
    cues = read_cues("reporting")
    neutral: dict[str, str] = dict.fromkeys((*more, *cues["think"]["lemmas"]), "neutral")
    return neutral | {lemma: stance for stance, lemmas in cues["verbs"].items() for lemma in lemmas}


def _forms_of(lemma: str) -> Iterator[tuple[str, Form]]:
    """Yield the forms of a verb; what is neither the base, on -s nor on -ing counts as its past."""
    forms = dict.fromkeys(verb_forms(lemma))
    for place, form in enumerate(forms):
        head = form.split()[0]
        kind: Form = "past"
        if place == 0:
            kind = "base"
        elif head.endswith("ing") and place > 1:
            kind = "ing"
        elif head == inflect_verb(lemma.split()[0])[1]:
            kind = "third"
        yield form, kind


def _nouns() -> Iterator[tuple[str, Cue]]:
    ownerless = frozenset(read_cues("attributions")["nouns"]["ownerless"])
    nouns: dict[str, Any] = read_cues("reporting")["nouns"]
    for stance, lemmas in nouns.items():
        for lemma in lemmas:
            for form in inflect_noun(lemma):
                head, *rest = form.split()
                yield head, Cue("noun", stance, tuple(rest), ownerless=lemma in ownerless)
