"""A corpus: read one at a time, with the figures that holding all of it would give."""

from __future__ import annotations

import gc
import json
import random
import subprocess
import sys
import weakref
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import stocks, surveys, syndication
from framing.analyses import Analysis, analyze
from framing.archives import Plan, write_archive
from framing.comparisons import Comparison, compare
from framing.contrasts import contrast_sources, count_terms
from framing.documents import Document, Metadata, ReadingOptions, make_document
from framing.errors import UsageError
from framing.lexicons import Lexicon, load_lexicons
from framing.normalizing import normalize
from framing.profiles import Profile
from framing.reporting import Report, Settings, make_report
from framing.reports.data import report_data
from framing.sketches import Sketches, are_same
from framing.stocks import Stock
from framing.termcounts import TermCounts, Words, contrast_counts

SENTENCES = (
    "The war machine rolled on through the valley, Ana Ruiz, the interior minister, said on Monday.",
    "“We will stand firm against the regime,” said Tom Hale of the Rivers Institute.",
    "Officials called it a “so-called truce”, and critics warned of an empire without end.",
    "Dozens were killed when shots were fired at the market near the old harbour.",
    "The arrest of two pilots was confirmed by police chief Ida Brandt late at night.",
    "Taxpayers foot the bill for a puppet government, according to a report on the budget.",
    "“This is not an occupation,” Ruiz told reporters, and the rules-based order must hold.",
    "Prices rose by three percent while the ferry stayed in the harbour for repairs.",
    "Experts doubt that the alliance can secure the border before the winter begins.",
    "The council met in the town hall, and nobody spoke of the missing money.",
)
NAMES = ("Courier", "Herald", "Post", "Gazette", "Tribune", "Echo", "Ledger", "")


def article(seed: int, source: str, day: int) -> dict[str, str]:
    """An article of eight sentences, each with a word of its own, so that only copies are the same text."""
    pick = random.Random(seed)
    lines = [
        line.replace(" the ", f" the {pick.choice('abcdefghij')}{seed}x ", 1) for line in pick.sample(SENTENCES, 8)
    ]
    title = f"{pick.choice(('Empire', 'Harbour', 'Truce'))} story {seed}"
    return {"source": source, "title": title, "date": f"2024-05-{day:02}", "text": " ".join(lines)}


ARTICLES = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from(NAMES), st.integers(1, 28), st.sampled_from(["", "cut", "more"])),
    min_size=4,
    max_size=18,
)


def rows(drawn: list[tuple[int, str, int, str]]) -> list[dict[str, str]]:
    """Articles, some of them the same text again: as it is, without its end, or with one sentence more."""
    made = []
    for number, (seed, source, day, change) in enumerate(drawn):
        row = article(seed, source, day) | {"id": f"a{number % 11}"}
        text = row["text"]
        row["text"] = text.rpartition(". ")[0] + "." if change == "cut" else text + " It rained." * (change == "more")
        made.append(row)
    return made


def write(path: Path, made: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in made), encoding="utf-8")
    return path


def figures(profile: Profile) -> Profile:
    """What a corpus tells of a source."""
    return replace(profile, documents=(), repeated=())


def surveyed(path: Path, lexicons: tuple[Lexicon, ...]) -> Comparison:
    with Stock(lexicons) as stock:
        stock.take([path], ReadingOptions())
        return surveys.survey(stock, lexicons)


def held(path: Path, lexicons: tuple[Lexicon, ...]) -> Comparison:
    with Stock(lexicons) as stock:
        stock.take([path], ReadingOptions())
        return compare(stock.analyses(), lexicons)


@pytest.fixture(scope="session")
def lexicons() -> tuple[Lexicon, ...]:
    return load_lexicons()


