"""Everything that changes an archive. Each function is one transaction: done as a whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select, update

from rashomon import __version__
from rashomon.archive import decisions
from rashomon.archive import tables as t
from rashomon.archive.opening import Archive
from rashomon.model import Claim, Conclusions, Dossier, Question, Reading, Report

Row = Mapping[str, object]


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
                update(t.dossiers).where(t.dossiers.c.name.in_(holding)).values(revision=t.dossiers.c.revision + 1)
            )


def conclude(
    archive: Archive, dossier: str, reports: Sequence[Report], conclusions: Conclusions, *, revision: int
) -> None:
    """Replaces what was concluded from the dossier. `reports` say which are copies; `revision` is the dossier's when
    they were fetched: if it has grown since, the conclusions stay stale and are drawn again at the next command."""
    with archive.writing() as connection:
        _concluded(connection, dossier, reports, conclusions, revision)


def reviewed(archive: Archive, dossier: Dossier, *, revision: int) -> None:
    """`conclude`, together with what became of the claims in review: no reader sees the one without the other."""
    with archive.writing() as connection:
        decisions.keep(connection, dossier)
        _concluded(connection, dossier.name, dossier.reports, dossier.conclusions, revision)


def _concluded(
    connection: Connection, dossier: str, reports: Sequence[Report], conclusions: Conclusions, revision: int
) -> None:
    for table in (t.relations, t.voices, t.answers, t.positions, t.questions, t.incidents):
        connection.execute(delete(table).where(table.c.dossier == dossier))
    _insert(connection, t.incidents, _numbered(conclusions.incidents, dossier=dossier))
    _insert(connection, t.questions, _questions(dossier, conclusions.questions))
    _insert(connection, t.positions, _positions(dossier, conclusions.questions))
    _insert(connection, t.answers, _answers(dossier, conclusions.questions))
    _insert(connection, t.voices, _voices(dossier, conclusions.questions))
    _insert(connection, t.relations, _numbered(conclusions.relations, dossier=dossier))
    for report in reports:
        mine = (t.members.c.dossier == dossier) & (t.members.c.report == report.id)
        differs = t.members.c.copy_of.is_distinct_from(report.copy_of)
        connection.execute(update(t.members).where(mine & differs).values(copy_of=report.copy_of))
    connection.execute(update(t.dossiers).where(t.dossiers.c.name == dossier).values(concluded=revision))


def _join(connection: Connection, dossier: str, report: Report) -> bool:
    """The report as a member of the dossier; whether that is news. Of several paths the first in the alphabet stays,
    so that it does not matter which was added first."""
    if connection.scalar(select(t.dossiers.c.name).where(t.dossiers.c.name == dossier)) is None:
        connection.execute(insert(t.dossiers).values(name=dossier, revision=0, concluded=-1))
    if connection.scalar(select(t.reports.c.id).where(t.reports.c.id == report.id)) is None:
        connection.execute(insert(t.reports).values(**_columns(t.reports, _fields(report))))
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
    row = _columns(t.readings, {**_fields(reading), "model": model, "version": __version__})
    connection.execute(insert(t.readings).values(**row))
    _insert(connection, t.claims, [_claim(number, claim) for number, claim in enumerate(reading.claims)])
    for claim in reading.claims:
        _insert(connection, t.claim_sources, _numbered(claim.sources, claim=claim.id))
        _insert(connection, t.claim_figures, _numbered(claim.figures, claim=claim.id))


def _claim(number: int, claim: Claim) -> Row:
    event = claim.event
    return {
        **_columns(t.claims, _fields(claim)),
        "ordinal": number,
        "event_type": event.type,
        "event_mode": event.mode,
        "place": event.place.name if event.place else None,
        "country": event.place.country if event.place else None,
        "time_start": event.time.start if event.time else None,
        "time_end": event.time.end if event.time else None,
        "body": claim,
    }


def _questions(dossier: str, questions: Sequence[Question]) -> list[Row]:
    rows = _numbered(questions, dossier=dossier)
    voices = [len({o for position in question.positions for o in position.origins}) for question in questions]
    return [{**row, "voices": number} for row, number in zip(rows, voices, strict=True)]


def _answers(dossier: str, questions: Iterable[Question]) -> list[Row]:
    return [
        {"dossier": dossier, "question": question.id, "position": number, "claim": claim}
        for question in questions
        for number, position in enumerate(question.positions)
        for claim in dict.fromkeys(position.claims)
    ]


def _voices(dossier: str, questions: Iterable[Question]) -> list[Row]:
    return [
        {"dossier": dossier, "question": question.id, "position": number, "origin": origin}
        for question in questions
        for number, position in enumerate(question.positions)
        for origin in dict.fromkeys(position.origins)
    ]


def _positions(dossier: str, questions: Iterable[Question]) -> list[Row]:
    return [
        {**row, "dossier": dossier, "question": question.id}
        for question in questions
        for row in _numbered(question.positions)
    ]


def _fields(value: msgspec.Struct) -> Row:
    return {name: getattr(value, name) for name in value.__struct_fields__}


def _numbered(values: Sequence[msgspec.Struct], **more: object) -> list[Row]:
    return [{**_fields(value), "ordinal": number, **more} for number, value in enumerate(values)]


def _columns(table: Table, row: Row) -> dict[str, object]:
    return {name: value for name, value in row.items() if name in table.c}


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(insert(table), [_columns(table, row) for row in rows])
