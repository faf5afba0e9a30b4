"""Lexicon files: what is accepted, and how faults are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.errors import LexiconError
from framing.lexicons import load_lexicon, load_lexicons
from framing.lexicons.differences import diff_lexicons
from framing.lexicons.loading import parse_lexicon
from tests.conftest import SMALL


def write(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_lexicon_reads_into_values(small_path: Path) -> None:
    lexicon = load_lexicon(str(small_path))
    assert [pole.sign for pole in lexicon.poles] == [-1, 1]
    assert {frame.name: len(frame.entries) for frame in lexicon.frames} == {"empire": 8, "order": 4}
    assert {"adversary", "us", "us_ally"} <= set(lexicon.actors)


def test_an_unknown_name_names_the_nearest() -> None:
    with pytest.raises(LexiconError, match="Did you mean 'establishment'"):
        load_lexicon("establishmnet")


def test_a_missing_file_is_named() -> None:
    with pytest.raises(LexiconError, match=r"nowhere\.toml: there is no such lexicon file"):
        load_lexicon("nowhere.toml")


def test_broken_toml_tells_file_and_line(tmp_path: Path) -> None:
    path = write(tmp_path, 'name = "x"\nversion = \n')
    with pytest.raises(LexiconError, match=r"mine\.toml.*line 2"):
        load_lexicon(str(path))


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ("definition =", "defintion =", "frames.empire.defintion", "Did you mean 'definition'"),
        ("weight = 0.5", 'weight = "heavy"', "frames.empire.entries[1].weight", "is not a number"),
        ("weight = 0.5", "weight = 9", "frames.empire.entries[1].weight", "up to 5"),
        ("weight = 0.5", "wieght = 0.5", "frames.empire.entries[1].wieght", "Did you mean 'weight'"),
        ("{us|us_ally}", "{martians}", "frames.empire.entries[2]", "actor list 'martians'"),
        ('pole = "critical"', 'pole = "critcal"', "frames.empire.pole", "Did you mean 'critical'"),
        ("sign = -1", "sign = 1", "poles", "exactly two"),
        ('letter = "C"', 'letter = "P"', "poles", "share a letter"),
        ('"war machine"', '"w*"', "frames.empire.entries[3]", "fewer than 3 letters"),
        ('"war machine"', '"* machine"', "frames.empire.entries[3]", "lone *"),
        ('"war machine"', "7", "frames.empire.entries[3]", "must be a text or a table"),
        ('version = "1.0.0"', "", "version", "is missing"),
    ],
)
def test_each_fault_has_its_key_path(tmp_path: Path, old: str, new: str, key: str, message: str) -> None:
    assert old in SMALL
    lexicon, faults = parse_lexicon(write(tmp_path, SMALL.replace(old, new, 1)))
    assert lexicon is None
    assert [fault.key for fault in faults] == [key]
    assert message in faults[0].message


def test_faults_name_the_line_of_the_entry(tmp_path: Path) -> None:
    text = SMALL.replace('"war machine"', '"w*"')
    _, faults = parse_lexicon(write(tmp_path, text))
    assert text.splitlines()[faults[0].line - 1].strip() == '"w*",'


def test_two_lexicons_of_one_name_are_refused(small_path: Path, tmp_path: Path) -> None:
    other = write(tmp_path, SMALL.replace("weight = 0.5", "weight = 0.6"))
    with pytest.raises(LexiconError, match="two lexicons are called 'small'"):
        load_lexicons([str(small_path), str(other)])


def test_the_digest_ignores_order_and_sees_every_weight(tmp_path: Path, small_path: Path) -> None:
    first = load_lexicon(str(small_path))
    entries = '"rules-based order", "stand* firm"'
    assert entries in SMALL
    swapped = load_lexicon(str(write(tmp_path, SMALL.replace(entries, '"stand* firm", "rules-based order"'))))
    noted = load_lexicon(str(write(tmp_path, SMALL.replace("Power is", "Might is"))))
    assert first == noted
    heavier = load_lexicon(str(write(tmp_path, SMALL.replace("weight = 0.5", "weight = 0.6"))))
    assert first == swapped
    assert first.digest != heavier.digest


def test_a_diff_lists_added_removed_and_changed_entries(tmp_path: Path, small_path: Path) -> None:
    text = SMALL.replace('  "war machine",\n', "").replace("weight = 0.5", "weight = 0.6")
    text = text.replace('"stand* firm"', '"stand* firm", "shore* up"')
    difference = diff_lexicons(load_lexicon(str(small_path)), load_lexicon(str(write(tmp_path, text))))
    assert difference.added == (("order", "shore* up"),)
    assert difference.removed == (("empire", "war machine"),)
    assert difference.changed == (("empire", "puppet*", "weight 0.5 -> 0.6"),)


def test_own_actor_lists_stand_beside_a_lexicon(tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    write(
        tmp_path / "actors",
        '[lists.martians]\nactors = [{ name = "Mars", forms = ["Martian"], case = ["Ares"] }]\n',
    )
    path = write(tmp_path, SMALL.replace("{us|us_ally}", "{martians}"))
    assert load_lexicon(str(path)).actors["martians"].exact == ("Ares",)


@pytest.mark.parametrize(
    ("actor", "message"),
    [
        ('{ forms = ["X"] }', "is no actor"),
        ('{ name = "Mars", forms = "Martian" }', "'forms' must be a list of texts"),
        ('{ name = "Mars", from = ["X"] }', "Did you mean 'forms'"),
    ],
)
def test_faulty_actor_lists_are_told_with_their_place(tmp_path: Path, actor: str, message: str) -> None:
    (tmp_path / "actors").mkdir()
    write(tmp_path / "actors", f"[lists.martians]\nactors = [{actor}]\n")
    path = write(tmp_path, SMALL.replace("{us|us_ally}", "{martians}"))
    with pytest.raises(LexiconError, match=message) as told:
        load_lexicon(str(path))
    assert "lists.martians.actors[0]" in str(told.value)


LEARNED = """
name = "mine-learned"
version = "1.0.0"
title = "Mine"
description = "Learned."
language = "en"

[poles.minus]
sign = -1
title = "minus"
letter = "M"

[poles.plus]
sign = 1
title = "plus"
letter = "P"

[calibration]
written = 1.0
learned = 1.0
arguing = 0.0
offset = 0.0
spread = 1.0

[frames.minus]
title = "minus"
pole = "minus"
definition = "Words of the minus side."
match = ["They squandered the money.", "It was squandered.", "Who squandered this?"]
miss = ["It rained.", "They left.", "Who came?"]
entries = [{ weight = 0.5, text = "squandered" }]
"""


@pytest.mark.parametrize(("line", "neutral"), [("", 0.0), ("neutral = 0.4\n", 0.4)])
def test_what_neutral_texts_weigh_may_be_left_out(line: str, neutral: float, tmp_path: Path) -> None:
    calibration = load_lexicon(str(write(tmp_path, LEARNED.replace("spread", f"{line}spread")))).calibration
    assert calibration is not None
    assert calibration.neutral == neutral


def test_a_calibration_lacks_nothing_else(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"calibration\.spread: must be a number"):
        load_lexicon(str(write(tmp_path, LEARNED.replace("spread = 1.0\n", ""))))
