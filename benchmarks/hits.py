"""Are the hits the same? What framing and spaCy's PhraseMatcher find of the same phrases, and why they differ.

    python benchmarks/hits.py articles.jsonl

Both look for the plain phrases of the written lexicons (see `phrases.py`) in the same texts, spaCy in the normalised
ones (lower case, plain marks), as framing normalises by itself. Where one finds what the other does not, a rule of
either must say why; the last line of the output is JSON with the counts, `unexplained` among them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles import read_rows
from phrases import list_phrases, plain_lexicons, plain_text

from framing import split_claims, tag_claims
from framing.claims.model import Claim
from framing.documents import make_document
from framing.lexicons import Lexicon
from framing.normalizing import normalize

Place = tuple[int, int]
Frames = frozenset[tuple[str, str]]
"""Frames by lexicon and name."""


@dataclass(frozen=True, slots=True)
class Page:
    """One text, in its own marks and normalised, with its claims and spaCy's tokens, and where either found what.

    Where framing found something, the frames are those it counts for; else those that the phrase stands in.
    """

    raw: str
    text: str
    claims: Sequence[Claim]
    tokens: Any
    ours: Mapping[Place, Frames]
    theirs: Mapping[Place, Frames]


class Reader:
    """Reads texts as framing and as spaCy do; made once for any number of texts."""

    def __init__(self) -> None:
        import spacy
        from spacy.matcher import PhraseMatcher

        self.lexicons = plain_lexicons()
        self.phrases = list_phrases(self.lexicons)
        self._frames = _frames_of_phrases(self.lexicons)
        self._english = spacy.blank("en")
        self._matcher = PhraseMatcher(self._english.vocab, attr="LOWER")
        self._matcher.add("phrase", list(self._english.pipe(self.phrases)))

    def read(self, text: str) -> Page:
        document = make_document(text)
        claims, plain = split_claims(document), normalize(document.text)
        tokens = self._english.make_doc(plain)
        ours: dict[Place, set[tuple[str, str]]] = defaultdict(set)
        for tag in tag_claims(document, claims, self.lexicons):
            ours[tag.start, tag.end].add((tag.lexicon, tag.frame))
        spans = [tokens[start:end] for _, start, end in self._matcher(tokens)]
        theirs = {(span.start_char, span.end_char): self._frames[span.text] for span in spans}
        return Page(document.text, plain, claims, tokens, {at: frozenset(of) for at, of in ours.items()}, theirs)


def _frames_of_phrases(lexicons: Sequence[Lexicon]) -> dict[str, Frames]:
    frames: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for lexicon in lexicons:
        for frame, entry in lexicon.entries:
            frames[plain_text(entry.text)].add((lexicon.name, frame.name))
    return {phrase: frozenset(found) for phrase, found in frames.items()}


def _crosses_claims(page: Page, place: Place) -> bool:
    return not any(claim.start <= place[0] and place[1] <= claim.end for claim in page.claims)


def _in_label(page: Page, place: Place) -> bool:
    return any(one.kind == "label" and one.start <= place[0] and place[1] <= one.end for one in page.claims)


def _overlaps(page: Page, place: Place) -> bool:
    """In each of its frames framing has counted words that are as long or longer and share some with these."""
    rivals = (
        frames for (start, end), frames in page.ours.items()
        if start < place[1] and place[0] < end and end - start >= place[1] - place[0]
    )  # fmt: skip
    return page.theirs[place] <= frozenset().union(*rivals)


def _after_prefix(page: Page, place: Place) -> bool:
    return page.raw[max(0, place[0] - 1) : place[0]] in ("-", "\u2010", "\u2011")


def _cut_elsewhere(page: Page, place: Place) -> bool:
    """The tokens of the text do not fall where those of the phrase do."""
    return page.tokens.char_span(*place) is None


Reason = Callable[[Page, Place], bool]
ONLY_THEIRS: dict[str, Reason] = {
    "across the end of a claim": _crosses_claims,
    "in a label, which is nobody's claim": _in_label,
    "overlaps a longer hit of its frame": _overlaps,
    "after a prefix that turns it round (anti-, non-)": _after_prefix,
}
ONLY_OURS: dict[str, Reason] = {"spaCy cuts its tokens elsewhere": _cut_elsewhere}


def explain(page: Page, places: Iterable[Place], reasons: Mapping[str, Reason]) -> Counter[str]:
    return Counter(
        next((name for name, holds in reasons.items() if holds(page, place)), "unexplained") for place in places
    )


def compare_hits(texts: Iterable[str]) -> dict[str, Any]:
    """How many hits either has, how many both, and of the others how many by each reason."""
    reader = Reader()
    counts, theirs, ours = Counter[str](), Counter[str](), Counter[str]()
    for page in map(reader.read, texts):
        first, second = page.ours.keys(), page.theirs.keys()
        counts.update(articles=1, ours=len(first), theirs=len(second), both=len(first & second))
        theirs += explain(page, second - first, ONLY_THEIRS)
        ours += explain(page, first - second, ONLY_OURS)
    unexplained = theirs["unexplained"] + ours["unexplained"]
    told = {"only_theirs": dict(theirs), "only_ours": dict(ours), "unexplained": unexplained}
    return {"phrases": len(reader.phrases), **counts, **told}


def main() -> None:
    print(json.dumps(compare_hits(row["text"] for row in read_rows(Path(sys.argv[1])))))


if __name__ == "__main__":
    main()
