"""The story page: only the sources' own words, each cited to its place; what is shared, left out and told by whom."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from framing.comparisons import Comparison
from framing.coverage import Cell, Fact
from framing.documents.model import Document, Span
from framing.reports import render
from framing.reports.citations import cut_words
from framing.reports.pages import lay_out
from framing.reports.storypages import StoryPage, lay_out_storypage
from framing.reports.webpage import render_storypage, render_webpage
from framing.reports.wording import texts
from tests.report_samples import HOSTILE
from tests.story_samples import FACTS, hostile_story, lonely, story, story_without_axis, uncovered

ALL = [story(), story("document"), story_without_axis(), lonely(), uncovered(), hostile_story()]
each = pytest.mark.parametrize(
    "comparison", ALL, ids=["story", "documents", "no axis", "one document", "no coverage", "hostile"]
)
PARTS = ("short", "facts", "sides", "grid", "wordings", "names")


def laid_out(comparison: Comparison) -> StoryPage:
    return lay_out_storypage(lay_out(comparison))


def page_of(comparison: Comparison, title: str = "") -> Any:
    return html.document_fromstring(render_storypage(comparison, title).encode())


def text_of(element: Any) -> str:
    return " ".join(str(element.text_content()).split())


def with_facts(*facts: Fact) -> Comparison:
    """The story as if these were all its facts, left out by nobody."""
    coverage = story().coverage
    assert coverage is not None
    shares = tuple(replace(share, left_out=(), possible=len(facts)) for share in coverage.shares)
    return replace(story(), coverage=replace(coverage, facts=facts, shares=shares))


def one_class(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


class TestLayout:
    def test_articles_are_numbered_by_source_then_by_date(self) -> None:
        sheets = laid_out(story()).page.sheets
        assert [(sheet.number, sheet.document.source) for sheet in sheets] == [
            (1, "Bay Courier"),
            (2, "Harbour Post"),
            (3, "Harbour Post"),
            (4, "Town Gazette"),
            (5, "Wire"),
        ]
        assert [sheet.document.published for sheet in sheets[1:3]] == ["2024-03-05", "2024-03-07"]

    def test_dates_are_the_first_and_the_last(self) -> None:
        assert laid_out(story()).dates == ("2024-03-04", "2024-03-07")
        assert laid_out(lonely()).dates == ("2024-03-05",)
        assert laid_out(hostile_story()).dates == ()

    def test_a_fact_is_cited_first_to_its_plainest_words_then_to_the_others(self) -> None:
        fact = laid_out(story()).facts[0]
        assert fact.words.text == "The council approved the terminal on Monday by 14 votes to 9."
        assert fact.words.citation.number == 5
        assert [one.number for one in fact.others] == [1, 2, 4]
        assert fact.missing == ()
        assert [(one.words, one.citation.number) for one in fact.otherwise] == [("14 votes to 8", 4)]

    def test_a_fact_names_who_leaves_it_out(self) -> None:
        assert [fact.missing for fact in laid_out(story()).facts[4:]] == [
            ("Harbour Post", "Wire"),
            ("Harbour Post", "Wire"),
            ("Town Gazette", "Wire"),
        ]

    def test_keys_are_the_source_the_voice_and_the_side_of_each_telling(self) -> None:
        assert laid_out(story()).facts[3].keys == ("1on", "2on", "4on")
        assert laid_out(story()).facts[1].keys == ("1om", "2op", "3rn", "4on")

    def test_each_source_shows_the_most_shared_fact_that_it_leaves_out(self) -> None:
        shown = {one.unit.name: one.left_out.fact.number if one.left_out else 0 for one in laid_out(story()).glances}
        assert shown == {"Bay Courier": 3, "Harbour Post": 5, "Town Gazette": 4, "Wire": 5}

    def test_the_grid_begins_with_what_most_sources_tell(self) -> None:
        grid = laid_out(story()).grid
        assert grid is not None
        shown = [(group.carriers, [row.shown.fact.number for row in group.rows]) for group in grid.groups]
        assert shown == [(4, [1, 2]), (3, [3, 4]), (2, [5, 6, 7])]

    def test_words_laid_open_are_those_that_differ_between_most_sources(self) -> None:
        grid = laid_out(story()).grid
        assert grid is not None
        assert [row.shown.fact.number for row in grid.wordings] == [1, 2, 3, 4]

    def test_marked_words_lose_no_character_and_join_with_their_neighbours(self) -> None:
        document = Document("d", "Forty people were quickly detained here")
        only = [Span(0, 5), Span(6, 12), Span(26, 34)]
        runs = cut_words(document, Span(0, 34), only, [Span(13, 34)])
        assert "".join(run.text for run in runs) == document.text[:34]
        assert [(run.text, run.only, run.deleted, run.ending) for run in runs] == [
            ("Forty people", True, False, False),
            (" ", False, False, False),
            ("were quickly ", False, True, False),
            ("detained", True, True, True),
        ]

    @given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6))
    def test_runs_are_the_text_whatever_is_marked(self, text: str, marked: list[tuple[int, int]]) -> None:
        spans = [Span(min(pair), max(pair)) for pair in marked]
        whole = Span(0, len(text))
        runs = cut_words(Document("d", text), whole, spans[::2], spans[1::2])
        assert "".join(run.text for run in runs) == text
        assert all(run.deleted for run in runs if run.ending)

    def test_articles_of_one_source_are_capped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.reports.storypages.ARTICLES_FIRST", 0)
        monkeypatch.setattr("framing.reports.storypages.ARTICLES_SHOWN", 1)
        post = laid_out(story()).glances[1]
        assert ([one.sheet.number for one in post.others], post.more) == ([2], 1)
        row = text_of(page_of(story()).xpath("//div[@class='glance']/ul/li")[1])
        assert "and 2 more articles" in row
        assert "and 1 more article, listed in the JSON report" in row

    def test_without_room_facts_are_counted_not_lost_in_silence(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.reports.storygrids.FACTS_SHOWN", 4)
        monkeypatch.setattr("framing.reports.storygrids.FACTS_FIRST", 1)
        shown = laid_out(story())
        assert [fact.fact.number for fact in shown.facts] == [1, 2, 3, 4]
        assert [fact.fact.number for fact in shown.first_facts] == [1]
        assert shown.more_facts == shown.grid.more == 3  # type: ignore[union-attr]
        page = page_of(story())
        assert "and 3 more facts, listed in the JSON report" in text_of(page.get_element_by_id("facts"))
        assert "and 3 more facts" in text_of(page.xpath("//section[@id='facts']/details/summary")[1])

    def test_many_sources_and_names_are_capped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.reports.pages.MAX_UNITS", 2)
        monkeypatch.setattr("framing.reports.storypages.NAMES_SHOWN", 0)
        monkeypatch.setattr("framing.reports.storygrids.CITED", 1)
        shown = laid_out(story())
        assert [one.unit.name for one in shown.glances] == ["Bay Courier", "Harbour Post"]
        assert shown.more_names == 1
        assert (len(shown.facts[0].others), shown.facts[0].more) == (1, 2)
        assert [choice.id for choice in shown.filters.sources] == ["s1", "s2", "s0"]
        assert "0on" in shown.facts[0].keys
        assert "all 4 are counted" in text_of(page_of(story()).get_element_by_id("short"))


class TestContent:
    def test_the_parts_stand_in_the_order_of_a_story(self) -> None:
        ids = page_of(story()).xpath("//main/section/@id")
        assert ids == [*PARTS, "headlines", "voices", "documents", "limits", "provenance"]

    def test_a_report_begins_with_the_same_parts(self) -> None:
        report = html.document_fromstring(render_webpage(story()).encode())
        assert tuple(report.xpath("//main/section/@id")[: len(PARTS)]) == PARTS
        page = page_of(story())
        for part in PARTS:
            shown = (html.tostring(one.get_element_by_id(part)) for one in (page, report))
            assert next(shown) == next(shown)

    def test_the_title_is_a_headline_with_its_source_or_the_callers(self) -> None:
        page = page_of(story())
        assert text_of(page.xpath("//h1")[0]) == "Council approves terminal" == page.xpath("//title")[0].text
        assert page.xpath("//body/header/p[@class='meta']/a/@href") == ["#a5-0"]
        own = page_of(story(), "Two <ports>")
        assert text_of(own.xpath("//h1")[0]) == "Two <ports>"
        assert own.xpath("//body/header/p[@class='meta']") == []

    def test_a_story_without_a_headline_is_named_by_its_articles(self) -> None:
        assert text_of(page_of(uncovered()).xpath("//h1")[0]) == "One story in 5 articles from 4 sources"
        assert text_of(page_of(lonely()).xpath("//h1")[0]).startswith("Port barons")

    def test_in_short_each_source_has_its_articles_reading_share_and_what_it_leaves_out(self) -> None:
        rows = [text_of(row) for row in page_of(story()).xpath("//div[@class='glance']/ul/li")]
        assert len(rows) == 4
        assert "[1] 2024-03-05 Port barons get their land grab" in rows[0]
        assert "slightly anti-port" in rows[0]
        assert "6 of 7" in rows[0]
        assert "Mayor Ana Ruiz promised 3,000 jobs. [4] told by 3 of 4" in rows[0]
        assert "[3] 2024-03-07 The bay cannot wait · too little evidence" in rows[1]

    def test_doubts_are_said_with_the_number_that_differs(self) -> None:
        facts = page_of(story()).xpath(f"//section[@id='facts']//li[{one_class('f')}]")
        assert "numbers differ: check 14 votes to 8 [4]" in text_of(facts[0]).replace("⚠ ", "")
        assert "one denies it: check" in text_of(facts[6])

    def test_the_grid_tells_how_where_and_how_long_each_source_tells_a_fact(self) -> None:
        rows = page_of(story()).xpath(f"//table[{one_class('omissions')}]//tr[{one_class('f')} and th]")
        cells = [[text_of(cell) for cell in row.xpath("./td")] for row in rows]
        assert len(cells) == len(FACTS)
        assert cells[0][1] == "●toldlead, 19 words"
        assert cells[0][2] == "≠another number: 14 votes to 8 (others 14 votes to 9)lead, 11 words"
        assert re.fullmatch(r".left out", cells[2][0])
        assert "quoted: Mayor Ana Ruiz" in cells[2][1]

    def test_glyphs_of_the_tellings_differ_and_are_not_read_aloud(self) -> None:
        page = page_of(story())
        signs = {text_of(sign) for sign in page.xpath("//table[@class='omissions']//td/i[@aria-hidden='true']")}
        assert len(signs) == 4

    def test_words_of_one_source_alone_are_marked_and_so_is_who_is_not_named(self) -> None:
        words = page_of(story()).get_element_by_id("wordings")
        assert "taxpayers" in {text_of(mark) for mark in words.xpath(f".//q/mark[{one_class('only')}]")}
        gone = words.xpath(f".//q/mark[{one_class('gone')} and @data-k]")
        assert {text_of(mark) for mark in gone} == {"detained", "were arrested"}

    def test_names_stand_beside_each_other(self) -> None:
        row = page_of(story()).xpath("//section[@id='names']//tbody/tr")[0]
        assert [text_of(cell) for cell in row] == [
            "Ana Ruiz",
            "–",
            "Mayor Ana Ruiz 1",
            "Mayor Ana Ruiz 1",
            "The mayor 1",
        ]

    def test_a_side_that_no_source_tells_is_said_to_be_untold(self) -> None:
        sides = page_of(lonely()).xpath("//section[@id='sides']//div[contains(@class, 'side ')]")
        assert [one.get("class") for one in sides] == ["side minus", "side plus"]
        assert "No source here tells that side." not in text_of(sides[0])
        assert "No source here tells that side." in text_of(sides[1])

    def test_the_split_is_told_in_words_with_its_interval(self) -> None:
        split = text_of(page_of(story()).xpath("//figure[@class='split']")[0])
        assert "50 % argues for the port; 95 % interval 8 % to 92 %" in split.replace("\u202f", " ")
        refused = replace(story(), split=None)
        assert texts["story_page"]["split_refused"] in text_of(page_of(refused).get_element_by_id("sides"))

    def test_without_an_axis_no_side_is_told_and_no_source_is_placed(self) -> None:
        page = page_of(story_without_axis())
        assert texts["story_page"]["no_sides"] in text_of(page.get_element_by_id("sides"))
        assert page.xpath("//circle | //p[@class='step']") == []
        assert page.xpath("//fieldset[legend='Sides']") == []

    @pytest.mark.parametrize(
        ("comparison", "reason"),
        [
            (lonely(), "facts_alone"),
            (uncovered(), "facts_uncovered"),
            (with_facts(), "facts_none"),
        ],
        ids=["one source", "not compared", "none shared"],
    )
    def test_where_no_fact_is_shared_the_page_says_why(self, comparison: Comparison, reason: str) -> None:
        page = page_of(comparison)
        assert texts["story_page"][reason] in text_of(page.get_element_by_id("facts"))
        assert not {"grid", "wordings"} & set(page.xpath("//@id"))

    def test_render_knows_the_story(self) -> None:
        assert render(story(), "story") == render_storypage(story())
        assert render(story(), "story", "Mine") == render_storypage(story(), "Mine")


class TestOnlyTheSourcesWords:
    @each
    def test_every_quotation_is_in_a_source_to_the_letter(self, comparison: Comparison) -> None:
        documents = [analysis.document.text for analysis in comparison.analyses]
        quotations = page_of(comparison).xpath("//q")
        assert quotations
        for one in quotations:
            words = str(one.text_content())
            assert any(words in text for text in documents) or words in (HOSTILE, "(speaker not found)"), words

    @pytest.mark.parametrize("comparison", ALL[:5], ids=["story", "documents", "no axis", "one", "uncovered"])
    def test_all_else_is_our_labels_names_and_numbers(self, comparison: Comparison) -> None:
        page = page_of(comparison)
        for one in page.xpath("//q | //svg"):
            one.drop_tree()
        known = set(_words(" ".join(_strings(texts))))
        known |= set(_words(" ".join(f"{unit.name} {unit.source}" for unit in comparison.sources)))
        known |= set(_words(" ".join(one.document.title for one in comparison.analyses)))
        if comparison.axis:
            known |= set(_words(" ".join(f"{one.name} {one.title} {one.letter}" for one in comparison.axis.poles)))
        known |= set(_words("article articles fact facts is are words source sources document documents slightly"))
        for part in set(PARTS) & set(page.xpath("//@id")):
            assert set(_words(" ".join(page.get_element_by_id(part).itertext()))) <= known

    @each
    def test_every_citation_leads_to_the_words_it_cites(self, comparison: Comparison) -> None:
        page = page_of(comparison)
        for link in page.xpath("//a[@class='s']"):
            place = page.get_element_by_id(link.get("href").removeprefix("#"))
            quoted = link.xpath("./q") or [link]
            assert text_of(quoted[0]) == text_of(place)
            assert place.xpath("ancestor::article")

    @each
    def test_every_link_leads_somewhere_and_ids_are_unique(self, comparison: Comparison) -> None:
        page = page_of(comparison)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)
        assert set(page.xpath("//@aria-labelledby")) <= set(ids)

    def test_where_a_text_is_not_shown_links_lead_to_its_entry(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.reports.pages.MAX_CHARACTERS", 0)
        links = page_of(story()).xpath("//section[@id='facts']//a[@class='s']/@href")
        assert set(links) == {"#a2", "#a4", "#a5"}

    def test_articles_without_a_place_are_cited_without_a_link(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.reports.pages.MAX_SHEETS", 1)
        page = page_of(story())
        assert text_of(page.xpath("//section[@id='facts']//span[@class='s']")[0]).endswith("[5]")
        ids = set(page.xpath("//@id"))
        assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= ids


def _strings(table: Any) -> Iterator[str]:
    for value in table.values():
        yield from [value] if isinstance(value, str) else _strings(value)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


class TestSafety:
    @each
    def test_the_only_script_is_ours_and_the_policy_lets_no_other_run(self, comparison: Comparison) -> None:
        page = page_of(comparison)
        scripts = page.xpath("//script")
        assert len(scripts) == 1
        digest = b64encode(sha256(scripts[0].text.encode()).digest()).decode()
        policy = page.xpath("//meta[@http-equiv]/@content")[0]
        assert f"script-src 'sha256-{digest}';" in policy
        assert "default-src 'none'" in policy
        assert "form-action 'none'" in policy

    @each
    def test_nothing_is_loaded_and_nothing_runs_from_an_attribute(self, comparison: Comparison) -> None:
        page = page_of(comparison)
        assert page.xpath("//link | //img | //iframe | //object | //embed | //@src | //base") == []
        assert not [name for one in page.iter() for name in one.attrib if name.startswith("on") or name == "style"]

    def test_markup_of_documents_is_text(self) -> None:
        page = page_of(hostile_story())
        assert page.xpath("//b[text()='win']") == []
        for part in set(PARTS) - {"wordings"}:
            assert HOSTILE in text_of(page.get_element_by_id(part)), part
        assert not [link for link in page.xpath("//a/@href") if not link.startswith(("#", "https://"))]

    @each
    def test_the_same_bytes_twice_and_lean(self, comparison: Comparison) -> None:
        first = render_storypage(comparison)
        assert first == render_storypage(comparison)
        assert len(first.encode()) < 110_000


class TestFilters:
    def test_every_key_on_the_page_has_its_rules(self) -> None:
        page = page_of(story())
        styles = "".join(page.xpath("//style/text()"))
        keys = {
            name
            for names in page.xpath(f"//*[{one_class('t')} or {one_class('f')}]/@class")
            for name in names.split()
        }
        keys = {key for key in keys if re.fullmatch(r"k\d+[ohqr][mnp]", key)}
        assert keys
        for key in keys:
            assert f".t.{key} {{ display: none; }}" in styles
            assert f".f.{key} {{ display: revert; }}" in styles

    def test_boxes_are_labelled_checked_and_forgotten(self) -> None:
        boxes = page_of(story()).xpath("//form//input")
        keys = [one.key for one in laid_out(story()).filters.keys]
        voices = [f"v{letter}" for letter in "ohqr" if any(letter in key for key in keys)]
        assert [box.get("id") for box in boxes] == ["s1", "s2", "s3", "s4", *voices, "pm", "pn", "pp"]
        assert all("checked" in box.attrib and box.get("autocomplete") == "off" for box in boxes)
        assert all(text_of(box.getparent()) for box in boxes)

    def test_a_key_without_a_choice_needs_no_box(self) -> None:
        ids = set(page_of(story_without_axis()).xpath("//form//input/@id"))
        needed = {need for key in laid_out(story_without_axis()).filters.keys for need in key.needs}
        assert needed <= ids
        assert not [one for one in ids if one.startswith("p")]


class TestAccess:
    @each
    def test_headings_never_skip_a_level(self, comparison: Comparison) -> None:
        levels = [int(heading.tag[1]) for heading in page_of(comparison).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    @each
    def test_tables_have_captions_scoped_headers_and_scroll_by_keyboard(self, comparison: Comparison) -> None:
        for table in page_of(comparison).xpath("//table"):
            assert text_of(table.xpath("./caption")[0])
            assert all(header.get("scope") for header in table.xpath(".//th"))
            box = table.getparent()
            assert (box.get("class"), box.get("tabindex"), box.get("role")) == ("scroll", "0", "region")
            widths = {len(row.xpath("./th|./td")) for row in table.xpath(".//tr[not(td/@colspan)]")}
            assert len(widths) == 1

    def test_an_absent_cell_says_so_in_words(self) -> None:
        absent = page_of(story()).xpath("//td[@class='no']")
        missing = sum(cell.telling == "absent" for fact in story().coverage.facts for cell in fact.cells)  # type: ignore[union-attr]
        assert len(absent) == missing > 0
        assert all("left out" in text_of(cell) for cell in absent)


def test_a_telling_of_several_sentences_is_capped() -> None:
    coverage = story().coverage
    assert coverage is not None
    fact = coverage.facts[0]
    quote = fact.cells[0].quotes[0]
    cell = Cell("Bay Courier", "told", (quote,) * 5, position="lead", words=80)
    longer = with_facts(replace(fact, cells=(cell, *fact.cells[1:])))
    grid = laid_out(longer).grid
    assert grid is not None
    assert (len(grid.groups[0].rows[0].cells[0].sentences), grid.groups[0].rows[0].cells[0].more) == (3, 2)
    assert "and 2 more sentences" in text_of(page_of(longer).get_element_by_id("grid"))
