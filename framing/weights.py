"""Learned weights in claims: phrases of up to three words, looked up word by word in one pass.

What is found is what `matching` would find, for the plain patterns that learning writes (words, words
ending in *, no slots, no guards); a text holds hundreds of them, so they are not tried one by one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise, product
from operator import attrgetter

from framing.claims.model import Claim
from framing.documents.model import Document
from framing.lexicons.model import Entry, Frame, Lexicon
from framing.normalizing import normalize
from framing.tags import Tag

LONGEST = 3
"""Words of the longest learned phrase."""
WORD = re.compile(r"(?<!\w')[\w\u0300-\u036f]+(?:'(?!s(?!\w))[\w\u0300-\u036f]+)*")
"""One word of normalised text; a possessive 's is no part of it."""
_Word = tuple[int, int, tuple[str, ...]]
"""Where a word starts and ends, and the forms an entry may give it in: as it is, or with a *."""
_Found = tuple[int, int, Frame, Entry]


class WeightScanner:
    """Finds the entries of one learned lexicon; made once, used for any number of documents."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._entries: dict[tuple[str, ...], list[tuple[Frame, Entry]]] = defaultdict(list)
        for frame, entry in lexicon.entries:
            self._entries[tuple(normalize(entry.text).split())].append((frame, entry))
        words = {word for key in self._entries for word in key}
        self._plain = frozenset(word for word in words if not word.endswith("*"))
        self._stems = frozenset(word[:-1] for word in words if word.endswith("*"))
        self._forms: dict[str, tuple[str, ...]] = {}

    def find(self, text: str, start: int, end: int) -> Iterator[_Found]:
        """Yield start, end, frame and entry of all that is found between two places of a normalised text.

        Within a frame the longest match wins and none overlap.
        """
        found: dict[str, list[_Found]] = defaultdict(list)
        for hit in self._candidates(self._words(text, start, end), text):
            found[hit[2].name].append(hit)
        for hits in found.values():
            yield from _longest(hits)

    def _words(self, text: str, start: int, end: int) -> list[_Word]:
        return [(m.start(), m.end(), self._forms_of(m[0])) for m in WORD.finditer(text, start, end)]

    def _forms_of(self, word: str) -> tuple[str, ...]:
        forms = self._forms.get(word)
        if forms is None:
            stems = (word[:length] for length in range(1, len(word) + 1) if word[:length] in self._stems)
            plain = (word,) if word in self._plain else ()
            forms = self._forms[word] = (*plain, *(f"{stem}*" for stem in stems))
        return forms

    def _candidates(self, words: list[_Word], text: str) -> Iterator[_Found]:
        for first, (start, end, forms) in enumerate(words):
            keys: list[tuple[str, ...]] = [(form,) for form in forms]
            until = end
            for following in (*words[first + 1 : first + LONGEST], None):
                for key in keys:
                    for frame, entry in self._entries.get(key, ()):
                        yield start, until, frame, entry
                if following is None or not keys or text[until : following[0]] != " ":
                    break
                keys = [(*key, form) for key, form in product(keys, following[2])]
                until = following[1]


def _longest(hits: list[_Found]) -> list[_Found]:
    if all(one[1] <= other[0] for one, other in pairwise(hits)):
        return hits
    kept: list[_Found] = []
    for hit in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0], -hit[3].milli, hit[3].text)):
        if all(hit[1] <= rival[0] or rival[1] <= hit[0] for rival in kept):
            kept.append(hit)
    return kept


@cache
def _scanner(lexicon: Lexicon) -> WeightScanner:
    return WeightScanner(lexicon)


def weigh_claims(document: Document, claims: Sequence[Claim], lexicons: Iterable[Lexicon]) -> tuple[Tag, ...]:
    """Return every entry of the learned lexicons found in the claims, as tags in document order.

    Nothing is negated or in scare quotes here: weights were learned from words as they stand.
    """
    text = normalize(document.text)
    scanners = [_scanner(lexicon) for lexicon in sorted(lexicons, key=lambda one: (one.name, one.digest))]
    tags = [
        _tag(scanner.lexicon, claim, hit)
        for claim in claims
        if claim.kind != "label"
        for scanner in scanners
        for hit in scanner.find(text, claim.start, claim.end)
    ]
    return tuple(sorted(tags, key=attrgetter("start", "end", "lexicon", "frame", "entry")))


def _tag(lexicon: Lexicon, claim: Claim, found: _Found) -> Tag:
    start, end, frame, entry = found
    return Tag(
        document=claim.document,
        claim=claim.number,
        start=start,
        end=end,
        lexicon=lexicon.name,
        frame=frame.name,
        pole=frame.pole,
        sign=_sign(lexicon, frame.pole),
        entry=entry.text,
        milli=entry.milli,
        voice=claim.voice_at(start),
    )


@cache
def _sign(lexicon: Lexicon, pole: str) -> int:
    found = lexicon.pole(pole)
    return found.sign if found else 0
