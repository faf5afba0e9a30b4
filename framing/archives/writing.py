"""Writing archives: paths in, a folder of tables out; a stream that can be stopped at any moment and gone on with."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from framing.archives.files import LineFile, told
from framing.archives.folders import describe_run, finish, open_archive, prepare
from framing.archives.harvests import Harvester
from framing.archives.lots import carry_files, make_lots
from framing.archives.model import Harvest, Manifest, Mark, Part, Plan, Progress, Run
from framing.archives.parts import PartWriter, clear_temporary
from framing.documents.archived import DOCUMENTS, REJECTED, part_path, read_batches
from framing.documents.identities import TakenIds
from framing.documents.model import Rejected
from framing.documents.reading import nothing_read
from framing.engines import DASK, Engine, open_engine
from framing.errors import UsageError
from framing.lexicons import Lexicon, load_lexicons

Watcher = Callable[[Progress], None]
"""Called when a run begins (with what it goes on from) and after every lot."""

_IDS = 65_536


def write_archive(
    paths: Sequence[str | Path], folder: Path, plan: Plan | None = None, watch: Watcher | None = None
) -> Manifest:
    """Analyse everything that can be read at `paths` into `folder` and return what it then holds.

    Memory grows by some twenty bytes a document (their ids). The bytes written depend on inputs, lexicons and
    settings alone: not on how many processes work, nor on how often the run was stopped and gone on with. A script
    that calls this with several processes needs the guard `if __name__ == "__main__":`.

    Raises:
        InputError: none of the inputs could be read; rejected.jsonl in the folder says why.
        UsageError: the folder holds something else, or an unfinished run without or with another plan.
        FramingError: a worker process was killed, or a cluster cannot be used or was lost.
    """
    plan = plan or Plan()
    _require_pyarrow()
    lexicons = load_lexicons(plan.lexicons, plan.place)
    run = describe_run(paths, plan, lexicons)
    notes: list[str] = []
    with open_engine(Engine(plan.engine, plan.jobs, plan.scheduler), notes.append) as runner:
        with told(folder):
            opened = open_archive(folder, run, plan.resume)
            if opened.manifest:
                return opened.manifest
            prepare(folder, opened.parts, lexicons)
            archive = _Archive(folder, run, opened.parts)
        with closing(archive):
            _tell(watch, Progress(archive.documents, archive.mark.read, notes=tuple(notes)))
            lots = make_lots(paths, plan.reading, archive.mark)
            # workers elsewhere do not see the files that are here
            lots = carry_files(lots) if plan.engine == DASK else lots
            _fill(archive, runner(Harvester(lexicons, plan.reading), lots), watch)
            return archive.finish(lexicons)


def _fill(archive: _Archive, found: Generator[Harvest, None, None], watch: Watcher | None) -> None:
    with closing(found) as harvests:
        for harvest in harvests:
            archive.add(harvest)
            _tell(watch, Progress(archive.documents, harvest.mark.read, harvest.rejected))


def _tell(watch: Watcher | None, progress: Progress) -> None:
    if watch:
        watch(progress)


def _require_pyarrow() -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        fix = "Install it: pip install 'framing[parquet]'"
        raise UsageError("framing analyze needs pyarrow.", fix=fix) from None


class _Archive:
    """The state of a run: the parts that are whole, the one that is being written, and the ids that are taken."""

    def __init__(self, folder: Path, run: Run, parts: Sequence[Part]) -> None:
        self._folder, self._run, self._parts = folder, run, list(parts)
        self._part: PartWriter | None = None
        self._rejected = LineFile(folder / REJECTED)
        self._last: Rejected | None = None
        self._ids = _taken_ids(folder, len(parts))
        self.documents = sum(part.counts[DOCUMENTS] for part in parts)
        self.mark = parts[-1].mark if parts else Mark()

    def add(self, harvest: Harvest) -> None:
        """Take in the next harvest; whenever a part is full, make it whole."""
        with told(self._folder):
            self.mark = harvest.mark
            self._note(harvest.rejected)
            if not harvest.ids:
                return
            self._part = self._part or PartWriter(self._folder, len(self._parts))
            self._part.add(harvest, [self._ids.take(name) for name in harvest.ids])
            self.documents += len(harvest.ids)
            if self._part.is_full:
                self._close_part()

    def finish(self, lexicons: tuple[Lexicon, ...]) -> Manifest:
        """Make the last part and the archive whole, and return what it holds."""
        with told(self._folder):
            if self._part:
                self._close_part()
            self._rejected.settle()
            if not self._parts:
                raise nothing_read(self._last)
            return finish(self._folder, self._run, self._parts, lexicons)

    def close(self) -> None:
        """Take away the part that is not whole, if any."""
        self._rejected.close()
        if self._part:
            self._part.discard()
        clear_temporary(self._folder)

    def _note(self, rejected: Sequence[Rejected]) -> None:
        self._rejected.add(map(asdict, rejected))
        self._last = rejected[-1] if rejected else self._last

    def _close_part(self) -> None:
        assert self._part is not None
        self._parts.append(self._part.close(self.mark, self._rejected.settle()))
        self._part = None


def _taken_ids(folder: Path, parts: int) -> TakenIds:
    """Return the ids of the documents in the first parts of an archive."""
    ids = TakenIds()
    for number in range(parts):
        for batch in read_batches(part_path(folder, DOCUMENTS, number), ["document"], _IDS):
            for name in batch["document"].to_pylist():
                ids.take(name)
    return ids
