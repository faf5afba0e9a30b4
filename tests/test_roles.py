"""What part a speaker plays, by the words beside the name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.analyses import analyze
from framing.claims.roles import find_first_role, find_role, roles
from framing.documents import make_document
from framing.documents.model import Span
from framing.speakers import SpeakerUse, count_speakers, share_types


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Ana Ruiz, the interior minister, said no.", "Ana Ruiz", "government"),
        ("The police chief Tom Hale said no.", "Tom Hale", "military-security"),
        ("Police chief Tom Hale said no.", "Police chief Tom Hale", "military-security"),
        ("No, said Ali Musa of the Rivers Institute.", "Ali Musa", "expert"),
        ("Ana Ruiz (D-Calif.) said no.", "Ana Ruiz", "politician"),
        ("Ana Lind, a director of the CIA, said no.", "Ana Lind", "military-security"),
        ("Jo Tal, 34, a nurse from Leeds, said no.", "Jo Tal", "ordinary-people"),
        ("A spokesman for the carmaker said no.", "A spokesman for the carmaker", "company"),
        ("Oxfam said no.", "Oxfam", "ngo"),
        ("The BBC said so.", "The BBC", "media"),
        ("A senior official said no.", "A senior official", "unnamed"),
        ("King Charles said no.", "King Charles", "government"),
        ("Stephen King said no.", "Stephen King", ""),
        ("Mara Lind said no.", "Mara Lind", ""),
        ("Mara Lind, who had met reporters at noon, said no.", "Mara Lind", ""),
        ("Mara Lind, who met the police chief, said no.", "Mara Lind", ""),
        ("Mara Lind, who is the health minister, said no.", "Mara Lind", "government"),
        ("HHS said no.", "HHS", "government"),
    ],
)
def test_the_words_beside_a_name_tell_the_role(text: str, name: str, role: str) -> None:
    start = text.index(name)
    assert find_role(text, Span(start, start + len(name))) == role


def test_a_headline_without_the_role_does_not_hide_it() -> None:
    assert (
        find_first_role("Lind Goes Home\n\nHealth Minister Mara Lind went home. Lind slept.", "Lind") == "government"
    )


def test_the_first_mention_tells_the_role_of_later_ones() -> None:
    text = "Ana Ruiz, the interior minister, came on Monday. Ruiz said that the road is closed."
    assert find_first_role(text, "Ruiz") == "government"
    (use,) = count_speakers([analyze(make_document(text), ())])
    assert (use.speaker, use.type) == ("Ruiz", "government")


def test_shares_add_up_and_unknown_types_are_counted() -> None:
    uses = [SpeakerUse("a", False, 1, 30, (), (), "expert"), SpeakerUse("b", False, 1, 10, (), ())]
    assert [(share.type, share.words, share.share) for share in share_types(uses)] == [
        ("expert", 30, 0.75),
        ("", 10, 0.25),
    ]


@given(st.text(), st.integers(0, 50), st.integers(1, 20))
def test_any_place_of_any_text_has_a_role_or_none(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    if start < end:
        assert find_role(text, Span(start, end)) in {"", *roles()}
        assert find_first_role(text, text[start:end]) in {"", *roles()}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Two people familiar with the army said no.", "Two people familiar with the army", "unnamed"),
        ("The figures from consumers say no.", "The figures", ""),
        ("A spokesman of the ministry said no.", "A spokesman", "government"),
    ],
)
def test_only_heads_that_belong_to_a_body_take_its_role(text: str, name: str, role: str) -> None:
    start = text.index(name)
    assert find_role(text, Span(start, start + len(name))) == role
