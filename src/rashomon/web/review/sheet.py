"""A report's claims as one person sees them in review, and what stands around each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, exists, select
from starlette.exceptions import HTTPException

from rashomon.archive import browsing, codings, decisions
from rashomon.archive import reviewtables as r
from rashomon.archive import tables as t
from rashomon.archive.browsing import Page
from rashomon.errors import NotFound
from rashomon.model import Claim, Decision, Dossier, Mark, Moved, OnClaim, Reading, Report
from rashomon.reviewing import Reviewed, review
from rashomon.reviewing.claims import find
from rashomon.web.desk import Person
from rashomon.web.looking import Look

BATCH = 50
"""Questions looked at together for a claim that nobody has decided on."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report in review, in the layer of one person."""

    report: Report
    read: tuple[Claim, ...]
    """The claims as they were read."""
    reviewed: Reviewed
    layer: str
    seen: int
    """How many decisions the layer has: a form says which it was made after."""

    @property
    def marks(self) -> dict[str, Mark]:
        return {mark.claim.id: mark for mark in self.reviewed.marks}

    @property
    def claims(self) -> tuple[Claim, ...]:
        """As they stand, rejected ones too."""
        out = [mark.claim for mark in self.reviewed.marks if mark.state == "rejected"]
        return tuple(sorted((*self.reviewed.readings[0].claims, *out), key=lambda c: (c.content.start, c.id)))

    def claim(self, id: str) -> Claim:
        """Raises NotFound."""
        found = next((claim for claim in self.claims if claim.id == id), None)
        if found is None:
            raise NotFound(f"no claim {id!r} in this dossier", remedy="it may have been read anew since")
        return found

    def history(self, claim: Claim) -> tuple[Decision, ...]:
        """The decisions on the claim, those undone too."""
        return tuple(
            decision
            for decision in self.reviewed.decisions
            if isinstance(decision.act, OnClaim | Moved) and self._means(decision.act, claim.id)
        )

    def _means(self, act: OnClaim | Moved, id: str) -> bool:
        found = find(act.claim, self.claims) or find(act.claim, self.read)
        return found is not None and found.id == id


def may_review(person: Person) -> None:
    """Raises HTTPException 403 for readers."""
    if person.role == "reader":
        raise HTTPException(403, f"reviewing takes a coder; you are logged in as {person.name}, a reader")


def layer_of(connection: Connection, dossier: str, person: Person) -> str:
    """The layer that the person decides in."""
    return codings.layer(connection, dossier, person.name)


def sheet(connection: Connection, dossier: str, report: str, person: Person) -> Sheet:
    """The report as the person sees it in review. Raises NotFound."""
    found, mentions, _ = browsing.report(connection, dossier, report)
    layer = layer_of(connection, dossier, person)
    log = decisions.logged(connection, dossier, layer=layer)
    read = tuple(
        connection.scalars(select(t.claims.c.body).where(t.claims.c.report == report).order_by(t.claims.c.ordinal))
    )
    alone = Dossier(
        name=dossier,
        model="",
        reports=(found,),
        readings=(Reading(report=report, mentions=mentions, claims=read),),
    )
    here = [d for d in log if not isinstance(d.act, OnClaim | Moved) or d.act.claim.report == report]
    return Sheet(report=found, read=read, reviewed=review(alone, here, layer=layer), layer=layer, seen=len(log))


def report_of(claim: str) -> str:
    """A claim's id begins with its report's."""
    return claim.rpartition(".")[0]


def stamp(claim: Claim, mark: Mark | None) -> str:
    """Tells one state of a claim from another, so that a form made before somebody else's decision is refused."""
    state = mark.state if mark is not None else ""
    bare = msgspec.structs.replace(claim, evidence=())
    return hashlib.blake2b(msgspec.json.encode((bare, state)), digest_size=8).hexdigest()


def waiting(look: Look) -> str | None:
    """The next claim that nobody has decided on: of contested questions first, those on which most origins speak."""
    connection, name = look.connection, look.name
    done = _decided(connection, name, layer_of(connection, name, look.person))
    for status in browsing.STATUSES:
        for first in range(0, look.head.questions.get(status, 0), BATCH):
            asked = look.questions(status=status, page=Page(offset=first, limit=BATCH))
            claims = (claim for q in asked for position in q.positions for claim in position.claims)
            found = next((claim for claim in claims if claim not in done), None)
            if found is not None:
                return found
    member = exists().where(t.members.c.dossier == name, t.members.c.report == t.claims.c.report)
    rest = select(t.claims.c.id).where(member).order_by(t.claims.c.report, t.claims.c.ordinal)
    return next((str(claim) for claim in connection.scalars(rest) if claim not in done), None)


def _decided(connection: Connection, dossier: str, layer: str) -> set[str]:
    if not layer:
        return set(connection.scalars(select(r.marks.c.claim).where(r.marks.c.dossier == dossier)))
    log = decisions.logged(connection, dossier, layer=layer)
    return {decision.act.claim.claim for decision in log if isinstance(decision.act, OnClaim)}
