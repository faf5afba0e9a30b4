"""The application: the routes put together, with one way of saying no."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

from framing.serving.apiroutes import list_api
from framing.serving.articleroutes import list_articles
from framing.serving.classroutes import list_classes
from framing.serving.desk import Desk
from framing.serving.guards import Guard
from framing.serving.limits import RefusalError
from framing.serving.pages import fill, read_static
from framing.serving.saying import say
from framing.serving.worksheetroutes import list_worksheets
from framing.shipped import version

_TOLD = {404: "problems.missing", 405: "problems.method"}


def make_app(desk: Desk) -> Guard:
    """Return the page as an ASGI application that answers this machine only."""
    app = FastAPI(
        title="framing",
        version=version(),
        description=say("about.programs_text"),
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    for router in (list_articles(desk), list_classes(desk), list_worksheets(desk), list_api(desk)):
        app.include_router(router)
    app.add_api_route("/static/{name}", _static, include_in_schema=False)
    app.add_exception_handler(RefusalError, _refuse)
    app.add_exception_handler(HTTPException, _refuse_http)
    app.add_exception_handler(RequestValidationError, _refuse_json)
    app.add_exception_handler(Exception, _own_fault)
    return Guard(app, desk.limits)


async def _static(name: str) -> Response:
    try:
        text, kind = read_static(name)
    except KeyError:
        raise RefusalError(404, say("problems.missing")) from None
    return Response(text, media_type=f"{kind}; charset=utf-8", headers={"cache-control": "no-cache"})


async def _refuse(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, RefusalError)
    return _answer(request, refusal)


async def _refuse_http(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)
    told = say(_TOLD[problem.status_code]) if problem.status_code in _TOLD else str(problem.detail)
    return _answer(request, RefusalError(problem.status_code, told), problem.headers)


def _answer(request: Request, refusal: RefusalError, headers: Any = None) -> Response:
    if request.url.path.startswith("/api"):
        body = {"detail": refusal.message, "more": list(refusal.details)}
        return JSONResponse(body, refusal.status, headers=headers)
    if request.url.path.startswith("/static"):
        return PlainTextResponse(refusal.message, refusal.status, headers=headers)
    in_class = request.url.path.startswith("/class")
    return HTMLResponse(fill("problem", refusal=refusal, in_class=in_class), refusal.status, headers=headers)


async def _refuse_json(request: Request, problem: Exception) -> Response:
    """Say what does not fit, without giving it back: an input may hold what no answer can be written with."""
    assert isinstance(problem, RequestValidationError)
    places = [".".join(str(step) for step in error["loc"]) + f": {error['msg']}" for error in problem.errors()]
    clean = [place.encode("utf-8", "replace").decode() for place in places[:20]]
    return _answer(request, RefusalError(422, say("problems.json"), tuple(clean)))


async def _own_fault(request: Request, problem: Exception) -> Response:
    """Say that the fault is ours; the server goes on, and prints where it lies."""
    return _answer(request, RefusalError(500, say("problems.own", told=type(problem).__name__)))
