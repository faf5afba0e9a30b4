"""Agreement as text: what was read, then each question with its figures, its most disputed items, its groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from framing.agreement import Figure
from framing.coding.accords import Accord, ItemAccord
from framing.coding.groups import LEAST_CODERS, Groups
from framing.coding.questions import number_of
from framing.coding.results import Agreement
from framing.errors import FramingError
from framing.reports.console import clip_line, make_hanging, make_heading, make_line, render_lines
from framing.reports.digits import count_digits
from framing.reports.wording import capitalize_first, one_line, say_count, say_number, say_percent, say_whole
from framing.shipped import read_toml

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

texts: Mapping[str, Mapping[str, str]] = read_toml(Path(__file__).with_name("accord.toml"), FramingError)
"""The texts of the agreement report, by table and key."""

SHOWN = 12
"""Items a question that get a line of their own; a class talks about fewer."""
_FEW_ITEMS = 20
_HALF = 0.5
NONE = "–"
_SHARES = ("alike", "majority", "key", "key_majority")
_OF_MANY = ("majority", "key_majority", "key_alpha")


def agreement_text(agreement: Agreement, width: int = 100) -> str:
    """Return the agreement on each question as text for a terminal of `width` columns."""
    parts: list[RenderableType] = [make_line(_title(agreement), "bold")]
    parts += [make_line(line) for line in say_reading(agreement)]
    for accord in agreement.accords:
        parts += _question(accord, agreement, width)
    parts += [make_heading(texts["titles"]["reading"]), *map(make_line, _meanings(agreement))]
    parts += [make_heading(texts["titles"]["limits"]), make_line(texts["limits"]["what"])]
    return render_lines(parts, width)


def _meanings(agreement: Agreement) -> Iterator[str]:
    """What the figures shown mean."""
    shown = {"alpha": True, "disputed": True, "majority": len(agreement.coders) > 2, "key": bool(agreement.key)}
    shown["kappa"] = any(_has(accord.kappa) for accord in agreement.accords)
    return (meaning for name, meaning in texts["meanings"].items() if shown[name])


def _has(figure: Figure | None) -> bool:
    return figure is not None and figure.value is not None


def _title(agreement: Agreement) -> str:
    items = {one.item for accord in agreement.accords for one in accord.items if one.answers}
    title = texts["titles"]["page" if len(agreement.coders) > 1 else "alone"]
    return title.format(
        people=say_count(len(agreement.coders), "person", "people"), items=say_count(len(items), "item")
    )


def say_reading(agreement: Agreement) -> Iterator[str]:
    """Return what was read, what was left out and how intervals are made, a line each; files by number only."""
    says = texts["read"]
    forms = Counter(one.form for one in agreement.files)
    read = (says["form"].format(files=say_count(count, "file"), form=says[form]) for form, count in forms.items())
    yield says["files"].format(forms=", ".join(read))
    if agreement.rejected:
        yield says["rejected"].format(files=say_count(len(agreement.rejected), "file"))
    if agreement.key:
        yield says["key"]
    yield from _say_faults(agreement)
    if agreement.unanswered:
        yield says["unanswered"].format(items=say_whole(len(agreement.unanswered)))
    if agreement.renamed:
        yield says["renamed"]
    known = {"draws": say_whole(agreement.draws), "seed": agreement.seed}
    yield says["seed" if agreement.draws else "no_draws"].format(**known)


def _say_faults(agreement: Agreement) -> Iterator[str]:
    lost: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for fault in agreement.faults:
        if fault.answers:
            lost[fault.kind] += fault.answers
        else:
            kept[fault.kind] += 1
    for key, kinds in (("left_out", lost), ("look", kept)):
        if kinds:
            told = ", ".join(f"{say_whole(count)} {texts['kinds'][kind]}" for kind, count in kinds.items())
            yield texts["read"][key].format(answers=say_count(kinds.total(), "answer"), kinds=told)


def _question(accord: Accord, agreement: Agreement, width: int) -> Iterator[RenderableType]:
    says, scale = texts["titles"], accord.scale
    name = says["question" if scale.title else "unnamed"]
    yield make_heading(name.format(title=one_line(scale.title), level=scale.level))
    yield make_line(capitalize_first(_counts(accord)))
    yield make_hanging((make_line(name), make_line(value)) for name, value in _figures(accord))
    yield from (make_line(note) for note in _notes(accord, agreement))
    yield from _disputed(accord, agreement, width)
    groups = agreement.groups.get(scale.question)
    if groups is not None:
        yield from _groups(groups, agreement)


def _counts(accord: Accord) -> str:
    says, items = texts["notes"], len(accord.items)
    counts = says["answers"].format(
        answers=say_count(accord.answers, "answer"),
        possible=say_whole(items * len(accord.coders)),
        compared=say_count(accord.compared, "item"),
    )
    return f"{counts}, {says['unsure'].format(unsure=say_whole(accord.unsure))}" if accord.unsure else counts


def _figures(accord: Accord) -> Iterator[tuple[str, str]]:
    names = texts["figures"]
    for name, figure in _shown(accord).items():
        title = names["kappa_weighted" if name == "kappa" and accord.scale.level != "nominal" else name]
        yield f"  {title}", say_figure(figure, name in _SHARES)
    if len(accord.coders) > 2 and accord.pair_range:
        yield f"  {names['pairs']}", _pairs(accord)


def _shown(accord: Accord) -> dict[str, Figure]:
    """The figures that can be told; alpha always. Among two people, the majority of the others is the other one."""
    many = len(accord.coders) > 2
    names = ("alpha", "kappa", "alike", "majority", "key", "key_majority", "key_alpha")
    figures: dict[str, Figure | None] = {
        name: getattr(accord, name) for name in names if many or name not in _OF_MANY
    }
    return {name: one for name, one in figures.items() if one is not None and (_has(one) or name == "alpha")}


def say_figure(figure: Figure | None, share: bool = False) -> str:
    """Return a coefficient or share with its interval ("0.74 (0.42 to 1.00)"), "–" for none."""
    if figure is None or figure.value is None:
        return NONE
    value = _say(figure.value, share)
    if figure.low is None or figure.high is None:
        return value
    if share:
        return f"{value} ({say_percent(figure.low)} to {say_percent(figure.high)})"
    return f"{value} ({_range(figure)})"


def _say(value: float, share: bool, digits: int = 2) -> str:
    return say_percent(value) if share else say_number(value, digits).removeprefix("+")


def _pairs(accord: Accord) -> str:
    says = texts["notes"]
    if not accord.pairs and accord.pair_range:
        low, high = map(say_percent, accord.pair_range)
        return says["pair_range"].format(low=low, high=high)
    told = (
        says["pairs"].format(one=one_line(pair.one), other=one_line(pair.other), alike=say_percent(pair.alike))
        for pair in accord.pairs
    )  # fmt: skip
    return "; ".join(told)


def _notes(accord: Accord, agreement: Agreement) -> Iterator[str]:
    says, values = texts["notes"], accord.scale.values
    if accord.alpha.value is None:
        yield says["no_alpha_same" if accord.compared else "no_alpha_few"]
    elif accord.alpha.low is not None and accord.compared < _FEW_ITEMS:
        yield says["few_items"]
    if agreement.draws and any(_has(one) and one.low is None for one in _shown(accord).values()):
        yield says["no_width"]
    if accord.keyed and accord.keyed < len(accord.items):
        yield says["keyed"].format(items=say_count(accord.keyed, "item"), all=say_whole(len(accord.items)))
    numeric = len(values) > 2 and all(number_of(value) is not None for value in values)
    if numeric and accord.scale.level == "nominal" and not accord.scale.given:
        yield says["numbers"]


def _disputed(accord: Accord, agreement: Agreement, width: int) -> Iterator[RenderableType]:
    disputed = [one for one in accord.items if one.alike is not None and one.alike < 1]
    missed = sorted((one for one in accord.items if (one.missed or 0) >= _HALF), key=lambda one: -(one.missed or 0))
    yield from _list_items("disputed", disputed, agreement, width)
    if accord.compared and not disputed:
        yield make_line(texts["notes"]["none_disputed"])
    yield from _list_items("missed", missed, agreement, width)


def _list_items(
    title: str, items: Sequence[ItemAccord], agreement: Agreement, width: int
) -> Iterator[RenderableType]:
    if items:
        yield make_line(f"\n{texts['titles'][title]}", "bold")
        for one in items[:SHOWN]:
            yield from _item(one, agreement, width)
        if len(items) > SHOWN:
            yield make_line(f"  {texts['notes']['more'].format(items=say_whole(len(items) - SHOWN))}")


def _item(one: ItemAccord, agreement: Agreement, width: int) -> Iterator[RenderableType]:
    says, parts = texts["notes"], []
    if one.alike is not None:
        parts.append(says["item_apart"].format(apart=say_percent(1 - one.alike)))
    if one.right and one.missed is not None:
        parts.append(says["item_key"].format(right=one_line(one.right), missed=say_percent(one.missed)))
    told = says["item"].format(item=one.item, told="; ".join([*parts, say_tally(one)]))
    yield make_line(f"  {clip_line(told, width - 2)}")
    beside = [says["item_text"].format(text=agreement.texts[one.item])] if one.item in agreement.texts else []
    beside += [says["item_note"].format(note=note) for note in agreement.notes.get(one.item, ())]
    yield from (make_line(f"    {clip_line(text, width - 4)}") for text in beside)


def say_tally(one: ItemAccord) -> str:
    """Return an item's answers with their counts, the most frequent first ("12 × fact, 9 × opinion, 1 × ?")."""
    says, ranked = texts["notes"], sorted(one.tally, key=lambda pair: -pair[1])
    told = [says["tally"].format(count=say_whole(count), value=one_line(value)) for value, count in ranked]
    unsure = says["unsure_tally"].format(count=say_whole(one.unsure))
    return ", ".join([*told, unsure] if one.unsure else told)


