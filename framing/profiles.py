"""Profiles: what one source, document or section amounts to (stance, frames, voices, headlines)."""

from __future__ import annotations

from dataclasses import dataclass, field

from framing.claims.model import Voice
from framing.documents.model import Span
from framing.marks import MarkedClaim
from framing.speakers import SpeakerUse, TypeShare
from framing.stances import Stance

QUOTES_PER_FRAME = 3
EXAMPLES = 3
"""Claims shown of deeds told without actor: those of violence and force first."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A claim shown as evidence: which document (id) it is from and its text in segments.

    `title` is the document's; `beside` has the words of the speakers and cues of what the claim reports, so that it
    can be shown where the document is not at hand.
    """

    document: str
    claim: MarkedClaim
    title: str = field(default="", compare=False)
    beside: tuple[tuple[Span, str], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class FrameUse:
    """How often a unit uses a frame: `count` tags in all, `weight` of those that are evidence.

    `negated` and `quoted` (in scare quotes) are tags counted apart; `quotes` are capped, `more` counts the rest.
    """

    lexicon: str
    frame: str
    title: str
    pole: str
    sign: int
    count: int
    weight: float
    negated: int
    quoted: int
    entries: tuple[tuple[str, int], ...]
    quotes: tuple[Quote, ...]
    more: int


@dataclass(frozen=True, slots=True)
class DeletionUse:
    """How often a unit tells a deed without its actor: passives, nouns for deeds, both per 1,000 words of its own.

    `examples` are capped; each has the words ("were killed") and the claim they stand in.
    """

    passives: int
    nominalisations: int
    rate: float
    examples: tuple[tuple[str, Quote], ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many items of the lists of a profile are not in them: a corpus has too many to tell them all."""

    headlines: int = 0
    speakers: int = 0
    scare: int = 0


@dataclass(frozen=True, slots=True)
class Profile:
    """One unit ("source", "document" or "section") and what its claims amount to.

    `repeated` are those of its documents that are the same text as another one of it, and count once with it.
    `printed` and `repeats` count both: in a corpus neither is listed. `spoken` are the words by voice, `types` the
    shares of speakers by type. `scare` are its words in quotation marks that nobody is said to have spoken, with
    their counts.
    """

    unit: str
    name: str
    source: str
    documents: tuple[str, ...]
    claims: int
    words: int
    stance: Stance | None
    frames: tuple[FrameUse, ...]
    speakers: tuple[SpeakerUse, ...]
    headlines: tuple[Quote, ...]
    sections: tuple[Profile, ...] = ()
    repeated: tuple[str, ...] = ()
    deletions: DeletionUse = DeletionUse(0, 0, 0.0, ())
    scare: tuple[tuple[str, int], ...] = ()
    printed: int = 0
    repeats: int = 0
    spoken: tuple[tuple[Voice, int], ...] = ()
    types: tuple[TypeShare, ...] = ()
    left_out: LeftOut = LeftOut()
