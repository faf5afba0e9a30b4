"""Agreement: alpha as published, laws it keeps, tables of answers as people write them, and nobody told by name."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.coding import LEVELS, Agreement, Wanted, load_codebook, measure_agreement
from framing.coding.accords import Accord, measure_accord
from framing.coding.alphas import alphas, draw_items_again, kappas
from framing.coding.coders import code_coders, is_code
from framing.coding.groups import break_down
from framing.coding.ratings import NONE, Rating, Ratings
from framing.coding.scales import fold, make_scale
from framing.errors import InputError, UsageError
from framing.reports.accorddata import ITEM_COLUMNS, SCHEMA, agreement_data, agreement_rows
from framing.reports.accordtalk import say_files
from framing.reports.accordtext import agreement_text
from tests.test_cli import run

# Krippendorff's own example of four observers and twelve units, with missing answers
FOUR = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
PUBLISHED = {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849}
# his example of two observers and ten units of two kinds, complete
TWO = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")

Table = list[list[int]]


def read(rows: Sequence[str]) -> Table:
    return [[NONE if one == "." else int(one) for one in items] for items in zip(*map(str.split, rows), strict=True)]


def rate(table: Sequence[Sequence[int]], level: str = "nominal", right: Sequence[int] = ()) -> Ratings:
    """Ratings of a table of numbers, a row an item and a column a coder."""
    values = [str(one) for one in range(max((max(row) for row in table), default=0) + 1)]
    scale = make_scale("", [], load_codebook(), Wanted(level=level, values=tuple(values)))
    width = len(table[0]) if table else 0
    rows = [
        Rating(item, coder, value)
        for item, row in enumerate(table)
        for coder, value in enumerate(row)
        if value != NONE
    ]
    return Ratings(
        scale=scale,
        items=tuple(f"i{number}" for number in range(len(table))),
        coders=tuple(f"C{number}" for number in range(width)),
        rows=tuple(rows),
        right=tuple(right) or (NONE,) * len(table),
        unsure=(0,) * len(table),
    )


def alpha(table: Sequence[Sequence[int]], level: str = "nominal") -> float | None:
    return measure_accord(rate(table, level), draws=0).alpha.value


tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(NONE, 3), min_size=width, max_size=width), min_size=1, max_size=12)
)


class TestAlpha:
    @pytest.mark.parametrize("level", LEVELS)
    def test_it_is_as_published_with_missing_answers(self, level: str) -> None:
        assert alpha(read(FOUR), level) == pytest.approx(PUBLISHED[level], abs=5e-4)

    def test_it_is_as_published_for_two_observers(self) -> None:
        assert alpha(read(TWO)) == pytest.approx(0.095, abs=5e-4)

    @pytest.mark.parametrize("level", LEVELS)
    @given(table=tables)
    def test_nltk_says_the_same(self, level: str, table: Table) -> None:
        from nltk.metrics.agreement import AnnotationTask

        pairable = [row for row in table if sum(one != NONE for one in row) > 1]
        triples = [(f"c{c}", f"i{i}", v) for i, row in enumerate(pairable) for c, v in enumerate(row) if v != NONE]
        values = [value for *_, value in triples]
        mine = alpha(table, level)
        if len(set(values)) < 2:
            assert mine is None
            return
        ranks = {value: sum(one < value for one in values) + values.count(value) / 2 for value in set(values)}
        distances = {
            "nominal": lambda a, b: float(a != b),
            "ordinal": lambda a, b: (ranks[a] - ranks[b]) ** 2,
            "interval": lambda a, b: float((a - b) ** 2),
        }
        assert mine == pytest.approx(AnnotationTask(data=triples, distance=distances[level]).alpha(), abs=1e-9)

    @pytest.mark.parametrize("level", LEVELS)
    @given(table=tables, source=st.randoms(use_true_random=False))
    def test_the_order_of_coders_and_items_changes_nothing(self, level: str, table: Table, source: Any) -> None:
        columns = list(range(len(table[0])))
        source.shuffle(columns)
        mixed = [[row[column] for column in columns] for row in table]
        source.shuffle(mixed)
        assert alpha(mixed, level) == pytest.approx(alpha(table, level), abs=1e-9)

    @given(table=tables, names=st.permutations(range(4)))
    def test_renaming_the_values_leaves_the_nominal_one(self, table: Table, names: list[int]) -> None:
        renamed = [[NONE if one == NONE else names[one] for one in row] for row in table]
        assert alpha(renamed) == pytest.approx(alpha(table), abs=1e-9)

    @pytest.mark.parametrize("level", ["ordinal", "interval"])
    @given(table=tables)
    def test_turning_the_scale_round_leaves_it(self, level: str, table: Table) -> None:
        turned = [[NONE if one == NONE else 3 - one for one in row] for row in table]
        assert alpha(turned, level) == pytest.approx(alpha(table, level), abs=1e-9)

    @pytest.mark.parametrize("level", LEVELS)
    @given(values=st.lists(st.integers(0, 3), min_size=2, max_size=9), width=st.integers(2, 5))
    def test_all_alike_is_one(self, level: str, values: list[int], width: int) -> None:
        found = alpha([[value] * width for value in values], level)
        assert found == (1 if len(set(values)) > 1 else None)

    @pytest.mark.parametrize("level", LEVELS)
    @given(table=tables, value=st.integers(0, 3))
    def test_items_that_one_or_nobody_answered_change_nothing(self, level: str, table: Table, value: int) -> None:
        width = len(table[0])
        more = [*table, [NONE] * width, [value] + [NONE] * (width - 1)]
        assert alpha(more, level) == pytest.approx(alpha(table, level), abs=1e-9)

    @given(table=tables)
    def test_on_two_values_all_scales_are_one(self, table: Table) -> None:
        halved = [[min(one, 1) for one in row] for row in table]
        first, *rest = (alpha(halved, level) for level in LEVELS)
        assert all(one == pytest.approx(first, abs=1e-9) for one in rest)

    def test_distances_count_on_scales_with_an_order(self) -> None:
        near, far = ([[0, 0], [1, 1], [2, 2], [3, 3], [0, other]] for other in (1, 3))
        assert alpha(near, "nominal") != alpha(far, "ordinal")
        for level in ("ordinal", "interval"):
            assert (alpha(near, level) or 0) > (alpha(far, level) or 0)


class TestIntervals:
    def test_draws_are_those_of_doing_it_one_by_one(self) -> None:
        counts = rate(read(FOUR)).counts()
        scores = np.arange(counts.shape[1], dtype=float)
        for level in LEVELS:
            for times in draw_items_again(len(counts), 30, seed=3):
                found = alphas(counts, times, scores, level)
                for draw, one in zip(times, found, strict=True):
                    repeated = np.repeat(counts, draw.astype(int), axis=0)
                    alone = alphas(repeated, np.ones((1, len(repeated))), scores, level)[0]
                    assert one == pytest.approx(alone, abs=1e-9, nan_ok=True)

    def test_the_first_draw_takes_every_item_once_and_the_stream_is_frozen(self) -> None:
        first, then = islice(draw_items_again(5, 2, seed=0), 2)
        assert first.tolist() == [[1, 1, 1, 1, 1]]
        assert then.tolist() == [[1, 0, 0, 3, 1], [1, 1, 1, 1, 1]]

    def test_an_interval_holds_its_figure_and_narrows_with_items(self) -> None:
        few = measure_accord(rate(read(FOUR))).alpha
        many = measure_accord(rate(read(FOUR) * 8)).alpha
        for figure in (few, many):
            assert figure.low is not None
            assert figure.low < (figure.value or 0) <= (figure.high or 0)
        assert (many.high or 0) - (many.low or 0) < (few.high or 0) - (few.low or 0)

    @given(table=tables, seed=st.integers(0, 3))
    def test_what_items_are_called_changes_no_interval(self, table: Table, seed: int) -> None:
        one, other = (measure_accord(rate(rows, "ordinal"), 40, seed) for rows in (table, table[::-1]))
        assert (one.alpha, one.alike, one.majority) == (other.alpha, other.alike, other.majority)

    def test_no_interval_is_given_where_every_draw_says_the_same(self) -> None:
        accord = measure_accord(rate([[0, 0], [1, 1], [0, 0]]))
        assert (accord.alpha.value, accord.alpha.low) == (1, None)
        assert measure_accord(rate(read(FOUR)), draws=0).alpha.low is None


class TestKappa:
    @pytest.mark.parametrize("level", LEVELS)
    @given(pairs=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=15))
    def test_scikit_learn_says_the_same(self, level: str, pairs: list[tuple[int, int]]) -> None:
        import warnings

        from sklearn.metrics import cohen_kappa_score

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            weights = None if level == "nominal" else "quadratic"
            known = cohen_kappa_score(*zip(*pairs, strict=True), weights=weights, labels=range(4))
        figure = measure_accord(rate([*map(list, pairs)], level), draws=0).kappa
        assert figure is not None
        if math.isnan(known):
            assert figure.value is None
        else:
            assert figure.value == pytest.approx(known, abs=1e-9)

    def test_it_is_for_two_people_and_the_items_that_both_answered(self) -> None:
        assert measure_accord(rate(read(FOUR)), draws=0).kappa is None
        both, more = [[0, 0], [1, 1], [0, 1]], [[0, 0], [1, 1], [0, 1], [1, NONE]]
        assert measure_accord(rate(both), 0).kappa == measure_accord(rate(more), 0).kappa

    def test_a_draw_counts_an_item_as_often_as_it_takes_it(self) -> None:
        both = np.array([[0, 0], [1, 1], [0, 1], [1, 0]])
        times = np.array([[1.0, 2, 0, 1]])
        repeated = np.repeat(both, [1, 2, 0, 1], axis=0)
        assert kappas(both, times, None) == kappas(repeated, np.ones((1, 4)), None)


def others_majority(table: Table) -> float | None:
    """Each answer against those of all others, the long way."""
    hits = []
    for row in table:
        for coder, own in enumerate(row):
            others = [one for place, one in enumerate(row) if place != coder and one != NONE]
            if own == NONE or not others:
                continue
            most = max(map(others.count, others))
            leaders = {one for one in others if others.count(one) == most}
            if len(leaders) == 1:
                hits.append(own in leaders)
    return sum(hits) / len(hits) if hits else None


class TestShares:
    @given(table=tables)
    def test_pairs_alike_are_those_counted_one_by_one(self, table: Table) -> None:
        pairs = [
            one == other
            for row in table
            for place, one in enumerate(row)
            for other in row[place + 1 :]
            if NONE not in (one, other)
        ]
        found = measure_accord(rate(table), draws=0).alike.value
        assert found == (pytest.approx(sum(pairs) / len(pairs)) if pairs else None)

    @given(table=tables)
    def test_no_answer_speaks_for_itself_in_the_majority(self, table: Table) -> None:
        found = measure_accord(rate(table), draws=0).majority.value
        expected = others_majority(table)
        assert found == (None if expected is None else pytest.approx(expected))

    def test_the_key_is_held_against_answers_and_majority(self) -> None:
        accord = measure_accord(rate([[0, 0, 1], [1, 1, 1], [0, 1, NONE]], right=[0, 0, 1]), draws=0)
        assert accord.key is not None
        assert accord.key_majority is not None
        assert accord.key.value == pytest.approx(3 / 8)
        assert accord.key_majority.value == pytest.approx(1 / 2)
        assert {item.item: item.missed for item in accord.items} == {
            "i0": pytest.approx(1 / 3), "i1": 1.0, "i2": 0.5,
        }  # fmt: skip

    def test_the_most_disputed_come_first_by_how_far_answers_lie_apart(self) -> None:
        table = [[0, 0, 0], [0, 0, 1], [0, 0, 3], [1, 1, 1], [2, 2, 2]]
        assert [one.item for one in measure_accord(rate(table, "ordinal"), 0).items][:2] == ["i2", "i1"]

    def test_items_nobody_else_answered_come_last_and_are_not_compared(self) -> None:
        accord = measure_accord(rate([[0, NONE], [0, 1], [1, 1]]), draws=0)
        assert [one.item for one in accord.items] == ["i1", "i2", "i0"]
        assert accord.items[-1].alike is None
        assert accord.compared == 2


class TestCoders:
    @pytest.mark.parametrize(
        "label", ["P07", "C1", "coder B", "pupil-12", "3", "7b", "A", "R2", "5f3e9a17bc", "AB12"]
    )
    def test_codes_are_known(self, label: str) -> None:
        assert is_code(label)

    @pytest.mark.parametrize("label", ["Anna", "anna2", "Mr Park", "J. Park", "Ben P", "Ümit", "ann", "pupil Jo"])
    def test_names_are_known(self, label: str) -> None:
        assert not is_code(label)

    def test_names_are_replaced_and_codes_stay(self) -> None:
        codes = code_coders({"anna": "Anna", "c1": "C1", "ben": "Ben"})
        assert codes["c1"] == "C1"
        assert {codes["anna"], codes["ben"]} == {"C2", "C3"}

    @given(st.lists(st.text(min_size=1, max_size=4), unique_by=str.casefold, max_size=8))
    def test_everybody_has_a_code_of_their_own(self, labels: list[str]) -> None:
        codes = code_coders({label.casefold(): label for label in labels})
        assert len({code.casefold() for code in codes.values()}) == len(labels)
        assert all(is_code(code) for code in codes.values())


# Tables as people write them


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


class Desk:
    """A folder with tables of answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, text: str, encoding: str = "utf-8") -> Path:
        path = self.folder / name
        path.write_bytes(text.encode(encoding))
        return path

    def rows(self, name: str, head: str, rows: Iterable[Sequence[object]]) -> Path:
        return self.put(name, "\n".join([head, *(",".join(map(str, row)) for row in rows)]) + "\n")


