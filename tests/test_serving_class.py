"""A class's lesson and its tally: the words lose nothing, the shares and agreements are as counted by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

import framing
from framing.lexicons import Lexicon
from framing.serving.lessons import KINDS, SIDES, Lesson, Part, make_lesson
from framing.serving.sheets import read_answer, write_answers
from framing.serving.tallies import LEAST, Answer, tally
from tests.conftest import ROOT


def lesson_of(text: str, small: Lexicon) -> Lesson:
    return make_lesson(framing.analyze(framing.make_document(text), [small]), [], small)


def part(words: str) -> Part:
    return Part(tuple(words.split()), "neither", "fact")


LESSON = Lesson(
    "Ferry strike",
    "Bay Courier",
    "small",
    "A small axis",
    ("critical side", "C"),
    ("pro side", "P"),
    (part("It rained all day."), Part(("The", "war", "machine", "rolls."), "minus", "opinion"), part("They met.")),
)


class TestLesson:
    @given(text=st.text(max_size=300))
    def test_its_words_are_those_of_the_claims(self, text: str, small: Lexicon) -> None:
        analysis = framing.analyze(framing.make_document(text), [small])
        lesson = make_lesson(analysis, [], small)
        kept = [
            analysis.text(one).split() for one in analysis.claims if one.kind not in ("label", "caption", "heading")
        ]
        assert [list(part.words) for part in lesson.parts] == kept

    def test_marks_are_the_tools_with_frame_and_letter(self, small: Lexicon) -> None:
        lesson = lesson_of("The war machine rolled on. They did not stand firm. It rained.", small)
        assert [part.side for part in lesson.parts] == ["minus", "neither", "neither"]
        mark = lesson.parts[0].marks[0]
        assert (mark.text, mark.frame, mark.letter, mark.side) == ("war machine", "Empire", "C", "minus")
        assert [lesson.parts[0].words[place] for place in sorted(lesson.parts[0].marked)] == ["war", "machine"]
        assert lesson.parts[1].marks[0].apart

    def test_kinds_are_four_or_none(self, small: Lexicon) -> None:
        text = "It rained on Monday. “We will stay,” said Ana Ruiz. They will meet on Friday. Who pays for it?"
        assert [part.kind for part in lesson_of(text, small).parts] == ["fact", "quotation", "prediction", ""]

    def test_it_can_be_cut_short(self) -> None:
        assert LESSON.first(1).parts == LESSON.parts[:1]
        assert LESSON.first(0) == LESSON


ANSWERS = st.builds(
    Answer,
    st.dictionaries(st.integers(0, 2), st.sampled_from(SIDES)),
    st.dictionaries(st.integers(0, 2), st.sampled_from(KINDS)),
    st.sets(st.tuples(st.integers(0, 1), st.integers(0, 3))).map(lambda words: tuple(sorted(words))),
)


class TestTally:
    def test_shares_and_words_are_as_counted(self) -> None:
        answers = [Answer({0: "minus"}, {0: "fact"}, ((0, 1),))] * 4 + [Answer({0: "plus"}, {}, ())]
        made = tally(LESSON, answers)
        assert [(one.name, one.count, one.share, one.tool) for one in made.told[0].sides] == [
            ("minus", 4, 0.8, False),
            ("neither", 0, 0.0, True),
            ("plus", 1, 0.2, False),
        ]
        assert made.told[0].kinds == ()
        assert [word.count for word in made.told[0].words] == [0, 4, 0, 0]
        assert [word.tool for word in made.told[1].words] == [False] * 4
        side = made.agreements[0]
        assert side.pairs == pytest.approx(6 / 10)
        assert side.tool == 0
        assert made.disputed == (0,)

    def test_all_alike_agree_wholly(self) -> None:
        answers = [Answer({0: "minus", 1: "plus"}, {0: "fact", 1: "opinion"}, ((0, 0),))] * LEAST
        made = tally(LESSON, answers)
        assert [one.pairs for one in made.agreements] == [1, 1, 1]
        assert [one.alpha for one in made.agreements] == [1, 1, 1]
        assert made.disputed == ()

    @given(st.lists(ANSWERS, max_size=LEAST - 1))
    def test_fewer_than_the_least_are_never_broken_down(self, answers: list[Answer]) -> None:
        made = tally(LESSON, answers)
        assert made.handed == len(answers)
        assert not made.agreements
        assert not made.disputed
        assert all(not one.sides and not one.kinds and not any(word.count for word in one.words) for one in made.told)

    @given(st.lists(ANSWERS, min_size=LEAST, max_size=9), st.randoms(use_true_random=False))
    def test_the_order_of_pupils_changes_nothing(self, answers: list[Answer], order: object) -> None:
        mixed = list(answers)
        order.shuffle(mixed)  # type: ignore[attr-defined]
        assert tally(LESSON, mixed) == tally(LESSON, answers)

    @given(st.lists(ANSWERS, min_size=LEAST, max_size=9))
    def test_alpha_is_that_of_another_program(self, answers: list[Answer]) -> None:
        rows = [
            (str(pupil), number, kind)
            for number in range(3)
            if sum(number in answer.kinds for answer in answers) > 1
            for pupil, answer in enumerate(answers)
            if (kind := answer.kinds.get(number))
        ]
        alpha = tally(LESSON, answers).agreements[1].alpha
        if len({kind for *_, kind in rows}) > 1:
            assert alpha == pytest.approx(AnnotationTask(rows).alpha())
        else:
            assert alpha is None or alpha == 1

    @given(st.lists(ANSWERS, max_size=8))
    def test_shares_sum_to_one_and_lie_between(self, answers: list[Answer]) -> None:
        for told in tally(LESSON, answers).told:
            for choices in filter(None, (told.sides, told.kinds)):
                assert sum(one.share for one in choices) == pytest.approx(1)
                assert sum(one.count for one in choices) >= LEAST


class TestSheets:
    @given(ANSWERS)
    def test_an_answer_comes_back_from_its_form(self, answer: Answer) -> None:
        fields = [(f"side-{number}", side) for number, side in answer.sides.items()]
        fields += [(f"kind-{number}", kind) for number, kind in answer.kinds.items()]
        fields += [("word", f"{number}.{place}") for number, place in answer.words]
        assert read_answer(fields, LESSON) == answer

    def test_the_table_holds_codes_and_no_text(self) -> None:
        table = write_answers(LESSON, {2: Answer({1: "minus"}, {1: "opinion"}, ((1, 2),))}).splitlines()
        assert table[0] == "item,coder,question,answer"
        assert "S2,P2,side,critical side" in table
        assert "S2,P2,kind,opinion" in table
        assert "S2.3,P2,word,marked" in table
        assert "S2.2,P2,word,not marked" in table
        assert not any("machine" in row for row in table)


def test_the_page_and_framing_agree_say_the_same(tmp_path: Path) -> None:
    answers = {
        pupil: Answer({0: SIDES[pupil % 3], 1: SIDES[pupil % 2]}, {n: KINDS[(pupil * n) % 3] for n in range(3)}, ())
        for pupil in range(1, 8)
    }
    path = tmp_path / "answers.csv"
    path.write_text(write_answers(LESSON, answers), encoding="utf-8")
    command = [sys.executable, "-m", "framing", "agree", path, "--question", "kind", "--to", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    (told,) = json.loads(done.stdout)["questions"]
    kind = tally(LESSON, list(answers.values())).agreements[1]
    assert told["alpha"]["value"] == pytest.approx(kind.alpha, abs=1e-6)
    assert (told["alpha"]["low"], told["alpha"]["high"]) == pytest.approx((kind.low, kind.high), abs=1e-6)
