"""Blind double coding: who codes a dossier without seeing the others, and who has done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, insert, select, update

from rashomon.archive import reviewtables as r
from rashomon.archive import tables as t
from rashomon.archive.opening import Archive
from rashomon.errors import InputError, NotFound


class Coding(msgspec.Struct, frozen=True, kw_only=True):
    """One coder of a dossier."""

    coder: str
    done: str | None
    """When they said that they have done; None while they code."""


def begin(archive: Archive, dossier: str, coders: Sequence[str]) -> None:
    """Has the people code the dossier blindly. Raises NotFound, and InputError when they are not two, or did before."""
    if len(set(coders)) != 2 or not all(coders):
        raise InputError("double coding takes two people", remedy="name two different users")
    with archive.writing() as connection:
        if connection.scalar(select(t.dossiers.c.name).where(t.dossiers.c.name == dossier)) is None:
            raise NotFound(f"no dossier {dossier!r}", where=str(archive.path))
        if of(connection, dossier):
            raise InputError(f"{dossier} is coded already", remedy="a dossier is coded blindly once")
        connection.execute(insert(r.codings), [{"dossier": dossier, "coder": coder, "done": None} for coder in coders])


def finish(archive: Archive, dossier: str, coder: str) -> None:
    """The coder has done; from then on their decisions are fixed. Raises NotFound when they do not code it."""
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    with archive.writing() as connection:
        mine = (r.codings.c.dossier == dossier) & (r.codings.c.coder == coder) & r.codings.c.done.is_(None)
        if not connection.execute(update(r.codings).where(mine).values(done=now)).rowcount:
            raise NotFound(f"{coder} is not coding {dossier}")


def of(connection: Connection, dossier: str) -> tuple[Coding, ...]:
    """Who codes the dossier, by name."""
    query = select(r.codings).where(r.codings.c.dossier == dossier).order_by(r.codings.c.coder)
    return tuple(Coding(coder=row.coder, done=row.done) for row in connection.execute(query))


def take(archive: Archive, dossier: str, found: Sequence[Coding]) -> None:
    """Puts a coding that came from another machine where there is none."""
    with archive.writing() as connection:
        if found and not of(connection, dossier):
            rows = [{"dossier": dossier, "coder": one.coder, "done": one.done} for one in found]
            connection.execute(insert(r.codings), rows)


def layer(connection: Connection, dossier: str, person: str) -> str:
    """Where the person's decisions go: into their own layer while the dossier is coded blindly by them, else "" (the
    shared review)."""
    found = of(connection, dossier)
    mine = [coding for coding in found if coding.coder == person]
    return person if mine and any(coding.done is None for coding in found) else ""
