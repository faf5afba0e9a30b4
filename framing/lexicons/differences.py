"""What changed between two versions of a lexicon."""

from __future__ import annotations

from dataclasses import dataclass

from framing.lexicons.model import Entry, Lexicon


@dataclass(frozen=True, slots=True)
class Difference:
    """Entries of `new` that `old` lacks, the reverse, and those whose weight, guards or pole changed.

    Each is (frame, entry text, what changed); all are sorted.
    """

    old: str
    new: str
    added: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def diff_lexicons(old: Lexicon, new: Lexicon) -> Difference:
    """Return what `new` adds to, takes from and changes in `old`."""
    before, after = _by_place(old), _by_place(new)
    shared = sorted(before.keys() & after.keys())
    changes = [(*place, _changes(old, new, place)) for place in shared]
    return Difference(
        old=f"{old.name} {old.version}",
        new=f"{new.name} {new.version}",
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        changed=tuple(change for change in changes if change[2]),
    )


def _by_place(lexicon: Lexicon) -> dict[tuple[str, str], Entry]:
    return {(frame.name, entry.text): entry for frame, entry in lexicon.entries}


def _changes(old: Lexicon, new: Lexicon, place: tuple[str, str]) -> str:
    before, after = _by_place(old)[place], _by_place(new)[place]
    poles = [getattr(lexicon.frame(place[0]), "pole", "") for lexicon in (old, new)]
    parts = [f"pole {poles[0]!r} -> {poles[1]!r}"] if poles[0] != poles[1] else []
    if before.milli != after.milli:
        parts.append(f"weight {before.weight:g} -> {after.weight:g}")
    if before.guards != after.guards:
        parts.append("guards")
    if before.case != after.case:
        parts.append(f"case {str(before.case).lower()} -> {str(after.case).lower()}")
    return ", ".join(parts)
