"""Heads: the nouns that say what a person or a body is ("president", "militant group"), and the words beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any, Literal

from framing.actors.names import Passage, Word
from framing.actors.words import is_date, is_function_word, is_genitive, listed, may_modify, verbs
from framing.normalizing import normalize
from framing.shipped import read_cues, read_toml, shipped_folder

Kind = Literal["person", "body"]
_LONGEST = 5
"""Words of the longest head ("chief of the defence staff")."""
_BODY_LISTS = frozenset(("alliance", "corporation", "institution", "media", "security"))
_BODY_ROLES = frozenset(("government", "media", "military-security", "ngo"))


def head_start(passage: Passage, end: int, kind: Kind, low: int = 0) -> int:
    """Return where the longest head begins that ends before the word `end`; `end` itself where none does.

    The words of a head are joined; only the last part of a hyphenated word has to be one ("then-president").
    """
    words, heads = passage.words, _people() if kind == "person" else _bodies()
    if end and words[end - 1].key in _shortened() and not words[end - 1].upper:
        return end
    best, key = end, ""
    for start in range(end - 1, max(low, end - _LONGEST) - 1, -1):
        key = f"{words[start].key} {key}".rstrip()
        if key in heads or (start == end - 1 and _last_part(passage, start) in heads):
            best = start
        if words[start].owned or not words[start].joined:
            break
    return best


def is_title(passage: Passage, start: int, end: int) -> bool:
    """Return whether a head written with capitals is more than the last word of a name ("Bishop", not "Baker")."""
    key = passage.key(start, end)
    return key not in _surnames() or key in _capital_titles()


def is_capital_title(passage: Passage, start: int, end: int) -> bool:
    """Return whether the words to the word `end` are a title with a capital ("President")."""
    key = passage.key(start, end)
    return passage.words[start].upper and key in _people() and (passage.names[start] or key in _capital_titles())


def is_plural_title(passage: Passage, number: int) -> bool:
    """Return whether this word names the part of several people ("presidents", "Sens.")."""
    key = passage.words[number].key
    if key in _plural_titles():
        return True
    endings = read_cues("namings")["nouns"]["plurals"]
    singulars = ((key.removesuffix(plural) + one) for plural, one in endings if key.endswith(plural))
    return key not in _people() and any(one in _people() for one in singulars)


def is_known_body(key: str) -> bool:
    """Return whether words of this key are the name of a body that is known by name alone ("Hamas")."""
    return key in _known_bodies()


def is_modifier(word: Word) -> bool:
    """Return whether a word is known to modify a noun: it is listed or hyphened."""
    key = word.key
    if is_function_word(key) or is_stop(word):
        return False
    return key in _plain() or key in _parts() or " " in key or key in listed("modifiers", "plurals")


def is_adjective(word: Word) -> bool:
    """Return whether a word modifies a noun, or looks so by its ending as some verbs do ("liberal", but "appeal")."""
    return is_modifier(word) or (may_modify(word.key) and not is_stop(word))


def is_stop(word: Word) -> bool:
    """Return whether a word cannot stand between an article and the name or head it belongs to."""
    key = word.key
    if key in _plain():
        return False
    return is_function_word(key) or key in _stops() or is_date(key) or key.isdigit()


def _last_part(passage: Passage, number: int) -> str:
    key = passage.words[number].key
    return key.rpartition(" ")[2] if " " in key else ""


@cache
def _plain() -> frozenset[str]:
    return listed("modifiers", "plain")


def _roles() -> Iterator[tuple[str, dict[str, Any]]]:
    return ((name, role) for name, role in read_cues("speakers").items() if isinstance(role, dict))


@cache
def _people() -> frozenset[str]:
    """Return the nouns and titles for people; the plurals, the bodies and what calls nobody are left out."""
    heads = {head for _, role in _roles() for head in (*role["heads"], *role["titles"])}
    heads |= {title for kind in ("female", "male", "neutral") for title in read_cues("pronouns")["titles"][kind]}
    keys = {normalize(head).rstrip(".") for head in heads if head not in _proper_names()} | listed("nouns", "people")
    return frozenset(key for key in keys - _plural_titles() if key not in _groups() and _noun(key) not in _groups())


def _noun(key: str) -> str:
    """Return the noun that a head is built on: of "secretary of state" the first."""
    return next((before for before, after in pairwise(key.split()) if is_genitive(after)), key.rpartition(" ")[2])


@cache
def _groups() -> frozenset[str]:
    """Return the nouns for several people or bodies, which are no heads of persons."""
    return frozenset(
        (*read_cues("pronouns")["bodies"]["nouns"], *listed("nouns", "none"), *listed("nouns", "bodies"))
    )


@cache
def _bodies() -> frozenset[str]:
    return listed("nouns", "bodies")


@cache
def _parts() -> frozenset[str]:
    """Return the words of all heads: what stands before a head may be one of them ("opposition party leader")."""
    return frozenset(part for head in (*_people(), *_bodies()) for part in head.split() if not is_function_word(part))


def _plural_titles() -> frozenset[str]:
    return listed("titles", "plural")


@cache
def _shortened() -> frozenset[str]:
    """Return the titles that are abbreviations: without a capital they are other words ("del", "rep")."""
    titles = [title for _, role in _roles() for title in role["titles"]]
    titles += [title for kind in ("female", "male", "neutral") for title in read_cues("pronouns")["titles"][kind]]
    return frozenset(normalize(title).rstrip(".") for title in titles if title.endswith("."))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(normalize(word) for word in read_cues("speakers")["surnames"])


@cache
def _capital_titles() -> frozenset[str]:
    titles = (title for kind in ("female", "male", "neutral") for title in read_cues("pronouns")["titles"][kind])
    return frozenset(normalize(title).rstrip(".") for title in titles if title[0].isupper())


@cache
def _stops() -> frozenset[str]:
    words = read_cues("grammar")["words"]
    return verbs().union(listed("words", "times"), words["adverbs"], words["prepositions"], words["determiners"])


@cache
def _proper_names() -> frozenset[str]:
    """Return the heads of speakers that are names ("Hamas"); titles and kinds of people in capitals are none."""
    return frozenset(
        head for name, role in _roles() if name in _BODY_ROLES for head in role["heads"] if _is_proper(head)
    )


def _is_proper(head: str) -> bool:
    last = head.rsplit(maxsplit=1)[-1]
    return any(map(str.isupper, last)) and normalize(last) not in listed("nouns", "kinds")


@cache
def _known_bodies() -> frozenset[str]:
    lists = read_toml(shipped_folder("lexicons") / "actors" / "world.toml")["lists"]
    listed = (actor["name"] for name in sorted(_BODY_LISTS) for actor in lists[name]["actors"])
    return frozenset(normalize(name) for name in (*_proper_names(), *_capitalised(listed)))


def _capitalised(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if name.rsplit(maxsplit=1)[-1][0].isupper())
