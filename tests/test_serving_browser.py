"""The page in a real browser: typed, clicked, by keyboard alone, on a phone's width, with scripts off."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from framing.serving.server import Serving, running
from tests.serving_samples import COURIER, HERALD, TWO, open_class, take_number
from tests.test_browser import CHROMIUM, FLAGS
from tests.test_story_browser import IN_VIEW, RULES, axe  # noqa: F401

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]

CHOSEN = """[...document.querySelectorAll("input:checked")].map(
  one => one.type === "radio" ? one.name + "=" + one.value : one.value)"""
EXPECTED = ("403", "404", "422", "409")
"""Statuses that a browser notes in its console; the tests ask for them."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running(Serving(0)) as address:
        yield address


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails the test for any fault in its console, and for anything it asks of another machine."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, base_url=address)
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("dialog", lambda dialog: troubles.append(dialog.message))
    page.on("request", lambda request: None if request.url.startswith(address) else troubles.append(request.url))
    yield page
    page.close()
    assert [trouble for trouble in troubles if not any(status in trouble for status in EXPECTED)] == []


@pytest.fixture(scope="module")
def places(client: httpx.Client) -> dict[str, str]:
    """A path of each kind of page, by name."""
    story = client.post("/", data=TWO).headers["location"]
    stance = client.post("/article", data={"source": "Dock News", "text": HERALD}).headers["location"]
    papers = client.post(f"{story}/worksheets", data={"activity": "label"}).headers["location"]
    room = open_class(client)
    sheets = [take_number(client, room) for _ in range(6)]
    for number, sheet in enumerate(sheets):
        answer = {"side-1": "minus" if number % 2 else "plus", "kind-1": "fact", "word": ["1.1", f"2.{number}"]}
        client.post(sheet, data=answer)
    client.post(f"{room}/reveal")
    other = open_class(client)
    sheet = take_number(client, other)
    few = open_class(client)
    client.post(take_number(client, few), data={"side-1": "plus", "word": "1.1"})
    client.post(f"{few}/reveal")
    return {
        **{name: f"/{name}" for name in ("", "article", "worksheets", "class", "about")},
        "story": story,
        "stance": stance,
        "choice": f"{story}/class",
        "wish": f"{story}/worksheets",
        "papers": papers,
        "teacher": f"{other}/teacher",
        "revealed": f"{room}/teacher",
        "begin": other,
        "sheet": sheet,
        "done": f"{sheet}/done",
        "waiting": f"{other}/result",
        "result": f"{room}/result?pupil=2",
        "few": f"{few}/result?pupil=1",
        "missing": "/nowhere",
    }


NAMES = (
    *("", "article", "worksheets", "class", "about", "story", "stance", "choice", "wish", "papers", "teacher"),
    *("revealed", "begin", "sheet", "done", "waiting", "result", "few", "missing"),
)


@pytest.mark.parametrize("name", NAMES)
def test_it_fits_a_phone_and_a_desk_and_opens_quietly(page: Page, places: dict[str, str], name: str) -> None:
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(places[name])
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("look", [(360, "light"), (1280, "dark")], ids=str)
def test_axe_finds_no_fault(
    browser: Browser,
    address: str,
    places: dict[str, str],
    axe: str,  # noqa: F811
    name: str,
    look: tuple[int, str],
) -> None:
    width, scheme = look
    # the page's policy lets no foreign script run, so it is set aside for the checker alone
    page = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
        base_url=address,  # type: ignore[arg-type]
    )
    page.goto(places[name])
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.evaluate(axe)
    found = page.evaluate("tags => axe.run(document, { runOnly: { type: 'tag', values: tags } })", RULES)
    assert found["passes"]
    assert [(fault["id"], [node["html"] for node in fault["nodes"]][:3]) for fault in found["violations"]] == []
    page.close()


def paste(page: Page, number: int, source: str, text: str) -> None:
    group = page.get_by_role("group", name=f"Article {number}")
    group.get_by_label("Source").fill(source)
    group.get_by_label("Text").fill(text)


