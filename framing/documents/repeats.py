"""Repeats: paragraphs that stand in a text a second time, as when an article was pasted twice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from framing.documents.boilerplate import fold_text

REPEATED = "repeated text"
"""What a line is called that a run of lines above says already."""
_LONG = 12
"""Words from which on a line is a paragraph of real length; refrains, chants and labels are shorter."""
_FEWEST = 2
_FEWEST_WORDS = 60
"""Paragraphs of real length, and words, that a run must have to be a second copy."""
_ALONE = 50
"""Words from which on a single paragraph is a second copy by itself: nobody writes as many twice."""
_SHORTEST = 60
"""Characters of the shortest line that makes it worth looking for copies."""


def mark_repeated(texts: Sequence[str], marks: Collection[int]) -> dict[int, str]:
    """Return the lines (by index) that are the second copy of a run of lines above; `marks` are looked past."""
    # Hashing whole lines is the quickest way to see that no two are the same, as in nearly every text.
    if len(set(texts)) == len(texts) or not _has_same(texts):
        return {}
    kept = [index for index in range(len(texts)) if index not in marks]
    keys = [fold_text(texts[index]) for index in kept]
    return {kept[place]: REPEATED for run in _find_copies(keys) for place in run}


def _has_same(texts: Sequence[str]) -> bool:
    long = [text for text in texts if len(text) >= _SHORTEST]
    return len(set(long)) < len(long)


def describe_repeated(count: int) -> str:
    """Return the note on lines that were left out because they stand in the text already, or "" for none.

    >>> describe_repeated(7)
    '7 paragraphs stand in the text twice: the second copy is left out'
    """
    if not count:
        return ""
    told = "1 paragraph stands" if count == 1 else f"{count} paragraphs stand"
    return f"{told} in the text twice: the second copy is left out"


def _find_copies(keys: Sequence[str]) -> Iterator[range]:
    """Yield the places of each second copy, in order."""
    first: dict[str, int] = {}
    free = place = 0
    while place < len(keys):
        above = first.setdefault(keys[place], place)
        run = _extend(keys, above, place, free) if above < place and _count(keys[place]) >= _LONG else range(0)
        # The same line over and over is a refrain: it counts once.
        if _is_copy([_count(key) for key in {keys[one] for one in run}]):
            yield run
        # No line is looked at in two runs, or a text of one line a thousand times would take for ever.
        free = run.stop if run else free
        place = max(place + 1, free)


def _extend(keys: Sequence[str], above: int, place: int, free: int) -> range:
    """Return the longest run of the same lines around two places; a copy begins no sooner than `free`."""
    start, end, source = place, place + 1, above
    while source > 0 and start > free and start - 1 > above and keys[source - 1] == keys[start - 1]:
        source, start = source - 1, start - 1
    while end < len(keys) and above + end - place < start and keys[above + end - place] == keys[end]:
        end += 1
    return range(start, end)


def _is_copy(words: Sequence[int]) -> bool:
    long = [count for count in words if count >= _LONG]
    return any(count >= _ALONE for count in long) or (len(long) >= _FEWEST and sum(words) >= _FEWEST_WORDS)


def _count(key: str) -> int:
    return key.count(" ") + 1 if key else 0
