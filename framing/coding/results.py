"""Results: the agreement on every question, with what was read and what was left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from framing.coding.accords import Accord, measure_accord
from framing.coding.alphas import DRAWS
from framing.coding.answers import Answers, FileRead, read_answers, read_key
from framing.coding.faults import Fault, Unread
from framing.coding.groups import Groups, break_down
from framing.coding.questions import Codebook, Wanted
from framing.coding.ratings import rate_answers


@dataclass(frozen=True, slots=True)
class Agreement:
    """All that `framing agree` tells: an accord and, where asked for, groups a question.

    `groups` are by question, empty where no column was named; `texts` and `notes` are by item; `unanswered` are
    items of the key without an answer; `renamed` says that coders had names and are shown by other codes.
    """

    accords: tuple[Accord, ...]
    groups: Mapping[str, Groups]
    coders: tuple[str, ...]
    files: tuple[FileRead, ...]
    key: str
    key_digest: str
    by: str
    codebook: str
    faults: tuple[Fault, ...]
    rejected: tuple[Unread, ...]
    unanswered: tuple[str, ...]
    texts: Mapping[str, str]
    notes: Mapping[str, tuple[str, ...]]
    renamed: bool
    draws: int
    seed: int

    @property
    def not_counted(self) -> int:
        """How many answers are left out."""
        return sum(fault.answers for fault in self.faults)


def measure_agreement(
    paths: Sequence[str | Path],
    codebook: Codebook,
    wanted: Wanted | None = None,
    key: str | Path | None = None,
    draws: int = DRAWS,
    seed: int = 0,
) -> Agreement:
    """Return how far the answers in some CSV files agree, question by question.

    Raises InputError where none of the files can be read or no answer can be counted, UsageError for a scale,
    question or column that does not fit.
    """
    wanted = wanted or Wanted()
    answers = read_answers(paths, codebook, wanted)
    known = read_key(key, codebook, wanted) if key else None
    rated = rate_answers(answers, codebook, wanted, known)
    by_question = {one.scale.question: one for one in rated.ratings}
    return Agreement(
        accords=tuple(measure_accord(one, draws, seed) for one in rated.ratings),
        groups={name: break_down(one, draws, seed) for name, one in by_question.items()} if wanted.by else {},
        coders=rated.coders,
        files=answers.files,
        key=known.path if known else "",
        key_digest=known.fingerprint if known else "",
        by=wanted.by,
        codebook=f"{codebook.name} {codebook.version}".strip(),
        faults=rated.faults,
        rejected=answers.rejected,
        unanswered=rated.unanswered,
        texts={one.item: one.text for one in reversed(answers.texts)},
        notes=_notes(answers),
        renamed=rated.named,
        draws=draws,
        seed=seed,
    )


def _notes(answers: Answers) -> dict[str, tuple[str, ...]]:
    notes: dict[str, tuple[str, ...]] = {}
    for one in answers.notes:
        notes[one.item] = (*notes.get(one.item, ()), one.text)
    return notes
