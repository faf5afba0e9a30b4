"""What a map is: sources with places and intervals, how sure it is, the phrases behind it, new articles on it."""

from __future__ import annotations

from dataclasses import dataclass

from framing.documents.model import Document, Rejected
from framing.lexicons.model import Lexicon
from framing.maps.gains import Gain
from framing.stances import Stance

FEW_SOURCES = "too few sources"
FEW_TEXTS = "too few texts of a named source"
FEW_PHRASES = "too few phrases"
NO_DIFFERENCE = "no difference between the poles"
UNSURE = "the poles are too unsure"
TOO_LITTLE = "too little"
NOT_ENGLISH = "not English"
NO_MAP = "no map"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A place with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Spot:
    """One source: which pole it is named for (−1, +1; 0 for none), its texts and words, its places.

    `documents` are the ids of its different texts; `words` are its own words in them and `phrases` the finds of the
    map's phrases. `place` is on the axis of the poles, `second` on the other; None where there is no map or no second
    axis. `stance` is what the lexicon says of it.
    """

    source: str
    pole: int
    documents: tuple[str, ...]
    words: int
    phrases: int
    place: Estimate | None
    second: Estimate | None
    stance: Stance


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A source with too few texts to be on the map."""

    source: str
    texts: int
    pole: int = 0


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence (a span of a document's text) with the stretch in it that a phrase stands for."""

    document: str
    source: str
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Carrier:
    """A phrase that carries a pole: how many times as often it is used at that pole as at the other.

    `sign` is the pole's, `documents` how many have the phrase, `weight` what it counts for (loading × documents);
    `examples` are sentences of that side's sources.
    """

    phrase: str
    sign: int
    ratio: float
    documents: int
    weight: float
    example: Example | None


@dataclass(frozen=True, slots=True)
class Trials:
    """How the map fares on documents held out, and how well it was fitted.

    `differences` are the gains of one difference between sources after the other, `axes` how many are borne out;
    `contrast` says whether the poles differ beyond these. `named` and `everyone` are gains of the poles' axis.
    `dispersion` is how many times as much as Poisson counts the counts vary.
    """

    axes: int
    differences: tuple[Gain, ...]
    contrast: bool
    named: Gain | None
    everyone: Gain | None
    trust: float
    dispersion: float
    sweeps: int
    settled: bool


@dataclass(frozen=True, slots=True)
class Kinship:
    """Spearman's rank correlation of the places, over so many sources, with "lexicon", "length" or "date"."""

    what: str
    rho: float
    sources: int


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A new article on the finished map: how many of its phrases the map knows, its place, or why it has none."""

    document: Document
    phrases: int
    obstacle: str
    place: Estimate | None
    second: Estimate | None
    stance: Stance


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Sources in alphabetical order; where `obstacle` is given, none has a place.

    `phrases` is how many phrases the map is made from, `foreign` how many documents are in another language than the
    lexicon. `documents` are all documents on the map, in order of their ids. `asked` says how many axes were wanted.
    """

    axis: Lexicon
    spots: tuple[Spot, ...]
    left_out: tuple[LeftOut, ...]
    documents: tuple[Document, ...]
    phrases: int
    asked: int
    obstacle: str = ""
    carriers: tuple[Carrier, ...] = ()
    trials: Trials | None = None
    kinships: tuple[Kinship, ...] = ()
    newcomers: tuple[Newcomer, ...] = ()
    foreign: int = 0
    origin: tuple[str, ...] = ()
    rejected: tuple[Rejected, ...] = ()

    def named(self, sign: int) -> tuple[str, ...]:
        """Return the sources named for the pole of this sign."""
        placed = [spot.source for spot in self.spots if spot.pole == sign]
        return tuple(sorted([*placed, *(one.source for one in self.left_out if one.pole == sign)]))

    @property
    def planar(self) -> bool:
        """Whether the map has a second axis."""
        return any(spot.second for spot in self.spots)
