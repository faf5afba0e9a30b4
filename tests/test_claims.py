"""What holds of the claims of any document, and the kinds of claims."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.claims import Claim, split_claims
from framing.documents import make_document
from framing.documents.model import Block, BlockKind, Document, Span

PIECES = st.sampled_from(
    [
        "The minister", "said", "that", "the war was over", "and", "but", "he", "“", "”", '"', "‘", "’", "'", ",",
        ".", "?", "…", ";", ":", "according to", "U.S.", "Gen. Musa", "claims", "was accused of", "who", "(",
        ")", "—", "\n", "\n\n", "[1]", "so-called", "in a statement", "on Tuesday", "İ", "ﬁ", "\u200b", "👩‍👩‍👧",
        "戦争。",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=50).map(" ".join))
KINDS: tuple[BlockKind, ...] = ("headline", "heading", "label", "paragraph", "bullet", "caption")


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of any paragraphs, each a block of any kind."""
    blocks: list[Block] = []
    text = ""
    for paragraph in draw(st.lists(TEXTS, max_size=6)):
        if paragraph.strip():
            start = len(text) + (2 if text else 0)
            text += ("\n\n" if text else "") + paragraph
            kind = draw(st.sampled_from(KINDS))
            blocks.append(Block(start, len(text), kind, draw(st.sampled_from(["", "Facts"]))))
    return Document(id="d", text=text, blocks=tuple(blocks))


def paragraph(text: str, kind: BlockKind = "paragraph", section: str = "") -> Document:
    return Document(id="d", text=text, blocks=(Block(0, len(text), kind, section),))


@given(documents())
def test_claims_cover_all_ink_in_order_without_overlap(document: Document) -> None:
    found = split_claims(document)
    assert [claim.number for claim in found] == list(range(len(found)))
    places = [place for claim in found for place in (claim.start, claim.end)]
    assert places == sorted(places)
    covered = "".join(document.text[claim.start : claim.end] for claim in found)
    assert "".join(covered.split()) == "".join(document.text.split())
    assert all(document.text[claim.start : claim.end].strip() for claim in found)


@given(documents())
def test_a_claim_stands_in_one_block_and_has_its_section(document: Document) -> None:
    for claim in split_claims(document):
        (home,) = [block for block in document.blocks if block.start <= claim.start and claim.end <= block.end]
        assert claim.section == home.section
        assert (claim.voice == "headline") == (home.kind in {"headline", "heading"})


@given(documents())
def test_every_span_lies_where_it_belongs(document: Document) -> None:
    for claim in split_claims(document):
        reported = [(part.start, part.end) for part in claim.reported]
        inner = sorted(reported + [(span.start, span.end) for span in claim.scare])
        assert all(claim.start <= start < end <= claim.end for start, end in inner)
        ends = [place for part in inner for place in part]
        assert ends == sorted(ends)
        named: list[Span | None] = [claim.speaker, claim.cue, *(part.speaker for part in claim.reported)]
        assert all(0 <= span.start < span.end <= len(document.text) for span in named if span)


@given(documents())
def test_a_claim_has_the_speaker_of_its_longest_reported_part(document: Document) -> None:
    for claim in split_claims(document):
        longest = max(claim.reported, key=lambda part: part.end - part.start, default=None)
        assert claim.speaker == (longest.speaker if longest else None)
        assert claim.stance == (longest.stance if longest else "")


@given(TEXTS)
def test_a_document_without_blocks_is_one_paragraph(text: str) -> None:
    bare, whole = Document(id="d", text=text), Document(id="d", text=text, blocks=(Block(0, len(text), "paragraph"),))
    assert split_claims(bare) == split_claims(whole)


@given(st.lists(PIECES, max_size=40).map(" ".join), st.sampled_from(["\r\n", "\r"]))
def test_line_endings_change_nothing(text: str, ending: str) -> None:
    plain, other = make_document(text), make_document(text.replace("\n", ending))
    assert [claim.start for claim in split_claims(plain)] == [claim.start for claim in split_claims(other)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The army took the city.", "assertion"),
        ("Will the army take the city?", "question"),
        ("“Will they come?”", "question"),
        ("“They will not come back, and nobody is waiting.”", "prediction"),
        ("“They came at night and burned the barns.”", "quotation"),
        ("Parliament must act before the spring.", "directive"),
        ("The court should void the law.", "directive"),
        ("The party will lose the vote in May.", "prediction"),
        ("The bank is expected to raise rates.", "prediction"),
        ("The raid was wrong.", "opinion"),
        ("The law that must be passed by May has stalled.", "assertion"),
        ("The firm, which will close in May, made a profit.", "assertion"),
        ("The Goodwill of the state is gone.", "assertion"),
    ],
)
def test_kinds_follow_plain_cues(text: str, kind: str) -> None:
    assert [claim.kind for claim in split_claims(paragraph(text))] == [kind]


@pytest.mark.parametrize("kind", ["headline", "heading", "label", "caption"])
def test_the_kind_of_a_block_is_the_kind_of_its_claims(kind: BlockKind) -> None:
    (claim,) = split_claims(paragraph("Will the war end", kind))
    assert claim.kind == kind


def test_a_headline_keeps_its_voice_and_shows_who_is_quoted() -> None:
    (claim,) = split_claims(paragraph("Harlow calls inquiry “a witch hunt”", "headline"))
    assert claim.voice == "headline"
    assert [part.voice for part in claim.reported] == ["direct"]
    assert claim.speaker == Span(0, 6)


def test_bullets_are_read_like_paragraphs() -> None:
    first, second = split_claims(paragraph("The army left, and the rebels came back.", "bullet", "Facts"))
    assert (first.kind, second.kind, second.section) == ("assertion", "assertion", "Facts")


@pytest.mark.parametrize(
    "unit", ["“a ", "‘a ", '"', "he said that ", "said in the ", "and, ", ", and he had ", "the ", "U.S. "]
)
def test_long_paragraphs_without_sentences_are_split_at_once(unit: str) -> None:
    document = paragraph((unit * 20_000).strip())
    found = split_claims(document)
    assert (found[0].start, found[-1].end) == (0, len(document.text))


def test_the_same_document_gives_the_same_claims() -> None:
    document = paragraph("“We won,” he said. The so-called “experts” left, and nobody came.")
    first: tuple[Claim, ...] = split_claims(document)
    assert first == split_claims(document)