def measure(*paths: Path, wanted: Wanted | None = None, key: Path | None = None, draws: int = 0) -> Agreement:
    return measure_agreement(paths, load_codebook(), wanted, key, draws)


def only(agreement: Agreement) -> Accord:
    (accord,) = agreement.accords
    return accord


LONG = "item,coder,answer\nS1,P1,fact\nS1,P2,opinion\nS2,P1,fact\nS2,P2,fact\nS3,P1,opinion\nS3,P2,\n"
WIDE = "item,P1,P2\nS1,fact,opinion\nS2,fact,fact\nS3,opinion,\n"
SHEETS = (
    "item,coder,text,kind\nS1,P1,One.,fact\nS2,P1,Two.,fact\nS3,P1,Three.,opinion\n",
    "item,coder,text,kind\nS2,P2,Two.,Fact\nS1,P2,One., opinion \nS3,P2,Three.,\n",
)


class TestForms:
    def test_the_three_forms_say_the_same(self, desk: Desk) -> None:
        kind = Wanted(question="kind")
        long, wide = (measure(desk.put(f"{at}.csv", text), wanted=kind) for at, text in enumerate((LONG, WIDE)))
        sheets = measure(*(desk.put(f"s{at}.csv", text) for at, text in enumerate(SHEETS)))
        assert only(long) == only(wide) == only(sheets)
        assert [one.files[0].form for one in (long, wide, sheets)] == ["long", "wide", "sheet"]
        assert only(long).coders == ("P1", "P2")
        assert only(long).answers == 5

    @pytest.mark.parametrize(
        "head", ["Item,Pupil,Answer", "item code;student;label", "no\tRater\tvalue", "task,name,response"]
    )
    def test_headings_go_by_many_names(self, desk: Desk, head: str) -> None:
        separator = next(mark for mark in "\t;," if mark in head)
        text = LONG.replace("item,coder,answer", head).replace(",", separator)
        assert only(measure(desk.put("a.csv", text))).answers == 5

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
    def test_files_as_spreadsheets_save_them(self, desk: Desk, encoding: str) -> None:
        text = LONG.replace("opinion", "für").replace("\n", "\r\n")
        accord = only(measure(desk.put("a.csv", text, encoding)))
        assert accord.scale.values == ("fact", "für")

    def test_a_declared_separator_is_taken(self, desk: Desk) -> None:
        accord = only(measure(desk.put("a.csv", "sep=;\n" + LONG.replace(",", ";"))))
        assert accord.answers == 5

    def test_names_with_commas_do_not_hide_the_separator(self, desk: Desk) -> None:
        text = "item;Smith, A;Jones, B\nS1;fact;fact\nS2;opinion;fact\n"
        assert only(measure(desk.put("a.csv", text))).coders == ("C1", "C2")

    def test_sheets_without_a_coder_are_each_somebodys(self, desk: Desk) -> None:
        files = [desk.put(f"{name}.csv", "item,kind\nS1,fact\nS2,opinion\n") for name in ("anna", "ben", "cara")]
        agreement = measure(*files)
        assert agreement.coders == ("C1", "C2", "C3")
        assert not agreement.renamed

    def test_several_questions_in_one_table(self, desk: Desk) -> None:
        text = "item,pupil,question,answer\nS1,P1,Stance,-2\nS1,P2,stance,+2\nS1,P1,kind,fact\nS1,P2,mood,glad\n"
        agreement = measure(desk.put("a.csv", text))
        assert [(one.scale.question, one.scale.level) for one in agreement.accords] == [
            ("kind", "nominal"), ("stance", "ordinal"), ("mood", "nominal"),
        ]  # fmt: skip
        assert only(measure(desk.put("a.csv", text), wanted=Wanted(question="mood"))).answers == 1

    def test_a_column_of_texts_is_nobodys_answers_and_is_told(self, desk: Desk) -> None:
        long = "The bridge over the river Moor was closed on Tuesday morning"
        text = f"item,extract,P1,P2\nS1,{long},fact,fact\nS2,{long} again,opinion,fact\n"
        agreement = measure(desk.put("a.csv", text))
        assert only(agreement).coders == ("P1", "P2")
        assert agreement.files[0].unread == ("extract",)
        assert any("extract" in line for line in say_files(agreement))

    def test_texts_and_notes_stand_beside_their_items(self, desk: Desk) -> None:
        text = "item,coder,text,kind,note\nS1,P1,It rained.,fact,was it rain?\nS1,P2,It rained.,opinion,\n"
        agreement = measure(desk.put("a.csv", text))
        assert agreement.texts == {"S1": "It rained."}
        assert agreement.notes == {"S1": ("was it rain?",)}
        assert "was it rain?" in agreement_text(agreement)


