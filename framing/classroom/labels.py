"""Exercises on labels: which headline is which, guess the stance, label the claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from framing.analyses import Analysis
from framing.claims.model import Claim
from framing.classroom.materials import Material, can_stand_alone, cut_runs
from framing.classroom.model import Activity, Answer, Answers, Exercise, Item, LeftOut, Remark, remark
from framing.classroom.reasons import explain_tag, outermost
from framing.documents.model import Span
from framing.normalizing import normalize
from framing.scores import Score
from framing.terms import find_terms

LABELS = ("fact", "opinion", "prediction", "quotation")
LABELLED = 8
PER_LABEL = 2
WORDS_NAMED = 5
MARKS_NAMED = 4
_STEPS = ("full_minus", "slightly_minus", "neutral", "slightly_plus", "full_plus")


def match_headlines(material: Material) -> Exercise | LeftOut:
    """Return the headlines, to be put to the texts, which are handed out without them."""
    headed = [one for one in material.analyses if _headline(one)]
    if len(headed) < 2:
        return LeftOut("headlines", "one_headline")
    choices = tuple(remark("text", number=text.number) for text in material.texts)
    items, answers = [], []
    for analysis in headed:
        number, claims = material.numbers[analysis.document.id], _headline(analysis)
        span = Span(claims[0].start, claims[-1].end)
        marks = material.marks(analysis, span.start, span.end)
        plain, shown = (cut_runs(analysis.document.text, span, one) for one in ((), marks))
        reasons = [explain_tag(material, tag) for tag in outermost(marks)] or [remark("plain_headline")]
        said = (*_own_words(material, analysis, span), *reasons)
        items.append(Item(f"{number}@headline", plain, choices=choices))
        answers.append(Answer(items[-1].id, shown, material.place(analysis.document.id, 0), (number - 1,), said))
    return Exercise(Activity("headlines", tuple(items)), Answers("headlines", tuple(answers)))


def guess_stance(material: Material) -> Exercise | LeftOut:
    """Return the texts, each to be placed on the axis by the reader before the tool's own reading is told."""
    axis = material.axis
    if axis is None:
        return LeftOut("stance", "no_axis")
    minus, plus = axis.pole_of(-1).title, axis.pole_of(1).title
    choices = tuple(remark(code, minus=minus, plus=plus) for code in _STEPS)
    items, answers = [], []
    for profile in sorted(material.comparison.documents, key=lambda one: material.numbers[one.name]):
        if profile.stance:
            number, score = material.numbers[profile.name], profile.stance.outlet
            items.append(Item(f"{number}@stance", given=(remark("text", number=number),), choices=choices))
            answers.append(_stance(material, items[-1], score, number))
    return Exercise(Activity("stance", tuple(items)), Answers("stance", tuple(answers)))


def label_claims(material: Material) -> Exercise | LeftOut:
    """Return claims to be labelled: as fact, opinion, prediction or quotation, and with whose voice it is."""
    found = {label: list(_claims(material, label)) for label in LABELS}
    chosen = [one for label in LABELS for one in _in_turn(material, found[label], PER_LABEL)]
    chosen += [one for label in LABELS for one in found[label] if one not in chosen][: LABELLED - len(chosen)]
    if not chosen:
        return LeftOut("label", "no_claims")
    items, answers = zip(*(_labelled(material, analysis, claim) for analysis, claim in chosen), strict=True)
    return Exercise(Activity("label", items), Answers("label", answers))


def label_of(claim: Claim) -> str:
    """Return how the tool labels a claim, "" for those that none of the four labels fits (questions, say)."""
    if claim.voice in ("direct", "indirect"):
        return "quotation"
    if claim.voice != "own" or claim.reported or claim.scare:
        return ""
    if claim.kind in ("opinion", "prediction"):
        return claim.kind
    if claim.kind == "assertion":
        return "opinion" if claim.reading == "opinion-like" else "fact"
    return ""


def voice_of(analysis: Analysis, claim: Claim) -> Remark:
    """Return whose voice the tool hears in a claim."""
    if claim.voice not in ("direct", "indirect"):
        return remark("own_voice")
    speaker = analysis.document.text[claim.speaker.start : claim.speaker.end] if claim.speaker else ""
    return remark(f"{claim.voice}_voice", speaker=speaker) if speaker else remark(f"{claim.voice}_voice_unnamed")


