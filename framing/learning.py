"""Learning: a lexicon of weighted words and phrases from labelled texts, for a written lexicon's axis.

Weights are those of logistic regressions on how often each phrase stands in a passage; what they amount
to is calibrated on groups of texts kept apart, with the very matcher and sums that reports use.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from framing.analyses import Analysis, analyze
from framing.claims.model import VOICES
from framing.documents import make_document
from framing.evidence import Evidence
from framing.labelled import LabelledText, LabelledTexts
from framing.lexicons.model import ARGUING, PASSAGE, REPORTING, WEIGHT_UNIT, Calibration, Entry, Frame, Lexicon
from framing.normalizing import normalize
from framing.scores import learned_rate, passage_variance, written_share
from framing.vocabulary import Vocabulary, build_vocabulary, is_style
from framing.weights import WeightScanner, weigh_claims

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_matrix

FOLDS = 5
"""Parts the groups are cut into for calibration; each is weighed by what the other four taught."""
STRENGTH = 0.01
"""Inverse strength of the penalty on weights; of 0.001 to 0.1 the best on groups kept apart."""
LIGHTEST_WORD, LIGHTEST_PHRASE = 0.05, 0.1
"""Weights nearer to zero are dropped: together they change next to nothing."""
LIGHTEST_MANNER = 0.1
"""Arguing is told from reporting by far fewer words than one side from the other."""
DECIMALS = 2
STRANGERS = 0.5
"""What learned weights are worth on texts of other authors, beside the groups they are scaled on: about half.

Of 100 narratives restated by others they order 75 % of the pairs, of their own authors' 90 %.
"""
EXAMPLES = 3
_LONGEST_EXAMPLE = 160
_SHORTEST_EXAMPLE = 4
_EVEN = Calibration(1.0, 1.0, 1.0, 0.0, 1.0)
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
Watcher = Callable[[str], None]


def learn_lexicon(
    texts: LabelledTexts,
    axis: Lexicon,
    version: str = "1.0.0",
    apart: LabelledTexts | None = None,
    watch: Watcher | None = None,
) -> Lexicon:
    """Return a learned lexicon for the axis: weights, and a calibration from texts they were not fitted on.

    These are `apart` where given (best texts of the kind to be read, such as articles), else each group by
    what the others taught. Its frames are one for each pole, and "arguing" and "reporting" where neutral
    texts are given.
    """
    say = watch or (lambda _: None)
    say("fitting weights")
    learned = fit_weights(texts.texts, axis)
    if apart:
        say("calibrating")
        weighed = [_weigh(one, learned) for one in _tagged(apart.texts, axis)]
    else:
        weighed = _cross_weighed(texts.texts, axis, say)
    calibration = _calibrate(weighed, (apart or texts).texts, replace(axis, learned=learned))
    if not apart:
        calibration = replace(calibration, learned=round(STRANGERS * calibration.learned, 3))
    say("choosing examples")
    frames = tuple(_with_examples(frame, learned, texts.texts) for frame in learned.frames)
    description = _describe(texts, apart, axis)
    return replace(learned, frames=frames, calibration=calibration, version=version, description=description)


def _tagged(texts: Sequence[LabelledText], axis: Lexicon) -> list[Analysis]:
    return [analyze(make_document(one.text), [replace(axis, learned=None)]) for one in texts]


def _cross_weighed(texts: Sequence[LabelledText], axis: Lexicon, say: Watcher) -> list[Analysis]:
    """The texts' analyses, each weighed by what the folds without its group taught."""
    say("reading texts")
    weighed, folds = _tagged(texts, axis), fold_groups(texts)
    for fold in range(FOLDS):
        say(f"calibrating, part {fold + 1} of {FOLDS}")
        taught = fit_weights([one for one, part in zip(texts, folds, strict=True) if part != fold], axis)
        for number, part in enumerate(folds):
            if part == fold:
                weighed[number] = _weigh(weighed[number], taught)
    return weighed


