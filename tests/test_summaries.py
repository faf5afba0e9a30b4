"""Summaries: however documents are cut into parts, their sums and the stances made of them are the same."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.analyses import Analysis
from framing.archives import parts
from framing.archives.model import Sources
from framing.archives.sources import add_sources, make_sources, source_rows, sources_data
from framing.lexicons import Lexicon, load_lexicon
from framing.reporting import analyze_paths
from framing.stances import score_summary, score_voices
from framing.summaries import Summary, format_summary, parse_summary, summarize
from tests.conftest import SEEDS


@cache
def axis() -> Lexicon:
    return load_lexicon("establishment")


@cache
def seeds() -> tuple[Analysis, ...]:
    return tuple(analyze_paths([SEEDS], [axis()]))


@given(st.lists(st.integers(0, 3), min_size=5, max_size=5), st.permutations(range(4)))
def test_parts_add_up_to_the_whole_in_any_order(places: list[int], order: list[int]) -> None:
    found = [
        summarize([one for one, at in zip(seeds(), places, strict=True) if at == part], axis()) for part in order
    ]
    whole = summarize(seeds(), axis())
    assert (found[0] + found[1]) + (found[2] + found[3]) == whole
    assert found[0] + (found[1] + (found[2] + found[3])) == whole
    assert score_summary(whole, axis()) == score_voices(seeds(), axis())


def test_a_summary_comes_back_from_its_line() -> None:
    whole = summarize(seeds(), axis())
    assert parse_summary(format_summary(whole)) == whole
    assert min(whole.documents, whole.fitting, whole.plain, whole.evidences[0].by_document.ww) > 0
    assert whole.plain < whole.documents


def test_sums_of_any_size_are_exact() -> None:
    whole = summarize(seeds(), axis())
    doubled = whole
    for _ in range(80):
        doubled = parse_summary(format_summary(doubled + doubled))
    assert doubled.evidences[0].words == whole.evidences[0].words << 80


def test_sources_come_back_and_are_told_in_order() -> None:
    total: Sources = {}
    for analysis in reversed(seeds()):
        add_sources(total, {(analysis.document.source, axis().name): summarize([analysis], axis())})
    assert make_sources(sources_data(total)) == total
    rows = [row[:3] for row in source_rows(total, [axis()])]
    assert rows[::6] == sorted(rows[::6])
    assert [voice for _, _, voice in rows[:6]] == ["outlet", "all", "own", "headline", "direct", "indirect"]


def test_too_many_sources_have_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "parts").mkdir()
    for number in range(3):
        record = {"sources": sources_data({(f"s{number}", "small"): Summary(1)})}
        parts.write_json(parts.record_path(tmp_path, number), record)
    assert len(parts.read_sources(tmp_path, 3)) == 3
    monkeypatch.setattr(parts, "MOST_SOURCES", 2)
    assert parts.read_sources(tmp_path, 3) == {}
