"""One origin: what it claimed, where others contradict or deny it, what it revised, where it was first."""

from __future__ import annotations

from typing import Annotated

import msgspec

from rashomon.errors import NotFound
from rashomon.exporting import profiling
from rashomon.exporting.profiling import Profile
from rashomon.web import links
from rashomon.web.quoting import Quote
from rashomon.web.views import Asked, View

PER_PAGE = 60


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Which of its questions."""

    page: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 1


class SourcePage(msgspec.Struct, frozen=True, kw_only=True):
    """An origin."""

    profile: Profile
    """Of one page of its questions, contested and revised ones first."""
    quotes: dict[str, Quote]
    """The claims that the profile names, by id."""
    questions: int
    """To how many it speaks in the dossier."""
    page: int
    pages: int


def build(asked: Asked[Query]) -> SourcePage:
    look, query = asked.dossier, asked.query
    origin = links.name(asked.path["source"])
    ids = look.voiced(origin)
    if not ids:
        raise NotFound(f"no source {origin!r} answers a question of this dossier", where=look.name)
    shown = ids[(query.page - 1) * PER_PAGE :][:PER_PAGE]
    questions = look.questions(ids=shown)
    claims = look.claims(sorted({c for q in questions for p in q.positions for c in p.claims}))
    reports = {line.id: line for line in look.report_lines(ids={claim.report for claim in claims.values()})}
    return SourcePage(
        profile=profiling.profile(origin, questions, look.relations(shown), claims, reports),
        quotes=look.quotes(claims),
        questions=len(ids),
        page=query.page,
        pages=max(1, -(-len(ids) // PER_PAGE)),
    )


VIEW = View(
    name="source",
    path="/dossiers/{dossier}/sources/{source}",
    template="source.html",
    summary="An origin: its claims, where it is contradicted, denied or revised, where it was first. No truth score.",
    shape=SourcePage,
    query=Query,
    build=build,
    title=lambda page: page.profile.origin,
)
