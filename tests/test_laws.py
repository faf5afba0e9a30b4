"""The ten laws, tried on generated input."""

from __future__ import annotations

import html.parser
import json
import random
from dataclasses import fields, replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.analyses import Analysis, analyze
from framing.checking import own_words
from framing.claims.model import VOICES
from framing.comparisons import Comparison, compare
from framing.documents import Document, Metadata, make_document
from framing.evidence import Evidence
from framing.lexicons import Lexicon, load_lexicon, load_lexicons
from framing.lexicons.model import Entry, Frame
from framing.lexicons.patterns import compile_pattern
from framing.reports import render
from framing.scores import OUTLET_VOICES, Score, score

ESTABLISHMENT = load_lexicon("establishment")
ALL = load_lexicons()
ENTRIES = [own_words(entry, ESTABLISHMENT) for _, entry in ESTABLISHMENT.entries]

PHRASES = st.one_of(
    st.sampled_from(ENTRIES),
    st.sampled_from(
        ["the minister said", "“we will not”", "according to officials", "not", "<b>", "on Monday", "It rained",
         "and the army left", "U.S.", "she asked?", "‘so-called’", "\n\n", "\n• ", "Prof. Diaz", "3.5 percent"]
    ),
)  # fmt: skip
NEWS = st.lists(
    st.tuples(st.lists(PHRASES, min_size=1, max_size=6).map(" ".join), st.sampled_from([". ", ".\n\n", "; ", "? "])),
    min_size=1,
    max_size=12,
).map(lambda parts: "".join(text + end for text, end in parts))
ANY_TEXT = st.one_of(NEWS, st.text(max_size=300), st.text(alphabet="aB.“”\"'’ \n\r\t-–*[1]?!:;,<&é́", max_size=120))
SOURCES = st.lists(st.tuples(st.sampled_from("ABC"), NEWS), min_size=1, max_size=5)


def document(text: str, source: str = "A", id: str = "d") -> Document:  # noqa: A002
    return make_document(text, Metadata(source=source, id=id))


def analysed(rows: list[tuple[str, str]]) -> list[Analysis]:
    return [analyze(document(text, source, f"d{number}"), ALL) for number, (source, text) in enumerate(rows)]


def stance(analysis: Analysis, lexicon: Lexicon = ESTABLISHMENT) -> Score:
    return score(analysis.evidence(lexicon, VOICES), lexicon)


@given(ANY_TEXT)
def test_1_any_text_is_read_split_and_tagged_and_claims_cover_it(text: str) -> None:
    analysis = analyze(document(text), [ESTABLISHMENT])
    clean, claims = analysis.document.text, analysis.claims
    assert all(left.end <= right.start for left, right in pairwise(claims))
    covered = {i for claim in claims for i in range(claim.start, claim.end)}
    assert [i for i, character in enumerate(clean) if not character.isspace() and i not in covered] == []


@given(ANY_TEXT)
def test_2_offsets_give_back_the_words(text: str) -> None:
    analysis = analyze(document(text), ALL)
    clean = analysis.document.text
    claims = {claim.number: claim for claim in analysis.claims}
    lexicons = {lexicon.name: lexicon for lexicon in ALL}
    for tag in analysis.tags:
        claim = claims[tag.claim]
        assert claim.start <= tag.start < tag.end <= claim.end

        actors = lexicons[tag.lexicon].actors
        assert compile_pattern(tag.entry, actors).stands_in(clean[tag.start : tag.end], actors)
    for claim in analysis.claims:
        assert clean[claim.start : claim.end].strip() == clean[claim.start : claim.end] != ""
        for span in (claim.speaker, claim.cue):
            assert span is None or (0 <= span.start < span.end <= len(clean) and clean[span.start : span.end].strip())
        for part in (*claim.reported, *claim.scare):
            assert claim.start <= part.start < part.end <= claim.end


@given(SOURCES, st.integers(0, 99))
@settings(max_examples=25)
def test_3_no_order_changes_anything(rows: list[tuple[str, str]], seed: int) -> None:
    shuffler = random.Random(seed)
    analyses = analysed(rows)
    shuffled = list(analyses)
    shuffler.shuffle(shuffled)
    lexicons = list(ALL)
    shuffler.shuffle(lexicons)
    frames = list(ESTABLISHMENT.frames)
    shuffler.shuffle(frames)
    mixed = tuple(
        replace(frame, entries=tuple(shuffler.sample(frame.entries, len(frame.entries)))) for frame in frames
    )
    other = replace(ESTABLISHMENT, frames=mixed, digest="shuffled")
    assert render(compare(analyses, ALL), "json") == render(compare(shuffled, lexicons), "json")
    text = analyses[0].document
    assert analyze(text, [ESTABLISHMENT]).tags == analyze(text, [other]).tags


@given(st.sampled_from(list(ESTABLISHMENT.entries)), st.sampled_from(["", "x", "é", "9", "_"]))
def test_4_entries_match_their_own_words_and_no_longer_word(pair: tuple[Frame, Entry], letter: str) -> None:

    _, entry = pair
    actors = ESTABLISHMENT.actors
    pattern = compile_pattern(entry.text, actors, entry.case)
    words = own_words(entry, ESTABLISHMENT)
    assert pattern.stands_in(words, actors)
    if letter and words[:1].isalnum() and not entry.text.startswith("{"):
        assert not pattern.stands_in(letter + words, actors)
    if letter and words[-1:].isalnum() and not entry.text.endswith(("*", "}")):
        assert not pattern.stands_in(words + letter, actors)


