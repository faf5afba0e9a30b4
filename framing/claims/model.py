"""What a claim is: a span of a document that asserts something, and whose words it is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from framing.documents.model import Span

Voice = Literal["own", "direct", "indirect", "headline"]
VOICES: tuple[Voice, ...] = ("own", "headline", "direct", "indirect")

Kind = Literal[
    "assertion",
    "question",
    "directive",
    "prediction",
    "opinion",
    "quotation",
    "headline",
    "heading",
    "label",
    "caption",
]

ClaimReading = Literal["fact-like", "opinion-like"]


@dataclass(frozen=True, slots=True)
class Reported:
    """A stretch within one claim that is somebody's reported words.

    `speaker` and `cue` are spans of the document (they may stand outside the claim, e.g. in the sentence
    before); `stance` is how the cue treats the words: "neutral", "doubting", "confirming" or "" without cue.
    """

    start: int
    end: int
    voice: Literal["direct", "indirect"]
    speaker: Span | None = None
    cue: Span | None = None
    stance: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: `document.text[start:end]`; `number` counts from 0 in the document.

    `voice` is one word for the whole: the reported voices have it where more than half of the characters (speaker and
    cue left out) are theirs, "direct" if no less than half of these are quoted; else it is "own". So a short
    quotation in a long sentence of the outlet's is "own" and has a `speaker` all the same, while a tag within it is
    "direct" (`voice_at`): scores go by the tags. `reported` says exactly which of its characters are somebody
    else's, in order, without overlap, quotation marks included; `scare` are short quoted words nobody in the claim
    is said to have spoken. The main `speaker` and `cue` are those of the longest reported part. `reading` says how
    the outlet's own words and headlines read, by their wording alone; reported words are fact-like, as the outlet
    reports that they were said.
    """

    document: str
    number: int
    start: int
    end: int
    voice: Voice
    kind: Kind = "assertion"
    section: str = ""
    speaker: Span | None = None
    cue: Span | None = None
    stance: str = ""
    reported: tuple[Reported, ...] = ()
    scare: tuple[Span, ...] = ()
    reading: ClaimReading = "fact-like"

    def voice_at(self, position: int) -> Voice:
        """Return whose voice the character at `position` of the document's text is in."""
        for part in self.reported:
            if part.start <= position < part.end:
                return part.voice
        return "headline" if self.voice == "headline" else "own"
