"""Statements: claims made ready for comparing, each with the terms, names, numbers and quoted words it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from framing.analyses import Analysis
from framing.claims.model import Claim
from framing.normalizing import normalize
from framing.quantities import Quantity, find_quantities
from framing.terms import WORD, Term, find_terms
from framing.vocabulary import find_names

QUOTED_RUN = 4
"""Words in a row that two quotations share only where both are taken from one speech."""
FORENAME = 0.25
"""What a word of a name counts before its last one: two claims on "Court of Appeals" share one actor, not two."""
_JOINED = re.compile(r"(?:['’]s)?[\s.-]{1,3}(?:of (?:the )?)?|, ")
_UNTOLD = frozenset(("label", "caption"))


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of one document as keys: `place` is its share of the way through its document, from 0 to 1.

    `terms` are content words, with the speaker's name where somebody speaks, and `weights` what each counts: the
    last word of a name for all of it. `names` are those terms that are names; `quoted` runs of words in
    quotation marks.
    """

    document: str
    claim: int
    text: str
    terms: tuple[str, ...]
    weights: tuple[float, ...]
    names: frozenset[str]
    quantities: tuple[Quantity, ...]
    quoted: frozenset[str]
    place: float
    headline: bool


def make_statements(analyses: Sequence[Analysis]) -> tuple[Statement, ...]:
    """Return the claims of these documents, in their order, ready for comparing; labels and captions tell nothing."""
    names = find_names(analysis.document.text for analysis in analyses)
    return tuple(
        _statement(analysis, claim, names)
        for analysis in analyses
        for claim in analysis.claims
        if claim.kind not in _UNTOLD
    )


def _statement(analysis: Analysis, claim: Claim, names: frozenset[str]) -> Statement:
    text = analysis.text(claim)
    found = find_terms(text)
    keys, weights = [term.key for term in found], _weigh(text, found, names)
    spoken = [key for key in _speakers(analysis, claim, names) if key not in keys]
    return Statement(
        document=claim.document,
        claim=claim.number,
        text=text,
        terms=(*keys, *spoken),
        weights=(*weights, *(1.0 for _ in spoken)),
        names=frozenset((*(term.key for term in found if _is_name(text, term, names)), *spoken)),
        quantities=find_quantities(text),
        quoted=frozenset(_quoted_runs(analysis, claim)),
        place=claim.start / len(analysis.document.text),
        headline=claim.kind == "headline",
    )


def _weigh(text: str, terms: Sequence[Term], names: frozenset[str]) -> list[float]:
    """1 for a word, and for the last word of a name; FORENAME for those before it."""
    named = [_is_name(text, term, names) for term in terms]
    goes_on = [
        a and b and bool(_JOINED.fullmatch(text, terms[at].end, terms[at + 1].start))
        for at, (a, b) in enumerate(pairwise(named))
    ]
    return [FORENAME if inner else 1.0 for inner in (*goes_on, False)][: len(terms)]


def _is_name(text: str, term: Term, names: frozenset[str]) -> bool:
    return text[term.start].isupper() and normalize(text[term.start : term.end]) in names


def _speakers(analysis: Analysis, claim: Claim, names: frozenset[str]) -> list[str]:
    """The last names of those whose words the claim reports, wherever they are named."""
    spans = [part.speaker for part in claim.reported if part.speaker]
    words = dict.fromkeys(analysis.document.text[span.start : span.end] for span in spans)
    named = ([term for term in find_terms(spoken) if _is_name(spoken, term, names)] for spoken in words)
    return list(dict.fromkeys(terms[-1].key for terms in named if terms))


def _quoted_runs(analysis: Analysis, claim: Claim) -> Iterable[str]:
    for part in claim.reported:
        if part.voice == "direct":
            start, end = max(part.start, claim.start), min(part.end, claim.end)
            words = WORD.findall(normalize(analysis.document.text[start:end]))
            yield from (" ".join(words[at : at + QUOTED_RUN]) for at in range(len(words) - QUOTED_RUN + 1))
