"""Tellings: labelled stories, and the weights of resemblance that are learned from them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from framing.resemblance import FEATURES
from framing.tellings import ToldStory, fit_weights, read_tellings, weights_toml
from tests.conftest import ROOT

FLOOR = 0.62
"""Average precision left out: 0.674 when the floor was set."""


@pytest.fixture(scope="module")
def benchmark() -> Iterator[ModuleType]:
    """The module that writes the weights."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "benchmarks"))
        import resemblance

        yield resemblance
        sys.modules.pop("resemblance")


@pytest.fixture(scope="module")
def stories(benchmark: ModuleType) -> list[ToldStory]:
    return list(read_tellings(benchmark.TRAINING))


def test_the_shipped_weights_are_what_the_tellings_teach(
    benchmark: ModuleType, stories: list[ToldStory], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "words").mkdir()
    monkeypatch.setattr(benchmark, "LEXICONS", tmp_path)
    monkeypatch.setattr(benchmark, "read_tellings", lambda path: stories)
    monkeypatch.setattr(benchmark, "average_precision", lambda given: 0.0)
    benchmark.main()
    (written,) = tmp_path.rglob("*.toml")
    shipped = ROOT / "lexicons" / written.relative_to(tmp_path)
    assert written.read_bytes() == shipped.read_bytes(), "write them again: python benchmarks/resemblance.py"


@pytest.mark.slow
def test_stories_they_were_not_learned_from_are_told_apart(benchmark: ModuleType, stories: list[ToldStory]) -> None:
    assert benchmark.average_precision(stories) >= FLOOR


def test_every_feature_has_a_weight_and_a_text_twice_over_the_same(stories: list[ToldStory]) -> None:
    found = fit_weights(stories[:6])
    assert [name for name, _ in found.weights] == list(FEATURES)
    assert 0 < found.same < found.pairs
    assert fit_weights(stories[:6]) == found
    assert weights_toml(found, "here").startswith(f"# Learned from here: {found.same} of {found.pairs} ")


def test_stories_have_several_articles_and_facts_that_two_of_them_tell(stories: list[ToldStory]) -> None:
    for story in stories:
        assert len(story.facts) == len(story.statements)
        articles = [one.document for one in story.statements]
        told = {(fact, article) for facts, article in zip(story.facts, articles, strict=True) for fact in facts}
        facts = [fact for fact, _ in told]
        assert any(facts.count(fact) > 1 for fact in facts), story.name


ROW = {
    "story": "The bridge",
    "articles": [
        {
            "headline": "Bridge falls",
            "headline_facts": ["f1"],
            "segments": [
                ["The bridge fell on Friday, and", ["f1"]],
                ["the mayor wept.", ["f2"], "¶"],
                ["It rained.", []],
            ],
        },
        {"segments": [["On Friday the bridge came down.", ["f1"], "¶"], ["The mayor cried, they said.", ["f2"]]]},
    ],
}


@pytest.fixture
def told(tmp_path: Path) -> ToldStory:
    path = tmp_path / "tellings.jsonl"
    path.write_text(json.dumps(ROW, ensure_ascii=False) + "\n", encoding="utf-8")
    (story,) = read_tellings(path)
    return story


def test_each_claim_has_the_facts_of_the_words_it_is_made_of(told: ToldStory) -> None:
    found = {one.text: sorted(facts) for one, facts in zip(told.statements, told.facts, strict=True)}
    assert found.pop("It rained.") == []
    assert found.pop("Bridge falls") == ["f1"]
    assert found.pop("On Friday the bridge came down.") == ["f1"]
    assert found.pop("The mayor cried, they said.") == ["f2"]
    assert sorted(fact for facts in found.values() for fact in facts) == ["f1", "f2"]


def test_two_claims_tell_the_same_where_they_share_a_fact(told: ToldStory) -> None:
    at = {one.text: number for number, one in enumerate(told.statements)}
    fell, wept = at["On Friday the bridge came down."], at["The mayor cried, they said."]
    assert told.same(at["Bridge falls"], fell)
    assert not told.same(fell, wept)
    assert not told.same(at["It rained."], at["It rained."])
