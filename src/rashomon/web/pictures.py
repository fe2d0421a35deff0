"""The figure ladder of a question as a file to take away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from rashomon.archive import browsing
from rashomon.errors import NotFound
from rashomon.web import charts, links, views
from rashomon.web.desk import Desk
from rashomon.web.looking import Look

KINDS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "svg": ("image/svg+xml", str.encode),
    "png": ("image/png", charts.png),
    "pdf": ("application/pdf", charts.pdf),
}


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """The pictures, as each person may see them."""

    def picture(request: Request) -> Response:
        person = views.person(desk, request)
        kind, id = request.path_params["kind"], request.path_params["question"]
        if kind not in KINDS:
            raise HTTPException(404, f"a chart is one of: {', '.join(KINDS)}")
        with desk.opened() as archive, archive.reading() as connection:
            name = links.name(request.path_params["dossier"])
            look = Look(desk, connection, browsing.head(connection, name), person)
            points = look.points(look.questions(ids=[id]))
        if not points or points[0].ladder is None:
            raise NotFound(f"question {id!r} has no figures to compare", where=name)
        media, made = KINDS[kind]
        answer = views.answer(request, made(charts.svg(points[0])), media)
        answer.headers["Content-Disposition"] = f'attachment; filename="{links.key(id)}.{kind}"'
        return answer

    return (Route("/dossiers/{dossier}/questions/{question}/chart.{kind}", picture, methods=["GET"], name="chart"),)
