"""Appositions: what a text says that somebody is, beside the name within commas, dashes, brackets, or after "is"."""

from __future__ import annotations

import re

from framing.actors.epithets import LONGEST
from framing.actors.heads import Kind, head_start, is_adjective, is_stop
from framing.actors.names import Passage
from framing.actors.words import (
    is_article,
    is_copula,
    is_date,
    is_genitive,
    is_indefinite,
    is_infinitive,
    is_joiner,
    is_possessive,
    is_preposition,
    is_relative,
    opens_clause,
)

Place = tuple[int, int]
"""The first word of a phrase and the one after its last."""
_DASH = re.compile(r"\s*[—–]\s*|\s+-\s+")
_SHUT = re.compile(r"\s*[.;!?—–]|\s+-\s|\Z")
_PARTY = re.compile(r"[A-Z]{1,3}-[A-Z][\w.]*")
_AFTER_CLAIM = re.compile(r"\s*(?:[^\w\s]|\Z)|\n")


def find_appositions(passage: Passage, first: int, last: int, kind: Kind) -> tuple[Place, ...]:
    """Return the phrases beside the words `first … last` (a name and its title) that say what its bearer is."""
    found = (find(passage, first, last, kind) for find in (_introduction, _after, _predicate))
    return tuple(place for place in found if place)


def _after(passage: Passage, first: int, last: int, kind: Kind) -> Place | None:
    """Return "the interim president" of "Juan Guaidó, the interim president,"."""
    at = _past_party(passage, last)
    mark = _mark(passage.gap(at)) if at < len(passage.words) else ""
    if not mark or passage.words[last - 1].owned:
        return None
    article = passage.words[at].key
    if mark == "," and not is_indefinite(article) and _opens_with_clause(passage, first):
        return None
    end = _noun_phrase_end(passage, at, kind, mark)
    return (at, end) if end else None


def _past_party(passage: Passage, at: int) -> int:
    """Return the word after an age or a party: "Ruiz, 45, a lawyer", "Hale, R-Ohio, the"."""
    words, text = passage.words, passage.analysis.document.text
    if at < len(words) and passage.gap(at) == ", ":
        is_aside = words[at].key.isdigit() or _PARTY.fullmatch(text, words[at].start, words[at].end)
        return at + 1 if is_aside and at + 1 < len(words) and passage.gap(at + 1) == ", " else at
    return at


def _mark(gap: str) -> str:
    if gap == ", ":
        return ","
    if gap == " (":
        return "("
    return "—" if _DASH.fullmatch(gap) else ""


def _opens_with_clause(passage: Passage, first: int) -> bool:
    """Return whether the comma may end an opening phrase: "After talks with Ruiz, the minister"."""
    key = passage.words[0].key
    opens = opens_clause(key) or key.endswith(("ing", "ed"))
    return opens and not any("," in passage.gap(number) for number in range(1, first + 1))


def _predicate(passage: Passage, first: int, last: int, kind: Kind) -> Place | None:
    """Return "a former spy" of "Ana Ruiz is a former spy."."""
    words = passage.words
    if first or last + 1 >= len(words) or words[last - 1].owned:
        return None
    if not (words[last].joined and is_copula(words[last].key) and is_article(words[last + 1].key)):
        return None
    end = _noun_phrase_end(passage, last + 1, kind, ".")
    return (last + 1, end) if end else None


def _introduction(passage: Passage, first: int, last: int, kind: Kind) -> Place | None:
    """Return "The country's opposition leader" of "The country's opposition leader, Juan Guaidó, said"."""
    words = passage.words
    if last - first < 2 or not first or passage.gap(first) != ", " or passage.names[first - 1]:
        return None
    if words[last - 1].owned or not _is_shut(passage, last, ",") or _opens_with_clause(passage, first - 1):
        return None
    at = head_start(passage, first, kind)
    if at == first:
        return None
    while at and words[at].joined and not is_stop(words[at - 1]) and first - at + 1 < LONGEST:
        at -= 1
    if not at or not words[at].joined or not is_article(words[at - 1].key):
        return None
    return None if at > 1 and "," in passage.gap(at - 1) else (at - 1, first)


