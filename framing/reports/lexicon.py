"""Lexicons, frames and differences as text and JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from framing.errors import UsageError, nearest
from framing.lexicons.differences import Difference
from framing.lexicons.model import Entry, Frame, Lexicon


def list_text(lexicons: Sequence[Lexicon]) -> str:
    """Return one line a lexicon."""
    rows = [_list_row(lexicon) for lexicon in lexicons]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in rows
    )


def _list_row(lexicon: Lexicon) -> tuple[str, ...]:
    poles = " / ".join(pole.title for pole in lexicon.poles) or "no poles"
    entries = len(list(lexicon.entries))
    return (lexicon.name, lexicon.version, f"{len(lexicon.frames)} frames", f"{entries} entries", poles)


def list_json(lexicons: Sequence[Lexicon]) -> str:
    """Return the lexicons' heads as a JSON list."""
    return _json([_head(lexicon) for lexicon in lexicons])


def show_text(lexicon: Lexicon, frame: str = "") -> str:
    """Return a lexicon's frames with their definitions, or one frame whole; UsageError for an unknown frame."""
    if frame:
        return _frame_text(_frame(lexicon, frame))
    lines = [f"{lexicon.name} {lexicon.version}  {lexicon.title}", lexicon.description, ""]
    for pole in ("", *(pole.name for pole in lexicon.poles)):
        frames = [one for one in lexicon.frames if one.pole == pole]
        if frames:
            lines += [f"[{pole or 'no pole'}]"]
            lines += [f"  {one.name} ({len(one.entries)}): {one.definition}" for one in frames] + [""]
    return "\n".join(lines).rstrip() + "\n"


def show_json(lexicon: Lexicon, frame: str = "") -> str:
    """Return the same as JSON."""
    if frame:
        return _json(asdict(_frame(lexicon, frame)))
    return _json({**_head(lexicon), "frames": [asdict(one) for one in lexicon.frames]})


def difference_text(difference: Difference) -> str:
    """Return one line a change: + added, - removed, ~ changed."""
    lines = [f"{difference.old} -> {difference.new}"]
    lines += [f"+ {frame}: {entry}" for frame, entry in difference.added]
    lines += [f"- {frame}: {entry}" for frame, entry in difference.removed]
    lines += [f"~ {frame}: {entry}  ({change})" for frame, entry, change in difference.changed]
    return "\n".join(lines if difference else [*lines, "no difference"]) + "\n"


def _frame(lexicon: Lexicon, name: str) -> Frame:
    frame = lexicon.frame(name)
    if frame is None:
        fix = nearest(name, [one.name for one in lexicon.frames])
        raise UsageError(f"the lexicon {lexicon.name} has no frame '{name}'.", fix=fix)
    return frame


def _frame_text(frame: Frame) -> str:
    lines = [f"{frame.name}  {frame.title}  [{frame.pole or 'no pole'}]", frame.definition, "", "matches:"]
    lines += [f"  + {example}" for example in frame.match]
    lines += ["does not match:", *(f"  - {example}" for example in frame.miss), "", "entries:"]
    lines += [f"  {_entry_text(entry)}" for entry in frame.entries]
    return "\n".join(lines) + "\n"


def _entry_text(entry: Entry) -> str:
    guards = {
        "except": entry.guards.exceptions,
        "near": entry.guards.near,
        "not near": entry.guards.not_near,
    }
    parts = [f"{name}: {', '.join(texts)}" for name, texts in guards.items() if texts]
    parts += [
        f"{name}: {getattr(entry, name)}" for name in ("place", "period", "topic", "note") if getattr(entry, name)
    ]
    remarks = "; ".join(parts)
    return f"{entry.weight:4.2f}  {entry.text}" + (f"  ({remarks})" if remarks else "")


def _head(lexicon: Lexicon) -> dict[str, Any]:
    names = ("name", "version", "title", "description", "language", "digest")
    return {
        **{name: getattr(lexicon, name) for name in names},
        "poles": [asdict(pole) for pole in lexicon.poles],
        "frames": len(lexicon.frames),
        "entries": len(list(lexicon.entries)),
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
