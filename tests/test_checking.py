"""`framing lexicon check`: every fault at once; shipped lexicons have none and serve both poles alike."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from framing.analyses import analyze
from framing.checking import check_lexicon, own_words
from framing.documents import make_document
from framing.lexicons import Lexicon, load_lexicon, shipped_lexicons
from framing.lexicons.patterns import compile_pattern
from tests.conftest import SMALL


def faults_of(folder: Path, text: str, **options: Path) -> list[str]:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return [f"{fault.key}: {fault.message}" for fault in check_lexicon(path, **options)]


@pytest.mark.parametrize("name", sorted(shipped_lexicons()))
def test_every_shipped_lexicon_passes(name: str) -> None:
    assert [str(fault) for fault in check_lexicon(shipped_lexicons()[name])] == []


def test_the_small_lexicon_passes(small_path: Path) -> None:
    assert check_lexicon(small_path) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            '"war machine"',
            '"Puppet-Government"',
            "frames.empire.entries[3]: 'puppet government' is the same as frames.empire.entries[0]",
        ),
        (
            '"rules-based order"',
            '"war machine"',
            "frames.order.entries[0]: 'war machine' contradicts frames.empire.entries[3]",
        ),
        ('"war machine"', '"the*"', "frames.empire.entries[3]: 'the*' is too broad: it matches 'the'"),
        (
            '"war machine"',
            '"#"',
            "frames.empire.entries[3]: '#' has no word of its own",
        ),
        (
            'match = ["The puppet government fell."]',
            'match = ["The king fell."]',
            "frames.empire: the match example has no entry of the frame: The king fell.",
        ),
        (
            'miss = ["They placed an order."]',
            'miss = ["They stood, standing firm."]',
            "frames.order: the miss example is matched by 'stand* firm': They stood, standing firm.",
        ),
        (
            'miss = ["They placed an order."]\n',
            "",
            "frames.order: has no miss; every frame is defined and shown by examples",
        ),
    ],
)
def test_each_kind_of_fault(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in SMALL
    assert fault in faults_of(tmp_path, SMALL.replace(old, new, 1))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = SMALL.replace('"war machine"', '"w*"').replace("weight = 0.5", "weight = -1")
    assert len(faults_of(tmp_path, text)) == 2


def test_changed_entries_need_a_new_version(tmp_path: Path, small_path: Path) -> None:
    changed = SMALL.replace("weight = 0.5", "weight = 0.6")
    raised = changed.replace("1.0.0", "1.0.1")
    assert "version: is still 1.0.0" in faults_of(tmp_path, changed, against=small_path)[0]
    assert faults_of(tmp_path, raised, against=small_path) == []


def test_every_shipped_entry_matches_its_own_words(establishment: Lexicon) -> None:
    for frame, entry in establishment.entries:
        pattern = compile_pattern(entry.text, establishment.actors, entry.case)
        assert pattern.stands_in(own_words(entry, establishment), establishment.actors), (frame.name, entry)


@pytest.mark.parametrize(("name", "least"), [("establishment", 2500), ("left-right", 400)])
def test_both_poles_are_served_alike(name: str, least: int) -> None:
    lexicon = load_lexicon(name)
    frames = Counter(frame.pole for frame in lexicon.frames)
    entries = Counter(frame.pole for frame, _ in lexicon.entries)
    weight = Counter[str]()
    for frame, entry in lexicon.entries:
        weight[frame.pole] += entry.milli
    one, other = (pole.name for pole in lexicon.poles)
    assert frames[one] == frames[other] >= 8
    assert entries.total() >= least
    for counts in (entries, weight):
        assert 0.85 <= counts[one] / counts[other] <= 1.18


def test_the_example_sentences_of_a_frame_never_tag_the_other_side_more(establishment: Lexicon) -> None:
    wrong = []
    for frame in establishment.frames:
        pole = establishment.pole(frame.pole)
        assert pole
        tags = [tag for text in frame.match for tag in analyze(make_document(text), [establishment]).tags]
        balance = sum(tag.sign * tag.milli for tag in tags)
        if balance * pole.sign <= 0:
            wrong.append(frame.name)
    assert wrong == []
