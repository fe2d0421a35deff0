"""Days and places that only other reports of a dossier give, kept beside what was read: never instead of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, select, true

from rashomon.archive import tables as t
from rashomon.archive.rows import Row, insert_all
from rashomon.model import Claim

Condition: TypeAlias = "ColumnElement[bool]"

AT_ONCE = 500
"""Ids in one statement."""


def keep(connection: Connection, dossier: str, stated: Iterable[Claim], whole: Iterable[Claim]) -> None:
    """Replaces what was completed in the dossier: the events of the `whole` claims that differ from those `stated`."""
    before = {claim.id: claim for claim in stated}
    rows: list[Row] = []
    for claim in whole:
        event, own = claim.event, before[claim.id]
        if event != own.event:
            rows.append(
                {
                    "dossier": dossier,
                    "claim": claim.id,
                    "place": event.place.name if event.place else None,
                    "time_start": event.time.start if event.time else None,
                    "time_end": event.time.end if event.time else None,
                    "event": event,
                    "evidence": claim.evidence[len(own.evidence) :],
                }
            )
    connection.execute(delete(t.completed).where(t.completed.c.dossier == dossier))
    insert_all(connection, t.completed, rows)


def laid_over(connection: Connection, dossier: str, claims: Mapping[str, Claim]) -> dict[str, Claim]:
    """The claims of the dossier with the days and places that other reports give, each with its reason."""
    found = dict(claims)
    ids = list(claims)
    for first in range(0, len(ids), AT_ONCE):
        chosen = t.completed.c.claim.in_(ids[first : first + AT_ONCE])
        for row in connection.execute(select(t.completed).where(t.completed.c.dossier == dossier, chosen)):
            evidence = (*claims[row.claim].evidence, *row.evidence)
            found[row.claim] = msgspec.structs.replace(claims[row.claim], event=row.event, evidence=evidence)
    return found


def holds(column: str, dossier: str | None, condition: Callable[[ColumnElement[str]], Condition]) -> Condition:
    """Whether the place, first or last day (`place`, `time_start`, `time_end`) of a claim is such a one: as the dossier
    has it, or as any dossier has it."""
    mine = t.completed.c.dossier == dossier if dossier is not None else true()
    known = select(t.completed.c.claim).where(mine)
    return t.claims.c.id.in_(known.where(condition(t.completed.c[column]))) | (
        condition(t.claims.c[column]) & t.claims.c.id.not_in(known)
    )
