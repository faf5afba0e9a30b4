"""Routes for articles: put them in, see the page that is made of them, save or forget it."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from framing.classroom import shipped_packs
from framing.libraries import default_place
from framing.serving.desk import Desk
from framing.serving.forms import Draft, read_form
from framing.serving.intake import check_count, clean_line
from framing.serving.limits import RefusalError
from framing.serving.pages import add_bar, fill, own_policy, say_limits
from framing.serving.saying import say
from framing.serving.tasks import Known, Made, make_pack_story, make_stance, make_story

SEE = 303
"""After a form, its result is a page of its own: loading it again sends nothing twice."""
LIBRARY = "library"
_SLOTS = {"story": 2, "stance": 1}


def list_articles(desk: Desk) -> APIRouter:
    """Return the routes of the start page, of one article, and of finished pages."""
    routes, router = _ArticleRoutes(desk), APIRouter(include_in_schema=False)
    router.add_api_route("/", routes.show_story, methods=["GET"])
    router.add_api_route("/", routes.make_story, methods=["POST"])
    router.add_api_route("/article", routes.show_stance, methods=["GET"])
    router.add_api_route("/article", routes.make_stance, methods=["POST"])
    router.add_api_route("/about", routes.show_about, methods=["GET"])
    router.add_api_route("/pages/{number}", routes.show_page, methods=["GET"])
    router.add_api_route("/pages/{number}/file", routes.save_page, methods=["GET"])
    router.add_api_route("/packs/{name}", routes.make_pack, methods=["POST"])
    router.add_api_route("/pages/{number}/forget", routes.forget_page, methods=["POST"])
    return router


class _ArticleRoutes:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def show_story(self) -> Response:
        return self._form("story")

    def show_stance(self) -> Response:
        return self._form("stance")

    async def make_story(self, request: Request) -> Response:
        form = await read_form(request, self._desk.limits)
        try:
            items = form.items(self._desk.limits)
            check_count(items, self._desk.limits, least=2)
            title = clean_line(form.draft.name)[: self._desk.limits.short]
            made = await self._desk.run(make_story, items, title, self._desk.limits)
            return await self._keep(made)
        except RefusalError as refusal:
            return self._form("story", form.draft, refusal)

    async def make_stance(self, request: Request) -> Response:
        form = await read_form(request, self._desk.limits)
        try:
            items = form.items(self._desk.limits)
            check_count(items, self._desk.limits, most=1)
            known = await to_thread.run_sync(self._find_known, form.fields.get("known", ""))
            made = await self._desk.run(make_stance, items, known, self._desk.limits)
            return await self._keep(made)
        except RefusalError as refusal:
            return self._form("stance", form.draft, refusal)

    def _find_known(self, chosen: str) -> Known:
        """Return what was chosen to place an article among: the library, a page's articles, or shipped texts."""
        if chosen == LIBRARY:
            return Known(say("stance.known_library"), library=True)
        if not chosen.isdecimal() or not int(chosen):
            return Known()
        made = self._desk.store.page(int(chosen))
        return Known(made.title, made.documents, pack=made.pack)

    async def make_pack(self, name: str) -> Response:
        if name not in {pack.name for pack in shipped_packs()}:
            raise RefusalError(404, say("problems.missing"))
        return await self._keep(await self._desk.run(make_pack_story, name))

    async def _keep(self, made: Made) -> Response:
        number = await to_thread.run_sync(self._desk.store.add_page, made)
        return RedirectResponse(f"/pages/{number}", SEE)

    def _form(self, kind: str, draft: Draft | None = None, refusal: RefusalError | None = None) -> Response:
        values: dict[str, Any] = {
            "kind": kind,
            "rows": (draft or Draft()).rows(_SLOTS[kind]),
            "name": draft.name if draft else "",
            "refusal": refusal,
            "made": self._desk.store.list_pages(),
            "packs": shipped_packs(),
            "library": default_place().is_file(),
            "path": self._desk.store.path,
            "limits": self._desk.limits,
            "said": say_limits(self._desk.limits),
        }
        return HTMLResponse(fill("articles", **values), refusal.status if refusal else 200)

    def show_about(self) -> Response:
        said = say_limits(self._desk.limits)
        return HTMLResponse(fill("about", said=said, path=self._desk.store.path))

    def show_page(self, number: int) -> Response:
        made = self._desk.store.page(number)
        page = add_bar(made.html, fill("bar", links=list_links(number, made.kind)))
        return HTMLResponse(page, headers={"content-security-policy": own_policy(made.policy)})

    def save_page(self, number: int) -> Response:
        made = self._desk.store.page(number)
        headers = {
            "content-disposition": f'attachment; filename="{made.kind}-{number}.html"',
            "content-security-policy": own_policy(made.policy),
        }
        return HTMLResponse(made.html, headers=headers)

    def forget_page(self, number: int) -> Response:
        self._desk.store.forget_page(number)
        return RedirectResponse("/", SEE)


def list_links(number: int, kind: str) -> list[tuple[str, str]]:
    """Return what can be done with a finished page, as links with their labels."""
    worksheets = [(f"/pages/{number}/worksheets", say("bar.worksheets"))] if kind == "story" else []
    return [(f"/pages/{number}/class", say("bar.class")), *worksheets, (f"/pages/{number}/file", say("bar.download"))]
