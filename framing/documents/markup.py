"""Markup: what is left of Markdown when links are their words, pictures are cut and signs are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.documents.lines import Line, LineKind, mark_bullet, split_rows, unwrap
from framing.documents.model import Cut

# Lengths are bounded everywhere, so that no line, however long or odd, costs more than its length.
_TARGET = r"\((?:[^()\s]{0,2000}|[^()\s]{0,500}\([^()\s]{0,500}\)[^()\s]{0,500})(?: ?\"[^\"\n]{0,300}\")?\)"
_WORDS = r"\[((?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){0,600}?)\]"
_IMAGE = re.compile(r"!" + _WORDS + _TARGET)
_LINK = re.compile(_WORDS + _TARGET)
_REFERENCE = re.compile(r"(?<!\])\[([^\[\]\n]{1,300})\]\[[^\[\]\n]{0,100}\]")
_DEFINITION = re.compile(r"\[[^\[\]\n]{1,100}\]: ?\S+(?: [\"'(].{0,300})?$")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>")
_STARS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,1000}?)(?<=[^\s*])\1(?![\w*])")
_BARS = re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]{1,1000}?)(?<=[^\s_])\1(?![\w_])")
_CODE = re.compile(r"(`{1,3})([^`\n]{1,1000})\1")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_HEADING = re.compile(r"(#{1,6}) (.*?)(?: #+)?$")
_UNDERLINE = re.compile(r"(?:=+|-{2,})$")
_NUMBERED = re.compile(r"\d{1,3}[.)] (?=\S)")
_PAIR = re.compile(r"([A-Za-z][\w -]{0,40}):(?: +(.*))?$")


@dataclass(frozen=True, slots=True)
class Markup:
    """The lines of a marked-up text, the pictures and definitions cut from it, and its front matter."""

    lines: tuple[Line, ...]
    cuts: tuple[Cut, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


def strip_links(lines: Sequence[Line]) -> tuple[list[Line], list[Cut]]:
    """Return the lines with links reduced to their words and pictures taken out, and those pictures as cuts.

    >>> strip_links([Line(1, "By [Ann Lee](#)")])[0][0].text
    'By Ann Lee'
    """
    cuts: list[Cut] = []
    kept: list[Line] = []
    for line in lines:
        if "](" not in line.text:
            kept.append(line)
            continue
        cuts += [Cut("image", found[0], line.number) for found in _IMAGE.finditer(line.text)]
        bare = " ".join(_LINK.sub(r"\1", _IMAGE.sub("", line.text)).split())
        if bare:
            kept.append(mark_bullet(line._replace(text=bare)))
    return kept, cuts


def read_front_matter(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the `key: value` pairs between two `---` lines at the top, and the text with those lines blank.

    Anything between the rules that is not such a pair means that it is no front matter.

    >>> read_front_matter("---\\ntitle: Talks\\n---\\nBody")
    ((('title', 'Talks'),), '\\n\\n\\nBody')
    """
    if not text.startswith("---\n"):
        return (), text
    head, rule, rest = text[4:20_000].partition("\n---\n")
    rows = head.split("\n")
    found = [_PAIR.match(row.rstrip()) for row in rows if row.strip() and not row.startswith(("#", " ", "-"))]
    if not rule or not found or not all(found):
        return (), text
    pairs = tuple((pair[1].strip().lower(), _unquote(pair[2] or "")) for pair in found if pair)
    return pairs, "\n" * (len(rows) + 2) + rest + text[20_000:]


def _unquote(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_unquote(part) for part in value[1:-1].split(","))
    return value[1:-1] if quoted else value


def read_markdown(text: str) -> Markup:
    """Return the lines of a Markdown text: soft-wrapped lines joined, headings and bullets known, signs dropped."""
    pairs, text = read_front_matter(text)
    rows = split_rows(text)
    cuts = [Cut("link definition", row, n) for n, row in enumerate(rows, 1) if _DEFINITION.match(row)]
    rows = ["" if _DEFINITION.match(row) or row.startswith(("```", "~~~")) else row for row in rows]
    lines, pictures = strip_links([*_read_blocks(rows)])
    bare = (line._replace(text=_drop_signs(line.text)) for line in lines)
    return Markup(tuple(line for line in bare if line.text), (*cuts, *pictures), pairs)


def _read_blocks(rows: list[str]) -> Iterator[Line]:
    spaced = _space_out(rows)
    offset = {index: number for index, (number, _) in enumerate(spaced, 1)}
    for line in unwrap([row for _, row in spaced]):
        yield from _read_block(line._replace(number=offset[line.number]))


def _space_out(rows: list[str]) -> list[tuple[int, str]]:
    """Return numbered rows with a blank around each heading, so that a paragraph below it stays apart."""
    spaced: list[tuple[int, str]] = []
    for number, row in enumerate(rows, 1):
        if _HEADING.match(row):
            spaced += [(number, ""), (number, row), (number, "")]
        elif _UNDERLINE.match(row) and spaced and spaced[-1][1]:
            before = spaced.pop()
            spaced += [(before[0], ""), (before[0], f"# {before[1]}"), (number, "")]
        elif row.startswith("+ ") or _NUMBERED.match(row):
            spaced += [(number, ""), (number, row)]
        else:
            spaced.append((number, row.removeprefix(">").lstrip() if row.startswith(">") else row))
    return spaced


def _read_block(line: Line) -> Iterator[Line]:
    kind: LineKind = ""
    text = line.text
    if found := _HEADING.match(text):
        kind, text = "heading", found[2]
    elif text.startswith(("- ", "* ", "+ ", "• ")):
        kind, text = "bullet", text[2:]
    elif found := _NUMBERED.match(text):
        kind, text = "bullet", text[found.end() :]
    yield Line(line.number, text, kind)


def _drop_signs(text: str) -> str:
    if not any(sign in text for sign in "*_`<\\["):
        return text
    for pattern in (_CODE, _STARS, _BARS):
        text = pattern.sub(r"\2", text)
    text = _REFERENCE.sub(r"\1", _TAG.sub("", _AUTOLINK.sub(r"\1", text)))
    return " ".join(_ESCAPE.sub(r"\1", text).split())
