"""The pages of the desk, one module each: documented values, and how they are put together from the archive."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute

from rashomon.web import views
from rashomon.web.desk import Desk
from rashomon.web.pages import (
    dossiers,
    incident,
    incidents,
    matrix,
    overview,
    places,
    question,
    report,
    reports,
    search,
    source,
    sources,
)
from rashomon.web.views import Described


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """Every page, and every page for programs."""
    return (
        *views.routes(desk, dossiers.VIEW),
        *views.routes(desk, overview.VIEW),
        *views.routes(desk, incidents.VIEW),
        *views.routes(desk, incident.VIEW),
        *views.routes(desk, question.VIEW),
        *views.routes(desk, matrix.VIEW),
        *views.routes(desk, reports.VIEW),
        *views.routes(desk, report.VIEW),
        *views.routes(desk, sources.VIEW),
        *views.routes(desk, source.VIEW),
        *views.routes(desk, places.VIEW),
        *views.routes(desk, search.VIEW),
    )


DESCRIBED: tuple[Described, ...] = (
    dossiers.VIEW.described(),
    overview.VIEW.described(),
    incidents.VIEW.described(),
    incident.VIEW.described(),
    question.VIEW.described(),
    matrix.VIEW.described(),
    reports.VIEW.described(),
    report.VIEW.described(),
    sources.VIEW.described(),
    source.VIEW.described(),
    places.VIEW.described(),
    search.VIEW.described(),
)
"""What the API says of each, in its order."""
