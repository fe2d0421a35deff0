"""An incident in review: what it may be merged or linked with, which claims may be split off, which grades hold."""

from __future__ import annotations

import msgspec

from rashomon.archive import decisions
from rashomon.archive.browsing import Page
from rashomon.errors import NotFound
from rashomon.model import Assessment, Graded, Incident, OnIncidents
from rashomon.reviewing import standing
from rashomon.web.quoting import Quote
from rashomon.web.review import sheet, telling
from rashomon.web.review.telling import Told
from rashomon.web.views import Asked, NoQuery, View

MOST = Page(limit=200)
"""Other incidents to choose from: those at the same place, then those with most that is contested."""


class Other(msgspec.Struct, frozen=True, kw_only=True):
    """Another incident of the dossier."""

    id: str
    title: str
    questions: int
    contested: int
    linked: bool


class IncidentReview(msgspec.Struct, frozen=True, kw_only=True):
    """An incident in review."""

    id: str
    title: str
    quotes: tuple[Quote, ...]
    """Its claims."""
    others: tuple[Other, ...]
    assessments: tuple[Assessment, ...]
    history: tuple[Told, ...]
    """Decisions on incidents of this dossier, newest first."""
    may_grade: bool
    blind: bool
    """The person codes the dossier blindly: claims only, until both have done."""
    seen: int


def build(asked: Asked[NoQuery]) -> IncidentReview:
    sheet.may_review(asked.person)
    look = asked.dossier
    incident = one(look.incidents(ids=[asked.path["incident"]]), asked.path["incident"])
    quotes = look.quotes(look.claims(incident.claims))
    layer = sheet.layer_of(look.connection, look.name, asked.person)
    log = decisions.logged(look.connection, look.name, layer=layer)
    holding = {decision.number for decision in standing(log, layer=layer)}
    about = [d for d in reversed(log) if isinstance(d.act, OnIncidents | Graded)]
    near = look.happenings(MOST, place=incident.place.name) if incident.place else ()
    others = {happening.id: happening for happening in (*near, *look.happenings(MOST)) if happening.id != incident.id}
    return IncidentReview(
        id=incident.id,
        title=incident.title,
        quotes=tuple(sorted(quotes.values(), key=lambda q: (q.when, q.outlet, q.claim))),
        others=tuple(
            Other(id=h.id, title=h.title, questions=h.questions, contested=h.contested, linked=h.id in incident.linked)
            for h in others.values()
        ),
        assessments=incident.assessments,
        history=tuple(
            telling.tell(
                d,
                holds=d.number in holding,
                may_undo=d.number in holding and (asked.person.role == "editor" or d.by == asked.person.name),
            )
            for d in about
        ),
        may_grade=asked.person.role == "editor",
        blind=bool(layer),
        seen=len(log),
    )


def one(found: tuple[Incident, ...], id: str) -> Incident:
    """Raises NotFound."""
    if not found:
        raise NotFound(f"no incident {id!r} in this dossier", remedy="decisions may have changed it: see the list")
    return found[0]


VIEW = View(
    name="incident-review",
    path="/dossiers/{dossier}/incidents/{incident}/review",
    template="review_incident.html",
    summary="An incident in review: merging, splitting, linking, grades.",
    shape=IncidentReview,
    query=NoQuery,
    build=build,
    title=lambda page: f"Review: {page.title}",
)
