"""Finding entries in texts: one Aho-Corasick pass over the document, then slots, guards and overlaps.

Every entry has an anchor, a literal that stands in each of its matches. The automaton reports all
anchors of all entries in one pass; an entry that is more than its anchor is then tried by its own
regex, only in the claims where the anchor was seen.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from framing.claims.model import Claim
from framing.documents.model import Document, Span
from framing.lexicons.actors import ActorFinder, begins_within_word, ends_within_word, finder_for, stands_alone
from framing.lexicons.model import Entry, Frame, Lexicon
from framing.lexicons.patterns import Guard, Pattern, compile_guard, compile_pattern, is_literal
from framing.normalizing import fold_marks, normalize
from framing.relations import find_agent
from framing.shipped import read_cues

_compile = cache(re.compile)
_LONGEST_PREFIX = 12
"""Characters looked at before a match for a prefix with its hyphen."""


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """An entry found at `start:end` of the document, in the claim with this number."""

    claim: int
    start: int
    end: int
    rule: int
    core: int = -1
    """Where the words stand that an actor is tagged for, -1 where the hit is these words alone."""


@dataclass(frozen=True, eq=False)
class Rule:
    """An entry with its lexicon, frame and sign (−1, 0, +1); its pattern and its guards when first needed."""

    lexicon: Lexicon
    frame: Frame
    entry: Entry
    sign: int

    @property
    def literal(self) -> bool:
        """Whether the entry is plain words, as most are, which are found without a pattern being compiled."""
        return is_literal(self.entry.text, self.entry.case)

    @cached_property
    def pattern(self) -> Pattern:
        """What is to be found."""
        return compile_pattern(self.entry.text, self.lexicon.actors, self.entry.case)

    @cached_property
    def exceptions(self) -> tuple[Guard, ...]:
        """What may not cover a match."""
        return self._compile(self.entry.guards.exceptions)

    @cached_property
    def near(self) -> tuple[Guard, ...]:
        """Of these one must stand in the claim."""
        return self._compile(self.entry.guards.near)

    @cached_property
    def not_near(self) -> tuple[Guard, ...]:
        """Of these none may stand in the claim."""
        return self._compile(self.entry.guards.not_near)

    def _compile(self, texts: Sequence[str]) -> tuple[Guard, ...]:
        return tuple(compile_guard(text, self.lexicon.actors) for text in texts)


@dataclass(frozen=True, slots=True)
class _Page:
    """A document made ready: its text as it is, normalised, normalised in its own case; and where the claims lie."""

    raw: str
    text: str
    cased: str
    claims: Sequence[Claim]
    starts: Sequence[int]
    finders: Mapping[str, ActorFinder]
    actors: dict[tuple[str, int], tuple[Span, ...]] = field(default_factory=dict)
    signs: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)
    shadows: dict[tuple[str, int], str] = field(default_factory=dict)

    def actors_in(self, claim: Claim, lexicon: Lexicon) -> tuple[Span, ...]:
        """Where actors of the lexicon's lists stand in the claim."""
        key = (lexicon.digest, claim.number)
        if key not in self.actors:
            finder = self.finders[lexicon.digest]
            self.actors[key] = finder.find(self.text, self.cased, claim.start, claim.end)
        return self.actors[key]

    def fills(self, slots: Sequence[frozenset[str]], claim: Claim, lexicon: Lexicon) -> bool:
        """Whether the claim names an actor for each of these slots: without, the pattern need not be tried."""
        key = (lexicon.digest, claim.number)
        if key not in self.signs:
            self.signs[key] = self.finders[lexicon.digest].signs_in(self.text, self.actors_in(claim, lexicon))
        return not any(slot.isdisjoint(self.signs[key]) for slot in slots)

    def shadow_of(self, claim: Claim, lexicon: Lexicon) -> str:
        """The claim's text with signs for actors; it begins where the claim begins."""
        key = (lexicon.digest, claim.number)
        if key not in self.shadows:
            spans = self.actors_in(claim, lexicon)
            self.shadows[key] = self.finders[lexicon.digest].shadow(self.text, claim.start, claim.end, spans)
        return self.shadows[key]

    def matches(self, guard: Guard | Pattern, claim: Claim, lexicon: Lexicon) -> Iterator[Span]:
        """Where an expression matches within the claim."""
        if not guard.shadowed:
            for found in guard.expression.finditer(self.text, claim.start, claim.end):
                yield Span(*found.span())
        elif self.actors_in(claim, lexicon):
            for found in guard.expression.finditer(self.shadow_of(claim, lexicon)):
                yield Span(claim.start + found.start(), claim.start + found.end())

    def claim_at(self, start: int, end: int) -> Claim | None:
        index = bisect_right(self.starts, start) - 1
        if index < 0 or end > self.claims[index].end:
            return None
        return self.claims[index]


