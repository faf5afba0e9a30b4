"""The page asked by programs: what it answers, what it refuses, and that it goes on for the others meanwhile."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import re
import socket
import subprocess
import sys
import threading
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import httpx
import pytest

import framing
from framing.libraries import Library, default_place
from framing.serving.guards import POLICY
from framing.serving.limits import Limits
from tests.conftest import ROOT
from tests.serving_samples import (
    COURIER,
    HERALD,
    HOSTILE,
    TWO,
    asking,
    open_class,
    packed,
    story_form,
    take_number,
    visible,
)

FILE = {"content-type": "application/octet-stream"}


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with asking() as client:
        yield client


@pytest.fixture(scope="module")
def story(client: httpx.Client) -> str:
    """The path of a story page that was made."""
    answer = client.post("/", data=TWO)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def send_files(client: httpx.Client, *files: tuple[str, bytes]) -> httpx.Response:
    return client.post("/", files=[("files", file) for file in files])


def problem_of(answer: httpx.Response) -> str:
    found = re.search(r'role="alert" id="problem".*?</div>', answer.text, re.S)
    assert found, answer.text
    return visible(html.unescape(found[0]))


PAGES = ("/", "/article", "/worksheets", "/class", "/about")


class TestGuards:
    @pytest.mark.parametrize("path", [*PAGES, "/nowhere", "/static/page.css", "/api/limits"])
    def test_every_answer_carries_the_strict_headers(self, client: httpx.Client, path: str) -> None:
        headers = client.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "set-cookie" not in headers
        assert "server" not in headers

    def test_the_policy_allows_nothing_inline_and_nothing_foreign(self) -> None:
        assert "unsafe" not in POLICY
        assert "default-src 'none'" in POLICY
        assert "frame-ancestors 'none'" in POLICY
        assert not re.search(r"https?:|\*|data:", POLICY)

    @pytest.mark.parametrize("path", PAGES)
    def test_pages_load_only_files_of_their_own(self, client: httpx.Client, path: str) -> None:
        page = client.get(path).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=\"/static/)", page)
        loaded = re.findall(r'<(?:link|script|img)[^>]*?(?:href|src)="([^"]*)"', page)
        assert loaded
        for name in loaded:
            assert name.startswith("/static/")
            assert client.get(name).status_code == 200

    @pytest.mark.parametrize(
        "host",
        ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "127.0.0.1:x", "", "0.0.0.0"],
    )
    def test_another_host_is_refused(self, client: httpx.Client, host: str) -> None:
        answer = client.get("/", headers={"host": host})
        assert answer.status_code in (400, 421)
        assert "Article" not in answer.text

    @pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "LOCALHOST:8000"])
    def test_this_machine_is_answered(self, client: httpx.Client, host: str) -> None:
        assert client.get("/", headers={"host": host}).status_code == 200

    @pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost"])
    @pytest.mark.parametrize("path", ["/", "/class", "/class/2-kea/reveal", "/api/stance", "/pages/1/forget"])
    def test_a_form_of_another_site_is_refused(self, client: httpx.Client, path: str, origin: str) -> None:
        answer = client.post(path, headers={"origin": origin}, data=TWO)
        assert answer.status_code == 403

    def test_a_form_without_origin_from_another_site_is_refused(self, client: httpx.Client) -> None:
        for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 422)):
            request = client.build_request("POST", "/", headers={"sec-fetch-site": site})
            del request.headers["origin"]
            assert client.send(request).status_code == status

    @pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/static/../server.py", "/static/%2e%2e/x"])
    def test_nothing_else_is_served(self, client: httpx.Client, path: str) -> None:
        assert client.get(path).status_code == 404

    def test_a_wrong_method_is_said_in_plain_words(self, client: httpx.Client) -> None:
        answer = client.post("/about")
        assert answer.status_code == 405
        assert "cannot be asked for in that way" in answer.text


class TestStory:
    def test_two_pasted_articles_become_a_story_page(self, client: httpx.Client, story: str) -> None:
        page = client.get(story)
        assert page.status_code == 200
        text = visible(html.unescape(page.text))
        assert "Bay Courier" in text
        assert "The Herald" in text
        assert "Talks will resume on Friday." in text
        assert 'href="/' in page.text.partition("</nav>")[0]

    def test_its_own_script_may_run_and_no_other(self, client: httpx.Client, story: str) -> None:
        page = client.get(story)
        policy = page.headers["content-security-policy"]
        scripts = re.findall(r"<script[^>]*>(.*?)</script>", page.text, re.S)
        digests = [b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
        assert len(digests) == 1
        assert f"script-src 'sha256-{digests[0]}'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'none'" in policy

    def test_the_saved_file_has_no_links_to_the_page(self, client: httpx.Client, story: str) -> None:
        saved = client.get(f"{story}/file")
        assert "attachment" in saved.headers["content-disposition"]
        assert 'href="/' not in saved.text

    def test_it_is_listed_and_can_be_forgotten(self, client: httpx.Client) -> None:
        path = client.post("/", data={**TWO, "name": "To be forgotten"}).headers["location"]
        assert "To be forgotten" in client.get("/").text
        assert client.post(f"{path}/forget").status_code == 303
        assert "To be forgotten" not in client.get("/").text
        assert client.get(path).status_code == 404

    def test_files_are_read_as_on_the_command_line(self, client: httpx.Client) -> None:
        body = "".join(f"<p>{part}</p>" for part in HERALD.split("\n\n")[1:])
        page = (
            "<!doctype html><html lang='en'><head><title>Crews walk out</title><meta property='og:site_name' "
            f"content='The Herald'></head><body><article><h1>Crews walk out</h1>{body}</article></body></html>"
        )
        answer = client.post(
            "/",
            data={"file_source": ["", "Bay Courier"]},
            files=[("files", ("herald.html", page.encode())), ("files", ("x.txt", COURIER.encode()))],
        )
        assert answer.status_code == 303, answer.text
        text = visible(client.get(answer.headers["location"]).text)
        assert "The Herald" in text
        assert "Bay Courier" in text

    def test_articles_of_one_source_are_put_side_by_side_one_by_one(self, client: httpx.Client) -> None:
        answer = client.post("/", data=story_form(("Bay Courier", COURIER), ("Bay Courier", HERALD)))
        assert "Talks will resume" in client.get(answer.headers["location"]).text

    def test_a_shipped_pack_brings_its_own_sides(self, client: httpx.Client) -> None:
        answer = client.post("/packs/rail-strike")
        assert "for the strike" in client.get(answer.headers["location"]).text
        assert client.post("/packs/nowhere").status_code == 404


class TestStance:
    def test_an_article_is_placed_among_the_shipped_texts(self, client: httpx.Client) -> None:
        answer = client.post("/article", data=story_form(("Bay Courier", COURIER)))
        assert answer.status_code == 303, answer.text
        page = visible(client.get(answer.headers["location"]).text)
        assert "Global Research" in page
        assert "choose that story under “Among which sources?”" in page
        assert "--against" not in page
        assert "framing library add" not in page

    def test_the_articles_of_a_pack_bring_their_own_sides(self, client: httpx.Client) -> None:
        known = client.post("/packs/rail-strike").headers["location"].rpartition("/")[2]
        answer = client.post("/article", data={**story_form(("Dock News", HERALD)), "known": known})
        page = visible(client.get(answer.headers["location"]).text)
        assert "for the strike" in page
        assert "establishment-critical" not in page

    def test_an_article_is_placed_among_the_articles_of_a_story(self, client: httpx.Client, story: str) -> None:
        known = story.rpartition("/")[2]
        answer = client.post("/article", data={**story_form(("Dock News", HERALD)), "known": known})
        page = client.get(answer.headers["location"]).text
        assert "Bay Courier" in page
        assert "Global Research" not in page

    def test_an_article_is_placed_among_the_users_library(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
        form = {**story_form(("Dock News", HERALD)), "known": "library"}
        with asking() as client:
            assert "Your library" not in client.get("/article").text
            assert client.post("/article", data=form).status_code == 422
            default_place().parent.mkdir(parents=True)
            with Library(default_place(), writing=True) as library:
                library.add([framing.make_document(COURIER, framing.Metadata(source="Bay Courier"))])
            assert "Your library" in client.get("/article").text
            page = client.get(client.post("/article", data=form).headers["location"]).text
        assert "Bay Courier" in page
        assert "Global Research" not in page

    def test_two_articles_are_one_too_many(self, client: httpx.Client) -> None:
        answer = client.post("/article", data=TWO)
        assert answer.status_code == 422
        assert COURIER.splitlines()[0] in answer.text


class TestWorksheets:
    def test_papers_are_made_shown_and_saved(self, client: httpx.Client) -> None:
        page = client.post("/packs/stadium").headers["location"]
        wish = {"activity": ["loaded-word", "label"], "copies": "2", "paper": "letter", "large": "yes"}
        papers = client.post(f"{page}/worksheets", data=wish).headers["location"]
        index = client.get(papers).text
        sheets = re.findall(rf'href="({papers}/[\w-]+)"', index)
        assert len(sheets) == 4
        for sheet in sheets:
            shown = client.get(sheet)
            assert shown.status_code == 200
            assert "script-src" not in shown.headers["content-security-policy"]
            assert "default-src 'none'" in shown.headers["content-security-policy"]
        with ZipFile(io.BytesIO(client.get(f"{papers}/all.zip").content)) as bundle:
            names = bundle.namelist()
        assert any(name.endswith(".docx") for name in names)
        assert "articles/article-01.txt" in names
        assert client.get(f"{papers}/nowhere").status_code == 404
        assert client.get(papers.replace("papers", "pages")).status_code == 404

    def test_articles_without_material_are_refused_in_words(self, client: httpx.Client) -> None:
        page = client.post("/", data=story_form(("A", "It rained."), ("B", "It snowed."))).headers["location"]
        answer = client.post(f"{page}/worksheets", data={"activity": "actors"})
        assert answer.status_code == 422
        assert "material" in problem_of(answer)


class TestLimits:
    def test_what_was_typed_is_shown_again_with_what_is_amiss(self, client: httpx.Client) -> None:
        answer = client.post("/", data=story_form(("Bay Courier", COURIER), ("The Herald", " ")))
        assert answer.status_code == 422
        assert "Article 2 has a source or headline but no text" in problem_of(answer)
        assert html.escape(COURIER, quote=False).splitlines()[0] in answer.text

    def test_nothing_and_a_single_article_are_refused(self, client: httpx.Client) -> None:
        assert "no article yet" in problem_of(client.post("/", data=story_form(("", ""))))
        assert "at least 2" in problem_of(client.post("/", data=story_form(("A", COURIER))))

    def test_too_many_articles_are_refused(self, client: httpx.Client) -> None:
        answer = client.post("/", data=story_form(*((f"Source {n}", COURIER) for n in range(60))))
        assert answer.status_code == 422
        assert "60 articles; at most 40" in problem_of(answer)

    def test_a_text_that_is_too_long_is_refused(self, client: httpx.Client) -> None:
        answer = client.post("/", data=story_form(("A", "word " * 50_000), ("B", COURIER)))
        assert answer.status_code == 422
        assert "longer than 200,000 characters" in problem_of(answer)

    def test_a_field_beyond_all_measure_is_refused(self, client: httpx.Client) -> None:
        answer = client.post(
            "/", data=story_form(("A", "word " * 500_000), ("B", COURIER)), files={"files": ("", b"")}
        )
        assert answer.status_code in (400, 422)
        assert "far too long" in answer.text or "longer than" in answer.text

    def test_a_file_that_is_too_large_is_refused(self, client: httpx.Client) -> None:
        answer = send_files(client, ("big.txt", b"word " * 1_100_000), ("b.txt", COURIER.encode()))
        assert answer.status_code == 413
        assert "larger than 5 MB" in problem_of(answer)
        assert "big.txt" in problem_of(answer)

    def test_too_many_files_are_refused(self, client: httpx.Client) -> None:
        answer = send_files(client, *((f"{n}.txt", b"It rained.") for n in range(21)))
        assert answer.status_code == 413
        assert "20 files" in problem_of(answer)

    def test_a_request_that_is_too_large_is_refused(self, client: httpx.Client) -> None:
        answer = send_files(client, ("a.txt", b"x" * 41_000_000))
        assert answer.status_code == 413
        assert "larger than 40 MB" in answer.text

    def test_a_request_that_hides_its_size_is_cut_off(self, client: httpx.Client) -> None:
        pieces = (b"x" * 1_000_000 for _ in range(42))
        answer = client.post("/api/stance", content=pieces, headers={"content-type": "application/json"})
        assert answer.status_code == 413

    def test_a_form_that_is_no_form_is_refused(self, client: httpx.Client) -> None:
        headers = {"content-type": "multipart/form-data; boundary=x"}
        for content in (b"--x\r\nnonsense", b"--y--", b"--x\r\nContent-Disposition: form-data\r\n\r\n\r\n--x--"):
            assert client.post("/", content=content, headers=headers).status_code in (400, 422)
        assert client.post("/", content=b"", headers={"content-type": "multipart/form-data"}).status_code in (
            400,
            422,
        )


BOMB = packed({"[Content_Types].xml": b"<x/>", "word/document.xml": b" " * 60_000_000})
HOSTILE_FILES = {
    "empty": ("empty.txt", b"", "is empty"),
    "binary": ("photo.jpg", bytes(range(256)) * 40, "photo.jpg"),
    "docx bomb": ("bomb.docx", BOMB, "unpacks to far more than a document needs"),
    "bomb under another name": ("bomb.txt", BOMB, "unpacks to far more than a document needs"),
    "odt": ("letter.odt", packed({"content.xml": b"<x/>"}), "OpenDocument"),
    "zip": ("all.docx", packed({"a.txt": b"x"}), "not DOCX"),
    "broken pdf": ("a.pdf", b"%PDF-1.7 nonsense", "PDF"),
    "table": ("rows.csv", b"text\nIt rained.\n", "is a table"),
    "furniture": ("page.html", b"<!doctype html><html><body><nav><a href=/>x</a></nav></body></html>", "no article"),
    "rtf": ("a.rtf", rb"{\rtf1 It rained.}", "RTF"),
}


class TestHostileFiles:
    @pytest.mark.parametrize("name", HOSTILE_FILES)
    def test_each_is_refused_by_name_with_a_reason(self, client: httpx.Client, name: str) -> None:
        file, data, reason = HOSTILE_FILES[name]
        answer = send_files(client, (file, data), (f"2{file}", data))
        assert answer.status_code == 422
        assert "None of this could be read" in problem_of(answer)
        assert reason in problem_of(answer)

    @pytest.mark.parametrize("name", HOSTILE_FILES)
    def test_the_others_go_on(self, client: httpx.Client, name: str) -> None:
        file, data, reason = HOSTILE_FILES[name]
        answer = send_files(client, (file, data), ("a.txt", COURIER.encode()), ("b.txt", HERALD.encode()))
        assert answer.status_code == 303
        page = visible(html.unescape(client.get(answer.headers["location"]).text))
        assert "1 input could not be read" in page
        assert reason in page

    @pytest.mark.parametrize(
        "name",
        ["../../etc/passwd", "C:\\windows\\x.txt", "\x00.txt", "a" * 500 + ".txt", "<b>.html", "\u202etxt.exe", ".."],
    )
    def test_a_file_name_is_only_ever_shown(self, client: httpx.Client, name: str) -> None:
        answer = send_files(client, (name, COURIER.encode()), ("b.txt", HERALD.encode()))
        assert answer.status_code == 303
        page = client.get(answer.headers["location"]).text
        assert "etc/passwd" not in page.replace("…/etc", "")
        assert "<b>.html" not in page

    def test_scripts_in_texts_are_text_everywhere(self, client: httpx.Client) -> None:
        text = f"{HOSTILE}\n\n{HOSTILE} It rained, she said. {COURIER}"
        form = story_form((HOSTILE, text), (f"{HOSTILE}2", HERALD), name=HOSTILE)
        made = client.post("/", data=form).headers["location"]
        room = client.post(f"{made}/class", data={"article": "0", "most": "10"}).headers["location"]
        room = room.removesuffix("/teacher")
        sheet = take_number(client, room)
        pages = [
            "/",
            "/class",
            "/article",
            "/worksheets",
            f"{made}/class",
            f"{made}/worksheets",
            f"{room}/teacher",
            sheet,
        ]
        client.post(f"{room}/reveal")
        papers = client.post(f"{made}/worksheets", data={}).headers["location"]
        pages += [papers, *re.findall(rf'href="({papers}/[\w-]+)"', client.get(papers).text)]
        pages.append(client.post("/article", data=story_form((HOSTILE, text))).headers["location"])
        for path in (*pages, f"{room}/result", made):
            answer = client.get(path, follow_redirects=True)
            assert "<img src=x" not in answer.text, path
            assert "<script>alert" not in answer.text, path


def _wait_and_say(seconds: float) -> str:
    import time

    time.sleep(seconds)
    return "done"


def _die() -> None:
    import os

    os._exit(1)


def _grow() -> None:
    bytearray(8_000_000_000)


def _fail() -> None:
    raise ZeroDivisionError


class TestWorkers:
    def test_a_slow_a_dead_and_a_failing_job_are_refused_and_the_next_goes_on(self) -> None:
        from framing.serving.limits import RefusalError
        from framing.serving.workers import Workers

        workers = Workers(_wait_a_little, Limits(jobs=1, seconds=1.5))
        try:
            for job, arguments, said in (
                (_wait_and_say, (60.0,), "took longer"),
                (_die, (), "too much memory"),
                (_grow, (), "too much memory"),
                (_fail, (), "ZeroDivisionError"),
            ):
                with pytest.raises(RefusalError, match=said) as caught:
                    workers.run(job, *arguments)
                assert caught.value.status == 422
                _try_until_done(workers)
        finally:
            workers.stop()

    def test_others_go_on_beside_a_slow_job(self) -> None:
        from framing.serving.limits import RefusalError
        from framing.serving.workers import Workers

        workers = Workers(_wait_a_little, Limits(jobs=2, seconds=20))
        told: list[str] = []

        def hang() -> None:
            with pytest.raises(RefusalError) as caught:
                workers.run(_wait_and_say, 3600.0)
            told.append(caught.value.message)

        try:
            slow = threading.Thread(target=hang)
            slow.start()
            assert [workers.run(_wait_and_say, 0.0) for _ in range(5)] == ["done"] * 5
            assert told == []
            slow.join()
            assert "took longer" in told[0]
        finally:
            workers.stop()

    def test_more_than_may_wait_are_told_to_come_again(self) -> None:
        from framing.serving.limits import RefusalError
        from framing.serving.workers import Workers

        workers = Workers(_wait_a_little, Limits(jobs=1, waiting=0, seconds=20))
        try:
            running = threading.Thread(target=workers.run, args=(_wait_and_say, 3.0))
            running.start()
            while workers._taken._value:
                pass
            with pytest.raises(RefusalError) as caught:
                workers.run(_wait_and_say, 0.0)
            assert caught.value.status == 429
            running.join()
        finally:
            workers.stop()

    def test_a_story_that_takes_too_long_is_refused_and_the_page_answers_on(self) -> None:
        with asking(Limits(seconds=0.001)) as client:
            answer = client.post("/", data=TWO)
            assert answer.status_code == 422
            assert "was stopped" in problem_of(answer)
            assert COURIER.splitlines()[0] in answer.text
            assert client.get("/class").status_code == 200


def _wait_a_little() -> None:
    """Nothing to warm up."""


def _try_until_done(workers: object) -> None:
    """A new worker takes a moment to start, which counts as its job's time."""
    from framing.serving.limits import RefusalError

    for _ in range(100):
        try:
            assert workers.run(_wait_and_say, 0.0) == "done"  # type: ignore[attr-defined]
        except RefusalError:
            continue
        return
    pytest.fail("no worker came back")


