"""The unit of work: one document in, its claims and tags out; pure, picklable, the same in every engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framing.claims import split_claims
from framing.claims.model import VOICES, Claim, Voice
from framing.claims.passives import Deletion, find_deletions
from framing.documents.model import Document
from framing.lexicons.model import Lexicon
from framing.scores import Evidence, Score, gather_evidence, score
from framing.tags import Tag, tag_claims


@dataclass(frozen=True, slots=True)
class Analysis:
    """One document with its claims, its tags and its deletions (deeds told without actor), in document order."""

    document: Document
    claims: tuple[Claim, ...]
    tags: tuple[Tag, ...]
    deletions: tuple[Deletion, ...] = ()

    def text(self, part: Claim | Tag | Deletion) -> str:
        """Return the words of a claim, tag or deletion as they stand in the document."""
        return self.document.text[part.start : part.end]

    @property
    def sections(self) -> tuple[str, ...]:
        """The names of the document's sections, in order; empty for a document without."""
        return tuple(dict.fromkeys(claim.section for claim in self.claims if claim.section))

    def evidence(self, lexicon: Lexicon, voices: Sequence[Voice] = VOICES, section: str | None = None) -> Evidence:
        """Return the evidence of these voices for one lexicon, in one section (None: the whole document)."""
        claims = [claim for claim in self.claims if section is None or claim.section == section]
        numbers = {claim.number for claim in claims}
        tags = (tag for tag in self.tags if tag.claim in numbers)
        spoken = count_words(self.document, claims)
        words = sum(spoken[voice] for voice in voices)
        return gather_evidence(claims, tags, words, lexicon.name, voices)

    def claim_scores(self, lexicon: Lexicon) -> dict[int, Score]:
        """Return the score of each claim that has a tag of this lexicon, by the claim's number.

        Most are refused: one tag in one claim is little evidence.
        """
        tags: dict[int, list[Tag]] = {}
        for tag in self.tags:
            if tag.lexicon == lexicon.name and tag.sign:
                tags.setdefault(tag.claim, []).append(tag)
        return {
            claim.number: score(self._claim_evidence(claim, tags[claim.number], lexicon), lexicon, least_claims=1)
            for claim in self.claims
            if claim.number in tags
        }

    def _claim_evidence(self, claim: Claim, tags: Sequence[Tag], lexicon: Lexicon) -> Evidence:
        words = count_words(self.document, [claim]).total()
        return gather_evidence([claim], tags, words, lexicon.name, VOICES)


def analyze(document: Document, lexicons: Iterable[Lexicon]) -> Analysis:
    """Return the claims, tags and deletions of a document; lexicons of another language than its own tag nothing."""
    claims = split_claims(document)
    fitting = [lexicon for lexicon in lexicons if document.language in ("", lexicon.language)]
    tags = tag_claims(document, claims, fitting) if fitting else ()
    return Analysis(document, claims, tags, find_deletions(document, claims))


def count_words(document: Document, claims: Iterable[Claim]) -> Counter[Voice]:
    """Return the number of words that each voice speaks in these claims; labels are nobody's words."""
    spoken: Counter[Voice] = Counter()
    for claim in claims:
        if claim.kind == "label":
            continue
        outer: Voice = "headline" if claim.voice == "headline" else "own"
        total = len(document.text[claim.start : claim.end].split())
        reported = 0
        for part in claim.reported:
            words = len(document.text[part.start : part.end].split())
            spoken[part.voice] += words
            reported += words
        spoken[outer] += max(0, total - reported)
    return spoken
