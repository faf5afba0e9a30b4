"""Learning: planted words are found again with their side; names and single stories teach nothing."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from framing.analyses import analyze
from framing.claims.model import VOICES
from framing.documents import make_document
from framing.errors import FramingError
from framing.labelled import Columns, LabelledTexts, labels_of, read_labelled
from framing.learning import fold_groups, learn_lexicon
from framing.lexicons import Lexicon
from framing.scores import score
from framing.vocabulary import build_vocabulary

TOPICS = ["harbour", "railway", "library", "hospital", "stadium", "market", "airport", "theatre"]
PLANTED = {"critical": ["squandered", "a cosy deal"], "pro": ["prudently", "a fair process"], "facts": ["on Monday"]}


def rows(stories: int) -> list[dict[str, str]]:
    """Stories whose sides differ in nothing but the planted words, each among words both sides use."""
    source, made = random.Random(3), []
    for number in range(stories):
        topic = TOPICS[number % len(TOPICS)]
        for label, words in PLANTED.items():
            filler = source.sample(["town", "council", "plan", "money", "street", "letter", "choir", "winter"], 4)
            text = f"The {topic} of Lindau was {words[0]} handled by the {filler[0]} and the {filler[1]}. "
            text += f"There the {filler[2]} saw {words[-1]} over the {filler[3]} for a year or so."
            made.append({"story": f"{topic} {number}", "label": label, "text": text})
    return made


def write(path: Path, made: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in made), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory, small: Lexicon) -> LabelledTexts:
    return read_labelled(write(tmp_path_factory.mktemp("l") / "t.jsonl", rows(40)), labels_of(small))


@pytest.fixture(scope="module")
def learned(texts: LabelledTexts, small: Lexicon) -> Lexicon:
    return learn_lexicon(texts, small)


def test_planted_words_are_learned_with_their_side(learned: Lexicon) -> None:
    best = {frame.name: {entry.text for entry in frame.entries[:4]} for frame in learned.frames}
    assert "squandered" in " ".join(best["critical"])
    assert "prudently" in " ".join(best["pro"])
    assert all("on" in phrase.split() for phrase in best["reporting"])
    words = {word for frame in learned.frames for entry in frame.entries for word in entry.text.split()}
    assert not words & {"lindau", *TOPICS}


def test_new_texts_are_placed_by_what_was_learned(learned: Lexicon, small: Lexicon) -> None:
    axis = replace(small, learned=learned)
    text = "The bridge was {} handled, people in the valley say, and everyone in it saw {} over the whole of a year."
    stands = {}
    for label, words in PLANTED.items():
        analysis = analyze(make_document(text.format(words[0], words[-1])), [axis])
        stands[label] = score(analysis.evidence(axis, VOICES), axis)
    assert stands["critical"].lean < 0 < stands["pro"].lean
    assert (stands["facts"].arguing or 0) < min(stands["pro"].arguing or 0, stands["critical"].arguing or 0)


def test_words_that_neutral_texts_share_with_one_side_make_them_lean_to_none(tmp_path: Path, small: Lexicon) -> None:
    made = [
        {**row, "text": row["text"].replace("on Monday", "prudently")} if row["label"] == "facts" else row
        for row in rows(40)
    ]
    texts = read_labelled(write(tmp_path / "t.jsonl", made), labels_of(small))
    learned = learn_lexicon(texts, small)
    axis = replace(small, learned=learned)
    assert learned.calibration is not None
    assert learned.calibration.neutral > 0.1
    leans = [
        score(analyze(make_document(row["text"]), [axis]).evidence(axis, VOICES), axis).lean
        for row in made
        if row["label"] == "facts"
    ]
    assert abs(sum(leans) / len(leans)) < learned.calibration.neutral * learned.calibration.learned / 2


def test_learning_twice_gives_the_same_lexicon(texts: LabelledTexts, learned: Lexicon, small: Lexicon) -> None:
    again = learn_lexicon(replace(texts, texts=texts.texts), small)
    assert again.frames == learned.frames
    assert again.calibration == learned.calibration


def test_groups_are_never_split(texts: LabelledTexts) -> None:
    parts: dict[str, set[int]] = {}
    for one, part in zip(texts.texts, fold_groups(texts.texts), strict=True):
        parts.setdefault(one.group, set()).add(part)
    assert all(len(found) == 1 for found in parts.values())
    assert len(set.union(*parts.values())) == 5


def test_a_phrase_of_one_story_is_no_vocabulary() -> None:
    texts = ["the red harbour fell"] * 9 + ["the red wall fell"] * 9
    vocabulary = build_vocabulary(texts, ["one"] * 9 + [str(n) for n in range(9)])
    assert "harbour" not in vocabulary.phrases
    assert {"wall", "red wall fell", "the red"} <= set(vocabulary.phrases)


def test_rows_of_other_labels_are_left_out_and_counted(tmp_path: Path, small: Lexicon) -> None:
    made = [
        *rows(2),
        {"story": "x", "label": "cynical", "text": "Whatever."},
        {"story": "x", "label": "pro", "text": ""},
    ]
    found = read_labelled(write(tmp_path / "t.jsonl", made), labels_of(small))
    assert (len(found.texts), dict(found.left_out)) == (6, {"cynical": 1, "no text": 1})


@pytest.mark.parametrize(
    ("made", "columns", "message"),
    [
        ([{"story": "a", "label": "left", "text": "x"}], Columns(), "no text with the label"),
        (rows(1), Columns(text="body"), "no column 'body'"),
    ],
    ids=["labels", "column"],
)
def test_unusable_tables_say_what_is_missing(
    made: list[dict[str, str]], columns: Columns, message: str, tmp_path: Path, small: Lexicon
) -> None:
    with pytest.raises(FramingError, match=message):
        read_labelled(write(tmp_path / "t.jsonl", made), labels_of(small), columns)
