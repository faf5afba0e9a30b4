"""The codebook as a page of Markdown, for those who code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.coding.questions import FREE, Codebook, Question, Value
from framing.reports.wording import say_count


def codebook_markdown(codebook: Codebook, unit: str, items: int) -> str:
    """Return what to answer to each question about a "claim" or "document"; `items` are to be coded."""
    return "\n".join(_lines(codebook, unit, items)) + "\n"


def _lines(codebook: Codebook, unit: str, items: int) -> Iterator[str]:
    page = codebook.page
    count = page[f"items_{unit}"].format(count=say_count(items, "item"))
    yield f"# {page['title']}"
    yield from ("", count, "", page["lead"], "", f"## {page['how_title']}", "")
    yield from (f"{number}. {line}" for number, line in enumerate(page["how"], 1))
    for question in codebook.of(unit):
        yield from _question(question, codebook)
    version = f"{page['title']}: {codebook.name} {codebook.version}".strip(" :")
    yield from ("", "---", "", page["ends"], "", version)


def _question(question: Question, codebook: Codebook) -> Iterator[str]:
    yield from ("", f"## {question.title} (column `{question.name}`)", "", question.ask)
    if question.level == FREE:
        yield from ("", codebook.page["free"])
    if question.values:
        yield from ("", *_table(question.values, codebook.page["values_head"]))
    examples = [f"- {example} → **{value.name}**" for value in question.values for example in value.examples]
    for title, lines in ((codebook.page["rules"], [f"- {rule}" for rule in question.rules]),
                         (codebook.page["examples"], examples)):  # fmt: skip
        if lines:
            yield from ("", f"### {title}", "", *lines)


def _table(values: Sequence[Value], heads: Sequence[str]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for value in values:
        yield f"| **{_cell(value.name)}** | {_cell(value.means)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
