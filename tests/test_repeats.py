"""An article pasted twice is read once; refrains, short lines and sentences said again stay."""

from __future__ import annotations

import pytest

from framing.documents import Document, make_document

PARAGRAPHS = [
    "The harbour committee met on Tuesday and agreed that the new timetable of the ferry would start in the spring.",
    "Residents told the council that they had waited for a decision since the bridge was closed to cars in autumn.",
    "“Nobody will lose a place on the boat,” the mayor said, and she promised that all fares would stay as they are.",
    "A spokesman for the pilots called the plan a beginning, but he doubted that two boats would do in a winter.",
]
SONG = ["Row, row, row the boat", "Gently down the stream", "Merrily, merrily"]
ARTICLE = "\n\n".join(PARAGRAPHS)
HEAD = "Ferry to sail more often\n\nBy Ann Lee"


def repeated(document: Document) -> list[str]:
    return [cut.text for cut in document.receipt.cuts if cut.kind == "repeated text"]


@pytest.mark.parametrize("between", ["\n\n", "\n\n* * *\n\n", "\n\nShare this article\n\n"])
def test_an_article_pasted_twice_is_read_once(between: str) -> None:
    once = make_document(f"{HEAD}\n\n{ARTICLE}")
    twice = make_document(f"{HEAD}\n\n{ARTICLE}{between}{HEAD}\n\n{ARTICLE}")
    assert (twice.text, twice.title, twice.author) == (once.text, once.title, once.author)
    assert repeated(twice) == ["Ferry to sail more often", *PARAGRAPHS]
    assert twice.receipt.notes == ("5 paragraphs stand in the text twice: the second copy is left out",)
    assert repeated(once) == []
    assert once.receipt.notes == ()


def test_quotation_marks_and_letters_may_differ() -> None:
    other = ARTICLE.replace("“", '"').replace("”", '"')
    assert len(repeated(make_document(f"{ARTICLE}\n\n{other}"))) == len(PARAGRAPHS)


def test_a_run_within_another_text_is_left_out() -> None:
    other = "The shop by the quay sells bread, rope and lamps, and its owner hopes that the boats bring more guests."
    document = make_document("\n\n".join([*PARAGRAPHS, other, *PARAGRAPHS[1:], other.replace("bread", "tea")]))
    assert repeated(document) == PARAGRAPHS[1:]
    assert document.text.count(PARAGRAPHS[1]) == 1
    assert "tea" in document.text


def test_three_copies_are_read_once() -> None:
    assert make_document("\n\n".join([ARTICLE] * 3)).text == make_document(ARTICLE).text


def test_one_long_paragraph_is_left_out() -> None:
    long = " ".join(PARAGRAPHS[:3])
    document = make_document("\n\n".join([long, PARAGRAPHS[3], long]))
    assert repeated(document) == [long]
    assert document.receipt.notes == ("1 paragraph stands in the text twice: the second copy is left out",)


@pytest.mark.parametrize(
    "lines",
    [
        [PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[0]],
        [PARAGRAPHS[0]] * 6,
        [*SONG, PARAGRAPHS[0], *SONG, PARAGRAPHS[1]],
        [*PARAGRAPHS, *(line.replace("the", "a") for line in PARAGRAPHS)],
    ],
    ids=["a sentence said again", "a refrain", "a song", "an edited copy"],
)
def test_less_than_a_copy_stays(lines: list[str]) -> None:
    document = make_document("\n\n".join(lines))
    assert repeated(document) == []
    assert document.receipt.notes == ()
