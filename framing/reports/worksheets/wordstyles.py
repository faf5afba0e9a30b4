"""Styles of DOCX papers: page, type, and the foot with the page's number; everything black."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from framing.reports.worksheets.papers import Print

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_MILLIMETRES = {"a4": (210, 297), "letter": (215.9, 279.4)}
_MARGIN = 18
_POINTS, _LARGE_POINTS, _FOOT_POINTS = 11, 18, 9
_FONT = "Arial"
"""A type that every office program has, or has one of the same widths for."""
_SIGN_FONT = "DejaVu Sans"
"""A type with circles and boxes; programs without it take another that has them."""
_SIGNS = re.compile("([\u2260\u25a0-\u27bf]+)")
_HEADINGS = ((1, 1.5), (2, 1.2), (3, 1.0))
_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def points_of(how: Print) -> int:
    """Return the size of the running text."""
    return _LARGE_POINTS if how.large else _POINTS


def text_width(how: Print) -> float:
    """Return the millimetres between the margins."""
    return _MILLIMETRES[how.paper][0] - 2 * _MARGIN


def add_words(paragraph: Paragraph, text: str) -> list[Run]:
    """Add a text to a paragraph and return its runs: signs such as ● are in a type that has them, all of one size."""
    made = []
    for at, part in enumerate(_SIGNS.split(text)):
        if part:
            made.append(paragraph.add_run(part))
            if at % 2:
                made[-1].font.name = _SIGN_FONT
    return made


def set_up(document: Document, title: str, foot: str, how: Print) -> None:
    """Set page, type, foot and the file's title; the file names nobody."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(length) for length in _MILLIMETRES[how.paper])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    _set_type(document, how)
    _fill_foot(section.footer.paragraphs[0], foot, how)
    known = document.core_properties
    known.title, known.author, known.comments = title, "", ""


def _set_type(document: Document, how: Print) -> None:
    from docx.shared import Pt, RGBColor

    styles: Any = document.styles
    points = points_of(how)
    styles["Normal"].paragraph_format.space_after = Pt(points / 2)
    _name_font(styles["Normal"], points)
    for level, times in _HEADINGS:
        style = styles[f"Heading {level}"]
        _name_font(style, round(points * times))
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(points * (0 if level == 1 else 1))
        style.paragraph_format.space_after = Pt(points / 3)


def _name_font(style: Any, points: float) -> None:
    """Set type and size; a theme's own type would go before the one named."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name, style.font.size = _FONT, Pt(points)
    fonts = style.element.rPr.rFonts
    for name in _THEMED:
        fonts.attrib.pop(qn(f"w:{name}"), None)


def _fill_foot(paragraph: Paragraph, foot: str, how: Print) -> None:
    """What the paper is on the left, "2 / 5" on the right."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm, Pt

    made: Any = paragraph
    made.style = "Normal"
    made.paragraph_format.tab_stops.add_tab_stop(Mm(text_width(how)), WD_TAB_ALIGNMENT.RIGHT)
    made.add_run(f"{foot}\t")
    _add_field(made, "PAGE")
    made.add_run(" / ")
    _add_field(made, "NUMPAGES")
    for run in made.runs:
        run.font.size = Pt(_FOOT_POINTS)


def _add_field(paragraph: Any, name: str) -> None:
    """A number that the office program fills in; each part is a run of its own, or it would lose its size."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    for kind in ("begin", "", "separate", "shown", "end"):
        run = paragraph.add_run("1" if kind == "shown" else "")
        if kind == "shown":
            continue
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = name
        run._r.append(part)
