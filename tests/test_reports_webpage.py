"""The web page: safe, whole, stable, readable without colour, by keyboard, on a phone and on paper."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from framing.comparisons import Comparison
from framing.reports.pages import lay_out
from framing.reports.webpage import render_notebook, render_webpage
from tests.conftest import ROOT
from tests.report_samples import HOSTILE, hostile, sample, with_learned_words, without_axis

ALL = [sample(), sample("document"), without_axis(), hostile(), with_learned_words()]
each = pytest.mark.parametrize("comparison", ALL, ids=["sources", "documents", "no axis", "hostile", "learned"])


def page_of(comparison: Comparison) -> Any:
    return html.document_fromstring(render_webpage(comparison).encode())


def text_of(element: Any) -> str:
    return str(element.text_content())


class TestSafety:
    def test_markup_of_documents_is_text(self) -> None:
        page = page_of(hostile())
        assert ["alert" in script.text for script in page.xpath("//script")] == [False]
        assert page.xpath("//b[text()='bold']") == []
        assert HOSTILE in text_of(page.xpath("//main")[0])
        assert not [name for name in page.xpath("//@*/..") if any(key.startswith("on") for key in name.attrib)]

    def test_only_web_addresses_become_links(self) -> None:
        links = page_of(hostile()).xpath("//a/@href")
        assert not [link for link in links if not link.startswith(("#", "https://", "http://"))]
        assert "https://example.org/a" in page_of(sample()).xpath("//a/@href")

    @each
    def test_nothing_is_loaded(self, comparison: Comparison) -> None:
        page = page_of(comparison)
        assert page.xpath("//script/@src | //link | //img | //iframe | //object | //embed | //@src | //base") == []
        styles = " ".join(page.xpath("//style/text()"))
        assert not re.search(r"url\(|@import|http", styles)
        assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]

    def test_the_notebook_fragment_is_safe_and_scoped(self) -> None:
        fragment = render_notebook(hostile())
        assert "<script" not in fragment
        rules = re.findall(r"^([^{}\n]+)\{", fragment.partition("</style>")[0], re.MULTILINE)
        assert rules
        assert all(part.strip().startswith(".framing-report") for rule in rules for part in rule.split(","))


class TestWholeness:
    @each
    def test_every_claim_is_whole_in_an_element_of_its_own(self, comparison: Comparison) -> None:
        page = page_of(comparison)
        texts = {text_of(element) for element in page.xpath("//article[contains(@class,'document')]//span[@id]")}
        for analysis in comparison.analyses:
            for claim in analysis.claims:
                assert analysis.text(claim) in texts

    @each
    def test_every_document_is_whole(self, comparison: Comparison) -> None:
        articles = page_of(comparison).xpath("//article[contains(@class,'document')]")
        for sheet, article in zip(lay_out(comparison).sheets, articles, strict=True):
            shown = text_of(article)
            for block in sheet.document.blocks:
                assert sheet.document.text[block.start : block.end] in shown

    @each
    def test_every_quote_has_exactly_its_words_and_leads_to_its_place(self, comparison: Comparison) -> None:
        page = page_of(comparison)
        for quote in page.xpath("//blockquote"):
            target = quote.xpath(".//a/@href")[0].removeprefix("#")
            assert text_of(quote.xpath("./p")[0]) == text_of(page.get_element_by_id(target))

    def test_marks_tell_letter_frame_and_what_is_counted_apart(self) -> None:
        marks = page_of(sample()).xpath("//div[@class='text']//mark")
        letters = {mark.get("data-k") for mark in marks}
        assert {"A", "F", "not A", "“F”", "an"} <= letters
        assert all(" · " in mark.get("title") for mark in marks)
        assert any("negated, counted apart" in mark.get("title") for mark in marks)

    def test_voices_are_shown_in_the_text(self) -> None:
        page = page_of(sample())
        direct = page.xpath("//div[@class='text']//span[@class='direct']")
        assert any("land grab" in text_of(span) and "Mara Lind" in span.get("title") for span in direct)
        assert page.xpath("//div[@class='text']//span[@class='indirect']")

    def test_receipts_and_rejected_inputs_are_there(self) -> None:
        page = page_of(sample())
        assert len(page.xpath("//details[@class='receipt']")) == 3
        assert "scan.pdf" in text_of(page.get_element_by_id("provenance"))
        assert "1 input could not be read" in text_of(page.xpath("//header")[0])


class TestContent:
    def test_sections_in_order(self) -> None:
        ids = page_of(sample()).xpath("//main/section/@id")
        known = ["how", "stance", "headlines", "frames", "voices", "words", "documents", "limits", "provenance"]
        assert ids[:3] == ["short", "facts", "sides"]
        assert ids[ids.index("how") :] == known

    def test_a_refusal_stands_where_the_dot_would(self) -> None:
        rows = page_of(sample()).xpath("//div[@class='strip']/ul/li")
        shown = {text_of(row.xpath("./span[@class='who']")[0]): row for row in rows}
        assert len(shown["Bay Courier"].xpath(".//circle")) == 1
        assert shown["Town Gazette"].xpath(".//circle") == []
        assert "too little evidence" in text_of(shown["Town Gazette"])

    def test_poles_are_left_and_right_with_the_names_of_the_lexicon(self) -> None:
        page = page_of(sample())
        ends = [text_of(end) for end in page.xpath("//div[@class='strip']//p[@class='ends']/span")]
        assert ends == ["← Against the port A", "F For the port →"]
        rows = page.xpath("//div[@class='strip']//li")
        dots = {text_of(row.xpath("./span")[0]): row.xpath(".//circle/@cx") for row in rows}
        assert float(dots["Bay Courier"][0].rstrip("%")) < 50 < float(dots["Harbour Post"][0].rstrip("%"))

    def test_both_poles_have_the_same_room_even_when_one_is_empty(self) -> None:
        for sides in page_of(sample()).xpath("//article[@class='card']/div[@class='sides']"):
            assert [side.get("class") for side in sides] == ["side minus", "side plus"]

    def test_without_an_axis_there_is_no_stance(self) -> None:
        page = page_of(without_axis())
        assert "There is no stance here" in text_of(page.get_element_by_id("stance"))
        assert page.xpath("//circle") == []

    def test_a_title_of_ones_own(self) -> None:
        page = html.document_fromstring(render_webpage(sample(), "Two <ports>"))
        assert page.xpath("//h1")[0].text == page.xpath("//title")[0].text == "Two <ports>"

    @each
    def test_the_same_bytes_twice_and_lean(self, comparison: Comparison) -> None:
        first = render_webpage(comparison)
        assert first == render_webpage(comparison)
        assert len(first.encode()) < 100_000

    def test_texts_beyond_the_room_are_counted_not_lost_in_silence(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.reports.pages.MAX_CHARACTERS", 120)
        page = page_of(sample())
        left_out = [note for note in page.xpath("//article/p[@class='note']") if "left out" in text_of(note)]
        assert len(left_out) == 2
        assert {link[1:] for link in page.xpath("//a/@href") if link[0] == "#"} <= set(page.xpath("//@id"))

    def test_a_large_corpus_is_capped_and_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.reports.pages.MAX_SHEETS", 1)
        monkeypatch.setattr("framing.reports.pages.MAX_UNITS", 2)
        page = page_of(sample())
        assert len(page.xpath("//article[@class='document']")) == 1
        assert len(page.xpath("//article[@class='card']")) == 2
        assert "all 3 are counted above" in text_of(page.get_element_by_id("documents"))
        assert "all 3 are in the table" in text_of(page.get_element_by_id("stance"))
        assert len(page.xpath("//section[@id='stance']//table")[0].xpath("./tbody/tr")) == 3
        assert {link[1:] for link in page.xpath("//a/@href") if link[0] == "#"} <= set(page.xpath("//@id"))


class TestAccess:
    @each
    def test_ids_are_unique_and_links_lead_somewhere(self, comparison: Comparison) -> None:
        page = page_of(comparison)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)
        assert set(page.xpath("//@aria-labelledby")) <= set(ids)

    @each
    def test_headings_never_skip_a_level(self, comparison: Comparison) -> None:
        levels = [int(heading.tag[1]) for heading in page_of(comparison).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    @each
    def test_tables_have_captions_and_scoped_headers_and_scroll_by_keyboard(self, comparison: Comparison) -> None:
        for table in page_of(comparison).xpath("//table"):
            assert text_of(table.xpath("./caption")[0]).strip()
            assert all(header.get("scope") for header in table.xpath(".//th"))
            box = table.getparent()
            assert (box.get("class"), box.get("tabindex"), box.get("role")) == ("scroll", "0", "region")
            assert box.get("aria-label")
            widths = {len(row.xpath("./th|./td")) for row in table.xpath(".//tr[not(td/@colspan)]")}
            assert len(widths) == 1

    def test_language_landmarks_and_skip_link(self) -> None:
        page = page_of(sample())
        assert page.get("lang") == "en"
        assert len(page.xpath("//main")) == 1
        assert page.xpath("//body/a[1]/@href") == ["#main"]
        assert page.xpath("//nav/@aria-label")
        assert all(text_of(label).strip() for label in page.xpath("//label[input]"))


def luminance(color: str) -> float:
    parts = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def tokens() -> dict[str, dict[str, str]]:
    folder = ROOT / "framing" / "reports" / "templates"
    css = (folder / "webpage.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    blocks.append((folder / "notebook.css").read_text(encoding="utf-8"))
    light, dark, paper, notebook = (dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in blocks)
    return {"light": light, "dark": dark, "print": paper, "notebook": {"wash": notebook["paper"], **notebook}}


@pytest.mark.parametrize("scheme", ["light", "dark", "print", "notebook"])
class TestColours:
    def test_text_and_graphics_stand_out(self, scheme: str) -> None:
        colors = tokens()[scheme]
        for ground in ("paper", "wash"):
            for name in ("ink", "quiet", "minus", "plus", "plain"):
                assert contrast(colors[name], colors[ground]) >= 4.5, (name, ground)
            assert contrast(colors["line"], colors[ground]) >= 3

    def test_the_place_linked_to_stays_readable(self, scheme: str) -> None:
        colors = tokens()[scheme]
        for name in ("ink", "minus", "plus"):
            assert contrast(colors[name], colors.get("target", colors["paper"])) >= 4.5

    def test_both_poles_weigh_the_same(self, scheme: str) -> None:
        colors = tokens()[scheme]
        ratio = contrast(colors["minus"], colors["paper"]) / contrast(colors["plus"], colors["paper"])
        assert 0.8 <= ratio <= 1.25

    @pytest.mark.parametrize(
        "matrix",
        [
            ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
            ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
            ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
        ],
        ids=["protan", "deutan", "tritan"],
    )
    def test_poles_differ_for_the_colour_blind(self, scheme: str, matrix: tuple[tuple[float, ...], ...]) -> None:
        """The simulation of Machado, Oliveira & Fernandes (2009) at full strength, distance in RGB."""
        seen = []
        for name in ("minus", "plus"):
            rgb = [int(tokens()[scheme][name][place : place + 2], 16) for place in (1, 3, 5)]
            seen.append([sum(a * b for a, b in zip(row, rgb, strict=True)) for row in matrix])
        assert sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5 > 60


def test_marks_differ_by_line_and_letter_not_by_colour_alone() -> None:
    css = (ROOT / "framing" / "reports" / "templates" / "webpage.css").read_text(encoding="utf-8")
    styles = dict(re.findall(r"mark\.(minus|plus|plain) \{ text-decoration: underline (\w+)", css))
    assert len(set(styles.values())) == len(styles) == 3
    assert "content: attr(data-k)" in css


@pytest.fixture(scope="module")
def browser() -> Any:
    sync_api = pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        pytest.skip("no Chromium here")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(render_webpage(hostile()), encoding="utf-8")
    return path.as_uri()


@pytest.mark.browser
class TestInABrowser:
    @pytest.mark.parametrize("width", [320, 360, 768, 1280])
    def test_the_page_never_scrolls_sideways(self, browser: Any, address: str, width: int) -> None:
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()

    def test_it_asks_for_nothing_and_runs_nothing(self, browser: Any, address: str) -> None:
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: asked.append(dialog.message))
        page.goto(address)
        assert asked == [address]
        page.close()

    def test_paper_shows_what_is_folded_away(self, browser: Any, address: str) -> None:
        page = browser.new_page()
        page.goto(address)
        page.emulate_media(media="print")
        heights = page.evaluate("[...document.querySelectorAll('details > :not(summary)')].map(e => e.offsetHeight)")
        assert heights
        assert all(heights)
        page.close()
