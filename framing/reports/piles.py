"""A pile sorted into stories as text, JSON and rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from framing.documents.model import Document, Rejected
from framing.linkage import ALIKE, CLOSE
from framing.piles import Pile, Story
from framing.reports.console import clip_line, make_heading, make_line, render_lines
from framing.reports.wording import one_line, say_count, texts
from framing.shipped import version

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

SCHEMA = "framing-stories/1"
PILE_COLUMNS = ("story", "story_title", "document", "source", "title", "published", "url")
_LINES_SHOWN = 24
"""Documents left over, or rejected inputs, that get a line of their own; the others are counted."""
_SOURCE_WIDTH = 24
_FIELDS = ("source", "title", "published", "url")


def pile_text(pile: Pile, documents: Iterable[Document], rejected: Sequence[Rejected] = (), width: int = 100) -> str:
    """Return each story with its dates, what its documents share and where they stand, then what is left over."""
    known = _by_id(documents)
    parts: list[RenderableType] = [make_line(_summary(pile, known), "bold")]
    for story in pile.stories:
        parts += _story(story, known, width)
    parts += _leftover(pile, known, width)
    parts += _rejected(rejected, width)
    return render_lines([*parts, make_line(f"\n{texts['pile']['limit']}")], width)


def _by_id(documents: Iterable[Document]) -> dict[str, Document]:
    return {document.id: document for document in documents}


def _summary(pile: Pile, known: Mapping[str, Document]) -> str:
    says, stories = texts["pile"], say_count(len(pile.stories), "story", "stories")
    return says["summary"].format(
        documents=say_count(len(known), "document"), stories=stories, leftover=len(pile.leftover)
    )


def _story(story: Story, known: Mapping[str, Document], width: int) -> Iterator[Text]:
    says, documents = texts["pile"], _in_order(story.documents, known)
    sources = len({document.source for document in documents})
    counts = f"{say_count(len(documents), 'document')} from {say_count(sources, 'source')}"
    yield make_heading(clip_line(f"{story.number}. {story.title}", width))
    yield make_line(f"{counts}, {_say_dates(story)}")
    if story.keys:
        yield make_line(clip_line(f"{says['keys']}: {', '.join(story.keys)}", width))
    yield from (_document(document, width) for document in documents)


def _say_dates(story: Story) -> str:
    if not story.first:
        return texts["pile"]["undated"]
    return story.first if story.first == story.last else f"{story.first} to {story.last}"


def _in_order(ids: Iterable[str], known: Mapping[str, Document]) -> list[Document]:
    """Earliest first; a date that is not known comes last."""
    return sorted((known[one] for one in ids), key=lambda one: (f"{one.published}~", one.source, one.id))


def _document(document: Document, width: int) -> Text:
    date = document.published or texts["pile"]["no_date"]
    source = clip_line(document.source or texts["pile"]["no_source"], _SOURCE_WIDTH)
    line = f"  {date:10}  {source:{_SOURCE_WIDTH}}  {one_line(document.title or document.id)}"
    return make_line(_clip(line, width))


def _clip(line: str, width: int) -> str:
    return line if len(line) <= width else f"{line[: width - 1].rstrip()}…"


def _leftover(pile: Pile, known: Mapping[str, Document], width: int) -> Iterator[RenderableType]:
    if not pile.leftover:
        return
    documents = _in_order(pile.leftover, known)
    yield make_heading(texts["pile"]["leftover"])
    yield from (_document(document, width) for document in documents[:_LINES_SHOWN])
    yield from _rest(len(documents), "more document")


def _rejected(rejected: Sequence[Rejected], width: int) -> Iterator[RenderableType]:
    if not rejected:
        return
    yield make_heading(texts["pile"]["rejected"])
    yield from (make_line(clip_line(f"{one.where}: {one.reason}", width)) for one in rejected[:_LINES_SHOWN])
    yield from _rest(len(rejected), "more input")


def _rest(count: int, name: str) -> Iterator[Text]:
    if count > _LINES_SHOWN:
        yield make_line(f"  and {say_count(count - _LINES_SHOWN, name)}, in the JSON and CSV")


def pile_json(pile: Pile, documents: Iterable[Document], rejected: Sequence[Rejected] = ()) -> str:
    """Return the stories and the documents left over as JSON text, ending in a line break."""
    return json.dumps(pile_data(pile, documents, rejected), ensure_ascii=False, indent=2) + "\n"


def pile_data(pile: Pile, documents: Iterable[Document], rejected: Sequence[Rejected] = ()) -> dict[str, Any]:
    """Return schema, provenance, stories and leftover; each document with its id, source, title, date and address."""
    known = _by_id(documents)
    stories = [
        {**asdict(story), "keys": list(story.keys), "documents": _records(story.documents, known)}
        for story in pile.stories
    ]
    provenance = {
        "framing": version(),
        "settings": {"alike": ALIKE, "close": CLOSE},
        "documents": len(known),
        "rejected": [asdict(one) for one in rejected],
    }
    return {
        "schema": SCHEMA,
        "provenance": provenance,
        "stories": stories,
        "leftover": _records(pile.leftover, known),
    }


def _records(ids: Iterable[str], known: Mapping[str, Document]) -> list[dict[str, str]]:
    return [{"id": one.id, **{name: getattr(one, name) for name in _FIELDS}} for one in _in_order(ids, known)]


def pile_rows(pile: Pile, documents: Iterable[Document]) -> Iterator[dict[str, Any]]:
    """Return one row a document with the PILE_COLUMNS, story by story; `story` is "" for those left over."""
    known = _by_id(documents)
    groups = [(story.number, story.title, story.documents) for story in pile.stories]
    for number, title, ids in (*groups, ("", "", pile.leftover)):
        for record in _records(ids, known):
            fields = {name: record[name] for name in _FIELDS}
            yield {"story": number, "story_title": title, "document": record["id"], **fields}
