"""Coverage: how each source carries the facts that two or more share, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framing.analyses import Analysis
from framing.comparisons import compare
from framing.coverage import TELLINGS, Cell, Coverage, Fact, cover, rank_facts
from framing.divergences import Difference
from framing.documents.model import Span
from framing.pairs import Grouping, Pair
from framing.profiles import Quote
from tests.fact_samples import GULL, HERALD, STAR, cover_articles, fact_with, ferry, read, read_plain
from tests.report_samples import AXIS

STORY = {"Gull": GULL, "Herald": HERALD, "Star": STAR}
ELSEWHERE = """Apples dear as frost hits Velm
Growers around Velm expect a third fewer apples after the late frost.

Nadia Orlo, who farms forty acres, has sold her press. A kilogram costs twice what it did last year."""


def cell(words: str, source: str, coverage: Coverage | None = None) -> Cell:
    """How a source carries the fact of which a telling holds these words."""
    return fact_with(coverage or ferry(), words).cell(source)


def texts(quotes: Iterable[Quote]) -> list[str]:
    return [quote.claim.text for quote in quotes]


def told_by(coverage: Coverage) -> set[frozenset[tuple[str, str, str]]]:
    """Each fact as the words of its tellings, with source and document."""
    return {
        frozenset((one.source, quote.document, quote.claim.text) for one in fact.cells for quote in one.quotes)
        for fact in coverage.facts
    }


def test_every_fact_has_a_cell_for_every_source_in_alphabetical_order() -> None:
    assert ferry().sources == ("Gull", "Herald", "Star")
    for fact in ferry().facts:
        assert tuple(one.source for one in fact.cells) == ferry().sources
        assert len(fact.carriers) >= 2
        assert all(one.telling in TELLINGS for one in fact.cells)


def test_facts_are_numbered_in_story_order() -> None:
    assert [fact.number for fact in ferry().facts] == [1, 2, 3, 4, 5, 6, 7]
    words = ["sank off", "bodies", "bow doors", "40 tickets", "inquiry", "Oren Vask", "fund"]
    assert [fact_with(ferry(), one).number for one in words] == [1, 2, 3, 4, 5, 6, 7]


def test_a_fact_told_alike_is_told_with_its_words() -> None:
    found = cell("sank off", "Star")
    assert found.telling == "told"
    assert texts(found.quotes) == ["The ferry Halcyon sank off Corvane on Friday."]
    assert found.words == 8
    assert found.differences == ()
    assert fact_with(ferry(), "sank off").carriers == ("Gull", "Herald", "Star")
    assert fact_with(ferry(), "sank off").doubts == ()


def test_another_number_is_marked_at_the_source_that_stands_alone() -> None:
    found = cell("12 bodies", "Gull")
    assert (found.telling, found.differences) == ("other number", (Difference("12 bodies", ("14 bodies",)),))
    assert cell("12 bodies", "Star").telling == "told"
    assert fact_with(ferry(), "12 bodies").doubts == ("number",)


def test_another_date_is_marked_at_both() -> None:
    assert cell("fund", "Gull").differences == (Difference("3 May", ("4 May",)),)
    assert cell("fund", "Herald").differences == (Difference("4 May", ("3 May",)),)
    assert fact_with(ferry(), "fund").doubts == ("number",)


def test_a_denial_needs_a_human() -> None:
    assert fact_with(ferry(), "bow doors").doubts == ("negation",)
    assert cell("bow doors", "Gull").telling == cell("bow doors", "Herald").telling == "told"


def test_what_one_source_tells_only_in_others_words_is_only_quoted_with_the_speaker() -> None:
    found = cell("40 tickets", "Star")
    assert found.telling == "only quoted"
    assert found.speakers == ("Dora Finch",)
    assert cell("40 tickets", "Gull").telling == "told"
    assert cell("40 tickets", "Gull").speakers == ()
    assert cell("14 bodies", "Herald").telling == "only quoted"


def test_what_a_source_tells_itself_beside_a_quotation_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = {"A": "\n“One boat sank,” said Dora Finch. One sank, it is clear.", "B": "\nOne boat sank in Norvik."}
    monkeypatch.setattr("framing.coverage.group_statements", lambda *given: Grouping(((0, 1, 2),), ()))
    found = cover_articles(articles).facts[0].cell("A")
    assert (found.telling, found.speakers, len(found.quotes)) == ("told", (), 2)


def test_where_every_source_only_quotes_the_words_are_the_fact() -> None:
    one = "Rain\n“We will never leave this island,” said Dora Finch. It rained in Velm."
    other = "Wind\nSchools were closed. Dora Finch said: “We will never leave this island.”"
    coverage = cover_articles({"A": one, "B": other})
    (fact,) = coverage.facts
    assert [found.telling for found in fact.cells] == ["told", "told"]
    assert [found.speakers for found in fact.cells] == [("Dora Finch",), ("Dora Finch",)]
    assert [share.quoted for share in coverage.shares] == [0, 0]


def test_what_a_source_leaves_out_is_absent_without_quotes() -> None:
    found = cell("40 tickets", "Herald")
    assert found == Cell("Herald", "absent")
    assert fact_with(ferry(), "40 tickets").carriers == ("Gull", "Star")


def test_the_claim_that_comes_nearest_is_shown_where_a_source_leaves_a_fact_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    articles = {
        "A": "\nOne sank. Two rose.",
        "B": "\nThree sank. Four rose.",
        "C": "\nFive sank. Six rose. Seven swam.",
    }
    known = (Pair(0, 2, 0.99), Pair(0, 4, 0.7), Pair(2, 5, 0.6), Pair(1, 6, 0.5))
    monkeypatch.setattr("framing.coverage.group_statements", lambda *given: Grouping(((0, 2),), known))
    (fact,) = cover_articles(articles).facts
    assert fact.cell("C").telling == "absent"
    assert fact.cell("C").nearest is not None
    assert texts([one for one in [fact.cell("C").nearest] if one]) == ["Five sank."]
    monkeypatch.setattr("framing.coverage.group_statements", lambda *given: Grouping(((0, 2), (1, 4)), known))
    told = fact_with(cover_articles(articles), "One sank.")
    assert texts([one for one in [told.cell("C").nearest] if one]) == ["Six rose."], (
        "what tells a fact is no near miss"
    )
    monkeypatch.setattr("framing.coverage.group_statements", lambda *given: Grouping(((0, 2),), known[:1]))
    assert cover_articles(articles).facts[0].cell("C").nearest is None


def test_positions_are_headline_lead_body_and_tail() -> None:
    filler = " ".join(f"The {word} was closed." for word in ("school", "bank", "market", "church", "library", "mill"))
    early, late = "Oren Vask was arrested in Norvik.", "Police in Norvik arrested Oren Vask."
    coverage = cover_articles(
        {
            "A": f"{late}\n{filler}",
            "B": f"\nIt rained. {early} {filler.replace('closed', 'painted')}",
            "C": f"\n{filler.replace('closed', 'sold')} {early}",
            "D": f"\n{filler.replace('closed', 'robbed')} {early} {filler.replace('closed', 'flooded')}",
        }
    )
    found = fact_with(coverage, late)
    assert [one.position for one in found.cells] == ["headline", "lead", "tail", "body"]


def test_the_words_that_no_other_source_uses_are_marked() -> None:
    plain = "\nThe opposition leader met the envoy in Norvik on Monday."
    loaded = "\nThe self-declared president met the envoy in Norvik on Monday."
    found = cover_articles({"A": plain, "B": loaded})
    assert marked(found, "A", {"A": plain}) == ["opposition leader"]
    assert marked(found, "B", {"B": loaded}) == ["self-declared president"]
    longer = plain[:-1] + " after a lunch of carp."
    likest, third = loaded[:-1] + " after a lunch of carp.", "\nThe opposition leader met the envoy in Norvik."
    assert marked(cover_articles({"A": longer, "B": likest}), "A", {"A": longer}) == ["opposition leader"]
    assert marked(cover_articles({"A": longer, "B": likest, "C": third}), "A", {"A": longer}) == []


def marked(coverage: Coverage, source: str, articles: Mapping[str, str]) -> list[str]:
    (fact,) = coverage.facts
    text = read(source, articles[source]).document.text
    return [text[span.start : span.end] for span in fact.cell(source).different]


def test_deeds_told_without_actor_are_marked() -> None:
    found = cell("Oren Vask", "Gull"), cell("40 tickets", "Gull")
    assert all(one.deleted == () for one in found)
    passive = "\nTwo protesters were shot in Norvik on Friday. The square was cleared."
    coverage = cover_articles({"A": passive, "B": "\nPolice shot two protesters in Norvik on Friday."})
    (fact,) = coverage.facts
    text = read("A", passive).document.text
    assert [text[span.start : span.end] for span in fact.cell("A").deleted] == ["were shot"]
    assert fact.cell("B").deleted == ()


def test_shares_add_up() -> None:
    for share in ferry().shares:
        cells = [fact.cell(share.source) for fact in ferry().facts]
        carried = [one for one in cells if one.telling != "absent"]
        assert (share.carried, share.possible) == (len(carried), len(ferry().facts))
        assert share.carried + len(share.left_out) == share.possible
        assert share.quoted == sum(one.telling == "only quoted" for one in cells)
        assert share.words == sum(one.words for one in carried) < share.all_words
        claims = read(share.source, STORY[share.source]).claims
        assert share.alone == len(claims) - sum(len(one.quotes) for one in carried)
    assert [share.source for share in ferry().shares] == ["Gull", "Herald", "Star"]
    assert ferry().share("Star").carried == 4


def test_what_most_others_tell_is_left_out_first_and_near_misses_last(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = {"A": "\nOne. Two. Three.", "B": "\nFour. Five. Six.", "C": "\nSeven. Eight.", "D": "\nNine."}
    groups = ((0, 3), (1, 4, 6), (2, 5))
    monkeypatch.setattr("framing.coverage.group_statements", lambda *given: Grouping(groups, ()))
    assert cover_articles(articles).share("D").left_out == (2, 1, 3)
    near = (Pair(1, 8, 0.5),)
    monkeypatch.setattr("framing.coverage.group_statements", lambda *given: Grouping(groups, near))
    assert cover_articles(articles).share("D").left_out == (1, 3, 2)


def test_copies_of_one_text_share_no_fact() -> None:
    assert cover_articles({"A": GULL, "B": GULL}, {"B": "A"}).facts == ()
    assert len(cover_articles({"A": GULL, "B": GULL}).facts) > 5


def test_a_copy_carries_what_its_text_carries() -> None:
    coverage = cover_articles({"Gull": GULL, "Herald": HERALD, "Copy": GULL}, {"Copy": "Gull"})
    alone = cover_articles({"Gull": GULL, "Herald": HERALD})
    assert len(coverage.facts) == len(alone.facts) > 3
    for fact in coverage.facts:
        assert texts(fact.cell("Copy").quotes) == texts(fact.cell("Gull").quotes)
        assert fact.carriers == ("Copy", "Gull", "Herald")
        assert all(quote.document == "Copy" for quote in fact.cell("Copy").quotes)
    assert coverage.share("Copy").carried == coverage.share("Gull").carried


def test_a_sentence_that_a_copied_text_has_twice_is_carried_twice_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    twice, other = "\nOne sank. It rained. One sank.", "\nOne sank too."
    monkeypatch.setattr("framing.coverage.group_statements", lambda *given: Grouping(((0, 2, 3),), ()))
    coverage = cover_articles({"A": twice, "B": other, "C": twice}, {"C": "A"})
    assert texts(coverage.facts[0].cell("C").quotes) == ["One sank.", "One sank."]
    assert coverage.share("C").words == coverage.share("A").words == 4


def test_two_articles_of_a_source_carry_together() -> None:
    coverage = cover_articles({"Gull": GULL, "Herald first": HERALD, "Herald later": STAR})
    assert coverage.sources == ("Gull", "Herald")
    found = cell("40 tickets", "Herald", coverage)
    assert {quote.document for quote in found.quotes} == {"Herald later"}
    assert cell("fund", "Herald", coverage).quotes[0].document == "Herald first"
    both = cell("sank off", "Herald", coverage)
    assert [quote.document for quote in both.quotes] == ["Herald first", "Herald later"]
    assert both.words == sum(len(words.split()) for words in texts(both.quotes))


def test_what_only_one_source_tells_in_two_articles_is_no_shared_fact() -> None:
    coverage = cover_articles({"Herald first": HERALD, "Herald later": STAR, "Velm": ELSEWHERE})
    assert coverage.facts == ()
    assert coverage.share("Herald").alone == len(read("a", HERALD).claims) + len(read("b", STAR).claims)


def test_by_document_each_article_is_its_own_column() -> None:
    articles = {"Herald first": HERALD, "Herald later": STAR}
    coverage = compare([read(name, text, "Herald") for name, text in articles.items()], (), by="document").coverage
    assert coverage is not None
    assert coverage.sources == ("Herald first", "Herald later")
    assert fact_with(coverage, "sank off").carriers == coverage.sources


def test_the_plainest_telling_is_the_outlets_own_sober_words() -> None:
    assert fact_with(ferry(), "40 tickets").plainest.document == "Gull", "not the quotation"
    said, plain = (
        "Oren Vask sold 40 tickets too many, officials said.",
        "Oren Vask sold 40 tickets too many last week.",
    )
    assert cover_articles({"A": f"\n{said}", "B": f"\n{plain}"}).facts[0].plainest.document == "B", "not reported"
    own = "Police arrested the captain of the ferry, Oren Vask, on Friday."
    shown = cover_articles(
        {
            "A": f"{own}\nIt rained in Velm.",
            "B": "\nSnow fell. Police arrested the ferry captain, Oren Vask, on Friday.",
        }
    )
    assert fact_with(shown, own).plainest.document == "B", "not the headline"


def test_the_plainest_telling_has_no_marked_words() -> None:
    framed = read("A", "\nThe port barons opened the Norvik terminal on Friday.", lexicons=[AXIS])
    plain = read("B", "\nThe harbour lords opened the Norvik terminal on Friday.", lexicons=[AXIS])
    (fact,) = cover({"A": [framed], "B": [plain]}).facts
    assert fact.plainest.document == "B"


def test_the_headline_is_the_one_that_shares_most_words_with_the_others() -> None:
    assert ferry().headline is not None
    assert texts([one for one in [ferry().headline] if one]) == ["Ferry Halcyon sinks with 212 on board"]
    assert cover({"A": [read_plain("A", "It rained.")]}).headline is None


@pytest.mark.parametrize("articles", [{}, {"A": "\n"}, {"A": "\n", "B": "\n"}, {"A": GULL}, {"A": GULL, "B": "\n"}])
def test_where_there_is_nothing_to_share_there_is_no_fact(articles: Mapping[str, str]) -> None:
    coverage = cover_articles(articles)
    assert coverage.facts == ()
    assert [(share.carried, share.possible, share.left_out) for share in coverage.shares] == [(0, 0, ())] * len(
        articles
    )


def test_an_article_on_something_else_keeps_what_the_others_share() -> None:
    """True of such an article; one of the same story may change groups, as it may tell a fact better."""
    assert told_by(cover_articles({**STORY, "Velm": ELSEWHERE})) == told_by(ferry())


def test_facts_that_most_tell_and_tell_early_come_first() -> None:
    def fact(number: int, *positions: str | None) -> Fact:
        cells = (Cell(str(at), "told" if one else "absent", position=one) for at, one in enumerate(positions))  # type: ignore[arg-type]
        return Fact(number, ferry().facts[0].plainest, tuple(cells))

    two, three = fact(1, "body", "tail", None), fact(2, "body", "tail", "body")
    headline, lead = fact(3, "headline", "body", None), fact(4, "lead", "body", None)
    assert [one.number for one in rank_facts([two, lead, three, headline])] == [2, 3, 4, 1]
    assert [one.number for one in rank_facts([fact(9, "body", "body"), fact(8, "tail", "body")])] == [8, 9]
    assert rank_facts([]) == []


SENTENCES = (
    "The ferry Halcyon sank off Corvane on Friday.",
    "Divers recovered 14 bodies from the hull of the ferry.",
    "Divers recovered 12 bodies from the hull, officials said.",
    "“The ferry carried 40 people too many,” said Dora Finch.",
    "The ferry carried 40 people too many.",
    "Oren Vask was arrested by police in Norvik.",
    "Police in Norvik seized the self-styled captain, Oren Vask.",
    "It rained.",
)
ARTICLE = st.one_of(
    st.lists(st.sampled_from(SENTENCES), max_size=6).map(lambda sentences: "\n" + " ".join(sentences)),
    st.lists(st.sampled_from(SENTENCES), max_size=6).map("\n\n".join),
    st.text(alphabet="aB 12.“”\n!?İſ", max_size=60),
)
GROUPS = st.dictionaries(st.sampled_from(["A", "B", "C one", "C two"]), ARTICLE, max_size=4)


def spans_of(coverage: Coverage) -> Iterator[tuple[Quote, tuple[Span, ...]]]:
    for fact in coverage.facts:
        yield fact.plainest, ()
        for found in fact.cells:
            for at, quote in enumerate(found.quotes):
                yield quote, (*found.different, *found.deleted) if at == 0 else ()
            if found.nearest:
                yield found.nearest, ()
    if coverage.headline:
        yield coverage.headline, ()


@given(GROUPS)
@example({"A": GULL, "B": HERALD, "C one": STAR, "C two": ELSEWHERE})
@settings(max_examples=60)
def test_any_articles_are_covered_and_every_span_gives_back_its_words(articles: dict[str, str]) -> None:
    documents = {name: read(name, text).document for name, text in articles.items()}
    coverage = cover_articles(articles)
    for quote, spans in spans_of(coverage):
        claim, text = quote.claim.claim, documents[quote.document].text
        assert text[claim.start : claim.end] == quote.claim.text
        for span in spans:
            assert claim.start <= span.start < span.end <= claim.end
            assert text[span.start : span.end].strip() == text[span.start : span.end]
    for share in coverage.shares:
        assert share.words <= share.all_words
        assert share.alone >= 0
        assert share.carried + len(share.left_out) == share.possible


@given(GROUPS)
@example({"A": GULL, "B": HERALD, "C one": STAR, "C two": ELSEWHERE})
@settings(max_examples=25)
def test_the_order_of_input_changes_nothing(articles: dict[str, str]) -> None:
    expected = cover_articles(articles)
    assert cover_articles(articles) == expected
    assert cover_articles(dict(reversed(articles.items()))) == expected


def test_a_claim_that_is_a_label_tells_nothing_and_counts_nowhere() -> None:
    def labelled(analysis: Analysis) -> Analysis:
        return replace(analysis, claims=tuple(replace(claim, kind="label") for claim in analysis.claims))

    sources: dict[str, Sequence[Analysis]] = {"Gull": [labelled(read("Gull", GULL))], "Star": [read("Star", STAR)]}
    coverage = cover(sources)
    assert coverage.facts == ()
    assert (coverage.share("Gull").alone, coverage.share("Gull").all_words) == (0, 0)
