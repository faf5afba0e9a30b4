"""Words that set two sources apart."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from framing.contrasts import contrast_sources, contrast_terms, count_terms

WORDS = st.sampled_from(["coup", "election", "order", "people", "army", "street", "bank", "border"])
COUNTS = st.lists(WORDS, max_size=60).map(Counter)


def test_terms_are_content_words_and_neighbouring_pairs() -> None:
    assert count_terms("The army's border, the bank.") == Counter(
        {"army": 1, "border": 1, "army border": 1, "bank": 1}
    )


def test_the_word_one_source_repeats_comes_first() -> None:
    a = Counter({"coup": 9, "election": 5, "army": 3})
    b = Counter({"coup": 1, "election": 5, "army": 3})
    contrast = contrast_sources("A", "B", a, b)
    assert contrast.more_in_a[0].term == "coup"
    assert all(word.term != "coup" for word in contrast.more_in_b)


def test_no_difference_gives_zero() -> None:
    same = Counter({"coup": 4, "army": 2})
    assert all(word.log_odds == word.z == 0 for word in contrast_terms(same, same))


@given(COUNTS, COUNTS)
def test_swapping_the_sources_turns_the_signs(a: Counter[str], b: Counter[str]) -> None:
    forward, backward = contrast_terms(a, b), contrast_terms(b, a)
    assert [(w.term, w.log_odds, w.z) for w in forward] == [(w.term, -w.log_odds, -w.z) for w in backward]
