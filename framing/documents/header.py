"""The header of an article: the lines above its body that say who wrote it, where and when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from framing.documents.boilerplate import HeaderRule, fit, header_rules, limits, pattern, read_boilerplate
from framing.documents.lines import Line, ends_sentence
from framing.documents.model import Finding


@dataclass(frozen=True, slots=True)
class Header:
    """Which lines (by index) are header lines, what they say, and outlets still to be confirmed."""

    marks: Mapping[int, str]
    found: tuple[Finding, ...] = ()
    outlets: tuple[tuple[str, str], ...] = ()
    excerpt: int = -1


@dataclass(frozen=True, slots=True)
class _Hit:
    index: int
    kind: str
    text: str
    groups: Mapping[str, str]


def split_prefixes(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with "Added 1 May 2020 - Text" among the first of them taken apart at the dash."""
    top = limits().header
    parts = [part for line in lines[:top] for part in _split_prefix(line)]
    return [*parts, *lines[top:]]


def _split_prefix(line: Line) -> Iterator[Line]:
    found = pattern("header", "prefix").match(line.text)
    rest = line.text[found.end() :].rstrip(" -–—|") if found else ""
    if not found or not rest:
        yield line
        return
    yield line._replace(text=found[0].rstrip(" -–—|"))
    yield line._replace(text=rest)


def read_header(lines: Sequence[Line], furniture: Collection[int]) -> Header:
    """Return the header lines above the body, and what they say; `furniture` are indices of lines to cut anyway."""
    hits = list(_find_hits(lines, furniture))
    origins = [hit for index, line in enumerate(lines) if (hit := _match_origin(index, line))]
    excerpt = next((i for i, line in enumerate(lines[: limits().header]) if _tells_excerpt(line.text)), -1)
    found = [finding for hit in (*hits, *origins) for finding in _read_hit(hit)]
    dateline = _read_dateline(lines)
    marks = {hit.index: hit.kind for hit in (*hits, *origins)}
    if excerpt >= 0:
        marks.setdefault(excerpt, "excerpt line")
    outlets = tuple((hit.groups["outlet"], hit.kind) for hit in hits if hit.groups.get("outlet"))
    return Header(marks, _order(found, dateline), outlets, excerpt)


def _order(found: list[Finding], dateline: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings with the day of an update behind the day of publication."""
    return (*sorted(found, key=lambda finding: finding.origin == "update line"), *dateline)


def _tells_excerpt(text: str) -> bool:
    return read_boilerplate()["excerpt"]["cue"] in text and bool(pattern("excerpt", "pattern").search(text))


def _find_hits(lines: Sequence[Line], furniture: Collection[int]) -> Iterator[_Hit]:
    """Yield header lines down to the second paragraph; furniture among them does not push the body down."""
    own = paragraphs = 0
    for index, line in enumerate(lines):
        hit = _match_line(index, line.text) if line.kind == "" else None
        if hit:
            yield hit
        elif index not in furniture:
            own, paragraphs = own + 1, paragraphs + _is_body(line)
        if own >= limits().header or paragraphs > 1:
            return


def _is_body(line: Line) -> bool:
    return line.text.count(" ") >= limits().paragraph and ends_sentence(line.text)


def _match_line(index: int, text: str) -> _Hit | None:
    if text.count(" ") >= limits().short:
        return None
    for rule in header_rules():
        found = rule.pattern.fullmatch(text)
        if found and _is_sound(rule, found):
            return _Hit(index, rule.kind, text, found.groupdict())
    return None


def _is_sound(rule: HeaderRule, found: re.Match[str]) -> bool:
    """Return whether a by-line names someone: one word, or "The …", must be an outlet's name."""
    author = found.groupdict().get("author") or ""
    if rule.kind != "by-line" or (" " in author and not author.startswith("The ")):
        return True
    return bool(pattern("header", "outlet").fullmatch(author))


def _match_origin(index: int, line: Line) -> _Hit | None:
    if line.text[0] not in "TFORCS" or line.text.count(" ") >= limits().short:
        return None
    found = fit("origin", line.text)
    return _Hit(index, "origin line", line.text, {"origin": found["origin"].rstrip(".")}) if found else None


def _read_hit(hit: _Hit) -> Iterator[Finding]:
    if author := hit.groups.get("author"):
        yield from _read_author(author, hit.kind)
    if hit.groups.get("date"):
        # The whole line, because a time zone beside the day can tell 06-01 from 01-06.
        yield Finding("published", hit.text, hit.kind)
    for group, field in (("origin", "origin"), ("title", "title"), ("poster", "source")):
        if value := hit.groups.get(group):
            yield Finding(field, value, hit.kind)


def _read_author(text: str, kind: str) -> Iterator[Finding]:
    """Yield the author without job titles; a part that is plainly an outlet's name is the source instead."""
    first, *others = re.split(r", | \| |/", text)
    outlets = [part for part in others if pattern("header", "outlet").fullmatch(part)]
    names = [part for part in others if part not in outlets and not pattern("header", "role").fullmatch(part)]
    yield Finding("author", ", ".join([first, *names]), kind)
    for outlet in outlets[:1]:
        yield Finding("source", outlet, kind)


def _read_dateline(lines: Sequence[Line]) -> tuple[Finding, ...]:
    for line in lines[: limits().header]:
        if found := pattern("header", "dateline").match(line.text):
            return (Finding("origin", found["origin"], "dateline"),)
    return ()


def confirm_outlet(header: Header, furniture: Collection[str]) -> tuple[Finding, ...]:
    """Return the first "Outlet, date" name as the source if it is an outlet's name beyond doubt.

    "Paris, 3 June 2020" looks the same, so the name must hold a word such as "Times", or the page's own
    furniture (share lines, rights, membership) must use it.
    """
    for name, kind in header.outlets:
        if pattern("header", "outlet").fullmatch(name) or any(name in text for text in furniture):
            return (Finding("source", name, kind),)
    return ()
