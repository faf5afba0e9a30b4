"""Checking lexicons: every fault at once, from a broken key to an example that does not match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from framing.analyses import analyze
from framing.documents import make_document
from framing.lexicons.faults import Fault, line_of
from framing.lexicons.loading import parse_lexicon
from framing.lexicons.model import Entry, Frame, Guards, Lexicon
from framing.lexicons.patterns import ANY_ACTOR, compile_pattern, tokens_of
from framing.normalizing import normalize
from framing.shipped import read_cues

_FILLER = "thing"
"""Stands for the one word of a lone * when an entry is tried on its own words."""


def check_lexicon(path: Path, against: Path | None = None) -> list[Fault]:
    """Return all faults of a lexicon file, in order of their lines; none means that it serves as it says.

    With `against`, an earlier version of the file, a change of entries without a new version is a fault.
    Raises LexiconError when a file cannot be read as TOML at all.
    """
    lexicon, faults = parse_lexicon(path)
    if lexicon is None:
        return faults
    checker = _Checker(lexicon, path.read_text(encoding="utf-8"))
    return sorted([*checker.duplicates(), *checker.entries(), *checker.examples(), *_unversioned(lexicon, against)])


class _Checker:
    def __init__(self, lexicon: Lexicon, source: str) -> None:
        self.lexicon, self.source = lexicon, source

    def duplicates(self) -> Iterator[Fault]:
        places: dict[tuple[str, Guards, bool], list[tuple[Frame, int]]] = defaultdict(list)
        for frame, number, entry in self._numbered():
            places[" ".join(map(normalize, tokens_of(entry.text))), entry.guards, entry.case].append((frame, number))
        for (text, _, _), found in places.items():
            for frame, number in found[1:]:
                first, at = found[0]
                if self.lexicon.calibration and bool(first.pole) != bool(frame.pole):
                    continue  # a learned word may lean to a side and to arguing
                poles = {first.pole, frame.pole} - {""}
                kind = "contradicts" if len(poles) > 1 else "is the same as"
                message = f"'{text}' {kind} frames.{first.name}.entries[{at}]"
                yield self._fault(frame, number, message)

    def entries(self) -> Iterator[Fault]:
        for frame, number, entry in self._numbered():
            pattern = compile_pattern(entry.text, self.lexicon.actors, entry.case)
            if not pattern.stands_in(own_words(entry, self.lexicon), self.lexicon.actors):
                yield self._fault(frame, number, f"'{entry.text}' can never match its own words")
            for word in _too_broad(entry):
                yield self._fault(frame, number, f"'{entry.text}' is too broad: it matches '{word}'")

    def examples(self) -> Iterator[Fault]:
        for frame in self.lexicon.frames:
            alone = replace(self.lexicon, frames=(frame,), digest=f"{self.lexicon.digest}/{frame.name}")
            for key in ("definition", "match", "miss"):
                if not getattr(frame, key):
                    yield self._fault(frame, None, f"has no {key}; every frame is defined and shown by examples")
            for sentence in frame.match:
                if not _tags(sentence, alone):
                    yield self._fault(frame, None, f"the match example has no entry of the frame: {sentence}")
            for sentence in frame.miss:
                found = _tags(sentence, alone)
                if found:
                    yield self._fault(frame, None, f"the miss example is matched by '{found[0]}': {sentence}")

    def _numbered(self) -> Iterator[tuple[Frame, int, Entry]]:
        for frame in self.lexicon.frames:
            for number, entry in enumerate(frame.entries):
                yield frame, number, entry

    def _fault(self, frame: Frame, number: int | None, message: str) -> Fault:
        key = f"frames.{frame.name}"
        text = "" if number is None else frame.entries[number].text
        line = line_of(self.source, key, text)
        return Fault(self.lexicon.path, line, key if number is None else f"{key}.entries[{number}]", message)


def own_words(entry: Entry, lexicon: Lexicon) -> str:
    """Return the plainest text an entry should match: slots filled, stars dropped.

    >>> from framing.lexicons import Entry, load_lexicon
    >>> own_words(Entry("turn* a * eye"), load_lexicon("establishment"))
    'turn a thing eye'
    """
    return " ".join(_own_word(token, lexicon) for token in tokens_of(entry.text))


def _own_word(token: str, lexicon: Lexicon) -> str:
    if token == "*":
        return _FILLER
    if not token.startswith("{"):
        return token.replace("*", "")
    name = token.strip("{}").split("|")[0]
    actors = lexicon.actors[min(lexicon.actors) if name == ANY_ACTOR else name]
    return (actors.forms or actors.exact)[0]


def _too_broad(entry: Entry) -> list[str]:
    """The function words that a one-word entry lets in: a glob that matches "there" matches nearly any text."""
    tokens = tokens_of(entry.text)
    if len(tokens) > 1 or "*" not in tokens[0]:
        return []
    expression = compile_pattern(entry.text, {}).expression
    return [word for word in _function_words() if expression.fullmatch(word)][:1]


@cache
def _function_words() -> tuple[str, ...]:
    return tuple(sorted(normalize(word) for word in read_cues("stopwords")["words"]))


def _tags(sentence: str, lexicon: Lexicon) -> list[str]:
    analysis = analyze(make_document(sentence), [lexicon])
    return [tag.entry for tag in (*analysis.tags, *analysis.learned)]


def _unversioned(lexicon: Lexicon, against: Path | None) -> Iterable[Fault]:
    if against is None:
        return
    earlier, faults = parse_lexicon(against)
    yield from faults
    if earlier and earlier.digest != lexicon.digest and earlier.version == lexicon.version:
        message = f"is still {lexicon.version} although entries changed since {against}; raise it"
        yield Fault(lexicon.path, line_of("", "version"), "version", message)
