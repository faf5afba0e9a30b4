"""A library as text and JSON: its texts by source, and what adding and removing came to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from framing.reports.console import clip_line
from framing.reports.placingwording import says
from framing.reports.wording import one_line, say_count, say_whole

if TYPE_CHECKING:
    from framing.libraries import Addition, Entry

SCHEMA = "framing-library/1"


def library_text(entries: Sequence[Entry], known: int, find: str = "", width: int = 100) -> str:
    """Return texts under their sources with id, date and title, and under each the words that were looked for.

    `known` is how many texts the library has in all, `find` the words looked for.
    """
    return "".join(f"{line}\n" for line in _lines(entries, known, find, width))


def library_json(entries: Sequence[Entry]) -> str:
    """Return the texts as JSON: schema, and for each its id, source, title, published, url, words and `found`."""
    data = {"schema": SCHEMA, "texts": [asdict(entry) for entry in entries]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def say_addition(done: Addition, entries: Sequence[Entry], path: Path) -> str:
    """Return what adding came to, and what the library holds now."""
    told = says["library"]
    added = told["added"].format(texts=say_count(done.added, "text"))
    known = told["known"].format(texts=say_whole(done.known)) if done.known else ""
    lines = [f"{added}{known}. {_say_holding(entries, path)}"]
    unnamed = sum(not entry.source for entry in entries)
    lines += [told["unnamed"].format(texts=say_count(unnamed, "text has", "texts have"))] if unnamed else []
    return "".join(f"{line}\n" for line in lines)


def say_removal(gone: Sequence[Entry], entries: Sequence[Entry], path: Path) -> str:
    """Return what was removed, and what the library holds now."""
    removed = says["library"]["removed"].format(texts=say_count(len(gone), "text"))
    return f"{removed}. {_say_holding(entries, path)}\n"


def _say_holding(entries: Sequence[Entry], path: Path) -> str:
    return says["library"]["holding"].format(path=path, **_counts(entries))


def _counts(entries: Sequence[Entry]) -> dict[str, str]:
    sources = len({entry.source for entry in entries})
    return {"texts": say_count(len(entries), "text"), "sources": say_count(sources, "source")}


def _lines(entries: Sequence[Entry], known: int, find: str, width: int) -> Iterator[str]:
    told = says["library"]
    if find:
        yield told["found"].format(
            found=say_whole(len(entries)), texts=say_count(known, "text"), words=one_line(find)
        )
    else:
        yield told["holds"].format(**_counts(entries))
    for source, group in groupby(entries, key=lambda entry: entry.source):
        texts = list(group)
        yield f"\n{one_line(source) or told['no_source']} · {say_count(len(texts), 'text')}"
        for one in texts:
            start = f"  {one.id}  {one.published or told['no_date']:10}  "
            yield f"{start}{clip_line(one.title or told['no_title'], width - len(start))}"
            if one.found:
                yield f"{' ' * len(start)}{clip_line(one.found, width - len(start))}"
