"""Actors in texts: where they stand, and a shadow of the text in which each is one sign for its list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from framing.documents.model import Span
from framing.lexicons.model import ActorList
from framing.normalizing import fold_marks, normalize

# A match may not begin or end inside a word; a possessive 's after it is no part of the word.
LEFT = r"(?<![\w\u0300-\u036f])(?<!\w')"
RIGHT = r"(?![\w\u0300-\u036f])(?!'(?!s(?!\w))\w)"
_WORD_BEFORE = re.compile(r"(?:[\w\u0300-\u036f]|\w')\Z")
_WORD_AFTER = re.compile(r"[\w\u0300-\u036f]|'(?!s(?!\w))\w")
_JOINING = frozenset("_'" + "".join(map(chr, range(0x300, 0x370))))
"""What may stand within a word beside letters and digits."""
FILLER = "\uf8ff"
"""Stands for the other characters of an actor in a shadow, so that offsets stay true."""
_FIRST_SIGN = 0xE000
_PRIVATE = re.compile("[\ue000-\uf8ff]")
ANY_SIGN = "[\ue000-\uf8fe]"


class ActorFinder:
    """Finds every actor of any list in a text, of overlapping names the longest; made once for some lists."""

    def __init__(self, actors: Mapping[str, ActorList]) -> None:
        lists = tuple(one for one in actors.values() if not one.words)
        self._automaton = AhoCorasick(normal_forms(lists), matchkind=MatchKind.Standard)
        self._exact = exact_forms(lists)
        holders: dict[str, set[str]] = defaultdict(set)
        for one in lists:
            for form in (*one.forms, *one.exact):
                holders[normalize(form)].add(one.name)
        together = sorted({tuple(sorted(names)) for names in holders.values()})
        signs = {names: chr(_FIRST_SIGN + number) for number, names in enumerate(together)}
        self._sign = {form: signs[tuple(sorted(names))] for form, names in holders.items()}
        self._signs = signs
        self._chosen: dict[frozenset[str], frozenset[str]] = {}

    def find(self, text: str, cased: str, start: int, end: int) -> tuple[Span, ...]:
        """Return where actors stand between two places of a normalised text; `cased` is the same in its own case."""
        longest: dict[int, int] = {}
        for _, first, last in self._automaton.find_matches_as_indexes(text[start:end], overlapping=True):
            if stands_alone(text, start + first, start + last, end):
                longest[start + first] = max(start + last, longest.get(start + first, 0))
        found, at = [], start
        for first in sorted(longest):
            if first >= at:
                at = longest[first]
                exact = self._exact.get(text[first:at])
                if exact is None or cased[first:at] in exact:
                    found.append(Span(first, at))
        return tuple(found)

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

    def signs_of(self, names: Iterable[str]) -> frozenset[str]:
        """Return the signs of all actors that stand in one of these lists."""
        wanted = frozenset(names)
        if wanted not in self._chosen:
            self._chosen[wanted] = frozenset(sign for held, sign in self._signs.items() if wanted.intersection(held))
        return self._chosen[wanted]

    def signs_in(self, text: str, spans: Iterable[Span]) -> frozenset[str]:
        """Return the signs of the actors that stand at these places of a normalised text."""
        return frozenset(self._sign[text[span.start : span.end]] for span in spans)


def begins_within_word(text: str, start: int) -> bool:
    """Return whether a word goes on over this place; the same as LEFT, without a search for each place."""
    before = text[start - 1 : start]
    return before.isalnum() or (before in _JOINING and bool(_WORD_BEFORE.search(text, max(0, start - 2), start)))


def ends_within_word(text: str, end: int, until: int) -> bool:
    """Return whether a word goes on over this place, in a text read up to `until`; the same as RIGHT."""
    return bool(_WORD_AFTER.match(text, end, until))


def stands_alone(text: str, start: int, end: int, until: int) -> bool:
    """Return whether no word goes on over either edge of a match."""
    return not begins_within_word(text, start) and not ends_within_word(text, end, until)


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
def exact_forms(lists: tuple[ActorList, ...]) -> dict[str, frozenset[str]]:
    """Return the normalised forms that count in exact case only, each with the cases it may have."""
    found: dict[str, set[str]] = {}
    free = {normalize(form) for one in lists for form in one.forms}
    for one in lists:
        for form in one.exact:
            found.setdefault(normalize(form), set()).add(fold_marks(form))
    return {form: frozenset(exact) for form, exact in found.items() if form not in free}
