"""Learned weights: found in one pass, exactly where the matcher of written entries would find them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from framing.claims import split_claims
from framing.documents import make_document
from framing.lexicons import Lexicon
from framing.lexicons.model import Calibration, Entry, Frame, Pole
from framing.matching import Matcher
from framing.weights import weigh_claims

PHRASES = {
    "pro": ["the rules", "rules", "must stand", "alli*", "our alli* must", "don't"],
    "critical": ["rules", "they", "same old", "same old lie*", "lie*", "who pays"],
    "": ["said", "said on", "on"],
}
WORDS = st.sampled_from(
    [*PHRASES["pro"], *PHRASES["critical"], "The rules'", "ruless", "ally", "allied’s", "our allies", "lies", "paid",
     "don’t", "x-rules", "same-old", "—", ",", ".", "\n\n", "Lima", "3", "said", "on"]
)  # fmt: skip


POLES = (Pole("critical", -1, "critical side", "C"), Pole("pro", 1, "pro side", "P"))
LEARNED = Lexicon(
    name="small-learned",
    version="1.0.0",
    title="Learned",
    description="",
    poles=POLES,
    frames=tuple(
        Frame(f"f{number}", "F", pole, "", (), (), tuple(Entry(text, len(text) / 10) for text in texts))
        for number, (pole, texts) in enumerate(PHRASES.items())
    ),
    actors={},
    digest="scanner-test",
    calibration=Calibration(1.0, 1.0, 1.0, 0.0, 1.0),
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_the_scanner_finds_what_the_matcher_finds(text: str) -> None:
    document = make_document(text)
    claims = split_claims(document)
    matcher = Matcher([LEARNED])
    matched = {
        (hit.claim, hit.start, hit.end, matcher.rules[hit.rule].frame.name, matcher.rules[hit.rule].entry.text)
        for hit in matcher.find(document, claims)
    }
    weighed = weigh_claims(document, claims, [LEARNED])
    assert {(tag.claim, tag.start, tag.end, tag.frame, tag.entry) for tag in weighed} == matched
    assert len(weighed) == len(matched)
