"""The five seeds: exactly what reading finds, misses, cuts and joins, without and with their sources file."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from framing.documents import Document, read_documents
from tests.conftest import SEEDS

ESSAY, STORY, REPRINT, EXCERPT, TRANSCRIPT = sorted(path.name for path in SEEDS.glob("*.txt"))


def by_name(folder: Path) -> dict[str, Document]:
    documents = [item for item in read_documents([folder]) if isinstance(item, Document)]
    return {f"{document.id}.txt": document for document in documents}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    """The seeds read from a folder without sources.toml."""
    folder = tmp_path_factory.mktemp("seeds")
    for path in SEEDS.glob("*.txt"):
        shutil.copy(path, folder)
    return by_name(folder)


@pytest.fixture(scope="module")
def described() -> dict[str, Document]:
    """The seeds read as they are shipped."""
    return by_name(SEEDS)


def found(document: Document) -> dict[str, tuple[str, str]]:
    return {item.field: (item.value, item.origin) for item in document.receipt.found}


def cuts(document: Document) -> Counter[str]:
    return Counter(cut.kind for cut in document.receipt.cuts)


PETRO = "Gustavo Petro's Election Victory: Regime Change En Route to Colombia?"
NATO = (
    "Latin America and the Globalization of NATO: Colombia's Presidential Run-off "
    'Will Decide Its "Global Partnership" with NATO'
)
MEETING = "Colombia, Venezuela Presidents Meet As Ties Keep Improving"
IRAN = "Iran Is Working Hard to Revive Anti-U.S. Operations in Latin America"


class TestAlone:
    def test_the_essay(self, alone: dict[str, Document]) -> None:
        essay = alone[ESSAY]
        assert essay.kind == "article"
        assert found(essay) == {
            "title": (PETRO, "title line"),
            "author": ("Gavin O'Reilly", "by-line"),
            "published": ("2022-06-24", "date line"),
            "source": ("Global Research", "date line"),
        }
        assert essay.receipt.missing == ("url",)
        assert essay.receipt.joined == ("lines 31 and 33: … the further forced exiling | of 200,000 more. …",)
        assert cuts(essay) == {
            "by-line": 1, "date line": 1, "navigation": 3, "newsletter": 1, "share": 2, "separator": 1,
            "biography": 1, "image credit": 1, "comment": 1, "appeal": 1, "author list": 1, "disclaimer": 1,
            "copyright": 1, "contact": 1,
        }  # fmt: skip

    def test_the_story_page(self, alone: dict[str, Document]) -> None:
        story = alone[STORY]
        assert story.kind == "story page"
        assert found(story) == {
            "title": (MEETING, "title line"),
            "published": ("2022-11-02", "update line"),
            "source": (STORY.removesuffix(".txt"), "file name"),
        }
        assert story.receipt.missing == ("author", "url")
        assert cuts(story) == {"repeated title": 1, "update line": 1, "image credit": 1, "teaser": 1}
        assert Counter((block.kind, block.section) for block in story.blocks) == {
            ("headline", ""): 1,
            ("bullet", "Facts"): 6,
            ("label", "Establishment-critical narrative"): 1,
            ("paragraph", "Establishment-critical narrative"): 1,
            ("label", "Pro-establishment narrative"): 1,
            ("paragraph", "Pro-establishment narrative"): 1,
        }

    def test_the_reprint(self, alone: dict[str, Document]) -> None:
        reprint = alone[REPRINT]
        assert reprint.kind == "article"
        assert found(reprint) == {
            "title": (NATO, "title line"),
            "author": ("Andrew Korybko", "by-line"),
            "published": ("2018-06-07", "date line"),
            "source": ("Global Research", "date line"),
            "origin": ("Oriental Review", "origin line"),
        }
        assert reprint.receipt.missing == ("url",)
        assert reprint.receipt.joined == ("lines 25 and 27: … of the lame duck | president scored 15% more …",)
        assert cuts(reprint) == {
            "by-line": 1, "date line": 2, "navigation": 2, "separator": 1, "biography": 2, "origin line": 1,
            "copyright": 2, "comment": 1, "appeal": 1, "author list": 2, "disclaimer": 1, "contact": 1,
        }  # fmt: skip
        assert Counter(block.kind for block in reprint.blocks) == {"headline": 1, "paragraph": 5, "caption": 1}

    def test_the_excerpt(self, alone: dict[str, Document]) -> None:
        excerpt = alone[EXCERPT]
        assert excerpt.kind == "aggregator excerpt"
        assert found(excerpt) == {
            "title": (IRAN, "poster line"),
            "source": ("TheNewsCommenter", "poster line"),
            "published": ("2020-06-01", "date line"),
        }
        assert excerpt.receipt.missing == ("author", "url")
        assert cuts(excerpt) == {
            "navigation": 1, "vote": 1, "date line": 1, "poster line": 1, "teaser": 1, "repeated title": 1,
            "contact": 1, "comment": 1,
        }  # fmt: skip

    def test_the_transcript(self, alone: dict[str, Document]) -> None:
        transcript = alone[TRANSCRIPT]
        assert transcript.kind == "article"
        assert found(transcript) == {"source": (TRANSCRIPT.removesuffix(".txt"), "file name")}
        assert transcript.receipt.missing == ("title", "author", "published", "url")
        assert cuts(transcript) == {}
        assert [transcript.text[b.start : b.end] for b in transcript.blocks if b.kind == "heading"] == [
            "Transformation of Colombia's relationship with Zionist entity"
        ]

    @pytest.mark.parametrize(
        ("name", "first", "last", "blocks"),
        [
            (ESSAY, "Gustavo Petro's victory in Sunday's", "befallen both Caracas and Tehran.", 14),
            (STORY, "On Tuesday, Colombian Pres. Gustavo Petro", "Washington must not stand by idly.", 11),
            (REPRINT, "Colombia is about to become NATO's first Latin American \"global", "consequences as well.", 7),
            (EXCERPT, "“Reactivating old alliances in America's soft underbelly", "Ahmadinejad left office.", 4),
            (TRANSCRIPT, "In May this year, Colombia severed", "global influence is starting to weaken.", 31),
        ],
    )
    def test_no_sentence_of_the_body_is_lost(
        self, alone: dict[str, Document], name: str, first: str, last: str, blocks: int
    ) -> None:
        document = alone[name]
        body = document.blocks[1] if document.blocks[0].kind == "headline" else document.blocks[0]
        assert document.text[body.start :].startswith(first)
        assert document.text.endswith(last)
        assert len(document.blocks) == blocks

    def test_what_is_left_out_of_each_text_is_in_its_cuts(self, alone: dict[str, Document]) -> None:
        for name, document in alone.items():
            raw = (SEEDS / name).read_text(encoding="utf-8").replace("](#)", "").replace("[", "").replace("]", "")
            kept = document.text + " ".join(cut.text for cut in document.receipt.cuts)
            plain = kept.replace("[", "").replace("]", "")
            lost = [word for word in raw.split() if word not in plain and word not in ("•", "-")]
            assert lost == [], name


def test_with_the_sources_file(described: dict[str, Document]) -> None:
    rows = {name: (one.source, one.author, one.published, one.kind, one.origin) for name, one in described.items()}
    assert rows == {
        ESSAY: ("Global Research", "Gavin O'Reilly", "2022-06-24", "article", ""),
        STORY: ("Verity", "", "2022-11-02", "story page", ""),
        REPRINT: ("Global Research", "Andrew Korybko", "2018-06-07", "article", "Oriental Review"),
        EXCERPT: ("TheNewsCommenter", "", "2020-06-01", "aggregator excerpt", ""),
        TRANSCRIPT: ("Unnamed transcript", "", "", "transcript", ""),
    }
    assert [one.title for one in described.values()] == [PETRO, MEETING, NATO, IRAN, ""]
    assert {item.origin for one in described.values() for item in one.receipt.found} == {"sources.toml"}
    assert all(one.receipt.notes == () for one in described.values())


def test_the_sources_file_changes_no_text(alone: dict[str, Document], described: dict[str, Document]) -> None:
    assert {name: one.text for name, one in alone.items()} == {name: one.text for name, one in described.items()}
