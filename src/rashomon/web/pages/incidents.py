"""The incidents of a dossier, the most contested first."""

from __future__ import annotations

from typing import Annotated

import msgspec

from rashomon.archive.browsing import Page
from rashomon.archive.surveying import Happening
from rashomon.web import timeline
from rashomon.web.timeline import Timeline
from rashomon.web.views import Asked, View

PER_PAGE = 50


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Which incidents."""

    page: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 1
    place: Annotated[str, msgspec.Meta(max_length=200)] = ""
    """Only those at the place of exactly this name."""


class Incidents(msgspec.Struct, frozen=True, kw_only=True):
    """One page of incidents, and the same in time."""

    incidents: tuple[Happening, ...]
    timeline: Timeline | None
    place: str
    page: int
    pages: int


def build(asked: Asked[Query]) -> Incidents:
    look, query = asked.dossier, asked.query
    window = Page(offset=(query.page - 1) * PER_PAGE, limit=PER_PAGE + 1)
    found = look.happenings(window, place=query.place or None)
    more = len(found) > PER_PAGE
    shown = found[:PER_PAGE]
    total = -(-look.head.incidents // PER_PAGE)
    return Incidents(
        incidents=shown,
        timeline=timeline.build(shown, look.head.first, look.head.last),
        place=query.place,
        page=query.page,
        pages=max(1, total) if not query.place else query.page + more,
    )


VIEW = View(
    name="incidents",
    path="/dossiers/{dossier}/incidents",
    template="incidents.html",
    summary="The incidents of a dossier, those with the most contested questions first.",
    shape=Incidents,
    query=Query,
    build=build,
    title=lambda _: "Incidents",
)
