"""Corpora: what a report says of documents that are too many to be told one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.reports.wording import say_count, texts

if TYPE_CHECKING:
    from framing.comparisons import Comparison


def say_corpus(comparison: Comparison) -> str:
    """Return why no document of a corpus is told by itself, and where each is."""
    return texts["corpus"]["documents"].format(documents=say_count(comparison.provenance.documents, "document"))
