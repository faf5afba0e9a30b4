"""Compare how sources frame a story: claims, voices, frames and stance, each number traced to the quoted words.

>>> import framing
>>> document = framing.make_document("The regime's proxies must be held to account.", framing.Metadata(source="A"))
>>> analysis = framing.analyze(document, framing.load_lexicons(["establishment"]))
>>> [analysis.text(claim) for claim in analysis.claims]
["The regime's proxies must be held to account."]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from framing.analyses import analyze
    from framing.claims import find_deletions, split_claims
    from framing.comparisons import compare
    from framing.documents import Document, Metadata, ReadingOptions, make_document, read_documents
    from framing.errors import FramingError
    from framing.explanations import explain
    from framing.lexicons import load_lexicons
    from framing.reporting import Settings, make_report
    from framing.tags import tag_claims

_HOMES = {
    "Document": "documents",
    "FramingError": "errors",
    "Metadata": "documents",
    "ReadingOptions": "documents",
    "Settings": "reporting",
    "analyze": "analyses",
    "compare": "comparisons",
    "explain": "explanations",
    "find_deletions": "claims",
    "load_lexicons": "lexicons",
    "make_document": "documents",
    "make_report": "reporting",
    "read_documents": "documents",
    "split_claims": "claims",
    "tag_claims": "tags",
}

__all__ = [
    "Document",
    "FramingError",
    "Metadata",
    "ReadingOptions",
    "Settings",
    "analyze",
    "compare",
    "explain",
    "find_deletions",
    "load_lexicons",
    "make_document",
    "make_report",
    "read_documents",
    "split_claims",
    "tag_claims",
]


def __getattr__(name: str) -> Any:
    # Loaded when first asked for, so that `framing --help` starts at once.
    if name not in _HOMES:
        raise AttributeError(f"module 'framing' has no attribute '{name}'")
    return getattr(import_module(f"framing.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
