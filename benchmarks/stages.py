"""The stages of the work, each alone: what it does with all articles, given what the stages before it made."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

from framing import compare, find_deletions, load_lexicons, split_claims, tag_claims
from framing.analyses import Analysis, analyze
from framing.archives import Plan, read_archive, write_archive
from framing.archives.harvests import tabulate
from framing.claims.model import Claim
from framing.documents import Document, read_documents
from framing.lexicons import Lexicon
from framing.reports import render
from framing.stances import score_voices
from framing.weights import weigh_claims

Work = Callable[[], object]
_Read = Sequence[tuple[Document, tuple[Claim, ...]]]


def analysis_stages(path: Path) -> dict[str, Work]:
    """What `framing analyze` does with the articles of a table, stage by stage, but for writing the files.

    "tables" are the rows of all analyses as Arrow arrays, those of their scores among them: "scores" is in it.
    """
    lexicons = load_lexicons()
    documents = [one for one in read_documents([path]) if isinstance(one, Document)]
    read = [(one, split_claims(one)) for one in documents]
    analyses = [analyze(one, lexicons) for one in documents]
    axes = [one for one in lexicons if one.poles]
    return {
        "reading": lambda: list(read_documents([path])),
        "claims": lambda: [split_claims(one) for one in documents],
        **_finding(read, lexicons),
        "scores": lambda: [score_voices([one], axis) for one in analyses for axis in axes],
        "tables": lambda: tabulate(analyses, lexicons),
    }


def _finding(read: _Read, lexicons: tuple[Lexicon, ...]) -> dict[str, Work]:
    learned = [one.learned for one in lexicons if one.learned]
    return {
        "tags": lambda: [tag_claims(one, claims, lexicons) for one, claims in read],
        "learned words": lambda: [weigh_claims(one, claims, learned) for one, claims in read],
        "deeds without actor": lambda: [find_deletions(one, claims) for one, claims in read],
    }


def report_stages(path: Path) -> dict[str, Work]:
    """What `framing report` does with the analyses of the articles: reading them back is left out."""
    lexicons = load_lexicons()
    analyses = [analyze(one, lexicons) for one in read_documents([path]) if isinstance(one, Document)]
    comparison = compare(analyses, lexicons)
    return {
        "comparison": lambda: compare(analyses, lexicons),
        "page": lambda: render(comparison, "html"),
        "JSON": lambda: render(comparison, "json"),
    }


def archive_stages(path: Path, folder: Path) -> dict[str, Work]:
    """All that `framing analyze` does by one process, from start to end, and reading back what it wrote."""
    lexicons, numbers = load_lexicons(), itertools.count()

    def write() -> Path:
        out = folder / f"analysis-{next(numbers)}"
        write_archive([path], out, Plan(jobs=1))
        return out

    kept = write()
    return {
        "loading the lexicons": load_lexicons,
        "whole analysis": write,
        "reading back": lambda: [one for one in read_archive(kept, lexicons) if isinstance(one, Analysis)],
    }