@given(ANY_TEXT)
def test_5_swapping_the_poles_flips_directions_and_keeps_widths(text: str) -> None:
    assert ESTABLISHMENT.learned is not None
    poles = tuple(replace(pole, sign=-pole.sign) for pole in ESTABLISHMENT.poles)
    assert ESTABLISHMENT.learned.calibration is not None
    # what texts of neither side weigh is counted towards the pole with sign 1, so it turns with the poles
    turned = replace(ESTABLISHMENT.learned.calibration, neutral=-ESTABLISHMENT.learned.calibration.neutral)
    learned = replace(ESTABLISHMENT.learned, poles=poles, calibration=turned, digest="swapped-learned")
    swapped = replace(ESTABLISHMENT, poles=poles, digest="swapped", learned=learned)
    there, back = (
        score(analyze(document(text), [lexicon]).evidence(lexicon, VOICES), lexicon)
        for lexicon in (ESTABLISHMENT, swapped)
    )
    assert (there.refusal, there.intensity) == (back.refusal, back.intensity)
    if there.direction is not None and there.low is not None and there.high is not None:
        assert (back.direction, back.low, back.high) == (-there.direction, -there.high, -there.low)


@given(NEWS)
def test_6_intervals_hold_their_direction_and_do_not_widen_on_a_text_twice_over(text: str) -> None:
    once = analyze(document(text), [ESTABLISHMENT])
    evidence = once.evidence(ESTABLISHMENT, VOICES)
    assert 0 <= evidence.tagged <= evidence.claims
    first, second = stance(once), score(_twice(evidence), ESTABLISHMENT)
    for result in (first, second):
        if result.direction is not None and result.low is not None and result.high is not None:
            assert -1 <= result.low <= result.direction <= result.high <= 1
    if first.direction is not None and first.low is not None and first.high is not None:
        assert second.direction == first.direction
        assert second.low is not None
        assert second.high is not None
        assert second.high - second.low <= first.high - first.low
        assert second.intensity == pytest.approx(first.intensity)


def _twice(evidence: Evidence) -> Evidence:
    """What the same claims once more in the same document amount to."""
    one = evidence.by_document
    products = {f.name: 4 * getattr(one, f.name) for f in fields(one)}
    return replace(
        evidence + evidence,
        documents=evidence.documents,
        by_document=replace(one, **{**products, "units": one.units}),
    )


@given(st.lists(st.sampled_from(ENTRIES), min_size=1, max_size=8))
def test_6_a_document_twice_over_has_twice_the_evidence(words: list[str]) -> None:
    text = " ".join(f"They spoke of {word} again." for word in words)
    once, twice = (
        analyze(document(body), [ESTABLISHMENT]).evidence(ESTABLISHMENT, VOICES) for body in (text, f"{text} {text}")
    )
    assert twice == _twice(once)


@given(SOURCES, NEWS)
@settings(max_examples=25)
def test_7_contrast_is_antisymmetric_and_a_third_source_changes_nothing(
    rows: list[tuple[str, str]], more: str
) -> None:
    two = [(source, text) for source, text in rows if source != "C"] + [("A", "It rained."), ("B", "It snowed.")]
    before = compare(analysed(two), ALL)
    after = compare([*analysed(two), analyze(document(more, "C", "x"), ALL)], ALL)
    assert before.sources == after.sources[:2]
    assert before.contrasts[0] == next(pair for pair in after.contrasts if (pair.a, pair.b) == ("A", "B"))
    swapped = compare(analysed([({"A": "B", "B": "A"}[source], text) for source, text in two]), ALL).contrasts[0]
    forward, backward = before.contrasts[0].more_in_a, swapped.more_in_b
    assert [(w.term, w.z) for w in forward] == [(w.term, -w.z) for w in backward]


@given(SOURCES, st.integers(min_value=0, max_value=5))
@settings(max_examples=25)
def test_8_partitions_change_nothing(rows: list[tuple[str, str]], cut: int) -> None:
    analyses = analysed(rows)

    def total(parts: list[Analysis]) -> Evidence:
        return sum((part.evidence(ESTABLISHMENT, OUTLET_VOICES) for part in parts), Evidence())

    assert total(analyses) == total(analyses[:cut]) + total(analyses[cut:])
    assert compare(analyses, ALL) == compare([*analysed(rows)[cut:], *analysed(rows)[:cut]], ALL)


class _Page(html.parser.HTMLParser):
    """Collects what a browser would show, and the tags it would build."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags = "", set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.lists(st.one_of(NEWS, ANY_TEXT, st.just("<blink>x</blink> & <plaintext> war machine.")), max_size=3))
@settings(max_examples=25)
def test_9_no_document_becomes_markup_and_every_claim_is_on_the_page(texts: list[str]) -> None:
    rows = [("<marquee>S</marquee>", text) for text in texts]
    comparison = compare(analysed([*rows, ("B", "It rained.")]), ALL)
    page = _Page()
    page.feed(render(comparison, "html"))
    assert not page.tags & {"blink", "plaintext", "marquee"}
    for analysis in comparison.analyses:
        for claim in analysis.claims:
            assert analysis.text(claim) in page.text


@given(SOURCES)
@settings(max_examples=20)
def test_10_json_reads_back_and_two_runs_give_the_same_bytes(rows: list[tuple[str, str]]) -> None:
    first: Comparison = compare(analysed(rows), ALL)
    text = render(first, "json")
    assert json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n" == text
    assert render(compare(analysed(rows), ALL), "json") == text
    assert render(first, "html") == render(compare(analysed(rows), ALL), "html")
