"""Pages: templates filled in, every value escaped, and the bar that a finished report carries on its way."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from framing.reports import wording
from framing.reports.charts import place_share
from framing.reports.escaping import make_environment
from framing.serving.limits import Limits
from framing.serving.saying import read_texts, say

if TYPE_CHECKING:
    from jinja2 import Environment

STATIC = {
    "look.css": ("framing.reports", "templates/webpage.css", "text/css"),
    "page.css": ("framing.serving", "static/page.css", "text/css"),
    "page.js": ("framing.serving", "static/page.js", "text/javascript"),
    "sheet.js": ("framing.serving", "static/sheet.js", "text/javascript"),
    "count.js": ("framing.serving", "static/count.js", "text/javascript"),
    "icon.svg": ("framing.serving", "static/icon.svg", "image/svg+xml"),
}
"""The files that pages load, by the name they are asked for, with the package they lie in."""

_SKIP = re.compile(r'<body[^>]*>(?:\s*<a class="skip" href="#\w+">[^<]*</a>)?')
_LAX = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@cache
def read_static(name: str) -> tuple[str, str]:
    """Return a file that pages load, and its media type; raises KeyError for any other name."""
    package, path, kind = STATIC[name]
    return files(package).joinpath(path).read_text(encoding="utf-8"), kind


def fill(template: str, **values: Any) -> str:
    """Return a page of this name as HTML."""
    return _environment().get_template(f"{template}.html.j2").render(**values)


@cache
def _environment() -> Environment:
    from jinja2 import PackageLoader

    environment = make_environment().overlay(loader=PackageLoader("framing.serving", "templates"))
    environment.globals.update(
        texts=read_texts(),
        say=say,
        say_count=wording.say_count,
        say_percent=wording.say_percent,
        say_number=wording.say_number,
        place_share=place_share,
    )
    return environment


def say_limits(limits: Limits) -> dict[str, str]:
    """Return the limits as they are put into sentences."""
    return {
        "files": str(limits.files),
        "size": str(limits.file_bytes // 1_000_000),
        "characters": f"{limits.characters:,}",
        "articles": str(limits.articles),
        "seconds": f"{limits.seconds:g}",
    }


def add_bar(page: str, bar: str) -> str:
    """Return a report's page with a bar at its top, behind the link that skips to the text."""
    return _SKIP.sub(lambda found: f"{found[0]}\n{bar}", page, count=1)


def own_policy(policy: str) -> str:
    """Return the policy that a report's page brings, held to this program's windows."""
    return f"{policy or _LAX}; frame-ancestors 'none'"
