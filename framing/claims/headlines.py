"""Headlines: who speaks in their short forms ("Trump: Wall will be built", "Tax to rise – minister")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from framing.claims.inflections import verb_forms
from framing.claims.model import Claim, Reported
from framing.claims.roles import find_end_role
from framing.documents.model import Document, Span
from framing.shipped import read_cues

_WORD = re.compile(r"\w+(?:[.'’-]\w+)*\.?")
_COLON = re.compile(r"\s*:\s+")
_DASH = re.compile(r"\s+[–—-]\s+")
_QUOTED = re.compile(r"\W*['‘\"“].*['’\"”]\W*", re.DOTALL)
_SPEAKER_WORDS = 5
_CONTENT_WORDS = 2
_SITE = "media"


@dataclass(frozen=True, slots=True)
class _Saying:
    """What a headline reports: speaker, cue (None for a colon or dash) and words, as spans of the document."""

    speaker: Span
    words: Span
    cue: Span | None = None
    stance: str = "neutral"


def attribute_headlines(document: Document, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims; headlines in the short forms of headlines get the reported part and its speaker.

    "X: words" and "words – X" are reports where X is a word for somebody who speaks ("police"), a speaker of the
    body, or where the words are quoted or say what will or must be; so "Gaza: ceasefire holds" is none. In
    headlines with all words in capitals ("Minister Says Tax Will Rise") the cue is sought among them.
    """
    if not any(claim.kind == "headline" for claim in claims):
        return tuple(claims)
    known = _known_names(document, claims)
    return tuple(_attribute(document.text, claim, known) if claim.kind == "headline" else claim for claim in claims)


def _known_names(document: Document, claims: Iterable[Claim]) -> frozenset[str]:
    """Return the last words of the names of those who are quoted or reported in the body, in lower case."""
    spans = (part.speaker for claim in claims if claim.kind != "headline" for part in claim.reported)
    names = (_WORD.findall(document.text, span.start, span.end) for span in spans if span)
    return frozenset(words[-1].lower() for words in names if words)


def _attribute(text: str, claim: Claim, known: frozenset[str]) -> Claim:
    if any(part.speaker for part in claim.reported):
        return claim
    for find in (_before_colon, _after_mark, _in_capitals):
        saying = find(text, claim, known)
        if saying:
            return _with(claim, saying, text)
    return claim


def _with(claim: Claim, saying: _Saying, text: str) -> Claim:
    words = saying.words
    voice: Any = "direct" if _QUOTED.fullmatch(text, words.start, words.end) else "indirect"
    part = Reported(words.start, words.end, voice, saying.speaker, saying.cue, saying.stance)
    scare = tuple(span for span in claim.scare if span.end <= words.start or span.start >= words.end)
    return replace(claim, reported=(part,), scare=scare, speaker=saying.speaker, cue=saying.cue, stance=saying.stance)


def _before_colon(text: str, claim: Claim, known: frozenset[str]) -> _Saying | None:
    found = _COLON.search(text, claim.start, claim.end)
    if not found:
        return None
    speaker, words = Span(claim.start, found.start()), Span(found.end(), claim.end)
    return _Saying(speaker, words) if _is_saying(text, speaker, words, known) else None


def _after_mark(text: str, claim: Claim, known: frozenset[str]) -> _Saying | None:
    """Return "words: X" and "words – X"; after a dash the name of a medium is rather that of the page's site."""
    marks = [*_COLON.finditer(text, claim.start, claim.end), *_DASH.finditer(text, claim.start, claim.end)]
    if not marks:
        return None
    last = max(marks, key=lambda mark: mark.start())
    words, speaker = Span(claim.start, last.start()), Span(last.end(), claim.end)
    is_site = ":" not in last[0] and find_end_role(_WORD.findall(text, speaker.start, speaker.end)) == _SITE
    is_one = not is_site and _is_saying(text, speaker, words, known, at_end=True)
    return _Saying(speaker, words) if is_one else None


def _is_saying(text: str, speaker: Span, words: Span, known: frozenset[str], at_end: bool = False) -> bool:
    name, said = _WORD.findall(text, speaker.start, speaker.end), _WORD.findall(text, words.start, words.end)
    if not 1 <= len(name) <= _SPEAKER_WORDS or len(said) < _CONTENT_WORDS:
        return False
    lowered = " ".join(name).lower()
    if lowered in _words("labels") or said[0].lower() in _words("asking"):
        return False
    is_topic = lowered in _words("topics")
    if not is_topic and (find_end_role(name) or name[-1].lower() in known):
        return True
    is_name = name[0][0].isupper() and name[-1][0].isupper() and not is_topic
    is_quoted = _QUOTED.fullmatch(text, words.start, words.end) is not None
    is_claim = not at_end and not _words("claiming").isdisjoint(word.lower() for word in said)
    return is_name and (is_quoted or is_claim)


def _in_capitals(text: str, claim: Claim, known: frozenset[str]) -> _Saying | None:
    """Return "Minister Says Tax Will Rise" and "Tax Will Rise, Minister Says" of a headline in capitals."""
    words = list(_WORD.finditer(text, claim.start, claim.end))
    if claim.reported or sum(word[0][0].isupper() for word in words) * 4 < len(words) * 3:
        return None
    for place, word in enumerate(words):
        stance = _verbs().get(word[0].lower())
        if stance is None or not place:
            continue
        cue = Span(word.start(), word.end())
        first = _after_comma(text, words, place)
        if first and place == len(words) - 1:
            comma = text.rindex(",", 0, words[first].start())
            return _Saying(Span(words[first].start(), words[place - 1].end()), Span(claim.start, comma), cue, stance)
        if not first and place <= _SPEAKER_WORDS and place + _CONTENT_WORDS < len(words):
            start = words[place + 1].start()
            return _Saying(Span(claim.start, words[place - 1].end()), Span(start, claim.end), cue, stance)
        return None
    return None


def _after_comma(text: str, words: Sequence[re.Match[str]], place: int) -> int:
    """Return the first word after the last comma before a word (0 where there is none)."""
    comma = text.rfind(",", words[0].start(), words[place].start())
    return next((number for number, word in enumerate(words[:place]) if word.start() > comma), 0) if comma > 0 else 0


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(word.lower() for word in read_cues("headlines")[group])


@cache
def _verbs() -> dict[str, str]:
    """Return the finite forms of the verbs that report in headlines, with their stance."""
    stances = {lemma: stance for stance, lemmas in read_cues("reporting")["verbs"].items() for lemma in lemmas}
    lemmas: list[str] = read_cues("headlines")["verbs"]
    return {
        form: stances.get(lemma, "neutral") for lemma in lemmas for form in verb_forms(lemma) if form[-3:] != "ing"
    }
