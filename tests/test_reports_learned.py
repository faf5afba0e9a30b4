"""Learned words in the reports: told apart from written entries, and every text fits the kind of axis."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html

from framing.explanations import explain
from framing.reports.data import report_data
from framing.reports.explained import explanation_text
from framing.reports.guides import guide_for
from framing.reports.learnedwords import say_learned_words
from framing.reports.markdown import render_markdown
from framing.reports.terminal import render_terminal
from framing.reports.webpage import render_webpage
from framing.reports.wording import say_evidence
from framing.scores import SEVERAL_SIDES, refuse
from tests.report_samples import sample, with_learned_words, without_axis


def sums_of(text: str, name: str) -> tuple[str, float]:
    """The sum after a name in an explanation, in Python's signs, and the result it is said to have."""
    line = next(line for line in text.splitlines() if line.startswith(name))
    said = re.search(r"= (.+) = ([−+]?[\d.]+)", line.partition(",")[0]) if " = " in line else None
    said = said or re.search(r": (.+) = ([−+]?[\d.]+)", line)
    assert said is not None, line
    return said[1].replace("−", "-").replace("×", "*").replace("e^", "2.718282**"), float(said[2].replace("−", "-"))


class TestGuide:
    def test_each_kind_of_axis_has_its_own_words(self) -> None:
        learned, written, plain = (
            " ".join(guide_for(one).how) for one in (with_learned_words(), sample(), without_axis())
        )
        assert "Learned words" in learned
        assert "20 words" in learned
        assert "earned" not in written
        assert "weight of 2 " in written
        assert "direction" not in plain

    def test_the_glossary_tells_of_what_there_is(self) -> None:
        assert {"learned word", "argues", "neutral"} <= set(guide_for(with_learned_words()).glossary)
        assert "argues" not in guide_for(sample()).glossary
        assert "direction" not in guide_for(without_axis()).glossary
        assert "against the port" in guide_for(with_learned_words()).glossary["direction"]

    @pytest.mark.parametrize("comparison", [sample(), without_axis(), with_learned_words()])
    def test_no_brace_is_left_and_no_text_empty(self, comparison: object) -> None:
        guide = guide_for(comparison)  # type: ignore[arg-type]
        texts = [*guide.how, *guide.limits.values(), *guide.glossary.values(), *guide.stance.values()]
        assert all(text and not re.search(r"[{}]", text) for text in texts)

    def test_limits_are_the_same_in_every_format(self) -> None:
        for render in (render_terminal, render_markdown, render_webpage):
            assert "Learned words count wherever" in " ".join(render(with_learned_words()).split())
            assert "earned words count" not in render(sample())


class TestLine:
    def test_it_names_the_heaviest_of_each_side_with_counts(self) -> None:
        comparison = with_learned_words()
        stance = comparison.sources[0].stance
        assert stance is not None
        assert comparison.axis is not None
        assert [(entry, times, weight < 0) for entry, times, weight in stance.learned] == [
            ("back", 1, True),
            ("empty", 1, True),
            ("fishers", 1, True),
        ]
        said = say_learned_words(stance, comparison.axis)
        assert said.startswith("4 words and phrases, net lean")
        assert "towards against the port per 50 words; heaviest for against the port: “back” 1×" in said
        assert "argues rather than reports" in said

    def test_it_stands_with_each_source_and_document_and_marks_nothing(self) -> None:
        page = html.document_fromstring(render_webpage(with_learned_words()).encode())
        lines = [element.text_content() for element in page.xpath("//p[contains(@class, 'learned')]")]
        assert len(lines) == 2 * 2  # Town Gazette has no learned word
        assert all("not marked" in line for line in lines)
        assert not page.xpath("//mark[contains(@title, 'harbour-learned')]")
        assert not page.xpath("//mark[text()='Fishers']")

    def test_without_learned_weights_there_is_no_line(self) -> None:
        page = html.document_fromstring(render_webpage(sample()).encode())
        assert not page.xpath("//p[contains(@class, 'learned')] | //th[text()='Argues']")
        assert "earned word" not in page.xpath("//main")[0].text_content()

    def test_a_page_of_several_sides_has_no_lean_of_its_own(self) -> None:
        comparison = with_learned_words()
        stance = comparison.sources[0].stance
        assert stance is not None
        assert comparison.axis is not None
        several = replace(stance, outlet=refuse(stance.outlet, SEVERAL_SIDES))
        assert say_learned_words(several, comparison.axis) == ""

    def test_it_is_in_the_data(self) -> None:
        first = report_data(with_learned_words())["sources"][0]
        assert first["learned_entries"][0] == {"entry": "back", "times": 1, "weight": -1.0}
        assert report_data(sample())["sources"][0]["learned_entries"] == []


def test_evidence_counts_learned_words_and_says_what_is_too_short() -> None:
    long, _, short = (one.stance.outlet for one in with_learned_words().sources if one.stance)
    assert say_evidence(long).endswith("claims, 4 learned words")
    assert say_evidence(short).startswith("only ")


class TestArithmetic:
    def test_every_sum_can_be_done_again_with_the_numbers_shown(self) -> None:
        text = explanation_text(explain(with_learned_words(), "Bay Courier"))
        for name in ("written balance", "learned, a passage", "log-odds anti", "log-odds port", "log-odds arguing"):
            if name in text:
                sums, result = sums_of(text, name)
                assert eval(sums) == pytest.approx(result, abs=0.02), name
        sums, result = sums_of(text, "direction")
        assert eval(sums) == pytest.approx(result, abs=0.006)

    def test_without_learned_weights_it_is_one_fraction(self) -> None:
        text = explanation_text(explain(sample(), "Bay Courier"))
        sums, result = sums_of(text, "direction")
        assert eval(sums) == pytest.approx(result, abs=0.006)
        assert "Wilson" in text
        assert "log-odds" not in text

    def test_a_refusal_has_no_direction(self) -> None:
        text = explanation_text(explain(with_learned_words(), "Town Gazette"))
        assert "too little evidence (only " in text
        assert "direction = " not in text
