"""Relations: whom a word of wrongdoing is said of."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.analyses import analyze
from framing.checking import check_lexicon
from framing.documents import make_document
from framing.lexicons import Lexicon, load_lexicon
from tests.conftest import SMALL

WORDS = """
name = "deeds"
version = "1.0.0"
[lists.misdeed]
title = "Misdeeds"
definition = "For tests."
words = [
  "bullied", "bullying", "destabilized", "destabilizing", "greed", "reckless", "hit", "broke its word", "threat",
  "mocked",
]
"""
FRAMES = """
[frames.power-blamed]
title = "Power blamed"
pole = "critical"
definition = "Powers do wrong."
match = ["Washington destabilized the region."]
miss = ["Washington was destabilized."]
entries = ["{us|alliance} … {misdeed}"]

[frames.adversary-blamed]
title = "Adversary blamed"
pole = "pro"
definition = "Adversaries do wrong."
match = ["Moscow has once more bullied a neighbour."]
miss = ["Moscow said it would answer."]
entries = [{ text = "{adversary} ... {misdeed}", weight = 0.5 }]
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("relations")
    (folder / "words").mkdir()
    (folder / "words" / "deeds.toml").write_text(WORDS, encoding="utf-8")
    (folder / "small.toml").write_text(SMALL + FRAMES, encoding="utf-8")
    return folder / "small.toml"


@pytest.fixture(scope="module")
def lexicon(path: Path) -> Lexicon:
    return load_lexicon(str(path))


