"""Drawing: a map of sources from their documents, or why there can be none."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from framing.analyses import Analysis
from framing.errors import UsageError, nearest
from framing.lexicons.model import Lexicon
from framing.maps.carriers import choose_carriers, show_carrier
from framing.maps.charting import WIDEST, Charted, chart_counts, place_rows
from framing.maps.counts import Counts, count_phrases
from framing.maps.kinships import find_kinships
from framing.maps.model import (
    FEW_PHRASES,
    FEW_SOURCES,
    FEW_TEXTS,
    NO_MAP,
    NOT_ENGLISH,
    TOO_LITTLE,
    Carrier,
    Estimate,
    Kinship,
    LeftOut,
    Newcomer,
    SourceMap,
    Spot,
)
from framing.maps.newcomers import LEAST_PHRASES
from framing.maps.phrases import Phrases, Wording, find_phrases
from framing.stances import take_stance
from framing.syndication import match_documents

LEAST_SOURCES = 3
LEAST_TEXTS = 10
"""Different texts a source needs: of fewer, intervals from leaving texts out say nothing."""
LEAST_KNOWN = 100
"""Phrases a map needs."""
NO_SOURCE = "(no source)"
_Groups = Mapping[str, Sequence[Analysis]]


@dataclass(frozen=True, slots=True)
class MapOptions:
    """How a map is drawn: the sources named for each pole, axes (1 or 2), the most phrases, how many must use one."""

    pro: tuple[str, ...]
    critical: tuple[str, ...]
    axes: int = 1
    phrases: int = 3000
    in_sources: int = 2

    @property
    def poles(self) -> dict[str, int]:
        """The sign of each named source."""
        return dict.fromkeys(self.pro, 1) | dict.fromkeys(self.critical, -1)


@dataclass(frozen=True, slots=True)
class _Material:
    """The documents of a map, source by source in the order of their digests, and what stands in them."""

    groups: _Groups
    wording: Wording
    phrases: Phrases

    @property
    def analyses(self) -> list[Analysis]:
        return [one for group in self.groups.values() for one in group]

    def count(self) -> Counts:
        sources = [number for number, group in enumerate(self.groups.values()) for _ in group]
        return count_phrases(self.phrases.found, sources, (len(self.phrases.names), len(self.groups)))


def draw_map(
    analyses: Iterable[Analysis], options: MapOptions, axis: Lexicon, new: Iterable[Analysis] = ()
) -> SourceMap:
    """Return the map of the sources of these documents, with new articles on it.

    The poles' axis is a scale on which the named pro sources stand at +1 on average and the critical ones at −1; it
    is relative: another source may move all. `axis` is the lexicon whose stances stand beside. Where the documents
    cannot bear a map, it has an `obstacle` and no places.

    Raises UsageError where a named source is not known, or named for both poles.
    """
    every, foreign = _group(analyses, axis)
    _check_names(options, every)
    groups = {source: group for source, group in every.items() if len(group) >= LEAST_TEXTS}
    left_out = tuple(
        LeftOut(source, len(group), options.poles.get(source, 0))
        for source, group in every.items()
        if source not in groups
    )
    obstacle = FEW_TEXTS if any(one.pole for one in left_out) else FEW_SOURCES if len(groups) < LEAST_SOURCES else ""
    wording = Wording([one for group in groups.values() for one in group], groups)
    flat = [one for group in groups.values() for one in group]
    phrases = find_phrases(flat, wording, options.in_sources, options.phrases) if groups else Phrases((), ())
    if not obstacle and len(phrases.names) < LEAST_KNOWN:
        obstacle = FEW_PHRASES
    documents = tuple(sorted((one.document for one in flat), key=lambda one: one.id))
    drawn = SourceMap(axis, (), left_out, documents, len(phrases.names), options.axes, obstacle, foreign=foreign)
    material = _Material(groups, wording, phrases)
    new = list(new)
    if obstacle:
        return _refuse(replace(drawn, spots=tuple(_spots(material, options, axis, None))), new)
    return _fill(drawn, material, options, new)


def _refuse(drawn: SourceMap, new: Sequence[Analysis]) -> SourceMap:
    """The map with all new articles, none of which can be put on it."""
    told = (Newcomer(one.document, 0, NO_MAP, None, None, take_stance([one], drawn.axis)) for one in new)
    return replace(drawn, newcomers=tuple(told))


def _group(analyses: Iterable[Analysis], axis: Lexicon) -> tuple[_Groups, int]:
    """The different texts of each source in an order that their content decides, and how many texts are foreign."""
    groups: dict[str, list[Analysis]] = defaultdict(list)
    foreign = 0
    for one in analyses:
        if one.document.language in ("", axis.language):
            groups[one.document.source or NO_SOURCE].append(one)
        else:
            foreign += 1
    return {source: _without_copies(group) for source, group in sorted(groups.items())}, foreign


def _without_copies(group: Sequence[Analysis]) -> list[Analysis]:
    copies = match_documents(one.document for one in group).groups()
    repeated = {document.id for _, *others in copies for document in others}
    return sorted((one for one in group if one.document.id not in repeated), key=_digest)


def _digest(analysis: Analysis) -> tuple[str, str]:
    document = analysis.document
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(), document.id


def _check_names(options: MapOptions, groups: _Groups) -> None:
    for name in (*options.pro, *options.critical):
        if name not in groups:
            raise UsageError(f"no text here is by a source called '{name}'.", fix=nearest(name, groups))
    both = sorted(set(options.pro) & set(options.critical))
    if both:
        raise UsageError(f"'{both[0]}' is named for both poles.", fix="Name each source for one pole.")
    if not options.pro or not options.critical:
        raise UsageError("each pole needs a source.", fix="Name one with --pro and one with --critical.")


def _fill(drawn: SourceMap, material: _Material, options: MapOptions, new: Sequence[Analysis]) -> SourceMap:
    counts = material.count()
    poles = [options.poles.get(source, 0) for source in material.groups]
    charted = chart_counts(counts, poles, options.axes)
    spots = tuple(_spots(material, options, drawn.axis, charted))
    drawn = replace(drawn, spots=spots, trials=charted.trials, obstacle=charted.obstacle)
    if charted.obstacle:
        return _refuse(drawn, new)
    return replace(
        drawn,
        carriers=tuple(_carriers(material, charted, options)),
        kinships=_kinships(material, spots),
        newcomers=tuple(_place_new(new, material, charted, drawn.axis)),
    )


def _spots(material: _Material, options: MapOptions, axis: Lexicon, charted: Charted | None) -> Iterable[Spot]:
    found = iter(material.phrases.found)
    for number, (source, group) in enumerate(material.groups.items()):
        yield Spot(
            source=source,
            pole=options.poles.get(source, 0),
            documents=tuple(one.document.id for one in group),
            words=sum(len(material.wording.own_words(one).split()) for one in group),
            phrases=sum(len(next(found, ())) for _ in group),
            place=_estimate(charted, number, 0),
            second=_estimate(charted, number, 1),
            stance=take_stance(group, axis),
        )


def _estimate(charted: Charted | None, number: int, axis: int) -> Estimate | None:
    if charted is None or charted.obstacle or charted.layout is None or axis >= charted.layout.places.shape[1]:
        return None
    value, error = float(charted.layout.places[number, axis]), float(charted.errors[number, axis])
    return Estimate(value, value - error, value + error)


def _carriers(material: _Material, charted: Charted, options: MapOptions) -> Iterable[Carrier]:
    """The phrases of each pole, each with a sentence of a source named for it."""
    import numpy as np

    assert charted.layout is not None
    names, loadings = material.phrases.names, charted.layout.loadings[:, 0]
    documents = np.bincount([one for found in material.phrases.found for one in found], minlength=len(names))
    # by digest, so that sentences come from one source as well as from the next
    mixed = sorted(zip(material.analyses, material.phrases.found, strict=True), key=lambda pair: _digest(pair[0]))
    having = defaultdict(list)
    for analysis, found in mixed:
        for phrase in found:
            having[phrase].append(analysis)
    for sign, number in choose_carriers(names, loadings, documents):
        loading = abs(float(loadings[number])) * charted.trust
        carrier = Carrier(
            names[number],
            sign,
            float(np.exp(2 * loading)),
            int(documents[number]),
            loading * int(documents[number]),
            None,
        )
        yield replace(
            carrier, example=show_carrier(carrier, _of_side(having[number], sign, options), material.wording)
        )


def _of_side(analyses: Sequence[Analysis], sign: int, options: MapOptions) -> list[Analysis]:
    """The documents of the sources that are named for this pole."""
    return [one for one in analyses if options.poles.get(one.document.source or NO_SOURCE) == sign]


def _kinships(material: _Material, spots: Sequence[Spot]) -> tuple[Kinship, ...]:
    lengths = {
        source: [len(material.wording.own_words(one).split()) for one in group]
        for source, group in material.groups.items()
    }
    dates = {source: [one.document.published for one in group] for source, group in material.groups.items()}
    return find_kinships(spots, lengths, dates)


def _place_new(new: Sequence[Analysis], material: _Material, charted: Charted, axis: Lexicon) -> Iterable[Newcomer]:
    numbers = {phrase: number for number, phrase in enumerate(material.phrases.names)}
    for one in new:
        found = material.wording.phrases_of(one, numbers)
        foreign = one.document.language not in ("", axis.language)
        obstacle = NOT_ENGLISH if foreign else TOO_LITTLE if len(found) < LEAST_PHRASES else ""
        place, second = (None, None) if obstacle else place_rows(charted, found, len(numbers))
        if place and place.high - place.low > 2 * WIDEST:
            obstacle, place, second = TOO_LITTLE, None, None
        yield Newcomer(one.document, len(found), obstacle, place, second, take_stance([one], axis))
