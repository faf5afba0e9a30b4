"""The terminal report: fits, says everything without colour, and lets nothing through that acts on a terminal."""

from __future__ import annotations

import re

import pytest

from framing.reports.terminal import render_terminal
from tests.report_samples import HOSTILE, hostile, sample, without_axis


@pytest.mark.parametrize("width", [80, 100, 140])
def test_it_fits_the_width_and_one_screen_or_two(width: int) -> None:
    lines = render_terminal(sample(), width).splitlines()
    assert max(map(len, lines)) <= width
    assert len(lines) <= 80
    assert not any(line != line.rstrip() for line in lines)


def test_colour_adds_no_word() -> None:
    coloured = render_terminal(sample(), color=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == render_terminal(sample()).split()


def test_strip_numbers_and_refusal() -> None:
    text = render_terminal(sample(), 100)
    assert "← A against the port · F for the port →" in text
    assert re.search(r"Bay Courier +[├●].*anti-port −\d\.\d\d \(−\d\.\d\d to −\d\.\d\d\)", text)
    assert re.search(r"Harbour Post +·+│.*●  port \+1\.00", text)
    assert re.search(r"Town Gazette +·+│·+  too little evidence \(", text)


def test_frames_carry_a_quote_with_the_words_in_brackets() -> None:
    text = render_terminal(sample())
    assert "Land grab" in text
    assert "“[Port barons] strike again” (headline)" in text
    assert "1 negated" in text


def test_voices_documents_and_provenance() -> None:
    text = render_terminal(sample(), 140)
    assert "Mara Lind" in text
    assert "said" in text
    assert all(name in text for name in ("d1", "d2", "d3"))
    assert "scan.pdf: is a PDF file" in text
    assert "harbour 1.0.0 (0123456789abcdef)" in text
    assert "Not measured" in text


def test_without_an_axis_it_says_so() -> None:
    text = render_terminal(without_axis())
    assert "none of the lexicons used has two poles" in text
    assert "●" not in text
    assert "Fury" in text


def test_documents_side_by_side_show_their_ids() -> None:
    text = render_terminal(sample("document"))
    assert "Where the documents stand" in text
    assert all(name in text for name in ("d1", "d2", "d3"))


def test_many_sources_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.reports.pages.MAX_UNITS", 1)
    assert "and 2 more sources with fewer words" in render_terminal(sample())


def test_markup_is_shown_as_text() -> None:
    assert HOSTILE[:20] in render_terminal(hostile(), 140)


def test_the_same_bytes_twice() -> None:
    assert render_terminal(sample()) == render_terminal(sample())
