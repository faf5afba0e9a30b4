"""Candidates: the runs of names in texts, each without the titles before it, and what hints at a person or a body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from framing.actors.epithets import find_title, is_and, is_modifying
from framing.actors.heads import head_start, is_known_body, is_plural_title, is_title
from framing.actors.names import Passage, find_runs
from framing.actors.words import (
    is_article,
    is_body_noun,
    is_elder,
    is_first_name,
    is_link,
    is_particle,
    is_rule,
    is_surname,
    is_verb,
    is_who,
)

_AGE = re.compile(r"\d\d\Z")
_SHORT_FORM = re.compile(r" \(([A-Z]{2,7})\)")


class Candidate(NamedTuple):
    """The words `first … last` of a passage that may name somebody; `keys` are theirs, as they are compared.

    `title`: the title or noun for people before them ("" for none); `grouped`: a noun for a body stands there;
    `shown`: what follows shows a person (", who", ", 45,"); `definite`: it has an article itself; `acts`: it has
    none, and a verb or is quoted; `body`: written like the name of a body; `ruled`: where "administration" and
    the like after it end (0 for none); `short`: its short form in brackets; `part`: more of its name may stand
    before "and".
    """

    passage: int
    first: int
    last: int
    keys: tuple[str, ...]
    title: str = ""
    grouped: bool = False
    shown: bool = False
    definite: bool = False
    acts: bool = False
    body: bool = False
    ruled: int = 0
    short: str = ""
    part: bool = False


def find_candidates(passages: Sequence[Passage]) -> tuple[Candidate, ...]:
    """Return the candidates of these passages in order."""
    return tuple(one for number, passage in enumerate(passages) for one in _read_passage(passage, number))


def _read_passage(passage: Passage, number: int) -> Iterator[Candidate]:
    read = 0
    for first, last in find_runs(passage):
        candidate = _read_run(passage, number, first, last) if first >= read else None
        if candidate:
            read = candidate.last
            yield candidate


def _read_run(passage: Passage, number: int, first: int, last: int) -> Candidate | None:
    end = _body_end(passage, first, last)
    ruled = _rule_end(passage, last)
    if ruled == last and last - first > 1:
        last -= 1
    elif end:
        return _body(passage, number, first, end)
    start = _name_start(passage, first, last)
    if start == last or _is_elder(passage, start):
        return None
    return _name(passage, number, start, last)._replace(ruled=ruled, body=end > 0)


def _body(passage: Passage, number: int, first: int, last: int) -> Candidate:
    keys = _keys(passage, first, last)
    found = _SHORT_FORM.match(passage.analysis.document.text, passage.words[last - 1].end)
    short = found[1].lower() if found and _fits(found[1].lower(), keys) else ""
    part = is_and(passage, first)
    return Candidate(passage=number, first=first, last=last, keys=keys, body=True, short=short, part=part)


def _fits(short: str, keys: Sequence[str]) -> bool:
    """Return whether a short form begins as the name does and takes its letters in order from the words."""
    initials = iter("".join(part[0] for key in keys for part in key.split()))
    return all(letter in initials for letter in short)


def _name(passage: Passage, number: int, start: int, last: int) -> Candidate:
    title = _title_start(passage, start, last)
    after_article = start > 0 and passage.words[start].joined and is_article(passage.words[start - 1].key)
    return Candidate(
        passage=number,
        first=start,
        last=last,
        keys=_keys(passage, start, last),
        title=passage.key(title, start),
        grouped=title == start and find_title(passage, start, "body") < start,
        shown=_is_person_after(passage, last),
        definite=after_article and not is_modifying(passage, last),
        acts=not after_article and _acts(passage, start, last),
    )


def _keys(passage: Passage, first: int, last: int) -> tuple[str, ...]:
    return tuple(word.key for word in passage.words[first:last])


def _rule_end(passage: Passage, last: int) -> int:
    """Return where "the Ruiz government" or "the Ruiz Administration" ends, the run of names ending at `last`."""
    words = passage.words
    if is_rule(words[last - 1].key, owned=False):
        return last
    owned = words[last - 1].owned
    if last == len(words) or not words[last].joined or not is_rule(words[last].key, owned):
        return 0
    return 0 if owned and is_modifying(passage, last + 1) else last + 1


def _name_start(passage: Passage, first: int, last: int) -> int:
    """Return where the name begins after the titles of a run; `last` where it is all title."""
    if _is_all_title(passage, first, last) or _is_plural(passage, last - 1):
        return last
    start = next((at for at in range(last - 1, first, -1) if _is_titled(passage, at)), first)
    while start < last and is_plural_title(passage, start):
        start += 1
    if start == last:
        return last
    if start == first or find_title(passage, start, "person") == start:
        while start and passage.words[start].joined and is_particle(passage.words[start - 1].key) and start <= first:
            start -= 1
    if start == last - 1 == first + 1 and is_first_name(passage.words[first].key):
        return first
    return start


def _is_plural(passage: Passage, number: int) -> bool:
    """Return whether a run of names ends in several people: "Senate Democrats"."""
    return is_plural_title(passage, number) and not is_surname(passage.words[number].key.removesuffix("s"))


def _is_elder(passage: Passage, start: int) -> bool:
    """Return whether "the younger" and the like stand before a name and its title."""
    title = find_title(passage, start, "person")
    return title > 0 and passage.words[title].joined and is_elder(passage.words[title - 1].key)


def _is_titled(passage: Passage, at: int) -> bool:
    return find_title(passage, at, "person") < at or is_plural_title(passage, at - 1)


def _is_all_title(passage: Passage, first: int, last: int) -> bool:
    start = head_start(passage, last, "person")
    if start == last or not is_title(passage, start, last):
        return False
    is_bearer = start == last - 1 == first + 1 and is_surname(passage.words[start].key)
    return not is_bearer


def _title_start(passage: Passage, start: int, last: int) -> int:
    """Return where a name's title begins; "official" in "the official North Korean paper" is none."""
    title = find_title(passage, start, "person")
    is_other = not passage.words[last - 1].owned and is_modifying(passage, last)
    return start if title < start and not passage.words[title].upper and is_other else title