class TestReader:
    def test_two_articles_are_pasted_and_become_a_story(self, page: Page) -> None:
        page.goto("/")
        paste(page, 1, "Bay Courier", COURIER)
        paste(page, 2, "The Herald", HERALD)
        page.get_by_role("button", name="Make the story page").click()
        page.wait_for_url("**/pages/*")
        assert "Bay Courier" in page.locator("main").inner_text()
        assert page.locator("#count").text_content()

    def test_its_filters_and_jumps_work_under_the_policy(self, page: Page, places: dict[str, str]) -> None:
        page.goto(places["story"])
        page.locator(".filters > summary").click()
        before = page.locator("#count").inner_text()
        page.get_by_label("Bay Courier", exact=True).uncheck()
        assert page.locator("#count").inner_text() != before
        page.locator("#facts a.s:visible").first.click()
        assert page.locator("#back").is_visible()

    def test_a_third_article_is_added_and_taken_away(self, page: Page) -> None:
        page.goto("/")
        page.get_by_role("button", name="Add another article").click()
        page.get_by_role("button", name="Add another article").click()
        assert page.evaluate("document.activeElement.id") == "source-4"
        paste(page, 3, "Third", "third")
        paste(page, 4, "Fourth", "fourth")
        page.get_by_role("button", name="Remove article 3").click()
        assert page.get_by_role("group", name="Article 3").get_by_label("Source").input_value() == "Fourth"
        assert page.get_by_role("group", name="Article 4").count() == 0
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
        assert len(ids) == len(set(ids))

    def test_files_are_chosen_named_and_taken_away(self, page: Page, tmp_path: Path) -> None:
        for name, text in (("a.txt", COURIER), ("b.txt", HERALD), ("c.txt", "It rained.")):
            (tmp_path / name).write_text(text, encoding="utf-8")
        page.goto("/")
        page.set_input_files("#files", [tmp_path / "a.txt", tmp_path / "c.txt"])
        page.set_input_files("#files", [tmp_path / "b.txt"])
        page.get_by_label("Source of b.txt").fill("The Herald")
        page.get_by_role("button", name="Remove c.txt").click()
        assert page.get_by_label("Source of b.txt").input_value() == "The Herald"
        page.get_by_role("button", name="Make the story page").click()
        page.wait_for_url("**/pages/*")
        text = page.locator("main").inner_text()
        assert "The Herald" in text
        assert "It rained." not in text

    def test_files_are_dropped_and_those_too_large_are_told(self, page: Page) -> None:
        page.goto("/")
        page.evaluate(
            """text => {
              const files = new DataTransfer();
              files.items.add(new File([atob(text)], "dropped.txt"));
              files.items.add(new File([new Uint8Array(6000000)], "huge.txt"));
              const form = document.querySelector("form.articles");
              form.dispatchEvent(new DragEvent("dragover", { dataTransfer: files, bubbles: true, cancelable: true }));
              form.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
            }""",
            base64.b64encode(b"It rained.").decode(),
        )
        assert page.locator(".chosen li").count() == 1
        assert "huge.txt was not added: it is larger than 5 MB" in page.locator(".complaint").inner_text()

    def test_a_problem_is_told_at_the_top_and_nothing_typed_is_lost(self, page: Page) -> None:
        page.goto("/")
        paste(page, 1, "Bay Courier", COURIER)
        page.get_by_role("button", name="Make the story page").click()
        assert "at least 2 articles" in page.get_by_role("alert").first.inner_text()
        page.wait_for_function("document.activeElement.id === 'problem'")
        page.wait_for_function(f"({IN_VIEW})(document.getElementById('problem'))")
        assert page.locator("#text-1").input_value() == COURIER

    def test_one_article_is_placed(self, page: Page) -> None:
        page.goto("/article")
        paste(page, 1, "Dock News", HERALD)
        page.get_by_role("button", name="Show where it stands").click()
        page.wait_for_url("**/pages/*")
        assert "Dock News" in page.locator("main").inner_text()


