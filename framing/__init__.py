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
    from framing.analyses import Analysis, analyze
    from framing.claims import Claim, Deletion, find_deletions, split_claims
    from framing.comparisons import Comparison, compare
    from framing.documents import Document, Metadata, ReadingOptions, make_document, read_documents
    from framing.errors import FramingError
    from framing.explanations import explain
    from framing.lexicons import Lexicon, load_lexicon, load_lexicons
    from framing.reporting import Report, Settings, make_report
    from framing.scores import Score
    from framing.tags import Tag, tag_claims

_HOMES = {
    "Analysis": "analyses",
    "Claim": "claims",
    "Comparison": "comparisons",
    "Deletion": "claims",
    "Document": "documents",
    "FramingError": "errors",
    "Lexicon": "lexicons",
    "Metadata": "documents",
    "ReadingOptions": "documents",
    "Report": "reporting",
    "Score": "scores",
    "Settings": "reporting",
    "Tag": "tags",
    "analyze": "analyses",
    "compare": "comparisons",
    "explain": "explanations",
    "find_deletions": "claims",
    "load_lexicon": "lexicons",
    "load_lexicons": "lexicons",
    "make_document": "documents",
    "make_report": "reporting",
    "read_documents": "documents",
    "split_claims": "claims",
    "tag_claims": "tags",
}

__all__ = [
    "Analysis",
    "Claim",
    "Comparison",
    "Deletion",
    "Document",
    "FramingError",
    "Lexicon",
    "Metadata",
    "ReadingOptions",
    "Report",
    "Score",
    "Settings",
    "Tag",
    "analyze",
    "compare",
    "explain",
    "find_deletions",
    "load_lexicon",
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
