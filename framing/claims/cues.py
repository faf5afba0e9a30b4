"""Cues: the words that report, with their stance and with what they can do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from framing.claims.inflections import inflect_noun, inflect_verb, verb_forms
from framing.shipped import read_cues

Form = Literal["base", "third", "past", "ing", "noun", "phrase"]
_ROLES = ("bare", "weak", "naming", "addressed", "infinitive", "urging", "judging", "telling", "clausal")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word or phrase: what it is, how it treats what it reports, and what it can do.

    `bare`: reports without "that"; `weak`: does other work as well; `naming`: puts a quoted word to
    somebody's mouth; `addressed`: may name the hearer before what it reports; `infinitive`, `urging` and
    `judging`: report with "to", with a hearer and "to", and with an object and "of"; `links`: what may follow it in
    the passive ("was accused of"); `ownerless`: a noun that reports only beside its owner; `telling`: only
    somebody with words does it, so that whatever its subject is speaks; `clausal`: a noun after it begins a
    clause.
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
    telling: bool = False
    clausal: bool = False

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


@cache
def cues_by_word() -> dict[str, tuple[Cue, ...]]:
    """Return the cues that begin with each word (lower case), those of most words first."""
    table: dict[str, list[Cue]] = {}
    for word, cue in (*_phrases(), *_verbs(), *_nouns()):
        table.setdefault(word, []).append(cue)
    return {word: tuple(sorted(cues, key=lambda cue: -len(cue.rest))) for word, cues in table.items()}


@cache
def cue_heads(alone: bool) -> frozenset[str]:
    """Return the words that begin cues, as they may stand in a text; `alone`: only of cues that may stand alone."""
    words = [word for word, cues in cues_by_word().items() if not alone or any(cue.stands_alone for cue in cues)]
    return frozenset(form for word in words for form in (word, word.capitalize()))


def _phrases() -> Iterator[tuple[str, Cue]]:
    for stance, phrases in read_cues("attributions")["phrases"].items():
        for phrase in phrases:
            head, *rest = phrase.lower().split()
            yield head, Cue("phrase", stance, tuple(rest), telling=True)


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
    """Yield the forms of a verb; what is neither the base, on -s nor on -ing counts as its past, as does a base that
    has no other ("read")."""
    forms = dict.fromkeys(verb_forms(lemma))
    for place, form in enumerate(forms):
        head = form.split()[0]
        kind: Form = "past"
        if place == 0:
            kind = "base" if len(forms) > 3 else "past"
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
