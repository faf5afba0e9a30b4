"""Opinions: which claims of the outlet's own read like opinions, by weighed cues that can all be shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from framing.claims.model import Claim
from framing.documents.model import Document
from framing.shipped import read_cues, read_toml, shipped_folder

_TOKEN = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*|\d[\d.,]*|[?!;:—…]")
_LIMIT = 65536
_BEGINNING, _NUMBER, _ANY = "^", "0", "_"
_OUTLET = frozenset(("own", "headline"))
_TENTHS = 10
"""Weights have one decimal and are added as whole tenths, so that no sum hangs on rounding."""


@dataclass(frozen=True, slots=True)
class OpinionCue:
    """Words that make a claim read like an opinion or (weight below 0) like a report; `group` says why."""

    group: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    name: str
    tenths: int
    most: int


_Choice = tuple[tuple[str, ...], _Group]
"""The words that must follow the first word of a cue, and the group of the cue."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """What a word may begin: a cue by itself (`alone`), and longer ones by their second word, longest first."""

    alone: _Group | None
    longer: Mapping[str, Sequence[_Choice]]


def judge_claims(document: Document, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims with their readings; only words in the outlet's own voice and headlines are judged."""
    threshold = _tenths(read_cues("opinions")["threshold"])
    return tuple(
        replace(claim, reading="opinion-like")
        if claim.voice in _OUTLET and claim.kind != "label" and _weigh(_own_words(document.text, claim)) >= threshold
        else claim
        for claim in claims
    )


def find_opinion_cues(words: str) -> tuple[OpinionCue, ...]:
    """Return the cues of a sentence that count for its reading, in their order; their weights add up to its score.

    >>> [(cue.group, cue.words, cue.weight) for cue in find_opinion_cues("Ministers should be ashamed on Monday.")]
    [('obligation', 'should be', 1.2), ('figures', 'monday', -0.5)]
    """
    counted: Counter[str] = Counter()
    cues = []
    tokens = _tokenize(words)
    for (first, last), group in _find(tokens):
        counted[group.name] += 1
        if counted[group.name] <= group.most:
            shown = " ".join(tokens[max(1, first) : last])
            cues.append(OpinionCue(group.name, shown, group.tenths / _TENTHS))
    return tuple(cues)


def _weigh(words: str) -> int:
    counted: dict[_Group, int] = {}
    for _, group in _find(_tokenize(words)):
        counted[group] = counted.get(group, 0) + 1
    return sum(group.tenths * min(group.most, count) for group, count in counted.items())


def _tokenize(words: str) -> list[str]:
    return [_BEGINNING, *_TOKEN.findall(words.lower().replace("’", "'"))]


def _find(tokens: Sequence[str]) -> list[tuple[tuple[int, int], _Group]]:
    """Return the cues among the tokens as (first token, the one after the last), without overlap."""
    found: list[tuple[tuple[int, int], _Group]] = []
    after = 0
    for place, begun in enumerate(map(_CHOICES.__getitem__, tokens)):
        if begun is None or place < after:
            continue
        rest, group = _longest(begun, tokens, place) if begun.longer else ((), begun.alone)
        if group:
            end = place + 1 + len(rest)
            found.append(((place, end), group))
            after = end if place else 1
    return found


def _longest(begun: _Begun, tokens: Sequence[str], place: int) -> tuple[Sequence[str], _Group | None]:
    """Return the longest cue that begins at this token: its further words and its group."""
    second = tokens[place + 1] if place + 1 < len(tokens) else ""
    for rest, group in (*begun.longer.get(second, ()), *begun.longer.get(_ANY, ())):
        if _fits(rest, tokens[place + 1 : place + 1 + len(rest)]):
            return rest, group
    return (), begun.alone


def _fits(rest: Sequence[str], following: Sequence[str]) -> bool:
    if len(following) < len(rest):
        return False
    return all(word in {_ANY, other} for word, other in zip(rest, following, strict=True))


def _own_words(text: str, claim: Claim) -> str:
    """Return the claim's words without those that are reported as somebody else's."""
    if not claim.reported:
        return text[claim.start : claim.end]
    pieces, place = [], claim.start
    for part in claim.reported:
        pieces.append(text[place : part.start])
        place = part.end
    return " ".join((*pieces, text[place : claim.end]))


class _Choices(dict[str, "_Begun | None"]):
    """What each token seen may begin; bounded, so that memory stays so."""

    def __missing__(self, token: str) -> _Begun | None:
        if len(self) >= _LIMIT:
            self.clear()
        self[token] = found = _look_up(_NUMBER if token[0].isdigit() else token)
        return found


def _look_up(word: str) -> _Begun | None:
    exact, beginnings, groups = _cues()
    if word in exact:
        return exact[word]
    found = beginnings.match(word)
    return _Begun(groups[found[0]], {}) if found else None


@cache
def _cues() -> tuple[Mapping[str, _Begun], re.Pattern[str], Mapping[str, _Group]]:
    """Return the cues by first word, the pattern of those that end in "*", and the groups of these."""
    exact: dict[str, list[_Choice]] = {}
    globs: dict[str, _Group] = {}
    for name, entry in read_cues("opinions")["groups"].items():
        group = _Group(name, _tenths(entry["weight"]), entry.get("most", 1))
        for cue in _cue_texts(entry):
            first, *rest = cue.lower().split()
            if "*" not in first:
                exact.setdefault(first, []).append((tuple(_ANY if "*" in word else word for word in rest), group))
            elif not rest and first.index("*") == len(first) - 1:
                globs.setdefault(first[:-1], group)
    ordered = sorted(globs, key=lambda beginning: (-len(beginning), beginning))
    return (
        {word: _begin(found) for word, found in exact.items()},
        re.compile("|".join(map(re.escape, ordered))),
        globs,
    )


def _begin(choices: Iterable[_Choice]) -> _Begun:
    """Return the cues of one first word; where two groups list the same words, the group listed first has them."""
    alone: _Group | None = None
    longer: dict[str, list[_Choice]] = {}
    for rest, group in sorted(choices, key=lambda choice: -len(choice[0])):
        if rest:
            longer.setdefault(rest[0], []).append((rest, group))
        else:
            alone = alone or group
    return _Begun(alone, longer)


def _cue_texts(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield the cues of a group: its own and those of the lists and frames it names."""
    yield from entry["cues"]
    for name in entry.get("certainty", ()):
        yield from read_cues("certainty")[name]["cues"]
    for name in entry.get("calendar", ()):
        yield from read_cues("grammar")["calendar"][name]
    for name in entry.get("loaded", ()):
        yield from _loaded_words(name)


def _loaded_words(frame: str) -> Iterator[str]:
    """Yield the entries of a frame of loaded words; those with guards about case or actors are left out."""
    for entry in _loaded()["frames"][frame]["entries"]:
        plain = {"text": entry} if isinstance(entry, str) else entry
        if "{" not in plain["text"] and not plain.get("case"):
            yield plain["text"]


@cache
def _loaded() -> dict[str, Any]:
    return read_toml(shipped_folder("lexicons") / "loaded.toml")


def _tenths(weight: float) -> int:
    return round(weight * _TENTHS)


_CHOICES = _Choices()
