"""Worksheets: sheets without answers, keys that are right, the same bytes for the same seed, and packs that work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.checking import check_lexicon
from framing.classroom import ACTIVITIES, Plan, make_worksheet
from framing.classroom.figures import read_figures
from framing.classroom.labels import LABELS, label_of
from framing.classroom.levels import count_syllables, read_level
from framing.classroom.materials import Material
from framing.classroom.model import Activity, Answers, Place
from framing.classroom.packs import Pack
from framing.comparisons import compare
from framing.documents import Metadata, make_document
from framing.errors import UsageError
from framing.lexicons import load_lexicon
from framing.reporting import Settings, make_report
from framing.reports.worksheets import render_worksheet
from framing.reports.worksheets.phrases import say_errors, texts
from framing.scores import Score
from tests.conftest import ROOT
from tests.worksheet_samples import (
    PACKS,
    RERUN,
    activity,
    compared,
    comparison,
    documents,
    files,
    said,
    values,
    worksheet,
)  # fmt: skip

VERDICTS = re.compile(r"\b(bias\w*|propagand\w*|true|truth|false\w*|fake|lies?|lying|misinform\w*)\b", re.IGNORECASE)


class TestPacks:
    @pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
    def test_they_are_short_articles_from_several_sources(self, pack: Pack) -> None:
        assert len(documents(pack)) == len({one.source for one in documents(pack)}) == 3
        for one in documents(pack):
            assert 250 <= len(one.text.split()) <= 350
            assert one.title
            assert one.published

    @pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
    def test_their_lexicons_have_no_faults(self, pack: Pack) -> None:
        assert check_lexicon(pack.lexicon) == []

    @pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
    def test_they_have_material_for_every_activity(self, pack: Pack) -> None:
        made = worksheet(pack)
        assert made.left_out == ()
        assert [one.name for one in made.sheets[0].activities] == list(ACTIVITIES)

    @pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
    def test_their_texts_stand_on_both_sides_and_between(self, pack: Pack) -> None:
        steps = {answer.chosen for answer in activity(worksheet(pack), "stance")[1].answers}
        assert steps == {(0,), (2,), (4,)}

    def test_their_facts_are_not_told_alike(self) -> None:
        codes = {
            cell.code
            for pack in PACKS
            for answer in activity(worksheet(pack), "missing")[1].answers
            for row in answer.rows
            for cell in row
        }
        assert codes == {"told", "absent", "other_number", "only_quoted"}


class TestSheets:
    @pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
    def test_every_sentence_stands_where_its_sheet_says(self, pack: Pack) -> None:
        made = worksheet(pack)
        for one in made.sheets[0].activities:
            for item in one.items:
                if item.place:
                    text = made.texts[item.place.text - 1]
                    paragraph = next(p for p in text.paragraphs if p.number == item.place.paragraph)
                    assert item.text in paragraph.text

    @pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
    @pytest.mark.parametrize("kind", ["html", "markdown"])
    def test_pupils_are_told_no_source(self, pack: Pack, kind: str) -> None:
        for name, content in files(pack, kind).items():
            if not name.startswith(("teacher", "key")):
                for document in documents(pack):
                    assert document.source not in content.decode()
                    assert document.id not in content.decode()

    @pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
    def test_headlines_stand_with_their_task_only(self, pack: Pack) -> None:
        made = make_worksheet(comparison(pack), Plan([one for one in ACTIVITIES if one != "headlines"]))  # type: ignore[arg-type]
        handed_out = [content.decode() for name, content in render_worksheet(made) if name[:5] in ("sheet", "texts")]
        for analysis in comparison(pack).analyses:
            assert all(analysis.document.title not in page for page in handed_out if page.startswith("<"))

    def test_no_answer_is_in_reach_of_a_sheet(self) -> None:
        page = files(PACKS[0])["sheet.html"].decode()
        assert "entry “" not in page
        assert "☒" not in page
        shown = [item for name in ("judge", "court") for item in activity(worksheet(PACKS[0]), name)[0].items]
        assert page.count("<u>") == sum(run.marked for item in shown for run in item.runs)

    def test_every_item_has_its_answer(self) -> None:
        made = worksheet(PACKS[0], copies=2)
        for sheet, key in zip(made.sheets, made.keys, strict=True):
            assert sheet.version == key.version
            for one, answers in zip(sheet.activities, key.answers, strict=True):
                assert one.name == answers.name
                assert [item.id for item in one.items] == [answer.item for answer in answers.answers]

    def test_an_activity_is_the_same_alone_or_among_others(self) -> None:
        alone = make_worksheet(comparison(PACKS[0]), Plan(("judge",)))
        assert alone.sheets[0].activities == (activity(worksheet(PACKS[0]), "judge")[0],)

    def test_every_sheet_and_key_says_how_often_the_tool_is_wrong(self) -> None:
        made = files(PACKS[0], copies=2)
        sentence = say_errors(worksheet(PACKS[0]).figures)
        assert sentence in made["sheet-a.html"].decode()
        assert made["teacher.html"].decode().count(sentence) == 3
        assert made["teacher.html"].decode().count(texts["key"]["about"]) == 2


class TestShuffling:
    def test_the_same_seed_gives_the_same_bytes(self) -> None:
        again = make_worksheet(comparison.__wrapped__(PACKS[0]), Plan(copies=2, rerun=RERUN))
        assert dict(render_worksheet(again, "all")) == files(PACKS[0], "all", copies=2)

    def test_the_order_of_the_articles_changes_nothing(self) -> None:
        one = comparison(PACKS[0])
        turned = compare(reversed(one.analyses), one.lexicons, by="document", axis=PACKS[0].name)
        assert make_worksheet(turned) == make_worksheet(one)

    def test_another_seed_gives_another_order(self) -> None:
        first, second = (worksheet(PACKS[0], seed=seed) for seed in (0, 3))
        assert first.sheets != second.sheets
        assert [text.document for text in first.texts] != [text.document for text in second.texts]

    def test_versions_hold_the_same_items_in_another_order(self) -> None:
        a, b = worksheet(PACKS[0], copies=2).sheets
        assert (a.version, b.version) == ("A", "B")
        for one, other in zip(a.activities, b.activities, strict=True):
            assert sorted(item.id for item in one.items) == sorted(item.id for item in other.items)
        assert any(one.items != other.items for one, other in zip(a.activities, b.activities, strict=True))


class TestKeys:
    @pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
    def test_loaded_words_are_those_the_tool_marks(self, pack: Pack) -> None:
        found, answers = activity(worksheet(pack), "loaded-word")
        material = Material(comparison(pack), 0)
        sentences = {one.id: one for one in material.sentences}
        for item, answer in zip(found.items, answers.answers, strict=True):
            marked = "".join(run.text for run in answer.runs if run.marked)
            assert bool(marked) == bool(sentences[item.id].tags)
            assert [one.code for one in answer.said] == ["no_entry"] or all(
                str(values(one)["words"]) in item.text for one in answer.said
            )
        assert sum(answer.said[0].code == "no_entry" for answer in answers.answers) == 2

    @pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
    def test_headlines_belong_to_the_texts_they_stood_above(self, pack: Pack) -> None:
        made = worksheet(pack)
        found, answers = activity(made, "headlines")
        for item, answer in zip(found.items, answers.answers, strict=True):
            assert made.texts[answer.chosen[0]].title == item.text

    @pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
    def test_stances_are_the_comparison_s(self, pack: Pack) -> None:
        made = worksheet(pack)
        profiles = {one.name: one for one in comparison(pack).documents}
        for text, answer in zip(made.texts, activity(made, "stance")[1].answers, strict=True):
            stance = profiles[text.document].stance
            assert stance is not None
            assert values(answer.said[0])["score"] == stance.outlet

    @pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
    def test_labels_are_the_tool_s_and_all_four_come_up(self, pack: Pack) -> None:
        made = worksheet(pack)
        found, answers = activity(made, "label")
        for item, answer in zip(found.items, answers.answers, strict=True):
            number, start = map(int, item.id.split("@"))
            claims = comparison(pack).analysis(made.texts[number - 1].document).claims
            claim = next(one for one in claims if one.start == start)
            assert LABELS[answer.chosen[0]] == label_of(claim)
        assert {answer.chosen[0] for answer in answers.answers} == {0, 1, 2, 3}

    @pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
    def test_the_grid_is_the_coverage(self, pack: Pack) -> None:
        made, coverage = worksheet(pack), comparison(pack).coverage
        assert coverage is not None
        facts = {f"fact {fact.number}": fact for fact in coverage.facts}
        for item, answer in zip(*(one for one in _items(activity(made, "missing"))), strict=True):
            fact = facts[item.id]
            for text, cell in zip(made.texts, answer.rows[0], strict=True):
                told = fact.cell(text.document)
                assert (cell.code == "absent") == (told.telling == "absent")
                if told.quotes:
                    place = values(cell)["place"]
                    assert isinstance(place, Place)
                    assert place.text == text.number

    @pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
    def test_speakers_are_all_listed(self, pack: Pack) -> None:
        made = worksheet(pack)
        profiles = {one.name: one for one in comparison(pack).documents}
        for text, answer in zip(made.texts, activity(made, "speakers")[1].answers, strict=True):
            named = [use.speaker for use in profiles[text.document].speakers if use.speaker]
            assert [values(row[0])["name"] for row in answer.rows] == named

    @pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
    def test_half_of_the_marks_to_judge_are_changed_and_none_of_the_others(self, pack: Pack) -> None:
        found, answers = activity(worksheet(pack), "judge")
        changed = [answer.chosen == (1,) for answer in answers.answers]
        assert (sum(changed), len(changed)) == (5, 10)
        assert values(found.given[0]) == {"planted": 5, "marks": 10}
        for item, answer, is_changed in zip(found.items, answers.answers, changed, strict=True):
            assert answer.said[0].code.startswith("changed" if is_changed else "unchanged")
            before = next((one for one in answer.said if one.code.startswith("mark_")), None)
            assert before != item.given[0]

    def test_frames_named_in_reasons_are_explained(self) -> None:
        for pack in PACKS:
            made = worksheet(pack)
            explained = {values(one)["frame"] for one in made.frames}
            named = {values(one).get("frame") for answers in made.keys[0].answers for one in said(answers)}
            assert named - {None} <= explained


def _items(pair: tuple[Activity, Answers]) -> tuple[tuple[object, ...], tuple[object, ...]]:
    return pair[0].items, pair[1].answers


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sheets of a pack."""
    folder = tmp_path_factory.mktemp("court")
    for name, content in files(PACKS[0]).items():
        (folder / name).write_bytes(content)
    return folder


