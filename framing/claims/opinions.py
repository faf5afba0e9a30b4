"""Opinions: which claims of the outlet's own read like opinions, by weighed cues that can all be shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress, count
from typing import Any

from framing.claims.model import Claim
from framing.documents.model import Document
from framing.shipped import read_cues, read_toml, shipped_folder

_TOKEN = re.compile(
    r"[a-z]++(?:['.-][a-z]++)*+(?!['.-]?[^\x00-\x7f])"  # nearly every word; the next line holds for all of them
    r"|(?! )(?:[^\W\d_]+(?:['.-][^\W\d_]+)*|\d[\d.,]*|[?!;:—…\0])"
)
_LIMIT = 65536
_BEGINNING, _NUMBER, _ANY = "^", "0", "_"
_BREAK = "\0"
"""Stands where a claim begins, as cues may."""
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


_Choice = tuple[list[str], _Group]
"""The words that must follow the first word of a cue, and the group of the cue."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """What a word may begin: a cue by itself (`alone`), and longer ones by their second word, longest first.

    `is_open`: any word may be the second; `is_beginning`: it is the beginning of a claim rather than a word.
    """

    alone: _Group | None
    longer: Mapping[str, Sequence[_Choice]]
    is_open: bool = False
    is_beginning: bool = False


def judge_claims(document: Document, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims with their readings; only words in the outlet's own voice and headlines are judged."""
    threshold = _tenths(read_cues("opinions")["threshold"])
    own = [number for number, claim in enumerate(claims) if claim.voice in _OUTLET and claim.kind != "label"]
    weights = _weigh([_own_words(document.text, claims[number]) for number in own])
    judged = list(claims)
    for number, weight in zip(own, weights, strict=True):
        if weight >= threshold:
            judged[number] = _as_opinion(claims[number])
    return tuple(judged)


def _as_opinion(claim: Claim) -> Claim:
    # `dataclasses.replace` would take three times as long, and every fourth claim comes here.
    return Claim(
        *(claim.document, claim.number, claim.start, claim.end, claim.voice, claim.kind, claim.section),
        *(claim.speaker, claim.cue, claim.stance, claim.reported, claim.scare, "opinion-like"),
    )


def find_opinion_cues(words: str) -> tuple[OpinionCue, ...]:
    """Return the cues of a sentence that count for its reading, in their order; their weights add up to its score.

    >>> [(cue.group, cue.words, cue.weight) for cue in find_opinion_cues("Ministers should be ashamed on Monday.")]
    [('obligation', 'should be', 1.2), ('figures', 'monday', -0.5)]
    """
    counted: Counter[str] = Counter()
    cues = []
    tokens = _tokenize([words])
    for first, last, group in _find(tokens):
        if group is None:
            continue
        counted[group.name] += 1
        if counted[group.name] <= group.most:
            shown = " ".join(tokens[max(1, first) : last])
            cues.append(OpinionCue(group.name, shown, group.tenths / _TENTHS))
    return tuple(cues)


def _weigh(claims: Sequence[str]) -> list[int]:
    """Return the weight of each claim, given as its words, in tenths."""
    weights: list[int] = []
    counted: dict[_Group, int] = {}
    for _, _, group in _find(_tokenize(claims)):
        if group is None:
            counted = {}
            weights.append(0)
            continue
        already = counted.get(group, 0)
        if already < group.most:
            counted[group] = already + 1
            weights[-1] += group.tenths
    return weights


def _tokenize(claims: Iterable[str]) -> list[str]:
    """Return the tokens of all claims in one list, each claim behind a mark for its beginning."""
    text = "".join([f"{_BREAK}{words.replace(_BREAK, ' ')}" for words in claims])
    return _TOKEN.findall(text.lower().replace("’", "'"))


def _find(tokens: list[str]) -> list[tuple[int, int, _Group | None]]:
    """Return the cues as (first token, the one after the last, group), without overlap; None where a claim begins."""
    found: list[tuple[int, int, _Group | None]] = []
    begins = list(map(_CHOICES.__getitem__, tokens))
    following = [*tokens[1:], ""]
    after = 0
    for place, begun, second in compress(zip(count(), begins, following), begins):
        if begun is None or place < after:
            continue
        if begun.is_beginning:
            found.append((place, place, None))
        end, group = place + 1, begun.alone
        if second in begun.longer or begun.is_open:
            rest, group = _longest(begun, tokens, end)
            end += len(rest)
        if group:
            found.append((place, end, group))
            after = place + 1 if begun.is_beginning else end
    return found


def _longest(begun: _Begun, tokens: list[str], second: int) -> tuple[Sequence[str], _Group | None]:
    """Return the longest cue that goes on at the token `second`: its further words and its group."""
    known = begun.longer.get(tokens[second], ()) if second < len(tokens) else ()
    for rest, group in (*known, *begun.longer.get(_ANY, ())):
        if _fits(rest, tokens[second : second + len(rest)]):
            return rest, group
    return (), begun.alone


def _fits(rest: Sequence[str], following: Sequence[str]) -> bool:
    if rest == following or _ANY not in rest or len(following) < len(rest):
        return rest == following
    return all(word in (other, _ANY) and other != _BREAK for word, other in zip(rest, following, strict=True))


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
        word = _BEGINNING if token == _BREAK else token
        self[token] = found = _look_up(_NUMBER if word[0].isdigit() else word)
        return found


def _look_up(word: str) -> _Begun | None:
    exact, beginnings, groups = _cues()
    if word in exact or word == _BEGINNING:
        return exact.get(word, _Begun(None, {}, is_beginning=True))
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
                exact.setdefault(first, []).append(([_ANY if "*" in word else word for word in rest], group))
            elif not rest and first.index("*") == len(first) - 1:
                globs.setdefault(first[:-1], group)
    ordered = sorted(globs, key=lambda beginning: (-len(beginning), beginning))
    return (
        {word: _begin(word, found) for word, found in exact.items()},
        re.compile("|".join(map(re.escape, ordered))),
        globs,
    )


def _begin(word: str, choices: Iterable[_Choice]) -> _Begun:
    """Return the cues of one first word; where two groups list the same words, the group listed first has them."""
    alone: _Group | None = None
    longer: dict[str, list[_Choice]] = {}
    for rest, group in sorted(choices, key=lambda choice: -len(choice[0])):
        if rest:
            longer.setdefault(rest[0], []).append((rest, group))
        else:
            alone = alone or group
    return _Begun(alone, longer, _ANY in longer, word == _BEGINNING)


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
