"""Places: the same words change sides with whose establishment is meant, and the report says which was."""

from __future__ import annotations

import pytest

from framing.analyses import analyze
from framing.comparisons import compare
from framing.documents import make_document
from framing.errors import UsageError
from framing.lexicons import WEST, load_lexicon
from framing.lexicons.loading import load_actors
from framing.lexicons.places import places
from framing.shipped import shipped_folder


@pytest.mark.parametrize("place", [WEST, *places()])
def test_every_place_sorts_every_actor_once(place: str) -> None:
    folder = shipped_folder("lexicons")
    here, west = load_actors(folder, place), load_actors(folder)
    assert sorted(form for one in here.values() for form in (*one.forms, *one.exact)) == sorted(
        form for one in west.values() for form in (*one.forms, *one.exact)
    )


@pytest.mark.parametrize("place", places())
def test_places_name_known_actors_and_lists(place: str) -> None:
    lists = load_actors(shipped_folder("lexicons"))
    forms = {form for one in lists.values() for form in (*one.forms, *one.exact)}
    assert set(places()[place]["power"]) <= forms
    assert set(places()[place]["adversaries"]) <= set(lists)


def test_a_word_sides_with_the_place() -> None:
    text = "The Caracas regime fell. The Washington regime fell."
    signs = {}
    for place in (WEST, "venezuela"):
        lexicon = load_lexicon("establishment", place)
        analysis = analyze(make_document(text), [lexicon])
        signs[place] = {analysis.text(tag).split()[0]: tag.sign for tag in analysis.tags if "regime" in tag.entry}
    assert signs[WEST].get("Caracas") == 1
    assert signs["venezuela"].get("Washington") == 1
    assert "Caracas" not in signs["venezuela"] or signs["venezuela"]["Caracas"] == -1


def test_the_report_says_which_place_was_meant() -> None:
    lexicon = load_lexicon("establishment", "china")
    comparison = compare([analyze(make_document("It rained."), [lexicon])], [lexicon])
    assert dict(comparison.provenance.settings)["place"] == "china"


def test_an_unknown_place_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="china"):
        load_lexicon("establishment", "chna")


@pytest.mark.parametrize(
    ("place", "text", "sign"),
    [
        ("russia", "The foreign agents left.", 1),
        ("russia", "He was fined for carousel voting.", -1),
        ("china", "They praised national rejuvenation.", 1),
        ("china", "They climbed the Great Firewall.", -1),
        ("iran", "He spoke of the Great Satan.", 1),
        ("iran", "“Woman, Life, Freedom”, they wrote.", -1),
        ("venezuela", "She praised the Bolivarian process.", 1),
        ("venezuela", "The enchufados flew out.", -1),
    ],
)
def test_entries_of_a_place_speak_there_alone(place: str, text: str, sign: int) -> None:
    def signs(where: str) -> set[int]:
        lexicon = load_lexicon("establishment", where)
        bound = {entry.text for frame in lexicon.frames for entry in frame.entries if entry.place}
        tags = analyze(make_document(text), [lexicon]).tags
        return {tag.sign for tag in tags if tag.entry in bound}

    assert signs(place) == {sign}
    assert signs(WEST) == set()