class Matcher:
    """Finds the entries of some lexicons in claims; made once, used for any number of documents."""

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        self.rules = tuple(_rules(lexicons))
        self._owners: list[list[int]] = []
        self._relations: dict[int, list[list[int]]] = {}
        self._finders = {lexicon.digest: finder_for(lexicon.actors) for lexicon in lexicons if lexicon.actors}
        self._automaton = self._build()

    def _build(self) -> AhoCorasick:
        owners: dict[str, list[int]] = {}
        relations: dict[str, dict[Lexicon, list[int]]] = {}
        for index, rule in enumerate(self.rules):
            if rule.literal:
                owners.setdefault(rule.entry.text, []).append(index)
                continue
            related = bool(rule.pattern.actors)
            for anchor in rule.pattern.anchors:
                holders = owners.setdefault(anchor, [])
                if related:
                    holders = relations.setdefault(anchor, {}).setdefault(rule.lexicon, [])
                holders.append(index)
        self._owners = list(owners.values())
        numbers = {anchor: number for number, anchor in enumerate(owners)}
        self._relations = {numbers[anchor]: list(found.values()) for anchor, found in relations.items()}
        return AhoCorasick(list(owners), matchkind=MatchKind.Standard)

    def find(self, document: Document, claims: Sequence[Claim]) -> list[Hit]:
        """Return the hits in document order: within a lexicon's frame the longest wins and none overlap."""
        text = document.text
        starts = [claim.start for claim in claims]
        page = _Page(text, normalize(text), fold_marks(text), claims, starts, self._finders)
        return self._resolve(set(self._candidates(page)))

    def _candidates(self, page: _Page) -> Iterator[Hit]:
        tried: set[tuple[int, int]] = set()
        for anchor, start, end in self._automaton.find_matches_as_indexes(page.text, overlapping=True):
            claim = page.claim_at(start, end)
            if claim is None or claim.kind == "label":
                continue
            for indices in self._relations.get(anchor, ()):
                yield from self._relate(indices, page, claim, Span(start, end))
            for index in self._owners[anchor]:
                pattern = self.rules[index].pattern
                if pattern.leading and begins_within_word(page.text, start):
                    continue
                elif pattern.leading and not pattern.shadowed:
                    yield from self._match(index, page, claim, Span(start, end))
                elif (claim.number, index) not in tried:
                    tried.add((claim.number, index))
                    yield from self._search(index, page, claim)

    def _match(self, index: int, page: _Page, claim: Claim, anchor: Span) -> Iterator[Hit]:
        """Yield the hit that begins with this anchor, if one does."""
        rule, end = self.rules[index], anchor.end
        if rule.pattern.literal:
            if ends_within_word(page.text, end, len(page.text)):
                return
        else:
            found = rule.pattern.expression.match(page.text, anchor.start, claim.end)
            if not found:
                return
            end = found.end()
        if _passes(rule, page, claim, Span(anchor.start, end)):
            yield Hit(claim.number, anchor.start, end, index)

    def _search(self, index: int, page: _Page, claim: Claim) -> Iterator[Hit]:
        rule = self.rules[index]
        if rule.pattern.slots and not page.fills(rule.pattern.slots, claim, rule.lexicon):
            return
        for span in page.matches(rule.pattern, claim, rule.lexicon):
            if _passes(rule, page, claim, span):
                yield Hit(claim.number, span.start, span.end, index)

    def _relate(self, indices: Sequence[int], page: _Page, claim: Claim, word: Span) -> Iterator[Hit]:
        """Yield the hits of those of a lexicon's relations that share this word."""
        actors = page.actors_in(claim, self.rules[indices[0]].lexicon)
        if not actors or not stands_alone(page.text, word.start, word.end, len(page.text)):
            return
        agent = find_agent(page.text, word.start, word.end, actors)
        if agent is None:
            return
        name, span = page.text[agent.start : agent.end], Span(min(agent.start, word.start), max(agent.end, word.end))
        for index in indices:
            rule = self.rules[index]
            if name in rule.pattern.actors and _passes(rule, page, claim, span):
                yield Hit(claim.number, span.start, span.end, index, word.start)

    def _resolve(self, hits: set[Hit]) -> list[Hit]:
        kept: list[Hit] = []
        taken: dict[tuple[int, str, str], list[Hit]] = {}
        for hit in sorted(hits, key=self._precedence):
            rule = self.rules[hit.rule]
            rivals = taken.setdefault((hit.claim, rule.lexicon.name, rule.frame.name), [])
            if all(hit.end <= rival.start or rival.end <= hit.start for rival in rivals):
                rivals.append(hit)
                kept.append(hit)
        return sorted(kept, key=lambda hit: (hit.start, hit.end, self._identity(hit)))

    def _precedence(self, hit: Hit) -> tuple[object, ...]:
        return (hit.start - hit.end, hit.start, -self.rules[hit.rule].entry.milli, self._identity(hit))

    def _identity(self, hit: Hit) -> tuple[str, str, str]:
        rule = self.rules[hit.rule]
        return (rule.lexicon.name, rule.frame.name, rule.entry.text)


