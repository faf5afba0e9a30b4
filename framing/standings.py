"""Standings: from paths to a placing, the known sources being texts named, a library, or those that are shipped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from framing.analyses import Analysis, analyze
from framing.comparisons import NO_SOURCE
from framing.documents import ReadingOptions
from framing.documents.identities import TakenIds
from framing.documents.model import Document, Rejected
from framing.documents.reading import make_unique
from framing.engines import run_batches
from framing.errors import UsageError, nearest
from framing.lexicons import Lexicon, load_lexicons
from framing.libraries import Library
from framing.placing import Origin, Placing, place_article
from framing.reporting import Settings, analyze_paths, noting, read_paths
from framing.shipped import shipped_folder
from framing.stocks import Watcher

BATCH = 32
"""Texts analysed at a time."""
WORTH_A_POOL = 300
"""Texts of a library from which on several processes are worth their start."""


@dataclass(frozen=True, slots=True)
class KnownTexts:
    """What an article is placed among: paths of texts, a library's file, or, with neither, the shipped texts.

    `jobs` are processes that read a large library; with several, a script needs `if __name__ == "__main__":`.
    """

    paths: tuple[str, ...] = ()
    library: Path | None = None
    jobs: int = 1

    @property
    def shipped(self) -> bool:
        """Whether these are the texts that come with framing."""
        return not self.paths and self.library is None

    @property
    def named(self) -> tuple[str, ...]:
        """What the user named: paths, then the library's file."""
        return (*self.paths, *([str(self.library)] if self.library else []))


def place_paths(
    paths: Sequence[str | Path], known: KnownTexts, settings: Settings, watch: Watcher | None = None
) -> Placing:
    """Return where the articles at `paths` stand among known texts.

    The source and column options of `settings.reading` hold for the articles, the columns for the known texts too.
    Raises UsageError where no lexicon has poles or nothing is known.
    """
    lexicons = load_lexicons(settings.lexicons, settings.place)
    axis = choose_axis(lexicons, settings.axis)
    rejected: list[Rejected] = []
    note = noting(rejected, watch)
    ids = TakenIds()
    groups: dict[str, list[Analysis]] = defaultdict(list)
    for analysis in analyze_known(known, lexicons, settings.reading, ids, note):
        groups[analysis.document.source or NO_SOURCE].append(analysis)
    new = [analyze(make_unique(one, ids), lexicons) for one in read_paths(paths, settings.reading, note)]
    placing = place_article(new, groups, axis, lexicons)
    return replace(placing, origin=Origin(known.named, known.shipped, tuple(rejected)))


def choose_axis(lexicons: Iterable[Lexicon], name: str = "") -> Lexicon:
    """Return the lexicon of this name, or the first with poles; raises UsageError where there is none."""
    with_poles = {lexicon.name: lexicon for lexicon in lexicons if lexicon.poles}
    if name and name not in with_poles:
        raise UsageError(f"no lexicon with poles is called '{name}'.", fix=nearest(name, with_poles))
    if not with_poles:
        raise UsageError(
            "none of these lexicons has poles to place an article between.", fix="Name one with --lexicon."
        )
    return with_poles[name] if name else next(iter(with_poles.values()))


def analyze_known(
    known: KnownTexts, lexicons: tuple[Lexicon, ...], reading: ReadingOptions, ids: TakenIds, watch: Watcher
) -> Iterator[Analysis]:
    """Yield the analyses of known texts, one at a time; their ids are taken in `ids`, and `watch` is told of all."""
    paths = [str(shipped_folder("seeds"))] if known.shipped else list(known.paths)
    if paths:
        columns = ReadingOptions(reading.text_column, reading.encoding)
        for analysis in analyze_paths(paths, lexicons, columns, watch):
            ids.take(analysis.document.id)
            yield analysis
    if known.library:
        with Library(known.library) as library:
            jobs = known.jobs if len(library) >= WORTH_A_POOL else 1
            documents = (make_unique(document, ids) for document in library.documents())
            for batch in run_batches(partial(_analyze_batch, lexicons=lexicons), _cut(documents), jobs):
                for analysis in batch:
                    watch(analysis.document)
                    yield analysis


def _cut(documents: Iterator[Document]) -> Iterator[list[Document]]:
    while batch := list(islice(documents, BATCH)):
        yield batch


def _analyze_batch(documents: Sequence[Document], lexicons: tuple[Lexicon, ...]) -> list[Analysis]:
    return [analyze(document, lexicons) for document in documents]
