"""The two narratives of story pages measured: does a sentence tell the side under whose heading it stands?

    python benchmarks/narratives.py ../shared/data/events_dev.jsonl

Of the sentences that the program puts under a side's heading, three articles an event, the share that careful readers
put there too (`gold/narratives.jsonl`: two of them, who did not know where the program puts a sentence), the share
they put under the other one, and how many have no label yet; with bootstrap intervals over events, for the
events looked at while the program was made and for those kept aside. Labels hold offsets and digests only.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from events import GOLD, Event, digest, parse_events
from pairs import Counts, report

from framing.analyses import Analysis, analyze
from framing.lexicons import Lexicon, load_lexicons
from framing.narratives import Narrative, tell_sides

LETTERS = {"critical": "C", "pro": "P"}
Labels = Mapping[tuple[str, int], str]
"""The letters of both readers by article and start: C or P for a side, N for neither, U for either."""


def read_labels() -> tuple[dict[tuple[str, int], str], dict[str, str], dict[str, str]]:
    """The labels, and the part and the digest of each labelled article."""
    labels: dict[tuple[str, int], str] = {}
    parts, digests = {}, {}
    for line in (GOLD / "narratives.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        parts[row["event_id"]] = row["part"]
        for article, *_ in row["sentences"]:
            digests[article] = row["digests"][article]
        labels |= {(article, start): letters for article, start, _, letters in row["sentences"]}
    return labels, parts, digests


def tell(event: Event, axis: Lexicon) -> tuple[Narrative, ...]:
    groups: dict[str, list[Analysis]] = {
        name: [analyze(one.document, (axis,))] for name, one in event.articles.items()
    }
    return tell_sides(groups, axis)


def judge(narratives: Iterable[Narrative], labels: Labels) -> Iterator[tuple[str, str]]:
    """For each sentence shown the letter of its heading and the letters of the readers, "" without."""
    for narrative in narratives:
        for sentence in narrative.sentences:
            place = sentence.quote.document, sentence.quote.claim.claim.start
            yield LETTERS[narrative.pole], labels.get(place, "")


def count(shown: list[tuple[str, str]]) -> dict[str, Counts]:
    """Readings that agree, that say the other side, and sentences without a label."""
    readings = [(letter, given) for letter, letters in shown for given in letters]
    right = sum(letter == given for letter, given in readings)
    other = sum(given in LETTERS.values() and letter != given for letter, given in readings)
    bare = sum(not letters for _, letters in shown)
    return {
        "readers put it under this side": (right, len(readings)),
        "under the other one": (other, len(readings)),
        "sentences without a label": (bare, len(shown)),
    }


def main() -> None:
    labels, parts, digests = read_labels()
    (axis,) = load_lexicons(["establishment"])
    results: dict[str, list[dict[str, Counts]]] = defaultdict(list)
    sides = 0
    for event in parse_events(__doc__):
        for name, one in event.articles.items():
            if name in digests and digest(one.document.text) != digests[name]:
                raise SystemExit(f"{event.name}/{name}: the text is not the one that was labelled")
        narratives = tell(event, axis)
        sides += sum(bool(one.sentences) for one in narratives)
        results[parts[event.name]].append(count(list(judge(narratives, labels))))
    for part, found in sorted(results.items()):
        print(f"{part}: {len(found)} events")
        for name in found[0]:
            report(name, [one[name] for one in found])
    print(f"sides told: {sides} of {2 * sum(map(len, results.values()))}")


if __name__ == "__main__":
    main()
