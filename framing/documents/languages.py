"""Languages: which one a text is in, told by its function words or, where they are few, by py3langid."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from framing.shipped import read_cues

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"

_GLANCE, _LOOK = 80, 400
"""Characters looked at in each of three places of a text, for its opening alone may be a quotation."""
_SURE = 0.25
"""Share of English function words from which on a text is English: news has 0.35 to 0.5, other tongues below 0.15."""
_MIXED = 0.15
"""Share of English function words from which on the model must be all but certain to call a text anything else."""
_FEWEST_WORDS = 8
_FEWEST_BYTES = 80
"""Bytes of letters in UTF-8 from which on the model is asked: 80 Latin letters, 40 Cyrillic or 27 Chinese ones."""
_LONGEST = 4000
"""Characters the model is shown; it does not get surer with more."""
_CONFIDENCE = 0.9
_CERTAINTY = 0.99
"""Probabilities of "not English" below which the language stays unknown: a wrong one leaves a whole text unread."""
_GUESS = 0.5
"""Probability below which no language is named at all; kin such as Danish and Norwegian share what there is."""
_NO_LANGUAGE = "zxx"


def find_language(text: str) -> str:
    """Return the ISO 639 code of the language of `text`, or "" where it is too short or too mixed to tell.

    >>> find_language("The minister said that she would not be there, and that nobody had asked her.")
    'en'
    >>> find_language("Nairobi")
    ''
    """
    share = 0.0
    for width in (_GLANCE, _LOOK):
        share = _share_of_english(_sample(text, width))
        if share >= _SURE:
            return ENGLISH
    shown = text[:_LONGEST]
    letters = "".join(filter(str.isalpha, shown))
    if len(letters.encode("utf-8", "replace")) < _FEWEST_BYTES:
        return ""
    return _ask_model(shown, share)


def describe_language(code: str) -> str:
    """Return the note for a text in another language than English, or "" for English and unknown ones.

    >>> describe_language("fr")
    'language looks like French (fr), not English: its claims are not tagged or scored'
    """
    if code in ("", ENGLISH):
        return ""
    name = read_cues("languages")["names"].get(code)
    called = f"{name} ({code})" if name else f"{code!r}"
    return f"language looks like {called}, not English: its claims are not tagged or scored"


def _sample(text: str, width: int) -> str:
    if len(text) <= 3 * width:
        return text
    middle = len(text) // 2
    return f"{text[:width]} {text[middle : middle + width]} {text[-width:]}"


def _share_of_english(sample: str) -> float:
    words = sample.lower().split()
    if len(words) < _FEWEST_WORDS:
        return 0.0
    return sum(map(_function_words().__contains__, words)) / len(words)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(read_cues("stopwords")["words"])


def _ask_model(text: str, share: float) -> str:
    ranking = [(str(code), float(part)) for code, part in _model().rank(text.encode("utf-8", "replace"))]
    best, likely = ranking[0]
    if likely < _GUESS or best == _NO_LANGUAGE:
        return ""
    foreign = 1 - dict(ranking)[ENGLISH]
    needed = _CERTAINTY if share >= _MIXED else _CONFIDENCE
    return best if best == ENGLISH or foreign >= needed else ""


@cache
def _model() -> LanguageIdentifier:
    # Takes 0.7 s and 100 MB: only loaded for a text whose function words leave a doubt.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