def _headline(analysis: Analysis) -> list[Claim]:
    return [claim for claim in analysis.claims if claim.kind == "headline"]


def _own_words(material: Material, analysis: Analysis, span: Span) -> Iterator[Remark]:
    """The headline's words that the body of this text has and the body of no other."""
    document = analysis.document
    others = {key for one in material.analyses if one is not analysis for key in _body_terms(one)}
    body = _body_terms(analysis)
    headline = document.text[span.start : span.end]
    own = [headline[t.start : t.end] for t in find_terms(headline) if t.key in body and t.key not in others]
    if own:
        yield remark("only_here", words=tuple(dict.fromkeys(map(normalize, own)))[:WORDS_NAMED])


def _body_terms(analysis: Analysis) -> set[str]:
    start = max((claim.end for claim in _headline(analysis)), default=0)
    return {term.key for term in find_terms(analysis.document.text[start:])}


def _stance(material: Material, item: Item, score: Score, number: int) -> Answer:
    assert material.axis is not None  # asked by the caller
    analysis = material.analyses[number - 1]
    marks = [one for one in outermost(material.marks(analysis, 0, len(analysis.document.text))) if one.counts]
    heaviest = sorted(marks, key=lambda one: (one.voice != "own", -one.milli, one.start))[:MARKS_NAMED]
    said = (remark("tool_stance", score=score), *(explain_tag(material, tag) for tag in heaviest))
    doubts = (remark("unsettled"),) if score.step not in ("", "neutral") and not score.settled else ()
    return Answer(item.id, (), None, _chosen(score), said, doubts)


def _chosen(score: Score) -> tuple[int, ...]:
    """Which of the five steps the score stands on, none where it is refused."""
    if score.direction is None:
        return ()
    if score.step == "neutral":
        return (2,)
    slightly = score.step.startswith("slightly")
    return ((1 if slightly else 0) if score.direction < 0 else (3 if slightly else 4),)


def _claims(material: Material, label: str) -> Iterator[tuple[Analysis, Claim]]:
    """The claims of this label that are whole sentences, those least used elsewhere first."""
    whole = [(one, one.claims[0]) for one in material.sentences if len(one.claims) == 1]
    fitting = [(sentence, claim) for sentence, claim in whole if _fits(sentence.analysis, claim, label)]
    # an opinion is plainest where words are loaded, a fact where none are
    sign = 1 if label == "fact" else -1
    fitting.sort(key=lambda one: (material.used[one[0].id], sign * len(one[0].tags)))
    yield from ((sentence.analysis, claim) for sentence, claim in fitting)


def _fits(analysis: Analysis, claim: Claim, label: str) -> bool:
    return label_of(claim) == label and can_stand_alone(analysis.text(claim))


def _in_turn(
    material: Material, found: Sequence[tuple[Analysis, Claim]], most: int
) -> Iterator[tuple[Analysis, Claim]]:
    """The first of each text, then the second of each, until there are enough."""
    waiting = [one for one in found if not _is_told_before(material, one[1], found)]
    taken: list[int] = []
    while waiting and len(taken) < most:
        best = min(waiting, key=lambda one: (taken.count(material.numbers[one[1].document]), waiting.index(one)))
        waiting.remove(best)
        taken.append(material.numbers[best[1].document])
        yield best


def _is_told_before(material: Material, claim: Claim, found: Sequence[tuple[Analysis, Claim]]) -> bool:
    """Whether a claim before this one tells the same fact: two of one kind would be one too many."""
    fact = material.facts.get((claim.document, claim.number))
    before = takewhile(lambda one: one[1] is not claim, found)
    return fact is not None and any(material.facts.get((one.document, one.number)) is fact for _, one in before)


def _labelled(material: Material, analysis: Analysis, claim: Claim) -> tuple[Item, Answer]:
    place = material.place(claim.document, claim.start)
    runs = cut_runs(analysis.document.text, Span(claim.start, claim.end), ())
    label = label_of(claim)
    item = Item(f"{place.text}@{claim.start}", runs, place, choices=tuple(map(remark, LABELS)))
    material.used[item.id] += 1
    said = (voice_of(analysis, claim), remark(f"why_{label}"))
    return item, Answer(item.id, runs, place, (LABELS.index(label),), said)
