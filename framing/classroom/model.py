"""What a worksheet is: sheets that hold no answers, keys that hold them, and the texts both are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from framing.classroom.packs import Pack
from framing.lexicons.model import Lexicon
from framing.scores import Score

ActivityName = Literal[
    "loaded-word",
    "headlines",
    "stance",
    "label",
    "missing",
    "speakers",
    "actors",
    "rewrite",
    "flip",
    "judge",
    "court",
]
ACTIVITIES: tuple[ActivityName, ...] = ActivityName.__args__  # type: ignore[attr-defined]
"""In the order of a lesson: from single words to whole texts, then to the tool itself."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: text `text` (from 1), paragraph `paragraph` of it (from 1; 0 is its headline)."""

    text: int
    paragraph: int


Value = str | int | float | Score | Place | tuple[str, ...]
"""What a remark is filled with; how each is worded is the renderers' business."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be said, by its code, and the values that go into it; the words stand in worksheet.toml."""

    code: str
    values: tuple[tuple[str, Value], ...] = ()


def remark(code: str, **values: Value) -> Remark:
    """Return the remark of this code with these values.

    >>> remark("text", number=2).values
    (('number', 2),)
    """
    return Remark(code, tuple(values.items()))


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a text, marked or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do; `id` is the same in every version and names it in answers and key.

    `runs` are words of a text and `place` where they stand, None where finding that out is the task. `given` is
    what the sheet says beside them, `choices` what may be ticked.
    """

    id: str
    runs: tuple[Run, ...] = ()
    place: Place | None = None
    given: tuple[Remark, ...] = ()
    choices: tuple[Remark, ...] = ()

    @property
    def text(self) -> str:
        """The words shown."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the key says of one item: its words with the key's marks, what is ticked, and why.

    `chosen` are indices of the item's choices; `said` are answers and reasons, `doubts` where the tool may be
    wrong in this very place; `rows` fill the item's row (or rows) in the activity's table.
    """

    item: str
    runs: tuple[Run, ...] = ()
    place: Place | None = None
    chosen: tuple[int, ...] = ()
    said: tuple[Remark, ...] = ()
    doubts: tuple[Remark, ...] = ()
    rows: tuple[tuple[Remark, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity of a sheet: its items and what is said above them.

    With `columns`, answers go into a table: one row an item, or `rows` empty rows below each.
    """

    name: ActivityName
    items: tuple[Item, ...]
    given: tuple[Remark, ...] = ()
    columns: tuple[Remark, ...] = ()
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Answers:
    """The key of one activity: an answer for each of its items, in the same order."""

    name: ActivityName
    answers: tuple[Answer, ...]
    said: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """An activity with its answers, before sheet and key are parted."""

    activity: Activity
    answers: Answers


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a pupil gets; `version` is "A", "B" …, or "" where there is only one."""

    version: str
    activities: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """The answers to the sheet of the same version."""

    version: str
    answers: tuple[Answers, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """How hard a text is to read: counts, and the Flesch-Kincaid grade (US school year) they give."""

    words: int
    sentences: int
    syllables: int
    grade: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a text; `number` is 0 for a heading, which cannot be cited."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """One text under its number, with what only the teacher is told: where it is from and how hard it is.

    `named` is whether the text's own words name its source, so that pupils can find it out; `body` is the document's
    text without its headline.
    """

    number: int
    document: str
    source: str
    title: str
    published: str
    paragraphs: tuple[Paragraph, ...]
    body: str
    level: Level
    named: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An activity for which the texts have no material, and why."""

    name: ActivityName
    why: str


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of 100 cases the tool got wrong, by what measure, and on what."""

    wrong: int
    measured: str
    on: str


@dataclass(frozen=True, slots=True)
class Figures:
    """How often the tool is wrong about sides (None: not measured), about voices and about fact and opinion."""

    sided: bool
    sides: Figure | None
    voices: Figure
    labels: Figure


@dataclass(frozen=True, slots=True)
class Found:
    """How often an entry of a frame was found, and in which texts (their numbers)."""

    frame: str
    entry: str
    times: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Court:
    """A lexicon of the entries found in the texts, for the class to strike entries from, and where each was found."""

    lexicon: Lexicon
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Sheets and their keys, a pair a version, the texts, what is left out, and the lexicon on trial.

    `frames` say what each frame means that is found in the texts; `lexicons` are names, versions and digests;
    `rerun` is the command that compares the texts by the court's lexicon; `pack` is None for a teacher's own texts.
    """

    texts: tuple[Text, ...]
    sheets: tuple[Sheet, ...]
    keys: tuple[Key, ...]
    left_out: tuple[LeftOut, ...]
    axis: Lexicon | None
    lexicons: tuple[tuple[str, str, str], ...]
    frames: tuple[Remark, ...]
    figures: Figures
    seed: int
    court: Court | None = None
    rerun: str = ""
    pack: Pack | None = None