def _acts(passage: Passage, start: int, last: int) -> bool:
    """Return whether a name is the subject of a verb or the speaker of reported words."""
    words = passage.words
    place = words[start].start
    if any(part.speaker and part.speaker.start <= place < part.speaker.end for part in passage.claim.reported):
        return True
    return last < len(words) and words[last].joined and not words[last - 1].owned and is_verb(words[last].key)


def _is_person_after(passage: Passage, last: int) -> bool:
    """Return whether ", who" or an age follows."""
    words = passage.words
    if last >= len(words) or passage.gap(last) != ", ":
        return False
    if is_who(words[last].key):
        return True
    return last + 1 < len(words) and _AGE.match(words[last].key) is not None and passage.gap(last + 1).startswith(",")


def _body_end(passage: Passage, first: int, last: int) -> int:
    """Return where the name of a body ends that begins with this run; 0 where it is none."""
    words = passage.words
    is_named = is_body_noun(words[last - 1].key)
    end = _past_links(passage, last) if is_named else last
    is_long = is_named and end - first > 1
    return end if is_long or is_known_body(passage.key(first, last)) else 0


def _past_links(passage: Passage, last: int) -> int:
    """Return where a body's name ends that goes on after a link: "Department" "of Health" "and Human Services"."""
    words, end = passage.words, last
    noun = words[last - 1].key
    while end < len(words) and words[end].joined and not words[end - 1].owned and is_link(words[end].key, noun):
        start = end + 1
        while start < len(words) and words[start].joined and is_article(words[start].key):
            start += 1
        after = _run_end(passage, start)
        if not after:
            return end
        end = after
    return end


def _run_end(passage: Passage, start: int) -> int:
    """Return where a run of names from here ends; 0 where none is joined, or where it holds a title or a body."""
    words, end = passage.words, start
    while end < len(words) and words[end].joined and passage.names[end]:
        end += 1
        if words[end - 1].owned:
            break
    if end == start or is_known_body(passage.key(start, end)) or _is_all_title(passage, start, end):
        return 0
    return 0 if any(_is_titled(passage, at) for at in range(start + 1, end)) else end
