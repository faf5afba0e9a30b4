"""Identities: ids given out once each, remembered in a few bytes so that millions of documents fit."""

from __future__ import annotations

import hashlib
from array import array
from itertools import count

_FIRST_SLOTS = 1 << 10
_FULL = 0.6
"""Share of the slots taken from which on there are twice as many: beyond it, searches get long."""


class TakenIds:
    """Gives out each id once: a repeated one gets "#2" and so on.

    An id is remembered by 64 bits of its hash. Should two share them (one chance in thirty million for a million
    documents), one gets a number that it did not need; none is ever given out twice.
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _FIRST_SLOTS))
        self._taken = 0
        self._next: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """Return `wanted`, or with the lowest number behind it that makes it new."""
        if self._add(wanted):
            return wanted
        for number in count(self._next.get(wanted, 2)):
            numbered = f"{wanted}#{number}"
            if self._add(numbered):
                self._next[wanted] = number + 1
                return numbered
        raise AssertionError("numbers do not end")

    def _add(self, name: str) -> bool:
        """Remember a name; return False if it was remembered before."""
        # 0 marks an empty slot
        code = int.from_bytes(hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()) or 1
        slot = self._find(code)
        if self._slots[slot]:
            return False
        self._slots[slot] = code
        self._taken += 1
        if self._taken > _FULL * len(self._slots):
            self._grow()
        return True

    def _find(self, code: int) -> int:
        """Return the slot that holds a code, or the empty one where it belongs."""
        slots, last = self._slots, len(self._slots) - 1
        slot = code & last
        while slots[slot] not in (0, code):
            slot = (slot + 1) & last
        return slot

    def _grow(self) -> None:
        old = self._slots
        self._slots = array("Q", bytes(16 * len(old)))
        for code in old:
            if code:
                self._slots[self._find(code)] = code
