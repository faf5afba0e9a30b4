"""Entry patterns: words, globs, single-word wildcards, slots and gaps, turned into what the matcher needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from itertools import groupby

from framing.lexicons.actors import ANY_SIGN, FILLER, LEFT, RIGHT, ActorFinder, finder_for, normal_forms
from framing.lexicons.model import ActorList
from framing.normalizing import fold_marks, normalize
from framing.shipped import read_cues

ANY_ACTOR = "_"
GAP = "…"
LONGEST_GAP = 8
"""Words that may stand between the two slots of a relation: about a clause."""
MIN_GLOB_LETTERS = 3
_OPEN = "\0"
"""Stands where a match may differ from the pattern."""
_WORDS = re.compile(r"[a-zA-Z ]+")
_LITERAL = re.compile(r"[a-z]+(?: [a-z]+)*")
_TOKEN = re.compile(r"\{[^{}]*\}|[^\s{}]+")
_SLOTS = re.compile(r"(\{[^{}]*\})")
_SLOT = re.compile(r"\{([A-Za-z_|]+)\}")
_ACRONYM = re.compile(r"[A-Z]{2,3}")
_LETTERS = r"[^\W\d_]*"
_ONE_WORD = r"\w+(?:['.]\w+)*"
_ONE_WORD_OR_ACTOR = rf"(?:{_ONE_WORD}|{ANY_SIGN}{FILLER}*)"


class PatternError(ValueError):
    """A pattern that can never match or would match nearly anything; the message says why."""


@dataclass(frozen=True, eq=False)
class Guard:
    """An expression for the normalised text, or where `shadowed` for its shadow, in which actors are signs.

    `write` returns its regex source; it is asked for when the first text needs it: most are never needed.
    """

    write: Callable[[], str]
    shadowed: bool

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The compiled regex."""
        return re.compile(self.write())


@dataclass(frozen=True, eq=False)
class Pattern(Guard):
    """A pattern taken apart.

    `anchors` are literals (normalised) one of which stands in every match, which it begins where `leading`;
    `literal` says that the single anchor is the whole match, so that no regex is needed; `exact` is the regex
    source that the match must have in its own case ("" where case is free). `slots` holds for each slot the signs
    of the actors that may fill it. `actors` is empty but for a relation ("{adversary} … {wrong}"): the forms of its
    first slot; its anchors are the words of its second.
    """

    anchors: tuple[str, ...]
    literal: bool = False
    exact: str = ""
    actors: frozenset[str] = frozenset()
    leading: bool = False
    slots: tuple[frozenset[str], ...] = ()

    def stands_in(self, words: str, actors: Mapping[str, ActorList]) -> bool:
        """Return whether some words of their own hold a match."""
        text = finder_for(actors).shadow_of(words) if self.shadowed else normalize(words)
        named = bool(self.expression.search(text))
        return named and (not self.actors or any(anchor in text for anchor in self.anchors))


def tokens_of(text: str) -> tuple[str, ...]:
    """Return the pattern's parts in order: words, globs, "*", slots and gaps.

    >>> tokens_of("US-backed {_} coup*")
    ('US', 'backed', '{_}', 'coup*')
    """
    if _WORDS.fullmatch(text):
        return tuple(text.split())
    parts = _SLOTS.split(text) if "{" in text else (text,)
    spread = "".join(part if part.startswith("{") else fold_marks(part).replace("...", GAP) for part in parts)
    return tuple(_TOKEN.findall(spread))


def is_literal(text: str, case: bool = False) -> bool:
    """Return whether a pattern is plain words that need no compiling to be found: its text is its one anchor."""
    return not case and bool(_LITERAL.fullmatch(text))


def check_pattern(text: str, actors: Mapping[str, ActorList], case: bool = False) -> tuple[str, ...]:
    """Return the tokens of a pattern; raise PatternError when it cannot serve."""
    tokens = _well_formed(text, case)
    if GAP in tokens:
        _relation_slots(tokens, actors)
        return tokens
    for token in tokens:
        if _is_slot(token) and any(one.words for one in _lists_of(token, actors)):
            raise PatternError(f"has the word list {token}, which stands after a gap ({GAP}) only")
    return tokens