@given(drawn=ARTICLES)
@settings(max_examples=25)
def test_a_stream_gives_the_figures_of_the_whole(
    drawn: list[tuple[int, str, int, str]], lexicons: tuple[Lexicon, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = write(tmp_path_factory.mktemp("corpus") / "articles.jsonl", rows(drawn))
    streamed, whole = surveyed(path, lexicons), held(path, lexicons)
    assert streamed.sources == tuple(map(figures, whole.sources))
    assert streamed.contrasts == whole.contrasts
    assert streamed.copies == whole.copies
    assert streamed.sharers == whole.sharers
    assert streamed.split == whole.split
    assert streamed.provenance == whole.provenance


@given(drawn=ARTICLES, seed=st.integers(0, 99))
@settings(max_examples=15)
def test_no_order_of_articles_changes_a_corpus(
    drawn: list[tuple[int, str, int, str]],
    seed: int,
    lexicons: tuple[Lexicon, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    made = [row | {"id": f"a{number}"} for number, row in enumerate(rows(drawn))]
    one = surveyed(write(folder / "one.jsonl", made), lexicons)
    random.Random(seed).shuffle(made)
    assert report_data(surveyed(write(folder / "other.jsonl", made), lexicons)) == report_data(one)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Forty articles of six sources; some are printed twice by one of them, some by two."""
    seeds = [*range(30), *range(5), *range(1, 6)]
    drawn = [(seed, NAMES[n % 6], n % 28 + 1, ("", "cut", "")[n % 3]) for n, seed in enumerate(seeds)]
    return write(tmp_path / "articles.jsonl", rows(drawn))


@pytest.fixture
def low_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveys, "CORPUS_FROM", 20)


@pytest.mark.usefixtures("low_bound")
class TestFolders:
    """A folder of `framing analyze` gives what its articles give, from the sums that are stored in it."""

    @pytest.fixture
    def folder(self, corpus: Path, tmp_path: Path) -> Path:
        pytest.importorskip("pyarrow")
        write_archive([corpus], tmp_path / "analysis", Plan(jobs=1))
        return tmp_path / "analysis"

    def test_the_report_is_that_of_the_articles(self, corpus: Path, folder: Path) -> None:
        for kind in ("json", "html", "markdown", "terminal"):
            assert make_report([folder]).to(kind) == make_report([corpus]).to(kind)

    def test_evidence_is_not_summed_again(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from framing import tallies

        whole = make_report([folder]).comparison.sources
        sums: list[Analysis] = []
        summarize = tallies.summarize
        monkeypatch.setattr(
            tallies, "summarize", lambda analyses, axis: [sums.extend(analyses), summarize(analyses, axis)][1]
        )
        assert make_report([folder]).comparison.sources == whole
        assert len(sums) == sum(source.repeats for source in whole) > 0

    def test_fewer_lexicons_give_what_they_give_alone(self, corpus: Path, folder: Path) -> None:
        for names in (("loaded",), ("establishment",)):
            chosen = Settings(lexicons=names)
            assert make_report([folder], chosen).to_dict() == make_report([corpus], chosen).to_dict()

    def test_folders_and_articles_go_together(
        self, corpus: Path, folder: Path, lexicons: tuple[Lexicon, ...]
    ) -> None:
        mixed = make_report([corpus, folder, folder]).comparison
        assert mixed.provenance.documents == 120
        assert sum(source.repeats for source in mixed.sources) >= 80
        once = make_report([corpus]).comparison
        assert [one.frames and one.frames[0].count for one in mixed.sources] == [
            one.frames and one.frames[0].count for one in once.sources
        ]


@pytest.mark.usefixtures("low_bound")
def test_no_analysis_outlives_its_count(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alive: weakref.WeakSet[object] = weakref.WeakSet()
    most = []

    class Watched(Analysis):
        """Analyses have no room for weak references; these have."""

    def watched(document: Document, lexicons: tuple[Lexicon, ...]) -> Analysis:
        found = analyze(document, lexicons)
        made = Watched(found.document, found.claims, found.tags, found.deletions, found.learned)
        alive.add(made)
        most.append(len(alive))
        return made

    monkeypatch.setattr(stocks, "analyze", watched)
    monkeypatch.setattr(Watched, "__hash__", object.__hash__)
    report = make_report([corpus])
    gc.collect()
    assert len(most) == 40
    assert max(most) <= 2
    assert len(alive) == 0
    assert report.comparison.analyses == ()


@pytest.mark.usefixtures("low_bound")
class TestTelling:
    def test_documents_are_counted_not_listed(self, corpus: Path) -> None:
        data = make_report([corpus]).to_dict()
        assert data["documents"] == []
        assert data["provenance"]["documents"] == sum(one["document_count"] for one in data["sources"]) == 40
        assert all(one["documents"] == one["repeated"] == [] for one in data["sources"])
        assert sum(one["repeated_count"] for one in data["sources"]) > 0

    @pytest.mark.parametrize(
        ("kind", "counted"),
        [
            ("html", "40 documents"),
            ("markdown", "40 documents from 6 sources"),
            ("terminal", "40 documents from 6 sources"),
            ("columns", "40 documents from 6 sources"),
            ("story", "40 articles · 6 sources"),
            ("story-terminal", "40 articles from 6 sources"),
            ("story-markdown", "40 articles from 6 sources"),
        ],
    )
    def test_every_format_is_made(self, corpus: Path, kind: str, counted: str) -> None:
        report = make_report([corpus])
        assert counted in report.to(kind)
        if kind in ("html", "markdown", "terminal"):
            assert "framing analyze" in report.to(kind)

    def test_lists_are_capped_and_the_rest_counted(self, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = make_report([corpus]).comparison.sources
        monkeypatch.setattr(surveys, "LISTED", 1)
        capped = make_report([corpus])
        for one, other in zip(whole, capped.comparison.sources, strict=True):
            assert other.headlines == one.headlines[:1]
            assert other.left_out.headlines == len(one.headlines) - len(other.headlines)
            assert other.speakers == one.speakers[:1]
            assert other.types == one.types
        assert "more" in capped.to("markdown")

    def test_groups_of_copies_are_capped(self, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = make_report([corpus]).comparison
        monkeypatch.setattr(surveys, "GROUPS_TOLD", 1)
        capped = make_report([corpus])
        assert capped.comparison.copies == whole.copies[:1]
        assert capped.comparison.more_copies == len(whole.copies) - 1 > 0
        assert capped.comparison.sharers == whole.sharers

    def test_tables_are_those_of_sources(self, corpus: Path) -> None:
        frames = make_report([corpus]).to_frames()
        assert set(frames) == {"sources", "contrasts", "scores"}
        assert int(frames["sources"]["documents"].sum()) == 40

    def test_quotes_are_shown_with_speaker_and_marks(self, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """As where the documents are at hand, but for the links to them."""
        report = make_report([corpus])
        monkeypatch.setattr(surveys, "CORPUS_FROM", 500)
        whole = make_report([corpus])
        cards = [one.to("markdown").partition("## Frames by")[2].partition("## Voices")[0] for one in (report, whole)]
        assert cards[0] == cards[1] != ""

    def test_documents_side_by_side_are_refused(self, corpus: Path) -> None:
        with pytest.raises(UsageError, match="40 documents are too many"):
            make_report([corpus], Settings(by="document"))


def test_a_page_does_not_grow_with_the_articles(tmp_path: Path) -> None:
    def page(count: int) -> str:
        made = [article(n, NAMES[n % 3], n % 28 + 1) | {"id": f"a{n}"} for n in range(count)]
        path = write(tmp_path / f"{count}.jsonl", made)
        return make_report([path], Settings(lexicons=("loaded",))).to("html")

    few, many = page(surveys.CORPUS_FROM + 1), page(2 * surveys.CORPUS_FROM)
    assert len(many) < 1.1 * len(few)


def test_explaining_a_corpus_tells_of_one_source(corpus: Path) -> None:
    command = [sys.executable, "-m", "framing", "explain", str(corpus), "--lexicon", "loaded"]
    run = [*command, "--lexicon", "establishment", "--source"]
    found = subprocess.run([*run, "Herald"], capture_output=True, text=True, check=False)
    assert found.returncode == 0
    wrong = subprocess.run([*run, "Herold"], capture_output=True, text=True, check=False)
    assert wrong.returncode == 2
    assert "Herald" in wrong.stderr


WORDS = st.lists(
    st.sampled_from(("coup", "border", "the", "army's", "x", "bank", "2024", "—", ",", "\n")), max_size=40
)


@given(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4), WORDS)
def test_terms_counted_by_number_are_those_counted_by_name(
    here: list[list[str]], there: list[list[str]], shared: list[str]
) -> None:
    words = Words()
    sides, counts = [], []
    for texts in (here, there):
        whole, left_out, expected = TermCounts(words), TermCounts(words), Counter[str]()
        for text in map(" ".join, texts):
            whole.add(normalize(text), [(0, len(text))])
            expected += count_terms(text)
        for part in (whole, left_out):
            part.add(normalize(" ".join(shared)), [(0, len(" ".join(shared)))])
        sides.append((whole, left_out))
        counts.append(expected)
    assert contrast_counts(("A", "B"), *sides, words) == contrast_sources("A", "B", *counts)


def test_samples_find_what_an_index_finds() -> None:
    """Texts of very unlike lengths, cut to all the lengths that still are copies."""
    pick = random.Random(3)
    vocabulary = [f"w{number}" for number in range(3000)]
    texts = [[pick.choice(vocabulary) for _ in range(length)] for length in (60, 140, 300, 700, 1500, 4000) * 4]
    texts += [text[: int(len(text) * share)] for text in texts[:12] for share in (0.55, 0.8, 1.0)]
    documents = [make_document(" ".join(text), Metadata(id=str(at))) for at, text in enumerate(texts)]
    sketches = Sketches(keep=True)
    for document in documents:
        sketches.add(document)
    runs = sketches.runs
    sampled = {pair for pair in sketches.candidates() if are_same(runs[pair[0]], runs[pair[1]])}
    indexed = {pair for pair in syndication.index_candidates(runs) if are_same(runs[pair[0]], runs[pair[1]])}
    assert len(indexed) >= 24
    assert sampled == indexed


def _numbered(found: Iterator[tuple[int, Document]]) -> dict[int, str]:
    return {place: document.text for place, document in found}


def test_a_stock_gives_its_documents_again(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stocks, "_HELD", 100)
    with Stock(()) as stock:
        stock.take([corpus], ReadingOptions())
        everything = _numbered(stock.documents())
        assert list(everything) == list(range(stock.count)) == list(range(40))
        assert _numbered(stock.documents({3, 17})) == {place: everything[place] for place in (3, 17)}
        ids = [document.id for _, document in stock.documents()]
        assert len(set(ids)) == 40
        assert [analysis.document.id for analysis in stock.analyses()] == ids


def test_a_report_shows_itself(corpus: Path, low_bound: None) -> None:
    report = make_report([corpus])
    assert isinstance(report, Report)
    assert "40 documents from 6 sources" in str(report)
    assert "<table" in report._repr_html_()
