"""A new article among known sources: the scale is raw, refusals say why, sentences and words stand where they say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import standings
from framing.analyses import Analysis, analyze
from framing.comparisons import compare
from framing.documents import Metadata, make_document
from framing.errors import UsageError
from framing.lexicons.model import Lexicon
from framing.libraries import Library
from framing.placing import NOT_ENGLISH, OFF_TOPIC, Neighbour, Origin, Placed, Placing, place_article
from framing.placing.vocabularies import ENOUGH_WORDS, LEAST_ALIKE
from framing.reporting import Settings, read_paths
from framing.reports.placing import FORMATS, render_placing
from framing.scores import OUTLET_VOICES, SEVERAL_SIDES, TOO_LITTLE
from tests import placing_samples as samples
from tests.conftest import ROOT, SEEDS
from tests.report_samples import AXIS, HOSTILE, PLAIN, with_learned_words

SENTENCES = [
    "This land grab ruins the bay.", "The port barons are back.", "They sold the stolen shore.",
    "The terminal is an engine of growth.", "It opens a gateway to the world.", "The vital hub brings work.",
    "The council met on Monday.", "“It is a land grab,” said Mara Lind.", "It is not a land grab.",
    "Fishers lose their boats.", "The mayor praised the plan.",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=10).map(" ".join)
SOURCES = st.dictionaries(
    st.sampled_from(["Bay Courier", "Harbour Post", "Town Gazette", "Echo"]),
    st.lists(TEXTS, min_size=1, max_size=3),
    min_size=1,
)


def read_sources(texts: dict[str, list[str]]) -> dict[str, list[Analysis]]:
    return {
        source: [samples.read(f"{source} {number}", source, text) for number, text in enumerate(found)]
        for source, found in texts.items()
    }


# the laws


@settings(max_examples=60)
@given(TEXTS, SOURCES, st.lists(TEXTS, min_size=1, max_size=3))
def test_a_source_more_moves_no_other_and_not_the_article(
    text: str, texts: dict[str, list[str]], more: list[str]
) -> None:
    new, known = samples.read("new", "Example", text), read_sources(texts)
    before = samples.place([new], known)
    after = samples.place([new], {**known, **read_sources({"Added": more})})
    for reference in before.references:
        assert after.reference(reference.source) == reference
    one, other = before.articles[0], after.articles[0]
    assert other.vocabulary.likeness >= one.vocabulary.likeness
    if one.obstacle == OFF_TOPIC:
        assert other.obstacle in (OFF_TOPIC, "")
    else:
        assert (other.stance, other.obstacle) == (one.stance, one.obstacle)
    if one.nearest and other.nearest:
        assert other.nearest.distance <= one.nearest.distance


@settings(max_examples=40)
@given(TEXTS, TEXTS, SOURCES)
def test_an_article_more_moves_nothing(text: str, second: str, texts: dict[str, list[str]]) -> None:
    known = read_sources(texts)
    new, other = samples.read("new", "Example", text), samples.read("other", "Example", second)
    alone, both = samples.place([new], known), samples.place([other, new], known)
    assert both.articles[1] == alone.articles[0]
    assert both.references == alone.references


@settings(max_examples=40)
@given(TEXTS, SOURCES)
def test_the_order_of_sources_and_texts_changes_nothing(text: str, texts: dict[str, list[str]]) -> None:
    new, known = samples.read("new", "Example", text), read_sources(texts)
    turned = {source: known[source][::-1] for source in reversed(known)}
    first, second = (render_placing(samples.place([new], one), "json") for one in (known, turned))
    one, other = json.loads(first), json.loads(second)
    for data in (one, other):
        for reference in data["references"]:
            reference["documents"].sort()
    assert one == other


@settings(max_examples=40)
@given(TEXTS, SOURCES)
def test_nearest_and_farthest_are_so_on_the_raw_scale(text: str, texts: dict[str, list[str]]) -> None:
    placing = samples.place([samples.read("new", "Example", text)], read_sources(texts))
    placed = placing.articles[0]
    here = placed.stance.outlet.direction
    there = [one.stance.outlet.direction for one in placing.references if one.stance.outlet.direction is not None]
    if here is None or not there:
        assert placed.nearest is None
        assert placed.farthest is None
        return
    distances = [abs(here - direction) for direction in there]
    assert placed.nearest is not None
    assert placed.nearest.distance == min(distances)
    assert (placed.farthest is None) == (len(there) == 1)
    assert placed.farthest is None or placed.farthest.distance == max(distances)


def test_stances_are_those_of_a_report() -> None:
    placing = samples.placed()
    groups = samples.known()
    comparison = compare([one for group in groups.values() for one in group], [AXIS])
    assert [(one.source, one.stance) for one in placing.references] == [
        (profile.name, profile.stance) for profile in comparison.sources
    ]
    alone = compare([placing.articles[0].analysis], [AXIS])
    assert placing.articles[0].stance == alone.documents[0].stance


# why an article has no place


def obstacle_of(name: str) -> Placed:
    return next(one for one in samples.many().articles if one.analysis.document.id == name)


@pytest.mark.parametrize(
    ("name", "why"), [("n1", ""), ("n2", OFF_TOPIC), ("n3", TOO_LITTLE), ("n4", NOT_ENGLISH), ("n5", "")]
)
def test_each_article_is_placed_or_told_why_not(name: str, why: str) -> None:
    placed = obstacle_of(name)
    assert placed.obstacle == why
    assert (placed.stance.outlet.direction is None) == bool(why)
    assert (placed.nearest is None) == bool(why)
    for _, score in placed.stance.by_voice if why else ():
        assert score.direction is None


def test_off_topic_is_refused_even_where_words_of_a_side_stand() -> None:
    new = samples.read("n", "Example", samples.STEW)
    off = samples.place([new], {"Echo": [samples.read("k", "Echo", samples.FRENCH)]})
    assert off.articles[0].obstacle == OFF_TOPIC
    on = samples.place([new], {"Echo": [samples.read("k", "Echo", samples.RECIPE)]})
    assert on.articles[0].obstacle == ""
    assert on.articles[0].stance.outlet.direction == 1.0


def test_off_topic_says_how_much_and_what_is_needed() -> None:
    placed = obstacle_of("n2")
    vocabulary = placed.vocabulary
    assert 0 <= vocabulary.likeness < vocabulary.least <= LEAST_ALIKE
    shown = " ".join(render_placing(samples.many()).split())
    assert (
        f"is {vocabulary.likeness:.2f} on average; an article of {vocabulary.words} different content words needs"
        in shown
    )
    assert "Likeness runs from 0" in shown


def test_a_long_article_needs_the_whole_likeness() -> None:
    words = " ".join(f"{a}{b}kt{a}rm" for a in "abcdefghijklmnop" for b in "aeiouybdfgklm")
    placed = samples.place([samples.read("n", "Example", f"{words}.")], samples.known()).articles[0]
    assert placed.vocabulary.words >= ENOUGH_WORDS
    assert placed.vocabulary.least == LEAST_ALIKE


def test_a_page_with_a_narrative_for_each_side_has_no_place(establishment: Lexicon) -> None:
    page = make_document((SEEDS / "001_777c0ccbed30abb5.txt").read_text(encoding="utf-8"), Metadata(id="page"))
    placing = samples.place([analyze(page, [AXIS])], samples.known())
    assert placing.articles[0].obstacle in (SEVERAL_SIDES, TOO_LITTLE)


@pytest.mark.parametrize(
    ("axis", "known", "what"),
    [
        (PLAIN, samples.known(), "has no poles"),
        (AXIS, {}, "no known sources"),
        (AXIS, {"Echo": []}, "no known sources"),
    ],
)
def test_what_cannot_be_done_is_told(axis: object, known: dict[str, list[Analysis]], what: str) -> None:
    with pytest.raises(UsageError, match=what):
        place_article([samples.read("n", "Example", samples.MIXED)], known, axis)  # type: ignore[arg-type]


def test_two_documents_of_one_id_are_told() -> None:
    with pytest.raises(UsageError, match="the id 'k1'"):
        samples.place([samples.read("k1", "Example", samples.MIXED)], samples.known())


# what lies beside it


def neighbours(placing: Placing) -> list[tuple[Placed, Neighbour]]:
    return [(one, other) for one in placing.articles for other in (one.nearest, one.farthest) if other]


def test_sentences_are_own_words_of_the_side_told_and_stand_where_they_say() -> None:
    found = neighbours(samples.placed()) + neighbours(samples.many())
    assert found
    shown = 0
    for placed, neighbour in found:
        for sentences, sign in ((neighbour.here, neighbour.sign_here), (neighbour.there, neighbour.sign_there)):
            for one in sentences:
                own = one.quote.document == placed.analysis.document.id
                source = placed.analysis if own else samples.placed().analysis(one.quote.document)
                claim = one.quote.claim.claim
                assert source.document.text[claim.start : claim.end] == one.quote.claim.text
                assert claim.voice in OUTLET_VOICES
                tags = {tag.sign for part in one.quote.claim.segments for tag in part.tags}
                assert sign in tags or sign == 0
                shown += 1
    assert shown >= 4


def test_what_sets_apart_leans_away_from_each_other() -> None:
    against = samples.read("n", "Example", samples.AGAINST.replace("boats", "nets"))
    placed = samples.place([against], samples.known()).articles[0]
    assert placed.nearest is not None
    assert placed.farthest is not None
    assert (placed.nearest.source, placed.nearest.sign_here, placed.nearest.sign_there) == ("Bay Courier", -1, -1)
    assert (placed.farthest.source, placed.farthest.sign_here, placed.farthest.sign_there) == ("Harbour Post", -1, 1)
    assert placed.farthest.apart
    assert not placed.nearest.apart


def test_words_used_more_are_more_frequent_here() -> None:
    for placed, neighbour in neighbours(samples.placed()):
        for word in neighbour.contrast.more_in_a:
            assert word.z > 0
            assert word.count_a + word.count_b >= 2
        first = neighbour.contrast.more_in_a[0]
        assert first.term.split()[0] in placed.analysis.document.text.lower()


def test_overlap_is_the_share_of_the_articles_words() -> None:
    vocabulary = samples.placed().articles[0].vocabulary
    shares = [one.share for one in vocabulary.overlaps]
    assert shares == sorted(shares, reverse=True)
    assert max(shares) <= vocabulary.share <= sum(shares)
    itself = obstacle_of("n5").vocabulary
    assert itself.likest == "Bay Courier"
    assert 0.9 < itself.likeness <= 1.0
    assert itself.overlaps[0].share == 1.0


def test_a_known_text_is_told_and_left_out_beside_itself() -> None:
    placed = obstacle_of("n5")
    assert placed.copies == ("k1",)
    assert placed.nearest is not None
    assert placed.nearest.source == "Bay Courier"
    assert placed.nearest.distance == 0
    assert placed.nearest.there == ()
    assert "among the known texts already: “Port barons strike again” (Bay Courier)" in " ".join(
        render_placing(samples.many()).split()
    )


def test_facts_of_the_same_story_are_carried_or_left_out() -> None:
    story = samples.placed_on_story().articles[0].story
    assert story is not None
    assert story.documents == ("s1", "s2")
    tellings = [quote.claim.text for fact in story.carried for quote in fact.cell("Bay Courier").quotes]
    assert any("50.4 percent" in telling for telling in tellings)
    assert any("number" in fact.doubts for fact in story.carried)
    assert any("Turnout" in fact.plainest.claim.text for fact in story.left_out)


def test_nothing_is_left_out_of_a_story_that_one_known_source_tells() -> None:
    known = {source: group for source, group in samples.story().items() if source != "Harbour Post"}
    new = samples.placed_on_story().articles[0].analysis
    placing = samples.place([new], known)
    story = placing.articles[0].story
    assert story is not None
    assert story.left_out == ()
    assert "Only one known source is on this story" in " ".join(render_placing(placing).split())


def test_texts_on_other_events_are_no_story() -> None:
    new = samples.placed_on_story().articles[0].analysis
    assert samples.place([new], samples.known()).articles[0].story is None


def test_a_text_printed_twice_by_a_source_counts_once() -> None:
    new = samples.placed().articles[0].analysis
    once = samples.place([new], samples.known()).reference("Bay Courier")
    again = {**samples.known()}
    again["Bay Courier"] = [*again["Bay Courier"], samples.read("k1 again", "Bay Courier", samples.AGAINST)]
    twice = samples.place([new], again).reference("Bay Courier")
    assert (twice.texts, len(twice.documents)) == (1, 2)
    assert twice.stance == once.stance


# how it is shown


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("placing", [samples.placed, samples.placed_on_story, samples.many, samples.hostile])
def test_two_renderings_give_the_same_bytes(placing: object, kind: str) -> None:
    made: Placing = placing()  # type: ignore[operator]
    assert render_placing(made, kind) == render_placing(made, kind)


def test_the_data_reads_back_and_holds_what_it_says() -> None:
    data = json.loads(render_placing(samples.many(), "json"))
    assert data["schema"] == "framing-stance/1"
    by_id = {one["id"]: one for one in data["articles"]}
    assert by_id["n2"]["obstacle"] == "off topic"
    assert "direction" not in by_id["n2"]["stance"]
    assert by_id["n1"]["placed"]
    assert set(by_id["n1"]["by_voice"]) == {"own", "headline", "direct", "indirect"}
    for sentence in by_id["n1"]["nearest"]["sentences"]["here"]["sentences"]:
        assert samples.MIXED.replace("\n", "").find(sentence["text"]) >= 0
    story = json.loads(render_placing(samples.placed_on_story(), "json"))["articles"][0]["story"]
    assert story["left_out"][0]["telling"] == "absent"
    assert set(story["left_out"][0]["there"]) == {"Bay Courier", "Harbour Post"}


@pytest.mark.parametrize("width", [60, 80, 100])
def test_text_keeps_within_its_width(width: int) -> None:
    from framing.reports.placingtext import render_placing_text

    shown = render_placing_text(samples.many(), width)
    assert max(map(len, shown.splitlines())) <= width
    assert "▶" in shown


def test_no_markup_of_a_document_reaches_the_page() -> None:
    page = render_placing(samples.hostile(), "html")
    assert "<script" not in page
    assert "javascript:" not in page
    assert "&lt;script&gt;" in page
    assert "http://" not in page.replace("http://www.w3.org", "")


def test_the_page_holds_the_article_whole_and_every_sentence_has_its_place() -> None:
    page = render_placing(samples.placed(), "html")
    placed = samples.placed().articles[0]
    for claim in placed.analysis.claims:
        assert f'id="a1-{claim.number}"' in page
    for _, neighbour in neighbours(samples.placed()):
        for one in neighbour.here:
            assert f'href="#a1-{one.quote.claim.claim.number}"' in page


def test_thin_references_are_told() -> None:
    assert "3 of 3 sources are known by fewer than 5 texts" in " ".join(render_placing(samples.placed()).split())
    shipped = replace(samples.placed(), origin=Origin(shipped=True))
    assert "the five texts that come with framing" in " ".join(render_placing(shipped).split())


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean 'html'"):
        render_placing(samples.placed(), "htm")


def test_learned_words_are_told_where_the_axis_has_them() -> None:
    comparison = with_learned_words()
    axis = comparison.axis
    assert axis is not None
    groups = {"Bay Courier": [comparison.analyses[0]], "Harbour Post": [comparison.analyses[1]]}
    new = analyze(make_document(samples.MIXED, Metadata(id="n1")), [axis])
    page = render_placing(place_article([new], groups, axis), "html")
    assert "Learned words" in page


def shipped_articles(label: str) -> list[str]:
    rows = map(json.loads, (ROOT / "lexicons/training/articles.jsonl").read_text(encoding="utf-8").splitlines())
    return [row["text"] for row in rows if row["label"] == label]


def place_among_shipped(texts: list[str], axis: Lexicon) -> tuple[Placed, ...]:
    known: dict[str, list[Analysis]] = {}
    for document in read_paths([SEEDS]):
        known.setdefault(document.source, []).append(analyze(document, [axis]))
    new = [analyze(make_document(text, Metadata(id=f"new {at}")), [axis]) for at, text in enumerate(texts)]
    return place_article(new, known, axis).articles


def test_what_has_no_entry_and_words_of_either_side_is_not_called_neutral(establishment: Lexicon) -> None:
    gold = (ROOT / "benchmarks/gold/offtopic.jsonl").read_text(encoding="utf-8").splitlines()
    for placed in place_among_shipped([json.loads(line)["text"] for line in gold], establishment):
        assert placed.obstacle in (OFF_TOPIC, TOO_LITTLE)
        assert placed.nearest is None
        assert placed.stance.everything.direction is None


def test_a_report_without_any_entry_is_neutral_and_has_a_place(establishment: Lexicon) -> None:
    plain = [
        placed
        for placed in place_among_shipped(shipped_articles("facts"), establishment)
        if not placed.stance.everything.evidence.tags
    ]
    assert len(plain) > 10
    for placed in plain:
        assert (placed.obstacle, placed.stance.outlet.step) == ("", "neutral")


def test_an_open_text_is_told_apart_from_a_short_one(establishment: Lexicon, tmp_path: Path) -> None:
    report = (
        "A header by the substitute in stoppage time gave the home side a draw. The visitors had led since the "
        "second minute, when their captain scored from a corner. Both managers said that a point was fair on a "
        "wet evening."
    )
    (placed,) = place_among_shipped([report], establishment)
    assert (placed.obstacle, placed.stance.outlet.evidence.tags) == (TOO_LITTLE, 0)
    for name, text, why in [("open", report, "No entry that was written"), ("short", "They met.", "A place needs")]:
        (tmp_path / name).with_suffix(".txt").write_text(text, encoding="utf-8")
        done = run("stance", tmp_path / f"{name}.txt", "--against", SEEDS, home=tmp_path)
        told = " ".join(done.stdout.split())
        assert f"Not placed: {TOO_LITTLE}. " in told
        assert why in told


# the command line


def run(*arguments: str | Path, home: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "XDG_DATA_HOME": str(home), "HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-m", "framing", *map(str, arguments)],
        cwd=ROOT, input=stdin, capture_output=True, text=True, encoding="utf-8", check=False, env=environment,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


ARTICLE = """Colombia signs pact with NATO