class TestScales:
    @pytest.mark.parametrize(("one", "other"), [("Fact", " fact "), ("+2", "2.0"), ("−1", "-1"), ("1,5", "1.5")])
    def test_ways_to_write_the_same(self, one: str, other: str) -> None:
        assert fold(one) == fold(other)

    def test_numbers_are_put_in_their_order(self, desk: Desk) -> None:
        text = "item,P1,P2\na,10,9\nb,2,10\nc,9,2\n"
        assert only(measure(desk.put("a.csv", text))).scale.values == ("2", "9", "10")

    def test_values_of_ones_own_have_the_order_given(self, desk: Desk) -> None:
        text = "item,P1,P2\na,low,high\nb,middle,low\nc,high,high\n"
        wanted = Wanted(level="ordinal", values=("low", "middle", "high"))
        accord = only(measure(desk.put("a.csv", text), wanted=wanted))
        assert accord.scale.values == ("low", "middle", "high")
        assert accord.items[0].item == "a"

    @pytest.mark.parametrize("level", ["ordinal", "interval"])
    def test_words_have_no_order_of_their_own(self, desk: Desk, level: str) -> None:
        with pytest.raises(UsageError, match="--values"):
            measure(desk.put("a.csv", WIDE), wanted=Wanted(level=level))

    def test_numbers_read_as_names_are_told(self, desk: Desk) -> None:
        text = agreement_text(measure(desk.put("a.csv", "item,P1,P2\na,1,2\nb,2,3\nc,3,3\n")))
        assert "--scale ordinal" in text

    def test_undecided_and_empty_cells_are_missing(self, desk: Desk) -> None:
        accord = only(measure(desk.put("a.csv", "item,P1,P2\na,fact,?\nb,fact,\nc,opinion,fact\n")))
        assert (accord.answers, accord.unsure, accord.compared) == (4, 1, 1)
        assert "?" not in accord.scale.values


