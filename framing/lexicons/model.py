"""What a lexicon is: an axis with two poles (or none), frames, and entries that stand for words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from framing.lexicons.places import WEST

MAX_WEIGHT = 5.0
WEIGHT_UNIT = 1000
"""Weights carry at most three decimals, so that sums of them are exact integers of 1/1000."""
PASSAGE = 50
"""Words of a passage: learned weights are log-odds per passage, about what a paragraph of news holds."""
ARGUING, REPORTING = "arguing", "reporting"
"""Frames without pole of a learned lexicon: what sets arguing apart from reporting, whichever the side."""


@dataclass(frozen=True, slots=True)
class Pole:
    """One end of the axis: `sign` −1 or +1, names in three lengths (name, title, one letter)."""

    name: str
    sign: int
    title: str
    letter: str


@dataclass(frozen=True, slots=True)
class Guards:
    """Conditions on an entry, each a tuple of patterns looked for in the same claim."""

    exceptions: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.exceptions or self.near or self.not_near)


@dataclass(frozen=True, slots=True)
class Entry:
    """One pattern of a frame; `weight` is a log-odds contribution in (0, 5]."""

    text: str
    weight: float = 1.0
    guards: Guards = Guards()
    case: bool = False
    note: str = ""
    place: str = ""
    period: str = ""
    topic: str = ""

    @property
    def milli(self) -> int:
        """The weight in thousandths, an exact integer."""
        return round(self.weight * WEIGHT_UNIT)


@dataclass(frozen=True, slots=True)
class Frame:
    """A named way of telling; `pole` is the name of a pole of its lexicon or "" for none."""

    name: str
    title: str
    pole: str
    definition: str
    match: tuple[str, ...]
    miss: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ActorList:
    """Names that fill a slot: every form, and those that count in their exact case only; equal to itself alone.

    A list of `words` fills the second slot of a relation ("{adversary} … {wrong}"): what actors are said to do.
    """

    name: str
    forms: tuple[str, ...]
    exact: tuple[str, ...] = ()
    words: bool = False


@dataclass(frozen=True, slots=True)
class Calibration:
    """How weights found in a text become probabilities; fitted on groups the weights were not fitted on.

    With w the balance of written weight (−1 to 1) and l the learned log-odds of an average passage of PASSAGE
    words, a text that argues is on the plus side with probability σ(written·w + learned·(l − neutral)). With a
    the log-odds of arguing rather than reporting, it argues with probability σ(arguing·a + offset). `spread` is
    the standard deviation of one passage's side (on the scale of the first sum) around its text's. `neutral` is
    the l of texts that take neither side: plain words have weights too, and theirs must not lean.
    """

    written: float
    learned: float
    arguing: float
    offset: float
    spread: float
    neutral: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """A versioned set of frames; equal when `digest` (of everything that can change a result) is equal.

    `poles` is empty for a lexicon without an axis, else exactly two with signs −1 and +1. A learned lexicon
    has a `calibration`; a written one may have a learned one beside it, whose evidence adds to its own. `place`
    says whose establishment its actor lists mean.
    """

    name: str
    version: str
    title: str
    description: str
    poles: tuple[Pole, ...]
    frames: tuple[Frame, ...]
    actors: Mapping[str, ActorList]
    digest: str
    path: str = ""
    language: str = "en"
    calibration: Calibration | None = None
    learned: Lexicon | None = None
    place: str = WEST

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lexicon) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def entries(self) -> Iterator[tuple[Frame, Entry]]:
        """Every entry with its frame, in the lexicon's order."""
        return ((frame, entry) for frame in self.frames for entry in frame.entries)

    def pole(self, name: str) -> Pole | None:
        """Return the pole called `name`, or None."""
        return next((pole for pole in self.poles if pole.name == name), None)

    def pole_of(self, sign: int) -> Pole:
        """Return the pole at `sign` (−1 or +1); the lexicon must have an axis."""
        return next(pole for pole in self.poles if pole.sign == sign)

    def frame(self, name: str) -> Frame | None:
        """Return the frame called `name`, or None."""
        return next((frame for frame in self.frames if frame.name == name), None)
