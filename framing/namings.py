"""Namings: what each source calls the same person or body."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from framing.actors import Mention, Passage, find_appositions, find_epithet, find_mentions, read_passages
from framing.actors.words import is_article, is_honorific
from framing.analyses import Analysis
from framing.normalizing import normalize

MAX_ACTORS = 40
"""Actors shown: a story's own stand among the first, whom more sources name; the rest are named in passing."""
_DESCRIBED, _TITLED, _BARE = range(3)


@dataclass(frozen=True, slots=True)
class NameUse:
    """One way to call an actor as first written, how often, and where it stands first (document id, claim number)."""

    phrase: str
    count: int
    document: str
    claim: int


@dataclass(frozen=True, slots=True)
class Naming:
    """One actor that two or more sources name, and what each source calls it (sources in alphabetical order)."""

    actor: str
    uses: tuple[tuple[str, tuple[NameUse, ...]], ...]


class _Use(NamedTuple):
    """One phrase in one place: `kind` puts descriptions before bare names.

    `name` is the name alone, and before it whether it is only a part of the full name.
    """

    source: str
    kind: int
    phrase: str
    name: tuple[bool, str]
    document: str
    claim: int


def find_namings(groups: Mapping[str, Sequence[Analysis]]) -> tuple[Naming, ...]:
    """Return what each source calls the persons and bodies that two or more sources name, most sources first.

    `groups` are the documents' analyses by source. Counted are the sources' own words and headlines: full and
    bare names, titles, what stands before a name or beside it, and "the … government". Left out are actors
    whom all call alike, and those past MAX_ACTORS. Descriptions come before titles alone and bare names.
    """
    found: dict[tuple[str, str], list[_Use]] = defaultdict(list)
    for actor, use in _find_uses(groups):
        found[actor].append(use)
    namings = [(_rank(uses), _naming(uses)) for uses in found.values() if _is_worth_a_row(uses)]
    return tuple(naming for _, naming in sorted(namings, key=lambda pair: pair[0])[:MAX_ACTORS])


def _find_uses(groups: Mapping[str, Sequence[Analysis]]) -> Iterator[tuple[tuple[str, str], _Use]]:
    told = [(source, one) for source in sorted(groups) for one in sorted(groups[source], key=_order)]
    passages = read_passages(one for _, one in told)
    for mention in find_mentions(passages):
        passage = passages[mention.passage]
        for use in _uses(passage, mention, told[passage.number][0]):
            yield (mention.kind, mention.bearer), use


def _order(analysis: Analysis) -> tuple[str, str]:
    return analysis.document.id, analysis.document.text


def _uses(passage: Passage, mention: Mention, source: str) -> Iterator[_Use]:
    """Yield the phrases at one mention that are the outlet's own: the one with the name, then those beside it."""
    first, last = mention.first, mention.last
    name = (not mention.whole, _text(passage, first, last))
    for begin, end in _places(passage, mention):
        if passage.in_own_voice(begin, end):
            level = _kind(passage, begin, first) if end == last else _DESCRIBED
            yield _Use(source, level, _text(passage, begin, end), name, passage.claim.document, passage.claim.number)


def _places(passage: Passage, mention: Mention) -> Iterator[tuple[int, int]]:
    """Yield where the phrases at one mention stand."""
    first, last, kind = mention.first, mention.last, mention.kind
    if mention.ruled:
        yield first, mention.ruled
        return
    start = find_epithet(passage, first, last, kind)
    yield start if passage.in_own_voice(start, last) else first, last
    yield from find_appositions(passage, start, last, kind)


def _kind(passage: Passage, start: int, first: int) -> int:
    if start == first:
        return _BARE
    return _TITLED if is_honorific(passage.key(start, first)) else _DESCRIBED


def _text(passage: Passage, first: int, last: int) -> str:
    return passage.analysis.document.text[passage.words[first].start : passage.words[last - 1].end]


def _is_worth_a_row(uses: Sequence[_Use]) -> bool:
    return len({use.source for use in uses}) > 1 and len({_key(use.phrase) for use in uses}) > 1


def _key(phrase: str) -> str:
    """Return what equal phrases share: a leading article, capitals and the form of marks do not matter."""
    words = normalize(phrase).split()
    return " ".join(words[1:] if len(words) > 1 and is_article(words[0]) else words)


def _rank(uses: Sequence[_Use]) -> tuple[int, int, str]:
    return -len({use.source for use in uses}), -len(uses), _actor(uses)


def _actor(uses: Iterable[_Use]) -> str:
    """Return the full name that is used most, where there is one: "Juan Guaidó", not "Guaidó"."""
    counts = Counter(use.name for use in uses)
    return min(counts, key=lambda name: (name[0], name[1].isupper(), -counts[name], -len(name[1]), name[1]))[1]


def _naming(uses: Sequence[_Use]) -> Naming:
    by_source: dict[str, list[_Use]] = defaultdict(list)
    for use in uses:
        by_source[use.source].append(use)
    return Naming(_actor(uses), tuple((source, _name_uses(by_source[source])) for source in sorted(by_source)))


def _name_uses(uses: Sequence[_Use]) -> tuple[NameUse, ...]:
    phrases: dict[str, list[_Use]] = defaultdict(list)
    for use in uses:
        phrases[_key(use.phrase)].append(use)
    ranked = sorted(phrases.items(), key=lambda item: (min(use.kind for use in item[1]), -len(item[1]), item[0]))
    return tuple(NameUse(found[0].phrase, len(found), found[0].document, found[0].claim) for _, found in ranked)