class TestApi:
    def test_a_report_is_that_of_the_command_line(self, client: httpx.Client) -> None:
        from framing.reports.data import report_data

        sent = {"documents": [{"source": "Bay Courier", "text": COURIER}, {"source": "The Herald", "text": HERALD}]}
        report = client.post("/api/report", json=sent).json()
        lexicons = framing.load_lexicons()
        documents = [
            framing.make_document(text, framing.Metadata(id=f"Article {n}", source=source))
            for n, (source, text) in enumerate((("Bay Courier", COURIER), ("The Herald", HERALD)), 1)
        ]
        known = report_data(framing.compare([framing.analyze(one, lexicons) for one in documents], lexicons))
        assert report["schema"] == known["schema"]
        assert report["sources"] == json.loads(json.dumps(known["sources"]))
        assert report["coverage"] == json.loads(json.dumps(known["coverage"]))

    def test_a_stance_is_given_or_refused_with_a_reason(self, client: httpx.Client) -> None:
        stance = client.post("/api/stance", json={"text": "It rained."}).json()["stance"]
        assert stance["refusal"] == "too little evidence"
        assert client.post("/api/stance", json={"text": HERALD, "source": "H"}).json()["source"] == "H"

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({}, "documents"),
            ({"documents": []}, "documents"),
            ({"documents": [{"text": ""}]}, "text"),
            ({"documents": [{"text": "x", "titel": "y"}]}, "titel"),
            ({"documents": [{"text": "x" * 200_001}]}, "text"),
            ({"documents": [{"text": "x"}] * 41}, "documents"),
            ({"documents": [{"text": "x"}], "by": "author"}, "by"),
        ],
    )
    def test_what_does_not_fit_is_said_and_not_given_back(
        self, client: httpx.Client, sent: dict[str, object], said: str
    ) -> None:
        answer = client.post("/api/report", json=sent)
        assert answer.status_code == 422
        assert said in " ".join(answer.json()["more"])
        assert "xxx" not in answer.text

    @pytest.mark.parametrize(
        "body", [b"", b"{", b"[" * 100_000, b'{"text": "\\ud800"}', b"\xff\xfe", b"null", b'{"text": NaN}']
    )
    def test_no_json_is_an_error_of_the_asker(self, client: httpx.Client, body: bytes) -> None:
        answer = client.post("/api/stance", content=body, headers={"content-type": "application/json"})
        assert answer.status_code in (400, 422)
        assert answer.json()["detail"]

    def test_the_description_tells_the_limits(self, client: httpx.Client) -> None:
        told = client.get("/api/openapi.json").json()
        assert set(told["paths"]) == {"/api/report", "/api/stance", "/api/limits"}
        text = told["components"]["schemas"]["ArticleIn"]["properties"]["text"]
        assert text["maxLength"] == client.get("/api/limits").json()["characters"] == Limits().characters


