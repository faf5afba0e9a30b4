"""Phrases: which phrases of one to three words stand in the own words of which documents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from framing.analyses import Analysis
from framing.normalizing import normalize
from framing.scores import OUTLET_VOICES
from framing.vocabulary import find_names, find_runs, find_stems, is_style
from framing.weights import LONGEST, WORD

LEAST_DOCUMENTS = 8
"""Documents that a phrase must stand in: fewer are one story's words rather than anybody's way of telling."""
REPEATED = 3
"""Documents of a source that print a sentence word for word from which on it is house style ("Sign up here")."""
MOSTLY_ONE, ONE_OF_FEW = 0.5, 3.0
"""Share of a phrase's use, sources taken as equally large, above which it is one source's own: a house word, or a
matter that no other covers. Of few sources the share may be larger: ONE_OF_FEW times an even one."""
_SILENT = frozenset(("label", "caption"))
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*|(?<!\w)[\w-]+(?:\.[\w-]+)*\.\w{2,}/\S*|\w+\.com(?!\w)")
_Run = list[int]
_NONE = -1


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of a map and, for each document, the numbers of those that stand in its own words, in order.

    A phrase counts once a document, however often the document repeats it.
    """

    names: tuple[str, ...]
    found: tuple[tuple[int, ...], ...]


class Wording:
    """What counts as a phrase: names, house style and forms of one word are told from all documents together.

    Names are words mostly written with a capital, and the words of the sources' names.
    """

    def __init__(self, analyses: Sequence[Analysis], sources: Iterable[str]) -> None:
        names = find_names(_without_headline(analysis) for analysis in analyses)
        self._names = names | {word for source in sources for word in WORD.findall(normalize(source))}
        self._repeated = _find_repeated(analyses)
        self._own = {one.document.id: own_words(one, self._repeated) for one in analyses}
        words = {word for one in analyses for run in self._runs(one) for word in run}
        self._stems = find_stems(words)

    def runs(self, analysis: Analysis) -> Iterator[list[str]]:
        """Yield the runs of words of a document in its own voice, forms of a stem as one ("escalat*")."""
        for run in self._runs(analysis):
            yield [self._stems.get(word, word) for word in run]

    def own_words(self, analysis: Analysis) -> str:
        """Return what the function of this name returns, house style left out too."""
        known = self._own.get(analysis.document.id)
        return own_words(analysis, self._repeated) if known is None else known

    def phrases_of(self, analysis: Analysis, numbers: Mapping[str, int]) -> list[int]:
        """Return the numbers of the phrases, of those that have one, in a document that need not be of this map."""
        found = {
            numbers.get(" ".join(run[first:last]))
            for run in self.runs(analysis)
            for first in range(len(run))
            for last in range(first + 1, min(first + LONGEST, len(run)) + 1)
        }
        return sorted(number for number in found if number is not None)

    def _runs(self, analysis: Analysis) -> Iterator[list[str]]:
        return find_runs(self.own_words(analysis), self._names)


def own_words(analysis: Analysis, repeated: Container[tuple[str, str]] = ()) -> str:
    """Return the document's text with line breaks in place of all that is not in the outlet's own voice.

    Quotes, reported words, who is said to have spoken, scare quotes, captions, addresses, and the sentences that its
    source repeats are left out. As long as the text, so that places in it hold.
    """
    text, source = analysis.document.text, analysis.document.source
    kept = bytearray(len(text))
    for claim in analysis.claims:
        own = claim.voice in OUTLET_VOICES and claim.kind not in _SILENT
        if own and (source, _plain(analysis.text(claim))) not in repeated:
            kept[claim.start : claim.end] = b"\1" * (claim.end - claim.start)
    for start, end in _others(analysis):
        kept[start:end] = bytes(end - start)
    return "".join(character if keep else "\n" for character, keep in zip(text, kept, strict=True))


def _others(analysis: Analysis) -> Iterator[tuple[int, int]]:
    for claim in analysis.claims:
        for part in claim.reported:
            yield part.start, part.end
            yield from ((span.start, span.end) for span in (part.speaker, part.cue) if span)
        yield from ((span.start, span.end) for span in claim.scare)
    yield from (found.span() for found in _ADDRESS.finditer(analysis.document.text))


