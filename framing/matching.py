"""Finding entries in texts: one Aho-Corasick pass over the document, then slots, guards and overlaps.

Every entry has an anchor, a literal that stands in each of its matches. The automaton reports all
anchors of all entries in one pass; an entry that is more than its anchor is then tried by its own
regex, only in the claims where the anchor was seen.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from framing.claims.model import Claim
from framing.documents.model import Document, Span
from framing.lexicons.model import Entry, Frame, Lexicon
from framing.lexicons.patterns import ActorFinder, Pattern, compile_guard, compile_pattern
from framing.normalizing import fold_marks, normalize
from framing.relations import find_agent
from framing.shipped import read_cues

_WORD_BEFORE = re.compile(r"(?:[\w\u0300-\u036f]|\w')\Z")
_WORD_AFTER = re.compile(r"[\w\u0300-\u036f]|'(?!s(?!\w))\w")
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


@dataclass(frozen=True, slots=True)
class Rule:
    """An entry with its lexicon, frame, sign (−1, 0, +1) and compiled pattern."""

    lexicon: Lexicon
    frame: Frame
    entry: Entry
    sign: int
    pattern: Pattern
    exceptions: tuple[str, ...]
    near: tuple[str, ...]
    not_near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """A document made ready: its text as it is, normalised, normalised in its own case; and where the claims lie."""

    raw: str
    text: str
    cased: str
    claims: Sequence[Claim]
    starts: Sequence[int]
    actors: dict[tuple[str, int], tuple[Span, ...]]

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
        self._finders: dict[str, ActorFinder] = {}
        self._automaton = self._build()

    def _build(self) -> AhoCorasick:
        owners: dict[str, list[int]] = {}
        for index, rule in enumerate(self.rules):
            for anchor in rule.pattern.anchors:
                owners.setdefault(anchor, []).append(index)
        self._owners = list(owners.values())
        return AhoCorasick(list(owners), matchkind=MatchKind.Standard)

    def find(self, document: Document, claims: Sequence[Claim]) -> list[Hit]:
        """Return the hits in document order: within a lexicon's frame the longest wins and none overlap."""
        text = document.text
        page = _Page(text, normalize(text), fold_marks(text), claims, [claim.start for claim in claims], {})
        return self._resolve(set(self._candidates(page)))

    def _candidates(self, page: _Page) -> Iterator[Hit]:
        tried: set[tuple[int, int]] = set()
        for anchor, start, end in self._automaton.find_matches_as_indexes(page.text, overlapping=True):
            claim = page.claim_at(start, end)
            if claim is None or claim.kind == "label":
                continue
            for index in self._owners[anchor]:
                rule = self.rules[index]
                if rule.pattern.actors:
                    yield from self._relate(index, page, claim, Span(start, end))
                elif rule.pattern.literal:
                    if _stands_alone(page.text, start, end) and _passes(rule, page, claim, Span(start, end)):
                        yield Hit(claim.number, start, end, index)
                elif (claim.number, index) not in tried:
                    tried.add((claim.number, index))
                    yield from self._search(index, page, claim)

    def _search(self, index: int, page: _Page, claim: Claim) -> Iterator[Hit]:
        rule = self.rules[index]
        for found in _compile(rule.pattern.expression).finditer(page.text, claim.start, claim.end):
            actors = _actors_hold(rule.pattern, found, page)
            if actors and _passes(rule, page, claim, Span(*found.span())):
                yield Hit(claim.number, *found.span(), index)

    def _relate(self, index: int, page: _Page, claim: Claim, word: Span) -> Iterator[Hit]:
        if not _stands_alone(page.text, word.start, word.end):
            return
        rule = self.rules[index]
        agent = find_agent(page.text, word.start, word.end, self._actors_in(page, claim, rule.lexicon))
        if agent is None or page.text[agent.start : agent.end] not in rule.pattern.actors:
            return
        span = Span(min(agent.start, word.start), max(agent.end, word.end))
        if _passes(rule, page, claim, span):
            yield Hit(claim.number, span.start, span.end, index, word.start)

    def _actors_in(self, page: _Page, claim: Claim, lexicon: Lexicon) -> tuple[Span, ...]:
        key = (lexicon.digest, claim.number)
        if key not in page.actors:
            if lexicon.digest not in self._finders:
                self._finders[lexicon.digest] = ActorFinder(lexicon.actors)
            finder = self._finders[lexicon.digest]
            page.actors[key] = finder.find(page.text, page.cased, claim.start, claim.end)
        return page.actors[key]

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
        for frame, entry in lexicon.entries:
            pole = lexicon.pole(frame.pole)
            guards = entry.guards
            yield Rule(
                lexicon,
                frame,
                entry,
                pole.sign if pole else 0,
                compile_pattern(entry.text, lexicon.actors, entry.case),
                *(
                    tuple(compile_guard(text, lexicon.actors) for text in texts)
                    for texts in (guards.exceptions, guards.near, guards.not_near)
                ),
            )


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (_WORD_BEFORE.search(text, max(0, start - 2), start) or _WORD_AFTER.match(text, end))


def _passes(rule: Rule, page: _Page, claim: Claim, span: Span) -> bool:
    if _turned().search(page.raw, max(0, span.start - _LONGEST_PREFIX), span.start):
        return False
    if rule.pattern.exact and not _compile(rule.pattern.exact).fullmatch(page.cased, span.start, span.end):
        return False
    if not rule.entry.guards:
        return True
    within = (page.text, claim.start, claim.end)
    return (
        not any(_covers(source, page, claim, span) for source in rule.exceptions)
        and (not rule.near or any(_compile(source).search(*within) for source in rule.near))
        and not any(_compile(source).search(*within) for source in rule.not_near)
    )


@cache
def _turned() -> re.Pattern[str]:
    prefixes = "|".join(map(re.escape, read_cues("negations")["turning"]["prefixes"]))
    return re.compile(rf"(?<!\w)(?:{prefixes})[-\u2010\u2011]\Z", re.IGNORECASE)


def _covers(source: str, page: _Page, claim: Claim, span: Span) -> bool:
    found = _compile(source).finditer(page.text, claim.start, claim.end)
    return any(match.start() <= span.start and span.end <= match.end() for match in found)


def _actors_hold(pattern: Pattern, found: re.Match[str], page: _Page) -> bool:
    """Whether every slot's actor has the case it needs and is not part of a longer actor's name."""
    return all(
        _has_exact_case(pattern, found[group], page.cased[found.start(group) : found.end(group)])
        and not _is_part_of_longer(pattern, found[group], page.text, found.start(group))
        for group in range(1, found.re.groups + 1)
    )


def _has_exact_case(pattern: Pattern, form: str, cased: str) -> bool:
    exact = pattern.exact_forms.get(form)
    return exact is None or cased in exact


def _is_part_of_longer(pattern: Pattern, form: str, text: str, start: int) -> bool:
    return any(
        at <= start
        and text.startswith(longer, start - at)
        and _stands_alone(text, start - at, start - at + len(longer))
        for longer, at in pattern.longer.get(form, ())
    )
