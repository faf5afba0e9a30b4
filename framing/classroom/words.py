"""Exercises on words: spot the loaded word, rewrite neutrally, flip the frame."""

from __future__ import annotations

from framing.classroom.materials import Material, Sentence
from framing.classroom.model import Activity, Answer, Answers, Exercise, Item, LeftOut, Remark, remark
from framing.classroom.reasons import doubt_tags, explain_tags, is_wording, outermost

LOADED, PLAIN = 6, 2
"""Sentences with a loaded word, and sentences without one between them."""
REWRITTEN = 3
FLIPPED_PER_SIDE = 2


def spot_loaded(material: Material) -> Exercise | LeftOut:
    """Return sentences in which to find the loaded words; in a few of them the tool finds none."""
    loaded = material.pick(rank_loaded(material, own=True), LOADED) or material.pick(rank_loaded(material), LOADED)
    if not loaded:
        return LeftOut("loaded-word", "no_loaded_words")
    plain = material.pick([one for one in material.sentences if _is_plain(one)], PLAIN)
    found = [(Item(one.id, one.runs(), one.place), _loaded_answer(material, one)) for one in (*loaded, *plain)]
    return _exercise("loaded-word", found)


def rewrite(material: Material) -> Exercise | LeftOut:
    """Return the sentences with most loaded words, to be told again without any."""
    chosen = material.pick(rank_loaded(material, own=True), REWRITTEN)
    if not chosen:
        return LeftOut("rewrite", "no_loaded_words")
    return _exercise("rewrite", [(Item(one.id, one.runs(), one.place), _plainer(material, one)) for one in chosen])


def flip(material: Material) -> Exercise | LeftOut:
    """Return sentences that take one side, to be told from the other."""
    if material.axis is None:
        return LeftOut("flip", "no_axis")
    chosen = [
        one for sign in (-1, 1) for one in material.pick(rank_loaded(material, sign=sign, own=True), FLIPPED_PER_SIDE)
    ]
    if not chosen:
        return LeftOut("flip", "no_sides")
    return _exercise("flip", [_flipped(material, one) for one in chosen])


def rank_loaded(material: Material, sign: int = 0, own: bool = False) -> list[Sentence]:
    """Return the sentences with marked words, those with most first.

    With a `sign`, only those that take this side alone; with `own`, only those where the outlet itself says so.
    """
    found = [one for one in material.sentences if any(map(is_wording, one.tags))]
    if own:
        found = [one for one in found if all(tag.voice == "own" for tag in one.tags)]
    if sign:
        found = [one for one in found if {tag.sign for tag in one.tags if tag.sign} == {sign}]
    return sorted(found, key=lambda one: (-_load(one), one.place.text, one.span.start))


def _load(sentence: Sentence) -> float:
    """How much weight its marks have, less for long sentences, where a word carries less."""
    return sum(tag.weight for tag in outermost(sentence.tags) if is_wording(tag)) - len(sentence.text.split()) / 100


def _is_plain(sentence: Sentence) -> bool:
    reported = any(claim.reported or claim.scare for claim in sentence.claims)
    plain = all(claim.kind == "assertion" and claim.reading == "fact-like" for claim in sentence.claims)
    return plain and not reported and not sentence.tags


def _loaded_answer(material: Material, sentence: Sentence) -> Answer:
    said = explain_tags(material, sentence) or (remark("no_entry"),)
    return Answer(sentence.id, sentence.runs(sentence.tags), sentence.place, (), said, doubt_tags(material, sentence))


def _plainer(material: Material, sentence: Sentence) -> Answer:
    others = material.tellings(sentence)
    plainest = min(others, key=lambda one: len(one.text), default=None)
    shown = (
        remark("told_elsewhere", words=plainest.text, place=plainest.place) if plainest else remark("told_nowhere")
    )
    said = (*explain_tags(material, sentence), shown)
    return Answer(sentence.id, sentence.runs(sentence.tags), sentence.place, said=said)


def _flipped(material: Material, sentence: Sentence) -> tuple[Item, Answer]:
    assert material.axis is not None  # asked by the caller
    sign = next(tag.sign for tag in sentence.tags if tag.sign)
    here, there = material.axis.pole_of(sign).title, material.axis.pole_of(-sign).title
    item = Item(sentence.id, sentence.runs(), sentence.place, (remark("flip_to", here=here, there=there),))
    said = (*explain_tags(material, sentence), *_other_side(material, sentence, -sign))
    return item, Answer(
        sentence.id, sentence.runs(sentence.tags), sentence.place, said=said, doubts=doubt_tags(material, sentence)
    )


def _other_side(material: Material, sentence: Sentence, sign: int) -> list[Remark]:
    """How the other side tells it here: the same fact where a text has it, and the frames it uses."""
    assert material.axis is not None  # asked by the caller
    elsewhere = [remark("told_elsewhere", words=one.text, place=one.place) for one in material.tellings(sentence)[:1]]
    pole = material.axis.pole_of(sign)
    used = {tag.frame for one in material.sentences for tag in one.tags if tag.sign == sign}
    frames = [frame for frame in material.axis.frames if frame.pole == pole.name]
    named = tuple(frame.title for frame in frames if frame.name in used)
    ways = remark("other_frames", side=pole.title, frames=named) if named else remark("other_unused", side=pole.title)
    return [*elsewhere, ways]


def _exercise(name: str, found: list[tuple[Item, Answer]]) -> Exercise:
    items, answers = zip(*found, strict=True)
    return Exercise(Activity(name, items), Answers(name, answers))  # type: ignore[arg-type]