class TestCourt:
    @staticmethod
    def stands(folder: Path, lexicon: str) -> dict[str, Score]:
        settings = Settings(lexicons=(str(folder / lexicon),), by="document")
        made = make_report([str(folder / "texts.jsonl")], settings).comparison
        return {one.name: one.stance.outlet for one in made.documents if one.stance}

    def test_the_small_lexicon_gives_the_places_of_the_key(self, folder: Path) -> None:
        answers = activity(worksheet(PACKS[0]), "court")[1]
        told = {f"Text {values(one)['text']}": values(one)["score"] for one in answers.said}
        found = self.stands(folder, "court.toml")
        assert {name: _place(score) for name, score in told.items()} == {
            name: _place(score) for name, score in found.items()
        }

    def test_without_an_entry_they_move_as_the_key_says(self, folder: Path) -> None:
        found, answers = activity(worksheet(PACKS[0]), "court")
        lines = (folder / "court.toml").read_text(encoding="utf-8").splitlines()
        for item, answer in zip(found.items, answers.answers, strict=True):
            entry = item.id.partition("/")[2]
            struck = [f"# {line}" if f'text = "{entry}"' in line else line for line in lines]
            assert struck != lines
            (folder / "struck.toml").write_text("\n".join(struck), encoding="utf-8")
            after = self.stands(folder, "struck.toml")
            for one in answer.said:
                if one.code == "without_entry":
                    assert _place(values(one)["score"]) == _place(after[f"Text {values(one)['text']}"])

    def test_each_entry_has_a_line_of_its_own(self, folder: Path) -> None:
        court = worksheet(PACKS[0]).court
        assert court is not None
        content = (folder / "court.toml").read_text(encoding="utf-8")
        assert content.count("text = ") == len(court.found)
        assert "texts = " not in content
        assert "framing compare texts.jsonl" in content

    def test_loaded_words_go_to_court_where_there_are_no_sides(self) -> None:
        made = make_worksheet(compared(*documents(PACKS[0])), Plan(("court",)))
        assert made.court is not None
        assert made.court.lexicon.poles == ()
        assert {one.code for one in activity(made, "court")[1].said} == {"times_loaded"}


