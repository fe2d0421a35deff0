"""The log of decisions: rows are only ever added, and each is chained to the one before by its hash."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from rashomon.archive import reviewtables as r
from rashomon.archive import tables as t
from rashomon.archive.opening import Archive
from rashomon.errors import NotFound
from rashomon.model import Claim, Decision, Disagreement, Dossier, Mark, OnClaim
from rashomon.model.decision import Act

GENESIS = "0" * 64
"""What the first row of a log is chained to."""
LONGEST_WHY = 2000
"""Characters of a note: a paragraph, not a document."""


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """Who decides, and why."""

    by: str
    why: str = ""
    layer: str = ""
    """"" for the shared review; in blind double coding the coder."""
    once: str = ""
    """Any text that no other form has: a form sent twice is one decision."""
    after: int | None = None
    """Number of the last decision that was there when it was checked what the decision is about; None: never mind."""


class Overtaken(Exception):
    """Somebody else decided between the check and the writing: check again."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as it is kept: the bytes that were hashed, and the chain."""

    number: int
    layer: str
    once: str
    body: str
    """The decision as JSON with sorted keys and no spaces, UTF-8."""
    previous: str
    hash: str
    """SHA-256, in hex, of `previous`, a line feed, and `body`."""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What came of checking a log."""

    dossier: str
    rows: int
    head: str
    """Hash of the last row: kept elsewhere, it shows whether rows were cut off the end."""
    broken: int | None = None
    """Number of the first row at which the chain does not hold."""
    problem: str = ""


def decide(archive: Archive, dossier: str, act: Act, signed: Signed) -> Decision:
    """Adds a decision to the dossier's log and makes its conclusions stale. Raises NotFound, Overtaken."""
    once = signed.once or secrets.token_urlsafe(16)
    with archive.writing() as connection:
        if connection.scalar(select(t.dossiers.c.name).where(t.dossiers.c.name == dossier)) is None:
            raise NotFound(f"no dossier {dossier!r}", where=str(archive.path))
        before = connection.scalar(select(r.decisions.c.body).where(r.decisions.c.once == once))
        if before is not None:
            return msgspec.json.decode(before, type=Decision)
        number, previous = _head(connection, dossier)
        if signed.after not in (None, number):
            raise Overtaken
        decision = Decision(
            number=number + 1,
            layer=signed.layer,
            by=signed.by,
            at=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            why=signed.why[:LONGEST_WHY],
            act=act,
        )
        quiet = bool(signed.layer) or _noted(connection, dossier, decision)
        _insert(connection, dossier, [chained(decision, previous, once)], stale=not quiet)
    return decision


def _noted(connection: Connection, dossier: str, decision: Decision) -> bool:
    """Whether it accepts a claim as it was read: no conclusion follows from that, and the claim is marked at once."""
    act = decision.act
    if not isinstance(act, OnClaim) or act.verdict != "accept" or act.after is None:
        return False
    id = act.after.id
    read = connection.scalar(select(t.claims.c.body).where(t.claims.c.id == id))
    mine = (r.marks.c.dossier == dossier) & (r.marks.c.claim == id)
    state = connection.scalar(select(r.marks.c.state).where(mine))
    if read is None or state not in (None, "accepted") or _bare(read) != _bare(act.after):
        return False
    mark = Mark(
        claim=act.after,
        state="accepted",
        decision=decision.number,
        by=decision.by,
        at=decision.at,
        why=decision.why,
    )
    connection.execute(delete(r.marks).where(mine))
    connection.execute(
        insert(r.marks).values(dossier=dossier, claim=id, report=read.report, state=mark.state, body=mark)
    )
    return True


def _bare(claim: Claim) -> Claim:
    """Without its reasons."""
    return msgspec.structs.replace(claim, evidence=())


def _insert(connection: Connection, dossier: str, rows: Iterable[Row], *, stale: bool) -> None:
    for row in rows:
        connection.execute(insert(r.decisions).values(dossier=dossier, **msgspec.structs.asdict(row)))
    if stale:
        mine = t.dossiers.c.name == dossier
        connection.execute(update(t.dossiers).where(mine).values(revision=t.dossiers.c.revision + 1))


def chained(decision: Decision, previous: str, once: str) -> Row:
    """The decision as a row that follows the one with that hash."""
    body = msgspec.json.encode(decision, order="sorted").decode()
    return Row(
        number=decision.number,
        layer=decision.layer,
        once=once,
        body=body,
        previous=previous,
        hash=digest(previous, body),
    )


def digest(previous: str, body: str) -> str:
    """The hash that chains a row to the one before."""
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def log(archive: Archive, dossier: str) -> tuple[Decision, ...]:
    """All decisions of the dossier, of every layer, oldest first."""
    with archive.reading() as connection:
        return logged(connection, dossier)


def logged(connection: Connection, dossier: str, *, layer: str | None = None) -> tuple[Decision, ...]:
    """All decisions of the dossier, or of one of its layers, oldest first."""
    query = select(r.decisions.c.body).where(r.decisions.c.dossier == dossier).order_by(r.decisions.c.number)
    if layer is not None:
        query = query.where(r.decisions.c.layer == layer)
    return tuple(msgspec.json.decode(body, type=Decision) for body in connection.scalars(query))


