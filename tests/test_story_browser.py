"""The story page in a real browser: filters, jumps and the way back, by mouse, by keyboard, with scripts off."""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from framing.reports.webpage import render_storypage, render_webpage
from tests.story_samples import hostile_story, story
from tests.test_browser import CHROMIUM, FLAGS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
IN_VIEW = "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("stories")
    pages = {
        "story": render_storypage(story()),
        "report": render_webpage(story()),
        "hostile": render_storypage(hostile_story()),
    }
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in pages}


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe-core, as its npm package holds it."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("axe-core cannot be had: npm is not on this machine")
    folder = tmp_path_factory.mktemp("axe")
    done = subprocess.run(
        [npm, "pack", "axe-core@4", "--silent"], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    packed = next(folder.glob("axe-core-*.tgz"), None)
    if done.returncode or packed is None:
        pytest.skip(f"axe-core cannot be had from the npm registry: {done.stderr.strip()[:200]}")
    with tarfile.open(packed) as archive:
        member = archive.extractfile("package/axe.min.js")
        assert member is not None
        return member.read().decode("utf-8")


@pytest.fixture
def page(browser: Browser, files: dict[str, Path]) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(files["story"].as_uri())
    yield page
    page.close()


def shown(page: Page, selector: str) -> list[str]:
    return [" ".join(one.inner_text().split()) for one in page.locator(selector).all() if one.is_visible()]


def open_filters(page: Page) -> None:
    page.locator(".filters > summary").click()


@pytest.mark.parametrize("name", ["story", "report", "hostile"])
@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_quietly_and_fits_the_window(
    browser: Browser, files: dict[str, Path], name: str, width: int, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("dialog", lambda dialog: troubles.append(dialog.message))
    page.on("request", lambda request: troubles.append(request.url) if request.url != files[name].as_uri() else None)
    page.goto(files[name].as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert troubles == []
    page.close()


@pytest.mark.parametrize("name", ["story", "report", "hostile"])
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "light"), (1280, "dark")])
def test_axe_finds_no_fault(
    browser: Browser, files: dict[str, Path], axe: str, name: str, width: int, scheme: str
) -> None:
    # the page's policy lets no foreign script run, so it is set aside for the checker alone
    context = browser.new_context(
        bypass_csp=True,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(files[name].as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    assert len(found["passes"]) > 20
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    context.close()


class TestFilters:
    def test_a_source_taken_out_is_gone_from_narratives_grid_names_and_voices(self, page: Page) -> None:
        assert "Wire" in shown(page, ".omissions thead th")
        assert any("Harbour Post" in one for one in shown(page, "#sides li"))
        open_filters(page)
        page.get_by_label("Harbour Post", exact=True).uncheck()
        assert "Harbour Post" not in shown(page, ".omissions thead th")
        assert "Harbour Post" not in shown(page, "#names thead th")
        assert "Harbour Post" not in shown(page, "#voices h3")
        assert not any("Harbour Post" in one for one in shown(page, "#sides li"))
        assert not any("Harbour Post" in one for one in shown(page, "#wordings .t"))
        page.get_by_role("button", name="Show all").click()
        assert any("Harbour Post" in one for one in shown(page, "#sides li"))

    def test_a_fact_stays_while_one_source_that_tells_it_stays(self, page: Page) -> None:
        families = "Families on Shore Street"
        open_filters(page)
        page.get_by_label("Town Gazette", exact=True).uncheck()
        assert any(families in one for one in shown(page, "#facts .facts li"))
        page.get_by_label("Bay Courier", exact=True).uncheck()
        assert not any(families in one for one in shown(page, "#facts .facts li"))
        assert not any(families in one for one in shown(page, ".omissions tr"))

    def test_voices_and_sides_act_on_sentences(self, page: Page) -> None:
        open_filters(page)
        everything = shown(page, "#sides li")
        page.get_by_label("Direct quotes").uncheck()
        assert [one for one in everything if "quoted:" in one]
        assert shown(page, "#sides li") == [one for one in everything if "quoted:" not in one]
        page.locator(".filters").get_by_label("Against the port").uncheck()
        assert shown(page, "#sides .minus li") == []
        assert shown(page, "#sides .plus li")

    def test_how_much_is_left_is_announced(self, page: Page) -> None:
        open_filters(page)
        count = page.locator("#count")
        assert count.evaluate("one => one.tagName") == "OUTPUT"
        all_sentences = len(shown(page, "#sides li"))
        assert count.inner_text() == (
            f"Shown: 7 of 7 facts, {all_sentences} of {all_sentences} sentences of the narratives"
        )
        page.get_by_label("Bay Courier", exact=True).uncheck()
        page.get_by_label("Harbour Post", exact=True).uncheck()
        page.get_by_label("Wire", exact=True).uncheck()
        left = len(shown(page, "#facts .facts li")), len(shown(page, "#sides li"))
        assert left == (5, 0)
        assert count.inner_text() == f"Shown: 5 of 7 facts, 0 of {all_sentences} sentences of the narratives"
        page.get_by_role("button", name="Show all").click()
        page.wait_for_function("document.getElementById('count').textContent.startsWith('Shown: 7 of 7')")

    def test_enter_in_a_box_leads_nowhere(self, page: Page, files: dict[str, Path]) -> None:
        open_filters(page)
        page.get_by_label("Wire", exact=True).press("Enter")
        assert page.url == files["story"].as_uri()


class TestJumps:
    @pytest.mark.parametrize("part", ["facts", "sides", "grid", "wordings", "names", "headlines", "short"])
    def test_a_sentence_leads_to_its_place_in_the_article_and_back(self, page: Page, part: str) -> None:
        link = page.locator(f"#{part} a[href^='#a']:visible").first
        anchor = str(link.get_attribute("href"))
        link.scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        link.click()
        place = page.locator(anchor)
        assert page.url.endswith(anchor)
        assert place.evaluate("one => one.matches(':target') && !!one.closest('article')")
        if re.fullmatch(r"#a\d+-\d+", anchor):
            assert place.evaluate(IN_VIEW)
            assert place.evaluate("one => getComputedStyle(one).backgroundColor") != "rgba(0, 0, 0, 0)"
        page.get_by_role("button", name="Back to where you were").click()
        assert link.evaluate(IN_VIEW)
        assert link.evaluate("one => one === document.activeElement")
        assert abs(page.evaluate("scrollY") - before) < 800
        assert page.locator("#back").is_hidden()

    def test_a_doubt_opens_the_words_side_by_side(self, page: Page) -> None:
        words = page.locator("#w1")
        assert not words.is_visible()
        page.locator("#f1 a.flag").click()
        assert words.is_visible()
        assert words.evaluate(IN_VIEW)
        assert "14 votes to 8" in words.inner_text()


class TestKeyboard:
    def test_all_is_reached_by_tab_and_worked_by_enter_and_space(self, page: Page) -> None:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
        page.locator(".filters > summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "s1"
        page.keyboard.press("Space")
        assert page.locator("#s1").is_checked() is False
        assert not any("Bay Courier" in one for one in shown(page, "#sides li"))
        page.keyboard.press("Space")
        page.locator("#facts a.s").first.focus()
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        page.keyboard.press("Enter")
        assert re.search(r"#a\d+-\d+$", page.url)
        page.locator("#back").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.matches('#facts a.s')")
        assert outline != "none"

    def test_the_grid_scrolls_and_its_rows_open_by_keyboard(self, page: Page) -> None:
        summary = page.locator(".omissions summary").first
        summary.focus()
        page.keyboard.press("Enter")
        assert page.locator(".omissions .tellings").first.is_visible()


class TestWithoutScripts:
    @pytest.fixture
    def quiet(self, browser: Browser, files: dict[str, Path]) -> Iterator[Page]:
        context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
        page = context.new_page()
        page.goto(files["story"].as_uri())
        yield page
        context.close()

    def test_everything_can_be_read(self, quiet: Page) -> None:
        for summary in quiet.locator("summary").all():
            if summary.is_visible():
                summary.click()
        text = " ".join(quiet.locator("body").inner_text().split())
        for analysis in story().analyses:
            for claim in analysis.claims:
                assert " ".join(analysis.text(claim).split()) in text
        assert quiet.locator("#back").is_hidden()
        assert quiet.locator("#count").inner_text() == ""

    def test_filters_and_jumps_work(self, quiet: Page) -> None:
        quiet.locator(".filters > summary").click()
        quiet.get_by_label("Bay Courier", exact=True).uncheck()
        assert not any("Bay Courier" in one for one in shown(quiet, "#sides li"))
        quiet.locator("#facts a.s:visible").first.click()
        assert re.search(r"#a\d+-\d+$", quiet.url)
        quiet.go_back()
        assert "#" not in quiet.url


class TestPaper:
    def test_all_is_printed_but_filters_and_buttons(self, page: Page) -> None:
        open_filters(page)
        page.get_by_label("Bay Courier", exact=True).uncheck()
        page.emulate_media(media="print")
        assert page.locator(".filters").is_hidden()
        assert page.locator("#back").is_hidden()
        assert "Bay Courier" in shown(page, ".omissions thead th")
        assert len(shown(page, "#facts .facts li")) == 7
        heights = page.evaluate("[...document.querySelectorAll('.omissions .tellings')].map(one => one.offsetHeight)")
        assert heights
        assert all(heights)
        for paper in ("A4", "Letter"):
            assert page.pdf(format=paper).startswith(b"%PDF")

    def test_sides_differ_without_colour(self, page: Page) -> None:
        styles = [
            page.locator(f"#sides .{side} > h3").evaluate("one => getComputedStyle(one).borderBottomStyle")
            for side in ("minus", "plus")
        ]
        assert styles == ["dotted", "double"]
        fills = page.locator("#sides pattern").evaluate_all("all => all.map(one => one.firstElementChild.tagName)")
        assert len(set(fills)) == 2
