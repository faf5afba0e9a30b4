"""Antecedents: the named speaker that "he", "she" or "they" beside a cue stands for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from framing.claims.phrases import Line
from framing.claims.readings import Reading
from framing.claims.speakers import find_subject, groups
from framing.claims.tellers import is_person
from framing.documents.model import Span
from framing.shipped import read_cues

_WORD = re.compile(r"[\w.'’-]+")
_PERSON = re.compile(r"N{1,5}|do{0,3}o")
_BACK = 6
_PLACE_SHARE = 5
"""A name is a place's if more than one mention in so many stands after "in": "confidence in Hale" is said once."""
_LIKE_VERB = re.compile(r"\w{3,}ing|[IVX]+")
"""A word that begins no person's name: "Addressing (the council)", "(Article) II"."""
_WITHIN = re.compile(r"(?:\w|[A-Z][a-z]{1,2}\.) \Z")
"""Where a capital shows that a word is a name: within a sentence or after a title ("Mr. Hale", "Gov. Hale")."""
_REACH = 16
"""Characters before a name in which the word before it begins."""


@cache
def _genders() -> dict[str, str]:
    """Return the gender that a pronoun, a title or a noun shows: "female", "male" or "several"."""
    cues = read_cues("pronouns")
    words, titles = cues["pronouns"], cues["titles"]
    genders = {title.lower(): gender for gender in ("female", "male") for title in titles[gender]}
    genders |= dict.fromkeys(words["third-singular-female"], "female")
    genders |= dict.fromkeys(words["third-singular-male"], "male")
    return genders | dict.fromkeys(words["third-plural"], "several")


@cache
def _pronouns() -> frozenset[str]:
    words = read_cues("pronouns")["pronouns"]
    groups = ("third-singular-female", "third-singular-male", "third-plural")
    return frozenset(word for group in groups for word in words[group])


def _before_apostrophe(word: str) -> str:
    return word.replace("’", "'").partition("'")[0]


def is_pronoun(name: str) -> bool:
    """Return whether a speaker is "he", "she", "they" or one of their other forms."""
    return _before_apostrophe(name.lower()) in _pronouns()


