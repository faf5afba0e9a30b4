"""One story as text, Markdown, data, tables and command: every quote in its place, nothing lost in silence."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import framing
from framing.analyses import analyze
from framing.comparisons import Comparison, compare
from framing.coverage import Cell, Coverage, Fact, Share
from framing.divergences import Difference
from framing.documents import Metadata, make_document
from framing.factrows import FACT_COLUMNS, NAMING_COLUMNS, NARRATIVE_COLUMNS
from framing.marks import mark_claims
from framing.namings import NameUse, Naming
from framing.narratives import Sentence
from framing.profiles import Quote
from framing.reports import render
from framing.reports.columns import render_columns
from framing.reports.data import report_data
from framing.reports.storylines import count_tied, lay_out_story
from framing.reports.storytext import render_story_text
from framing.reports.storywording import say_split, say_telling
from framing.reports.terminal import render_terminal
from framing.scores import Split
from framing.tables import comparison_rows, to_frames, write_tables
from tests.conftest import ROOT, SEEDS
from tests.report_samples import AXIS, HOSTILE, PLAIN
from tests.report_samples import without_axis as one_article
from tests.story_samples import hostile_story, lonely, quote_of, story, story_without_axis, uncovered

ALL = (story, story_without_axis, hostile_story, lonely, uncovered)
TEXTS = ("story-terminal", "story-markdown", "terminal", "columns", "markdown")
ACTING = "\x1b[2J\x07 \u202egnirts\u2066 \x9b31m"
"""Characters that act on a terminal: clear it, ring, turn the direction of writing, colour."""


def section(text: str, heading: str) -> str:
    """The lines of a terminal text from a heading to the next empty line."""
    return text.partition(f"\n{heading}\n")[2].partition("\n\n")[0]


def acting() -> Comparison:
    """A story whose sources, titles, speakers, numbers and names hold characters that act on a terminal."""
    made = make_document("The terminal will cost 2.3 billion.", Metadata(id="d1", title="Terminal"))
    documents = [replace(made, id=f"{one}{ACTING}", source=f"{one}{ACTING}", title=ACTING) for one in "AB"]
    compared = compare([analyze(one, (AXIS, PLAIN)) for one in documents], (AXIS, PLAIN))
    sources = tuple(unit.name for unit in compared.sources)
    quotes = [
        Quote(one.document.id, mark_claims(one, [claim for claim in one.claims if claim.kind != "headline"])[0])
        for one in compared.analyses
    ]
    cells = (
        Cell(sources[0], "other number", (quotes[0],), (), (Difference(ACTING, (ACTING,)),), "lead", 6),
        Cell(sources[1], "only quoted", (quotes[1],), (ACTING,), (), "lead", 6),
    )
    shares = tuple(Share(source, 1, 0, 1, 6, 7, (), 1) for source in sources)
    coverage = Coverage(sources, (Fact(1, quotes[0], cells),), shares, quotes[0])
    uses = tuple((source, (NameUse(ACTING, 1, source, 0),)) for source in sources)
    return replace(compared, coverage=coverage, namings=(Naming(ACTING, uses),))


class TestTerminal:
    @pytest.mark.parametrize("width", [60, 80, 100, 140])
    @pytest.mark.parametrize("made", ALL)
    def test_it_fits_the_width(self, made: Any, width: int) -> None:
        lines = render_story_text(made(), width).splitlines()
        assert max(map(len, lines)) <= width
        assert not any(line != line.rstrip() for line in lines)

    def test_colour_adds_no_word(self) -> None:
        coloured = render_story_text(story(), color=True)
        assert "\x1b[" in coloured
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == render_story_text(story()).split()

    def test_the_headline_is_the_title_with_its_article(self) -> None:
        first, second = render_story_text(story()).splitlines()[:2]
        assert first == "Council approves terminal [5]"
        assert second == "5 articles from 4 sources, side by side"

    def test_a_title_of_the_callers_own_is_cited_from_nowhere(self) -> None:
        assert render_story_text(story(), title="The port").splitlines()[0] == "The port"

    def test_articles_are_numbered_with_source_date_and_step(self) -> None:
        text = section(render_story_text(story(), 140), "The articles")
        assert "[2]  Harbour Post · 2024-03-05 · slightly port +1.00 · Council opens a gateway to the world" in text
        assert "[4]  Town Gazette · 2024-03-06 · too little evidence · Terminal approved" in text

    def test_facts_are_cited_the_wording_first_and_flagged(self) -> None:
        text = section(render_story_text(story(), 140), "The facts")
        assert "2  It will cost 2.3 billion crowns. [5][1][2][4] (numbers differ: check)" in text
        assert "3  Mayor Ana Ruiz promised 3,000 jobs. [4][2][5]\n" in text
        assert "(one denies it: check)" in text

    def test_the_grid_says_how_each_source_tells_it(self) -> None:
        text = render_story_text(story(), 160).partition("What each source leaves out")[2]
        row = next(line for line in text.splitlines() if line.startswith("2 It will cost"))
        assert re.search(r"≠ 2\.8 billion crowns.*● told · lead.*◐ quoted: the city · body.*● told · lead", row)
        assert "○ left out" in next(line for line in text.splitlines() if line.startswith("3 Mayor"))

    def test_speakers_are_named_where_they_are_the_only_ones_to_tell_it(self) -> None:
        coverage = story().coverage
        assert coverage is not None
        quoted = coverage.facts[1].cell("Town Gazette")
        assert say_telling(quoted) == "◐ quoted: the city"
        assert say_telling(replace(quoted, telling="told")) == "● told"
        assert say_telling(replace(quoted, speakers=("A", "B", "C"))) == "◐ quoted: A, B and 1 more"

    def test_shares_and_the_most_shared_fact_left_out(self) -> None:
        text = section(render_story_text(story(), 140), "Shared facts")
        said = "6 of 7 shared facts, 1 of them only quoted, in 68 % of its words; 1 left out, most shared: fact 3,"
        assert re.search(rf"^Bay Courier +{re.escape(said)}", text, re.MULTILINE)
        assert "Not measured" in text

    def test_both_sides_have_a_place_even_when_untold(self) -> None:
        for narrative, letter in zip(story().narratives, "AF", strict=True):
            told = section(render_story_text(story(), 999), f"{narrative.title.capitalize()} narrative")
            numbers = {article.document: article.number for article in lay_out_story(story()).articles}
            for one in narrative.sentences:
                assert f"  {letter} [{numbers[one.quote.document]}]  {one.quote.claim.text}" in told
        assert section(render_story_text(lonely()), "For the port narrative") == "No source here tells this side."

    def test_quoted_words_in_a_narrative_are_said_to_be_quoted(self) -> None:
        quoted = [quote_of(story().analysis("b"), "said Ruiz")]
        told = replace(story().narratives[1], sentences=(Sentence("Harbour Post", quoted[0], 1.0),))
        text = render_story_text(replace(story(), narratives=(told,)))
        assert "said Ruiz. (direct quote)" in section(text, "For the port narrative")

    def test_names_stand_side_by_side(self) -> None:
        text = render_story_text(story(), 160).partition("What they call them")[2]
        assert re.search(r"Ana Ruiz +– +Mayor Ana Ruiz 1 +Mayor Ana Ruiz 1 +The mayor 1", text)

    def test_what_has_no_room_is_counted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.reports.storylines.FACTS_SHOWN", 2)
        monkeypatch.setattr("framing.reports.storylines.ARTICLES_SHOWN", 3)
        monkeypatch.setattr("framing.reports.storytext._BESIDE", 1)
        text = render_story_text(story())
        assert "and 5 more facts" in text
        assert "and 3 more sources" in text
        assert "[4] " not in section(text, "The articles")
        assert "and 2 more articles" in text

    def test_the_facts_that_most_sources_carry_have_room(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.reports.storylines.FACTS_SHOWN", 3)
        assert [one.fact.number for one in lay_out_story(story()).facts] == [1, 2, 3]
        coverage = story().coverage
        assert coverage is not None
        turned = replace(coverage, facts=tuple(replace(one, number=8 - one.number) for one in coverage.facts[::-1]))
        shown = lay_out_story(replace(story(), coverage=turned)).facts
        assert [one.fact.number for one in shown] == [4, 6, 7]


class TestReportsWithFacts:
    def test_the_summary_has_shares_without_numbers_nobody_can_look_up(self) -> None:
        text = section(render_terminal(story(), 140), "Shared facts")
        assert "Bay Courier   6 of 7 shared facts, 1 of them only quoted; 1 left out, most shared: “Mayor Ana" in text
        assert "(told by Harbour Post, Town Gazette, Wire)" in " ".join(text.split())
        assert "[4]" not in text

    def test_the_columns_have_shares(self) -> None:
        text = " ".join(render_columns(story(), 160).split())
        assert "shared facts 6 of 7 shared facts, 1" in text
        assert "told by Harbour Post" in text
        assert "shared facts" not in render_columns(uncovered())

    def test_one_article_shares_nothing_and_the_report_says_nothing_of_it(self) -> None:
        for kind in ("terminal", "columns", "markdown"):
            assert "hared facts" not in render(one_article(), kind)
            assert "left out, most" not in render(one_article(), kind)

    def test_the_markdown_report_begins_with_the_story(self) -> None:
        headings = re.findall(r"^## (.*)$", render(story(), "markdown"), re.MULTILINE)
        assert headings[:8] == [
            "The articles",
            "The facts",
            "Against the port narrative",
            "For the port narrative",
            "What each source leaves out",
            "Shared facts",
            "What they call them",
            "Where the sources stand",
        ]


class TestMarkdown:
    def test_the_grid_is_a_table_of_all_sources(self) -> None:
        text = render(story(), "story-markdown")
        assert "| fact | Bay Courier | Harbour Post | Town Gazette | Wire |" in text
        assert "| 5 | ● told · body · 9 words | ○ left out | ● told · lead · 10 words | ○ left out |" in text

    def test_facts_and_sentences_are_whole_and_cited(self) -> None:
        text = render(story(), "story-markdown")
        assert "- 3: Mayor Ana Ruiz promised 3,000 jobs. \\[4\\]\\[2\\]\\[5\\]" in text
        sentence = story().narratives[1].sentences[0]
        number = next(
            one.number for one in lay_out_story(story()).articles if one.document == sentence.quote.document
        )
        assert re.search(
            rf"^- {re.escape(sentence.quote.claim.text)}( \(.*\))? \\\[{number}\\\]$", text, re.MULTILINE
        )
        assert text.startswith("# Council approves terminal \\[5\\]\n")
        assert "## Provenance" in text

    @pytest.mark.parametrize("made", ALL)
    def test_tables_are_even(self, made: Any) -> None:
        for table in re.findall(r"(?:^\|.*\|\n?)+", render(made(), "story-markdown"), re.MULTILINE):
            assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.strip().splitlines()}) == 1

    def test_no_markup_of_a_document_survives(self) -> None:
        text = render(hostile_story(), "story-markdown")
        assert "<script" not in text.replace("\\<", "")
        assert HOSTILE.replace("<", "\\<").replace(">", "\\>") in text


class TestEveryText:
    @pytest.mark.parametrize("kind", TEXTS)
    def test_nothing_acts_on_a_terminal(self, kind: str) -> None:
        text = render(acting(), kind)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
        assert "gnirts" in text

    @pytest.mark.parametrize("kind", [*TEXTS, "json"])
    @pytest.mark.parametrize("made", ALL)
    def test_the_same_bytes_twice(self, made: Any, kind: str) -> None:
        assert render(made(), kind) == render(made(), kind)

    def test_markup_is_shown_as_text(self) -> None:
        assert HOSTILE in render(hostile_story(), "story-terminal")

    @pytest.mark.parametrize("kind", ["story-terminal", "story-markdown"])
    def test_why_there_are_no_facts(self, kind: str) -> None:
        assert "articles of two or more sources" in render(lonely(), kind)
        assert "not read as one story" in render(uncovered(), kind)
        nothing = replace(story(), coverage=Coverage(("Bay Courier", "Wire"), (), ()))
        assert "No two of these sources were found to tell the same thing." in render(nothing, kind)

    @pytest.mark.parametrize("kind", ["story-terminal", "story-markdown"])
    def test_without_an_axis_there_are_facts_and_no_sides(self, kind: str) -> None:
        text = render(story_without_axis(), kind)
        assert "It will cost 2.3 billion crowns." in text
        assert "narrative" not in text
        assert "neither" not in text

    def test_documents_side_by_side_are_named_by_their_titles(self) -> None:
        coverage = story().coverage
        assert coverage is not None
        by_document = replace(story("document"), coverage=_by_document(coverage))
        assert "Terminal approved, families" in " ".join(render(by_document, "story-terminal").split())

    def test_a_split_is_said_with_its_interval(self) -> None:
        said = say_split(Split(0.2, 0.5, 0.3, 0.4, 0.8), AXIS).replace("\u202f", " ")
        assert said.startswith("20 % against the port, 50 % neither, 30 % for the port")
        assert "of what argues, 40 % to 80 % for the port" in said


def _by_document(coverage: Coverage) -> Coverage:
    owners = {"Bay Courier": "a", "Harbour Post": "b", "Town Gazette": "d", "Wire": "e"}
    facts = tuple(
        replace(fact, cells=tuple(replace(cell, source=owners[cell.source]) for cell in fact.cells))
        for fact in coverage.facts
    )
    shares = tuple(replace(share, source=owners[share.source]) for share in coverage.shares)
    return replace(coverage, sources=tuple(sorted(owners.values())), facts=facts, shares=shares)


def places(data: Any) -> Iterator[dict[str, Any]]:
    """Every place in some data: what has a document, a beginning, an end and a text."""
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        if isinstance(value, dict) and {"document", "start", "end", "text"} <= value.keys():
            yield value
        yield from places(value)


class TestJson:
    @pytest.mark.parametrize("made", [story, hostile_story, lambda: framing.make_report([SEEDS]).comparison])
    def test_every_span_gives_its_text(self, made: Any) -> None:
        comparison = made()
        data = json.loads(render(comparison, "json"))
        found = list(places({name: data[name] for name in ("coverage", "narratives", "namings")}))
        assert found
        for place in found:
            analysis = comparison.analysis(place["document"])
            assert analysis.document.text[place["start"] : place["end"]] == place["text"]
            claim = next(one for one in analysis.claims if one.number == place["claim"])
            assert (claim.start, claim.end) == (place["start"], place["end"])

    def test_words_told_otherwise_are_spans_of_the_first_quote(self) -> None:
        facts = report_data(story())["coverage"]["facts"]
        cell = facts[1]["cells"][0]
        text = story().analysis(cell["quotes"][0]["document"]).document.text
        assert [text[start:end] for start, end in cell["different"]] == ["stolen shore", "taxpayers"]
        assert cell["differences"] == [{"here": "2.8 billion crowns", "elsewhere": ["2.3 billion crowns"]}]
        arrested = facts[3]["cells"][0]
        assert [text[start:end] for start, end in arrested["deleted"]] == ["were detained"]

    def test_a_cell_left_out_is_there_and_empty(self) -> None:
        cell = report_data(story())["coverage"]["facts"][4]["cells"][1]
        assert (cell["source"], cell["telling"], cell["position"]) == ("Harbour Post", "absent", None)
        assert cell["quotes"] == cell["different"] == cell["deleted"] == []

    def test_shares_headline_names_and_split(self) -> None:
        data = report_data(story())
        share = data["coverage"]["shares"][0]
        assert (share["carried"], share["possible"], share["left_out"]) == (6, 7, [3])
        assert data["coverage"]["headline"]["text"] == "Council approves terminal"
        assert data["namings"][0]["uses"][0]["names"][0]["phrase"] == "Mayor Ana Ruiz"
        assert [one["sign"] for one in data["narratives"]] == [-1, 1]
        assert sum(data["split"][side] for side in ("minus", "neither", "plus")) == pytest.approx(1)

    def test_what_is_not_there_is_none_or_empty(self) -> None:
        data = report_data(uncovered())
        assert (data["coverage"], data["narratives"], data["namings"], data["split"]) == (None, [], [], None)

    def test_it_reads_back(self) -> None:
        assert json.loads(render(story(), "json")) == json.loads(json.dumps(report_data(story())))


class TestTables:
    def test_one_row_a_fact_and_source(self) -> None:
        rows = comparison_rows(story())["facts"]
        assert len(rows) == 7 * 4
        for row in rows:
            assert list(row) == list(FACT_COLUMNS)
            if row["telling"] == "absent":
                assert (row["document"], row["start"], row["text"], row["position"]) == ("", None, "", "")
            else:
                text = story().analysis(row["document"]).document.text
                assert text[row["start"] : row["end"]] == row["text"]
        assert rows[4]["differences"] == "2.8 billion crowns (others 2.3 billion crowns)"
        assert rows[4]["doubts"] == "number"
        assert rows[6]["speakers"] == "the city"

    def test_narratives_and_names(self) -> None:
        tables = comparison_rows(story())
        assert all(list(row) == list(NARRATIVE_COLUMNS) for row in tables["narratives"])
        assert {row["pole"] for row in tables["narratives"]} == {"anti-port", "port"}
        assert all(row["lean"] > 0 for row in tables["narratives"])
        assert [row["phrase"] for row in tables["namings"]] == ["Mayor Ana Ruiz", "Mayor Ana Ruiz", "The mayor"]

    @pytest.mark.parametrize("made", [*ALL, one_article])
    def test_frames_have_their_columns_even_when_empty(self, made: Any) -> None:
        frames = to_frames(made())
        assert list(frames["facts"].columns) == list(FACT_COLUMNS)
        assert list(frames["narratives"].columns) == list(NARRATIVE_COLUMNS)
        assert list(frames["namings"].columns) == list(NAMING_COLUMNS)
        assert str(frames["facts"]["start"].dtype) == "Int64"

    @pytest.mark.parametrize("kind", ["csv", "parquet"])
    def test_files_hold_whole_numbers_and_read_back(self, tmp_path: Path, kind: str) -> None:
        import pandas as pd

        write_tables(story(), tmp_path, kind, {})
        path = tmp_path / f"facts.{kind}"
        read = pd.read_csv(path, keep_default_na=False, dtype=str) if kind == "csv" else pd.read_parquet(path)
        assert list(read.columns) == list(FACT_COLUMNS)
        told = read[read["telling"] != "absent"]
        assert set(told["start"].astype(str).str.fullmatch(r"\d+")) == {True}
        left_out = read[read["telling"] == "absent"]["start"]
        assert set(left_out) == {""} if kind == "csv" else left_out.isna().all()


class TestTies:
    def test_articles_tied_one_to_the_next_are_one_group(self) -> None:
        coverage = story().coverage
        assert coverage is not None
        assert count_tied(coverage) == 4
        assert count_tied(replace(coverage, facts=coverage.facts[4:6])) == 2
        assert count_tied(None) == 0


def run(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "framing", *map(str, arguments)],
        input=stdin, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def flood(tmp_path: Path) -> Path:
    """Three invented articles on one event."""
    folder = tmp_path / "flood"
    folder.mkdir()
    texts = {
        "Daily Lantern": "The Orrin dam broke on Tuesday and flooded Vale Street. Forty people were hurt. "
        "The owners had ignored every warning, residents said.",
        "Morning Ledger": "The Orrin dam broke on Tuesday and flooded Vale Street. Thirty people were hurt.",
        "County Wire": "Forty people were hurt when the Orrin dam broke on Tuesday, police said.",
    }
    rows = [{"source": source, "title": f"Dam breaks, {source}", "text": text} for source, text in texts.items()]
    (folder / "flood.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


STARTS = [("s.html", "<!doctype html>"), ("s.md", "# The dam"), ("s.json", "{\n"), ("s.txt", "The dam")]


class TestCommand:
    def test_on_standard_output_it_is_text(self, flood: Path) -> None:
        done = run("story", flood)
        assert done.returncode == 0, done.stderr
        assert "The facts" in done.stdout
        assert "What each source leaves out" in done.stdout
        assert "Orrin dam" in section(done.stdout, "The facts")

    @pytest.mark.parametrize(("name", "start"), STARTS)
    def test_the_ending_decides_and_the_summary_is_printed(
        self, flood: Path, tmp_path: Path, name: str, start: str
    ) -> None:
        done = run("story", flood, "--out", tmp_path / name, "--title", "The dam")
        assert done.returncode == 0, done.stderr
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
        assert f"wrote {tmp_path / name}" in done.stderr
        if name != "s.txt":
            assert done.stdout.startswith("The dam\n3 articles from 3 sources")

    @pytest.mark.parametrize("kind", ["terminal", "html"])
    def test_two_runs_give_the_same_bytes(self, flood: Path, kind: str) -> None:
        first, second = (run("story", flood, "--to", kind) for _ in range(2))
        assert first.returncode == 0
        assert first.stdout == second.stdout

    def test_json_is_that_of_the_report(self, flood: Path) -> None:
        assert run("story", flood, "--to", "json").stdout == run("report", flood, "--to", "json").stdout

    def test_unrelated_articles_are_pointed_to_stories(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("Rain fell on the hills for a week. Rivers rose.", encoding="utf-8")
        (tmp_path / "b.txt").write_text("The orchestra played Brahms. Everybody clapped.", encoding="utf-8")
        done = run("story", tmp_path)
        assert done.returncode == 0
        assert "these articles share no facts" in done.stderr
        assert "framing stories" in done.stderr
        assert run("story", tmp_path, "--quiet").stderr == ""

    def test_articles_of_one_story_are_not(self, flood: Path) -> None:
        assert "framing stories" not in run("story", flood).stderr

    def test_one_source_and_one_article_are_told_what_to_do(self, flood: Path) -> None:
        assert "--by document" in run("story", flood, "--source", "All").stderr
        assert "two or more sources" in run("story", "-", stdin="It rained. It snowed.").stderr

    def test_an_ending_that_says_nothing(self, flood: Path, tmp_path: Path) -> None:
        done = run("story", flood, "--out", tmp_path / "story.csv")
        assert done.returncode == 2
        assert ".html" in done.stderr


def test_the_library_gives_the_story(flood: Path) -> None:
    report = framing.make_report([flood])
    assert report.to("story", "The dam").startswith("<!doctype html>")
    assert report.to("story-terminal", "The dam").startswith("The dam\n")
    assert {"facts", "narratives", "namings"} <= report.to_frames().keys()
