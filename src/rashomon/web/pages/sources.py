"""Who speaks in a dossier: the independent origins, those in the most contested questions first."""

from __future__ import annotations

from typing import Annotated

import msgspec

from rashomon.archive.browsing import Page
from rashomon.archive.surveying import Voice
from rashomon.exporting.profiling import CAVEAT
from rashomon.web.views import Asked, View

PER_PAGE = 60


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Which origins."""

    page: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 1


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """One page of origins."""

    caveat: str = CAVEAT
    sources: tuple[Voice, ...]
    page: int
    more: bool
    """Whether another page follows."""


def build(asked: Asked[Query]) -> Sources:
    window = Page(offset=(asked.query.page - 1) * PER_PAGE, limit=PER_PAGE + 1)
    found = asked.dossier.voices(window)
    return Sources(sources=found[:PER_PAGE], page=asked.query.page, more=len(found) > PER_PAGE)


VIEW = View(
    name="sources",
    path="/dossiers/{dossier}/sources",
    template="sources.html",
    summary="The independent origins of a dossier; counts say where to look, never whom to believe.",
    shape=Sources,
    query=Query,
    build=build,
    title=lambda _: "Sources",
)
