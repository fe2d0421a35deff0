"""Blind double coding: who codes, who has done, and, once both have, how far they agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from rashomon.archive import Archive, browsing, codings, decisions, queries, users
from rashomon.archive.codings import Coding
from rashomon.archive.decisions import Signed
from rashomon.errors import InputError
from rashomon.model import OnClaim
from rashomon.reviewing import agreement, review
from rashomon.reviewing.agreement import Coded
from rashomon.web import forms, links
from rashomon.web.desk import Desk
from rashomon.web.links import OnDesk
from rashomon.web.review import sheet
from rashomon.web.views import Asked, NoQuery, View


class CodingPage(msgspec.Struct, frozen=True, kw_only=True):
    """The double coding of a dossier."""

    coders: tuple[Coding, ...]
    mine: bool
    """The person is one of the coders and has not done."""
    decided: int
    """How many decisions the person has taken in it."""
    users: tuple[str, ...]
    """Who could code, for an editor who begins it."""
    may_begin: bool
    coded: Coded | None
    """None until both have done."""


def build(asked: Asked[NoQuery]) -> CodingPage:
    sheet.may_review(asked.person)
    look = asked.dossier
    found = codings.of(look.connection, look.name)
    mine = any(c.coder == asked.person.name and c.done is None for c in found)
    log = decisions.logged(look.connection, look.name, layer=asked.person.name) if mine else ()
    done = len(found) == 2 and all(c.done for c in found)
    people = users.known(look.connection)
    return CodingPage(
        coders=found,
        mine=mine,
        decided=len(log),
        users=tuple(u.name for u in people if u.role != "reader" and not u.disabled),
        may_begin=asked.person.role == "editor" and not found,
        coded=compared(look.connection, look.name) if done else None,
    )


def compared(connection: Connection, dossier: str) -> Coded:
    """The two codings of the dossier, compared."""
    one, two = (coding.coder for coding in codings.of(connection, dossier))
    read = queries.read_in(connection, dossier)
    marks = [
        review(read, decisions.logged(connection, dossier, layer=coder), layer=coder).marks for coder in (one, two)
    ]
    return agreement.compare((one, two), marks[0], marks[1])


VIEW = View(
    name="coding",
    path="/dossiers/{dossier}/coding",
    template="review_coding.html",
    summary="Blind double coding of a dossier, and how far the two coders agree.",
    shape=CodingPage,
    query=NoQuery,
    build=build,
    title=lambda _: "Double coding",
)


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """Beginning and finishing blind double coding, and taking over what a coder decided."""

    async def begin(request: Request) -> Response:
        form, _ = await forms.sent(desk, request, "editor")
        coders = [v.strip() for v in form.getlist("coder") if isinstance(v, str)]
        return await run_in_threadpool(_change, desk, request, lambda a, name: codings.begin(a, name, coders))

    async def done(request: Request) -> Response:
        _, person = await forms.sent(desk, request, "coder")
        return await run_in_threadpool(_change, desk, request, lambda a, name: codings.finish(a, name, person.name))

    async def adopt(request: Request) -> Response:
        form, person = await forms.sent(desk, request, "editor")
        number = str(form.get("decision", ""))
        return await run_in_threadpool(
            _change, desk, request, lambda a, name: _adopt(desk, a, name, number, person.name)
        )

    base = "/dossiers/{dossier}/coding"
    return tuple(
        Route(f"{base}/{name}", endpoint, methods=["POST"])
        for name, endpoint in (("begin", begin), ("done", done), ("adopt", adopt))
    )


def _adopt(desk: Desk, archive: Archive, name: str, number: str, by: str) -> None:
    """A coder's decision becomes one of the shared review, once both have done."""
    with archive.reading() as connection:
        found = codings.of(connection, name)
        log = decisions.logged(connection, name)
    if not found or not all(c.done for c in found):
        raise InputError("both coders must have done first")
    coder = {c.coder for c in found}
    given = next((d for d in log if str(d.number) == number and d.layer in coder), None)
    if given is None or not isinstance(given.act, OnClaim):
        raise InputError(f"decision {number} is no decision of a coder on a claim")
    signed = Signed(by=by, why=f"as {given.by} coded (decision {given.number})", once=f"adopt {name} {number}")
    decisions.decide(archive, name, given.act, signed)
    desk.conclude(archive, name)


def _change(desk: Desk, request: Request, change: Callable[[Archive, str], None]) -> Response:
    name = links.name(request.path_params["dossier"])
    with desk.opened() as archive:
        with archive.reading() as connection:
            browsing.head(connection, name)
        try:
            change(archive, name)
        except InputError as error:
            raise HTTPException(422, str(error)) from None
    return RedirectResponse(f"{OnDesk(name).base}/coding", status_code=303)
