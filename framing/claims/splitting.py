"""Claims of a document: its sentences cut into clauses, each with kind, section and voice."""

from __future__ import annotations

from framing.claims.model import Claim, Voice
from framing.claims.sentences import split_stretch
from framing.documents.model import Block, Document


def split_claims(document: Document) -> tuple[Claim, ...]:
    """Return the claims of `document`, in order; they cover all its non-space text without overlap."""
    claims: list[Claim] = []
    for block in document.blocks or (Block(0, len(document.text), "paragraph"),):
        voice: Voice = "headline" if block.kind in {"headline", "heading"} else "own"
        for start, end in split_stretch(document.text, block.start, block.end):
            claims.append(Claim(document.id, len(claims), start, end, voice, section=block.section))
    return tuple(claims)
