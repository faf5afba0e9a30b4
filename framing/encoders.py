"""Encoders: sentence embeddings from a folder of the user's, as a second opinion on which claims are alike."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from framing.errors import UsageError

_OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
"""What keeps the libraries from looking anywhere but in the folder, and from warning when processes fork."""
_MODULES = "modules.json"
_CONFIG = "config.json"
_STATIC = "StaticEmbedding"
"""The type of the module, among those of modules.json, that is one vector for each word."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Encoder:
    """A sentence encoder: its folder's name, a digest of its files, and the function from texts to vectors."""

    name: str
    digest: str
    encode: Callable[[Sequence[str]], Any] = field(repr=False, compare=False)

    def __call__(self, texts: Sequence[str]) -> Any:
        """Return n × d vectors of n texts; the cosine of two says how alike the texts are."""
        return self.encode(texts)


def load_encoder(path: str | Path) -> Encoder:
    """Return the encoder in a folder: a static one by model2vec, any other by sentence-transformers.

    Nothing is downloaded. Raises UsageError where the folder holds no encoder or its library is not installed.
    """
    folder = Path(path)
    if not (folder / _CONFIG).is_file() and not (folder / _MODULES).is_file():
        fix = "Name a folder with a sentence encoder: one of sentence-transformers or model2vec, saved to disk."
        raise UsageError("holds no sentence encoder (no config.json).", where=str(folder), fix=fix)
    os.environ.update(_OFFLINE)
    load = _load_static if _is_static(folder) else _load_transformer
    return Encoder(folder.resolve().name, _digest(folder), load(folder))


def _is_static(folder: Path) -> bool:
    """Whether model2vec loads it; it saves a modules.json too, which sentence-transformers would need."""
    modules = folder / _MODULES
    return not modules.is_file() or _STATIC in modules.read_text(encoding="utf-8", errors="replace")


def _load_static(folder: Path) -> Callable[[Sequence[str]], Any]:
    try:
        from model2vec import StaticModel
    except ImportError:
        raise _missing("model2vec", "encoder", folder) from None
    model = _loaded(StaticModel.from_pretrained, folder)
    return lambda texts: model.encode(list(texts), use_multiprocessing=False)


def _load_transformer(folder: Path) -> Callable[[Sequence[str]], Any]:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError:
        raise _missing("sentence-transformers", "transformer", folder) from None
    model = _loaded(lambda name: SentenceTransformer(name, device="cpu", local_files_only=True), folder)
    return lambda texts: model.encode(list(texts), show_progress_bar=False)


def _loaded(load: Callable[[str], Any], folder: Path) -> Any:
    try:
        return load(str(folder))
    except Exception as problem:  # the libraries raise whatever the file at fault makes them raise
        reason = " ".join(str(problem).split())[:200] or type(problem).__name__
        fix = "Save the encoder once more with the library that made it, whole."
        raise UsageError(f"cannot be loaded as an encoder: {reason}", where=str(folder), fix=fix) from None


def _missing(library: str, extra: str, folder: Path) -> UsageError:
    fix = f'Install it: pip install "framing[{extra}]".'
    return UsageError(f"needs {library}, which is not installed.", where=str(folder), fix=fix)


def _digest(folder: Path) -> str:
    """A digest of all files of the folder with their names."""
    digest = blake2b(digest_size=8)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    return digest.hexdigest()