def _groups(groups: Groups, agreement: Agreement) -> Iterator[RenderableType]:
    says = texts["notes"]
    yield make_line(f"\n{texts['titles']['groups'].format(by=one_line(agreement.by))}", "bold")
    if groups.told:
        yield _group_table(groups, bool(agreement.key))
    if groups.small:
        larger = says["larger"].format(groups=say_whole(groups.larger)) if groups.larger else ""
        small = say_count(groups.small, "group")
        yield make_line(f"  {says['held_back'].format(groups=small, least=LEAST_CODERS, larger=larger)}")
    if groups.without:
        yield make_line(f"  {says['no_group'].format(answers=say_count(groups.without, 'answer'))}")


def _group_table(groups: Groups, with_key: bool) -> Table:
    from rich.table import Table as Grid

    says = texts["notes"]
    keys = ("group", "coders", "items", "answers", "alpha", "interval", "alike", *(("key",) if with_key else ()))
    table = Grid(box=None, padding=(0, 1, 0, 2), header_style="")
    for key in keys:
        table.add_column(says[f"column_{key}"], justify="left" if key in ("group", "interval") else "right")
    for one in groups.told:
        counts = (say_whole(count) for count in (one.coders, one.items, one.answers))
        shares = (one.alike, one.key) if with_key else (one.alike,)
        values = (say_figure(Figure(share.value) if share else None, share=True) for share in shares)
        table.add_row(one_line(one.name), *counts, say_figure(Figure(one.alpha.value)), _range(one.alpha), *values)
    return table


def _range(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return NONE
    digits = count_digits(figure.low, figure.high)
    return f"{_say(figure.low, False, digits)} to {_say(figure.high, False, digits)}"
