"""Pairs: claims of two sources that tell one fact, and the groups that pairs make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.pairs import Grouping, Pair, group_statements
from framing.resemblance import FEATURES, Resemblance, measure_resemblance
from framing.statements import Statement, make_statements
from tests.fact_samples import GULL, HERALD, STAR, read, read_plain, statements_of

ARTICLES = {"Gull": GULL, "Herald": HERALD, "Star": STAR}
ELSEWHERE = """Apples dear as frost hits Velm
Growers around Velm expect a third fewer apples after the late frost.

Nadia Orlo, who farms forty acres, has sold her press. A kilogram costs twice what it did last year."""
Told = frozenset[tuple[str, int]]
"""Claims as (document, number)."""


def grouped(statements: Sequence[Statement], owners: Sequence[str] | None = None) -> Grouping:
    return group_statements(statements, owners or [one.document for one in statements])


def groups_of(statements: Sequence[Statement], owners: Sequence[str] | None = None) -> set[Told]:
    """The groups of statements as claims, wherever they stand in the list."""
    groups = grouped(statements, owners).groups
    return {frozenset((statements[at].document, statements[at].claim) for at in group) for group in groups}


def pairs_of(*texts: str) -> set[tuple[str, str]]:
    """The words of the claims of two articles, each of its own source, that tell one fact."""
    statements = statements_of(*texts)
    return {(statements[a].text, statements[b].text) for a, b in grouped(statements).groups}


SENTENCE = "Rescue boats took 180 passengers to the port of Tamsin."


def test_the_same_sentence_in_two_articles_is_a_pair() -> None:
    one = f"The sea was calm that morning. {SENTENCE} Schools stayed closed."
    other = f"Owners were silent. Prices rose again in Velm. {SENTENCE}"
    assert pairs_of(one, other) == {(SENTENCE, SENTENCE)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Police arrested the captain, Oren Vask.", "Oren Vask, the captain, was arrested by police."),
        (
            "Lawmakers in Norvik approved the rail budget of 3.5 billion crowns.",
            "The 3.5bn-crown rail budget was approved by members of parliament in Norvik.",
        ),
        (
            "Twelve miners were killed when a shaft collapsed near Velm.",
            "A shaft collapse near Velm killed 12 miners.",
        ),
        (
            "“Nobody in this town will ever forget that night,” said Mayor Ada Quill.",
            "Ada Quill, the mayor, said that “nobody in this town will ever forget that night”.",
        ),
    ],
)
def test_plain_paraphrases_with_names_and_numbers_are_pairs(one: str, other: str) -> None:
    ends = "Schools stayed closed all week.", "Prices rose again after the frost."
    assert pairs_of(f"{one} {ends[0]}", f"{other} {ends[1]}") == {(one, other)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oren Vask grew up in a fishing village near Tamsin.", "Oren Vask declined to answer questions in court."),
        ("Ilse Brandt met the envoy in Norvik on Monday.", "Ilse Brandt opposes the new fishing quota."),
        ("The mayor praised the divers for their courage.", "The mayor will retire in the spring after two terms."),
    ],
)
def test_other_things_told_of_the_same_people_are_no_pair(one: str, other: str) -> None:
    ends = "Schools stayed closed all week.", "Prices rose again after the frost."
    assert pairs_of(f"{ends[0]} {one}", f"{other} {ends[1]}") == set()


def test_a_statement_pairs_with_its_best_match_only() -> None:
    best = "Police arrested the captain of the ferry, Oren Vask, on Friday."
    other = "Police searched the ferry for the captain on Friday."
    told = "Police arrested the captain of the ferry, Oren Vask."
    assert pairs_of(f"{told} Prices rose.", f"Schools closed. {best} {other}") == {(told, best)}


def test_a_fact_told_three_times_is_one_group() -> None:
    statements = make_statements([read(name, text) for name, text in ARTICLES.items()])
    (sunk,) = (
        group for group in grouped(statements).groups if any("sank off" in statements[at].text for at in group)
    )
    assert [statements[at].document for at in sunk] == ["Gull", "Herald", "Star"]


def test_groups_do_not_overlap_and_have_two_owners_or_more() -> None:
    statements = make_statements([read(name, text) for name, text in ARTICLES.items()])
    groups = grouped(statements).groups
    members = [at for group in groups for at in group]
    assert len(members) == len(set(members)) > 0
    assert all(len({statements[at].document for at in group}) > 1 for group in groups)


class _Given:
    """Resemblances with the probabilities of a test."""

    def __init__(self, probabilities: Mapping[tuple[int, int], float]) -> None:
        rows = sorted(probabilities)
        self.a, self.b = np.array([a for a, _ in rows], dtype=int), np.array([b for _, b in rows], dtype=int)
        self._values = np.array([probabilities[row] for row in rows])

    def probabilities(self) -> np.ndarray:
        return self._values


def grouped_by(
    monkeypatch: pytest.MonkeyPatch, documents: str, probabilities: Mapping[tuple[int, int], float]
) -> Grouping:
    """The grouping of statements, one for each letter (its document), with these probabilities."""
    monkeypatch.setattr("framing.pairs.measure_resemblance", lambda *given: _Given(probabilities))
    (blank,) = statements_of(SENTENCE)
    statements = [replace(blank, document=name, claim=at) for at, name in enumerate(documents)]
    return group_statements(statements, [one.document for one in statements])


def test_a_chain_of_likely_pairs_does_not_join_two_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    within = {(0, 1): 0.9999, (2, 3): 0.9999}
    bridge = {(1, 2): 0.999}
    assert grouped_by(monkeypatch, "ABCD", within | bridge).groups == ((0, 1), (2, 3))
    across = dict.fromkeys([(0, 2), (0, 3), (1, 3)], 0.97)
    assert grouped_by(monkeypatch, "ABCD", within | bridge | across).groups == ((0, 1, 2, 3),)


def test_the_likelier_pair_wins_where_two_claim_one_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    found = grouped_by(monkeypatch, "ABB", {(0, 1): 0.998, (0, 2): 0.999})
    assert found.groups == ((0, 2),)
    assert found.known == (Pair(0, 2, 0.999), Pair(0, 1, 0.998))


def test_the_best_match_must_be_mutual(monkeypatch: pytest.MonkeyPatch) -> None:
    found = grouped_by(monkeypatch, "AAB", {(0, 2): 0.998, (1, 2): 0.999})
    assert found.groups == ((1, 2),)


def test_unlikely_pairs_are_known_but_make_no_group(monkeypatch: pytest.MonkeyPatch) -> None:
    found = grouped_by(monkeypatch, "ABCD", {(0, 1): 0.6, (2, 3): 0.001})
    assert found.groups == ()
    assert found.known == (Pair(0, 1, 0.6),)


def test_statements_of_one_owner_are_no_pair() -> None:
    statements = statements_of(f"{SENTENCE} Schools stayed closed.", f"{SENTENCE} Prices rose again.")
    assert grouped(statements, ["Gull"] * len(statements)).groups == ()
    assert len(grouped(statements).groups) == 1


@pytest.mark.parametrize("texts", [(), ("",), ("", ""), (SENTENCE,), (SENTENCE, ""), ("?!", "—")])
def test_where_there_is_nothing_to_compare_there_is_no_group(texts: Sequence[str]) -> None:
    statements = statements_of(*texts)
    assert grouped(statements) == Grouping((), ())


def test_labels_and_captions_tell_nothing() -> None:
    analyses = [read_plain(name, f"{SENTENCE}\n\n{end}") for name, end in (("A", "It rained."), ("B", "It snowed."))]
    made = make_statements(analyses)
    assert groups_of(made) == {frozenset((("A", 0), ("B", 0)))}
    for kind in ("label", "caption"):
        silent = replace(analyses[0], claims=tuple(replace(claim, kind=kind) for claim in analyses[0].claims))
        assert {one.document for one in make_statements([silent, analyses[1]])} == {"B"}


def test_pairs_are_the_likeliest_first_and_of_different_documents() -> None:
    statements = make_statements([read(name, text) for name, text in ARTICLES.items()])
    pairs = grouped(statements).known
    assert pairs
    assert [pair.probability for pair in pairs] == sorted((pair.probability for pair in pairs), reverse=True)
    for pair in pairs:
        assert pair.a < pair.b
        assert statements[pair.a].document != statements[pair.b].document


@given(st.permutations(sorted({**ARTICLES, "Velm": ELSEWHERE}.items())))
@settings(max_examples=24)
def test_the_order_of_documents_changes_nothing(articles: list[tuple[str, str]]) -> None:
    analyses = [read(name, text) for name, text in articles]
    found = groups_of(make_statements(analyses))
    assert found == groups_of(make_statements(sorted(analyses, key=lambda one: one.document.id)))
    assert len(found) > 4


@given(st.permutations(["Gull", "Herald", "Star"]))
@settings(max_examples=6)
def test_swapping_the_names_of_sources_changes_no_group(names: list[str]) -> None:
    statements = make_statements([read(name, text) for name, text in ARTICLES.items()])
    swapped = dict(zip(ARTICLES, names, strict=True))
    assert groups_of(statements, [swapped[one.document] for one in statements]) == groups_of(statements)


def test_a_third_source_on_something_else_keeps_the_groups() -> None:
    analyses = [read(name, text) for name, text in ARTICLES.items()]
    assert groups_of(make_statements([*analyses, read("Velm", ELSEWHERE)])) == groups_of(make_statements(analyses))


WORDS = st.lists(
    st.sampled_from(
        [SENTENCE, "Oren Vask", "12 men", "said", "“We will not yield,”", "ferry", ". ", "\n\n", "?", "1998"]
    ),
    max_size=14,
).map(" ".join)
ANY_TEXT = st.one_of(WORDS, st.text(max_size=120))


@given(st.lists(ANY_TEXT, max_size=4))
@settings(max_examples=60)
def test_any_texts_are_compared_and_probabilities_lie_between_0_and_1(texts: list[str]) -> None:
    statements = statements_of(*texts)
    found = measure_resemblance(statements)
    assert found.features.shape == (len(found.a), len(FEATURES))
    assert np.isfinite(found.features).all()
    assert ((found.probabilities() > 0) & (found.probabilities() < 1)).all()
    grouping = grouped(statements)
    assert all(0 < pair.probability <= 1 for pair in grouping.known)
    assert grouping == grouped(statements_of(*texts))


def test_every_two_statements_of_different_documents_are_measured_at_most_once() -> None:
    statements = make_statements([read(name, text) for name, text in ARTICLES.items()])
    found: Resemblance = measure_resemblance(statements)
    places = list(zip(found.a.tolist(), found.b.tolist(), strict=True))
    possible = {
        (a, b) for a, b in combinations(range(len(statements)), 2) if statements[a].document != statements[b].document
    }
    assert len(places) == len(set(places)) > 0
    assert set(places) <= possible
    assert places == sorted(places)
