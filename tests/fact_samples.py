"""One invented story told by three sources, with one fact of each kind, and the way tests read articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from framing.analyses import Analysis, analyze
from framing.coverage import Coverage, Fact, cover
from framing.documents import Metadata, make_document
from framing.lexicons import Lexicon
from framing.statements import Statement, make_statements

GULL = """Ferry sinks off Corvane
The ferry Halcyon sank off Corvane early on Friday with 212 people on board.

Divers recovered 12 bodies from the hull. The crew checked the bow doors before the ferry left Tamsin harbour.

Marlow Lines had sold 40 tickets more than its licence allows. Rescue boats took 180 passengers to Tamsin.

Police arrested the captain, Oren Vask. A fund for the families will open on 3 May."""

HERALD = """Ferry Halcyon sinks with 212 on board
The Halcyon, a ferry, sank off Corvane on Friday with 212 people on board.

Divers recovered 14 bodies from the hull, officials in Tamsin said. The crew never checked the bow doors before the \
ferry left Tamsin harbour.

The owners bought her from a shipyard in Norvik in 1998. Prime Minister Ilse Brandt promised an inquiry.

Oren Vask, the captain, was arrested by police. A fund for the families will open on 4 May."""

STAR = """Owners sold too many tickets for Halcyon
The ferry Halcyon sank off Corvane on Friday.

Divers recovered 14 bodies from the hull of the ferry.

“Marlow Lines had sold 40 tickets more than its licence allows,” said Dora Finch, who leads the seamen’s union.

Prime Minister Ilse Brandt promised an inquiry into the sinking. Schools in Corvane stayed closed all week."""


def read(name: str, text: str, source: str = "", lexicons: Iterable[Lexicon] = ()) -> Analysis:
    """The analysis of an article whose first line is its headline (empty: none)."""
    title, _, body = text.partition("\n")
    return analyze(make_document(body, Metadata(id=name, source=source or name, title=title)), lexicons)


def read_plain(name: str, text: str, source: str = "") -> Analysis:
    """The analysis of an article without a headline."""
    return read(name, f"\n{text}", source)


def statements_of(*texts: str) -> tuple[Statement, ...]:
    """The statements of articles without headlines, each of its own source."""
    return make_statements([read_plain(f"d{number}", text) for number, text in enumerate(texts)])


def cover_articles(articles: Mapping[str, str], copies: Mapping[str, str] | None = None) -> Coverage:
    """The coverage of articles with headlines; an article's source is its name up to a space."""
    groups: dict[str, list[Analysis]] = {}
    for name, text in articles.items():
        groups.setdefault(name.split()[0], []).append(read(name, text, name.split()[0]))
    return cover(groups, copies)


@cache
def ferry() -> Coverage:
    """The coverage of the story above."""
    return cover_articles({"Gull": GULL, "Herald": HERALD, "Star": STAR})


def fact_with(coverage: Coverage, words: str) -> Fact:
    """The fact of which a telling holds these words."""
    return next(
        fact
        for fact in coverage.facts
        if any(words in quote.claim.text for cell in fact.cells for quote in cell.quotes)
    )
