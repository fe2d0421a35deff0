"""Parts of a dossier, found by index: what a page shows of it, however large the rest is.

Every function reads within a transaction that the caller began (`Archive.reading`), so that a page shows one state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import Connection, Row, Select, distinct, func, select

from rashomon.archive import tables as t
from rashomon.archive.rows import made
from rashomon.errors import NotFound
from rashomon.model import Claim, Dateline, Incident, Mentions, Position, Question, Relation, Report

STATUSES = ("contested", "revised", "agreed", "single")
"""In the order in which people want to see them."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier in figures."""

    name: str
    revision: int
    """Grows with every change to its reports."""
    stale: bool
    """Reports have come since the conclusions were drawn."""
    reports: int
    copies: int
    outlets: int
    claims: int
    incidents: int
    first: str | None
    """The earliest day on which a report was published; None when none tells."""
    last: str | None
    questions: dict[str, int]
    """How many of each status."""


class ReportLine(msgspec.Struct, frozen=True, kw_only=True):
    """A report without its text."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    dateline: Dateline | None
    path: str | None
    copy_of: str | None
    claims: int


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Which of many are wanted."""

    offset: int = 0
    limit: int = 50


FIRST = Page()


def head(connection: Connection, name: str) -> Head:
    """The dossier in figures. Raises NotFound."""
    row = connection.execute(select(t.dossiers).where(t.dossiers.c.name == name)).one_or_none()
    if row is None:
        raise NotFound(f"no dossier {name!r}", remedy="the first page lists those there are")
    mine = t.members.c.dossier == name
    told = connection.execute(
        select(
            func.count(),
            func.count(t.members.c.copy_of),
            func.count(distinct(t.reports.c.outlet)),
            func.min(t.reports.c.published),
            func.max(t.reports.c.published),
        )
        .join_from(t.members, t.reports, t.reports.c.id == t.members.c.report)
        .where(mine)
    ).one()
    joined = t.claims.join(t.members, t.members.c.report == t.claims.c.report)
    counts = dict.fromkeys(STATUSES, 0)
    asked = select(t.questions.c.status, func.count()).where(t.questions.c.dossier == name)
    counts |= {row[0]: row[1] for row in connection.execute(asked.group_by(t.questions.c.status))}
    return Head(
        name=name,
        revision=row.revision,
        stale=row.revision != row.concluded,
        reports=told[0],
        copies=told[1],
        outlets=told[2],
        claims=connection.scalar(select(func.count()).select_from(joined).where(mine)) or 0,
        incidents=connection.scalar(select(func.count()).select_from(t.incidents).where(t.incidents.c.dossier == name))
        or 0,
        first=told[3][:10] if told[3] else None,
        last=told[4][:10] if told[4] else None,
        questions=counts,
    )


def names(connection: Connection) -> tuple[str, ...]:
    """Of all dossiers."""
    return tuple(connection.scalars(select(t.dossiers.c.name).order_by(t.dossiers.c.name)))


def questions(
    connection: Connection,
    dossier: str,
    *,
    status: str | None = None,
    ids: Collection[str] | None = None,
    page: Page | None = None,
) -> tuple[Question, ...]:
    """Questions with their positions: contested first, and of one status those on which most origins speak."""
    rank = {status: number for number, status in enumerate(STATUSES)}
    query = select(t.questions).where(t.questions.c.dossier == dossier)
    if status is not None:
        query = query.where(t.questions.c.status == status)
    if ids is not None:
        query = query.where(t.questions.c.id.in_(ids))
    order = (t.questions.c.voices.desc(), t.questions.c.text, t.questions.c.id)
    rows = list(connection.execute(_cut(query.order_by(*order), page)))
    rows.sort(key=lambda row: rank.get(row.status, len(rank)))  # stable: each status keeps its order
    return _with_positions(connection, dossier, rows)


def incidents(
    connection: Connection, dossier: str, *, ids: Collection[str] | None = None, page: Page | None = None
) -> tuple[Incident, ...]:
    """Incidents in the order in which they were concluded."""
    query = select(t.incidents).where(t.incidents.c.dossier == dossier)
    if ids is not None:
        query = query.where(t.incidents.c.id.in_(ids))
    rows = connection.execute(_cut(query.order_by(t.incidents.c.ordinal), page))
    return tuple(made(Incident, row) for row in rows)


def titles(connection: Connection, dossier: str, ids: Collection[str]) -> dict[str, str]:
    """Titles of incidents, by id."""
    query = select(t.incidents.c.id, t.incidents.c.title).where(t.incidents.c.dossier == dossier)
    return {row.id: row.title for row in connection.execute(query.where(t.incidents.c.id.in_(ids)))}


def claims(connection: Connection, ids: Collection[str]) -> dict[str, Claim]:
    """Claims by id, in the order of the ids."""
    query = select(t.claims.c.id, t.claims.c.body).where(t.claims.c.id.in_(ids))
    found = {row.id: row.body for row in connection.execute(query)}
    return {id: found[id] for id in ids if id in found}


