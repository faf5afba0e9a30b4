"""Routes for programs: JSON in, JSON out, under the same limits; described at /api/openapi.json."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from framing.serving.desk import Desk
from framing.serving.intake import Item, check_count, check_texts
from framing.serving.limits import Limits
from framing.serving.tasks import make_report_data

_DEFAULT = Limits()
Line = Annotated[str, Field(max_length=_DEFAULT.short)]


class ArticleIn(BaseModel):
    """One article: its text, and what is known of it; without a source it is called by its place."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=_DEFAULT.characters, description="The article's text.")]
    title: Annotated[Line, Field(description="Its headline, if it is not the text's first line.")] = ""
    source: Annotated[Line, Field(description="Who printed it.")] = ""


class ReportIn(BaseModel):
    """The articles of one story."""

    model_config = ConfigDict(extra="forbid")

    documents: Annotated[list[ArticleIn], Field(min_length=1, max_length=_DEFAULT.articles)]
    by: Annotated[Literal["source", "document"], Field(description="What is put side by side.")] = "source"


class StanceOut(BaseModel):
    """Where one article stands: the scores of its own words, of all voices together and of each alone."""

    axis: dict[str, Any] | None
    source: str
    title: str
    stance: dict[str, Any] | None
    all_voices: dict[str, Any] | None
    by_voice: dict[str, Any]
    frames: list[dict[str, Any]]


class LimitsOut(BaseModel):
    """How much is taken at once."""

    articles: int
    characters: int
    request_bytes: int
    seconds: float


class ProblemOut(BaseModel):
    """Why something was not done, and what to do about it."""

    detail: str
    more: list[str] = []


_PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {"model": ProblemOut, "description": "What was sent is no JSON."},
    403: {"model": ProblemOut, "description": "It was sent from another site."},
    413: {"description": "It is larger than the limit."},
    421: {"description": "It was sent to another host than this machine."},
    422: {"model": ProblemOut, "description": "It does not fit, cannot be read, or took too long."},
    429: {"model": ProblemOut, "description": "Too many wait already: try again in half a minute."},
}


def list_api(desk: Desk) -> APIRouter:
    """Return the routes for programs."""
    routes, router = _ApiRoutes(desk), APIRouter(prefix="/api")
    router.add_api_route("/report", routes.report, methods=["POST"], responses=_PROBLEMS, summary="A report")
    router.add_api_route(
        "/stance", routes.stance, methods=["POST"], responses=_PROBLEMS, summary="One article's stance"
    )
    router.add_api_route("/limits", routes.limits, methods=["GET"], summary="The limits")
    return router


class _ApiRoutes:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def report(self, asked: ReportIn) -> dict[str, Any]:
        """Return the report on the articles, the same JSON as `framing report --to json`."""
        return await self._report(asked.documents, asked.by)

    async def stance(self, asked: ArticleIn) -> StanceOut:
        """Return where one article stands on the axis, or why it is refused a place."""
        report = await self._report([asked], "document")
        document = report["documents"][0]
        names = ("source", "title", "stance", "all_voices", "by_voice", "frames")
        return StanceOut(axis=report["axis"], **{name: document[name] for name in names})

    async def _report(self, articles: list[ArticleIn], by: Literal["source", "document"]) -> dict[str, Any]:
        limits = self._desk.limits
        items: list[Item] = check_texts(
            [one.title for one in articles], [one.source for one in articles], [one.text for one in articles], limits
        )
        check_count(items, limits)
        report: dict[str, Any] = await self._desk.run(make_report_data, items, by, limits)
        return report

    async def limits(self) -> LimitsOut:
        """Return how much is taken at once."""
        limits = self._desk.limits
        return LimitsOut(
            articles=limits.articles,
            characters=limits.characters,
            request_bytes=limits.request_bytes,
            seconds=limits.seconds,
        )
