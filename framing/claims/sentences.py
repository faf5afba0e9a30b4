"""Where sentences end: every stop is a candidate, and what stands on both sides of it decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from framing.claims.inflections import reporting_forms
from framing.shipped import read_cues

_BREAKS = re.compile(r"[\r\n\x85\u2028\u2029]\s*")
_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028]")
_LIST_ITEM = re.compile(r"(?:[•‣▪◦*–—-]|\d{1,2}[.)])\s")
_STOP = re.compile(
    r"([.?!…。！？](?<![.?!…].)(?<!\.\s\.)(?>(?:[.?!…。！？]|\s\.(?!\w))*))"
    r"""((?:\s?[”»]|[ ]"(?=\s)|["'’)\]」』])*)"""
    r"(?:\s?\[(?:\d{1,3}|[a-z])\])*"
    r"(\s+|(?=[A-Z“])|(?<=[。！？」』]))(?=\S)"
)
_NEXT = re.compile(r"""[\s"“”‘’'«„(\[¿¡•*]*([\w'’.-]*)""")
_GLUED_NEXT = re.compile(r"[“]?(?:[A-Z][a-z]+(?!\w*[./@]\w)|[AI]\s)")
_GLUED_WORD = re.compile(r"[^\W\d_]*[a-z]{2}|\d{4}")
_CAMEL = re.compile(r"[a-z]{1,3}-?[A-Z]")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_LIST_SIGN = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivx]+)")
_OPENERS = "\"“”‘’'«„([—–-•*"
_INK = re.compile(r"\S")
_WORD = re.compile(r"[^\W_]")
_DASHES = "(—–-"
_OPENING_MARKS = '"“‘'
_REACH = 24


@dataclass(frozen=True, slots=True)
class _Shortenings:
    """Abbreviations without their last full stop, by what may follow them."""

    names: frozenset[str]
    numbered: frozenset[str]
    months: frozenset[str]
    open: frozenset[str]
    measured: frozenset[str]
    final: frozenset[str]
    states: frozenset[str]
    every: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The words around a stop: `before` (with the one before that) and `after`, without their marks."""

    before: str
    earlier: str
    after: str
    sign: str


@cache
def _shortenings() -> _Shortenings:
    cues = read_cues("abbreviations")
    never, may = cues["never_end"], cues["may_end"]
    measured = frozenset((*may["measures"], *may["times"]))
    return _Shortenings(
        names=frozenset((*never["titles"], *never["places-before"], *never["latin"])),
        numbered=frozenset(never["numbering"]),
        months=frozenset(never["months"]),
        open=frozenset(word for group in may.values() for word in group) - measured,
        measured=measured,
        final=frozenset(may["latin-final"]),
        states=frozenset(may["states"]),
        every=frozenset(word for part in (never, may) for group in part.values() for word in group),
    )


@cache
def _starters() -> frozenset[str]:
    """Return the function words that begin sentences and are no names, capitalised."""
    words = read_cues("grammar")["words"]
    groups = ("nominatives", "fillers", "determiners", "adverbs", "prepositions", "subordinators", "coordinators")
    return frozenset(word.capitalize() for group in (*groups, "complementizers") for word in words[group])


@cache
def _unfinished() -> frozenset[str]:
    """Return the words after which no sentence ends: "that …", "of …"."""
    words = read_cues("grammar")["words"]
    groups = ("determiners", "binders", "coordinators", "complementizers", "auxiliaries", "possessives")
    return frozenset(word for group in groups for word in words[group])


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(read_cues("grammar")["words"][group])


@cache
def _calendar() -> frozenset[str]:
    return frozenset(word for group in read_cues("grammar")["calendar"].values() for word in group)


@cache
def _tag_after() -> re.Pattern[str]:
    """Return the pattern of a name and a reporting verb after a quoted question: `Mr. Ali asked`, `@ali wrote`."""
    verbs = "|".join(sorted(map(re.escape, reporting_forms()), key=len, reverse=True))
    return re.compile(rf"(?:((?:[A-Z]|@\w)[\w.'’-]*)\s){{1,5}}(?:{verbs})(?:[.,;]|\s*(?:\n|\Z)|\s(\w+))")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each sentence of `text`, in order, without the space between them.

    Blank lines and list signs at a line's start end a sentence; a single line break does not.
    Together the spans cover all non-space characters.

    >>> text = "Gen. Ali left at 5 p.m. Friday. He flew to the U.S. with No. 2."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Gen. Ali left at 5 p.m. Friday.', 'He flew to the U.S. with No. 2.']
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _BREAKS.finditer(text):
        if _parts_paragraphs(text, found):
            spans += split_stretch(text, start, found.start())
            start = found.end()
    return spans + split_stretch(text, start, len(text))


def _parts_paragraphs(text: str, breaks: re.Match[str]) -> bool:
    several = "\u2029" in breaks[0] or len(_BREAK.findall(breaks[0])) > 1
    return several or _LIST_ITEM.match(text, breaks.end()) is not None


def split_stretch(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of `text[start:end]`, a stretch without paragraph breaks, as spans of `text`."""
    first = _INK.search(text, start, end)
    if not first:
        return []
    spans: list[tuple[int, int]] = []
    begin = first.start()
    for found in _STOP.finditer(text, begin, end):
        if _ends_sentence(text, begin, found):
            spans.append((begin, found.start(3)))
            begin = found.end()
    while text[end - 1].isspace():
        end -= 1
    spans.append((begin, end))
    return _join_wordless(text, spans)


