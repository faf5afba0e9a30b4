"""Cues: the words that report, with their stance, found in a line of tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress, count
from typing import Any, Literal, NamedTuple

from framing.claims.inflections import inflect_noun, inflect_verb, verb_forms
from framing.claims.phrases import Line
from framing.shipped import read_cues

Form = Literal["base", "third", "past", "ing", "noun", "phrase"]
_NOUN_BEFORE = re.compile(r"(?:[dPphwvizbg]|[wvagzT]o)\Z")
_LINKS = frozenset("tu:q")
_ROLES = ("bare", "weak", "naming", "addressed", "infinitive", "urging", "judging")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word or phrase: what it is, how it treats what it reports, and what it can do.

    `bare`: reports without "that"; `weak`: does other work as well; `naming`: puts a quoted word to
    somebody's mouth; `addressed`: may name the hearer before what it reports; `infinitive`, `urging` and
    `judging`: report with "to", with a hearer and "to", and with an object and "of"; `links`: what may follow it in
    the passive ("was accused of"); `ownerless`: a noun that reports only beside its owner.
    """

    form: Form
    stance: str
    rest: tuple[str, ...] = ()
    bare: bool = False
    weak: bool = False
    naming: bool = False
    addressed: bool = False
    infinitive: bool = False
    urging: bool = False
    judging: bool = False
    links: frozenset[str] = frozenset()
    ownerless: bool = False

    @property
    def takes_infinitive(self) -> bool:
        """Whether the verb may report with "to" alone: "claims to have", "denied having"."""
        return self.infinitive or self.stance == "doubting"

    @property
    def stands_alone(self) -> bool:
        """Whether the cue may report without "that", "whether", a colon or quotation marks."""
        if self.form == "noun":
            return False
        with_object = self.infinitive or self.urging or self.judging
        return self.bare or with_object or self.form == "phrase" or bool(self.links) or self.stance == "doubting"


class CueFound(NamedTuple):
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


@dataclass(frozen=True, slots=True)
class _Choices:
    """The cues that one word may begin: those of one word, the longer ones by their second word, or its only one."""

    single: tuple[Cue, ...]
    longer: dict[str, list[Cue]]
    only: Cue | None


@cache
def _choices(alone: bool) -> dict[str, _Choices]:
    """Return the choices by first word, as it may stand in a text; `alone`: where one of them may stand alone."""
    table: dict[str, _Choices] = {}
    for word, cues in cues_by_word().items():
        if alone and not any(cue.stands_alone for cue in cues):
            continue
        longer: dict[str, list[Cue]] = {}
        for cue in cues:
            if cue.rest:
                longer.setdefault(cue.rest[0], []).append(cue)
        single = tuple(cue for cue in cues if not cue.rest)
        choices = _Choices(single, longer, cues[0] if len(cues) == 1 == len(single) else None)
        table[word] = table[word.capitalize()] = choices
    return table


def find_cues(line: Line) -> list[CueFound]:
    """Return the cues of `line` outside quotations, in order, without overlap.

    Where nothing stands that most cues need ("that", a quotation), only those that may stand alone are sought.
    """
    codes, tokens = line.codes, line.tokens
    table = _choices(_LINKS.isdisjoint(codes))
    found: list[CueFound] = []
    after = 0
    for number in compress(count(), map(table.__contains__, tokens)):
        if number < after or codes[number] == "q" or (number and codes[number] == "N"):
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
    single = choices.single
    if len(single) < 2:
        return single[0] if single else None
    nominal = _NOUN_BEFORE.search(line.codes, max(0, number - 2), number) is not None
    after_auxiliary = line.codes[number - 1 : number] == "a" and single[0].form == "third"
    nominal = nominal or after_auxiliary or (number == 0 and line.codes[1:2] in {"h", "p", "t"})
    return next((cue for cue in single if (cue.form == "noun") == nominal), single[0])


def _phrases() -> Iterator[tuple[str, Cue]]:
    for stance, phrases in read_cues("attributions")["phrases"].items():
        for phrase in phrases:
            head, *rest = phrase.lower().split()
            yield head, Cue("phrase", stance, tuple(rest))


def _verbs() -> Iterator[tuple[str, Cue]]:
    roles = read_cues("attributions")["verbs"]
    links = read_cues("attributions")["passive"]
    for lemma, stance in _stances(roles["naming"]).items():
        traits: dict[str, bool] = {role: lemma in roles[role] for role in _ROLES}
        for form, kind in _forms_of(lemma):
            head, *rest = form.split()
            fitting = frozenset(link for link, participles in links.items() if form in participles)
            yield head, Cue(kind, stance, tuple(rest), links=fitting, **traits)


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
        elif head == inflect_verb(lemma.split(maxsplit=1)[0])[1]:
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
