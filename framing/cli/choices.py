"""Choices: a value that an option does not know is told like any other wrong usage, with the nearest it knows."""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperGroup

from framing.errors import UsageError, nearest

_NO_CHOICE = re.compile(r"'(?P<given>[^']*)' is not one of (?P<known>'.*')\.?\Z")
"""How the option parser says so in all its versions; what else it finds wrong it says in its own words."""


class Commands(TyperGroup):
    """The commands, all of whose options tell an unknown value in the same way."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command asked for; raise UsageError for a value that an option does not know."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as problem:
            found = _NO_CHOICE.search(problem.message)
            if not found or problem.param is None:
                raise
            option = max(problem.param.opts, key=len)
            known = re.findall(r"'([^']*)'", found["known"])
            raise UsageError(f"{option} cannot be '{found['given']}'.", fix=nearest(found["given"], known)) from None
