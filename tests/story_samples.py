"""One invented story told by four sources, with facts put together by hand; and one with hostile text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from framing.analyses import Analysis, analyze
from framing.comparisons import Comparison, Grouping, compare
from framing.coverage import Cell, Coverage, Difference, Doubt, Fact, Share, Telling
from framing.documents import Document, Metadata, make_document
from framing.documents.model import Span
from framing.marks import mark_claims
from framing.namings import NameUse, Naming
from framing.profiles import Quote
from tests.report_samples import AXIS, HOSTILE, PLAIN

COURIER = """Port barons get their land grab as protesters are locked out
The city council approved the Northline terminal late on Monday after a debate of nine hours.

The stolen shore will cost taxpayers 2.8 billion crowns, and the port barons pay none of it. Forty people were \
detained outside the hall. Families were told to leave their homes by June.

“It is a land grab and nothing else,” said Mara Lind, who fishes in the bay. The fishers will take the city to \
court, their union said. Northline never paid for the cleaning of the bay after the spill of 2019.

Residents were furious. No councillor spoke to them."""

POST = """Council opens a gateway to the world
Councillors voted 14 to 9 on Monday to approve the Northline terminal, a vital hub for the whole coast.

The engine of growth will cost 2.3 billion crowns. Mayor Ana Ruiz said it would bring 3,000 jobs to the city. \
Police arrested 40 protesters who had blocked the hall.

“Every region needs an engine of growth,” said Ruiz. Northline paid for the cleaning of the bay after a spill in \
2019, a spokesman said."""

POST_OPINION = """The bay cannot wait
The terminal is a vital hub, and those who fish beside it will gain most.

Ships that now turn away will stay. Jobs, 3,000 of them, will follow."""

GAZETTE = """Terminal approved, families to move
The council has approved the terminal, by 14 votes to 8.

Families on Shore Street must leave their homes by June. The terminal will cost 2.3 billion crowns, the city says.

Mayor Ana Ruiz promised 3,000 jobs. The fishers’ union said it would go to court against the city."""

WIRE = """Council approves terminal
The council approved the terminal on Monday by 14 votes to 9.