def _place(score: object) -> tuple[object, ...]:
    assert isinstance(score, Score)
    return score.direction, score.low, score.high, score.refusal


class TestLeftOut:
    def test_no_quotation_is_cut_off(self) -> None:
        for pack in PACKS:
            for one in worksheet(pack).sheets[0].activities:
                for item in one.items if one.name != "missing" else ():
                    assert item.text.count("“") == item.text.count("”")

    def test_frames_of_the_other_side_are_named_only_where_a_text_uses_them(self) -> None:
        one_sided = (
            make_document(f"The war machine rolls on {when}.", Metadata(id=when)) for when in ("today", "now")
        )
        answers = activity(make_worksheet(compared(*one_sided, lexicons=("establishment", "loaded"))), "flip")[1]
        codes = {one.code for one in said(answers)}
        assert "other_unused" in codes
        assert "other_frames" not in codes

    def test_one_text_has_no_headlines_to_match_and_nothing_to_miss(self) -> None:
        made = make_worksheet(compared(documents(PACKS[0])[0]))
        assert {(one.name, one.why) for one in made.left_out} == {
            ("headlines", "one_headline"),
            ("missing", "one_text"),
            ("stance", "no_axis"),
            ("flip", "no_axis"),
        }
        page = dict(render_worksheet(made))["teacher.html"].decode()
        for one in made.left_out:
            assert f"{texts['activities'][one.name]['title']}: {texts['left_out'][one.why]}." in page.replace(
                "&#39;", "'"
            )

    def test_texts_without_material_are_refused(self) -> None:
        with pytest.raises(UsageError, match="no material"):
            make_worksheet(compared(make_document("Rain.", Metadata(id="a"))))

    def test_every_reason_has_its_words(self) -> None:
        source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "framing" / "classroom").glob("*.py"))
        whys = set(re.findall(r'"(no_\w+|one_\w+|nobody_\w+)"', source)) - {"no_entry", "no_verb"}
        assert whys == set(texts["left_out"])

    def test_an_unknown_activity_names_the_nearest(self) -> None:
        with pytest.raises(UsageError, match="Did you mean 'headlines'"):
            Plan(("headline",))

    @pytest.mark.parametrize("copies", [0, 27])
    def test_copies_are_as_many_as_letters(self, copies: int) -> None:
        with pytest.raises(UsageError, match="1 to 26"):
            Plan(copies=copies)

    def test_too_many_texts_are_refused(self) -> None:
        many = [make_document(f"It rained {at} times.", Metadata(id=f"{at}", source=f"{at}")) for at in range(9)]
        with pytest.raises(UsageError, match="9 texts"):
            make_worksheet(compared(*many))

    def test_sources_side_by_side_are_refused(self) -> None:
        one = comparison(PACKS[0])
        with pytest.raises(UsageError, match="documents side by side"):
            make_worksheet(compare(one.analyses, one.lexicons))


