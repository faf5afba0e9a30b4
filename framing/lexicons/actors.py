"""Actors in texts: where they stand, and a shadow of the text in which each is one sign for its list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from framing.documents.model import Span
from framing.lexicons.model import ActorList
from framing.normalizing import fold_marks, normalize

# A match may not begin or end inside a word; a possessive 's after it is no part of the word.
LEFT = r"(?<![\w\u0300-\u036f])(?<!\w')"
RIGHT = r"(?![\w\u0300-\u036f])(?!'(?!s(?!\w))\w)"
FILLER = "\uf8ff"
"""Stands for the other characters of an actor in a shadow, so that offsets stay true."""
_FIRST_SIGN = 0xE000
_PRIVATE = re.compile("[\ue000-\uf8ff]")
ANY_SIGN = "[\ue000-\uf8fe]"


class ActorFinder:
    """Finds every actor of any list in a text, of overlapping names the longest; made once for some lists."""

    def __init__(self, actors: Mapping[str, ActorList]) -> None:
        lists = tuple(one for one in actors.values() if not one.words)
        self._expression = re.compile(f"{LEFT}({alternation(lists)}){RIGHT}")
        self._exact = exact_forms(lists)
        holders: dict[str, set[str]] = defaultdict(set)
        for one in lists:
            for form in (*one.forms, *one.exact):
                holders[normalize(form)].add(one.name)
        together = sorted({tuple(sorted(names)) for names in holders.values()})
        signs = {names: chr(_FIRST_SIGN + number) for number, names in enumerate(together)}
        self._sign = {form: signs[tuple(sorted(names))] for form, names in holders.items()}
        self._signs = signs

    def find(self, text: str, cased: str, start: int, end: int) -> tuple[Span, ...]:
        """Return where actors stand between two places of a normalised text; `cased` is the same in its own case."""
        return tuple(
            Span(*found.span())
            for found in self._expression.finditer(text, start, end)
            if cased[found.start() : found.end()] in self._exact.get(found[0], (cased[found.start() : found.end()],))
        )

    def shadow(self, text: str, start: int, end: int, spans: Iterable[Span]) -> str:
        """Return `text[start:end]` with each actor's first character its sign and the others FILLER."""
        parts, at = [], start
        for span in spans:
            sign = self._sign[text[span.start : span.end]]
            parts += [_PRIVATE.sub(" ", text[at : span.start]), sign, FILLER * (span.end - span.start - 1)]
            at = span.end
        return "".join([*parts, _PRIVATE.sub(" ", text[at:end])])

    def shadow_of(self, words: str) -> str:
        """Return the shadow of some words of their own."""
        text = normalize(words)
        return self.shadow(text, 0, len(text), self.find(text, fold_marks(words), 0, len(text)))

    def signs_of(self, names: Iterable[str]) -> str:
        """Return the signs of all actors that stand in one of these lists, as the inside of a character class."""
        wanted = set(names)
        return "".join(sign for holders, sign in self._signs.items() if wanted.intersection(holders))


@lru_cache(maxsize=16)
def _finder(lists: tuple[ActorList, ...]) -> ActorFinder:
    return ActorFinder({one.name: one for one in lists})


def finder_for(actors: Mapping[str, ActorList]) -> ActorFinder:
    """Return the finder of these lists, made once."""
    return _finder(tuple(actors.values()))


@lru_cache(maxsize=64)
def normal_forms(lists: tuple[ActorList, ...]) -> tuple[str, ...]:
    """Return every form of the lists, normalised, in alphabetical order."""
    return tuple(sorted({normalize(form) for one in lists for form in (*one.forms, *one.exact)}))


@lru_cache(maxsize=64)
def alternation(lists: tuple[ActorList, ...]) -> str:
    """Return one regex for all forms: written as a trie, since a flat list of hundreds is slow to try."""
    return _trie_regex(list(normal_forms(lists)))


def _trie_regex(words: list[str]) -> str:
    heads: dict[str, list[str]] = {}
    for word in words:
        if word:
            heads.setdefault(word[0], []).append(word[1:])
    options = [re.escape(head) + _trie_regex(tails) for head, tails in heads.items()]
    if not options:
        return ""
    body = options[0] if len(options) == 1 and "" not in words else f"(?:{'|'.join(options)})"
    return body + "?" if "" in words else body


@lru_cache(maxsize=64)
def exact_forms(lists: tuple[ActorList, ...]) -> dict[str, frozenset[str]]:
    """Return the normalised forms that count in exact case only, each with the cases it may have."""
    found: dict[str, set[str]] = {}
    free = {normalize(form) for one in lists for form in one.forms}
    for one in lists:
        for form in one.exact:
            found.setdefault(normalize(form), set()).add(fold_marks(form))
    return {form: frozenset(exact) for form, exact in found.items() if form not in free}