def _noun_phrase_end(passage: Passage, at: int, kind: Kind, mark: str) -> int:
    """Return where a noun phrase from here ends that is all that its marks hold; 0 where none does.

    Its head says what somebody is; what follows "who" or a form on -ing is cut off, as is what is too long.
    """
    begin = at + is_article(passage.words[at].key)
    head = _head_end(passage, begin, kind)
    if not head or (begin == at and not _is_bare_title(passage, begin, head)):
        return 0
    end = _tails_end(passage, head, mark)
    if end - at <= LONGEST:
        return end
    is_tied = head < end and is_genitive(passage.words[head].key)
    return 0 if is_tied or head - at > LONGEST else head


def _tails_end(passage: Passage, number: int, mark: str) -> int:
    """Return where the phrases end that follow a head: "of the board", "to Ruiz"; 0 where a verb follows."""
    words = passage.words
    while number < len(words) and words[number].joined:
        key = words[number].key
        if is_relative(key) or key.endswith("ing"):
            return number
        is_to = is_infinitive(key)
        tail = _tail_end(passage, number + 1) if is_to or is_preposition(key) else 0
        if not tail or (is_to and not (passage.names[number + 1] or is_article(words[number + 1].key))):
            return 0
        number = tail
    return number if _is_shut(passage, number, mark) else 0


def _head_end(passage: Passage, begin: int, kind: Kind) -> int:
    """Return where the head ends of a noun phrase that begins here: all words to it are joined and none a verb."""
    words, number = passage.words, begin
    while number < len(words) and (number == begin or words[number].joined):
        if is_stop(words[number]) and not passage.names[number] and not _is_number(passage, number, begin):
            break
        number += 1
    while number > begin and words[number - 1].key.endswith("ing") and not is_adjective(words[number - 1]):
        number -= 1
    return number if number > begin and head_start(passage, number, kind, begin) < number else 0


def _is_number(passage: Passage, number: int, begin: int) -> bool:
    return number == begin and passage.words[number].key.isdigit()


def _is_bare_title(passage: Passage, begin: int, head: int) -> bool:
    """Return whether a phrase without an article is one: "chairman of the board", "Chile's president"."""
    words = passage.words
    if is_date(words[begin].key):
        return False
    if not all(passage.names[number] or is_adjective(words[number]) for number in range(begin, head)):
        return False
    return head - begin > 1 or (head < len(words) and words[head].joined and is_preposition(words[head].key))


def _tail_end(passage: Passage, at: int) -> int:
    """Return where the noun phrase after a preposition ends."""
    words, number = passage.words, at
    while number < len(words) and words[number].joined and number - at < LONGEST and _is_in_tail(passage, number, at):
        number += 1
    return number if number > at else 0


def _is_in_tail(passage: Passage, number: int, at: int) -> bool:
    """Return whether a word goes on with the noun phrase that began at the word `at`."""
    word, names = passage.words[number], passage.names
    if names[number]:
        return True
    if number == at:
        return is_article(word.key) or is_possessive(word.key) or not is_stop(word)
    if is_joiner(word.key):
        return names[number - 1] and _is_name(passage, number + 1)
    return not (is_stop(word) or word.key.endswith("ing"))


def _is_name(passage: Passage, number: int) -> bool:
    return number < len(passage.words) and passage.names[number]


def _is_shut(passage: Passage, number: int, mark: str) -> bool:
    """Return whether the phrase before the word `number` is closed as `mark` opened it, and is no part of a list."""
    gap = passage.gap(number)
    if mark == "(":
        return gap.startswith(")")
    if number == len(passage.words) and not gap:
        text = passage.analysis.document.text
        return _AFTER_CLAIM.match(text, passage.claim.end) is not None
    if _SHUT.match(gap):
        return True
    if gap != ", " or mark == "—" or number == len(passage.words):
        return False
    return not is_joiner(passage.words[number].key) and not passage.names[number]
