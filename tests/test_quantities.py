"""Quantities: figures and number words with what they count, and when two of them are one number."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.quantities import Quantity, count_alike, find_quantities, same_number

NUMBERS = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="0123456789.,-–/$€%ſıKkmn ", max_size=40),
    st.lists(
        st.sampled_from(
            ["twenty", "five", "ſix", "one", "million", "mıllion", "bn", "3.5", "2,500", "1998", "$", "%", "US$",
             "to", "Sept.", "May", "percent", "poundſ", "poundſ 5", "٣", "½", "people", "-", " ", "9/11"]
        ),
        max_size=12,
    ).map(" ".join),
)  # fmt: skip


def only(text: str) -> Quantity:
    """The one quantity of a text."""
    (found,) = find_quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Twenty-five sailors swam ashore", 25, "sailor"),
        ("seven sailors", 7, "sailor"),
        ("2,500 homes lost power", 2500, "home"),
        ("a loss of $1.2 million", 1_200_000, "dollar"),
        ("US$5 million in aid", 5_000_000, "dollar"),
        ("a 3.5bn deal", 3_500_000_000, "deal"),
        ("three thousand tickets", 3000, "ticket"),
        ("40% of voters", 40, "percent"),
        ("40 percent of voters", 40, "percent"),
        ("40 per cent of voters", 40, "percent"),
        ("2000 euros in cash", 2000, "euro"),
        ("12 of the miners", 12, "miner"),
        ("a 20-year-old student", 20, "year"),
        ("Sept. 11 was a Tuesday", 11, "sep"),
        ("on September 11", 11, "sep"),
        ("opens on 14 February", 14, "feb"),
        ("on Feb. 14", 14, "feb"),
    ],
)
def test_a_number_is_read_with_what_it_counts(text: str, value: float, unit: str) -> None:
    found = only(text)
    assert found.value == pytest.approx(value)
    assert found.units[0] == unit
    assert not found.year
    assert found.tally == ()


@pytest.mark.parametrize(
    ("text", "tally"),
    [
        ("passed 52–48 on Monday", (52, 48)),
        ("passed 52-48.", (52, 48)),
        ("passed by 52 to 48", (52, 48)),
        ("a five-four ruling", (5, 4)),
    ],
)
def test_a_score_is_a_tally_without_a_value(text: str, tally: tuple[int, int]) -> None:
    assert only(text).tally == tally
    assert only(text).value == 0


@pytest.mark.parametrize("text", ["in 1998", "by 2030.", "the crash of 2008, they said"])
def test_four_bare_digits_are_a_year(text: str) -> None:
    assert only(text).year


@pytest.mark.parametrize("text", ["$2000", "2,000 homes", "2000 dollars", "2000 percent", "3000 homes", "1400 homes"])
def test_money_shares_and_other_thousands_are_no_year(text: str) -> None:
    assert not only(text).year


@pytest.mark.parametrize(
    "text",
    ["the 9/11 attacks", "Covid-19 cases", "one of them", "no figure here", "", "the 3rd of them", "a 4x4", "24/7",
     "at 8.12pm", "version 2.5.1", "1,23,456", "ſix men", "the B52s"],
)  # fmt: skip
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == ()


def test_one_counts_before_a_scale_only() -> None:
    assert only("one million people").value == 1_000_000
    assert only("one of the four men").value == 4


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("the 12 heavily armed men", "12 heavily"),
        ("some 12 of the miners left", "12 of the miners"),
        ("paid $5 in fees", "$5"),
        ("a rise of 40 per cent of it", "40 per cent"),
        ("met on May 3 when it rained", "May 3"),
        ("met on 3 May when it rained", "3 May"),
        ("they voted 52–48 on it", "52–48"),
        ("built in 1998 by them", "1998"),
        ("they were 40.", "40"),
    ],
)
def test_a_number_is_quoted_with_the_word_it_counts(text: str, whole: str) -> None:
    found = only(text)
    assert text[found.first : found.last] == whole


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("349 billion", "350 billion"),
        ("2,490 homes", "2,500 homes"),
        ("twenty-five", "25"),
        ("$1.2 million", "1,200,000 dollars"),
        ("52–48", "52 to 48"),
    ],
)
def test_rounded_and_spelled_out_numbers_are_the_same(one: str, other: str) -> None:
    assert same_number(only(one), only(other))
    assert same_number(only(other), only(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 dead", "14 dead"),
        ("1998", "1999"),
        ("3 May", "4 May"),
        ("52–48", "51–48"),
        ("5.2", "5.4"),
        ("52–48", "52"),
    ],
)
def test_other_numbers_and_other_years_are_not_the_same(one: str, other: str) -> None:
    assert not same_number(only(one), only(other))
    assert not same_number(only(other), only(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 people died", "14 people"),
        ("12 people died", "14 died"),
        ("$5", "7 dollars"),
        ("40%", "60 percent"),
        ("3 May", "May 4"),
        ("1998", "2001"),
        ("52–48", "60 to 40"),
    ],
)
def test_numbers_of_one_thing_count_alike(one: str, other: str) -> None:
    assert count_alike(only(one), only(other))
    assert count_alike(only(other), only(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [("12 people", "12 houses"), ("3 May", "3 June"), ("1998", "12 people"), ("52–48", "52 votes"), ("40", "40")],
)
def test_numbers_of_other_or_unnamed_things_do_not(one: str, other: str) -> None:
    assert not count_alike(only(one), only(other))
    assert not count_alike(only(other), only(one))


@given(NUMBERS)
def test_any_text_is_read_and_spans_lie_in_order_within_it(text: str) -> None:
    found = find_quantities(text)
    for one in found:
        assert 0 <= one.first <= one.start < one.end <= one.last <= len(text)
        assert same_number(one, one)
    assert all(a.end <= b.start for a, b in pairwise(found))
