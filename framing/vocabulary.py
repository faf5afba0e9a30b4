"""Vocabulary: the words and phrases of labelled texts that a lexicon may learn, and how often each text has them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from framing.normalizing import fold_marks, normalize
from framing.shipped import read_cues
from framing.weights import LONGEST, WORD

MIN_GROUPS = 4
"""Groups (stories) a phrase must stand in: fewer, and it is the story's word, not the side's."""
MIN_STEM = 5
"""Letters before a *, so that it lets in inflections and little else."""
_SENTENCE_START = re.compile(r"(?:\A|[.!?:\"“”'‘’(\n])\s*\Z")
_LOOK_BACK = 4
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_Run = list[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The phrases, in alphabetical order, and for each text how often it has each (by the phrase's number)."""

    phrases: tuple[str, ...]
    counts: tuple[Mapping[int, int], ...]


def build_vocabulary(texts: Sequence[str], groups: Sequence[str]) -> Vocabulary:
    """Return the words and phrases of up to LONGEST words that stand in MIN_GROUPS groups or more.

    Left out are names (words that are mostly written with a capital inside a sentence) and whatever holds a
    digit. Forms of one stem become one word with a * where no other word begins like them.
    """
    names = find_names(texts)
    stems = find_stems(word for text in texts for run in find_runs(text, names) for word in run)
    found = [Counter(_phrases(text, names, stems)) for text in texts]
    spread: dict[str, set[str]] = defaultdict(set)
    for counts, group in zip(found, groups, strict=True):
        for phrase in counts:
            spread[phrase].add(group)
    phrases = sorted(phrase for phrase, seen in spread.items() if len(seen) >= MIN_GROUPS)
    numbers = {phrase: number for number, phrase in enumerate(phrases)}
    return Vocabulary(
        tuple(phrases),
        tuple({numbers[phrase]: count for phrase, count in counts.items() if phrase in numbers} for counts in found),
    )


def is_style(phrase: str) -> bool:
    """Return whether a phrase is made of function words alone: a manner of writing, not a side.

    >>> is_style("would have been"), is_style("would have dared")
    (True, False)
    """
    return _function_words().issuperset(phrase.split())


def find_names(texts: Iterable[str]) -> frozenset[str]:
    """Return the words, in lower case, that are mostly capitalised where no sentence begins.

    >>> sorted(find_names(["Here Guaido met the rest. And the mayor of Lima met Guaido."]))
    ['guaido', 'lima']
    """
    capital, seen = Counter[str](), Counter[str]()
    for text in texts:
        cased, plain = fold_marks(text), normalize(text)
        for found in WORD.finditer(plain):
            if not _SENTENCE_START.search(cased, max(0, found.start() - _LOOK_BACK), found.start()):
                seen[found[0]] += 1
                capital[found[0]] += cased[found.start()].isupper()
    return frozenset(word for word, count in capital.items() if 2 * count > seen[word])


def find_stems(words: Iterable[str]) -> dict[str, str]:
    """Return for each word that shares its stem with others the pattern that stands for them all.

    >>> find_stems(["escalated", "escalation", "escalating", "war", "warm"])
    {'escalated': 'escalat*', 'escalating': 'escalat*', 'escalation': 'escalat*'}
    """
    from nltk.stem.snowball import SnowballStemmer

    stem = SnowballStemmer("english").stem
    plain, used = _function_words(), set(words)
    vocabulary = sorted(used | plain)
    families: dict[str, list[str]] = defaultdict(list)
    for word in vocabulary:
        if word in used:
            families[stem(word)].append(word)
    patterns: dict[str, str] = {}
    for forms in families.values():
        if not plain.isdisjoint(forms):
            continue
        shared = _beginning(forms[0], forms[-1])
        if len(forms) > 1 and len(shared) >= MIN_STEM and _begins_only(shared, forms, vocabulary):
            patterns |= dict.fromkeys(forms, f"{shared}*")
    return dict(sorted(patterns.items()))


@cache
def _function_words() -> frozenset[str]:
    return frozenset(normalize(word) for word in read_cues("stopwords")["words"])


def _beginning(first: str, last: str) -> str:
    """What the first and the last of sorted words share, and so all between them."""
    return first[: next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]


def _begins_only(shared: str, forms: Sequence[str], vocabulary: Sequence[str]) -> bool:
    first = bisect_left(vocabulary, shared)
    beginning = vocabulary[first : first + len(forms) + 1]
    return sum(word.startswith(shared) for word in beginning) == len(forms)


def find_runs(text: str, names: frozenset[str]) -> Iterator[_Run]:
    """Yield the runs of words, in lower case, with one space between them and no name or figure among them."""
    plain, at = normalize(text), 0
    run: _Run = []
    for found in WORD.finditer(plain):
        word = found[0]
        joined = plain[at : found.start()] == " "
        at = found.end()
        usable = word not in names and bool(_LETTERS.fullmatch(word))
        if run and not (joined and usable):
            yield run
            run = []
        if usable:
            run.append(word)
    if run:
        yield run


def _phrases(text: str, names: frozenset[str], stems: Mapping[str, str]) -> Iterator[str]:
    for run in find_runs(text, names):
        words = [stems.get(word, word) for word in run]
        for first in range(len(words)):
            for last in range(first + 1, min(first + LONGEST, len(words)) + 1):
                yield " ".join(words[first:last])
