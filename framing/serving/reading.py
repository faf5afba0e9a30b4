"""Reading: the documents in what was pasted or dropped, and what could not be read."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from framing.documents.assembly import make_document
from framing.documents.metadata import Metadata
from framing.documents.model import Document, Rejected
from framing.documents.reading import ReadingOptions, read_bytes
from framing.serving.intake import Item
from framing.serving.limits import Limits, RefusalError
from framing.serving.saying import read_texts, say


def read_items(items: Sequence[Item], limits: Limits) -> tuple[list[Document], list[Rejected]]:
    """Return the documents and what could not be read; raises RefusalError if that is all, or too much."""
    documents: list[Document] = []
    rejected: list[Rejected] = []
    for number, item in enumerate(items, 1):
        for read in _read_item(item, number):
            if isinstance(read, Rejected):
                rejected.append(read)
            elif len(read.text) > limits.characters:
                told = say("problems.long_file", most=f"{limits.characters:,}", given=f"{len(read.text):,}")
                rejected.append(Rejected(_call(item, number), told))
            else:
                documents.append(read)
    if len(documents) > limits.articles:
        raise RefusalError(422, say("problems.many", most=limits.articles, given=len(documents)))
    if not documents:
        raise RefusalError(422, say("problems.unreadable"), tuple(f"{one.where}: {one.reason}" for one in rejected))
    return name_documents(documents), rejected


def _read_item(item: Item, number: int) -> Iterator[Document | Rejected]:
    known = Metadata(title=item.title, source=item.source)
    if not item.name:
        document = make_document(item.text, known)
        told = any(block.kind != "headline" for block in document.blocks)
        yield document if told else Rejected(_call(item, number), say("problems.empty"))
        return
    refused = read_texts()["suffixes"].get(PurePath(item.name).suffix.lower())
    if refused:
        yield Rejected(item.name, refused)
    else:
        yield from read_bytes(item.name, item.data, ReadingOptions(metadata=known))


def _call(item: Item, number: int) -> str:
    return item.name or item.title or item.source or say("articles.unnamed", number=number)


def name_documents(documents: Sequence[Document]) -> list[Document]:
    """Return the documents with ids by their places, which are their sources too where none is known."""
    digits = len(str(len(documents)))
    return [_name(document, f"{number:0{digits}}") for number, document in enumerate(documents, 1)]


def _name(document: Document, number: str) -> Document:
    place = say("articles.unnamed", number=number)
    return dataclasses.replace(document, id=place, source=document.source or place)
