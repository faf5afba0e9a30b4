"""Mappings: from paths and a library to a map of their sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from framing.analyses import analyze
from framing.documents.identities import TakenIds
from framing.documents.model import Rejected
from framing.documents.reading import make_unique
from framing.errors import UsageError
from framing.lexicons import load_lexicons
from framing.maps import MapOptions, SourceMap, draw_map
from framing.reporting import Settings, noting, read_paths
from framing.standings import KnownTexts, analyze_known, choose_axis
from framing.stocks import Watcher


def map_paths(
    known: KnownTexts,
    options: MapOptions,
    settings: Settings,
    new: Sequence[str | Path] = (),
    watch: Watcher | None = None,
) -> SourceMap:
    """Return the map of the sources of known texts, with the articles at `new` on it.

    `settings` say which lexicon's stances stand beside, and how tables are read. Raises UsageError where no texts
    are named, no lexicon has poles, or a named source is not among them.
    """
    if known.shipped:
        raise UsageError("no texts are named.", fix="Name files or folders, or a library with --library.")
    axis = choose_axis(load_lexicons(settings.lexicons, settings.place), settings.axis)
    rejected: list[Rejected] = []
    note = noting(rejected, watch)
    ids = TakenIds()
    analyses = list(analyze_known(known, (axis,), settings.reading, ids, note))
    articles = list(read_paths(new, settings.reading, note)) if new else []
    drawn = draw_map(analyses, options, axis, [analyze(make_unique(one, ids), (axis,)) for one in articles])
    return replace(drawn, origin=known.named, rejected=tuple(rejected))
