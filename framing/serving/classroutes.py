"""Routes for a class: the teacher opens and reveals it, pupils take a number, mark, hand in and see the result."""

from __future__ import annotations

import re
import threading
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from framing.classroom import shipped_packs
from framing.serving.articleroutes import SEE
from framing.serving.desk import Desk
from framing.serving.forms import Draft, read_fields, read_form
from framing.serving.intake import check_count, clean_line
from framing.serving.keeping import Classroom
from framing.serving.limits import HOST, RefusalError
from framing.serving.pages import fill, say_limits
from framing.serving.saying import say
from framing.serving.sheets import read_answer, write_answers
from framing.serving.tallies import LEAST, Answer, Tally, tally
from framing.serving.tasks import Article, make_lesson_of

LENGTHS = (10, 20)
MOST = 80
"""Sentences of a lesson at most: more than an hour's work."""
_CODE = re.compile(r"\s*(\d+)[\s-]*([^\W\d_]+)\s*")
"""The parts of a code, however a pupil puts them together: "7-kea", "7 Kea", "7kea"."""


def list_classes(desk: Desk) -> APIRouter:
    """Return the routes of a class."""
    routes, router = _ClassRoutes(desk), APIRouter(include_in_schema=False)
    for method, path, route in (
        ("GET", "/class", routes.show_start),
        ("POST", "/class", routes.open_text),
        ("GET", "/class/join", routes.join),
        ("GET", "/pages/{number}/class", routes.show_choice),
        ("POST", "/pages/{number}/class", routes.open_page),
        ("GET", "/class/{code}", routes.show_class),
        ("POST", "/class/{code}", routes.take_number),
        ("GET", "/class/{code}/teacher", routes.show_teacher),
        ("GET", "/class/{code}/counts", routes.count),
        ("POST", "/class/{code}/reveal", routes.reveal),
        ("POST", "/class/{code}/hide", routes.hide),
        ("POST", "/class/{code}/forget", routes.forget),
        ("GET", "/class/{code}/pupil", routes.find_pupil),
        ("GET", "/class/{code}/pupil/{pupil}", routes.show_sheet),
        ("POST", "/class/{code}/pupil/{pupil}", routes.hand_in),
        ("GET", "/class/{code}/pupil/{pupil}/done", routes.show_done),
        ("GET", "/class/{code}/result", routes.show_result),
        ("GET", "/class/{code}/answers.csv", routes.save_answers),
    ):
        router.add_api_route(path, route, methods=[method])
    return router


