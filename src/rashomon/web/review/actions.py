"""Where forms are sent: each is one decision, signed, chained and held against what its sender had seen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from rashomon.archive import Archive, browsing, codings, decisions
from rashomon.archive.decisions import Overtaken, Signed
from rashomon.web import forms, links
from rashomon.web.desk import Desk, Person, Role
from rashomon.web.looking import Look
from rashomon.web.review import acts, sheet
from rashomon.web.review.acts import Made, Sent

MOST = 2000
"""Characters of a note."""
TRIES = 5
"""How often a form is checked anew when others decide at the same moment."""


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """Where the forms are sent."""
    base = "/dossiers/{dossier}"
    takes: tuple[tuple[str, Role, Made], ...] = (
        ("/claims/{claim}/accept", "coder", acts.accept),
        ("/claims/{claim}/reject", "coder", acts.reject),
        ("/claims/{claim}/correct", "coder", acts.correct),
        ("/claims/{claim}/move", "coder", acts.move),
        ("/reports/{report}/add", "coder", acts.add),
        ("/incidents/{incident}/merge", "coder", acts.merge),
        ("/incidents/{incident}/link", "coder", acts.link),
        ("/incidents/{incident}/split", "coder", acts.split),
        ("/incidents/{incident}/grade", "editor", acts.grade),
        ("/decisions/{number}/undo", "coder", acts.undo),
    )
    return tuple(Route(f"{base}{path}", _taking(desk, role, made), methods=["POST"]) for path, role, made in takes)


def _taking(desk: Desk, role: Role, made: Made) -> Callable[[Request], object]:
    async def take(request: Request) -> Response:
        form, person = await forms.sent(desk, request, role)
        return await run_in_threadpool(_decide, desk, request, form, person, made)

    return take


def _decide(desk: Desk, request: Request, form: FormData, person: Person, made: Made) -> Response:
    name = links.name(request.path_params["dossier"])
    with desk.opened() as archive:
        for _ in range(TRIES):
            try:
                onward = _decided(desk, archive, request, form, (person, made, name))
            except Overtaken:
                continue
            _conclude(desk, archive, name)
            return RedirectResponse(onward, status_code=303)
    raise HTTPException(409, "others are deciding on this dossier at the same moment: send the form again")


def _decided(desk: Desk, archive: Archive, request: Request, form: FormData, who: tuple[Person, Made, str]) -> str:
    """Where the sender goes; the decision is in the log. Raises Overtaken when another came between."""
    person, made, name = who
    fields = {key: value for key, value in form.items() if isinstance(value, str)}
    lists = {key: tuple(v for v in form.getlist(key) if isinstance(v, str)) for key in form}
    once = _once(request.url.path, person, lists)
    with archive.reading() as connection:
        look = Look(desk, connection, browsing.head(connection, name), person)
        sent = Sent(look, person, request.path_params, fields, lists)
        if decisions.by_form(connection, once) is not None:
            return acts.onward(sent)  # What is sent again was decided when it was sent first.
        layer, last = sheet.layer_of(connection, name, person), decisions.last(connection, name)
        if layer and any(coding.coder == layer and coding.done for coding in codings.of(connection, name)):
            raise HTTPException(409, "you have done: your coding is fixed until the other coder has done too")
        act, onward = made(sent)
    why = fields.get("why", "").strip()[:MOST]
    decisions.decide(archive, name, act, Signed(by=person.name, why=why, layer=layer, once=once, after=last))
    return onward


def _conclude(desk: Desk, archive: Archive, name: str) -> None:
    """Draws the conclusions anew: of large dossiers while the sender goes on."""
    with archive.reading() as connection:
        head = browsing.head(connection, name)
    if head.stale:
        desk.redraw(name, head.claims)


def _once(path: str, person: Person, lists: Mapping[str, Sequence[str]]) -> str:
    """The same for the same form sent again: it holds how many decisions its sender had seen (`seen`)."""
    kept = sorted((name, values) for name, values in lists.items() if name != "token")
    return hashlib.sha256(msgspec.json.encode((path, person.name, kept))).hexdigest()
