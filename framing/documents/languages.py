"""Languages: which one a text is in, told by its function words or, where they are few, by py3langid."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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
_FOREIGN_WORDS = 12
"""Words of the shortest paragraph that is called another language than the text around it."""
_FOREIGN_LENGTH = 50
"""Characters: fewer are hardly so many words, nor enough letters for the model."""
_FOREIGN_CERTAINTY = 0.995
"""Probability of "not English" below which a paragraph of an English text stays.

Of some 1,200 lines of English news with few function words, none had more than 0.96.
"""
_FEW = 2
_PLAIN = 0.06
"""Share of English function words up to which the model is asked about a paragraph without a single foreign letter.

It takes long to load, and terse English has no more than a tenth of them: with this, one text in 2,500 asks for it.
"""
_PROSE = 0.5
"""Share of words in small letters below which a line may be a list of names, which are of no language."""


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


def find_foreign(texts: Sequence[str], skipped: Collection[int]) -> dict[int, str]:
    """Return the paragraphs (by index) of an English text that are clearly in another language, with its code.

    Those `skipped` are no part of the text. None where the text as a whole is in another language, or the rest of it
    is not in English.
    """
    the = _words()[0]
    doubtful = [i for i, text in enumerate(texts) if the not in text and len(text) >= _FOREIGN_LENGTH]
    foreign = {i: code for i in doubtful if i not in skipped and (code := _find_foreign(texts[i]))}
    if not foreign:
        return {}
    own = [text for i, text in enumerate(texts) if i not in skipped]
    rest = [text for i, text in enumerate(texts) if i not in skipped and i not in foreign]
    is_english = find_language(" ".join(own)) in ("", ENGLISH) and find_language(" ".join(rest)) == ENGLISH
    return foreign if is_english else {}


def describe_foreign(codes: Sequence[str]) -> str:
    """Return the note on paragraphs in these languages within an English text, or "" for none.

    >>> describe_foreign(["es", "es"])
    '2 paragraphs look like Spanish (es), not English: left out, neither tagged nor scored'
    """
    if not codes:
        return ""
    called = " and ".join(map(_call, dict.fromkeys(codes)))
    told = "1 paragraph looks" if len(codes) == 1 else f"{len(codes)} paragraphs look"
    return f"{told} like {called}, not English: left out, neither tagged nor scored"


def describe_language(code: str) -> str:
    """Return the note for a text in another language than English, or "" for English and unknown ones.

    >>> describe_language("fr")
    'language looks like French (fr), not English: its claims are not tagged or scored'
    """
    if code in ("", ENGLISH):
        return ""
    return f"language looks like {_call(code)}, not English: its claims are not tagged or scored"


def _call(code: str) -> str:
    name = read_cues("languages")["names"].get(code)
    return f"{name} ({code})" if name else f"{code!r}"


def _find_foreign(text: str) -> str:
    """Return the code of another language that a paragraph is in beyond doubt, or ""."""
    if text.isascii() and text.count(" ") < _FOREIGN_WORDS - 1:
        return ""
    if sum([word in text for word in _words()[1:]]) >= _FEW:
        return ""
    share = _share_of_english(text)
    if share >= _MIXED or not _is_prose(text):
        return ""
    if share > _PLAIN and "".join(filter(str.isalpha, text)).isascii():
        return ""
    return _ask_for_foreign(text[:_LONGEST])


def _is_prose(text: str) -> bool:
    """Return whether a text has enough letters, and in Latin script enough words, most of them in small letters."""
    letters = "".join(filter(str.isalpha, text))
    if len(letters.encode("utf-8", "replace")) < _FEWEST_BYTES:
        return False
    if sum(map(str.isascii, letters)) < len(letters) / 2:
        return True
    words = text.split()
    return len(words) >= _FOREIGN_WORDS and sum([word[0].islower() for word in words]) >= _PROSE * len(words)


def _ask_for_foreign(text: str) -> str:
    ranking = {str(code): float(part) for code, part in _model().rank(text.encode("utf-8", "replace"))}
    best = max(ranking, key=ranking.__getitem__)
    sure = 1 - ranking[ENGLISH] >= _FOREIGN_CERTAINTY and ranking[best] >= _GUESS
    return best if sure and best not in (ENGLISH, _NO_LANGUAGE) else ""


@cache
def _words() -> tuple[str, ...]:
    words = read_cues("languages")["english"]
    return words["glance"], *words["others"]


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
