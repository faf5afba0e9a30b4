"""A lexicon written as a TOML file: what `load_lexicon` reads back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from itertools import groupby

from framing.lexicons.model import Entry, Frame, Lexicon


def lexicon_toml(lexicon: Lexicon) -> str:
    """Return the lexicon as TOML, a line an entry or for several alike; the same bytes for the same lexicon."""
    lines = [f"{key} = {_text(getattr(lexicon, key))}" for key in ("name", "version", "title", "description")]
    lines += [f"language = {_text(lexicon.language)}"]
    for pole in lexicon.poles:
        lines += ["", f"[poles.{pole.name}]", f"sign = {pole.sign}"]
        lines += [f"title = {_text(pole.title)}", f"letter = {_text(pole.letter)}"]
    if lexicon.calibration:
        lines += ["", "[calibration]", *(f"{key} = {value}" for key, value in asdict(lexicon.calibration).items())]
    return "\n".join([*lines, *(line for frame in lexicon.frames for line in _frame(frame))]) + "\n"


def _frame(frame: Frame) -> Iterable[str]:
    yield from ("", f"[frames.{frame.name}]", f"title = {_text(frame.title)}")
    if frame.pole:
        yield f"pole = {_text(frame.pole)}"
    yield f"definition = {_text(frame.definition)}"
    for key in ("match", "miss"):
        yield from (f"{key} = [", *(f"  {_text(sentence)}," for sentence in getattr(frame, key)), "]")
    yield from ("entries = [", *(f"  {line}," for line in _entries(frame)), "]")


def _entries(frame: Frame) -> Iterator[str]:
    """One line an entry; entries in a row that differ in nothing but their text share theirs."""
    for _, together in groupby(frame.entries, key=lambda entry: replace(entry, text="")):
        same = list(together)
        if len(same) == 1:
            yield _entry(same[0], f"text = {_text(same[0].text)}")
        else:
            yield _entry(same[0], f"texts = [{', '.join(_text(one.text) for one in same)}]")


def _entry(entry: Entry, texts: str) -> str:
    parts = [f"weight = {entry.weight:g}", texts]
    guards = (("except", entry.guards.exceptions), ("near", entry.guards.near), ("not_near", entry.guards.not_near))
    parts += [f"{key} = [{', '.join(map(_text, texts))}]" for key, texts in guards if texts]
    parts += ["case = true"] if entry.case else []
    notes = (("note", entry.note), ("place", entry.place), ("period", entry.period), ("topic", entry.topic))
    parts += [f"{key} = {_text(value)}" for key, value in notes if value]
    return f"{{ {', '.join(parts)} }}"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
