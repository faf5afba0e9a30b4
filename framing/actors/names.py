"""Names: the words of claims, which of them are names by the way they are written, and where names run on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from framing.actors.words import is_and_of_name, is_date, is_function_word, is_particle, may_be_name, may_modify
from framing.analyses import Analysis
from framing.claims.model import Claim
from framing.normalizing import normalize
from framing.shipped import read_cues
from framing.vocabulary import find_names

_UNTOLD = frozenset(("label", "caption"))
_TITLES = frozenset(("headline", "heading"))
_OPENS = re.compile(r"[.!?:\"'(\n]\s*\Z")
_OWNED = re.compile(r"(?:['’]s|(?<=s)['’])\Z")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_NO_FIRST_NAME = ("ed", "ing", "ly")
_IN_CAPITALS = 0.75
"""Share of capitalised words from which a headline, or a line like one without a full stop, writes all words so."""
_LONG = 4
"""Words of a line whose share of capitals says anything."""


class Word(NamedTuple):
    """A word of a claim: `key` is how it is compared, without 's and closing stop; `end` is where that ends.

    `upper` begins with a capital, `owned` has 's, `joined` stands one space after the word before it, `opening`
    stands where any word has a capital.
    """

    key: str
    start: int
    end: int
    upper: bool
    owned: bool
    joined: bool
    opening: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """One claim of the document `number` as words; `names` tells for each whether it is a name by its capital."""

    number: int
    analysis: Analysis
    claim: Claim
    words: tuple[Word, ...]
    names: tuple[bool, ...]

    def key(self, first: int, last: int) -> str:
        """Return the words from `first` to `last` (not included) as they are compared."""
        return " ".join(word.key for word in self.words[first:last])

    def gap(self, number: int) -> str:
        """Return what stands between a word and the one before it, or at the beginning or end of the claim."""
        text = self.analysis.document.text
        start = self.words[number - 1].end if number else self.claim.start
        end = self.words[number].start if number < len(self.words) else self.claim.end
        return text[start:end]

    def in_own_voice(self, first: int, last: int) -> bool:
        """Return whether these words are all the outlet's own."""
        start, end = self.words[first].start, self.words[last - 1].end
        return all(part.end <= start or end <= part.start for part in self.claim.reported)


@dataclass(frozen=True, slots=True)
class _Spellings:
    """How a story's articles write words: those that are mostly names, capitals side by side, words in lower case."""

    names: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    plain: frozenset[str]


def read_passages(analyses: Iterable[Analysis]) -> tuple[Passage, ...]:
    """Return the claims of these documents as words; labels and captions are left out, as are other languages."""
    told = [
        (number, analysis, claim)
        for number, analysis in enumerate(analyses)
        if analysis.document.language in ("", "en")
        for claim in analysis.claims
        if claim.kind not in _UNTOLD
    ]
    read = [(*one, _words(*one[1:])) for one in told]
    body = [(analysis, claim, words) for _, analysis, claim, words in read if claim.kind not in _TITLES]
    spellings = _Spellings(
        names=find_names(analysis.text(claim) for analysis, claim, _ in body),
        pairs=frozenset(pair for *_, words in body for pair in _pairs(words)),
        plain=frozenset(word.key for *_, words in body for word in words if not word.upper),
    )
    return tuple(Passage(*one, tuple(_names(one[-1], spellings))) for one in read)


