"""The data files that come with the package, and the one way TOML files are read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import tomli

from framing.errors import FramingError, LexiconError

DEFAULT_LEXICONS = ("establishment", "loaded", "policy")
DEFAULT_AXIS = DEFAULT_LEXICONS[0]

_PACKAGE = Path(__file__).resolve().parent


def shipped_folder(name: str) -> Path:
    """Return the folder `name` ("lexicons" or "seeds") as installed, or of the source tree."""
    installed = _PACKAGE / "data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def version() -> str:
    """Return the installed version of framing."""
    from importlib import metadata  # takes longer to import than the rest of `framing --help`

    return metadata.version("framing")


def read_toml(path: Path, error: type[FramingError] = LexiconError) -> dict[str, Any]:
    """Return the content of a TOML file; raise `error` naming file and line when it cannot be read."""
    try:
        return tomli.loads(path.read_bytes().decode("utf-8"))
    except OSError as problem:
        raise error(f"cannot be read ({problem.strerror})", where=str(path)) from None
    except UnicodeDecodeError as problem:
        raise error(f"is not UTF-8 (byte {problem.start})", where=str(path), fix="Save it as UTF-8.") from None
    except tomli.TOMLDecodeError as problem:
        raise error(f"is not valid TOML: {problem}.", where=str(path), fix="Mend that line.") from None


@cache
def read_cues(name: str) -> dict[str, Any]:
    """Return the cue file `lexicons/cues/<name>.toml` of the package; callers must not change it."""
    return read_toml(shipped_folder("lexicons") / "cues" / f"{name}.toml")
