"""Exercises on what is there and what is not: missing facts, who speaks, actors left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from framing.analyses import Analysis
from framing.classroom.materials import Material, Sentence, Telling, can_stand_alone
from framing.classroom.model import Activity, Answer, Answers, Exercise, Item, LeftOut, Remark, Run, remark
from framing.coverage import Cell, Fact, rank_facts
from framing.profiles import Profile, Quote
from framing.speakers import SpeakerUse

FACTS, FEWEST_FACTS = 6, 3
SPEAKERS, FEWER_SPEAKERS, FEW_TEXTS = 6, 4, 3
"""Empty rows of a text (fewer where there are more than FEW_TEXTS texts); the key lists all speakers."""
ACTORS = 5
FEWEST_WORDS = 4
"""Words of a telling that can stand for a fact by itself."""
_QUOTING = '“”"'
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")


def fill_omissions(material: Material) -> Exercise | LeftOut:
    """Return the grid of shared facts by texts, to be filled in."""
    coverage = material.comparison.coverage
    if len(material.texts) < 2 or not coverage or not coverage.facts:
        return LeftOut("missing", "one_text" if len(material.texts) < 2 else "no_facts")
    facts = _choose_facts(coverage.facts)
    if not facts:
        return LeftOut("missing", "no_facts")
    items = tuple(Item(f"fact {one.number}", _words(_telling_shown(one))) for one in facts)
    answers = tuple(_grid_row(material, item, fact) for item, fact in zip(items, facts, strict=True))
    columns = (remark("fact_column"), *(remark("text", number=text.number) for text in material.texts))
    return Exercise(Activity("missing", items, columns=columns), Answers("missing", answers))


def list_speakers(material: Material) -> Exercise | LeftOut:
    """Return the texts, of each of which those who are quoted or reported are to be listed."""
    profiles = sorted(material.comparison.documents, key=lambda one: material.numbers[one.name])
    if not any(profile.speakers for profile in profiles):
        return LeftOut("speakers", "nobody_speaks")
    items = tuple(
        Item(f"{number}@speakers", given=(remark("text", number=number),))
        for number in (material.numbers[one.name] for one in profiles)
    )
    answers = tuple(_speakers(item, one) for item, one in zip(items, profiles, strict=True))
    rows = SPEAKERS if len(items) <= FEW_TEXTS else FEWER_SPEAKERS
    columns = tuple(map(remark, ("speaker_column", "part_column", "verb_column", "words_column")))
    return Exercise(Activity("speakers", items, columns=columns, rows=rows), Answers("speakers", answers))


def put_actors_back(material: Material) -> Exercise | LeftOut:
    """Return sentences that tell a deed without who did it."""
    found = [one for one in material.sentences if one.deletions]
    # where another text names the actor, pupils can find it; violence and force come before the rest
    ranked = sorted(found, key=lambda one: (not _named_elsewhere(material, one), not _harms(one)))
    chosen = material.pick(ranked, ACTORS)
    if not chosen:
        return LeftOut("actors", "no_deletions")
    items = tuple(Item(one.id, one.runs(), one.place) for one in chosen)
    answers = tuple(_actor(material, one) for one in chosen)
    return Exercise(Activity("actors", items), Answers("actors", answers))


def _choose_facts(facts: Iterable[Fact]) -> list[Fact]:
    """The facts to ask for: one that all tell, the others not told alike by all; whole sentences if there are any."""
    # a headline's words would tell whose headline it is
    told = [one for one in rank_facts(facts) if _telling_shown(one).claim.claim.voice != "headline"]
    ranked = sorted(_readable(told) or told, key=lambda one: not _is_sound(one))
    shared = [one for one in ranked if all(cell.telling == "told" for cell in one.cells)]
    apart = sorted((one for one in ranked if one not in shared), key=lambda one: not _differs_soundly(one))
    chosen = [*apart[: FACTS - 1], *shared[: max(1, FACTS - len(apart))]]
    return sorted(chosen, key=lambda one: one.number)


def _readable(facts: Sequence[Fact]) -> list[Fact]:
    """Those that can be read alone; quotations among them only where there are few others."""
    whole = [one for one in facts if _is_whole(_telling_shown(one))]
    others = (one for one in facts if one not in whole and can_stand_alone(_telling_shown(one).claim.text))
    return [*whole, *islice(others, max(0, FEWEST_FACTS - len(whole)))]


def _telling_shown(fact: Fact) -> Quote:
    """The words that stand for a fact on the sheet: its plainest that can be read alone."""
    quotes = (quote for cell in fact.cells for quote in cell.quotes)
    return next((quote for quote in (fact.plainest, *quotes) if _is_whole(quote)), fact.plainest)


def _is_whole(quote: Quote) -> bool:
    """Whether words can be read alone: no part of a sentence, no headline, no quotation."""
    text = quote.claim.text.strip()
    whole = text[:1].isupper() and can_stand_alone(text, FEWEST_WORDS)
    return whole and quote.claim.claim.voice != "headline" and not any(mark in text for mark in _QUOTING)


def _is_sound(fact: Fact) -> bool:
    """Whether no cell's other number stands in another text's words too: then nothing differs after all."""
    for cell in fact.cells:
        others = " ".join(q.claim.text for one in fact.cells if one is not cell for q in one.quotes)
        figures = (figure for one in cell.differences for figure in _FIGURE.findall(one.here))
        if not set(_FIGURE.findall(others)).isdisjoint(figures):
            return False
    return True


def _differs_soundly(fact: Fact) -> bool:
    return _is_sound(fact) and any(cell.differences for cell in fact.cells)


def _words(quote: Quote) -> tuple[Run, ...]:
    return (Run(quote.claim.text),)


def _grid_row(material: Material, item: Item, fact: Fact) -> Answer:
    by_number = {material.numbers[cell.source]: cell for cell in fact.cells}
    cells = tuple(_cell(material, by_number[number]) for number in sorted(by_number))
    doubts = tuple(remark(f"doubt_{doubt}") for doubt in fact.doubts)
    near = tuple(_near(material, one) for _, one in sorted(by_number.items()) if one.nearest)
    return Answer(item.id, item.runs, rows=(cells,), doubts=(*doubts, *near))


def _cell(material: Material, cell: Cell) -> Remark:
    if cell.telling == "absent":
        return remark("absent")
    first = cell.quotes[0]
    place = material.place(first.document, first.claim.claim.start)
    if cell.differences:
        one = cell.differences[0]
        return remark("other_number", here=one.here, others=one.elsewhere, place=place)
    if cell.telling == "only quoted":
        return remark("only_quoted", speakers=cell.speakers, place=place)
    return remark("told", place=place)


def _near(material: Material, cell: Cell) -> Remark:
    assert cell.nearest is not None  # asked by the caller
    place = material.place(cell.nearest.document, cell.nearest.claim.claim.start)
    return remark("doubt_near", words=cell.nearest.claim.text, place=place)


def _speakers(item: Item, profile: Profile) -> Answer:
    named = [one for one in profile.speakers if one.speaker]
    rows = tuple(_speaker(one) for one in named)
    reported = sum(one.words for one in profile.speakers)
    said = [remark("words_of_others", words=reported, all=profile.words)]
    nobody = sum(one.words for one in profile.speakers if not one.speaker)
    doubts = (remark("doubt_nobody", words=nobody),) if nobody else ()
    return Answer(item.id, said=tuple(said), doubts=doubts, rows=rows)


def _speaker(use: SpeakerUse) -> tuple[Remark, ...]:
    verbs = tuple(verb for verb, _ in use.cues)
    return (
        remark("named", name=use.speaker),
        remark("part", part=use.type or "unknown"),
        remark("verbs", verbs=verbs) if verbs else remark("no_verb"),
        remark("word_count", words=use.words),
    )


def _harms(sentence: Sentence) -> bool:
    return any(one.harm for one in sentence.deletions)


def _named_elsewhere(material: Material, sentence: Sentence) -> bool:
    return bool(_with_actor(material, sentence))


def _with_actor(material: Material, sentence: Sentence) -> list[Telling]:
    """How other texts tell the deeds themselves, where they do not leave out the actor."""
    claims = {one.claim for one in sentence.deletions}
    return [one for one in material.tellings(sentence, claims) if not one.deleted]


def _actor(material: Material, sentence: Sentence) -> Answer:
    analysis: Analysis = sentence.analysis
    said = [remark("actor_left_out", words=tuple(analysis.text(one) for one in sentence.deletions))]
    others = _with_actor(material, sentence)
    if others:
        said.append(remark("told_with_actor", words=others[0].text, place=others[0].place))
    else:
        said.append(remark("actor_nowhere"))
    return Answer(sentence.id, sentence.runs(sentence.deletions), sentence.place, said=tuple(said))
