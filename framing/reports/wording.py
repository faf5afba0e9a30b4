"""All wording of numbers and the labels of measures, so that every report says the same thing the same way."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from framing.errors import FramingError
from framing.reports.digits import count_digits, is_next_to_zero
from framing.scores import MIN_WORDS, TOO_LITTLE
from framing.shipped import read_toml

if TYPE_CHECKING:
    from framing.comparisons import Comparison
    from framing.lexicons.model import Lexicon
    from framing.profiles import DeletionUse
    from framing.reports.sametexts import Place
    from framing.scores import Score
    from framing.speakers import TypeShare

MINUS = "\u2212"
THIN = "\u202f"
"""A narrow space that does not break, between a number and its sign."""

texts: Mapping[str, Mapping[str, str]] = read_toml(Path(__file__).with_name("texts.toml"), FramingError)
"""The texts shown to readers, by table and key, as in texts.toml."""
what_it_does_not_measure: Mapping[str, str] = texts["limits"]
"""What each measure (stance, voices_stance, headlines, frames, voices, contrasts, documents) does not tell."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def say_whole(value: int) -> str:
    """Return a whole number with its thousands set apart.

    >>> say_whole(12345)
    '12,345'
    """
    return f"{value:,}".replace("-", MINUS)


def say_count(value: int, one: str, many: str = "") -> str:
    """Return a number with its noun in the singular or plural.

    >>> say_count(1, "claim"), say_count(1200, "claim"), say_count(2, "entry", "entries")
    ('1 claim', '1,200 claims', '2 entries')
    """
    return f"{say_whole(value)} {one if value == 1 else many or one + 's'}"


def say_number(value: float, digits: int = 2) -> str:
    """Return a number with its sign, "+" or a true minus, and none where it rounds to zero.

    >>> say_number(0.41), say_number(-0.816), say_number(-0.001)
    ('+0.41', '−0.82', '0.00')
    """
    shown = f"{abs(value):.{digits}f}"
    if not shown.strip("0."):
        return shown
    return f"{'+' if value > 0 else MINUS}{shown}"


def say_decimal(value: float, digits: int = 1) -> str:
    """Return a number of at least zero with fixed decimals.

    >>> say_decimal(3.14159)
    '3.1'
    """
    return f"{value:,.{digits}f}"


def say_weight(value: float) -> str:
    """Return a weight with the decimals it needs, at most three.

    >>> say_weight(1.0), say_weight(0.725)
    ('1', '0.725')
    """
    return f"{value:.3f}".rstrip("0").rstrip(".")


def say_percent(share: float) -> str:
    """Return a share in [0, 1] as a percentage; a small share that is not zero is never shown as zero.

    >>> say_percent(0.614).replace(THIN, " "), say_percent(0.001).replace(THIN, " ")
    ('61 %', '<1 %')
    """
    shown = "<1" if 0 < share < 0.005 else f"{100 * share:.0f}"
    return f"{shown}{THIN}%"


def capitalize_first(text: str) -> str:
    """Return text with its first letter in upper case and the rest as it is.

    >>> capitalize_first("stance of NATO")
    'Stance of NATO'
    """
    return text[:1].upper() + text[1:]


def say_step(score: Score) -> str:
    """Return the step the score stands on, or the refusal."""
    return score.step or score.refusal


def say_direction(score: Score) -> str:
    """Return the direction with the decimals of its interval ("−0.82"), or "–" where it is refused."""
    return "–" if score.direction is None else say_number(score.direction, count_digits(score.low, score.high))


def say_interval(score: Score) -> str:
    """Return the 95 % interval ("−1.00 to −0.41"), or "–" where the direction is refused."""
    if score.low is None or score.high is None:
        return "–"
    digits = count_digits(score.low, score.high)
    return f"{say_number(score.low, digits)} to {say_number(score.high, digits)}"


