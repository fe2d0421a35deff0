"""Everything that changes an archive. Each function is one transaction: done as a whole, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, update

from rashomon import __version__
from rashomon.archive import completing, concluding, decisions
from rashomon.archive import tables as t
from rashomon.archive.opening import Archive
from rashomon.archive.rows import Row, columns, fields, insert_all, numbered
from rashomon.model import Claim, Conclusions, Dossier, Reading, Report


def add(archive: Archive, dossier: str, report: Report, reading: Reading | None, *, model: str) -> None:
    """Keeps a report with its reading, and makes it a member of the dossier (made if new).

    `reading` None: it has been read before (`queries.is_read`). Doing so again changes nothing; a reading by another
    model or version of Rashomon replaces the earlier one. Whatever changed makes the conclusions stale.
    """
    with archive.writing() as connection:
        changed = _join(connection, dossier, report)
        if reading is not None:
            _replace_reading(connection, reading, model)
            changed = True
        if changed:
            holding = select(t.members.c.dossier).where(t.members.c.report == report.id)
            connection.execute(
                update(t.dossiers)
                .where(t.dossiers.c.name.in_(holding))
                .values(revision=t.dossiers.c.revision + 1, copied=False)
            )


def conclude(
    archive: Archive, dossier: str, reports: Sequence[Report], conclusions: Conclusions, *, revision: int
) -> None:
    """Replaces what was concluded from the dossier, where it differs. `reports` say which are copies; `revision` is
    the dossier's when they were fetched: if it has grown since, the conclusions stay stale and are drawn again at the
    next command."""
    with archive.writing() as connection:
        _concluded(connection, dossier, reports, conclusions, revision)


def reviewed(archive: Archive, dossier: Dossier, whole: Dossier, *, revision: int) -> None:
    """`conclude`, together with what became of the claims in review, and with the days and places as in `whole`: no
    reader sees the one without the other."""
    with archive.writing() as connection:
        decisions.keep(connection, dossier)
        completing.keep(connection, dossier.name, dossier.claims(), whole.claims())
        _concluded(connection, dossier.name, dossier.reports, dossier.conclusions, revision)


def _concluded(
    connection: Connection, dossier: str, reports: Sequence[Report], conclusions: Conclusions, revision: int
) -> None:
    concluding.replace(connection, dossier, conclusions)
    _copies(connection, dossier, reports)
    mine = t.dossiers.c.name == dossier
    connection.execute(update(t.dossiers).where(mine).values(concluded=revision))
    connection.execute(update(t.dossiers).where(mine, t.dossiers.c.revision == revision).values(copied=True))


def _copies(connection: Connection, dossier: str, reports: Sequence[Report]) -> None:
    """Which of the reports are copies, where that is news."""
    query = select(t.members.c.report, t.members.c.copy_of).where(t.members.c.dossier == dossier)
    held = {row.report: row.copy_of for row in connection.execute(query)}
    for report in reports:
        if report.id in held and held[report.id] != report.copy_of:
            mine = (t.members.c.dossier == dossier) & (t.members.c.report == report.id)
            connection.execute(update(t.members).where(mine).values(copy_of=report.copy_of))


def _join(connection: Connection, dossier: str, report: Report) -> bool:
    """The report as a member of the dossier; whether that is news. Of several paths the first in the alphabet stays,
    so that it does not matter which was added first."""
    if connection.scalar(select(t.dossiers.c.name).where(t.dossiers.c.name == dossier)) is None:
        connection.execute(insert(t.dossiers).values(name=dossier, revision=0, concluded=-1, copied=False))
    if connection.scalar(select(t.reports.c.id).where(t.reports.c.id == report.id)) is None:
        connection.execute(insert(t.reports).values(**columns(t.reports, fields(report))))
    mine = (t.members.c.dossier == dossier) & (t.members.c.report == report.id)
    member = connection.execute(select(t.members.c.path).where(mine)).one_or_none()
    if member is None:
        connection.execute(insert(t.members).values(dossier=dossier, report=report.id, path=report.path))
        return True
    if report.path is None or (member.path is not None and member.path <= report.path):
        return False
    connection.execute(update(t.members).where(mine).values(path=report.path))
    return True


def _replace_reading(connection: Connection, reading: Reading, model: str) -> None:
    old = select(t.claims.c.id).where(t.claims.c.report == reading.report)
    for table in (t.claim_sources, t.claim_figures):
        connection.execute(delete(table).where(table.c.claim.in_(old)))
    connection.execute(delete(t.claims).where(t.claims.c.report == reading.report))
    connection.execute(delete(t.readings).where(t.readings.c.report == reading.report))
    row = columns(t.readings, {**fields(reading), "model": model, "version": __version__})
    connection.execute(insert(t.readings).values(**row))
    insert_all(connection, t.claims, [_claim(number, claim) for number, claim in enumerate(reading.claims)])
    for claim in reading.claims:
        insert_all(connection, t.claim_sources, numbered(claim.sources, claim=claim.id))
        insert_all(connection, t.claim_figures, numbered(claim.figures, claim=claim.id))


def _claim(number: int, claim: Claim) -> Row:
    event = claim.event
    return {
        **columns(t.claims, fields(claim)),
        "ordinal": number,
        "event_type": event.type,
        "event_mode": event.mode,
        "place": event.place.name if event.place else None,
        "country": event.place.country if event.place else None,
        "time_start": event.time.start if event.time else None,
        "time_end": event.time.end if event.time else None,
        "body": claim,
    }
