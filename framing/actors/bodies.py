"""Bodies: the institutions, companies and groups that names stand for, as a story's articles together show it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from framing.actors.candidates import Candidate
from framing.actors.heads import is_known_body
from framing.actors.names import Passage
from framing.actors.words import is_country

_Keys = tuple[str, ...]


class Bodies:
    """The bodies of a story by their names."""

    def __init__(self, passages: Sequence[Passage], candidates: Iterable[Candidate]) -> None:
        self._passages = passages
        called, titled, short = Counter[_Keys](), Counter[_Keys](), defaultdict[str, set[_Keys]](set)
        self._named: set[_Keys] = set()
        for one in candidates:
            if one.body and not one.part:
                self._named.add(self.keys(one))
            if one.short:
                short[one.short].add(self.keys(one))
            called[one.keys] += one.grouped
            titled[one.keys] += bool(one.title)
        self._called = {keys for keys, count in called.items() if count > titled[keys]}
        self._short = {(form,): next(iter(names)) for form, names in short.items() if len(names) == 1}

    def keys(self, one: Candidate) -> _Keys:
        """Return the words of a body's name as they are compared, with "Administration" where it ends the name."""
        words = self._passages[one.passage].words[one.first : one.ruled or one.last]
        return tuple(word.key for word in words)

    def bearer(self, one: Candidate) -> _Keys:
        """Return the name of the body that a candidate names, in full and without its country; () for none."""
        keys = self.keys(one) if one.body else one.keys
        if keys in self._short:
            return self._without_country(self._short[keys])
        if keys in self._named or keys in self._called or is_known_body(" ".join(keys)):
            return self._without_country(keys)
        return ()

    def _without_country(self, keys: _Keys) -> _Keys:
        rest = keys[1:]
        if rest and is_country(keys[0]) and (rest in self._named or is_known_body(" ".join(rest))):
            return rest
        return keys