def found(text: str, lexicon: Lexicon) -> list[tuple[str, str, bool]]:
    analysis = analyze(make_document(text), [lexicon])
    return [
        (tag.frame.split("-")[0], analysis.text(tag), tag.negated) for tag in analysis.tags if "blamed" in tag.frame
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow has again destabilized the region.", [("adversary", "Moscow has again destabilized", False)]),
        ("Washington's reckless plan failed.", [("power", "Washington's reckless", False)]),
        ("The region was destabilized by Moscow.", [("adversary", "destabilized by Moscow", False)]),
        ("They paid for the greed of the United States.", [("power", "greed of the United States", False)]),
        ("Moscow was destabilized for years.", []),
        ("Moscow met NATO envoys, whose reckless talk went on.", [("power", "NATO envoys, whose reckless", False)]),
        ("Moscow has not destabilized anybody.", [("adversary", "Moscow has not destabilized", True)]),
        ("We must not reward Moscow's reckless plan.", [("adversary", "Moscow's reckless", False)]),
        ("The region was not destabilized by Moscow.", [("adversary", "destabilized by Moscow", True)]),
        ("Moscow spoke; the storm destabilized the dam.", []),
        ("He told us that greed is good.", []),
        ("Moscow said that all of the many people in the whole wide valley were reckless.", []),
        ("NATO broke its word.", [("power", "NATO broke its word", False)]),
        # peoples are no powers, nor are some of a people
        ("Russians were reckless drivers.", []),
        ("American voters have been reckless.", []),
        ("The American government has been reckless.", [("power", "American government has been reckless", False)]),
        ("Moscow's voters were bullied.", []),
        # acted upon, though named after the word
        ("They returned what they had bullied from Moscow.", []),
        # another clause begins between them, or another is told of
        ("Pirates mock Moscow as they bullied a ship.", []),
        ("Envoys from Moscow and a reckless crew met.", []),
        ("Moscow denied that the reckless crew met anybody.", []),
        ("Moscow and its reckless plan failed.", [("adversary", "Moscow and its reckless", False)]),
        # words of others, and of those who work against what follows
        ("Washington called the plan reckless.", []),
        ("Moscow condemned the reckless plan.", []),
        ("NATO fought the greed of traders.", []),
        # after a comma only what is said of the actor itself
        ("They met in Moscow, reckless as ever.", []),
        ("Moscow, the reckless neighbour, met them.", [("adversary", "Moscow, the reckless", False)]),
        ("Moscow, in a reckless year, met them.", []),
        # a place does nothing, what is its own does
        ("The winter in Moscow badly destabilized the dam.", []),
        ("Traders saw in Moscow's reckless plan a chance.", [("adversary", "Moscow's reckless", False)]),
        ("Moscow with a reckless crew met them.", []),
        # of an act, the one after "of" is acted upon
        ("The bullying of Moscow went on.", []),
        ("Moscow began the bullying of Washington.", [("adversary", "Moscow began the bullying", False)]),
        ("The bullying by Moscow went on.", [("adversary", "bullying by Moscow", False)]),
        # a participle before "by" is passive without a form of "be", and so is a second one after "and"
        ("Moscow mocked by neighbours went home.", []),
        ("Moscow was beaten and bullied for years.", []),
        ("Moscow mocked by wire its envoys.", []),
        ("Moscow bullied by cutting the gas.", [("adversary", "Moscow bullied", False)]),
        # who is asked to do it, or is cleared of it, has not done it
        ("Envoys urged Moscow to hit the pirates.", []),
        ("The judge cleared Washington of bullying traders.", []),
        ("The judge accused Washington of bullying traders.", [("power", "Washington of bullying", False)]),
        ("Moscow tried to hit the village.", [("adversary", "Moscow tried to hit", False)]),
        # words that stand near many actors by chance are said of the one right beside them
        ("Moscow debates how large a new threat might be.", []),
        ("Washington votes on the growing threat.", []),
        ("Moscow's open new threat worries them.", [("adversary", "Moscow's open new threat", False)]),
        ("Moscow is the main threat.", [("adversary", "Moscow is the main threat", False)]),
        ("Moscow is under threat.", []),
        ("They spoke of the threat from Moscow.", [("adversary", "threat from Moscow", False)]),
        # a thing with an actor's name is no power
        ("The American dollar was hit.", []),
        ("The American dollar hit bottom.", []),
        ("The American army hit the village.", [("power", "American army hit", False)]),
        # what is suffered, looked into or learned of is another's
        ("Moscow faces the reckless crew.", []),
        ("Washington identified the reckless crew.", []),
    ],
)
def test_the_actor_a_word_is_said_of(text: str, expected: list[tuple[str, str, bool]], lexicon: Lexicon) -> None:
    assert found(text, lexicon) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Washington slid into another shutdown.", 0),
        ("Beijing may lift its embargo next year.", 0),
        ("The trade war with China went on.", 0),
        ("They met Mr Putin on the sidelines of the summit.", 0),
        ("Congress is at risk of missing the vote.", 0),
        ("Congress was split on how best to fight sexual harassment.", 0),
        ("Moscow will retaliate.", 0),
        ("Rubio mocked the front-runner's hair.", 0),
        ("Congress has to ensure that cheats pay.", 0),
        ("The police officer moved aggressively to the left.", 0),
        ("The threat posed by Moscow grew.", 1),
        ("Washington cared more about silencing dissent than about peace.", 1),
        ("They met Saddam Hussein, a brutal dictator.", 1),
        ("Moscow's threats went unheard.", 1),
        ("Washington abandoned its allies.", 1),
        ("They marched against police brutality.", 1),
        ("Iran, the largest state sponsor of terrorism, was not invited.", 1),
        ("NATO ignored every warning.", 1),
    ],
)
def test_the_shipped_words_of_blame(text: str, expected: int) -> None:
    analysis = analyze(make_document(text), [load_lexicon("establishment")])
    assert len([tag for tag in analysis.tags if "…" in tag.entry]) == expected


def test_a_relation_passes_the_check(path: Path) -> None:
    assert check_lexicon(path) == []


@pytest.mark.parametrize("text", ["{us} … war", "… {misdeed}", "{misdeed} … {us}", "{us} … {adversary}"])
def test_a_gap_stands_between_actors_and_words(text: str, path: Path) -> None:
    other = path.with_name("broken.toml")
    other.write_text((SMALL + FRAMES).replace("{us|alliance} … {misdeed}", text), encoding="utf-8")
    assert any("gap" in fault.message for fault in check_lexicon(other))
