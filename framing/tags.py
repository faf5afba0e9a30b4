"""Tags: entries found in claims, each with its span, side, weight, voice, negation and scare quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from framing.claims.model import Claim, Voice
from framing.documents.model import Document
from framing.lexicons.model import WEIGHT_UNIT, Lexicon
from framing.matching import Hit, Matcher, matcher_for
from framing.normalizing import normalize
from framing.shipped import read_cues
from framing.terms import is_function_word

_NEGATION_WINDOW = 5
"""How many words before a tag a negation may stand: "not in any way an illegal war" is about the longest."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One entry found in one claim: `document.text[tag.start:tag.end]`.

    `claim` is the claim's number; `sign` is −1, 0 or +1, the side of `pole` ("" and 0 without a pole);
    `milli` is the entry's weight in thousandths of log-odds; `voice` is whose words the tag stands in.
    """

    document: str
    claim: int
    start: int
    end: int
    lexicon: str
    frame: str
    pole: str
    sign: int
    entry: str
    milli: int
    voice: Voice
    negated: bool = False
    quoted: bool = False

    @property
    def weight(self) -> float:
        """The entry's weight: its log-odds contribution."""
        return self.milli / WEIGHT_UNIT

    @property
    def counts(self) -> bool:
        """Whether the tag is evidence: it has a pole and is neither negated nor in scare quotes."""
        return self.sign != 0 and not self.negated and not self.quoted


def tag_claims(document: Document, claims: Sequence[Claim], lexicons: Iterable[Lexicon]) -> tuple[Tag, ...]:
    """Return every entry of the lexicons found in the claims, in document order.

    Within a frame the longest match wins and overlaps count once; between frames both count.
    """
    matcher = matcher_for(tuple(sorted(lexicons, key=lambda lexicon: (lexicon.name, lexicon.digest))))
    hits = matcher.find(document, claims)
    if not hits:
        return ()
    by_number = {claim.number: claim for claim in claims}
    text = normalize(document.text)
    return tuple(_tag(hit, matcher, by_number[hit.claim], text) for hit in hits)


def _tag(hit: Hit, matcher: Matcher, claim: Claim, text: str) -> Tag:
    rule = matcher.rules[hit.rule]
    core = max(hit.start, hit.core)
    # who will not reward an actor's wrong still tells it: only what stands between the two can deny it
    before = text[hit.start if core > hit.start else claim.start : core]
    return Tag(
        document=claim.document,
        claim=claim.number,
        start=hit.start,
        end=hit.end,
        lexicon=rule.lexicon.name,
        frame=rule.frame.name,
        pole=rule.frame.pole,
        sign=rule.sign,
        entry=rule.entry.text,
        milli=rule.entry.milli,
        voice=claim.voice_at(core),
        # a topic that is denied is still the topic: only what takes a side can be negated
        negated=bool(rule.sign) and _is_negated(before),
        quoted=_is_distanced(before) or any(span.start <= core < span.end for span in claim.scare),
    )


def find_negations(text: str) -> tuple[int, ...]:
    """Return where the words of a text end that deny ("not", "never", "isn't" …); "not only" and the like don't."""
    return tuple(found.end() for found in _negations().finditer(normalize(text)) if found["negator"])


def _is_negated(before: str) -> bool:
    """Whether a negation stands within the last words before a tag, with nothing between that ends its scope.

    Verbs that deny or reject turn no tag round: who rejects imperialism speaks of imperialism all the same.
    """
    last = None
    for found in _negations().finditer(before):
        last = found if found["negator"] else None
    if last is None:
        return False
    between = before[last.end() :]
    near = len(between.split()) < _NEGATION_WINDOW and not _scope_stops().search(between)
    return near and _reaches(last[0].split()[-1], between.split())


def _reaches(negator: str, between: Sequence[str]) -> bool:
    """Whether nothing between a negation and a tag is itself what is denied."""
    reach = read_cues("negations")["reach"]
    denied = [at for at, word in enumerate(between) if not (is_function_word(word) or word.endswith("ly"))]
    denied = [at for at in denied if between[at] not in reach["words"]]
    if not denied:
        return True
    described = [negator, *between][denied[0]] in reach["determiners"]
    return described and denied == [len(between) - 1]


def _is_distanced(before: str) -> bool:
    """Whether "so-called" or the like stands right before a tag: scare quotes in words."""
    return bool(_distancing().search(before))


@cache
def _distancing() -> re.Pattern[str]:
    return re.compile(_any_of(read_cues("negations")["distancing"]["words"]) + r"['\" ]*\Z")


@cache
def _negations() -> re.Pattern[str]:
    cues = read_cues("negations")
    spurious = _any_of(cues["not_negating"]["phrases"])
    negators = _any_of([*cues["negators"]["words"], *cues["negators"]["contractions"]])
    return re.compile(f"{spurious}|(?P<negator>{negators})")


@cache
def _scope_stops() -> re.Pattern[str]:
    stops = read_cues("negations")["scope_stops"]
    marks = "|".join(re.escape(normalize(mark)) for mark in stops["punctuation"])
    return re.compile(f"{_any_of(stops['words'])}|{marks}")


def _any_of(words: Iterable[str]) -> str:
    ordered = sorted(map(normalize, words), key=lambda word: (-len(word), word))
    return rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)"
