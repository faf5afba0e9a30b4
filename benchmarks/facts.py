"""The facts chosen from three articles against leads: how well does each carry a neutral summary of the event?

    python benchmarks/facts.py ../shared/data/events_dev.jsonl

ROUGE-L (recall, and F with precision) over stems, and the share of the summary's content words carried. Facts are
those the most sources tell, and tell early, in their plainest wording: as many as have no more words than the
lead of three sentences of the centre outlet, and the eight first whatever their length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean

from events import Event, lead, parse_events

from framing.coverage import Coverage, cover, rank_facts
from framing.normalizing import normalize
from framing.terms import WORD, is_function_word, stem

LEAD = 3
SHOWN = 8


def stems(text: str) -> list[str]:
    return [stem(word) for word in WORD.findall(normalize(text))]


def content(text: str) -> set[str]:
    return {stem(word) for word in WORD.findall(normalize(text)) if not is_function_word(word)}


def longest_common(a: Sequence[str], b: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for one in a:
        last = 0
        for at, other in enumerate(b, start=1):
            last, row[at] = row[at], last + 1 if one == other else max(row[at], row[at - 1])
    return row[-1]


def measure(summary: str, text: str) -> tuple[float, float, float, int]:
    """ROUGE-L recall and F, the share of content words carried, and the number of words."""
    wanted, given = stems(summary), stems(text)
    common = longest_common(wanted, given)
    needed = content(summary)
    both = 2 * common / max(1, len(wanted) + len(given))
    return common / len(wanted), both, len(needed & content(text)) / max(1, len(needed)), len(text.split())


def first_facts(coverage: Coverage, most_words: int) -> str:
    """The first facts that together have no more than this many words."""
    chosen: list[str] = []
    for fact in rank_facts(coverage.facts):
        text = fact.plainest.claim.text
        if len(" ".join([*chosen, text]).split()) <= most_words:
            chosen.append(text)
    return " ".join(chosen)


def texts(event: Event) -> Iterator[tuple[str, str]]:
    coverage, centre = cover(event.by_source), event.articles[event.centre]
    budget = len(lead(centre, LEAD).split())
    yield "first sentence of the centre outlet", lead(centre, 1)
    yield from (
        ("first three sentences of a source, all in turn", lead(one, LEAD)) for one in event.articles.values()
    )
    yield "first three sentences of the centre outlet", lead(centre, LEAD)
    yield "facts, no longer than those", first_facts(coverage, budget)
    yield (
        f"facts, the first {SHOWN}",
        " ".join(fact.plainest.claim.text for fact in rank_facts(coverage.facts)[:SHOWN]),
    )


def main() -> None:
    results: dict[str, list[tuple[float, float, float, int]]] = {}
    events = [event for event in parse_events(__doc__) if event.centre]
    for event in events:
        for name, text in texts(event):
            results.setdefault(name, []).append(measure(event.summary, text))
    print(f"{len(events)} events\n{'':46}{'ROUGE-L recall':>16}{'ROUGE-L F':>11}{'content words':>15}{'words':>7}")
    for name, found in results.items():
        recall, both, carried, words = (fmean(column) for column in zip(*found, strict=True))
        print(f"{name:46}{recall:16.3f}{both:11.3f}{carried:15.3f}{words:7.0f}")


if __name__ == "__main__":
    main()