def _find_repeated(analyses: Iterable[Analysis]) -> frozenset[tuple[str, str]]:
    """Sources with sentences that REPEATED of their documents print."""
    times = Counter(
        (one.document.source, sentence)
        for one in analyses
        for sentence in {_plain(one.text(claim)) for claim in one.claims}
    )
    return frozenset(found for found, count in times.items() if count >= REPEATED)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _without_headline(analysis: Analysis) -> str:
    """The text below the headline: in a headline, any word may have a capital."""
    document = analysis.document
    ends = [block.end for block in document.blocks if block.kind == "headline"]
    return document.text[max(ends, default=0) :]


def find_phrases(analyses: Sequence[Analysis], wording: Wording, least_sources: int, most: int) -> Phrases:
    """Return the phrases that stand in LEAST_DOCUMENTS documents of `least_sources` sources or more.

    They begin and end with a content word. Left out are those that are mostly one source's. Of more than `most`,
    those in most documents are kept.
    """
    texts = [list(wording.runs(one)) for one in analyses]
    sources = [one.document.source for one in analyses]
    known: dict[str, int] = {}
    level = [[[known.setdefault(word, len(known)) for word in run] for run in runs] for runs in texts]
    names = list(known)
    chosen: list[tuple[str, list[int]]] = []
    for length in range(1, LONGEST + 1):
        frequent = _frequent(level, sources, least_sources)
        chosen += [(names[one], places) for one, places in frequent.items() if _has_content(names[one])]
        if length < LONGEST:
            level, names = _lengthen(level, names, frequent.keys())
    chosen = _without_own(chosen, sources)
    chosen.sort(key=lambda one: (-len(one[1]), one[0]))
    return _collect(sorted(chosen[:most]), len(texts))


def _has_content(phrase: str) -> bool:
    """Whether it begins and ends with a content word: "rise of" says what "rise" says."""
    words = phrase.split()
    return not is_style(words[0]) and not is_style(words[-1])


def _without_own(chosen: Iterable[tuple[str, list[int]]], sources: Sequence[str]) -> list[tuple[str, list[int]]]:
    """The phrases that are not mostly one source's."""
    chosen, texts = list(chosen), Counter(sources)
    most = max(MOSTLY_ONE, ONE_OF_FEW / len(texts))
    kept = []
    for name, places in chosen:
        rates = [count / texts[source] for source, count in Counter(sources[one] for one in places).items()]
        if max(rates) <= most * sum(rates):
            kept.append((name, places))
    return kept


def _frequent(level: Sequence[Sequence[_Run]], sources: Sequence[str], least_sources: int) -> dict[int, list[int]]:
    """The documents of each phrase (by its number) that stands in enough of them."""
    places: dict[int, list[int]] = defaultdict(list)
    for document, runs in enumerate(level):
        for phrase in {phrase for run in runs for phrase in run if phrase != _NONE}:
            places[phrase].append(document)
    return {
        phrase: found
        for phrase, found in places.items()
        if len(found) >= LEAST_DOCUMENTS and len({sources[one] for one in found}) >= least_sources
    }


def _lengthen(
    level: Sequence[Sequence[_Run]], names: Sequence[str], frequent: Iterable[int]
) -> tuple[list[list[_Run]], list[str]]:
    """The phrases that are one word longer; what begins or ends with a rare phrase is rare itself."""
    usable = set(frequent)
    known: dict[tuple[int, int], int] = {}
    longer = [
        [
            [known.setdefault(pair, len(known)) if usable.issuperset(pair) else _NONE for pair in pairwise(run)]
            for run in runs
        ]
        for runs in level
    ]
    return longer, [f"{names[a]} {names[b].rpartition(' ')[2]}" for a, b in known]


def _collect(chosen: Sequence[tuple[str, list[int]]], documents: int) -> Phrases:
    found: list[list[int]] = [[] for _ in range(documents)]
    for number, (_, places) in enumerate(chosen):
        for document in places:
            found[document].append(number)
    return Phrases(tuple(name for name, _ in chosen), tuple(map(tuple, found)))
