"""Speakers: who is quoted or reported, how often, and with which verbs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from sys import intern

from framing.analyses import Analysis
from framing.claims.model import Reported
from framing.claims.roles import UNNAMED, find_first_role, find_role, roles
from framing.documents.model import Span
from framing.shipped import read_cues

_Counts = dict[str, int]
_CUE, _STANCE, _TOLD, _FIRST = "cstf"

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
    tally = SpeakerTally()
    for analysis in analyses:
        tally.add(analysis)
    return tally.uses()


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


class _Speaker:
    """What one speaker's stretches of reported words amount to: half a kilobyte, for a corpus has many speakers."""

    __slots__ = ("counts", "is_told", "name", "times", "words")

    def __init__(self) -> None:
        self.name = NOBODY
        self.times = self.words = 0
        self.is_told = False
        """Whether a mention beside a cue told a role."""
        self.counts: _Counts = {}
        """How often each cue, stance and role was told, by kind and name in one."""

    def add(self, text: str, part: Reported, name: str) -> None:
        """Take in one stretch."""
        self.name = max(self.name, name, key=lambda one: (len(one), one))
        self.times += 1
        self.words += len(text[part.start : part.end].split())
        if part.cue:
            self._count(_CUE, text[part.cue.start : part.cue.end].lower())
        if part.stance:
            self._count(_STANCE, part.stance)

    def add_mentions(self, text: str, mentions: Iterable[Span]) -> None:
        """Take in the mentions beside the cues in one document.

        The first mention of a name in a document tells its role only where no mention beside a cue tells one.
        """
        names: dict[str, None] = {}
        for span in mentions:
            name = text[span.start : span.end]
            names[name] = None
            role = _find_role(text, span, name)
            self._count(_TOLD, role)
            self.is_told = self.is_told or role not in ("", UNNAMED)
        if not self.is_told:
            for name in names:
                self._count(_FIRST, find_first_role(text, name))

    def use(self) -> SpeakerUse:
        """Return what was taken in."""
        told = self._of(_TOLD)
        return SpeakerUse(
            speaker=self.name,
            unnamed=_is_unnamed(self.name),
            times=self.times,
            words=self.words,
            cues=_by_count(self._of(_CUE)),
            stances=_by_count(self._of(_STANCE)),
            type=_most(told) or _most(self._of(_FIRST)) or (UNNAMED if UNNAMED in told else ""),
        )

    def _count(self, kind: str, name: str) -> None:
        key = intern(kind + name)
        self.counts[key] = self.counts.get(key, 0) + 1

    def _of(self, kind: str) -> _Counts:
        return {key[1:]: count for key, count in self.counts.items() if key[0] == kind}


class SpeakerTally:
    """The speakers of any number of documents, in any order; a document may be forgotten once it was added."""

    def __init__(self) -> None:
        self._speakers: dict[str, _Speaker] = defaultdict(_Speaker)

    def add(self, analysis: Analysis) -> None:
        """Take in the reported words of one document."""
        text = analysis.document.text
        mentions: dict[str, dict[Span, None]] = defaultdict(dict)
        for claim in analysis.claims:
            for part in claim.reported:
                name = text[part.speaker.start : part.speaker.end] if part.speaker else NOBODY
                key = _key(name)
                self._speakers[key].add(text, part, name)
                if part.speaker:
                    mentions[key][part.speaker] = None
        for key, spans in mentions.items():
            self._speakers[key].add_mentions(text, spans)

    def uses(self) -> tuple[SpeakerUse, ...]:
        """Return the speakers, those given most words first."""
        return tuple(
            sorted((one.use() for one in self._speakers.values()), key=lambda use: (-use.words, use.speaker))
        )


@lru_cache(maxsize=1 << 16)
def _key(name: str) -> str:
    """What two mentions of a person share: the last word of a name, all words of anything else."""
    words = name.removesuffix("’s").removesuffix("'s").split()
    if len(words) > 1 and words[-1][:1].isupper():
        return words[-1].casefold()
    return name.casefold().removeprefix("the ").strip()


def _find_role(text: str, mention: Span, name: str) -> str:
    """Return the role that this mention of the name tells; what the name itself tells is looked up once."""
    role = _name_role(name)
    return role if role and role != UNNAMED else find_role(text, mention)


@lru_cache(maxsize=1 << 16)
def _name_role(name: str) -> str:
    return find_role(name, Span(0, len(name)))


def _most(roles_told: _Counts) -> str:
    ranked = sorted((-count, role) for role, count in roles_told.items() if role not in ("", UNNAMED))
    return ranked[0][1] if ranked else ""


def _by_count(counts: _Counts) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _is_unnamed(speaker: str) -> bool:
    words = speaker.lower().split()
    return bool(words) and words[-1] in _unnamed()


@cache
def _unnamed() -> frozenset[str]:
    return frozenset(read_cues("reporting")["sources"]["unnamed"])
