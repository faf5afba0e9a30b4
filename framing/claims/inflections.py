"""The forms English lemmas take: say, says, said, saying; irregular ones come from the cue files."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from framing.shipped import read_cues

_SIBILANT = re.compile(r".*(?:s|x|z|ch|sh|o)")
_CONSONANT_Y = re.compile(r".*[^aeiou]y")


def inflect_verb(lemma: str) -> tuple[str, ...]:
    """Return the base, third-person, past and -ing forms of a regular verb (its first word inflects).

    >>> inflect_verb("deny")
    ('deny', 'denies', 'denied', 'denying')
    >>> inflect_verb("point out")
    ('point out', 'points out', 'pointed out', 'pointing out')
    """
    head, space, rest = lemma.partition(" ")
    forms = (head, inflect_noun(head)[1], _past(head), _participle(head))
    return tuple(form + space + rest for form in forms)


def inflect_noun(lemma: str) -> tuple[str, str]:
    """Return a regular noun's singular and plural.

    >>> inflect_noun("speech"), inflect_noun("story")
    (('speech', 'speeches'), ('story', 'stories'))
    """
    if _CONSONANT_Y.fullmatch(lemma):
        return lemma, lemma[:-1] + "ies"
    return lemma, lemma + ("es" if _SIBILANT.fullmatch(lemma) else "s")


def _past(head: str) -> str:
    if _CONSONANT_Y.fullmatch(head):
        return head[:-1] + "ied"
    return head + ("d" if head.endswith("e") else "ed")


def _participle(head: str) -> str:
    silent = head.endswith("e") and not head.endswith(("ee", "oe", "ye"))
    return (head[:-1] if silent else head) + "ing"


@cache
def verb_forms(lemma: str) -> tuple[str, ...]:
    """Return all forms of a reporting verb, from the list of irregular ones or by rule."""
    irregular: dict[str, Any] = read_cues("reporting")["irregular"]
    return tuple(irregular[lemma]) if lemma in irregular else inflect_verb(lemma)


@cache
def reporting_forms() -> frozenset[str]:
    """Return every form of every reporting verb of one word."""
    lemmas = [lemma for group in read_cues("reporting")["verbs"].values() for lemma in group]
    return frozenset(form for lemma in lemmas if " " not in lemma for form in verb_forms(lemma))
