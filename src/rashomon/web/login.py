"""Logging in and out: sessions are kept in the archive, and a login always begins a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from http.cookies import SimpleCookie

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from rashomon.archive import users
from rashomon.archive.users import Credentials
from rashomon.web import guard, views
from rashomon.web.desk import Desk, Person
from rashomon.web.views import Frame

PATH = "/login"
NOBODY = Person(name="", role="reader")


class LoginPage(msgspec.Struct, frozen=True, kw_only=True):
    """The login form."""

    onward: str
    """Where to go then."""
    name: str
    problem: str


def locked(desk: Desk) -> Desk:
    """The desk with its door shut: whoever comes logs in first."""
    return replace(desk, identify=identify(desk), login=PATH)


def identify(desk: Desk) -> Callable[[Request], Person | None]:
    """Who sent a request, by the session that its cookie names; asked once for each request."""

    def who(request: Request) -> Person | None:
        if not hasattr(request.state, "person"):
            request.state.person = _person(desk, request)
        found: Person | None = request.state.person
        return found

    return who


def _person(desk: Desk, request: Request) -> Person | None:
    # Only a cookie that was sent: a session that the guard has just made up is nobody's.
    cookie = SimpleCookie(request.headers.get("cookie", "")).get(guard.SESSION)
    if cookie is None or cookie.value != request.state.session:
        return None
    with desk.opened() as archive:
        user = users.of_session(archive, cookie.value)
    return Person(name=user.name, role=user.role) if user is not None else None


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """The login page, its form, and the way out."""

    def page(request: Request) -> Response:
        if desk.identify(request) is not None:
            return RedirectResponse(local(request.query_params.get("next", "")), status_code=303)
        return _shown(desk, request, LoginPage(onward=local(request.query_params.get("next", "")), name="", problem=""))

    async def enter(request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=10, max_part_size=8192)
        fields = {name: value.replace("\0", " ") for name, value in form.items() if isinstance(value, str)}
        return await run_in_threadpool(_enter, desk, request, fields)

    async def leave(request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=10, max_part_size=8192)
        token = form.get("token", "")
        if isinstance(token, str) and guard.genuine(desk.secret, request.state.session, token):
            await run_in_threadpool(_leave, desk, request)
        answer = RedirectResponse(PATH, status_code=303)
        answer.headers["Set-Cookie"] = guard.cookie(guard.new_session(), secure=request.url.scheme == "https")
        return answer

    return (
        Route(PATH, page, methods=["GET"], name="login"),
        Route(PATH, enter, methods=["POST"]),
        Route("/logout", leave, methods=["POST"]),
    )


def local(address: str) -> str:
    """The address if it is one of the desk, else its first page: a login may not send people elsewhere."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain and not address.startswith(PATH) else "/"


def _enter(desk: Desk, request: Request, fields: dict[str, str]) -> Response:
    onward = local(fields.get("next", ""))
    page = LoginPage(onward=onward, name=fields.get("name", "")[:64], problem="")
    if not guard.genuine(desk.secret, request.state.session, fields.get("token", "")):
        told = "this form has grown old: send it again"
        return _shown(desk, request, msgspec.structs.replace(page, problem=told), status=403)
    given = Credentials(
        name=fields.get("name", ""),
        password=fields.get("password", ""),
        code=fields.get("code", ""),
        address=request.client.host if request.client else "",
    )
    try:
        with desk.opened() as archive:
            session = users.login(archive, given)
    except users.Refused as refused:
        status = 429 if refused.wait else 401
        return _shown(desk, request, msgspec.structs.replace(page, problem=str(refused)), status=status)
    answer = RedirectResponse(onward, status_code=303)
    # Whatever session the browser came with ends here: a login begins a new one.
    answer.headers["Set-Cookie"] = guard.cookie(session, secure=request.url.scheme == "https")
    return answer


def _leave(desk: Desk, request: Request) -> None:
    with desk.opened() as archive:
        users.logout(archive, request.state.session)


def _shown(desk: Desk, request: Request, page: LoginPage, *, status: int = 200) -> Response:
    frame = Frame(
        title="Log in",
        tab="",
        person=NOBODY,
        token=guard.token(desk.secret, request.state.session),
        json="",
        head=None,
        login=False,
        path=PATH,
    )
    html = views.shown("login.html", frame, page=page)
    return Response(html, status, media_type="text/html")
