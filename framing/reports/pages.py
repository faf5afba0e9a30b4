"""Pages: everything one page shows, named, numbered and capped, ready to be laid out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from framing.analyses import Analysis
from framing.comparisons import Comparison
from framing.documents.model import Document
from framing.profiles import Profile, Quote
from framing.reports.charts import Mark, place_mark
from framing.reports.frametables import FrameGroup, UsedFrames, group_frames, used_frames
from framing.reports.guides import Guide, guide_for
from framing.reports.letters import Letters, assign_letters
from framing.reports.passages import Paragraph, Passage, cut_document, cut_excerpt, cut_quote
from framing.reports.sametexts import GROUPS_SHOWN, SameText, name_document, show_same_texts
from framing.reports.voiceshares import VoiceShare, share_voices
from framing.reports.wording import is_by_document, say_title

MAX_UNITS = 24
"""Units with a card, a column of the frame table and a list of voices: what can still be read side by side."""
MAX_CHARACTERS = 400_000
"""Characters of full texts on one page, about 80 articles: with marks it stays a page that a phone can open."""
SPARSE_CLAIMS = 4
"""Marks without a pole on more than every fourth claim would hide the others; the reader can switch them on."""
MAX_SHEETS = 60
"""Documents with a place of their own on the page; the others are counted."""
FRAMES_PER_CARD = 4
FRAMES_PER_SHEET = 8
SPEAKERS_SHOWN = 12
CUTS_SHOWN = 60
_SLUG_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Unit:
    """One source (or document) as shown: its name, its anchor, its dot, its frames and its voices."""

    profile: Profile
    name: str
    anchor: str
    mark: Mark | None
    frames: tuple[UsedFrames, ...]
    shares: tuple[VoiceShare, ...]


@dataclass(frozen=True)
class Sheet:
    """One document as shown: `listed` says whether it has a place on the page, `shown` whether its full text has.

    `number` is what it is cited by, from 1: the sheets are in order of their units, then of their dates.
    """

    number: int
    profile: Profile
    document: Document
    analysis: Analysis
    name: str
    anchor: str
    listed: bool
    shown: bool
    frames: tuple[UsedFrames, ...]

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The full text in marked passages."""
        return cut_document(self.analysis)

    @property
    def headline(self) -> Paragraph | None:
        """The first paragraph where it is the headline and the text is shown."""
        first = self.paragraphs[0] if self.shown and self.paragraphs else None
        return first if first and first.kind == "headline" else None

    @property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs after the headline."""
        return self.paragraphs[1:] if self.headline else self.paragraphs


@dataclass(frozen=True, slots=True)
class Key:
    """One kind of mark: `side` ("minus", "plus", "plain") and `css` are class names, `id` names its switch.

    `shown` says whether the marks in full texts are switched on at first.
    """

    id: str
    side: str
    css: str
    letter: str
    title: str
    shown: bool


@dataclass(frozen=True)
class Page:
    """One comparison laid out: `units` and `sheets` are all, `detailed` and `listed` those with room of their own."""

    comparison: Comparison
    title: str
    units: tuple[Unit, ...]
    detailed: tuple[Unit, ...]
    sheets: tuple[Sheet, ...]
    groups: tuple[FrameGroup, ...]
    letters: Letters
    keys: tuple[Key, ...]
    same_texts: tuple[SameText, ...]
    sharers: Mapping[str, tuple[str, ...]]

    @property
    def guide(self) -> Guide:
        """How the page is to be read."""
        return guide_for(self.comparison)

    @property
    def shown_same_texts(self) -> tuple[SameText, ...]:
        """The groups of copies that have room of their own on the page."""
        return self.same_texts[:GROUPS_SHOWN]

    @property
    def more_same_texts(self) -> int:
        """How many groups of copies have no room."""
        return len(self.same_texts) - len(self.shown_same_texts) + self.comparison.more_copies

    def same_text(self, document: str) -> SameText | None:
        """Return the group of copies that a document belongs to."""
        return next((group for group in self.same_texts if document in {one.document for one in group.places}), None)

    def share_with(self, unit: Unit) -> tuple[str, ...]:
        """Return the names of the other units that print a text of this one."""
        return tuple(self.names[name] for name in self.sharers.get(unit.profile.name, ()))

    @property
    def names(self) -> dict[str, str]:
        """What each unit is called on the page, by the name it has in the comparison."""
        return {unit.profile.name: unit.name for unit in self.units}

    @property
    def listed(self) -> tuple[Sheet, ...]:
        """The documents that have a place of their own on the page."""
        return self.sheets[:MAX_SHEETS]

    @property
    def switched_on(self) -> dict[str, bool]:
        """Whether the marks of a lexicon are switched on in full texts at first, by its name."""
        return {
            lexicon.name: bool(lexicon.poles) or _is_sparse(self.comparison, lexicon.name)
            for lexicon in self.comparison.lexicons
        }

    def sheet(self, document: str) -> Sheet:
        """Return the sheet of the document with this id; a corpus has none."""
        return self._places[document]

    def passage(self, quote: Quote) -> Passage:
        """Return a quote as a marked passage."""
        sheet = self._places.get(quote.document)
        return cut_quote(sheet.document, quote) if sheet else cut_excerpt(quote)

    def name_of(self, quote: Quote) -> str:
        """Return what the document is called that a quote is from."""
        sheet = self._places.get(quote.document)
        return sheet.name if sheet else quote.title or quote.document

    def anchor_of(self, quote: Quote) -> str:
        """Return the anchor of a quote's place, "" where its text is not on the page."""
        sheet = self._places.get(quote.document)
        return f"{sheet.anchor}-{quote.claim.claim.number}" if sheet and sheet.shown else ""

    @cached_property
    def _places(self) -> Mapping[str, Sheet]:
        return {sheet.profile.name: sheet for sheet in self.sheets}


