"""Speakers: who is quoted or reported, how often, and with which verbs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from framing.analyses import Analysis
from framing.claims.model import Reported
from framing.shipped import read_cues

NOBODY = ""
"""The name of reported words whose speaker was not found."""


@dataclass(frozen=True, slots=True)
class SpeakerUse:
    """One speaker of a unit: stretches of reported words, their number of words, the cues and their stance."""

    speaker: str
    unnamed: bool
    times: int
    words: int
    cues: tuple[tuple[str, int], ...]
    stances: tuple[tuple[str, int], ...]


def count_speakers(analyses: Iterable[Analysis]) -> tuple[SpeakerUse, ...]:
    """Return the speakers of these documents, those given most words first."""
    parts: dict[str, list[tuple[str, Analysis, Reported]]] = defaultdict(list)
    for analysis in analyses:
        for claim in analysis.claims:
            for part in claim.reported:
                name = _name(analysis, part)
                parts[_key(name)].append((name, analysis, part))
    uses = [_use(found) for found in parts.values()]
    return tuple(sorted(uses, key=lambda use: (-use.words, use.speaker)))


def _name(analysis: Analysis, part: Reported) -> str:
    span = part.speaker
    return analysis.document.text[span.start : span.end] if span else NOBODY


def _key(name: str) -> str:
    """What two mentions of a person share: the last word of a name, all words of anything else."""
    words = name.removesuffix("’s").removesuffix("'s").split()
    if len(words) > 1 and words[-1][:1].isupper():
        return words[-1].casefold()
    return name.casefold().removeprefix("the ").strip()


def _use(found: list[tuple[str, Analysis, Reported]]) -> SpeakerUse:
    names = Counter(name for name, _, _ in found)
    speaker = max(names, key=lambda name: (len(name), name))
    spoken = [analysis.document.text[part.start : part.end] for _, analysis, part in found]
    cues = Counter(
        analysis.document.text[part.cue.start : part.cue.end].lower() for _, analysis, part in found if part.cue
    )
    stances = Counter(part.stance for _, _, part in found if part.stance)
    return SpeakerUse(
        speaker=speaker,
        unnamed=_is_unnamed(speaker),
        times=len(found),
        words=sum(len(text.split()) for text in spoken),
        cues=_by_count(cues),
        stances=_by_count(stances),
    )


def _by_count(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _is_unnamed(speaker: str) -> bool:
    words = speaker.lower().split()
    return bool(words) and words[-1] in read_cues("reporting")["sources"]["unnamed"]
