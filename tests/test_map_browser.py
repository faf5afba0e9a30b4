"""The map in a real browser: quiet, within the window, labels apart, without a fault that axe finds, on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from framing.reports.maps import render_map
from tests import map_samples as samples
from tests.test_browser import CHROMIUM, browser, find_faults, opened
from tests.test_story_browser import axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["axe", "browser"]
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]
PAGES = {"one": samples.drawn, "two": samples.planar, "hostile": samples.hostile, "refused": samples.refused}
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.plane text')].map(one => one.getBoundingClientRect())
    .filter(box => box.width > 0);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
  return [boxes.length, boxes.filter((a, n) => boxes.slice(0, n).some(b => meet(a, b))).length];
}"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("maps")
    for name, make in PAGES.items():
        (folder / f"{name}.html").write_text(render_map(make(), "html"), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in PAGES}


@pytest.mark.parametrize("name", list(PAGES))
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
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


@pytest.mark.parametrize("width", [360, 1280])
def test_labels_on_the_plane_do_not_overlap(browser: Browser, files: dict[str, Path], width: int) -> None:
    page, _ = opened(browser, files["two"], width)
    shown, overlapping = page.evaluate(OVERLAPS)
    assert shown >= len(samples.planar().spots)
    assert overlapping == 0
    page.close()


@pytest.mark.parametrize("name", ["one", "two"])
def test_it_prints(browser: Browser, files: dict[str, Path], name: str) -> None:
    page, _ = opened(browser, files[name], 1280)
    page.emulate_media(media="print")
    shown = page.evaluate("document.body.innerText")
    assert all(spot.source in shown for spot in PAGES[name]().spots)
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.close()
