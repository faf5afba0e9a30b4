"""Items: claims or documents to be coded, drawn and shuffled from a seed, blind to where they come from."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from framing.analyses import Analysis
from framing.claims.model import Claim
from framing.claims.sentences import split_stretch
from framing.coding.cells import digest, flatten
from framing.coding.questions import Question
from framing.documents.model import Block, Document
from framing.lexicons.model import Lexicon
from framing.scores import OUTLET_VOICES, Score, score

_CONSONANTS = "bcdfghjklmnpqrstvwxz"
"""Codes without vowels: no words, and nothing that a spreadsheet takes for a month or an exponent."""
_STAMP = 3
_LEAST_DIGITS = 3
_HELD = 1_000
_HELD_TIMES = 4
"""Items held while drawing a sample, and how many times the sample."""
_QUOTED = "direct"
_OPINION = "opinion-like"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be coded: `document.text[start:end]`, on one line, with the sentences beside it.

    `claim` is its number, None for a whole document; `readings` are the program's own answers by question, ""
    where it has none; `names_source` says whether its text gives away the source.
    """

    code: str
    document: str
    source: str
    claim: int | None
    start: int
    end: int
    text: str
    before: str
    after: str
    readings: tuple[tuple[str, str], ...]
    names_source: bool

    @property
    def digest(self) -> str:
        """The fingerprint of the text."""
        return digest(self.text)


@dataclass(frozen=True, slots=True)
class Draw:
    """The items in the order of the first sheet, how many there were to draw from, and how many labels were left."""

    items: tuple[Item, ...]
    seed: int
    known: int
    left_out: int

    def order(self, coder: int) -> tuple[Item, ...]:
        """Return the items in the order of the sheet of a coder, counted from 1; each has an order of their own."""
        if coder == 1:
            return self.items
        return tuple(sorted(self.items, key=lambda item: _rank(f"{self.seed}/{coder}", item)))


def draw_items(
    analyses: Iterable[Analysis], axis: Lexicon, questions: Sequence[Question], seed: int = 0, sample: int = 0
) -> Draw:
    """Return the claims of some documents as items, shuffled by the seed; `sample` of them where it is not 0.

    Each claim has the same chance, whatever else is drawn from; neither the order of the documents nor those
    besides it change its place among the others. Section labels are nobody's words and are left out. Of a sample
    from many documents, no more than a few times its size is held in memory.
    """
    lot = _Lot(seed, sample)
    for analysis in analyses:
        items = list(_claims(analysis, axis, questions))
        lot.add(items, len(analysis.claims) - len(items))
    return lot.draw()


def draw_documents(
    analyses: Iterable[Analysis], axis: Lexicon, questions: Sequence[Question], seed: int = 0, sample: int = 0
) -> Draw:
    """Return whole documents as items, shuffled by the seed; `sample` of them where it is not 0."""
    lot = _Lot(seed, sample)
    for analysis in analyses:
        lot.add([_document(analysis, axis, questions)], 0)
    return lot.draw()


class _Lot:
    """What may still be drawn: everything, or the first of a sample so far."""

    def __init__(self, seed: int, sample: int) -> None:
        self.seed, self.sample = seed, sample
        self.items: list[Item] = []
        self.known = self.left_out = 0

    def add(self, items: Sequence[Item], left_out: int) -> None:
        self.items += items
        self.known += len(items)
        self.left_out += left_out
        if self.sample and len(self.items) > max(_HELD, _HELD_TIMES * self.sample):
            self.items = self._first()

    def _first(self) -> list[Item]:
        ranked = sorted(self.items, key=lambda item: _rank(str(self.seed), item))
        return ranked[: self.sample] if self.sample else ranked

    def draw(self) -> Draw:
        chosen = self._first()
        stamp, digits = _stamp(chosen, self.seed), max(_LEAST_DIGITS, len(str(len(chosen))))
        coded = (replace(item, code=f"{stamp}-{number:0{digits}}") for number, item in enumerate(chosen, 1))
        return Draw(tuple(coded), self.seed, self.known, self.left_out)