def say_intensity(score: Score) -> str:
    """Return the tagged weight per 100 words ("3.1 per 100 words")."""
    return f"{say_decimal(score.intensity)} per 100 words"


def say_evidence(score: Score, documents: int = 1) -> str:
    """Return what a score rests on ("12 tags in 9 claims"); tags negated or in scare quotes are not in it.

    Of a unit of several `documents` it says in how many of them the tags stand; learned words follow, and how
    many words there are where they are too few to be placed by learned words.
    """
    evidence = score.evidence
    where = f" in {evidence.documents} of {say_count(documents, 'document')}" if documents > 1 else ""
    tags = f"{say_count(evidence.tags, 'tag')} in {say_count(evidence.tagged, 'claim')}{where}"
    parts = [tags if evidence.tags else "no tags"]
    parts += [say_count(evidence.learned_tags, "learned word")] if evidence.learned_tags else []
    short = score.arguing is not None and evidence.words < MIN_WORDS
    return ", ".join([f"only {say_count(evidence.words, 'word')}", *parts] if short else parts)


def say_arguing(score: Score) -> str:
    """Return how probable it is that the text argues rather than reports, "–" where no direction is given."""
    return "–" if score.arguing is None or score.refusal else say_percent(score.arguing)


def say_stance(score: Score) -> str:
    """Return a score in one line, with its interval and intensity, or the refusal with what little there is."""
    if score.refusal:
        return say_refusal(score)
    interval = f"(95{THIN}% interval {say_interval(score)})"
    return f"{say_step(score)}, {say_direction(score)} {interval}, {say_intensity(score)}"


def say_refusal(score: Score) -> str:
    """Return the refusal, with what little there is where that is why ("too little evidence (1 tag in 1 claim)")."""
    return f"{score.refusal} ({say_evidence(score)})" if score.refusal == TOO_LITTLE else score.refusal


def say_odds(score: Score, lexicon: Lexicon) -> str:
    """Return the log-odds as what becomes of ten such texts ("of ten such texts that argue, 8 argue pro")."""
    count = round(10 / (1 + math.exp(-abs(score.lean))))
    pole = lexicon.pole_of(1 if score.lean >= 0 else -1)
    shown = "nearly all" if count == 10 else f"{count}"
    return f"by the training texts, of ten such texts that argue, {shown} argue {pole.title}"


def say_settled(score: Score) -> str:
    """Return whether the interval leaves the side open, "" where the direction is refused."""
    if score.refusal or score.low is None or score.high is None:
        return ""
    if is_next_to_zero(score.low, score.high):
        return "interval ends next to 0"
    return "interval excludes 0" if score.settled else "interval includes 0: either side is possible"


def say_apart(negated: int, quoted: int) -> str:
    """Return the tags that are counted apart ("2 negated, 1 in scare quotes"), "" where there are none."""
    parts = [f"{say_whole(negated)} negated"] if negated else []
    parts += [f"{say_whole(quoted)} in scare quotes"] if quoted else []
    return ", ".join(parts)


def say_title(comparison: Comparison) -> str:
    """Return the report's title ("Framing report: 5 documents from 4 sources")."""
    documents = say_count(comparison.provenance.documents, "document")
    if is_by_document(comparison):
        return f"Framing report: {documents} side by side"
    return f"Framing report: {documents} from {say_count(len(comparison.sources), 'source')}"


def say_lead(comparison: Comparison) -> str:
    """Return in one sentence what the report is, naming the poles where there is an axis."""
    documents = say_count(comparison.provenance.documents, "document")
    sources = say_count(len(comparison.sources), "source")
    shown = documents if is_by_document(comparison) else f"{documents} from {sources}"
    axis = comparison.axis
    if axis is None:
        return texts["lead"]["plain"].format(texts=shown)
    minus, plus = (axis.pole_of(sign).title.lower() for sign in (-1, 1))
    return texts["lead"]["axis"].format(texts=shown, minus=minus, plus=plus)


