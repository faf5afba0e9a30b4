"""Coding sheets: blind, shuffled by a seed, safe in spreadsheets, and leading back to every text."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.analyses import Analysis, analyze
from framing.coding import draw_documents, draw_items, load_codebook, measure_agreement, read_key
from framing.coding.cells import digest, flatten, guard, unguard
from framing.coding.items import Draw
from framing.coding.questions import FREE
from framing.coding.sheets import key_rows, sheet_rows
from framing.documents import Metadata, make_document
from framing.errors import UsageError
from framing.lexicons import Lexicon, load_lexicon
from framing.reports.codebooks import codebook_markdown
from framing.reports.codingfiles import coding_files, coding_paths
from tests.test_cli import run

MOOR = """Bridge shut again

The bridge over the Moor was closed on Tuesday. “We were never asked,” said Lena Moor, a baker.
The puppet government will pay, The Moor Herald reports, and the war machine rolls on.
The mayor spoke and the baker sang, but the bus came late.
"""
VALE = """Vale hall opens

=HYPERLINK("http://example.org") was printed on the posters. About 400 people came, and they stood firm.
- one of them sang. Officials complained that the hall was small.
"""


@pytest.fixture
def analyses(small: Lexicon) -> list[Analysis]:
    made = [
        replace(make_document(MOOR, Metadata(source="The Moor Herald")), id="moor"),
        replace(make_document(VALE, Metadata(source="Vale Post")), id="vale"),
    ]
    return [analyze(document, [small]) for document in made]


@pytest.fixture
def drawn(analyses: list[Analysis], small: Lexicon) -> Draw:
    return draw_items(analyses, small, load_codebook().of("claim"), seed=7)


def files_of(draw: Draw, coders: int = 1, show_sources: bool = False) -> dict[str, list[dict[str, str]]]:
    files = coding_files(draw, load_codebook(), "claim", coding_paths(Path("c.csv"), coders), show_sources)
    tables = {path.name: text for path, text in files.items() if path.suffix == ".csv"}
    return {name: list(csv.DictReader(text.removeprefix("\ufeff").splitlines())) for name, text in tables.items()}


class TestCells:
    @given(st.text(alphabet=st.sampled_from("=+-@|'＝ \t\r\na1,.")))
    def test_a_guarded_cell_is_no_formula_and_comes_back(self, text: str) -> None:
        assert unguard(guard(text)) == text
        assert not re.match(r"\s*[=+\-@|＝]", guard(text)) or re.fullmatch(r"[+-]?\d+([.,]\d+)?", text)

    @given(st.text())
    def test_any_text_comes_back(self, text: str) -> None:
        assert unguard(guard(text)) == text

    def test_numbers_and_words_are_left_alone(self) -> None:
        assert [guard(text) for text in ("-2", "+1,5", "fact", "'tis", "")] == ["-2", "+1,5", "fact", "'tis", ""]

    def test_a_fingerprint_sees_letters_and_no_spaces(self) -> None:
        assert digest("a  b\r\nc") == digest("a b c")
        assert digest("a b c") != digest("a b d")


class TestDraw:
    def test_every_claim_that_is_no_label_is_an_item_once(self, analyses: list[Analysis], drawn: Draw) -> None:
        claims = {
            (one.document.id, claim.number) for one in analyses for claim in one.claims if claim.kind != "label"
        }
        assert {(item.document, item.claim) for item in drawn.items} == claims
        assert len({item.code for item in drawn.items}) == len(drawn.items) == drawn.known

    def test_the_place_gives_the_text_back(self, analyses: list[Analysis], drawn: Draw) -> None:
        texts = {one.document.id: one.document.text for one in analyses}
        for item in drawn.items:
            assert flatten(texts[item.document][item.start : item.end]) == item.text
            assert digest(texts[item.document][item.start : item.end]) == item.digest

    def test_the_sentences_beside_it_make_its_own_whole(self, drawn: Draw) -> None:
        item = next(item for item in drawn.items if item.text == "and the baker sang,")
        assert item.before.endswith("rolls on. The mayor spoke")
        assert item.after == "but the bus came late."
        item = next(item for item in drawn.items if item.text.startswith("The bridge over"))
        assert item.before == "Bridge shut again"
        assert item.after.startswith("“We were never asked,” said Lena Moor")

    def test_the_order_of_documents_changes_nothing(self, analyses: list[Analysis], small: Lexicon) -> None:
        questions = load_codebook().of("claim")
        one, other = (draw_items(given, small, questions, 3) for given in (analyses, analyses[::-1]))
        assert one == other

    def test_the_seed_decides_the_order_and_the_codes(self, analyses: list[Analysis], small: Lexicon) -> None:
        questions = load_codebook().of("claim")
        one, same, other = (draw_items(analyses, small, questions, seed) for seed in (1, 1, 2))
        assert one == same
        assert [item.text for item in one.items] != [item.text for item in other.items]
        assert not {item.code for item in one.items} & {item.code for item in other.items}

    def test_a_sample_is_the_beginning_of_the_whole(self, analyses: list[Analysis], small: Lexicon) -> None:
        questions = load_codebook().of("claim")
        whole, part = (draw_items(analyses, small, questions, 1, sample) for sample in (0, 3))
        assert [item.text for item in part.items] == [item.text for item in whole.items[:3]]
        assert part.known == whole.known

    def test_a_sample_of_many_documents_is_drawn_as_from_all_at_once(
        self, analyses: list[Analysis], small: Lexicon, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        many = [
            replace(one, document=replace(one.document, id=f"{one.document.id}{number}"))
            for number in range(40)
            for one in analyses
        ]
        questions = load_codebook().of("claim")
        whole = draw_items(many, small, questions, 1, 20)
        monkeypatch.setattr("framing.coding.items._HELD", 1)
        assert draw_items(many, small, questions, 1, 20) == whole

    def test_another_document_changes_no_place_among_the_others(
        self, analyses: list[Analysis], small: Lexicon
    ) -> None:
        questions = load_codebook().of("claim")
        both, one = (draw_items(given, small, questions, 5) for given in (analyses, analyses[:1]))
        kept = [item.text for item in both.items if item.source == "The Moor Herald"]
        assert kept == [item.text for item in one.items]

    def test_each_coder_has_the_same_items_in_another_order(self, drawn: Draw) -> None:
        first, second = drawn.order(1), drawn.order(2)
        assert first != second
        assert set(first) == set(second)

    def test_documents_can_be_drawn_whole(self, analyses: list[Analysis], small: Lexicon) -> None:
        draw = draw_documents(analyses, small, load_codebook().of("document"))
        assert {item.text for item in draw.items} == {flatten(one.document.text) for one in analyses}
        assert all(item.claim is None and [name for name, _ in item.readings] == ["stance"] for item in draw.items)

    def test_codes_are_nothing_a_spreadsheet_would_change(self, drawn: Draw) -> None:
        assert all(re.fullmatch(r"[bcdfghjklmnpqrstvwxz]{3}-\d{3}", item.code) for item in drawn.items)


class TestReadings:
    def test_the_programs_answers_are_answers_of_the_codebook(self, drawn: Draw) -> None:
        allowed = {one.name: {"", *one.names} for one in load_codebook().of("claim")}
        for item in drawn.items:
            assert all(answer in allowed[name] for name, answer in item.readings)

    def test_quoted_words_are_a_quotation_in_a_direct_voice(self, drawn: Draw) -> None:
        item = next(item for item in drawn.items if item.text.startswith("“We were"))
        assert dict(item.readings)["kind"] == "quotation"
        assert dict(item.readings)["voice"] == "direct"

    def test_a_step_is_told_by_its_side_whatever_the_poles_are_called(self, small_path: Path, tmp_path: Path) -> None:
        flipped = tmp_path / "small.toml"
        signs = {"sign = -1": "sign = 1", "sign = 1": "sign = -1"}
        text = re.sub("|".join(signs), lambda found: signs[found[0]], small_path.read_text(encoding="utf-8"))
        flipped.write_text(text, encoding="utf-8")
        document = make_document("The puppet government fell. The war machine rolled on. The puppets ran.\n")
        stances = []
        for lexicon in (load_lexicon(str(small_path)), load_lexicon(str(flipped))):
            draw = draw_documents([analyze(document, [lexicon])], lexicon, load_codebook().of("document"))
            stances.append(dict(draw.items[0].readings)["stance"])
        assert stances in (["-1", "1"], ["-2", "2"])


class TestSheets:
    def test_a_sheet_does_not_tell_the_source(self, drawn: Draw) -> None:
        (sheet,) = (rows for name, rows in files_of(drawn).items() if "key" not in name)
        assert list(sheet[0]) == ["item", "before", "text", "after", "kind", "voice", "stance", "note"]
        assert not any("Vale Post" in " ".join(row.values()) for row in sheet)
        assert all(row[name] == "" for row in sheet for name in ("kind", "voice", "stance", "note"))

    def test_items_that_name_their_source_are_told(self, drawn: Draw) -> None:
        assert [item.text for item in drawn.items if item.names_source] == [
            item.text for item in drawn.items if "Moor Herald" in item.text
        ]

    def test_sources_are_shown_when_asked_for(self, drawn: Draw) -> None:
        rows = files_of(drawn, show_sources=True)["c.csv"]
        assert {row["source"] for row in rows} == {"The Moor Herald", "Vale Post"}

    def test_each_of_several_sheets_says_whose_it_is(self, drawn: Draw) -> None:
        files = files_of(drawn, coders=3)
        assert set(files) == {"c-C1.csv", "c-C2.csv", "c-C3.csv", "c.key.csv"}
        assert {row["coder"] for row in files["c-C2.csv"]} == {"C2"}

    def test_no_cell_is_a_formula_and_all_come_back(self, drawn: Draw) -> None:
        rows = files_of(drawn)["c.csv"]
        texts = [row["text"] for row in rows]
        assert any(text.startswith("'=HYPERLINK") for text in texts)
        assert not any(cell[:1] in ("=", "+", "-", "@") for row in rows for cell in row.values())
        assert [unguard(text) for text in texts] == [item.text for item in drawn.items]

    def test_the_key_leads_back(self, analyses: list[Analysis], drawn: Draw) -> None:
        texts = {one.document.id: one.document.text for one in analyses}
        for row in files_of(drawn)["c.key.csv"]:
            found = texts[row["document"]][int(row["start"]) : int(row["end"])]
            assert digest(found) == row["digest"]

    def test_odd_characters_do_no_harm(self, small: Lexicon) -> None:
        document = make_document("One, two.\n\nThree “four”; five.", Metadata(source="\ud800=x\x00"))
        draw = draw_items([analyze(document, [small])], small, load_codebook().of("claim"))
        files = coding_files(draw, load_codebook(), "claim", coding_paths(Path("c.csv"), 1), show_sources=True)
        assert all(text.encode("utf-8") for text in files.values())

    def test_rows_have_every_column(self, drawn: Draw) -> None:
        questions = load_codebook().of("claim")
        assert len(list(sheet_rows(drawn, questions))) == len(list(key_rows(drawn, questions))) == len(drawn.items)


class TestCodebook:
    def test_it_explains_every_question_and_answer(self) -> None:
        book = load_codebook(axis="establishment", poles=("against them", "for them"))
        page = codebook_markdown(book, "claim", 12)
        for question in book.of("claim"):
            assert f"column `{question.name}`" in page
            assert all(f"| **{value.name}** |" in page and value.means in page for value in question.values)
            assert question.level == FREE or question.ask in page
        assert "against them" in page
        assert "{" not in page
        assert "12 items" in page

    def test_every_answer_to_a_nominal_question_has_an_example(self) -> None:
        for question in load_codebook(axis="establishment").questions.values():
            assert all(value.examples for value in question.values), question.name

    def test_examples_of_one_axis_are_not_shown_for_another(self) -> None:
        here, there = (load_codebook(axis=axis).questions["stance"] for axis in ("establishment", "left-right"))
        assert all(value.examples for value in here.values)
        assert not any(value.examples for value in there.values)

    def test_a_document_is_asked_what_fits_it(self) -> None:
        assert [one.name for one in load_codebook().of("document")] == ["stance", "note"]

    OWN = """
