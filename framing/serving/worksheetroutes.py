"""Routes for worksheets: choose what goes on them, look at them, print them, save them all."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from framing.classroom import ACTIVITIES, shipped_packs
from framing.reports.worksheets.phrases import texts
from framing.serving.articleroutes import SEE
from framing.serving.desk import Desk
from framing.serving.forms import read_fields
from framing.serving.keeping import PAPERS
from framing.serving.limits import RefusalError
from framing.serving.pages import add_bar, fill, own_policy
from framing.serving.papers import Sheet, Wish, make_papers
from framing.serving.saying import say
from framing.serving.tasks import read_policy

COPIES = (1, 2, 4)
FIRST = 3
"""Activities that are chosen at first: those of one lesson."""
SIZES = ("a4", "letter")
_SEEDS = 1_000_000


def list_worksheets(desk: Desk) -> APIRouter:
    """Return the routes of worksheets."""
    routes, router = _WorksheetRoutes(desk), APIRouter(include_in_schema=False)
    for method, path, route in (
        ("GET", "/worksheets", routes.show_start),
        ("GET", "/pages/{number}/worksheets", routes.show_wish),
        ("POST", "/pages/{number}/worksheets", routes.make),
        ("GET", "/papers/{number}", routes.show_papers),
        ("GET", "/papers/{number}/all.zip", routes.save_all),
        ("GET", "/papers/{number}/{name}", routes.show_sheet),
    ):
        router.add_api_route(path, route, methods=[method])
    return router


class _WorksheetRoutes:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def _page(self, template: str, status: int = 200, **values: Any) -> Response:
        return HTMLResponse(fill(template, path=self._desk.store.path, **values), status)

    def show_start(self) -> Response:
        made = self._desk.store.list_pages()
        return self._page(
            "worksheets",
            made=[one for one in made if one.kind == "story"],
            papers=[one for one in made if one.kind == PAPERS],
            packs=shipped_packs(),
        )

    def show_wish(self, number: int) -> Response:
        return self._wish(number)

    def _wish(self, number: int, refusal: RefusalError | None = None) -> Response:
        return self._page(
            "wish",
            refusal.status if refusal else 200,
            number=number,
            made=self._desk.store.page(number),
            activities=[(name, texts["activities"][name]) for name in ACTIVITIES],
            copies=COPIES,
            first=FIRST,
            refusal=refusal,
        )

    async def make(self, number: int, request: Request) -> Response:
        fields = await read_fields(request, self._desk.limits)
        made = await to_thread.run_sync(self._desk.store.page, number)
        try:
            papers = await self._desk.run(make_papers, made.documents, made.pack, made.title, _read_wish(fields))
        except RefusalError as refusal:
            return await to_thread.run_sync(self._wish, number, refusal)
        kept = await to_thread.run_sync(self._desk.store.add_papers, papers)
        return RedirectResponse(f"/papers/{kept}", SEE)

    def show_papers(self, number: int) -> Response:
        return self._page("papers", number=number, papers=self._desk.store.papers(number))

    def show_sheet(self, number: int, name: str) -> Response:
        sheet = self._find(number, name)
        page = add_bar(sheet.html, fill("bar", links=[(f"/papers/{number}", say("bar.papers"))]))
        return HTMLResponse(page, headers={"content-security-policy": own_policy(read_policy(sheet.html))})

    def _find(self, number: int, name: str) -> Sheet:
        for sheet in self._desk.store.papers(number).sheets:
            if sheet.name == name:
                return sheet
        raise RefusalError(404, say("problems.missing"))

    def save_all(self, number: int) -> Response:
        bundle = b64decode(self._desk.store.papers(number).bundle)
        headers = {"content-disposition": f'attachment; filename="worksheets-{number}.zip"'}
        return Response(bundle, media_type="application/zip", headers=headers)


def _read_wish(fields: list[tuple[str, str]]) -> Wish:
    """Return what the form asks for; whatever is not on it counts as not chosen."""
    given = dict(fields)
    copies, seed = given.get("copies", ""), given.get("seed", "")
    return Wish(
        activities=tuple(name for name in ACTIVITIES if ("activity", name) in fields),
        copies=int(copies) if copies in map(str, COPIES) else 1,
        seed=int(seed) if seed.isdecimal() and int(seed) < _SEEDS else 0,
        paper=given["paper"] if given.get("paper") in SIZES else SIZES[0],
        large="large" in given,
    )