def _join_wordless(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans with each that holds no letter or digit joined to the one before (or after)."""
    if len(spans) == 1:
        return spans
    joined: list[tuple[int, int]] = []
    worded = True
    for start, end in spans:
        wordless = not text[start].isalnum() and _WORD.search(text, start, end) is None
        if joined and (wordless or not worded):
            joined[-1] = (joined[-1][0], end)
            worded = worded or not wordless
        else:
            joined.append((start, end))
            worded = not wordless
    return joined


def _ends_sentence(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Return whether the sentence begun at `begin` ends at this stop."""
    after = stop.end()
    if after == stop.end(2):
        return _is_glued_end(text, stop)
    letter = text[after]
    if letter.islower():
        return _CAMEL.match(text, after) is not None
    sign = stop[1]
    if sign == ".":
        return _full_stop_ends(text, begin, stop)
    if sign[0] in "?!":
        return _mark_ends(text, stop)
    return not _goes_on_after_dots(text, begin, stop)


def _is_glued_end(text: str, stop: re.Match[str]) -> bool:
    """Return whether a stop without space after it ends a sentence ("region.There"), and is no address."""
    if stop[1][0] in "。！？":
        return True
    if not _GLUED_NEXT.match(text, stop.end()):
        return False
    word = _word_before(text, stop.start())
    return _GLUED_WORD.fullmatch(word.lstrip(_OPENERS)) is not None


def _word_before(text: str, end: int) -> str:
    parts = text[max(0, end - _REACH) : end].split()
    return parts[-1] if parts and not text[end - 1].isspace() else ""


def _goes_on_after_dots(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Return whether the sentence goes on after an ellipsis: with small letters, "I", or inside a phrase."""
    found = _NEXT.match(text, stop.end())
    word = found[1] if found else ""
    if word[:1].islower() or word.replace("’", "'").partition("'")[0] == "I":
        return True
    parts = text[max(begin, stop.start() - _REACH) : stop.start()].split()
    return bool(parts) and parts[-1] in _unfinished() and word not in _starters()


def _mark_ends(text: str, stop: re.Match[str]) -> bool:
    """Return whether ? or ! ends the sentence, which it does not before "Clinton said" or in "Yahoo! Inc."."""
    if not stop[2]:
        return stop[1] != "!" or _word_before(text, stop.start()) not in _words("marked-names")
    found = _NEXT.match(text, stop.end())
    if found and found[1][:1].islower():
        return False
    tag = _tag_after().match(text, stop.end())
    return tag is None or tag[1] in _starters() or tag[2] in _words("complementizers")


def _full_stop_ends(text: str, begin: int, stop: re.Match[str]) -> bool:
    place = stop.start()
    parts = text[max(begin, place - _REACH) : place].split()
    if not parts:
        return False
    bare = parts[-1].lstrip(_OPENERS)
    if text[stop.end()].isupper() and _is_plain(bare) and not bare.isupper():
        return len(parts) > 1 or not _is_list_sign(text, begin, place, bare)
    found = _NEXT.match(text, stop.end())
    after = found[1].rstrip(".") if found else ""
    if after[:1].islower() and not _CAMEL.match(after):
        return False
    word = _without_capitals(bare, after)
    if _is_plain(word):
        return len(parts) > 1 or not _is_list_sign(text, begin, place, word)
    earlier = parts[-2] if len(parts) > 1 else ""
    if text[stop.end()] == "(" and after[:1].isdigit():  # "Lund et al. (2018) found …"
        return False
    return _shortening_ends(_Surroundings(word.rpartition("-")[2], earlier, after, text[stop.end()]))


def _is_plain(word: str) -> bool:
    return len(word) > 1 and word not in _shortenings().every and "." not in word and "-" not in word


def _without_capitals(word: str, after: str) -> str:
    """Return a word of a line in capitals ("ST. PAUL") as it is written elsewhere, so that it is known."""
    is_shouted = word.isupper() and word.isalpha() and len(word) > 1 < len(after) and after.isupper()
    return word.capitalize() if is_shouted else word


def _is_list_sign(text: str, begin: int, place: int, word: str) -> bool:
    return _LIST_SIGN.fullmatch(word) is not None and not text[begin : place - len(word)].strip(_OPENERS)


def _shortening_ends(near: _Surroundings) -> bool:
    """Return whether the stop after an abbreviation, an initial or a list letter also ends the sentence."""
    word, known = near.before, _shortenings()
    starts = (near.after in _starters() and near.after != "I") or not (near.after or near.sign in _DASHES)
    if word in known.open and word in known.names:
        return starts and near.earlier[:1].isalnum() and not near.earlier.islower()
    if len(word) == 1 and word.isalnum() and not (word.islower() and word in known.names):
        return _letter_ends(near, starts)
    if word in known.measured:
        return _measure_ends(near, starts)
    if word in known.open or _DOTTED.fullmatch(word):
        return word not in known.names and (starts or word in known.final or _state_ends(near))
    if word in known.numbered:
        return not (near.after[:1].isdigit() or near.after in _words("roman-numerals"))
    return starts if word in known.months else word not in known.names


def _letter_ends(near: _Surroundings, starts: bool) -> bool:
    if near.before.isdigit():
        return bool(near.earlier)
    if near.before.islower():
        return not near.after[:1].isdigit()
    return bool(near.earlier) and (starts or near.earlier.lower() in _words("lettered"))


def _measure_ends(near: _Surroundings, starts: bool) -> bool:
    if near.before.isalpha() and near.before.islower() and not near.earlier[:1].isdigit():
        return True
    return starts or (near.after not in _calendar() and not near.after[:1].isdigit() and near.sign not in _DASHES)


def _state_ends(near: _Surroundings) -> bool:
    """Return whether a state after a comma ("in Covington, Ky. Police …") ends the sentence."""
    known = _shortenings()
    ended = (
        near.before in known.states
        and near.earlier.endswith(",")
        and (near.sign.isalpha() or near.sign in _OPENING_MARKS)
    )
    return ended and near.after.rstrip(".") not in known.every