def say_unit(comparison: Comparison) -> str:
    """Return what is put side by side: "source" or "document"."""
    return "document" if is_by_document(comparison) else "source"


def is_by_document(comparison: Comparison) -> bool:
    """Return whether documents, not sources, are put side by side."""
    return ("by", "document") in comparison.provenance.settings


def say_tally(items: tuple[tuple[str, int], ...], names: Mapping[str, str] | None = None) -> str:
    """Return names with their counts ("said 3, warned 1").

    >>> say_tally((("said", 3), ("warned", 1)))
    'said 3, warned 1'
    """
    return ", ".join(f"{(names or {}).get(name, name)} {say_whole(count)}" for name, count in items)


def say_types(shares: Sequence[TypeShare]) -> str:
    """Return whose the reported words are by type of speaker ("experts 60 %, unnamed sources 40 %"), "" for none."""
    names = texts["types"]
    return ", ".join(f"{names[share.type or 'unknown']} {say_percent(share.share)}" for share in shares)


def say_scare(items: Sequence[tuple[str, int]], more: int = 0, most: int = 6) -> str:
    """Return the words in scare quotes with their counts, the first `most` of them; `more` are not among them.

    >>> say_scare([("experts", 2), ("truce", 1)])
    '“experts” 2, “truce” 1'
    """
    shown = ", ".join(f"“{one_line(words)}” {say_whole(count)}" for words, count in items[:most])
    return _and_more(shown, max(0, len(items) - most) + more)


def say_deletions(use: DeletionUse) -> str:
    """Return how often actors are left out ("4.2 per 1,000 words (3 passives, 1 noun)"), "none" for never."""
    if not use.passives + use.nominalisations:
        return "none"
    counts = f"{say_count(use.passives, 'passive')}, {say_count(use.nominalisations, 'noun')}"
    return f"{say_decimal(use.rate)} per 1,000 words ({counts})"


def say_places(places: Sequence[Place], most: int = 3) -> str:
    """Return documents with their sources, the first `most` by name ("Ferry late (Bay Courier) and 2 more")."""
    shown = ", ".join(f"{one_line(place.name)} ({one_line(place.source)})" for place in places[:most])
    return _and_more(shown, len(places) - most)


def say_sharers(names: Sequence[str], most: int = 3) -> str:
    """Return whom a unit shares a text with, "" for none.

    >>> say_sharers(["Bay Courier", "Herald"])
    'prints the same text as Bay Courier, Herald'
    """
    shown = texts["same_text"]["beside"].format(names=", ".join(map(one_line, names[:most])))
    return _and_more(shown, len(names) - most) if names else ""


def say_repeated(count: int) -> str:
    """Return how many of a unit's documents repeat another one of it, "" for none.

    >>> say_repeated(2)
    '2 documents repeated, counted once'
    """
    return texts["same_text"]["repeated"].format(documents=say_count(count, "document")) if count else ""


def say_edits(tally: Sequence[tuple[str, int]]) -> str:
    """Return how a copy's headline and sentences differ from the first text's.

    >>> say_edits([("added", 1), ("changed", 2)]), say_edits([])
    ('1 added, 2 changed', 'word for word')
    """
    parts = (f"{say_whole(count)} {texts['edits'][kind]}" for kind, count in tally)
    return ", ".join(parts) or texts["same_text"]["unchanged"]


def _and_more(shown: str, more: int) -> str:
    return f"{shown} and {say_whole(more)} more" if more > 0 else shown


def make_printable(text: str) -> str:
    """Return text without control characters, turns of direction and lone surrogates ("\ufffd" instead); lines stay.

    >>> make_printable("a\x1b[31mb")
    'a�[31mb'
    """
    return _UNPRINTABLE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Return text on one line, printable, with ordinary single spaces.

    >>> one_line("two\\n lines")
    'two lines'
    """
    return make_printable(" ".join(text.split()))
