"""Papers: worksheets on the articles of a page, made in a worker, to be looked at, printed and saved."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from json import dumps
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from framing.classroom import Plan, make_worksheet
from framing.documents.model import Document
from framing.errors import FramingError
from framing.reports.worksheets import Print, lay_out_worksheet, render_worksheet
from framing.reports.worksheets.phrases import texts
from framing.serving.limits import RefusalError
from framing.serving.tasks import put_together

_LIKE_A_FILE = 0o644 << 16
_FOLDER = "articles"
_RERUN = f"framing compare {_FOLDER} --by document --lexicon court.toml"
"""The command on the court's sheet; it runs in the folder that the ZIP file unpacks to."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a teacher wants: activities (none: all), versions, seed, paper and print."""

    activities: tuple[str, ...] = ()
    copies: int = 1
    seed: int = 0
    paper: str = "a4"
    large: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper as a page: its file's name without ending, its title, its HTML."""

    name: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Papers:
    """Worksheets that were made: each as a page, all as one ZIP file (base64), and what was left out and why."""

    title: str
    sheets: tuple[Sheet, ...]
    bundle: str
    left_out: tuple[str, ...]


def make_papers(documents: Sequence[Document], pack: str, title: str, wish: Wish) -> Papers:
    """Return the worksheets on these articles; raises RefusalError where they allow none."""
    try:
        comparison = put_together(documents, by="document", pack=pack)
        worksheet = make_worksheet(comparison, Plan(wish.activities, wish.copies, wish.seed, _RERUN, pack))
    except FramingError as problem:
        raise RefusalError(422, str(problem)) from None
    how = Print(wish.paper, wish.large)
    files = list(render_worksheet(worksheet, "all", how))
    pages = {name: data.decode() for name, data in files if name.endswith(".html")}
    return Papers(
        title=title,
        sheets=tuple(Sheet(one.name, one.title, pages[f"{one.name}.html"]) for one in lay_out_worksheet(worksheet)),
        bundle=b64encode(_pack([*files, *_articles(documents)])).decode(),
        left_out=tuple(
            f"{texts['activities'][one.name]['title']}: {texts['left_out'][one.why]}" for one in worksheet.left_out
        ),
    )


def _articles(documents: Sequence[Document]) -> Iterator[tuple[str, bytes]]:
    """Yield the articles as files, so that the command on a sheet can be run on them."""
    tables = []
    for number, document in enumerate(documents, 1):
        name = f"article-{number:02}.txt"
        yield f"{_FOLDER}/{name}", document.text.encode("utf-8", "replace")
        known = {"source": document.source, "title": document.title, "date": document.published}
        # a JSON string is a TOML string
        lines = [f"{key} = {dumps(value)}" for key, value in known.items() if value]
        tables.append("\n".join([f'["{name}"]', *lines]))
    yield f"{_FOLDER}/sources.toml", "\n\n".join(tables).encode()


def _pack(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Return the files as a ZIP file, the same bytes for the same files."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as bundle:
        for name, data in files:
            entry = ZipInfo(name)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, _LIKE_A_FILE
            bundle.writestr(entry, data)
    return out.getvalue()
