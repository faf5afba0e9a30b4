"""Validation: figures as worked out by hand and by scikit-learn, honest gaps, the same bytes twice."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, f1_score, precision_score, roc_auc_score

from framing.agreement import area_under, draw_groups, measure, probability
from framing.baselines import score_sentiment, word_scores
from framing.cli import measuring
from framing.curves import reliability, roc_curve
from framing.errors import FramingError
from framing.labelled import LabelledText, LabelledTexts, labels_of
from framing.leakage import find_leakage
from framing.learning import learn_lexicon
from framing.lexicons import Lexicon, load_lexicon
from framing.outcomes import Outcome, observe, settings_of
from framing.reports.validation import validation_data, validation_json, validation_page, validation_text
from framing.reports.validationsheet import texts
from framing.scores import NEUTRAL_BELOW
from framing.swapping import SwapText, swap_actors, swap_test
from framing.validation import Validation, add_topics, validate

SAID = {
    "pro": "They stand firm for the rules-based order. The Tehran regime must answer.",
    "critical": "The puppet government fell. The war machine rolled on over the occupation.",
    "facts": "The ferry left the harbour at nine with forty people and came back at noon.",
}
SIGNS = {"pro": 1, "critical": -1, "facts": 0}
KEYS = ["n", "groups", "auc", "auc_low", "auc_high", "accuracy", "pairwise", "coverage", "refused", "brier", "ece",
        "neutral_kept", "baselines"]  # fmt: skip


def outcome(sign: int, lean: float, group: str = "a", called: int | None = None) -> Outcome:
    side = int(np.sign(lean)) if called is None else called
    return Outcome(sign, group, 50, lean, float(side), side, 1, 1)


def figures(outcomes: Sequence[Outcome], calibrated: bool = False) -> dict[str, float | None]:
    found = measure(outcomes, draw_groups(outcomes, 0), calibrated)
    return {name: figure.value for name, figure in found.items()}


def labelled(*rows: tuple[str, str, str]) -> LabelledTexts:
    """Texts from rows of group, label and text."""
    texts = tuple(LabelledText(text, label, SIGNS[label], group) for group, label, text in rows)
    return LabelledTexts("texts.jsonl", texts, (("cynical", 2),), "0" * 16)


def stories(count: int, labels: Sequence[str] = tuple(SAID)) -> LabelledTexts:
    return labelled(*((f"s{n}", label, f"{SAID[label]} Day {n}.") for n in range(count) for label in labels))


@pytest.fixture(scope="module")
def validation(small: Lexicon) -> Validation:
    return validate(stories(8), small, draws=50)


def told(count: int, seed: int) -> LabelledTexts:
    """Stories whose sides have words of their own, some of them entries, among words both use."""
    source, rows = random.Random(seed), []
    words = {"pro": "prudently", "critical": "foolishly", "facts": "on Monday"}
    for number in range(count):
        for label, word in words.items():
            filler = source.sample(["town", "council", "plan", "money", "street", "letter", "choir", "winter"], 4)
            text = f"The {filler[0]} {word} took the {filler[1]} to the {filler[2]}."
            rows.append((f"s{number}", label, f"{SAID[label] if number % 3 else ''} {text}"))
    return labelled(*rows)


@pytest.fixture(scope="module")
def learned(small: Lexicon) -> Lexicon:
    """The axis with tiny learned weights beside it."""
    return replace(small, learned=learn_lexicon(told(30, 5), small))


class TestFigures:
    def test_auc_by_hand(self) -> None:
        # of the four pairs two are in order, one is tied, one is not
        mixed = [outcome(1, 2.0), outcome(1, 0.0), outcome(-1, 1.0), outcome(-1, 0.0), outcome(0, 9.0)]
        assert figures(mixed)["auc"] == pytest.approx((2 + 0.5) / 4)

    @given(st.lists(st.tuples(st.sampled_from([1, -1]), st.integers(-3, 3)), min_size=2, max_size=40))
    def test_auc_is_that_of_scikit_learn(self, rows: list[tuple[int, int]]) -> None:
        signs, scores = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
        if len(set(signs)) < 2:
            assert area_under(scores, signs) is None
        else:
            assert area_under(scores, signs) == pytest.approx(roc_auc_score(signs > 0, scores))

    def test_accuracy_counts_no_lean_half(self) -> None:
        found = figures([outcome(1, 2.0), outcome(1, 0.0), outcome(-1, 1.0), outcome(-1, -0.1)])
        assert found["accuracy"] == pytest.approx((1 + 0.5 + 0 + 1) / 4)
        assert found["accuracy_called"] == pytest.approx(2 / 3)

    def test_pairs_are_compared_within_their_group_only(self) -> None:
        rows = [outcome(1, 1.0, "a"), outcome(-1, 2.0, "a"), outcome(1, 9.0, "b"), outcome(-1, 8.0, "b")]
        assert figures([*rows, outcome(1, -9.0, "c")])["pairwise"] == pytest.approx(1 / 2)

    def test_brier_and_calibration_error(self) -> None:
        rows = [outcome(1, 0.5), outcome(-1, 0.5), outcome(-1, -2.0), outcome(1, 3.0), outcome(0, 1.0)]
        chances = probability(np.array([one.lean for one in rows[:4]]))
        found = figures(rows, calibrated=True)
        assert found["brier"] == pytest.approx(brier_score_loss([1, 0, 0, 1], chances))
        # the two texts of one probability share a bin: their mean gap, then the gaps of the two others
        gaps = abs(2 * chances[0] - 1) + chances[2] + (1 - chances[3])
        assert found["ece"] == pytest.approx(gaps / 4)
        assert [one.texts for one in reliability(rows)] == [1, 2, 1]

    @given(st.lists(st.tuples(st.sampled_from([1, 0, -1]), st.sampled_from([1, 0, -1])), min_size=1, max_size=30))
    def test_classes_are_those_of_scikit_learn(self, rows: list[tuple[int, int]]) -> None:
        found = figures([outcome(sign, float(called), called=called) for sign, called in rows])
        labels, called = zip(*rows, strict=True)
        for sign, name in ((1, "plus"), (-1, "minus"), (0, "neutral")):
            if sign not in labels:
                assert found[f"f1_{name}"] is None
                continue
            f1 = f1_score(labels, called, labels=[sign], average="macro", zero_division=0)
            assert found[f"f1_{name}"] == pytest.approx(f1)
            if sign in called:
                precision = precision_score(labels, called, labels=[sign], average="macro")
                assert found[f"precision_{name}"] == pytest.approx(precision)

    def test_a_refused_text_is_called_neutral(self) -> None:
        rows = [replace(outcome(0, 0.5, called=0), direction=None), outcome(0, 0.5, called=1), outcome(1, 1.0)]
        found = figures(rows)
        assert (found["neutral_kept"], found["neutral_refused"]) == (0.5, 0.5)
        assert found["refused"] == pytest.approx(1 / 3)

    def test_labels_dealt_out_by_chance_give_no_auc(self) -> None:
        source = random.Random(2)
        rows = [outcome(source.choice((1, -1)), source.gauss(0, 1), str(n)) for n in range(2000)]
        figure = measure(rows, draw_groups(rows, 200), calibrated=False)["auc"]
        assert figure.value == pytest.approx(0.5, abs=0.04)
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low < 0.5 < figure.high

    def test_whole_groups_are_drawn(self) -> None:
        # four copies of each text in a group tell no more than one
        one = [outcome(s, s + n % 3 - 1.0, f"g{n}") for n in range(12) for s in (1, -1)]
        once, often = (measure(rows, draw_groups(rows, 200), calibrated=False)["auc"] for rows in (one, one * 4))
        assert once == often

    def test_the_curve_runs_from_corner_to_corner(self) -> None:
        curve = roc_curve([outcome(1, 2.0), outcome(-1, 1.0), outcome(1, 0.0), outcome(-1, -1.0)])
        assert curve == ((0.0, 0.0), (0.0, 0.5), (0.5, 0.5), (0.5, 1.0), (1.0, 1.0))


class TestOutcomes:
    def test_what_entries_add_makes_the_lean(self, learned: Lexicon) -> None:
        for axis in (learned, replace(learned, learned=None), learned.learned or learned):
            texts = told(3, 6).texts
            seen = observe(texts, axis, settings_of(axis, "both"), lambda _: None)
            sums = [0.0] * len(texts)
            for row, value in zip(seen.contributions.rows, seen.contributions.values, strict=True):
                sums[row] += value
            assert sums == pytest.approx([one.lean for one in seen.outcomes["all_voices"]])
            assert any(sums)

    def test_a_lean_is_given_where_the_direction_is_refused(self, small: Lexicon) -> None:
        texts = [LabelledText("The war machine rolled on.", "critical", -1, "a")]
        (seen,) = observe(texts, small, settings_of(small, "both"), lambda _: None).outcomes["all_voices"]
        assert (seen.refused, seen.lean, seen.called) == (True, -1.0, 0)

    def test_settings_differ_in_what_they_say(self, small: Lexicon) -> None:
        said = "“We stand firm for the rules-based order,” Ana Ruiz said. It was not a war machine, she said."
        texts = [LabelledText(said, "pro", 1, "a")]
        seen = observe(texts, small, settings_of(small, "both"), lambda _: None).outcomes
        leans = {name: found[0].lean for name, found in seen.items()}
        assert leans["own_voices"] + leans["quoted_voices"] == pytest.approx(leans["all_voices"]) == 2.0
        assert leans["own_voices"] < leans["quoted_voices"]
        assert leans["negated_counted"] == pytest.approx(1.0)
        assert seen["neutral_below_half"][0].lean == leans["all_voices"]
        assert NEUTRAL_BELOW == 0.2


class TestValidation:
    def test_planted_sides_are_read(self, validation: Validation) -> None:
        found = validation.figures
        assert found["auc"].value == found["accuracy"].value == found["pairwise"].value == 1.0
        assert (found["coverage"].value, found["neutral_kept"].value) == (1.0, 1.0)
        assert validation.confusion["neutral"] == {"plus": 0, "minus": 0, "neutral": 8}
        assert validation.worst == ()

    def test_without_learned_weights_there_are_no_probabilities(self, validation: Validation) -> None:
        data = validation_data(validation)
        assert data["brier"] is data["ece"] is None
        assert "no probability" in data["checklist"]["Calibration"]
        assert data["reliability"] == []

    def test_with_learned_weights_there_are(self, learned: Lexicon) -> None:
        found = validate(told(9, 6), learned, draws=20)
        data = validation_data(found)
        assert 0 <= data["brier"] < 0.25
        assert set(data["sensitivity"]) >= {"written_only", "learned_only", "written_and_learned"}
        assert set(data["baselines"]) >= {"written", "learned"}
        assert {entry["kind"] for entry in data["entries"]} == {"written", "learned"}
        assert "reliability" in validation_page(found)

    def test_each_evidence_by_itself(self, learned: Lexicon) -> None:
        both = validate(told(4, 7), learned, draws=0)
        by_setting = {one.setting: one.auc for one in both.sensitivity}
        for kind in ("written", "learned"):
            alone = validate(told(4, 7), learned, evidence=kind, draws=0)
            assert alone.figures["auc"].value == by_setting[f"{kind}_only"]

    def test_the_misread_are_shown_worst_first(self, small: Lexicon) -> None:
        rows = [*((f"g{n}", label, SAID[label]) for n in range(3) for label in SAID)]
        rows += [("odd", "critical", SAID["pro"]), ("odder", "pro", "The war machine rolled on.")]
        worst = validate(labelled(*rows), small, draws=0).worst
        assert [(one.group, one.refused) for one in worst] == [("odd", False), ("odder", True)]
        assert worst[0].lean > 0 > worst[1].lean

    def test_an_entry_left_out_takes_its_part_along(self, small: Lexicon) -> None:
        rows = [(f"g{n}", "critical", "The war machine rolled on.") for n in range(4)]
        rows += [(f"g{n}", "pro", "The ferry left at nine.") for n in range(4)]
        (entry,) = validate(labelled(*rows), small, draws=0).entries
        assert (entry.key.entry, entry.key.sign, entry.texts, entry.weight) == ("war machine", -1, 4, 4.0)
        assert entry.auc_without == 0.5

    def test_no_neutral_texts_leave_that_open(self, small: Lexicon) -> None:
        data = validation_data(validate(stories(4, ("pro", "critical")), small, draws=10))
        assert data["neutral_kept"] is None
        assert data["classes"]["neutral"]["f1"]["value"] is None
        assert data["figures"]["f1_macro"]["value"] == 1.0

    def test_one_group_has_no_intervals_and_no_words_to_learn_from(self, small: Lexicon) -> None:
        found = validate(labelled(*(("one", label, text) for label, text in SAID.items())), small, draws=10)
        data = validation_data(found)
        assert (data["auc"], data["auc_low"], data["auc_high"]) == (1.0, None, None)
        assert data["baselines"]["bag_of_words"]["auc"] is None
        assert "all texts are of one group" in " ".join(validation_text(found).split())

    def test_topics_are_left_out_one_by_one(self, validation: Validation) -> None:
        topics = ["war" if number < 12 else "trade" for number in range(24)]
        found = add_topics(validation, topics).topics
        assert [(one.topic, one.texts, one.auc_within) for one in found] == [("trade", 12, 1.0), ("war", 12, 1.0)]
        assert add_topics(validation, ()).topics == ()

    @pytest.mark.parametrize(
        ("evidence", "message"), [("learned", "no learned weights"), ("all", "no evidence 'all'")]
    )
    def test_evidence_that_is_not_there(self, evidence: str, message: str, small: Lexicon) -> None:
        with pytest.raises(FramingError, match=message):
            validate(stories(2), small, evidence=evidence)


class TestBaselines:
    def test_feeling_is_turned_by_a_negation(self) -> None:
        assert score_sentiment("A good day") == -score_sentiment("A bad day") == pytest.approx(1 / 3)
        assert score_sentiment("not a good day") == pytest.approx(-1 / 4)
        assert score_sentiment("…") == 0.0

    def test_the_majority_and_the_lead(self, validation: Validation) -> None:
        by_name = {one.name: one for one in validation.baselines}
        assert by_name["majority"].auc.value == by_name["majority"].accuracy == 0.5
        assert by_name["majority"].lead.value == 0.5
        assert all((one.auc.value or 0) >= 0.5 for one in (by_name["length"], by_name["sentiment"]))

    def test_words_are_learned_from_other_groups(self) -> None:
        # each group has words of its own for the sides: nothing carries over
        rows = [(f"g{n}", label, f"{label}{n} {label}{n} word") for n in range(10) for label in ("pro", "critical")]
        scores = word_scores(labelled(*rows).texts)
        assert scores is not None
        assert area_under(scores, np.array([SIGNS[label] for _, label, _ in rows])) == 0.5

    def test_poles_dealt_out_by_chance_lie_about_the_middle(self, validation: Validation) -> None:
        shuffled = validation.shuffled
        assert (shuffled.times, shuffled.largest) == (20, 1.0)
        assert 0 < (shuffled.mean or 0) < 1


class TestLeakage:
    def test_copies_are_found_and_others_not(self) -> None:
        long = "When the bridge was opened in spring the mayor spoke for an hour about the river and its boats."
        texts = labelled(("a", "pro", f"{long} It rained."), ("b", "critical", "Nobody came to the opening at all."))
        found = find_leakage(texts, labelled(("t", "facts", long), ("b", "pro", SAID["pro"])))
        assert [(one.text, one.training_group) for one in found.known] == [(0, "t")]
        assert (found.share, found.same_groups) == (0.5, 1)

    def test_texts_that_were_learned_from_are_told(self, small: Lexicon) -> None:
        texts = stories(3)
        told = validate(
            texts, replace(small, description=f"Learned from {texts.fingerprint}."), training=texts, draws=0
        )
        answers = validation_data(told)["checklist"]
        assert "LEARNED FROM THESE VERY TEXTS" in answers["Blindness"]
        assert "9 of 9 texts" in answers["Copies of training texts"]


class TestReports:
    def test_json_begins_with_the_promised_keys(self, validation: Validation) -> None:
        data = json.loads(validation_json(validation))
        assert list(data)[: len(KEYS)] == KEYS
        assert (data["n"], data["groups"]) == (24, 8)
        assert set(data["baselines"]) == {"majority", "length", "sentiment", "bag_of_words", "shuffled_poles"}
        assert "NaN" not in validation_json(validation)

    def test_two_runs_give_the_same_bytes(self, small: Lexicon) -> None:
        for render in (validation_json, validation_page, validation_text):
            first, second = (render(validate(stories(5), small, draws=30)) for _ in range(2))
            assert first == second

    def test_no_markup_of_a_text_reaches_the_page(self, small: Lexicon) -> None:
        evil = "<script>alert(1)</script> & <b>war machine</b>"
        rows = [(f"g{n}<i>", label, SAID[label]) for n in range(3) for label in ("pro", "critical")]
        page = validation_page(validate(labelled(*rows, ("<script>", "pro", evil)), small, draws=5))
        tags: list[str] = []
        parser = HTMLParser()
        parser.handle_starttag = lambda tag, attrs: tags.append(tag)  # type: ignore[method-assign]
        parser.feed(page)
        assert not {"script", "b", "i"} & set(tags)
        assert "&lt;script&gt;alert(1)" in page
        assert not re.findall(r"(?:src|href)=\"(?!#)", page)

    def test_every_figure_is_in_every_report(self, learned: Lexicon) -> None:
        found = validate(told(6, 8), learned, draws=5)
        for name in (texts["figure_names"][figure] for figure in texts["figures"]):
            assert f"\n{name} " in validation_text(found)
            assert f">{name}</th>" in validation_page(found)

    @pytest.mark.parametrize("width", [60, 100])
    def test_the_terminal_keeps_its_width(self, validation: Validation, width: int) -> None:
        shown = validation_text(validation, width)
        assert max(map(len, shown.splitlines())) <= width
        assert "Checklist of a reviewer" in shown


ACTORS = ['"{us|us_ally|alliance} scheming*"', '"{adversary} scheming*"']


@pytest.fixture(scope="module")
def balanced(tmp_path_factory: pytest.TempPathFactory, small_path: Path) -> Lexicon:
    """An axis that says the same of both sides' actors, with equal weight, and nothing else of them."""
    text = small_path.read_text(encoding="utf-8")
    text = re.sub(r"entries = \[\n.*?\n\]", f"entries = [{ACTORS[0]}]", text, count=1, flags=re.DOTALL)
    text = re.sub(r'entries = \["rules.*?\]', f"entries = [{ACTORS[1]}]", text, count=1)
    text = text.replace('match = ["The puppet government fell."]', 'match = ["It was Washington scheming."]')
    text = text.replace('match = ["They uphold the rules-based order."]', 'match = ["It was Moscow scheming."]')
    path = tmp_path_factory.mktemp("balanced") / "balanced.toml"
    path.write_text(text, encoding="utf-8")
    return load_lexicon(str(path))


