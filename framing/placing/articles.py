"""Articles placed: each new one on the raw scale, which no reference point and no other article can move."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from framing.analyses import Analysis, count_words
from framing.documents.languages import ENGLISH
from framing.errors import UsageError
from framing.lexicons.model import Lexicon
from framing.placing.model import NOT_ENGLISH, OFF_TOPIC, Placed, Placing, Reference, Vocabulary
from framing.placing.neighbours import describe_neighbour, find_neighbours, without
from framing.placing.sharing import find_story
from framing.placing.vocabularies import compare_vocabulary, count_vocabulary, measure_likeness
from framing.scores import OTHER_LANGUAGE, TOO_LITTLE, refuse
from framing.sketches import LEAST_SHARED
from framing.stances import Stance, take_stance
from framing.syndication import match_documents

ARGUES_FROM = 0.5
"""Chance of arguing from which a text is no report, whose neutral reading rests on its manner."""
_Known = Mapping[str, Sequence[Analysis]]
_Counts = Mapping[str, Counter[str]]


def place_article(new: Sequence[Analysis], known: _Known, axis: Lexicon, lexicons: Sequence[Lexicon] = ()) -> Placing:
    """Return where each new article stands among the known sources, or why it cannot be placed.

    `known` are analyses by source; the ids of all documents, new and known, must differ. `axis` is the lexicon with
    the two poles, `lexicons` all that the analyses were made with. Stances are raw: that of an article depends on
    the article alone, that of a source on its own documents. A known source more can only lift the refusal
    "off topic", which says that the words of an article are hardly those of any known text. Stricter than a report,
    a place is refused as "too little evidence" where a number near 0 would only tell that nothing was found: of a
    text that is no report and has no written entry in any voice, when its learned words leave the side open.

    Raises UsageError where nothing is known, or two documents have the same id.
    """
    known = {source: tuple(group) for source, group in sorted(known.items()) if group}
    analyses = sorted((one for group in known.values() for one in group), key=lambda one: one.document.id)
    _check(new, analyses, axis)
    counts = {one.document.id: count_vocabulary(one.document) for one in analyses}
    references = tuple(_refer(source, group, axis) for source, group in known.items())
    articles = tuple(_place(one, known, counts, references, axis) for one in new)
    return Placing(axis, tuple(lexicons) or (axis,), references, articles, tuple(analyses))


def _check(new: Sequence[Analysis], known: Sequence[Analysis], axis: Lexicon) -> None:
    if not axis.poles:
        raise UsageError(
            f"the lexicon {axis.name} has no poles to place an article between.", fix="Name one that has."
        )
    if not known:
        raise UsageError("there are no known sources to place an article among.", fix="Name some texts of theirs.")
    if not new:
        raise UsageError("there is no article to place.")
    times = Counter(one.document.id for one in (*new, *known))
    twice = next((name for name, count in times.items() if count > 1), "")
    if twice:
        raise UsageError(f"two documents have the id '{twice}'.", fix="Give each document an id of its own.")


def _refer(source: str, group: Sequence[Analysis], axis: Lexicon) -> Reference:
    """The reference point of a source; a text that it prints several times counts once."""
    copies = match_documents(one.document for one in group).groups()
    repeated = {document.id for _, *others in copies for document in others}
    once = [one for one in group if one.document.id not in repeated]
    words = sum(count_words(one.document, one.claims).total() for one in once)
    return Reference(source, take_stance(once, axis), tuple(one.document.id for one in group), len(once), words)


def _place(
    article: Analysis, known: _Known, counts: _Counts, references: Sequence[Reference], axis: Lexicon
) -> Placed:
    words = count_vocabulary(article.document)
    likeness = {document: measure_likeness(words, count) for document, count in counts.items()}
    vocabulary = compare_vocabulary(words, known, counts, likeness)
    stance, obstacle = _judge(take_stance([article], axis), vocabulary, axis)
    copies = _find_copies(article, known, words, counts)
    others = without(known, copies)
    nearest, farthest = (
        describe_neighbour((article, stance.outlet), one, others[one.source], axis, far=far) if one else None
        for one, far in zip(find_neighbours(article, stance.outlet, references), (False, True), strict=True)
    )
    story = None if obstacle == NOT_ENGLISH else find_story(article, others, likeness)
    return Placed(article, stance, obstacle, vocabulary, nearest, farthest, story, copies)


def _judge(stance: Stance, vocabulary: Vocabulary, axis: Lexicon) -> tuple[Stance, str]:
    """The stance of an article and why it has no place, "" where it has one."""
    refusal = stance.outlet.refusal
    if refusal == OTHER_LANGUAGE and axis.language == ENGLISH:
        return _refuse(stance, NOT_ENGLISH), NOT_ENGLISH
    if not refusal and vocabulary.likeness < vocabulary.least:
        return _refuse(stance, OFF_TOPIC), OFF_TOPIC
    if not refusal and _is_open(stance):
        return _refuse(stance, TOO_LITTLE), TOO_LITTLE
    return stance, refusal


def _is_open(stance: Stance) -> bool:
    """Whether nothing tells the side: a recipe has words of both, and so no direction, but is no neutral report."""
    found, arguing = stance.everything.evidence.tags, stance.outlet.arguing
    return not found and not stance.outlet.settled and arguing is not None and arguing >= ARGUES_FROM


def _refuse(stance: Stance, why: str) -> Stance:
    return replace(
        stance,
        outlet=refuse(stance.outlet, why),
        everything=refuse(stance.everything, why),
        by_voice=tuple((voice, refuse(score, why)) for voice, score in stance.by_voice),
    )


def _find_copies(article: Analysis, known: _Known, words: Counter[str], counts: _Counts) -> tuple[str, ...]:
    """The known documents that are the same text; only those with most of its words are looked at."""
    candidates = [
        one.document
        for group in known.values()
        for one in group
        if 100 * len(words.keys() & counts[one.document.id].keys())
        >= LEAST_SHARED * min(len(words), len(counts[one.document.id]))
    ]
    groups = match_documents([article.document, *candidates]).groups()
    found = next((group for group in groups if article.document.id in {one.id for one in group}), ())
    return tuple(sorted(one.id for one in found if one.id != article.document.id))
