"""Ratings: the answers to each question as numbers, ready to be measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from framing.coding.answers import Answer, Answers, Key, unsure_marks
from framing.coding.coders import code_coders, in_order, is_code
from framing.coding.faults import Fault
from framing.coding.questions import Codebook, Wanted
from framing.coding.scales import Scale, make_scale
from framing.coding.screening import (
    UNSURE,
    Screened,
    find_altered,
    find_bad_key,
    find_strangers,
    screen_answers,
    without,
)
from framing.errors import InputError, UsageError, nearest

if TYPE_CHECKING:
    import numpy as np

NONE = -1


class Rating(NamedTuple):
    """One answer that counts: numbers of item, coder and value, and the group it is in ("" for none)."""

    item: int
    coder: int
    value: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class Ratings:
    """The answers to one question that count, by number of item, coder and value.

    `items` and `coders` are codes in their order; `right` is the key's value of each item, NONE for none; `unsure`
    counts the “?” of each item.
    """

    scale: Scale
    items: tuple[str, ...]
    coders: tuple[str, ...]
    rows: tuple[Rating, ...]
    right: tuple[int, ...]
    unsure: tuple[int, ...]

    def counts(self) -> np.ndarray:
        """Return how many coders gave each item which value: `counts[item, value]`."""
        import numpy as np

        size = max(1, len(self.scale.values))
        places = np.array([one.item * size + one.value for one in self.rows], dtype=int)
        return np.bincount(places, minlength=len(self.items) * size).reshape(-1, size).astype(float)

    def table(self) -> np.ndarray:
        """Return the value of each item by each coder, NONE where there is none: `table[item, coder]`."""
        import numpy as np

        table = np.full((len(self.items), len(self.coders)), NONE)
        if self.rows:
            item, coder, value, _ = zip(*self.rows, strict=True)
            table[list(item), list(coder)] = value
        return table


@dataclass(frozen=True, slots=True)
class Rated:
    """The ratings of every question that was answered, and all that is amiss.

    `unanswered` are items of the key that nobody answered; `named` says whether coders are called by names, and
    therefore shown by other codes.
    """

    ratings: tuple[Ratings, ...]
    faults: tuple[Fault, ...]
    unanswered: tuple[str, ...]
    coders: tuple[str, ...]
    named: bool


def rate_answers(answers: Answers, codebook: Codebook, wanted: Wanted | None = None, key: Key | None = None) -> Rated:
    """Return the answers to each question (or the one wanted) as numbers, in the codebook's order.

    Left out and told: values that are not on the scale, contradicting answers of one coder, items that a key
    does not know. Raises InputError where nothing is left, UsageError for a question that nobody was asked or a
    column that is not there.
    """
    wanted = wanted or Wanted()
    _need_column(wanted.by, answers, key)
    strangers = find_strangers(answers, key) if key else ()
    known = without(answers, strangers, key)
    codes = code_coders(answers.coders, answers.unnamed)
    ratings, faults = [], [*answers.faults, *strangers, *(find_altered(answers, key) if key else ())]
    for name, chosen in _by_question(known, codebook, wanted).items():
        scale = _scale(name, chosen, codebook, wanted, key)
        screened = screen_answers(chosen, scale)
        faults += [*screened.faults, *(find_bad_key(key, scale) if key else ())]
        ratings.append(_rate(chosen, screened, scale, codes, _Beside(key, wanted.by)))
    _need_answers(ratings, answers, faults)
    answered = {one.item for one in answers.answers if one.text}
    return Rated(
        ratings=tuple(one for one in ratings if one.rows),
        faults=tuple(faults),
        unanswered=tuple(item for item in (key.rows if key else ()) if item not in answered),
        coders=tuple(sorted(codes.values(), key=in_order)),
        named=any(not is_code(label) for coder, label in answers.coders.items() if coder not in answers.unnamed),
    )


@dataclass(frozen=True, slots=True)
class _Beside:
    """The key, and the column that groups are made by."""

    key: Key | None
    by: str

    def group(self, answer: Answer) -> str:
        if not self.by:
            return ""
        return answer.group or (self.key.cell(answer.item, self.by) if self.key else "")

    def right(self, question: str) -> dict[str, str]:
        return {one.item: one.text for one in self.key.answers if one.question == question} if self.key else {}


def _by_question(answers: Answers, codebook: Codebook, wanted: Wanted) -> dict[str, list[Answer]]:
    found: dict[str, list[Answer]] = {}
    for one in answers.answers:
        found.setdefault(one.question, []).append(one)
    names = {name.casefold(): name for name in found}
    if wanted.question:
        name = names.get(wanted.question.casefold())
        if name is None:
            raise UsageError(
                f"nobody was asked “{wanted.question}”.", fix=nearest(wanted.question, filter(None, found))
            )
        return {name: found[name]}
    order = [name for name in codebook.questions if name in found]
    return {name: found[name] for name in (*order, *sorted(set(found) - set(order)))}


def _scale(name: str, chosen: Sequence[Answer], codebook: Codebook, wanted: Wanted, key: Key | None) -> Scale:
    unsure = unsure_marks()
    texts = [one.text for one in chosen if one.text and one.text not in unsure]
    return make_scale(name, [*texts, *_Beside(key, "").right(name).values()], codebook, wanted)


def _rate(
    chosen: Sequence[Answer], screened: Screened, scale: Scale, codes: Mapping[str, str], beside: _Beside
) -> Ratings:
    items = sorted({one.item for one in chosen}, key=in_order)
    coders = sorted({codes[one.coder] for one in chosen}, key=in_order)
    item_at, coder_at = ({name: place for place, name in enumerate(names)} for names in (items, coders))
    rows = sorted(
        Rating(item_at[one.item], coder_at[codes[one.coder]], place, beside.group(one))
        for one, place in screened.answers
        if place != UNSURE
    )
    unsure = Counter(one.item for one, place in screened.answers if place == UNSURE)
    right = beside.right(scale.question)
    places = [scale.place(right[item]) if item in right else None for item in items]
    return Ratings(
        scale=scale,
        items=tuple(items),
        coders=tuple(coders),
        rows=tuple(rows),
        right=tuple(NONE if place is None else place for place in places),
        unsure=tuple(unsure[item] for item in items),
    )


def _need_column(by: str, answers: Answers, key: Key | None) -> None:
    if not by or any(one.grouped for one in answers.files):
        return
    columns = next(iter(key.rows.values()), {}) if key else {}
    if by.casefold() not in columns:
        fix = nearest(by, columns) if columns else "Name a column of the answers, or of the key given with --key."
        raise UsageError(f"there is no column “{by}” to make groups by.", fix=fix)


def _need_answers(ratings: Sequence[Ratings], answers: Answers, faults: Sequence[Fault]) -> None:
    if any(one.rows for one in ratings):
        return
    where = answers.files[0].path if len(answers.files) == 1 else f"{len(answers.files)} files"
    if not any(one.text for one in answers.answers):
        raise InputError("there are no answers yet.", where=where, fix="Fill in the empty columns.")
    first = f"First: {faults[0].describe(answers.paths, 'the key')}" if faults else "All of them are “?”."
    raise InputError("none of the answers can be counted.", where=where, fix=first)