def claims_of(connection: Connection, report: str) -> tuple[Claim, ...]:
    """The claims of a report, in its order."""
    query = select(t.claims.c.body).where(t.claims.c.report == report).order_by(t.claims.c.ordinal)
    return tuple(connection.scalars(query))


def relations(connection: Connection, dossier: str, questions: Collection[str]) -> tuple[Relation, ...]:
    """How the claims of these questions stand to one another."""
    query = select(t.relations).where(t.relations.c.dossier == dossier, t.relations.c.question.in_(questions))
    query = query.order_by(t.relations.c.question, t.relations.c.ordinal)
    return tuple(made(Relation, row) for row in connection.execute(query))


def answering(connection: Connection, dossier: str, claims: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """By claim, the ids of the questions that it answers."""
    wanted = set(claims)
    query = select(t.answers.c.claim, t.answers.c.question).where(
        t.answers.c.dossier == dossier, t.answers.c.claim.in_(wanted)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(query.order_by(t.answers.c.question)):
        found[row.claim].append(row.question)
    return {claim: tuple(dict.fromkeys(ids)) for claim, ids in found.items()}


def report(connection: Connection, dossier: str, id: str) -> tuple[Report, Mentions, tuple[str, ...]]:
    """A report of the dossier, what was found in it, and the warnings of its reading. Raises NotFound."""
    row = connection.execute(
        select(
            t.reports,
            t.members.c.path,
            t.members.c.copy_of,
            t.readings.c.mentions,
            t.readings.c.warnings.label("notes"),
        )
        .join(t.members, t.members.c.report == t.reports.c.id)
        .outerjoin(t.readings, t.readings.c.report == t.reports.c.id)
        .where(t.members.c.dossier == dossier, t.reports.c.id == id)
    ).one_or_none()
    if row is None:
        raise NotFound(f"no report {id!r} in this dossier", where=dossier)
    return made(Report, row), row.mentions or Mentions(), row.notes or ()


def report_lines(
    connection: Connection, dossier: str, *, ids: Collection[str] | None = None, page: Page | None = None
) -> tuple[ReportLine, ...]:
    """Reports without their texts, by the day on which they were published."""
    claims = select(func.count()).where(t.claims.c.report == t.reports.c.id).scalar_subquery()
    query = (
        select(
            t.reports.c.id,
            t.reports.c.title,
            t.reports.c.outlet,
            t.reports.c.published,
            t.reports.c.dateline,
            t.members.c.path,
            t.members.c.copy_of,
            claims.label("claims"),
        )
        .join_from(t.reports, t.members, t.members.c.report == t.reports.c.id)
        .where(t.members.c.dossier == dossier)
        .order_by(
            t.reports.c.published.is_(None), t.reports.c.published, t.members.c.path.nulls_first(), t.reports.c.id
        )
    )
    if ids is not None:
        query = query.where(t.reports.c.id.in_(ids))
    return tuple(made(ReportLine, row) for row in connection.execute(_cut(query, page)))


def texts(connection: Connection, ids: Collection[str]) -> tuple[tuple[str, str, Mentions], ...]:
    """Ids and texts of reports with what was found in them."""
    query = (
        select(t.reports.c.id, t.reports.c.text, t.readings.c.mentions)
        .outerjoin(t.readings, t.readings.c.report == t.reports.c.id)
        .where(t.reports.c.id.in_(ids))
        .order_by(t.reports.c.id)
    )
    return tuple((row.id, row.text, row.mentions or Mentions()) for row in connection.execute(query))


def mentions(connection: Connection, dossier: str) -> Iterator[Mentions]:
    """What was found in each report of the dossier."""
    query = select(t.readings.c.mentions).join(t.members, t.members.c.report == t.readings.c.report)
    yield from connection.scalars(query.where(t.members.c.dossier == dossier).order_by(t.readings.c.report))


def all_claims(connection: Connection, dossier: str) -> Iterator[Claim]:
    """Every claim of the dossier: for what is done once for a revision, never for each page."""
    query = select(t.claims.c.body).join(t.members, t.members.c.report == t.claims.c.report)
    yield from connection.scalars(query.where(t.members.c.dossier == dossier).order_by(t.claims.c.id))


def _with_positions(
    connection: Connection, dossier: str, rows: Sequence[Row[tuple[object, ...]]]
) -> tuple[Question, ...]:
    positions: dict[str, list[Position]] = defaultdict(list)
    query = select(t.positions).where(
        t.positions.c.dossier == dossier, t.positions.c.question.in_([row.id for row in rows])
    )
    for row in connection.execute(query.order_by(t.positions.c.question, t.positions.c.ordinal)):
        positions[row.question].append(made(Position, row))
    return tuple(made(Question, row, positions=tuple(positions[row.id])) for row in rows)


def _cut(query: Select[tuple[object, ...]], page: Page | None) -> Select[tuple[object, ...]]:
    return query if page is None else query.offset(page.offset).limit(page.limit)
