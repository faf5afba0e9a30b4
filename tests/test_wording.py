"""How numbers are said, and that nothing the tool says of a text is a verdict."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from framing.evidence import Evidence
from framing.reports import wording
from framing.reports.charts import draw_strip, place_mark, step_edges
from framing.reports.letters import assign_letters
from framing.scores import TOO_LITTLE, Score
from tests.conftest import ROOT
from tests.report_samples import AXIS, PLAIN, sample, without_axis

CRITICAL = Score(-0.816, -1.0, -0.41, 3.14, "critical", "", Evidence(tags=12, tagged=9))
UNSETTLED = Score(0.3, -0.2, 0.7, 1.0, "slightly pro", "", Evidence(tags=4, tagged=3))
REFUSED = Score(None, None, None, 0.4, "", TOO_LITTLE, Evidence(tags=2, tagged=1))
VERDICTS = re.compile(r"\b(bias\w*|propagand\w*|true|truth|false\w*|fake|lies?|lying|misinform\w*)\b", re.IGNORECASE)


def plain(text: str) -> str:
    return text.replace(wording.THIN, " ")


def test_a_stance_in_one_line() -> None:
    said = plain(wording.say_stance(CRITICAL))
    assert said == "critical, −0.82 (95 % interval −1.00 to −0.41), 3.1 per 100 words"


def test_a_refusal_says_what_little_there_is() -> None:
    assert wording.say_stance(REFUSED) == "too little evidence (2 tags in 1 claim)"
    assert wording.say_step(REFUSED) == "too little evidence"
    assert wording.say_direction(REFUSED) == wording.say_interval(REFUSED) == "–"
    assert wording.say_settled(REFUSED) == ""


def test_whether_the_side_is_settled() -> None:
    assert wording.say_settled(CRITICAL) == "interval excludes 0"
    assert "either side" in wording.say_settled(UNSETTLED)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-0.012, -0.004, "−0.012 to −0.004"),
        (0.00004, 0.3, "0.00 to +0.30"),
        (-3e-6, -4e-7, "0.00 to 0.00"),
        (-0.5, 0.004, "−0.50 to 0.00"),
    ],
)
def test_an_interval_that_excludes_0_is_not_shown_as_touching_it(low: float, high: float, said: str) -> None:
    score = replace(CRITICAL, direction=(low + high) / 2, low=low, high=high)
    assert wording.say_interval(score) == said
    assert ("excludes 0" in wording.say_settled(score)) == ("0.00" not in said.split(" to "))
    assert said in plain(wording.say_stance(score))


@pytest.mark.parametrize(("value", "said"), [(-1.0, "−1.00"), (0.5, "+0.50"), (0.0, "0.00"), (-0.004, "0.00")])
def test_signed_numbers_have_a_true_minus_and_no_minus_zero(value: float, said: str) -> None:
    assert wording.say_number(value) == said


@pytest.mark.parametrize(("share", "said"), [(0.0, "0 %"), (0.001, "<1 %"), (0.5, "50 %"), (1.0, "100 %")])
def test_shares(share: float, said: str) -> None:
    assert plain(wording.say_percent(share)) == said


def test_plurals() -> None:
    assert wording.say_count(1, "tag") == "1 tag"
    assert wording.say_count(0, "tag") == "0 tags"
    assert wording.say_count(1234, "entry", "entries") == "1,234 entries"


def test_every_measure_says_what_it_does_not_measure() -> None:
    limits = wording.what_it_does_not_measure
    assert set(limits) == set(wording.texts["measures"])
    assert all(text.startswith("Not measured: ") and text.endswith(".") for text in limits.values())


def test_titles_and_leads_name_what_is_compared() -> None:
    assert wording.say_title(sample()) == "Framing report: 3 documents from 3 sources"
    assert wording.say_title(sample("document")) == "Framing report: 3 documents side by side"
    assert "from “against the port” to “for the port”" in wording.say_lead(sample())
    assert "axis" not in wording.say_lead(without_axis())


@pytest.mark.parametrize("path", sorted((ROOT / "framing" / "reports").rglob("*.*")), ids=lambda path: path.name)
def test_no_verdicts_in_any_text_of_the_reports(path: Path) -> None:
    if path.suffix not in (".toml", ".j2"):
        return
    text = re.sub(r"\{[%#{].*?[%#}]\}|<[^>]*>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not VERDICTS.findall(text)


def test_control_characters_never_reach_a_terminal() -> None:
    assert wording.one_line("a\x1b[31m\x07\r\nb\ud800") == "a�[31m� b�"


def test_letters_come_from_poles_and_stay_apart() -> None:
    letters = assign_letters((AXIS, PLAIN))
    assert [letters.letter("harbour", pole) for pole in ("anti-port", "port")] == ["A", "F"]
    assert letters.letter("anger", "") == "an"  # "a" is the pole's


class TestStrip:
    def test_dot_and_interval_lie_where_the_numbers_say(self) -> None:
        assert draw_strip(UNSETTLED, 11) == "····├┼●─┤··"
        assert draw_strip(CRITICAL, 11) == "├●─┤·│·····"

    def test_a_refusal_has_no_dot(self) -> None:
        assert draw_strip(REFUSED, 11) == "·····│·····"
        assert place_mark(REFUSED) is None

    def test_poles_are_left_and_right_and_swap(self) -> None:
        swapped = Score(0.816, 0.41, 1.0, 3.14, "pro", "", Evidence())
        mark, mirror = place_mark(CRITICAL), place_mark(swapped)
        assert mark is not None
        assert mirror is not None
        assert mark.dot < 50 < mirror.dot
        assert mark.dot + mirror.dot == pytest.approx(100)
        assert (mark.sign, mirror.sign) == (-1, 1)

    def test_the_five_steps_are_equally_wide(self) -> None:
        assert step_edges() == (20, 40, 60, 80)
