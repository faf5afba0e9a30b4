"""Epithets: what stands before a name in one phrase with it ("embattled opposition leader Juan Guaidó")."""

from __future__ import annotations

from framing.actors.heads import (
    Kind,
    head_start,
    is_adjective,
    is_capital_title,
    is_modifier,
    is_plural_title,
    is_stop,
    is_title,
)
from framing.actors.names import Passage
from framing.actors.words import (
    is_article,
    is_body_noun,
    is_copula,
    is_country,
    is_date,
    is_direct_modifier,
    is_empty,
    is_genitive,
    is_honorific,
    is_joiner,
    is_link,
    is_possessive,
    is_predicate,
    is_preposition,
    is_time,
    is_verb,
    may_be_verb,
)

LONGEST = 8
"""Words of the longest phrase shown: more is a story, not a name."""
_MOST_ADJECTIVES = 3


def find_epithet(passage: Passage, first: int, last: int, kind: Kind) -> int:
    """Return where the phrase begins that ends with the name at the words `first … last`; `first` for a bare name."""
    head = find_title(passage, first, kind)
    if head < first and is_modifying(passage, last) and not passage.words[last - 1].owned:
        return _of_modifying(passage, head, first, last)
    if head == first:
        start = _before_name(passage, first, last)
    else:
        start = _before_head(passage, head, kind, _is_doubtful(passage, head, first, last))
    if start == first or _is_clause(passage, start, first, last):
        return first
    start = _with_article(passage, start)
    return next(place for place in (start, head, first) if last - place <= LONGEST or place == first)


def _of_modifying(passage: Passage, head: int, first: int, last: int) -> int:
    """Return where a title begins before a name that rather modifies a noun: "former (President Trump) ally"."""
    if last - first > 1:
        return _with_article(passage, _before_head(passage, head, "person", doubting=True))
    return next(at for at in range(head, first + 1) if at == first or is_capital_title(passage, at, first))


def find_title(passage: Passage, first: int, kind: Kind) -> int:
    """Return where the title or noun begins that stands right before a name; `first` where none does."""
    if not first or not passage.words[first].joined or passage.words[first - 1].owned:
        return first
    if is_plural_title(passage, first - 1):
        return first
    head = head_start(passage, first, kind)
    if head == first or (passage.names[first - 1] and not is_title(passage, head, first)):
        return first
    is_written = passage.words[head].upper and (not head or passage.names[head])
    return head if is_written or not may_be_verb(passage.key(head, first)) or _is_noun(passage, head) else first


def find_owner(passage: Passage, at: int) -> int:
    """Return where the owner of the noun at the word `at` begins: "Trump's", "the president's"; `at` for none."""
    words, names = passage.words, passage.names
    start = at - 1
    if is_date(words[start].key) or is_time(words[start].key):
        return at
    named = names[start]
    while start and words[start].joined and not words[start - 1].owned and _is_owners(passage, start - 1, named):
        start -= 1
    if named:
        return find_title(passage, start, "person")
    return start if start and is_article(words[start - 1].key) else at


def _is_owners(passage: Passage, number: int, named: bool) -> bool:
    word = passage.words[number]
    return passage.names[number] if named else passage.names[number] or is_adjective(word)


def _is_noun(passage: Passage, number: int) -> bool:
    """Return whether the word here is a noun, as the word before it shows."""
    if not number:
        return False
    before = passage.words[number - 1]
    return before.owned or is_article(before.key) or is_preposition(before.key) or is_adjective(before)


def _before_head(passage: Passage, head: int, kind: Kind, doubting: bool) -> int:
    """Return where the words begin that modify the noun at `head`.

    Words that are not known as modifiers are taken only where an article or a preposition stands before them:
    else they may be verbs ("Democrats impeach President X"); never when `doubting`.
    """
    words, at, sure = passage.words, head, head
    while at and words[at].joined and not words[at - 1].owned:
        taken = _count_modifiers(passage, at, kind, sure > at)
        if not taken and _ends_phrase(passage, at - 1):
            before = words[at - 1].key
            is_phrase = is_article(before) or is_possessive(before) or is_preposition(before)
            return _past_joined(passage, at if is_phrase and not doubting else sure, head)
        sure = at - taken if taken and sure == at else sure
        at -= taken or 1
    return _at_owner(passage, at, sure) if at and words[at].joined else sure


def _count_modifiers(passage: Passage, at: int, kind: Kind, unsure: bool) -> int:
    """Return how many words before `at` surely modify what begins there; names only do where nothing is unsure."""
    noun = head_start(passage, at, kind)
    if noun < at:
        return at - noun
    if is_modifier(passage.words[at - 1]) or _opens_phrase(passage, at - 1):
        return 1
    if passage.names[at - 1] and not unsure:
        return 1
    return 2 if _is_link(passage, at - 1) else 0


def _ends_phrase(passage: Passage, number: int) -> bool:
    word = passage.words[number]
    return is_stop(word) or _is_verbal(word.key) or passage.names[number] or _is_participle(passage, number)


