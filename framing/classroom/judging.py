"""Judging: marks of the tool, some of them changed on purpose, for pupils to find which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from framing.analyses import Analysis
from framing.claims.model import Claim
from framing.classroom.labels import label_of
from framing.classroom.materials import Material, Sentence
from framing.classroom.model import Activity, Answer, Answers, Exercise, Item, LeftOut, Place, Remark, Run, remark
from framing.classroom.reasons import define, explain_tag, is_wording, outermost
from framing.classroom.shuffling import shuffle
from framing.documents.model import Span
from framing.lexicons.model import Pole
from framing.tags import Tag
from framing.terms import find_terms

MARKS, PLANTED = 10, 5
LONG_WORD = 5
"""Letters of a word that can carry a mark put on it by mistake."""
_CONFUSED = {"fact": "opinion", "opinion": "fact", "prediction": "fact"}


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark as the tool made it, and as it is when changed: where it lies and what it says."""

    id: str
    place: Place
    runs: tuple[Run, ...]
    says: Remark
    wrong_runs: tuple[Run, ...]
    wrong_says: Remark
    why: tuple[Remark, ...]


_Maker = Callable[[Material, Sentence], _Mark | None]


def judge_tool(material: Material) -> Exercise | LeftOut:
    """Return up to MARKS marks of the tool, half of them changed on purpose."""
    marks = _choose(material)
    planted = min(PLANTED, len(marks) // 2)
    if not planted:
        return LeftOut("judge", "no_marks")
    changed = {one.id for one in shuffle(marks, f"planted {material.seed}", lambda one: one.id)[:planted]}
    items = tuple(_item(one, one.id in changed) for one in marks)
    answers = tuple(_answer(one, one.id in changed) for one in marks)
    given = (remark("planted", planted=planted, marks=len(marks)),)
    return Exercise(Activity("judge", items, given), Answers("judge", answers))


def _choose(material: Material) -> list[_Mark]:
    """A few marks of each kind, no sentence twice."""
    chosen: list[_Mark] = []
    for maker, share in ((_mark_word, 3), (_mark_side, 2), (_mark_voice, 3), (_mark_label, 2)):
        chosen += islice(_made(material, maker, {one.id for one in chosen}), share)
    for maker in (_mark_word, _mark_voice, _mark_label, _mark_side):
        chosen += islice(_made(material, maker, {one.id for one in chosen}), MARKS - len(chosen))
    for one in chosen:
        material.used[one.id] += 1
    return chosen


def _made(material: Material, maker: _Maker, taken: set[str]) -> Iterator[_Mark]:
    seed = f"judge {material.seed}"
    mixed = shuffle(material.sentences, seed, lambda one: one.id)
    for sentence in sorted(mixed, key=lambda one: material.used[one.id]):
        mark = maker(material, sentence) if sentence.id not in taken else None
        if mark:
            yield mark


def _mark_word(material: Material, sentence: Sentence) -> _Mark | None:
    tags, plain = [tag for tag in outermost(sentence.tags) if is_wording(tag)], _plain_word(material, sentence)
    if not tags or plain is None:
        return None
    frame = material.frame(tags[0])
    says = remark("mark_word", frame=frame.title, definition=define(frame))
    why = (explain_tag(material, tags[0]),)
    return _mark(sentence, tags[:1], says, (plain,), says, why)


def _mark_side(material: Material, sentence: Sentence) -> _Mark | None:
    sided = [tag for tag in outermost(sentence.tags) if tag.counts]
    if material.axis is None or len({tag.sign for tag in sided}) != 1:
        return None
    here, there = (material.axis.pole_of(sign * sided[0].sign) for sign in (1, -1))
    why = tuple(explain_tag(material, tag) for tag in sided)
    return _mark(sentence, sided, _says_side(here), sided, _says_side(there), why)


def _says_side(pole: Pole) -> Remark:
    return remark("mark_side", side=pole.title)


def _mark_voice(material: Material, sentence: Sentence) -> _Mark | None:
    if len(sentence.claims) != 1:
        return None
    claim, outlet = sentence.claims[0], remark("mark_outlet")
    if claim.voice in ("direct", "indirect") and claim.speaker:
        parts = [Span(part.start, part.end) for part in claim.reported]
        told = remark("mark_speaker", speaker=_words(sentence.analysis, claim.speaker))
        return _mark(sentence, parts, told, parts, outlet, (remark(f"why_{claim.voice}"),))
    other = _another_speaker(sentence.analysis, claim)
    if label_of(claim) in ("", "quotation") or other is None:
        return None
    whole = (sentence.span,)
    return _mark(sentence, whole, outlet, whole, remark("mark_speaker", speaker=other), (remark("why_own"),))


def _mark_label(material: Material, sentence: Sentence) -> _Mark | None:
    label = label_of(sentence.claims[0]) if len(sentence.claims) == 1 else ""
    if label not in _CONFUSED:
        return None
    right, wrong = (remark("mark_label", label=one) for one in (label, _CONFUSED[label]))
    whole = (sentence.span,)
    return _mark(sentence, whole, right, whole, wrong, (remark(f"why_{label}"),))


def _mark(
    sentence: Sentence,
    marked: Iterable[Span | Tag],
    says: Remark,
    wrongly: Iterable[Span | Tag],
    wrong_says: Remark,
    why: tuple[Remark, ...],
) -> _Mark:
    runs, wrong = sentence.runs(marked), sentence.runs(wrongly)
    return _Mark(sentence.id, sentence.place, runs, says, wrong, wrong_says, why)


def _plain_word(material: Material, sentence: Sentence) -> Span | None:
    """A word of the sentence that no lexicon lists: the one that a shuffle puts first."""
    start, tags = sentence.span.start, sentence.analysis.tags
    words = [
        Span(start + one.start, start + one.end)
        for one in find_terms(sentence.text)
        if one.end - one.start >= LONG_WORD and sentence.text[one.start].islower()
    ]
    free = [one for one in words if all(tag.end <= one.start or one.end <= tag.start for tag in tags)]
    return next(iter(shuffle(free, f"word {material.seed}", lambda one: f"{one.start}")), None)


def _another_speaker(analysis: Analysis, claim: Claim) -> str | None:
    """The speaker named last before this claim, else the first after it."""
    spans = [one.speaker for one in analysis.claims if one.speaker and one.number != claim.number]
    before = [span for span in spans if span.start < claim.start]
    span = before[-1] if before else next(iter(spans), None)
    return _words(analysis, span) if span else None


def _words(analysis: Analysis, span: Span) -> str:
    return analysis.document.text[span.start : span.end]


def _item(mark: _Mark, changed: bool) -> Item:
    says, runs = (mark.wrong_says, mark.wrong_runs) if changed else (mark.says, mark.runs)
    return Item(mark.id, runs, mark.place, (says,), (remark("agree"), remark("wrong")))


def _answer(mark: _Mark, changed: bool) -> Answer:
    runs = mark.wrong_runs if changed else mark.runs
    return Answer(mark.id, runs, mark.place, (1,) if changed else (0,), (*_told(mark, changed), *mark.why))


def _told(mark: _Mark, changed: bool) -> tuple[Remark, ...]:
    """What was done to a mark: nothing, moved to another word, or given another meaning."""
    if not changed:
        return (remark("unchanged"),)
    moved = mark.says == mark.wrong_says
    return (remark("changed_word"),) if moved else (remark("changed"), mark.says)
