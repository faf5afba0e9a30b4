"""Papers: what stands on a printed sheet, block by block, before it is HTML, Markdown or DOCX."""

from __future__ import annotations

from dataclasses import dataclass

from framing.classroom.model import Run


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the paper's title, `aside` a short remark behind it."""

    level: int
    text: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph; `kind` is "" or "task", "note", "label", "command"."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered or not."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """Room to write: a label and so many lines (0: the rest of the label's own line)."""

    label: str
    lines: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tick, ticked or not."""

    text: str
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One item of an activity: its words, where they stand, remarks, choices, reasons, doubts and room to write."""

    number: str
    runs: tuple[Run, ...] = ()
    cite: str = ""
    notes: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    reasons: tuple[str, ...] = ()
    blanks: tuple[Blank, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row of headings; `tall` rows leave room to write.

    `widths` are those of the columns in percent (none: all alike); a table right below its heading has no `caption`.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    tall: bool = False
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to read, its paragraphs numbered (0: a heading)."""

    paragraphs: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A new page begins."""


Block = Heading | Prose | Bullets | Blank | Task | Table | Passage | Break


@dataclass(frozen=True, slots=True)
class Paper:
    """One file to print: its name without ending, its title, and what stands at the foot of each page."""

    name: str
    title: str
    foot: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Print:
    """How papers are printed: "a4" or "letter", and in large print (18 points) or not."""

    paper: str = "a4"
    large: bool = False


def say_field(label: str) -> str:
    """Return the label of room to write, as it stands before a line in running text.

    >>> say_field("Your sentence"), say_field("Whose voice?")
    ('Your sentence:', 'Whose voice?')
    """
    return label if label.endswith("?") else f"{label}:"
