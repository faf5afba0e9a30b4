"""What a placing is: the known sources as reference points, and where each new article stands among them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.analyses import Analysis
from framing.documents.model import Rejected
from framing.lexicons.model import Lexicon
from framing.stances import Stance

if TYPE_CHECKING:
    from framing.contrasts import Contrast
    from framing.coverage import Fact
    from framing.narratives import Sentence

OFF_TOPIC = "off topic"
NOT_ENGLISH = "not English"
THIS = ""
"""What the new article is called among the sources of a shared story: no source has an empty name."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One known source: its stance, its documents (ids), and how many different texts and words these are."""

    source: str
    stance: Stance
    documents: tuple[str, ...]
    texts: int
    words: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """The share, in [0, 1], of the new article's different content words that a source uses too."""

    source: str
    share: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a new article beside those of the known texts.

    `words` are its different content words, `share` how many of them stand in any known text; `overlaps` has the
    same for each source, the largest first. `likeness`, in [0, 1], is that to the texts of a source, on average, of
    the source (`likest`) for which it is highest, and `least` what an article of its length needs to be on topic.
    """

    words: int
    share: float
    overlaps: tuple[Overlap, ...]
    likeness: float
    likest: str
    least: float


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A known source beside a new article: how far apart they are, the sentences that make it so, and their words.

    `distance` is that of their directions, in [0, 2]; `apart` says that their intervals do not meet. `here` are the
    article's most telling sentences, of the side `sign_here` (0 for either), `there` the source's. `contrast` has the
    words that the article (a) uses more and less than the source (b), texts that both print left out.
    """

    source: str
    distance: float
    apart: bool
    sign_here: int
    here: tuple[Sentence, ...]
    sign_there: int
    there: tuple[Sentence, ...]
    contrast: Contrast


@dataclass(frozen=True, slots=True)
class SharedStory:
    """The known documents (ids) that tell the new article's story, and the facts that two or more tell.

    In the cells of a fact the new article is called THIS. `left_out` are facts that two known sources tell and the
    article does not: none can be known where the story is of a single known source.
    """

    documents: tuple[str, ...]
    sources: tuple[str, ...]
    carried: tuple[Fact, ...]
    left_out: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """One new article: its stance, or why it has none (`obstacle`, then every score of it is refused).

    `nearest` and `farthest` are None where it has no place or no known source has one; the farthest also where
    there is just one. `copies` are known documents (ids) that are the same text.
    """

    analysis: Analysis
    stance: Stance
    obstacle: str
    vocabulary: Vocabulary
    nearest: Neighbour | None
    farthest: Neighbour | None
    story: SharedStory | None
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the known sources are from, as named by the user; `shipped` are the five texts of the package."""

    known: tuple[str, ...] = ()
    shipped: bool = False
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Placing:
    """New articles among known sources: references in alphabetical order, articles as they were given.

    `known` are the known documents' analyses, in order of their ids.
    """

    axis: Lexicon
    lexicons: tuple[Lexicon, ...]
    references: tuple[Reference, ...]
    articles: tuple[Placed, ...]
    known: tuple[Analysis, ...]
    origin: Origin = Origin()

    def reference(self, source: str) -> Reference:
        """Return the reference point of this source."""
        return next(one for one in self.references if one.source == source)

    def analysis(self, document: str) -> Analysis:
        """Return the analysis of the known document with this id."""
        return self.known[bisect_left(self.known, document, key=lambda one: one.document.id)]
