"""Where the actor is left out: passives without agent, and nouns that make a deed an event."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.claims import split_claims
from framing.claims.passives import Deletion, find_deletions
from framing.documents.model import Block, Document


def deletions(text: str) -> list[tuple[str, str, str]]:
    document = Document(id="d", text=text, blocks=(Block(0, len(text), "paragraph"),))
    return [
        (one.kind, text[one.start : one.end], one.verb) for one in find_deletions(document, split_claims(document))
    ]


@pytest.mark.parametrize(
    ("text", "words", "verb"),
    [
        ("Shots were fired at the crowd.", "were fired", "fired"),
        ("Mistakes were made.", "were made", "made"),
        ("A boy was fatally shot on Monday.", "was fatally shot", "shot"),
        ("The village had been destroyed by Monday.", "been destroyed", "destroyed"),
        ("He got arrested near the bridge.", "got arrested", "arrested"),
        ("The men weren't charged.", "weren't charged", "charged"),
    ],
)
def test_a_passive_without_agent_is_found(text: str, words: str, verb: str) -> None:
    assert deletions(text) == [("passive", words, verb)]


@pytest.mark.parametrize(
    "text",
    [
        "Shots were fired by police at the crowd.",
        "The boy was shot twice in the back by an officer.",
        "The firm is based in Lagos.",
        "She was born in June.",
        "The plant is located near the coast.",
        "Prices are expected to rise.",
        "There were hundred of them.",
        "Police fired shots.",
        "“Mistakes were made,” the minister said.",
        "The minister said that mistakes were made.",
        "The killing of the boy by police was filmed by neighbours.",
    ],
)
def test_named_agents_false_friends_and_others_words_are_passed_over(text: str) -> None:
    assert deletions(text) == []


@pytest.mark.parametrize(
    ("text", "words", "verb"),
    [
        ("Clashes erupted after dark.", "Clashes erupted", "clashes"),
        ("The arrest of the editor drew crowds.", "The arrest of", "arrest"),
        ("The army spoke of collateral damage.", "collateral damage", "collateral damage"),
        ("He died in an officer-involved shooting.", "officer-involved shooting", "officer-involved shooting"),
    ],
)
def test_a_noun_for_a_deed_is_found(text: str, words: str, verb: str) -> None:
    assert deletions(text) == [("nominalisation", words, verb)]


def test_an_owner_names_who_acted() -> None:
    assert deletions("Israel’s killing of the reporter drew crowds.") == []


def test_harm_is_told_apart() -> None:
    document = Document(id="d", text="Two men were killed. The road was cleared.")
    found = find_deletions(document, split_claims(document))
    assert [(one.verb, one.harm) for one in found] == [("killed", True), ("cleared", False)]


PIECES = st.sampled_from(
    ["was", "shot", "by", "police", "“", "”", "the arrest of", ".", "said", "clashes erupted", "\n"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map(" ".join)))
def test_each_lies_within_its_claim(text: str) -> None:
    document = Document(id="d", text=text)
    claims = split_claims(document)
    found: tuple[Deletion, ...] = find_deletions(document, claims)
    assert all(claims[one.claim].start <= one.start < one.end <= claims[one.claim].end for one in found)
