"""DOCX: the paragraphs, headings, lists and tables of a Word file by python-docx, and what stands outside them."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from framing.documents.assembly import Reading
from framing.documents.boilerplate import fit_key
from framing.documents.lines import Line, LineKind, split_lines
from framing.documents.metadata import Metadata, list_findings
from framing.documents.model import Cut, Finding
from framing.documents.packages import check_package
from framing.documents.text import tidy
from framing.errors import InputError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

READER = "docx (python-docx)"

_ORIGIN = "Word properties"
_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""A second copy of a text box, for programs that cannot show the first."""
_DELETED = (f"{_W}del", f"{_W}moveFrom")
_BREAKS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_OUTSIDE = {
    "header": "running head", "footer": "running head", "footnotes": "footnote", "endnotes": "footnote",
    "comments": "comment",
}  # fmt: skip
_STYLES: dict[str, LineKind] = {"Heading": "heading", "Title": "heading", "Subtitle": "heading", "List": "bullet"}
_DEEPEST_STYLE = 12


def read_docx(data: bytes) -> Reading:
    """Return the reading of a DOCX file: its body's paragraphs in order, those of tables and boxes too.

    Page heads, footnotes, comments and deleted text are cuts; pictures are counted in a note.

    Raises:
        InputError: the file is broken, too large to unpack, or no Word file.
    """
    if _BODY not in check_package(data):
        raise InputError("is a ZIP or Office file but not DOCX (xlsx, odt, epub …).", fix="Save it as .docx or .pdf.")
    try:
        return _read(data)
    except Exception as problem:  # python-docx and lxml meet damage with whatever error comes first
        told = " ".join(str(problem).split())[:100] or type(problem).__name__
        raise InputError(f"is not a DOCX file that can be read ({told}).", fix="Save it again as .docx.") from None


def _read(data: bytes) -> Reading:
    import docx

    document = docx.Document(io.BytesIO(data))
    body = document.element.body
    kinds = _list_styles(document)
    lines: list[Line] = []
    cuts: list[Cut] = []
    for number, paragraph in enumerate(body.iter(f"{_W}p"), 1):
        if any(parent.tag == _FALLBACK for parent in paragraph.iterancestors()):
            continue
        kind = _kind_of(paragraph, kinds)
        lines += [Line(number, line.text, kind or line.kind) for line in _split(_text_of(paragraph))]
        cuts += [Cut("deleted text", line.text, number) for line in _split(_text_of(paragraph, deleted=True))]
    cuts += _list_outside(document)
    return Reading(
        lines=tuple(lines),
        reader=READER,
        characters=sum(len(line.text) for line in lines) + sum(len(cut.text) for cut in cuts),
        cuts=tuple(cuts),
        notes=tuple(_list_notes(body)),
        hints=_read_properties(document),
    )


def _split(text: str) -> list[Line]:
    return split_lines(tidy(text))


def _text_of(paragraph: _Element, *, deleted: bool = False) -> str:
    """Return a paragraph's own text (boxes within have paragraphs of theirs), or what changes took out of it."""
    return "".join(text for text, gone in _list_runs(paragraph, False) if gone is deleted)


def _list_runs(element: _Element, gone: bool) -> Iterator[tuple[str, bool]]:
    for child in element:
        if child.tag in (f"{_W}t", f"{_W}delText"):
            yield child.text or "", gone
        elif child.tag in _BREAKS:
            yield _BREAKS[str(child.tag)], gone
        elif child.tag not in (f"{_W}p", f"{_W}pPr", _FALLBACK) and isinstance(child.tag, str):
            yield from _list_runs(child, gone or child.tag in _DELETED)


def _list_styles(document: WordDocument) -> dict[str, LineKind]:
    """Return the kind of line that each style, by its id, makes; a style may be founded on another."""
    kinds: dict[str, LineKind] = {}
    for style in document.styles:
        base: Any = style
        for _ in range(_DEEPEST_STYLE):
            name = next((name for name in _STYLES if base is not None and (base.name or "").startswith(name)), "")
            if name or base is None:
                break
            base = getattr(base, "base_style", None)
        if name:
            kinds[style.style_id] = _STYLES[name]
    return kinds


def _kind_of(paragraph: _Element, kinds: dict[str, LineKind]) -> LineKind:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return ""
    style = properties.find(f"{_W}pStyle")
    kind = kinds.get(style.get(f"{_W}val", "")) if style is not None else None
    if kind == "heading" or properties.find(f"{_W}outlineLvl") is not None:
        return "heading"
    return kind or ("bullet" if properties.find(f"{_W}numPr") is not None else "")


def _list_outside(document: WordDocument) -> Iterator[Cut]:
    """Yield what stands in page heads and feet, footnotes and comments, each text once."""
    from docx.oxml import parse_xml

    seen: set[tuple[str, str]] = set()
    for part in sorted(document.part.package.iter_parts(), key=lambda part: str(part.partname)):
        name = str(part.partname).rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")
        if name not in _OUTSIDE:
            continue
        for paragraph in parse_xml(part.blob).iter(f"{_W}p"):
            text = " ".join(tidy(_text_of(paragraph)).split())
            if text and (name, text) not in seen:
                seen.add((name, text))
                yield Cut(_OUTSIDE[name], text)


def _list_notes(body: _Element) -> Iterator[str]:
    counts = Counter(str(element.tag).rpartition("}")[2] for element in body.iter(f"{_W}drawing", f"{_W}pict"))
    pictures = counts["drawing"] or counts["pict"]
    if pictures:
        yield f"{pictures} {'picture' if pictures == 1 else 'pictures'} left out"


def _read_properties(document: WordDocument) -> tuple[Finding, ...]:
    import docx

    properties = document.core_properties
    # Files made by python-docx carry the day its template was made.
    created = properties.created if properties.created != docx.Document().core_properties.created else None
    return list_findings(
        Metadata(
            title="" if fit_key("file_info", "no_title", properties.title) else properties.title,
            author="" if fit_key("file_info", "no_author", properties.author) else properties.author,
            published=created.date().isoformat() if created else "",
        ),
        _ORIGIN,
    )
