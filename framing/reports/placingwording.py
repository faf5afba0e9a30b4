"""The wording of a placing: where an article stands, why it cannot be placed, what lies beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from framing.errors import FramingError
from framing.evidence import calibration_of
from framing.placing.model import NOT_ENGLISH, OFF_TOPIC
from framing.reports.digits import count_digits
from framing.reports.wording import (
    capitalize_first,
    one_line,
    say_count,
    say_decimal,
    say_direction,
    say_evidence,
    say_number,
    say_percent,
    say_step,
    say_whole,
)
from framing.scores import MIN_EVIDENCE, MIN_WORDS, SEVERAL_SIDES, TOO_LITTLE, can_weigh
from framing.shipped import read_cues, read_toml

if TYPE_CHECKING:
    from framing.contrasts import WordContrast
    from framing.documents.model import Document
    from framing.placing.model import Neighbour, Placed, Placing

says: Mapping[str, Mapping[str, str]] = read_toml(Path(__file__).with_name("placing.toml"), FramingError)
"""The texts of a placing, by table and key."""
FEWEST_TEXTS = 5
"""Texts of a source below which its dot is said to stand for those texts alone."""


def name_article(document: Document) -> str:
    """Return what a document is called: its title, else its id."""
    return one_line(document.title or document.id)


def say_headline(placing: Placing) -> str:
    """Return the title of the page."""
    if len(placing.articles) == 1:
        return says["head"]["one"].format(title=name_article(placing.articles[0].analysis.document))
    return says["head"]["many"].format(articles=say_count(len(placing.articles), "article"))


def say_known(placing: Placing) -> str:
    """Return what the page is made from."""
    texts = sum(one.texts for one in placing.references)
    sources = say_count(len(placing.references), "known source")
    return says["head"]["lead"].format(texts=say_count(texts, "text"), sources=sources)


def say_thin(placing: Placing, in_browser: bool = False) -> str:
    """Return how thin the known sources are, "" where each has FEWEST_TEXTS texts or more.

    Of shipped texts it says how to take others: on the page where it is shown, else by a command.
    """
    if placing.origin.shipped:
        more = says["head"]["more_page" if in_browser else "more_command"]
        return f"{says['head']['shipped']} {more}"
    thin = sum(one.texts < FEWEST_TEXTS for one in placing.references)
    sources = f"{say_whole(thin)} of {say_count(len(placing.references), 'source is', 'sources are')}"
    return says["head"]["thin"].format(sources=sources, fewest=FEWEST_TEXTS) if thin else ""


def say_placed(placed: Placed, placing: Placing) -> str:
    """Return where an article stands, in a sentence, or that it is not placed and why."""
    score = placed.stance.outlet
    if score.refusal or score.low is None or score.high is None:
        return f"{says['place']['refused'].format(why=placed.obstacle)} {say_obstacle(placed, placing)}"
    minus, plus = placing.axis.pole_of(-1), placing.axis.pole_of(1)
    digits = count_digits(score.low, score.high)
    return says["place"]["placed"].format(
        step=capitalize_first(say_step(score)),
        direction=say_direction(score),
        minus=minus.title,
        plus=plus.title,
        low=say_number(score.low, digits),
        high=say_number(score.high, digits),
    )


def say_obstacle(placed: Placed, placing: Placing) -> str:
    """Return why an article has no place, with the figures behind it."""
    told, score = says["obstacles"], placed.stance.outlet
    if placed.obstacle == OFF_TOPIC:
        return told["off_topic"].format(**_likest(placed))
    if placed.obstacle == TOO_LITTLE:
        calibrated = calibration_of(placing.axis)
        if calibrated and can_weigh(score.evidence):
            return told["open"]
        least = MIN_WORDS if calibrated else f"{MIN_EVIDENCE:g}"
        key = "too_little" if calibrated else "too_little_written"
        return told[key].format(evidence=say_evidence(score), minimum=least)
    if placed.obstacle == NOT_ENGLISH:
        return told["not_english"].format(language=_say_language(placed.analysis.document.language))
    return told["several" if placed.obstacle == SEVERAL_SIDES else "other"]


def say_vocabulary(placed: Placed) -> str:
    """Return how many of an article's words the known texts have, and which source is most like it."""
    shared = {"share": say_percent(placed.vocabulary.share)}
    return says["vocabulary"]["lead"].format(**_likest(placed), **shared)


def _likest(placed: Placed) -> dict[str, str]:
    vocabulary = placed.vocabulary
    return {
        "source": one_line(vocabulary.likest),
        "likeness": say_decimal(vocabulary.likeness, 2),
        "least": say_decimal(vocabulary.least, 2),
        "words": say_count(vocabulary.words, "different content word"),
    }


def source_of(placing: Placing, document: str) -> str:
    """Return the name of the known source that a document belongs to."""
    return next(one.source for one in placing.references if document in one.documents)


def _say_language(code: str) -> str:
    return str(read_cues("languages")["names"].get(code, code))


def say_neighbour(neighbour: Neighbour, placing: Placing) -> str:
    """Return where a known source stands beside an article ("at −0.58, 0.23 away; …")."""
    score = placing.reference(neighbour.source).stance.outlet
    return says["place"]["away"].format(
        direction=say_direction(score),
        distance=say_decimal(neighbour.distance, 2),
        meet=says["place"]["apart" if neighbour.apart else "meet"],
    )


def say_reason(neighbour: Neighbour, placing: Placing) -> str:
    """Return what the sentences of a neighbour show."""
    signs = neighbour.sign_here, neighbour.sign_there
    if not any(signs):
        return says["neighbours"]["middle"]
    here, there = (placing.axis.pole_of(sign).title for sign in signs)
    return says["neighbours"]["bring" if signs[0] == signs[1] else "part"].format(pole=here, other=there)


def say_words(words: Iterable[WordContrast]) -> str:
    """Return words with their counts here and there, or that none stands out."""
    shown = (
        says["neighbours"]["counts"].format(
            term=one_line(word.term), here=say_whole(word.count_a), there=say_whole(word.count_b)
        )
        for word in words
    )
    return ", ".join(shown) or says["neighbours"]["no_words"]


def say_origin(placing: Placing) -> str:
    """Return where the known sources are from."""
    if placing.origin.shipped:
        return says["provenance"]["shipped"]
    return ", ".join(map(one_line, placing.origin.known)) or "–"


def say_copies(placed: Placed, placing: Placing) -> str:
    """Return the known documents that are the same text, with their sources."""
    documents = [placing.analysis(one).document for one in placed.copies]
    return ", ".join(f"“{name_article(one)}” ({one_line(source_of(placing, one.id))})" for one in documents)


def say_more(count: int, noun: str) -> str:
    """Return how many more there are.

    >>> say_more(2, "fact")
    'and 2 more facts'
    """
    return f"and {say_count(count, f'more {noun}')}"


def say_no_sentence(placing: Placing) -> str:
    """Return that there is no telling sentence, and what makes a place instead."""
    return says["neighbours"]["none_learned" if calibration_of(placing.axis) else "none"]
