"""Divergences: a number told otherwise, a denial, other words for the same thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.divergences import Difference, find_differences, find_swaps, is_denied
from tests.fact_samples import statements_of


def differences(mine: str, *others: str) -> tuple[Difference, ...]:
    """What one telling gives otherwise than the others."""
    return find_differences(statements_of(mine), statements_of(*others))


def told(here: str, *elsewhere: str) -> tuple[Difference, ...]:
    return (Difference(here, elsewhere),)


def test_another_number_of_the_same_thing_is_a_difference_on_both_sides() -> None:
    one, other = "The blast left 12 dead in the market.", "The blast left 14 dead in the market."
    assert differences(one, other) == told("12 dead", "14 dead")
    assert differences(other, one) == told("14 dead", "12 dead")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The fund holds 349 billion crowns.", "The fund holds 350 billion crowns."),
        ("The blast left twelve dead.", "The blast left 12 dead."),
        ("It cost $1.2 million.", "It cost 1,200,000 dollars."),
        ("The vote was 52–48.", "The vote was 52 to 48."),
    ],
)
def test_the_same_number_rounded_or_written_otherwise_is_none(one: str, other: str) -> None:
    assert differences(one, other) == differences(other, one) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The blast left 12 dead.", "The blast broke 14 windows."),
        ("The blast left 12 dead.", "The blast left many dead."),
        ("The blast was in 1998.", "The blast left 12 dead."),
    ],
)
def test_numbers_of_other_things_are_no_difference(one: str, other: str) -> None:
    assert differences(one, other) == differences(other, one) == ()


def test_of_three_only_the_one_that_stands_alone_differs() -> None:
    few, many = "The blast left 12 dead.", "The blast left 14 dead."
    assert differences(few, many, many) == told("12 dead", "14 dead")
    assert differences(many, few, many) == ()


def test_where_all_three_differ_each_is_told_with_the_others_words() -> None:
    few, more, most = (f"The blast left {number} dead." for number in (12, 14, 20))
    assert differences(more, few, most) == told("14 dead", "12 dead", "20 dead")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It killed 12 people and hurt 30 people.", "It killed 14 people."),
        ("It killed 14 people.", "It killed 12 people and hurt 30 people."),
    ],
)
def test_several_numbers_of_one_kind_in_a_telling_are_passed_over(one: str, other: str) -> None:
    assert differences(one, other) == ()


def test_numbers_of_two_kinds_are_compared_each_with_its_own() -> None:
    one, other = "It killed 12 people and sank 3 boats.", "It killed 14 people and sank 3 boats."
    assert differences(one, other) == told("12 people", "14 people")


def test_other_dates_are_a_difference_and_other_forms_of_one_date_none() -> None:
    early, late = "The fund opens on 3 May.", "The fund opens on 4 May."
    assert differences(early, late) == told("3 May", "4 May")
    assert differences("On May 3 it opens.", late) == told("May 3", "4 May")
    assert differences(early, "The fund opens on May 3.") == ()
    assert differences("It was built in 1998.", "It was built in 1999.") == told("1998", "1999")


@pytest.mark.parametrize(
    ("one", "other", "here"),
    [
        ("They paid $5 in fees.", "They paid $7 in fees.", "$5"),
        ("A rise of 40 per cent a year.", "A rise of 60% a year.", "40 per cent"),
        ("Some 12 of the miners left.", "Some 14 of the miners left.", "12 of the miners"),
        ("The Senate voted 52–48 on it.", "The Senate voted 51–48 on it.", "52–48"),
    ],
)
def test_a_difference_is_told_in_the_words_of_its_source(one: str, other: str, here: str) -> None:
    (found,) = differences(one, other)
    assert found.here == here


NUMBERED = st.lists(
    st.tuples(st.integers(2, 3000), st.sampled_from(["dead", "people", "percent", "May", "votes"])), max_size=3
).map(lambda rows: " and ".join(f"about {number} {unit}" for number, unit in rows) + ".")


@given(NUMBERED, NUMBERED)
def test_differences_are_mutual_and_the_same_text_has_none(one: str, other: str) -> None:
    assert differences(one, one) == ()
    there, back = differences(one, other), differences(other, one)
    assert bool(there) == bool(back)
    for found in there:
        assert found.here in one
        assert all(words in other for words in found.elsewhere)


CHECKED = "The crew checked the bow doors before the ferry left the harbour."


@pytest.mark.parametrize(
    "denial",
    [
        "The crew never checked the bow doors before the ferry left the harbour.",
        "The crew did not check the bow doors before the ferry left.",
        "Nobody checked the bow doors before the ferry left the harbour.",
        "The crew didn’t check the bow doors before the ferry left the harbour.",
    ],
)
def test_a_negation_in_one_of_two_like_tellings_is_a_denial(denial: str) -> None:
    for pair in ((CHECKED, denial), (denial, CHECKED)):
        assert is_denied(statements_of(*pair), ["A", "B"])


@pytest.mark.parametrize(
    "other",
    [
        "The crew checked the bow doors before the ferry left the harbour on Friday.",
        "Not only the crew checked the bow doors before the ferry left the harbour.",
        "The union never had a contract with Marlow Lines.",
        "The union never checked its own books in the long years after the war with Norvik.",
        "The crew checked the bow doors before the ferry left the harbour, and no passenger complained.",
        "?!",
    ],
)
def test_other_tellings_deny_nothing(other: str) -> None:
    assert not is_denied(statements_of(CHECKED, other), ["A", "B"])


def test_two_denials_are_none_of_each_other_and_no_source_denies_itself() -> None:
    denial = "The crew never checked the bow doors before the ferry left the harbour."
    assert not is_denied(statements_of(denial, denial), ["A", "B"])
    assert not is_denied(statements_of(CHECKED, denial), ["A", "A"])
    assert not is_denied((), [])


def swaps(mine: str, other: str) -> list[str]:
    """The words of the one that stand for others in the other."""
    (one,), (there,) = statements_of(mine), statements_of(other)
    return [mine[start:end] for start, end in find_swaps(one, there)]


NEUTRAL = "The opposition leader met the envoy in Norvik on Monday."


def test_other_words_for_the_same_person_are_swaps_on_both_sides() -> None:
    other = "The self-declared president met the envoy in Norvik on Monday."
    assert swaps(NEUTRAL, other) == ["opposition leader"]
    assert swaps(other, NEUTRAL) == ["self-declared president"]


def test_swaps_stand_in_the_middle_and_at_the_end_too() -> None:
    assert swaps("Troops stormed the village at dawn.", "Troops entered the village at dawn.") == ["stormed"]
    assert swaps("Troops entered Velm with rifles.", "Troops entered Velm with flowers.") == ["rifles"]


@pytest.mark.parametrize(
    "longer",
    [
        "The opposition leader met the envoy in Norvik on Monday after a lunch of soup.",
        "The opposition leader, whose brother deals in timber, met the envoy in Norvik on Monday.",
        "Once more, the opposition leader met the envoy in Norvik on Monday.",
    ],
)
def test_what_only_one_telling_adds_is_no_swap(longer: str) -> None:
    assert swaps(longer, NEUTRAL) == swaps(NEUTRAL, longer) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NEUTRAL, NEUTRAL),
        ("Twelve miners were killed near Velm.", "Twelve miners were slain near Velm."),
        ("The envoy met the leader.", "The leader met the envoy."),
        ("Apples grew dear after the frost.", "Police searched the ferry on Friday."),
    ],
)
def test_words_in_another_order_words_of_one_key_and_other_tellings_are_no_swaps(one: str, other: str) -> None:
    assert swaps(one, other) == []


def test_words_that_are_used_elsewhere_are_no_swap() -> None:
    (one,), (other,) = statements_of(NEUTRAL), statements_of("The agitator met the envoy in Norvik on Monday.")
    used = statements_of("The opposition leader flew to Norvik.")[0].terms
    assert find_swaps(one, other) != ()
    assert find_swaps(one, other, used) == ()
