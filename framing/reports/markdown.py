"""The Markdown report: the page's order, shorter; document text is escaped so that it stays text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from framing.profiles import FrameUse
from framing.reports import wording
from framing.reports.corpora import say_corpus
from framing.reports.frametables import FrameGroup
from framing.reports.markdowntext import escape, escape_within, make_table, mark_passage
from framing.reports.pages import SPEAKERS_SHOWN, Page, Sheet, Unit, lay_out
from framing.reports.passages import voice_of
from framing.reports.sametexts import SameText, ShownCopy
from framing.reports.storylines import lay_out_story, line_up
from framing.reports.storymarkdown import story_head, story_parts
from framing.reports.wording import one_line, say_count, say_whole, texts

if TYPE_CHECKING:
    from framing.comparisons import Comparison

_QUOTES_SHOWN = 1
_CUT_LENGTH = 80


def render_markdown(comparison: Comparison, title: str = "") -> str:
    """Return the report as GitHub-flavoured Markdown, marked words in **bold**; quotes are whole."""
    page = lay_out(comparison, title)
    parts = (_head, _story, _stance, _headlines, _frames, _voices, _contrasts, _same_texts, _documents, _provenance)
    blocks = (block for part in parts for block in part(page))
    return "\n\n".join(blocks) + "\n"


def render_story_markdown(comparison: Comparison, title: str = "") -> str:
    """Return one story as Markdown: its facts, both narratives, what each source leaves out, and the provenance."""
    lines = lay_out_story(comparison, title)
    return "\n\n".join((*story_head(lines), *story_parts(lines), *_provenance(lines.page))) + "\n"


def _head(page: Page) -> Iterator[str]:
    yield f"# {escape(page.title)}"
    yield escape(wording.say_lead(page.comparison))


def _story(page: Page) -> Iterator[str]:
    if len(page.comparison.sources) > 1:
        yield from story_parts(line_up(page))


def _stance(page: Page) -> Iterator[str]:
    unit = wording.say_unit(page.comparison)
    yield f"## Where the {unit}s stand"
    axis = page.comparison.axis
    if axis is None:
        yield "There is no stance here: none of the lexicons used has two poles."
        return
    minus, plus = axis.pole_of(-1), axis.pole_of(1)
    yield escape(f"From {wording.say_number(-1, 0)} ({minus.title}) to {wording.say_number(1, 0)} ({plus.title}).")
    headings = (
        unit,
        "documents",
        "claims",
        "words",
        "step",
        "direction",
        "95 % interval",
        "per 100 words",
        "rests on",
    )
    yield make_table(headings, map(_stance_row, page.units), numbers=(1, 2, 3, 5, 6, 7))
    yield _note(page, "stance")
    yield "### Own words and other people’s words"
    yield make_table((unit, *texts["voices"].values(), "all words"), map(_voice_row, page.units))
    yield _note(page, "voices_stance")


def _stance_row(unit: Unit) -> Iterator[str]:
    profile = unit.profile
    yield unit.name
    yield from map(say_whole, (profile.printed, profile.claims, profile.words))
    if profile.stance:
        score = profile.stance.outlet
        yield from (wording.say_step(score), wording.say_direction(score), wording.say_interval(score))
        yield wording.say_decimal(score.intensity)
        yield wording.say_evidence(score, profile.printed)


def _voice_row(unit: Unit) -> Iterator[str]:
    yield unit.name
    if unit.profile.stance:
        for score in (*(score for _, score in unit.profile.stance.by_voice), unit.profile.stance.everything):
            direction = "" if score.refusal else f" {wording.say_direction(score)}"
            yield f"{wording.say_step(score)}{direction} ({wording.say_evidence(score)})"


def _headlines(page: Page) -> Iterator[str]:
    yield "## Headlines"
    lines = []
    for unit in page.detailed:
        shown = [mark_passage(page.passage(quote)) for quote in unit.profile.headlines]
        more = unit.profile.left_out.headlines
        shown += [f"and {say_whole(more)} more"] if more else []
        lines.append(f"- {escape_within(one_line(unit.name))}: {' / '.join(shown) or 'no headline found'}")
    yield "\n".join(lines)
    yield _note(page, "headlines")


def _frames(page: Page) -> Iterator[str]:
    unit = wording.say_unit(page.comparison)
    yield f"## Frames by {unit}"
    names = [one.name for one in page.detailed]
    for group in page.groups:
        letter = page.letters.letter(group.lexicon, group.pole)
        yield f"### {escape(wording.capitalize_first(group.title))} ({escape(letter)})"
        yield (
            make_table(("frame", *names, "all"), _grid(group), range(1, len(names) + 2))
            if group.rows
            else "None found."
        )
    for one in page.detailed:
        yield f"### {escape(one.name)}"
        for used in one.frames:
            if used.group.sign:
                for use in used.uses:
                    yield from _use(page, use, page.letters.letter(used.group.lexicon, used.group.pole))
    yield _note(page, "frames")


def _grid(group: FrameGroup) -> Iterator[Sequence[str]]:
    for row in group.rows:
        yield (row.frame.title, *map(say_whole, row.counts), say_whole(row.total))


def _use(page: Page, use: FrameUse, letter: str) -> Iterator[str]:
    apart = wording.say_apart(use.negated, use.quoted)
    yield f"{escape(letter)} · {escape(use.title)}: {say_count(use.count, 'tag')}{f' ({apart})' if apart else ''}"
    for quote in use.quotes[:_QUOTES_SHOWN]:
        passage = page.passage(quote)
        label = texts["voice_of"].get(voice_of(passage), "")
        origin = escape_within(one_line(page.name_of(quote))) + (f", {label}" if label else "")
        yield f"> {mark_passage(passage)}\n>\n> ({origin})"
    more = use.more + len(use.quotes[_QUOTES_SHOWN:])
    if more:
        yield f"and {say_count(more, 'more claim')}"


def _voices(page: Page) -> Iterator[str]:
    unit = wording.say_unit(page.comparison)
    yield "## Voices"
    shares = ((one.name, *(wording.say_percent(share.share) for share in one.shares)) for one in page.detailed)
    yield make_table((unit, *texts["voices"].values()), shares, numbers=(1, 2, 3, 4))
    for one in page.detailed:
        rows = list(_speakers(one))
        yield f"### {escape(one.name)}"
        headings = ("speaker", "times", "words", "introduced with", "kind of verb")
        yield make_table(headings, rows, numbers=(1, 2)) if rows else "Nobody is quoted or reported."
        more = len(one.profile.speakers) - len(rows) + one.profile.left_out.speakers
        yield from [f"and {say_count(more, 'more speaker')}"] if more > 0 else []
        yield from _types_and_scare(one)
    yield _note(page, "voices")
    yield f"### {texts['left_out']['title']}"
    yield escape(texts["left_out"]["lead"])
    yield make_table((unit, "how often", texts["left_out"]["examples"]), map(_left_out, page.detailed))
    yield _note(page, "left_out")


def _types_and_scare(unit: Unit) -> Iterator[str]:
    if unit.profile.speakers:
        yield escape(f"By type: {wording.say_types(unit.profile.types)}")
    if unit.profile.scare:
        yield escape(
            f"{texts['scare']['lead']}: {wording.say_scare(unit.profile.scare, unit.profile.left_out.scare)}"
        )


def _left_out(unit: Unit) -> Sequence[str]:
    use = unit.profile.deletions
    return unit.name, wording.say_deletions(use), " / ".join(quote.claim.text for _, quote in use.examples) or "–"


def _speakers(unit: Unit) -> Iterator[Sequence[str]]:
    for use in unit.profile.speakers[:SPEAKERS_SHOWN]:
        name = use.speaker or "(speaker not found)"
        cues, stances = wording.say_tally(use.cues), wording.say_tally(use.stances, texts["stances"])
        flag = " (unnamed)" if use.unnamed else ""
        yield (name + flag, say_whole(use.times), say_whole(use.words), cues or "–", stances or "–")


def _contrasts(page: Page) -> Iterator[str]:
    yield f"## Words that set {wording.say_unit(page.comparison)}s apart"
    for contrast in page.comparison.contrasts:
        a, b = page.names[contrast.a], page.names[contrast.b]
        first = ", ".join(f"{word.term} {word.count_a}:{word.count_b}" for word in contrast.more_in_a)
        second = ", ".join(f"{word.term} {word.count_b}:{word.count_a}" for word in contrast.more_in_b)
        lines = (f"more in {a} than in {b}: {first or '–'}", f"more in {b} than in {a}: {second or '–'}")
        yield "\n".join(f"- {escape(line)}" for line in lines)
    yield _note(page, "contrasts")


def _same_texts(page: Page) -> Iterator[str]:
    if not page.same_texts:
        return
    yield f"## {texts['same_text']['title']}"
    yield escape(texts["same_text"]["lead"])
    for group in page.shown_same_texts:
        yield from _same_text(group)
    more = page.more_same_texts
    yield from [f"and {say_count(more, 'more group')}"] if more else []
    yield _note(page, "same_text")


def _same_text(group: SameText) -> Iterator[str]:
    yield f"### {escape(wording.say_places(group.places[:1]))}"
    lines = [line for copy in group.copies for line in _copy(copy)]
    yield "\n".join([*lines, *([f"- and {say_count(group.more, 'more document')}"] if group.more else [])])


def _copy(copy: ShownCopy) -> Iterator[str]:
    yield f"- {escape(wording.say_places((copy.place,)))}: {wording.say_edits(copy.tally)}"
    for edit in copy.edits:
        words = " → ".join(f"“{escape_within(one_line(text))}”" for text in (edit.before, edit.after) if text)
        yield f"  - {texts['edits'][edit.kind]}: {words}"
    if copy.more:
        yield f"  - and {say_count(copy.more, 'more edit')}"


def _documents(page: Page) -> Iterator[str]:
    yield "## Documents"
    if page.comparison.is_corpus:
        yield escape(say_corpus(page.comparison))
    for sheet in page.listed:
        yield f"### {escape(sheet.name)}"
        yield "\n".join(f"- {escape(fact)}" for fact in (*_facts(sheet), *_same_as(page, sheet)))
    if len(page.sheets) > len(page.listed):
        yield f"and {say_count(len(page.sheets) - len(page.listed), 'more document')}"
    yield _note(page, "documents")


def _same_as(page: Page, sheet: Sheet) -> Iterator[str]:
    group = page.same_text(sheet.document.id)
    if group:
        others = [place for place in group.places if place.document != sheet.document.id]
        yield f"{texts['same_text']['here']} {wording.say_places(others)}"


def _facts(sheet: Sheet) -> Iterator[str]:
    document, receipt = sheet.document, sheet.document.receipt
    known = (document.kind, document.source, document.author, document.published, document.url)
    yield ", ".join(fact for fact in known if fact)
    counts = f"{say_count(sheet.profile.claims, 'claim')}, {say_count(sheet.profile.words, 'word')}"
    yield f"{counts}; {say_whole(receipt.characters_kept)} of {say_count(receipt.characters_read, 'character')} kept"
    if sheet.profile.stance:
        yield f"stance: {wording.say_stance(sheet.profile.stance.outlet)}"
        for section in sheet.profile.sections:
            if section.stance:
                yield f"section “{section.name}”: {wording.say_stance(section.stance.outlet)}"
    if receipt.missing:
        yield "not found: " + ", ".join(texts["fields"].get(name, name) for name in receipt.missing)
    yield from (f"note: {note}" for note in receipt.notes)
    yield from (f"cut ({cut.kind}): {_shorten(cut.text)}" for cut in receipt.cuts)


def _shorten(text: str) -> str:
    shown = one_line(text)
    return (
        shown
        if len(shown) <= _CUT_LENGTH
        else f"{shown[:_CUT_LENGTH].rstrip()} … ({say_count(len(shown), 'character')})"
    )


def _provenance(page: Page) -> Iterator[str]:
    provenance = page.comparison.provenance
    yield "## Provenance"
    counts = f"{say_count(provenance.claims, 'claim')}, {say_count(provenance.tags, 'tag')}"
    lines = [f"framing {provenance.framing} ({provenance.schema})"]
    lines += [f"{say_count(provenance.documents, 'document')}, {counts}"]
    lines += [f"lexicon {used.name} {used.version}, digest {used.digest}" for used in provenance.lexicons]
    lines += [f"{name}: {value}" for name, value in provenance.settings if value]
    lines += [f"not read: {bad.where}: {bad.reason}" for bad in provenance.rejected]
    yield "\n".join(f"- {escape(line)}" for line in lines)


def _note(page: Page, measure: str) -> str:
    return f"*{escape(page.guide.limits[measure])}*"
