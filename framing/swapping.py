"""Swapping: whether an axis judges by who acts, tried by exchanging the actors and the actor lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from framing.analyses import analyze
from framing.claims.model import VOICES
from framing.documents import make_document
from framing.lexicons.model import ActorList, Lexicon
from framing.scores import score
from framing.shipped import read_cues

ONE_SIDE = "adversary"
OTHER_SIDE = ("us", "us_ally", "alliance")
"""Lists of one side of the axis, each given the actors of the other's when sides are exchanged."""
SAME = 1e-9
_SLOT = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class SwapText:
    """A sentence with A acting, and the same with the two actors exchanged."""

    template: str
    actor: str
    other: str

    @property
    def text(self) -> str:
        """The sentence with the actors in their places."""
        return self.template.format(A=self.actor, B=self.other)

    @property
    def exchanged(self) -> str:
        """The sentence with the actors exchanged."""
        return self.template.format(A=self.other, B=self.actor)


@dataclass(frozen=True, slots=True)
class Swap:
    """The lean of one sentence and of its exchange, with the lists as they are and with the lists exchanged.

    `learned` is by how much the exchange moves the lean that learned weights add: 0 where they know no names.
    """

    text: SwapText
    lean: float
    exchanged: float
    lists_merged: float
    lists_swapped: float
    learned: float

    @property
    def found(self) -> bool:
        """Whether the axis finds anything in either sentence."""
        return abs(self.lean) > SAME or abs(self.exchanged) > SAME

    @property
    def turns(self) -> bool:
        """Whether the side turns with the actors."""
        return self.lean * self.exchanged < 0

    @property
    def keeps_size(self) -> bool:
        """Whether both sentences lean equally far, whichever way."""
        return abs(abs(self.lean) - abs(self.exchanged)) <= SAME

    @property
    def by_lists_alone(self) -> bool:
        """Whether the actor lists alone decide: exchanging them undoes the exchange of the actors."""
        return abs(self.lists_merged - self.lists_swapped) <= SAME


@dataclass(frozen=True, slots=True)
class SwapResult:
    """What the exchange of actors does to an axis, sentence by sentence."""

    axis: Lexicon
    swaps: tuple[Swap, ...]

    @property
    def found(self) -> tuple[Swap, ...]:
        """The sentences in which the axis finds anything."""
        return tuple(swap for swap in self.swaps if swap.found)

    @property
    def turned(self) -> int:
        """In how many of those the side turns."""
        return sum(swap.turns for swap in self.found)

    @property
    def kept(self) -> int:
        """In how many of those it turns and the lean stays as large."""
        return sum(swap.turns and swap.keeps_size for swap in self.found)

    @property
    def by_lists_alone(self) -> int:
        """In how many of all sentences the actor lists alone decide."""
        return sum(swap.by_lists_alone for swap in self.swaps)

    @property
    def learned(self) -> float:
        """The largest move of the learned lean."""
        return max((abs(swap.learned) for swap in self.swaps), default=0.0)


def swap_actors(lexicon: Lexicon) -> Lexicon:
    """Return the lexicon with the adversaries in the lists of the United States and its allies, and the other way.

    Lists without a counterpart stay; swapped twice, the Western lists are one.
    """
    actors = dict(lexicon.actors)
    western = [actors[name] for name in OTHER_SIDE if name in actors]
    if ONE_SIDE not in actors or not western:
        return lexicon
    adversary = actors[ONE_SIDE]
    swapped = {one.name: replace(adversary, name=one.name) for one in western}
    actors |= {**swapped, ONE_SIDE: _merge(ONE_SIDE, western)}
    return replace(lexicon, actors=actors, digest=f"{lexicon.digest}/swapped")


def _merge(name: str, lists: Sequence[ActorList]) -> ActorList:
    forms, exact = ({form for one in lists for form in getattr(one, part)} for part in ("forms", "exact"))
    return ActorList(name, tuple(sorted(forms)), tuple(sorted(exact)))


def names_sides(lexicon: Lexicon) -> bool:
    """Return whether any entry asks for one of the lists that are exchanged."""
    slots = (name for _, entry in lexicon.entries for slot in _SLOT.findall(entry.text) for name in slot.split("|"))
    return not {ONE_SIDE, *OTHER_SIDE}.isdisjoint(slots)


@cache
def swap_texts() -> tuple[SwapText, ...]:
    """Return the sentences of `cues/swap.toml`, each template with one of its pairs, in turn."""
    return tuple(text for kind in read_cues("swap")["kinds"].values() for text in _fill(kind))


def _fill(kind: Mapping[str, Any]) -> Iterator[SwapText]:
    for number, template in enumerate(kind["templates"]):
        first, second = kind["pairs"][number % len(kind["pairs"])]
        yield SwapText(template, first, second)


def swap_test(axis: Lexicon, texts: Iterable[SwapText] | None = None) -> SwapResult:
    """Return the leans of sentences before and after the exchange of their actors.

    Leans are those of the written entries: learned weights know no names and cannot turn with them, which is
    tried apart. Where only actor lists decide, the exchange of the lists undoes that of the actors: the merged
    lists find in a sentence what the swapped ones find in its exchange.
    """
    written = replace(axis, learned=None)
    swapped = swap_actors(written)
    merged = swap_actors(swapped)
    learned = axis.learned or axis
    return SwapResult(
        axis,
        tuple(
            Swap(
                text=one,
                lean=_lean(one.text, written),
                exchanged=_lean(one.exchanged, written),
                lists_merged=_lean(one.text, merged),
                lists_swapped=_lean(one.exchanged, swapped),
                learned=_lean(one.text, learned) - _lean(one.exchanged, learned) if learned.calibration else 0.0,
            )
            for one in (swap_texts() if texts is None else texts)
        ),
    )


def _lean(text: str, axis: Lexicon) -> float:
    return score(analyze(make_document(text), [axis]).evidence(axis, VOICES), axis).lean
