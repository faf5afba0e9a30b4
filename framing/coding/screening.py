"""Screening: which answers can be counted; the others are told, each at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from framing.coding.answers import Answer, Answers, Key, unsure_marks
from framing.coding.cells import digest
from framing.coding.faults import Fault
from framing.coding.scales import Scale
from framing.errors import nearest

UNSURE = -1
"""The value of a coder who has looked and cannot decide."""
_ADVISED = 5
"""Unknown items whose nearest known name is looked for: that takes long among many."""


@dataclass(frozen=True, slots=True)
class Screened:
    """The answers to one question that can be counted, each with its value's number or UNSURE."""

    answers: tuple[tuple[Answer, int], ...]
    faults: tuple[Fault, ...]


def find_strangers(answers: Answers, key: Key) -> tuple[Fault, ...]:
    """Return a fault for each item that the key does not know, where it is first answered."""
    first: dict[str, Answer] = {}
    times: dict[str, int] = {}
    for one in answers.answers:
        if one.text and one.item not in key.rows:
            first.setdefault(one.item, one)
            times[one.item] = times.get(one.item, 0) + 1
    return tuple(
        Fault(
            "unknown_item",
            f"the key has no item “{item}”.",
            one.place,
            nearest(item, key.rows) if place < _ADVISED else "",
            times[item],
        )
        for place, (item, one) in enumerate(first.items())
    )


def find_altered(answers: Answers, key: Key) -> tuple[Fault, ...]:
    """Return a fault for each item whose text in a sheet is not the one that the key was made for."""
    fix = "The answers are counted. Did a spreadsheet change or cut the cell, or is it another sheet's row?"
    return tuple(
        Fault("altered", f"the text of “{one.item}” is not the one the key was made for.", one.place, fix)
        for one in answers.texts
        if key.digest(one.item) and key.digest(one.item) != digest(one.text)
    )


def find_bad_key(key: Key, scale: Scale) -> tuple[Fault, ...]:
    """Return a fault for each answer of the key that is not on the scale of its question."""
    return tuple(
        Fault(
            "bad_key",
            f"the key's “{one.text}” is no answer{_about(scale)}; the item has no right answer.",
            one.place,
            scale.advise(one.text),
        )
        for one in key.answers
        if one.question == scale.question and scale.place(one.text) is None
    )


def screen_answers(chosen: Sequence[Answer], scale: Scale) -> Screened:
    """Return what can be counted of the answers to one question: on the scale, and one a coder and item."""
    off: list[Fault] = []
    placed = []
    unsure = unsure_marks()
    for one in chosen:
        place = UNSURE if one.text in unsure else scale.place(one.text) if one.text else None
        if place is not None:
            placed.append((one, place))
        elif one.text:
            what = f"“{one.text}” is no answer{_about(scale)}; it is not counted."
            off.append(Fault("off_scale", what, one.place, scale.advise(one.text), 1))
    kept, twice = _settle(placed, scale)
    return Screened(tuple(kept), (*off, *twice))


def _settle(placed: Sequence[tuple[Answer, int]], scale: Scale) -> tuple[list[tuple[Answer, int]], list[Fault]]:
    """The same answer twice counts once; two answers of one coder to one item contradict, and neither counts."""
    first: dict[tuple[str, str], tuple[Answer, int]] = {}
    again: list[tuple[Answer, int]] = []
    for one, place in placed:
        if first.setdefault((one.item, one.coder), (one, place))[0] is not one:
            again.append((one, place))
    torn = {(one.item, one.coder) for one, place in again if first[one.item, one.coder][1] != place}
    faults = list(_twice(again, first, torn, _about(scale)))
    return [answer for pair, answer in first.items() if pair not in torn], faults


def _twice(
    again: Sequence[tuple[Answer, int]],
    first: dict[tuple[str, str], tuple[Answer, int]],
    torn: set[tuple[str, str]],
    about: str,
) -> Iterator[Fault]:
    told: set[tuple[str, str]] = set()
    for one, _ in again:
        pair = one.item, one.coder
        before = first[pair][0].place
        if pair not in torn:
            what = f"one coder answers “{one.item}”{about} a second time, alike; it counts once."
            yield Fault("repeated", what, one.place, first=before)
            continue
        what = f"one coder answers “{one.item}”{about} twice, differently; neither counts."
        fix = "Keep one row; or, if they are two people, give them two codes."
        yield Fault("contradiction", what, one.place, fix, 1 if pair in told else 2, before)
        told.add(pair)


def _about(scale: Scale) -> str:
    return f" to “{scale.title}”" if scale.title else ""


def without(answers: Answers, strangers: Sequence[Fault], key: Key | None) -> Answers:
    """Return the answers about items that the key knows."""
    if not strangers or key is None:
        return answers
    return replace(answers, answers=tuple(one for one in answers.answers if one.item in key.rows))
