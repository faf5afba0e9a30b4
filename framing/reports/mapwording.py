"""The wording of a map: what it is made from, why there is none, whether its axis is real, what runs along it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from framing.errors import FramingError
from framing.maps.drawing import LEAST_KNOWN, LEAST_SOURCES, LEAST_TEXTS
from framing.maps.model import FEW_TEXTS
from framing.reports.digits import count_digits
from framing.reports.wording import one_line, say_count, say_decimal, say_number, say_whole
from framing.shipped import read_toml

if TYPE_CHECKING:
    from framing.maps.gains import Gain
    from framing.maps.model import Carrier, Estimate, Kinship, Newcomer, SourceMap, Spot

says: Mapping[str, Mapping[str, str]] = read_toml(Path(__file__).with_name("map.toml"), FramingError)
"""The texts of a map, by table and key."""
STRONG = 0.6
"""Rank correlation with length or date from which on a reader is warned."""


def say_title(drawn: SourceMap) -> str:
    """Return the title of the page."""
    if drawn.obstacle:
        return says["head"]["untitled"]
    return says["head"]["title"].format(sources=say_count(len(drawn.spots), "source"))


def say_made_from(drawn: SourceMap) -> str:
    """Return what the map is made from."""
    phrases = say_count(drawn.phrases, "phrase")
    return says["head"]["lead"].format(phrases=phrases, texts=say_count(len(drawn.documents), "text"))


def say_obstacle(drawn: SourceMap) -> str:
    """Return why there is no map, with the figures behind it."""
    named = [f"{one_line(one.source)} {say_whole(one.texts)}" for one in drawn.left_out if one.pole]
    why = says["obstacles"][drawn.obstacle.replace(" ", "_")].format(
        least=LEAST_SOURCES if drawn.obstacle != "too few phrases" else LEAST_KNOWN,
        texts=LEAST_TEXTS,
        found=say_whole(len(drawn.spots) if drawn.obstacle != "too few phrases" else drawn.phrases),
        documents=say_whole(len(drawn.documents)),
        named=", ".join(named) if drawn.obstacle == FEW_TEXTS else "",
    )
    return says["head"]["refused"].format(why=why)


def say_pole(drawn: SourceMap, sign: int) -> str:
    """Return what a pole is: the sources that were named for it."""
    pole = says["poles"]["plus" if sign > 0 else "minus"]
    return says["poles"]["named"].format(pole=pole, sources=", ".join(map(one_line, drawn.named(sign))))


def say_gain(gain: Gain) -> str:
    """Return a gain with its interval."""
    digits = count_digits(gain.low, gain.high)
    value, low, high = (say_number(one, digits) for one in (gain.value, gain.low, gain.high))
    return says["trials"]["gain"].format(value=value, low=low, high=high)


def say_trials(drawn: SourceMap) -> list[str]:
    """Return how the map fares on documents held out, sentence by sentence; none where it was not tried."""
    trials, told = drawn.trials, says["trials"]
    if trials is None:
        return []
    said = []
    if trials.named and trials.everyone:
        said.append(told["named" if trials.named.sure else "named_not"].format(gain=say_gain(trials.named)))
        said.append(told["everyone"].format(gain=say_gain(trials.everyone)))
    said.append(_say_differences(trials.differences, trials.axes))
    said.append(told["contrast" if trials.contrast else "contrast_none"])
    said.append(told["dispersion"].format(dispersion=say_decimal(trials.dispersion, 2)))
    said.append(told["settled" if trials.settled else "unsettled"].format(sweeps=say_whole(trials.sweeps)))
    return said


def _say_differences(gains: Sequence[Gain], axes: int) -> str:
    shown = [say_number(gain.value) for gain in gains]
    if not axes:
        return says["trials"]["differences_none"].format(next=shown[0] if shown else "–")
    return says["trials"]["differences"].format(
        count=say_whole(axes), gains=", ".join(shown[:axes]), next=shown[axes] if len(shown) > axes else "–"
    )


def say_kinship(kinship: Kinship) -> str:
    """Return one rank correlation."""
    sources = say_count(kinship.sources, "source")
    return says["kinships"][kinship.what].format(rho=say_number(kinship.rho), sources=sources)


def say_warnings(drawn: SourceMap) -> list[str]:
    """Return a warning for each of length and date that runs along the axis strongly."""
    told = says["kinships"]
    return [
        told["warning"].format(rho=say_number(one.rho), what=told[f"{one.what}_what"])
        for one in drawn.kinships
        if one.what != "lexicon" and abs(one.rho) >= STRONG
    ]


def say_interval_of(estimate: Estimate) -> str:
    """Return the interval of a place ("−0.20 to +0.41"), or that it is so by definition."""
    if estimate.high == estimate.low:
        return says["strip"]["pinned"]
    digits = count_digits(estimate.low, estimate.high)
    return f"{say_number(estimate.low, digits)} to {say_number(estimate.high, digits)}"


def say_pole_of(spot: Spot) -> str:
    """Return the pole that a source is named for, "–" for none."""
    return {1: says["sources"]["pro"], -1: says["sources"]["critical"]}.get(spot.pole, "–")


def say_ratio(carrier: Carrier) -> str:
    """Return how much more often a phrase is used at its pole, and in how many texts it stands."""
    texts = say_count(carrier.documents, "text")
    return says["carriers"]["ratio"].format(ratio=say_decimal(carrier.ratio, 2), texts=texts)


def say_newcomer(new: Newcomer) -> str:
    """Return where a new article is on the map, or why it is not."""
    told, phrases = says["newcomers"], say_count(new.phrases, "phrase")
    if new.place is None:
        return told[new.obstacle.lower().replace(" ", "_")].format(phrases=phrases)
    said = told["placed"].format(**_numbers(new.place), phrases=phrases)
    return f"{said}; {told['other'].format(**_numbers(new.second))}" if new.second else said


def _numbers(one: Estimate) -> dict[str, str]:
    digits = count_digits(one.low, one.high)
    shown = (say_number(figure, digits) for figure in (one.value, one.low, one.high))
    return dict(zip(("place", "low", "high"), shown, strict=True))


def name_newcomer(new: Newcomer) -> str:
    """Return what a new article is called: its title, else its id."""
    return one_line(new.document.title or new.document.id)


def say_left_out(drawn: SourceMap) -> list[str]:
    """Return which sources and how many texts are not on the map, in sentences."""
    said = []
    if drawn.left_out:
        shown = ", ".join(f"{one_line(one.source)} ({say_count(one.texts, 'text')})" for one in drawn.left_out)
        said.append(says["sources"]["left_out"].format(least=LEAST_TEXTS, sources=shown))
    if drawn.foreign:
        said.append(says["sources"]["foreign"].format(texts=say_count(drawn.foreign, "text")))
    return said
