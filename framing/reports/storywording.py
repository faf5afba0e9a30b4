"""The wording of a story: tellings, doubts, shares, citations, sides; the same in the terminal and in Markdown."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.reports.console import clip_line
from framing.reports.wording import one_line, say_count, say_percent, say_whole, texts

if TYPE_CHECKING:
    from framing.comparisons import Comparison
    from framing.coverage import Cell, Doubt, Share
    from framing.divergences import Difference
    from framing.lexicons.model import Lexicon
    from framing.namings import NameUse
    from framing.profiles import Quote
    from framing.reports.storylines import Cited, StoryLines
    from framing.scores import Split

_MARKS = "\"'„"
_NAMED = 2
"""Speakers or differences named in one cell of the grid; the others are counted."""
_CARRIERS = 3


def say_no_facts(comparison: Comparison) -> str:
    """Return why there are no shared facts to show."""
    if len(comparison.sources) < 2:
        return texts["plain_story"]["one_source"]
    return texts["plain_story"]["no_facts" if comparison.coverage else "not_compared"]


def say_cited(cited: Cited) -> str:
    """Return citations, the first being whose words they are.

    >>> from framing.reports.storylines import Cited
    >>> say_cited(Cited((3, 1))), say_cited(Cited((1, 2), 4))
    ('[3][1]', '[1][2] and 4 more')
    """
    return _and_more("".join(f"[{number}]" for number in cited.numbers), cited.more)


def say_telling(cell: Cell) -> str:
    """Return how a source carries a fact, with its sign: "● told", "≠ 229 (others 230)", "○ left out"."""
    words = texts["plain_tellings"]
    if cell.telling == "other number" and cell.differences:
        shown = "; ".join(map(_say_difference, cell.differences[:_NAMED]))
        return f"{words['other number sign']} {_and_more(shown, len(cell.differences) - _NAMED)}"
    how = "near" if cell.nearest else cell.telling
    telling = f"{words[f'{how} sign']} {words[how]}"
    if cell.telling != "only quoted" or not cell.speakers:
        return telling
    shown = ", ".join(map(one_line, cell.speakers[:_NAMED]))
    return f"{telling}: {_and_more(shown, len(cell.speakers) - _NAMED)}"


def say_place(cell: Cell) -> str:
    """Return where in the article the fact stands ("lead"), "" where it is left out."""
    return texts["plain_positions"][cell.position] if cell.position else ""


def say_room(cell: Cell) -> str:
    """Return how many words tell the fact ("24 words"), "" where it is left out."""
    return say_count(cell.words, "word") if cell.position else ""


def _say_difference(difference: Difference) -> str:
    others = texts["plain_tellings"]["others"].format(others=" / ".join(map(one_line, difference.elsewhere)))
    return f"{one_line(difference.here)} ({others})"


def say_doubts(doubts: Sequence[Doubt]) -> str:
    """Return what a human should look at, "" for nothing.

    >>> say_doubts(["number"])
    'numbers differ: check'
    """
    return ", ".join(texts["plain_doubts"][doubt] for doubt in doubts)


def say_carried(share: Share) -> str:
    """Return what a source carries ("7 of 8 shared facts, 2 of them only quoted")."""
    carried = texts["plain_story"]["carried"].format(
        carried=say_whole(share.carried), facts=say_count(share.possible, "shared fact")
    )
    quoted = texts["plain_story"]["quoted"].format(quoted=say_whole(share.quoted))
    return f"{carried}, {quoted}" if share.quoted else carried


def say_left_out(lines: StoryLines, share: Share, room: int) -> str:
    """Return how many facts a source leaves out, with the most shared one, its words cut to `room` characters."""
    told, missing = texts["plain_story"], lines.first_left_out(share)
    if missing is None:
        return told["nothing_left_out"]
    return told["left_out"].format(
        count=say_whole(len(share.left_out)),
        number=missing.fact.number,
        words=say_quoted(clip_line(missing.fact.plainest.claim.text, room)),
        cited=say_cited(missing.cited),
    )


def say_whose(quote: Quote) -> str:
    """Return whose words most of a quote is where they are not the outlet's own (" (direct quote)"), else ""."""
    label = texts["voice_of"].get(quote.claim.claim.voice, "")
    return f" ({label})" if label else ""


def say_missing(lines: StoryLines, share: Share, room: int) -> str:
    """Return the same where articles have no numbers, with the names of those that tell it."""
    told, missing = texts["plain_story"], lines.first_left_out(share)
    if missing is None:
        return told["nothing_left_out"]
    names = lines.page.names
    carriers = [one_line(names.get(source, source)) for source in missing.fact.carriers]
    return told["missing"].format(
        count=say_whole(len(share.left_out)),
        words=say_quoted(clip_line(missing.fact.plainest.claim.text, room)),
        carriers=_and_more(", ".join(carriers[:_CARRIERS]), len(carriers) - _CARRIERS),
    )


def say_quoted(text: str) -> str:
    """Return words on one line in quotation marks; words that begin with one of their own get no second.

    >>> say_quoted("It rained."), say_quoted("“It rained,” he said.")
    ('“It rained.”', '“It rained,” he said.')
    """
    shown = one_line(text)
    return shown if unicodedata.category(shown[:1] or " ") == "Pi" or shown[:1] in _MARKS else f"“{shown}”"


def say_space(share: Share) -> str:
    """Return how much of a source's words tell shared facts ("in 30 % of its words")."""
    return texts["plain_story"]["space"].format(
        share=say_percent(share.words / share.all_words if share.all_words else 0)
    )


def say_uses(uses: Sequence[NameUse], more: int = 0) -> str:
    """Return what a source calls an actor, with counts, "–" for nothing."""
    shown = ", ".join(f"{one_line(use.phrase)} {say_whole(use.count)}" for use in uses)
    return _and_more(shown, more) if uses else "–"


def say_split(split: Split, axis: Lexicon) -> str:
    """Return how all sources together split between the sides, with the interval of the plus side."""
    minus, plus = axis.pole_of(-1), axis.pole_of(1)
    return texts["plain_story"]["split"].format(
        minus=f"{say_percent(split.minus)} {minus.title}",
        neither=say_percent(split.neither),
        plus=f"{say_percent(split.plus)} {plus.title}",
        title=plus.title,
        low=say_percent(split.low),
        high=say_percent(split.high),
    )


def say_story(comparison: Comparison) -> str:
    """Return what is put side by side ("3 articles from 3 sources, side by side")."""
    named = {analysis.document.source for analysis in comparison.analyses}
    return texts["plain_story"]["title"].format(
        articles=say_count(comparison.provenance.documents, "article"),
        sources=say_count(len(comparison.sources if comparison.is_corpus else named), "source"),
    )


def _and_more(shown: str, more: int) -> str:
    return f"{shown} and {say_whole(more)} more" if more > 0 else shown