def _opens_phrase(passage: Passage, number: int) -> bool:
    """Return whether a sentence begins with this word and a capital goes with it ("Peruvian President X")."""
    word, after = passage.words[number], passage.words[number + 1]
    if not (word.opening and word.upper and after.upper) or after.opening:
        return False
    return not (is_stop(word) or word.key.endswith(("ed", "ing", "ly")))


def _is_link(passage: Passage, number: int) -> bool:
    """Return whether a word ties two parts of a body's name ("House of Representatives")."""
    words, names = passage.words, passage.names
    if not number or number + 1 == len(words) or not (words[number].joined and words[number + 1].joined):
        return False
    return names[number - 1] and names[number + 1] and is_link(words[number].key, words[number - 1].key)


def _past_joined(passage: Passage, start: int, head: int) -> int:
    """Return where the words begin that surely belong to a head: of "Roads and Rivers Agency chief" it alone.

    What stands before "and" or "of" may belong to the same name ("Joint Chiefs of Staff General X").
    """
    words = passage.words
    is_part = start > 1 and words[start].joined and is_genitive(words[start - 1].key) and words[start - 2].upper
    is_body = any(passage.names[at] and is_body_noun(words[at].key) for at in range(start, head))
    is_doubtful = is_part or (is_and(passage, start) and is_body)
    return head if passage.names[start] and is_doubtful else start


def _at_owner(passage: Passage, at: int, sure: int) -> int:
    owner = find_owner(passage, at)
    return owner if owner < at else sure


def _is_participle(passage: Passage, number: int) -> bool:
    """Return whether a word on -ed is rather a verb: no article stands before it."""
    words = passage.words
    if not words[number].key.endswith("ed"):
        return False
    return not (number and words[number].joined and is_article(words[number - 1].key))


def _is_verbal(key: str) -> bool:
    return key.endswith(("ing", "s")) and not key.endswith("ss")


def _before_name(passage: Passage, first: int, last: int) -> int:
    """Return where the adjectives begin that stand before a name without a title ("a defiant Maduro")."""
    if is_modifying(passage, last):
        return first
    words = passage.words
    at = start = _tag_start(passage, first)
    while at and words[at].joined and is_direct_modifier(words[at - 1].key):
        at -= 1
    plain = at
    while at and words[at].joined and _is_adjective(passage, at - 1) and start - at < _MOST_ADJECTIVES:
        at -= 1
    if at == plain or not words[at].joined or not is_article(words[at - 1].key if at else ""):
        return plain
    is_participle = at == start - 1 and words[at].key.endswith("ed")
    return at if plain < start or is_participle or is_adjective(words[start - 1]) else start


def _tag_start(passage: Passage, first: int) -> int:
    """Return where the country begins that stands before a body's name ("U.S. Supreme Court")."""
    if not first or not passage.words[first].joined or not passage.names[first - 1]:
        return first
    return first - 1 if is_country(passage.words[first - 1].key) else first


def _is_adjective(passage: Passage, number: int) -> bool:
    word = passage.words[number]
    if passage.names[number] or word.owned or is_stop(word) or is_empty(word.key):
        return False
    return is_direct_modifier(word.key) or not _is_verbal(word.key)


def _is_doubtful(passage: Passage, head: int, first: int, last: int) -> bool:
    """Return whether an unknown word before a title is rather no part of it: "a decision President X promised"."""
    if is_honorific(passage.key(head, first)):
        return True
    words = passage.words
    return passage.names[first - 1] and last < len(words) and words[last].joined and is_predicate(words[last].key)


def _is_clause(passage: Passage, start: int, first: int, last: int) -> bool:
    """Return whether the name is rather the subject of a clause on the noun: "the lawyer Trump hired"."""
    words = passage.words
    if passage.names[first - 1] or is_direct_modifier(words[first - 1].key):
        return False
    if not start or not is_article(words[start - 1].key) or not words[start].joined:
        return False
    after = words[last].key if last < len(words) and words[last].joined else ""
    if not is_predicate(after) or is_copula(after):
        return False
    return start > 1 or (last - first == 1 and first - start == 1)


def _with_article(passage: Passage, start: int) -> int:
    if not start or not passage.words[start].joined:
        return start
    key = passage.words[start - 1].key
    return start - 1 if is_article(key) or is_possessive(key) else start


def is_modifying(passage: Passage, last: int) -> bool:
    """Return whether the word after a name is rather what it stands for: "a defiant Maduro ally"."""
    words = passage.words
    if words[last - 1].owned:
        return True
    if last == len(words) or not words[last].joined:
        return False
    return passage.names[last] or not (is_stop(words[last]) or is_verb(words[last].key))


def is_and(passage: Passage, start: int) -> bool:
    """Return whether "and" and a capital stand before a word: both may be parts of one name."""
    words = passage.words
    return start > 1 and words[start].joined and is_joiner(words[start - 1].key) and words[start - 2].upper