It will cost 2.3 billion crowns. The mayor said that 3,000 jobs would come. About 40 people were arrested."""


def _document(name: str, source: str, published: str, text: str) -> Document:
    title, _, body = text.partition("\n")
    address = f"https://example.org/{name}"
    return make_document(body, Metadata(id=name, source=source, title=title, published=published, url=address))


DOCUMENTS = (
    _document("a", "Bay Courier", "2024-03-05", COURIER),
    _document("b", "Harbour Post", "2024-03-05", POST),
    _document("c", "Harbour Post", "2024-03-07", POST_OPINION),
    _document("d", "Town Gazette", "2024-03-06", GAZETTE),
    _document("e", "Wire", "2024-03-04", WIRE),
)


def quote_of(analysis: Analysis, words: str) -> Quote:
    """The claim that holds these words."""
    claim = next(one for one in analysis.claims if words in analysis.text(one))
    return Quote(analysis.document.id, mark_claims(analysis, [claim])[0])


def cell_of(analysis: Analysis, words: str, only: Sequence[str], other: tuple[str, str] | None) -> Cell:
    """The cell of a source that tells a fact in one claim; `only` are the words no other source uses."""
    quote = quote_of(analysis, words)
    claim, text = quote.claim.claim, analysis.document.text
    starts = [text.index(word, claim.start) for word in only]
    quoted = claim.voice in ("direct", "indirect")
    telling: Telling = "other number" if other else "only quoted" if quoted else "told"
    speaker = (text[claim.speaker.start : claim.speaker.end],) if quoted and claim.speaker else ()
    return Cell(
        source=analysis.document.source,
        telling=telling,
        quotes=(quote,),
        speakers=speaker,
        differences=(Difference(other[0], (other[1],)),) if other else (),
        position="headline" if claim.kind == "headline" else "lead" if claim.number < 3 else "body",
        words=len(quote.claim.text.split()),
        different=tuple(Span(start, start + len(word)) for start, word in zip(starts, only, strict=True)),
        deleted=tuple(Span(one.start, one.end) for one in analysis.deletions if one.claim == claim.number),
    )


Told = Mapping[str, tuple[str, tuple[str, ...]] | tuple[str, tuple[str, ...], tuple[str, str]]]
"""By document: words of the claim, the words only it uses, and what number it tells otherwise."""

FACTS: tuple[tuple[str, Told, tuple[Doubt, ...]], ...] = (
    (
        "e",
        {
            "a": ("approved the Northline", ("late", "debate")),
            "b": ("voted 14 to 9", ("voted", "vital hub")),
            "d": ("has approved the", (), ("14 votes to 8", "14 votes to 9")),
            "e": ("approved the terminal on", ()),
        },
        ("number",),
    ),
    (
        "e",
        {
            "a": ("2.8 billion", ("stolen shore", "taxpayers"), ("2.8 billion crowns", "2.3 billion crowns")),
            "b": ("2.3 billion", ("engine of growth",)),
            "d": ("2.3 billion", ()),
            "e": ("2.3 billion", ()),
        },
        ("number",),
    ),
    ("d", {"b": ("3,000 jobs", ("bring",)), "d": ("3,000 jobs", ("promised",)), "e": ("3,000 jobs", ("come",))}, ()),
    (
        "e",
        {"a": ("Forty people", ("detained",)), "b": ("Police arrested", ("protesters",)), "e": ("40 people", ())},
        (),
    ),
    ("d", {"a": ("leave their homes", ("told",)), "d": ("leave their homes", ("Shore Street",))}, ()),
    ("d", {"a": ("take the city", ("take",)), "d": ("go to court", ("go",))}, ()),
    ("b", {"a": ("never paid", ("never",)), "b": ("paid for the cleaning", ("spokesman",))}, ("negation",)),
)


def cover_by_hand(comparison: Comparison) -> Coverage:
    """The coverage of the facts above."""
    analyses = {one.document.id: one for one in comparison.analyses}
    sources = tuple(sorted({one.document.source for one in comparison.analyses}))
    facts = []
    for number, (plainest, told, doubts) in enumerate(FACTS, start=1):
        cells = {
            analyses[name].document.source: cell_of(analyses[name], one[0], one[1], one[2] if len(one) > 2 else None)
            for name, one in told.items()
        }
        words = quote_of(analyses[plainest], told[plainest][0])
        row = tuple(cells.get(source, Cell(source, "absent")) for source in sources)
        facts.append(Fact(number, words, row, doubts))
    shares = tuple(_share(comparison, source, facts) for source in sources)
    return Coverage(sources, tuple(facts), shares, quote_of(analyses["e"], "Council approves"))


def _share(comparison: Comparison, source: str, facts: Sequence[Fact]) -> Share:
    cells = [fact.cell(source) for fact in facts]
    missing = sorted((one for one in facts if source not in one.carriers), key=lambda one: -len(one.carriers))
    analyses = [one for one in comparison.analyses if one.document.source == source]
    return Share(
        source=source,
        carried=len(facts) - len(missing),
        quoted=sum(cell.telling == "only quoted" for cell in cells),
        possible=len(facts),
        words=sum(cell.words for cell in cells),
        all_words=sum(len(one.document.text.split()) for one in analyses),
        left_out=tuple(one.number for one in missing),
        alone=sum(len(one.claims) for one in analyses) - sum(len(cell.quotes) for cell in cells),
    )


def _number(analysis: Analysis, words: str) -> int:
    return quote_of(analysis, words).claim.claim.number


@cache
def story(by: Grouping = "source") -> Comparison:
    """The story of the terminal, on the harbour axis."""
    made = compare([analyze(one, (AXIS, PLAIN)) for one in DOCUMENTS], (AXIS, PLAIN), by=by)
    if by == "document":
        return made
    by_name = {one.document.id: one for one in made.analyses}
    mayor = Naming(
        "Ana Ruiz",
        (
            ("Harbour Post", (NameUse("Mayor Ana Ruiz", 1, "b", _number(by_name["b"], "Mayor Ana")),)),
            ("Town Gazette", (NameUse("Mayor Ana Ruiz", 1, "d", _number(by_name["d"], "Mayor Ana")),)),
            ("Wire", (NameUse("The mayor", 1, "e", _number(by_name["e"], "The mayor")),)),
        ),
    )
    return replace(made, coverage=cover_by_hand(made), namings=(mayor,))


@cache
def story_without_axis() -> Comparison:
    made = compare([analyze(one, (PLAIN,)) for one in DOCUMENTS], (PLAIN,))
    return replace(made, coverage=cover_by_hand(made))


@cache
def lonely() -> Comparison:
    """One document: nothing to share, nothing to leave out."""
    return compare([analyze(DOCUMENTS[0], (AXIS, PLAIN))], (AXIS, PLAIN))


@cache
def uncovered() -> Comparison:
    """A comparison whose coverage was not made."""
    return replace(story(), coverage=None, namings=(), narratives=(), split=None)


@cache
def hostile_story() -> Comparison:
    """Markup wherever a document can bring words of its own into the story."""
    text = f"The port barons {HOSTILE} & <b>win</b> the land grab.\n\n“A stolen shore,” said Anna {HOSTILE} Berg."
    sources = (f"A {HOSTILE}", 'B " onclick=alert(1) x="')
    documents = [
        make_document(text, Metadata(id=f"{source}.txt", source=source, title=f"{HOSTILE} wins", url="javascript:x"))
        for source in sources
    ]
    made = compare([analyze(one, (AXIS, PLAIN)) for one in documents], (AXIS, PLAIN))
    first = {one.document.source: one for one in made.analyses}
    quotes = [quote_of(first[source], "port barons") for source in sources]
    cells = tuple(
        Cell(source, "other number", (quote,), (HOSTILE,), (Difference(HOSTILE, (HOSTILE,)),), "lead", 9)
        for source, quote in zip(sources, quotes, strict=True)
    )
    facts = (Fact(1, quotes[0], cells, ("number", "negation")),)
    shares = tuple(Share(source, 1, 0, 1, 9, 20, (), 1) for source in sources)
    coverage = Coverage(sources, facts, shares, quote_of(first[sources[0]], "wins"))
    use = NameUse(HOSTILE, 1, quotes[0].document, 0)
    naming = Naming(HOSTILE, tuple((source, (use,)) for source in sources))
    return replace(made, coverage=coverage, namings=(naming,))
