"""Learned words in a line: how many count, where they lean, and the heaviest of each side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.evidence import calibration_of
from framing.lexicons.model import PASSAGE
from framing.reports.wording import one_line, say_count, say_decimal, say_percent, say_whole, texts
from framing.scores import SEVERAL_SIDES, learned_lean, learned_rate

if TYPE_CHECKING:
    from framing.lexicons.model import Lexicon
    from framing.stances import LearnedUse, Stance


def say_learned_words(stance: Stance, axis: Lexicon) -> str:
    """Return the learned words of a unit's own words and headlines in one line.

    It is "" where there are none, and for a page that prints a narrative for each side.
    """
    evidence = stance.outlet.evidence
    # the sum over narratives of both sides would look like the page's own lean
    if not evidence.learned_tags or stance.outlet.refusal == SEVERAL_SIDES:
        return ""
    calibration = calibration_of(axis)
    says = texts["learned_words"]
    rate = round(learned_lean(evidence, calibration) if calibration else learned_rate(evidence), 2)
    lean = says["lean"].format(rate=say_decimal(abs(rate), 2), pole=axis.pole_of(1 if rate > 0 else -1).title)
    found = says["found"].format(
        words=say_count(evidence.learned_tags, "word or phrase", "words and phrases"),
        lean=lean if rate else says["level"],
        passage=PASSAGE,
    )
    sides = [
        says["side"].format(pole=axis.pole_of(sign).title, words=_say_uses(uses))
        for sign in (-1, 1)
        if (uses := [use for use in stance.learned if use[2] * sign > 0])
    ]
    arguing = (
        [] if stance.outlet.arguing is None else [says["arguing"].format(share=say_percent(stance.outlet.arguing))]
    )
    return "; ".join([found, *sides, *arguing])


def _say_uses(uses: Sequence[LearnedUse]) -> str:
    return ", ".join(f"“{one_line(entry)}” {say_whole(times)}×" for entry, times, _ in uses)
