"""Dates: the ways news pages write a day, read as ISO text and never guessed."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache

from framing.documents.boilerplate import read_boilerplate

_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})$")
_YEAR = re.compile(r"(?:19|20)\d{2}$")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?!\d)")


@dataclass(frozen=True, slots=True)
class _Words:
    months: dict[str, int]
    month_first: re.Pattern[str]
    day_first: re.Pattern[str]
    month_only: re.Pattern[str]
    american: re.Pattern[str]


def read_date(text: str) -> str:
    """Return the first date of `text` as YYYY-MM-DD, YYYY-MM or YYYY; "" when there is none to be sure of.

    Numbers alone are read only where one order is possible, or where an American time zone settles it; with a year
    of two digits it may stand first as well as last.

    >>> read_date("Updated Nov 02, 2022"), read_date("6 June 2018"), read_date("03/04/2021"), read_date("19-03-04")
    ('2022-11-02', '2018-06-06', '', '')
    """
    text = text.strip()
    return _read_iso(text) or _read_words(text) or _read_numbers(text) or _read_year(text)


def _iso(year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _read_iso(text: str) -> str:
    found = _ISO.search(text) or _COMPACT.match(text)
    if not found:
        return ""
    year, month, day = found[1], found[2], found[3]
    if day:
        return _iso(int(year), int(month), int(day))
    return f"{year}-{month}" if 1 <= int(month) <= 12 else ""


def _read_words(text: str) -> str:
    words = _words()
    for pattern in (words.month_first, words.day_first):
        if found := pattern.search(text):
            return _iso(int(found["y"]), words.months[found["month"].lower()[:3]], int(found["day"]))
    if found := words.month_only.match(text):
        return f"{found['y']}-{words.months[found['month'].lower()[:3]]:02}"
    return ""


def _read_numbers(text: str) -> str:
    found = _NUMERIC.search(text)
    if not found:
        return ""
    first, second, third = (int(part) for part in found.groups())
    if len(found[1]) == 4:
        return _iso(first, second, third)
    if len(found[1]) > 2 or len(found[3]) not in (2, 4):
        return ""
    month_first = _iso(_year(found[3]), first, second)
    if month_first and _words().american.search(text):
        return month_first
    days = {month_first, _iso(_year(found[3]), second, first)}
    if len(found[1]) == len(found[3]) == 2:
        days.add(_iso(_year(found[1]), second, third))
    days.discard("")
    return days.pop() if len(days) == 1 else ""


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)


def _read_year(text: str) -> str:
    return text if _YEAR.match(text) else ""


@cache
def _words() -> _Words:
    data = read_boilerplate()["dates"]
    month = rf"(?P<month>{data['month']})\.?"
    day = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
    year = r"(?P<y>(?:19|20)\d{2})\b"
    flags = re.IGNORECASE
    return _Words(
        months={name: number for number, name in enumerate(data["months"], 1)},
        month_first=re.compile(rf"\b{month} {day},? {year}", flags),
        day_first=re.compile(rf"\b{day} (?:of )?{month},? {year}", flags),
        month_only=re.compile(rf"{month},? {year}$", flags),
        american=re.compile(data["american_zone"]),
    )
