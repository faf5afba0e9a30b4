"""Installs: which framing a process has, with all that can change a result, and how two of them differ."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import framing
from framing.shipped import shipped_folder, version

_READERS = (
    "ahocorasick-rs", "charset-normalizer", "feedparser", "lxml", "lxml-html-clean", "py3langid", "pyarrow", "pypdf",
    "python-docx", "trafilatura",
)  # fmt: skip
"""Packages whose versions show in what is read and found, or in how tables are handed over."""
_FILES = "files of framing"
_NONE = "none"


@cache
def describe_install() -> Mapping[str, str]:
    """Return the versions of Python, framing and the packages it reads with, and a digest of framing's own files."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    packages = {name: _version_of(name) for name in _READERS}
    return {"Python": python, "framing": version(), _FILES: _digest_files(), **packages}


def name_differences(there: Mapping[str, str], here: Mapping[str, str]) -> str:
    """Return how another install differs from this one, "" where it does not.

    >>> name_differences({"framing": "0.1.0", "lxml": "6.0"}, {"framing": "0.1.0", "lxml": "5.9"})
    'lxml 6.0 (here 5.9)'
    """
    # another version has other files too: that need not be said
    skip = _FILES if there.get("framing") != here.get("framing") else ""
    names = [name for name in here if name != skip and there.get(name, _NONE) != here[name]]
    return ", ".join(f"{name} {there.get(name, _NONE)} (here {here[name]})" for name in names)


def _version_of(package: str) -> str:
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as version_of

    try:
        return version_of(package)
    except PackageNotFoundError:
        return _NONE


def _digest_files() -> str:
    """Return a digest of the code and data of framing: a checkout may be changed without another version."""
    digest = hashlib.blake2b(digest_size=6)
    folders = ((Path(framing.__file__).parent, "*.py"), (shipped_folder("lexicons"), "*.toml"))
    for folder, pattern in folders:
        for path in sorted(folder.rglob(pattern)):
            for data in (path.relative_to(folder).as_posix().encode(), path.read_bytes()):
                digest.update(len(data).to_bytes(8) + data)
    return digest.hexdigest()
