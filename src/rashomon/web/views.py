"""A page as a value: where it is, what it shows, how it is built. Page and .json come from the same object."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import quote

import msgspec
from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from rashomon.archive import Archive, browsing
from rashomon.web import guard, links, rendering
from rashomon.web.desk import Desk, Person
from rashomon.web.looking import Look

P = TypeVar("P", bound=msgspec.Struct)
Q = TypeVar("Q", bound=msgspec.Struct)


class NoQuery(msgspec.Struct, frozen=True, kw_only=True):
    """A page that takes nothing after the question mark."""


@dataclass(frozen=True, kw_only=True)
class Asked(Generic[Q]):
    """What a page is built from."""

    desk: Desk
    connection: Connection
    """One state of the archive, for all that the page shows."""
    person: Person
    path: Mapping[str, str]
    query: Q
    look: Look | None
    """The dossier that the path names."""

    @property
    def dossier(self) -> Look:
        if self.look is None:
            raise LookupError("this page is not of a dossier")
        return self.look

    def at(self, dossier: str) -> Look:
        """Another dossier, through the same eyes. Raises NotFound."""
        return Look(self.desk, self.connection, browsing.head(self.connection, dossier), self.person)


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """What the API says of a page."""

    name: str
    path: str
    summary: str
    shape: type[msgspec.Struct]
    query: type[msgspec.Struct]


@dataclass(frozen=True, kw_only=True)
class View(Generic[P, Q]):
    """A page of the desk."""

    name: str
    """Of its tab, and its operation in the API."""
    path: str
    """With the parts in braces; the same with .json behind it for programs."""
    template: str
    summary: str
    """One line for the API's documentation."""
    shape: type[P]
    query: type[Q]
    build: Callable[[Asked[Q]], P]
    title: Callable[[P], str]

    def described(self) -> Described:
        return Described(name=self.name, path=self.path, summary=self.summary, shape=self.shape, query=self.query)


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What stands around every page."""

    title: str
    tab: str
    person: Person
    token: str
    """For forms."""
    json: str
    """Address of the same page for programs."""
    head: browsing.Head | None
    """The dossier, on its pages."""
    reviewing: bool = False
    """Whether the person may review claims, and there are pages for it."""
    drawing: bool = False
    """Whether its conclusions are being drawn anew at this moment."""
    login: bool
    """Whether there are users who log in and out."""
    path: str
    """Of this page, with its query."""
    withheld: int = 0
    """How many private persons' names the person does not see in this dossier."""


def routes(desk: Desk, view: View[P, Q]) -> Sequence[BaseRoute]:
    """The page, and before it the same for programs: names have no dot (`links.key`), so the two are told apart."""

    def data(request: Request) -> Response:
        with desk.opened() as archive:
            page, _ = _built(desk, archive, view, request)
        return answer(request, msgspec.json.encode(page), "application/json")

    def html(request: Request) -> Response:
        with desk.opened() as archive:
            page, asked = _built(desk, archive, view, request)
        around = frame(desk, request, title=view.title(page), tab=view.name, look=asked.look)
        return answer(request, shown(view.template, around, page=page).encode(), "text/html; charset=utf-8")

    return (
        Route(f"{view.path}.json", data, methods=["GET"], name=f"{view.name}.json"),
        Route(view.path, html, methods=["GET"], name=view.name),
    )


def frame(desk: Desk, request: Request, *, title: str, tab: str, look: Look | None = None) -> Frame:
    """What stands around this page. Raises HTTPException when the person must log in first."""
    query = f"?{request.url.query}" if request.url.query else ""
    who = person(desk, request)
    return Frame(
        title=title,
        tab=tab,
        person=who,
        token=guard.token(desk.secret, request.state.session),
        json=f"{request.url.path}.json{query}",
        head=look.head if look else None,
        reviewing=desk.reviewing and who.role != "reader",
        drawing=look is not None and desk.redrawing.under_way(look.name),
        login=desk.login is not None,
        path=f"{request.url.path}{query}",
        withheld=look.withheld if look else 0,
    )


def shown(template: str, frame: Frame, **values: object) -> str:
    """The page as HTML. `to` are the addresses of the dossier, or of one without a name."""
    to = links.OnDesk(frame.head.name if frame.head else "", reviewing=frame.reviewing)
    return rendering.render(template, frame=frame, to=to, desk=links.OnDesk, **values)


def person(desk: Desk, request: Request) -> Person:
    """Who sent the request. Raises HTTPException 401."""
    found = desk.identify(request)
    if found is None:
        raise HTTPException(401, "log in first")
    return found


def answer(request: Request, body: bytes, kind: str) -> Response:
    """The body, or nothing but 304 when the browser has it already."""
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie"}
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if tag in known:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=kind, headers=headers)


def to_login(desk: Desk, request: Request) -> Response:
    """The way to the login, and back."""
    back = request.url.path if request.method in guard.SAFE else "/"
    return RedirectResponse(f"{desk.login}?next={quote(back, safe='/~')}", status_code=303)


def _built(desk: Desk, archive: Archive, view: View[P, Q], request: Request) -> tuple[P, Asked[Q]]:
    who = person(desk, request)
    try:
        # A NUL is nobody's word, and a server's archive takes none.
        given = {name: value.replace("\0", " ") for name, value in request.query_params.items()}
        query = msgspec.convert(given, view.query, strict=False)
    except msgspec.ValidationError as error:
        raise HTTPException(422, f"the query is not understood: {error}") from None
    with archive.reading() as connection:
        look = None
        if "dossier" in request.path_params:
            head = browsing.head(connection, links.name(request.path_params["dossier"]))
            look = Look(desk, connection, head, who)
        asked = Asked(desk=desk, connection=connection, person=who, path=request.path_params, query=query, look=look)
        return view.build(asked), asked
