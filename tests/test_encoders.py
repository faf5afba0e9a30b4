"""Encoders: a folder of the user's with sentence embeddings, loaded without a network, and what it has a say in."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from framing.encoders import Encoder, load_encoder
from framing.errors import UsageError
from framing.resemblance import FEATURES, measure_resemblance
from tests.fact_samples import GULL, HERALD, read, statements_of

OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "TOKENIZERS_PARALLELISM")
WORDS = ("[UNK]", "[PAD]", "ferry", "boat", "sank", "rain")
VECTORS = ((0, 0, 0), (0, 0, 0), (1, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test reaches out, and what loading sets for the libraries ends with the test."""
    for name in OFFLINE:
        monkeypatch.setenv(name, "0")
    reached = []

    def refuse(*given: object) -> None:
        reached.append(given)
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    yield
    assert reached == []


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny encoder of model2vec, as its library saves it."""
    model2vec = pytest.importorskip("model2vec")
    tokenizers = pytest.importorskip("tokenizers")
    words = tokenizers.models.WordLevel({word: at for at, word in enumerate(WORDS)}, unk_token="[UNK]")
    tokenizer = tokenizers.Tokenizer(words)
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    folder: Path = tmp_path_factory.mktemp("encoders") / "tiny"
    model2vec.StaticModel(np.array(VECTORS, dtype=np.float32), tokenizer).save_pretrained(folder)
    return folder


@pytest.fixture
def folder(saved: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(saved, tmp_path / "tiny"))


def cosine(a: Any, b: Any) -> float:
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_a_saved_static_encoder_loads_without_a_network(folder: Path) -> None:
    encoder = load_encoder(folder)
    vectors = encoder(["ferry sank", "boat sank", "rain"])
    assert vectors.shape == (3, 3)
    assert cosine(vectors[0], vectors[1]) == pytest.approx(1)
    assert cosine(vectors[0], vectors[2]) == pytest.approx(0)
    assert os.environ["HF_HUB_OFFLINE"] == os.environ["TRANSFORMERS_OFFLINE"] == "1"


def test_a_static_encoder_without_the_list_of_modules_loads_too(folder: Path) -> None:
    (folder / "modules.json").unlink()
    assert load_encoder(str(folder))(["ferry"]).shape == (1, 3)


def test_name_and_digest_say_which_encoder_it_was(folder: Path) -> None:
    first, again = load_encoder(folder), load_encoder(folder)
    assert first.name == "tiny"
    assert first == again
    (folder / "README.md").rename(folder / "NOTES.md")
    renamed = load_encoder(folder)
    (folder / "NOTES.md").write_text("Another one.", encoding="utf-8")
    assert len({one.digest for one in (first, renamed, load_encoder(folder))}) == 3


def test_the_provenance_says_which_encoder_had_a_say(folder: Path) -> None:
    from framing.comparisons import compare

    analyses = [read("Gull", GULL), read("Herald", HERALD)]
    encoder = load_encoder(folder)
    with_one = dict(compare(analyses, (), encoder=encoder).provenance.settings)
    without = dict(compare(analyses, ()).provenance.settings)
    assert with_one.pop("encoder") == f"tiny ({encoder.digest})"
    assert without.pop("encoder") == "none"
    assert with_one == without


def problem_with(folder: Path) -> UsageError:
    with pytest.raises(UsageError) as caught:
        load_encoder(folder)
    assert caught.value.where == str(folder)
    assert caught.value.fix
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_folder_without_an_encoder_is_said_to_hold_none(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Nothing here.", encoding="utf-8")
    assert "no sentence encoder" in problem_with(tmp_path).what
    assert "no sentence encoder" in problem_with(tmp_path / "missing").what
    assert "no sentence encoder" in problem_with(tmp_path / "notes.txt").what


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json"])
def test_a_broken_folder_is_named_with_what_to_do(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"{")
    assert "cannot be loaded" in problem_with(folder).what


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_a_folder_that_lacks_a_file_is_named_and_nothing_is_fetched(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert "cannot be loaded" in problem_with(folder).what


def test_a_missing_library_is_named_with_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "model2vec", None)
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    static = problem_with(tmp_path)
    assert "needs model2vec" in static.what
    assert "framing[encoder]" in static.fix
    modules = '[{"type": "sentence_transformers.models.Transformer"}]'
    (tmp_path / "modules.json").write_text(modules, encoding="utf-8")
    transformer = problem_with(tmp_path)
    assert "needs sentence-transformers" in transformer.what
    assert "framing[transformer]" in transformer.fix


def test_other_encoders_are_loaded_from_the_folder_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    class SentenceTransformer:
        def __init__(self, name: str, **options: object) -> None:
            calls.append((name, options))

        def encode(self, texts: Sequence[str], **options: object) -> Any:
            return np.ones((len(texts), 2))

    library = type(sys)("sentence_transformers")
    monkeypatch.setattr(library, "SentenceTransformer", SentenceTransformer, raising=False)
    monkeypatch.setitem(sys.modules, "sentence_transformers", library)
    (tmp_path / "modules.json").write_text('[{"type": "sentence_transformers.models.Transformer"}]', encoding="utf-8")
    assert load_encoder(tmp_path)(("one", "two")).shape == (2, 2)
    assert calls == [(str(tmp_path), {"device": "cpu", "local_files_only": True})]


TEXTS = (
    "Guards seized 40 marchers. The hall stood in Velm. Apples grew dear in Velm.",
    "Soldiers took away 40 youths. The hall in Velm burned. Pears in Velm were cheap.",
)
SEIZED, TOOK = "Guards seized 40 marchers.", "Soldiers took away 40 youths."


def knows(*alike: str) -> Encoder:
    """An encoder to which these texts are one, and all others different."""

    def encode(texts: Sequence[str]) -> Any:
        return np.array([[1.0, *([0.0] * len(texts))] if text in alike else np.eye(len(texts) + 1)[at + 1]
                         for at, text in enumerate(texts)])  # fmt: skip

    return Encoder("known", "0", encode)


def alike_in_words(encoder: Encoder | None) -> dict[tuple[str, str], float]:
    """For each pair what its words count, with this encoder."""
    statements = statements_of(*TEXTS)
    found = measure_resemblance(statements, encoder)
    values = found.features[:, FEATURES.index("words")]
    return {
        (statements[a].text, statements[b].text): value
        for a, b, value in zip(found.a.tolist(), found.b.tolist(), values.tolist(), strict=True)
    }


def test_sentences_of_other_words_come_nearer_where_the_encoder_takes_them_for_one() -> None:
    statements = statements_of(*TEXTS)
    terms = {one.text: set(one.terms) for one in statements}
    assert terms[SEIZED].isdisjoint(terms[TOOK])
    before, after = alike_in_words(None), alike_in_words(knows(SEIZED, TOOK))
    assert set(before) == set(after)
    assert before[SEIZED, TOOK] < max(before.values())
    assert after[SEIZED, TOOK] > before[SEIZED, TOOK]
    assert after[SEIZED, TOOK] == pytest.approx((before[SEIZED, TOOK] + max(before.values())) / 2)


def test_an_encoder_that_knows_nothing_is_no_error() -> None:
    blind = Encoder("blind", "0", lambda texts: np.zeros((len(texts), 4)))
    assert all(np.isfinite(value) for value in alike_in_words(blind).values())
