"""A sentence as a string of word classes, one letter a token, so that phrases are found by short patterns.

The letters: N name, o other word, # number, d determiner, P possessive, n nominative pronoun, e pronoun
with verb ("he's"), f filler ("it"), m object pronoun, a auxiliary, i "be" or "been", v past form, w past
form or participle, z third person, b plain present, g -ing form, x adverb, k calendar word, h binding
preposition, p other preposition, T "to", s subordinator, t "that", r relative, u "whether", c
coordinator, q quoted token, dash –, and , ; : ( ) for themselves; any other mark is a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from framing.shipped import read_cues

_TOKEN = re.compile(r"\w+(?:[.'’/&-]\w+)*(?:\.(?=\s\S)|(?<=s)['’](?=\s\w))?|[^\w\s]")
_CLASSES = (
    ("weekdays", "k"), ("months", "k"), ("adverbs", "x"), ("binders", "h"), ("prepositions", "p"),
    ("subordinators", "s"), ("whether", "u"), ("relatives", "r"), ("coordinators", "c"),
    ("nominatives", "n"), ("fillers", "f"), ("objects", "m"), ("determiners", "d"), ("auxiliaries", "a"),
    ("infinite-auxiliaries", "i"), ("pasts", "v"), ("pasts-or-participles", "w"), ("presents", "z"),
    ("plain-presents", "b"),
)  # fmt: skip
_MARKS = {"—": "–", "–": "–", "-": "–", "[": "(", "]": ")", **dict.fromkeys(",;:()", "")}
_AUXILIARY_TAIL = re.compile(r".*n't|cannot")
_CONTRACTION = re.compile(r"(.+)'(?:s|re|ve|ll|d|m)")
_POSSESSIVE = re.compile(r".+(?:'s|s')")

_BODY = r"(?:[dPNo#q]|x(?=[No])|(?<=[dPh])w(?=[No])|[hpT](?=[dPNo#gkqm])|k|c(?=[dPNo#])|(?<=[dNoP])g)"
_FINITE_AFTER_NOUN = r"(?:[av]|(?<=[Nk])w|(?<=Nx)w|w(?=[tdPnefmTuq]|o[tu])|[zb](?=[tdPnefNsumTqa#]))"
_NOUN_CLAUSE = rf"[dPNo#q]{_BODY}{{0,11}}?x*{_FINITE_AFTER_NOUN}"
CLAUSE_START = re.compile(
    rf"(?:[xp]{{0,2}},?|[phs][dPNo#xhpk]{{1,8}}?,)?x*(?:e|nx*[avwzboi]|fx*[avwz]|{_NOUN_CLAUSE})"
    r"|[ph][dPNo#xhpk]{1,6}?(?:e|[nf]x*[avwz])"
)
"""Matches at a token where a subject with its finite verb begins."""
FINITE = re.compile(r"[ave]|nx*[wzboi]|[fNoPk#q)]x*[wz]|[oN]b(?=[tdnPfN])")
"""Found in a stretch that has a finite verb."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence's tokens: `spans` in the document, `words` in lower case with plain marks, `codes` a letter each."""

    start: int
    end: int
    spans: Sequence[tuple[int, int]]
    words: Sequence[str]
    codes: str

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where tokens `first` to `last` (not included) stand in the document."""
        return self.spans[first][0], self.spans[last - 1][1]


def read_line(text: str, start: int, end: int, quoted: Sequence[tuple[int, int]] = ()) -> Line:
    """Return the tokens of `text[start:end]`; those within the `quoted` spans have the class q.

    >>> read_line("He said the U.S. had won.", 0, 25).codes
    'nwdNaw.'
    """
    found = list(_TOKEN.finditer(text, start, end))
    words = [match[0] for match in found]
    spans = [match.span() for match in found]
    codes = "".join(map(_code, words))
    if quoted:
        codes = _mask(codes, spans, quoted)
    return Line(start, end, spans, [_plain(word) for word in words], codes)


def find_words(text: str, start: int, end: int) -> list[str]:
    """Return the tokens of `text[start:end]` as they stand."""
    return _TOKEN.findall(text, start, end)


def _mask(codes: str, spans: Sequence[tuple[int, int]], quoted: Sequence[tuple[int, int]]) -> str:
    letters = list(codes)
    for number, (start, _) in enumerate(spans):
        if any(first <= start < last for first, last in quoted):
            letters[number] = "q"
    return "".join(letters)


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    lowered = word.lower().replace("’", "'")
    return lowered if len(lowered) == len(word) else word


@cache
def _closed_classes() -> dict[str, str]:
    """Return the class of each listed word; the later lists of `_CLASSES` give way to the earlier ones."""
    cues = read_cues("grammar")
    lists = {**cues["words"], **cues["calendar"]}
    classes: dict[str, str] = {"that": "t", "to": "T"}
    for name, letter in _CLASSES:
        for word in lists[name]:
            classes.setdefault(word, letter)
    return classes


@lru_cache(maxsize=65536)
def _code(word: str) -> str:
    """Return the letter of a token's class."""
    first = word[0]
    if not (first.isalnum() or first == "_"):
        return _MARKS.get(word, ".") or word
    if first.isdigit():
        return "#"
    return _name_code(word) if first.isupper() else _word_code(_plain(word))


def _name_code(word: str) -> str:
    classes, plain = _closed_classes(), _plain(word)
    if word in classes:
        return classes[word]
    if (len(word) > 1 and word.isupper()) or plain in _names_too():
        return "N"
    if plain in classes and classes[plain] != "v":
        return classes[plain]
    if _POSSESSIVE.fullmatch(plain) or _CONTRACTION.fullmatch(plain):
        return _contraction_code(plain)
    return "x" if plain.endswith("ly") and len(word) > 6 else "N"


def _word_code(word: str) -> str:
    classes = _closed_classes()
    if word in classes:
        return classes[word]
    if "'" in word:
        return _contraction_code(word)
    if word.endswith("ed") and len(word) > 3:
        return "w"
    if word.endswith("ing") and len(word) > 4:
        return "g"
    return "x" if word.endswith("ly") and len(word) > 4 else "o"


def _contraction_code(word: str) -> str:
    if _AUXILIARY_TAIL.fullmatch(word):
        return "a"
    found = _CONTRACTION.fullmatch(word)
    if found and _closed_classes().get(found[1]) in {"n", "f", "t", "r", "u"}:
        return "e"
    return "P" if _POSSESSIVE.fullmatch(word) else "o"


@cache
def _names_too() -> frozenset[str]:
    """Return the function words that are names when capitalised ("Will", "Hope")."""
    return frozenset(read_cues("grammar")["words"]["names-too"])