Colombia signed a plan with NATO on Tuesday. Critics say that Washington's war machine drags sovereign countries of
Latin America into wars of aggression. President Gustavo Petro restored relations with Venezuela last year.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_without_known_sources_the_shipped_texts_are_the_strip(article: Path, tmp_path: Path) -> None:
    done = run("stance", article, home=tmp_path)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "the five texts that come with framing" in " ".join(done.stdout.split())
    assert "Global Research" in done.stdout
    assert "Nearest:" in done.stdout


def test_known_sources_come_from_paths_and_from_a_library(article: Path, tmp_path: Path) -> None:
    library = tmp_path / "known.db"
    run("library", "add", SEEDS / "000_a62c9c3c402e8167.txt", "--library", library, home=tmp_path)
    against = SEEDS / "003_8a8681d1ff040071.txt"
    out = tmp_path / "place.json"
    done = run("stance", article, "--against", against, "--library", library, "--out", out, "-q", home=tmp_path)
    assert done.returncode == 0, done.stderr
    data = json.loads(out.read_text(encoding="utf-8"))
    assert [one["source"] for one in data["references"]] == ["Global Research", "TheNewsCommenter"]
    assert data["provenance"]["known"] == [str(against), str(library)]


def test_the_library_kept_by_default_is_called_mine_and_offered(article: Path, tmp_path: Path) -> None:
    run("library", "add", SEEDS, home=tmp_path)
    offered = run("stance", article, home=tmp_path)
    assert "--library mine" in offered.stderr
    mine = run("stance", article, "--library", "mine", "--to", "json", home=tmp_path)
    shipped = run("stance", article, "--to", "json", "-q", home=tmp_path)
    one, other = json.loads(mine.stdout), json.loads(shipped.stdout)
    assert one["articles"][0]["stance"] == other["articles"][0]["stance"]
    assert [(each["source"], each["stance"]) for each in one["references"]] == [
        (each["source"], each["stance"]) for each in other["references"]
    ]


