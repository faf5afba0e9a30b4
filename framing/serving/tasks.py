"""Tasks: the jobs of the workers: articles in, pages and data out; nothing is fetched, nothing written."""

from __future__ import annotations

import dataclasses
import html
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from framing.analyses import Analysis, analyze
from framing.classroom import find_pack
from framing.comparisons import NO_SOURCE, Comparison, Grouping, compare
from framing.documents.assembly import make_document
from framing.documents.metadata import Metadata
from framing.documents.model import Document, Rejected
from framing.documents.reading import read_documents
from framing.errors import FramingError
from framing.lexicons import Lexicon, load_lexicons
from framing.libraries import Library, default_place
from framing.placing import Origin, place_article
from framing.reports import render
from framing.reports.data import report_data
from framing.reports.placing import render_placing
from framing.serving.intake import Item
from framing.serving.lessons import Lesson, make_lesson
from framing.serving.limits import Limits, RefusalError
from framing.serving.reading import name_documents, read_items
from framing.serving.saying import say
from framing.shipped import DEFAULT_AXIS, DEFAULT_LEXICONS, shipped_folder
from framing.standings import choose_axis

_LOADED = DEFAULT_LEXICONS[1]
"""The lexicon whose words a class marks beside those of the axis; topics mark so much that nothing else is seen."""
_WARM = "The war machine rolls on, the minister warned. “We stand firm,” said Ana Ruiz on Monday."
_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Article:
    """One article that was read: what to call it, and its lesson for a class."""

    title: str
    source: str
    lesson: Lesson


@dataclass(frozen=True, slots=True)
class Made:
    """A page that was made: its title, HTML and policy, its articles, and what could not be read, line by line.

    `pack` names the shipped articles it is made of, "" for a visitor's own.
    """

    kind: str
    title: str
    html: str
    policy: str
    articles: tuple[Article, ...] = ()
    rejected: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    pack: str = ""


@cache
def read_lexicons(pack: str = "") -> tuple[Lexicon, ...]:
    """Return the lexicons that pages are made with: a pack of articles brings its own axis."""
    return tuple(load_lexicons((str(find_pack(pack).lexicon), _LOADED) if pack else DEFAULT_LEXICONS))


def warm_up() -> None:
    """Load what every job needs, so that the first visitor waits no longer than the others."""
    document = make_document(_WARM, Metadata(source="A", id="a"))
    render(put_together([document], by="source"), "story")


def make_story(items: Sequence[Item], title: str, limits: Limits) -> Made:
    """Return the story page of the articles; raises RefusalError where none of them can be read."""
    documents, rejected = read_items(items, limits)
    return _make_story(put_together(documents, rejected, by=_grouping(documents)), title)


def make_pack_story(pack: str) -> Made:
    """Return the story page of the articles of a shipped pack."""
    found = find_pack(pack)
    documents = [one for one in read_documents([found.articles]) if isinstance(one, Document)]
    comparison = put_together(name_documents(documents), by="source", pack=pack)
    return dataclasses.replace(_make_story(comparison, found.title), pack=pack)


def _make_story(comparison: Comparison, title: str) -> Made:
    page = render(comparison, "story", title)
    lexicons, axis = comparison.lexicons, choose_axis(comparison.lexicons)
    return Made(
        kind="story",
        title=title or _read_title(page),
        html=page,
        policy=read_policy(page),
        articles=tuple(_make_article(analysis, lexicons, axis) for analysis in comparison.analyses),
        rejected=tuple(f"{one.where}: {one.reason}" for one in comparison.provenance.rejected),
        documents=tuple(analysis.document for analysis in comparison.analyses),
    )


def make_lesson_of(items: Sequence[Item], limits: Limits) -> Article:
    """Return the one article with its lesson."""
    documents, _ = read_items(items, limits)
    lexicons = read_lexicons()
    return _make_article(analyze(documents[0], lexicons), lexicons, choose_axis(lexicons))


@dataclass(frozen=True, slots=True)
class Known:
    """What an article is placed among: documents called `name`, the user's library, or else the shipped texts.

    `pack` names the shipped articles that the documents are, "" for others: a pack brings its own axis.
    """

    name: str = ""
    documents: tuple[Document, ...] = ()
    library: bool = False
    pack: str = ""

    def read(self) -> tuple[Document, ...]:
        """Return the known documents."""
        if self.library:
            with Library(default_place()) as library:
                return tuple(library.documents())
        return self.documents or _read_shipped()


def make_stance(items: Sequence[Item], known: Known, limits: Limits) -> Made:
    """Return the page that shows where one article stands among known ones; raises RefusalError where none can be."""
    try:
        return _make_stance(items, known, limits)
    except FramingError as problem:
        raise RefusalError(422, str(problem)) from None


def _make_stance(items: Sequence[Item], known: Known, limits: Limits) -> Made:
    documents, rejected = read_items(items, limits)
    new = dataclasses.replace(documents[0], id=say("articles.new"))
    lexicons = read_lexicons(known.pack)
    axis = choose_axis(lexicons, "" if known.pack else DEFAULT_AXIS)
    groups: dict[str, list[Analysis]] = defaultdict(list)
    for document in known.read():
        groups[document.source or NO_SOURCE].append(analyze(document, [axis]))
    placing = place_article([analyze(new, [axis])], groups, axis, [axis])
    origin = Origin((known.name,) if known.name else (), not known.name)
    page = render_placing(dataclasses.replace(placing, origin=origin), "html", in_browser=True)
    return Made(
        kind="stance",
        title=new.title or new.source,
        html=page,
        policy=read_policy(page),
        articles=(_make_article(analyze(new, lexicons), lexicons, axis),),
        rejected=tuple(f"{one.where}: {one.reason}" for one in rejected),
        documents=(new,),
    )


@cache
def _read_shipped() -> tuple[Document, ...]:
    return tuple(one for one in read_documents([shipped_folder("seeds")]) if isinstance(one, Document))


def make_report_data(items: Sequence[Item], by: Grouping, limits: Limits) -> dict[str, Any]:
    """Return the report as plain data, as `framing report --to json` gives it."""
    documents, rejected = read_items(items, limits)
    return report_data(put_together(documents, rejected, by=by))


def put_together(
    documents: Sequence[Document], rejected: Sequence[Rejected] = (), *, by: Grouping, pack: str = ""
) -> Comparison:
    """Return the documents side by side, by the lexicons of every page or of a pack."""
    lexicons = read_lexicons(pack)
    try:
        return compare([analyze(one, lexicons) for one in documents], lexicons, by=by, rejected=rejected)
    except FramingError as problem:
        raise RefusalError(422, str(problem)) from None


def _grouping(documents: Sequence[Document]) -> Grouping:
    """By source, or one by one where all are of a single source."""
    return "document" if len({document.source for document in documents}) < 2 <= len(documents) else "source"


def _make_article(analysis: Analysis, lexicons: Sequence[Lexicon], axis: Lexicon) -> Article:
    document = analysis.document
    loaded = [lexicon for lexicon in lexicons if lexicon.name == _LOADED]
    return Article(document.title, document.source, make_lesson(analysis, loaded, axis))


def _read_title(page: str) -> str:
    """Return the title that a page gives itself, as text."""
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    return html.unescape(found[1]).strip() if found else ""


def read_policy(page: str) -> str:
    """Return the policy that a page brings: it names the one script that may run."""
    found = _POLICY.search(page)
    return html.unescape(found[1]) if found else ""
