"""The checklist of a reviewer, filled in as far as the program can know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.agreement import CLASSES
from framing.leakage import LEAST_SHARED, RUN
from framing.lexicons.model import Lexicon
from framing.outcomes import evidence_of
from framing.reports.validationsheet import (
    NONE,
    class_titles,
    say_figure,
    say_setting,
    say_signed,
    say_value,
    texts,
)
from framing.reports.wording import one_line, say_count, say_decimal, say_percent, say_tally, say_whole
from framing.validation import Validation

_RIVALS = ("majority", "length", "sentiment", "bag_of_words")


def fill_checklist(validation: Validation) -> tuple[tuple[str, str], ...]:
    """Return each question with its answer."""
    return tuple((texts["checklist"][name], answer) for name, answer in _answers(validation))


def _answers(validation: Validation) -> Iterator[tuple[str, str]]:
    says = texts["answers"]
    yield "unit", _unit(validation)
    yield "texts", _texts(validation)
    yield "sampling", says["sampling"]
    yield "blindness", _blindness(validation)
    yield "leakage", _leakage(validation)
    yield "evidence", _evidence(validation)
    yield "calibration", _calibration(validation)
    yield "voices", _voices(validation)
    yield "sensitivity", _sensitivity(validation)
    yield "entries", _entries(validation)
    if validation.entries:
        yield "without", _without(validation)
    yield "nuisance", _nuisance(validation)
    yield "topics", _topics(validation)
    yield "baselines", _baselines(validation)
    yield "swap", _swap(validation)
    yield "language", _language(validation)


def _unit(validation: Validation) -> str:
    alone = validation.texts.groups == len(validation.texts.texts)
    told = texts["answers"]["unit"].format(path=one_line(validation.texts.path))
    return f"{told}; {texts['answers']['alone' if alone else 'grouped']}"


def _texts(validation: Validation) -> str:
    titles, counts = class_titles(validation), validation.texts_by_class
    return texts["answers"]["texts"].format(
        texts=say_count(len(validation.texts.texts), "text"),
        groups=say_count(validation.texts.groups, "group"),
        classes=say_tally(tuple((titles[name], counts[name]) for name in CLASSES.values())),
        left_out=one_line(say_tally(validation.texts.left_out)) or "none",
    )


def _blindness(validation: Validation) -> str:
    says, learned = texts["answers"], validation.axis.learned
    if validation.texts.fingerprint in (learned or validation.axis).description:
        return says["learned_from"]
    used = [_cite(one) for one in (validation.axis, learned) if one]
    return says["blindness"].format(fingerprint=validation.texts.fingerprint, lexicons=", ".join(used))


def _cite(lexicon: Lexicon) -> str:
    return f"{lexicon.name} {lexicon.version} ({lexicon.digest})"


def _leakage(validation: Validation) -> str:
    found, says = validation.leakage, texts["answers"]
    if found is None:
        return says["no_training"]
    told = says["leakage" if found.known else "leakage_none"].format(
        known=say_whole(len(found.known)),
        texts=say_count(len(validation.texts.texts), "text"),
        share=say_percent(found.share),
        least=say_percent(LEAST_SHARED),
        run=RUN,
        training=say_whole(found.training_texts),
        groups=say_count(found.same_groups, "name"),
        auc=say_value(found.auc_without),
    )
    return told + (says["same_file"] if found.same_file else "")


def _evidence(validation: Validation) -> str:
    used = evidence_of(validation.axis, validation.evidence)
    kind = "learned" if used.calibration else "both" if used.learned else "written"
    return texts["answers"][f"evidence_{kind}"]


def _calibration(validation: Validation) -> str:
    if not validation.calibrated:
        return texts["answers"]["uncalibrated"]
    brier, ece = (say_figure(validation.figures[name]) for name in ("brier", "ece"))
    return texts["answers"]["calibrated"].format(brier=brier, ece=ece)


def _voices(validation: Validation) -> str:
    by_name = {one.setting: one for one in validation.sensitivity}
    own, quoted = by_name["own_voices"], by_name["quoted_voices"]
    return texts["answers"]["voices"].format(
        own=say_value(own.auc), quoted=say_value(quoted.auc), coverage=say_percent(quoted.coverage or 0.0)
    )


def _sensitivity(validation: Validation) -> str:
    tried = [one for one in validation.sensitivity if one.setting != "quoted_voices"]
    areas = [(one.auc, say_setting(one.setting)) for one in tried]
    kept = [(one.neutral_kept, say_setting(one.setting)) for one in tried]
    return texts["answers"]["sensitivity"].format(auc=_span(areas), kept=_span(kept))


def _span(values: Sequence[tuple[float | None, str]]) -> str:
    """The lowest and the highest, and where they are."""
    found = sorted((value, name) for value, name in values if value is not None)
    if not found:
        return NONE
    (low, low_at), (high, high_at) = found[0], found[-1]
    if low == high:
        return texts["answers"]["throughout"].format(value=say_value(low))
    shown = {"low": say_value(low), "low_at": low_at, "high": say_value(high), "high_at": high_at}
    return texts["answers"]["between"].format(**shown)


def _entries(validation: Validation) -> str:
    if not validation.entries:
        return texts["answers"]["no_entries"]
    first = max(validation.entries, key=lambda one: one.weight)
    return texts["answers"]["entries"].format(
        entry=_quote(first.key.entry),
        weight=say_decimal(first.weight, 2),
        texts=say_count(first.texts, "text"),
        count=say_count(len(validation.entries), "entry", "entries"),
    )


def _without(validation: Validation) -> str:
    auc = validation.figures["auc"].value or 0.0
    most = max(validation.entries, key=lambda one: abs((one.auc_without or auc) - auc))
    return texts["answers"]["without"].format(
        entry=_quote(most.key.entry), without=say_value(most.auc_without), auc=say_value(auc)
    )


def _quote(entry: str) -> str:
    return f"“{one_line(entry)}”"


def _nuisance(validation: Validation) -> str:
    shown = {name: say_signed(value) for name, value in validation.correlations.items()}
    return texts["answers"]["nuisance"].format(**shown)


def _topics(validation: Validation) -> str:
    if not validation.topics:
        return texts["answers"]["no_topics"]
    areas = [(one.auc_without, one_line(one.topic)) for one in validation.topics]
    return texts["answers"]["topics"].format(auc=_span(areas))


def _baselines(validation: Validation) -> str:
    rivals = [one for one in validation.baselines if one.name in _RIVALS and one.auc.value is not None]
    best = max(rivals, key=lambda one: one.auc.value or 0.0)
    return texts["answers"]["baselines"].format(
        name=texts["baselines"][best.name], auc=say_figure(best.auc), lead=say_figure(best.lead, signed=True)
    )


def _swap(validation: Validation) -> str:
    swap = validation.swap
    if swap is None:
        return texts["answers"]["no_swap"]
    return texts["answers"]["swap"].format(
        turned=swap.turned, found=len(swap.found), kept=swap.kept, lists=swap.by_lists_alone, all=len(swap.swaps)
    )


def _language(validation: Validation) -> str:
    count = say_count(len(validation.texts.texts), "text")
    foreign, language = say_whole(validation.foreign), validation.axis.language
    return texts["answers"]["language"].format(foreign=foreign, texts=count, language=language)
