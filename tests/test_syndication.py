"""One text in several places: what is the same, what was edited, what counts once, and how it is shown."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import syndication
from framing.analyses import analyze
from framing.comparisons import Comparison, Grouping, compare
from framing.documents import Document, Metadata, make_document
from framing.reports import render
from framing.reports.sametexts import COPIES_SHOWN, EDITS_SHOWN
from framing.sketches import LEAST_SHARED, Sketches, list_runs
from framing.syndication import Copies, find_copies, find_edits
from tests.report_samples import AXIS, HOSTILE

NOUNS = ("ferry", "harbour", "council", "storm", "bridge", "market", "pilot", "tower", "garden", "signal", "train")
VERBS = ("carried", "delayed", "painted", "measured", "followed", "answered", "crossed", "closed", "opened")


def story(seed: int, sentences: int = 12) -> list[str]:
    """Sentences of ten words that no other seed has."""
    pick = random.Random(seed)
    one, two, three, verb = ([pick.choice(kind) for _ in range(sentences)] for kind in (NOUNS, NOUNS, NOUNS, VERBS))
    return [f"The {one[n]} {seed} {verb[n]} a {two[n]} near the {three[n]} {n}." for n in range(sentences)]


def document(name: str, sentences: list[str], source: str = "A", date: str = "", title: str = "") -> Document:
    return make_document(" ".join(sentences), Metadata(id=name, source=source, published=date, title=title))


def words(edits_of: tuple[Document, Document]) -> list[tuple[str, str, str]]:
    first, copy = edits_of
    return [
        (
            edit.kind,
            first.text[edit.first.start : edit.first.end] if edit.first else "",
            copy.text[edit.copy.start : edit.copy.end] if edit.copy else "",
        )
        for edit in find_edits(first, copy)
    ]


def compared(*documents: Document, by: Grouping = "source") -> Comparison:
    return compare([analyze(one, [AXIS]) for one in documents], [AXIS], by=by)


class TestSameness:
    def test_a_copy_in_another_source_is_found_with_its_group(self) -> None:
        found = find_copies([document("x", story(2), "C"), document("b", story(1), "B"), document("a", story(1))])
        assert [(group.documents, group.sources) for group in found] == [(("a", "b"), ("A", "B"))]
        assert found[0].others[0].shared == 1.0
        assert found[0].others[0].edits == ()

    def test_capitals_marks_and_spaces_make_no_other_text(self) -> None:
        plain = story(1)
        other = [sentence.upper().replace(".", "!") for sentence in plain]
        assert len(find_copies([document("a", plain), document("b", other)])) == 1

    def test_two_stories_are_two_texts(self) -> None:
        assert find_copies([document(str(seed), story(seed)) for seed in range(6)]) == ()

    def test_a_story_cut_to_length_is_the_same_text(self) -> None:
        assert len(find_copies([document("a", story(1, 14)), document("b", story(1, 14)[:8])])) == 1

    def test_a_text_that_takes_in_a_much_shorter_one_is_another_text(self) -> None:
        assert find_copies([document("a", story(1, 8)), document("b", story(1, 8) + story(2, 14))]) == ()

    def test_too_many_edits_make_another_text(self) -> None:
        edited = [
            new if place % 3 == 0 else old for place, (old, new) in enumerate(zip(story(1), story(2), strict=True))
        ]
        assert find_copies([document("a", story(1)), document("b", edited)]) == ()

    def test_short_texts_are_the_same_word_for_word_only(self) -> None:
        brief = story(1, 4)
        changed = [*brief[:-1], "It rained."]
        assert find_copies([document("a", brief), document("b", changed)]) == ()
        assert len(find_copies([document("a", brief), document("b", brief)])) == 1

    def test_texts_without_words_are_no_copies(self) -> None:
        assert (
            find_copies([Document("a", ""), Document("b", ""), Document("c", "— … —"), Document("d", "— … —")]) == ()
        )

    def test_another_headline_makes_no_other_text(self) -> None:
        pair = [document("a", story(1), title="Ferry late"), document("b", story(1), title="Chaos in the harbour")]
        assert len(find_copies(pair)) == 1

    @pytest.mark.parametrize(
        ("dates", "first"),
        [
            (("2024-05-02", "2024-05-01"), "b"),
            (("", "2024-05-01"), "b"),
            (("2024", "2024-05-01"), "b"),
            (("", ""), "a"),
        ],
    )
    def test_the_first_is_the_earliest_whose_date_is_known_then_by_id(
        self, dates: tuple[str, str], first: str
    ) -> None:
        pair = [document(name, story(1), date=date) for name, date in zip("ab", dates, strict=True)]
        assert find_copies(pair)[0].first == first


class TestEdits:
    def test_sentences_added_dropped_and_changed_with_their_places(self) -> None:
        first = story(1)
        copy = ["A line from the newsroom of B.", *first[:5], first[5].replace("near", "far beyond"), *first[7:]]
        assert words((document("a", first), document("b", copy))) == [
            ("added", "", copy[0]),
            ("changed", first[5], copy[6]),
            ("dropped", first[6], ""),
        ]

    def test_a_new_headline_is_a_change_of_the_headline(self) -> None:
        pair = (document("a", story(1), title="Ferry late"), document("b", story(1), title="Chaos at sea"))
        assert words(pair) == [("changed", "Ferry late", "Chaos at sea")]

    def test_a_headline_is_never_changed_into_a_sentence(self) -> None:
        pair = (document("a", story(1), title="It is late"), document("b", ["It is late.", *story(1)]))
        assert {edit.kind for edit in find_edits(*pair)} == {"dropped", "added"}

    def test_a_text_beside_itself_has_no_edits(self) -> None:
        assert find_edits(document("a", story(1)), document("b", story(1))) == ()

    @given(
        st.lists(st.sampled_from(story(1)), max_size=9), st.lists(st.sampled_from(story(1) + story(2)), max_size=9)
    )
    @settings(max_examples=40)
    def test_edits_lead_from_the_first_text_to_the_copy(self, old: list[str], new: list[str]) -> None:
        first, copy = Document("a", " ".join(old)), Document("b", " ".join(new))
        found = words((first, copy))
        gone = [before for _, before, _ in found if before]
        come = [after for _, _, after in found if after]
        kept_old, kept_new = _without(old, gone), _without(new, come)
        assert sorted(kept_old) == sorted(kept_new)


def _without(sentences: list[str], taken: list[str]) -> list[str]:
    left = list(sentences)
    for sentence in taken:
        left.remove(sentence)
    return left


CORPUS = st.lists(
    st.tuples(st.integers(1, 4), st.sets(st.integers(0, 11), max_size=4), st.sampled_from("ABC")),
    min_size=2,
    max_size=8,
)


def corpus(rows: list[tuple[int, set[int], str]]) -> list[Document]:
    """Stories with some sentences left out."""
    return [
        document(f"d{number}", [line for place, line in enumerate(story(seed)) if place not in left_out], source)
        for number, (seed, left_out, source) in enumerate(rows)
    ]


@given(CORPUS, st.integers(0, 99))
@settings(max_examples=40)
def test_no_order_of_documents_changes_the_groups(rows: list[tuple[int, set[int], str]], seed: int) -> None:
    documents = corpus(rows)
    shuffled = random.Random(seed).sample(documents, len(documents))
    assert find_copies(documents) == find_copies(shuffled)


@given(CORPUS)
@settings(max_examples=40)
def test_a_pair_is_the_same_text_whatever_else_is_there(rows: list[tuple[int, set[int], str]]) -> None:
    documents = corpus(rows)
    alone, among = find_copies(documents[:2]), find_copies(documents)
    assert not alone or any({"d0", "d1"} <= set(group.documents) for group in among)


def edited(seed: int) -> list[str]:
    """A story with words changed, lines dropped and its end cut, by chance."""
    pick = random.Random(-seed)
    lines = [line for line in story(seed, 16) if pick.random() > 0.1]
    lines = [line.replace("near", "beside") if pick.random() < 0.15 else line for line in lines]
    return lines[: pick.randint(7, 16)]


def test_an_index_and_sketches_find_the_same_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    originals = [document(f"a{seed}", story(seed, 16)) for seed in range(90)]
    documents = originals + [document(f"b{seed}", edited(seed), "B") for seed in range(90)]
    indexed = find_copies(documents)
    monkeypatch.setattr(syndication, "INDEXED_UP_TO", 0)
    assert 20 < len(indexed) < 90
    assert find_copies(documents) == indexed


@given(st.lists(st.text(max_size=6), max_size=40))
def test_runs_have_the_same_numbers_with_and_without_numpy(words: list[str]) -> None:
    assert list_runs(words) == list_runs(words, few=True)


def test_few_documents_are_not_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise AssertionError("sampled")

    monkeypatch.setattr(Sketches, "candidates", refuse)
    assert len(find_copies([document("a", story(1)), document("b", story(1))])) == 1


GRAB = "The port barons planned a land grab on the stolen shore."
HUB = "A vital hub is an engine of growth and a gateway to the world."
AGAINST = [*story(1), GRAB, "Another land grab will follow the port barons."]
IN_FAVOUR = [*story(2), HUB, "The vital hub brings work."]


class TestCounting:
    def test_a_text_twice_in_one_source_is_evidence_once(self) -> None:
        once = compared(document("a", AGAINST), document("c", IN_FAVOUR))
        twice = compared(document("a", AGAINST), document("b", AGAINST), document("c", IN_FAVOUR))
        assert twice.sources[0].stance == once.sources[0].stance
        assert twice.sources[0].frames == once.sources[0].frames
        assert twice.sources[0].repeated == ("b",)
        assert twice.sources[0].documents == ("a", "b", "c")
        assert twice.sources[0].claims > once.sources[0].claims

    def test_both_sources_keep_the_stance_of_a_text_they_share(self) -> None:
        both = compared(document("a", AGAINST), document("b", AGAINST, "B"))
        assert both.sources[0].stance == both.sources[1].stance == compared(document("a", AGAINST)).sources[0].stance
        assert both.sources[0].repeated == both.sources[1].repeated == ()

    def test_contrasts_leave_out_what_both_print(self) -> None:
        own = [document("a", story(3)), document("b", story(4), "B")]
        shared = [document("c", AGAINST), document("d", AGAINST, "B")]
        assert compared(*own, *shared).contrasts == compared(*own).contrasts

    def test_contrasts_count_a_text_twice_in_one_source_once(self) -> None:
        rows = [document("a", AGAINST), document("c", IN_FAVOUR, "B")]
        assert compared(*rows, document("b", AGAINST)).contrasts == compared(*rows).contrasts

    def test_documents_side_by_side_all_keep_their_stance(self) -> None:
        both = compared(document("a", AGAINST), document("b", AGAINST), by="document")
        assert both.sources[0].stance == both.sources[1].stance

    def test_a_third_source_never_links_two_texts_of_one(self) -> None:
        """The text in the middle is nearly that before and nearly that after it, but those two are not alike."""
        long = story(5, 20)
        a, bridge, b = long[:12], long[2:15], long[5:17]
        two = [document("a", [*a, GRAB]), document("b", [*b, GRAB]), document("z", story(6), "B")]
        between = document("m", [*bridge, GRAB], "C")
        assert len(find_copies([*two, between])[0].documents) == 3
        before, after = compared(*two), compared(*two, between)
        assert before.sources == after.sources[:2]
        assert before.contrasts == tuple(pair for pair in after.contrasts if "C" not in (pair.a, pair.b))
        assert after.sources[0].repeated == ()

    @given(CORPUS, st.integers(1, 4), st.sets(st.integers(0, 11), max_size=4))
    @settings(max_examples=25)
    def test_law_7_holds_with_copies(
        self, rows: list[tuple[int, set[int], str]], seed: int, left_out: set[int]
    ) -> None:
        documents = [one for one in corpus(rows) if one.source != "C"]
        documents += [document("y", story(8)), document("z", story(9), "B")]
        (more,) = (replace(one, id="x") for one in corpus([(seed, left_out, "C")]))
        before, after = compared(*documents), compared(*documents, more)
        assert before.sources == after.sources[:2]
        assert before.contrasts[0] == next(pair for pair in after.contrasts if (pair.a, pair.b) == ("A", "B"))


def shared_text() -> Comparison:
    copy = ["Our reporter adds a line of his own here.", *AGAINST[:5], *AGAINST[6:]]
    return compared(
        document("a", AGAINST, "Bay Courier", "2024-05-01", "Port barons return"),
        document("b", copy, "Herald", "2024-05-02", "A land grab, again"),
        document("c", IN_FAVOUR, "Town Gazette"),
    )


def many_copies() -> Comparison:
    lines = story(1, 40)
    cut = [line for place, line in enumerate(lines) if place % 4 or place > 4 * (EDITS_SHOWN + 1)]
    texts = [lines, cut, *([lines] * COPIES_SHOWN)]
    return compared(*(document(f"d{number:02}", text, f"S{number:02}") for number, text in enumerate(texts)))


class TestReports:
    @pytest.mark.parametrize("kind", ["html", "markdown", "terminal"])
    def test_the_section_names_the_sources_and_the_edits(self, kind: str) -> None:
        report = render(shared_text(), kind)
        assert "The same text in several places" in report
        section = report.split("The same text in several places")[1]
        assert section.index("Bay Courier") < section.index("Herald")
        assert "1 added, 1 changed, 1 dropped" in section

    @pytest.mark.parametrize("kind", ["html", "markdown"])
    def test_edits_are_quoted(self, kind: str) -> None:
        section = render(shared_text(), kind).split("The same text in several places")[1]
        assert "Our reporter adds a line of his own here." in section

    @pytest.mark.parametrize("kind", ["html", "markdown", "terminal"])
    def test_there_is_no_section_where_no_text_is_shared(self, kind: str) -> None:
        report = render(compared(document("a", AGAINST), document("b", IN_FAVOUR, "B")), kind)
        assert "same text in several places" not in report
        assert "same-text" not in report

    def test_the_page_says_so_beside_each_source_and_document(self) -> None:
        page = render(shared_text(), "html")
        assert "prints the same text as Herald" in page
        assert "prints the same text as Bay Courier" in page
        assert "prints the same text as Town Gazette" not in page
        assert page.count('href="#same-text-1"') == 2

    def test_the_page_says_what_a_source_repeats(self) -> None:
        page = render(compared(document("a", AGAINST), document("b", AGAINST), document("c", IN_FAVOUR, "B")), "html")
        assert page.count("1 document repeated, counted once") == 1

    def test_markdown_says_so_beside_each_document(self) -> None:
        report = render(shared_text(), "markdown")
        assert "- The same text as A land grab, again (Herald)" in report
        assert "- The same text as Port barons return (Bay Courier)" in report

    @pytest.mark.parametrize("kind", ["html", "markdown"])
    def test_edits_and_copies_beyond_the_cap_are_counted(self, kind: str) -> None:
        report = render(many_copies(), kind)
        assert f"and {8 - EDITS_SHOWN} more edits" in report
        assert "and 1 more document" in report

    def test_json_has_every_edit_as_a_span_of_its_text(self) -> None:
        comparison = shared_text()
        (group,) = json.loads(render(comparison, "json"))["copies"]
        assert (group["first"], [copy["document"] for copy in group["others"]]) == ("a", ["b"])
        texts = {"first": comparison.analysis("a").document.text, "copy": comparison.analysis("b").document.text}
        spans = [(side, edit[side]) for edit in group["others"][0]["edits"] for side in texts if edit[side]]
        assert len(spans) == 4
        assert all(texts[side][span["start"] : span["end"]] == span["text"] != "" for side, span in spans)

    def test_no_markup_of_a_copy_reaches_the_page(self) -> None:
        rows = [
            document("a", AGAINST, HOSTILE),
            document("b", [f"{HOSTILE} was here.", *AGAINST], f"{HOSTILE}B", "", HOSTILE),
        ]
        comparison = compared(*rows)
        assert comparison.copies
        assert render(comparison, "html").count("<script") == 1  # our own
        assert not re.search(r"(?<!\\)<script", render(comparison, "markdown"))


def test_limits_are_what_the_provenance_says() -> None:
    assert (
        "same text",
        f"{LEAST_SHARED} % of the shorter one's runs of 5 words",
    ) in shared_text().provenance.settings


def test_a_group_names_its_documents_first_one_first() -> None:
    group = Copies("a", "A", (syndication.Copy("b", "B", 1.0, ()),))
    assert (group.documents, group.sources) == (("a", "b"), ("A", "B"))
