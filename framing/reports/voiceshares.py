"""Voice shares: how many of a unit's words are its own, its headlines', quoted, or reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from framing.analyses import Analysis, count_words
from framing.claims.model import VOICES, Voice
from framing.profiles import Profile


@dataclass(frozen=True, slots=True)
class VoiceShare:
    """The words in one voice and their share, in [0, 1], of all words of the unit."""

    voice: Voice
    words: int
    share: float


def share_voices(unit: Profile, analyses: Mapping[str, Analysis]) -> tuple[VoiceShare, ...]:
    """Return the share of each voice, in the order own, headline, direct, indirect; all 0 without words."""
    spoken: Counter[Voice] = Counter()
    for document in unit.documents:
        analysis = analyses[document]
        spoken.update(count_words(analysis.document, analysis.claims))
    total = spoken.total()
    return tuple(VoiceShare(voice, spoken[voice], spoken[voice] / total if total else 0.0) for voice in VOICES)