def find_runs(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield the runs of words joined into one name: the first word and the one after the last.

    Particles within a name belong to it ("Bill de Blasio").
    """
    words, names = passage.words, passage.names
    at = 0
    while at < len(words):
        if not names[at]:
            at += 1
            continue
        first = at
        at += 1
        while (step := _goes_on(words, names, at)) > 0:
            at += step
        yield first, at


def _words(analysis: Analysis, claim: Claim) -> tuple[Word, ...]:
    text = analysis.text(claim)
    plain = normalize(text)
    in_capitals = _is_in_capitals(text)
    words: list[Word] = []
    at = 0
    for found in _word().finditer(text):
        start, after = found.span()
        gap = plain[at:start]
        owned = _OWNED.search(found[0])
        end = after - len(owned[0]) if owned else after
        words.append(
            Word(
                plain[start:end].rstrip("."), claim.start + start, claim.start + end, _is_upper(found[0]),
                owned is not None, gap == " ", in_capitals or not at or _OPENS.search(gap) is not None,
            )
        )  # fmt: skip
        at = after
    return tuple(words)


def _is_upper(word: str) -> bool:
    """Return whether a word begins with a capital, or with a particle and then a capital ("al-Assad")."""
    if word[0].isupper():
        return True
    particle, hyphen, rest = word.partition("-")
    return bool(hyphen) and rest[:1].isupper() and is_particle(particle)


def _is_in_capitals(text: str) -> bool:
    words = text.split()
    if text.endswith("."):
        return False
    return len(words) >= _LONG and sum(word[:1].isupper() for word in words) >= _IN_CAPITALS * len(words)


def _pairs(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Yield the capitalised words that stand side by side where no sentence begins."""
    for one, other in pairwise(words):
        if one.upper and other.upper and other.joined and not (one.opening or one.owned):
            yield one.key, other.key


def _names(words: Sequence[Word], spellings: _Spellings) -> Iterator[bool]:
    before = False
    for number, word in enumerate(words):
        if word.upper:
            before = _is_name(words, number, before and word.joined, spellings)
        else:
            before = _is_number_of_name(words, number) or _is_and_of_name(words, number)
        yield before


def _is_name(words: Sequence[Word], number: int, follows: bool, spellings: _Spellings) -> bool:
    """Return whether a word with a capital is a name, or goes on with the one that it `follows`."""
    key = words[number].key
    if is_date(key) and not follows:
        return False
    is_function = is_function_word(key) and not may_be_name(key)
    if not words[number].opening:
        return not is_function or (len(key) > 1 and not key.isalpha())
    if is_function:
        return False
    if spellings.names.issuperset(key.split()) or (follows and (words[number - 1].key, key) in spellings.pairs):
        return True
    after = words[number + 1] if number + 1 < len(words) else None
    return after is not None and (
        (key, after.key) in spellings.pairs or _is_first_name(words[number], after, spellings)
    )


def _is_first_name(word: Word, after: Word, spellings: _Spellings) -> bool:
    """Return whether a word that opens a sentence is a name by the capital after it, and never written without."""
    if after.opening or not (after.upper and after.joined) or word.key in spellings.plain:
        return False
    return not may_modify(word.key) and not word.key.endswith(_NO_FIRST_NAME)


def _is_number_of_name(words: Sequence[Word], number: int) -> bool:
    """Return whether a word is the number in a name ("the 14th Amendment")."""
    if not _ORDINAL.fullmatch(words[number].key) or number + 1 == len(words):
        return False
    return words[number + 1].upper and words[number + 1].joined


def _is_and_of_name(words: Sequence[Word], number: int) -> bool:
    """Return whether a word is the "and" in a body's name ("Health and Human Services")."""
    if not 0 < number < len(words) - 1 or not (words[number - 1].upper and words[number + 1].upper):
        return False
    joined = words[number].joined and words[number + 1].joined
    return joined and is_and_of_name(*(word.key for word in words[number - 1 : number + 2]))


def _goes_on(words: Sequence[Word], names: Sequence[bool], at: int) -> int:
    """Return how many words further a name goes on from here: 1, past particles more, 0 where it ends."""
    if words[at - 1].owned:
        return 0
    step = at
    while step < len(words) and words[step].joined and not names[step] and is_particle(words[step].key):
        step += 1
    return step + 1 - at if step < len(words) and words[step].joined and names[step] else 0


@cache
def _word() -> re.Pattern[str]:
    """Return the pattern of a word; abbreviations keep their stop."""
    shortened = read_cues("abbreviations")["never_end"]["titles"]
    titles = [title for kind in ("female", "male", "neutral") for title in read_cues("pronouns")["titles"][kind]]
    titles += [title for role in read_cues("speakers").values() if isinstance(role, dict) for title in role["titles"]]
    stopped = {one.rstrip(".") for one in (*shortened, *(title for title in titles if title.endswith(".")))}
    stopped.update(read_cues("namings")["names"]["suffixes"])
    either = "|".join(re.escape(one) for one in sorted(stopped, key=lambda one: (-len(one), one)))
    return re.compile(
        rf"(?:[^\W\d_]\.){{2,}}|(?:{either}|[^\W\d_])\.(?=\s?\w|,)|[^\W_]+(?:[.'’&‑-][^\W_]+)*(?:(?<=s)['’](?=\s\w))?"
    )
