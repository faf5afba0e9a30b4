"""Worksheets on the shipped packs, made once for all tests of them."""

from __future__ import annotations

from functools import cache

from framing.analyses import analyze
from framing.classroom import Plan, Worksheet, make_worksheet, shipped_packs
from framing.classroom.model import Activity, Answers, Remark
from framing.classroom.packs import Pack
from framing.comparisons import Comparison, compare
from framing.documents import Document
from framing.lexicons import load_lexicons
from framing.reporting import Settings, make_report
from framing.reports.worksheets import render_worksheet

PACKS = shipped_packs()
RERUN = "framing compare texts.jsonl"


@cache
def comparison(pack: Pack) -> Comparison:
    settings = Settings(lexicons=(str(pack.lexicon), "loaded"), by="document")
    return make_report([str(pack.articles)], settings).comparison


@cache
def worksheet(pack: Pack, copies: int = 1, seed: int = 0) -> Worksheet:
    return make_worksheet(comparison(pack), Plan(copies=copies, seed=seed, rerun=RERUN))


@cache
def files(pack: Pack, to: str = "html", copies: int = 1, seed: int = 0) -> dict[str, bytes]:
    return dict(render_worksheet(worksheet(pack, copies, seed), to))


def activity(sheets: Worksheet, name: str) -> tuple[Activity, Answers]:
    found = next(one for one in sheets.sheets[0].activities if one.name == name)
    return found, next(one for one in sheets.keys[0].answers if one.name == name)


def values(remark: Remark) -> dict[str, object]:
    return dict(remark.values)


def said(answers: Answers) -> list[Remark]:
    return [remark for answer in answers.answers for remark in (*answer.said, *answer.doubts)]


def compared(*documents: Document, lexicons: tuple[str, ...] = ("loaded",)) -> Comparison:
    loaded = load_lexicons(lexicons)
    return compare([analyze(one, loaded) for one in documents], loaded, by="document")


def documents(pack: Pack) -> list[Document]:
    return [one.document for one in comparison(pack).analyses]
