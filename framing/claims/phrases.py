"""A sentence as a string of word classes, one letter a token, so that phrases are found by short patterns.

The letters: N name, o other word, # number, d determiner, P possessive, n nominative pronoun, e pronoun
with verb ("he's"), f filler ("it"), m object pronoun, a auxiliary, i "be" or "been", v past form, w past
form or participle, z third person, b plain present, g -ing form, x adverb, k calendar word, h binding
preposition, p other preposition, T "to", s subordinator, t "that", r relative, u "whether", c
coordinator, q quoted stretch, dash –, and , ; : ( ) for themselves; any other mark is a full stop.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache

from framing.claims.cues import cue_heads
from framing.shipped import read_cues

# Possessive, as it is tried at each word of each sentence that is read; most are plain and stand before a space.
_TOKEN = re.compile(
    r"[A-Za-z0-9_]++(?= )|(?! )(?:"
    r"\w++(?:(?=[.'’/&,-])(?:[.'’/&-]\w++|(?<=\d),\d{3}(?!\d))*+(?:\.(?=\s\S)|(?<=s)['’](?=\s\w))?+)?+|[^\w\s])"
)
ALONE, HEAD, _NO_HEAD = "A", "H", "."
_QUOTED = f"q{_NO_HEAD}"
_LIMIT = 65536
_LONGEST_KEPT = 32
"""Characters of a token worth keeping: longer ones are whole quotations, and never met again."""
_CLASSES = (
    ("weekdays", "k"), ("months", "k"), ("adverbs", "x"), ("binders", "h"), ("prepositions", "p"),
    ("whether", "u"), ("subordinators", "s"), ("relatives", "r"), ("coordinators", "c"),
    ("nominatives", "n"), ("fillers", "f"), ("objects", "m"), ("determiners", "d"), ("auxiliaries", "a"),
    ("infinite-auxiliaries", "i"), ("pasts", "v"), ("pasts-or-participles", "w"), ("presents", "z"),
    ("plain-presents", "b"), ("ed-and-ing-nouns", "o"),
)  # fmt: skip
_MARKS = {
    **dict.fromkeys("—–-", "–"), **dict.fromkeys("$€£¥", "#"), "%": "o", "[": "(", "]": ")",
    **dict.fromkeys(",;:()", ""),
}  # fmt: skip
_AUXILIARY_TAIL = re.compile(r".*n't|cannot")
_CONTRACTION = re.compile(r"(.+)'(?:s|re|ve|ll|d|m)")
_OPEN = frozenset("vwzbo")
_OWNED = re.compile(r"['’]\w{0,2}\Z")
_POSSESSIVE = re.compile(r".+(?:'s|s')")

_BODY = r"(?:[PNo#q]|(?<=[hpTcxd])d|x(?=[No])|(?<=[dPh])w(?=[No])|[hpT](?=[dPNo#gkqm])|k|c(?=[dPNo#])|(?<=[dNoP])g)"
_FINITE_AFTER_NOUN = r"(?:[av]|(?<=[Nk])w|(?<=Nx)w|w(?=[tdPnefmTuq]|o[tu])|[zb](?=[tdPnefNsumTqa#]))"
NOUN_PHRASE = rf"[dPNo#q]{_BODY}{{0,11}}?"
"""The pattern of a noun phrase, as short as may be."""
_NOUN_CLAUSE = rf"{NOUN_PHRASE}x*{_FINITE_AFTER_NOUN}"
SUBJECT_VERB = rf"x*(?:e|nx*[avwzboi]|nc[dPNo]{{1,4}}x*[av]|fx*[avwz]|{_NOUN_CLAUSE})"
"""The pattern of a subject with its finite verb."""
CLAUSE_START = re.compile(
    rf"(?:[xp]{{0,2}},?|[phs][dPNo#xhpk]{{1,8}}?,|[ph]d?[Nok#]{{1,2}}(?=d))?{SUBJECT_VERB}"
    r"|[ph][dPNo#xhpk]{1,6}?(?:e|[nf]x*[avwz])"
)
"""Matches at a token where a subject with its finite verb begins."""
FINITE = re.compile(r"[ave]|nx*[wzboi]|[fNoPk#q)]x*[wz]|[oN]b(?=[tdnPfN])")
"""Found in a stretch that has a finite verb."""


class Line:
    """A sentence's tokens, their `codes` and `heads`, a letter each, and where they stand.

    `heads` tells which tokens may begin a cue: HEAD, or ALONE where one of its cues may stand alone.

    Each stretch in quotation marks (`quoted`) is one token of the class q.
    """

    __slots__ = ("_ends", "_places", "_text", "codes", "end", "heads", "start", "tokens")

    def __init__(self, text: str, start: int, end: int, quoted: Sequence[tuple[int, int]] = ()) -> None:
        self._text, self.start, self.end = text, start, end
        self._ends: list[int] = []
        self._places: dict[int, int] = {}
        if quoted:
            self._read_around(quoted)
        else:
            self.tokens: list[str] = _TOKEN.findall(text, start, end)
            letters = "".join(map(_letters_of, self.tokens))
            self.codes, self.heads = letters[::2], letters[1::2]

    def _read_around(self, quoted: Sequence[tuple[int, int]]) -> None:
        text, start, tokens, letters = self._text, self.start, [], ""
        for first, last in (*quoted, (self.end, self.end)):
            found = _TOKEN.findall(text, start, first)
            tokens += found
            letters += "".join(map(_letters_of, found))
            if first < self.end:
                start = min(last, self.end)
                self._places[first] = len(tokens)
                self._places[last] = len(tokens) + 1
                tokens.append(text[max(first, self.start) : start])
                letters += _QUOTED
        self.tokens, self.codes, self.heads = tokens, letters[::2], letters[1::2]

    def word(self, number: int) -> str:
        """Return a token in lower case, with a straight apostrophe."""
        return _plain_of(self.tokens[number])

    def words(self, first: int, last: int) -> list[str]:
        """Return the tokens from `first` to `last` (not included) as `word` does."""
        return list(map(_plain_of, self.tokens[first:last]))

    def token_start(self, number: int) -> int:
        """Return where a token begins in the document."""
        return self.token_end(number) - len(self.tokens[number])

    def token_end(self, number: int) -> int:
        """Return where a token ends in the document; found when asked for, as few tokens ever are."""
        ends = self._ends
        if number >= len(ends):
            index, place = self._text.index, ends[-1] if ends else self.start
            tokens = self.tokens[len(ends) : number + 1]
            ends += [place := index(token, place) + len(token) for token in tokens]
        return ends[number]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the tokens from `first` to `last` (not included) stand in the document."""
        end = self.token_end(last - 1)
        return self._ends[first] - len(self.tokens[first]), end

    def name_span(self, first: int, last: int) -> tuple[int, int]:
        """Return where these tokens stand, without the ending of a possessive or a verb ("Iran's", "they're")."""
        start, end = self.span(first, last)
        owned = _OWNED.search(self.tokens[last - 1]) if self.codes[last - 1] in "Pe" else None
        return start, end - len(owned[0]) if owned else end

    def place(self, position: int) -> int:
        """Return the number of the first token that begins at or after `position` of the document."""
        if position in self._places:
            return self._places[position]
        return bisect_left(range(len(self.tokens)), position, key=self.token_start)


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


class _Kept(dict[str, str]):
    """What a function gives for each token seen, up to a limit, so that memory stays bounded."""

    def __init__(self, function: Callable[[str], str]) -> None:
        self._function = function

    def __missing__(self, token: str) -> str:
        value = self._function(token)
        if len(token) <= _LONGEST_KEPT:
            if len(self) >= _LIMIT:
                self.clear()
            self[token] = value
        return value


def _letters(word: str) -> str:
    """Return the class of a word and whether it may begin a cue; both at once, as each word of a text comes here."""
    if word not in cue_heads(False):
        return _code(word) + _NO_HEAD
    return _code(word) + (ALONE if word in cue_heads(True) else HEAD)


def _code(word: str) -> str:
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
    if classes.get(plain, "o") not in _OPEN:
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


_letters_of, _plain_of = _Kept(_letters).__getitem__, _Kept(_plain).__getitem__
