"""The page of a new article in a real browser: quiet, within the window, without a fault that axe finds, on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from framing.reports.placing import render_placing
from tests import placing_samples as samples
from tests.test_browser import CHROMIUM, browser, find_faults, opened
from tests.test_story_browser import axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["axe", "browser"]
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]
PAGES = {"one": samples.placed, "story": samples.placed_on_story, "many": samples.many, "hostile": samples.hostile}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("placings")
    for name, make in PAGES.items():
        (folder / f"{name}.html").write_text(render_placing(make(), "html"), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in PAGES}


@pytest.mark.parametrize("name", list(PAGES))
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_quietly_and_fits_the_window(
    browser: Browser, files: dict[str, Path], name: str, width: int, scheme: str
) -> None:
    page, troubles = opened(browser, files[name], width, scheme)
    assert troubles == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("name", list(PAGES))
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "light"), (1280, "dark")])
def test_axe_finds_no_fault(
    browser: Browser, files: dict[str, Path], axe: str, name: str, width: int, scheme: str
) -> None:
    assert find_faults(browser, files[name], axe, width, scheme) == []


def test_a_sentence_leads_to_its_place_in_the_article(browser: Browser, files: dict[str, Path]) -> None:
    page, _ = opened(browser, files["one"], 1280)
    link = page.locator("#a1-farthest a.s").first
    words = link.inner_text()
    link.click()
    target = page.locator(":target")
    assert target.inner_text() == words
    assert target.is_visible()
    page.close()


def test_the_skip_link_is_the_first_thing_the_keyboard_reaches(browser: Browser, files: dict[str, Path]) -> None:
    page, _ = opened(browser, files["one"], 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.close()


def test_it_prints_with_the_article_whole(browser: Browser, files: dict[str, Path]) -> None:
    page, _ = opened(browser, files["one"], 1280)
    page.emulate_media(media="print")
    shown = " ".join(page.evaluate("document.body.innerText").split())
    for claim in samples.placed().articles[0].analysis.claims:
        words = samples.placed().articles[0].analysis.document.text[claim.start : claim.end]
        assert " ".join(words.split()[:5]) in shown
    for paper in ("A4", "Letter"):
        assert page.pdf(format=paper).startswith(b"%PDF")
    page.close()
