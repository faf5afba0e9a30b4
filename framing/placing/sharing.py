"""Sharing: the known documents that tell a new article's story, and the facts it shares with them or leaves out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from framing.analyses import Analysis
from framing.documents.model import Document
from framing.likeness import bound_likeness
from framing.linkage import ALIKE
from framing.placing.model import THIS, SharedStory

if TYPE_CHECKING:
    from framing.coverage import Fact

MOST_COMPARED = 24
"""Known texts looked at for the same story: those most like the article in words."""
WORTH_COMPARING = 0.15
"""Likeness of words from which two texts are looked at: of news on one event none was found below a quarter
(benchmarks/topics.py)."""


def find_story(
    article: Analysis, known: Mapping[str, Sequence[Analysis]], likeness: Mapping[str, float]
) -> SharedStory | None:
    """Return the story that an article shares with known documents, None where they tell of other events.

    `likeness` is that of each known document's words to the article's, by id. Which texts tell one event is decided
    by names, numbers, rare words and dates (see `framing.piles`), which facts they share by pairs of claims. Where
    the day of either is not known, a text is on the story only if it shares a fact with the article.
    """
    near = [one for group in known.values() for one in group if likeness[one.document.id] >= WORTH_COMPARING]
    near.sort(key=lambda one: (-likeness[one.document.id], one.document.id))
    same = _tell_same_event(article.document, [one.document for one in near[:MOST_COMPARED]])
    facts = _share_facts(article, _only(known, same))
    told = {quote.document for fact in facts if _is_told(fact) for cell in fact.cells for quote in cell.quotes}
    sure = frozenset(one.document.id for one in near if _are_dated(article, one)) | told
    if same - sure:
        facts = _share_facts(article, _only(known, same & sure))
    groups = _only(known, same & sure)
    return _describe(groups, facts) if groups else None


def _tell_same_event(article: Document, others: Sequence[Document]) -> frozenset[str]:
    if not others:
        return frozenset()
    if bound_likeness(article, others) < ALIKE:
        return frozenset()  # which most articles are spared numpy and scipy by, that take long to load
    from framing.piles import group_stories

    stories = group_stories([article, *others]).stories
    found = next((story.documents for story in stories if article.id in story.documents), ())
    return frozenset(found) - {article.id}


def _are_dated(article: Analysis, other: Analysis) -> bool:
    return bool(article.document.published and other.document.published)


def _only(known: Mapping[str, Sequence[Analysis]], chosen: Collection[str]) -> dict[str, list[Analysis]]:
    groups = {source: [one for one in group if one.document.id in chosen] for source, group in known.items()}
    return {source: group for source, group in groups.items() if group}


def _share_facts(article: Analysis, groups: Mapping[str, Sequence[Analysis]]) -> tuple[Fact, ...]:
    if not groups:
        return ()
    from framing.coverage import cover
    from framing.syndication import match_documents

    together = {THIS: [article], **groups}
    matches = match_documents(one.document for group in together.values() for one in group)
    copies = {copy.id: first.id for first, *others in matches.groups() for copy in others}
    return cover(together, copies).facts


def _describe(groups: Mapping[str, Sequence[Analysis]], facts: Sequence[Fact]) -> SharedStory:
    return SharedStory(
        documents=tuple(sorted(one.document.id for group in groups.values() for one in group)),
        sources=tuple(sorted(groups)),
        carried=tuple(fact for fact in facts if _is_told(fact)),
        left_out=tuple(fact for fact in facts if not _is_told(fact)),
    )


def _is_told(fact: Fact) -> bool:
    return fact.cell(THIS).telling != "absent"
