"""The terminal report: a page of text that says everything without colour and fits 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from framing.profiles import FrameUse
from framing.reports import wording
from framing.reports.charts import draw_strip
from framing.reports.console import LEAST_WIDTH, clip_line, make_hanging, make_heading, make_line, render_lines
from framing.reports.corpora import say_corpus
from framing.reports.pages import Page, Sheet, Unit, lay_out
from framing.reports.passages import Passage, clip_passage, voice_of
from framing.reports.sametexts import Place, SameText
from framing.reports.storylines import line_up
from framing.reports.storywording import say_carried, say_missing, say_no_facts
from framing.reports.wording import one_line, say_count, texts

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from framing.comparisons import Comparison

_WIDE = 96
_FRAMES_SHOWN = 2
_SPEAKERS_SHOWN = 3
_CLIP = 90
"""Characters of a fact that stands for others."""
_LINES_SHOWN = 24
"""Documents, or rejected inputs, that get a line of their own; the others are counted."""
_STYLES = {-1: "yellow", 0: "", 1: "magenta"}
"""Colours of the sides; letters, places and words say the same."""


def render_terminal(comparison: Comparison, width: int = 100, color: bool = False, title: str = "") -> str:
    """Return the report as text of at most `width` (≥ 60) columns; `color` adds styles but no information."""
    width = max(width, LEAST_WIDTH)
    page = lay_out(comparison, title)
    parts = (
        part(page, width)
        for part in (_title, _stance, _sources, _shared_facts, _frames, _voices, _same_texts, _documents, foot)
    )
    return render_lines((renderable for part in parts for renderable in part), width, color)


def _title(page: Page, width: int) -> Iterator[RenderableType]:
    yield make_line(one_line(page.title), "bold")


def _stance(page: Page, width: int) -> Iterator[RenderableType]:
    axis = page.comparison.axis
    yield make_heading(f"Where the {wording.say_unit(page.comparison)}s stand")
    if axis is None:
        yield make_line("No stance: none of the lexicons used has two poles.")
        return
    name, strip = (20, 27) if width >= _WIDE else (16, 19)
    minus, plus = axis.pole_of(-1), axis.pole_of(1)
    yield make_line(f"{' ' * (name + 1)}← {minus.letter} {minus.title} · {plus.letter} {plus.title} →")
    yield from (_strip_line(unit, name, strip) for unit in page.detailed)
    yield _note(page, "stance")


def _strip_line(unit: Unit, name: int, strip: int) -> Text:
    line = make_line(clip_line(unit.name, name).ljust(name + 1))
    score = unit.profile.stance.outlet if unit.profile.stance else None
    if score is None:
        return line
    line.append(draw_strip(score, strip), _STYLES[unit.mark.sign if unit.mark else 0])
    if score.refusal:
        return line.append(f"  {wording.say_refusal(score)}")
    line.append(f"  {wording.say_step(score)} ", "bold")
    return line.append(f"{wording.say_direction(score)} ({wording.say_interval(score)})")


def _sources(page: Page, width: int) -> Iterator[RenderableType]:
    from rich.table import Table

    yield make_heading("In numbers (stance tags and their weight per 100 words; share of words by voice)")
    table = Table(box=None, pad_edge=False, padding=(0, 2 if width >= _WIDE else 1, 0, 0), header_style="")
    table.add_column(wording.say_unit(page.comparison), no_wrap=True)
    for heading in ("docs", "claims", "words", "tags", "per 100", *texts["short_voices"].values()):
        table.add_column(heading, justify="right", no_wrap=True)
    for unit in page.detailed:
        table.add_row(clip_line(unit.name, 28 if width >= _WIDE else 16), *_numbers(unit))
    yield table
    if len(page.units) > len(page.detailed):
        more = say_count(len(page.units) - len(page.detailed), f"more {wording.say_unit(page.comparison)}")
        yield make_line(f"and {more} with fewer words, in the page, JSON and CSV reports")


def _numbers(unit: Unit) -> Iterator[str]:
    profile = unit.profile
    score = profile.stance.outlet if profile.stance else None
    yield from map(wording.say_whole, (profile.printed, profile.claims, profile.words))
    yield wording.say_whole(score.evidence.tags) if score else "–"
    yield wording.say_decimal(score.intensity) if score else "–"
    yield from (wording.say_percent(share.share) for share in unit.shares)


def _shared_facts(page: Page, width: int) -> Iterator[RenderableType]:
    """Of what two or more units tell: how much each carries, and the most shared one it leaves out."""
    lines = line_up(page)
    if len(page.comparison.sources) < 2:
        return
    told = texts["plain_story"]
    yield make_heading(told["shares"])
    if not lines.facts:
        yield make_line(say_no_facts(page.comparison))
        return
    yield make_hanging(
        (
            make_line(clip_line(name, 20), "bold"),
            make_line(f"{say_carried(share)}; {say_missing(lines, share, _CLIP)}"),
        )
        for name, share in lines.sources
    )
    yield _note(page, "left_out_facts")


def _frames(page: Page, width: int) -> Iterator[RenderableType]:
    yield make_heading("Frames, with the most telling quote of each")
    for unit in page.detailed:
        yield make_line(one_line(unit.name), "bold")
        yield make_hanging(_unit_frames(page, unit, width))
    yield _note(page, "frames")


def _unit_frames(page: Page, unit: Unit, width: int) -> Iterator[tuple[Text, Text]]:
    for used in unit.frames:
        letter = make_line(f"  {page.letters.letter(used.group.lexicon, used.group.pole)}", _STYLES[used.group.sign])
        if used.group.sign:
            yield from ((letter, _frame_line(page, use, width)) for use in used.uses[:_FRAMES_SHOWN])
            left = len(used.uses[_FRAMES_SHOWN:]) + used.more
            if left:
                yield make_line("   "), make_line(f"and {say_count(left, 'more frame')}")
        elif used.uses:
            counts = wording.say_tally(tuple((use.title, use.count) for use in used.uses))
            more = f" and {say_count(used.more, 'more frame')}" if used.more else ""
            yield letter, make_line(f"{used.group.title}: {counts}{more}")
    if not unit.profile.frames:
        yield make_line("   "), make_line("no frame found")


def _frame_line(page: Page, use: FrameUse, width: int) -> Text:
    apart = wording.say_apart(use.negated, use.quoted)
    line = make_line(f"{use.title} {wording.say_whole(use.count)}", "bold")
    line.append(f" ({apart})" if apart else "")
    if use.quotes:
        passage = page.passage(use.quotes[0])
        whose = _whose(passage)
        room = max(30, width - line.cell_len - len(whose) - 14)
        line.append(f"  “{clip_passage(passage, room)}”{whose}")
    return line


def _whose(passage: Passage) -> str:
    label = texts["voice_of"].get(voice_of(passage), "")
    return f" ({label})" if label else ""


def _voices(page: Page, width: int) -> Iterator[RenderableType]:
    yield make_heading("Voices: who is quoted or reported")
    yield make_hanging(
        (make_line(clip_line(unit.name, 20), "bold"), make_line("\n".join(_voice_lines(unit))))
        for unit in page.detailed
    )
    yield make_heading(f"{texts['left_out']['title']}: deeds told without who did them")
    yield make_hanging(
        (make_line(clip_line(unit.name, 20), "bold"), make_line(_left_out(unit))) for unit in page.detailed
    )


def _voice_lines(unit: Unit) -> Iterator[str]:
    yield _speakers(unit)
    if unit.profile.speakers:
        yield f"by type: {wording.say_types(unit.profile.types)}"
    if unit.profile.scare:
        scare = wording.say_scare(unit.profile.scare, unit.profile.left_out.scare)
        yield f"{texts['scare']['lead'].lower()}: {scare}"


def _left_out(unit: Unit) -> str:
    use = unit.profile.deletions
    examples = ", ".join(f"“{one_line(words)}”" for words, _ in use.examples)
    shown = f", {texts['left_out']['examples']} {examples}" if examples else ""
    return f"{wording.say_deletions(use)}{shown}"


def _speakers(unit: Unit) -> str:
    shown = []
    for use in unit.profile.speakers[:_SPEAKERS_SHOWN]:
        name = one_line(use.speaker) or "(speaker not found)"
        flag = " (unnamed)" if use.unnamed else ""
        cues = f", {one_line(wording.say_tally(use.cues[:2]))}" if use.cues else ""
        shown.append(f"{name}{flag} {say_count(use.words, 'word')}{cues}")
    more = len(unit.profile.speakers) - len(shown) + unit.profile.left_out.speakers
    return "; ".join([*shown, *([f"and {wording.say_whole(more)} more"] if more > 0 else [])]) or "nobody"


def _same_texts(page: Page, width: int) -> Iterator[RenderableType]:
    if not page.same_texts:
        return
    yield make_heading(texts["same_text"]["title"])
    for group in page.shown_same_texts:
        yield make_line(clip_line(_same_text(group), width))
    if page.more_same_texts:
        yield make_line(f"and {say_count(page.more_same_texts, 'more group')}")
    yield _note(page, "same_text")


def _same_text(group: SameText) -> str:
    copies = (f"{_source(copy.place)} ({wording.say_edits(copy.tally)})" for copy in group.copies)
    more = f" and {wording.say_whole(group.more)} more" if group.more else ""
    first = group.places[0]
    return f"{_source(first)} “{clip_line(first.name, 40)}” = {', '.join(copies)}{more}"


def _source(place: Place) -> str:
    return clip_line(place.source, 24)


def _documents(page: Page, width: int) -> Iterator[RenderableType]:
    if page.comparison.is_corpus:
        yield make_heading("Documents")
        yield make_line(say_corpus(page.comparison))
        return
    yield make_heading("Documents and how they were read")
    yield make_hanging(
        (make_line(clip_line(sheet.document.id, 24), "bold"), _document(sheet))
        for sheet in page.sheets[:_LINES_SHOWN]
    )
    yield from _rest(len(page.sheets), "more document")


def _document(sheet: Sheet) -> Text:
    document, receipt = sheet.document, sheet.document.receipt
    missing = ", ".join(texts["fields"].get(name, name) for name in receipt.missing)
    facts = (
        document.kind,
        document.published,
        say_count(len(receipt.cuts), "cut") if receipt.cuts else "",
        f"not found: {missing}" if missing else "",
    )
    line = make_line(f"{clip_line(document.title, 44)} · " if document.title else "")
    line.append(" · ".join(one_line(fact) for fact in facts if fact))
    for note in receipt.notes:
        line.append(f"\nnote: {one_line(note)}")
    return line


def foot(page: Page, width: int) -> Iterator[RenderableType]:
    """Return the last lines: inputs that could not be read, version, counts and lexicons."""
    provenance = page.comparison.provenance
    if provenance.rejected:
        yield make_heading(f"{say_count(len(provenance.rejected), 'input')} could not be read")
        yield from (
            make_line(f"{one_line(bad.where)}: {one_line(bad.reason)}") for bad in provenance.rejected[:_LINES_SHOWN]
        )
        yield from _rest(len(provenance.rejected), "more input")
    lexicons = ", ".join(f"{used.name} {used.version} ({used.digest})" for used in provenance.lexicons)
    counts = f"{say_count(provenance.claims, 'claim')}, {say_count(provenance.tags, 'tag')}"
    yield make_line(f"\nframing {provenance.framing} · {counts} · lexicons: {lexicons or 'none'}")


def _rest(count: int, noun: str) -> Iterator[Text]:
    if count > _LINES_SHOWN:
        yield make_line(f"and {say_count(count - _LINES_SHOWN, noun)}")


def _note(page: Page, measure: str) -> Text:
    return make_line(page.guide.limits[measure], "dim")
