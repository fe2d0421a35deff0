"""A dossier at a glance: what is contested first, then what was revised, then when and where."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from rashomon.archive.browsing import Head, Page
from rashomon.archive.surveying import Voice
from rashomon.web import mapping, quoting, timeline
from rashomon.web.mapping import Map
from rashomon.web.quoting import Section
from rashomon.web.timeline import Timeline
from rashomon.web.views import Asked, View

SHOWN = {"contested": 20, "revised": 10, "agreed": 5, "single": 0}
"""How many questions of each status the first page shows: whoever comes, comes for what is contested."""
PER_PAGE = 20
BUSIEST, SPOTS, VOICES = 10, 60, 8
"""Incidents on the timeline, places on the map and origins beside the questions: what fits there."""

Status = Literal["contested", "revised", "agreed", "single"]


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What of the dossier is wanted."""

    status: Status | None = None
    """Only questions of this status, all of them."""
    page: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 1
    """Which page of them."""


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier at a glance, or all its questions of one status, page by page."""

    head: Head
    sections: tuple[Section, ...]
    status: Status | None
    """The one status that is shown, or None for a bit of each."""
    timeline: Timeline | None = None
    """The busiest incidents in time."""
    map: Map | None = None
    """Places of incidents."""
    voices: tuple[Voice, ...] = ()
    """The origins in the most contested questions."""
    page: int = 1
    pages: int = 1
    """How many pages the questions of that status fill."""


def build(asked: Asked[Query]) -> Overview:
    look, status = asked.dossier, asked.query.status
    totals = look.head.questions
    if status is None:
        wanted = [q for s, many in SHOWN.items() if many for q in look.questions(status=s, page=Page(limit=many))]
        sections = quoting.sections(look.points(wanted), totals)
        return _glance(asked, tuple(sections))
    window = Page(offset=(asked.query.page - 1) * PER_PAGE, limit=PER_PAGE)
    sections = quoting.sections(look.points(look.questions(status=status, page=window)), {status: totals[status]})
    return Overview(
        head=look.head,
        sections=tuple(sections),
        status=status,
        page=asked.query.page,
        pages=max(1, -(-totals[status] // PER_PAGE)),
    )


def _glance(asked: Asked[Query], sections: tuple[Section, ...]) -> Overview:
    """A bit of each status, and beside it when, where and who."""
    look = asked.dossier
    return Overview(
        head=look.head,
        sections=sections,
        status=None,
        timeline=timeline.build(look.happenings(Page(limit=BUSIEST)), look.head.first, look.head.last),
        map=mapping.build(look.spots()[:SPOTS], ground=asked.desk.basemap is not None),
        voices=look.voices(Page(limit=VOICES)),
    )


VIEW = View(
    name="overview",
    path="/dossiers/{dossier}",
    template="overview.html",
    summary="A dossier: contested questions first, then revised, agreed and single ones.",
    shape=Overview,
    query=Query,
    build=build,
    title=lambda page: page.head.name,
)
