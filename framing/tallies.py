"""Tallies: what the documents of a unit amount to, taken in one at a time in any order; profiles are made of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from framing.analyses import Analysis, count_words, only_section
from framing.claims.model import VOICES, Voice
from framing.claims.passives import Deletion
from framing.excerpts import Excerpt, Shortlist, excerpt_of, make_excerpt
from framing.lexicons.model import WEIGHT_UNIT, Frame, Lexicon
from framing.profiles import (
    EXAMPLES,
    QUOTES_PER_FRAME,
    DeletionUse,
    FrameUse,
    LeftOut,
    Profile,
)
from framing.scores import OUTLET_VOICES
from framing.speakers import SpeakerTally, share_types
from framing.stances import LearnedTally, Stance, score_summary
from framing.summaries import Summary, summarize
from framing.tags import Tag

_EDGES = re.compile(r"\A\W+|\W+\Z")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is tallied: by which lexicons, on which axis (None: no stance), and how long the lists may get.

    `most` bounds the headlines, the speakers and the words in scare quotes of a unit, and leaves out the list of
    its documents; None lists all.
    """

    lexicons: tuple[Lexicon, ...]
    axis: Lexicon | None
    most: int | None = None


class Tally:
    """What some documents amount to. A document that was added may be forgotten: only what is quoted is kept."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._documents: list[str] = []
        self._repeated: list[str] = []
        self.printed = self.repeats = self._claims = 0
        self._spoken: Counter[Voice] = Counter()
        self._counted: Counter[Voice] = Counter()
        self._headlines, self._telling = Shortlist(plan.most), Shortlist(EXAMPLES)
        self._tags, self._scare = _FrameTally(), Counter[str]()
        self._deletions: Counter[str] = Counter()
        self._speakers, self._learned = SpeakerTally(), LearnedTally()
        self.summary = Summary()

    def add(self, analysis: Analysis, repeated: bool = False, summed: bool = False) -> None:
        """Take in one document.

        One that is `repeated` is the same text as another: it is among the documents, claims, words and headlines,
        but counts for nothing else. What is `summed` is in a summary that `add_summary` takes.
        """
        self._print(analysis, repeated)
        axis = self._plan.axis
        if axis and repeated == summed:
            found = summarize([analysis], axis)
            self.summary = self.summary - found if repeated else self.summary + found
        if not repeated:
            self._count(analysis)

    def add_summary(self, summary: Summary) -> None:
        """Take in the sums of documents that were added as summed, repeated ones among them."""
        self.summary += summary

    def profile(self, unit: str, name: str, source: str) -> Profile:
        """Return what was taken in."""
        axis, most = self._plan.axis, self._plan.most
        speakers, scare = self._speakers.uses(), _by_count(self._scare)
        left_out = (self._headlines.seen, len(speakers), len(scare)) if most is not None else (0, 0, 0)
        return Profile(
            unit=unit,
            name=name,
            source=source,
            documents=tuple(self._documents),
            claims=self._claims,
            words=self._spoken.total(),
            stance=self._stance(axis) if axis else None,
            frames=self._tags.uses(self._plan.lexicons),
            speakers=speakers[:most],
            headlines=tuple(excerpt.quote() for excerpt in self._headlines),
            repeated=tuple(self._repeated),
            deletions=self._deletion_use(),
            scare=scare[:most],
            printed=self.printed,
            repeats=self.repeats,
            spoken=tuple((voice, self._spoken[voice]) for voice in VOICES),
            types=share_types(speakers),
            left_out=LeftOut(*(max(0, count - (most or 0)) for count in left_out)),
        )

    def _print(self, analysis: Analysis, repeated: bool) -> None:
        document = analysis.document
        self.printed += 1
        self.repeats += repeated
        if self._plan.most is None:
            self._documents.append(document.id)
            self._repeated += [document.id] if repeated else []
        self._claims += len(analysis.claims)
        words = count_words(document, analysis.claims)
        _add(self._spoken, words)
        if not repeated:
            _add(self._counted, words)
        for claim in analysis.claims:
            if claim.kind == "headline":
                self._headlines.add((document.id, claim.number), partial(make_excerpt, analysis, claim))

    def _count(self, analysis: Analysis) -> None:
        self._tags.add(analysis)
        self._speakers.add(analysis)
        self._learned.add(analysis.learned)
        text = analysis.document.text
        for claim in analysis.claims:
            for span in claim.scare:
                words = _unmarked(text[span.start : span.end])
                if words:
                    self._scare[words] += 1
        for place, one in enumerate(analysis.deletions):
            self._deletions[one.kind] += 1
            self._telling.add(
                (not one.harm, analysis.document.id, place),
                partial(_deed, analysis, one),
            )

    def _stance(self, axis: Lexicon) -> Stance:
        return replace(score_summary(self.summary, axis), learned=self._learned.heaviest(axis))

    def _deletion_use(self) -> DeletionUse:
        words = sum(self._counted[voice] for voice in OUTLET_VOICES)
        return DeletionUse(
            passives=self._deletions["passive"],
            nominalisations=self._deletions["nominalisation"],
            rate=1000 * self._deletions.total() / words if words else 0.0,
            examples=tuple((words, excerpt.quote()) for words, excerpt in self._telling),
        )


def profile_document(analysis: Analysis, plan: Plan) -> Profile:
    """Return the profile of one document, with one for each of its sections where it has several."""
    document = analysis.document
    parts = ((name, only_section(analysis, name)) for name in analysis.sections)
    sections = tuple(_profile(part, plan, ("section", name, document.source)) for name, part in parts)
    return replace(_profile(analysis, plan, ("document", document.id, document.source)), sections=sections)


def _profile(analysis: Analysis, plan: Plan, named: tuple[str, str, str]) -> Profile:
    tally = Tally(plan)
    tally.add(analysis)
    return tally.profile(*named)


class _FrameTally:
    """The tags of some documents by lexicon and frame."""

    def __init__(self) -> None:
        self._uses: dict[tuple[str, str], _Use] = defaultdict(_Use)

    def add(self, analysis: Analysis) -> None:
        tags: dict[tuple[str, str], list[Tag]] = defaultdict(list)
        for tag in analysis.tags:
            tags[tag.lexicon, tag.frame].append(tag)
        for key, found in tags.items():
            self._uses[key].add(analysis, found)

    def uses(self, lexicons: Sequence[Lexicon]) -> tuple[FrameUse, ...]:
        uses = [
            self._uses[lexicon.name, frame.name].use(lexicon, frame)
            for lexicon in lexicons
            for frame in lexicon.frames
            if (lexicon.name, frame.name) in self._uses
        ]
        return tuple(sorted(uses, key=lambda use: (use.lexicon, -use.count, use.frame)))


class _Use:
    """The tags of one frame; the claims with most evidence of it are kept, marked with its tags only."""

    def __init__(self) -> None:
        self._count = self._milli = self._negated = self._quoted = 0
        self._entries: Counter[str] = Counter()
        self._telling = Shortlist(QUOTES_PER_FRAME)

    def add(self, analysis: Analysis, tags: Sequence[Tag]) -> None:
        by_claim: dict[int, list[Tag]] = {}
        for tag in tags:
            by_claim.setdefault(tag.claim, []).append(tag)
            self._entries[tag.entry] += 1
            self._negated += tag.negated
            self._quoted += tag.quoted
            self._milli += 0 if tag.negated or tag.quoted else tag.milli
        self._count += len(tags)
        for number, found in by_claim.items():
            evidence = sum([tag.milli for tag in found if not tag.negated])
            self._telling.add(
                (-evidence, analysis.document.id, number),
                partial(excerpt_of, analysis, number, found),
            )

    def use(self, lexicon: Lexicon, frame: Frame) -> FrameUse:
        pole = lexicon.pole(frame.pole)
        quotes = tuple(excerpt.quote() for excerpt in self._telling)
        return FrameUse(
            lexicon=lexicon.name,
            frame=frame.name,
            title=frame.title,
            pole=frame.pole,
            sign=pole.sign if pole else 0,
            count=self._count,
            weight=self._milli / WEIGHT_UNIT,
            negated=self._negated,
            quoted=self._quoted,
            entries=_by_count(self._entries),
            quotes=quotes,
            more=self._telling.seen - len(quotes),
        )


def _deed(analysis: Analysis, one: Deletion) -> tuple[str, Excerpt]:
    return analysis.text(one), excerpt_of(analysis, one.claim, ())


def _by_count(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    """The most frequent first."""
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _add(total: Counter[Voice], more: Counter[Voice]) -> None:
    for voice, words in more.items():
        total[voice] += words


def _unmarked(quoted: str) -> str:
    """The words in scare quotes without the marks, in lower case."""
    return " ".join(_EDGES.sub("", quoted).split()).lower()
