"""Boilerplate: the page furniture and header lines of `lexicons/cues/boilerplate.toml`, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from framing.errors import LexiconError
from framing.shipped import read_cues

_TOKEN = re.compile(r"<([A-Z]+)>")
_EMPHASIS = "*_ "
_LONGEST_SHORT = 500
_LONGEST_STRONG = 4000
"""Characters; a few words can be of any length, and a pattern must never see such a line."""


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """A pattern for a line of an article's header, and what such a line is called."""

    kind: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long lines of each sort may be, in words (`header`: in lines from the top)."""

    short: int
    strong: int
    header: int
    title: int
    paragraph: int
    heading: int


@dataclass(frozen=True, slots=True)
class Inside:
    """A rule for lines known by a word within them: `cue` must stand there before `pattern` is tried."""

    kind: str
    cue: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Furniture:
    """The rules for lines to cut, joined into one pattern for short lines and one for long ones."""

    short: re.Pattern[str]
    strong: re.Pattern[str]
    inside: tuple[tuple[str, tuple[Inside, ...]], ...]
    exact: frozenset[str]
    limits: Limits

    def kinds_of(self, lines: Sequence[str]) -> Iterator[str]:
        """Yield for each line what sort of furniture it is ("share", "disclaimer" …), or "" for the article's own."""
        folded = fold_text("\n".join(lines))
        inside = [rule for cue, rules in self.inside if cue in folded for rule in rules]
        for line in folded.split("\n"):
            yield self._kind_of(line.strip(_EMPHASIS), inside)

    def _kind_of(self, line: str, inside: Sequence[Inside]) -> str:
        if len(line) > _LONGEST_STRONG:
            return ""
        found = self.strong.fullmatch(line)
        if not found and len(line) < _LONGEST_SHORT and line.count(" ") < self.limits.short:
            found = self.short.fullmatch(line)
        if found:
            return (found.lastgroup or "").replace("_", " ")
        for rule in inside:
            if rule.cue in line and rule.pattern.fullmatch(line):
                return rule.kind
        return "furniture" if line.rstrip(" :") in self.exact else ""


def fold_text(text: str) -> str:
    """Return a text in lower case with straight quotation marks, as the rules for furniture see it."""
    folded = text.lower()
    if folded.isascii():
        return folded
    return folded.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')


def read_boilerplate() -> dict[str, Any]:
    """Return the shipped boilerplate file as it stands; callers must not change it."""
    return read_cues("boilerplate")


@cache
def limits() -> Limits:
    """Return the lengths that tell lines apart."""
    return Limits(**read_boilerplate()["limits"])


@cache
def furniture() -> Furniture:
    """Return the compiled rules for lines to cut; raise LexiconError for a pattern that does not compile."""
    cuts = read_boilerplate()["cuts"]
    exact = frozenset(fold_text(label) for label in read_cues("sections")["furniture"]["labels"] if "*" not in label)
    return Furniture(
        short=_join(cuts, "short"),
        strong=_join(cuts, "strong"),
        inside=_group_inside(_list_inside(cuts)),
        exact=exact,
        limits=limits(),
    )


def _list_inside(cuts: Mapping[str, Mapping[str, list[dict[str, str]]]]) -> Iterator[Inside]:
    for kind, rules in cuts.items():
        for rule in rules.get("inside", ()):
            yield Inside(kind, rule["cue"], compile_pattern(rule["pattern"], f"cuts.{kind}.inside"))


def _group_inside(rules: Iterator[Inside]) -> tuple[tuple[str, tuple[Inside, ...]], ...]:
    """Return the rules under their cues: a cue is looked for in the whole text, which is what costs time."""
    groups: dict[str, list[Inside]] = {}
    for rule in rules:
        groups.setdefault(rule.cue, []).append(rule)
    return tuple((cue, tuple(found)) for cue, found in groups.items())


def _join(cuts: Mapping[str, Mapping[str, list[str]]], size: str) -> re.Pattern[str]:
    groups = (
        f"(?P<{kind.replace(' ', '_')}>{'|'.join(rules[size])})" for kind, rules in cuts.items() if size in rules
    )
    return compile_pattern("|".join(groups), f"cuts, {size}")


def compile_pattern(pattern: str, where: str) -> re.Pattern[str]:
    """Return a compiled pattern, its <TOKENS> filled in; raise LexiconError naming the place it stands at."""
    tokens = read_boilerplate()["tokens"]
    try:
        while _TOKEN.search(pattern):
            pattern = _TOKEN.sub(lambda found: str(tokens[found[1]]), pattern)
        return re.compile(pattern)
    except (re.error, KeyError) as problem:
        raise LexiconError(f"bad pattern ({problem}).", where=f"boilerplate.toml, {where}", fix="Mend it.") from None


@cache
def header_rules() -> tuple[HeaderRule, ...]:
    """Return the rules for by-lines, date lines and the like, in the order they are tried."""
    rules = read_boilerplate()["header"]["rules"]
    return tuple(HeaderRule(rule["kind"], compile_pattern(rule["pattern"], "header.rules")) for rule in rules)


@cache
def pattern(table: str, key: str) -> re.Pattern[str]:
    """Return the compiled pattern at `[table] key`."""
    return compile_pattern(read_boilerplate()[table][key], f"{table}.{key}")


@cache
def patterns(table: str) -> tuple[re.Pattern[str], ...]:
    """Return the compiled patterns of the list `[table] patterns`, in their order."""
    return tuple(compile_pattern(item, f"{table}.patterns") for item in read_boilerplate()[table]["patterns"])


def fit(table: str, line: str) -> re.Match[str] | None:
    """Return the match of the first of a table's patterns that fits the whole line, or None."""
    return next((found for item in patterns(table) if (found := item.fullmatch(line))), None)


def fit_key(table: str, key: str, text: str) -> bool:
    """Return whether the pattern at `[table] key` fits the whole of `text`."""
    return bool(pattern(table, key).fullmatch(text))
