"""Signals: which sentences hold words that may report, cut or mark a kind; one pass over the document.

Most sentences hold none of them and need not be read word by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from framing.claims.clauses import clause_words
from framing.claims.cues import cues_by_word
from framing.claims.kinds import kind_cues
from framing.shipped import read_cues

STRONG, WEAK, THAT, KIND, CUT, JOIN = 1, 2, 4, 8, 16, 32
"""A cue that reports by itself, one that needs "that", "that" or "whether", a cue of a kind, a possible cut,
and one without a comma (found, it counts as CUT)."""

CUES, OUTSIDE = STRONG | WEAK, STRONG | WEAK | CUT
"""What may hold a cue; what makes a sentence that quotes worth reading."""

_REPORT = WEAK | THAT


def is_worth_reading(signals: int) -> bool:
    """Return whether a sentence with these signals may report or be cut without any quotation."""
    return bool(signals & (STRONG | CUT)) or signals & _REPORT == _REPORT


def find_signals(
    text: str, sentences: Sequence[tuple[int, int]], quoted: Sequence[tuple[int, int]] = ()
) -> list[int]:
    """Return the signals of each sentence, as the sum of their numbers; quoted words mark no more than a kind."""
    automaton, kinds = _automaton()
    joined = _joined_clause().match
    found = [0] * (len(sentences) + 1)
    ends = iter((*(end for _, end in sentences), len(text)))
    masks = iter((*quoted, (len(text), len(text))))
    number, end = -1, 0
    first, last = next(masks)
    for pattern, start, stop in automaton.find_matches_as_indexes(text):
        while start >= end:
            number, end = number + 1, next(ends)
        while start >= last:
            first, last = next(masks)
        kind = kinds[pattern]
        if start >= first:
            kind &= KIND
        if kind == JOIN:
            kind = CUT if not found[number] & CUT and joined(text, stop) else 0
        if kind & ~found[number] and (
            kind & CUT or not (text[stop : stop + 1].isalnum() or (start and text[start - 1].isalnum()))
        ):
            found[number] |= kind
    return found[:-1]


@cache
def _automaton() -> tuple[AhoCorasick, tuple[int, ...]]:
    patterns: dict[str, int] = {}
    for word, signal in _words():
        for form in {word, word[:1].upper() + word[1:]}:
            patterns[form] = patterns.get(form, 0) | signal
    automaton = AhoCorasick(
        list(patterns), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
    )
    return automaton, tuple(patterns.values())


def _words() -> Iterator[tuple[str, int]]:
    for word, cues in cues_by_word().items():
        for cue in cues:
            yield " ".join((word, *cue.rest)), STRONG if cue.stands_alone else WEAK
    for word in ("that", *read_cues("grammar")["words"]["whether"]):
        yield word, THAT
    for phrase in kind_cues():
        yield phrase, KIND
    for connector in clause_words("clause-connectors"):
        yield f", {connector} ", CUT
    for opening in clause_words("concessions"):
        yield f"{opening.capitalize()} ", CUT
    for joiner in clause_words("clause-joiners"):
        yield f" {joiner} ", JOIN
    yield "; ", CUT


@cache
def _joined_clause() -> re.Pattern[str]:
    """Return the pattern of what may be a clause after "and": a pronoun, or words and a finite verb soon after."""
    words = read_cues("grammar")["words"]
    pronouns = "|".join((*words["nominatives"], *words["fillers"]))
    endings: dict[str, list[str]] = {}
    for verb in (*words["auxiliaries"], *words["pasts"]):
        endings.setdefault(verb[0], []).append(verb[1:])
    # By first letter, as each of the words would be tried at each place.
    verbs = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in endings.items())
    return re.compile(rf"(?:{pronouns})(?![\w-])|(?:[^\s,;:]+\s){{1,8}}?(?:{verbs})\b", re.IGNORECASE)
