"""The one way pages are filled in: every value escaped and made printable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.reports import wording

if TYPE_CHECKING:
    from jinja2 import Environment


def make_environment() -> Environment:
    """Return a new Jinja environment for the report templates; a name they lack is an error, never empty."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("framing.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_printable,
    )


def _printable(value: object) -> object:
    # values that are markup already (macros) were made of printable text
    return wording.make_printable(value) if type(value) is str else value