class TestWords:
    def test_every_code_has_its_words_and_no_words_lie_idle(self) -> None:
        source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "framing").glob("classroom/*.py"))
        ending = "column|minus|plus|of_side|of_lexicon|on_trial"
        named = {*re.findall(r'remark\(\s*"(\w+)"', source), *re.findall(rf'"(\w+_(?:{ending}))"', source)}
        named |= {*LABELS, "neutral", "doubt_number", "doubt_negation", "doubt_quoted", "doubt_scare", "doubt_light"}
        named |= {f"why_{one}" for one in (*LABELS, "direct", "indirect", "own")}
        named |= {f"{voice}_voice{rest}" for voice in ("direct", "indirect") for rest in ("", "_unnamed")}
        assert set(texts["said"]) == named - {"planted"} | {
            "only_quoted_unnamed"
        }  # what is planted is told in the task

    def test_no_text_lies_idle(self) -> None:
        room = ROOT / "framing" / "reports" / "worksheets"
        source = "".join(path.read_text(encoding="utf-8") for path in room.glob("*.py"))
        for table in ("paper", "sheet", "handout", "key", "teacher", "trial", "scores"):
            assert [key for key in texts[table] if f'"{key}"' not in source] == []

    def test_every_activity_has_all_it_needs(self) -> None:
        assert list(texts["activities"]) == list(ACTIVITIES)
        for told in texts["activities"].values():
            assert {"title", "minutes", "task", "fields", "talk", "aim", "listen", "limits"} <= told.keys()

    def test_nothing_said_is_a_verdict(self) -> None:
        assert VERDICTS.findall((ROOT / "framing" / "reports" / "worksheet.toml").read_text(encoding="utf-8")) == []

    def test_the_figures_are_those_of_the_readme(self) -> None:
        readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
        figures = read_figures(load_lexicon("establishment"))
        assert figures.sides is not None
        for figure in (figures.sides, figures.voices, figures.labels):
            row = next(line for line in readme.split("| |") if figure.on in line)
            assert figure.measured in row
            assert figure.wrong == round(100 * (1 - float(figure.measured.split()[-1])))

    def test_an_axis_that_was_not_measured_is_said_to_be_so(self) -> None:
        assert "never been tested" in say_errors(read_figures(load_lexicon(str(PACKS[0].lexicon))))
        assert "never been tested" in say_errors(read_figures(load_lexicon("establishment", "russia")))
        assert "side" not in say_errors(read_figures(None))


class TestLevels:
    def test_longer_words_and_sentences_are_harder(self) -> None:
        easy = read_level(["The dog ran.", "It was hot."])
        hard = read_level(
            ["Parliamentary representatives deliberated interminably concerning administrative reforms."]
        )
        assert easy.grade < 3
        assert hard.grade > 12

    def test_syllables_are_mostly_counted_right(self) -> None:
        known = {
            1: "time walked strike makes schools were closed our",
            2: "table wanted city railway station million social special people trouble boxes changes question",
            3: "video passenger company area idea opinion serious radio minister government museum hospital",
            4: "economy situation society mathematics",
            5: "university",
        }
        words = [(count, word) for count, listed in known.items() for word in listed.split()]
        right = [count_syllables(word) == count for count, word in words]
        assert sum(right) >= 0.95 * len(right)

    @given(st.lists(st.text()))
    def test_any_text_has_a_level(self, sentences: list[str]) -> None:
        level = read_level(sentences)
        assert level.syllables >= level.words >= level.sentences >= 0
        assert level.grade == level.grade
