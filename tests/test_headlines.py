"""Who speaks in the short forms of headlines."""

from __future__ import annotations

import pytest

from framing.claims import Claim, split_claims
from framing.documents.model import Block, Document


def headline(text: str, body: str = "") -> tuple[Document, Claim]:
    blocks = [Block(0, len(text), "headline")]
    if body:
        blocks.append(Block(len(text) + 2, len(text) + 2 + len(body), "paragraph"))
    document = Document(id="d", text=f"{text}\n\n{body}" if body else text, blocks=tuple(blocks))
    return document, split_claims(document)[0]


@pytest.mark.parametrize(
    ("text", "voice", "words", "speaker"),
    [
        ("Trump: Wall will be built", "indirect", "Wall will be built", "Trump"),
        ("Minister says tax will rise", "indirect", "tax will rise", "Minister"),
        ("Minister Says Tax Will Rise", "indirect", "Tax Will Rise", "Minister"),
        ("Tax Will Rise, Minister Says", "indirect", "Tax Will Rise", "Minister"),
        ("Tax to rise – minister", "indirect", "Tax to rise", "minister"),
        ("'We won't pay': rail union", "direct", "'We won't pay'", "rail union"),
        ("Police chief: no shots were fired", "indirect", "no shots were fired", "Police chief"),
    ],
)
def test_a_headline_tells_who_speaks(text: str, voice: str, words: str, speaker: str) -> None:
    _, claim = headline(text)
    (part,) = claim.reported
    assert part.speaker is not None
    assert (part.voice, text[part.start : part.end]) == (voice, words)
    assert text[part.speaker.start : part.speaker.end] == speaker
    assert claim.voice == "headline"
    assert claim.voice_at(part.start) == voice
    assert claim.voice_at(part.speaker.start) == "headline"


@pytest.mark.parametrize(
    "text",
    [
        "Gaza: ceasefire holds",
        "Ukraine war: drones hit the port",
        "Analysis: Why the tax will rise",
        "Brexit: What will happen next",
        "Storm hits coast – BBC News",
        "Tax rises in May",
    ],
)
def test_topics_labels_and_sites_are_no_speakers(text: str) -> None:
    assert headline(text)[1].reported == ()


def test_a_speaker_of_the_body_may_stand_before_a_colon() -> None:
    assert headline("Lindqvist: ferry late again")[1].reported == ()
    document, claim = headline("Lindqvist: ferry late again", "The ferry is late, Anna Lindqvist said.")
    assert [document.text[part.start : part.end] for part in claim.reported] == ["ferry late again"]
