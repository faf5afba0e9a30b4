"""What `framing code` and `framing agree` say while they work: what was read, drawn, written, left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.coding.cells import LONGEST
from framing.coding.items import Draw
from framing.coding.results import Agreement
from framing.coding.sheets import too_long
from framing.reports.accordtext import texts
from framing.reports.codingfiles import CodingPaths
from framing.reports.wording import one_line, say_count, say_whole

MOST_NAMED = 4
"""Sheets named one by one."""
MOST_TOLD = 20
"""Faults told one by one; the JSON has all."""


def say_files(agreement: Agreement) -> Iterator[str]:
    """Return a line for each file, then what should be looked at, each with file, line and what to do."""
    says = texts["talk"]
    for one in agreement.files:
        form = texts["read"][one.form]
        counts = {"coders": say_count(one.coders, "coder"), "rows": say_count(one.rows, "row")}
        yield says["file"].format(path=one.path, form=form, **counts)
        if one.unread:
            yield says["unread"].format(path=one.path, columns=", ".join(map(one_line, one.unread)))
        if one.note:
            yield f"{one.path}: {one.note}"
    for lost in agreement.rejected:
        yield says["rejected"].format(path=lost.path, at=lost.at, reason=lost.reason)
    paths = [one.path for one in agreement.files]
    yield from (one_line(fault.describe(paths, agreement.key)) for fault in agreement.faults[:MOST_TOLD])
    if len(agreement.faults) > MOST_TOLD:
        yield says["more"].format(count=say_whole(len(agreement.faults) - MOST_TOLD))
    if agreement.renamed:
        yield says["renamed"]


def say_draw(draw: Draw, unit: str) -> Iterator[str]:
    """Return how many items were drawn, and which of them a sheet cannot be blind to or whole."""
    says, items = texts["talk"], len(draw.items)
    yield says["drawn"].format(items=say_whole(items), known=say_count(draw.known, unit))
    if draw.left_out:
        yield says["left_out"].format(labels=say_count(draw.left_out, "label"))
    named = sum(item.names_source for item in draw.items)
    if named:
        yield says["names_source"].format(items=say_count(named, "item"))
    long = too_long(draw)
    if long:
        yield says["too_long"].format(items=say_count(long, "item"), most=say_whole(LONGEST))


def say_written(paths: CodingPaths) -> Iterator[str]:
    """Return what was written, and what each file is for."""
    says = texts["talk"]
    yield says["wrote_sheets"].format(paths=_shorten([str(path) for path in paths.sheets]))
    yield says["wrote_codebook"].format(path=paths.codebook)
    yield says["wrote_key"].format(path=paths.key)


def _shorten(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= MOST_NAMED else f"{names[0]} … {names[-1]}"