class TestTeacher:
    def test_from_two_files_to_a_printed_sheet(self, page: Page, tmp_path: Path) -> None:
        for name, text in (("courier.txt", COURIER), ("herald.txt", HERALD)):
            (tmp_path / name).write_text(text, encoding="utf-8")
        page.goto("/")
        page.set_input_files("#files", [tmp_path / "courier.txt", tmp_path / "herald.txt"])
        page.get_by_role("button", name="Make the story page").click()
        page.get_by_role("link", name="Make worksheets").click()
        page.get_by_role("button", name="Make the worksheets").click()
        with page.expect_popup() as opened:
            page.locator(".papers a").nth(1).click()
        sheet = opened.value
        assert "Bay Courier" not in sheet.locator("body").inner_text()
        assert sheet.pdf(format="A4").startswith(b"%PDF")
        sheet.emulate_media(media="print")
        assert sheet.get_by_role("link", name="All papers").is_hidden()
        sheet.close()
        with page.expect_download() as saved:
            page.get_by_role("link", name="Save all").click()
        assert saved.value.suggested_filename.endswith(".zip")

    def test_a_class_from_opening_to_reveal_in_several_windows(
        self, browser: Browser, page: Page, address: str
    ) -> None:
        page.goto("/class")
        page.get_by_role("button", name="Open the story page: A rail strike").click()
        page.get_by_role("link", name="Open a class on it").click()
        page.get_by_role("radio", name="Rail staff stand up").check()
        page.get_by_role("button", name="Open the class").click()
        code = page.locator(".code").inner_text()
        windows = [browser.new_page(base_url=address) for _ in range(5)]
        for number, window in enumerate(windows, 1):
            window.goto("/class")
            window.get_by_label("Code of the class").fill(code)
            window.get_by_role("button", name="Go to the class").click()
            window.get_by_role("button", name="Take a number").click()
            window.wait_for_url(f"**/pupil/{number}")
            window.wait_for_selector(f"text=Pupil {number}")
            part = window.get_by_role("group", name="Part 2 of 10", exact=True)
            part.get_by_role("radio", name="for the strike", exact=True).check()
            part.get_by_role("radio", name="fact").check()
            part.get_by_role("checkbox").nth(2).check()
            window.get_by_role("button", name="Hand in").click()
            assert "Handed in" in window.locator("h1").inner_text()
        page.locator("[data-count=handed]", has_text="5").wait_for()
        windows[0].get_by_role("link", name="Look whether").click()
        assert "Not yet" in windows[0].locator("h1").inner_text()
        page.get_by_role("button", name="Reveal").click()
        windows[0].wait_for_selector("#s2")
        told = windows[0].locator("#s2").inner_text()
        assert "for the strike" in told
        assert "100" in told
        assert "you" in told
        for window in windows:
            window.close()


class TestPupilByKeyboard:
    def test_a_sheet_is_filled_in_without_a_mouse(self, page: Page, client: httpx.Client) -> None:
        room = open_class(client)
        page.goto(room)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        for _ in range(6):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent") == "Take a number and begin":
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**/pupil/1")
        page.locator(".howto summary").focus()
        page.keyboard.press("Tab")
        for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "Space", "End", "Space"):
            page.keyboard.press(key)
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        chosen = page.evaluate(CHOSEN)
        words = page.locator(".words").first.locator("input").count()
        assert chosen == ["0.1", f"0.{words - 1}", "side-0=plus"]
        assert page.evaluate("getComputedStyle(document.activeElement.nextElementSibling).outlineStyle") == "solid"
        assert page.locator(".status").inner_text().startswith("1 of")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.value").startswith("1.")
        page.get_by_role("button", name="Hand in").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/done")
        assert "1 of" in page.locator("main").inner_text()
        assert "2 words marked" in page.locator("main").inner_text()


class TestWithoutScripts:
    def test_everything_still_works(self, browser: Browser, address: str) -> None:
        context = browser.new_context(java_script_enabled=False, base_url=address)
        page = context.new_page()
        page.goto("/")
        assert page.get_by_role("button", name="Add another article").is_hidden()
        paste(page, 1, "Bay Courier", COURIER)
        paste(page, 2, "The Herald", HERALD)
        page.get_by_role("button", name="Make the story page").click()
        page.get_by_role("link", name="Open a class on it").click()
        page.get_by_role("button", name="Open the class").click()
        room = page.url.rpartition("/")[0]
        page.goto(room)
        page.get_by_role("button", name="Take a number").click()
        page.get_by_role("checkbox").nth(1).check()
        page.get_by_role("radio", name="fact").first.check()
        page.get_by_role("button", name="Hand in").click()
        assert "1 word marked" in page.locator("main").inner_text()
        page.goto(f"{room}/teacher")
        page.get_by_role("button", name="Reveal").click()
        page.get_by_role("link", name="See the result").click()
        assert "1 sheet handed in" in page.locator("main").inner_text()
        context.close()


class TestPaper:
    def test_the_result_prints_without_buttons(self, page: Page, places: dict[str, str]) -> None:
        page.goto(places["result"])
        page.emulate_media(media="print")
        assert page.get_by_role("navigation").first.is_hidden()
        assert page.pdf(format="A4").startswith(b"%PDF")

    def test_marks_of_class_and_tool_differ_without_colour(self, page: Page, places: dict[str, str]) -> None:
        page.goto(places["result"])
        tool, crowd = (
            page.locator(f".key .{name}").evaluate(
                "one => (style => [style.textDecorationStyle, style.boxShadow].join())(getComputedStyle(one))"
            )
            for name in ("word-tool", "word-class")
        )
        assert tool != crowd
        assert page.locator(".told .word-class sup").count() > 0
