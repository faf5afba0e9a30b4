"""The page in a real browser: nothing is fetched, nothing overflows, marks differ without colour."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from framing.reporting import make_report
from tests.conftest import SEEDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(make_report([SEEDS]).to("html"), encoding="utf-8")
    return path


def opened(browser: Browser, path: Path, width: int, scheme: str = "light") -> tuple[Page, list[str]]:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: troubles.append(request.url) if request.url != path.as_uri() else None)
    page.goto(path.as_uri())
    return page, troubles


def find_faults(browser: Browser, path: Path, axe: str, width: int, scheme: str) -> list[list[str]]:
    """What axe finds wrong with a page: rule, and the first place."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(path.as_uri())
    page.evaluate(axe)
    faults: list[list[str]] = page.evaluate(
        "axe.run(document).then(found => found.violations.map(one => [one.id, one.nodes[0].html]))"
    )
    context.close()
    return faults


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_quietly_and_fits_the_window(browser: Browser, page_file: Path, width: int, scheme: str) -> None:
    page, troubles = opened(browser, page_file, width, scheme)
    assert troubles == []
    assert page.title()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_light_and_dark_differ(browser: Browser, page_file: Path) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        page, _ = opened(browser, page_file, 1280, scheme)
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        page.close()
    assert grounds[0] != grounds[1]


def test_marks_of_the_two_poles_differ_without_colour(browser: Browser, page_file: Path) -> None:
    page, _ = opened(browser, page_file, 1280)
    styles = page.evaluate(
        """() => Object.fromEntries(['C', 'P'].map(letter => {
          const mark = [...document.querySelectorAll('mark')].find(m =>
            [m, ...m.querySelectorAll('*')].some(e => ['::before', '::after'].some(p =>
              getComputedStyle(e, p).content.includes(letter)) ||
              Object.values(e.dataset).includes(letter)));
          const style = getComputedStyle(mark);
          return [letter, [style.textDecorationStyle, style.borderBottomStyle, style.textDecorationLine].join()];
        }))"""
    )
    assert styles["C"] != styles["P"]
    page.close()


def test_it_prints_with_every_claim_on_paper(browser: Browser, page_file: Path, tmp_path: Path) -> None:
    page, _ = opened(browser, page_file, 1280)
    page.emulate_media(media="print")
    shown = page.evaluate("document.body.innerText")
    report = make_report([SEEDS]).comparison
    for analysis in report.analyses:
        for claim in analysis.claims:
            words = " ".join(analysis.text(claim).split()[:6])
            assert words in " ".join(shown.split()), analysis.text(claim)
    for paper in ("A4", "Letter"):
        assert page.pdf(format=paper).startswith(b"%PDF")
    page.close()


def test_the_skip_link_is_the_first_thing_the_keyboard_reaches(browser: Browser, page_file: Path) -> None:
    page, _ = opened(browser, page_file, 1280)
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    assert target.startswith("#")
    assert page.locator(target).count() == 1
    page.close()
