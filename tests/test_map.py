"""Maps: planted places come back with honest intervals, noise gives no map, quotes and names do not count."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from framing.analyses import Analysis
from framing.errors import UsageError
from framing.libraries import Library
from framing.maps import FEW_PHRASES, FEW_SOURCES, FEW_TEXTS, NO_DIFFERENCE, NO_MAP, TOO_LITTLE, Kinship, draw_map
from framing.maps.charting import Charted, chart_counts
from framing.maps.fitting import fit_counts
from framing.maps.kinships import rank_correlation
from framing.maps.phrases import Wording, find_phrases, own_words
from framing.maps.poles import find_contrast
from framing.maps.trials import try_axes
from framing.reports.mappages import lay_out_map
from framing.reports.maps import FORMATS, render_map
from framing.reports.mapwording import STRONG
from tests import map_samples as samples
from tests.conftest import ROOT, SEEDS
from tests.report_samples import AXIS

PLACES = [-1.3, -1.0, -0.6, -0.2, 0.3, 0.5, 1.0, 1.4]
POLES = [-1, -1, 0, 0, 0, 0, 1, 1]
EVEN, UNEVEN = [30] * 8, [12, 80, 30, 12, 60, 25, 14, 45]


def pinned(places: list[float]) -> np.ndarray:
    """The places on the scale of the poles."""
    known, poles = np.array(places), np.array(POLES)
    plus, minus = known[poles > 0].mean(), known[poles < 0].mean()
    return (known - (plus + minus) / 2) / ((plus - minus) / 2)


def chart(counts: object, axes: int = 1) -> Charted:
    return chart_counts(counts, POLES, axes)  # type: ignore[arg-type]


# planted places on synthetic counts


@pytest.mark.parametrize("texts", [EVEN, UNEVEN], ids=["even", "uneven"])
def test_planted_places_are_recovered(texts: list[int]) -> None:
    charted = chart(samples.simulate(5, PLACES, texts))
    assert charted.obstacle == ""
    assert charted.layout is not None
    places = charted.layout.places[:, 0]
    assert (rank_correlation(list(places), PLACES) or 0) >= 0.95
    assert np.abs(places - pinned(PLACES)).max() < 0.5
    assert (np.abs(places - pinned(PLACES)) <= charted.errors[:, 0]).mean() >= 0.75
    assert places[:2].mean() == pytest.approx(-1)
    assert places[-2:].mean() == pytest.approx(1)
    assert charted.trials.named is not None
    assert charted.trials.named.low > 0


def test_intervals_hold_the_planted_places_as_often_as_they_say() -> None:
    inside = []
    for seed in range(12):
        charted = chart(samples.simulate(seed, PLACES, UNEVEN if seed % 2 else EVEN, phrases=110))
        assert charted.layout is not None
        inside.append(np.abs(charted.layout.places[:, 0] - pinned(PLACES)) <= charted.errors[:, 0])
        assert 0.02 < float(np.median(charted.errors)) < 0.6
    # of 96 intervals of 95 % fewer than nine in ten would come about once in forty runs; the seeds are fixed
    assert np.mean(inside) >= 0.90


def test_a_weak_difference_of_the_poles_is_found_beside_a_strong_one_of_another_kind() -> None:
    places = [-1.2, -1.0, -0.5, -0.3, 0.3, 0.5, 1.0, 1.2]
    counts = samples.simulate(4, places, [60] * 8, phrases=300, strength=0.12, other=0.6)
    trial = try_axes(counts)
    contrast = find_contrast(counts.tables(), fit_counts(counts.table(), trial.axes), np.array(POLES))
    assert trial.axes == 1
    assert contrast.sure
    # what one part teaches fits the others: the poles stand about as far apart there as they were found to be
    assert 0.3 < contrast.places[-2:].mean() - contrast.places[:2].mean() < 2
    charted = chart(counts)
    assert charted.obstacle == ""
    assert charted.layout is not None
    assert (rank_correlation(list(charted.layout.places[:, 0]), places) or 0) >= 0.9


@pytest.mark.parametrize("seed", range(6))
def test_noise_gives_no_map(seed: int) -> None:
    charted = chart(samples.simulate(seed, PLACES, EVEN, strength=0.0))
    assert charted.obstacle == NO_DIFFERENCE
    assert charted.trials.axes == 0
    assert charted.trials.differences[0].low <= 0
    assert not charted.trials.named or not charted.trials.named.sure


def test_turned_poles_turn_the_places_and_keep_the_intervals() -> None:
    counts = samples.simulate(2, PLACES, EVEN)
    one, other = chart(counts), chart_counts(counts, [-sign for sign in POLES], 1)
    assert one.layout is not None
    assert other.layout is not None
    np.testing.assert_allclose(one.layout.places, -other.layout.places, atol=1e-9)
    np.testing.assert_allclose(one.errors, other.errors, atol=1e-9)


def test_a_text_more_often_than_its_words_is_bursty_and_told() -> None:
    assert fit_counts(samples.simulate(2, PLACES, EVEN).table(), 1).dispersion > 1.05


def test_a_fit_settles_and_its_means_are_the_counts() -> None:
    counts = samples.simulate(3, PLACES, UNEVEN).table()
    fit = fit_counts(counts, 1)
    assert fit.settled
    np.testing.assert_allclose(fit.expected().sum(0), counts.sum(0), rtol=0.01)
    assert np.abs(fit.places.mean(0)).max() < 1e-9
    np.testing.assert_allclose((fit.places**2).mean(0), 1)


# what is counted


def one(text: str, name: str = "a") -> Analysis:
    return samples.read(name, "Echo", text)


@pytest.mark.parametrize(
    ("text", "gone", "kept"),
    [
        ("The mayor of the town said that the harbour is rotten. Boats sank.", "rotten", "Boats sank"),
        ("“The harbour is rotten,” said Jo Park. Boats sank.", "rotten", "Boats sank"),
        ("The so-called “saviours” came late. Boats sank.", "saviours", "came late"),
        ("Read more at https://example.org/boats now. Boats sank.", "example", "Boats sank"),
    ],
)
def test_words_of_others_do_not_count(text: str, gone: str, kept: str) -> None:
    own = own_words(one(text))
    assert gone not in own
    assert kept in own
    assert len(own) == len(text)


def test_names_figures_and_house_style_are_no_phrases() -> None:
    texts = [
        f"Sign up for our letter here. The harbour of Lima was calm in {1990 + n}. Rain fell on boats {'x' * n}."
        for n in range(12)
    ]
    analyses = [samples.read(f"{n}", "Echo" if n % 2 else "Pier Weekly", text) for n, text in enumerate(texts)]
    phrases = find_phrases(analyses, Wording(analyses, ["Echo", "Pier Weekly"]), 2, 1000).names
    assert {"harbour", "boats", "rain fell"} <= set(phrases)
    words = {word for phrase in phrases for word in phrase.split()}
    assert words.isdisjoint({"lima", "1990", "letter", "sign", "pier", "weekly", "echo"})
    assert all(phrase.split()[-1] != "on" for phrase in phrases)


def test_a_phrase_of_one_source_is_none() -> None:
    analyses = [
        samples.read(f"{n}", source, f"{'Goblins' if source == 'Echo' else 'Elves'} sold the {'ab' * (n + 1)} boat.")
        for source in ("Echo", "Pier Weekly", "Bay Courier")
        for n in range(10)
    ]
    analyses = [replace(one, document=replace(one.document, id=f"{n}")) for n, one in enumerate(analyses)]
    phrases = find_phrases(analyses, Wording(analyses, []), 2, 1000).names
    assert "boat" in phrases
    assert "elves" in phrases
    assert "goblins" not in phrases


# a map of texts


def test_sources_come_out_in_their_order() -> None:
    drawn = samples.drawn()
    assert drawn.obstacle == ""
    places = {spot.source: spot.place.value for spot in drawn.spots if spot.place}
    assert (rank_correlation(list(places.values()), [samples.PLACES[one] for one in places]) or 0) >= 0.9
    assert (places["Harbour Post"] + places["Shore Mirror"]) / 2 == pytest.approx(1)
    assert (places["Bay Courier"] + places["Town Gazette"]) / 2 == pytest.approx(-1)
    assert {one.what for one in drawn.kinships} <= {"lexicon", "length", "date"}


def test_the_order_of_texts_changes_nothing() -> None:
    turned = draw_map(samples.library()[::-1], samples.options(), AXIS)
    assert turned == replace(samples.drawn(), newcomers=())


def test_new_articles_move_nothing_and_stand_on_their_side_or_not_at_all() -> None:
    drawn = samples.drawn()
    assert draw_map(samples.library(), samples.options(), AXIS).spots == drawn.spots
    high, low, short = drawn.newcomers
    assert high.place is not None
    assert low.place is not None
    assert high.place.value > 0.3
    assert low.place.value < -0.3
    assert high.place.low < high.place.value < high.place.high
    assert (short.obstacle, short.place) == (TOO_LITTLE, None)


def test_carriers_are_the_words_of_their_side_with_a_sentence_that_has_them() -> None:
    drawn = samples.drawn()
    texts = {document.id: document.text for document in drawn.documents}
    ranks = {sign: [] for sign in (-1, 1)}
    for carrier in drawn.carriers:
        assert carrier.ratio > 1
        word = carrier.phrase.split()[0].removesuffix("*")
        ranks[carrier.sign].append(next((n for n, one in enumerate(samples.WORDS) if one.startswith(word)), 50))
        example = carrier.example
        assert example is not None
        text = texts[example.document]
        assert text[example.first : example.last].lower().startswith(word)
        assert example.start <= example.first < example.last <= example.end
        assert example.source in (samples.PRO if carrier.sign > 0 else samples.CRITICAL)
    assert np.mean(ranks[1][:15]) > 60
    assert np.mean(ranks[-1][:15]) < 40


def test_a_difference_of_length_is_warned_of() -> None:
    long = replace(samples.drawn(), kinships=(Kinship("length", STRONG + 0.1, 6),))
    shown = " ".join(render_map(long).split())
    assert "the length of texts may be much of what this axis shows" in shown


@pytest.mark.parametrize(
    ("texts", "changed", "why"),
    [
        (slice(0, 32), {"pro": ("Harbour Post",), "critical": ("Bay Courier",)}, FEW_SOURCES),
        (slice(10, 96), {}, FEW_TEXTS),
        (slice(0, 96), {"in_sources": 7}, FEW_PHRASES),
    ],
)
def test_too_little_is_told_and_never_a_number(texts: slice, changed: dict[str, object], why: str) -> None:
    drawn = draw_map(samples.library()[texts], samples.options(**changed), AXIS, [samples.article(1.0)])
    assert drawn.obstacle == why
    assert [(one.obstacle, one.place) for one in drawn.newcomers] == [(NO_MAP, None)]
    assert all(spot.place is None for spot in drawn.spots)
    assert "No map: too few" in " ".join(render_map(drawn).split())
    data = json.loads(render_map(drawn, "json"))
    assert not data["mapped"]
    assert "<svg" not in render_map(drawn, "html")


def test_texts_of_one_hand_give_no_map() -> None:
    sources = [*samples.PLACES] * 12
    same = [samples.read(f"{n}", source, samples.write(0, Random(n))) for n, source in enumerate(sources)]
    drawn = draw_map(same, samples.options(), AXIS)
    assert drawn.obstacle == NO_DIFFERENCE
    assert "cannot be told apart" in " ".join(render_map(drawn).split())


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"pro": ("Harbor Post",)}, "Did you mean 'Harbour Post'"),
        ({"pro": ("Echo",), "critical": ("Echo",)}, "for both poles"),
        ({"pro": ()}, "each pole needs a source"),
    ],
)
def test_wrong_names_are_told(changed: dict[str, object], what: str) -> None:
    with pytest.raises(UsageError, match=what):
        draw_map(samples.library(), samples.options(**changed), AXIS)


# how it is shown


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("make", [samples.drawn, samples.planar, samples.hostile, samples.refused])
def test_two_renderings_give_the_same_bytes(make: object, kind: str) -> None:
    drawn = make()  # type: ignore[operator]
    assert render_map(drawn, kind) == render_map(drawn, kind)


def test_the_data_reads_back() -> None:
    data = json.loads(render_map(samples.drawn(), "json"))
    assert data["schema"] == "framing-map/1"
    assert data["poles"] == {"critical": sorted(samples.CRITICAL), "pro": sorted(samples.PRO)}
    assert {one["source"] for one in data["sources"]} == set(samples.PLACES)
    assert data["trials"]["named"]["low"] > 0
    example = data["carriers"][0]["example"]
    assert data["carriers"][0]["phrase"].split()[0].removesuffix("*") in example["text"].lower()


@pytest.mark.parametrize("width", [60, 80, 100])
def test_text_keeps_within_its_width(width: int) -> None:
    from framing.reports.maptext import render_map_text

    for make in (samples.drawn, samples.planar, samples.refused):
        assert max(map(len, render_map_text(make(), width).splitlines())) <= width


def test_no_markup_of_a_document_reaches_the_page() -> None:
    page = render_map(samples.hostile(), "html")
    assert "<script" not in page
    assert "javascript:" not in page
    assert "&lt;script&gt;" in page


def test_it_says_that_it_is_relative_and_how_it_fares() -> None:
    for kind in ("terminal", "html"):
        shown = " ".join(render_map(samples.drawn(), kind).split())
        assert "another source may move all others" in shown
        assert "Held-out texts of the named sources are explained better" in shown


def test_labels_of_the_plane_do_not_overlap() -> None:
    for plane in lay_out_map(samples.planar()).planes:
        boxes = [
            (mark.label_x, mark.label_y - plane.size, mark.label_x + 0.5 * plane.size * len(mark.label), mark.label_y)
            for mark in plane.marks
        ]
        for number, a in enumerate(boxes):
            assert a[0] >= 0
            assert a[2] <= plane.width
            for b in boxes[:number]:
                assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean 'html'"):
        render_map(samples.drawn(), "htm")


# the command line


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "framing", "map", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, env=dict(os.environ),
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


def test_paths_a_library_and_new_articles_make_a_map(tmp_path: Path) -> None:
    known, table, out = tmp_path / "known.db", tmp_path / "more.jsonl", tmp_path / "map.json"
    documents = [one.document for one in samples.library()]
    with Library(known, writing=True) as library:
        library.add(documents[:48])
    rows = [json.dumps({"id": one.id, "source": one.source, "text": one.text}) + "\n" for one in documents[48:]]
    table.write_text("".join(rows), encoding="utf-8")
    article = tmp_path / "new.txt"
    article.write_text(samples.article(1.2).document.text, encoding="utf-8")
    names = [part for name in samples.PRO for part in ("--pro", name)]
    names += [part for name in samples.CRITICAL for part in ("--critical", name)]
    done = run(table, "--library", known, *names, "--new", article, "--out", out, "-q")
    assert done.returncode == 0, done.stderr
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["mapped"]
    assert len(data["sources"]) == len(samples.PLACES)
    assert data["new"][0]["placed"]


def test_the_seeds_are_too_few_and_it_says_so() -> None:
    done = run(SEEDS, "--pro", "TheNewsCommenter", "--critical", "Global Research")
    assert done.returncode == 0, done.stderr
    assert "No map: too few texts" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        ([SEEDS, "--pro", "TheNewsComenter", "--critical", "Verity"], "Did you mean 'TheNewsCommenter'"),
        (["--pro", "Echo", "--critical", "Verity"], "no texts are named"),
        ([SEEDS, "--pro", "Verity", "--critical", "Global Research", "--out", "map.xyz"], "Use --to"),
    ],
)
def test_wrong_use_is_answered_with_advice(arguments: list[str | Path], advice: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert advice in done.stderr
    assert done.stdout == ""
