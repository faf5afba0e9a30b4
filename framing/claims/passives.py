"""Passives: where the outlet's own words leave out who acted, in passives without agent and in nouns for deeds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from framing.claims.model import Claim
from framing.documents.model import Document
from framing.shipped import read_cues

_CLAUSE_END = re.compile(r"[.;:?!—](?!\w)")
_REACH = 120
"""Characters after the participle within which an agent may be named: about one long clause."""
_OUTLET = frozenset(("own", "headline"))

_LANGUAGES = frozenset(("", "en"))

DeletionKind = Literal["passive", "nominalisation"]


@dataclass(frozen=True, slots=True)
class Deletion:
    """Words that tell a deed without who did it: `document.text[start:end]`, within the claim of that number.

    `verb` is the participle or the noun, in lower case; `harm` says whether the deed is violence or force.
    """

    claim: int
    start: int
    end: int
    kind: DeletionKind
    verb: str
    harm: bool = False


def find_deletions(document: Document, claims: Sequence[Claim]) -> tuple[Deletion, ...]:
    """Return where the outlet, in its own words and headlines, leaves out who acted; in order of the text.

    What others are quoted or reported as saying is passed over: there the words are not the outlet's.
    Only English is read: a document of another language has none.
    """
    if document.language not in _LANGUAGES:
        return ()
    starts = [claim.start for claim in claims]
    found: list[Deletion] = []
    for one in sorted((*_passives(document.text), *_nominalisations(document.text)), key=lambda one: one.start):
        claim = claims[max(0, bisect_right(starts, one.start) - 1)] if claims else None
        if claim and _is_outlets(claim, one) and _is_agentless(document.text, claim, one):
            found.append(Deletion(claim.number, one.start, one.end, one.kind, one.verb, one.harm))
    return tuple(found)


def _is_outlets(claim: Claim, one: Deletion) -> bool:
    inside = claim.start <= one.start and one.end <= claim.end and claim.kind != "label"
    return inside and claim.voice_at(one.start) in _OUTLET


def _is_agentless(text: str, claim: Claim, one: Deletion) -> bool:
    rest = text[one.end : min(claim.end, one.end + _REACH)]
    ending = _CLAUSE_END.search(rest)
    return not _agent().search(rest, 0, ending.start() if ending else len(rest))


def _passives(text: str) -> Iterator[Deletion]:
    harm, excluded = _words("passive", "harm"), _words("passive", "no-passives")
    for found in _passive().finditer(text):
        verb = found["verb"].lower()
        if verb not in excluded:
            yield Deletion(0, found.start(), found.end(), "passive", verb, verb in harm)


def _nominalisations(text: str) -> Iterator[Deletion]:
    for found in _nominal().finditer(text):
        verb = " ".join((found["act"] or found["event"] or found["phrase"]).lower().split())
        yield Deletion(0, found.start(), found.end(), "nominalisation", verb, True)


@cache
def _words(kind: str, group: str) -> frozenset[str]:
    return frozenset(read_cues("deletions")[kind][group])


@cache
def _passive() -> re.Pattern[str]:
    cues = read_cues("deletions")["passive"]
    nouns = read_cues("grammar")["words"]["ed-and-ing-nouns"]
    between = rf"(?:(?:{_any(cues['between'])}|\w+ly)\s+){{0,2}}"
    participle = rf"(?!(?:{_any(nouns)})(?!\w))(?P<verb>{_any(cues['irregular'])}|[\w-]+ed)"
    return re.compile(rf"\b(?:{_any(cues['forms'])})\s+{between}{participle}\b(?!-)")


@cache
def _nominal() -> re.Pattern[str]:
    cues = read_cues("deletions")["nominalisation"]
    act = rf"(?:{_any(cues['articles'])})\s+(?:(?:{_any(cues['modifiers'])})\s+)?(?P<act>{_any(cues['acts'])})\s+of"
    event = rf"(?P<event>{_any(cues['events'])})\s+(?:{_any(cues['happenings'])})"
    return re.compile(rf"\b(?:{act}|{event}|(?P<phrase>{_any(cues['phrases'])}))\b")


@cache
def _agent() -> re.Pattern[str]:
    """Return the pattern of "by" before somebody who may act."""
    calendar = read_cues("grammar")["calendar"]
    idle = (*read_cues("deletions")["passive"]["no-agents"], *calendar["weekdays"], *calendar["months"])
    return re.compile(
        rf"\b(?:{_any(read_cues('deletions')['passive']['before-agents'])})\s+(?!(?:{_any(idle)}|\w+ing|[$€£]?\d[\w.,]*)(?!\w))",
        re.IGNORECASE,
    )


def _any(words: Iterable[str]) -> str:
    """Return the pattern of any of these words, in lower case or with a capital; ignoring case would be slow."""
    both = {form for word in words for form in (word, word[:1].upper() + word[1:])}
    ordered = sorted(both, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("'", "['’]").replace(r"\ ", r"\s+") for word in ordered)
