"""What each source calls the same person or body, in its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.analyses import Analysis, analyze
from framing.documents import Metadata, make_document
from framing.namings import MAX_ACTORS, NameUse, Naming, find_namings
from framing.shipped import read_cues

PLAIN = "Ana Ruiz spoke in Lima. Ruiz left."
STORY = {
    "Courier": "Rebel leader Ana Ruiz spoke. The Ruiz regime fell, said Tom Hale, a former spy. Ruiz wept.",
    "Herald": "President Ana Ruiz, a former judge, spoke. Mrs. Ruiz met lawyer Tom Hale. The Ruiz government fell.",
    "Post": "Ana Ruiz was a soldier. The ousted leader, Ana Ruiz, wept. Hale said that Ruiz, the usurper, had fled.",
}


def read(text: str, name: str = "one", title: str = "", language: str = "") -> Analysis:
    return analyze(replace(make_document(text, Metadata(name, "", title)), language=language), ())


def name(texts: Mapping[str, str]) -> tuple[Naming, ...]:
    return find_namings({source: [read(text, f"{source} 1")] for source, text in texts.items()})


def called(text: str, actor: str = "Ana Ruiz", other: str = PLAIN) -> list[str]:
    """What one source calls an actor whom another only names."""
    for naming in name({"a": text, "b": other}):
        if naming.actor == actor:
            return [use.phrase for use in dict(naming.uses)["a"]]
    return []


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Opposition leader Ana Ruiz spoke.", "Opposition leader Ana Ruiz"),
        ("They met embattled Prime Minister Ana Ruiz there.", "embattled Prime Minister Ana Ruiz"),
        ("Critics of billionaire Ana Ruiz spoke.", "billionaire Ana Ruiz"),
        ("They met Lima's mayor Ana Ruiz there.", "Lima's mayor Ana Ruiz"),
        ("They met the country's ousted leader Ana Ruiz there.", "the country's ousted leader Ana Ruiz"),
        ("Peruvian President Ana Ruiz spoke.", "Peruvian President Ana Ruiz"),
        ("They met Secretary of State Ana Ruiz there.", "Secretary of State Ana Ruiz"),
        ("They met Health and Human Services chief Ana Ruiz there.", "Health and Human Services chief Ana Ruiz"),
        ("Ana Ruiz, the self-declared president, spoke.", "the self-declared president"),
        ("Ana Ruiz — a former spy — spoke.", "a former spy"),
        ("Ana Ruiz (a former spy) spoke.", "a former spy"),
        ("They met Ana Ruiz, chairwoman of the central bank.", "chairwoman of the central bank"),
        ("They met Ana Ruiz, a lawyer who had once lived in Lima.", "a lawyer"),
        ("They met Ana Ruiz, 45, a nurse.", "a nurse"),
        ("The country's interim leader, Ana Ruiz, spoke.", "The country's interim leader"),
        ("Ana Ruiz is a former spy.", "a former spy"),
        ("They fought the Ruiz regime for years.", "Ruiz regime"),
        ("They fought Ruiz's government for years.", "Ruiz's government"),
        ("The Ruiz Administration fell.", "Ruiz Administration"),
        ("Embattled Ruiz spoke.", "Embattled Ruiz"),
        ("They met Mrs. Ruiz there.", "Mrs. Ruiz"),
        ("They met Ruiz there.", "Ruiz"),
    ],
)
def test_what_stands_beside_a_name_is_a_naming(text: str, phrase: str) -> None:
    assert phrase in called(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("They met Ana Ruiz, Monday, in Lima.", "Monday"),
        ("Ana Ruiz, who was a lawyer, spoke.", "who was a lawyer"),
        ("After talks with Ana Ruiz, the minister, a veteran, spoke.", "the minister"),
        ("After talks with Ana Ruiz, the minister, Tom Hale, spoke.", "the minister"),
        ("They met Ana Ruiz, the minister, and Tom Hale.", "the minister"),
        ("When they met Ana Ruiz, the lawyer wept.", "the lawyer"),
        ("The mother of Ana Ruiz is a spy.", "a spy"),
        ("Ana Ruiz is not a spy.", "a spy"),
        ("They met the lawyer Ruiz had hired.", "the lawyer Ruiz"),
        ("Democrats impeach President Ruiz.", "impeach President Ruiz"),
        ("They want to host Ana Ruiz in Lima.", "host Ana Ruiz"),
        ("They met Ruiz, a company, and left.", "a company"),
        ("They met embattled Ruiz ally Tom Hale there.", "embattled Ruiz"),
        ("They met former President Ruiz ally Tom Hale there.", "former President Ruiz"),
        ("They heard Ruiz's campaign promises again.", "Ruiz's campaign"),
    ],
)
def test_what_only_looks_like_a_naming_is_none(text: str, wrong: str) -> None:
    phrases = called(text, other="President Ana Ruiz spoke. Ruiz left.")
    assert phrases
    assert wrong not in phrases


def test_the_outlets_own_words_count_and_no_quotations() -> None:
    phrases = called(
        "Ana Ruiz spoke. Hale said that the usurper Ana Ruiz had fled. “The tyrant Ana Ruiz fled,” he said."
    )
    assert phrases == ["Ana Ruiz"]


def test_headlines_count() -> None:
    naming = find_namings(
        {"a": [read("It rained.", "1", "Ana Ruiz, the interim president, flees")], "b": [read(PLAIN)]}
    )
    uses = dict(naming[0].uses)["a"]
    assert [(use.phrase, use.claim) for use in uses] == [("the interim president", 0), ("Ana Ruiz", 0)]


def test_a_headline_in_capitals_gives_names_without_its_verbs() -> None:
    body = "It rained on Ana Ruiz. Then Ruiz left for Lima."
    groups = {"a": [read(body, "1", "Opposition Leader Ana Ruiz Flees To Lima")], "b": [read(PLAIN)]}
    assert [use.phrase for use in find_namings(groups)[0].uses[0][1]] == [
        "Opposition Leader Ana Ruiz",
        "Ana Ruiz",
        "Ruiz",
    ]


def test_counts_and_first_places() -> None:
    first = read("President Ana Ruiz spoke. It rained. The president, he said.", "1")
    second = read("It rained. Nobody met President Ana Ruiz there. Ruiz wept. Ruiz left.", "2")
    naming = find_namings({"a": [second, first], "b": [read(PLAIN, "3")]})[0]
    assert naming.uses[0] == ("a", (NameUse("President Ana Ruiz", 2, "1", 0), NameUse("Ruiz", 2, "2", 2)))


def test_a_leading_article_makes_no_other_phrase() -> None:
    uses = name({"a": "The opposition leader Ana Ruiz is here. They met opposition leader Ana Ruiz.", "b": PLAIN})[
        0
    ].uses
    assert [(use.phrase, use.count) for use in uses[0][1]] == [("The opposition leader Ana Ruiz", 2)]


def test_descriptions_come_before_titles_and_bare_names() -> None:
    text = "Ruiz wept. Ruiz left. Ruiz slept. Mrs. Ruiz spoke. Mrs. Ruiz sat. They met opposition leader Ana Ruiz."
    assert called(text) == ["opposition leader Ana Ruiz", "Mrs. Ruiz", "Ruiz"]


def test_first_names_keep_persons_apart() -> None:
    text = "President Ana Ruiz met the lawyer Eva Ruiz. Ana Ruiz wept. Ana Ruiz left. Ruiz slept."
    namings = name({"a": text, "b": "Ana Ruiz, a former judge, met the dancer Eva Ruiz."})
    assert {naming.actor for naming in namings} == {"Ana Ruiz", "Eva Ruiz"}


def test_a_bare_name_that_two_may_bear_is_nobodys() -> None:
    text = "The lawyer Ana Ruiz met the nurse Eva Ruiz. Ruiz slept."
    phrases = {use.phrase for naming in name({"a": text, "b": text}) for _, uses in naming.uses for use in uses}
    assert phrases == set()
    namings = name({"a": text, "b": "Ana Ruiz met the nurse Eva Ruiz."})
    assert "Ruiz" not in {use.phrase for naming in namings for _, uses in naming.uses for use in uses}


def test_a_bare_name_belongs_to_whom_the_title_fits() -> None:
    text = "President Ana Ruiz met her sister Eva Ruiz. President Ruiz wept. The younger Ms. Ruiz left. Ruiz slept."
    naming = name({"a": text, "b": "Ana Ruiz, a former judge, left."})[0]
    assert [(use.phrase, use.count) for use in naming.uses[0][1]] == [
        ("President Ana Ruiz", 1),
        ("President Ruiz", 1),
        ("Ruiz", 1),
    ]


def test_initials_short_forms_and_accents_make_no_other_person() -> None:
    namings = name({"a": "Governor James Íñigo spoke.", "b": "Jim Inigo left. James K. Inigo wept."})
    assert [[use.phrase for use in uses] for _, uses in namings[0].uses] == [
        ["Governor James Íñigo"],
        ["James K. Inigo", "Jim Inigo"],
    ]


def test_a_last_name_that_stands_first_is_known_by_its_use() -> None:
    namings = name(
        {"a": "President Bao Min Li spoke. Bao wept. Bao left.", "b": "Bao slept. They met ruler Bao Min Li."}
    )
    assert [naming.actor for naming in namings] == ["Bao Min Li"]
    assert [use.phrase for use in namings[0].uses[0][1]] == ["President Bao Min Li", "Bao"]


def test_bodies_are_known_by_their_names_and_short_forms() -> None:
    text = (
        "The Rivers Water Agency (RWA) met. The RWA, a public body, left. They sued the powerful Rivers Water Agency."
    )
    namings = name({"a": text, "b": "The Rivers Water Agency met."})
    assert [naming.actor for naming in namings] == ["Rivers Water Agency"]
    assert {use.phrase for use in namings[0].uses[0][1]} >= {"Rivers Water Agency", "RWA"}


def test_a_noun_for_bodies_shows_a_body() -> None:
    namings = name(
        {"a": "They fought the militant group Zorb in Lima.", "b": "Zorb left. They banned the terror group Zorb."}
    )
    assert [(naming.actor, [use.phrase for _, uses in naming.uses for use in uses]) for naming in namings] == [
        ("Zorb", ["the militant group Zorb", "the terror group Zorb", "Zorb"])
    ]


def test_a_body_is_the_same_with_its_country() -> None:
    namings = name(
        {"a": "They sued before the U.S. Supreme Court.", "b": "The Supreme Court, the nation's highest court, met."}
    )
    assert [naming.actor for naming in namings] == ["Supreme Court"]


def test_places_are_no_actors() -> None:
    assert (
        name({"a": "They left for New Zork. New Zork is far. Zork grew.", "b": "New Zork grew. Zork is far."}) == ()
    )


def test_an_actor_that_all_call_alike_has_no_row() -> None:
    assert name({"a": "Opposition leader Ana Ruiz spoke.", "b": "Opposition leader Ana Ruiz left."}) == ()


def test_an_actor_of_one_source_has_no_row() -> None:
    assert name({"a": "President Ana Ruiz spoke. Ruiz left.", "b": "It rained."}) == ()


def test_other_languages_are_left_out() -> None:
    groups = {"a": [read("President Ana Ruiz spoke. Ruiz left.", "1", language="fr")], "b": [read(PLAIN)]}
    assert find_namings(groups) == ()


def test_most_sources_come_first_then_most_mentions() -> None:
    namings = name(STORY)
    assert [naming.actor for naming in namings] == ["Ana Ruiz", "Tom Hale"]
    assert [source for source, _ in namings[0].uses] == ["Courier", "Herald", "Post"]


def test_no_more_actors_than_a_reader_takes_in() -> None:
    letters = "bcdfghjklmnpqrstvwxz"
    names = [f"Ana Z{one}o{other}" for one in letters for other in letters[:3]]
    groups = {
        "a": [read(" ".join(f"President {one} spoke." for one in names), "1")],
        "b": [read(" ".join(f"They met {one} there." for one in names), "2")],
    }
    assert len(find_namings(groups)) == MAX_ACTORS < len(names)


@pytest.mark.parametrize("order", list(permutations(STORY)))
def test_the_order_of_sources_changes_nothing(order: Sequence[str]) -> None:
    assert name({source: STORY[source] for source in order}) == name(STORY)


def test_the_order_of_documents_changes_nothing() -> None:
    documents = [read(text, source) for source, text in STORY.items()]
    expected = find_namings({"a": documents, "b": [read(PLAIN)]})
    for order in permutations(documents):
        assert find_namings({"a": order, "b": [read(PLAIN)]}) == expected


def stands(groups: Mapping[str, Sequence[Analysis]], namings: Sequence[Naming]) -> bool:
    """Whether every phrase is short and stands in its claim."""
    claims = {
        (source, one.document.id, claim.number): one.text(claim)
        for source, group in groups.items()
        for one in group
        for claim in one.claims
    }
    uses = [(source, use) for naming in namings for source, found in naming.uses for use in found]
    return all(
        use.phrase in claims[source, use.document, use.claim] and len(use.phrase.split()) <= 8 for source, use in uses
    )


def test_every_phrase_stands_in_its_claim() -> None:
    groups = {source: [read(text, source)] for source, text in STORY.items()}
    namings = find_namings(groups)
    assert sum(len(uses) for naming in namings for _, uses in naming.uses) > 8
    assert stands(groups, namings)


PIECES = st.sampled_from(
    (
        *("Ana", "Ruiz", "Ruiz's", "Tom Hale", "President", "the", "a", "former", "spy", "leader", "of", "and", "to"),
        *("is", "said", ",", ".", "—", "(", ")", "“", "”", "Al", "de", "Jr.", "45", "who", "regime", "U.S.", "9th"),
        *("Supreme Court", "Bank", "for", "RWA", "Mrs.", "May", "Monday", "militant group", "hired", "'", "\n"),
        *("embattled", "Secretary of State", "Kim Jong Un", "Health", "Human Services", "younger", "Iran", "host"),
    )
)


@given(st.lists(PIECES, max_size=40), st.lists(PIECES, max_size=40))
def test_any_names_and_titles_are_read(one: list[str], other: list[str]) -> None:
    groups = {"a": [read(" ".join(one), "1", " ".join(other))], "b": [read(" ".join(other), "2")]}
    namings = find_namings(groups)
    assert stands(groups, namings)
    assert namings == find_namings(dict(reversed(groups.items())))


@given(st.text(), st.text())
def test_any_text_is_read(one: str, other: str) -> None:
    groups = {"a": [read(one, "1")], "b": [read(other, "2")]}
    assert stands(groups, find_namings(groups))


def test_the_words_are_written_as_they_are_compared() -> None:
    nouns, modifiers = read_cues("namings")["nouns"], read_cues("namings")["modifiers"]
    for words in (*nouns.values(), *modifiers.values()):
        plain = [word for word in words if isinstance(word, str) and not word.isupper()]
        assert not [word for word in plain if "-" in word]
        assert len(set(plain)) == len(plain)
