"""Frame tables: which unit uses which frame how often, in groups: one a pole, one a lexicon without poles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.lexicons.model import Frame, Lexicon
from framing.profiles import FrameUse, Profile


@dataclass(frozen=True, slots=True)
class FrameRow:
    """One frame with its tags in each unit, in the units' order, and in all of them."""

    frame: Frame
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class FrameGroup:
    """The frames of one pole, or of one lexicon without poles (`sign` 0, `pole` ""), most used first."""

    lexicon: str
    pole: str
    title: str
    sign: int
    rows: tuple[FrameRow, ...]
    totals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UsedFrames:
    """The frames of one group that one unit uses, most used first, those beyond the cap only counted."""

    group: FrameGroup
    uses: tuple[FrameUse, ...]
    more: int


def group_frames(lexicons: Sequence[Lexicon], units: Sequence[Profile], axis: str = "") -> tuple[FrameGroup, ...]:
    """Return the groups of frames: poles (of the axis first, negative side first), then lexicons without poles.

    Frames that no unit uses are left out, and groups without a pole that have none left.
    """
    ordered = sorted(lexicons, key=lambda lexicon: (lexicon.name != axis, not lexicon.poles, lexicon.name))
    groups = (group for lexicon in ordered for group in _groups(lexicon, units))
    return tuple(group for group in groups if group.rows or group.sign)


def used_frames(unit: Profile, groups: Sequence[FrameGroup], cap: int) -> tuple[UsedFrames, ...]:
    """Return the unit's frames by group, at most `cap` each.

    Groups with a pole are there even when empty, so that both sides have the same room; others only when used.
    """
    used = []
    for group in groups:
        mine = [use for use in unit.frames if (use.lexicon, use.pole) == (group.lexicon, group.pole)]
        mine.sort(key=lambda use: (-use.count, use.frame))
        if mine or group.sign:
            used.append(UsedFrames(group, tuple(mine[:cap]), max(0, len(mine) - cap)))
    return tuple(used)


def _groups(lexicon: Lexicon, units: Sequence[Profile]) -> tuple[FrameGroup, ...]:
    without = FrameGroup(lexicon.name, "", lexicon.title, 0, *_rows(lexicon, "", units))
    sides = (
        FrameGroup(lexicon.name, pole.name, pole.title, pole.sign, *_rows(lexicon, pole.name, units))
        for pole in sorted(lexicon.poles, key=lambda pole: pole.sign)
    )
    return (*sides, without)


def _rows(lexicon: Lexicon, pole: str, units: Sequence[Profile]) -> tuple[tuple[FrameRow, ...], tuple[int, ...]]:
    found = [{use.frame: use.count for use in unit.frames if use.lexicon == lexicon.name} for unit in units]
    rows = []
    for frame in lexicon.frames:
        counts = tuple(counted.get(frame.name, 0) for counted in found)
        if frame.pole == pole and any(counts):
            rows.append(FrameRow(frame, counts, sum(counts)))
    rows.sort(key=lambda row: (-row.total, row.frame.name))
    totals = tuple(sum(row.counts[place] for row in rows) for place in range(len(units)))
    return tuple(rows), totals
