"""Letters: the short sign, the name and the description that each tag is marked with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framing.lexicons.model import Lexicon
from framing.reports.wording import say_weight
from framing.tags import Tag


@dataclass(frozen=True, slots=True)
class Letters:
    """How tags are shown: one letter a pole, and a short lower-case one for each lexicon without poles."""

    lexicons: tuple[Lexicon, ...]
    of_lexicon: tuple[tuple[str, str], ...]

    def lexicon(self, name: str) -> Lexicon | None:
        """Return the lexicon called `name`, or None."""
        return next((lexicon for lexicon in self.lexicons if lexicon.name == name), None)

    def letter(self, lexicon: str, pole: str) -> str:
        """Return the letter of a pole, or of a lexicon without poles."""
        found = self.lexicon(lexicon)
        side = found.pole(pole) if found else None
        return side.letter if side else dict(self.of_lexicon).get(lexicon, "")

    def sign_of(self, tag: Tag) -> str:
        """Return what stands after the tagged words: "C", "not C" where negated, "“C”" in scare quotes."""
        letter = self.letter(tag.lexicon, tag.pole)
        letter = f"“{letter}”" if tag.quoted else letter
        return f"not {letter}" if tag.negated else letter

    def signs_of(self, tags: Iterable[Tag]) -> str:
        """Return what stands after words that several tags end with, each sign once."""
        return " ".join(dict.fromkeys(map(self.sign_of, tags)))

    def group_of(self, lexicon: str, pole: str) -> str:
        """Return the title of a tag's pole, or of its lexicon where it has no pole."""
        found = self.lexicon(lexicon)
        side = found.pole(pole) if found else None
        return side.title if side else found.title if found else lexicon

    def describe(self, tag: Tag) -> str:
        """Return a tag in words: its frame, its pole or lexicon, its entry, weight, and whether it counts."""
        found = self.lexicon(tag.lexicon)
        frame = found.frame(tag.frame) if found else None
        parts = [frame.title if frame else tag.frame, self.group_of(tag.lexicon, tag.pole)]
        parts.append(f"entry “{tag.entry}”" + (f", weight {say_weight(tag.weight)}" if tag.sign else ""))
        parts += ["negated, counted apart"] if tag.negated else []
        parts += ["in scare quotes, counted apart"] if tag.quoted else []
        return " · ".join(parts)


def assign_letters(lexicons: Sequence[Lexicon]) -> Letters:
    """Return the letters of these lexicons; a lexicon without poles gets the shortest start that is its own."""
    taken = {pole.letter.casefold() for lexicon in lexicons for pole in lexicon.poles}
    own: list[tuple[str, str]] = []
    for lexicon in sorted(lexicons, key=lambda lexicon: lexicon.name):
        if not lexicon.poles:
            letter = _own_start(lexicon.name, taken)
            taken.add(letter)
            own.append((lexicon.name, letter))
    return Letters(tuple(lexicons), tuple(own))


def _own_start(name: str, taken: set[str]) -> str:
    folded = name.casefold()
    starts = (folded[:length] for length in range(1, len(folded) + 1))
    return next((start for start in starts if start not in taken), folded)
