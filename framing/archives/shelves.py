"""Shelves: the tables of one part of an archive read side by side, column by column, and made analyses again."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, repeat, starmap
from pathlib import Path
from typing import Any

from framing.analyses import Analysis
from framing.archives.model import CLAIMS, DELETIONS, LEARNED, TAGS
from framing.archives.schemas import COUNTS
from framing.claims.model import VOICES, Claim, Reported
from framing.claims.passives import Deletion
from framing.documents.archived import part_path, read_batches
from framing.documents.model import Document, Span
from framing.errors import InputError
from framing.lexicons.model import WEIGHT_UNIT
from framing.tags import Tag
from framing.weighings import LearnedEntries, Weighings

_ROWS_HELD = 4096

_CLAIM = (
    "claim", "start", "end", "voice", "kind", "section", "speaker_start", "speaker_end", "cue_start", "cue_end",
    "stance", "reported", "scare", "reading",
)  # fmt: skip
_TAG = (
    "claim", "start", "end", "lexicon", "frame", "pole", "sign", "entry", "weight", "voice", "negated",
    "scare_quoted",
)  # fmt: skip
_LEARNED = ("claim", "start", "end", "entry")
_DELETION = ("claim", "start", "end", "kind", "verb", "harm")

_Column = Any
"""A list, or an array of integers: what can be cut into slices and joined again."""


class Shelf:
    """The tables of one part: what follows next in each belongs to the document that follows next."""

    def __init__(self, folder: Path, number: int, entries: LearnedEntries) -> None:
        self._entries = entries
        readers: dict[str, tuple[tuple[str, ...], Callable[[Any], list[_Column]]]] = {
            CLAIMS: (_CLAIM, _claim_columns),
            TAGS: (_TAG, _tag_columns),
            LEARNED: (_LEARNED, _learned_columns),
            DELETIONS: (_DELETION, _plain_columns),
        }
        self._tables = {name: _Table(part_path(folder, name, number), *readers[name]) for name in COUNTS}

    def take(self, document: Document, counts: tuple[int, ...]) -> Analysis:
        """Return the analysis of the next document, which has so many rows in each of the tables COUNTS."""
        found = {name: self._tables[name].take(count) for name, count in zip(COUNTS, counts, strict=True)}
        claims = tuple(map(Claim, repeat(document.id), *found[CLAIMS])) if counts[0] else ()
        return Analysis(
            document=document,
            claims=claims,
            tags=tuple(map(Tag, repeat(document.id), *found[TAGS])) if counts[1] else (),
            deletions=tuple(map(Deletion, *found[DELETIONS])) if counts[3] else (),
            learned=_weigh_again(document.id, self._entries, claims, found[LEARNED]),
        )


class _Table:
    """The rows of a table of one part, taken in order, as columns."""

    def __init__(self, path: Path, columns: tuple[str, ...], convert: Callable[[Any], list[_Column]]) -> None:
        self._path = path
        self._batches = (convert(batch) for batch in read_batches(path, columns, _ROWS_HELD) if batch.num_rows)
        self._columns: list[_Column] = [[]]
        self._at = 0

    def take(self, count: int) -> list[_Column]:
        """Return the columns of the next `count` rows; raise InputError where there are fewer."""
        found = self._cut(count)
        while len(found[0]) < count:
            self._columns, self._at = next(self._batches, [[]]), 0
            if not self._columns[0]:
                raise InputError("has fewer rows than its documents.", where=str(self._path), fix="Analyse again.")
            more = self._cut(count - len(found[0]))
            found = [one + two for one, two in zip(found, more, strict=True)] if len(found[0]) else more
        return found

    def _cut(self, count: int) -> list[_Column]:
        start, self._at = self._at, self._at + count
        return [column[start : self._at] for column in self._columns]


def _claim_columns(batch: Any) -> list[_Column]:
    """The columns in the order of a Claim's fields, but for the document."""
    speakers, cues = (_spans(batch[f"{who}_start"], batch[f"{who}_end"]) for who in ("speaker", "cue"))
    plain = [_numbers(batch[name]) for name in _CLAIM[:3]] + [_texts(batch[name]) for name in _CLAIM[3:6]]
    reported, scare = _nest(batch["reported"], _reported), _nest(batch["scare"], _scare)
    return [*plain, speakers, cues, _texts(batch["stance"]), reported, scare, _texts(batch["reading"])]


def _tag_columns(batch: Any) -> list[_Column]:
    """The columns in the order of a Tag's fields, but for the document."""
    numbers = {name: _numbers(batch[name]) for name in ("claim", "start", "end", "sign", "negated", "scare_quoted")}
    texts = {name: _texts(batch[name]) for name in ("lexicon", "frame", "pole", "entry", "voice")}
    weights = batch["weight"].to_numpy() * WEIGHT_UNIT
    found = {**numbers, **texts, "weight": weights.round().astype(int).tolist()}
    return [found[name] for name in _TAG]


def _learned_columns(batch: Any) -> list[_Column]:
    return [array("i", batch[name].to_numpy(zero_copy_only=False).tobytes()) for name in _LEARNED]


def _plain_columns(batch: Any) -> list[_Column]:
    return [column.to_pylist() for column in batch.columns]


def _numbers(column: Any) -> list[Any]:
    found: list[Any] = column.to_numpy(zero_copy_only=False).tolist()
    return found


def _texts(column: Any) -> list[str]:
    """The texts of a column that repeats a few: each is made once."""
    packed = column.dictionary_encode()
    known = packed.dictionary.to_pylist()
    return [known[number] for number in _numbers(packed.indices)]


def _spans(starts: Any, ends: Any) -> list[Span | None]:
    pairs = zip(_numbers(starts.fill_null(-1)), _numbers(ends.fill_null(-1)), strict=True)
    return [Span(start, end) if start >= 0 else None for start, end in pairs]


def _nest(column: Any, make: Callable[[Any], Iterable[Any]]) -> list[tuple[Any, ...]]:
    """The values of each row of a column of lists."""
    values, bounds = list(make(column.flatten())), column.offsets.to_numpy()
    return [tuple(values[start:end]) for start, end in pairwise((bounds - bounds[0]).tolist())]


def _reported(flat: Any) -> Iterator[Reported]:
    owners = (_spans(flat.field(f"{who}_start"), flat.field(f"{who}_end")) for who in ("speaker", "cue"))
    starts, ends = (_numbers(flat.field(name)) for name in ("start", "end"))
    return map(Reported, starts, ends, _texts(flat.field("voice")), *owners, _texts(flat.field("stance")))


def _scare(flat: Any) -> Iterator[Span]:
    return starmap(Span, zip(*(_numbers(flat.field(name)) for name in ("start", "end")), strict=True))


def _weigh_again(
    document: str, entries: LearnedEntries, claims: Sequence[Claim], columns: list[array[int]]
) -> Weighings:
    """Return the learned words of a document, which stand in its order, with the voice that each is in."""
    if not columns[0]:
        return Weighings(document, entries)
    holders, starts, ends, numbers = columns
    own, headline = VOICES.index("own"), VOICES.index("headline")
    outer = {claim.number: headline if claim.voice == "headline" else own for claim in claims}
    voices = bytearray(map(outer.__getitem__, holders))
    for claim in claims:
        for part in reversed(claim.reported):
            first, last = bisect_left(starts, part.start), bisect_left(starts, part.end)
            voices[first:last] = bytes([VOICES.index(part.voice)]) * (last - first)
    return Weighings(document, entries, holders, starts, ends, numbers, bytes(voices))
