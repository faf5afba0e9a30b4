"""Small comparisons for the report tests: plain ones, hostile ones, one without an axis."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from framing.analyses import analyze
from framing.comparisons import Comparison, Grouping, compare
from framing.documents import Document, Metadata, make_document
from framing.documents.model import Cut, Finding, Receipt, Rejected
from framing.lexicons.model import Calibration, Entry, Frame, Lexicon, Pole

HOSTILE = "<script>alert('x')</script>"


def frame(name: str, title: str, pole: str, *entries: str) -> Frame:
    return Frame(name, title, pole, f"About {title.lower()}.", (), (), tuple(Entry(entry) for entry in entries))


AXIS = Lexicon(
    name="harbour",
    version="1.0.0",
    title="Harbour framing",
    description="",
    poles=(Pole("anti-port", -1, "against the port", "A"), Pole("port", 1, "for the port", "F")),
    frames=(
        frame("land-grab", "Land grab", "anti-port", "land grab", "stolen shore", "port barons"),
        frame("progress", "Progress", "port", "engine of growth", "gateway to the world", "vital hub"),
    ),
    actors={},
    digest="0123456789abcdef",
)
FURY = frame("fury", "Fury", "", "furious", "outrage")
PLAIN = Lexicon("anger", "1.0.0", "Angry words", "", (), (FURY,), {}, "fedcba9876543210")

AGAINST = """The port barons are back. This land grab ruins the bay.

Fishers call the plan a stolen shore. “It is a land grab,” said Mara Lind, a fisher. Residents were furious.

It is not a land grab, the mayor said. The so-called “vital hub” stands empty. Another land grab will follow."""
IN_FAVOUR = """The new terminal is an engine of growth. It opens a gateway to the world.

The vital hub brings work, the minister said. Every region needs an engine of growth. It is a vital hub."""
SHORT = "The council meets on Monday. Officials said the terminal was a vital hub."


def document(name: str, source: str, title: str, text: str) -> Document:
    return make_document(text, Metadata(id=name, source=source, title=title, url="https://example.org/a"))


@cache
def sample(by: Grouping = "source") -> Comparison:
    documents = (
        document("d1", "Bay Courier", "Port barons strike again", AGAINST),
        document("d2", "Harbour Post", "A gateway to the world opens", IN_FAVOUR),
        document("d3", "Town Gazette", "Council to meet", SHORT),
    )
    analyses = [analyze(one, (AXIS, PLAIN)) for one in documents]
    return compare(analyses, (AXIS, PLAIN), by=by, rejected=[Rejected("scan.pdf", "is a PDF file")])


@cache
def with_learned_words() -> Comparison:
    """The same axis with learned words beside the written entries."""
    weights = ("anti-port", ("ruins the", "fishers", "back", "empty")), ("port", ("brings", "region*", "work"))
    frames = [Frame(pole, pole, pole, "", (), (), tuple(Entry(word) for word in words)) for pole, words in weights]
    frames.append(Frame("arguing", "arguing", "", "", (), (), (Entry("needs"), Entry("plan"))))
    calibration = Calibration(written=3.0, learned=0.5, arguing=2.0, offset=1.0, spread=1.0)
    learned = replace(AXIS, name="harbour-learned", frames=tuple(frames), digest="learned", calibration=calibration)
    axis = replace(AXIS, digest="both", learned=learned)
    documents = (
        document("d1", "Bay Courier", "Port barons strike again", AGAINST),
        document("d2", "Harbour Post", "A gateway to the world opens", IN_FAVOUR),
        document("d3", "Town Gazette", "Council to meet", SHORT),
    )
    return compare([analyze(one, (axis, PLAIN)) for one in documents], (axis, PLAIN))


@cache
def without_axis() -> Comparison:
    return compare([analyze(document("d1", "Bay Courier", "", AGAINST), (PLAIN,))], (PLAIN,))


@cache
def hostile() -> Comparison:
    """The same text, with markup wherever a document can bring text of its own."""
    text = f"{AGAINST}\n\n{HOSTILE} & <b>bold</b> land grab | *star* _under_ [x](javascript:y)."
    receipt = Receipt(
        cuts=(Cut("share", HOSTILE, 3),),
        joined=(HOSTILE,),
        found=(Finding("source", HOSTILE, HOSTILE),),
        notes=(HOSTILE,),
    )
    made = make_document(text, Metadata(id="d1", source=HOSTILE, title=f"{HOSTILE} title", author=HOSTILE))
    made = replace(made, url=f"javascript:{HOSTILE}", origin=HOSTILE, published=HOSTILE, receipt=receipt)
    said = make_document(f"“It is a land grab,” said Anna {HOSTILE} Berg.", Metadata(id=HOSTILE, source="B"))
    analyses = [analyze(one, (AXIS, PLAIN)) for one in (made, said)]
    return compare(analyses, (AXIS, PLAIN), rejected=[Rejected(HOSTILE, HOSTILE)])
