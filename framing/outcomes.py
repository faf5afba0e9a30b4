"""Outcomes: what an axis makes of labelled texts, under one setting or several, next to their labels."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from framing.analyses import Analysis, analyze
from framing.claims.model import VOICES, Voice
from framing.documents import make_document
from framing.evidence import calibration_of, independent_tags
from framing.labelled import LabelledText
from framing.lexicons.model import Lexicon
from framing.scores import NEUTRAL_BELOW, OUTLET_VOICES, score, weight_slopes

QUOTED_VOICES: tuple[Voice, ...] = tuple(voice for voice in VOICES if voice not in OUTLET_VOICES)
_SAID_EVERY = 50
Watcher = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Setting:
    """One way of scoring: the axis with the evidence it uses, whose words count, and what is called neutral."""

    name: str
    axis: Lexicon
    voices: tuple[Voice, ...] = VOICES
    negated: bool = False
    """Whether negated tags are counted as if they were not."""
    neutral_below: float = NEUTRAL_BELOW


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one labelled text is read as.

    `lean` is the log-odds of the plus pole, 0 without evidence; `direction` is None where it is refused; `called`
    is the side it is read as (−1, +1; 0 for neutral or refused); `tags` and `written` count the evidence.
    """

    sign: int
    group: str
    words: int
    lean: float
    direction: float | None
    called: int
    tags: int
    written: int

    @property
    def refused(self) -> bool:
        """Whether no direction is given."""
        return self.direction is None


@dataclass(frozen=True, slots=True, order=True)
class EntryKey:
    """An entry, "written" or "learned", by frame and text, and its side."""

    kind: str
    frame: str
    entry: str
    sign: int


@dataclass(frozen=True, slots=True, eq=False)
class Contributions:
    """The leans taken apart: entry `entries[columns[k]]` adds `values[k]` to the lean of text `rows[k]`."""

    entries: tuple[EntryKey, ...]
    rows: array[int]
    columns: array[int]
    values: array[float]


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """All outcomes by the name of their setting, in the order of the texts; those of the first taken apart.

    `foreign` counts texts in another language than the axis's, which nothing is found in.
    """

    outcomes: dict[str, tuple[Outcome, ...]]
    contributions: Contributions
    foreign: int


def settings_of(axis: Lexicon, evidence: str) -> tuple[Setting, ...]:
    """Return the settings to try, first the one to be measured; `evidence` is "written", "learned" or "both".

    >>> from framing.lexicons import load_lexicon
    >>> [one.name for one in settings_of(load_lexicon("establishment"), "written")][:3]
    ['all_voices', 'own_voices', 'quoted_voices']
    """
    used = evidence_of(axis, evidence)
    first = Setting("all_voices", used)
    tried = [
        first,
        replace(first, name="own_voices", voices=OUTLET_VOICES),
        replace(first, name="quoted_voices", voices=QUOTED_VOICES),
        replace(first, name="negated_counted", negated=True),
        replace(first, name="neutral_below_half", neutral_below=NEUTRAL_BELOW / 2),
        replace(first, name="neutral_below_double", neutral_below=NEUTRAL_BELOW * 2),
    ]
    if axis.learned:
        tried += [Setting(f"{kind}_only", evidence_of(axis, kind)) for kind in ("written", "learned")]
        tried += [Setting("written_and_learned", axis)]
    return tuple(tried)


def evidence_of(axis: Lexicon, evidence: str) -> Lexicon:
    """Return the axis with this evidence alone; a learned lexicon is an axis by itself."""
    if evidence == "written":
        return replace(axis, learned=None)
    return axis.learned if evidence == "learned" and axis.learned else axis


def observe(texts: Sequence[LabelledText], axis: Lexicon, settings: Sequence[Setting], watch: Watcher) -> Observed:
    """Return what each setting makes of the texts, one text in memory at a time."""
    outcomes: dict[str, list[Outcome]] = {setting.name: [] for setting in settings}
    numbers: dict[EntryKey, int] = {}
    parts = Contributions((), array("q"), array("q"), array("d"))
    foreign = 0
    for row, text in enumerate(texts):
        if row % _SAID_EVERY == 0:
            watch(f"reading texts, {row} of {len(texts)}")
        analysis = analyze(make_document(text.text), [axis])
        foreign += analysis.document.language not in ("", axis.language)
        for setting in settings:
            outcomes[setting.name].append(_outcome(text, analysis, setting))
        for key, value in _contributions(analysis, settings[0]):
            parts.rows.append(row)
            parts.columns.append(numbers.setdefault(key, len(numbers)))
            parts.values.append(value)
    found = {name: tuple(one) for name, one in outcomes.items()}
    return Observed(found, replace(parts, entries=tuple(numbers)), foreign)


def _outcome(text: LabelledText, analysis: Analysis, setting: Setting) -> Outcome:
    if setting.negated:
        analysis = replace(analysis, tags=tuple(replace(tag, negated=False) for tag in analysis.tags))
    evidence = analysis.evidence(setting.axis, setting.voices)
    scored = score(evidence, setting.axis)
    return Outcome(
        sign=text.sign,
        group=text.group,
        words=len(text.text.split()),
        lean=scored.lean,
        direction=scored.direction,
        called=_called(scored.direction, setting.neutral_below),
        tags=evidence.tags + evidence.learned_tags,
        written=evidence.tags,
    )


def _called(direction: float | None, neutral_below: float) -> int:
    if direction is None or abs(direction) < neutral_below:
        return 0
    return 1 if direction > 0 else -1


def _contributions(analysis: Analysis, setting: Setting) -> Iterator[tuple[EntryKey, float]]:
    axis, calibration = setting.axis, calibration_of(setting.axis)
    found = analysis.evidence(axis, setting.voices)
    if calibration is None:
        written, learned = 1.0, 0.0
    else:
        written, learned = weight_slopes(found, calibration)
    own = [tag for tag in analysis.tags if tag.lexicon == axis.name and tag.voice in setting.voices]
    for tag in independent_tags(own):
        yield EntryKey("written", tag.frame, tag.entry, tag.sign), tag.sign * tag.weight * written
    name = (axis.learned or axis).name
    for tag in analysis.learned if calibration else ():
        if tag.sign and tag.lexicon == name and tag.voice in setting.voices:
            yield EntryKey("learned", tag.frame, tag.entry, tag.sign), tag.sign * tag.weight * learned
