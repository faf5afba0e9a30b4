"""Keys and the teacher's page, block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.classroom.model import Activity, ActivityName, Answer, Answers, Item, Key, Sheet, Worksheet
from framing.reports.wording import say_decimal, say_whole
from framing.reports.worksheets.forms import name_forms
from framing.reports.worksheets.papers import (
    Block,
    Break,
    Bullets,
    Choice,
    Heading,
    Paper,
    Prose,
    Table,
    Task,
)
from framing.reports.worksheets.phrases import (
    Phrases,
    say_errors,
    say_measures,
    say_place,
    say_text,
    texts,
)
from framing.reports.worksheets.sheets import OF_SIDES, SPEAKER_COLUMNS, heading_of, name_facts, widen_lead

_AGE_OF_GRADE = 5
"""A US school year less the age in it: grade 8 is about 13."""
_FEW_FACTS = 3
_HIDING: tuple[ActivityName, ...] = ("headlines", "stance")
"""Activities that knowing sources or headlines would spoil."""
_YOUNGEST, _OLDEST = 6, 18
_TEXT_COLUMNS, _OVERVIEW_COLUMNS = (9, 18, 31, 14, 10, 18), (29, 12, 59)


def lay_out_teacher(worksheet: Worksheet) -> Paper:
    """Return the teacher's page, and behind it, each on a new page, the keys to all versions."""
    title = str(texts["paper"]["teacher"])
    blocks: list[Block] = [Heading(1, title), *_page(worksheet)]
    for sheet, key in zip(worksheet.sheets, worksheet.keys, strict=True):
        blocks += [Break(), *_key(worksheet, sheet, key)]
    return Paper("teacher", title, title, tuple(blocks))


def _page(worksheet: Worksheet) -> Iterator[Block]:
    told, names = texts["teacher"], _names(worksheet)
    pack = worksheet.pack
    yield Prose(str(told["about_pack"]).format(pack=pack.title) if pack else told["about"])
    yield Heading(2, told["use"])
    yield Bullets((*_fitting(worksheet), *_steps(worksheet), *_counting(worksheet)), numbered=True)
    yield Heading(2, told["texts"])
    yield from _texts(worksheet)
    yield Heading(2, told["overview"])
    activities = [texts["activities"][name] for name in names]
    both = zip(names, activities, strict=True)
    rows = ((f"{one['title']} ({name})", say_whole(one["minutes"]), one["aim"]) for name, one in both)
    yield Table(tuple(told["overview_columns"]), tuple(rows), widths=_OVERVIEW_COLUMNS)
    yield from _left_out(worksheet)
    yield Heading(2, told["plans"])
    for one in activities:
        yield Heading(3, one["title"])
        yield Bullets(tuple(one["listen"]))
    yield Heading(2, told["errors"])
    yield Prose(say_errors(worksheet.figures))
    yield Bullets(say_measures(worksheet.figures))
    yield Heading(2, told["made"])
    yield Bullets(tuple(_made(worksheet)))
    yield Prose(told["keys"], "note")


def _fitting(worksheet: Worksheet) -> Iterator[str]:
    """What to do where the sides of the axis do not fit the story; those of a pack's own lexicon do."""
    axis, names = worksheet.axis, _names(worksheet)
    sided = [name for name in names if name in OF_SIDES]
    if not axis or not sided or (worksheet.pack and axis.path == str(worksheet.pack.lexicon)):
        return
    told = texts["teacher"]["fit_all" if len(sided) == len(names) else "fit"]
    minus, plus = axis.pole_of(-1).title, axis.pole_of(1).title
    yield str(told).format(minus=minus, plus=plus, activities=", ".join(sided))


def _names(worksheet: Worksheet) -> list[ActivityName]:
    return [one.name for one in worksheet.sheets[0].activities]


def _steps(worksheet: Worksheet) -> Iterator[str]:
    """What to do with the sheets there are, in its order."""
    told, names = texts["teacher"], _names(worksheet)
    yield told["versions"].format(print=told["print"]) if len(worksheet.sheets) > 1 else told["print"]
    if len(names) > 1:
        minutes = sum(texts["activities"][name]["minutes"] for name in names)
        yield told["choose"].format(count=say_whole(len(names)), minutes=say_whole(minutes))
    yield told["codes"]
    yield told["hidden"].format(reveal=_reveal([name for name in names if name in _HIDING]))
    yield told["hand_out"]


def _reveal(hiding: Sequence[ActivityName]) -> str:
    """When sources and headlines may be told: after the activities that ask for what they would give away."""
    told, titles = texts["teacher"], [texts["activities"][name]["title"] for name in hiding]
    if len(titles) > 1:
        return str(told["reveal_after_both"]).format(title=titles[0], other=titles[1])
    return str(told["reveal_after"]).format(title=titles[0]) if titles else str(told["reveal"])


def _counting(worksheet: Worksheet) -> Iterator[str]:
    """How the answers are counted, where there is something to tick."""
    forms = name_forms(worksheet)
    if forms:
        told = texts["forms"]
        yield str(told["use"]).format(files=str(told["and"]).join(forms), files_in=" ".join(forms))


