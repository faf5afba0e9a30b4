"""Entries of the establishment lexicon that keep silent on ordinary text, and still speak where the frame does."""

from __future__ import annotations

import pytest

from framing import Metadata, analyze, load_lexicons, make_document


def tagged(sentence: str) -> set[tuple[str, str]]:
    """Return frame and words of what is found in a sentence, without relations."""
    analysis = analyze(make_document(sentence, Metadata(source="X")), load_lexicons(["establishment"]))
    return {(tag.frame, analysis.text(tag).lower()) for tag in analysis.tags if "…" not in tag.entry}


SILENT = [
    ("The verdict sent shock waves through parliament.", "ruled-without-consent", "waves through"),
    ("The jury weighed evidence based on phone records.", "trusted-expertise-and-institutions", "evidence based"),
    ("My grandmother never asked for so much sugar.", "ruled-without-consent", "never asked"),
    ("There is no real reason to repaint the boat.", "laid-bare", "real reason"),
    ("The coach called for swift action on the broken floodlights.", "steady-central-bank", "swift action"),
    ("I know a lot of doctors and nurses who cycle.", "public-health-and-science", "doctors and nurses who"),
    ("The Defense Department so-called sprint week begins.", "double-standards-and-pretexts", "so-called"),
    ("The NSA leaker flew to Hong Kong.", "deep-state", "nsa leaker"),
    ("Trump opened hotels in the Empire State.", "empire-and-hegemony", "empire"),
    ("He lied to his wife about the car.", "laid-bare", "lied to"),
    ("The neighbour, who asked not to be named, saw smoke.", "ruled-without-consent", "who asked"),
    ("Librarians need quiet to do our jobs.", "working-people-pay", "our jobs"),
    ("Members of the powerful rules committee met.", "rigged-for-the-rich", "the powerful"),
    ("He wears jeans like the rest of us.", "rigged-for-the-rich", "the rest of us"),
    ("The Obama leadership team moved offices.", "allies-and-unity", "obama leadership"),
    ("A donor to Americans for Prosperity spoke.", "open-markets-and-growth", "prosperity"),
    ("The gun lobby speaks of law-abiding hunters.", "law-and-order", "law-abiding"),
    ("The actor left Law and Order: SVU.", "law-and-order", "law and order"),
    ("The marshal had to restore order in the gallery.", "law-and-order", "restore order"),
    ("The Committee for a Responsible Federal Budget wrote.", "responsible-progress", "a responsible"),
    ("Ana Ruiz led the way after two laps.", "responsible-transition", "led the way"),
    ("Fans have every right to sing.", "firmness-duty-unity", "every right to"),
    ("Guests hoped for an orderly queue.", "freedom-and-human-rights", "orderly"),
    ("Activists who live nearby brought soup.", "critics-answered", "activists who"),
    ("It was a reporter of the Hong Kong Free Press.", "defend-democracy", "free press"),
]

SPEAKING = [
    ("The regulator waves through every merger it is shown.", "ruled-without-consent", "waves through"),
    ("It was evidence-based policy.", "trusted-expertise-and-institutions", "evidence-based"),
    (
        "The villagers never asked for this.",
        "ruled-without-consent",
        "never asked for this",
    ),
    ("The real reason was oil.", "laid-bare", "real reason"),
    ("Thanks to the regulator's swift action depositors kept their savings.", "steady-central-bank", "swift action"),
    ("We owe it to the doctors and nurses who saved us.", "public-health-and-science", "doctors and nurses who"),
    ("Washington runs an empire with military bases.", "empire-and-hegemony", "empire"),
    ("The public was lied to.", "laid-bare", "lied to"),
    ("They are sending our jobs overseas.", "working-people-pay", "our jobs"),
    ("The rich dodge tax and the rest of us pay.", "rigged-for-the-rich", "the rest of us"),
    ("American leadership keeps the world at peace.", "allies-and-unity", "american leadership"),
    ("Law-abiding residents want the riots to end.", "law-and-order", "law-abiding"),
    ("Police were sent to restore order in the city.", "law-and-order", "restore order"),
    ("Vietnam can lead the way in clean energy.", "responsible-transition", "lead the way"),
    ("The country has every right to defend its borders.", "firmness-duty-unity", "every right to"),
]


@pytest.mark.parametrize(("sentence", "frame", "words"), SILENT)
def test_ordinary_text_is_not_tagged(sentence: str, frame: str, words: str) -> None:
    assert (frame, words) not in tagged(sentence)


@pytest.mark.parametrize(("sentence", "frame", "words"), SPEAKING)
def test_the_frame_is_still_found(sentence: str, frame: str, words: str) -> None:
    assert (frame, words) in tagged(sentence)
