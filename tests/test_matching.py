"""Entries are found where they stand, and nowhere else."""

from __future__ import annotations

import pytest

from framing.analyses import analyze
from framing.documents import make_document
from framing.lexicons import Lexicon, load_lexicon


def found(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """The tagged words with the entry that found them."""
    analysis = analyze(make_document(text), [lexicon])
    return [(analysis.text(tag), tag.entry) for tag in analysis.tags]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A war machine needs fuel.", [("war machine", "war machine")]),
        ("The War-Machine's fuel ran out.", [("War-Machine", "war machine")]),
        ("A war “machine” needs fuel.", []),
        ("The prewar machine and the war machinery stood still.", []),
        ("They will be standing firm, he hoped.", [("standing firm", "stand* firm")]),
        ("They acted in the name of peace.", [("in the name of peace", "in the * of peace")]),
        ("They acted in the good name of peace.", []),
        ("The Iranian regime fell silent.", [("Iranian regime", "{adversary} regime")]),
        ("The Iranian regimen works.", []),
        ("Putin's regime fell silent.", [("Putin's regime", "{adversary} regime")]),
        ("The French regime fell silent.", []),
        ("He called them US puppets at noon.", [("US puppets", "{us|us_ally} puppet*")]),
        ("They gave us puppets at noon.", [("puppets", "puppet*")]),
    ],
)
def test_words_globs_wildcards_and_slots(text: str, expected: list[tuple[str, str]], small: Lexicon) -> None:
    assert found(text, small) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The so-called alliance met.", 1),
        ("The so-called meeting ended.", 0),
        ("The Empire struck.", 1),
        ("The empire struck.", 0),
        ("The Roman Empire fell.", 0),
        ("The occupation lasted.", 1),
        ("Her occupation is a job.", 0),
    ],
)
def test_guards(text: str, count: int, small: Lexicon) -> None:
    assert len(found(text, small)) == count


def test_guards_do_not_look_into_other_claims(small: Lexicon) -> None:
    assert found("The so-called meeting ended. The alliance rejoiced.", small) == []


def test_longest_wins_within_a_frame_and_both_count_between_frames(small: Lexicon) -> None:
    text = "A puppet government in exile met."
    assert found(text, small) == [
        ("puppet government", "puppet government"),
        ("puppet government in exile", "puppet government in exile"),
    ]


def test_a_match_never_crosses_the_end_of_a_claim(small: Lexicon) -> None:
    assert found("They hated the war. Machine parts were scarce.", small) == []


def test_negated_and_scare_quoted_tags_are_shown_but_do_not_count(small: Lexicon) -> None:
    analysis = analyze(make_document("This is not a war machine. The “war machine” rolled on."), [small])
    assert [(tag.negated, tag.quoted, tag.counts) for tag in analysis.tags] == [
        (True, False, False),
        (False, True, False),
    ]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("It is no war machine.", True),
        ("It was never in any way a war machine.", True),
        ("It was not really a foreign war machine.", True),
        ("They found no evidence of a war machine.", True),
        ("They grew rich without any war machine.", True),
        # what is denied here is the bowing, feeding and naming: the war machine is spoken of all the same
        ("Nobody will bow to the war machine.", False),
        ("They cannot feed the war machine.", False),
        ("No paper named the war machine.", False),
    ],
)
def test_a_negation_reaches_to_what_it_denies(text: str, negated: bool, small: Lexicon) -> None:
    assert [tag.negated for tag in analyze(make_document(text), [small]).tags] == [negated]


def test_a_tag_knows_whose_words_it_stands_in(small: Lexicon) -> None:
    text = "“They are a war machine and we will fight them,” said Ana Ruiz. The war machine rolled on."
    analysis = analyze(make_document(text), [small])
    assert [tag.voice for tag in analysis.tags] == ["direct", "own"]


@pytest.mark.parametrize("letter", ["İ", "ß", "ﬁ", "𝔘", "e\u0301"])
def test_letters_that_change_length_in_lower_case_do_not_shift_offsets(letter: str, small: Lexicon) -> None:
    assert found(f"{letter * 7} said the war machine stopped.", small) == [("war machine", "war machine")]


def test_hyphenated_prefixes_turn_a_word_round(small: Lexicon) -> None:
    assert found("An anti-puppet league and non\u2011puppet states met.", small) == []
    assert found("An ex-puppet spoke.", small) == [("puppet", "puppet*")]


def test_an_actor_may_have_an_article_and_is_not_part_of_a_longer_name(small: Lexicon) -> None:
    lexicon = small
    assert found("They are Latin America puppets.", lexicon) == [("puppets", "puppet*")]
    assert found("They are America's puppets.", lexicon) == [("America's puppets", "{us|us_ally} puppet*")]


def test_so_called_is_scare_quotes_in_words(small: Lexicon) -> None:
    analysis = analyze(make_document("Their self-styled rules-based order failed."), [small])
    assert [(tag.quoted, tag.counts) for tag in analysis.tags] == [(True, False)]


def test_a_topic_that_is_denied_is_still_the_topic() -> None:
    policy = load_lexicon("policy")
    analysis = analyze(make_document("There was no effect on inflation, and no inflation at all."), [policy])
    assert analysis.tags
    assert not any(tag.negated for tag in analysis.tags)