@cache
def matcher_for(lexicons: tuple[Lexicon, ...]) -> Matcher:
    """Return the matcher of these lexicons, built once per process."""
    return Matcher(lexicons)


def _rules(lexicons: Sequence[Lexicon]) -> Iterator[Rule]:
    for lexicon in lexicons:
        for frame in lexicon.frames:
            pole = lexicon.pole(frame.pole)
            for entry in frame.entries:
                yield Rule(lexicon, frame, entry, pole.sign if pole else 0)


def _passes(rule: Rule, page: _Page, claim: Claim, span: Span) -> bool:
    if _turned().search(page.raw, max(0, span.start - _LONGEST_PREFIX), span.start):
        return False
    if rule.pattern.exact and not _compile(rule.pattern.exact).fullmatch(page.cased, span.start, span.end):
        return False
    if not rule.entry.guards:
        return True
    return (
        not any(_covers(guard, rule, page, claim, span) for guard in rule.exceptions)
        and (not rule.near or any(_stands(guard, rule, page, claim) for guard in rule.near))
        and not any(_stands(guard, rule, page, claim) for guard in rule.not_near)
    )


def _stands(guard: Guard, rule: Rule, page: _Page, claim: Claim) -> bool:
    return next(page.matches(guard, claim, rule.lexicon), None) is not None


def _covers(guard: Guard, rule: Rule, page: _Page, claim: Claim, span: Span) -> bool:
    found = page.matches(guard, claim, rule.lexicon)
    return any(match.start <= span.start and span.end <= match.end for match in found)


@cache
def _turned() -> re.Pattern[str]:
    prefixes = "|".join(map(re.escape, read_cues("negations")["turning"]["prefixes"]))
    return re.compile(rf"(?<!\w)(?:{prefixes})[-\u2010\u2011]\Z", re.IGNORECASE)