def test_an_article_among_the_known_ones_is_placed_all_the_same(tmp_path: Path) -> None:
    done = run("stance", SEEDS / "004_929fabcdb719644e.txt", "--against", SEEDS, "--to", "json", home=tmp_path)
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)["articles"][0]
    assert data["same_text_as"] == ["004_929fabcdb719644e"]
    assert data["id"] == "004_929fabcdb719644e#2"


def test_several_processes_give_the_same(article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = tmp_path / "known.db"
    with Library(library, writing=True) as opened:
        opened.add(read_paths([SEEDS]))
    monkeypatch.setattr(standings, "BATCH", 2)
    monkeypatch.setattr(standings, "WORTH_A_POOL", 1)
    chosen = Settings(("establishment",))
    one, two = (standings.place_paths([article], standings.KnownTexts((), library, jobs), chosen) for jobs in (1, 2))
    assert one == two


@pytest.mark.parametrize(
    ("arguments", "status", "advice"),
    [
        (["--against", "nowhere/"], 1, "there is no"),
        (["--library", "nowhere.db"], 1, "framing library add"),
        (["--lexicon", "loaded"], 2, "Name one with --lexicon"),
        (["--axis", "establishmnt"], 2, "Did you mean 'establishment'"),
        (["--out", "place.xyz"], 2, "Use --to"),
    ],
)
def test_wrong_use_is_answered_with_advice(
    article: Path, tmp_path: Path, arguments: list[str], status: int, advice: str
) -> None:
    done = run("stance", article, *arguments, home=tmp_path)
    assert done.returncode == status
    assert advice in done.stderr
    assert done.stdout == ""


def test_an_empty_library_is_told(article: Path, tmp_path: Path) -> None:
    library = tmp_path / "known.db"
    run("library", "add", SEEDS / "001_777c0ccbed30abb5.txt", "--library", library, home=tmp_path)
    run("library", "remove", "Verity", "--library", library, home=tmp_path)
    done = run("stance", article, "--library", library, home=tmp_path)
    assert done.returncode == 2
    assert "there are no known sources" in done.stderr


def test_placing_among_the_shipped_texts_loads_nothing_heavy(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(samples.MIXED, encoding="utf-8")
    code = (
        "import sys; sys.argv = ['framing', 'stance', sys.argv[1]]\n"
        "from framing.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = ('pandas', 'sklearn', 'nltk', 'numpy', 'scipy', 'pyarrow', 'jinja2')\n"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(article)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr.splitlines()[-1] == "[]"
    assert HOSTILE not in done.stdout
