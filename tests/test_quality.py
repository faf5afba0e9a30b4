"""The quality gate: what the shipped axis reaches on texts kept apart, and how its learned half is made."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path

import pytest

from framing.labelled import LabelledTexts, labels_of, read_labelled
from framing.learning import learn_lexicon
from framing.lexicons import Lexicon
from framing.lexicons.writing import lexicon_toml
from framing.validation import Validation, validate
from tests.conftest import ROOT

FLOORS_FILE = ROOT / "tests" / "data" / "floors.toml"
FLOORS = tomllib.loads(FLOORS_FILE.read_text(encoding="utf-8"))
TRAINING = ROOT / "lexicons" / "training" / "narratives.jsonl"


def texts_of(path: Path, axis: Lexicon) -> LabelledTexts:
    return read_labelled(path, labels_of(axis))


@pytest.fixture(scope="module")
def measured(establishment: Lexicon) -> Validation:
    return validate(texts_of(ROOT / FLOORS["set"], establishment), establishment, draws=0)


def test_the_set_is_the_one_the_floors_are_about(measured: Validation) -> None:
    assert measured.texts.fingerprint == FLOORS["fingerprint"], f"the texts changed: say so in {FLOORS_FILE.name}"


def test_floors_are_not_lowered_in_silence() -> None:
    digest = hashlib.sha256(json.dumps(FLOORS["floors"], sort_keys=True).encode()).hexdigest()[:16]
    last = FLOORS["changes"][-1]
    assert last["floors"] == digest, f"floors changed: add [[changes]] with floors = '{digest}', date and reason"
    assert last["reason"]
    assert last["date"]


@pytest.mark.parametrize("name", FLOORS["floors"])
def test_no_figure_falls_below_its_floor(name: str, measured: Validation) -> None:
    value = measured.figures[name].value
    assert value is not None
    assert value >= FLOORS["floors"][name]


def test_texts_that_take_no_side_lean_to_none(measured: Validation) -> None:
    leans = [one.lean for one in measured.outcomes if not one.sign]
    assert abs(sum(leans) / len(leans)) < 0.25, "log-odds of 0.25 are chances of 56 to 44"


def test_no_text_of_the_gate_was_learned_from(establishment: Lexicon) -> None:
    gate, training = (texts_of(path, establishment) for path in (ROOT / FLOORS["set"], TRAINING))
    assert not {one.text for one in gate.texts} & {one.text for one in training.texts}


@pytest.mark.slow
def test_the_shipped_weights_are_what_the_training_text_teaches(establishment: Lexicon) -> None:
    assert establishment.learned is not None
    learned = learn_lexicon(texts_of(TRAINING, establishment), establishment, establishment.learned.version)
    shipped = Path(establishment.learned.path).read_text(encoding="utf-8")
    assert lexicon_toml(learned) == shipped, "learn it again with the command in the README"