def fold_groups(texts: Sequence[LabelledText], folds: int = FOLDS) -> list[int]:
    """Return which fold each text is in; texts of a group share one, whatever the order of the texts."""
    order = {group: number % folds for number, group in enumerate(sorted({one.group for one in texts}))}
    return [order[one.group] for one in texts]


def _weigh(analysis: Analysis, taught: Lexicon) -> Analysis:
    return replace(analysis, learned=weigh_claims(analysis.document, analysis.claims, [taught]))


def fit_weights(texts: Sequence[LabelledText], axis: Lexicon) -> Lexicon:
    """Return weights for the axis fitted on all these texts, not yet calibrated."""
    vocabulary = build_vocabulary([one.text for one in texts], [one.group for one in texts])
    sided = [number for number, one in enumerate(texts) if one.sign]
    side = _weights(vocabulary, texts, sided, [texts[number].sign > 0 for number in sided])
    side = {phrase: weight for phrase, weight in side.items() if not is_style(phrase)}
    frames = [_frame(pole.name, pole.title, side, pole.sign, pole.name) for pole in axis.poles]
    if len(sided) < len(texts):
        manner = _weights(vocabulary, texts, range(len(texts)), [one.sign != 0 for one in texts])
        manner = {phrase: weight for phrase, weight in manner.items() if abs(weight) >= LIGHTEST_MANNER}
        frames += [_frame(ARGUING, "Arguing", manner, 1), _frame(REPORTING, "Reporting", manner, -1)]
    return Lexicon(
        name=f"{axis.name}-learned",
        version="",
        title=f"{axis.title}: learned weights",
        description="",
        poles=axis.poles,
        frames=tuple(frames),
        actors={},
        digest=hashlib.sha256(repr(frames).encode()).hexdigest(),
        language=axis.language,
        calibration=_EVEN,
    )


def _weights(
    vocabulary: Vocabulary, texts: Sequence[LabelledText], chosen: Sequence[int], plus: Sequence[bool]
) -> dict[str, float]:
    """Log-odds a passage for one more occurrence of each phrase, by ridge-penalised logistic regression.

    Rarer phrases are scaled up by their inverse document frequency (Sparck Jones 1972), which penalises
    them less: common words would else carry what the topic words of a story teach.
    """
    from sklearn.linear_model import LogisticRegression

    matrix, rarity = _matrix(vocabulary, texts, chosen)
    both_ways = sum(plus) * 2 == len(plus)
    model = LogisticRegression(C=STRENGTH, tol=1e-7, max_iter=5000, fit_intercept=not both_ways)
    coefficients = model.fit(matrix, list(plus)).coef_[0] * rarity
    return {
        phrase: float(weight)
        for phrase, weight in zip(vocabulary.phrases, coefficients, strict=True)
        if abs(weight) >= (LIGHTEST_PHRASE if " " in phrase else LIGHTEST_WORD)
    }


def _matrix(
    vocabulary: Vocabulary, texts: Sequence[LabelledText], chosen: Sequence[int]
) -> tuple[csr_matrix, np.ndarray]:
    """Occurrences a passage of each phrase in the chosen texts, times its rarity; and the rarities."""
    import numpy as np
    from scipy.sparse import csr_matrix

    rows, columns, values = [], [], []
    for row, number in enumerate(chosen):
        passages = len(texts[number].text.split()) / PASSAGE
        for phrase, count in vocabulary.counts[number].items():
            rows.append(row)
            columns.append(phrase)
            values.append(count / passages)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(chosen), len(vocabulary.phrases)))
    holding = np.bincount(columns, minlength=len(vocabulary.phrases))
    rarity = np.log(len(chosen) / np.maximum(1, holding))
    return csr_matrix(matrix.multiply(rarity)), rarity


def _frame(name: str, title: str, weights: Mapping[str, float], sign: int, pole: str = "") -> Frame:
    mine = {phrase: abs(weight) for phrase, weight in weights.items() if weight * sign > 0}
    whole = {phrase: _with_inner(phrase, mine) for phrase in mine}
    entries = [Entry(phrase, round(weight, DECIMALS)) for phrase, weight in whole.items()]
    ordered = tuple(sorted(entries, key=lambda entry: (-entry.weight, entry.text)))
    return Frame(name, title, pole, "", (), (), ordered)


