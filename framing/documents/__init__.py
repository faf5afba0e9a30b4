"""Reading: files, tables and pages made documents, each with a receipt of what was kept, cut and found."""

from framing.documents.assembly import make_document
from framing.documents.metadata import Metadata
from framing.documents.model import Block, Cut, Document, Finding, Receipt, Rejected, Span
from framing.documents.reading import ReadingOptions, read_documents

__all__ = [
    "Block",
    "Cut",
    "Document",
    "Finding",
    "Metadata",
    "ReadingOptions",
    "Receipt",
    "Rejected",
    "Span",
    "make_document",
    "read_documents",
]
