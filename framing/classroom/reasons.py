"""Reasons: what the key says of a tag, and what may be wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from framing.analyses import Analysis
from framing.claims.sentences import split_sentences
from framing.classroom.materials import Material, Sentence
from framing.classroom.model import Remark, remark
from framing.lexicons.model import Frame
from framing.lexicons.patterns import GAP
from framing.tags import Tag

LIGHT = 1.0
"""Weight below which an entry is known to be a weak sign."""


def explain_tags(material: Material, sentence: Sentence) -> tuple[Remark, ...]:
    """Return one reason for each tag of the sentence: its words, entry, frame and side."""
    return tuple(explain_tag(material, tag) for tag in outermost(sentence.tags))


def explain_tag(material: Material, tag: Tag) -> Remark:
    """Return why the tool marks these words: the entry, its frame, and its side where it has one."""
    words, frame = words_of(material, tag), material.frame(tag)
    lexicon = material.lexicon(tag.lexicon)
    side = lexicon.pole(tag.pole)
    told = {"words": words, "entry": tag.entry, "frame": frame.title}
    if side:
        return remark("entry_of_side", **told, side=side.title)
    return remark("entry", **told, lexicon=lexicon.title)


def is_wording(tag: Tag) -> bool:
    """Return whether a tag is about its very words, and not about who is told as doing what ("{us} … {wrong}")."""
    return GAP not in tag.entry


def explain_frames(material: Material) -> tuple[Remark, ...]:
    """Return what each frame means that is found in the texts: those of the sides first, each by title."""
    found = {
        (tag.lexicon, tag.frame): tag for analysis in material.analyses for tag in _all_marks(material, analysis)
    }
    told = []
    for tag in found.values():
        frame, lexicon = material.frame(tag), material.lexicon(tag.lexicon)
        side = lexicon.pole(tag.pole)
        values = {"frame": frame.title, "definition": define(frame)}
        code, whose = ("frame_of_side", side.title) if side else ("frame_of_lexicon", lexicon.title)
        told.append((tag.sign or 2, frame.title, remark(code, **values, whose=whose)))
    return tuple(one for _, _, one in sorted(told, key=lambda one: one[:2]))


def define(frame: Frame) -> str:
    """Return the first sentence of a frame's definition: what follows says how it is recognised."""
    start, end = split_sentences(frame.definition)[0] if frame.definition.strip() else (0, 0)
    return frame.definition[start:end]


def _all_marks(material: Material, analysis: Analysis) -> tuple[Tag, ...]:
    return material.marks(analysis, 0, len(analysis.document.text))


def doubt_tags(material: Material, sentence: Sentence) -> tuple[Remark, ...]:
    """Return where the tool may be wrong about these tags, each kind of doubt once for all its words."""
    return tuple(
        remark(code, words=tuple(dict.fromkeys(words_of(material, tag) for tag in tags)))
        for code, tags in _doubted(outermost(sentence.tags))
        if tags
    )


def _doubted(tags: Sequence[Tag]) -> Iterator[tuple[str, list[Tag]]]:
    yield "doubt_quoted", [tag for tag in tags if tag.voice in ("direct", "indirect")]
    yield "doubt_scare", [tag for tag in tags if tag.quoted]
    yield "doubt_light", [tag for tag in tags if tag.weight < LIGHT]


def words_of(material: Material, tag: Tag) -> str:
    """Return the words of a tag as they stand in the text."""
    return material.comparison.analysis(tag.document).document.text[tag.start : tag.end]


def outermost(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    """Return the tags without those that lie within another one of the same lexicon; of equal ones the first."""
    kept: list[Tag] = []
    for tag in sorted(tags, key=lambda one: (one.start, -one.end, one.lexicon, one.frame)):
        if not any(one.lexicon == tag.lexicon and one.start <= tag.start and tag.end <= one.end for one in kept):
            kept.append(tag)
    return tuple(kept)
