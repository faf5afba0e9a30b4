"""Terms: the content words of a claim as keys that two tellings of one fact share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from framing.normalizing import normalize
from framing.shipped import read_cues, read_toml, shipped_folder

LONGEST_PHRASE = 3
"""Words of the longest phrase among the equivalents: "member of congress"."""
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:'[^\W\d_]+)*")
"""A word of a normalized text, or an abbreviation with its points ("u.s.")."""
_SAME = "="
"""Begins the key of a group of equivalents, so that no stem is taken for one."""


class Term(NamedTuple):
    """A content word or a phrase that stands for one: its key and its place in the text."""

    key: str
    start: int
    end: int


@cache
def stem(word: str) -> str:
    """Return the stem of a lower-case English word (Snowball's English stemmer, Porter 2001).

    >>> stem("elections"), stem("elected")
    ('elect', 'elect')
    """
    return str(_stemmer().stemWord(word))


def is_function_word(word: str) -> bool:
    """Return whether a lower-case word carries no content of its own."""
    return word in _function_words()


def find_terms(text: str) -> tuple[Term, ...]:
    """Return the content words of a text in order, those that news puts for one another under one key.

    Numbers are not among them (see `find_quantities`).

    >>> [term.key for term in find_terms("Lawmakers in the U.S. met")]
    ['=lawmaker', '=united-states', '=meet']
    >>> [term.key for term in find_terms("Members of Congress told us")]
    ['=lawmaker']
    """
    return tuple(_terms(text))


def stems_of(key: str) -> tuple[str, ...]:
    """Return the stems (or phrases of stems) that count as this key: itself, or all of its group."""
    return _groups().get(key, (key,))


def _terms(text: str) -> Iterator[Term]:
    words = [(_plain(found[0]), *found.span()) for found in WORD.finditer(normalize(text))]
    stems = [stem(word) for word, _, _ in words]
    at = 0
    while at < len(words):
        word, start, end = words[at]
        length, key = _equivalent(stems, at)
        if length == 1 and is_function_word(word):
            key = _capitals().get(word, "") if text[start : start + len(word)].isupper() else ""
        if key:
            yield Term(key, start, words[at + length - 1][2])
        elif len(word) > 1 and not is_function_word(word):
            yield Term(stems[at], start, end)
        at += length


def _equivalent(stems: list[str], at: int) -> tuple[int, str]:
    """How many words from here stand for one, and its key; (1, "") where none does."""
    for length in range(min(LONGEST_PHRASE, len(stems) - at), 0, -1):
        key = _equivalents().get(tuple(stems[at : at + length]))
        if key:
            return length, key
    return 1, ""


def _plain(word: str) -> str:
    """The word without possessive and without the points of an abbreviation."""
    return word.removesuffix("'s").replace(".", "")


@cache
def _equivalents() -> dict[tuple[str, ...], str]:
    groups = read_toml(shipped_folder("lexicons") / "words" / "equivalents.toml")["groups"]
    return {
        tuple(stem(part) for part in WORD.findall(normalize(word))): _SAME + group["key"]
        for group in groups
        for word in group["words"]
    }


@cache
def _capitals() -> dict[str, str]:
    """The key of each function word that in capitals is a name ("US")."""
    groups = read_toml(shipped_folder("lexicons") / "words" / "equivalents.toml")["groups"]
    return {normalize(word): _SAME + group["key"] for group in groups for word in group.get("capitals", ())}


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for stems, key in _equivalents().items():
        groups.setdefault(key, []).append(" ".join(stems))
    return {key: tuple(members) for key, members in groups.items()}


@cache
def _function_words() -> frozenset[str]:
    return frozenset(normalize(word) for word in read_cues("stopwords")["words"])


@cache
def _stemmer() -> Any:
    # compiled; nltk takes longer to import than the whole report
    from Stemmer import Stemmer

    return Stemmer("english")
