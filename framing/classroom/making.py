"""Making: a worksheet from a comparison by document, in as many versions as are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from string import ascii_uppercase

from framing.classroom.courts import hold_court, open_court
from framing.classroom.figures import read_figures
from framing.classroom.grids import fill_omissions, list_speakers, put_actors_back
from framing.classroom.judging import judge_tool
from framing.classroom.labels import guess_stance, label_claims, match_headlines
from framing.classroom.materials import Material
from framing.classroom.model import (
    ACTIVITIES,
    Activity,
    ActivityName,
    Answers,
    Exercise,
    Key,
    LeftOut,
    Sheet,
    Worksheet,
)
from framing.classroom.packs import find_pack
from framing.classroom.reasons import explain_frames
from framing.classroom.shuffling import shuffle
from framing.classroom.words import flip, rewrite, spot_loaded
from framing.comparisons import Comparison
from framing.errors import UsageError, nearest

MOST_TEXTS = 8
"""Texts that a class can read in a lesson or two, and columns that a printed grid has room for."""
MOST_COPIES = len(ascii_uppercase)

_IN_ORDER: frozenset[ActivityName] = frozenset(("stance", "speakers", "missing"))
"""Activities whose items follow the texts or the story, so that shuffling them would only confuse."""
_MAKERS: Mapping[ActivityName, Callable[[Material], Exercise | LeftOut]] = {
    "headlines": match_headlines,
    "stance": guess_stance,
    "missing": fill_omissions,
    "speakers": list_speakers,
    "loaded-word": spot_loaded,
    "actors": put_actors_back,
    "label": label_claims,
    "flip": flip,
    "rewrite": rewrite,
    "judge": judge_tool,
    "court": hold_court,
}
"""In the order in which they take their sentences, those with least choice first."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a teacher wants: which activities (none named: all), how many versions, the seed of all shuffling.

    `rerun` is the command that compares the texts by the court's lexicon, `pack` the shipped pack that they are
    ("" for a teacher's own). An activity that there is not, or more copies than the alphabet has letters, raise
    UsageError.
    """

    activities: tuple[str, ...] = ()
    copies: int = 1
    seed: int = 0
    rerun: str = ""
    pack: str = ""

    def __post_init__(self) -> None:
        for name in self.activities:
            if name not in ACTIVITIES:
                raise UsageError(f"there is no activity '{name}'.", fix=nearest(name, ACTIVITIES))
        if not 1 <= self.copies <= MOST_COPIES:
            raise UsageError(f"{self.copies} copies cannot be made.", fix=f"Give 1 to {MOST_COPIES}.")


def make_worksheet(comparison: Comparison, plan: Plan | None = None) -> Worksheet:
    """Return sheets and keys on the texts of a comparison that puts documents, not sources, side by side.

    The same comparison and plan give the same worksheet; which activities are wanted changes none of the others.
    Raises UsageError for too many texts, or for texts that allow none of the activities.
    """
    plan = plan or Plan()
    _check(comparison)
    wanted = frozenset(plan.activities or ACTIVITIES)
    material = Material(comparison, plan.seed)
    made = {name: maker(material) for name, maker in _MAKERS.items()}
    found = [one for name in ACTIVITIES if name in wanted and isinstance(one := made[name], Exercise)]
    left_out = tuple(one for name in ACTIVITIES if name in wanted and isinstance(one := made[name], LeftOut))
    if not found:
        raise UsageError("these texts have no material for the activities asked for.", fix="Give longer articles.")
    versions = [""] if plan.copies == 1 else list(ascii_uppercase[: plan.copies])
    pairs = [_shuffle(found, version, plan.seed) for version in versions]
    court = any(one.activity.name == "court" for one in found)
    return Worksheet(
        texts=material.texts,
        sheets=tuple(sheet for sheet, _ in pairs),
        keys=tuple(key for _, key in pairs),
        left_out=left_out,
        axis=comparison.axis,
        lexicons=tuple((one.name, one.version, one.digest) for one in comparison.lexicons),
        frames=explain_frames(material),
        figures=read_figures(comparison.axis),
        seed=plan.seed,
        court=open_court(material) if court else None,
        rerun=plan.rerun,
        pack=find_pack(plan.pack) if plan.pack else None,
    )


def _check(comparison: Comparison) -> None:
    if len(comparison.analyses) > MOST_TEXTS:
        fix = f"Give the two to {MOST_TEXTS} that your class reads."
        raise UsageError(f"a worksheet on {len(comparison.analyses)} texts would be too long.", fix=fix)
    if any(one.unit != "document" for one in comparison.sources):
        raise UsageError("a worksheet needs documents side by side.", fix='Compare with by="document".')


def _shuffle(found: Iterable[Exercise], version: str, seed: int) -> tuple[Sheet, Key]:
    pairs = [_shuffle_items(one, f"{seed} {version}") for one in found]
    return Sheet(version, tuple(one for one, _ in pairs)), Key(version, tuple(one for _, one in pairs))


def _shuffle_items(exercise: Exercise, seed: str) -> tuple[Activity, Answers]:
    activity, answers = exercise.activity, exercise.answers
    if activity.name in _IN_ORDER:
        return activity, answers
    both = list(zip(activity.items, answers.answers, strict=True))
    mixed = shuffle(both, f"{seed} {activity.name}", lambda pair: pair[0].id)
    return (
        replace(activity, items=tuple(item for item, _ in mixed)),
        replace(answers, answers=tuple(answer for _, answer in mixed)),
    )