def by_form(connection: Connection, once: str) -> Decision | None:
    """The decision that came from this form; None when it was not sent before."""
    body = connection.scalar(select(r.decisions.c.body).where(r.decisions.c.once == once))
    return msgspec.json.decode(body, type=Decision) if body is not None else None


def rows(archive: Archive, dossier: str) -> tuple[Row, ...]:
    """The log as it is kept."""
    query = select(r.decisions).where(r.decisions.c.dossier == dossier).order_by(r.decisions.c.number)
    with archive.reading() as connection:
        return tuple(msgspec.convert(found._mapping, Row) for found in connection.execute(query))


def verify(archive: Archive, dossier: str) -> Checked:
    """Whether the dossier's log is as it was written."""
    return check(dossier, rows(archive, dossier))


def check(dossier: str, log: Sequence[Row]) -> Checked:
    """Whether each row is hashed over its own words and chained to the one before; names the first that is not."""
    previous = GENESIS
    for number, row in enumerate(log, start=1):
        problem = _problem(row, number, previous)
        if problem:
            return Checked(dossier=dossier, rows=len(log), head=previous, broken=row.number, problem=problem)
        previous = row.hash
    return Checked(dossier=dossier, rows=len(log), head=previous)


def _problem(row: Row, number: int, previous: str) -> str:
    if row.number != number:
        return f"row {number} is missing"
    if row.previous != previous:
        return "it is not chained to the row before"
    if row.hash != digest(row.previous, row.body):
        return "its words were changed after it was written"
    try:
        decision = msgspec.json.decode(row.body, type=Decision)
    except msgspec.MsgspecError as error:
        return f"it is no decision: {error}"
    if (decision.number, decision.layer) != (row.number, row.layer):
        return "its number or layer is not the one that was hashed"
    return ""


def take(archive: Archive, dossier: str, log: Iterable[Row]) -> int:
    """Puts a log that came from another machine behind the rows that are here already; how many were added.

    Raises ValueError when the two logs differ in a row that both have: nothing is overwritten.
    """
    known = rows(archive, dossier)
    given = list(log)
    for mine, theirs in zip(known, given, strict=False):
        if mine.hash != theirs.hash:
            raise ValueError(f"decision {mine.number} here and there differ")
    new = given[len(known) :]
    if not new:
        return 0
    # What came from elsewhere came from no form of this archive.
    own = [msgspec.structs.replace(row, once=f"taken {dossier} {row.hash}") for row in new]
    with archive.writing() as connection:
        _insert(connection, dossier, own, stale=True)
    return len(new)


def keep(connection: Connection, dossier: Dossier) -> None:
    """Replaces what follows from the decisions: the reviewed claims, and where reading and decisions differ."""
    name = dossier.name
    for table in (r.marks, r.disagreements):
        connection.execute(delete(table).where(table.c.dossier == name))
    for mark in dossier.marks:
        claim = mark.claim
        connection.execute(
            insert(r.marks).values(dossier=name, claim=claim.id, report=claim.report, state=mark.state, body=mark)
        )
    for number, told in enumerate(dossier.disagreements):
        connection.execute(insert(r.disagreements).values(dossier=name, ordinal=number, **msgspec.structs.asdict(told)))


def disagreements(connection: Connection, dossier: str) -> tuple[Disagreement, ...]:
    """Where decisions and the present reading differ."""
    query = select(r.disagreements).where(r.disagreements.c.dossier == dossier).order_by(r.disagreements.c.ordinal)
    return tuple(
        Disagreement(decision=row.decision, claim=row.claim, words=row.words) for row in connection.execute(query)
    )


def marks(connection: Connection, dossier: str, *, report: str | None = None) -> dict[str, Mark]:
    """What became of the reviewed claims of a dossier (or of one of its reports), by claim id."""
    query = select(r.marks.c.body).where(r.marks.c.dossier == dossier)
    if report is not None:
        query = query.where(r.marks.c.report == report)
    return {mark.claim.id: mark for mark in connection.scalars(query)}


def overlaid(connection: Connection, dossier: str, claims: dict[str, Claim], wanted: Iterable[str]) -> dict[str, Claim]:
    """The wanted claims as reviewed: corrected and added ones as they stand, rejected ones left out."""
    ids = list(wanted)
    query = select(r.marks.c.claim, r.marks.c.body).where(r.marks.c.dossier == dossier, r.marks.c.claim.in_(ids))
    found = {row.claim: row.body for row in connection.execute(query)}
    made: dict[str, Claim] = {}
    for id in ids:
        mark = found.get(id)
        if mark is None and id in claims:
            made[id] = claims[id]
        elif mark is not None and mark.state != "rejected":
            made[id] = mark.claim
    return made


def last(connection: Connection, dossier: str) -> int:
    """Number of the last decision; 0 where there is none."""
    return _head(connection, dossier)[0]


def _head(connection: Connection, dossier: str) -> tuple[int, str]:
    """Number and hash of the last row."""
    last = connection.execute(
        select(r.decisions.c.number, r.decisions.c.hash)
        .where(r.decisions.c.dossier == dossier)
        .order_by(r.decisions.c.number.desc())
        .limit(1)
    ).one_or_none()
    return (last.number, last.hash) if last is not None else (0, GENESIS)
