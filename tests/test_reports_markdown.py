"""The Markdown report: its order, its tables, and that document text stays text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.reports.markdown import render_markdown
from framing.reports.markdowntext import escape
from tests.report_samples import hostile, sample, without_axis


def test_sections_in_order() -> None:
    headings = re.findall(r"^## (.*)$", render_markdown(sample()), re.MULTILINE)
    assert headings == [
        "The articles",
        "The facts",
        "Against the port narrative",
        "For the port narrative",
        "Where the sources stand",
        "Headlines",
        "Frames by source",
        "Voices",
        "Words that set sources apart",
        "Documents",
        "Provenance",
    ]


def test_tables_are_even() -> None:
    for table in re.findall(r"(?:^\|.*\|\n?)+", render_markdown(hostile()), re.MULTILINE):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.strip().splitlines()}
        assert len(widths) == 1


def test_stance_and_refusal() -> None:
    text = render_markdown(sample())
    assert re.search(r"\| Town Gazette \|.*\| too little evidence \| – \| – \|", text)
    assert re.search(r"\| Bay Courier \|.*−\d\.\d\d to −\d\.\d\d", text)
    assert "There is no stance here" in render_markdown(without_axis())


def test_quotes_are_whole_with_the_marked_words_in_bold() -> None:
    text = render_markdown(sample())
    assert "> **Port barons** strike again" in text
    assert "and 6 more claims" in text


def test_no_markup_of_a_document_survives() -> None:
    text = render_markdown(hostile())
    assert "<script" not in text.replace("\\<", "")
    assert "](javascript" not in text.replace("\\]", "")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("# no heading", r"\# no heading"), ("- no item", r"\- no item"), ("1. no list", r"1\. no list"),
     ("a|b", r"a\|b"), ("<i>", r"\<i\>"), ("&lt;", "&amp;lt;"), ("a\n# b", r"a \# b"), ("0.7", "0.7")],
)  # fmt: skip
def test_escaping(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@given(st.text())
def test_escaped_text_is_one_line_without_active_signs(text: str) -> None:
    escaped = escape(text)
    assert "\n" not in escaped
    assert not re.search(r"(?<!\\)[<>|\[\]`]", re.sub(r"\\\\", "", escaped))


def test_the_same_bytes_twice() -> None:
    assert render_markdown(sample()) == render_markdown(sample())
