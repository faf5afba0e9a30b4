"""Trials: the files of a lexicon court, the lexicon to strike entries from and the texts to run it on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from framing.classroom.model import Court, Worksheet
from framing.lexicons.model import Frame
from framing.lexicons.writing import lexicon_toml
from framing.reports.worksheets.phrases import Phrases, say_text, texts

LEXICON, TEXTS = "court.toml", "texts.jsonl"


def write_court(worksheet: Worksheet, court: Court) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file; nothing in them names a source.

    Each entry's note says where it was found, so that no two are alike and each stands on a line of its own.
    """
    told = texts["trial"]
    frames = tuple(_noted(court, frame) for frame in court.lexicon.frames)
    head = "".join(f"# {line}\n" for line in (*told["head"], *filter(None, [worksheet.rerun])))
    yield LEXICON, f"{head}\n{lexicon_toml(replace(court.lexicon, frames=frames))}".encode()
    yield TEXTS, "".join(_rows(worksheet)).encode()


def _noted(court: Court, frame: Frame) -> Frame:
    places = {(one.frame, one.entry): (number, one) for number, one in enumerate(court.found, start=1)}
    entries = []
    for entry in frame.entries:
        number, one = places[frame.name, entry.text]
        where = Phrases.list_texts(one.texts)
        note = str(texts["trial"]["note"]).format(number=number, times=one.times, texts=where)
        entries.append(replace(entry, note=note))
    return replace(frame, entries=tuple(entries))


def _rows(worksheet: Worksheet) -> Iterator[str]:
    """The texts as a table to read again, under their numbers."""
    for text in worksheet.texts:
        row = {"id": say_text(text.number), "title": text.title, "text": text.body}
        yield json.dumps(row, ensure_ascii=False) + "\n"
