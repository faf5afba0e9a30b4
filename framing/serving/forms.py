"""Forms: what a browser sent, taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from framing.serving.guards import TooLarge
from framing.serving.intake import Item, Upload, check_files, check_texts
from framing.serving.limits import Limits, RefusalError
from framing.serving.saying import say

_BYTES_A_CHARACTER = 4
_MOST_FILES = 1_000
"""Files that are counted before they are said to be too many."""
_FIELDS_AN_ARTICLE = 20
"""More than there are, so that too many articles are told as such."""
_SHEET_FIELDS = 20_000
"""Fields of a pupil's sheet: every word of a long article is one."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The articles of a form as they were typed, to be shown again with what is amiss."""

    titles: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    name: str = ""

    def rows(self, least: int) -> list[tuple[str, str, str]]:
        """Return source, title and text of each article, and empty ones up to `least`."""
        rows = list(zip_longest(self.sources, self.titles, self.texts, fillvalue=""))
        filled = [row for row in rows if any(value.strip() for value in row)]
        return filled + [("", "", "")] * (least - len(filled))


@dataclass(frozen=True, slots=True)
class Form:
    """A form with articles: what was typed, the files, and the other fields (each once)."""

    draft: Draft
    uploads: tuple[Upload, ...]
    fields: dict[str, str]

    def items(self, limits: Limits) -> list[Item]:
        """Return the articles; raises RefusalError where one is beyond the limits."""
        draft = self.draft
        typed = check_texts(draft.titles, draft.sources, draft.texts, limits)
        return [*typed, *check_files(self.uploads, limits)]


async def read_form(request: Request, limits: Limits) -> Form:
    """Return the form with articles that a request holds; raises RefusalError where it cannot be read."""
    form = await _parse(request, limits, limits.articles * _FIELDS_AN_ARTICLE)
    files = [value for name, value in form.multi_items() if name == "files" and isinstance(value, UploadFile)]
    sources = _list(form, "file_source")
    uploads = [
        Upload(file.filename or "", await file.read(limits.file_bytes + 1), source)
        for file, source in zip_longest(files, sources[: len(files)], fillvalue="")
        if isinstance(file, UploadFile)
    ]
    await form.close()
    # browsers send every line break as two characters
    texts = tuple(text.replace("\r\n", "\n") for text in _list(form, "text"))
    draft = Draft(_list(form, "title"), _list(form, "source"), texts, _first(form, "name"))
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    return Form(draft, tuple(uploads), fields)


async def read_fields(request: Request, limits: Limits) -> list[tuple[str, str]]:
    """Return the fields of a form without files, in order."""
    form = await _parse(request, limits, _SHEET_FIELDS)
    return [(name, value) for name, value in form.multi_items() if isinstance(value, str)]


async def _parse(request: Request, limits: Limits, most: int) -> FormData:
    try:
        return await request.form(
            max_files=_MOST_FILES, max_fields=most, max_part_size=_BYTES_A_CHARACTER * limits.characters
        )
    except TooLarge:
        raise
    except (HTTPException, ValueError, LookupError):
        raise RefusalError(400, say("problems.form")) from None


def _list(form: FormData, name: str) -> tuple[str, ...]:
    return tuple(value for value in form.getlist(name) if isinstance(value, str))


def _first(form: FormData, name: str) -> str:
    return next(iter(_list(form, name)), "")
