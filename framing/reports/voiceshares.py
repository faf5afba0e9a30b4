"""Voice shares: how many of a unit's words are its own, its headlines', quoted, or reported."""

from __future__ import annotations

from dataclasses import dataclass

from framing.claims.model import Voice
from framing.profiles import Profile


@dataclass(frozen=True, slots=True)
class VoiceShare:
    """The words in one voice and their share, in [0, 1], of all words of the unit."""

    voice: Voice
    words: int
    share: float


def share_voices(unit: Profile) -> tuple[VoiceShare, ...]:
    """Return the share of each voice, in the order own, headline, direct, indirect; all 0 without words."""
    total = sum(words for _, words in unit.spoken)
    return tuple(VoiceShare(voice, words, words / total if total else 0.0) for voice, words in unit.spoken)
