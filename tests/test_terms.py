"""Terms: content words as keys, one key for words that news puts for one another."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.normalizing import normalize
from framing.terms import Term, find_terms, is_function_word, stem, stems_of

TEXTS = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="USNusn.'’-  ", max_size=40),
    st.lists(
        st.sampled_from(["U.S.", "US", "us", "Prime", "Minister's", "members", "of", "Congress", "İ", "ǅ", "don’t"]),
        max_size=10,
    ).map(" ".join),
)  # fmt: skip


def keys(text: str) -> list[str]:
    return [term.key for term in find_terms(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("killed", "slain"),
        ("lawmakers", "members of Congress"),
        ("layoffs", "job cuts"),
        ("ceasefire", "truce"),
        ("the Prime Minister", "the premier"),
        ("prime-minister", "prime minister"),
        ("U.S.", "US"),
        ("the US’s", "the United States"),
        ("U.N.", "the United Nations"),
        ("arrests", "Arrested"),
        ("Café", "cafe"),
    ],
)
def test_words_put_for_one_another_share_a_key(one: str, other: str) -> None:
    assert keys(one) == keys(other) != []


def test_us_is_a_name_in_capitals_only() -> None:
    assert keys("They told us") == keys("They told")
    assert keys("They told the US") == keys("They told the U.S.") == keys("They told America")


def test_phrases_come_before_the_words_in_them() -> None:
    assert keys("the prime minister") == keys("premier")
    assert keys("the minister") == [stem("minister")]
    assert keys("the president-elect") == keys("the incoming president") != keys("the president")
    assert len(find_terms("the prime minister met a minister")) == 3


def test_an_abbreviation_keeps_its_points_in_its_span() -> None:
    text = "Police in D.C. said so"
    (place,) = (term for term in find_terms(text) if term.key == "dc")
    assert text[place.start : place.end] == "D.C."


def test_spans_give_back_the_words() -> None:
    text = "Members of Congress praised the U.S. “job cuts” — and Norvik’s mayor."
    words = [text[term.start : term.end] for term in find_terms(text)]
    assert words == ["Members of Congress", "praised", "U.S.", "job cuts", "Norvik’s", "mayor"]


def test_function_words_and_figures_are_left_out() -> None:
    assert keys("It was 12 of them, and not the other ones, who had been there in 2019") == []
    assert is_function_word("the")
    assert not is_function_word("lantern")


def test_the_stems_of_a_group_are_all_its_words_and_of_a_word_itself() -> None:
    (key,) = keys("truce")
    assert {stem("ceasefire"), stem("truce")} <= set(stems_of(key))
    assert stems_of("lantern") == ("lantern",)


def test_the_key_of_a_group_is_no_stem() -> None:
    assert keys("truce")[0].startswith("=")
    assert not stem("truce").startswith("=")
    assert keys("lantern") == [stem("lantern")]


@given(TEXTS)
def test_any_text_is_read_and_spans_lie_in_order_within_it(text: str) -> None:
    found = find_terms(text)
    for term in found:
        assert isinstance(term, Term)
        assert term.key
        assert 0 <= term.start < term.end <= len(text)
        assert text[term.start : term.end].strip() == text[term.start : term.end]
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(TEXTS)
def test_capitals_accents_and_marks_change_no_other_key(text: str) -> None:
    known, plain = set(keys(text)), set(keys(normalize(text)))
    assert plain <= known
    assert all(key.startswith("=") for key in known - plain), "only names in capitals may come on top"
