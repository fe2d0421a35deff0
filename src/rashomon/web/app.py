"""The desk as a web application: its pages, what can be done on them, and what happens when something is not there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from rashomon.errors import ArchiveError, NotFound, RashomonError
from rashomon.web import exports, openapi, pages, rendering, tiles, uploading, views
from rashomon.web.desk import OWNER, Desk
from rashomon.web.guard import Guard, TooMuch
from rashomon.web.openapi import Problem
from rashomon.web.views import Described

SCRIPT = "text/javascript; charset=utf-8"
STATIC = {
    "style.css": "text/css; charset=utf-8",
    "desk.js": SCRIPT,
    "map.js": SCRIPT,
    "review.css": "text/css; charset=utf-8",
    "review.js": SCRIPT,
}
"""What is served as it is, and as what."""


def build(desk: Desk, more: Sequence[BaseRoute] = (), described: Sequence[Described] = ()) -> Guard:
    """The application. `more` are routes that others add, such as those of reviewing and of logging in; `described`
    what the API says of them."""

    @asynccontextmanager
    async def open_until_closed(_: Starlette) -> AsyncIterator[None]:
        yield
        desk.close()

    def home(_: Request) -> Response:
        return RedirectResponse("/dossiers", status_code=307)

    def api(request: Request) -> Response:
        return views.answer(
            request, openapi.document((*pages.DESCRIBED, exports.VIEW.described(), *described)), "application/json"
        )

    app = Starlette(
        routes=[
            Route("/", home),
            Route("/static/{name}", _static),
            Route("/openapi.json", api),
            *more,
            *tiles.routes(desk.basemap),
            *uploading.routes(desk),
            *exports.routes(desk),
            *pages.routes(desk),
        ],
        exception_handlers={
            HTTPException: _problem(desk, lambda error: _of_http(error)),
            NotFound: _problem(desk, lambda error: _of_ours(error, 404)),
            ArchiveError: _problem(desk, lambda error: _of_ours(error, 503)),
            RashomonError: _problem(desk, lambda error: _of_ours(error, 500)),
            TooMuch: _problem(desk, lambda _: Problem(status=413, problem="that is too large")),
        },
        lifespan=open_until_closed,
    )
    return Guard(app, hosts=desk.hosts)


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STATIC:
        raise HTTPException(404, "there is no such file")
    return views.answer(request, rendering.static(name), STATIC[name])


def _problem(desk: Desk, told: Callable[[Exception], Problem]) -> Callable[[Request, Exception], Response]:
    """A handler that shows the problem as a page, or to programs as JSON."""

    def handler(request: Request, error: Exception) -> Response:
        problem = told(error)
        html = not request.url.path.endswith(".json")
        if problem.status == 401 and desk.login and html:
            return views.to_login(desk, request)
        headers = getattr(error, "headers", None)
        if not html:
            body = msgspec.json.encode(problem)
            return Response(body, problem.status, headers, "application/json")
        frame = views.Frame(
            title=problem.problem,
            tab="",
            person=desk.identify(request) or msgspec.structs.replace(OWNER, name="", role="reader"),
            token="",
            json="",
            head=None,
            reviewing=False,
            login=desk.login is not None,
            path="/",
        )
        page = views.shown("problem.html", frame, page=problem)
        return Response(page, problem.status, headers, "text/html; charset=utf-8")

    return handler


def _of_http(error: Exception) -> Problem:
    if not isinstance(error, HTTPException):
        raise error
    known = {404: "there is no such page", 405: "this page takes no such request"}
    detail = error.detail if error.detail not in ("Not Found", "Method Not Allowed") else known[error.status_code]
    return Problem(status=error.status_code, problem=detail)


def _of_ours(error: Exception, status: int) -> Problem:
    if not isinstance(error, RashomonError):
        raise error
    return Problem(status=status, problem=error.problem, remedy=error.remedy or "")
