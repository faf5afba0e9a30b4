"""Folders: how an archive is begun, gone on with and finished, and what a run was asked to do."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.archives.files import settle, temporary, write_json
from framing.archives.harvests import learned_entries_of, make_batch
from framing.archives.model import (
    ENTRIES,
    SOURCES,
    Manifest,
    Part,
    Plan,
    Run,
    make_run,
    mark_lexicons,
    run_data,
)
from framing.archives.parts import clear_rest, read_parts, read_sources
from framing.archives.schemas import entry_schema, source_schema
from framing.archives.sources import source_rows
from framing.documents.archived import MANIFEST, REJECTED, RUN, archive_state
from framing.errors import InputError, UsageError
from framing.lexicons import Lexicon
from framing.lexicons.model import WEIGHT_UNIT
from framing.shipped import version


@dataclass(frozen=True, slots=True)
class Opened:
    """An archive to write to: the parts that are whole already, or the manifest if nothing is left to do."""

    parts: tuple[Part, ...] = ()
    manifest: Manifest | None = None


def describe_run(paths: Sequence[str | Path], plan: Plan, lexicons: tuple[Lexicon, ...]) -> Run:
    """Return what a run is asked to do."""
    reading = plan.reading
    given = {finding.field: finding.value for finding in reading.given}
    settings = {"place": plan.place, "text_column": reading.text_column or "", "encoding": reading.encoding or ""}
    return Run(version(), mark_lexicons(lexicons), {**settings, **given}, tuple(map(str, paths)))


def open_archive(folder: Path, run: Run, resume: bool) -> Opened:
    """Make the folder of an archive or find out how far it is.

    Raises:
        UsageError: something else lies there, an archive without `resume`, or one of another run.
    """
    state = _state_of(folder)
    if not state:
        _require_room(folder)
        folder.mkdir(parents=True, exist_ok=True)
        write_json(folder / RUN, run_data(run))
        return Opened()
    if not resume:
        told = "holds a finished analysis." if state == "finished" else "holds an unfinished run."
        first = "" if state == "finished" else "Go on with it by --resume; or "
        raise UsageError(told, where=str(folder), fix=f"{first}give another --out, or delete that folder.")
    _require_same(folder, read_run(folder / RUN), run)
    if state == "finished":
        return Opened(manifest=read_manifest(folder))
    return Opened(tuple(read_parts(folder)))


def _state_of(folder: Path) -> str:
    try:
        return archive_state(folder)
    except InputError as problem:
        raise UsageError(problem.what, where=problem.where, fix="Give another --out.") from None


def _require_room(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError("is a file.", where=str(folder), fix="Give --out a folder, or the name of one to make.")
    # hidden files may be what is left of a run that was killed in its first moment
    if folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir()):
        raise UsageError("holds other files.", where=str(folder), fix="Give --out an empty or new folder.")


def _require_same(folder: Path, before: Run, now: Run) -> None:
    """Raise UsageError where a run differs from the one that began the archive, naming what differs."""
    pairs = {
        "version of framing": (before.framing, now.framing),
        "settings": (_name_settings(before), _name_settings(now)),
        "lexicons": (_name_lexicons(before), _name_lexicons(now)),
        "inputs": (", ".join(before.paths), ", ".join(now.paths)),
    }
    for name, (old, new) in pairs.items():
        if old != new:
            fix = "Give the same, or begin anew with another --out."
            raise UsageError(f"was begun with other {name}: {old}; now {new}.", where=str(folder), fix=fix)


def _name_lexicons(run: Run) -> str:
    return ", ".join(f"{one.name} {one.version} ({one.digest})" for one in run.lexicons)


def _name_settings(run: Run) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in sorted(run.settings.items()))


def prepare(folder: Path, parts: Sequence[Part], lexicons: tuple[Lexicon, ...]) -> None:
    """Make a folder ready for the part after `parts`: learned entries written, half parts taken away."""
    clear_rest(folder, parts)
    path = folder / ENTRIES
    if not path.exists():
        _write_entries(path, lexicons)


def _write_entries(path: Path, lexicons: tuple[Lexicon, ...]) -> None:
    entries = enumerate(learned_entries_of(lexicons))
    rows = ((number, *entry[:-1], entry.milli / WEIGHT_UNIT) for number, entry in entries)
    _write_table(path, rows, entry_schema())


def _write_sources(folder: Path, parts: int, lexicons: tuple[Lexicon, ...]) -> int:
    """Add up the sources of all parts, write where they stand, and return how many there are."""
    sources = read_sources(folder, parts)
    _write_table(folder / SOURCES, source_rows(sources, lexicons), source_schema())
    return len({source for source, _ in sources})


def _write_table(path: Path, rows: Iterator[tuple[Any, ...]], schema: Any) -> None:
    import pyarrow as pa
    from pyarrow.parquet import write_table

    table = pa.Table.from_batches([make_batch(rows, schema)])
    write_table(table, temporary(path), compression="zstd", store_schema=False)
    settle(path)


def finish(folder: Path, run: Run, parts: Sequence[Part], lexicons: tuple[Lexicon, ...]) -> Manifest:
    """Write the table of sources and the manifest, which makes an archive whole, and return it."""
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(part.counts)
    with (folder / REJECTED).open("rb") as lines:
        rejected = sum(1 for _ in lines)
    sources = _write_sources(folder, len(parts), lexicons)
    manifest = Manifest(
        run, {**counts, "sources": sources, "rejected": rejected}, tuple(part.counts for part in parts)
    )
    write_json(folder / MANIFEST, {**run_data(run), "counts": dict(manifest.counts), "parts": list(manifest.parts)})
    return manifest


def read_run(path: Path) -> Run:
    """Return the run that a file describes; raise InputError where it is damaged."""
    return make_run(_read(path))


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a finished archive; raise InputError where it is damaged."""
    data = _read(folder / MANIFEST)
    return Manifest(make_run(data), data["counts"], tuple(data["parts"]))


def _read(path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        make_run(found)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        fix = "Analyse the articles again."
        raise InputError(f"is damaged ({problem}).", where=str(path), fix=fix) from None
    return found