def lay_out(comparison: Comparison, title: str = "") -> Page:
    """Return the page of a comparison."""
    analyses = {analysis.document.id: analysis for analysis in comparison.analyses}
    profiles = sorted(comparison.sources, key=lambda unit: (-unit.words, unit.name))[:MAX_UNITS]
    chosen = sorted(profiles, key=comparison.sources.index)
    groups = group_frames(comparison.lexicons, chosen, comparison.axis.name if comparison.axis else "")
    units = tuple(
        _unit(comparison, profile, number, analyses, groups)
        for number, profile in enumerate(comparison.sources, start=1)
    )
    letters = assign_letters(comparison.lexicons)
    sheets = _sheets(comparison, analyses, groups)
    return Page(
        comparison=comparison,
        title=title or say_title(comparison),
        units=units,
        detailed=tuple(unit for unit in units if unit.profile in chosen),
        sheets=sheets,
        groups=groups,
        letters=letters,
        keys=_keys(comparison, letters),
        same_texts=show_same_texts(comparison, {sheet.document.id: sheet for sheet in sheets}),
        sharers=comparison.sharers,
    )


def make_slug(name: str) -> str:
    """Return a name in lower-case ASCII letters, digits and hyphens, "" where nothing is left.

    >>> make_slug("El País (Madrid)")
    'el-pais-madrid'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_SLUG_LENGTH].strip("-")


def make_anchor(kind: str, number: int, name: str) -> str:
    """Return an id for a part of the page, the same for the same input.

    >>> make_anchor("source", 2, "El País (Madrid)")
    'source-2-el-pais-madrid'
    """
    return f"{kind}-{number}-{make_slug(name)}".rstrip("-")


def _keys(comparison: Comparison, letters: Letters) -> tuple[Key, ...]:
    """The marks of the axis first, then those of lexicons without poles."""
    poles = sorted(comparison.axis.poles, key=lambda pole: pole.sign) if comparison.axis else []
    sides = ["minus" if pole.sign < 0 else "plus" for pole in poles]
    keys = [Key(side, side, side, pole.letter, pole.title, True) for pole, side in zip(poles, sides, strict=True)]
    for lexicon in comparison.lexicons:
        if not lexicon.poles:
            slug = make_slug(lexicon.name)
            letter, shown = letters.letter(lexicon.name, ""), _is_sparse(comparison, lexicon.name)
            keys.append(Key(f"x-{slug}", "plain", f"x-{slug}", letter, lexicon.title, shown))
    return tuple(keys)


def _is_sparse(comparison: Comparison, lexicon: str) -> bool:
    tags = sum(use.count for unit in comparison.sources for use in unit.frames if use.lexicon == lexicon)
    return tags * SPARSE_CLAIMS <= comparison.provenance.claims


def _unit(
    comparison: Comparison,
    profile: Profile,
    number: int,
    analyses: Mapping[str, Analysis],
    groups: tuple[FrameGroup, ...],
) -> Unit:
    by_document = is_by_document(comparison)
    name = name_document(analyses[profile.name].document) if by_document else profile.name
    return Unit(
        profile=profile,
        name=name,
        anchor=make_anchor("source", number, name),
        mark=place_mark(profile.stance.outlet) if profile.stance else None,
        frames=used_frames(profile, groups, FRAMES_PER_CARD),
        shares=share_voices(profile),
    )


def _sheets(
    comparison: Comparison, analyses: Mapping[str, Analysis], groups: tuple[FrameGroup, ...]
) -> tuple[Sheet, ...]:
    sheets, room = [], MAX_CHARACTERS
    for number, profile in enumerate(_in_reading_order(comparison, analyses), start=1):
        analysis = analyses[profile.name]
        document = analysis.document
        listed = number <= MAX_SHEETS
        shown = listed and len(document.text) <= room
        room -= len(document.text) if shown else 0
        name, anchor = name_document(document), f"a{number}"
        frames = used_frames(profile, groups, FRAMES_PER_SHEET)
        sheets.append(Sheet(number, profile, document, analysis, name, anchor, listed, shown, frames))
    return tuple(sheets)


def _in_reading_order(comparison: Comparison, analyses: Mapping[str, Analysis]) -> list[Profile]:
    """The documents of one unit together, in the order of the units; within one by date, undated ones last."""
    places = {document: place for place, unit in enumerate(comparison.sources) for document in unit.documents}

    def place(profile: Profile) -> tuple[int, bool, str, str]:
        published = analyses[profile.name].document.published
        return places[profile.name], not published, published, profile.name

    return sorted(comparison.documents, key=place)
