"""Narratives: each side's own most telling sentences, from all sources together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.analyses import Analysis
from framing.lexicons.model import Calibration, Entry, Frame, Lexicon, Pole
from framing.narratives import ALIKE, SENTENCES, Narrative, tell_sides
from framing.terms import find_terms
from tests.fact_samples import read
from tests.report_samples import AXIS, frame

COURIER = """Port barons take the shore
The port barons have bought every house on the old quay. Nobody in the town hall asked the families.

The mayor called the new terminal an engine of growth for the coast.

Fishers say that the stolen shore fed their grandparents for two hundred years."""

POST = """Quay opens
The new terminal is a gateway to the world for every farmer in the valley.

Ships now wait for three days outside Norvik. The vital hub will bring cheap grain to the whole coast."""

BORDER = replace(
    AXIS,
    name="border",
    frames=(frame("wall", "Wall", "anti-port", "rusty fence"), frame("order", "Order", "port", "firm hand")),
    digest="fedcba",
)
"""Another axis with the same poles."""


def tell(
    articles: Mapping[str, str], axis: Lexicon = AXIS, lexicons: Sequence[Lexicon] = ()
) -> tuple[Narrative, ...]:
    """The narratives of articles, each of the source of its name."""
    used = [axis, *lexicons]
    return tell_sides({name: [read(name, text, name, used)] for name, text in articles.items()}, axis)


def words_of(narrative: Narrative) -> list[str]:
    return [sentence.quote.claim.text for sentence in narrative.sentences]


def told(*sentences: str) -> tuple[list[str], list[str]]:
    """What the two sides tell of one article with these sentences."""
    against, in_favour = tell({"Post": "\n" + " ".join(sentences)})
    return words_of(against), words_of(in_favour)


STORY = {"Courier": COURIER, "Post": POST}


def test_each_side_has_its_own_sentences_the_minus_pole_first() -> None:
    against, in_favour = tell(STORY)
    assert (against.pole, against.sign, against.title) == ("anti-port", -1, "against the port")
    assert (in_favour.pole, in_favour.sign, in_favour.title) == ("port", 1, "for the port")
    assert words_of(against) == [
        "The port barons have bought every house on the old quay.",
        "Fishers say that the stolen shore fed their grandparents for two hundred years.",
    ]
    assert words_of(in_favour) == [
        "The new terminal is a gateway to the world for every farmer in the valley.",
        "The mayor called the new terminal an engine of growth for the coast.",
        "The vital hub will bring cheap grain to the whole coast.",
    ]
    assert against.sources == ("Courier",)
    assert in_favour.sources == ("Courier", "Post")


def test_every_sentence_has_a_written_entry_of_its_side_and_leans_to_it() -> None:
    for narrative in tell(STORY):
        for sentence in narrative.sentences:
            assert sentence.lean > 0
            signs = {tag.sign for segment in sentence.quote.claim.segments for tag in segment.tags}
            assert signs == {narrative.sign}


def test_sentences_come_in_the_order_of_their_places() -> None:
    analyses = {name: read(name, text, name, [AXIS]) for name, text in STORY.items()}
    for narrative in tell(STORY):
        places = [
            one.quote.claim.claim.start / len(analyses[one.source].document.text) for one in narrative.sentences
        ]
        assert places == sorted(places)


def test_a_claim_that_leans_to_no_side_tells_none() -> None:
    assert told("The land grab pays for the engine of growth in Norvik.") == ([], [])


def test_headlines_labels_and_scraps_tell_nothing() -> None:
    assert tell({"Post": "A gateway to the world opens for every farmer here\nIt rained."})[1].sentences == ()
    assert told("A vital hub.") == ([], [])
    assert told("The new terminal at Norvik is a vital hub.") != ([], [])


@pytest.mark.parametrize(
    "sentence",
    [
        "The new terminal is not a vital hub for the coast.",
        "The new terminal was never an engine of growth for anybody.",
        "The so-called vital hub of the coast stands empty at night.",
        "Their “vital hub” stands empty at night, and ships pass by.",
    ],
)
def test_denied_and_scare_quoted_words_tell_no_side(sentence: str) -> None:
    assert told(sentence) == ([], [])


def test_a_claim_that_repeats_a_told_one_is_left_out() -> None:
    first = "The vital hub will bring cheap grain to the whole coast."
    again = "Cheap grain for the whole coast will come with the vital hub, they hope."
    other = "Every region of this country needs an engine of growth like ours."
    assert told(first, again, other)[1] in ([first, other], [again, other])
    assert told(first, first)[1] == [first]


def test_a_side_has_no_more_than_so_many_sentences() -> None:
    tellings = [
        "Farmers in Velm grow rye for",
        "Bankers will lend millions to",
        "Students write poems about",
        "Nurses buy cheap flats beside",
        "Tourists photograph gulls above",
        "Engineers mended nine cranes of",
        "Ministers opened a museum in",
        "Bakers deliver warm bread to",
        "Judges praised the guards of",
    ]
    sentences = [f"{telling} this vital hub." for telling in tellings]
    assert len(told(*sentences)[1]) == SENTENCES < len(tellings)


def test_the_outlets_own_words_come_before_reported_ones() -> None:
    """Of two that repeat each other, equally strong, the outlet's own is told."""
    own = "The vital hub brings cheap grain to the whole coast."
    said = "“The vital hub brings cheap grain to the whole coast,” said Ada Quill."
    assert told(said, own)[1] == [own]
    assert told(said)[1] == [said]


@pytest.mark.parametrize("articles", [{}, {"Post": ""}, {"Post": "Rain\nIt rained all day in the valley of Velm."}])
def test_where_no_source_tells_a_side_it_is_empty(articles: Mapping[str, str]) -> None:
    assert [narrative.sentences for narrative in tell(articles)] == [(), ()]
    assert [narrative.sources for narrative in tell(articles)] == [(), ()]


