"""Story: the documents of one story by source, their claims ready for comparing, and what belongs to each."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from framing.analyses import Analysis
from framing.claims.model import Claim
from framing.marks import mark_claims
from framing.normalizing import normalize
from framing.profiles import Quote
from framing.statements import Statement, make_statements

REPORTED = frozenset(("direct", "indirect"))
"""The voices that are not the outlet's own."""


class Story:
    """The documents of one story: `sources` by name, `owners` of each document, and the claims as `statements`.

    `copies` names for each copy of a text the document it is a copy of.
    """

    def __init__(self, groups: Mapping[str, Sequence[Analysis]], copies: Mapping[str, str]) -> None:
        self.sources = tuple(sorted(groups))
        self.copies = copies
        self.analyses = {one.document.id: one for group in groups.values() for one in group}
        self.owners = {one.document.id: source for source, group in groups.items() for one in group}
        self.statements = make_statements([self.analyses[name] for name in sorted(self.analyses)])
        self._twins: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for one in self.statements:
            if one.document in copies:
                self._twins[copies[one.document], normalize(one.text)].append(one)

    def with_copies(self, group: Iterable[Statement]) -> list[Statement]:
        """The group with the same words in copies of its texts, in order of document and claim."""
        members = list(group)
        twins = (twin for one in members for twin in self._twins[one.document, normalize(one.text)])
        return sorted(dict.fromkeys([*members, *twins]), key=lambda one: (one.document, one.claim))

    def claim(self, one: Statement) -> Claim:
        """The claim that a statement was made from."""
        claims = self.analyses[one.document].claims
        return claims[bisect_left(claims, one.claim, key=lambda claim: claim.number)]

    def quote(self, one: Statement) -> Quote:
        """The claim with all its marks."""
        return Quote(one.document, mark_claims(self.analyses[one.document], [self.claim(one)])[0])

    def plainest(self, tellings: Sequence[Statement]) -> Statement:
        """The telling in an outlet's own sober words with fewest marks; of equals the one that shares most words."""

        def framed(one: Statement) -> tuple[bool, bool, bool, int, int, str, int]:
            claim = self.claim(one)
            marks = sum(tag.claim == one.claim and bool(tag.sign) for tag in self.analyses[one.document].tags)
            opinion = claim.reading == "opinion-like" or claim.kind != "assertion"
            reported = claim.voice in REPORTED
            return (one.headline, reported, opinion, marks, -_shared(one, tellings), one.document, one.claim)

        return min(tellings, key=framed)


def _shared(one: Statement, tellings: Iterable[Statement]) -> int:
    """How many words it has in common with each of the other tellings, all together."""
    words = set(one.terms)
    return sum(len(words & set(other.terms)) for other in tellings if other is not one)
