"""A mixed pile sorted into stories: what stays together, what stays apart, and that order changes nothing."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import linkage
from framing.documents import Document, Metadata, Rejected, make_document
from framing.likeness import bound_likeness, count_terms, measure_likeness
from framing.linkage import join_groups
from framing.piles import Pile, Story, group_stories
from framing.reports.piles import PILE_COLUMNS, SCHEMA, pile_data, pile_json, pile_rows, pile_text
from tests.conftest import ROOT, SEEDS
from tests.test_cli import run

FLOOD_A = """The dam above Kestrel Falls burst late on Tuesday, and the river Aske carried away two bridges.
Sixty-one people were brought to a school gymnasium, Mayor Lena Okoro said. The Aske had risen 14 metres in nine
hours. Engineers of the Northmoor Water Board had warned in March that the spillway of the dam was cracked."""
FLOOD_B = """Two bridges over the Aske are gone and Kestrel Falls is cut off after its dam gave way. The
Northmoor Water Board knew of cracks in the spillway, an engineer told this paper. Lena Okoro, the mayor, opened
a gymnasium for 61 people who lost their homes. By midnight the river stood 14 metres above its usual mark."""
FLOOD_C = """Who will answer for Kestrel Falls? For months the Northmoor Water Board sat on a report about a
cracked spillway. Then the dam burst, the Aske took the bridges, and Mayor Okoro's gymnasium filled with people
who own nothing now but wet clothes."""
VOTE_A = """The council of Port Sallow voted 9 to 6 on Monday to close its tram, after a debate of five
hours. Mayor Idris Venn said that the line loses 3.2 million a year. Drivers of the Sallow Tram Union walked out
of the chamber. The last tram is to leave the Harbour Gate depot in August."""
VOTE_B = """Port Sallow loses its tram. Nine councillors were for closing it and six against, and drivers of
the tram union left the chamber before the mayor, Idris Venn, had ended his speech about losses of 3.2 million.
Harbour Gate, the depot opened a century ago, will be sold."""
BUDGET_A = """Mayor Idris Venn of Port Sallow was questioned by detectives on Friday about a villa in Tessaro
that a builder paid for. The builder, Corvan Brothers, won four contracts for schools. Venn denies taking gifts.
Prosecutor Hale Brandt said that bank statements of 2019 had been seized."""
BUDGET_B = """Detectives want to know who paid for a villa in Tessaro. Corvan Brothers, the builder of four
schools, says it was a loan; prosecutor Hale Brandt has seized bank statements. Idris Venn, mayor of Port
Sallow, spent six hours with the police on Friday and denies taking gifts."""
FOOTBALL = """Rovers drew with Athletic in the rain. A late penalty by the young striker Tomas Quill saved a
point for the guests, whose goalkeeper had been sent off."""


def document(name: str, text: str, date: str = "", title: str = "", source: str = "") -> Document:
    return make_document(text, Metadata(id=name, source=source or name[-1].upper(), title=title, published=date))


FLOOD = [
    document("flood-a", FLOOD_A, "2021-03-10", "Dam bursts above Kestrel Falls"),
    document("flood-b", FLOOD_B, "2021-03-10", "Kestrel Falls cut off after dam gives way"),
    document("flood-c", FLOOD_C, "2021-03-12", "They knew about the dam"),
]
VOTE = [
    document("vote-a", VOTE_A, "2021-03-09", "Port Sallow votes to close its tram"),
    document("vote-b", VOTE_B, "2021-03-09", "The last tram of Port Sallow"),
]
VILLA = [
    document("villa-a", BUDGET_A, "2021-03-13", "Port Sallow mayor questioned about villa"),
    document("villa-b", BUDGET_B, "2021-03-13", "Who paid for the villa?"),
]
GAME = document("game", FOOTBALL, "2021-03-10", "Rovers draw")
ALL = [*FLOOD, *VOTE, *VILLA, GAME]


def groups(pile: Pile) -> list[list[str]]:
    return [list(story.documents) for story in pile.stories]


def names(documents: Sequence[Document]) -> list[str]:
    return sorted(one.id for one in documents)


def undated(documents: Sequence[Document]) -> list[Document]:
    return [replace(one, published="") for one in documents]


class TestGrouping:
    def test_one_event_is_one_story_and_the_rest_is_left_over(self) -> None:
        pile = group_stories(ALL)
        assert sorted(groups(pile)) == [names(FLOOD), names(VILLA), names(VOTE)]
        assert pile.leftover == ("game",)

    def test_the_same_actor_in_another_event_is_another_story(self) -> None:
        assert sorted(groups(group_stories([*VOTE, *VILLA]))) == [names(VILLA), names(VOTE)]

    def test_dates_are_not_needed(self) -> None:
        pile = group_stories(undated(ALL))
        assert sorted(groups(pile)) == [names(FLOOD), names(VILLA), names(VOTE)]
        assert {(story.first, story.last) for story in pile.stories} == {("", "")}

    def test_titles_are_not_needed(self) -> None:
        bare = [document(one.id, one.text.partition("\n")[2], one.published) for one in ALL]
        assert sorted(groups(group_stories(bare))) == [names(FLOOD), names(VILLA), names(VOTE)]

    def test_the_same_words_a_year_later_are_another_event(self) -> None:
        later = [replace(one, id=f"{one.id}-later", published="2022-03-11") for one in FLOOD[1:]]
        pile = group_stories([FLOOD[0], later[1], VOTE[0]])
        assert pile.stories == ()
        assert groups(group_stories(undated([FLOOD[0], later[1], VOTE[0]]))) == [["flood-a", "flood-c-later"]]

    def test_a_text_without_date_does_not_tie_together_what_lies_far_apart(self) -> None:
        early, late = replace(FLOOD[0], published="2020-01-05"), replace(FLOOD[1], published="2021-03-10")
        pile = group_stories([early, replace(FLOOD[2], published=""), late])
        assert len(pile.stories) == 1
        assert not {early.id, late.id} <= set(pile.stories[0].documents)

    @pytest.mark.parametrize("date", ["2021", "2021-03"])
    def test_a_date_without_its_day_may_be_any_day_of_it(self, date: str) -> None:
        assert groups(group_stories([FLOOD[0], replace(FLOOD[1], published=date)])) == [["flood-a", "flood-b"]]

    def test_two_documents_are_enough_of_a_pile(self) -> None:
        assert groups(group_stories(VOTE)) == [names(VOTE)]
        assert group_stories([VOTE[0], FLOOD[0]]) == Pile((), ("flood-a", "vote-a"))

    def test_one_document_and_none(self) -> None:
        assert group_stories([GAME]) == Pile((), ("game",))
        assert group_stories([]) == Pile((), ())

    def test_empty_texts_are_left_over(self) -> None:
        empty = [Document("x", ""), Document("y", ""), Document("z", "— … —")]
        assert group_stories(empty) == Pile((), ("x", "y", "z"))
        assert groups(group_stories([*empty, *VOTE])) == [names(VOTE)]

    def test_a_word_in_common_makes_no_story_of_two_lines(self) -> None:
        pair = [
            Document("x", "Penguins sleep on the ice near the old harbour."),
            Document("y", "A film about penguins wins the prize of Lisbon."),
        ]
        assert group_stories(pair).stories == ()

    def test_another_language_is_compared_by_names_and_numbers(self) -> None:
        text = (
            "Le maire Idris Venn a dit que la ligne de Port Sallow perd 3,2 millions. Le dépôt de Harbour Gate ferme."
        )
        other = "Le match entre les Rovers et Athletic a été nul. Le gardien de but a été expulsé par Tomas Quill."
        french = [replace(document("fr-1", text), language="fr"), replace(document("fr-2", other), language="fr")]
        assert group_stories(french).stories == ()
        assert "ligne" not in count_terms(french[0])
        assert {"idri venn", "port sallow"} <= set(count_terms(french[0]))


class TestCopies:
    COPY = replace(FLOOD[0], id="flood-z", source="Z", title="Bridges swept away", published="2021-05-30")

    def test_a_reprint_stays_with_its_text_whenever_it_was_printed(self) -> None:
        assert groups(group_stories([*ALL, self.COPY]))[0] == ["flood-a", "flood-b", "flood-c", "flood-z"]

    def test_copies_alone_are_a_story(self) -> None:
        pile = group_stories([FLOOD[0], self.COPY, GAME])
        assert groups(pile) == [["flood-a", "flood-z"]]
        assert "Kestrel Falls" in pile.stories[0].keys

    def test_a_text_printed_in_many_places_weighs_no_more_than_one(self) -> None:
        copies = [replace(self.COPY, id=f"copy-{number:02}") for number in range(30)]
        kept = group_stories(ALL)
        more = group_stories([*ALL, *copies])
        without = [[one for one in group if not one.startswith("copy")] for group in groups(more)]
        assert sorted(without) == sorted(groups(kept))
        assert {story.keys for story in more.stories} == {story.keys for story in kept.stories}


class TestLaws:
    @settings(max_examples=25)
    @given(st.permutations(ALL))
    def test_order_changes_nothing(self, documents: list[Document]) -> None:
        assert group_stories(documents) == group_stories(ALL)

    @settings(max_examples=25)
    @given(st.lists(st.text(max_size=120), max_size=6), st.randoms(use_true_random=False))
    def test_any_texts_are_sorted_and_none_is_lost(self, written: list[str], source: object) -> None:
        documents = [Document(f"d{number}", text, title=text[:9]) for number, text in enumerate(written)]
        pile = group_stories(documents)
        found = [one for story in pile.stories for one in story.documents] + list(pile.leftover)
        assert sorted(found) == names(documents)
        assert all(len(story.documents) > 1 for story in pile.stories)

    @pytest.mark.parametrize("left", [FLOOD, VOTE, VILLA, [GAME]], ids=lambda left: left[0].id)
    def test_other_stories_change_nothing_where_no_text_is_on_an_edge(self, left: list[Document]) -> None:
        # not a law: how rare a word is depends on the pile, so a text just alike enough may fall out
        kept = [one for one in ALL if one not in left]
        known = names(left)
        without = [group for group in groups(group_stories(ALL)) if group != known]
        assert sorted(groups(group_stories(kept))) == sorted(without)

    def test_what_is_like_nothing_moves_likeness_little(self) -> None:
        before = measure_likeness(FLOOD).among([0, 1, 2])
        after = measure_likeness([*FLOOD, GAME]).among([0, 1, 2])
        assert np.abs(before - after).max() < 0.01

    def test_lots_are_joined_as_all_at_once(self) -> None:
        likeness = measure_likeness(ALL)
        whole = join_groups(likeness.among(range(len(ALL))), likeness.dated)
        assert sorted(whole) == linkage.link_texts(likeness)

    def test_a_lot_too_large_is_parted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(linkage, "MOST_TEXTS", 2)
        found = [one for group in linkage.link_texts(measure_likeness(ALL)) for one in group]
        assert sorted(found) == list(range(len(ALL)))
        assert all(len(group) <= 2 for group in linkage.link_texts(measure_likeness(ALL)))

    @pytest.mark.parametrize("document", ALL, ids=lambda one: one.id)
    def test_is_bounded_before_anything_heavy_is_loaded(self, document: Document) -> None:
        others = [one for one in ALL if one is not document]
        likest = measure_likeness([document, *others]).among(range(len(ALL)))[0, 1:].max()
        assert likest <= bound_likeness(document, others) <= 2 * likest + 0.02
        assert bound_likeness(document, []) == 0

    def test_likeness_is_symmetric_and_at_most_one(self) -> None:
        square = measure_likeness(ALL).among(range(len(ALL)))
        assert np.array_equal(square, square.T)
        assert 0 <= square.min() <= square.max() <= 1

    def test_pairs_are_those_of_the_square(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.likeness.BLOCK", 3)
        likeness = measure_likeness(ALL)
        square = likeness.among(range(len(ALL)))
        expected = {pair for pair in combinations(range(len(ALL)), 2) if square[pair] >= 0.05}
        assert {tuple(map(int, pair)) for pair in likeness.find_pairs(0.05)} == expected


class TestJoining:
    @staticmethod
    def square(blocks: Sequence[Sequence[int]], within: float, between: float) -> np.ndarray:
        size = sum(map(len, blocks))
        found = np.full((size, size), between)
        for block in blocks:
            found[np.ix_(block, block)] = within
        return found

    def joined(self, within: float, between: float, dated: bool = True) -> list[list[int]]:
        return join_groups(self.square([[0, 1, 2], [3, 4, 5]], within, between), np.full(6, dated))

    def test_two_tight_groups_that_are_less_alike_stay_apart(self) -> None:
        assert self.joined(0.4, 0.2) == [[0, 1, 2], [3, 4, 5]]
        assert self.joined(0.4, 0.3) == [[0, 1, 2, 3, 4, 5]]

    def test_a_single_text_joins_what_it_is_less_like(self) -> None:
        assert join_groups(self.square([[0, 1, 2], [3]], 0.4, 0.1), np.ones(4, bool)) == [[0, 1, 2, 3]]

    def test_too_little_is_too_little(self) -> None:
        assert join_groups(self.square([[0], [1]], 1.0, 0.05), np.ones(2, bool)) == [[0], [1]]


class TestTelling:
    def test_a_story_has_title_dates_and_keys(self) -> None:
        story = next(story for story in group_stories(ALL).stories if "flood-a" in story.documents)
        assert story == Story(
            1, story.title, ("flood-a", "flood-b", "flood-c"), story.keys, "2021-03-10", "2021-03-12"
        )
        assert story.title in {one.title for one in FLOOD}
        assert "Kestrel Falls" in story.keys
        assert any("dam" in key.lower().split() for key in story.keys)
        assert len({word for key in story.keys for word in key.split()}) == sum(
            len(key.split()) for key in story.keys
        )

    def test_numbers_hold_a_story_together_too(self) -> None:
        assert "3.2 million" in group_stories(VOTE).stories[0].keys

    def test_without_titles_a_story_is_named_by_its_opening(self) -> None:
        bare = [Document(one.id, text) for one, text in zip(VOTE, (VOTE_A, VOTE_B), strict=True)]
        title = group_stories(bare).stories[0].title
        assert title.endswith(" …")
        assert any(" ".join(text.split()).startswith(title[:-2]) for text in (VOTE_A, VOTE_B))

    def test_stories_are_numbered_by_size_then_date(self) -> None:
        assert groups(group_stories(ALL)) == [names(FLOOD), names(VOTE), names(VILLA)]
        assert [story.number for story in group_stories(ALL).stories] == [1, 2, 3]


class TestReports:
    REJECTED = (Rejected("scan.png", "is a picture"),)

    def test_text_tells_every_document_and_input(self) -> None:
        text = pile_text(group_stories(ALL), ALL, self.REJECTED)
        for shown in (
            *(one.title for one in ALL),
            "Kestrel Falls",
            "2021-03-10 to 2021-03-12",
            "scan.png",
            "Not measured",
        ):
            assert shown in text
        assert max(map(len, text.splitlines())) <= 100

    def test_text_stays_on_its_lines_whatever_a_title_holds(self) -> None:
        odd = [replace(one, title=f"\x1b[31m{one.title}\nnext line\u202e") for one in VOTE]
        text = pile_text(group_stories(odd), odd)
        assert "\x1b" not in text
        assert not any(line.startswith("next line") for line in text.splitlines())

    def test_json_reads_back_with_its_schema(self) -> None:
        pile = group_stories(ALL)
        data = json.loads(pile_json(pile, ALL, self.REJECTED))
        assert data == pile_data(pile, ALL, self.REJECTED)
        assert data["schema"] == SCHEMA
        assert [one["id"] for one in data["leftover"]] == ["game"]
        assert [[one["id"] for one in story["documents"]] for story in data["stories"]] == groups(pile)
        assert data["provenance"]["rejected"] == [{"where": "scan.png", "reason": "is a picture"}]

    def test_rows_are_one_a_document(self) -> None:
        rows = list(pile_rows(group_stories(ALL), ALL))
        assert sorted(row["document"] for row in rows) == names(ALL)
        assert all(tuple(row) == PILE_COLUMNS for row in rows)
        assert {row["story"] for row in rows} == {1, 2, 3, ""}


class TestCommand:
    @pytest.fixture
    def table(self, tmp_path: Path) -> Path:
        path = tmp_path / "mixed.jsonl"
        rows = (
            {"id": one.id, "source": one.source, "title": one.title, "date": one.published, "text": one.text}
            for one in ALL
        )
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    def test_terminal_names_the_stories_and_what_is_left(self, table: Path) -> None:
        done = run("stories", table)
        assert done.returncode == 0, done.stderr
        assert "8 documents: 3 stories, 1 on no shared one" in done.stdout
        assert "Rovers draw" in done.stdout.partition("On no shared story")[2]

    def test_json_and_csv_say_the_same(self, table: Path) -> None:
        data = json.loads(run("stories", table, "--to", "json").stdout)
        rows = list(csv.DictReader(io.StringIO(run("stories", table, "--to", "csv").stdout)))
        told = {one["id"]: str(story["number"]) for story in data["stories"] for one in story["documents"]}
        assert {row["document"]: row["story"] for row in rows} == {**told, "game": ""}

    def test_the_ending_of_out_decides(self, table: Path, tmp_path: Path) -> None:
        out = tmp_path / "stories.csv"
        done = run("stories", table, "--out", out)
        assert (done.returncode, done.stdout) == (0, "")
        assert out.read_text(encoding="utf-8").startswith(",".join(PILE_COLUMNS))
        assert run("stories", table, "--out", tmp_path / "stories.xls").returncode == 2

    def test_two_runs_give_the_same_bytes(self, table: Path) -> None:
        assert run("stories", table, "--to", "json").stdout == run("stories", table, "--to", "json").stdout

    def test_bad_inputs_are_named_and_skipped(self, table: Path, tmp_path: Path) -> None:
        bad = tmp_path / "bad.txt"
        bad.write_bytes(b"\x00" * 99)
        done = run("stories", tmp_path)
        assert done.returncode == 0
        assert "bad.txt" in done.stderr
        assert "bad.txt" in done.stdout
        alone = run("stories", bad)
        assert alone.returncode == 1

    def test_the_seeds_can_be_sorted(self) -> None:
        data = json.loads(run("stories", SEEDS, "--to", "json").stdout)
        assert sum(len(story["documents"]) for story in data["stories"]) + len(data["leftover"]) == 5


def test_commonness_is_what_the_training_texts_say(monkeypatch: pytest.MonkeyPatch) -> None:
    # nearly: another version of the stemmer cuts a few words elsewhere
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    from commonness import LEXICONS, write_commonness

    lines = (LEXICONS / "training" / "narratives.jsonl").read_text(encoding="utf-8").splitlines()
    made = set(write_commonness(lines).splitlines())
    kept = set((LEXICONS / "cues" / "commonness.toml").read_text(encoding="utf-8").splitlines())
    assert len(made ^ kept) <= 0.02 * len(kept)
    sys.modules.pop("commonness")
