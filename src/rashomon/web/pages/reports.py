"""The reports of a dossier, by the day on which they were published."""

from __future__ import annotations

from typing import Annotated

import msgspec

from rashomon.archive.browsing import Page, ReportLine
from rashomon.web.views import Asked, View

PER_PAGE = 50


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Which reports."""

    page: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 1


class Reports(msgspec.Struct, frozen=True, kw_only=True):
    """One page of reports."""

    reports: tuple[ReportLine, ...]
    may_add: bool
    page: int
    pages: int


def build(asked: Asked[Query]) -> Reports:
    look, query = asked.dossier, asked.query
    return Reports(
        reports=look.report_lines(page=Page(offset=(query.page - 1) * PER_PAGE, limit=PER_PAGE)),
        may_add=asked.person.role != "reader",
        page=query.page,
        pages=max(1, -(-look.head.reports // PER_PAGE)),
    )


VIEW = View(
    name="reports",
    path="/dossiers/{dossier}/reports",
    template="reports.html",
    summary="The reports of a dossier, by the day on which they were published.",
    shape=Reports,
    query=Query,
    build=build,
    title=lambda _: "Reports",
)
