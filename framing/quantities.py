"""Quantities: the numbers a claim gives, with what they count, so that two claims' numbers can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from framing.normalizing import normalize
from framing.shipped import read_cues
from framing.terms import is_function_word, stem

ROUNDED = 0.02
"""Share by which two numbers may differ and still be one number, rounded: "349 billion" and "350 billion"."""
_DIGITS = 9
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCORE = r"\d{{1,4}}(?:(?:[-–—]|{joins})\d{{1,4}}){{1,2}}"
_TENS = 20
"""Number words from here on are joined to a smaller one: "twenty-five"; others are a tally: "five-four"."""
_UNIT_REACH = 3
"""Words after a number among which the noun it counts stands: "12 heavily armed men"."""
_MONTH_REACH = 12
_NEXT = re.compile(r"[ -]([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at `text[start:end]`: its value, and what it counts.

    `units` are the stems of the words after it, or one word such as "percent" or "dollar"; a tally ("52-48")
    has its parts as `tally` and no value of its own (0). `year` says that it names a year. `text[first:last]` is
    the number as one would quote it, with the word it counts or the month.
    """

    start: int
    end: int
    value: float
    units: tuple[str, ...] = ()
    tally: tuple[int, ...] = ()
    year: bool = False
    first: int = 0
    last: int = 0


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text in order, figures and words alike.

    >>> [(one.value, one.units) for one in find_quantities("Twelve people died, 3.5 million dollars were lost.")]
    [(12.0, ('peopl', 'die')), (3500000.0, ('dollar',))]
    >>> [one.tally for one in find_quantities("The Senate voted 52–48.")]
    [(52, 48)]
    """
    found = (_read(text, one) for one in _numbers().finditer(text))
    return tuple(one for one in found if one)


def same_number(a: Quantity, b: Quantity) -> bool:
    """Return whether two quantities are the same number, or one the other rounded."""
    if a.tally or b.tally:
        return a.tally == b.tally
    if a.value == b.value or a.year or b.year:
        return a.value == b.value
    near = abs(a.value - b.value) < ROUNDED * max(a.value, b.value)
    return near and (_is_rounded(a.value, b.value) or _is_rounded(b.value, a.value))


def _is_rounded(value: float, rounded: float) -> bool:
    """Whether one value is another to fewer digits: 350 is 349 to two, but 78 is not 77."""
    digits = len(f"{rounded:.{_DIGITS}e}".partition("e")[0].rstrip("0").replace(".", ""))
    return float(f"{value:.{digits - 1}e}") == rounded


def count_alike(a: Quantity, b: Quantity) -> bool:
    """Return whether two quantities count the same thing, as far as the words after them tell."""
    if a.tally or b.tally:
        return len(a.tally) == len(b.tally)
    if a.year or b.year:
        return a.year and b.year
    return not set(a.units).isdisjoint(b.units)


def _read(text: str, found: re.Match[str]) -> Quantity | None:
    start, end = found.span()
    figure, scale = found["figure"], found["scale"]
    words = _spell_out(found["words"] or "")
    tally = tuple(map(int, re.findall(r"\d+", found["tally"]))) if found["tally"] else words
    if len(tally) > 1:
        return Quantity(start, end, 0.0, tally=tally, first=start, last=end)
    if (found["words"] or "").lower() in _not_counting() and not scale:
        return None
    value = float(figure.replace(",", "")) if figure else float(words[0])
    value *= _scales()[scale.lower()] if scale else 1
    if figure and not scale and _is_year(text, found):
        return Quantity(start, end, value, year=True, first=start, last=end)
    units, first, last = _counted(text, found)
    return Quantity(start, end, value, units, first=first, last=last)


def _is_year(text: str, found: re.Match[str]) -> bool:
    figure, bare = found["figure"], not (found["before"] or found["after"])
    likely = len(figure) == 4 and figure.isdigit() and 1500 <= int(figure) <= 2100
    return bare and likely and not _named_units().match(text, found.end())


def _spell_out(words: str) -> tuple[int, ...]:
    """The value of "twenty-five" or "seven"; the parts of "five-four"."""
    known = read_cues("numbers")["words"]
    values = tuple(known[word] for word in words.lower().split("-") if word)
    joined = len(values) < 2 or (values[0] >= _TENS and values[1] < 10)
    return (sum(values),) if joined else values


def _counted(text: str, found: re.Match[str]) -> tuple[tuple[str, ...], int, int]:
    """What a number counts; and where the number starts and ends together with the word that says so."""
    start, end = found.span()
    sign = found["before"] or found["after"]
    if sign:
        return (read_cues("numbers")["signs"][sign],), start, end
    if month := _months().search(text, max(0, start - _MONTH_REACH), start):
        return (month[1].lower()[:3],), month.start(), end
    if named := _named_units().match(text, end):
        return (read_cues("numbers")["units"][named[1].lower()],), start, named.end()
    following = list(islice(_following(text, end), _UNIT_REACH))
    if following and following[0][1] in _month_names():
        return (following[0][1].lower()[:3],), start, following[0].end()
    counted = [one for one in following if not is_function_word(normalize(one[1]))][:2]
    return tuple(stem(normalize(one[1])) for one in counted), start, counted[0].end() if counted else end


def _following(text: str, end: int) -> Iterator[re.Match[str]]:
    """The words that follow with nothing but spaces and hyphens between."""
    while found := _NEXT.match(text, end):
        yield found
        end = found.end()


@cache
def _numbers() -> re.Pattern[str]:
    cues = read_cues("numbers")
    words, scales = _any_of(cues["words"]), _any_of(cues["scales"])
    joins = "|".join(rf" {re.escape(word)} " for word in cues["joins"])
    signs = "[" + "".join(map(re.escape, cues["signs"])) + "]"
    # before the sign of a currency may stand its country ("US$5"); what letters follow ("3rd", "4x4") is no number
    return re.compile(
        rf"(?:(?<![\w.,$€£¥/-])|(?<=[A-Z])(?={signs}))(?P<before>{signs})?"
        rf"(?:(?P<tally>{_SCORE.format(joins=joins)})(?![\w%]|[.,-]\d)|"
        rf"(?:(?P<figure>{_FIGURE})(?![\d/]|[.,]\d)|(?P<words>{words}(?:-{words})?)(?!\w))"
        rf"(?:[ -]?(?P<scale>{scales})(?!\w))?(?![^\W\d_])(?P<after>{signs})?)"
    )


@cache
def _named_units() -> re.Pattern[str]:
    return re.compile(rf"[ -]?({_any_of(read_cues('numbers')['units'])})\b")


@cache
def _months() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(sorted(_month_names(), key=len, reverse=True))})\.? \Z")


@cache
def _month_names() -> frozenset[str]:
    return frozenset(read_cues("grammar")["calendar"]["months"])


@cache
def _scales() -> dict[str, float]:
    scales: dict[str, float] = read_cues("numbers")["scales"]
    return scales


@cache
def _not_counting() -> frozenset[str]:
    return frozenset(read_cues("numbers")["not_counting"])


def _any_of(words: Iterable[str]) -> str:
    """A pattern of these words in any case, of plain letters only: "ſix" is no number."""
    return "(?ai:" + "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) + ")"