def check_guard(text: str, actors: Mapping[str, ActorList]) -> tuple[str, ...]:
    """Return the tokens of a guard, which may be a slot alone; raise PatternError when it cannot serve."""
    tokens = tokens_of(text)
    _refuse_malformed(tokens)
    for token in filter(_is_slot, tokens):
        _lists_of(token, actors)
    return tokens


@lru_cache(maxsize=1 << 15)
def _well_formed(text: str, case: bool) -> tuple[str, ...]:
    """The tokens of a pattern, remembered: a lexicon's patterns are checked when read and again when compiled."""
    tokens = tokens_of(text)
    if not (tokens and _WORDS.fullmatch(text)):  # nothing can be wrong in plain words
        _refuse_malformed(tokens)
        if GAP not in tokens:
            _refuse_unanchored(tokens, case)
    return tokens


def compile_pattern(text: str, actors: Mapping[str, ActorList], case: bool = False) -> Pattern:
    """Return the compiled pattern; raise PatternError when it cannot serve."""
    tokens = check_pattern(text, actors, case)
    if GAP in tokens:
        return _compile_relation(tokens, actors)
    plain = all(map(_is_plain, tokens))
    anchors = (normalize(" ".join(tokens)),) if plain else _anchors(tokens)
    return Pattern(
        write=partial(_expression, tokens, actors),
        shadowed=any(map(_is_slot, tokens)),
        anchors=anchors,
        literal=plain,
        exact=" ".join(_cased_regex(token) for token in tokens) if case else "",
        leading=normalize(" ".join(tokens)).startswith(anchors[0]),
        slots=tuple(_signs_of(token, actors) for token in tokens if _is_slot(token)),
    )


def compile_guard(text: str, actors: Mapping[str, ActorList]) -> Guard:
    """Return a compiled guard; raise PatternError when it cannot serve."""
    tokens = check_guard(text, actors)
    return Guard(partial(_expression, tokens, actors), any(map(_is_slot, tokens)))


def _compile_relation(tokens: tuple[str, ...], actors: Mapping[str, ActorList]) -> Pattern:
    who, what = _relation_slots(tokens, actors)
    return Pattern(
        write=partial(_slot_regex, tokens[0], actors),
        shadowed=True,
        anchors=normal_forms(what),
        actors=frozenset(normal_forms(who)),
    )


def _relation_slots(
    tokens: tuple[str, ...], actors: Mapping[str, ActorList]
) -> tuple[tuple[ActorList, ...], tuple[ActorList, ...]]:
    if len(tokens) != 3 or tokens[1] != GAP or not (_is_slot(tokens[0]) and _is_slot(tokens[2])):
        raise PatternError(f"has a gap that does not stand between two slots, as in {{us}} {GAP} {{wrong}}")
    who, what = _lists_of(tokens[0], actors), _lists_of(tokens[2], actors)
    if any(one.words for one in who) or not all(one.words for one in what):
        raise PatternError("must name actors before the gap and a list of words after it")
    return who, what


def _expression(tokens: tuple[str, ...], actors: Mapping[str, ActorList]) -> str:
    if not any(map(_is_slot, tokens)):
        return LEFT + " ".join(_token_regex(token, _ONE_WORD) for token in tokens) + RIGHT
    finder = finder_for(actors)
    return LEFT + " ".join(_shadow_parts(tokens, actors, finder)) + RIGHT


def _shadow_parts(tokens: Sequence[str], actors: Mapping[str, ActorList], finder: ActorFinder) -> Iterator[str]:
    first = True
    for plain, run in groupby(tokens, key=_is_plain):
        if plain:
            # an actor's name among the entry's own words is a sign in the shadow too
            yield re.escape(finder.shadow_of(" ".join(run)))
        else:
            for number, token in enumerate(run):
                # "orchestrated by {security}" is also "orchestrated by the CIA"
                article = "" if first and not number else _article()
                yield (
                    article + _slot_regex(token, actors)
                    if _is_slot(token)
                    else _token_regex(token, _ONE_WORD_OR_ACTOR)
                )
        first = False