class TestSwapping:
    TEXT = SwapText("The harbour was tired of {A} scheming. The trains to {B} ran on time.", "Washington", "Moscow")

    def test_the_side_turns_and_the_size_stays(self, balanced: Lexicon) -> None:
        result = swap_test(balanced, [self.TEXT])
        (swap,) = result.swaps
        assert (swap.lean, swap.exchanged) == (-1.0, 1.0)
        assert swap.turns
        assert swap.keeps_size
        assert swap.by_lists_alone
        assert (result.turned, result.kept, len(result.found)) == (1, 1, 1)

    def test_an_uneven_axis_is_caught(self, balanced: Lexicon) -> None:
        frames = tuple(
            replace(one, entries=tuple(replace(entry, weight=2.0) for entry in one.entries))
            if one.pole == "pro"
            else one
            for one in balanced.frames
        )
        (swap,) = swap_test(replace(balanced, frames=frames, digest="uneven"), [self.TEXT]).swaps
        assert swap.turns
        assert not swap.keeps_size

    def test_a_name_in_an_entry_is_caught(self, balanced: Lexicon) -> None:
        first, *rest = balanced.frames
        named = replace(first, entries=(replace(first.entries[0], text="Washington scheming*"),))
        (swap,) = swap_test(replace(balanced, frames=(named, *rest), digest="named"), [self.TEXT]).swaps
        assert not swap.by_lists_alone

    def test_swapping_twice_only_merges_the_western_lists(self, balanced: Lexicon) -> None:
        twice = swap_actors(swap_actors(balanced))
        for name in ("adversary", "media"):
            assert set(twice.actors[name].forms) == set(balanced.actors[name].forms)
        western = {form for name in ("us", "us_ally", "alliance") for form in balanced.actors[name].forms}
        assert set(twice.actors["us"].forms) == western

    def test_only_the_lists_decide_in_the_shipped_axis(self, establishment: Lexicon) -> None:
        result = swap_test(replace(establishment, learned=None))
        assert result.by_lists_alone == len(result.swaps) == 20
        assert result.turned == result.kept == 20

    def test_what_both_poles_say_of_their_actors_weighs_the_same(self, establishment: Lexicon) -> None:
        western = {"us", "us_ally", "alliance"}
        weights: dict[str, dict[int, set[int]]] = {}
        for frame in establishment.frames:
            for entry in frame.entries:
                who, *others = re.findall(
                    r"\{([\w|]+)\}", entry.text.replace("{wrong}", "").replace("{harm}", "")
                ) or [""]
                slots, pole = set(who.split("|")), establishment.pole(frame.pole)
                if not others and pole and (slots == {"adversary"} if pole.sign > 0 else slots & western):
                    said = entry.text.replace(f"{{{who}}}", "{}")
                    weights.setdefault(said, {}).setdefault(pole.sign, set()).add(entry.milli)
        mirrored = {said: set().union(*by.values()) for said, by in weights.items() if len(by) == 2}
        assert len(mirrored) > 100
        assert {said: found for said, found in mirrored.items() if len(found) > 1} == {}


