"""Options: how inputs are read, the same for every one of them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

from framing.documents.metadata import Metadata, list_findings
from framing.documents.model import Finding


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How to read: which column of a table holds the text, in which encoding, and what is known of every document.

    `metadata` (and its short form `source`) goes before whatever files, columns and texts say of themselves.
    `allow_private` lets web addresses lead to machines of the local network, and to any port.
    """

    text_column: str | None = None
    encoding: str | None = None
    source: str | None = None
    metadata: Metadata = field(default_factory=Metadata)
    allow_private: bool = False

    @property
    def given(self) -> tuple[Finding, ...]:
        """Return the fields given for every document, as findings."""
        source = self.source or self.metadata.source
        return list_findings(dataclasses.replace(self.metadata, source=source), "option")
