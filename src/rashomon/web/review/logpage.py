"""The log of a dossier: who decided what, when and why; what was undone; where the present reading differs."""

from __future__ import annotations

from typing import Annotated

import msgspec

from rashomon.archive import decisions
from rashomon.reviewing import standing
from rashomon.web.review import sheet, telling
from rashomon.web.review.telling import Told
from rashomon.web.views import Asked, View

PER_PAGE = 50


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Which part of the log."""

    page: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 1


class Differs(msgspec.Struct, frozen=True, kw_only=True):
    """Where a decision and the present reading differ."""

    decision: int
    claim: str
    words: str


class Log(msgspec.Struct, frozen=True, kw_only=True):
    """The decisions of a dossier."""

    decisions: tuple[Told, ...]
    """Newest first."""
    disagreements: tuple[Differs, ...]
    layer: str
    total: int
    page: int
    pages: int
    seen: int


def build(asked: Asked[Query]) -> Log:
    sheet.may_review(asked.person)
    look = asked.dossier
    layer = sheet.layer_of(look.connection, look.name, asked.person)
    log = decisions.logged(look.connection, look.name, layer=layer)
    holding = {decision.number for decision in standing(log, layer=layer)}
    first = (asked.query.page - 1) * PER_PAGE
    shown = list(reversed(log))[first : first + PER_PAGE]
    mine = asked.person.role == "editor"
    told = [] if layer else decisions.disagreements(look.connection, look.name)
    return Log(
        decisions=tuple(
            telling.tell(
                d,
                holds=d.number in holding or telling.is_undo(d),
                may_undo=d.number in holding and (mine or d.by == asked.person.name),
            )
            for d in shown
        ),
        disagreements=tuple(Differs(decision=d.decision, claim=d.claim or "", words=d.words) for d in told),
        layer=layer,
        total=len(log),
        page=asked.query.page,
        pages=max(1, -(-len(log) // PER_PAGE)),
        seen=len(log),
    )


VIEW = View(
    name="decisions",
    path="/dossiers/{dossier}/decisions",
    template="review_log.html",
    summary="Every decision on a dossier: who, when, why, before and after.",
    shape=Log,
    query=Query,
    build=build,
    title=lambda _: "Decisions",
)