def _slot_regex(token: str, actors: Mapping[str, ActorList]) -> str:
    """An actor's sign, with the possessive that may follow: "Maduro's regime"."""
    return f"[{''.join(sorted(_signs_of(token, actors)))}]{FILLER}*(?:'s|')?"


def _signs_of(token: str, actors: Mapping[str, ActorList]) -> frozenset[str]:
    return finder_for(actors).signs_of(one.name for one in _lists_of(token, actors))


@cache
def _article() -> str:
    articles = "|".join(map(re.escape, read_cues("stopwords")["articles"]))
    return f"(?:(?:{articles}) )?"


def _refuse_malformed(tokens: tuple[str, ...]) -> None:
    if not tokens:
        raise PatternError("is empty")
    if any(("{" in token or "}" in token) and not _SLOT.fullmatch(token) for token in tokens):
        raise PatternError("has a slot that is not {list} or {list|list}")
    if "*" in (tokens[0], tokens[-1]):
        raise PatternError("begins or ends with a lone *")
    for token in tokens:
        if "*" in token and token != "*" and sum(map(str.isalnum, token)) < MIN_GLOB_LETTERS:
            raise PatternError(f"has a glob '{token}' with fewer than {MIN_GLOB_LETTERS} letters")


def _refuse_unanchored(tokens: tuple[str, ...], case: bool) -> None:
    words = [token for token in tokens if not _is_slot(token)]
    if not any(character.isalnum() for word in words for character in word):
        raise PatternError("has no word of its own")
    if case and len(words) < len(tokens):
        raise PatternError("has a slot, which has its own case rules, and case = true")


def _is_slot(token: str) -> bool:
    return token.startswith("{")


def _is_plain(token: str) -> bool:
    return "*" not in token and "{" not in token and not _ACRONYM.fullmatch(token)


def _anchors(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The literal of every match that has most letters, function words not counted: the rarest in texts."""
    best = max(_literals(tokens), key=_rarity, default="")
    if best:
        return (best,)
    acronym = next(token for token in tokens if _ACRONYM.fullmatch(token))
    return (normalize(acronym), normalize(".".join(acronym) + "."))


def _literals(tokens: tuple[str, ...]) -> list[str]:
    """What stands between slots, acronyms and *, as every match has it."""
    gaps = (_OPEN if _is_slot(token) or _ACRONYM.fullmatch(token) else normalize(token) for token in tokens)
    found = " ".join(gaps).replace("*", _OPEN).split(_OPEN)
    return [part for part in found if any(map(str.isalnum, part))]


def _rarity(part: str) -> tuple[int, int, str]:
    telling = (word for word in part.split() if word not in _function_words())
    return sum(map(len, telling)), len(part), part


@cache
def _function_words() -> frozenset[str]:
    return frozenset(map(normalize, read_cues("stopwords")["words"]))


def _cased_regex(token: str) -> str:
    return _ONE_WORD if token == "*" else re.escape(token).replace("\\*", _LETTERS)


def _token_regex(token: str, one_word: str) -> str:
    if token == "*":
        return one_word
    if _ACRONYM.fullmatch(token):
        low = token.lower()
        return f"(?:{low}|" + r"\.".join(low) + r"\.?)"
    return re.escape(normalize(token)).replace("\\*", _LETTERS)


def _lists_of(token: str, actors: Mapping[str, ActorList]) -> tuple[ActorList, ...]:
    names = token.strip("{}").split("|")
    wanted = sorted(name for name in actors if not actors[name].words) if ANY_ACTOR in names else names
    unknown = [name for name in wanted if name not in actors]
    if unknown:
        raise PatternError(f"asks for the actor list '{unknown[0]}', which is not there")
    return tuple(actors[name] for name in wanted)
