"""Labelled texts: what learning learns from and validation measures on."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from framing.documents.tables import TABLES, Row, read_rows
from framing.errors import InputError, UsageError, nearest
from framing.lexicons.model import Lexicon

NEUTRAL_LABELS = ("facts", "neutral")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold the text, its label and the group (story) it belongs to."""

    text: str = "text"
    label: str = "label"
    group: str = "story"


@dataclass(frozen=True, slots=True)
class LabelledText:
    """One text with its label; `sign` is +1 or −1 for a pole, 0 for neutral; texts of a group are never split."""

    text: str
    label: str
    sign: int
    group: str


@dataclass(frozen=True, slots=True)
class LabelledTexts:
    """The texts of a file with what was left out: rows by label that is no pole, rows without text.

    `fingerprint` is a hash of texts, labels and groups in their order.
    """

    path: str
    texts: tuple[LabelledText, ...]
    left_out: tuple[tuple[str, int], ...]
    fingerprint: str

    @property
    def groups(self) -> int:
        """How many groups the texts come from."""
        return len({one.group for one in self.texts})


def labels_of(axis: Lexicon, plus: str = "", minus: str = "", neutral: str = "") -> Mapping[str, int]:
    """Return the sign of each label: those given, else the names and titles of the axis's poles.

    >>> from framing.lexicons import load_lexicon
    >>> sorted(labels_of(load_lexicon("establishment")).items())[:3]
    [('critical', -1), ('establishment-critical', -1), ('facts', 0)]
    """
    labels: dict[str, int] = {}
    for sign, given in ((1, plus), (-1, minus)):
        pole = axis.pole_of(sign)
        labels |= dict.fromkeys([given] if given else [pole.name, pole.title], sign)
    return labels | dict.fromkeys([neutral] if neutral else NEUTRAL_LABELS, 0)


def read_labelled(path: Path, labels: Mapping[str, int], columns: Columns | None = None) -> LabelledTexts:
    """Return the labelled texts of a .csv, .tsv, .jsonl or .parquet file, in its order.

    Rows whose label is not among `labels` are left out and counted. Raises InputError where the file is no
    table, lacks a column, or holds no text of one of the poles.
    """
    columns = columns or Columns()
    if path.suffix.lower() not in TABLES:
        raise InputError("is no table.", where=str(path), fix=f"Give one of {', '.join(TABLES)}.")
    if not path.is_file():
        raise InputError("there is no such file.", where=str(path))
    texts, left_out = _sort(read_rows(path), labels, columns, str(path))
    _need_both_poles(texts, left_out, labels, str(path))
    joined = "\n".join("\t".join((one.group, one.label, one.text)) for one in texts)
    return LabelledTexts(
        str(path), tuple(texts), tuple(sorted(left_out.items())), hashlib.sha256(joined.encode()).hexdigest()[:16]
    )


def _sort(
    rows: Iterable[Row], labels: Mapping[str, int], columns: Columns, where: str
) -> tuple[list[LabelledText], Counter[str]]:
    texts: list[LabelledText] = []
    left_out: Counter[str] = Counter()
    for row in rows:
        if row.problem:
            left_out[row.problem] += 1
            continue
        for name in (columns.text, columns.label):
            _need_column(name, row, where)
        text, label = row.fields[columns.text].strip(), row.fields[columns.label].strip()
        if not text or label not in labels:
            left_out[label if text else "no text"] += 1
            continue
        group = row.fields.get(columns.group) or f"row {row.number}"
        texts.append(LabelledText(text, label, labels[label], group))
    return texts, left_out


def _need_column(name: str, row: Row, where: str) -> None:
    if name not in row.fields:
        found = ", ".join(row.fields)
        raise UsageError(
            f"{where}, row {row.number}, has no column '{name}'; it has {found}.", fix=nearest(name, row.fields)
        )


def _need_both_poles(
    texts: Iterable[LabelledText], left_out: Counter[str], labels: Mapping[str, int], where: str
) -> None:
    signs = {one.sign for one in texts}
    if signs >= {1, -1}:
        return
    missing = " or ".join(f"'{label}'" for label, sign in labels.items() if sign and sign not in signs)
    seen = ", ".join(f"'{label}'" for label in left_out) or "none"
    raise InputError(f"has no text with the label {missing}; other labels: {seen}.", where=where,
                     fix="Name the labels with --pro, --critical and --neutral.")  # fmt: skip