class TestFaults:
    def told(self, agreement: Agreement) -> list[tuple[str, str, int]]:
        return [
            (fault.kind, fault.describe([Path(one).name for one in paths_of(agreement)], "key.csv"), fault.answers)
            for fault in agreement.faults
        ]

    def test_an_answer_off_the_scale_is_told_with_place_and_nearest(self, desk: Desk) -> None:
        text = "item,coder,kind\nS1,P1,fact\nS1,P2,opinon\nS2,P1,fact\nS2,P2,opinion\n"
        agreement = measure(desk.put("a.csv", text))
        ((kind, told, lost),) = self.told(agreement)
        assert (kind, lost) == ("off_scale", 1)
        assert told.startswith("a.csv, line 3: “opinon”")
        assert "'opinion'" in told
        assert only(agreement).answers == 3

    def test_two_answers_of_one_person_contradict_and_neither_counts(self, desk: Desk) -> None:
        text = "item,coder,answer\nS1,P1,fact\nS1,P2,fact\nS1,P1,opinion\nS2,P1,fact\nS2,P2,opinion\n"
        agreement = measure(desk.put("a.csv", text))
        ((kind, told, lost),) = self.told(agreement)
        assert (kind, lost) == ("contradiction", 2)
        assert told.startswith("a.csv, line 4:")
        assert "a.csv, line 2" in told
        assert {one.item: one.answers for one in only(agreement).items} == {"S1": 1, "S2": 2}

    def test_the_same_answer_twice_counts_once_and_is_told(self, desk: Desk) -> None:
        agreement = measure(desk.put("a.csv", LONG), desk.put("b.csv", LONG))
        assert {kind for kind, *_ in self.told(agreement)} == {"repeated"}
        assert agreement.not_counted == 0
        assert only(agreement).answers == 5

    def test_items_the_key_does_not_know_are_told_once_each(self, desk: Desk) -> None:
        key = desk.put("key.csv", "item,answer\nS1,fact\nS2,fact\nS30,fact\n")
        agreement = measure(desk.put("a.csv", LONG), key=key)
        ((kind, told, lost),) = self.told(agreement)
        assert (kind, lost) == ("unknown_item", 1)
        assert told.startswith("a.csv, line 6: the key has no item “S3”")
        assert "S30" in told
        assert agreement.unanswered == ("S30",)

    def test_rows_that_do_not_say_who_or_what_are_told(self, desk: Desk) -> None:
        text = "item,coder,answer\n,P1,fact\nS1,,fact\nS1,P1,fact\n\nS1,P2,fact,more\n"
        agreement = measure(desk.put("a.csv", text))
        assert [(kind, told.partition(":")[0]) for kind, told, _ in self.told(agreement)] == [
            ("no_item", "a.csv, line 2"), ("no_coder", "a.csv, line 3"), ("extra", "a.csv, line 6"),
        ]  # fmt: skip
        assert agreement.not_counted == 2

    def test_lines_are_those_of_the_file_even_after_cells_with_line_breaks(self, desk: Desk) -> None:
        text = 'item,coder,text,kind\nS1,P1,"one\ntwo\nthree",fact\nS1,P2,x,nothing\n'
        ((_, told, _),) = self.told(measure(desk.put("a.csv", text)))
        assert told.startswith("a.csv, line 5:")

    def test_a_key_that_does_not_fit_the_scale_is_told(self, desk: Desk) -> None:
        key = desk.put("key.csv", "item,kind\nS1,fakt\nS2,fact\nS3,fact\n")
        agreement = measure(desk.put("a.csv", LONG), key=key, wanted=Wanted(question="kind"))
        ((kind, told, _),) = self.told(agreement)
        assert kind == "bad_key"
        assert told.startswith("key.csv, line 2")
        assert only(agreement).keyed == 2

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", "empty"),
            ("item,coder,answer\n", "no answers"),
            ("item,coder,answer\nS1,P1,\n", "no answers"),
            ("item,kind\nS1,what\n", "none of the answers"),
            ("who,what\nP1,fact\n", "item"),
            ("item\nS1\n", "columns"),
            ("item,P1,p1\nS1,fact,fact\n", "column 3"),
            ('item,coder,answer\nS1,P1,"fact\n', "line 2"),
            ("item,digest,kind\nS1,abc,fact\n", "--key"),
            ("PK\x03\x04", "CSV"),
        ],
    )
    def test_a_file_that_holds_no_answers_is_refused_with_a_reason(self, desk: Desk, text: str, told: str) -> None:
        path = desk.put("a.csv", text)
        with pytest.raises(InputError) as caught:
            measure(path)
        assert told in str(caught.value)
        assert str(path) in str(caught.value)

    def test_one_bad_file_does_not_stop_the_others(self, desk: Desk) -> None:
        agreement = measure(desk.put("bad.csv", "x"), desk.put("a.csv", LONG))
        assert [one.number for one in agreement.rejected] == [1]
        assert agreement.files[0].number == 2
        assert any("bad.csv" in line for line in say_files(agreement))

    @pytest.mark.parametrize("wanted", [Wanted(question="mood"), Wanted(by="class"), Wanted(level="nominl")])
    def test_wrong_wishes_are_answered(self, desk: Desk, wanted: Wanted) -> None:
        with pytest.raises(UsageError):
            measure(desk.put("a.csv", SHEETS[0]), wanted=wanted)

    def test_a_key_may_leave_an_item_open(self, desk: Desk) -> None:
        agreement = measure(desk.put("a.csv", LONG), key=desk.put("key.csv", "item,answer\nS1,fact\nS2,?\nS3,\n"))
        assert only(agreement).scale.values == ("fact", "opinion")
        assert only(agreement).keyed == 1

    def test_a_key_with_two_answers_to_an_item_is_refused(self, desk: Desk) -> None:
        with pytest.raises(InputError, match="line 3"):
            measure(desk.put("a.csv", LONG), key=desk.put("key.csv", "item,answer\nS1,fact\nS1,opinion\n"))

    @given(text=st.text(alphabet=st.sampled_from('item,coder;answer\n"S1P2?\t-=é\x00'), max_size=60))
    def test_any_file_is_read_or_refused(self, tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
        path = tmp_path_factory.mktemp("any") / "a.csv"
        for body in (text, f"item,coder,answer\n{text}", f"item,P1,P2\n{text}"):
            path.write_text(body, encoding="utf-8")
            try:
                agreement = measure(path)
            except (InputError, UsageError):
                continue
            assert agreement_text(agreement)
            assert json.loads(json.dumps(agreement_data(agreement), allow_nan=False))


def paths_of(agreement: Agreement) -> list[str]:
    return [one.path for one in agreement.files]


def class_rows(sizes: dict[str, int]) -> Iterable[Sequence[object]]:
    pupil = 0
    for name, size in sizes.items():
        for _ in range(size):
            pupil += 1
            for item in range(1, 5):
                yield f"S{item}", f"P{pupil}", name, ("fact", "opinion")[(item * pupil) % 3 == 0]


class TestGroups:
    def broken(self, desk: Desk, sizes: dict[str, int]) -> tuple[list[str], int, int]:
        path = desk.rows("a.csv", "item,pupil,class,answer", class_rows(sizes))
        groups = measure(path, wanted=Wanted(by="class")).groups[""]
        return [one.name for one in groups.told], groups.small, groups.larger

    def test_groups_of_five_are_told_and_smaller_ones_are_not(self, desk: Desk) -> None:
        assert self.broken(desk, {"7a": 5, "7b": 6}) == (["7a", "7b"], 0, 0)
        assert self.broken(desk, {"7a": 9, "7b": 4, "7c": 3}) == (["7a"], 2, 0)

    def test_no_small_group_can_be_worked_out_from_the_rest(self, desk: Desk) -> None:
        assert self.broken(desk, {"7a": 9, "7b": 6, "7c": 2}) == (["7a"], 1, 1)
        assert self.broken(desk, {"7a": 9, "7b": 2}) == ([], 1, 1)

    def test_a_group_has_its_members_figures(self, desk: Desk) -> None:
        path = desk.rows("a.csv", "item,pupil,class,answer", class_rows({"7a": 5, "7b": 6}))
        alone = desk.rows("b.csv", "item,pupil,class,answer", class_rows({"7a": 5}))
        first = measure(path, wanted=Wanted(by="class")).groups[""].told[0]
        assert (first.coders, first.items, first.answers) == (5, 4, 20)
        assert first.alpha == only(measure(alone)).alpha

    def test_items_are_grouped_by_a_column_of_the_key(self, desk: Desk) -> None:
        key = desk.put("key.csv", "item,source,answer\nS1,A,fact\nS2,B,fact\nS3,B,fact\n")
        agreement = measure(desk.put("a.csv", LONG), key=key, wanted=Wanted(by="Source"))
        told = agreement.groups[""].told
        assert [(one.name, one.items) for one in told] == [("A", 1), ("B", 2)]

    def test_answers_in_no_group_are_counted(self, desk: Desk) -> None:
        rows = [*class_rows({"7a": 6}), ("S1", "P99", "", "fact")]
        agreement = measure(desk.rows("a.csv", "item,pupil,class,answer", rows), wanted=Wanted(by="class"))
        assert agreement.groups[""].without == 1
        assert "1 answer in no group" in agreement_text(agreement)

    def test_a_column_that_parts_everything_makes_no_groups(self, desk: Desk) -> None:
        rows = [(f"S{item}", coder, f"g{item}", "fact") for item in range(120) for coder in ("P1", "P2")]
        with pytest.raises(UsageError, match="120"):
            measure(desk.rows("a.csv", "item,coder,group,answer", rows), wanted=Wanted(by="group"))

    def test_without_a_column_there_are_no_groups(self) -> None:
        assert break_down(rate(read(FOUR)), 0).told == ()


NAMED = "item,pupil,answer\nS1,Anna,fact\nS1,Ben,fact\nS2,Anna,opinion\nS2,Ben,fact\nS2,Ben,opinion\n"


class TestReports:
    def test_nobody_is_told_by_name(self, desk: Desk) -> None:
        agreement = measure(desk.put("Anna.csv", NAMED), draws=20)
        products = [
            agreement_text(agreement),
            json.dumps(agreement_data(agreement)),
            str(list(agreement_rows(agreement))),
        ]
        for product in products:
            assert not any(name in product for name in ("Anna", "anna", "Ben"))
        assert agreement.renamed
        assert any("C1" in line for line in say_files(agreement))

    def test_the_pairs_of_a_class_are_told_as_a_range_only(self, desk: Desk) -> None:
        path = desk.rows("a.csv", "item,pupil,class,answer", class_rows({"7a": 6}))
        accord = only(measure(path))
        assert accord.pairs == ()
        assert accord.pair_range is not None
        assert "P1 and P2" not in agreement_text(measure(path))

    def test_the_text_says_what_was_read_and_left_out(self, desk: Desk) -> None:
        text = agreement_text(measure(desk.put("a.csv", LONG.replace("P2,opinion", "P2,opinon")),
                                      wanted=Wanted(question="kind"), draws=100))  # fmt: skip
        assert "one row an answer" in text
        assert "Not counted: 1 answer (1 not on the scale)" in text
        assert "100 draws" in text
        assert "Not measured" in text or "does not measure" in text

    def test_one_answer_everywhere_is_no_agreement_to_be_told(self, desk: Desk) -> None:
        text = agreement_text(measure(desk.put("a.csv", "item,P1,P2\na,fact,fact\nb,fact,fact\n")))
        assert "nothing tells agreement from chance" in text

    def test_one_person_is_held_against_the_key(self, desk: Desk) -> None:
        key = desk.put("key.csv", "item,answer\nS1,fact\nS2,opinion\n")
        text = agreement_text(measure(desk.put("a.csv", "item,P1\nS1,fact\nS2,fact\n"), key=key))
        assert "Answers of one person on 2 items" in text
        assert "S2: key: opinion, missed by 100 %" in text

    def test_json_has_every_figure_and_reads_back(self, desk: Desk) -> None:
        key = desk.put("key.csv", "item,answer\nS1,fact\nS2,fact\nS3,opinion\n")
        data = agreement_data(measure(desk.put("a.csv", LONG), key=key, draws=50))
        assert data["schema"] == SCHEMA
        assert json.loads(json.dumps(data)) == data
        (question,) = data["questions"]
        for name in ("alpha", "alike", "kappa", "majority", "key", "key_majority", "key_alpha"):
            assert set(question[name]) == {"value", "low", "high"}
        assert data["provenance"]["files"][0]["form"] == "long"

    def test_rows_are_safe_in_spreadsheets(self, desk: Desk) -> None:
        rows = list(agreement_rows(measure(desk.put("a.csv", "item,coder,answer\n=1+1,P1,@x\n=1+1,P2,y\n"))))
        assert [tuple(row) for row in rows] == [ITEM_COLUMNS]
        assert rows[0]["item"] == "'=1+1"
        assert not any(str(cell)[:1] in ("=", "@") for cell in rows[0].values())

    def test_text_from_files_cannot_steer_the_terminal(self, desk: Desk) -> None:
        text = agreement_text(measure(desk.put("a.csv", "item,P1,P2\n\x1b[31mS1,a\x1bb,c\n")))
        assert "\x1b" not in text


class TestCommand:
    def test_every_format_says_the_same(self, desk: Desk) -> None:
        path = desk.put("a.csv", LONG)
        done = {kind: run("agree", path, "--to", kind) for kind in ("terminal", "json", "csv")}
        assert {one.returncode for one in done.values()} == {0}
        data = json.loads(done["json"].stdout)["questions"][0]
        rows = list(csv.DictReader(io.StringIO(done["csv"].stdout)))
        assert [row["item"] for row in rows] == [one["item"] for one in data["items"]]
        assert f"{data['alpha']['value']:.2f}".removeprefix("-") in done["terminal"].stdout
        assert "read as one row an answer" in done["terminal"].stderr

    def test_it_reads_standard_input_and_writes_by_the_ending(self, desk: Desk) -> None:
        out = desk.folder / "found.json"
        done = run("agree", "-", "--out", out, "--draws", "20", stdin=LONG)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert json.loads(out.read_text(encoding="utf-8"))["coders"] == ["P1", "P2"]

    def test_exit_codes_tell_problems_from_wrong_use(self, desk: Desk) -> None:
        path = desk.put("a.csv", LONG)
        assert run("agree", desk.folder / "none.csv").returncode == 1
        assert run("agree", desk.folder).returncode == 1
        assert run("agree", path, "--out", desk.folder / "a.pdf").returncode == 2
        assert run("agree", path, "--by", "class").returncode == 2
        assert run("agree", path, "--key", desk.folder / "none.csv").returncode == 1
