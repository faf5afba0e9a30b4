"""Levels: how hard an English text is to read, by the lengths of its sentences and words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.classroom.model import Level

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_APART = re.compile(
    r"(?<![ctsxg])i(?=a|o(?!n)|u)|(?<=[cv])i(?=et)|(?<=[^aeiouyt])i(?=en[ct])|(?<=[qu]u)i(?=et)"
    r"|(?<![qg])u(?=[ao](?!y))|(?<=[^aeiouy])e(?=o(?!p)|um|a(?:\Z|s\Z|te))|o(?=e[mt]|op)"
    r"|(?<=[aeioy])(?=ing)"
)
"""Where a vowel after another begins a syllable of its own: "tri-al", "va-ri-ous", "vi-de-o", "do-ing"."""
_SILENT = re.compile(
    r"(?<=[^aeiouy])(?:(?<![td])ed|(?<![sxzcg])(?<!sh)(?<!ch)es|(?<![^aeiouy]l)e)\Z|(?<=gu)e\Z"
    r"|(?<=[aeiouy][^aeiouy])e(?=(?:ment|ful|less|ness|ly|ty)s?\Z)"
)
"""An e that is written and not spoken: "walked", "makes", "time", "safety"; but "table", "boxes", "wanted"."""


def read_level(sentences: Sequence[str]) -> Level:
    """Return the level of a text given as sentences; the grade of a text without words is 0.

    Flesch-Kincaid grade = 0.39 words/sentences + 11.8 syllables/words − 15.59 (Kincaid, Fishburne, Rogers and
    Chissom 1975, Naval Technical Training Command, Research Branch Report 8-75). Syllables are counted by
    spelling, a figure by its digits.

    >>> round(read_level(["The cat sat on the mat.", "It was a nice day."]).grade, 1)
    -1.6
    """
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    told = sum(1 for sentence in sentences if _WORD.search(sentence))
    syllables = sum(map(count_syllables, words))
    grade = 0.39 * len(words) / told + 11.8 * syllables / len(words) - 15.59 if words else 0.0
    return Level(len(words), told, syllables, grade)


def count_syllables(word: str) -> int:
    """Return the number of syllables that a word's spelling tells, at least 1.

    >>> [count_syllables(word) for word in ("time", "table", "walked", "wanted", "video", "city")]
    [1, 2, 1, 2, 3, 2]
    """
    plain = word.lower().replace("’", "'").partition("'")[0]
    if plain.isdigit():
        return len(plain)
    spoken = _SILENT.sub("", plain)
    return max(1, len(_VOWELS.findall(spoken)) + len(_APART.findall(spoken)))