def test_entries_of_another_axis_mark_no_side() -> None:
    """A sentence that learned words lean to a side is told only where a reader sees an entry of this axis."""
    weights = Frame("port", "port", "port", "", (), (), (Entry("valley", weight=9.0),))
    calibration = Calibration(written=1.0, learned=1.0, arguing=1.0, offset=0.0, spread=1.0)
    learned = replace(
        AXIS, name="harbour-learned", frames=(weights,), digest="learned border", calibration=calibration
    )
    axis = replace(AXIS, learned=learned, digest="both borders")
    for entries, told_in_favour in (("stolen shore", 0), ("quay, no vital hub", 0), ("vital hub", 1)):
        article = {"Post": f"\nThe {entries} of the valley needs a firm hand, they say."}
        against, in_favour = tell(article, axis, [BORDER])
        assert (len(against.sentences), len(in_favour.sentences)) == (0, told_in_favour)


def swapped(axis: Lexicon) -> Lexicon:
    return replace(axis, poles=tuple(replace(pole, sign=-pole.sign) for pole in axis.poles), digest="swapped harbour")


SENTENCE = st.sampled_from(
    [
        "The port barons have bought every house on the old quay.",
        "Port barons own the quay and every house beside it now.",
        "The vital hub will bring cheap grain to the whole coast.",
        "“It is a land grab and nothing else,” said Mara Lind.",
        "Every region needs an engine of growth, the mayor said.",
        "It is not a land grab, and it never was one, they said.",
        "The land grab pays for the engine of growth in Norvik.",
        "It rained all day in the valley.",
    ]
)
ARTICLE = st.lists(SENTENCE, max_size=6).map(lambda sentences: "\n" + " ".join(sentences))
ARTICLES = st.dictionaries(st.sampled_from("ABC"), ARTICLE, max_size=3)


@given(ARTICLES)
@settings(max_examples=40)
def test_swapping_the_poles_swaps_the_narratives(articles: dict[str, str]) -> None:
    against, in_favour = tell(articles)
    other_against, other_in_favour = tell(articles, swapped(AXIS))
    for one, other in ((against, other_in_favour), (in_favour, other_against)):
        assert (one.pole, words_of(one)) == (other.pole, words_of(other))
        assert [sentence.lean for sentence in one.sentences] == [sentence.lean for sentence in other.sentences]


@given(ARTICLES)
@settings(max_examples=40)
def test_the_order_of_input_changes_nothing(articles: dict[str, str]) -> None:
    def groups(names: Sequence[str]) -> dict[str, list[Analysis]]:
        halves = {name: articles[name].partition(". ") for name in names}
        made = {
            name: [read(f"{name}1", f"\n{first}.", name, [AXIS]), read(f"{name}2", f"\n{rest}", name, [AXIS])]
            for name, (first, _, rest) in halves.items()
        }
        return made if list(names) == sorted(names) else {name: list(reversed(group)) for name, group in made.items()}

    names = sorted(articles)
    expected = tell_sides(groups(names), AXIS)
    assert tell_sides(groups(names[::-1]), AXIS) == expected
    axis = replace(AXIS, poles=AXIS.poles[::-1], frames=AXIS.frames[::-1], digest="reversed")
    assert tell(articles, axis) == tell(articles)


@given(ARTICLES)
@settings(max_examples=40)
def test_no_two_sentences_of_a_side_repeat_each_other(articles: dict[str, str]) -> None:
    for narrative in tell(articles):
        keys = [{term.key for term in find_terms(words)} for words in words_of(narrative)]
        for at, one in enumerate(keys):
            assert all(len(one & other) < ALIKE * min(len(one), len(other)) for other in keys[at + 1 :])


def test_an_axis_has_two_narratives_whatever_its_poles_are_called() -> None:
    poles = (Pole("up", 1, "Up", "U"), Pole("down", -1, "Down", "D"))
    renamed = replace(AXIS, poles=poles, frames=(frame("f", "F", "down", "land grab"),), digest="renamed")
    assert [narrative.pole for narrative in tell({}, renamed)] == ["down", "up"]


LIGHT_AXIS = replace(
    AXIS,
    frames=(
        *AXIS.frames,
        replace(AXIS.frames[0], name="doubt", entries=(Entry("murky", 0.5), Entry("dubious", 0.2))),
    ),
    digest="0f0f0f",
)
MURKY = "The harbour board met behind the old fish hall on a murky Tuesday night."
LANDS = "The port barons have bought every house on the quay since the spring."
HUB = "The vital hub will bring cheap grain to the farmers of the whole coast."


@pytest.mark.parametrize(
    ("sentences", "told"),
    [
        ([MURKY], []),
        ([MURKY, LANDS], [MURKY, LANDS]),
        ([MURKY, LANDS, HUB], [LANDS]),
        ([MURKY.replace("murky", "dubious"), LANDS], [LANDS]),
    ],
    ids=["alone", "where the article tells the side", "where it tells both", "too light"],
)
def test_a_light_entry_tells_a_side_only_where_the_rest_of_its_article_does(
    sentences: Sequence[str], told: Sequence[str]
) -> None:
    against, _ = tell({"Post": "\n\n".join(["", *sentences])}, LIGHT_AXIS)
    assert words_of(against) == list(told)


def test_other_articles_of_a_story_are_not_the_rest_of_an_article() -> None:
    against, _ = tell({"Post": f"\n{MURKY}", "Courier": f"\n{LANDS}"}, LIGHT_AXIS)
    assert words_of(against) == [LANDS]
