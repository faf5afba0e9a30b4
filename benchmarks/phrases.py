"""Phrases to look for: the plain ones of the written lexicons, and made-up lexicons of any size.

python benchmarks/phrases.py articles.jsonl 3000 made-up.toml
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from articles import read_rows

from framing.lexicons import Lexicon, load_lexicons
from framing.lexicons.model import Entry, Frame
from framing.normalizing import normalize

_SPECIAL = re.compile(r"[*{}…]|\.\.\.|\b[A-Z]{2,3}\b")
"""What only framing can express: globs, slots, gaps, and abbreviations that match with points too."""
_WORD = re.compile(r"(?<![\w'])[a-z]{4,}(?![\w'])")
FOUND = 100
"""Phrases of a made-up lexicon, of whatever size, that stand in the articles: the other ones are seldom found."""
GLOBS = 0.2
"""How many of the others end in a *."""
FRAMES = 10
READ = 1000
"""Articles whose words are put together."""
_HEAD = """name = "made-up"
version = "1.0.0"
title = "Made up"
description = "Phrases put together from words of the articles, to see what the size of a lexicon costs."

[poles.critical]
sign = -1
title = "one side"
letter = "C"

[poles.pro]
sign = 1
title = "the other"
letter = "P"
"""


def plain_lexicons() -> tuple[Lexicon, ...]:
    """The lexicons that come with framing, only with the entries that any phrase matcher can look for."""
    return tuple(map(_only_plain, load_lexicons()))


def _only_plain(lexicon: Lexicon) -> Lexicon:
    frames = (_with(frame, filter(_is_plain, frame.entries)) for frame in lexicon.frames)
    return replace(lexicon, frames=tuple(frames), actors={}, learned=None, digest=f"plain-{lexicon.digest}")


def _with(frame: Frame, entries: Iterable[Entry]) -> Frame:
    return replace(frame, entries=tuple(entries), match=(), miss=())


def _is_plain(entry: Entry) -> bool:
    return not (entry.guards or entry.case or _SPECIAL.search(entry.text))


def list_phrases(lexicons: Iterable[Lexicon]) -> list[str]:
    """The phrases of plain lexicons as they are looked for (lower case, plain marks), each once, in order."""
    return sorted({plain_text(entry.text) for lexicon in lexicons for _, entry in lexicon.entries})


def plain_text(phrase: str) -> str:
    """A phrase in lower case with plain marks and one space between words."""
    return " ".join(normalize(phrase).split())


def make_lexicon(texts: Sequence[str], size: int) -> str:
    """A lexicon of so many entries as TOML; the first ones of any two are the same.

    FOUND are the pairs of neighbouring words that the articles have most often; the other ones are two or three of
    their words put together by lot, some with a * for the end of the last one.
    """
    entries = _entries(texts, size)
    frames = [_frame(number, entries[number::FRAMES]) for number in range(FRAMES)]
    return "\n".join([_HEAD, *frames])


def _entries(texts: Sequence[str], size: int) -> list[str]:
    words = [_WORD.findall(text.lower()) for text in texts]
    pairs = Counter(f"{a} {b}" for run in words for a, b in pairwise(run))
    found = [pair for pair, _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[:FOUND]]
    vocabulary = sorted({word for run in words for word in run})
    made = dict.fromkeys(found)
    for phrase in _made_up(vocabulary):
        made.setdefault(phrase)
        if len(made) >= size:
            return list(made)[:size]
    raise AssertionError("words can be put together for ever")


def _made_up(vocabulary: Sequence[str]) -> Iterator[str]:
    lot = random.Random(0)
    while True:
        phrase = " ".join(lot.choices(vocabulary, k=lot.choice((2, 3))))
        yield phrase[:-1] + "*" if lot.random() < GLOBS else phrase


def _frame(number: int, entries: Sequence[str]) -> str:
    pole = ("critical", "pro")[number % 2]
    example = next(entry for entry in entries if "*" not in entry)
    parts = {"title": f"Frame {number}", "pole": pole, "definition": "Made up.", "match": [example], "miss": ["."]}
    lines = [f"{key} = {json.dumps(value)}" for key, value in {**parts, "entries": list(entries)}.items()]
    return "\n".join([f"[frames.frame-{number}]", *lines]) + "\n"


def main() -> None:
    articles, size, out = sys.argv[1:]
    texts = [row["text"] for row in read_rows(Path(articles), READ)]
    Path(out).write_text(make_lexicon(texts, int(size)), encoding="utf-8")


if __name__ == "__main__":
    main()
