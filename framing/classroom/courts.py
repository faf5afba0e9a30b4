"""Courts: entries of the lexicon to argue in or out, and the small lexicon that the class edits and runs again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from framing.analyses import Analysis
from framing.classroom.materials import LOADED, Material, Sentence
from framing.classroom.model import Activity, Answer, Answers, Court, Exercise, Found, Item, LeftOut, Remark, remark
from framing.classroom.reasons import define
from framing.lexicons.model import Entry, Frame, Lexicon
from framing.scores import OUTLET_VOICES, Score, score
from framing.tags import Tag

ENTRIES = 6
COURT = "court"


@dataclass(frozen=True, slots=True)
class Case:
    """One entry found in the texts, with its tags and a sentence that shows it."""

    frame: Frame
    entry: Entry
    tags: tuple[Tag, ...]
    shown: Sentence | None

    @property
    def id(self) -> str:
        """Its frame and its words."""
        return f"{self.frame.name}/{self.entry.text}"


def find_cases(material: Material) -> tuple[Case, ...]:
    """Return the entries found in the texts, in the lexicon's order: the axis's, without one the loaded words."""
    lexicon = _tried(material)
    if lexicon is None:
        return ()
    found: dict[tuple[str, str], list[Tag]] = defaultdict(list)
    for analysis in material.analyses:
        for tag in analysis.tags:
            if tag.lexicon == lexicon.name and not tag.negated and not tag.quoted:
                found[tag.frame, tag.entry].append(tag)
    entries = {(frame.name, entry.text): (frame, entry) for frame, entry in lexicon.entries}
    return tuple(
        Case(*both, tuple(found[key]), _show(material, found[key])) for key, both in entries.items() if key in found
    )


def hold_court(material: Material) -> Exercise | LeftOut:
    """Return entries to be argued in or out, with what each does to every text's place on the axis."""
    cases = [one for one in find_cases(material) if one.shown]
    if not cases:
        return LeftOut("court", "no_entries")
    chosen = _choose(cases, material)
    before = tuple(_standing(material, analysis, number) for number, analysis in enumerate(material.analyses, 1))
    items = tuple(_item(material, one) for one in chosen)
    answers = tuple(_answer(material, one) for one in chosen)
    return Exercise(Activity("court", items), Answers("court", answers, before))


def open_court(material: Material) -> Court | None:
    """Return the entries found in the texts and nothing else as a lexicon, with where each was found."""
    lexicon, cases = _tried(material), find_cases(material)
    if lexicon is None or not cases:
        return None
    by_frame = defaultdict[str, list[Entry]](list)
    for case in cases:
        by_frame[case.frame.name].append(case.entry)
    frames = (replace(frame, match=(), miss=(), entries=tuple(by_frame[frame.name])) for frame in lexicon.frames)
    kept = tuple(frame for frame in frames if frame.entries)
    found = tuple(Found(case.frame.name, case.entry.text, len(case.tags), _texts(material, case)) for case in cases)
    return Court(replace(lexicon, name=COURT, frames=kept, learned=None, calibration=None, digest=""), found)


def _tried(material: Material) -> Lexicon | None:
    """The lexicon on trial: its written entries alone, as nobody can argue about learned ones one by one."""
    loaded = next((one for one in material.comparison.lexicons if one.name == LOADED), None)
    found = material.axis or loaded
    return replace(found, learned=None) if found else None


def _show(material: Material, tags: Iterable[Tag]) -> Sentence | None:
    """The first sentence that holds the entry, in an outlet's own words where there is one."""
    ordered = sorted(tags, key=lambda one: (one.voice != "own", material.numbers[one.document], one.start))
    for tag in ordered:
        for sentence in material.sentences:
            span = sentence.span
            if sentence.analysis.document.id == tag.document and span.start <= tag.start and tag.end <= span.end:
                return sentence
    return None


def _choose(cases: Sequence[Case], material: Material) -> list[Case]:
    """Entries with most weight in these texts, the sides in turn and the frames in turn."""
    waiting = sorted(cases, key=lambda one: (-_weight_in(one), -sum(tag.milli for tag in one.tags), one.id))
    chosen: list[Case] = []
    while waiting and len(chosen) < ENTRIES:
        sides = Counter(one.frame.pole for one in chosen)
        frames = Counter(one.frame.name for one in chosen)
        best = min(waiting, key=lambda one: (sides[one.frame.pole], frames[one.frame.name], waiting.index(one)))
        waiting.remove(best)
        chosen.append(best)
    return chosen


def _weight_in(case: Case) -> int:
    """The weight of an entry in the outlets' own words, which alone moves where a text stands."""
    return sum(tag.milli for tag in case.tags if tag.voice in OUTLET_VOICES)


def _item(material: Material, case: Case) -> Item:
    assert case.shown is not None  # only such are chosen
    pole = material.axis.pole(case.frame.pole) if material.axis else None
    code, side = ("entry_on_trial", pole.title) if pole else ("loaded_entry_on_trial", "")
    told = {"entry": case.entry.text, "frame": case.frame.title, "side": side}
    given = remark(code, **told, times=len(case.tags), texts=_texts(material, case))
    return Item(case.id, case.shown.runs(_inside(case)), case.shown.place, (given,))


def _answer(material: Material, case: Case) -> Answer:
    assert case.shown is not None  # only such are chosen
    said = [remark("frame_means", frame=case.frame.title, definition=define(case.frame))]
    said += [remark("entry_note", note=case.entry.note)] if case.entry.note else []
    if material.axis:
        for number, analysis in enumerate(material.analyses, start=1):
            if any(tag.document == analysis.document.id for tag in case.tags):
                without = _score(material, analysis, case)
                said.append(remark("without_entry", text=number, score=without))
    return Answer(case.id, case.shown.runs(_inside(case)), case.shown.place, (), tuple(said))


def _inside(case: Case) -> list[Tag]:
    """The tags of the entry in the text that it is shown by."""
    return [tag for tag in case.tags if case.shown and tag.document == case.shown.analysis.document.id]


def _standing(material: Material, analysis: Analysis, number: int) -> Remark:
    """Where a text stands by the entries on trial alone."""
    if material.axis:
        return remark("stands", text=number, score=_score(material, analysis))
    times = sum(tag.lexicon == LOADED for tag in analysis.tags)
    return remark("times_loaded", text=number, times=times)


def _score(material: Material, analysis: Analysis, without: Case | None = None) -> Score:
    lexicon = _tried(material)
    assert lexicon is not None  # asked by the caller
    tags = analysis.tags
    if without:
        tags = tuple(tag for tag in tags if (tag.frame, tag.entry) != (without.frame.name, without.entry.text))
    return score(replace(analysis, tags=tags).evidence(lexicon, OUTLET_VOICES), lexicon)


def _texts(material: Material, case: Case) -> tuple[str, ...]:
    """The numbers of the texts that an entry was found in."""
    return tuple(f"{number}" for number in sorted({material.numbers[tag.document] for tag in case.tags}))
