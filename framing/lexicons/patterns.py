"""Entry patterns: words, globs, single-word wildcards and slots, turned into what the matcher needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from framing.documents.model import Span
from framing.lexicons.model import ActorList
from framing.normalizing import fold_marks, normalize
from framing.shipped import read_cues

ANY_ACTOR = "_"
GAP = "…"
LONGEST_GAP = 8
"""Words that may stand between the two slots of a relation: about a clause."""
MIN_GLOB_LETTERS = 3
_TOKEN = re.compile(r"\{[^{}]*\}|[^\s{}]+")
_SLOT = re.compile(r"\{([A-Za-z_|]+)\}")
_ACRONYM = re.compile(r"[A-Z]{2,3}")
_LETTERS = r"[^\W\d_]*"
_ONE_WORD = r"\w+(?:['.]\w+)*"
# A match may not begin or end inside a word; a possessive 's after it is no part of the word.
_LEFT = r"(?<![\w\u0300-\u036f])(?<!\w')"
_RIGHT = r"(?![\w\u0300-\u036f])(?!'(?!s(?!\w))\w)"


class PatternError(ValueError):
    """A pattern that can never match or would match nearly anything; the message says why."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern taken apart.

    `anchors` are literals (normalised) one of which stands in every match; `literal` says that the
    single anchor is the whole match, so that no regex is needed; `expression` is the regex source for
    normalised text, its groups being the slots in order (compiled by whoever needs it: most never are);
    `exact` is the regex source that the match must have in its own case ("" where case is free);
    `exact_forms` maps a slot's lower-case form to the exact forms it must have in the text; `longer` maps
    a form to longer ones of any list that hold it ("america": "latin america"), with its place in them.
    `actors` is empty but for a relation ("{adversary} … {wrong}"): the forms of its first slot; its anchors
    are the words of its second.
    """

    text: str
    anchors: tuple[str, ...]
    literal: bool
    expression: str
    exact: str
    exact_forms: Mapping[str, frozenset[str]]
    longer: Mapping[str, tuple[tuple[str, int], ...]]
    actors: frozenset[str] = frozenset()


def tokens_of(text: str) -> list[str]:
    """Return the pattern's parts in order: words, globs, "*" and slots.

    >>> tokens_of("US-backed {_} coup*")
    ['US', 'backed', '{_}', 'coup*']
    """
    parts = re.split(r"(\{[^{}]*\})", text)
    spread = "".join(part if part.startswith("{") else fold_marks(part).replace("...", GAP) for part in parts)
    return _TOKEN.findall(spread)


def compile_pattern(text: str, actors: Mapping[str, ActorList], case: bool = False) -> Pattern:
    """Return the compiled pattern; raise PatternError when it cannot serve."""
    tokens = tokens_of(text)
    _refuse_malformed(tokens, text)
    if GAP in tokens:
        return _compile_relation(text, tokens, actors)
    _refuse_unanchored(tokens, case)
    slots = [_slot_forms(token, actors) for token in tokens if token.startswith("{")]
    plain = all(_is_plain(token) for token in tokens)
    return Pattern(
        text=text,
        anchors=(normalize(" ".join(tokens)),) if plain else _anchors(tokens),
        literal=plain,
        expression=_expression(tokens, actors),
        exact=" ".join(_cased_regex(token) for token in tokens) if case else "",
        exact_forms=_exact_forms(tuple(slots)),
        longer=_longer_forms(tuple(one for one in actors.values() if not one.words)) if slots else {},
    )


def _compile_relation(text: str, tokens: list[str], actors: Mapping[str, ActorList]) -> Pattern:
    if len(tokens) != 3 or tokens[1] != GAP or not (tokens[0].startswith("{") and tokens[2].startswith("{")):
        raise PatternError(f"has a gap that does not stand between two slots, as in {{us}} {GAP} {{wrong}}")
    who, what = _slot_forms(tokens[0], actors), _slot_forms(tokens[2], actors)
    if any(one.words for one in who) or not all(one.words for one in what):
        raise PatternError("must name actors before the gap and a list of words after it")
    between = rf"(?:\W+\w+){{0,{LONGEST_GAP}}}?\W+"
    forward = f"{_token_regex(tokens[0], actors)}{between}(?:{_alternation(what)})"
    backward = f"(?:{_alternation(what)}){between}{_token_regex(tokens[0], actors)}"
    return Pattern(
        text=text,
        anchors=tuple(normalize(form) for one in what for form in one.forms),
        literal=False,
        expression=f"{_LEFT}(?:{forward}|{backward}){_RIGHT}",
        exact="",
        exact_forms=_exact_forms((who,)),
        longer={},
        actors=frozenset(normalize(form) for one in who for form in (*one.forms, *one.exact)),
    )


def compile_guard(text: str, actors: Mapping[str, ActorList]) -> str:
    """Return the regex source of a guard, which may be a slot alone; raise PatternError when it cannot serve."""
    tokens = tokens_of(text)
    _refuse_malformed(tokens, text)
    return _expression(tokens, actors)


def _expression(tokens: list[str], actors: Mapping[str, ActorList]) -> str:
    first, *rest = (_token_regex(token, actors) for token in tokens)
    # "orchestrated by {security}" is also "orchestrated by the CIA"
    later = (
        _article() + part if token.startswith("{") else part for token, part in zip(tokens[1:], rest, strict=True)
    )
    return _LEFT + " ".join((first, *later)) + _RIGHT


@cache
def _article() -> str:
    articles = "|".join(map(re.escape, read_cues("stopwords")["articles"]))
    return f"(?:(?:{articles}) )?"


def _refuse_malformed(tokens: list[str], text: str) -> None:
    if not tokens:
        raise PatternError("is empty")
    if text.count("{") != text.count("}") or any("{" in t and not _SLOT.fullmatch(t) for t in tokens):
        raise PatternError("has a slot that is not {list} or {list|list}")
    if "*" in (tokens[0], tokens[-1]):
        raise PatternError("begins or ends with a lone *")
    for token in tokens:
        if "*" in token and token != "*" and sum(map(str.isalnum, token)) < MIN_GLOB_LETTERS:
            raise PatternError(f"has a glob '{token}' with fewer than {MIN_GLOB_LETTERS} letters")


def _refuse_unanchored(tokens: list[str], case: bool) -> None:
    words = [token for token in tokens if not token.startswith("{")]
    if not any(character.isalnum() for word in words for character in word):
        raise PatternError("has no word of its own")
    if case and len(words) < len(tokens):
        raise PatternError("has a slot, which has its own case rules, and case = true")


def _is_plain(token: str) -> bool:
    return "*" not in token and "{" not in token and not _ACRONYM.fullmatch(token)


def _anchors(tokens: list[str]) -> tuple[str, ...]:
    """The longest literal that every match holds: a run of plain words, or the longest part of a glob."""
    runs = [part.strip() for part in re.split(r"\S*[*{}]\S*|\b[A-Z]{2,3}\b", " ".join(tokens))]
    globs = [part for token in tokens if "*" in token for part in token.split("*")]
    best = max((part for part in (*runs, *globs) if part), key=lambda part: (len(part), part), default="")
    if best:
        return (normalize(best),)
    acronym = next(token for token in tokens if _ACRONYM.fullmatch(token))
    return (normalize(acronym), normalize(".".join(acronym) + "."))


def _cased_regex(token: str) -> str:
    return _ONE_WORD if token == "*" else re.escape(token).replace("\\*", _LETTERS)


def _token_regex(token: str, actors: Mapping[str, ActorList]) -> str:
    if token == "*":
        return _ONE_WORD
    if token.startswith("{"):
        # a possessive may follow an actor: "Maduro's regime"
        return rf"({_alternation(_slot_forms(token, actors))})(?:'s|(?<=s)')?"
    if _ACRONYM.fullmatch(token):
        low = token.lower()
        return f"(?:{low}|" + r"\.".join(low) + r"\.?)"
    return re.escape(normalize(token)).replace("\\*", _LETTERS)


def _slot_forms(token: str, actors: Mapping[str, ActorList]) -> tuple[ActorList, ...]:
    names = token.strip("{}").split("|")
    wanted = sorted(name for name in actors if not actors[name].words) if ANY_ACTOR in names else names
    unknown = [name for name in wanted if name not in actors]
    if unknown:
        raise PatternError(f"asks for the actor list '{unknown[0]}', which is not there")
    return tuple(actors[name] for name in wanted)


class ActorFinder:
    """Finds every actor of any list in a text; of overlapping names the longest."""

    def __init__(self, actors: Mapping[str, ActorList]) -> None:
        lists = tuple(one for one in actors.values() if not one.words)
        self._expression = re.compile(f"{_LEFT}({_alternation(lists)}){_RIGHT}")
        self._exact = _exact_forms((lists,))

    def find(self, text: str, cased: str, start: int, end: int) -> tuple[Span, ...]:
        """Return where actors stand between two places of a normalised text; `cased` is the same in its own case."""
        found = (Span(*match.span()) for match in self._expression.finditer(text, start, end))
        return tuple(
            span for span in found if self._has_case(text[span.start : span.end], cased[span.start : span.end])
        )

    def _has_case(self, form: str, cased: str) -> bool:
        exact = self._exact.get(form)
        return exact is None or cased in exact


@lru_cache(maxsize=256)
def _alternation(lists: tuple[ActorList, ...]) -> str:
    """One regex for all forms: written as a trie, since a flat list of hundreds is slow to try."""
    forms = {normalize(form) for actors in lists for form in (*actors.forms, *actors.exact)}
    return _trie_regex(sorted(forms))


def _trie_regex(words: list[str]) -> str:
    heads: dict[str, list[str]] = {}
    for word in words:
        if word:
            heads.setdefault(word[0], []).append(word[1:])
    options = [re.escape(head) + _trie_regex(tails) for head, tails in heads.items()]
    if not options:
        return ""
    body = options[0] if len(options) == 1 and "" not in words else f"(?:{'|'.join(options)})"
    return body + "?" if "" in words else body


@lru_cache(maxsize=256)
def _exact_forms(slots: tuple[tuple[ActorList, ...], ...]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    free = {normalize(form) for lists in slots for actors in lists for form in actors.forms}
    for actors in (actors for lists in slots for actors in lists):
        for form in actors.exact:
            found.setdefault(normalize(form), set()).add(fold_marks(form))
    return {form: frozenset(exact) for form, exact in found.items() if form not in free}


@lru_cache(maxsize=16)
def _longer_forms(lists: tuple[ActorList, ...]) -> dict[str, tuple[tuple[str, int], ...]]:
    forms = {normalize(form) for actors in lists for form in (*actors.forms, *actors.exact)}
    longer: dict[str, set[tuple[str, int]]] = {}
    for form in forms:
        for inner in _inner_phrases(form):
            if inner in forms:
                longer.setdefault(inner, set()).add((form, f" {form} ".index(f" {inner} ")))
    return {inner: tuple(sorted(found)) for inner, found in longer.items()}


def _inner_phrases(form: str) -> set[str]:
    words = form.split()
    spans = ((i, j) for i in range(len(words)) for j in range(i + 1, len(words) + 1) if j - i < len(words))
    return {" ".join(words[i:j]) for i, j in spans}