def _rank(seed: str, item: Item) -> tuple[bytes, str, int]:
    known = f"{seed}\0{item.document}\0{item.claim}".encode("utf-8", "replace")
    return hashlib.blake2b(known, digest_size=16).digest(), item.document, item.start


def _stamp(items: Sequence[Item], seed: int) -> str:
    """Return letters that tell one draw from another, so that answers are not read with another sheet's key."""
    known = "\0".join((str(seed), *(f"{item.document} {item.start} {item.digest}" for item in items)))
    number = int.from_bytes(hashlib.blake2b(known.encode("utf-8", "replace"), digest_size=8).digest(), "big")
    letters = []
    for _ in range(_STAMP):
        number, place = divmod(number, len(_CONSONANTS))
        letters.append(_CONSONANTS[place])
    return "".join(letters)


def _claims(analysis: Analysis, axis: Lexicon, questions: Sequence[Question]) -> Iterator[Item]:
    document, scores = analysis.document, analysis.claim_scores(axis)
    sentences = list(_sentences(document))
    for claim in analysis.claims:
        if claim.kind == "label":
            continue
        readings = {"kind": _kind(claim), "voice": claim.voice, "stance": _step(scores.get(claim.number), axis)}
        before, after = _beside(document.text, sentences, claim)
        item = _item(document, (claim.start, claim.end), readings, questions)
        yield replace(item, claim=claim.number, before=before, after=after)


def _document(analysis: Analysis, axis: Lexicon, questions: Sequence[Question]) -> Item:
    document = analysis.document
    scored = score(analysis.evidence(axis, OUTLET_VOICES), axis)
    return _item(document, (0, len(document.text)), {"stance": _step(scored, axis)}, questions)


def _item(
    document: Document, place: tuple[int, int], readings: Mapping[str, str], questions: Sequence[Question]
) -> Item:
    start, end = place
    text = flatten(document.text[start:end])
    answers = tuple((one.name, one.answer_of(readings.get(one.tool, ""))) for one in questions if one.tool)
    named = bool(document.source) and bool(_naming(document.source).search(text))
    return Item("", document.id, document.source, None, start, end, text, "", "", answers, named)


@cache
def _naming(source: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(source)}(?!\w)", re.IGNORECASE)


def _kind(claim: Claim) -> str:
    """What kind of statement the program reads: quoted words first, then cues of a kind, then how it is worded."""
    if claim.voice == _QUOTED:
        return "quotation"
    if claim.kind in ("prediction", "directive", "opinion"):
        return claim.kind
    return "opinion" if claim.reading == _OPINION else claim.kind


def _step(scored: Score | None, axis: Lexicon) -> str:
    """The step of a score with "minus" and "plus" for the names of the poles, "" where it is refused."""
    if scored is None or not scored.step or scored.direction is None:
        return ""
    side = axis.pole_of(1 if scored.direction > 0 else -1).name
    return scored.step.replace(side, "plus" if scored.direction > 0 else "minus")


def _sentences(document: Document) -> Iterator[tuple[int, int]]:
    text = document.text
    for block in document.blocks or (Block(0, len(text), "paragraph"),):
        yield from split_stretch(text, block.start, block.end)


def _beside(text: str, sentences: Sequence[tuple[int, int]], claim: Claim) -> tuple[str, str]:
    """What stands before and after: the rest of the claim's own sentence, and the sentence beyond that."""
    first = max(0, bisect_right(sentences, (claim.start, len(text))) - 1)
    last = max(first, bisect_right(sentences, (claim.end - 1, len(text))) - 1)
    start = sentences[max(0, first - 1)][0]
    end = sentences[min(len(sentences) - 1, last + 1)][1]
    return flatten(text[min(start, claim.start) : claim.start]), flatten(text[claim.end : max(end, claim.end)])
