"""Mentions: every place of a story that names a person or a body, and whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from framing.actors.bodies import Bodies
from framing.actors.candidates import Candidate, find_candidates
from framing.actors.heads import Kind
from framing.actors.names import Passage
from framing.actors.people import People


class Mention(NamedTuple):
    """A name at the words `first … last` of a passage and the key of its bearer.

    `whole` tells whether it is a full name; `ruled` is where the noun ends that makes it a government ("the Ruiz
    administration"), 0 for none.
    """

    passage: int
    first: int
    last: int
    bearer: str
    kind: Kind
    whole: bool = True
    ruled: int = 0


def find_mentions(passages: Sequence[Passage]) -> tuple[Mention, ...]:
    """Return every place that names a person or a body, in order.

    A person is known by a last name: by a title, an age or "who" beside the full name, or by the last name
    alone elsewhere. Those whose first names differ are kept apart, and a bare last name that several bear is
    theirs only where it is clear whose. A body is known by its full name, by a noun like "militant group"
    before it, or is one of those known by name.
    """
    candidates = find_candidates(passages)
    people, bodies = People(passages, candidates), Bodies(passages, candidates)
    return tuple(mention for one in candidates if (mention := _mention(one, people, bodies)))


def _mention(one: Candidate, people: People, bodies: Bodies) -> Mention | None:
    person = people.bearer(one) if one.ruled or not one.body else ""
    if person:
        first = one.last - len(people.settle(one.keys))
        return Mention(one.passage, first, one.last, person, "person", people.is_whole(one), one.ruled)
    name = bodies.bearer(one)
    if not name:
        return None
    last = one.ruled if one.body and one.ruled else one.last
    first = max(one.first, last - len(name)) if bodies.keys(one)[-len(name) :] == name else one.first
    return Mention(one.passage, first, last, " ".join(name), "body", whole=len(name) == last - first)
