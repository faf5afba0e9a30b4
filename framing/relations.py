"""Relations: which actor a word of a list is said of, within one claim.

The nearest actor before the word, with no other actor and at most LONGEST_GAP words between, none of which begins
another clause, reports what somebody says or is of those who work against what follows; or the actor that "by", "of"
or "from" names after it. Of a passive the actor before it is the one acted upon, and an actor who is a place or a
target ("in Russia") acts only where the word is said of what is its own ("in Russia's aggression"). Peoples are no
actors: what a power does is not said of its citizens. Words that are more often a topic than blame ("violence") count
right beside the actor only, and who is asked to do something, or cleared of it, has not done it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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
    if named is not None and not _is_object(text, start, end):
        return None if _is_people(text, named) else named
    before = [actor for actor in actors if actor.end <= start]
    if not before or _is_passive(text, start, end):
        return None
    actor, between = before[-1], text[before[-1].end : start]
    near = len(_WORD.findall(between)) <= LONGEST_GAP and not _GAP_ENDS.search(between)
    if not near or _leads_away().search(between) or _is_afar(text[start:end], between):
        return None
    idle = _is_place(text, actor, between) or _is_asked(text, actor, between) or _is_people(text, actor)
    return None if idle else actor


def _is_afar(word: str, between: str) -> bool:
    """Whether a word is one that is only said of an actor right beside it, and stands further off."""
    return word in _nearby_words() and not _beside().fullmatch(between)


def _is_people(text: str, actor: Span) -> bool:
    """Whether the name is that of a people, or of some of them ("Russians", "American voters"), not of a power."""
    people = read_cues("relations")["people"]
    return text[actor.start : actor.end] in people["names"] or bool(_people_after().match(text, actor.end))


def _is_place(text: str, actor: Span, between: str) -> bool:
    own = not between.strip() or between.startswith("'")
    return not own and bool(_place_before().search(text, max(0, actor.start - _LOOK_BACK), actor.start))


def _is_asked(text: str, actor: Span, between: str) -> bool:
    """Whether the actor is asked to do what follows ("urged Congress to") or cleared of it, so has not done it."""
    return any(
        between.startswith(f" {link} ") and before.search(text, max(0, actor.start - _LOOK_BACK), actor.start)
        for link, before in _not_done().items()
    )


def _named_after(text: str, end: int, actors: Sequence[Span]) -> Span | None:
    following = next((actor for actor in actors if actor.start >= end), None)
    if following is None or not _agent_follows().fullmatch(text[end : following.start]):
        return None
    return following


def _is_object(text: str, start: int, end: int) -> bool:
    """Whether the actor after the word is acted upon: "destruction of", "stolen from", but "destruction by"."""
    cues = read_cues("relations")
    word, agent, taken = text[start:end], cues["agent"], cues["passive"]
    if text.startswith(f" {taken['away']} ", end):
        return word.endswith(tuple(taken["endings"]))
    return word.endswith(tuple(agent["acts"])) and text.startswith(f" {agent['upon']} ", end)


def _is_passive(text: str, start: int, end: int) -> bool:
    cues = read_cues("relations")["passive"]
    word = text[start:end]
    participle = word.endswith(tuple(cues["endings"])) or word in cues["irregular"]
    if not participle:
        return False
    by_others = re.match(rf" {cues['agent']} (?!\w+{cues['means']}\b)", text[end : end + _LOOK_BACK])
    return bool(by_others or _auxiliary_before().search(text, max(0, start - _LOOK_BACK), start))


@cache
def _agent_follows() -> re.Pattern[str]:
    agent = read_cues("relations")["agent"]
    return re.compile(rf"\s(?:{'|'.join(agent['words'])})\s(?:(?:{'|'.join(agent['articles'])})\s)?")


@cache
def _leads_away() -> re.Pattern[str]:
    """What may not stand between an actor and the word said of it."""
    cues = read_cues("relations")
    between, after = cues["between"], cues["after"]
    starts, relatives = "|".join(between["starts"]), "|".join(after["relatives"])
    words = _any_of([*between["openers"], *between["heard"], *between["against"]])
    second = rf"(?:{'|'.join(between['joints'])})\s(?:{starts})"
    return re.compile(
        rf"\A\s(?:{'|'.join(after['turns'])})(?!\w)|,(?!\s(?:{relatives})(?!\w))|(?<![\w'])(?:{words}|{second})(?!\w)"
    )


@cache
def _people_after() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{_any_of(read_cues('relations')['people']['nouns'])})(?!\w)")


@cache
def _place_before() -> re.Pattern[str]:
    cues = read_cues("relations")["before"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(cues['places'])})\s(?:(?:{'|'.join(cues['articles'])})\s)?\Z")


@cache
def _not_done() -> Mapping[str, re.Pattern[str]]:
    """Verbs before an actor, by the word that leads from it to what it has not done."""
    cues = read_cues("relations")["before"]
    articles = rf"(?:(?:{'|'.join(cues['articles'])})\s)?"
    return {link: re.compile(rf"(?<!\w)(?:{_any_of(verbs)})\s{articles}\Z") for link, verbs in cues["undone"].items()}


@cache
def _beside() -> re.Pattern[str]:
    """What may stand between an actor and a word said of it only nearby: "'s open", " is the worst"."""
    cues = read_cues("relations")
    others = rf"(?!(?:{'|'.join(cues['after']['turns'])})\s)[\w-]+\s"
    is_the = rf"(?:(?:{'|'.join(cues['passive']['auxiliaries'])})\s)?(?:(?:{'|'.join(cues['agent']['articles'])})\s)?"
    return re.compile(rf"'s?\s(?:{others}){{0,2}}|[\s-]{is_the}(?:{others})?")


@cache
def _nearby_words() -> frozenset[str]:
    return frozenset(read_cues("relations")["nearby"]["words"])


def _any_of(words: Iterable[str]) -> str:
    return "|".join(word.replace("*", r"\w*") for word in words)


@cache
def _auxiliary_before() -> re.Pattern[str]:
    auxiliaries = "|".join(read_cues("relations")["passive"]["auxiliaries"])
    ends = "|".join(read_cues("relations")["passive"]["endings"])
    first = rf"\w+(?:{ends})\s(?:and|or)\s"
    return re.compile(rf"(?<!\w)(?:{auxiliaries})\s(?:\w+ly\s|not\s|being\s)*(?:{first})?\Z")