class TestCommand:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        path = tmp_path / "texts.jsonl"
        rows = [
            {"story": f"s{n}", "label": label, "text": text, "topic": "war" if n % 2 else "trade"}
            for n in range(6)
            for label, text in SAID.items()
        ]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    @pytest.mark.parametrize("ending", ["json", "html", "txt"])
    def test_the_ending_decides_the_format(
        self, ending: str, file: Path, small_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = tmp_path / f"v.{ending}"
        measuring.validate(file, axis=str(small_path), out=out, draws=10)
        text = out.read_text(encoding="utf-8")
        assert text.startswith({"json": "{", "html": "<!doctype html>", "txt": "Validation of small"}[ending])
        assert "trade" in text
        assert capsys.readouterr().err == f"framing: wrote {out}\n"

    def test_an_axis_without_learned_weights_has_no_training_texts(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "sides.jsonl"
        texts = {"right": "Law-abiding gun owners keep God-given rights.", "left": "The gun lobby buys votes."}
        rows = [{"story": f"s{n}", "label": label, "text": text} for n in range(3) for label, text in texts.items()]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        measuring.validate(path, axis="left-right", draws=10)
        assert "Validation of left-right" in capsys.readouterr().out

    def test_wrong_use_says_what_to_do(self, file: Path, small_path: Path, tmp_path: Path) -> None:
        with pytest.raises(FramingError, match="no column 'body'"):
            measuring.validate(file, axis=str(small_path), text="body")
        with pytest.raises(FramingError, match=r"does not say what to write.*\.html"):
            measuring.validate(file, axis=str(small_path), out=tmp_path / "v.pdf")
        with pytest.raises(FramingError, match="has no poles"):
            measuring.validate(file, axis="loaded")

    def test_copies_are_looked_for_where_training_texts_are_given(
        self, file: Path, small_path: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "v.json"
        measuring.validate(file, axis=str(small_path), out=out, training=file, draws=0, quiet=True)
        assert json.loads(out.read_text(encoding="utf-8"))["leakage"]["same_file"]


def test_labels_are_found_by_the_names_of_the_poles(small: Lexicon) -> None:
    assert {label: SIGNS[label] for label in SAID}.items() <= labels_of(small).items()
