"""Speakers: who is quoted or reported, how often, and with which verbs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from framing.analyses import Analysis
from framing.claims.model import Reported
from framing.claims.roles import UNNAMED, find_first_role, find_role, roles
from framing.documents.model import Span
from framing.shipped import read_cues

NOBODY = ""
"""The name of reported words whose speaker was not found."""


@dataclass(frozen=True, slots=True)
class SpeakerUse:
    """One speaker of a unit: stretches of reported words, their number of words, the cues and their stance.

    `type` is the speaker's part as the words beside the name tell it (government, company, expert …): "unnamed"
    for "officials" and the like, "" where nothing tells it.
    """

    speaker: str
    unnamed: bool
    times: int
    words: int
    cues: tuple[tuple[str, int], ...]
    stances: tuple[tuple[str, int], ...]
    type: str = ""


@dataclass(frozen=True, slots=True)
class TypeShare:
    """The reported words of one type of speaker and their share, in [0, 1], of all reported words of the unit."""

    type: str
    words: int
    share: float


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


def share_types(uses: Iterable[SpeakerUse]) -> tuple[TypeShare, ...]:
    """Return the share of each type of speaker that has any words, most words first; type "" is not known.

    >>> carla = SpeakerUse("Carla", False, 1, 30, (), (), "expert")
    >>> [(share.type, share.share) for share in share_types([carla])]
    [('expert', 1.0)]
    """
    words: Counter[str] = Counter()
    for use in uses:
        words[use.type] += use.words
    order = {role: place for place, role in enumerate((*roles(), ""))}
    ranked = sorted(words.items(), key=lambda item: (-item[1], order[item[0]]))
    return tuple(TypeShare(role, count, count / words.total()) for role, count in ranked if count)


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
        type=_type(found),
    )


def _type(found: Iterable[tuple[str, Analysis, Reported]]) -> str:
    """Return the role most mentions beside the cues tell, else the first mention in each document."""
    mentions = {
        (analysis.document.id, part.speaker): (analysis, part.speaker) for _, analysis, part in found if part.speaker
    }
    told = Counter(find_role(analysis.document.text, span) for analysis, span in mentions.values())
    return _most(told) or _most(Counter(_first_roles(mentions.values()))) or (UNNAMED if told[UNNAMED] else "")


def _first_roles(mentions: Iterable[tuple[Analysis, Span]]) -> Iterator[str]:
    names = {(one.document.id, one.document.text[span.start : span.end]): one for one, span in mentions}
    return (find_first_role(analysis.document.text, name) for (_, name), analysis in names.items())


def _most(roles_told: Counter[str]) -> str:
    ranked = sorted((-count, role) for role, count in roles_told.items() if role not in ("", UNNAMED))
    return ranked[0][1] if ranked else ""


def _by_count(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _is_unnamed(speaker: str) -> bool:
    words = speaker.lower().split()
    return bool(words) and words[-1] in read_cues("reporting")["sources"]["unnamed"]