def _texts(worksheet: Worksheet) -> Iterator[Block]:
    told, empty = texts["teacher"], texts["paper"]["empty"]
    rows = tuple(
        (
            say_text(one.number),
            one.source or empty,
            one.title or empty,
            one.published or empty,
            say_whole(one.level.words),
            _level(one.level.grade) if one.level.words else empty,
        )
        for one in worksheet.texts
    )
    yield Table(tuple(told["text_columns"]), rows, widths=_TEXT_COLUMNS)
    yield Prose(told["level_note"], "note")
    grid = next((one for one in worksheet.sheets[0].activities if one.name == "missing"), None)
    if grid and len(grid.items) < _FEW_FACTS:
        yield Prose(told["few_facts"], "note")
    yield from (Prose(told["named"].format(number=one.number), "note") for one in worksheet.texts if one.named)


def _level(grade: float) -> str:
    age = min(_OLDEST, max(_YOUNGEST, round(grade) + _AGE_OF_GRADE))
    return str(texts["teacher"]["level"]).format(grade=say_decimal(max(0.0, grade)), age=age)


def _left_out(worksheet: Worksheet) -> Iterator[Block]:
    if worksheet.left_out:
        told = texts["teacher"]
        yield Heading(2, told["left_out"])
        yield Prose(told["left_out_about"])
        yield Bullets(
            tuple(
                f"{texts['activities'][one.name]['title']}: {texts['left_out'][one.why]}."
                for one in worksheet.left_out
            )
        )


def _made(worksheet: Worksheet) -> Iterator[str]:
    told, axis = texts["teacher"], worksheet.axis
    yield told["seed"].format(seed=worksheet.seed)
    if axis:
        yield told["axis"].format(minus=axis.pole_of(-1).title, plus=axis.pole_of(1).title, title=axis.title)
    else:
        yield told["no_axis"]
    named = (told["lexicon"].format(name=one[0], version=one[1], digest=one[2]) for one in worksheet.lexicons)
    yield told["lexicons"].format(named=", ".join(named))


def _key(worksheet: Worksheet, sheet: Sheet, key: Key) -> Iterator[Block]:
    told = texts["paper"]
    title = str(told["key_version"]).format(version=key.version) if key.version else str(told["key"])
    yield Heading(1, title)
    yield Prose(texts["key"]["about"])
    yield Prose(say_errors(worksheet.figures), "note")
    phrases = Phrases(worksheet)
    if worksheet.frames:
        yield Prose(texts["key"]["reading"])
        yield Bullets(phrases.say_all(worksheet.frames))
    for number, (activity, answers) in enumerate(zip(sheet.activities, key.answers, strict=True), start=1):
        yield heading_of(activity.name, number, timed=False)
        yield from _answers(phrases, activity, answers, number)
        yield Prose(texts["activities"][activity.name]["limits"], "note")


def _answers(phrases: Phrases, activity: Activity, answers: Answers, number: int) -> Iterator[Block]:
    if answers.said:
        yield Prose(texts["activities"]["court"]["before"], "label")
        yield Bullets(phrases.say_all(answers.said))
    if activity.columns and not activity.rows:
        yield from _filled_grid(phrases, activity, answers, number)
        return
    for place, (item, answer) in enumerate(zip(activity.items, answers.answers, strict=True), start=1):
        if activity.rows:
            yield from _filled_table(phrases, activity, item, answer)
        else:
            yield _task(phrases, item, answer, f"{number}.{place}")


def _task(phrases: Phrases, item: Item, answer: Answer, number: str) -> Task:
    choices = tuple(
        Choice(phrases.say(one), at in answer.chosen) for at, one in enumerate(item.choices) if answer.chosen
    )
    cite = say_place(answer.place) if answer.place else ""
    given, said, doubts = map(phrases.say_all, (item.given, answer.said, answer.doubts))
    return Task(number, answer.runs, cite, given, choices, said, doubts=doubts)


def _filled_grid(phrases: Phrases, activity: Activity, answers: Answers, number: int) -> Iterator[Block]:
    facts = name_facts(activity, number)
    rows = tuple((fact, *map(phrases.say, one.rows[0])) for fact, one in zip(facts, answers.answers, strict=True))
    head = tuple(map(phrases.say, activity.columns))
    yield Table(head, rows, widths=widen_lead(head))
    doubts = (
        f"{number}.{place}: {doubt}"
        for place, answer in enumerate(answers.answers, start=1)
        for doubt in phrases.say_all(answer.doubts)
    )
    if shown := tuple(doubts):
        yield Prose(texts["paper"]["perhaps"], "label")
        yield Bullets(shown)


def _filled_table(phrases: Phrases, activity: Activity, item: Item, answer: Answer) -> Iterator[Block]:
    head = tuple(map(phrases.say, activity.columns))
    rows = tuple(tuple(map(phrases.say, row)) for row in answer.rows)
    yield Table(head, rows, " ".join(phrases.say_all(item.given)), widths=SPEAKER_COLUMNS)
    yield Bullets(phrases.say_all((*answer.said, *answer.doubts)))