name = "own"
[questions.tone]
level = "ordinal"
ask = "How warm is it?"
values = [{ name = "cold" }, { name = "mild" }, { name = "warm" }]
"""

    def test_questions_of_ones_own_take_their_place(self, tmp_path: Path) -> None:
        path = tmp_path / "own.toml"
        path.write_text(self.OWN, encoding="utf-8")
        book = load_codebook(path)
        assert list(book.questions) == ["tone"]
        assert "How warm is it?" in codebook_markdown(book, "claim", 1)

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ("ask =", "aks =", "ask"),
            ('"ordinal"', '"ordnal"', "ordinal"),
            ('{ name = "cold" }, ', '{ name = "mild" }, ', "'mild' twice"),
            ("[questions.tone]", "[questions.item]", "questions.item"),
            ('"ordinal"', '"interval"', "no number"),
            ('values = [{ name = "cold" }, { name = "mild" }, { name = "warm" }]', "", "no values"),
            ('level = "ordinal"', 'level = "ordinal"\ntool = "tone"', "kind"),
            ("name = ", "nme = ", "nme"),
            (OWN, "", "no questions"),
            (OWN, "[", "TOML"),
            (OWN, "questions = 3", "no questions"),
            (OWN, "[questions]\na = 3", "questions.a"),
        ],
    )
    def test_faults_of_a_codebook_are_told_with_place_and_fix(
        self, tmp_path: Path, old: str, new: str, told: str
    ) -> None:
        path = tmp_path / "own.toml"
        path.write_text(self.OWN.replace(old, new), encoding="utf-8")
        with pytest.raises(UsageError) as caught:
            load_codebook(path)
        assert str(path) in str(caught.value)
        assert told in str(caught.value)


class TestCommand:
    @pytest.fixture
    def articles(self, tmp_path: Path) -> Path:
        folder = tmp_path / "articles"
        folder.mkdir()
        (folder / "moor.txt").write_text(MOOR, encoding="utf-8")
        (folder / "vale.txt").write_text(VALE, encoding="utf-8")
        return folder

    def test_it_writes_sheets_codebook_and_key(self, articles: Path, tmp_path: Path) -> None:
        done = run("code", articles, "--out", tmp_path / "c.csv", "--sample", "5", "--coders", "2")
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert {path.name for path in tmp_path.glob("c*")} == {"c-C1.csv", "c-C2.csv", "c.key.csv", "c.codebook.md"}
        assert (tmp_path / "c-C1.csv").read_bytes().startswith(b"\xef\xbb\xbfitem,coder,before,text")
        assert "5 of " in done.stderr

    def test_the_key_can_be_put_elsewhere(self, articles: Path, tmp_path: Path) -> None:
        (tmp_path / "safe").mkdir()
        done = run("code", articles, "--out", tmp_path / "c.csv", "--key", tmp_path / "safe" / "k.csv", "-q")
        assert (done.returncode, done.stderr) == (0, "")
        assert not (tmp_path / "c.key.csv").exists()
        assert (tmp_path / "safe" / "k.csv").exists()

    def test_the_same_again_is_fine_and_filled_in_answers_are_never_replaced(
        self, articles: Path, tmp_path: Path
    ) -> None:
        sheet = tmp_path / "c.csv"
        assert run("code", articles, "--out", sheet).returncode == 0
        first = sheet.read_bytes()
        assert run("code", articles, "--out", sheet).returncode == 0
        assert sheet.read_bytes() == first
        sheet.write_bytes(first.replace(b",,,,\n", b",fact,own,0,\n", 1))
        filled, key = sheet.read_bytes(), (tmp_path / "c.key.csv").read_bytes()
        done = run("code", articles, "--out", sheet, "--seed", "9")
        assert done.returncode == 2
        assert "c.csv" in done.stderr
        assert (sheet.read_bytes(), (tmp_path / "c.key.csv").read_bytes()) == (filled, key)

    def test_wrong_use_is_answered(self, articles: Path, tmp_path: Path) -> None:
        own = tmp_path / "own.toml"
        own.write_text('[questions.tone]\nunits = ["claim"]\n', encoding="utf-8")
        for arguments in (
            ("--out", tmp_path / "c.xlsx"),
            ("--out", tmp_path / "nowhere" / "c.csv"),
            ("--out", tmp_path / "c.csv", "--axis", "loaded"),
            ("--out", tmp_path / "c.csv", "--codebook", tmp_path / "none.toml"),
            ("--out", tmp_path / "c.csv", "--codebook", own, "--unit", "document"),
        ):
            assert run("code", articles, *arguments).returncode == 2
        assert run("code", tmp_path / "none.txt", "--out", tmp_path / "c.csv").returncode == 1
        assert not list(tmp_path.glob("c*"))

    def test_from_articles_to_agreement(self, articles: Path, tmp_path: Path) -> None:
        """Two coders fill in their sheets in different spreadsheet programs; each item's text leads back."""
        run("code", articles, "--out", tmp_path / "c.csv", "--coders", "2", "-q")
        key = tmp_path / "c.key.csv"
        right = {row["item"]: row for row in csv.DictReader(key.read_text(encoding="utf-8-sig").splitlines())}
        for coder, separator, encoding, end in ((1, ",", "utf-8-sig", "\n"), (2, ";", "cp1252", "\r\n")):
            path = tmp_path / f"c-C{coder}.csv"
            rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
            for row in rows:
                row |= {name: right[row["item"]][name] for name in ("kind", "voice", "stance")}
            with path.open("w", encoding=encoding, newline="") as file:
                table = csv.DictWriter(file, list(rows[0]), delimiter=separator, lineterminator=end)
                table.writeheader()
                table.writerows(rows)
        measured = measure_agreement(
            [tmp_path / "c-C1.csv", tmp_path / "c-C2.csv"], load_codebook(), key=key, draws=0
        )
        assert measured.faults == ()
        assert measured.coders == ("C1", "C2")
        accords = {accord.scale.question: accord for accord in measured.accords}
        assert accords["kind"].alpha.value == accords["voice"].alpha.value == 1
        assert accords["kind"].key is not None
        assert accords["kind"].key.value == 1
        assert measured.texts == {code: measured.texts[code] for code in right}
        assert all(digest(text) == right[code]["digest"] for code, text in measured.texts.items())

    def test_a_text_that_a_spreadsheet_changed_is_told(self, articles: Path, tmp_path: Path) -> None:
        sheet = tmp_path / "c.csv"
        run("code", articles, "--out", sheet, "-q")
        text = sheet.read_text(encoding="utf-8").replace("About 400 people", "About 4.00E+02 people")
        sheet.write_text(re.sub(r",,,$", "fact,own,,", text, flags=re.M), encoding="utf-8")
        measured = measure_agreement([sheet], load_codebook(), key=tmp_path / "c.key.csv", draws=0)
        assert [fault.kind for fault in measured.faults] == ["altered"]
        assert measured.not_counted == 0

    def test_the_key_is_read_whole(self, articles: Path, tmp_path: Path) -> None:
        run("code", articles, "--out", tmp_path / "c.csv", "--source", "=Herald", "-q")
        key = read_key(tmp_path / "c.key.csv", load_codebook())
        assert {key.cell(item, "Source") for item in key.rows} == {"=Herald"}
        assert all(key.digest(item) for item in key.rows)
