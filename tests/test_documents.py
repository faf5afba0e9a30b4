"""What holds for every document: blocks cover the text, nothing is lost, line ends do not matter."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from framing.documents import Document, Metadata, make_document
from framing.documents.dates import read_date
from framing.documents.lines import split_lines
from framing.documents.text import tidy

PAGE_LINES = [
    "Talks resume in Geneva after a month",
    "By Ann Lee",
    "The Daily Echo, June 3, 2021",
    "The minister spoke on Friday.",
    "Both sides said that the talks would go on until a paper was signed by all of them in the spring.",
    "and nobody left the room before midnight.",
    "• a point",
    "***",
    "Read more: Ten things to know",
    "Share this article",
    "Facts",
    "Pro-establishment narrative",
    "[a link](#)",
    "![a picture](x.png)",
    "Ann Lee is a reporter at the Daily Echo.",
    "Image caption The hall where they met",
    "Added 06-01-20 - “Quoted.” -",
]
page = st.lists(
    st.sampled_from(PAGE_LINES) | st.text(st.characters(exclude_characters="\r"), max_size=40), max_size=12
)


def block_texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


@given(page)
def test_blocks_lie_in_order_and_cover_all_but_spaces(lines: list[str]) -> None:
    document = make_document("\n".join(lines))
    position = 0
    for block in document.blocks:
        assert position <= block.start < block.end
        assert not document.text[position : block.start].strip()
        position = block.end
    assert not document.text[position:].strip()


@given(page)
def test_a_block_has_single_spaces_and_composed_letters(lines: list[str]) -> None:
    for text in block_texts(make_document("\n".join(lines))):
        assert text == " ".join(text.split())
        assert unicodedata.is_normalized("NFC", text)
        assert not any(unicodedata.category(character) == "Cc" for character in text)


@given(page)
def test_every_line_is_kept_or_cut(lines: list[str]) -> None:
    """No letter is lost in silence: all words of the input are in the text or in a cut."""
    document = make_document("\n".join(lines))
    left = document.text + " ".join(cut.text for cut in document.receipt.cuts) + document.title
    pieces = [word for line in lines for word in tidy(line).split() if word.isalnum()]
    assert [word for word in pieces if word not in left] == []


@given(page, st.sampled_from(["\r\n", "\r", "\u2028", "\x0b"]))
def test_line_ends_of_any_kind_give_the_same_document(lines: list[str], end: str) -> None:
    assert make_document(end.join(lines)) == make_document("\n".join(lines))


@given(page)
def test_reading_the_cleaned_text_again_adds_no_block(lines: list[str]) -> None:
    """Lines cut for where they stood may let others be cut the second time; nothing new ever appears."""
    first = make_document("\n".join(lines))
    again = make_document(first.text, Metadata(title=first.title))
    remaining = iter(first.text.split())
    assert all(word in remaining for word in again.text.split())


@given(st.text())
@example("*\n-\n#")
@example("\ud800")
@example("•" * 50)
def test_text_without_page_furniture_is_a_fixed_point(text: str) -> None:
    first = make_document(text)
    assert make_document(first.text, Metadata(title=first.title)).text == first.text


def test_a_clean_article_is_a_fixed_point() -> None:
    first = make_document("\n\n".join(PAGE_LINES[:5]))
    again = make_document(first.text, Metadata(first.id, first.source, first.title, first.author, first.published))
    assert (again.text, again.blocks) == (first.text, first.blocks)
    assert again.receipt.cuts == ()


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "\x00\x01"])
def test_nothing_makes_an_empty_document(text: str) -> None:
    document = make_document(text)
    assert (document.text, document.blocks) == ("", ())


def test_an_id_is_made_of_the_text_and_of_nothing_else() -> None:
    one = make_document("The minister spoke.\n")
    assert one.id == make_document("\r\nThe minister   spoke.", Metadata(source="A")).id
    assert one.id != make_document("The minister spoke!").id
    assert len(one.id) == 16
    assert make_document("x", Metadata(id="mine")).id == "mine"


def test_invisible_characters_are_gone_and_letters_composed() -> None:
    document = make_document("Gua\u00adido\u0301\u200b said\u00a0so\t twice.\x07")
    assert document.text == "Guaidó said so twice."


def test_one_line_a_sentence_and_blank_lines_give_the_same_paragraphs() -> None:
    sentences = ["The minister spoke at noon.", "Nobody answered him.", "He left by the back door."]
    assert make_document("\n".join(sentences)).text == make_document("\n\n".join(sentences)).text


def test_hard_wrapped_paragraphs_are_put_together() -> None:
    wrapped = (
        "The minister said on Friday that the talks in the capital would go on\n"
        "for at least another week, and that both sides had agreed to leave the\n"
        "hardest questions to the end.\n\n"
        "His counterpart was less sure of that. She told reporters in the lobby\n"
        "that nothing had been agreed so far, and that her delegation would not\n"
        "stay beyond the weekend.\n"
    )
    lines = split_lines(wrapped)
    assert [line.number for line in lines] == [1, 5]
    assert lines[0].text.endswith("leave the hardest questions to the end.")


def test_short_lines_of_a_list_are_not_put_together() -> None:
    assert len(split_lines("Apples\nPears\nPlums\nQuinces\nMedlars\n")) == 5


class TestBrokenSentences:
    def test_a_sentence_broken_by_a_page_is_joined_and_told(self) -> None:
        document = make_document(
            "The coup forced the exile of many thousands\n\nof teachers and clerks.\n\nIt failed."
        )
        assert block_texts(document) == [
            "The coup forced the exile of many thousands of teachers and clerks.",
            "It failed.",
        ]
        assert document.receipt.joined == ("lines 1 and 3: … exile of many thousands | of teachers and clerks. …",)

    def test_furniture_in_the_gap_is_cut_first(self) -> None:
        document = make_document("The coup forced the exile of many\n\nAdvertisement\n\nthousands of clerks.")
        assert document.text == "The coup forced the exile of many thousands of clerks."

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("The coup forced the exile of thousands.", "of teachers it said nothing at all."),
            ("Here is what the paper asks for:", "an end to the talks before the spring comes."),
            ("The coup forced the exile of thousands", "Of teachers it said nothing at all."),
            ("The general on the long war —", "michael spoke of it to our reporter again."),
            ("We will never give in (@general) March 15, 2017", "if you have any news, write to us."),
            ("See what the general wrote last week", "https://example.org/general-letter for all of it."),
        ],
    )
    def test_other_neighbours_stay_apart(self, first: str, second: str) -> None:
        assert block_texts(make_document(f"Nothing.\n\n{first}\n\n{second}")) == ["Nothing.", first, second]

    def test_many_pieces_make_one_sentence(self) -> None:
        document = make_document("The long march of the clerks\n\nwent on and on and on\n\nuntil they came home.")
        assert document.text == "The long march of the clerks went on and on and on until they came home."


class TestBlocks:
    def test_bullets_lose_their_signs(self) -> None:
        document = make_document(
            "  • One point is made.\n  - Another is made.\n  * A third.\n  – A fourth.\n• • A fifth."
        )
        assert {block.kind for block in document.blocks} == {"bullet"}
        assert document.text.startswith("One point is made.\n\nAnother is made.")

    def test_citations_stay(self) -> None:
        assert make_document("• They met on Tuesday.[1]").text == "They met on Tuesday.[1]"

    def test_a_short_line_between_paragraphs_is_a_heading(self) -> None:
        body = "The minister spoke for an hour at noon and then left the hall without any answer."
        document = make_document(f"{body}\n\nWhat the paper says\n\n{body}")
        assert [block.kind for block in document.blocks] == ["paragraph", "heading", "paragraph"]

    def test_a_caption_is_kept_as_a_caption(self) -> None:
        document = make_document(
            "They met.\n\nThe minister (C-R) waves to the crowd on 2 May 2019\n\nNobody answered."
        )
        assert [block.kind for block in document.blocks] == ["paragraph", "caption", "paragraph"]

    def test_turns_of_speech_make_a_transcript(self) -> None:
        talk = "\n".join(f"{name}: We will see about that." for name in ["ANN LEE", "BOB RAY"] * 4)
        assert make_document(talk).kind == "transcript"

    def test_a_list_of_names_is_no_transcript(self) -> None:
        names = ["Austria", "Brazil", "China", "Denmark", "Egypt", "France", "Greece"]
        assert make_document("\n".join(f"{name}: no answer yet." for name in names)).kind == "article"


class TestStoryPages:
    PAGE = (
        "Ministers meet\n\n• They met on Monday.[1]\n• They parted on Tuesday.[2]\n\n"
        "Establishment-critical narrative\n\nThe talks were a show.\n\n"
        "Pro-establishment narrative\n\nThe talks were overdue."
    )

    def test_sections_follow_their_labels(self) -> None:
        document = make_document(self.PAGE)
        assert document.kind == "story page"
        assert [(block.kind, block.section) for block in document.blocks[1:]] == [
            ("bullet", "Facts"),
            ("bullet", "Facts"),
            ("label", "Establishment-critical narrative"),
            ("paragraph", "Establishment-critical narrative"),
            ("label", "Pro-establishment narrative"),
            ("paragraph", "Pro-establishment narrative"),
        ]

    def test_bullets_without_a_narrative_below_are_no_facts_section(self) -> None:
        document = make_document("Ministers meet\n\n• They met on Monday.\n• They parted on Tuesday.")
        assert {block.section for block in document.blocks} == {""}

    def test_a_heading_that_could_be_a_label_makes_no_story_page(self) -> None:
        body = "The minister spoke for an hour at noon and then left the hall without any answer."
        document = make_document(f"{body}\n\nReaction\n\n{body}\n\nBackground\n\n{body}")
        assert document.kind == "article"
        assert [block.kind for block in document.blocks if len(document.text[block.start : block.end]) < 20] == [
            "heading",
            "heading",
        ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("June 24, 2022", "2022-06-24"),
        ("Sept. 3rd, 2021", "2021-09-03"),
        ("Monday, 3 May 2021", "2021-05-03"),
        ("2021-05-03T10:00:00Z", "2021-05-03"),
        ("20210503", "2021-05-03"),
        ("2021/5/3", "2021-05-03"),
        ("24/12/2020", "2020-12-24"),
        ("12/24/20", "2020-12-24"),
        ("06-01-20 06:34:03pm EST", "2020-06-01"),
        ("5/5/2020", "2020-05-05"),
        ("03/04/2021", ""),
        ("19-03-04", ""),
        ("25-12-23", ""),
        ("99-12-31", "1999-12-31"),
        ("31.12.99", "1999-12-31"),
        ("03/19/04", "2004-03-19"),
        ("19-03-2004", "2004-03-19"),
        ("May 2021", "2021-05"),
        ("2021", "2021"),
        ("31 February 2021", ""),
        ("yesterday", ""),
    ],
)
def test_dates_are_read_only_when_sure(written: str, read: str) -> None:
    assert read_date(written) == read
