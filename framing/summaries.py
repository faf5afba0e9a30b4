"""Summaries: the exact sums that the stance of any set of documents is made of, whatever parts they come in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from itertools import islice
from typing import Any

from framing.analyses import Analysis
from framing.claims.model import VOICES, Voice
from framing.documents.model import STORY_PAGE
from framing.evidence import Evidence, Moments
from framing.lexicons.model import Lexicon
from framing.scores import OUTLET_VOICES

CHOICES: tuple[tuple[Voice, ...], ...] = (OUTLET_VOICES, VOICES, *((voice,) for voice in VOICES))
"""The voices that are summed together: the outlet's, all, and each by itself."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What some documents amount to on one axis; adding two merges two sets of documents, exactly, in any order.

    All sums are integers. `fitting` documents are in the lexicon's language (or say none), `plain` ones are no
    pages that print a narrative for each side; `evidences` are those of the CHOICES.
    """

    documents: int = 0
    fitting: int = 0
    plain: int = 0
    evidences: tuple[Evidence, ...] = (Evidence(),) * len(CHOICES)

    def __add__(self, other: Summary) -> Summary:
        return Summary(
            self.documents + other.documents,
            self.fitting + other.fitting,
            self.plain + other.plain,
            tuple(mine + theirs for mine, theirs in zip(self.evidences, other.evidences, strict=True)),
        )

    def __sub__(self, other: Summary) -> Summary:
        """Return the sums without those of documents that are among them."""
        pairs = zip(_flatten(astuple(self)), _flatten(astuple(other)), strict=True)
        return _make_summary(iter([mine - theirs for mine, theirs in pairs]))


def summarize(analyses: Iterable[Analysis], lexicon: Lexicon) -> Summary:
    """Return the summary of some documents on the axis of a lexicon."""
    return sum((_summarize(analysis, lexicon) for analysis in analyses), Summary())


def _summarize(analysis: Analysis, lexicon: Lexicon) -> Summary:
    document = analysis.document
    # a page that prints a narrative for each side has no side of its own; its sections have
    several = document.kind == STORY_PAGE and len(analysis.sections) > 1
    fitting = int(document.language in ("", lexicon.language))
    return Summary(1, fitting, int(not several), analysis.evidences(lexicon, CHOICES))


def format_summary(summary: Summary) -> str:
    """Return a summary as a line of integers.

    >>> format_summary(Summary(2, 2, 1))[:9], parse_summary(format_summary(Summary(2, 2, 1))) == Summary(2, 2, 1)
    ('2 2 1 0 0', True)
    """
    return " ".join(map(str, _flatten(astuple(summary))))


def _flatten(values: Iterable[Any]) -> Iterator[int]:
    for value in values:
        if isinstance(value, tuple):
            yield from _flatten(value)
        else:
            yield value


def parse_summary(line: str) -> Summary:
    """Return the summary that `format_summary` made a line of."""
    return _make_summary(map(int, line.split()))


def _make_summary(numbers: Iterator[int]) -> Summary:
    documents, fitting, plain = islice(numbers, 3)
    return Summary(documents, fitting, plain, tuple(_take_evidence(numbers) for _ in CHOICES))


def _take_evidence(numbers: Iterator[int]) -> Evidence:
    values: dict[str, Any] = {}
    for one in fields(Evidence):
        nested = isinstance(one.default, Moments)
        values[one.name] = Moments(*islice(numbers, len(fields(Moments)))) if nested else next(numbers)
    return Evidence(**values)
