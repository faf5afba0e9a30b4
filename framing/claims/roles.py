"""Roles: what part a speaker plays (government, company, expert …), by the words beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from framing.documents.model import Span
from framing.shipped import read_cues, read_toml, shipped_folder

UNNAMED = "unnamed"
"""The role of speakers who stay without a name and without a body: "officials", "critics"."""

_WORD = re.compile(r"\w+(?:[.'’&/-]\w+)*\.?")
_NAME_BEFORE = re.compile(r"[^.,;:!?()\[\]\n“”\"–—]{0,60}\Z")
_ASIDE = re.compile(r"\s*[,(–—]\s*(?:\d+\s*,\s*)?([^,;:()\n“”\"–—]{2,90})")
_TIED = re.compile(r"\s+([^\W\d_]+\s[^,.;:()\n“”\"–—]{2,80})")
_PLURALS = (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("s", ""))
_LONGEST = 6
_MARK_REACH = 4
_FIRST_MENTIONS = 3


def find_role(text: str, mention: Span) -> str:
    """Return the role of the speaker named at this place, "" where nothing beside the name tells it.

    The name itself is read first ("Interior Minister Ana Ruiz"), then the words after it ("Ana Ruiz, the interior
    minister," and "Ana Ruiz of the Rivers Institute"), then those before it ("police chief Tom Hale").
    """
    name = text[mention.start : mention.end]
    words = _WORD.findall(name)
    role = find_head_role(words)
    if role and role != UNNAMED:
        return role
    if name[-1:].isalnum() and _is_name(name):
        around = (_mark_role, _role_after, _role_before)
        return next((found for look in around if (found := look(text, mention)) not in ("", UNNAMED)), role)
    return (_tied_role(text, mention) if words and words[-1].lower() in _bound() else "") or role


def find_first_role(text: str, name: str) -> str:
    """Return the role that the first mentions of a name in the document give, found by its last word.

    A headline often has the bare name, and the first sentence the title.
    """
    words = _WORD.findall(name)
    if not words or not words[-1][:1].isupper():
        return ""
    starts = islice(_find_word(text, words[-1]), _FIRST_MENTIONS)
    found = (find_role(text, Span(_name_start(text, start), start + len(words[-1]))) for start in starts)
    return next((role for role in found if role), "")


def _find_word(text: str, word: str) -> Iterator[int]:
    """Yield where a word stands by itself; a regex for each name would be slow."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (_joins(text[start - 1 : start]) or _joins(text[end : end + 1])):
            yield start
        start = text.find(word, start + 1)


def _joins(character: str) -> bool:
    return character.isalnum() or character == "_"


def find_head_role(words: Sequence[str]) -> str:
    """Return the role of a noun phrase: of its title, else of its head or the body that the head belongs to.

    >>> find_head_role(["the", "interior", "minister"]), find_head_role(["a", "spokesman", "for", "Oxfam"])
    ('government', 'ngo')
    """
    if words and words[0] in _titles():
        return _titles()[words[0]]
    if _nameless().search(" ".join(words).lower()):
        return UNNAMED
    binder = next((place for place, word in enumerate(words) if place and word.lower() in _binders()), len(words))
    head, role = _last_head(words[:binder])
    if not role or head in _bound():
        owner = _last_head(words[binder + 1 :])[1] if binder + 1 < len(words) else ""
        return owner if owner and owner != UNNAMED else role
    return role


def find_end_role(words: Sequence[str]) -> str:
    """Return the role of the head that ends a noun phrase before its first preposition, "" for none.

    >>> find_end_role(["police", "chief"]), find_end_role(["police", "car"])
    ('military-security', '')
    """
    binder = next((place for place, word in enumerate(words) if place and word.lower() in _binders()), len(words))
    return _role_at(words, binder)[1]


def _role_after(text: str, mention: Span) -> str:
    aside = _ASIDE.match(text, mention.end)
    words = _WORD.findall(aside[1]) if aside else []
    if words and words[0].lower() in _grammar("relatives"):
        # who somebody is tells, what somebody does tells of others: "Ana Ruiz, who met the police chief,"
        words = words[2:] if words[1:2] and words[1].lower() in _grammar("be-forms") else []
    return find_head_role(words) or _tied_role(text, mention)


def _tied_role(text: str, mention: Span) -> str:
    """Return the role of the body in "Ana Ruiz of the Rivers Institute"."""
    tied = _TIED.match(text, mention.end)
    words = _WORD.findall(tied[1]) if tied else []
    return _last_head(words[1:_LONGEST])[1] if words and words[0].lower() in _binders() else ""


def _role_before(text: str, mention: Span) -> str:
    """Return the role of the head that ends right before the name."""
    before = _NAME_BEFORE.search(text, max(0, mention.start - 60), mention.start)
    words = _WORD.findall(before[0]) if before else []
    return _role_at(words, len(words))[1]


def _mark_role(text: str, mention: Span) -> str:
    beside = text[mention.end : mention.end + _MARK_REACH].strip()
    return next((role for mark, role in _marks() if beside.startswith(mark)), "")


def _is_name(name: str) -> bool:
    return name.rsplit(maxsplit=1)[-1][0].isupper()


def _name_start(text: str, place: int) -> int:
    """Return where the capitalised words begin that end before this place of a name."""
    start = place
    for word in reversed(list(_WORD.finditer(text, max(0, place - 60), place))):
        if not word[0][0].isupper() or text[word.end() : start].strip():
            break
        start = word.start()
    return start


def _last_head(words: Sequence[str]) -> tuple[str, str]:
    """Return the longest head that ends nearest to the end of a phrase, with its role ("" and "" for none)."""
    for end in range(len(words), 0, -1):
        head, role = _role_at(words, end)
        if role:
            return head, role
    return "", ""


def _role_at(words: Sequence[str], end: int) -> tuple[str, str]:
    """Return the longest head that ends at a word of the phrase, with its role."""
    for start in range(max(0, end - _LONGEST), end):
        phrase = " ".join(words[start:end]).replace("’", "'")
        for form in _singulars(phrase):
            role = _heads().get(form.lower()) or _actors().get(form)
            if role and not (start == end - 1 and _is_surname(words, end, form.lower())):
                return form.lower(), role
    return "", ""


def _is_surname(words: Sequence[str], end: int, head: str) -> bool:
    """Return whether a head is rather the last word of a name: "Stephen King", not "the King" or "King Charles"."""
    return head in _surnames() and words[end - 1][:1].isupper() and end > 1 and words[end - 2][:1].isupper()


def _singulars(phrase: str) -> Iterator[str]:
    yield phrase
    plain = phrase.removesuffix("'s").removesuffix("'").removesuffix(".")
    if plain != phrase:
        yield plain
    for ending, singular in _PLURALS:
        if plain.endswith(ending):
            yield plain.removesuffix(ending) + singular


@cache
def _roles() -> dict[str, dict[str, Any]]:
    return {role: entry for role, entry in read_cues("speakers").items() if isinstance(entry, dict)}


@cache
def roles() -> tuple[str, ...]:
    """Return the names of all roles, in the order they are shown; "unnamed" is the last."""
    return tuple(sorted(_roles(), key=lambda role: (role == UNNAMED, role)))


@cache
def _heads() -> dict[str, str]:
    """Return the role of each head, in lower case."""
    return {head.lower(): role for role, entry in _roles().items() for head in entry["heads"]}


@cache
def _actors() -> dict[str, str]:
    """Return the role of each known actor by every form of the name, as it is written."""
    lists = read_toml(shipped_folder("lexicons") / "actors" / "world.toml")["lists"]
    return {
        name: role
        for role, entry in _roles().items()
        for group in entry["actors"]
        for actor in lists[group]["actors"]
        for name in _names(actor)
        if name != name.lower()
    }


def _names(actor: str | dict[str, Any]) -> tuple[str, ...]:
    if isinstance(actor, str):
        return (actor,)
    return (actor["name"], *actor.get("forms", ()), *actor.get("case", ()))


@cache
def _titles() -> dict[str, str]:
    return {title: role for role, entry in _roles().items() for title in entry["titles"]}


@cache
def _marks() -> tuple[tuple[str, str], ...]:
    return tuple((mark, role) for role, entry in _roles().items() for mark in entry["marks"])


@cache
def _grammar(group: str) -> frozenset[str]:
    return frozenset(read_cues("grammar")["words"][group])


@cache
def _nameless() -> re.Pattern[str]:
    """Return the pattern of the phrases for people who wish to stay unnamed ("people close to the talks")."""
    return re.compile("|".join(rf"(?<!\w){re.escape(phrase)}(?!\w)" for phrase in read_cues("speakers")["nameless"]))


@cache
def _bound() -> frozenset[str]:
    return frozenset(read_cues("speakers")["bound"])


@cache
def _binders() -> frozenset[str]:
    return frozenset(read_cues("speakers")["binders"])


@cache
def _surnames() -> frozenset[str]:
    return frozenset(read_cues("speakers")["surnames"])