class Antecedents:
    """The speakers named so far in a document, so that a pronoun finds the last one it fits."""

    def __init__(self, text: str, readings: Sequence[Reading]) -> None:
        self._text = text
        self._readings = readings
        self._starts = [reading.start for reading in readings]
        self._named: dict[int, Span] = {}
        self._known: dict[str, str] = {}
        self._subjects: dict[int, Span | None] = {}
        self._names: dict[str, bool] = {}
        self._places: dict[str, bool] = {}

    def remember(self, speaker: Span) -> None:
        """Keep a named speaker as what later pronouns may stand for."""
        self._named[self._sentence(speaker.start)] = speaker

    def resolve(self, pronoun: Span) -> Span:
        """Return the last name before the pronoun that fits it, or the pronoun itself."""
        gender = _genders()[_before_apostrophe(self._words(pronoun)[0])]
        here = self._sentence(pronoun.start)
        for sentence in range(here, max(-1, here - _BACK), -1):
            for name in (self._named.get(sentence), self._subject(sentence) if sentence < here else None):
                if name and name.start < pronoun.start and self._fits(name, gender):
                    self._known[self._words(name)[-1]] = gender
                    return name
        return pronoun

    def _sentence(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    def _words(self, name: Span) -> list[str]:
        return [word.lower() for word in _WORD.findall(self._text, name.start, name.end)] or [""]

    def _fits(self, name: Span, gender: str) -> bool:
        words, plain = self._words(name), self._text[name.start : name.end]
        if gender == "several" or _is_several(plain, words):
            return gender == "several" and _is_several(plain, words)
        if not self._is_somebody(plain):
            return False
        shown = self._known.get(words[-1]) or next((_genders()[word] for word in words if word in _genders()), gender)
        return shown == gender

    def _subject(self, sentence: int) -> Span | None:
        """Return the subject that a sentence begins with, if it is a person's name or a noun like "the minister"."""
        if sentence not in self._subjects:
            self._subjects[sentence] = self._find_subject(sentence)
        return self._subjects[sentence]

    def _find_subject(self, sentence: int) -> Span | None:
        reading = self._readings[sentence]
        line = reading.line or Line(self._text, reading.start, min(reading.end, reading.start + 200))
        phrase = find_subject(line, 0) if line.codes and line.codes[0] != "q" else None
        if not phrase or not _PERSON.fullmatch(line.codes[slice(*phrase)]):
            return None
        subject = Span(*line.span(*phrase))
        return subject if self._is_known(subject) else None

    def _is_known(self, subject: Span) -> bool:
        """Return whether the words that begin a sentence are a noun for people or a name: any word is capital there.

        A single word is a name if the document has it in capitals elsewhere too: after a title or a first name, or
        within a sentence, and not more often in small letters.
        """
        name = self._text[subject.start : subject.end]
        words = name.split()
        if words[-1].islower():
            return is_person(words[-1]) or words[-1] in groups()
        if words[-1].lower() in _names_of_many():
            return True
        if len(words) > 1:
            return not name.isupper() and not any(map(_LIKE_VERB.fullmatch, words))
        return self._is_name(name)

    def _is_name(self, word: str) -> bool:
        if word not in self._names:
            small = sum(1 for _ in _find_word(word.lower(), self._text))
            places = _find_word(word, self._text)
            self._names[word] = sum(1 for place in places if self._stands_after(_WITHIN, place)) > small
        return self._names[word]

    def _stands_after(self, pattern: re.Pattern[str], place: int) -> bool:
        return pattern.search(self._text[max(0, place - _REACH) : place]) is not None

    def _is_somebody(self, name: str) -> bool:
        """Return whether a single speaker may be "he": a name or a noun for people, not "the report", "The Post"."""
        words = name.split()
        head = _head(name)
        if head.islower():
            return is_person(head)
        if words[0].lower() in _articles():
            return is_person(head.lower()) or any(word.islower() and is_person(word) for word in words)
        return not self._is_place(name)

    def _is_place(self, name: str) -> bool:
        """Return whether the document often says "in" a name: then it is a place or a body."""
        if name not in self._places:
            places = list(_find_word(name, self._text))
            owned = {place for place in places if self._text.startswith(("'", "’"), place + len(name))}
            times = sum(1 for place in places if place not in owned and self._stands_after(_in(), place))
            self._places[name] = _PLACE_SHARE * times > len(places)
        return self._places[name]


def _find_word(word: str, text: str) -> Iterator[int]:
    """Yield where whole words stand; a pattern for each name would be compiled for each document."""
    place = text.find(word)
    while place >= 0:
        if not (text[place - 1 : place].isalnum() or text[place + len(word) : place + len(word) + 1].isalnum()):
            yield place
        place = text.find(word, place + 1)


@cache
def _in() -> re.Pattern[str]:
    """Return the pattern of what ends with a word like "in"."""
    words = "|".join(read_cues("grammar")["words"]["place-prepositions"])
    return re.compile(rf"(?<![\w’'])(?:{words}) \Z")


def _is_several(name: str, words: Sequence[str]) -> bool:
    """Return whether a speaker is a group or a body: "officials", "sources in Kyiv", "Democrats", "the U.S."."""
    head = _head(name)
    if head.lower() in _names_of_many():
        return True
    if words[-1] in groups() or (words[0].endswith("s") and words[0] in _unnamed()):
        return True
    return (head.endswith("s") and head.islower()) or name.isupper() or "." in name.rsplit(maxsplit=1)[-1][:-1]


@cache
def _names_of_many() -> frozenset[str]:
    return frozenset(read_cues("pronouns")["names"]["several"])


@cache
def _articles() -> frozenset[str]:
    return frozenset(read_cues("stopwords")["articles"])


def _head(name: str) -> str:
    """Return the last word of a noun phrase before its first preposition."""
    words = name.split()
    last = next((place for place, word in enumerate(words) if place and word in _prepositions()), len(words))
    return words[last - 1]


@cache
def _unnamed() -> frozenset[str]:
    return frozenset(read_cues("reporting")["sources"]["unnamed"])


@cache
def _prepositions() -> frozenset[str]:
    words = read_cues("grammar")["words"]
    return frozenset((*words["prepositions"], *words["binders"]))