class TestClass:
    def test_a_class_from_the_first_number_to_the_reveal(self, client: httpx.Client) -> None:
        room = open_class(client)
        parts = len(re.findall(r'class="claim"', client.get(take_number(client, room)).text))
        for pupil in range(1, 7):
            sheet = f"{room}/pupil/1" if pupil == 1 else take_number(client, room)
            assert sheet.endswith(f"/pupil/{pupil}")
            side = "plus" if pupil < 6 else "minus"
            answer = {"side-1": side, "kind-1": "fact", "word": ["1.1", "2.0"] if pupil < 4 else []}
            assert client.post(sheet, data=answer).headers["location"] == f"{sheet}/done"
        told = client.get(f"{room}/counts").json()
        assert told == {"numbers": 6, "handed": 6, "revealed": False}
        assert client.get(f"{room}/result").status_code == 403
        assert client.get(f"{room}/answers.csv").status_code == 403
        client.post(f"{room}/reveal")
        result = client.get(f"{room}/result?pupil=6")
        text = visible(html.unescape(result.text)).replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\xa0", " ")
        assert "6 sheets handed in" in text
        assert re.search(r"83\s?%", text)
        assert re.search(r"17\s?%", text)
        assert result.text.count('class="told"') == parts
        rows = list(csv.DictReader(io.StringIO(client.get(f"{room}/answers.csv").text)))
        assert {row["coder"] for row in rows} == {f"P{n}" for n in range(1, 7)}
        assert sum(row["question"] == "side" for row in rows) == 6
        assert sum(row["answer"] == "marked" for row in rows) == 6

    def test_answers_can_be_changed_until_the_reveal(self, client: httpx.Client) -> None:
        room = open_class(client)
        sheet = take_number(client, room)
        client.post(sheet, data={"side-1": "plus"})
        assert re.search(r'name="side-1" value="plus" checked', client.get(sheet).text)
        client.post(sheet, data={"side-1": "minus"})
        assert re.search(r'name="side-1" value="minus" checked', client.get(sheet).text)
        client.post(f"{room}/reveal")
        assert client.post(sheet, data={"side-1": "plus"}).status_code == 409
        client.post(f"{room}/hide")
        assert client.post(sheet, data={"side-1": "plus"}).status_code == 303

    def test_fewer_than_five_are_not_broken_down(self, client: httpx.Client) -> None:
        room = open_class(client)
        for _ in range(4):
            client.post(take_number(client, room), data={"side-1": "minus", "word": "1.1"})
        client.post(f"{room}/reveal")
        page = client.get(f"{room}/result").text
        assert "4 sheets handed in" in visible(page)
        assert "%" not in visible(page)
        assert "<sup>" not in page
        assert client.get(f"{room}/answers.csv").status_code == 403

    def test_one_question_answered_by_fewer_than_five_is_not_broken_down(self, client: httpx.Client) -> None:
        room = open_class(client)
        for pupil in range(6):
            client.post(take_number(client, room), data={"side-1": "minus"} if pupil < 4 else {"side-2": "plus"})
        client.post(f"{room}/reveal")
        told = client.get(f"{room}/result").text.split('class="told"')[2]
        assert "Fewer than 5 answers" in told

    @pytest.mark.parametrize(
        "forged",
        [
            {"side-1": "both"}, {"side-999": "plus"}, {"kind-0": "plus"}, {"word": "0.9999"}, {"word": "x"},
            {"word": "1"}, {"name": "Ann"}, {"side--1": "plus"}, {"side-¹": "plus"},
        ],
    )  # fmt: skip
    def test_forged_answers_are_refused(self, client: httpx.Client, forged: dict[str, str]) -> None:
        room = open_class(client)
        assert client.post(take_number(client, room), data=forged).status_code == 422
        assert client.get(f"{room}/counts").json()["handed"] == 0

    @pytest.mark.parametrize("number", ["2", "0", "-1", "x", "1" * 30, "½", "%00"])
    def test_numbers_that_were_not_given_out_are_refused(self, client: httpx.Client, number: str) -> None:
        room = open_class(client)
        take_number(client, room)
        for path in (f"{room}/pupil/{number}", f"{room}/pupil?number={number}"):
            assert client.get(path).status_code == 404
        assert client.post(f"{room}/pupil/{number}", data={}).status_code == 404

    @pytest.mark.parametrize("code", ["9-nobody", "x", "%00", "a" * 3000, "..", "2-kea'--"])
    def test_a_wrong_code_is_told(self, client: httpx.Client, code: str) -> None:
        answer = client.get("/class/join", params={"code": code})
        assert answer.status_code == 404
        assert "There is no class" in answer.text
        assert 'href="/class">Type the code again' in answer.text

    def test_a_code_is_found_however_it_is_typed(self, client: httpx.Client) -> None:
        room = open_class(client)
        code = room.rpartition("/")[2]
        for typed in (
            code,
            code.upper(),
            f" {code.replace('-', ' ')} ",
            code.replace("-", ""),
            code.replace("-", " - "),
        ):
            assert client.get("/class/join", params={"code": typed}).headers["location"] == room

    def test_a_forgotten_class_is_gone_with_its_answers(self, client: httpx.Client) -> None:
        room = open_class(client)
        client.post(take_number(client, room), data={"side-1": "plus"})
        client.post(f"{room}/forget")
        assert client.get(room).status_code == 404

    def test_a_class_holds_a_limited_number(self) -> None:
        with asking(Limits(pupils=2)) as client:
            room = open_class(client)
            assert [client.post(room).status_code for _ in range(3)] == [303, 303, 409]

    def test_thirty_pupils_at_once_get_thirty_numbers(self, client: httpx.Client) -> None:
        room = open_class(client)
        taken: list[str] = []

        def pupil() -> None:
            sheet = take_number(client, room)
            assert client.post(sheet, data={"side-1": "plus"}).status_code == 303
            taken.append(sheet)

        threads = [threading.Thread(target=pupil) for _ in range(30)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(set(taken)) == 30
        assert client.get(f"{room}/counts").json() == {"numbers": 30, "handed": 30, "revealed": False}


class TestCommand:
    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "framing", "serve", *arguments]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    def test_it_looks_at_itself(self) -> None:
        done = self.run("--check")
        assert done.returncode == 0, done.stderr
        assert "http://127.0.0.1:" in done.stderr
        assert done.stdout == ""

    @pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "::", "example.org"])
    def test_another_host_is_refused(self, host: str) -> None:
        done = self.run("--check", "--host", host)
        assert done.returncode == 2
        assert "127.0.0.1 only" in done.stderr

    def test_a_port_that_is_taken_is_told(self) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            done = self.run("--check", "--port", str(other.getsockname()[1]))
        assert done.returncode == 1
        assert "--port" in done.stderr
        assert "Traceback" not in done.stderr

    def test_without_its_packages_it_names_what_to_install(self) -> None:
        code = (
            "import sys; sys.modules['fastapi'] = None; sys.argv = ['framing', 'serve', '--check']\n"
            "from framing.cli import main\nmain()"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert 'pip install "framing[web]"' in done.stderr
        assert "Traceback" not in done.stderr
