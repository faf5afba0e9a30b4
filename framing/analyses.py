"""The unit of work: one document in, its claims and tags out; pure, picklable, the same in every engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from framing.claims import split_claims
from framing.claims.model import VOICES, Claim, Voice
from framing.claims.passives import Deletion, find_deletions
from framing.documents.model import Document
from framing.evidence import Evidence, gather_evidence
from framing.lexicons.model import Lexicon
from framing.scores import Score, score
from framing.tags import Tag, tag_claims
from framing.weighings import Weighings
from framing.weights import weigh_claims


@dataclass(frozen=True, slots=True)
class Analysis:
    """One document with its claims, its tags and its deletions (deeds told without actor), in document order.

    `learned` are the tags of learned lexicons: hundreds in a text, evidence but no marks for a reader.
    """

    document: Document
    claims: tuple[Claim, ...]
    tags: tuple[Tag, ...]
    deletions: tuple[Deletion, ...] = ()
    learned: Weighings = field(default_factory=Weighings)

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
        return self._gather(claims, lexicon, [voices])[0]

    def evidences(self, lexicon: Lexicon, choices: Iterable[Sequence[Voice]]) -> tuple[Evidence, ...]:
        """Return the evidence of the whole document for each choice of voices, looking at every claim once."""
        return self._gather(self.claims, lexicon, choices)

    def _gather(
        self, claims: Sequence[Claim], lexicon: Lexicon, choices: Iterable[Sequence[Voice]]
    ) -> tuple[Evidence, ...]:
        spoken = {claim.number: _spoken(self.document.text, claim) for claim in claims}
        tags = [tag for tag in self.tags if tag.lexicon == lexicon.name and tag.claim in spoken]
        name = (lexicon.learned or lexicon).name
        learned = self.learned.sums(name)
        return tuple(
            gather_evidence(
                [tag for tag in tags if tag.voice in voices],
                [(claim, sums) for (claim, voice), sums in learned.items() if claim in spoken and voice in voices],
                {number: _sum_of(counts, voices) for number, counts in spoken.items()},
            )
            for voices in choices
        )

    def claim_scores(self, lexicon: Lexicon) -> dict[int, Score]:
        """Return the score of each claim that has a tag of this lexicon, by the claim's number.

        Most are refused: one tag in one claim is little evidence.
        """
        tagged = {tag.claim for tag in self.tags if tag.lexicon == lexicon.name and tag.sign}
        return {
            claim.number: score(self._gather([claim], lexicon, [VOICES])[0], lexicon, least_claims=1)
            for claim in self.claims
            if claim.number in tagged
        }


def analyze(document: Document, lexicons: Iterable[Lexicon]) -> Analysis:
    """Return the claims, tags and deletions of a document; lexicons of another language than its own tag nothing."""
    claims = split_claims(document)
    fitting = [lexicon for lexicon in lexicons if document.language in ("", lexicon.language)]
    written = [lexicon for lexicon in fitting if not lexicon.calibration]
    learned = dict.fromkeys(one for lexicon in fitting if (one := lexicon.learned or lexicon).calibration)
    return Analysis(
        document,
        claims,
        tag_claims(document, claims, written) if written else (),
        find_deletions(document, claims),
        weigh_claims(document, claims, learned),
    )


def only_section(analysis: Analysis, section: str) -> Analysis:
    """Return what an analysis holds of one section."""
    claims = tuple(claim for claim in analysis.claims if claim.section == section)
    numbers = {claim.number for claim in claims}
    return Analysis(
        analysis.document,
        claims,
        tuple(tag for tag in analysis.tags if tag.claim in numbers),
        tuple(one for one in analysis.deletions if one.claim in numbers),
        analysis.learned.within(numbers),
    )


def count_words(document: Document, claims: Iterable[Claim]) -> Counter[Voice]:
    """Return the number of words that each voice speaks in these claims; labels are nobody's words."""
    spoken: Counter[Voice] = Counter()
    for claim in claims:
        for voice, words in _spoken(document.text, claim).items():
            spoken[voice] += words
    return spoken


def _spoken(text: str, claim: Claim) -> dict[Voice, int]:
    if claim.kind == "label":
        return {}
    outer: Voice = "headline" if claim.voice == "headline" else "own"
    total = len(text[claim.start : claim.end].split())
    if not claim.reported:
        return {outer: total}
    spoken: dict[Voice, int] = {outer: 0}
    for part in claim.reported:
        words = len(text[part.start : part.end].split())
        spoken[part.voice] = spoken.get(part.voice, 0) + words
        total -= words
    spoken[outer] = max(0, total)
    return spoken


def _sum_of(counts: Mapping[Voice, int], voices: Collection[Voice]) -> int:
    return sum([words for voice, words in counts.items() if voice in voices])