def _with_inner(phrase: str, weights: Mapping[str, float]) -> float:
    """A phrase's weight with those of the phrases in it: where it is found, these are not counted again."""
    words = phrase.split()
    spans = ((i, j) for i in range(len(words)) for j in range(i + 1, len(words) + 1))
    return sum(weights.get(" ".join(words[i:j]), 0.0) for i, j in spans)


def _calibrate(weighed: Sequence[Analysis], texts: Sequence[LabelledText], axis: Lexicon) -> Calibration:
    found = [analysis.evidence(axis, VOICES) for analysis in weighed]
    sided = [(one, text.sign > 0) for one, text in zip(found, texts, strict=True) if text.sign]
    neutral = round(_mean(learned_rate(one) for one, text in zip(found, texts, strict=True) if not text.sign), 3)
    sides = [[written_share(one), learned_rate(one) - neutral] for one, _ in sided]
    (written, learned), _ = _fit_scale(sides, [plus for _, plus in sided], level=False)
    arguing, offset = 0.0, math.inf
    if len(sided) < len(found):
        manners = [[(one.arguing - one.reporting) / WEIGHT_UNIT / max(1, one.words) * PASSAGE] for one in found]
        (arguing,), offset = _fit_scale(manners, [text.sign != 0 for text in texts], level=True)
    written, learned, arguing = (round(max(0.0, one), 3) for one in (written, learned, arguing))
    even = Calibration(written, learned, arguing, round(offset, 3), 1.0, neutral)
    return replace(even, spread=round(_spread(found, even), 3))


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def _fit_scale(rows: Sequence[list[float]], plus: Sequence[bool], level: bool) -> tuple[list[float], float]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1.0, tol=1e-7, max_iter=5000, fit_intercept=level).fit(rows, plus)
    return [float(one) for one in model.coef_[0]], float(model.intercept_[0]) if level else 0.0


def _spread(found: Iterable[Evidence], calibration: Calibration) -> float:
    """The standard deviation of a passage's side within a text, pooled over texts of several claims."""
    variances = [passage_variance(one, calibration) for one in found if one.by_claim.units > 1]
    return math.sqrt(sum(variances) / len(variances)) if variances else 1.0


def _with_examples(frame: Frame, lexicon: Lexicon, texts: Sequence[LabelledText]) -> Frame:
    """The frame with sentences of the texts that show it best, and some that hold nothing of it."""
    scanner = WeightScanner([replace(lexicon, frames=(frame,))])
    weight: dict[str, int] = {}
    for sentence in (sentence for one in texts for sentence in _SENTENCES.split(one.text)):
        if len(sentence) <= _LONGEST_EXAMPLE and len(sentence.split()) >= _SHORTEST_EXAMPLE:
            found = scanner.find(normalize(sentence))
            weight[sentence] = sum(scanner.entries[number].milli for _, _, number in found)
    heaviest = sorted(weight, key=lambda sentence: (-weight[sentence], sentence))[:EXAMPLES]
    without = sorted((sentence for sentence in weight if not weight[sentence]), key=lambda one: (-len(one), one))
    return replace(frame, definition=_define(frame), match=tuple(heaviest), miss=tuple(without[:EXAMPLES]))


def _define(frame: Frame) -> str:
    kind = "that argue, whichever side," if frame.name == ARGUING else "that report rather than argue"
    whose = f"labelled {frame.pole}" if frame.pole else kind
    return f"Words and phrases that texts {whose} use more often than the others; weights learned, not written."


def _describe(texts: LabelledTexts, apart: LabelledTexts | None, axis: Lexicon) -> str:
    scaled = f"{_count(apart)} kept apart" if apart else "its own groups, each by what the others taught"
    return (
        f"Learned by `framing learn` from {_count(texts)} for the axis of {axis.name} {axis.version} "
        f"({axis.digest}); calibrated on {scaled}."
    )


def _count(texts: LabelledTexts) -> str:
    return f"{len(texts.texts)} labelled texts in {texts.groups} groups (fingerprint {texts.fingerprint})"
