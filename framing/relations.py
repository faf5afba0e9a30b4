"""Relations: which actor a word of a list is said of, within one claim.

The nearest actor before the word, with no other actor and at most LONGEST_GAP words between; or the actor
that "by", "of" or "from" names after it. Of a passive the actor before it is the one acted upon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from framing.documents.model import Span
from framing.lexicons.patterns import LONGEST_GAP
from framing.shipped import read_cues

_WORD = re.compile(r"\w+(?:'\w+)?")
_GAP_ENDS = re.compile(r"[;:()\[\]\"—–]|\.\s")
_LOOK_BACK = 40


def find_agent(text: str, start: int, end: int, actors: Sequence[Span]) -> Span | None:
    """Return the actor that the words at `start:end` of a normalised text are said of, None where unclear.

    `actors` are those of the claim, in order.
    """
    named = _named_after(text, end, actors)
    if named is not None:
        return named
    before = [actor for actor in actors if actor.end <= start]
    if not before or _is_passive(text, start, end):
        return None
    between = text[before[-1].end : start]
    near = len(_WORD.findall(between)) <= LONGEST_GAP and not _GAP_ENDS.search(between)
    return before[-1] if near else None


def _named_after(text: str, end: int, actors: Sequence[Span]) -> Span | None:
    following = next((actor for actor in actors if actor.start >= end), None)
    if following is None or not _agent_follows().fullmatch(text[end : following.start]):
        return None
    return following


def _is_passive(text: str, start: int, end: int) -> bool:
    cues = read_cues("relations")["passive"]
    word = text[start:end]
    participle = word.endswith(tuple(cues["endings"])) or word in cues["irregular"]
    return participle and bool(_auxiliary_before().search(text, max(0, start - _LOOK_BACK), start))


@cache
def _agent_follows() -> re.Pattern[str]:
    agent = read_cues("relations")["agent"]
    return re.compile(rf"\s(?:{'|'.join(agent['words'])})\s(?:(?:{'|'.join(agent['articles'])})\s)?")


@cache
def _auxiliary_before() -> re.Pattern[str]:
    auxiliaries = "|".join(read_cues("relations")["passive"]["auxiliaries"])
    return re.compile(rf"(?<!\w)(?:{auxiliaries})\s(?:\w+ly\s|not\s|being\s)*\Z")
