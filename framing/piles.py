"""Piles: a mixed lot of documents sorted into stories, each about one event, and what is left over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framing.documents.model import Document
from framing.likeness import DECIMALS, READ_WORDS, Likeness, measure_likeness, read_terms, tell
from framing.linkage import ALIKE, link_texts
from framing.syndication import Matches, match_documents
from framing.unions import unite

KEYS, STRONGEST = 8, 40
"""Keys shown of a story, and the terms that they are chosen from."""
OPENING_WORDS = 12
"""Words of its opening that stand for the title of a text that has none."""


@dataclass(frozen=True, slots=True)
class Story:
    """Documents on one event: ids in alphabetical order, the most central headline, and what holds them together.

    `keys` are the names, words and numbers that most of the documents share, strongest first. `first` and `last`
    are the earliest and latest date known of a document, "" where none is.
    """

    number: int
    title: str
    documents: tuple[str, ...]
    keys: tuple[str, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Pile:
    """The stories, those with most documents first, and the ids of the documents that are on no shared one."""

    stories: tuple[Story, ...]
    leftover: tuple[str, ...]


def group_stories(documents: Iterable[Document], alike: float = ALIKE) -> Pile:
    """Return the documents sorted into stories, whatever their order; ids must be unique.

    A text printed in several places counts once and stays together. Two groups of texts become one story while they
    are `alike` on average over their pairs (see `framing.likeness`) and not each about something of its own.
    How rare a word is depends on the whole pile: documents of other stories move likenesses a little, so that a text
    on the edge of a story may fall in or out when some are added; where none is on an edge, nothing changes.
    """
    matches = match_documents(documents)
    texts = _gather_texts(matches)
    likeness = measure_likeness([text[0] for text in texts])
    stories, leftover = [], []
    for group in link_texts(likeness, alike):
        members = [document for text in group for document in texts[text]]
        if len(members) > 1:
            stories.append((_rank(members), group))
        else:
            leftover.append(members[0].id)
    told = (_tell_story(number, group, texts, likeness) for number, (_, group) in enumerate(sorted(stories), 1))
    return Pile(tuple(told), tuple(sorted(leftover)))


def _gather_texts(matches: Matches[Document]) -> list[list[Document]]:
    """The documents by text, the earliest of each first."""
    sets = unite(sorted(set(matches.texts)), matches.pairs)
    homes = {text: number for number, texts in enumerate(sets) for text in texts}
    gathered: list[list[Document]] = [[] for _ in sets]
    for document, text in zip(matches.documents, matches.texts, strict=True):
        gathered[homes[text]].append(document)
    return gathered


def _rank(documents: Sequence[Document]) -> tuple[int, str, str]:
    first, _ = _dates(documents)
    return -len(documents), first or "~", min(document.id for document in documents)


def _dates(documents: Iterable[Document]) -> tuple[str, str]:
    dates = sorted(document.published for document in documents if document.published)
    return (dates[0], dates[-1]) if dates else ("", "")


def _tell_story(number: int, group: Sequence[int], texts: Sequence[Sequence[Document]], likeness: Likeness) -> Story:
    copies = [texts[text] for text in _order_by_centre(group, likeness)]
    documents = [document for text in copies for document in text]
    terms = likeness.share_terms(group, len(group) // 2 + 1)
    return Story(
        number,
        _find_title(documents),
        tuple(sorted(document.id for document in documents)),
        _write_terms([first for first, *_ in copies], _choose_keys(terms)),
        *_dates(documents),
    )


def _order_by_centre(group: Sequence[int], likeness: Likeness) -> list[int]:
    """The texts of a group, those first that are most like the others, of equals the earliest."""
    central = likeness.among(group).sum(axis=1).round(DECIMALS)
    return [group[place] for place in sorted(range(len(group)), key=lambda place: -central[place])]


def _find_title(documents: Sequence[Document]) -> str:
    """The first title, or the opening words of the first text."""
    titles = (" ".join(document.title.split()) for document in documents)
    return next(filter(None, titles), "") or _opening(tell(documents[0]))


def _opening(text: str) -> str:
    words = text.split(maxsplit=OPENING_WORDS)
    return " ".join(words[:OPENING_WORDS]) + (" …" if len(words) > OPENING_WORDS else "")


def _choose_keys(terms: Sequence[str]) -> list[str]:
    """The strongest terms, each word in the strongest phrase that holds it, no word twice."""
    strongest, used = terms[:STRONGEST], set[str]()
    chosen: list[str] = []
    for term in strongest:
        holders = (other for other in strongest if set(term.split()) < set(other.split()))
        key = next(holders, term)
        if used.isdisjoint(key.split()):
            chosen.append(key)
            used.update(key.split())
    return chosen[:KEYS]


def _write_terms(documents: Iterable[Document], terms: Sequence[str]) -> tuple[str, ...]:
    forms: dict[str, Counter[str]] = {term: Counter() for term in terms}
    for document in documents:
        for text, most in ((document.title, None), (tell(document), READ_WORDS)):
            for term in read_terms(text, most):
                if term.key in forms:
                    forms[term.key][" ".join(text[term.start : term.end].split())] += 1
    return tuple(min(found, key=lambda form: (-found[form], form)) for found in forms.values())
