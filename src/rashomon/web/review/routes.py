"""All of reviewing: its pages, its forms, and the way to the next claim."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from rashomon.archive import browsing
from rashomon.web import links, views
from rashomon.web.desk import Desk
from rashomon.web.links import OnDesk
from rashomon.web.looking import Look
from rashomon.web.review import actions, claimpage, codingpage, incidentpage, logpage, sheet
from rashomon.web.views import Described


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """To be given to the application."""

    def onward(request: Request) -> Response:
        person = views.person(desk, request)
        sheet.may_review(person)
        name = links.name(request.path_params["dossier"])
        with desk.opened() as archive, archive.reading() as connection:
            claim = sheet.waiting(Look(desk, connection, browsing.head(connection, name), person))
        base = OnDesk(name).base
        return RedirectResponse(f"{base}/claims/{claim}" if claim else f"{base}/decisions", status_code=303)

    return (
        Route("/dossiers/{dossier}/review", onward, methods=["GET"], name="review"),
        *views.routes(desk, claimpage.VIEW),
        *views.routes(desk, claimpage.CORRECT),
        *views.routes(desk, claimpage.ADD),
        *views.routes(desk, incidentpage.VIEW),
        *views.routes(desk, logpage.VIEW),
        *views.routes(desk, codingpage.VIEW),
        *actions.routes(desk),
        *codingpage.routes(desk),
    )


DESCRIBED: tuple[Described, ...] = (
    claimpage.VIEW.described(),
    claimpage.CORRECT.described(),
    claimpage.ADD.described(),
    incidentpage.VIEW.described(),
    logpage.VIEW.described(),
    codingpage.VIEW.described(),
)
"""What the API says of each page."""
