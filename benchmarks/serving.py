"""The page under a class: many pupils at once, while the teacher watches and somebody makes story pages.

    python benchmarks/serving.py --seconds 300

Starts `framing serve` in a process of its own, with --keep as a class has it. Each pupil takes a number and then
reads, fills in and hands in the sheet again and again, a second apart; the teacher's page asks for its counts every
two seconds, a reader makes a story page every five, and somebody sends a file that is refused. At the end the class
is revealed and all pupils ask for the result at once. Prints requests, errors and the slowest answers by kind.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parent.parent
SENTENCE = "The ferry strike entered its second day, and {number} crossings were cancelled, the mayor said. "
ARTICLE = "Ferry strike\n\n" + "".join(SENTENCE.format(number=number) for number in range(12))
FORM = "application/x-www-form-urlencoded"


class Figures:
    """The seconds of every answer by kind, and the errors; filled by many threads."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []
        self._lock = threading.Lock()

    def note(self, kind: str, seconds: float, error: str) -> None:
        with self._lock:
            self.seconds[kind].append(seconds)
            if error:
                self.errors.append(f"{kind}: {error}")

    def show(self) -> None:
        for kind, seconds in sorted(self.seconds.items()):
            ranked = sorted(seconds)
            middle, high = ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.99)]
            times = f"median {middle:6.3f} s  99 % {high:6.3f} s  slowest {ranked[-1]:6.3f} s"
            print(f"{kind:16} {len(ranked):7,} answers  {times}")
        print(f"{sum(map(len, self.seconds.values())):,} requests, {len(self.errors)} errors")
        for error in self.errors[:10]:
            print(f"  {error}")


class Asker:
    """One browser: asks on one connection, as long as that lasts, and notes what it took."""

    def __init__(self, address: str, figures: Figures) -> None:
        self.address, self.figures = address, figures
        self.connection = HTTPConnection(urlsplit(address).netloc, timeout=60)

    def ask(
        self, kind: str, path: str, form: list[tuple[str, str]] | None = None, expected: int = 200
    ) -> tuple[str, str]:
        """Return where the answer leads and its text."""
        body = None if form is None else urlencode(form)
        headers = {} if form is None else {"origin": self.address, "content-type": FORM}
        begun = time.perf_counter()
        try:
            self.connection.request("GET" if form is None else "POST", path, body, headers)
            answer = self.connection.getresponse()
            text = answer.read().decode()
            error = "" if answer.status == expected else f"status {answer.status}"
            self.figures.note(kind, time.perf_counter() - begun, error)
            return answer.headers["location"] or "", text
        except (OSError, HTTPException) as problem:
            self.figures.note(kind, time.perf_counter() - begun, repr(problem))
            self.connection.close()
            return "", ""


def be_a_pupil(asker: Asker, room: str, until: float) -> None:
    asker.ask("class", room)
    sheet, _ = asker.ask("take a number", room, [], 303)
    turn = 0
    while sheet and time.monotonic() < until:
        _, page = asker.ask("sheet", sheet)
        parts = len(re.findall('class="claim"', page))
        form = [(f"side-{part}", ("minus", "neither", "plus")[(part + turn) % 3]) for part in range(parts)]
        form += [("word", f"{part}.{turn % 5}") for part in range(parts)]
        time.sleep(1)
        asker.ask("hand in", sheet, form, 303)
        asker.ask("handed in", f"{sheet}/done")
        turn += 1
        time.sleep(1)


def be_the_teacher(asker: Asker, room: str, until: float) -> None:
    while time.monotonic() < until:
        asker.ask("counts", f"{room}/counts")
        time.sleep(2)


def be_a_reader(asker: Asker, until: float) -> None:
    turn = 0
    while time.monotonic() < until:
        turn += 1
        other = ARTICLE.replace("second day", f"day {turn}")
        form = [("source", "A"), ("text", ARTICLE), ("source", "B"), ("text", other)]
        page, _ = asker.ask("make a story", "/", form, 303)
        asker.ask("story page", page)
        asker.ask("refused", "/", [("source", "A"), ("text", "")], 422)
        time.sleep(5)


def start(folder: str) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "framing", "serve", "--no-open", "--port", "0", "--keep", f"{folder}/class.db"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    said = process.stderr.readline()
    found = re.search(r"http://[\d.:]+", said)
    if not found:
        raise SystemExit(said)
    return process, found[0]


def run(address: str, pupils: int, seconds: float) -> Figures:
    figures = Figures()
    first = Asker(address, Figures())
    room = first.ask("open", "/class", [("source", "A"), ("text", ARTICLE), ("most", "0")], 303)[0].removesuffix(
        "/teacher"
    )
    until = time.monotonic() + seconds
    tasks = [(be_a_pupil, (Asker(address, figures), room, until)) for _ in range(pupils)]
    tasks += [
        (be_the_teacher, (Asker(address, figures), room, until)),
        (be_a_reader, (Asker(address, figures), until)),
    ]
    at_once([threading.Thread(target=task, args=arguments) for task, arguments in tasks])
    Asker(address, figures).ask("reveal", f"{room}/reveal", [], 303)
    at_once(
        [
            threading.Thread(target=Asker(address, figures).ask, args=("result", f"{room}/result"))
            for _ in range(pupils)
        ]
    )
    return figures


def at_once(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--pupils", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        process, address = start(folder)
        try:
            run(address, options.pupils, options.seconds).show()
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main()
