"""Packs: short articles on invented events, written for classes that have no articles of their own at hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from framing.errors import UsageError, nearest
from framing.shipped import read_toml

PACKS = Path(__file__).with_name("pack")
AXIS, ARTICLES = "axis.toml", "articles"


@dataclass(frozen=True, slots=True)
class Pack:
    """One topic: its name, what it is about, the folder of its articles, and the lexicon of its two sides."""

    name: str
    title: str
    articles: Path
    lexicon: Path

    @property
    def files(self) -> tuple[Path, ...]:
        """The articles' files, in alphabetical order."""
        return tuple(sorted(self.articles.glob("*.txt")))


def shipped_packs() -> tuple[Pack, ...]:
    """Return the packs that come with the package, in alphabetical order.

    >>> [pack.name for pack in shipped_packs()]
    ['rail-strike', 'school-phones', 'stadium']
    """
    folders = sorted(path.parent for path in PACKS.glob(f"*/{AXIS}"))
    return tuple(
        Pack(folder.name, str(read_toml(folder / AXIS)["title"]), folder / ARTICLES, folder / AXIS)
        for folder in folders
    )


def find_pack(name: str) -> Pack:
    """Return the pack of this name; raise UsageError naming the nearest."""
    packs = {pack.name: pack for pack in shipped_packs()}
    if name not in packs:
        raise UsageError(f"there is no pack '{name}'.", fix=nearest(name, packs))
    return packs[name]
