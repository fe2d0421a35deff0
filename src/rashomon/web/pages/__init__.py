"""The pages of the desk, one module each: documented values, and how they are put together from the archive."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute

from rashomon.web import views
from rashomon.web.desk import Desk
from rashomon.web.pages import dossiers, overview
from rashomon.web.views import Described


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """Every page, and every page for programs."""
    return (
        *views.routes(desk, dossiers.VIEW),
        *views.routes(desk, overview.VIEW),
    )


DESCRIBED: tuple[Described, ...] = (
    dossiers.VIEW.described(),
    overview.VIEW.described(),
)
"""What the API says of each, in its order."""
