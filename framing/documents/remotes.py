"""Remotes: files at addresses that fsspec reads (s3://, gs:// …), with the few operations that reading needs."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from framing.errors import InputError, nearest

SCHEMES = (
    "s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "hdfs", "webhdfs", "sftp", "ssh", "smb", "oci", "oss",
    "memory",
)  # fmt: skip
"""Stores of files; pages (http, https) are fetched with limits of their own, and a file:// is a path."""
_NEAREST = 8


@dataclass(frozen=True, slots=True)
class RemotePath:
    """A file or folder at an address; `name`, `suffix` and `stem` are those of a path."""

    url: str

    def __str__(self) -> str:
        return self.url

    @property
    def name(self) -> str:
        """The last part of the address."""
        return PurePosixPath(self.url).name

    @property
    def suffix(self) -> str:
        """The ending of the name, with its dot."""
        return PurePosixPath(self.url).suffix

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return PurePosixPath(self.url).stem

    def open(self, mode: str = "rb") -> BinaryIO:
        """Return the file opened; raise InputError or OSError where that cannot be done."""
        with _told(self.url) as files:
            return cast("BinaryIO", files.open(self.url, mode))

    def read_bytes(self) -> bytes:
        """Return the whole content; raise InputError or OSError where that cannot be done."""
        with _told(self.url) as files, files.open(self.url, "rb") as stream:
            return cast("bytes", stream.read())

    def is_dir(self) -> bool:
        """Return whether there is a folder at the address."""
        with _reached(self.url) as files:
            return bool(files.isdir(self.url))


def is_remote(path: str) -> bool:
    """Return whether a path is the address of a store of files.

    >>> is_remote("s3://bucket/articles.jsonl.gz"), is_remote("https://example.org/story"), is_remote("story.txt")
    (True, False, False)
    """
    scheme, mark, _ = path.partition("://")
    return bool(mark) and scheme.lower() in SCHEMES


def require_remote(url: str) -> None:
    """Raise InputError unless there is a file or folder at `url`, naming the nearest there is."""
    with _reached(url) as files:
        if files.exists(url):
            return
        parent = url.rstrip("/").rpartition("/")[0]
        names = [PurePosixPath(name).name for name in files.ls(parent, detail=False)] if files.isdir(parent) else []
    wanted = PurePosixPath(url).name
    close = difflib.get_close_matches(wanted, names, n=_NEAREST, cutoff=0.0)
    raise InputError("there is no such file or folder.", where=url, fix=nearest(wanted, close))


def walk_remote(folder: RemotePath) -> Iterator[RemotePath]:
    """Yield the files below a remote folder in the order of their names, hidden ones left out."""
    with _reached(folder.url) as files:
        found = sorted((PurePosixPath(item["name"]).name, item["type"]) for item in files.ls(folder.url, detail=True))
    for name, kind in found:
        below = RemotePath(f"{folder.url.rstrip('/')}/{name}")
        if name.startswith("."):
            continue
        if kind == "directory":
            yield from walk_remote(below)
        else:
            yield below


@contextmanager
def _reached(url: str) -> Iterator[Any]:
    """Yield the file system of an address; whatever goes wrong there is told as an InputError."""
    try:
        with _told(url) as files:
            yield files
    except OSError as problem:
        reason = problem.strerror or str(problem) or type(problem).__name__
        raise InputError(f"cannot be reached ({reason}).", where=url, fix="Check address and access.") from None


@contextmanager
def _told(url: str) -> Iterator[Any]:
    """Yield the file system of an address; whatever goes wrong there is told as an InputError or OSError."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        fix = "Install it: pip install 'framing[remote]'"
        raise InputError("needs fsspec to be read.", where=url, fix=fix) from None
    try:
        yield url_to_fs(url)[0]
    except (OSError, InputError):
        raise
    except ImportError as problem:
        raise InputError(f"needs one more package ({problem}).", where=url, fix="Install it with pip.") from None
    except Exception as problem:
        # each store has exceptions of its own (no credentials, no such bucket); none may stop the others
        raise OSError(0, f"{type(problem).__name__}: {problem}") from None