class _ClassRoutes:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._tallies: dict[int, tuple[int, Tally]] = {}
        self._counting = threading.Lock()

    def show_start(self) -> Response:
        return self._start()

    def _start(self, draft: Draft | None = None, refusal: RefusalError | None = None) -> Response:
        return self._page(
            "classes", refusal.status if refusal else 200,
            rows=(draft or Draft()).rows(1), refusal=refusal, classes=self._desk.store.list_classes(),
            made=self._desk.store.list_pages(), limits=self._desk.limits, said=say_limits(self._desk.limits),
            lengths=LENGTHS, most=MOST, packs=shipped_packs(),
        )  # fmt: skip

    def _page(self, template: str, status: int = 200, **values: Any) -> Response:
        return HTMLResponse(fill(template, path=self._desk.store.path, least=LEAST, **values), status)

    async def open_text(self, request: Request) -> Response:
        form = await read_form(request, self._desk.limits)
        try:
            items = form.items(self._desk.limits)
            check_count(items, self._desk.limits, most=1)
            article = await self._desk.run(make_lesson_of, items, self._desk.limits)
            return await to_thread.run_sync(self._open, article, form.fields.get("most", ""))
        except RefusalError as refusal:
            return self._start(form.draft, refusal)

    def show_choice(self, number: int) -> Response:
        made = self._desk.store.page(number)
        return self._page("choice", number=number, made=made, lengths=LENGTHS, most=MOST)

    async def open_page(self, number: int, request: Request) -> Response:
        fields = dict(await read_fields(request, self._desk.limits))
        made = await to_thread.run_sync(self._desk.store.page, number)
        chosen = fields.get("article", "0")
        place = int(chosen) if chosen.isdecimal() and int(chosen) < len(made.articles) else 0
        return await to_thread.run_sync(self._open, made.articles[place], fields.get("most", ""))

    def _open(self, article: Article, most: str) -> Response:
        lesson = article.lesson.first(min(int(most), MOST) if most.isdecimal() and int(most) else MOST)
        if not lesson.parts:
            raise RefusalError(422, say("problems.sheet"))
        return RedirectResponse(f"/class/{self._desk.store.add_class(lesson)}/teacher", SEE)

    def join(self, code: str = "") -> Response:
        parts = _CODE.fullmatch(clean_line(code).lower())
        return RedirectResponse(f"/class/{self._classroom('-'.join(parts.groups()) if parts else code).code}", SEE)

    def _classroom(self, code: str) -> Classroom:
        return self._desk.store.classroom(clean_line(code)[:40])

    def show_class(self, code: str) -> Response:
        return self._page("begin", room=self._classroom(code))

    def take_number(self, code: str) -> Response:
        return RedirectResponse(f"/class/{code}/pupil/{self._desk.store.next_pupil(code)}", SEE)

    def show_teacher(self, code: str, request: Request) -> Response:
        address = f"http://{request.headers.get('host', HOST)}/class/{code}"
        return self._page("teacher", room=self._classroom(code), address=address)

    def count(self, code: str) -> Response:
        room = self._classroom(code)
        return JSONResponse({"numbers": room.pupils, "handed": room.handed, "revealed": room.revealed})

    def reveal(self, code: str) -> Response:
        self._desk.store.reveal(self._classroom(code).code, True)
        return RedirectResponse(f"/class/{code}/teacher", SEE)

    def hide(self, code: str) -> Response:
        self._desk.store.reveal(self._classroom(code).code, False)
        return RedirectResponse(f"/class/{code}/teacher", SEE)

    def forget(self, code: str) -> Response:
        self._desk.store.forget_class(self._classroom(code).code)
        return RedirectResponse("/class", SEE)

    def find_pupil(self, code: str, number: str = "") -> Response:
        room = self._classroom(code)
        return RedirectResponse(f"/class/{code}/pupil/{_check_pupil(room, number)}", SEE)

    def show_sheet(self, code: str, pupil: str) -> Response:
        room = self._classroom(code)
        number = _check_pupil(room, pupil)
        if room.revealed:
            return RedirectResponse(f"/class/{code}/result?pupil={number}", SEE)
        answer = self._desk.store.answers(code).get(number, Answer())
        return self._page("sheet", room=room, pupil=number, answer=answer)

    async def hand_in(self, code: str, pupil: str, request: Request) -> Response:
        fields = await read_fields(request, self._desk.limits)

        def keep() -> Response:
            room = self._classroom(code)
            number = _check_pupil(room, pupil)
            self._desk.store.hand_in(room.code, number, read_answer(fields, room.lesson))
            return RedirectResponse(f"/class/{code}/pupil/{number}/done", SEE)

        return await to_thread.run_sync(keep)

    def show_done(self, code: str, pupil: str) -> Response:
        room = self._classroom(code)
        number = _check_pupil(room, pupil)
        answer = self._desk.store.answers(code).get(number, Answer())
        return self._page("done", room=room, pupil=number, answer=answer)

    def show_result(self, code: str, pupil: str = "") -> Response:
        room = self._classroom(code)
        number = _check_pupil(room, pupil) if pupil else 0
        if not room.revealed:
            return self._page("waiting", 403, room=room, pupil=number)
        mine = self._desk.store.answers(code).get(number) if number else None
        return self._page("result", room=room, pupil=number, mine=mine, tally=self._tally(room))

    def _tally(self, room: Classroom) -> Tally:
        """Return the class's tally, made once after a change: thirty pupils look at it at the same moment."""
        with self._counting:
            changes, made = self._tallies.get(room.number, (-1, None))
            if made is None or changes != room.changes:
                made = tally(room.lesson, list(self._desk.store.answers(room.code).values()))
                self._tallies[room.number] = (room.changes, made)
            return made

    def save_answers(self, code: str) -> Response:
        room = self._classroom(code)
        if not room.revealed or room.handed < LEAST:
            raise RefusalError(403, say("problems.answers_few", least=LEAST))
        headers = {"content-disposition": f'attachment; filename="class-{room.code}.csv"'}
        table = write_answers(room.lesson, self._desk.store.answers(code))
        return Response(table, media_type="text/csv; charset=utf-8", headers=headers)


def _check_pupil(room: Classroom, pupil: str) -> int:
    """Return the number of a pupil of the class; raises RefusalError where it was not given out."""
    number = int(pupil) if pupil.isdecimal() and len(pupil) < 5 else 0
    if not 1 <= number <= room.pupils:
        raise RefusalError(404, say("problems.no_pupil", number=clean_line(pupil)[:20] or "?", code=room.code))
    return number
